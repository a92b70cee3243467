"""Runs of words of what is published: the same whether they are few or many, in little memory."""

from __future__ import annotations

import pickle
import random
import tracemalloc
from collections.abc import Sequence

import pytest

from broadsheet.checks import own_words
from broadsheet.checks.own_words import OwnRuns

DICE = random.Random(3)  # noqa: S311 - repeatable
KEYS = [DICE.randrange(-(2**63), 2**63) for _ in range(3000)]


def made(*lots: Sequence[int]) -> OwnRuns:
    """The keys, added lot by lot."""
    own = OwnRuns()
    for lot in lots:
        own.add(lot)
    return own


@pytest.mark.parametrize("few", [0, 100, 5000])
def test_keys_are_found_among_few_and_many(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """Those that are there and no others, also after more were added, and in another process."""
    monkeypatch.setattr(own_words, "FEW", few)
    own = made(KEYS[:700], KEYS[500:1500])
    assert own.common(KEYS) == {*KEYS[:1500]}
    own.add(KEYS[2000:2050])
    for each in (own, pickle.loads(pickle.dumps(own))):  # noqa: S301 - from ourselves
        assert each.common(KEYS) == {*KEYS[:1500], *KEYS[2000:2050]}


@pytest.mark.parametrize("few", [100, 5000])
def test_the_digest_is_that_of_the_keys(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """In whatever order and however often they come; others have another one."""
    monkeypatch.setattr(own_words, "FEW", few)
    assert made(KEYS).digest() == made(KEYS[1000:], KEYS[:2000][::-1]).digest()
    assert made(KEYS).digest() != made(KEYS[1:]).digest()


def test_many_keys_take_few_bytes_each() -> None:
    """Twenty at the most, with what is held until it is put away, where a set takes more than sixty."""
    count = 4 * own_words.FEW
    tracemalloc.start()
    try:
        own = made(*([hash((lot, number)) for number in range(1000)] for lot in range(count // 1000)))
        assert own.common([hash((1, 1)), hash((1, "none"))]) == {hash((1, 1))}
        assert tracemalloc.get_traced_memory()[0] < 20 * count
    finally:
        tracemalloc.stop()
