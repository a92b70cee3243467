"""Files of records, one a line, with what is known of each."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from tempfile import NamedTemporaryFile

import orjson

from broadsheet.checks.blocks import PRINT, Reach, Record, fingerprint, joined, rank, reach_of

__all__ = ["Spooled"]

AT_ONCE = 1000
"""Records that are written to a file together."""


@dataclass(frozen=True, slots=True)
class Spooled:
    """A file of records, one a line, in any order, and of each of them the id, the rank, the end, and the digest.

    These are bytes, which are quickly kept and taken up: the ids as JSON, ranks and ends as whole numbers, the digests
    one after the other. `reach` is that of the ids.

    >>> part = Spooled.write(tmp, [("c", b'{"id":"c"}'), ("a", b'{"id":"a"}')])
    >>> len(part), part.ids
    (2, b'["c","a"]')
    """

    path: str
    ids: bytes
    ranks: bytes
    ends: bytes
    prints: bytes
    reach: Reach | None = None

    def __len__(self) -> int:
        return len(self.prints) // PRINT

    @classmethod
    def write_all(cls, folder: Path, records: Iterable[Record]) -> Iterator[Spooled]:
        """The receipts of many records that are written to files, of which few are in memory at a time."""
        lines = ((record["id"], orjson.dumps(record)) for record in records)
        while some := list(islice(lines, AT_ONCE)):
            yield cls.write(folder, some)

    @classmethod
    def write(cls, folder: Path, lines: Sequence[tuple[str, bytes]]) -> Spooled:
        """The receipt of records that are written to a file, whole or not at all; its name is that of its contents.

        Of each record there are the id and the line.
        """
        ids, records = [id for id, _ in lines], [line for _, line in lines]
        prints = [*map(fingerprint, records)]
        ends = array("Q", accumulate(len(line) + 1 for line in records))
        with NamedTemporaryFile("wb", dir=folder, prefix=".tmp", delete=False) as file:
            try:
                file.write(b"\n".join([*records, b""]))
            except BaseException:
                Path(file.name).unlink()
                raise
        path = Path(file.name).replace(folder / f"{joined(prints)}.jsonl")
        about = orjson.dumps(ids), array("I", map(rank, ids)).tobytes(), ends.tobytes(), b"".join(prints)
        return cls(path.as_posix(), *about, reach_of(ids))

    def is_whole(self) -> bool:
        """Whether the file is there, with what was written into it."""
        size = array("Q", self.ends)[-1] if self.ends else 0
        try:
            with open(self.path, "rb") as file:  # noqa: PTH123 - many files
                found = b"".join(fingerprint(line.removesuffix(b"\n")) for line in file)
                return found == self.prints and file.tell() == size
        except OSError:
            return False
