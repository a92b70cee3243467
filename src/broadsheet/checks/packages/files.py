"""The files of a package by URL or path: opened, unpacked, measured; what cannot be is said once."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO

from broadsheet.checks.packages.compression import compression_of, unpacked
from broadsheet.checks.packages.paths import is_remote
from broadsheet.checks.packages.remote import fetch, refusal
from broadsheet.checks.packages.stores import Store, chunks_of
from broadsheet.checks.tables.caps import BEYOND, CAPS, BeyondCap, Caps
from broadsheet.checks.tables.troubles import MissingFile, RefusedFile
from broadsheet.issues import plural

__all__ = ["Files"]


class Files:
    """What a descriptor may refer to: its package, and the hosts that are allowed.

    `passed` counts the bytes that were read of contents which are stored as they are.
    """

    def __init__(self, store: Store, allowed: Collection[str], base: str = "", caps: Caps = CAPS) -> None:
        self.store = store
        self.allowed = allowed
        self.caps = caps
        self.base = base
        self.passed = 0
        self._copies: dict[str, IO[bytes]] = {}

    def close(self) -> None:
        """Let go of the package, and of what was fetched."""
        for copy in self._copies.values():
            copy.close()
        self.store.close()

    def open(self, path: str) -> IO[bytes]:
        """The stored bytes."""
        return self._fetched(path) if is_remote(path) else self.store.open(self.base + path)

    def _fetched(self, url: str) -> IO[bytes]:
        """A file from the web, fetched once."""
        if url not in self._copies:
            copy = tempfile.NamedTemporaryFile()  # noqa: SIM115 - it lives as long as the files
            for chunk in fetch(url, self.allowed):
                copy.write(chunk)
                if copy.tell() > self.caps.fetched:
                    raise BeyondCap(f"has more than {plural(self.caps.fetched, 'byte')} and was not fetched", "fetched")
            copy.flush()
            self._copies[url] = copy
        return Path(self._copies[url].name).open("rb")

    def size(self, path: str) -> int:
        """How many bytes are stored."""
        if is_remote(path):
            return sum(map(len, chunks_of(self.open(path))))
        return self.store.size(self.base + path)

    def chunks(self, path: str) -> Iterator[bytes]:
        """The stored bytes, piece by piece."""
        return chunks_of(self.open(path))

    def contents(self, path: str, compression: object = None, inner: object = None) -> Iterator[bytes]:
        """The bytes of the file, unpacked; `inner` names the one that is meant in a zip of several."""
        kind = compression_of(path, compression)
        return unpacked(self.open(path), kind, self.caps, inner) if kind else self._counted(self.chunks(path))

    def _counted(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.passed += len(chunk)
            yield chunk

    def place(self, path: str, compression: object = None) -> Path | None:
        """Where the file lies, if it can be read there as it is."""
        if is_remote(path) or compression_of(path, compression):
            return None
        return self.store.place(self.base + path)

    def trouble(self, path: str) -> tuple[str, str, str] | None:
        """Why a file cannot be opened: the code of the rule, the reason, and what to do; or None."""
        if is_remote(path):
            reason = refusal(path, self.allowed)
            return ("B519", reason, "allow its host, or keep the file in the package") if reason else None
        try:
            self.open(path).close()
        except MissingFile:
            return "B507", "is not in the package", "add the file, or correct the path"
        except RefusedFile as error:
            return error.code or "B507", str(error), error.hint or "put a plain file there"
        except BeyondCap as error:
            return BEYOND, str(error), error.hint
        return None
