"""How the text of an edited record changed since it was drafted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from broadsheet.drafts.prepare import Prepared

__all__ = ["source_change"]

Span = tuple[str, int, int]
"""The role of a segment, its start and its end."""

SHOWN = 5
"""So many changes of a text are told."""

MOST_COMPARED = 1000
"""So many segments are compared one by one."""


def source_change(old: bytes, draft: Prepared) -> str:
    """How the text differs from the one that the edited record describes: its length, and which segments changed."""
    try:
        record = json.loads(old)
        source, before = record["source"], [*map(_span, record["segments"])]
        sha256, characters, encoding = str(source["sha256"]), int(source["characters"]), str(source["encoding"])
    except (ValueError, KeyError, TypeError):
        return "its source could not be compared: the record is not sound"
    if sha256 == draft.sha256:
        return "its source is the same"
    now = json.loads(draft.record)
    told = [f"SHA-256 {sha256[:12]}… is now {draft.sha256[:12]}…"]
    if characters != draft.characters:
        told.append(f"{characters:,} characters are now {draft.characters:,}")
    if encoding != now["source"]["encoding"]:
        told.append(f"the encoding {encoding} is now {now['source']['encoding']}")
    return f"its source changed: {', '.join((*told, *_of_segments(before, [*map(_span, now['segments'])])))}"


def _span(segment: Mapping[str, Any]) -> Span:
    return str(segment["role"]), int(segment["start"]), int(segment["end"])


def _of_segments(before: Sequence[Span], now: Sequence[Span]) -> Iterator[str]:
    """Which segments have another length, are new or gone; a text of theirs is not at hand any more."""
    if max(len(before), len(now)) > MOST_COMPARED:
        return
    changes = list(_pairs(before, now))
    for old, new in changes[:SHOWN]:
        if old and new:
            yield f"{old[0]} [{old[1]}, {old[2]}) is now [{new[1]}, {new[2]})"
        elif old:
            yield f"{old[0]} [{old[1]}, {old[2]}) is gone"
        elif new:
            yield f"{new[0]} [{new[1]}, {new[2]}) is new"
    if len(changes) > SHOWN:
        yield f"and {len(changes) - SHOWN:,} more changed"
    elif not changes:
        moved = [each[1:] for each in before] != [each[1:] for each in now]
        yield f"each segment is as long as before, {'at another place' if moved else 'and where it was'}"


def _pairs(before: Sequence[Span], now: Sequence[Span]) -> Iterator[tuple[Span | None, Span | None]]:
    old, new = ([end - start for _, start, end in each] for each in (before, now))
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from zip_longest(before[i:j], now[k:m])
