"""Which styles of an xlsx workbook show a number as a date, a time or a duration."""

from __future__ import annotations

import re

__all__ = ["Styles", "kind_of_format"]

DATES = {14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)}
TIMES = {18, 19, 20, 21, 45, 47}
ELAPSED = {46}
SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]{0,255}\]', re.IGNORECASE)
"""What shows no part of a number; no format has more than 255 characters."""


def kind_of_format(number: int, code: str | None) -> str | None:
    """What a number format shows: date, time, elapsed, or None for a plain number.

    >>> kind_of_format(164, "yyyy-mm-dd"), kind_of_format(165, "[h]:mm"), kind_of_format(166, '0.0 "days"')
    ('date', 'elapsed', None)
    """
    if code is None:
        return "date" if number in DATES else "time" if number in TIMES else "elapsed" if number in ELAPSED else None
    shown = SILENT.sub("", code.split(";")[0]).lower()
    if "[" in shown:
        return "elapsed"
    if shown in {"general", "@"} or not re.search("[dmyhs]", shown):
        return None
    return "time" if re.search("[hs]", shown) and not re.search("[dy]", shown) else "date"


class Styles:
    """Gathers the kind of each cell style from `styles.xml`."""

    def __init__(self) -> None:
        self.kinds: list[str | None] = []
        self._codes: dict[int, str] = {}
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Number formats come first, then the styles that use them."""
        if name == "numFmt":
            self._codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            number = _number(attributes.get("numFmtId"))
            self.kinds.append(kind_of_format(number, self._codes.get(number)))

    def end(self, name: str) -> None:
        """The styles of cells end where their list ends."""
        self._inside = self._inside and name != "cellXfs"

    def text(self, text: str) -> None:
        """Styles have no text."""


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 9 else 0
