"""What a cell of a spreadsheet is worth, as the text that batches carry."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from broadsheet.checks.tables.judge import NATIVE, STAMP, UNUSABLE, visible

__all__ = ["boolean", "broken", "clock", "label", "number", "serial", "stamp"]

JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][+-]?[0-9]{1,3})?")
DAY = 86_400_000
EPOCHS = {False: 693_594, True: 695_056}  # ordinals of 1899-12-30 and 1904-01-01
LEAP_BUG, LAST = 60, 2_958_465  # the day 1900-02-29, which never was, and 9999-12-31
LONGEST = 8


def number(text: str) -> str:
    r"""A number as a native value.

    >>> number("+.5")
    '\x000.5'
    """
    if JSON_NUMBER.fullmatch(text):
        return NATIVE + text
    try:
        value = Decimal(text)
    except ArithmeticError:
        return broken("is no number, although it is stored as one")
    return NATIVE + str(value) if value.is_finite() else broken("is no number, although it is stored as one")


def boolean(text: str) -> str:
    """True or false as a native value."""
    return NATIVE + ("true" if text.strip() in {"1", "true"} else "false")


def stamp(text: str) -> str:
    """A date, time, date-time or duration in its default form as a native value."""
    return STAMP + text


def broken(why: str) -> str:
    """A cell without a usable value."""
    return UNUSABLE + why


def label(cell: str | None) -> str:
    """A cell as the label of a column."""
    return "" if cell is None else visible(cell)


def serial(text: str, kind: str, *, since_1904: bool) -> str:
    r"""The moment that Excel stores as a number of days; `kind` is what its style shows: date, time or elapsed.

    >>> serial("45351.5", "date", since_1904=False)
    '\x00@2024-02-29T12:00:00'
    """
    try:
        value = Decimal(text)
    except ArithmeticError:
        return broken("is no date, although it is shown as one")
    if not value.is_finite() or value.adjusted() > LONGEST:
        return broken("is shown as a date, and no day has its number")
    whole = round(value * DAY)
    days, rest = divmod(whole, DAY)
    if kind == "elapsed":
        return stamp(f"PT{_plain(Decimal(whole) / 1000)}S" if whole >= 0 else f"-PT{_plain(Decimal(-whole) / 1000)}S")
    if kind == "time" and days == 0:
        return stamp(clock(rest))
    if whole < 0 or days > LAST or (not since_1904 and days == LEAP_BUG):
        return broken("is shown as a date, and no day has its number")
    days += 1 if days < LEAP_BUG and not since_1904 else 0
    return stamp(f"{date.fromordinal(EPOCHS[since_1904] + days).isoformat()}T{clock(rest)}")


def clock(milliseconds: int) -> str:
    """A time of day, with a fraction only where there is one."""
    seconds, rest = divmod(milliseconds, 1000)
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{text}.{rest:03}".rstrip("0") if rest else text


def _plain(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
