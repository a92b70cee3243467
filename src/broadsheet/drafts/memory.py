"""What is known of earlier drafts, so that an edit can be told from a draft."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from broadsheet.drafts.writing import write_file

__all__ = ["Memory", "scratch"]

_LINE = re.compile(r"(articles|copies|entities)\t([^\t\n]+)\t([0-9a-f]{16})\n")


def scratch(tables: str) -> sqlite3.Connection:
    """A database of some tables in a temporary file that goes with it: what is held there needs no memory.

    >>> scratch("CREATE TABLE quays (name)").execute("SELECT count(*) FROM quays").fetchone()
    (0,)
    """
    database = sqlite3.connect("", isolation_level=None, cached_statements=256)
    database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {tables}; BEGIN")
    return database


class Memory:
    """The digest of every record and entity as it was drafted last, kept in a file of one line for each.

    What is noted is appended at once, so that nothing is forgotten when a run is killed; `close` sorts the lines.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._journal: TextIO | None = None
        self._known = scratch(
            "CREATE TABLE drafted (kind, name, digest, PRIMARY KEY (kind, name)) WITHOUT ROWID;"
            "CREATE TABLE taken (name PRIMARY KEY, sha256) WITHOUT ROWID"
        )
        self._known.executemany("INSERT OR REPLACE INTO drafted VALUES (?, ?, ?)", _lines(path))

    def knows(self, kind: str, name: str, digest: str) -> bool:
        """Whether something stands as it was drafted last."""
        found = self._known.execute("SELECT digest FROM drafted WHERE kind = ? AND name = ?", (kind, name)).fetchone()
        return bool(found == (digest,))

    def has(self, kind: str, name: str) -> bool:
        """Whether something was drafted before, whatever became of it."""
        found = self._known.execute("SELECT 1 FROM drafted WHERE kind = ? AND name = ?", (kind, name))
        return found.fetchone() is not None

    def forget(self, kind: str, name: str) -> None:
        """Remember something no longer, once the file is closed."""
        self._known.execute("DELETE FROM drafted WHERE kind = ? AND name = ?", (kind, name))
        self._open()

    def note(self, kind: str, name: str, digest: str) -> None:
        """Remember what was drafted."""
        self._known.execute("INSERT OR REPLACE INTO drafted VALUES (?, ?, ?)", (kind, name, digest))
        self._open().write(f"{kind}\t{name}\t{digest}\n")

    def _open(self) -> TextIO:
        if self._journal is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._journal = self.path.open("a", encoding="utf-8", buffering=1)
        return self._journal

    def claim(self, name: str, sha256: str) -> bool:
        """Whether a text may have a name in this run: nobody has it, or the same text."""
        found = self._known.execute("SELECT sha256 FROM taken WHERE name = ?", (name,)).fetchone()
        if found is None:
            self._known.execute("INSERT INTO taken VALUES (?, ?)", (name, sha256))
        return found in {None, (sha256,)}

    def close(self) -> None:
        """Leave one line for each, sorted."""
        if self._journal is not None:
            self._journal.close()
            rows = self._known.execute("SELECT kind, name, digest FROM drafted ORDER BY kind, name")
            write_file(self.path, ("\t".join(row).encode() + b"\n" for row in rows))
        self._known.close()


def _lines(path: Path) -> Iterator[tuple[str, str, str]]:
    """Kind, name and digest of every line; what is no such line, as after a crash, is passed over."""
    if path.is_file():
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if found := _LINE.fullmatch(line):
                    yield found[1], found[2], found[3]
