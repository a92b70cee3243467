"""Reading takes time in proportion to the text, whatever the text."""

from functools import partial

import pytest
from pace import grows_in_proportion

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


def read(text):
    """All of reading."""
    lexicon = Lexicon.load()
    segment = Segment(id="g1", role="paragraph", start=0, end=len(text))
    mentions, entities = read_mentions(text, [segment], lexicon)
    read_figures(text, [segment], lexicon)
    read_statements(text, [segment], mentions, entities, lexicon)


@pytest.mark.parametrize("name", UNITS)
def test_time_grows_with_the_text_only(name):
    """Sixteen times the text takes about sixteen times as long."""
    unit = UNITS[name]
    assert grows_in_proportion(lambda size: partial(read, unit * (size // len(unit))), 32_000)
