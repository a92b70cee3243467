"""Spreadsheets in OpenDocument: the rows of a sheet as they are stored (ISO/IEC 26300)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from broadsheet.checks.tables.caps import BeyondCap, Caps
from broadsheet.checks.tables.members import Members
from broadsheet.checks.tables.sheets.marks import boolean, broken, clock, number, stamp
from broadsheet.checks.tables.sheets.xml import fed
from broadsheet.checks.tables.troubles import BrokenTable, MissingFile, UnreadFile
from broadsheet.issues import plural

__all__ = ["Ods"]

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
CLOCK = re.compile(r"PT(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:[.,]([0-9]{1,9}))?S)?")
MOST = 1 << 24
BESIDE = {"annotation", "frame", "custom-shape", "control", "rect", "ellipse", "line", "polygon", "path", "g"}
"""Elements whose text is not the text of the cell they hang on."""

Row = tuple[int, list[str | None]]


class Ods:
    """A document: its sheets by name, and the rows of each."""

    def __init__(self, members: Members, caps: Caps) -> None:
        self._members, self._caps = members, caps
        if MANIFEST in members.names:
            with members.open(MANIFEST) as stream:
                if b"encryption-data" in stream.read(1 << 20):
                    raise UnreadFile("is protected by a password")
        self._names: list[str] | None = None

    @property
    def names(self) -> list[str]:
        """The names of the sheets, in order."""
        if self._names is None:
            sheet = _Sheet(-1, self._caps)
            self._parse(sheet)
            self._names = sheet.names
        return self._names

    def rows(self, place: int) -> Iterator[Row]:
        """The rows of the sheet at a place that have cells, with their numbers."""
        sheet = _Sheet(place, self._caps)
        with self._members.open(CONTENT) as stream:
            for _ in fed(stream, sheet):
                yield from sheet.taken()

    def _parse(self, sheet: _Sheet) -> None:
        try:
            stream = self._members.open(CONTENT)
        except MissingFile:
            raise BrokenTable("is a damaged document: it has no content") from None
        for _ in fed(stream, sheet):
            pass


class _Sheet:
    """Gathers the names of all sheets, and the rows of one."""

    def __init__(self, wanted: int, caps: Caps) -> None:
        self.names: list[str] = []
        self._wanted, self._caps = wanted, caps
        self._inside = False
        self._rows: list[tuple[int, list[str | None], int]] = []
        self._row = 0
        self._cells: list[str | None] = []
        self._empty = 0
        self._attributes: dict[str, str] = {}
        self._paragraphs: list[list[str]] = []
        self._depth = self._notes = self._open = self._total = 0
        self._times, self._covered = 1, False

    def taken(self) -> Iterator[Row]:
        """The rows since the last time, the repeated ones repeated."""
        rows, self._rows = self._rows, []
        for row, cells, times in rows:
            for place in range(times):
                yield row + place, list(cells)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self._depth += 1
            if self._depth == 1:
                self.names.append(_of(attributes, "table:1.0 name") or "")
                self._inside, self._row = len(self.names) - 1 == self._wanted, 0
        if not self._inside or self._depth != 1:
            return
        if name == "table-row":
            self._row += 1
            self._cells, self._empty = [], 0
            self._attributes = attributes
            self._times = _times(attributes, "number-rows-repeated")
        elif name in {"table-cell", "covered-table-cell"}:
            self._attributes, self._paragraphs, self._open = attributes, [], 0
            self._covered = name != "table-cell"
        elif name in BESIDE:
            self._notes += 1
        elif not self._notes:
            self._start_text(name, attributes)

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        if name == "p":
            self._open += 1
            self._paragraphs.append([])
        elif self._open and name == "s":
            self._paragraphs[-1].append(" " * min(_times(attributes, " c"), 1 << 16))
        elif self._open and name in {"tab", "line-break"}:
            self._paragraphs[-1].append("\t" if name == "tab" else "\n")

    def end(self, name: str) -> None:
        if name == "table":
            self._depth -= 1
            self._inside = self._inside and self._depth > 0
        elif not self._inside or self._depth != 1:
            return
        elif name in {"table-cell", "covered-table-cell"}:
            self._close_cell()
        elif name == "table-row":
            self._close_row()
        elif name in BESIDE:
            self._notes -= 1
        elif name == "p" and not self._notes:
            self._open -= 1

    def text(self, text: str) -> None:
        if self._open and not self._notes:
            self._paragraphs[-1].append(text)

    def _close_row(self) -> None:
        if self._cells:
            self._hold(len(self._cells))
            self._total += len(self._cells) * self._times
            self._rows.append((self._row, self._cells, self._times))
        self._row += self._times - 1

    def _hold(self, cells: int) -> None:
        if self._total + cells * self._times > self._caps.cells:
            raise BeyondCap(f"has more than {plural(self._caps.cells, 'cell')}", "cells")

    def _close_cell(self) -> None:
        times = _times(self._attributes, "number-columns-repeated")
        cell = None if self._covered else self._worth()
        if cell is None:
            self._empty += times
            return
        self._hold(len(self._cells) + self._empty + times)
        self._cells += [None] * self._empty + [cell] * times
        self._empty = 0

    def _worth(self) -> str | None:
        """The cell as text or native value; None for an empty one."""
        given = self._attributes
        kind = _of(given, "office:1.0 value-type") or ""
        if any(name.endswith(" value-type") and value == "error" for name, value in given.items()):
            return broken(f"is the error {self._written()[:20]}")
        if kind in WORTH:
            attribute, made = WORTH[kind]
            return made(_of(given, f"office:1.0 {attribute}") or "")
        if kind != "string" and not self._paragraphs:
            return None
        found = _of(given, "office:1.0 string-value")
        return self._written() if found is None else found

    def _written(self) -> str:
        return "\n".join("".join(pieces) for pieces in self._paragraphs)


def _of(attributes: dict[str, str], name: str) -> str | None:
    """An attribute by the end of its namespace and its name."""
    return next((value for each, value in attributes.items() if each.endswith(name)), None)


def _times(attributes: dict[str, str], name: str) -> int:
    found = _of(attributes, name)
    return min(int(found), MOST) if found and found.isdigit() and len(found) < 12 else 1


def _of_time(text: str) -> str:
    """A time of day as a clock shows it; a longer one as a duration."""
    match = CLOCK.fullmatch(text)
    if not match:
        return stamp(text)
    hours, minutes, seconds = (int(part or 0) for part in match.group(1, 2, 3))
    rest = int(f"{match[4] or ''}000"[:3])
    whole = ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
    return stamp(clock(whole)) if whole < 86_400_000 else stamp(text)


WORTH: dict[str, tuple[str, Callable[[str], str]]] = {
    **dict.fromkeys(("float", "percentage", "currency"), ("value", number)),
    "date": ("date-value", lambda text: stamp(text.removesuffix("Z"))),
    "time": ("time-value", _of_time),
    "boolean": ("boolean-value", boolean),
}
"""The attribute that holds a value, by its type, and what becomes of it."""
