"""The bytes of delimited files as UTF-8 in blocks of whole records."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from broadsheet.checks.tables.batch import Scene

__all__ = ["Blocks", "Part", "cut", "is_regular", "pieces", "utf8"]

TRIES = 20
GROWTH = 8
BOM = codecs.BOM_UTF8
WESTERN = "cp1252"
BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a table: what reports call it, how to open it, how its text is encoded.

    `place` gives the file where it lies as it is, for readers that go back and forth in it.
    """

    path: str | None
    chunks: Callable[[], Iterator[bytes]]
    encoding: str | None = None
    place: Callable[[], Path | None] | None = None


def utf8(part: Part, scene: Scene, *, guess: bool = False) -> Iterator[bytes]:
    """The text of a part in UTF-8 without a byte order mark; what cannot be decoded is reported.

    With `guess`, text without a declared encoding is read as Windows-1252 where its first
    character beyond ASCII is not UTF-8.
    """
    chunks = part.chunks()
    first = next(chunks, b"")
    name = part.encoding or _detected(first)
    if codecs.lookup(name).name not in {"utf-8", "utf-8-sig"}:
        yield from _decoded(part, name, first, chunks, scene)
        return
    rest = chain([first.removeprefix(BOM)], chunks)
    yield from _guessed(part, rest, scene) if guess and not part.encoding and not first.startswith(BOM) else rest


def _guessed(part: Part, chunks: Iterator[bytes], scene: Scene) -> Iterator[bytes]:
    """Text of no declared encoding: its first character beyond ASCII decides."""
    before = 0
    for chunk in chunks:
        if chunk.isascii():
            before += 1
            yield chunk
            continue
        beyond = BEYOND_ASCII.search(chunk)
        place = beyond.start() if beyond else 0
        if _is_utf8(chunk, place) or not _is_western(chunk):
            yield chunk
            yield from chunks
        else:
            _report_guess(part, 1 + _lines_in(part, before) + chunk.count(b"\n", 0, place), scene)
            yield from _decoded(part, WESTERN, chunk, chunks, scene)
        return


def _lines_in(part: Part, count: int) -> int:
    """How many lines end in the first chunks of a part, which are read once more: few files need it."""

    def again() -> Generator[bytes, None, None]:
        yield from part.chunks()

    with closing(again()) as chunks:
        return sum(chunk.count(b"\n") for chunk in islice(chunks, count))


def _is_utf8(chunk: bytes, place: int) -> bool:
    """Whether the character at a place is one in UTF-8, as far as it goes."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(chunk[place : place + 4])
    except UnicodeDecodeError as error:
        return error.start > 0
    return True


def _is_western(chunk: bytes) -> bool:
    try:
        chunk.decode(WESTERN)
    except UnicodeDecodeError:
        return False
    return True


def _report_guess(part: Part, line: int, scene: Scene) -> None:
    message = f"The encoding is not declared, and line {line} is not UTF-8; the text was read as Windows-1252."
    where = {"path": part.path, "resource": scene.resource, "line": line}
    scene.findings.add("B614", message, hint="convert the file to UTF-8, or declare its encoding", **where)


def _detected(first: bytes) -> str:
    """UTF-16 or UTF-32 by its mark, otherwise UTF-8."""
    if first.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    return "utf-16" if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"


def _decoded(part: Part, name: str, first: bytes, chunks: Iterable[bytes], scene: Scene) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(name)()
    line = 1
    for chunk in _with_end(first, chunks):
        try:
            text = decoder.decode(chunk or b"", final=chunk is None)
        except (UnicodeError, ValueError) as error:
            place = getattr(error, "start", 0)
            _report(part, name, line + (chunk or b"")[:place].count(b"\n"), scene)
            if "16" in name or "32" in name:
                return
            decoder = codecs.getincrementaldecoder("latin-1")()
            text = decoder.decode(chunk or b"")
        line += text.count("\n")
        yield text.removeprefix("\ufeff").encode("utf-8", "replace")


def _report(part: Part, name: str, line: int, scene: Scene) -> None:
    message = f"The text is not {name}: line {line} holds bytes that are no character in it."
    where = {"path": part.path, "resource": scene.resource, "line": line}
    scene.findings.add("B611", message, hint="convert the file, or correct encoding", **where)


def _with_end(first: bytes, chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    yield first
    yield from chunks
    yield None


def cut(block: bytes, quote: bytes | None) -> int:
    """Where the last record ends that is whole; 0 when none is found after a few tries."""
    end = block.rfind(b"\n") + 1
    for _ in range(TRIES):
        if not end or not quote or block.count(quote, 0, end) % 2 == 0:
            return end
        end = block.rfind(b"\n", 0, block.rfind(quote, 0, end)) + 1
    return 0


class Blocks:
    """Blocks of whole records; `crooked` when no end of a record was found in a block."""

    def __init__(self, chunks: Iterator[bytes], quote: bytes | None, size: int) -> None:
        self.chunks = chunks
        self.rest = b""
        self.done = False
        self.crooked = False
        self._size = self._wanted = size
        self._quote = quote

    def fill(self) -> None:
        """Read until a block is full or the file ends."""
        pieces, size = [self.rest], len(self.rest)
        while size < self._wanted and not self.done:
            piece = next(self.chunks, None)
            self.done = piece is None
            pieces.append(piece or b"")
            size += len(piece or b"")
        self.rest = b"".join(pieces)

    def __iter__(self) -> Iterator[bytes]:
        while True:
            self.fill()
            if not self.rest:
                return
            end = len(self.rest) if self.done else cut(self.rest, self._quote)
            if not end and self._wanted < GROWTH * self._size:
                self._wanted *= 2
                continue
            self.crooked, self._wanted = not end, self._size
            block, self.rest = self.rest[: end or len(self.rest)], self.rest[end or len(self.rest) :]
            yield block


def pieces(block: bytes, quote: bytes | None, size: int) -> Iterator[bytes]:
    """A regular block in smaller ones, each of whole records."""
    start = 0
    while start < len(block):
        end = cut(block[start : start + size], quote) if start + size < len(block) else 0
        yield block[start : start + end] if end else block[start:]
        start = start + end if end else len(block)


def is_regular(block: bytes, delimiter: bytes, quote: bytes | None) -> bool:
    """Whether every quote opens, closes or is doubled, and every line ends with LF or CRLF."""
    if b"\r" in block and block.count(b"\r") != block.count(b"\r\n"):
        return False
    if not quote or quote not in block:
        return True
    return _pattern(delimiter, quote).fullmatch(block) is not None


def _pattern(delimiter: bytes, quote: bytes) -> re.Pattern[bytes]:
    d, q = re.escape(delimiter), re.escape(quote)
    quoted = rb"(?:(?<=[%b\r\n])|\A)%b[^%b]*+(?:%b%b[^%b]*+)*+%b(?=[%b\r\n]|\Z)" % (d, q, q, q, q, q, q, d)
    return re.compile(rb"[^%b]*+(?:%b[^%b]*+)*+" % (q, quoted, q))
