"""What the stages of a check made of shards, kept by what is in these, so that the next check does only what is new."""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from itertools import chain
from typing import Any

import orjson

from broadsheet.checks.complete import Completed
from broadsheet.checks.documents import Document
from broadsheet.checks.entries import Entry, Records
from broadsheet.checks.examine import Examined
from broadsheet.checks.grounding import Compared, Missing
from broadsheet.checks.listing import Listing, Looked, joined_marks, mark_of
from broadsheet.checks.pieces import Piece, Shard
from broadsheet.checks.sharing import Ranges, shared_out
from broadsheet.checks.spooled import Spooled
from broadsheet.checks.tally import Tally
from broadsheet.checks.texts import Texts
from broadsheet.engines import Kept, Shards
from broadsheet.engines.secret import code_here
from broadsheet.engines.stamps import NOWHERE, SETTLED, Stamp, clock_of, settles_in, stamp_of
from broadsheet.issues import Issue, Kind
from broadsheet.projects import KEPT, Project

__all__ = ["KeptShards", "Seen", "kept_in"]

LARGE = 16 << 20
"""From so many bytes of records on, what came of them is kept for the next time."""

PLAIN = (".json", ".jsonl", ".ndjson")
PACKED = 8
"""Other files count for so many times their bytes."""

KINDS = (Examined, Records, Entry, Document, Tally, Kind, Issue, Compared, Looked, Missing, Completed, Spooled)
"""What results are made of."""

CHUNK = 1 << 20


def kept_in(project: Project, purpose: str) -> AbstractContextManager[Kept | None]:
    """What was left in a project for a purpose, a check or an edition; None where there is too little to gain by it.

    Behind a link nothing is kept: what it leads to may be somebody's, and what nobody asks for is removed. Nor is
    anything where this user has no secret: what came with the project from elsewhere could not be told from it.
    """
    folder = project.root / KEPT / purpose
    if folder.is_symlink() or folder.parent.is_symlink() or not _is_large(project):
        return nullcontext()
    about = code_here()
    return Kept(folder, about) if about else nullcontext()


def _is_large(project: Project) -> bool:
    """Whether there are many records: their files are looked at until there are enough."""
    total = 0
    for path in project.record_files():
        total += stamp_of(os.fspath(path)).size * (1 if path.suffix in PLAIN else PACKED)
        if total >= LARGE:
            return True
    return False


class Seen:
    """What is in shards whose files were not written to since an earlier check, and the ranges of long files.

    A file is taken for the one it was where size, number, and both times, of content and of status, are the same, and
    were some seconds old when it was read: one that is written to in the same instant may keep its times.
    """

    def __init__(self, kept: Kept) -> None:
        self.kept, self._name = kept, kept.name("seen")
        before, ranges = orjson.loads(kept.load(self._name) or b"[{},[]]")
        self._before: dict[str, str] = before
        self._now: dict[str, str] = {}
        self._fresh: set[str] = set()
        self.ranges: Ranges = {(name, stamp): [*map(tuple, found)] for name, stamp, found in ranges}
        self._long: set[int] = set()
        self._began = clock_of(kept.folder)
        self._settled = self._began - SETTLED

    def content(self, shard: Shard) -> str:
        """The digest of all that is in a shard, and of how reports call it."""
        stamps = [piece.stamp for piece in shard if piece.stamp]
        if len(stamps) < len(shard):
            return _content(shard)
        key = _key(shard)
        if key not in self._now:
            self._now[key] = self._before.get(key) or _content(shard)
            if not all(0 < stamp.since < self._settled for stamp in stamps):
                self._fresh.add(key)
            else:
                self._long.update(piece.stamp.print for piece in shard if piece.stamp and piece.end)
        return self._now[key]

    def is_still(self, shard: Shard) -> bool:
        """Whether its files would have other stamps, had they been written to since this run began."""
        return all(_is_still(piece.stamp, self._began) for piece in shard if piece.stamp)

    def knows(self, shard: Shard) -> bool:
        """Whether an earlier check has seen what is in a shard."""
        return all(piece.stamp for piece in shard) and _key(shard) in self._before

    def listed(self, texts: Texts) -> Listing:
        """The texts as they are now. What was written to a moment ago might change again without another stamp."""
        now, all_, still = clock_of(self.kept.folder), array("q"), array("q")

        def pieces() -> Iterator[Piece]:
            for path, stamp in texts.files():
                all_.append(mark := mark_of(path, stamp.print))
                still.extend([mark_of(path)] + [mark] * _is_still(stamp, now))
                yield Piece(path, path, stamp=stamp)

        digest = _digest(self.content(shard).encode() for shard in shared_out(pieces()))
        still.append(joined_marks(all_))
        return Listing(digest, still)

    def save(self) -> None:
        """Keep what is known of files for the next check."""
        settled = {key: found for key, found in self._now.items() if key not in self._fresh}
        ranges = [(*key, self.ranges[key]) for key in sorted(self.ranges) if key[1] in self._long]
        with suppress(orjson.JSONEncodeError):  # of names that are no text
            self.kept.save(self._name, [orjson.dumps([settled, ranges])])


class KeptShards(Shards):
    """Results, each under the name of its stage and of all that is in the shard.

    `about` is the name of the stage, and what else its results depend on, `texts` those that it reads. What was read,
    of records and texts, has to be what the name is made of: a result is kept where nothing was written to in between.
    """

    def __init__(self, seen: Seen, about: tuple[Any, ...], texts: Listing | None = None) -> None:
        super().__init__(seen.kept, KINDS)
        self._seen, self._texts = seen, texts or Listing("", ())
        self._about = repr((*about, self._texts.digest))
        self._unsure: set[str] = set()

    def name(self, batch: list[Any]) -> str:
        """The name of what comes of some shards: of their contents, and how reports call them."""
        name = self.kept.name("checked", self._about, *map(self._seen.content, batch))
        if not all(map(self._seen.is_still, batch)):
            self._unsure.add(name)
        return name

    def load(self, name: str) -> list[Any] | None:
        """What came of shards; None where it was not kept, or its records are not what they were."""
        found = super().load(name)
        return found if found is not None and all(map(self._is_there, _spooled(found))) else None

    def _is_there(self, spooled: Spooled) -> bool:
        self.kept.use(spooled.path)
        return self.kept.proves(spooled.path, spooled.is_whole)

    def save(self, name: str, results: list[Any]) -> None:
        """Keep what came of shards, unless one could not be read, or something may have been written to meanwhile."""
        if name not in self._unsure and not any(map(_has_troubles, results)) and all(map(self._agrees, results)):
            super().save(name, results)
            for spooled in _spooled(results):
                self.kept.made(spooled.path)

    def _agrees(self, result: Any) -> bool:
        """Whether the texts that were read are those that were listed."""
        if isinstance(result, Examined):
            return result.completed is None or self._texts.agrees(result.completed.looked)
        return not isinstance(result, Compared) or self._texts.agrees(result.looked)


def _is_still(stamp: Stamp, now: int) -> bool:
    """Whether a file with a stamp would have another one, had it been written to at a time or later."""
    return 0 < stamp.since < now - settles_in(stamp)


def _spooled(results: list[Any]) -> list[Spooled]:
    """The files of records that belong to results."""
    return [each.completed.spooled for each in results if isinstance(each, Examined) and each.completed]


def _has_troubles(result: Any) -> bool:
    """Whether a file could not be read, or was written to meanwhile."""
    return bool(result.tally.troubles if isinstance(result, Examined | Compared) else result[1])


def _content(shard: Shard) -> str:
    return _digest(data for piece in shard for data in _all_of(piece))


def _digest(pieces: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()


def _shown(piece: Piece) -> bytes:
    return piece.shown.encode(errors="surrogatepass")


def _key(shard: Shard) -> str:
    """What tells a shard from all others, and from itself when its files were written to.

    Of what was packed it is what came out of it: which file that was, its path does not say.
    """
    packed = (data for piece in shard if piece.data is not None for data in _all_of(piece))
    return _digest(chain(map(_mark, shard), packed))


def _mark(piece: Piece) -> bytes:
    known = (piece.stamp or NOWHERE).print, piece.line, piece.start, piece.end or 0, piece.size
    return b"%s %d %d %d %d %d\n" % (_shown(piece), *known)


def _all_of(piece: Piece) -> Iterator[bytes]:
    """The bytes of a piece, or why there are none, and then how long they are and how reports call it.

    Which file it is that has less than it should, or was written to since it has its stamp, counts as well.
    """
    size = 0
    if piece.issue is not None:
        yield repr(piece.issue).encode()
    for data in piece.chunks(CHUNK):
        yield data
        size += len(data)
    lacking = b"" if size == piece.size and _is_there(piece) else b"lacking %d" % (piece.stamp or NOWHERE).print
    yield b"\n%d %s %d %d %s\n" % (size, lacking, piece.line, piece.is_all, _shown(piece))


def _is_there(piece: Piece) -> bool:
    """Whether a piece is one of bytes at hand, or of a file that can be read and is the one that has its stamp."""
    stamp = piece.stamp
    return stamp is None or (stamp.since != 0 and piece.is_as_stamped and (piece.size > 0 or piece.trouble() is None))
