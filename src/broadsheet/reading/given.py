"""Authors as a page's own data or a table give them: lists, jobs and desks in one value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.reading.layout.authors import is_office, usual_case
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.persons import is_job

__all__ = ["read_given"]

_BETWEEN = re.compile(r"(?:(?<!\s)\s+)?[;|,]\s*(?:(?:and|&)\s)?\s*|(?<!\s)\s+(?:and|&)\s\s*")


def read_given(value: str, publisher: str | None, forms: Forms) -> Iterator[str]:
    """The persons that a value names, a line for each or several on one; desks, addresses and the outlet are none."""
    for line in filter(None, map(str.strip, value.split("\n"))):
        names = [part for part in _BETWEEN.split(line) if " " in part and not _is_nobody(part, publisher, forms)]
        if names:
            yield from map(usual_case, names)
        elif not _is_nobody(line, publisher, forms):
            yield usual_case(line)


def _is_nobody(name: str, publisher: str | None, forms: Forms) -> bool:
    return name == publisher or "@" in name or is_office(name, forms) or is_job(name)
