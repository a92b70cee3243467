"""Reading takes time in proportion to the text, whatever the text."""

import time

import pytest

from broadsheet.articles import Segment
from broadsheet.reading.figures import read_figures
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.mentions import read_mentions
from broadsheet.reading.statements import read_statements

UNITS = {
    "straight marks": '"',
    "open marks": "“",
    "marks of every kind": "“‘«„\"'»’”",
    "marks and words": '"A b" said c. ',
    "single marks": "'a ",
    "possessives": "‘boys’ b ",
    "capitals": "A",
    "words with capitals": "Ab ",
    "initials": "A.",
    "known names": "Hanoi ",
    "titles": "Deputy Minister of ",
    "ministries": "Ministry of Land, ",
    "lists of ministries": "Ministry and ",
    "digits": "1",
    "grouped digits": "1,111",
    "dotted digits": "1.",
    "spaced digits": "111 ",
    "dates": "1/",
    "number words": "one hundred and ",
    "scales": "1 million ",
    "ranges": "1-",
    "money": "US$",
    "nouns": "1 big ",
    "cues": "said ",
    "cues and commas": "said, he ",
    "roles": "the minister of ",
    "blanks": " ",
    "full stops": ".",
    "brackets": "(A) ",
    "apostrophes": "a's ",
    "hyphens": "a-",
    "marks on letters": "e\u0301",
    "lone surrogates": "\ud800",
    "zero-width characters": "a\u200b",
    "right-to-left": "\u202eא ",
    "particles": "A de la ",
}


def seconds(text):
    """How long all of reading takes."""
    lexicon = Lexicon.load()
    segment = Segment(id="g1", role="paragraph", start=0, end=len(text))
    begin = time.process_time()
    mentions, entities = read_mentions(text, [segment], lexicon)
    read_figures(text, [segment], lexicon)
    read_statements(text, [segment], mentions, entities, lexicon)
    return time.process_time() - begin


@pytest.mark.parametrize("name", UNITS)
def test_time_grows_with_the_text_only(name):
    """Eight times the text takes about eight times as long, and ten thousand of anything is fast."""
    unit = UNITS[name]
    seconds(unit * 10)
    short, long = (min(seconds(unit * (size // len(unit))) for _ in range(2)) for size in (4_000, 32_000))
    assert long < 24 * short + 0.3
