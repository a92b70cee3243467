"""Advice for texts that are no EDTF dates: what was found and what to write.

>>> explain("2021-04-31")
'"2021-04-31": April 2021 has 30 days'
"""

import calendar
import re

from broadsheet.articles.edtf_pattern import MAX_LENGTH, level

_UNQUALIFIED = str.maketrans("", "", "?~%")
_QUOTED = 40
_MONTHS = 12
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHAPE = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_ADVICE = (
    (r"\s.*|.*\s", "has blanks around it; take them away"),
    (r"-0000.*", "is in the year 0; write 0000"),
    (r"[0-9]{8}", "lacks hyphens; write YYYY-MM-DD"),
    (r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?", "lacks a zero; write YYYY-MM-DD"),
    (r"[^/]*/[^/]*/.*", "is not a date; write YYYY-MM-DD, or start/end"),
    (r".*T.*/.*|.*/.*T.*", "has a time in an interval; write the days only"),
    (r"[^T]*T24:.*", "has no hour 24; write 00:00:00 of the next day"),
    (r".*:60.*", "is a leap second; write :59"),
    (r"[0-9-]{10}[T ][0-9].*", "is not a date-time; write YYYY-MM-DDThh:mm:ssZ"),
    (r"[0-9-]*[ux][0-9ux-]*", "marks digits in lower case; write X"),
    (r"[0-9X?~%-]*X[0-9X?~%-]*", "has no reading that exists; write like 202X-12-XX"),
    (r"-?[0-9]{5,}", "has more than four digits; write Y before it"),
    (r"Y.*", "is not a long year; write Y and 5 to 12 digits, or like Y-17E7"),
    (r"[?~%].*[?~%]|.*[?~%]{2}.*", "qualifies a part twice; write % for ? and ~"),
    (r"open|unknown", "is no end of an interval; write .. (open) or nothing (unknown)"),
    (r"[\[{].*", "is not a set; write like [1667,1670..1672] or {1960,1961-12}"),
)


def explain(text: str) -> str:
    """Say what is wrong with a text that is no date, and what to write.

    >>> explain("2021/2021-13")
    '"2021-13": months run from 01 to 12, seasons and quarters from 21 to 41'
    """
    if len(text) > MAX_LENGTH:
        return f"{quote(text)} has {len(text)} characters; write at most {MAX_LENGTH}"
    if not text.strip("./"):
        return f"{quote(text)} names no date; write null where none is known"
    if part := _first_bad_part(text):
        return explain(part)
    if misfit := _misfit(text):
        return f"{quote(text)}: {misfit}"
    advice = (say for shape, say in _ADVICE if re.fullmatch(shape, text, re.DOTALL))
    return f"{quote(text)} {next(advice, 'is not a date; write YYYY-MM-DD')}"


def _first_bad_part(text: str) -> str | None:
    """Find the part of an interval or a set that is to blame, if it is one part."""
    if text[0] + text[-1] in ("[]", "{}"):
        parts = re.split(r"\.\.|,", text[1:-1])
    else:
        parts = text.split("/") if text.count("/") == 1 else []
    return next((p for p in parts if p.strip(".") and level(p) is None), None)


def _misfit(text: str) -> str | None:
    """Say why a year, a month and a day do not make a date, if that is the fault."""
    match = _SHAPE.fullmatch(text.translate(_UNQUALIFIED).removeprefix("-"))
    if match is None:
        return None
    year, month, day = match[1], int(match[2]), int(match[3] or 1)
    if not 1 <= month <= _MONTHS:
        return "months run from 01 to 12, seasons and quarters from 21 to 41"
    days = calendar.monthrange(2000 + int(year) % 400, month)[1]
    if 1 <= day <= days:
        return None
    return f"{_MONTH_NAMES[month - 1]} {year} has {days} days"


def quote(text: str) -> str:
    """Put a text in quotes, shortened, with everything unprintable escaped."""
    short = text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"
    safe = (c if c.isprintable() else ascii(c)[1:-1] for c in short)
    return f'"{"".join(safe)}"'
