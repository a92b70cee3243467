"""What was done before is taken up, if it is whole and of the same."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import stages

from broadsheet.engines import Cores, Here, Kept, Lost, Shards, run
from broadsheet.errors import UnwritableError
from broadsheet.issues import Issue


class Counting(Here):
    """An engine that counts what it does."""

    def __init__(self) -> None:
        self.done: list[int] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Do it at once."""
        self.done.extend(args[0])
        return super().submit(fn, *args, **kwargs)


def again(folder: Path, items: Any, about: bytes = b"1") -> tuple[list[Any], list[int]]:
    """The results of a run with shards, and the items for which the stage ran."""
    engine, shards = Counting(), Shards(Kept(folder, about, needed=True))
    return list(run(stages.double, items, engine, batch=3, shards=shards)), engine.done


def test_does_only_what_is_missing(tmp_path: Path) -> None:
    """A run that was broken off gives its results without the stage, and the rest with it, all in order."""
    first = run(stages.double, range(10), Here(), batch=3, shards=Shards(Kept(tmp_path / "s", b"1", needed=True)))
    assert [next(first) for _ in range(4)] == [0, 2, 4, 6]
    first.close()
    assert again(tmp_path / "s", range(10)) == ([2 * n for n in range(10)], [6, 7, 8, 9])
    assert again(tmp_path / "s", range(10)) == ([2 * n for n in range(10)], [])


def test_an_item_that_is_new_among_the_others_changes_no_other_batch(tmp_path: Path) -> None:
    """Batches end where names say so: one item more, or one less, and only those beside it are done again."""

    def done_for(items: list[int]) -> list[int]:
        engine, shards = Counting(), Shards(Kept(tmp_path / "s", b"1", needed=True))
        assert list(run(stages.double, items, engine, batch=4, shards=shards, name=str)) == [2 * n for n in items]
        return engine.done

    items = list(range(0, 1200, 2))
    assert done_for(items) == items
    for changed in (sorted([*items, 601]), sorted({*items} - {300}), [-1, *items]):
        again = done_for(changed)
        assert 0 < len(again) <= 16 + 1
    assert done_for(items) == []


def test_another_stage_or_other_items_are_done_anew(tmp_path: Path) -> None:
    """What the results depend on is part of their names."""
    again(tmp_path / "s", range(6))
    assert again(tmp_path / "s", range(6), b"2")[1] == [0, 1, 2, 3, 4, 5]
    assert again(tmp_path / "s", [0, 1, 2, 3, 4, 7]) == ([0, 2, 4, 6, 8, 14], [3, 4, 7])


@pytest.mark.parametrize(
    "harm", [lambda data: data[:-1], lambda data: data[:0], lambda data: data[:40] + b"x" + data[41:]]
)
def test_a_shard_that_is_not_whole_is_done_again(tmp_path: Path, harm: Any) -> None:
    """Power that went while a shard was written loses no more than that."""
    again(tmp_path / "s", range(6))
    broken = min((tmp_path / "s").glob("??/*"))
    broken.write_bytes(harm(broken.read_bytes()))
    results, done = again(tmp_path / "s", range(6))
    assert (results, len(done)) == ([0, 2, 4, 6, 8, 10], 3)


class Harmful:
    """An object that does something when it is read."""

    def __reduce__(self) -> Any:
        return os.mkdir, ("harm",)


def test_reads_no_strange_objects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shard that somebody put there runs nothing: only the kinds that results are made of are read."""
    monkeypatch.chdir(tmp_path)
    shards = Shards(Kept(tmp_path / "s", b"1", needed=True), [Issue])
    issue = Issue.of("B001", "there is no such file", path="a")
    shards.save("aa0", [issue])
    shards.save("aa1", [Harmful()])
    assert shards.load("aa0") == [issue]
    assert shards.load("aa1") is None
    assert not Path("harm").exists()


def test_what_was_set_aside_is_tried_again(tmp_path: Path) -> None:
    """A batch in which something was lost is no finished one."""
    for _ in range(2):
        with Cores(2) as cores:
            shards = Shards(Kept(tmp_path / "s", b"1", needed=True))
            found = list(run(stages.poisoned, range(12, 15), cores, shards=shards))
        assert [type(each) for each in found] == [int, Lost, int]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """As where the disk is full."""
    (tmp_path / "s").write_text("a file")
    with pytest.raises(UnwritableError, match="cannot write"):
        again(tmp_path / "s", range(3))
