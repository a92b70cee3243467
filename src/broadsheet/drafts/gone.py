"""Records whose texts are gone: each stands as it did, and somebody is told."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path

from broadsheet.drafts.memory import Memory
from broadsheet.drafts.places import in_folder, short
from broadsheet.engines.numbers import Numbers
from broadsheet.issues import Issue

__all__ = ["records_without_text", "source_of"]


def records_without_text(root: Path, memory: Memory, folders: Iterable[str]) -> Iterator[Issue]:
    """An issue for each record whose text was in one of the folders from which texts came, and is not there any more.

    A text in an archive, or on a line of a file, is not looked for.
    """
    within = {_number(in_folder(folder, "x"))[0]: folder for folder in folders}
    there = cache(partial(_there, root))
    for name, digest in memory.left_over():
        record = root / "articles" / f"{name}.json"
        if digest[:8] in within and _is_gone(digest, there(within[digest[:8]])) and record.is_file():
            yield _told(root, record, within[digest[:8]], digest, memory)


def _is_gone(digest: str, there: Numbers | None) -> bool:
    return there is not None and int(digest[8:], 16) not in there


def _there(root: Path, folder: str) -> Numbers | None:
    """The numbers of all that is in a folder; None where it is none, or cannot be read."""
    try:
        names = os.listdir(root / folder)  # noqa: PTH208 - of a million names
    except OSError:
        return None
    shown = (os.fsencode(each).decode("utf-8", "backslashreplace") for each in names)
    return Numbers(_number(in_folder(folder, each))[1] for each in shown)


def _number(place: str) -> tuple[str, int]:
    """What is remembered of the folder of a place, and the number of what is remembered of itself."""
    known = short(place)
    return known[:8], int(known[8:], 16)


def _told(root: Path, record: Path, folder: str, digest: str, memory: Memory) -> Issue:
    called, sha256 = source_of(record)
    place = in_folder(folder, called)
    where = Path(os.path.normpath(root / place)).as_posix()
    message = f"its text {where} is gone"
    if short(place) != digest:  # the text of a page has a name of its own
        message = f"its text is gone from {Path(where).parent.as_posix()}"
    hint = "put it back, or delete the record if another has taken its place"
    if other := memory.holder(sha256):
        message, hint = f"{message}; articles/{other}.json is of the same text", "keep one of the two records"
    return Issue.of("B030", message, hint=hint, path=record.as_posix())


def source_of(record: Path) -> tuple[str, str]:
    """What the text of a record is called, and its hash; nothing where the record does not say it."""
    try:
        source = json.loads(record.read_bytes())["source"]
        return str(source["name"]), str(source["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", ""
