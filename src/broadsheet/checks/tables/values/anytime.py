"""Dates and times "in any parsable representation" (the format `any`): a small, strict-minded reader.

Known words only: numbers, names of months and weekdays, am and pm, zones. Every character
has to belong to one of them, and the parts have to make up a date, a time, or both.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

__all__ = ["to_any"]

MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
LONG = [
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTHS |= {name: MONTHS[name[:3]] for name in LONG} | {"sept": 9}
WEEKDAYS = {"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"}
WEEKDAYS |= {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
CLOCK = (
    r"(?i)(?<![0-9:.])([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?\s*([ap]\.?m\.?)?"
    r"(?![0-9:]|(?!(?:z|utc|gmt)(?![a-z]))[a-z])"
)
HOUR = r"(?i)(?<![0-9:.])([0-9]{1,2})\s*([ap]\.?m\.?)(?![0-9a-z])"
ZONE = r"(?i)(?<=[0-9m\s])\s*(?:(?:utc|gmt|z)(?![a-z])|([+-])([0-9]{2}):?([0-9]{2})?(?![0-9]))"
COMPACT = r"(?i)([0-9]{4})([0-9]{2})([0-9]{2})(?:t?([0-9]{2})([0-9]{2})([0-9]{2})?)?"
WORD = r"(?i:[a-z]+)|[0-9]+"
MARK = r"[0-9]\s*[./-]\s*[0-9]"
PARTED = rf"({WORD})\s*([./-])\s*({WORD})\s*\2\s*({WORD})"
"""A mark between two numbers stands between the third part and them as well."""

LONGEST = 100


def to_any(text: str, kind: str) -> datetime:
    """The moment that a text names, for a field of a kind (date, time or datetime).

    >>> to_any("Jan 26, 2024 3pm", "datetime")
    datetime.datetime(2024, 1, 26, 15, 0)
    """
    if len(text) > LONGEST or not text.isascii():
        raise ValueError(f"is not a {kind}")
    rest, clock, zone = _clock(text.strip())
    day = _day(rest) if rest.strip(" ,tT") else None
    if (day is None and kind != "time") or (clock is None and day is None):
        raise ValueError(f"is not a {kind}")
    year, month, date = day or (1900, 1, 1)
    try:
        return datetime(year, month, date, *(clock or (0, 0, 0, 0)), tzinfo=zone)
    except ValueError:
        raise ValueError(f"is not a {kind}") from None


def _clock(text: str) -> tuple[str, tuple[int, int, int, int] | None, timezone | None]:
    """What is left of a text without its clock and zone, and these two."""
    if compact := re.fullmatch(COMPACT, text):
        parts = [int(part or 0) for part in compact.groups()]
        return f"{compact[1]}-{compact[2]}-{compact[3]}", (parts[3], parts[4], parts[5], 0), None
    text = re.sub(r"(?<=[0-9])[tT](?=[0-9])", " ", text)
    match = re.search(CLOCK, text)
    if match:
        clock = (int(match[1]), int(match[2]), int(match[3] or 0), int(((match[4] or "") + "000000")[:6]))
        half = match[5]
    else:
        match = re.search(HOUR, text)
        if not match:
            return text, None, None
        clock, half = (int(match[1]), 0, 0, 0), match[2]
    before, after = text[: match.start()], text[match.end() :]
    zone = re.compile(ZONE).match(match[0][-1] + after, 1)
    after = after[zone.end() - 1 :] if zone else after
    return f"{before} {after}".strip(), (_hour(clock[0], half), *clock[1:]), _zone(zone)


def _hour(hour: int, half: str | None) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError("is not a time of day")
    return hour % 12 + (12 if half[0] in "pP" else 0)


def _zone(match: re.Match[str] | None) -> timezone | None:
    if match is None:
        return None
    if not match[1]:
        return timezone.utc  # noqa: UP017 - the same object on every Python
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if offset >= timedelta(days=1):
        raise ValueError("is not a time zone")
    return timezone(-offset if match[1] == "-" else offset)


def _day(text: str) -> tuple[int, int, int]:
    words = [word.lower() for word in re.findall(WORD, text)]
    if re.sub(r"[a-z0-9\s,./-]", "", text.lower()):
        raise ValueError("is not a date")
    if re.search(MARK, text) and not re.search(PARTED, text):
        raise ValueError("is not a date")
    words = [
        word for word in words if word not in WEEKDAYS and word not in {"the", "of", "th", "st", "nd", "rd", "at", "on"}
    ]
    if len(words) == 2 and words[0] in MONTHS and len(words[1]) == 4:
        return int(words[1]), MONTHS[words[0]], 1
    if len(words) == 1 and len(words[0]) == 4 and words[0].isdigit():
        return int(words[0]), 1, 1
    if len(words) != 3:
        raise ValueError("is not a date")
    return _ordered(words)


def _ordered(words: list[str]) -> tuple[int, int, int]:
    """Year, month and day of three words in one of the usual orders."""
    named = [place for place, word in enumerate(words) if word in MONTHS]
    digits = [word for word in words if word.isdigit()]
    if len(named) + len(digits) != 3 or len(named) > 1:
        raise ValueError("is not a date")
    if named:
        first, second = digits
        early = len(first) > 2
        return _year(first if early else second), MONTHS[words[named[0]]], _short(second if early else first)
    if len(digits[0]) > 2:
        return _year(digits[0]), _short(digits[1]), _short(digits[2])
    one, two = _short(digits[0]), _short(digits[1])
    return (_year(digits[2]), one, two) if one <= 12 else (_year(digits[2]), two, one)


def _short(text: str) -> int:
    """A month or a day: one digit or two."""
    if len(text) > 2:
        raise ValueError("is not a date")
    return int(text)


def _year(text: str) -> int:
    if len(text) == 2:
        return int(text) + (2000 if int(text) < 69 else 1900)
    if len(text) != 4:
        raise ValueError("is not a year")
    return int(text)
