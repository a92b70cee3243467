"""When the article was published, and where the text says so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.articles.folding import fold, key
from broadsheet.articles.segment import Segment
from broadsheet.reading.dates import PrintedDate, find_dates, to_edtf
from broadsheet.reading.layout import Layout
from broadsheet.reading.layout.forms import compile_forms
from broadsheet.reading.layout.lines import is_opener
from broadsheet.reading.lexicon import Lexicon, alternatives
from broadsheet.sources import Hint

__all__ = ["Published", "find_published"]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)
_WORD = re.compile("[a-z]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?")
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d{2,6}.*)?")
"""The basic format of ISO 8601, which data have and no text."""

_UNTIL = re.compile(r"\s*(?:[-\u2013\u2014~]|to|until|till)\s*")
_DOTTED = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:19|20)\d\d\b")
_SHORT = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d\d)")

_STAMP = re.compile(r"date \d{4}-\d\d(?:-\d\d)?")
_WHOLE_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_CLOCK = re.compile(r"\d[:.]\d\d")
_APPEARED = re.compile(r"\b(?:published|appear(?:s|ed)|posted)\b|^sources?:", re.IGNORECASE)
_MORE = re.compile(r"\b(?:also|latest|more|news|recommended|related|stor(?:y|ies))\b", re.IGNORECASE)
"""A heading over links to other stories has one of these; one over tags has none."""

FAR = 4
"""A dateline is at most so many days older than its page."""

FIRST, PLAIN, UPDATED, ABOVE, TAIL, STAMPED = range(6)
"""What is said of a date: published, nothing, updated; then the page's clock, dates below the story and a scraper's."""

LONGEST_NOTE, MOST_MONTHS, LAST_DAY = 300, 12, 31


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

    A date that is called one of publication comes before others, and these before the page's own data,
    which come before one of an update.
    A date that can be read in two ways counts only where the outlet's order of day and month,
    a weekday beside it, other dates of the page or the dateline settle which is meant.
    """
    found = sorted(
        _stated(text, layout, lexicon, day_first), key=lambda each: (each[0], -each[1].start * (each[0] == ABOVE))
    )
    stated = [(rank, printed) for rank, printed in found if printed.full]
    stated += [(rank, printed) for rank, printed in found if rank < TAIL and printed.year and not printed.day]
    hint = hints.get("date_published")
    given = _given(hint.value.strip()) if hint else None
    if hint and given and not (stated and stated[0][0] < UPDATED):
        return Published(given, "external", note=f"Taken from the {hint.found_in}.")
    for _, printed in stated:
        return Published(to_edtf(printed), "stated", printed.start, _word_end(text, printed.end))
    return _inferred(text, layout, [printed for _, printed in found])


def _word_end(text: str, at: int) -> int:
    """Where the word ends that a date ends in: a clock is glued to the year in March 2, 20197:58 AM."""
    while at < len(text) and text[at].isalnum():
        at += 1
    return at


def _inferred(text: str, layout: Layout, found: Sequence[PrintedDate]) -> Published:
    """The day that the page gives without its year, where the story dates something else days before it.

    No later year may stand in the text: else the day before may be an anniversary.
    """
    day = next((printed for printed in found if printed.day and not printed.year and not printed.other), None)
    if day is None:
        return Published()
    folded = fold(text)
    spans = [(each.start, each.end) for each in layout.segments if each.role == "paragraph"]
    told = [_as_date(printed) for span in spans for printed in find_dates(folded, *span) if printed.full]
    years = {each.year for each in told if _close_after(each, day)}
    if len(years) != 1 or max(map(int, _YEAR.findall(text))) > min(years):
        return Published()
    iso = f"{years.pop()}-{day.month:02}-{day.day:02}"
    note = "The year is that of a date in the story, days before."
    return Published(iso, "inferred", day.start, day.end, note)


def _close_after(told: dt.date, day: PrintedDate) -> bool:
    """Whether a day without a year follows within days upon one with its year."""
    try:
        return 0 <= (dt.date(told.year, day.month, day.day or 1) - told).days <= FAR
    except ValueError:
        return False


def _given(value: str) -> str | None:
    """The day that a page's data give, in EDTF."""
    iso = _ISO.match(value)
    if iso is not None:
        value = iso[1]
    elif basic := _BASIC.fullmatch(value):
        value = "-".join(basic.groups())
    printed = next(find_dates(fold(value), 0, len(value)), None)
    return to_edtf(printed) if printed and printed.full else None


def _stated(text: str, layout: Layout, lexicon: Lexicon, day_first: bool | None) -> Iterator[tuple[int, PrintedDate]]:
    """The dates that the page states of itself, each with its rank: the least comes first."""
    words, filed = lexicon.compiled(_list_words), _filed(text, layout)
    first = min((each.start for each in layout.of("headline")), default=0)
    last = max((each.end for each in layout.segments if each.role in {"paragraph", "answer"}), default=len(text))
    for segment in (*layout.of("date_line"), *layout.of("byline")):
        line = key(segment.slice(text))
        said = not words["published"].isdisjoint(_WORD.findall(line))
        clock = (
            not said and words["updated"].isdisjoint(_WORD.findall(line)) and _is_clock(segment, line, layout, first)
        )
        if clock or not words["fetched"].isdisjoint(line.split()):
            continue
        stamped = _STAMP.fullmatch(line) is not None
        begin, found = segment.start, _in_line(text, segment, lexicon, day_first)
        if not said and _is_period(text, found):
            continue
        for printed in found:
            settled = _settled(printed, segment, text, filed)
            below = any(each.start < segment.start for each in filed if each.full)
            rank = TAIL if below else STAMPED if stamped else _rank(key(text[begin : printed.start]), words)
            rank = _where(rank, segment.start, first, last)
            if rank not in {ABOVE, STAMPED} or all(_may_stamp(_as_date(settled), each) for each in filed):
                yield rank, settled
            begin = printed.end
    yield from ((PLAIN, printed) for printed in filed)
    others = _others(text, layout, lexicon, last)
    for segment in (*layout.of("boilerplate"), *layout.of("sign_off")):
        if segment.start < others and _APPEARED.search(segment.slice(text)[:LONGEST_NOTE]) is not None:
            found = _in_line(text, segment, lexicon, day_first)
            yield from ((TAIL, _settled(printed, segment, text, filed)) for printed in found)


def _others(text: str, layout: Layout, lexicon: Lexicon, last: int) -> int:
    """Where the other stories of a page begin below its own: `More news`, and then each with its day."""
    forms = lexicon.compiled(compile_forms)
    below = ((each, each.slice(fold(text))) for each in layout.of("boilerplate") if each.start >= last)
    return next((each.start for each, line in below if _MORE.search(line) and is_opener(line, forms)), len(text))


def _where(rank: int, start: int, first: int, last: int) -> int:
    """The rank of a date above the headline or below the story, where it is not called one of publication."""
    if rank in {PLAIN, UPDATED} and start < first:
        return ABOVE
    return TAIL if rank in {PLAIN, UPDATED} and start >= last else rank


def _is_clock(segment: Segment, line: str, layout: Layout, first: int) -> bool:
    """Whether a line says when the page was fetched: day and time above a menu, which is above the headline."""
    if segment.start >= first or _WHOLE_WEEKDAY.search(line) is None or _CLOCK.search(line) is None:
        return False
    between = (each for each in layout.segments if segment.end <= each.start < first)
    return any(each.role not in {"date_line", "byline"} for each in between)


def _is_period(text: str, found: Sequence[PrintedDate]) -> bool:
    """Whether two dates are the ends of a time: of a life, of a fair."""
    if len(found) != 2 or _UNTIL.fullmatch(text, found[0].end, found[1].start) is None:
        return False
    first, last = found
    return (first.year, first.month, first.day) != (last.year, last.month, last.day)


def _in_line(text: str, segment: Segment, lexicon: Lexicon, day_first: bool | None) -> list[PrintedDate]:
    """The dates in a line; the rest of the page is asked for its order only where one can be read in two ways."""
    folded = fold(text)
    found = list(find_dates(folded, segment.start, segment.end, day_first=day_first))
    if day_first is None and (any(printed.other for printed in found) or _DOTTED.search(folded, *_span(segment))):
        order = _order_of_page(text)
        order = True if order is None and lexicon.compiled(_zones).search(folded, *_span(segment)) else order
        found = list(find_dates(folded, *_span(segment), day_first=order))
    return found


def _span(segment: Segment) -> tuple[int, int]:
    return segment.start, segment.end


def _list_words(lexicon: Lexicon) -> Mapping[str, set[str]]:
    lists = lexicon["layout"]["date_line"]
    return {name: {key(word) for word in lists.get(name, ())} for name in ("fetched", "published", "updated")}


def _zones(lexicon: Lexicon) -> re.Pattern[str]:
    """A clock with the zone of lands that write the day before the month."""
    zones = alternatives(lexicon["layout"]["date_line"]["day_first"])
    return re.compile(rf"\d[:.]\d\d(?::\d\d)? ?(?:[ap]\.?m\.? ?)?\(?{zones}\b", re.IGNORECASE)


def _rank(label: str, words: Mapping[str, set[str]]) -> int:
    """How telling the words before a date are."""
    said = set(_WORD.findall(label))
    if said & words["published"]:
        return FIRST
    return UPDATED if said & words["updated"] else PLAIN


def _may_stamp(day: dt.date, filed: PrintedDate) -> bool:
    """Whether a scraper's date is near enough to the dateline's to be that of the page."""
    return _close(day, filed) or _close(day + dt.timedelta(days=1), filed)


def _filed(text: str, layout: Layout) -> list[PrintedDate]:
    """The dates inside datelines."""
    folded = fold(text)
    spans = [opening.day for opening in layout.openings if opening.day]
    return [printed for span in spans for printed in (*find_dates(folded, *span), *_short(folded, *span))]


def _short(folded: str, start: int, end: int) -> Iterator[PrintedDate]:
    """The day of a dateline in digits between points, with the last two of its year: `13.05.22`."""
    found = _SHORT.fullmatch(folded, start, end)
    if found is not None and 0 < int(found[2]) <= MOST_MONTHS and 0 < int(found[1]) <= LAST_DAY:
        yield PrintedDate(start, end, 2000 + int(found[3]), int(found[2]), int(found[1]))


@lru_cache(maxsize=2)
def _order_of_page(text: str) -> bool | None:
    """Day first or month first, as the page has it; kept while the page is read."""
    order = _order_elsewhere(text)
    return _order_as_written(fold(text)) if order is None else order


def _order_elsewhere(text: str) -> bool | None:
    """Day first or month first, where every other numeric date of the page agrees."""
    orders = set()
    for printed in find_dates(fold(text), 0, len(text)):
        written = text[printed.start : printed.end]
        first, _, rest = written.replace("-", "/").replace(".", "/").partition("/")
        second = rest.partition("/")[0]
        if len(first) <= 2 and first.isdigit() and second.isdigit() and max(int(first), int(second)) > MOST_MONTHS:
            orders.add(int(first) == printed.day)
    return orders.pop() if len(orders) == 1 else None


def _order_as_written(folded: str) -> bool | None:
    """Day first or month first, where days that can be read in two ways are also written out on the page."""
    firsts, lasts = (
        [printed for printed in find_dates(folded, 0, len(folded), day_first=first) if printed.full]
        for first in (True, False)
    )
    written = {_as_date(printed) for printed, other in zip(firsts, lasts, strict=True) if printed == other}
    read = [pair for pair in zip(firsts, lasts, strict=True) if pair[0] != pair[1]]
    orders = {_as_date(first) in written for first, last in read if written & {_as_date(first), _as_date(last)}}
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
