"""Changes as JSON, piece by piece, so that a million of them need no memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson

from broadsheet.releases.change import Change, Changes
from broadsheet.releases.words import abridged

__all__ = ["changes_json", "pieces"]


def changes_json(changes: Changes, limit: int | None = None) -> Iterator[bytes]:
    """The content of a release's `changes.json`, in pieces.

    It says nothing of where the packages lay, so that it is the same bytes wherever the release
    is cut. Of what stood in rows before, and is no longer published, it carries eight words at
    most. `limit` is how many changes of each kind in each resource are listed; `summary` counts
    them all.

    >>> head = b"".join(changes_json(broadsheet.diff(harbours, harbours)))
    >>> orjson.loads(head)["bump"]
    'none'
    """
    head = changes.head()
    for side in ("old", "new"):
        del head[side]["location"]
    yield from pieces(head, map(_published, changes.first(limit)))


def pieces(head: dict[str, Any], changes: Iterator[Change]) -> Iterator[bytes]:
    """An object with the changes as its last member, each of them on a line."""
    yield orjson.dumps(head, option=orjson.OPT_INDENT_2).removesuffix(b"\n}") + b',\n  "changes": ['
    separator = b"\n    "
    for change in changes:
        yield separator + orjson.dumps(change.to_dict())
        separator = b",\n    "
    yield b"]\n}\n" if separator == b"\n    " else b"\n  ]\n}\n"


def _published(change: Change) -> Change:
    """A change without the texts that only the old package held."""
    is_of_row = change.kind in {"row-removed", "value-changed"}
    return replace(change, before=abridged(change.before)) if is_of_row else change
