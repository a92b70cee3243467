"""What is known of ids: which stand twice, and in which shards some are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import tried

from broadsheet.checks.blocks import reach_of
from broadsheet.checks.known import Known

SHARDS = st.lists(st.lists(st.sampled_from("abcdef"), max_size=4), max_size=4)


@pytest.mark.parametrize("most", [1 << 20, 0], ids=["in memory", "on disk"])
@tried(60)
@given(SHARDS, st.booleans(), st.sets(st.sampled_from("abcxyz")))
def test_ids_are_asked_for(most: int, shards: list[list[str]], in_order: bool, wanted: set[str]) -> None:
    """Whether they are in order or not, in memory or on disk, those that stand twice are told, and those wanted."""
    ids = [sorted(set(shard)) for shard in shards] if in_order else shards
    twice = {id for id in "abcdef" if sum(shard.count(id) for shard in ids) > 1}
    places = {id: {n for n, shard in enumerate(ids) if id in shard} for id in twice | wanted}
    with Known(most) as known:
        counts = [known.add(number, "\n".join(shard), reach_of(shard)) for number, shard in enumerate(ids)]
        assert counts == list(map(len, ids))
        found = known.answer(wanted)
    assert (found.twice, found.shards) == (twice, {id: numbers for id, numbers in places.items() if numbers})
