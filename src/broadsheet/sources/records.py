"""The records of a web archive, by warcio, which takes some archives that break off for whole ones."""

from __future__ import annotations

from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.bufferedreaders import (  # type: ignore[import-untyped]
    BufferedReader,
    ChunkedDataReader,
    DecompressingBufferedReader,
)
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from broadsheet.sources.text import LARGEST_TEXT

__all__ = ["ArchiveLoadFailed", "Records", "content_of"]

LONGEST_LINE = 2**20
"""A longer line of a head is read in parts: putting it together takes quadratic time."""

LARGEST_HEAD = 2**21
STEP = 2**16
_FIELDS = "Content-Encoding", "Transfer-Encoding"


class Records(ArchiveIterator):  # type: ignore[misc]
    """The records in a stream, one after the other; ArchiveLoadFailed where the next one cannot be found."""

    INC_RECORD = ""
    """What warcio prints where a record is not as long as it says: `fault_of` tells it."""

    GZIP_ERR_MSG = "its records are packed as one; unpack it first"

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream)
        self.reader = _Lines(stream)
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


def content_of(record: Any) -> tuple[bytes, bool]:
    """What a record holds, unpacked, as far as a text may be long, and whether that is all of it.

    Of what came in chunks a small part is unpacked at a time: one chunk may be all of it.
    """
    packing, transfer = ((record.http_headers and record.http_headers.get_header(name)) or "" for name in _FIELDS)
    stream = ChunkedDataReader(record.raw_stream) if transfer == "chunked" else record.raw_stream
    if packing.lower() not in BufferedReader.get_supported_decompressors():
        return stream.read(LARGEST_TEXT + 1), True
    stream = BufferedReader(stream, decomp_type=packing.lower())
    data = stream.read(LARGEST_TEXT + 1)
    return data, len(data) > LARGEST_TEXT or getattr(stream.decompressor, "eof", True)
