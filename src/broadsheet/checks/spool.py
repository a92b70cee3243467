"""Checked articles in the order of their ids: in memory where they are few, else on disk.

Both kinds give the same records and the same blocks of them, whatever their number and whoever wrote them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, islice
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol, Self
from zlib import crc32

import orjson

from broadsheet.errors import UnwritableError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Articles", "Block", "InMemory", "Place", "Spool", "Spooled", "scratch", "telling"]

Record = dict[str, Any]

PRINT = 16
"""Bytes of the digest of a record."""

CHUNK = 100_000
"""Records in a file of an index."""

PIECE = 1 << 20
"""Bytes of a file that are read at once."""

AT_ONCE = 1000
"""Records that are read together by who asks for one after the other."""


class Block(Protocol):
    """Some records that follow each other. It can be pickled, and read in any process of this machine.

    `digest` is that of the records and their order, and of nothing else.
    """

    @property
    def digest(self) -> str:
        """The digest of the records, in hexadecimal digits."""

    def __len__(self) -> int: ...

    def lines(self) -> bytes:
        """The records, each a line of compact JSON."""

    def carried(self) -> Block:
        """The same block with its records inside, for a machine on which the files are not."""


class Articles(Protocol):
    """Records in the order of their ids, to be gone through as often as is wanted."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Record]: ...

    def blocks(self, count: int) -> Iterator[Block]:
        """All records in blocks of at most `count`; an added record changes the blocks around it only."""


class InMemory(list[Record]):
    """Records in memory.

    >>> first, second = InMemory([{"id": "a"}, {"id": "b"}, {"id": "c"}]).blocks(2)
    >>> (first.lines() + second.lines()).splitlines()
    [b'{"id":"a"}', b'{"id":"b"}', b'{"id":"c"}']
    """

    def blocks(self, count: int) -> Iterator[Block]:
        """All records in blocks of at most `count`; an added record changes the blocks around it only."""
        for start, end in _cuts([record["id"] for record in self], count):
            yield _Kept(tuple(self[start:end]))


@dataclass(frozen=True, slots=True)
class _Kept:
    """A block in memory."""

    records: tuple[Record, ...]

    @property
    def digest(self) -> str:
        return _joined(map(fingerprint, self.lines().splitlines()))

    def __len__(self) -> int:
        return len(self.records)

    def lines(self) -> bytes:
        return b"".join(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in self.records)

    def carried(self) -> Block:
        return self


def fingerprint(line: bytes) -> bytes:
    """The digest of one record, given as compact JSON."""
    return hashlib.blake2b(line, digest_size=PRINT).digest()


def _joined(prints: Iterable[bytes]) -> str:
    return hashlib.blake2b(b"".join(prints), digest_size=PRINT).hexdigest()


def _cuts(ids: Sequence[str], count: int) -> Iterator[tuple[int, int]]:
    """Where blocks start and end: before the id whose hash is lowest, among those that make a block large enough."""
    start = 0
    while len(ids) - start > count:
        window = range(start + max(1, count // 2), start + count + 1)
        end = min(window, key=lambda place: crc32(ids[place].encode()))
        yield start, end
        start = end
    if start < len(ids):
        yield start, len(ids)


Place = tuple[str, int, int]
"""A file, and where in it something starts and ends."""


class _OnDisk:
    """A block of lines in files, which are looked for in the index when they are read."""

    def __init__(self, rows: pl.DataFrame) -> None:
        self._rows = rows
        self.digest = _joined(rows["print"])

    def __len__(self) -> int:
        return self._rows.height

    def lines(self) -> bytes:
        return b"".join(self._read())

    def carried(self) -> Block:
        return _Carried(len(self), self.digest, self.lines())

    def _read(self) -> Iterator[bytes]:
        name, file = "", None
        try:
            for path, start, end in _places(self._rows):
                if file is None or path != name:
                    if file is not None:
                        file.close()
                    name, file = path, open(path, "rb")  # noqa: PTH123, SIM115 - many pieces of few files
                file.seek(start)
                yield file.read(end - start)
        finally:
            if file is not None:
                file.close()


@dataclass(frozen=True, slots=True)
class _Carried:
    """A block of lines."""

    count: int
    digest: str
    joined: bytes

    def __len__(self) -> int:
        return self.count

    def lines(self) -> bytes:
        return self.joined

    def carried(self) -> Block:
        return self


@dataclass(frozen=True, slots=True)
class Spooled:
    """A file of records, one a line, in any order: its path, and of each record the id, the bytes, the digest.

    `check` is the CRC-32 of the file.
    """

    path: str
    ids: tuple[str, ...]
    sizes: tuple[int, ...]
    prints: bytes
    check: int = 0

    @classmethod
    def write_all(cls, folder: Path, records: Iterable[Record]) -> Iterator[Spooled]:
        """The receipts of many records that are written to files, of which few are in memory at a time."""
        lines = ((record["id"], orjson.dumps(record)) for record in records)
        while some := list(islice(lines, AT_ONCE)):
            yield cls.write(folder, some)

    @classmethod
    def write(cls, folder: Path, lines: Iterable[tuple[str, bytes]]) -> Spooled:
        """The receipt of records that are written to a file, whole or not at all; its name is that of its contents.

        Of each record there are the id and the line.
        """
        ids, sizes, prints, check = [], [], [], 0
        with NamedTemporaryFile("wb", dir=folder, prefix=".", delete=False) as file:
            try:
                for id, line in lines:
                    check = crc32(b"\n", crc32(line, check))
                    file.write(line + b"\n")
                    ids.append(id)
                    sizes.append(len(line) + 1)
                    prints.append(fingerprint(line))
            except BaseException:
                Path(file.name).unlink()
                raise
        path = Path(file.name).replace(folder / f"{_joined(prints)}.jsonl")
        return cls(path.as_posix(), tuple(ids), tuple(sizes), b"".join(prints), check)

    def is_whole(self) -> bool:
        """Whether the file is there, with what was written into it."""
        found = 0
        try:
            with open(self.path, "rb") as file:  # noqa: PTH123 - many files
                while data := file.read(PIECE):
                    found = crc32(data, found)
        except OSError:
            return False
        return found == self.check

    def frame(self) -> pl.DataFrame:
        """A row for each record, in the order of the file."""
        import polars as pl  # noqa: PLC0415 - loaded when used

        ends = list(accumulate(self.sizes))
        return pl.DataFrame({
            "id": pl.Series(self.ids, dtype=pl.String),
            "path": pl.Series([os.fsencode(self.path)], dtype=pl.Binary).new_from_index(0, len(self.ids)),
            "start": pl.Series([0, *ends[:-1]] if ends else [], dtype=pl.Int64),
            "end": pl.Series(ends, dtype=pl.Int64),
            "print": pl.Series(
                [self.prints[at : at + PRINT] for at in range(0, len(self.prints), PRINT)], dtype=pl.Binary
            ),
        })  # fmt: skip


class Spool:
    """Records on disk. Memory is taken by a block of them at a time, and by a part of the index.

    Args:
        parts: the files of records, each id in one of them.
        folder: where the index is written.
        temporary: remove the folder when the spool is closed, or Python ends.

    >>> first = Spooled.write(tmp, [("c", b'{"id":"c"}'), ("a", b'{"id":"a"}')])
    >>> second = Spooled.write(tmp, [("b", b'{"id":"b"}')])
    >>> with Spool([first, second], tmp) as spool:
    ...     len(spool), [record["id"] for record in spool], [len(block) for block in spool.blocks(2)]
    (3, ['a', 'b', 'c'], [2, 1])
    """

    def __init__(self, parts: Iterable[Spooled], folder: Path, *, temporary: bool = False) -> None:
        self._remove = weakref.finalize(self, partial(shutil.rmtree, folder, ignore_errors=True))
        if not temporary:
            self._remove.detach()
        self._index = list(_write_index(parts, folder))
        self._count = sum(count for _, count in self._index)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Record]:
        for block in self.blocks(AT_ONCE):
            yield from map(orjson.loads, block.lines().splitlines())

    def blocks(self, count: int) -> Iterator[Block]:
        """All records in blocks of at most `count`; an added record changes the blocks around it only."""
        rows, left = _rows(), self._count
        chunks = (path for path, _ in self._index)
        while left:
            while rows.height < min(left, count + 1):
                rows = rows.vstack(_read(next(chunks)))
            end = next(_cuts(rows.head(count + 1)["id"].to_list(), count))[1]
            yield _OnDisk(rows.head(end))
            rows, left = rows.slice(end), left - end

    def close(self) -> None:
        """Remove the files, if they are temporary."""
        self._remove()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _rows() -> pl.DataFrame:
    """No rows of an index."""
    return Spooled("", (), (), b"").frame()


def _write_index(parts: Iterable[Spooled], folder: Path) -> Iterator[tuple[Path, int]]:
    """Write an index in the order of the ids; its files, and how many records are in each."""
    index = _rows()
    for part in parts:
        index.vstack(part.frame(), in_place=True)
    if not index["id"].is_sorted():
        index = index.sort("id")
    for number, rows in enumerate(index.iter_slices(CHUNK)):
        path = folder / f"index-{number}.arrow"
        with path.open("wb") as file:
            rows.write_ipc(file)
        yield path, rows.height


def _read(path: Path) -> pl.DataFrame:
    """The rows of a file; it is opened here, since polars opens no path whose name is not UTF-8."""
    import polars as pl  # noqa: PLC0415 - loaded when used

    with path.open("rb") as file:
        return pl.read_ipc(file)


def _places(rows: pl.DataFrame) -> Iterator[Place]:
    """Where in files the records of an index stand, those together that follow each other."""
    import polars as pl  # noqa: PLC0415 - loaded when used

    begins = (pl.col("path") != pl.col("path").shift()) | (pl.col("start") != pl.col("end").shift())
    pieces = rows.group_by(begins.fill_null(value=True).cum_sum().alias("piece"), maintain_order=True)
    places = pieces.agg(pl.col("path", "start").first(), pl.col("end").last())
    return ((os.fsdecode(path), start, end) for _, path, start, end in places.iter_rows())


@contextmanager
def telling() -> Iterator[None]:
    """Raise UnwritableError for what the system says of temporary files."""
    try:
        yield
    except OSError as error:
        if error.errno is None:  # it was not the system that said it
            raise
        hint = "free some space, or name another folder in TMPDIR"
        raise UnwritableError(f"cannot write temporary files: {error.strerror}", hint=hint) from error


@contextmanager
def scratch() -> Iterator[Path]:
    """A temporary folder. Raises UnwritableError when there is no room in it."""
    with telling(), TemporaryDirectory(prefix="broadsheet-") as folder:
        yield Path(folder)
