"""How much memory a call may take: sizes as people write them, and as many processes as have room."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import broadsheet
from broadsheet.drafts.ingest import ingest
from broadsheet.engines import memory, open_engine
from broadsheet.engines.memory import lanes, size_of
from broadsheet.errors import BroadsheetError


@dataclass(frozen=True)
class Hungry:
    """A finder of no names that says what memory it takes."""

    memory: Any

    def __call__(self, text: str) -> list[tuple[int, int, str, str]]:
        """No name."""
        return []


def find_nothing(text: str) -> list[tuple[int, int, str, str]]:
    """A finder that says nothing of itself."""
    return []


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("512MB", 512_000_000),
        ("512MiB", 512 << 20),
        ("512M", 512 << 20),
        ("2GiB", 2 << 30),
        ("2 gb", 2_000_000_000),
        ("1.5G", 3 << 29),
        ("2097152", 2 << 20),
        (1 << 30, 1 << 30),
        ("4096k", 4 << 20),
        ("1tb", 10**12),
        (10**15, 10**15),
        ("9999999TB", 1 << 50),
        (10**30, 1 << 50),
        ("1" + 29 * "0", 1 << 50),
    ],
)
def test_sizes_are_read_as_people_write_them(text: int | str, size: int) -> None:
    """Units of 1000 and of 1024, with and without a B, in any case; at most a pebibyte."""
    assert size_of(text) == size
    assert size_of(size) == size


@pytest.mark.parametrize("text", ["", "512", "0", "-1", "-2GB", "MB", "1,5GB", "2G2", "1e9", "two", "1PB", -1, "٣GB"])
def test_what_is_no_size_is_refused(text: int | str, tmp_path: Path) -> None:
    """Nonsense, negative sizes and a forgotten unit are told with an example, before anything is read."""
    with pytest.raises(BroadsheetError) as caught:
        broadsheet.validate(tmp_path / "nowhere", memory=text)
    assert "512MB" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("told", "jobs", "found"),
    [
        ("2GiB", None, 8),
        ("2GiB", 3, 3),
        ("512MiB", 8, 4),
        ("200MiB", 8, 1),
        ("16MB", 8, 1),
        (None, 64, 64),
        (None, None, 1),
    ],
)
def test_no_more_processes_than_have_room(
    told: str | None, jobs: int | None, found: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One for each core or so many jobs, as far as the budget goes; jobs alone are taken as they are."""
    monkeypatch.setattr(memory, "cores_here", lambda: 8)
    monkeypatch.setattr(memory, "machine", lambda: 1 << 30)
    assert lanes(told, jobs) == found


@pytest.mark.parametrize(("told", "found"), [("2GiB", 4), ("1GiB", 2), ("600MiB", 1), ("16MB", 1), (None, 8)])
def test_what_a_finder_takes_counts_for_each_process(
    told: str | None, found: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many processes read as have room with what finders say that they take; one that says nothing takes nothing."""
    (tmp_path / "text.txt").write_text("Old quay\n\nThe quay at Karro is closed.\n", encoding="utf-8")
    opened = []

    def noting(name: str, items: Any, size: Any, jobs: int | None) -> Any:
        opened.append(jobs)
        return open_engine(name, items, size, jobs)

    monkeypatch.setattr(import_module("broadsheet.drafts.ingest"), "open_engine", noting)
    finders = [Hungry(200 << 20), Hungry(100 << 20), find_nothing, Hungry("much")]
    assert len([*ingest(tmp_path / "text.txt", finders=finders, memory=told, jobs=8)]) == 1
    assert opened == [found]
