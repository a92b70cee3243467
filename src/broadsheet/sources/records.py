"""The records of a web archive, by warcio, which takes some archives that break off for whole ones."""

from __future__ import annotations

import io
import logging
import re
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.bufferedreaders import BufferedReader, DecompressingBufferedReader  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecordLoader  # type: ignore[import-untyped]

from broadsheet.issues import excerpt
from broadsheet.sources.text import LARGEST_TEXT, begins_as_page

__all__ = ["ArchiveLoadFailed", "Records", "content_of"]

LONGEST_LINE = 2**20
"""A longer line of a head is read in parts: putting it together takes quadratic time."""

LARGEST_HEAD = 2**21
STEP = 2**16
_LENGTH = re.compile(rb"0*([0-9a-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n", re.IGNORECASE)
"""The line before a chunk (RFC 9112, 7.1); some servers end lines in LF alone."""

_BREAK = re.compile(rb"\r?\n")
_UNPACKED = "", "identity"

logging.getLogger("warcio").addHandler(logging.NullHandler())


class Records(ArchiveIterator):  # type: ignore[misc]
    """The records in a stream, one after the other; ArchiveLoadFailed where the next one cannot be found."""

    INC_RECORD = ""
    """What warcio prints where a record is not as long as it says: `fault_of` tells it."""

    GZIP_ERR_MSG = "its records are packed as one; unpack it first"

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream)
        self.reader, self.loader = _Lines(stream), _Loader(verify_http=False)
        self.is_cut = False

    def fault_of(self, record: Any) -> str | None:
        """What is wrong with the record that was read last, the rest of which is passed over."""
        if record.length is None:
            return "the record does not say how long it is"
        faults = self.err_count
        while record.raw_stream.read(STEP):
            pass
        if record.raw_stream.limit:
            self.is_cut = True
            return "the archive breaks off in this record"
        self.read_to_end()
        return "the record is not as long as it says" if self.err_count > faults else None

    def _next_record(self, next_line: bytes | None) -> Any:
        """The next record; warcio takes one whose head breaks off for the end of the archive."""
        before, self.reader.room = self._place(), LARGEST_HEAD
        try:
            return super()._next_record(next_line)
        except EOFError:
            if not self.is_cut and (next_line or self._place() > before or self._is_unpacking()):
                raise ArchiveLoadFailed("it breaks off in the head of a record") from None
            raise
        finally:
            self.reader.room = None

    def _place(self) -> int:
        """How many unpacked bytes were taken."""
        reader = self.reader
        return int(reader.num_read - reader.buff_size + reader.buff.tell() if reader.buff else reader.num_read)

    def _is_unpacking(self) -> bool:
        """Whether more packed bytes had to come."""
        unpacking = self.reader.decompressor
        return unpacking is not None and self.fh.tell() > 0 and not unpacking.eof


class _Loader(ArcWarcRecordLoader):  # type: ignore[misc]
    """What reads the heads of records, of those without an address, too."""

    def load_http_headers(self, rec_type: str, uri: str | None, stream: Any, length: int | None) -> Any:
        """The head of a response; None where the record is of no web address."""
        return super().load_http_headers(rec_type, uri or "", stream, length)


class _Lines(DecompressingBufferedReader):  # type: ignore[misc]
    """A stream of lines; `room` is how many more bytes of lines a head may have."""

    room: int | None = None

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = super().readline(LONGEST_LINE if length is None else min(length, LONGEST_LINE))
        if self.room is not None:
            self.room -= len(line)
            if self.room < 0:
                raise ArchiveLoadFailed("the head of a record has no end")
        return line


def content_of(record: Any) -> tuple[bytes, str | None]:
    """What a record holds, put together and unpacked, as far as a text may be long; or what is wrong with it."""
    sent = b"".join(iter(lambda: record.raw_stream.read(STEP), b""))
    if _field(record, "Transfer-Encoding") == "chunked":
        sent, is_whole = _joined(sent)
        if not is_whole:
            return b"", "the page breaks off: the chunks that it came in do not fit together, or the last is missing"
    elif len(sent) < _length(record):
        return b"", f"the page breaks off: {len(sent):,} bytes came of {_length(record):,}"
    packing = _field(record, "Content-Encoding")
    if packing in BufferedReader.get_supported_decompressors():
        return _unpacked(sent, packing)
    if packing not in _UNPACKED and not begins_as_page(sent):
        return b"", f"the page came packed by {excerpt(packing)}, which is not read here"
    return sent[: LARGEST_TEXT + 1], None


def _field(record: Any, name: str) -> str:
    """A field in the head of a response, which is in small letters; nothing where it has none."""
    value = record.http_headers and record.http_headers.get_header(name)
    return (value or "").strip().lower()


def _length(record: Any) -> int:
    """How many bytes a response says that it has."""
    length = _field(record, "Content-Length")
    return int(length) if length.isdecimal() and len(length) < len(str(2**63)) else 0


def _joined(sent: bytes) -> tuple[bytes, bool]:
    """What was sent in chunks, and whether all came; of what is not in chunks, the crawler put them together."""
    if not _LENGTH.match(sent):
        return sent, True
    parts: list[bytes] = []
    at = 0
    while head := _LENGTH.match(sent, at):
        size = int(head[1], 16)
        if not size:
            return b"".join(parts), True
        parts.append(sent[head.end() : head.end() + size])
        end = _BREAK.match(sent, head.end() + size)
        if not end:
            break
        at = end.end()
    return b"".join(parts), False


def _unpacked(sent: bytes, packing: str) -> tuple[bytes, str | None]:
    """Bytes unpacked, a small part at a time, until it is too much."""
    stream = BufferedReader(io.BytesIO(sent), decomp_type=packing)
    data = stream.read(LARGEST_TEXT + 1)
    is_whole = len(data) > LARGEST_TEXT or getattr(stream.decompressor, "eof", True)
    return data, None if is_whole else "the page breaks off: what it was packed into for the transfer is cut"
