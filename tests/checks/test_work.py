"""Shards on an engine that is far: lost and halved, by their paths and with their bytes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from broadsheet.checks.kept import _content
from broadsheet.checks.pieces import Piece, Shard
from broadsheet.checks.work import Stages
from broadsheet.engines import Lost
from broadsheet.engines.stamps import stamp_of


class Far(Executor):
    """An executor of somebody else, which may be far. Between two calls a folder may go, as its files are."""

    ahead = 0

    def __init__(self) -> None:
        self.gone: Path | None = None

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The future of a call, where the folder that is gone is not there."""
        future: Future[Any] = Future()
        away = self.gone and self.gone.rename(self.gone.with_suffix(".away"))
        try:
            future.set_result(fn(*args, **kwargs))
        except MemoryError as error:
            future.set_exception(error)
        if away and self.gone:
            away.rename(self.gone)
        return future


@dataclass(frozen=True)
class Read:
    """The bytes of a shard, for which there is no memory where a word is in them."""

    word: bytes = b"\0"

    def __call__(self, shard: Shard) -> bytes:
        """The bytes."""
        data = b"".join(data for piece in shard for data in piece.chunks(1 << 20))
        if self.word in data:
            raise MemoryError
        return data


@pytest.mark.parametrize("gone", range(4))
def test_what_is_lost_is_left_out_once(tmp_path: Path, gone: int) -> None:
    """The parts that are left stay in their order, whenever files are no longer there, and none is done twice."""
    lines = [b'{"n": %d}\n' % number for number in range(8)]
    folder = tmp_path / "records"
    folder.mkdir()
    (file := folder / "a.jsonl").write_bytes(b"".join(lines))
    far = Far()
    stages = Stages(far, [(file, "a.jsonl")])
    for turn, word in enumerate((b"0}", b"7}", b"3}")):
        far.gone = folder if turn >= gone else None
        found = [each for _, each in stages.map(Read(word))]
        assert sum(isinstance(each, Lost) for each in found) == 1
    far.gone = folder if gone == 3 else None
    left = [each for _, each in stages.map(Read()) if not isinstance(each, Lost)]
    assert b"".join(left) == b"".join(lines[1:3] + lines[4:7])


def test_a_file_that_cannot_be_read_is_sent_alone(tmp_path: Path) -> None:
    """For a path that leads nowhere, here or there, only what is in its shard is sent with its bytes."""
    (tmp_path / "b.jsonl").write_bytes(b"{}\n" * (6 << 20))
    stages = Stages(Far(), [(tmp_path / name, name) for name in ("a.jsonl", "b.jsonl", "c.jsonl")])
    inside = [not any(piece.path for piece in shard) for _, shard in stages.map(tuple[Piece, ...])]
    assert inside == [True, *[False] * (len(inside) - 2), True]
    assert len(inside) > 3


def test_a_file_that_cannot_be_read_is_no_empty_one(tmp_path: Path) -> None:
    """What is kept of an empty file is not taken for it, also where it is sent with its bytes."""
    file = tmp_path / "gone.json"
    file.write_bytes(b"{}")
    piece = Piece("r.json", str(file), stamp=stamp_of(str(file)))
    file.unlink()
    contents = {_content((each,)) for each in (Piece("r.json", data=b""), piece, piece.carried())}
    assert len(contents) == 3
    trouble = piece.carried().trouble()
    assert trouble is not None
    assert trouble.code == "B001"
