"""A workbook of either kind: found out by its content, opened under caps, its sheet chosen by the dialect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from broadsheet.checks.tables.caps import BeyondCap, Caps
from broadsheet.checks.tables.csv_text import Part
from broadsheet.checks.tables.dialect import Dialect
from broadsheet.checks.tables.members import Members, spooled
from broadsheet.checks.tables.sheets.ods import CONTENT, Ods
from broadsheet.checks.tables.sheets.xlsx import Row, Xlsx
from broadsheet.checks.tables.troubles import BrokenTable, RefusedFile, UnreadFile
from broadsheet.issues import plural, shorten

__all__ = ["Row", "rows_of"]

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class MissingSheet(BrokenTable):
    """A workbook without the sheet that the dialect names."""

    hint = "correct sheetName or sheetNumber in the dialect"


def rows_of(part: Part, dialect: Dialect, caps: Caps) -> Iterator[Row]:
    """The rows of the sheet that a dialect names, with their numbers; those without a cell are empty."""
    with spooled(_held(part.chunks(), caps)) as file:
        _refuse_old(file)
        book = _opened(file, caps)
        last = 0
        for number, cells in book.rows(_chosen(book.names, dialect)):
            yield from ((between, []) for between in range(last + 1, number))
            yield number, cells
            last = number


def _held(chunks: Iterator[bytes], caps: Caps) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > caps.sheet:
            raise BeyondCap(f"has more than {plural(caps.sheet, 'byte')}", "sheet")
        yield chunk


def _refuse_old(file: IO[bytes]) -> None:
    """Compound files are workbooks with a password, or in the old form."""
    head = file.read(len(COMPOUND))
    if head == COMPOUND:
        file.seek(0)
        if ENCRYPTED in file.read(1 << 24):
            raise UnreadFile("is protected by a password")
        raise UnreadFile("is a workbook in the old form of Excel: save it as xlsx or ods")
    file.seek(0)


def _opened(file: IO[bytes], caps: Caps) -> Xlsx | Ods:
    try:
        members = Members(file, caps)
        return Ods(members, caps) if CONTENT in members.names else Xlsx(members, caps)
    except RefusedFile as error:
        if error.code is not None:
            raise
        raise BrokenTable(f"is no workbook: it {error}") from error


def _chosen(names: list[str], dialect: Dialect) -> int:
    """The place of the sheet that the dialect names, by name or else by number."""
    known = ", ".join(shorten(name, 40) for name in names[:10]) or "none"
    if dialect.sheet_name is not None:
        if dialect.sheet_name not in names:
            raise MissingSheet(f"has no sheet {shorten(dialect.sheet_name)}; its sheets are {known}")
        return names.index(dialect.sheet_name)
    if dialect.sheet_number > len(names):
        raise MissingSheet(f"has no sheet {dialect.sheet_number}; its sheets are {known}")
    return dialect.sheet_number - 1
