"""Records whose texts are gone: each stands as it did, and somebody is told."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from broadsheet.drafts.memory import Memory
from broadsheet.drafts.places import in_folder, short
from broadsheet.issues import Issue

__all__ = ["records_without_text"]


def records_without_text(root: Path, memory: Memory, folders: Iterable[str]) -> Iterator[Issue]:
    """An issue for each record whose text was in one of the folders from which texts came, and is not there any more.

    A text in an archive, or on a line of a file, is not looked for.
    """
    within = {short(in_folder(folder, "x"))[:8]: folder for folder in folders if (root / folder).is_dir()}
    for name, digest in memory.left_over():
        folder, record = within.get(digest[:8]), root / "articles" / f"{name}.json"
        if folder is not None and (found := _source(record)) is not None:
            place = in_folder(folder, found[0])
            if short(place) == digest and not os.path.lexists(root / place):
                yield _told(root, record, place, memory.holder(found[1]))


def _source(record: Path) -> tuple[str, str] | None:
    """What the text of a record is called, and its hash; None where no record says it."""
    try:
        source = json.loads(record.read_bytes())["source"]
        return str(source["name"]), str(source["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _told(root: Path, record: Path, place: str, other: str | None) -> Issue:
    text = Path(os.path.normpath(root / place)).as_posix()
    message, hint = f"its text {text} is gone", "put it back, or delete the record if another has taken its place"
    if other:
        message, hint = f"{message}; articles/{other}.json is of the same text", "keep one of the two records"
    return Issue.of("B030", message, hint=hint, path=record.as_posix())
