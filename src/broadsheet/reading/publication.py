"""When the article was published, and where the text says so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from broadsheet.articles.folding import fold, key
from broadsheet.articles.segment import Segment
from broadsheet.reading.dates import PrintedDate, find_dates, to_edtf
from broadsheet.reading.layout import Layout
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Hint

__all__ = ["Published", "find_published"]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?")
FAR = 4
"""A dateline is at most so many days older than its page."""


@dataclass(frozen=True, slots=True)
class Published:
    """The date of publication in EDTF, how it is known, and the span that shows it."""

    date: str | None = None
    basis: str | None = None
    start: int | None = None
    end: int | None = None
    note: str | None = None

    @property
    def day(self) -> dt.date | None:
        """The day, where the date is one."""
        return dt.date.fromisoformat(self.date) if self.date and _ISO.fullmatch(self.date) else None


def find_published(
    text: str, layout: Layout, lexicon: Lexicon, *, day_first: bool | None, hints: Mapping[str, Hint]
) -> Published:
    """The day of publication as the text states it, else as the page's own data do, else nothing.

    A date that can be read in two ways counts only where the outlet's order of day and month,
    a weekday beside it, other dates of the page or the dateline settle which is meant.
    """
    fetched = {key(word) for word in lexicon["layout"]["date_line"].get("fetched", ())}
    found = list(_stated(text, layout, day_first, fetched))
    for printed in found:
        if printed.full:
            return Published(to_edtf(printed), "stated", printed.start, printed.end)
    hint = hints.get("date_published")
    given = _given(hint.value.strip()) if hint else None
    return Published(given, "external", note=f"Taken from the {hint.found_in}.") if hint and given else Published()


def _given(value: str) -> str | None:
    """The day that a page's data give, in EDTF."""
    iso = _ISO.match(value)
    if iso is not None:
        value = iso[1]
    printed = next(find_dates(fold(value), 0, len(value)), None)
    return to_edtf(printed) if printed and printed.full else None


def _stated(text: str, layout: Layout, day_first: bool | None, fetched: set[str]) -> Iterator[PrintedDate]:
    order = day_first if day_first is not None else _order_elsewhere(text)
    filed = _filed(text, layout)
    for segment in (*layout.of("date_line"), *layout.of("byline")):
        if fetched.isdisjoint(key(segment.slice(text)).split()):
            for printed in find_dates(fold(text), segment.start, segment.end, day_first=order):
                yield _settled(printed, segment, text, filed)
    yield from filed


def _filed(text: str, layout: Layout) -> list[PrintedDate]:
    """The dates inside datelines."""
    spans = [opening.day for opening in layout.openings if opening.day]
    return [printed for start, end in spans for printed in find_dates(fold(text), start, end)]


def _order_elsewhere(text: str) -> bool | None:
    """dt.date first or month first, where every other numeric date of the page agrees."""
    orders = set()
    for printed in find_dates(fold(text), 0, len(text)):
        written = text[printed.start : printed.end]
        first, _, rest = written.replace("-", "/").replace(".", "/").partition("/")
        if printed.other is None and len(first) <= 2 and first.isdigit() and rest and first != rest.partition("/")[0]:
            orders.add(int(first) == printed.day)
    return orders.pop() if len(orders) == 1 else None


def _settled(printed: PrintedDate, segment: Segment, text: str, filed: list[PrintedDate]) -> PrintedDate:
    if printed.other is None or printed.year is None or printed.day is None:
        return printed
    other = PrintedDate(printed.start, printed.end, printed.year, *printed.other)
    readings = [PrintedDate(printed.start, printed.end, printed.year, printed.month, printed.day), other]
    weekday = _WEEKDAY.search(segment.slice(text))
    if weekday:
        readings = [r for r in readings if _as_date(r).weekday() == WEEKDAYS.index(weekday[1].lower()[:3])]
    elif filed and filed[0].day:
        readings = [r for r in readings if _close(_as_date(r), filed[0])]
    return readings[0] if len(readings) == 1 else printed


def _as_date(printed: PrintedDate) -> dt.date:
    return dt.date(printed.year or 2000, printed.month, printed.day or 1)


def _close(day: dt.date, filed: PrintedDate) -> bool:
    for year in (day.year, day.year - 1):
        try:
            written = dt.date(year, filed.month, filed.day or 1)
        except ValueError:
            continue
        if 0 <= (day - written).days <= FAR:
            return True
    return False
