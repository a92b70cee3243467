"""Delimited files as batches: fast where records are regular, record by record where they are not."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import polars as pl

from broadsheet.checks.tables.batch import Batch, Scene
from broadsheet.checks.tables.caps import CAPS, BeyondCap, Caps
from broadsheet.checks.tables.csv_lines import Lines, cells_of
from broadsheet.checks.tables.csv_text import Blocks, Part, is_regular, pieces, utf8
from broadsheet.checks.tables.dialect import Dialect
from broadsheet.checks.tables.headers import joined
from broadsheet.checks.tables.reading import Reading
from broadsheet.checks.tables.records import Record, Records
from broadsheet.issues import excerpt, plural, shorten

__all__ = ["read_csv"]

HEAD = 1 << 16
RECORDS = 20_000
SMALL = 1 << 15
PIECES = 16
TAIL = 64


def read_csv(parts: Sequence[Part], dialect: Dialect, scene: Scene, caps: Caps = CAPS) -> Reading:
    """Open a table of one or several files; only the first has a header."""
    reader = _Reader(dialect, scene, caps)
    stream = reader.stream(parts[0])
    labels = reader.header(stream, parts[0])
    lines = Lines(chain(reader.blocks(stream, parts[0]), reader.later(parts[1:])), dialect, reader.width)
    return Reading(labels, reader.width, lines.batches(), lines=lines)


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of a part, with the reader that knows where it is."""

    data: bytes
    reader: _Reader
    stream: Blocks
    part: Part

    def is_plain(self) -> bool:
        """Whether every quote and every end of a line in it means what it seems to."""
        return not self.stream.crooked and self.reader.is_plain(self.data)

    def batches(self) -> Iterator[Batch]:
        """Its rows; where it is not plain, those of the rest of its file as well."""
        if self.is_plain():
            return self.reader.narrowed(self.data, self.part)
        return self.reader.rest(self.data, self.stream, self.part)

    def parse(self, data: bytes) -> Iterator[Batch]:
        """The rows of some of its lines; the reader stays where it is."""
        row, line = self.reader.row, self.reader.line
        yield from self.reader.narrowed(data, self.part)
        self.reader.row, self.reader.line = row, line

    def skip(self, rows: int) -> None:
        """Let the reader stand behind so many rows of a line each."""
        self.reader.row += rows
        self.reader.line += rows


class _Reader:
    """Counts rows across the parts of a table and reports what is wrong with their structure."""

    def __init__(self, dialect: Dialect, scene: Scene, caps: Caps) -> None:
        self.dialect = dialect
        self.scene = scene
        self.caps = caps
        self.labels: list[str] | None = None
        self.width = len(scene.fields)
        self.row = 1
        self.line = 1
        self._blank: list[tuple[int, int, str | None]] = []

    def stream(self, part: Part) -> Blocks:
        """The blocks of a part, from its beginning."""
        return Blocks(utf8(part, self.scene, guess=True), self._quote(), self.scene.block)

    def header(self, stream: Blocks, part: Part) -> list[str] | None:
        """Read the records of the header, and leave the stream behind them."""
        stream.fill()
        head = _text(stream.rest[:HEAD])
        records = Records([head], self.dialect)
        labels = self._labels(records)
        if records.consumed >= len(head) and len(stream.rest) > HEAD:
            self.row = 1
            head = _text(stream.rest)
            records = Records([head], self.dialect)
            labels = self._labels(records)
        self._report_unclosed(records, part)
        stream.rest = stream.rest[len(head[: records.consumed].encode("utf-8", "surrogateescape")) :]
        self.line = records.line
        self.labels = labels
        return labels

    def _labels(self, records: Records) -> list[str] | None:
        """The labels of the header rows; the width of the first row when there is no header."""
        if not self.dialect.header:
            if not self.width:
                first = next((cells for _, cells in records if cells), [])
                self.width = len(first)
            records.consumed, records.line = 0, 1
            return None
        rows = self._header_rows(records)
        labels = joined(rows, self.dialect.header_join)
        self.width = len(labels)
        return labels

    def _header_rows(self, records: Records) -> list[list[str]]:
        """The records that the dialect calls header rows; without a word from it, the first one that is no comment."""
        wanted = self.dialect.header_rows or ()
        rows: list[list[str]] = []
        for _, cells in records:
            number, self.row = self.row, self.row + 1
            if cells is None or number in self.dialect.comment_rows:
                continue
            if not wanted or number in wanted:
                rows.append(cells)
            if rows and number >= max(wanted, default=1):
                break
        if max(map(len, rows), default=0) > self.caps.columns:
            raise BeyondCap(f"has more than {plural(self.caps.columns, 'column')}", "columns")
        return [[_clean(cell) for cell in row] for row in rows]

    def later(self, parts: Iterable[Part]) -> Iterator[_Block]:
        """The blocks of the parts after the first, which have no header."""
        for part in parts:
            self.line = 1
            stream = self.stream(part)
            self._report_header(stream, part)
            yield from self.blocks(stream, part)

    def _report_header(self, stream: Blocks, part: Part) -> None:
        """The labels once more at the beginning of a later file; they stay the row of data that they are."""
        stream.fill()
        line, cells = next(iter(Records([_text(stream.rest[:HEAD])], self.dialect)), (1, None))
        if self.labels and cells and [_clean(cell) for cell in cells] == self.labels:
            where = {"path": part.path, "resource": self.scene.resource, "row": self.row, "line": line}
            message = "The header stands here once more, and is a row of data."
            hint = "remove the line: only the first file of a table has a header"
            self.scene.findings.add("B626", message, hint=hint, **where)

    def blocks(self, stream: Blocks, part: Part) -> Iterator[_Block]:
        """The blocks of one part."""
        for data in stream:
            yield _Block(data, self, stream, part)

    def is_plain(self, block: bytes) -> bool:
        """Whether a fast reader finds the same records in a block as the slow one."""
        return self._is_fast(block) and is_regular(block, self.dialect.delimiter.encode(), self._quote())

    def rest(self, block: bytes, stream: Blocks, part: Part) -> Iterator[Batch]:
        """The rows of a block and of all that comes behind it, record by record."""
        yield from self._slow(chain([block, stream.rest], stream.chunks), part)
        stream.rest, stream.done = b"", True

    def narrowed(self, block: bytes, part: Part) -> Iterator[Batch]:
        """The rows of a block; where some are crooked, only the small pieces around them are read slowly."""
        batch = self._fast(block, part)
        if batch is not None:
            yield batch
        elif len(block) <= SMALL:
            yield from self._slow([block], part)
        else:
            for piece in pieces(block, self._quote(), max(SMALL, len(block) // PIECES)):
                yield from self.narrowed(piece, part) if len(piece) < len(block) else self._slow([piece], part)

    def _quote(self) -> bytes | None:
        return self.dialect.quote_char.encode() if self.dialect.quote_char else None

    def _is_fast(self, block: bytes) -> bool:
        dialect = self.dialect
        if not dialect.is_plain or not self.width or any(row >= self.row for row in dialect.comment_rows):
            return False
        mark = (dialect.comment_char or "").encode()
        return not mark or not (block.startswith(mark) or b"\n" + mark in block)

    def _fast(self, block: bytes, part: Part) -> Batch | None:
        """A batch of a regular block; None when a row is too short, too long or blank, or no UTF-8."""
        size = _size(block)
        if not size:
            return None
        whole = block if size == len(block) - 1 else block[:size] + b"\n"
        frame = cells_of(whole, self.width, self.dialect)
        if frame is None or not self._is_rectangular(frame, whole):
            return None
        self._report_blank()
        quote = self._quote()
        lines = block.count(b"\n", 0, size) + 1 if quote and quote in block else frame.height
        batch = Batch(frame, part.path, self.row, self.line, empties=True, newlines=lines != frame.height)
        self.row += frame.height
        self.line += lines
        for _ in range(block.count(b"\n", size) - 1):
            self._blank.append((self.row, self.line, part.path))
            self.row, self.line = self.row + 1, self.line + 1
        return batch

    def _is_rectangular(self, frame: pl.DataFrame, block: bytes) -> bool:
        """Whether every row has all its cells: polars fills up short rows without a word.

        A short row lacks a delimiter, so that fewer of them stand between cells.
        """
        if not frame.height or not frame.to_series(frame.width - 1).null_count():
            return True
        if frame.width == 1:
            return False
        mark = self.dialect.delimiter
        inside = 0
        if self.dialect.quote_char and self.dialect.quote_char.encode() in block:
            inside = sum(
                value or 0 for value in frame.select(pl.all().str.count_matches(mark, literal=True).sum()).row(0)
            )
        return block.count(mark.encode()) - inside == frame.height * (frame.width - 1)

    def _slow(self, blocks: Iterable[bytes], part: Part) -> Iterator[Batch]:
        records = Records(self._texts(blocks, part), self.dialect, self.line, self.caps.row)
        rows = iter(records)
        while taken := list(self._together(records, rows)):
            if (batch := self._batch(taken, part)) is not None:
                yield batch
        self.line = records.line
        self._report_unclosed(records, part)

    def _together(self, records: Records, rows: Iterator[Record]) -> Iterator[Record]:
        """The next records: as many as make a batch, or fewer where they are long."""
        end = records.consumed + self.scene.block
        for record in islice(rows, RECORDS):
            yield record
            if records.consumed > end:
                return

    def _batch(self, taken: list[Record], part: Part) -> Batch | None:
        kept: list[list[str | None]] = []
        numbers: list[int] = []
        lines: list[int] = []
        for line, cells in taken:
            row, self.row = self.row, self.row + 1
            if cells is None or row in self.dialect.comment_rows:
                continue
            if not cells:
                self._blank.append((row, line, part.path))
                continue
            self._report_blank()
            kept.append(self._fitted(cells, row, line, part))
            numbers.append(row)
            lines.append(line)
        if not kept:
            return None
        schema = dict.fromkeys(map(str, range(self.width)), pl.String)
        frame = pl.DataFrame(kept, schema=schema, orient="row")
        return Batch(frame, part.path, numbers[0], rows=numbers, lines=lines)

    def _fitted(self, cells: list[str], row: int, line: int, part: Part) -> list[str | None]:
        """The cells in the width of the table; what is missing or too much is reported."""
        if not self.width:
            self.width = len(cells)
        if len(cells) == self.width:
            return [*cells]
        named = self.labels or self.scene.fields
        where = {"path": part.path, "resource": self.scene.resource, "row": row, "line": line}
        for place in range(len(cells), self.width):
            name = named[place] if place < len(named) else None
            message = f"The row ends before column {place + 1}{f', {shorten(name)}' if name else ''}."
            self.scene.findings.add("B632", message, hint="add the cell, even an empty one", field=name, **where)
        beyond = max(0, len(cells) - self.width)
        shown = min(beyond, self.scene.findings.room("B631", self.scene.resource))
        for place in range(self.width, self.width + shown):
            message = f"Cell {place + 1}, {shorten(cells[place])}, has no column."
            hint = "quote cells that hold the delimiter, or remove the cell"
            self.scene.findings.add("B631", message, hint=hint, value=excerpt(cells[place]), **where)
        self.scene.findings.count("B631", beyond - shown, resource=self.scene.resource)
        return [*cells[: self.width], *[None] * (self.width - len(cells))]

    def _report_blank(self) -> None:
        """Blank lines between rows; those at the very end are no rows."""
        for row, line, path in self._blank:
            where = {"path": path, "resource": self.scene.resource, "row": row, "line": line}
            self.scene.findings.add("B630", "The row is blank.", hint="remove the line", **where)
        self._blank.clear()

    def _report_unclosed(self, records: Records, part: Part) -> None:
        if records.unclosed:
            message = "A quote is opened and never closed: the rest of the file is one cell."
            where = {"path": part.path, "resource": self.scene.resource, "line": records.unclosed}
            self.scene.findings.add("B613", message, hint="close the quote, or double quotes inside cells", **where)

    def _texts(self, blocks: Iterable[bytes], part: Part) -> Iterator[str]:
        """Blocks as text, characters never split; bytes that are no UTF-8 are reported once and replaced."""
        decoder = codecs.getincrementaldecoder("utf-8")("strict")
        reported = False
        line = self.line
        for block in chain(blocks, [None]):
            data = block or b""
            try:
                state = decoder.getstate()
                text = decoder.decode(data, final=block is None)
            except UnicodeDecodeError as error:
                if not reported:
                    self._report_encoding(line + (state[0] + data).count(b"\n", 0, error.start), part)
                reported = True
                text = (state[0] + data).decode("utf-8", "replace")
                decoder.reset()
            line += data.count(b"\n")
            yield text

    def _report_encoding(self, line: int, part: Part) -> None:
        message = f"The text is not {part.encoding or 'UTF-8'}: line {line} holds bytes that are no character in it."
        where = {"path": part.path, "resource": self.scene.resource, "line": line}
        self.scene.findings.add("B611", message, hint="convert the file to UTF-8, or declare its encoding", **where)


def _size(block: bytes) -> int:
    """How long a block is without the ends of lines at its end."""
    tail = block[-TAIL:]
    ends = len(tail) - len(tail.rstrip(b"\r\n"))
    return len(block) - ends if ends < len(tail) else len(block.rstrip(b"\r\n"))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _clean(cell: str) -> str:
    """A label without the halves of characters that a wrong encoding leaves."""
    return cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
