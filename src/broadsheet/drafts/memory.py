"""What is known of earlier drafts, so that an edit can be told from a draft."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from broadsheet.drafts.writing import unwritable, write_file
from broadsheet.engines.database import database

__all__ = ["Memory", "data_digest"]

_LINE = re.compile(r"(articles|copies|entities|held|outlets|sources|texts)\t([^\t\n]+)\t([0-9a-f]{16})\n")

_HELD, _WRITTEN = (
    f"SELECT name FROM drafted WHERE kind = '{kind}' AND digest = ? AND name >= ? AND name < ? ORDER BY name"  # noqa: S608
    for kind in ("held", "texts")
)
_NOTE = "INSERT OR REPLACE INTO drafted VALUES (?, ?, ?, ?)"


def data_digest(data: bytes) -> str:
    """A hash of bytes, such as those of a record, to tell later whether they are still the same."""
    return hashlib.sha256(data).hexdigest()[:16]


class Memory:
    """The digest of every record, text, entity and outlet as it was drafted last, kept in a file of one line for each.

    Of the source of a record it is the digest of its place; what is held under a second name, that of its text.

    What is noted is appended at once, and before it is written, so that nothing is forgotten when a run is killed:
    until its block ends, and the lines are sorted, what was drafted before is known as well. A run that is `cut_off`
    may not have written what it noted last. It `is_new` where nothing is known of an earlier run.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cut_off = False
        self._journal: TextIO | None = None
        self._known = database(
            "CREATE TABLE drafted (kind, name, digest, turn, PRIMARY KEY (kind, name, digest)) WITHOUT ROWID;"
            "CREATE INDEX holders ON drafted (digest, name) WHERE kind = 'held';"
            "CREATE INDEX written ON drafted (digest, name) WHERE kind = 'texts';"
            "CREATE TABLE taken (name PRIMARY KEY, sha256, place) WITHOUT ROWID"
        )
        self._turn = itertools.count()
        self._known.executemany(_NOTE, ((*line, next(self._turn)) for line in _lines(path)))
        self.is_new = next(self._turn) == 0

    def knows(self, kind: str, name: str, digest: str) -> bool:
        """Whether something stands as it was drafted last."""
        query = "SELECT 1 FROM drafted WHERE kind = ? AND name = ? AND digest = ?"
        return self._known.execute(query, (kind, name, digest)).fetchone() is not None

    def has(self, kind: str, name: str) -> bool:
        """Whether something was drafted before, whatever became of it."""
        found = self._known.execute("SELECT 1 FROM drafted WHERE kind = ? AND name = ? LIMIT 1", (kind, name))
        return found.fetchone() is not None

    def holders(self, begin: str, digest: str) -> list[str]:
        """The names that begin so under which a text is held."""
        return [name for (name,) in self._known.execute(_HELD, (digest, begin, f"{begin}~"))]

    def written(self, begin: str, digest: str) -> list[str]:
        """The names that begin so under which a text was put beside the records."""
        return [name for (name,) in self._known.execute(_WRITTEN, (digest, begin, f"{begin}~"))]

    def forget(self, kind: str, name: str) -> None:
        """Remember something no longer, once the file is closed."""
        self._known.execute("DELETE FROM drafted WHERE kind = ? AND name = ?", (kind, name))
        self._open()

    def note(self, kind: str, name: str, digest: str) -> None:
        """Remember what was drafted."""
        self._known.execute(_NOTE, (kind, name, digest, next(self._turn)))
        try:
            self._open().write(f"{kind}\t{name}\t{digest}\n")
        except OSError as error:
            raise unwritable(self.path, error) from error

    def _open(self) -> TextIO:
        if self._journal is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._journal = self.path.open("a", encoding="utf-8", buffering=1)
            self._journal.write("\n")  # the last line may have been cut off
        return self._journal

    def settle(self) -> None:
        """Bring what was noted down to the disk."""
        if self._journal is not None:
            os.fsync(self._journal.fileno())

    def claim(self, name: str, sha256: str, place: str) -> str | None:
        """Give a name to a text for this run: the place of the first that has it, None where that is another text."""
        found = self._known.execute("SELECT sha256, place FROM taken WHERE name = ?", (name,)).fetchone()
        if found is None:
            self._known.execute("INSERT INTO taken VALUES (?, ?, ?)", (name, sha256, place))
            return place
        return str(found[1]) if found[0] == sha256 else None

    def taken(self, name: str) -> str | None:
        """The hash of the text that has a name in this run."""
        found = self._known.execute("SELECT sha256 FROM taken WHERE name = ?", (name,)).fetchone()
        return found and str(found[0])

    def left_over(self) -> Iterator[tuple[str, str]]:
        """The records of which this run had no text, in order, with what is remembered of the places of these."""
        query = "SELECT name, digest FROM drafted WHERE kind = 'sources' AND name NOT IN (SELECT name FROM taken)"
        yield from self._known.execute(f"{query} ORDER BY name")

    def holder(self, sha256: str) -> str | None:
        """The first record of this run that is of a text."""
        self._known.execute("CREATE INDEX IF NOT EXISTS by_text ON taken (sha256, name)")
        found = self._known.execute("SELECT min(name) FROM taken WHERE sha256 = ?", (sha256,)).fetchone()
        return found[0] and str(found[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave one line for each, sorted; all of them where something was raised, or the run was cut off."""
        if self._journal is not None:
            with suppress(OSError):  # where the disk is full, what was noted before is there
                self._journal.close()
            if kind is None and not self.cut_off:
                last = "SELECT kind, name, digest, max(turn) FROM drafted GROUP BY kind, name ORDER BY kind, name"
                rows = self._known.execute(last)
                write_file(self.path, ("\t".join(row[:3]).encode() + b"\n" for row in rows), settle=True)
        self._known.close()


def _lines(path: Path) -> Iterator[tuple[str, str, str]]:
    """Kind, name and digest of every line; what is no such line, as after a crash, is passed over."""
    if path.is_file():
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if found := _LINE.fullmatch(line):
                    yield found[1], found[2], found[3]
