"""Files of records, one a line, with what is known of each."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile

import orjson

from broadsheet.checks.blocks import PRINT, Reach, Record, fingerprint, joined, rank, reach_of
from broadsheet.engines.copying import PIECE

__all__ = ["Spooled"]

AT_ONCE = 1000
"""Records that are written to a file together."""


@dataclass(frozen=True, slots=True)
class Spooled:
    """A file of records, one a line, in any order, and of each of them the id, the rank, the end, and the digest.

    These are bytes, which are quickly kept and taken up: the ids as JSON, ranks and ends as whole numbers, the digests
    one after the other. `check` is the SHA-256 of the file, `reach` is that of the ids.

    >>> part = Spooled.write(tmp, [("c", b'{"id":"c"}'), ("a", b'{"id":"a"}')])
    >>> len(part), part.ids
    (2, b'["c","a"]')
    """

    path: str
    ids: bytes
    ranks: bytes
    ends: bytes
    prints: bytes
    check: bytes = b""
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
    def write(cls, folder: Path, lines: Iterable[tuple[str, bytes]]) -> Spooled:
        """The receipt of records that are written to a file, whole or not at all; its name is that of its contents.

        Of each record there are the id and the line.
        """
        ids, ends, prints, check = list[str](), array("Q"), list[bytes](), sha256()
        with NamedTemporaryFile("wb", dir=folder, prefix=".tmp", delete=False) as file:
            try:
                for id, line in lines:
                    data = line + b"\n"
                    check.update(data)
                    file.write(data)
                    ids.append(id)
                    ends.append(len(data) + (ends[-1] if ends else 0))
                    prints.append(fingerprint(line))
            except BaseException:
                Path(file.name).unlink()
                raise
        path = Path(file.name).replace(folder / f"{joined(prints)}.jsonl")
        about = orjson.dumps(ids), array("I", map(rank, ids)).tobytes(), ends.tobytes(), b"".join(prints)
        return cls(path.as_posix(), *about, check.digest(), reach_of(ids))

    def is_whole(self) -> bool:
        """Whether the file is there, with what was written into it."""
        found = sha256()
        try:
            with open(self.path, "rb") as file:  # noqa: PTH123 - many files
                while data := file.read(PIECE):
                    found.update(data)
        except OSError:
            return False
        return found.digest() == self.check
