"""What is looked for before an expression is tried stands wherever the expression matches."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.reading.layout import glued, story_lines
from broadsheet.reading.layout.blocks import ends_sentence, read_blocks
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.normalized import plain_text
from broadsheet.reading.towns import Towns

PIECES = [
    "is seen", "are pictured", "Pictured", "file photo", "File photo", "in this file image", "in this picture",
    "(left)", "(centre)", "(center)", "second from left", "third from right", "An aerial view of", "general view of",
    "in this", " ", "-", "--", "\u2013", ")", ":", ") :", "):", "x", "A", ".", "\u201d", "\x1c",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)

NAMES = "sure\tNG\tLowen|Lowen Bay|New Lowen\nfaint\t-\tReading|Saint Orle|St Maud\n"
WORDS = [
    "Lowen",
    "lowen",
    "LOWEN",
    "Bay",
    "New",
    "Reading",
    "Saint",
    "St",
    "St.",
    "Orle",
    "Maud",
    "Lowens",
    "'s",
    "-",
    " ",
]


@given(texts)
def test_what_is_seen_is_looked_for(text: str) -> None:
    """No line about a picture is passed over for want of a word of it."""
    assert story_lines._SEEN.search(text) is None or any(sight in text for sight in story_lines._SIGHTS)


@example("(left)\x1c:")
@given(texts)
def test_a_dash_is_looked_for(text: str) -> None:
    """No dash of a dateline is passed over."""
    assert glued._DASH.search(text) is None or any(dash in text for dash in glued._DASHES)


@given(st.lists(st.sampled_from(WORDS), max_size=5).map("".join))
def test_towns_of_one_word_are_found_as_others(text: str) -> None:
    """The longest name of whole words that a text begins with is found, whether other names begin with its word."""
    lower = text.lower()
    first = lower.partition(" ")[0].partition("-")[0].partition("'")[0].partition(".")[0]
    one, many = Towns(NAMES), Towns(f"{NAMES}sure\t-\t{first or 'x'} zzz\n")
    assert (one.at(text, lower, 0, first) if first in one.first else None) == many.at(text, lower, 0, first or "x")


@pytest.mark.parametrize(
    ("text", "gaps"),
    [("a\r\n\r\nb", [0, 1]), ("a\n\rb", [0, 1]), ("\r\r\na\x85b\u2029\u2028\nc", [1, 0, 2]), ("a\n \n\x0bb\n", [0, 2])],
)
def test_breaks_are_counted(text: str, gaps: list[int]) -> None:
    """Each break parts lines, a return with its newline once, and the empty lines before a line are counted."""
    assert [block.gap for block in read_blocks(plain_text(text))] == gaps


@pytest.mark.parametrize(
    ("text", "ends"), [("It left.", True), ("Left?\u201d)", True), ("left .] ", True), ("left", False)]
)
def test_a_sentence_ends_behind_its_marks(text: str, *, ends: bool) -> None:
    """Quotation marks and brackets may stand behind the stop of a sentence."""
    assert ends_sentence(text) is ends


def test_a_lexicon_builds_once() -> None:
    """What is made of a lexicon is made once."""
    made: list[object] = []
    lexicon = Lexicon({})

    def build(_: Lexicon) -> list[object]:
        made.append(1)
        return made

    assert lexicon.compiled(build) is lexicon.compiled(build)
    assert made == [1]
