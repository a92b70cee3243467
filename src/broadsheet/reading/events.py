"""Dated events: the clause that reports one, and its date as far as the text fixes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from broadsheet.articles.event import Event
from broadsheet.articles.folding import fold
from broadsheet.articles.segment import Segment
from broadsheet.reading.building import built
from broadsheet.reading.dates import MONTHS, PrintedDate, find_dates, find_days, to_edtf
from broadsheet.reading.index import Firsts, index_of
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.periods import find_periods, nearest_month
from broadsheet.reading.publication import WEEKDAYS
from broadsheet.reading.sentences import split_sentences
from broadsheet.reading.spans import Span, join_dates
from broadsheet.reading.tenses import clause_start, find_order, is_ahead, month_ahead

__all__ = ["read_events"]

ROLES = frozenset({"paragraph", "question", "answer", "caption"})

_NAMES = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
_MONTH = rf"(?:{'|'.join(map(str.title, _NAMES))})"
_SHORT = rf"(?:{'|'.join(map(str.title, MONTHS))})[a-z]*"
_RELATIVE = re.compile(
    rf"""\b(?:
      (?P<ago>(?:[Ll]ast|[Tt]his)(?=\ month)|[Nn]ext)\ (?P<unit>month|year)\b(?!')
    | (?P<then>{_MONTH})\ (?P<shift>last|next|this)\ year\b
    | (?:(?P<when>[Ll]ast|[Nn]ext|[Tt]his)\ )?(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b
      (?P<week>\ (?:last|next)\ week)?(?!s|'|\ (?:school|best|roast|league)s?\b)
      (?!(?:,?\ |\ \()(?:{_SHORT}\.?\ \d|\d\d?(?:st|nd|rd|th)?\ (?:of\ )?{_SHORT}))
    | (?P<near>yesterday|tomorrow)\b
    )""",
    re.VERBOSE,
)
_WEEKDAYS = [f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")]
_RELATIVES = ["last", "next", "this", "yesterday", "tomorrow", *_NAMES, *_WEEKDAYS]
_OPENERS = Firsts(_RELATIVES)
"""What a date begins with that is told by what it is counted from."""

_DATING = Firsts([*_RELATIVES, *(name[:length] for name in _NAMES for length in range(3, len(name)))])
_YEAR = 4
"""So many figures has a year."""

_LIFE = re.compile(r"(?:Born|Died)(?:: |,? )(?:on )?\d")
"""A line of an obituary with the days of a life, wherever it stands."""

_STEPS = {"last": -1, "this": 0, "next": 1}
_YEAR_AFTER = re.compile(r",? (last|this|next) year\b")
_ANY = re.compile(r"\b(?:a|an|any|each|every|one|per|some|which)\s$")
_LATER = 183
"""Half a year: a day without its year is taken for the nearest one."""


@dataclass(frozen=True, slots=True)
class _Dated:
    start: int
    end: int
    date: str | None
    basis: str | None
    note: str | None = None


def read_events(text: str, segments: Sequence[Segment], lexicon: Lexicon, published: date | None) -> tuple[Event, ...]:
    """The clauses that carry a date; weekdays and days without a year count from the day of publication."""
    folded = fold(text)
    events: list[Event] = []
    for segment in segments:
        if (segment.role in ROLES or _LIFE.match(folded, segment.start)) and _may_date(
            folded, segment.start, segment.end
        ):
            for start, end in split_sentences(folded, segment.start, segment.end, lexicon):
                events += _in_sentence(folded, (start, end), published, len(events), past=segment.role == "caption")
    return tuple(events)


def _may_date(folded: str, start: int, end: int) -> bool:
    """Whether anything that a date is made of stands between two offsets."""
    index = index_of(folded)
    return index.has(_DATING, start, end) or any(b - a >= _YEAR for a, b in index.digits(start, end))


def _in_sentence(
    folded: str, span: tuple[int, int], published: date | None, count: int, *, past: bool = False
) -> list[Event]:
    """The dated clauses of a sentence; what is `past` for sure is dated by nothing but days and months in print."""
    start, end = span
    if not _may_date(folded, start, end):
        return []
    dated = list(_printed(folded, start, end, published, past=past))
    if not past:
        dated += [*_relative(folded, start, end, published), *_periods(folded, start, end, published)]
    dated.sort(key=lambda d: d.start)
    events: list[Event] = []
    last = start
    for each in dated:
        if each.start < last:
            continue
        begin = clause_start(folded, last, each.start)
        last = each.end + (folded.startswith(")", each.end) and "(" in folded[begin : each.start])
        events.append(_event(each, (begin, last), count + len(events) + 1))
    return events


def _event(dated: _Dated, clause: tuple[int, int], number: int) -> Event:
    return built(
        Event,
        id=f"e{number}",
        start=clause[0],
        end=clause[1],
        date=dated.date,
        date_basis=dated.basis,
        date_start=dated.start,
        date_end=dated.end,
        date_note=dated.note,
    )


def _printed(folded: str, start: int, end: int, published: date | None, *, past: bool = False) -> Iterator[_Dated]:
    ranges = [Span(first.start, last.end, first, last) for first, last in find_days(folded, start, end)]
    for span in (*join_dates(folded, start, find_dates(folded, start, end), end), *ranges):
        days = [span.first, span.last]
        note, upto = None, span.end
        if published is not None and span.last.year is None:
            if said := _YEAR_AFTER.match(folded, span.end, end):
                days = [replace(day, year=published.year + _STEPS[said[1]]) for day in days]
                note, upto = "Counted from the year of publication.", said.end()
            elif nearest := _nearest(span.last, published):
                days = [replace(day, year=nearest.year - (past and nearest > published)) for day in days]
                note = "The year is that of the day nearest to publication."
        edtf = _interval(*days)
        yield _Dated(span.start, upto, edtf, None if edtf is None else "inferred" if note else "stated", note)


def _interval(first: PrintedDate, last: PrintedDate) -> str | None:
    """The date in EDTF, from the first day to the last; null without a year."""
    if (
        first.year is not None
        and first.year == last.year
        and (first.month, first.day or 0) > (last.month, last.day or 0)
    ):
        first = replace(first, year=first.year - 1)
    dates = [to_edtf(day) if day.year is not None else None for day in (first, last)]
    if dates[0] is None or dates[1] is None:
        return None
    return dates[0] if dates[0] == dates[1] else f"{dates[0]}/{dates[1]}"


def _nearest(printed: PrintedDate, published: date) -> date | None:
    days = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            days.append(date(year, printed.month, printed.day or 1))
        except ValueError:
            continue
    found = min(days, key=lambda day: abs((day - published).days), default=None)
    return found if found and abs((found - published).days) <= _LATER else None


def _relative(folded: str, start: int, end: int, published: date | None) -> Iterator[_Dated]:
    reached = start
    for at in index_of(folded).between(_OPENERS, start, end):
        match = _RELATIVE.match(folded, at, end) if at >= reached else None
        if match is None:
            continue
        reached = match.end()
        if _ANY.search(
            folded, max(start, match.start() - 8), match.start("weekday") if match["weekday"] else match.start()
        ):
            continue
        if published is None:
            yield _Dated(match.start(), match.end(), None, None)
        else:
            ordered = find_order(folded, start, match.start()) if match["weekday"] else None
            future = ordered is not None or is_ahead(folded, start, match.span(), end)
            found = None if ordered and ordered[1] else _resolve(match, published, future=future)
            note = "Counted from the day of publication." if found else None
            yield _Dated(match.end() - len(match[0].lstrip()), match.end(), found, "inferred" if found else None, note)


def _periods(folded: str, start: int, end: int, published: date | None) -> Iterator[_Dated]:
    """Years and months alone; a month is the one nearest to publication on the side that the clause means."""
    for period in find_periods(folded, start, end):
        if period.date is not None:
            yield _Dated(period.start, period.end, period.date, "stated")
        elif published is None or (ahead := month_ahead(folded, start, period, end, published)) is None:
            yield _Dated(period.start, period.end, None, None)
        else:
            found = nearest_month(period.month, published, ahead=ahead)
            yield _Dated(period.start, period.end, found, "inferred", "Counted from the day of publication.")


def _resolve(match: re.Match[str], published: date, *, future: bool) -> str | None:
    if match["weekday"]:
        return _weekday(match, published, future=future)
    if match["near"]:
        return (published + timedelta(days=1 if match["near"] == "tomorrow" else -1)).isoformat()
    if match["then"]:
        return f"{published.year + _STEPS[match['shift']]}-{MONTHS.index(match['then'][:3].lower()) + 1:02}"
    if match["unit"] == "year":
        return str(published.year + _STEPS[match["ago"].lower()])
    year, month = published.year, published.month + _STEPS[match["ago"].lower()]
    return f"{year + (month - 1) // 12}-{(month - 1) % 12 + 1:02}"


def _weekday(match: re.Match[str], published: date, *, future: bool) -> str | None:
    """The weekday nearest to publication on the side that the sentence means; the day itself is on both sides."""
    when = (match["when"] or "").lower()
    wanted = WEEKDAYS.index(match["weekday"][:3].lower())
    monday = published - timedelta(days=published.weekday())
    if match["week"]:
        return (monday + timedelta(days=wanted + (7 if "next" in match["week"] else -7))).isoformat()
    if when == "this":
        return (monday + timedelta(days=wanted)).isoformat()
    if when == "next" or (future and when != "last"):
        ahead = (wanted - published.weekday()) % 7
        return (published + timedelta(days=ahead or (7 if when == "next" else 0))).isoformat()
    back = (published.weekday() - wanted) % 7
    return (published - timedelta(days=back or (7 if when == "last" else 0))).isoformat()
