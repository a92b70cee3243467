"""Changes between two packages as text for a terminal, and as Markdown for a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from broadsheet.issues import printable
from broadsheet.releases.change import COPY, Changes, Subject
from broadsheet.releases.words import as_markdown_text, counted, told
from broadsheet.reports.colours import BOLD, GREEN, painted

__all__ = ["as_markdown", "as_text"]

SHOWN = 5
FOLLOWING = frozenset({COPY})
"""Kinds that say no more than others do: another form of tables has what the tables have."""

PAINTS = {"major": "\x1b[31m", "minor": "\x1b[33m", "patch": "\x1b[36m", "none": ""}


def as_text(changes: Changes, *, limit: int | None = SHOWN, colour: bool = False) -> str:
    """The changes as lines: what they make of the version, how many there are of each kind, then each of them.

    `limit` is how many of each kind in each resource are told; None for all, and for copies that only follow a change.
    """
    lines = [_head(changes, colour), *(f"note: {printable(note)}" for note in changes.notes)]
    if changes:
        aside = () if limit is None else FOLLOWING
        lines += ["", *_summary(changes, colour, aside), "", *_details(changes, limit, colour, aside)]
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


def _summary(changes: Changes, colour: bool, aside: Collection[str]) -> Iterator[str]:
    """How many changes there are of each kind, resource by resource, and the clause that decides the bump of each."""
    for row in changes.summary():
        if row["kind"] not in aside:
            bump = painted(f"{row['bump']:5}", PAINTS[row["bump"]], colour)
            what = f"{printable(row['resource'] or 'package')}: {counted(row['kind'], row['count'])}"
            yield f"{bump}  {what}  [{row['reason'].partition(':')[0]}]"


def _details(changes: Changes, limit: int | None, colour: bool, aside: Collection[str]) -> Iterator[str]:
    """Each change on a line, cut after `limit` of a kind; those of the kinds `aside` are left out."""
    totals, seen = changes.count(), Counter[tuple[str | None, str]]()
    place: str | None = ""
    for change in (each for each in changes.first(limit) if each.kind not in aside):
        if change.resource != place:
            place = change.resource
            yield painted(printable(place or "package"), BOLD, colour)
        yield f"  {printable(told(change))}"
        key = change.resource, change.kind
        seen[key] += 1
        if limit is not None and seen[key] == limit < totals[key]:
            yield f"  and {totals[key] - limit:,} more of this kind; `broadsheet diff --all` shows them"


def as_markdown(changes: Changes, *, limit: int | None = SHOWN) -> str:
    """The changes as Markdown: the verdict, a table of what changed, and the changes of each resource to unfold."""
    lines = [
        f"### {as_markdown_text(_subject(changes.old))} → {as_markdown_text(_subject(changes.new))}",
        "",
        f"**{as_markdown_text(_verdict(changes, colour=False))}**",
        "",
    ]
    lines += [f"- {as_markdown_text(note)}" for note in changes.notes]
    if changes:
        aside = () if limit is None else FOLLOWING
        lines += ["| where | what | bump | rule |", "|---|---|---|---|"]
        lines += [_row(row) for row in changes.summary() if row["kind"] not in aside]
        lines += [
            "",
            "<details><summary>Changes</summary>",
            "",
            *_fenced(_details(changes, limit, False, aside)),
            "",
            "</details>",
        ]
    return "\n".join(lines).rstrip()


def _row(row: Mapping[str, Any]) -> str:
    cells = (
        as_markdown_text(row["resource"] or "package"),
        counted(row["kind"], row["count"]),
        row["bump"],
        row["reason"],
    )
    return f"| {' | '.join(cells)} |"


def _fenced(lines: Iterator[str]) -> list[str]:
    """Lines in a block of code, whose fence is longer than any in it."""
    body = list(lines)
    fence = "```"
    while any(fence in line for line in body):
        fence += "`"
    return [f"{fence}diff", *body, fence]
