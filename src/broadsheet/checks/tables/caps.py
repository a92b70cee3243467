"""How much of anything is read: the caps that keep hostile and accidental monsters from a machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from broadsheet.errors import BroadsheetError
from broadsheet.issues import plural

__all__ = ["BEYOND", "CAPS", "BeyondCap", "Caps", "caps_of"]

BEYOND = "B521"

FREE = 32 << 20
"""Bytes that anything may unpack to."""

UNITS = {"": 1, "k": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}


class BeyondCap(ValueError):  # noqa: N818 - a fact, not an error
    """Something is beyond a cap; the text says what, and `cap` names the cap where it can be raised.

    What was not read to its end is neither called good nor bad.
    """

    code = BEYOND

    def __init__(self, message: str, cap: str | None = None) -> None:
        super().__init__(message)
        self.cap = cap

    @property
    def hint(self) -> str:
        """What to do."""
        return f"if it is meant to be like that, raise the cap {self.cap}" if self.cap else "write it shorter"


@dataclass(frozen=True, slots=True)
class Caps:
    """The caps and their defaults; sizes in bytes, unpacked.

    >>> CAPS.members
    10000
    """

    members: int = 10_000
    ratio: int = 500
    unpacked: int = 16 << 30
    fetched: int = 4 << 30
    descriptor: int = 256 << 20
    json: int = 512 << 20
    parquet: int = 64 << 30
    sheet: int = 1 << 30
    cells: int = 100_000_000
    row: int = 32 << 20
    columns: int = 100_000
    depth: int = 200
    digits: int = 1_000_000
    exponent: int = 999_999_999
    pattern: int = 5_000

    def hold(self, unpacked: int, packed: int, cap: str = "unpacked") -> None:
        """BeyondCap when packed bytes give too many unpacked ones."""
        most: int = getattr(self, cap)
        if unpacked > most:
            raise BeyondCap(f"unpacks to more than {plural(most, 'byte')}", cap)
        if unpacked > FREE and unpacked > self.ratio * max(1, packed):
            raise BeyondCap(f"unpacks to more than {self.ratio:,} times its size", "ratio")


CAPS = Caps()


def caps_of(given: Mapping[str, int | str] | None) -> Caps:
    """The Caps of some values, the others by default; BroadsheetError for a name or a value that means nothing.

    >>> caps_of({"json": "2G"}).json == 2 << 30
    True
    """
    known = [each.name for each in fields(Caps)]
    for name in given or ():
        if name not in known:
            raise BroadsheetError(f"there is no cap {name!r}", hint=f"the caps are {', '.join(known)}")
    return Caps(**{name: _number(name, value) for name, value in (given or {}).items()})


def _number(name: str, value: int | str) -> int:
    text = str(value)
    digits, unit = (text[:-1], text[-1:]) if text[-1:] in UNITS else (text, "")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 18:
        raise BroadsheetError(
            f"the cap {name} is a whole number, not {text[:40]!r}", hint="write it like 500, 64M or 2G"
        )
    return int(digits) * UNITS[unit]
