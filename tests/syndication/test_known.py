"""What is known of stories: the same in memory and on disk, whatever they are called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.engines.scratch import new_folder
from broadsheet.errors import BroadsheetError
from broadsheet.syndication import Story, find_copies
from broadsheet.syndication.known import Known

ANY = st.text(st.characters(exclude_categories=[]), max_size=4)


@settings(max_examples=30)
@given(
    ids=st.sets(ANY, max_size=30), days=st.lists(st.none() | ANY, min_size=30, max_size=30), room=st.integers(0, 900)
)
def test_order_is_that_of_days_and_then_of_ids(ids: set[str], days: list[str | None], room: int) -> None:
    """As Python sorts them, with names that are no text, and those without a day last; all are given back."""
    stories = [
        Story(id, "told", day, id or None, frozenset(ids), marked=bool(day)) for id, day in zip(ids, days, strict=False)
    ]
    with new_folder() as folder:
        known = Known(Path(folder) / "known", room)
        for start in range(0, len(stories), 7):
            some = stories[start : start + 7]
            assert list(known.add(some)) == [*range(start, start + len(some))]
        order = known.order().to_list()
        assert order == sorted(range(len(stories)), key=lambda each: (stories[each].date or "~", stories[each].id))
        for number in order:
            assert known.story(number) == replace(stories[number], text="")
        known.close()


@pytest.mark.parametrize("id", ["a", "caf\udce9.txt", "two\nlines"])
def test_two_of_one_id_are_told_however_far_apart(id: str) -> None:
    """Also where what was known of the first waits on disk by then."""
    stories = [Story(id, "", "2024"), *(Story(f"{n:05}", "") for n in range(4000)), Story(id, "", "2023")]
    with pytest.raises(BroadsheetError) as raised:
        find_copies(stories, memory=1 << 20)
    assert str(raised.value) == f"two articles have the id {id!r}"
