"""Records in their files: every article, entity, outlet and copy with the place it stands at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from broadsheet.checks.documents import Document
from broadsheet.checks.json_places import pointer
from broadsheet.issues import Issue

__all__ = ["ADDRESS", "GROUNDED", "Entry", "Records"]

GROUNDED = ("segments", "statements", "figures", "events", "mentions")
"""The lists of an article whose items name a span."""

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
"""An absolute URI (RFC 3986, section 4.3)."""


@dataclass(frozen=True)
class Entry:
    """One record: its value, the document it stands in, and the JSON Pointer to it."""

    document: Document
    value: dict[str, Any]
    at: str = ""

    def issue(self, code: str, message: str, *steps: str | int, hint: str | None = None) -> Issue:
        """An issue at a place inside the record."""
        return self.document.issue(code, message, self.at + pointer(*steps), hint=hint)

    def items(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The items of one of the record's lists, numbered."""
        return enumerate(self.value.get(name, ()))


@dataclass(frozen=True)
class Records:
    """All records of a check, by kind, in the order in which they were read.

    `refused` are the ids of records that are there but have not the right shape: what refers
    to them is no mistake. `complete` tells whether every record could be read, so that a
    reference to something else is one.
    """

    articles: list[Entry] = field(default_factory=list)
    entities: list[Entry] = field(default_factory=list)
    outlets: list[Entry] = field(default_factory=list)
    copies: list[Entry] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    complete: bool = True
