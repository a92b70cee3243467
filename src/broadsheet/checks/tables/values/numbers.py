"""Numbers and integers: the lexical forms of XML Schema, with the standard's own options."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from broadsheet.checks.tables.caps import CAPS, BeyondCap, Caps
from broadsheet.issues import plural

__all__ = ["to_decimal", "to_integer", "to_number"]

NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?"
INTEGER = r"[+-]?[0-9]+"
SPECIAL = {"nan": Decimal("NaN"), "inf": Decimal("Infinity"), "-inf": Decimal("-Infinity")}
SHORT = 18
DIGITS = frozenset("0123456789")


def to_number(text: str, options: Mapping[str, Any], caps: Caps = CAPS) -> Decimal:
    """The number that a text stands for.

    >>> to_number("1.234,5", {"decimalChar": ",", "groupChar": "."})
    Decimal('1234.5')
    """
    if text.lower() in SPECIAL:
        return SPECIAL[text.lower()]
    point = options.get("decimalChar", ".")
    plain = _bare(text, point) if options.get("bareNumber") is False else text
    whole, found, fraction = plain.partition(point)
    whole = _ungrouped(whole, options)
    if point != "." and "." in whole + fraction:
        raise ValueError("is not a number")
    plain = f"{whole}.{fraction}" if found else whole
    if not re.fullmatch(NUMBER, plain):
        raise ValueError("is not a number")
    return to_decimal(plain, caps)


def to_integer(text: str, options: Mapping[str, Any], caps: Caps = CAPS) -> int | Decimal:
    """The integer that a text stands for; beyond 18 digits as a Decimal, which has no limit.

    >>> to_integer("007", {}), to_integer("95 %", {"bareNumber": False})
    (7, 95)
    """
    plain = _bare(text, "") if options.get("bareNumber") is False else text
    plain = _ungrouped(plain, options)
    if not re.fullmatch(INTEGER, plain):
        raise ValueError("is not an integer")
    return int(plain) if len(plain) <= SHORT else to_decimal(plain, caps)


def _ungrouped(text: str, options: Mapping[str, Any]) -> str:
    group = options.get("groupChar")
    return text.replace(group, "") if group and text[:1] != group else text


def _bare(text: str, point: str) -> str:
    """The text between the first and the last character that can belong to a number."""
    start = re.search(rf"[+-]?(?:{re.escape(point)})?[0-9]" if point else r"[+-]?[0-9]", text)
    end = len(text) - next((place for place, mark in enumerate(reversed(text)) if mark in DIGITS), len(text))
    return text[start.start() : end] if start else ""


def to_decimal(text: str, caps: Caps = CAPS) -> Decimal:
    """The number of a text in the form of numbers; BeyondCap for one that nobody should compute with."""
    if len(text) > caps.digits:
        raise BeyondCap(f"has more than {plural(caps.digits, 'digit')}", "digits")
    exponent = re.search(r"[Ee][+-]?0*+([0-9]*)$", text)
    if exponent and (len(exponent[1]) > SHORT or int(exponent[1] or 0) > caps.exponent):
        raise BeyondCap(f"has an exponent beyond {caps.exponent:,}", "exponent")
    try:
        return Decimal(text)
    except InvalidOperation:
        raise BeyondCap("has an exponent beyond any use", "exponent") from None
