"""What is said where runs of words and what is known of articles have no room on the disk."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from broadsheet.errors import UnwritableError
from broadsheet.syndication import Story, find_copies


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit of the size of files")
@pytest.mark.parametrize("words", [600, 9], ids=["runs of words", "what is known"])
def test_it_is_told_and_nothing_stays(tmp_path: Path, words: int) -> None:
    """With what to do."""
    import resource  # other systems have none

    told = " ".join(f"word{step}" for step in range(words))
    stories = (Story(f"{number:0200}", f"{told} {number}", "2024-05-02") for number in range(4000))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 17, limits[1]))
    try:
        with pytest.raises(UnwritableError, match="temporary file") as caught:
            find_copies(stories, folder=tmp_path, memory="2MB")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "TMPDIR" in (caught.value.hint or "")
    assert [*tmp_path.iterdir()] == []


def test_what_a_database_of_the_caller_says_is_not_taken_for_it() -> None:
    """Stories may come from one."""

    def stories() -> Iterator[Story]:
        with closing(sqlite3.connect(":memory:")) as theirs:
            yield from (Story(*row) for row in theirs.execute("SELECT id, text FROM pages"))

    with pytest.raises(sqlite3.OperationalError, match="no such table: pages"):
        find_copies(stories())
