"""Changes between two packages as text for a terminal, and as Markdown for a pull request."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.issues import printable, shorten
from broadsheet.releases.change import Change, Changes, Subject, first
from broadsheet.reports.colours import BOLD, GREEN, painted
from broadsheet.reports.text import plural

__all__ = ["as_markdown", "as_text", "counted"]

SHOWN = 5
WIDTH = 60
PAINTS = {"major": "\x1b[31m", "minor": "\x1b[33m", "patch": "\x1b[36m", "none": ""}
SIGNS = {"added": "+", "removed": "-"}
WHOLE = {"metadata", "bytes", "fields", "resources", "records", "categories", "values"}
"""First words of kinds that are not counted."""


def as_text(changes: Changes, *, limit: int | None = SHOWN, colour: bool = False) -> str:
    """The changes as lines: what they make of the version, how many there are of each kind, then each of them.

    `limit` is how many of each kind in each resource are told; None for all.
    """
    lines = [_head(changes, colour), *(f"note: {printable(note)}" for note in changes.notes)]
    if changes:
        lines += ["", *_summary(changes, colour), "", *_details(changes, limit, colour)]
    return "\n".join(lines)


def _head(changes: Changes, colour: bool) -> str:
    pair = f"{_subject(changes.old)} → {_subject(changes.new)}"
    return f"{painted(printable(pair), BOLD, colour)}\n{_verdict(changes, colour)}"


def _subject(subject: Subject) -> str:
    return " ".join(part for part in (subject.name, subject.version, f"({subject.location})") if part)


def _verdict(changes: Changes, colour: bool) -> str:
    """What the changes make of the version, and the change that decides it."""
    if not changes:
        return painted("no changes", GREEN, colour)
    bump = painted(changes.bump, PAINTS[changes.bump], colour)
    if changes.bump == "none":
        return f"{bump}: the version may stay as it is"
    wanted = f", version {changes.next_version} or higher" if changes.next_version else ""
    decisive = next(row for row in changes.summary() if row["bump"] == changes.bump)
    where = f"{printable(decisive['resource'])}: " if decisive["resource"] else ""
    return f"{bump}{wanted}: {where}{counted(decisive['kind'], decisive['count'])}  [{decisive['reason']}]"


def _summary(changes: Changes, colour: bool) -> Iterator[str]:
    """How many changes there are of each kind, resource by resource."""
    for row in changes.summary():
        bump = painted(f"{row['bump']:5}", PAINTS[row["bump"]], colour)
        where = printable(row["resource"] or "package")
        yield f"{bump}  {where}: {counted(row['kind'], row['count'])}"


def counted(kind: str, count: int) -> str:
    """A kind of change with its number, in words.

    >>> counted("row-added", 2), counted("metadata-changed", 3), counted("primary-key-changed", 1)
    ('2 rows added', 'metadata changed', '1 primary key changed')
    """
    *noun, what = kind.split("-")
    if noun[0] in WHOLE:
        return " ".join([*noun, what])
    return f"{plural(count, ' '.join(noun))} {what}"


def _details(changes: Changes, limit: int | None, colour: bool) -> Iterator[str]:
    """Each change on a line, cut after `limit` of a kind."""
    totals, seen = changes.count(), Counter[tuple[str | None, str]]()
    place: str | None = ""
    for change in first(changes, limit):
        if change.resource != place:
            place = change.resource
            yield painted(printable(place or "package"), BOLD, colour)
        yield f"  {printable(told(change))}"
        key = change.resource, change.kind
        seen[key] += 1
        if limit is not None and seen[key] == limit < totals[key]:
            yield f"  and {counted(change.kind, totals[key] - limit)} more; --all shows them"


def told(change: Change) -> str:
    """One change as a line, values shortened.

    >>> told(Change("value-changed", "ports", "depth", {"code": "AA"}, 9.5, 9.6, "patch", ""))
    '~ AA, depth: 9.5 → 9.6'
    """
    sign = SIGNS.get(change.kind.rpartition("-")[2], "~")
    if change.kind in {"row-added", "row-removed"}:
        row = change.after if change.kind == "row-added" else change.before
        known = f"{_key(change.key)}: " if change.key else ""
        rest = ", ".join(
            f"{name} {_shown(value)}"
            for name, value in row.items()
            if name not in (change.key or ()) and value is not None
        )
        return f"{sign} {known}{rest}".rstrip(": ")
    where = [
        _key(change.key) if isinstance(change.key, Mapping) else "",
        change.field or "",
        change.key if isinstance(change.key, str) else "",
    ]
    subject = ", ".join(part for part in where if part)
    return f"{sign} {_what(change)}{subject}{': ' if subject else ''}{_step(change)}"


def _what(change: Change) -> str:
    """The kind of a change, where the line would not show it."""
    return "" if change.kind in {"value-changed", "value-added", "metadata-changed"} else f"{change.kind}: "


def _step(change: Change) -> str:
    if change.before is None or change.after is None:
        return _shown(change.after if change.before is None else change.before)
    return f"{_shown(change.before)} → {_shown(change.after)}"


def _key(key: Mapping[str, Any]) -> str:
    return ", ".join(str(value) for value in key.values())


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return shorten(value, WIDTH)
    return shorten(json.dumps(value, ensure_ascii=False), WIDTH)[1:-1].replace('\\"', '"')


def as_markdown(changes: Changes, *, limit: int | None = SHOWN) -> str:
    """The changes as Markdown: the verdict, a table of what changed, and the changes of each resource to unfold."""
    lines = [
        f"### {_cell(_subject(changes.old))} → {_cell(_subject(changes.new))}",
        "",
        f"**{_cell(_verdict(changes, colour=False))}**",
        "",
    ]
    lines += [f"- {_cell(note)}" for note in changes.notes]
    if changes:
        lines += ["| where | what | bump | rule |", "|---|---|---|---|"]
        lines += [_row(row) for row in changes.summary()]
        lines += [
            "",
            "<details><summary>Changes</summary>",
            "",
            *_fenced(_details(changes, limit, colour=False)),
            "",
            "</details>",
        ]
    return "\n".join(lines).rstrip()


def _row(row: Mapping[str, Any]) -> str:
    cells = (_cell(row["resource"] or "package"), counted(row["kind"], row["count"]), row["bump"], row["reason"])
    return f"| {' | '.join(cells)} |"


def _fenced(lines: Iterator[str]) -> list[str]:
    """Lines in a block of code, whose fence is longer than any in it."""
    body = list(lines)
    fence = "```"
    while any(fence in line for line in body):
        fence += "`"
    return [f"{fence}diff", *body, fence]


def _cell(text: str) -> str:
    """Text that stays text in Markdown: no markup, no HTML, no cell that ends early."""
    plain = printable(text)
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|~!@" else c for c in plain)
