"""Time grows with the length of a text, whatever it holds."""

from __future__ import annotations

import time

import pytest

from broadsheet.reading.draft import draft
from broadsheet.reading.layout import read_layout
from broadsheet.reading.lexicon import Lexicon
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
}


def seconds(text: str) -> float:
    """The least of three runs."""
    runs = []
    for _ in range(3):
        begin = time.process_time()
        read_layout(text, LEXICON)
        runs.append(time.process_time() - begin)
    return min(runs)


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_reads_layout_in_linear_time(unit: str) -> None:
    """Eight times the text takes less than thirty times as long; quadratic time would take sixty-four."""
    short, long = unit * (10_000 // len(unit)), unit * (80_000 // len(unit))
    assert seconds(long) < 30 * max(seconds(short), 0.004)


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_drafts_anything(unit: str) -> None:
    """Whatever is repeated, a draft comes of it within seconds."""
    text = "Port to open\n\nHANOI — " + unit * (20_000 // len(unit)) + "x"
    begin = time.process_time()
    article = draft(Received.of("a.txt", text.encode(), "utf-8", text), lexicon=LEXICON)
    assert article.source.characters == len(text)
    assert time.process_time() - begin < 10
