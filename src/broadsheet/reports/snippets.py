"""The row an issue stands in, with its cell marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from broadsheet.issues import Issue, Report, printable, shorten
from broadsheet.reports.colours import COLOURS, painted

__all__ = ["Snippets", "width"]

CELL = 24
WIDEST = 90
BEFORE = 2
BETWEEN = " | "
HEADER = 1
BEYOND = "extra-cell"

Place = tuple[int | None, str, int]
"""A row: the number of its package, its resource, its own number."""


class Snippets:
    """The rows of a report's issues, read again from its packages in one pass each."""

    def __init__(self, report: Report, issues: Iterable[Issue]) -> None:
        self._sources = report.sources
        self._beyond: dict[Place, list[str]] = {}
        wanted: dict[tuple[int, str], set[int]] = {}
        for issue in issues:
            place = self._source(issue)
            if place is not None and issue.resource is not None and issue.row is not None and issue.row > HEADER:
                wanted.setdefault((place, issue.resource), set()).add(issue.row)
                if issue.type == BEYOND and issue.value is not None:
                    self._beyond.setdefault((place, issue.resource, issue.row), []).append(issue.value)
        self._rows: dict[Place, tuple[list[str], list[str | None]]] = {}
        for (place, resource), numbers in wanted.items():
            for row, found in report.sources[place].rows(resource, numbers).items():
                self._rows[place, resource, row] = found

    def _source(self, issue: Issue) -> int | None:
        """The number of the package that an issue is about."""
        if len(self._sources) == 1:
            return 0
        return next((place for place, source in enumerate(self._sources) if source.holds(issue)), None)

    def of(self, issue: Issue, *, colour: bool = False) -> Iterator[str]:
        """The row as one line, and one with the mark under the cell; none where the row is not at hand."""
        where = (self._source(issue), issue.resource or "", issue.row or 0)
        if where not in self._rows:
            return
        labels, values = self._rows[where]
        beyond = self._beyond.get(where, [])
        place = labels.index(issue.field) if issue.field in labels else None
        if issue.type == BEYOND and issue.value in beyond:
            place = len(values) + beyond.index(issue.value)
        cells = [printable(_shown(value)) for value in (*values, *beyond)]
        before, cells, place = _window(cells, place)
        marked = list(cells)
        if place is not None:
            marked[place] = painted(cells[place], COLOURS["error"], colour)
        yield (before + BETWEEN.join(marked)).rstrip()
        if place is not None:
            yield " " * width(before + "".join(cell + BETWEEN for cell in cells[:place])) + "^" * _marks(cells[place])


def _shown(value: str | None) -> str:
    return "" if value is None else shorten(value, CELL)[1:-1]


def _marks(cell: str) -> int:
    return max(1, width(cell))


def _window(cells: list[str], place: int | None) -> tuple[str, list[str], int | None]:
    """As many cells as fit into a line, two before the one at a place; `…` where some are left out."""
    sizes = [width(cell) + len(BETWEEN) for cell in cells]
    start = stop = max(0, (place or 0) - BEFORE)
    while stop < len(cells) and sum(sizes[start : stop + 1]) <= WIDEST:
        stop += 1
    while start and sum(sizes[start - 1 : stop]) <= WIDEST:
        start -= 1
    kept = [*cells[start:stop], *(["…"] if stop < len(cells) else [])]
    return f"…{BETWEEN}" if start else "", kept, None if place is None else place - start


def width(text: str) -> int:
    """How many columns of a terminal a text takes.

    >>> width("harbour"), width("港口")
    (7, 4)
    """
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
