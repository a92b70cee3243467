"""Workbooks in Office Open XML: the rows of a sheet as they are stored (ECMA-376)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import IO, TypeVar

from broadsheet.checks.tables.caps import BeyondCap, Caps
from broadsheet.checks.tables.members import Members
from broadsheet.checks.tables.sheets.marks import boolean, broken, number, serial, stamp
from broadsheet.checks.tables.sheets.styles import Styles
from broadsheet.checks.tables.sheets.xml import Handler, fed
from broadsheet.checks.tables.troubles import BrokenTable, MissingFile
from broadsheet.issues import plural

__all__ = ["Xlsx"]

ROWS, COLUMNS = 1_048_576, 16_384
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
H = TypeVar("H", bound=Handler)
Row = tuple[int, list[str | None]]


class Xlsx:
    """A workbook: its sheets by name, and the rows of each."""

    def __init__(self, members: Members, caps: Caps) -> None:
        self._members, self._caps = members, caps
        self._main = _target(self._related(""), "officeDocument") or "xl/workbook.xml"
        book = self._gathered(self._main, _Book())
        related = self._related(self._main)
        self._since_1904 = book.since_1904
        self._sheets = [
            (name, related[key][1]) for name, key in book.sheets if related.get(key, ("",))[0] == "worksheet"
        ]
        self._styles = self._gathered(_target(related, "styles") or "", Styles()).kinds
        self._shared = self._gathered(_target(related, "sharedStrings") or "", _Texts()).found

    @property
    def names(self) -> list[str]:
        """The names of the sheets, in order."""
        return [name for name, _ in self._sheets]

    def rows(self, place: int) -> Iterator[Row]:
        """The rows of the sheet at a place that have cells, with their numbers."""
        sheet = _Sheet(self._shared, self._styles, self._caps.cells, since_1904=self._since_1904)
        for _ in fed(self._open(self._sheets[place][1]), sheet):
            yield from sheet.taken()

    def _open(self, name: str) -> IO[bytes]:
        try:
            return self._members.open(name)
        except MissingFile:
            raise BrokenTable(f"is a damaged workbook: it lacks {name}") from None

    def _gathered(self, name: str, handler: H) -> H:
        """What a handler makes of a member; nothing when there is none."""
        if name and self._members.size(name) > self._caps.sheet:
            raise BeyondCap(f"has more than {plural(self._caps.sheet, 'byte')} in {name}", "sheet")
        for _ in fed(self._open(name), handler) if name else ():
            pass
        return handler

    def _related(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts that a part refers to: by id, their kind and name."""
        folder, file = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        found = self._gathered(path if path in self._members.names else "", _Relations()).found
        return {key: (kind, _inside(folder, target)) for key, kind, target in found}


def _target(related: dict[str, tuple[str, str]], kind: str) -> str | None:
    return next((target for found, target in related.values() if found == kind), None)


def _inside(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


class _Relations:
    """Gathers the relations of a part."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found.append((attributes.get("Id", ""), kind, attributes.get("Target", "")))

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


class _Book:
    """Gathers the sheets of a workbook."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            key = next((value for each, value in attributes.items() if each.endswith("relationships id")), "")
            self.sheets.append((attributes.get("name", ""), key))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in {"1", "true", "on"}

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


class _Texts:
    """Gathers shared texts, without the readings of Japanese ones."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] | None = None
        self._whole: list[str] = []
        self._readings = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        if name == "si":
            self._whole = []
        elif name == "rPh":
            self._readings += 1
        elif name == "t" and not self._readings:
            self._pieces = self._whole

    def end(self, name: str) -> None:
        if name == "t":
            self._pieces = None
        elif name == "rPh":
            self._readings -= 1
        elif name == "si":
            self.found.append(_unescaped("".join(self._whole)))

    def text(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)


class _Sheet:
    """Gathers the rows of a sheet."""

    def __init__(self, shared: list[str], styles: list[str | None], most: int, *, since_1904: bool) -> None:
        self._shared, self._styles, self._since_1904 = shared, styles, since_1904
        self._most, self._total = most, 0
        self._rows: list[Row] = []
        self._row = 0
        self._cells: list[str | None] = []
        self._column = 0
        self._kind, self._style = "n", ""
        self._value: list[str] | None = None
        self._inline: list[str] = []
        self._target: list[str] | None = None
        self._formula = self._readings = False
        self._known: dict[str, int] = {}

    def taken(self) -> list[Row]:
        """The rows since the last time."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._place(attributes.get("r"))
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._value, self._inline, self._formula = None, [], False
        elif name == "v":
            self._value = self._target = []
        elif name == "row":
            self._open_row(attributes.get("r"))
        elif name == "t" and not self._readings:
            self._target = self._inline
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._readings = True

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self._target = None
        elif name == "c":
            self._close_cell()
        elif name == "row":
            self._close_row()
        elif name == "rPh":
            self._readings = False

    def text(self, text: str) -> None:
        if self._target is not None:
            self._target.append(text)

    def _open_row(self, given: str | None) -> None:
        row = int(given) if given and given.isdigit() and len(given) < 9 else self._row + 1
        if not self._row < row <= ROWS:
            raise BrokenTable("is a damaged workbook: its rows are out of order, or beyond the last one")
        self._row, self._cells, self._column = row, [], 0

    def _close_row(self) -> None:
        self._total += len(self._cells)
        if self._total > self._most:
            raise BeyondCap(f"has more than {plural(self._most, 'cell')}", "cells")
        self._rows.append((self._row, self._cells))

    def _place(self, given: str | None) -> None:
        """The column of a cell, from its reference or from the cell before it."""
        letters = given.rstrip("0123456789") if given else ""
        column = self._known.get(letters)
        if column is None:
            column = self._known[letters] = _column(letters)
        self._column = column or self._column + 1
        if not len(self._cells) < self._column <= COLUMNS:
            raise BrokenTable("is a damaged workbook: its cells are out of order, or beyond the last column")

    def _close_cell(self) -> None:
        cell = self._worth()
        if cell is not None:
            self._cells += [None] * (self._column - 1 - len(self._cells))
            self._cells.append(cell)

    def _worth(self) -> str | None:
        """The cell as text or native value; None for an empty one."""
        if self._kind == "inlineStr":
            return _unescaped("".join(self._inline))
        if self._value is None:
            return broken("is a formula whose result is not stored") if self._formula else None
        value = "".join(self._value)
        if self._kind == "n":
            return self._of_number(value.strip())
        return self._of_shared(value) if self._kind == "s" else WORTH.get(self._kind, _unescaped)(value)

    def _of_number(self, value: str) -> str | None:
        if not value:
            return None
        style = int(self._style) if self._style.isdigit() and len(self._style) < 9 else 0
        kind = self._styles[style] if style < len(self._styles) else None
        return number(value) if kind is None else serial(value, kind, since_1904=self._since_1904)

    def _of_shared(self, value: str) -> str:
        place = int(value) if value.strip().isdigit() and len(value) < 12 else -1
        if not 0 <= place < len(self._shared):
            raise BrokenTable("is a damaged workbook: a cell refers to a text that is not there")
        return self._shared[place]


WORTH: dict[str, Callable[[str], str]] = {
    "b": boolean,
    "e": lambda value: broken(f"is the error {value[:20]}"),
    "d": lambda value: stamp(value.removesuffix("Z")),
}
"""What becomes of a stored value, by the type of its cell."""


def _column(letters: str) -> int:
    found = 0
    for letter in letters[:4].upper():
        found = found * 26 + ord(letter) - ord("A") + 1
    return found


def _unescaped(text: str) -> str:
    """A text without the escapes of characters that XML cannot hold."""
    if "_x" not in text:
        return text
    plain = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
