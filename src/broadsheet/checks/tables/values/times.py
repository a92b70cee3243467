"""Dates, times, years and durations in the forms of XML Schema; patterns of strptime.

Moments are compared as seconds since the year 0. A moment with a time zone and one
without are ordered only when more than fourteen hours lie between them (XML Schema 1.1,
part 2, section 3.3.7.4).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from broadsheet.checks.tables.caps import BeyondCap

__all__ = [
    "STAMPS",
    "Duration",
    "Moment",
    "kind_of",
    "to_date",
    "to_datetime",
    "to_duration",
    "to_time",
    "to_year",
    "to_yearmonth",
    "with_pattern",
]

ZONE = r"(?P<zone>Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
DATE = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
TIME = r"([0-9]{2}):([0-9]{2}):([0-9]{2})"
DATETIME = r"(-?(?:[1-9][0-9]{4,}|[0-9]{4}))-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2}(?:\.[0-9]+)?)" + ZONE
YEAR = r"(-?(?:[1-9][0-9]{4,}|[0-9]{4}))" + ZONE
YEARMONTH = r"(-?(?:[1-9][0-9]{4,}|[0-9]{4}))-(0[1-9]|1[0-2])" + ZONE
DURATION = (
    r"(-)?P(?=[0-9T])(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?"
    r"(?:T(?=[0-9])(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]+)?)S)?)?"
)
LONGEST = 4000
YEARS = 9
"""Digits of a year whose seconds are counted exactly."""


class Moment(NamedTuple):
    """Seconds since the year 0, in UTC when a zone is known."""

    seconds: Decimal
    zoned: bool


class Duration(NamedTuple):
    """Months and seconds, which no rule converts into each other."""

    months: int
    seconds: Decimal


def to_date(text: str) -> tuple[int, int, int]:
    """Year, month and day of `yyyy-mm-dd`."""
    match = re.fullmatch(DATE, text)
    if not match:
        raise ValueError("is not a date in the form YYYY-MM-DD")
    return _day(*map(int, match.groups()))


def to_time(text: str) -> Decimal:
    """Seconds since midnight of `hh:mm:ss`."""
    match = re.fullmatch(TIME, text)
    if not match:
        raise ValueError("is not a time in the form hh:mm:ss")
    return _seconds(*match.groups())


def to_datetime(text: str) -> Moment:
    """The moment of an XML Schema dateTime."""
    match = re.fullmatch(DATETIME, _short(text))
    if not match:
        raise ValueError("is not a date and time in the form YYYY-MM-DDThh:mm:ss")
    if len(match[1].lstrip("-")) > YEARS:
        raise BeyondCap(f"has a year of more than {YEARS} digits")
    year, month, day = _day(*map(int, match.group(1, 2, 3)))
    end_of_day = match[4] == "24" and match[5] == "00" and Decimal(match[6]) == 0
    clock = Decimal(86400) if end_of_day else _seconds(*match.group(4, 5, 6))
    return Moment(_days(year, month, day) * 86400 + clock - _offset(match["zone"]), match["zone"] is not None)


def to_year(text: str) -> int:
    """The year of an XML Schema gYear."""
    match = re.fullmatch(YEAR, _short(text))
    if not match:
        raise ValueError("is not a year of four digits or more")
    return int(match[1])


def to_yearmonth(text: str) -> tuple[int, int]:
    """Year and month of an XML Schema gYearMonth."""
    match = re.fullmatch(YEARMONTH, _short(text))
    if not match:
        raise ValueError("is not a year and month in the form YYYY-MM")
    return int(match[1]), int(match[2])


def to_duration(text: str) -> Duration:
    """Months and seconds of an XML Schema duration.

    >>> to_duration("P1Y2MT1.5S")
    Duration(months=14, seconds=Decimal('1.5'))
    """
    match = re.fullmatch(DURATION, _short(text))
    if not match or text.endswith(("P", "T")):
        raise ValueError("is not a duration such as P1Y2M3DT4H5M6S")
    years, months, days, hours, minutes, seconds = (Decimal(part or 0) for part in match.groups()[1:])
    sign = -1 if match[1] else 1
    return Duration(sign * int(years * 12 + months), sign * (((days * 24 + hours) * 60 + minutes) * 60 + seconds))


def kind_of(text: str) -> str:
    """What a default form stands for: date, time, datetime or duration.

    >>> kind_of("2024-02-29T12:00:00"), kind_of("PT5M")
    ('datetime', 'duration')
    """
    if text.lstrip("-").startswith("P"):
        return "duration"
    return "datetime" if "T" in text else "time" if ":" in text else "date"


def _midnight(text: str) -> tuple[int, int, int]:
    """The date of a date-time at midnight."""
    day, _, clock = text.partition("T")
    if not re.fullmatch(r"00:00:00(?:\.0*)?", clock):
        raise ValueError("is a date with a time of day, not a date")
    return to_date(day)


def _clock(text: str) -> Decimal:
    """Seconds since midnight, with any fraction."""
    match = re.fullmatch(TIME + r"(\.[0-9]+)?", text)
    if not match:
        raise ValueError("is not a time of day")
    return _seconds(match[1], match[2], match[3] + (match[4] or ""))


STAMPS: Mapping[tuple[str, str], Callable[[str], Any]] = {
    ("date", "date"): to_date,
    ("datetime", "date"): _midnight,
    ("datetime", "datetime"): to_datetime,
    ("date", "datetime"): lambda text: to_datetime(f"{text}T00:00:00"),
    ("time", "time"): _clock,
    ("time", "duration"): lambda text: Duration(0, _clock(text)),
    ("duration", "duration"): to_duration,
}
"""What becomes of a value in a default form, by what it is and the type of its field."""


def with_pattern(text: str, pattern: str, kind: str) -> Moment | Decimal | tuple[int, int, int]:
    """The value of a text in the form of a strptime pattern."""
    try:
        found = datetime.strptime(text, pattern)  # noqa: DTZ007 - a zone is kept when there is one
    except (ValueError, re.error, OverflowError) as error:
        raise ValueError(f"is not in the form {pattern}") from error
    return of_datetime(found, kind)


def of_datetime(found: datetime, kind: str) -> Moment | Decimal | tuple[int, int, int]:
    """A Python datetime as the logical value of a date, time or datetime field."""
    day = (found.year, found.month, found.day)
    clock = Decimal(found.hour * 3600 + found.minute * 60 + found.second) + Decimal(found.microsecond) / 1_000_000
    if kind == "date":
        return day
    if kind == "time":
        return clock
    offset = found.utcoffset()
    shift = Decimal(int(offset.total_seconds())) if offset is not None else Decimal(0)
    return Moment(_days(*day) * 86400 + clock - shift, offset is not None)


def _short(text: str) -> str:
    """The text, when it is of a length that can be computed with."""
    if len(text) > LONGEST:
        raise BeyondCap(f"has more than {LONGEST:,} characters")
    return text


def _day(year: int, month: int, day: int) -> tuple[int, int, int]:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year % 400 + 2000, month)[1]:
        raise ValueError("is not a day of the calendar")
    return year, month, day


def _seconds(hours: str, minutes: str, seconds: str) -> Decimal:
    total = Decimal(seconds)
    if int(hours) > 23 or int(minutes) > 59 or total >= 60:
        raise ValueError("is not a time of day")
    return int(hours) * 3600 + int(minutes) * 60 + total


def _days(year: int, month: int, day: int) -> int:
    """Days since 0000-03-01 of the proleptic Gregorian calendar, for any year."""
    year -= month <= 2
    months = (month + 9) % 12
    return year * 365 + year // 4 - year // 100 + year // 400 + (months * 306 + 5) // 10 + day - 1


def _offset(zone: str | None) -> int:
    if zone is None or zone == "Z":
        return 0
    sign = -1 if zone[0] == "-" else 1
    return sign * (int(zone[1:3]) * 3600 + int(zone[4:6]) * 60)
