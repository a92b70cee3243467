"""One thing that a check found."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

from broadsheet.issues.catalogue import rule
from broadsheet.issues.rule import Severity

__all__ = ["Issue", "Severity", "excerpt", "printable", "shorten"]

EXCERPT = 60


def shorten(value: object, limit: int = EXCERPT) -> str:
    r"""A value as a message may quote it: on one line, escaped, at most `limit` characters.

    Control characters and bidirectional overrides are shown as escapes, so that data
    can neither move the cursor of a terminal nor reorder what a person reads.

    >>> shorten("31 Feb")
    '"31 Feb"'
    >>> shorten("a\x1b[2Jb")
    '"a\\x1b[2Jb"'
    >>> shorten("x" * 100, limit=10)
    '"xxxxxxxxx…"'
    """
    return f'"{excerpt(value, limit)}"' if isinstance(value, str) else excerpt(str(value), limit)


def excerpt(text: str, limit: int = EXCERPT) -> str:
    """A text as `shorten` quotes it, without the quotes.

    >>> excerpt("x" * 100, limit=10)
    'xxxxxxxxx…'
    """
    return printable(text if len(text) <= limit else text[: limit - 1] + "…")


def printable(text: str) -> str:
    r"""The text with every character that a terminal would act on shown as an escape.

    >>> printable("harbour\u202etxt.json")
    'harbour\\u202etxt.json'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if _is_plain(c) else _escape(c) for c in text)


def _is_plain(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _escape(character: str) -> str:
    point = ord(character)
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding: which rule, where, what was found, what to do.

    `path` is the file; `pointer` the JSON Pointer (RFC 6901) inside it; `line` its line,
    from 1. For tables, `resource`, `row` (physical records from 1, the header included)
    and `field` say where, and `value` what stands there: a cell, the cells of a key, a label,
    shortened and escaped as the message has it. What does not apply is None.

    >>> Issue.of("B104", '"31 Feb" is not a date', hint="write YYYY-MM-DD", path="a.json").type
    'date-error'
    """

    code: str
    type: str
    severity: Severity
    message: str
    hint: str | None = None
    path: str | None = None
    resource: str | None = None
    row: int | None = None
    field: str | None = None
    value: str | None = None
    pointer: str | None = None
    line: int | None = None

    @classmethod
    def of(cls, code: str, message: str, **where: Any) -> Issue:
        """An issue under `code`, with the type and the severity that the catalogue gives it."""
        found = rule(code)
        return cls(code, found.name, found.severity, message, **where)

    @property
    def told(self) -> str:
        """What was found and what to do, on one line; what a terminal would act on is escaped.

        >>> Issue.of("B104", '"31 Feb" is not a date.', hint="write YYYY-MM-DD").told
        '"31 Feb" is not a date; write YYYY-MM-DD'
        """
        return printable(f"{self.message.removesuffix('.')}; {self.hint}" if self.hint else self.message)

    def to_dict(self) -> dict[str, Any]:
        """The issue as reports in JSON carry it: every key present, None where nothing applies."""
        return asdict(self)
