"""What the stages of a check made of shards, kept by what is in these, so that the next check does only what is new."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path
from typing import Any

from broadsheet.articles.version import CURRENT
from broadsheet.checks.complete import Completed
from broadsheet.checks.documents import Document
from broadsheet.checks.entries import Entry, Records
from broadsheet.checks.examine import Examined
from broadsheet.checks.grounding import Compared, Missing
from broadsheet.checks.pieces import Piece
from broadsheet.checks.spool import Spooled
from broadsheet.checks.tally import Tally
from broadsheet.engines import Shards
from broadsheet.issues import Issue, Kind

__all__ = ["Kept"]

KINDS = (Examined, Records, Entry, Document, Tally, Kind, Issue, Compared, Missing, Completed, Spooled)
"""What results are made of."""

CHUNK = 1 << 20


class Kept(Shards):
    """A folder of results, each under the name of its stage and of all that is in the shard.

    `about` is the name of the stage, and what else its results depend on. The folder may be deleted at any time.
    """

    def __init__(self, folder: Path, about: tuple[Any, ...]) -> None:
        super().__init__(folder, repr((import_module("broadsheet").__version__, CURRENT, *about)).encode(), KINDS)

    def name(self, batch: list[Any]) -> str:
        """The name of what comes of some shards: of their contents, and how reports call them."""
        found = hashlib.blake2b(key=self._about, digest_size=20)
        for shard in batch:
            for piece in shard:
                _add(found, piece)
        return found.hexdigest()

    def load(self, name: str) -> list[Any] | None:
        """What came of shards; None where it was not kept, or its records are gone."""
        found = super().load(name)
        gone = any(isinstance(each, Completed) and not Path(each.spooled.path).exists() for each in found or ())
        return None if gone else found


def _add(found: hashlib.blake2b, piece: Piece) -> None:
    size = 0
    for data in piece.chunks(CHUNK):
        found.update(data)
        size += len(data)
    found.update(b"\n%d %d %s\n" % (size, piece.line, piece.shown.encode(errors="surrogatepass")))
