"""The changelog of a project (keepachangelog.com), written from the changes and from what the publisher says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from broadsheet.errors import UnreadableError
from broadsheet.releases.change import Change, Changes
from broadsheet.releases.fragments import SECTIONS, Section, stands_for
from broadsheet.releases.words import abridged, as_markdown_text, counted, known, shown
from broadsheet.versions import KINDS

__all__ = [
    "Entries",
    "as_bullet",
    "asked",
    "entries_of",
    "inserted",
    "last_day",
    "read_changelog",
    "section_of",
    "with_section",
]

Entries = dict[Section, list[str]]
"""The lines of a changelog under their headings."""

EXAMPLES = 3
HEAD = """# Changelog

All notable changes of the data. The form is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/);
versions follow [Semantic Versioning](https://semver.org/).
"""
UNRELEASED = re.compile(r"##\s+\[?unreleased\]?\s*", re.IGNORECASE)
RELEASE = re.compile(r"##\s+\[?v?(?P<version>[0-9]+\.[0-9]+[^\s\]]*)\]?.*", re.DOTALL)

DAY = re.compile(r" - ([0-9]{4}-[0-9]{2}-[0-9]{2})\b")


def entries_of(changes: Changes, text: str = "", worded: Mapping[Section, set[str]] | None = None) -> Entries:
    """A line for each kind of change in each resource, with the first of them as examples.

    Lines for which the publisher's words stand are left out: those that `worded` names, and those that a comment
    under Unreleased in the changelog `text` does; see `fragments.stands_for`.

    >>> entries_of(broadsheet.diff(harbours, harbours))
    {}
    """
    told: dict[tuple[str | None, str], list[Change]] = {}
    for change in changes.first(EXAMPLES):
        told.setdefault((change.resource, change.kind), []).append(change)
    left_out, found, waiting = worded or {}, Entries(), _waiting(text)
    for (resource, kind), number in changes.count().items():
        section: Section | None = KINDS[kind].section or None
        names = {"all", resource or "package", kind, f"{resource or 'package'} {kind}"}
        if section and names.isdisjoint(left_out.get(section, set()) | waiting.get(section, set())):
            found.setdefault(section, []).append(_line(resource, number, told[resource, kind]))
    return {section: found[section] for section in SECTIONS if section in found}


def asked(entries: Entries, ask: Callable[[Section, list[str]], str]) -> Entries:
    """The entries after somebody was asked for better words for each heading.

    `ask` gets the heading and its lines; an empty answer keeps them, `-` leaves them out, and
    anything else stands in their place, `;` between lines.
    """
    found: Entries = {}
    for section, lines in entries.items():
        answer = ask(section, lines).strip()
        said = [part.strip() for part in answer.split(";") if part.strip()]
        if answer != "-":
            found[section] = said or lines
    return found


def _line(resource: str | None, number: int, examples: list[Change]) -> str:
    told = [as_markdown_text(_example(change)) for change in examples]
    more = [f"and {number - len(told):,} more"] if number > len(told) else []
    between = "; " if any(", " in each for each in told) else ", "
    listed = between.join([*filter(None, told), *more])
    where = f"{as_markdown_text(resource)}: " if resource else ""
    text = f"{where}{counted(examples[0].kind, number)}"
    return f"{text}: {listed}" if any(told) else text


def _example(change: Change) -> str:
    """What a line says of one change: which row, which field, from what to what."""
    if change.kind in {"row-added", "row-removed", "row-extended"}:
        return known(change.key, "/")
    subject = " of ".join(part for part in (change.field, known(change.key)) if part)
    if change.kind == "value-changed":
        return f"{subject} {shown(abridged(change.before))} → {shown(change.after)}"
    if change.kind in {"field-renamed", "resource-renamed"}:
        return f"{change.before} → {change.after}"
    named = [change.field, change.key if isinstance(change.key, str) else None, _name(change)]
    return " ".join(part for part in named if part)


def _name(change: Change) -> str | None:
    """The name of a licence or a source."""
    item = change.after or change.before
    is_item = change.kind.startswith(("license", "source")) and isinstance(item, dict)
    return next((str(item[key]) for key in ("name", "title", "path") if key in item), None) if is_item else None


def read_changelog(path: Path) -> str:
    """The text of a changelog, as it stands; the head of a new one where there is none."""
    try:
        return path.read_bytes().decode("utf-8") if path.exists() else HEAD
    except UnicodeDecodeError:
        raise UnreadableError(f"{path.as_posix()} is not UTF-8", hint="save it as UTF-8") from None


def inserted(
    text: str, version: str, date: str, entries: Entries, own: Mapping[Section, list[str]] | None = None
) -> str:
    r"""A changelog with the section of a version in it, above the versions that stand there.

    No line of what people wrote is lost or changed. What stands under Unreleased goes under the
    new version; the heading Unreleased stays. A version that has its section already is left as
    it is.

    >>> print(inserted("# Changelog\n", "1.0.1", "2024-05-02", {"Fixed": ["The depth of the quay."]}))
    # Changelog
    <BLANKLINE>
    ## [1.0.1] - 2024-05-02
    <BLANKLINE>
    ### Fixed
    <BLANKLINE>
    - The depth of the quay.
    <BLANKLINE>
    """
    lines = _lines(text)
    waiting = _parted(lines, _headings(lines))[1]
    return with_section(text, version, date, _merged(waiting, entries, own or {}))


def with_section(text: str, version: str, date: str, body: list[str]) -> str:
    """A changelog with a section of these lines, above the other versions and in place of what is under Unreleased.

    A version that has its section already is left as it is.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    lines = _lines(text)
    heads = _headings(lines)
    if section_of(text, version) is not None:
        return text
    before, _, after = _parted(lines, heads)
    plain = any(RELEASE.fullmatch(lines[place]) and "[" not in lines[place] for place in heads)
    title = f"## {version} - {date}" if plain else f"## [{version}] - {date}"
    return end.join(_without_blank_end([*_closed(before), title, "", *_closed(body), *after])) + end


def section_of(text: str, version: str) -> list[str] | None:
    """The lines of the section of a version, without blank ones around them; None where it has none."""
    lines = _lines(text)
    heads = _headings(lines)
    for place, stop in pairwise([*heads, len(lines)]):
        if (found := RELEASE.fullmatch(lines[place])) and found["version"] == version:
            return _stripped(lines[place + 1 : stop])
    return None


def last_day(text: str) -> str | None:
    """The latest day that a version in a changelog has, as YYYY-MM-DD; None where none has one."""
    lines = _lines(text)
    titles = (lines[place] for place in _headings(lines) if RELEASE.fullmatch(lines[place]))
    return max((day for title in titles for day in DAY.findall(title)), default=None)


def _parted(lines: list[str], heads: list[int]) -> tuple[list[str], list[str], list[str]]:
    """What stands before the new section, what goes into it (from under Unreleased), and what comes behind it."""
    waiting = next((place for place in heads if UNRELEASED.fullmatch(lines[place])), None)
    if waiting is None:
        place = heads[0] if heads else len(lines)
        return lines[:place], [], lines[place:]
    stop = next((place for place in heads if place > waiting), len(lines))
    return lines[: waiting + 1], _stripped(lines[waiting + 1 : stop]), lines[stop:]


def _waiting(text: str) -> dict[Section, set[str]]:
    """What the words under Unreleased stand for, by their heading."""
    lines = _lines(text)
    body = _parted(lines, _headings(lines))[1]
    starts = [place for place, line in enumerate(body) if _is_section(line)]
    named = {section.lower(): section for section in SECTIONS}
    return {
        named[title]: stands_for("\n".join(body[start:stop]))
        for start, stop in pairwise([*starts, len(body)])
        if (title := _title(body[start]).lower()) in named
    }


def _title(line: str) -> str:
    return line.removeprefix("### ").strip()


def _is_section(line: str) -> bool:
    return line.startswith("### ")


def _lines(text: str) -> list[str]:
    """The lines of a text, parted where editors part them; a break at its end opens no further line."""
    return re.split(r"\r?\n", re.sub(r"\r?\n\Z", "", text)) if text else []


def _headings(lines: list[str]) -> list[int]:
    """Where headings of the second level stand, outside of fences; a fence that is never closed is none."""
    found: list[int] = []
    inside: list[int] = []
    fence = ""
    for place, line in enumerate(lines):
        mark = re.match(r" {0,3}(`{3,}|~{3,})", line)
        if mark and not fence:
            fence, inside = mark[1], []
        elif mark and mark[1].startswith(fence):
            fence = ""
        elif line.startswith("## "):
            (inside if fence else found).append(place)
    return [*found, *inside] if fence else found


def _merged(body: list[str], entries: Entries, own: Mapping[Section, list[str]]) -> list[str]:
    """What stood under Unreleased, and at the end of each heading the publisher's other words, then what we say."""
    for section in SECTIONS:
        starts = [place for place, line in enumerate(body) if _is_section(line)]
        start = next((place for place in starts if _title(body[place]).title() == section), None)
        said = [*own.get(section, ()), *entries.get(section, ())]
        if start is None:
            body = [*_closed(body), *_block(section, said)] if said else body
        elif said:
            stop = next((place for place in starts if place > start), len(body))
            bullets = [line for entry in said for line in as_bullet(entry)]
            body = [*_without_blank_end(body[:stop]), *bullets, "", *body[stop:]]
    return body


def _block(section: Section, entries: list[str]) -> list[str]:
    """A heading with its bullets."""
    return [f"### {section}", "", *(line for entry in entries for line in as_bullet(entry))]


def as_bullet(entry: str) -> Iterator[str]:
    """An entry as a bullet; its further lines stand below its first."""
    head, *rest = entry.splitlines()
    yield f"- {head}"
    yield from (f"  {line}" if line.strip() else "" for line in rest)


def _closed(lines: list[str]) -> list[str]:
    """Lines with one blank line at their end, if there are any."""
    return [*_without_blank_end(lines), ""] if _without_blank_end(lines) else []


def _stripped(lines: list[str]) -> list[str]:
    """Lines without the blank ones around them."""
    first_line = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    return _without_blank_end(lines[first_line:])


def _without_blank_end(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines
