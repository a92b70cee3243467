"""Changes in words: a kind with its number, a change on a line; and old words kept short."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from broadsheet.issues import plural, printable, shorten
from broadsheet.releases.change import Change

__all__ = ["abridged", "as_markdown_text", "counted", "told"]

WIDTH = 60
SIGNS = {"added": "+", "removed": "-"}
WHOLE = {"metadata", "bytes", "fields", "resources", "records", "categories", "values", "schema"}
"""First words of kinds that are not counted."""

OBVIOUS = {"value-changed", "metadata-changed", "row-extended"}
"""Kinds that the line shows by itself."""

WORDS = 8
"""So many consecutive words of a text may be shown by those who may not publish it."""


def counted(kind: str, count: int) -> str:
    """A kind of change with its number, in words.

    >>> counted("row-added", 2), counted("metadata-changed", 3), counted("primary-key-changed", 1)
    ('2 rows added', 'metadata changed', '1 primary key changed')
    """
    *noun, what = kind.split("-")
    if noun[0] in WHOLE:
        return " ".join([*noun, what])
    return f"{plural(count, ' '.join(noun))} {what}"


def told(change: Change) -> str:
    """One change as a line, values shortened.

    >>> told(Change("value-changed", "ports", "depth", {"code": "AA"}, 9.5, 9.6, "patch", ""))
    '~ AA, depth: 9.5 → 9.6'
    """
    sign = SIGNS.get(change.kind.rpartition("-")[2], "~")
    if change.kind in {"row-added", "row-removed"}:
        return f"{sign} {_row(change)}"
    where = [known(change.key), change.field, change.key if isinstance(change.key, str) else None]
    subject = ", ".join(part for part in where if part)
    what = "" if change.kind in OBVIOUS else f"{change.kind}: "
    return f"{sign} {what}{subject}{': ' if subject else ''}{_step(change)}"


def _row(change: Change) -> str:
    """A row by its key, with the values that it has beside that."""
    row, key = change.after or change.before, change.key or {}
    rest = ", ".join(f"{name} {shown(value)}" for name, value in row.items() if name not in key and value is not None)
    return ": ".join(part for part in (known(key), rest) if part)


def _step(change: Change) -> str:
    if change.before is None or change.after is None:
        return shown(change.after if change.before is None else change.before)
    return f"{shown(change.before)} → {shown(change.after)}"


def known(key: Any, between: str = ", ") -> str:
    """The primary key of a row as people write it; nothing for what is none."""
    return between.join(str(value) for value in key.values()) if isinstance(key, Mapping) else ""


def shown(value: Any) -> str:
    """A value on a line, shortened."""
    if isinstance(value, str):
        return shorten(value, WIDTH)
    text = json.dumps(value, ensure_ascii=False)
    return printable(text if len(text) <= WIDTH else text[: WIDTH - 1] + "…")


def abridged(value: Any) -> Any:
    """A value that is no longer published: of texts no more than a few words.

    A text may have been taken out of the data because it must not be redistributed; what tells
    of the change must not carry it on.

    >>> abridged({"id": "a", "text": "The ferry to the island will make 40 crossings a week."})
    {'id': 'a', 'text': 'The ferry to the island will make 40 …'}
    """
    if isinstance(value, dict):
        return {key: abridged(each) for key, each in value.items()}
    if isinstance(value, list):
        return [abridged(each) for each in value]
    if not isinstance(value, str):
        return value
    words = value.split()
    short = " ".join(words[:WORDS]) if len(words) > WORDS else value
    return value if len(short) <= WIDTH and short == value else short[:WIDTH].rstrip() + " …"


def as_markdown_text(text: str) -> str:
    """Text that stays text in Markdown: no markup, no HTML, nothing that a terminal would act on."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|~!@" else c for c in printable(text))
