"""Time grows with the length of a text, whatever it holds."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import pytest
from pace import grows_in_proportion

from broadsheet.reading.draft import draft
from broadsheet.reading.layout import read_layout
from broadsheet.reading.layout.blocks import read_blocks
from broadsheet.reading.layout.transcripts import find_turns
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.speakers import _is_subject
from broadsheet.sources import Received

LEXICON = Lexicon.load()

UNITS = {
    "letters": "a",
    "capitals": "A",
    "capitalised words": "Harbour ",
    "places": "HANOI, ",
    "dashes": "— ",
    "hyphens": "-",
    "quotation marks": '"',
    "opening marks": "“ ",
    "brackets": "(",
    "bracket pairs": "(A) ",
    "digits": "1",
    "dates": "1/1/2021 ",
    "months": "May ",
    "times": "10:05 ",
    "full stops": ". ",
    "slashes": "A/",
    "blanks": " ",
    "no-break spaces": "\u00a0",
    "lines": "a\n",
    "empty lines": "\n",
    "short sentences": "He said. ",
    "photo credits": "Photo: ",
    "credited sites": "Photo: a.b/A.B-C ",
    "joined names": "A-B.C/D, Photo by ",
    "names by bars": "Ada B | ",
    "names": "By Ada ",
    "acronyms": "plans (ABC) ",
    "nicknames": "Ada “Ada” ",
    "cents": "1 cent to 2 ",
    "rates": "index 1.1 to ",
    "votes": "voted 1 to ",
    "particles": "Port de la ",
    "according to": "according to the ",
    "statements": "said in a statement ",
    "judgements": "called the fee, put the fee at ",
    "marks": "a\u0301",
    "zero width": "\u200b",
    "right to left": "\u202eab ",
    "surrogate pairs": "\U0001f4f0",
    "wrapped lines": "the quick brown fox jumps over the lazy dog and on\n",
    "copyright": "© ",
    "questions": "Why?\n\n",
    "sign-offs": "It is so. — VNS\n\n",
    "agencies": "AFP,",
    "asides": "he, yesterday, quietly, ",
    "apostrophes": "A'a",
}


SLOW = {UNITS["bracket pairs"]}
"""Of these, a quarter of the text takes as long as needed to tell."""


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_reads_layout_in_linear_time(unit: str) -> None:
    """Sixteen times the text takes about sixteen times as long."""
    most = 20_000 if unit in SLOW else 80_000
    assert grows_in_proportion(lambda size: partial(read_layout, unit * (size // len(unit)), LEXICON), most)


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_drafts_anything(unit: str) -> None:
    """Whatever is repeated, a draft comes of it within seconds."""
    text = "Port to open\n\nHANOI — " + unit * (20_000 // len(unit)) + "x"
    begin = time.process_time()
    article = draft(Received.of("a.txt", text.encode(), "utf-8", text), lexicon=LEXICON)
    assert article.source.characters == len(text)
    assert time.process_time() - begin < 10


DRAFTED = [
    'He said that "no" ',
    '"No" said he ',
    "1 cent to $2 ",
    "It is so. — VNS\n\n",
    "HANOI (AP) - \n\n",
    "• A new quay\n",
    "two ",
    "Kelud ",
    "3.5.2021\n",
]


def drafting(story: str) -> Callable[[], object]:
    """What drafts a story below its headline and place."""
    text = f"Port to open\n\nHANOI — {story}"
    return partial(draft, Received.of("a.txt", text.encode(), "utf-8", text), lexicon=LEXICON)


@pytest.mark.parametrize("unit", DRAFTED)
def test_drafts_in_linear_time(unit: str) -> None:
    """No verb is compared with all quotations, and no line with all credits or all lines before it."""

    def drafted(size: int) -> Callable[[], object]:
        return drafting(unit * (size // len(unit)))

    assert grows_in_proportion(drafted, 80_000)


def differing(number: int) -> str:
    """A word of its own for each number."""
    letters = "bdfgklmnprstvz"
    return "".join(letters[number // 14**n % 14] + "aeiou"[number // 14**n % 5] for n in range(4)).capitalize()


NAMED = [
    "({}) is open. ",
    "the {} quay ",
    "{} Lind said so. ",
    "Ada {} told The {} so. ",
    "“{}” he said. ",
    "{} He said ",
    "{} Times reported ",
    "{} who said ",
    "{} Ada’s ",
    "{} L.P. ",
    "ADA BYRON: It is so. {}, ",
]


@pytest.mark.parametrize("unit", NAMED)
def test_drafts_names_that_differ_in_linear_time(unit: str) -> None:
    """No name is looked for in all of the text, whose number grows with it."""

    def drafted(size: int) -> Callable[[], object]:
        names = [differing(number) for number in range(size // len(unit))]
        return drafting("".join(unit.format(*[name] * 2) for name in names))

    assert grows_in_proportion(drafted, 32_000)


def test_finds_turns_in_linear_time() -> None:
    """No turn of a transcript is compared with all that follow."""

    def found(size: int) -> Callable[[], object]:
        blocks = read_blocks("Q: Why?\n\nA: It is so.\n\n" * (size // 20))
        return partial(find_turns, blocks, [None] * len(blocks))

    assert grows_in_proportion(found, 400_000)


def test_what_stands_before_a_name_is_read_in_no_time() -> None:
    """Words that end at a bracket can be divided in one way only; a hundred of them took a minute."""
    begin = time.process_time()
    assert not any(_is_subject(f" the {'quay' * 3} {'mole ' * 14}{number} (") for number in range(100))
    assert time.process_time() - begin < 5
