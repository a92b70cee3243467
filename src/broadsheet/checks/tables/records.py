"""Delimited text, record by record, in any dialect: the reader that can say what is wrong where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from broadsheet.checks.tables.caps import CAPS, BeyondCap
from broadsheet.checks.tables.dialect import Dialect
from broadsheet.issues import plural

__all__ = ["Record", "Records"]

Record = tuple[int, list[str] | None]  # the line it starts on, its cells; None for a comment
LINE_ENDS = {None, "\n", "\r\n", "\r"}


class Records:
    r"""The records of a text that comes in pieces.

    A comment is a record without cells, a blank line one with an empty list. `consumed`
    counts the characters behind the last record. BeyondCap where one has more than `most`
    characters and goes on behind them.

    >>> list(Records(['a,b\n1,"x', '\ny"\n'], Dialect()))
    [(1, ['a', 'b']), (2, ['1', 'x\ny'])]
    """

    def __init__(self, pieces: Iterable[str], dialect: Dialect, line: int = 1, most: int = CAPS.row) -> None:
        self.dialect = dialect
        self._most = most
        self.line = line
        self.consumed = 0
        self.unclosed: int | None = None
        self._pieces = iter(pieces)
        self._buffer = ""
        self._at = 0
        own = dialect.line_terminator
        self._end = re.compile(r"\r\n|\n|\r" if own in LINE_ENDS else re.escape(own or "\n"))
        marks = "".join(re.escape(mark) for mark in (dialect.quote_char, dialect.escape_char) if mark)
        self._marks = re.compile(f"[{marks}]") if marks else None
        stops = [re.escape(mark) for mark in (dialect.delimiter, dialect.escape_char) if mark]
        self._stops = re.compile("|".join(stops))

    def __iter__(self) -> Iterator[Record]:
        comment = self.dialect.comment_char
        while (found := self._next_line()) is not None:
            line, start = found[0], self.line - 1
            if comment and line.startswith(comment):
                yield start, None
            elif not line:
                yield start, []
            elif self._marks is None or not self._marks.search(line):
                cells = line.split(self.dialect.delimiter)
                yield start, [cell.lstrip(" ") for cell in cells] if self.dialect.skip_initial_space else cells
            else:
                yield start, self._cells(line, found[1])

    def _next_line(self) -> tuple[str, str] | None:
        """The next line and what ends it."""
        while True:
            match = self._end.search(self._buffer, self._at)
            if match and not (match[0] == "\r" and match.end() == len(self._buffer) and self._fill()):
                line, self._at = self._buffer[self._at : match.start()], match.end()
                self.consumed += len(line) + len(match[0])
                self.line += 1
                return line, match[0]
            if not match and not self._fill():
                return self._last_line()

    def _last_line(self) -> tuple[str, str] | None:
        line, self._at = self._buffer[self._at :], len(self._buffer)
        self.consumed += len(line)
        self.line += bool(line)
        return (line, "") if line else None

    def _fill(self) -> bool:
        pieces = [self._buffer[self._at :]]
        missing, size = True, len(pieces[0])
        while missing and (piece := next(self._pieces, None)) is not None:
            pieces.append(piece)
            missing, size = self._end.search(piece) is None, size + len(piece)
            if missing:
                self._hold(size, self.line)
        self._buffer, self._at = "".join(pieces), 0
        return len(pieces) > 1

    def _hold(self, size: int, line: int) -> None:
        if size > self._most:
            most = plural(self._most, "character")
            message = f"has a row of more than {most}, from line {line} on; a quote there may not be closed"
            raise BeyondCap(message, "row")

    def _cells(self, text: str, end: str) -> list[str]:
        """The cells of a line with quotes or escapes, and of the lines that its quotes reach into."""
        cells: list[str] = []
        at = 0
        quote, delimiter = self.dialect.quote_char, self.dialect.delimiter
        while True:
            if self.dialect.skip_initial_space:
                at += len(text) - at - len(text[at:].lstrip(" "))
            cell = ""
            if quote and text.startswith(quote, at):
                cell, text, end, at = self._quoted(text, end, at + 1)
            rest, at, more = self._unquoted(text, at)
            cells.append(cell + rest)
            if not more:
                return cells
            at += len(delimiter)

    def _unquoted(self, text: str, at: int) -> tuple[str, int, bool]:
        """A cell up to the next delimiter, and whether there is one."""
        parts: list[str] = []
        while match := self._stops.search(text, at):
            parts.append(text[at : match.start()])
            if match[0] == self.dialect.delimiter:
                return "".join(parts), match.start(), True
            parts.append(text[match.end() : match.end() + 1])
            at = match.end() + 1
        return "".join([*parts, text[at:]]), len(text), False

    def _quoted(self, text: str, end: str, at: int) -> tuple[str, str, str, int]:
        """The content of quotes, and the line, its end and the place where they close."""
        parts: list[str] = []
        opened, before = self.line - 1, self.consumed - len(text)
        assert self._marks is not None  # noqa: S101 - there is a quote, so there are marks
        while True:
            match = self._marks.search(text, at)
            if match is None:
                found = self._next_line()
                parts += [text[at:], end]
                if found is None:
                    self.unclosed = self.unclosed or opened
                    return "".join(parts), "", "", 0
                (text, end), at = found, 0
                self._hold(self.consumed - before, opened)
                continue
            parts.append(text[at : match.start()])
            after = text[match.end() : match.end() + 1]
            if match[0] == self.dialect.escape_char or (self.dialect.double_quote and after == match[0]):
                parts.append(after)
                at = match.end() + 1
            else:
                return "".join(parts), text, end, match.end()
