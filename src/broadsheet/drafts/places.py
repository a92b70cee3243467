"""Where a text comes from, by which it is known again when it has changed."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from broadsheet.drafts.memory import Memory, data_digest
from broadsheet.drafts.prepare import Prepared

__all__ = ["in_folder", "is_counted", "names_for", "place_of", "rows_of", "short"]

_NUMBER = re.compile(r"[:#]\d+$")
"""Of a line, a row or a page in a file: another one when something is put before it."""


def place_of(draft: Prepared, root: Path) -> str:
    """Where a text was, as it is reached from a folder: in a file, in an archive, or in a file under its name there.

    What came through the standard input without a name of its own is in no place where it could be found again:
    it is known by what it says.

    >>> harbour = Prepared("harbour", "{}", "a1b2", 3, (), path="pages/news.jsonl:7", name="harbour")
    >>> place_of(harbour, Path("seeds"))
    '../pages/news.jsonl/harbour'
    """
    file, numbered = _NUMBER.subn("", draft.path)
    if file == "-" and draft.path.replace("-", "stdin").replace(":", "-") == draft.id:
        return f"-/{draft.sha256}"
    place = f"{file}/{draft.name}" if numbered else file
    return place if file == "-" else _from(root, place)


def is_counted(draft: Prepared) -> bool:
    """Whether a text has no name but its number in a file: it is another one when something is put before it."""
    return bool(_counted(draft))


def rows_of(draft: Prepared, root: Path, memory: Memory) -> Iterator[tuple[str, str]]:
    """The records of a file without names whose text this was, with the places by which they are known.

    The one of its own number comes first. A text that is another one than before has none.
    """
    number = _counted(draft)
    begin, called = (each.removesuffix(number) for each in (draft.id, draft.name))
    row = re.compile(re.escape(begin) + r"(\d+)(?:-[0-9a-f]{8,64})?")
    found = memory.written(begin, draft.sha256[:16]) if number else []
    for name in sorted(found, key=lambda each: (each != draft.id, len(each), each)):
        if its := row.fullmatch(name):
            place = place_of(replace(draft, name=f"{called}{its[1]}"), root)
            if memory.knows("sources", name, short(place)):
                yield name, place


def _counted(draft: Prepared) -> str:
    """The number of a text that has no other name, and that its id ends with."""
    number = _NUMBER.search(draft.path)
    last = number[0][1:] if number else ""
    return last if last and all(f"-{each}".endswith(f"-{last}") for each in (draft.name, draft.id)) else ""


def short(place: str) -> str:
    """What is remembered of a place: half of it tells the folder."""
    folder = place.rpartition("/")[0]
    return data_digest(folder.encode())[:8] + data_digest(place.encode())[:8]


def in_folder(folder: str, name: str) -> str:
    """The place of a file in a folder."""
    return f"{folder}/{name}" if folder else name


def names_for(draft: Prepared, root: Path, memory: Memory) -> Iterator[str]:
    """Names that a record may have, the best first: its id, and with a part of a hash after it where another has that.

    The hash is that of its place, so that a text has its name also when it has changed. Where the same text has such
    a name already, from another place, it keeps that. It is the hash of the text where no other is free, and in
    records that are known from before places were remembered.
    """
    begin = draft.id[:100]
    by_text = [f"{begin}-{draft.sha256[:length]}" for length in (8, 16, 32, 64)]
    yield draft.id
    yield from memory.holders(f"{begin}-", draft.sha256[:16])
    if memory.has("articles", by_text[0]):
        yield by_text[0]
    for place in (place_of(draft, root), _from(root, draft.path)):
        yield f"{begin}-{hashlib.sha256(place.encode('utf-8', 'backslashreplace')).hexdigest()[:8]}"
    yield from by_text


def _from(root: Path, path: str) -> str:
    """A path as it is reached from a folder; the whole of it where none leads there, as from one drive to another."""
    whole = os.path.abspath(path)  # noqa: PTH100 - of any path
    with suppress(ValueError):
        whole = os.path.relpath(whole, root)
    return Path(os.fsencode(whole).decode("utf-8", "backslashreplace")).as_posix()
