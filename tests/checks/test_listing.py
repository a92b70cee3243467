"""The texts at one moment: whatever was seen is found, in little memory."""

from __future__ import annotations

import random
import tracemalloc
from array import array

from broadsheet.checks.listing import Listing, Looked

DICE = random.Random(5)  # noqa: S311 - repeatable
MARKS = array("q", (DICE.randrange(-(2**63), 2**63) for _ in range(40_000)))


def test_all_that_was_listed_is_found() -> None:
    """And nothing else."""
    listing = Listing("5f2a", MARKS[:20_000])
    assert listing.agrees(Looked({*MARKS[:20_000]}, {*MARKS[20_000:]}))
    assert not listing.agrees(Looked({MARKS[0], MARKS[20_000]}))
    assert not listing.agrees(Looked(missed={MARKS[20_000], MARKS[19_999]}))


def test_marks_are_never_all_objects() -> None:
    """Eight bytes for each, and not five times as much while they are put in order."""
    tracemalloc.start()
    try:
        Listing("5f2a", MARKS)
        assert tracemalloc.get_traced_memory()[1] < 12 * len(MARKS)
    finally:
        tracemalloc.stop()
