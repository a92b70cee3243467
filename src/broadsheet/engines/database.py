"""Databases in temporary files, for what is held beyond the memory that there is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from broadsheet.errors import UnwritableError

__all__ = ["database", "telling_of_databases"]

ROOM = 2 << 20
"""What sqlite itself takes where nothing is said."""


def database(tables: str, path: str | Path = "", room: int = ROOM) -> sqlite3.Connection:
    """A database of some tables in a file: what is held there needs no memory.

    Without a path the file goes with it. `room` are the bytes that it may take in memory, and as many to sort.

    >>> database("CREATE TABLE quays (name)").execute("SELECT count(*) FROM quays").fetchone()
    (0,)
    """
    opened = sqlite3.connect(path, isolation_level=None, cached_statements=256, check_same_thread=False)
    settings = f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{1 + (room >> 10)}"
    opened.executescript(f"{settings}; {tables}; BEGIN")
    return opened


NO_ROOM = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
"""What sqlite says where a file cannot be written."""


@contextmanager
def telling_of_databases() -> Iterator[None]:
    """Raise UnwritableError where there is no room for them; what databases of the caller say is left."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in NO_ROOM:
            raise
        hint = "free some space, or name another folder for temporary files in TMPDIR"
        raise UnwritableError(f"a temporary file cannot be written: {error}", hint=hint) from error
