"""The index of a text: a superset of where an expression can match, and exact digits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.articles.folding import fold
from broadsheet.reading.index import Firsts, Index, index_of

PHRASES = ["said", "has said", "according to", "one", "a dozen", "«so", "€", "o'clock", "Mar", "twenty"]
PIECES = [*PHRASES, "SAID", " ", "  ", "-", "'", "é", "Đ", "“", "\n", "x", "_", "1", "12", "٣", "\U0001f600", "\ud800"]
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join).map(fold)


@given(texts)
def test_no_phrase_is_missed(text: str) -> None:
    """Every place at which a phrase stands between other characters than letters is among the starts."""
    for phrase in PHRASES:
        expression = re.compile(rf"(?<![^\W\d_]){re.escape(fold(phrase))}(?![^\W\d_])", re.IGNORECASE)
        stands = {match.start() for match in expression.finditer(text)}
        assert stands <= set(Index(text).starts(Firsts([phrase])))


@given(texts, st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join).map(fold))
def test_no_place_is_missed(text: str, phrase: str) -> None:
    """Every place at which a phrase touches no other letters is among those where it may stand."""
    expression = re.compile(rf"(?<![^\W\d_]){re.escape(phrase)}(?![^\W\d_])")
    assert {match.start() for match in expression.finditer(text)} <= set(Index(text).begins(phrase))


@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_digits_are_found(text: str, start: int, end: int) -> None:
    """The runs between two offsets are those of which a search finds a digit there."""
    runs = [match.span() for match in re.finditer(r"\d+", text)]
    assert Index(text).digits(start, end) == [run for run in runs if max(run[0], start) < min(run[1], end)]


@pytest.mark.parametrize("start", [0, 4, 20])
def test_between_and_has_agree(start: int) -> None:
    """There is something between two offsets exactly where it says so."""
    index, firsts = index_of("one two one"), Firsts(["one"])
    assert index.starts(firsts) == [0, 8]
    for end in range(12):
        assert index.has(firsts, start, end) == bool(index.between(firsts, start, end))
