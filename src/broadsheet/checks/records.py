"""Record files as they are read: which records there are, and what is wrong with their shape."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from broadsheet.articles.version import compare, migrate
from broadsheet.checks.documents import Document, parse_document
from broadsheet.checks.entries import Entry, Records
from broadsheet.checks.file_bytes import LONGEST_FILE, ChangedError
from broadsheet.checks.json_places import pointer
from broadsheet.checks.pieces import Piece, is_lines
from broadsheet.checks.shapes import check_shape, expected_keys, schema
from broadsheet.checks.tally import Tally
from broadsheet.issues import Issue, shorten

__all__ = ["RecordFiles"]

NEW_OBJECTS = 100_000
"""Cycles are looked for when there are so many new objects."""


class RecordFiles:
    """Record files as they are read: the records of sound shape, and the issues of the others.

    `tally` counts the issues. Articles are handed to `take`. Lines, and files of one record, are first offered to
    `accept`, which takes the articles that are good beyond doubt.
    """

    def __init__(
        self,
        take: Callable[[Entry], None],
        accept: Callable[[bytes], bool] | None = None,
        tally: Tally | None = None,
    ) -> None:
        self.records, self.tally = Records(), tally or Tally()
        self.stats = {"files": 0, "records": 0}
        self._take_article, self._accept = take, accept or _nothing

    def read(self, piece: Piece) -> None:
        """Add the records of a file, or a piece of one. One that is written to meanwhile is an issue."""
        self.stats["files"] += piece.line == 1
        try:
            if piece.is_lines:
                self._read_lines(piece)
            else:
                self._read_file(piece)
            same = piece.is_as_stamped
        except ChangedError:
            same = False
        if not same:
            hint = "let nobody write to it, and start again"
            self._take(None, [Issue.of("B001", "changed while it was read", hint=hint, path=piece.shown)])

    def _read_file(self, piece: Piece) -> None:
        data = piece.read()
        if not isinstance(data, Issue) and _stem(piece.shown) not in COLLECTIONS and self._accept(data):
            self.stats["records"] += 1
            return
        document, issues = (None, [data]) if isinstance(data, Issue) else parse_document(data, piece.shown)
        path = Path(piece.shown)
        if document is None and path.suffix.lower() != ".json" and not _is_meant_as_json(data):
            issues = [_no_record(path, piece.shown)]
        self._take(document, issues)

    def _read_lines(self, piece: Piece) -> None:
        if trouble := piece.trouble():
            self.tally.add([trouble])
            return
        accept, accepted, holds = self._accept, 0, False
        with _collecting_seldom():
            for number, line in piece.lines():
                holds = holds or line is None or line.strip() != b"[]"
                if line is None:
                    hint = "write one record on a line"
                    message = f"the line is longer than {LONGEST_FILE >> 20} MiB"
                    self._take(None, [Issue.of("B001", message, hint=hint, path=piece.shown, line=number)])
                elif accept(line):
                    accepted += 1
                else:
                    self._take(*parse_document(line, piece.shown, number))
        self.stats["records"] += accepted
        if not holds and piece.is_all:
            self.tally.add([_empty(piece.shown, None)])

    def _take(self, document: Document | None, issues: list[Issue]) -> None:
        self.tally.add(issues)
        if document is None or any(issue.code != "B005" for issue in issues):
            self._miss()
        else:
            self._add(document)

    def _add(self, document: Document) -> None:
        value = document.value
        if misplaced := _misplaced(document, value):
            self.tally.add([misplaced])
            self._miss()
        elif value == [] and Path(document.path).suffix and not is_lines(document.path):
            self.tally.add([_empty(document.path, document.first_line)])
        elif isinstance(value, list):
            for number, item in enumerate(value):
                self._add_record(document, item, pointer(number))
        elif kind := _collection(document, value):
            self._add_file(document, value, kind)
        else:
            self._add_record(document, value, "")

    def _add_file(self, document: Document, value: dict[str, Any], kind: str) -> None:
        entries: list[Entry] = getattr(self.records, kind)
        if self._sound(document, kind, value, ""):
            entries += [Entry(document, item, pointer(kind, i)) for i, item in enumerate(value.get(kind, ()))]
        elif kind == "copies":
            pass  # nothing refers to a copy
        elif isinstance(value.get(kind), list):
            self._refuse(value[kind])
        else:
            self._miss()

    def _add_record(self, document: Document, value: Any, at: str) -> None:
        kind, value = _kind(value), migrate(value)
        self.stats["records"] += kind == "article"
        if not self._sound(document, kind, value, at):
            if kind != "copy":
                self._refuse([value])
        elif kind == "article":
            self._take_article(Entry(document, value, at))
        else:
            entries: list[Entry] = getattr(self.records, _PLURALS[kind])
            entries.append(Entry(document, value, at))

    def _miss(self) -> None:
        """Remember that some record could not be told, so that references are not judged."""
        self.records = replace(self.records, complete=False)

    def _refuse(self, values: list[Any]) -> None:
        """Remember that these records are there, so that references to them are not counted as mistakes too."""
        found = [value.get("id") if isinstance(value, dict) else None for value in values]
        self.records.refused.update(each for each in found if isinstance(each, str))
        if not all(isinstance(each, str) for each in found):
            self._miss()

    def _sound(self, document: Document, kind: str, value: Any, at: str) -> bool:
        found = list(_version(document, value, at)) or list(check_shape(document, kind, value, at))
        self.tally.add(found)
        steps = 3 if kind in {"entities", "outlets"} else 1
        if any(_is_id(issue.pointer or "", at, steps) for issue in found):
            self._miss()
        return not found


def _nothing(_: bytes) -> bool:
    """Nothing is accepted."""
    return False


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Python looks for cycles among objects seldom: records make hardly any."""
    before = gc.get_threshold()
    gc.set_threshold(NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


_PLURALS = {"article": "articles", "entity": "entities", "outlet": "outlets", "copy": "copies"}
COLLECTIONS = ("entities", "outlets", "copies")
"""The kinds of records that stand in a file together."""


def _is_id(found: str, at: str, steps: int) -> bool:
    """Whether a pointer leads to the id of a record that stands at `at`, or in the list of a file of them."""
    return found.endswith("/id") and found.removeprefix(at).count("/") == steps


def _stem(path: str) -> str:
    """The name of a file without its ending: of long ones it is asked for each line, so no path is made for it."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def _collection(document: Document, value: Any) -> str | None:
    """Which kind of records a file holds, by its keys or else by its name; None for a record of its own."""
    if not isinstance(value, dict):
        return None
    named = _stem(document.path)
    given = [kind for kind in COLLECTIONS if kind in value or (kind == named and "id" not in value)]
    return given[0] if given else None


_OTHERS = {
    ".toml": ("settings in TOML", "name the folder of the project to check it with its settings"),
    ".csv": ("a table", "name the datapackage.json that describes it"),
    ".zip": ("an archive", "name the data package by a path that ends in .zip"),
    ".gz": ("a packed file", "unpack it"),
}
"""What other files are, by the end of their names, and how they are checked."""


def _is_meant_as_json(data: bytes | Issue) -> bool:
    """Whether a file that could not be read as JSON starts like it, or could not be read at all."""
    return isinstance(data, Issue) or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}


def _no_record(path: Path, shown: str) -> Issue:
    """A file that is not even JSON, and does not claim to be."""
    records = "records are JSON (*.json), or JSON Lines (*.jsonl) with one record a line"
    found, hint = _OTHERS.get(path.suffix.lower(), ("not JSON", records))
    return Issue.of("B003", f"is {found}, and no file of records", hint=hint, path=shown)


def _empty(shown: str, line: int | None) -> Issue:
    hint = "see whether what wrote it was cut off, or remove it"
    return Issue.of("B011", "holds no record", hint=hint, path=shown, line=line)


def _misplaced(document: Document, value: Any) -> Issue | None:
    """A file named after a kind of records that holds something else, or such a file in the place of an article."""
    if not document.path.lower().endswith(".json"):
        return None
    wanted = stem if (stem := _stem(document.path)) in COLLECTIONS else None
    if wanted is None and not (Path(document.path).parent.name == "articles" and _collection(document, value)):
        return None
    if isinstance(value, dict) and (_collection(document, value) == wanted or wanted in value):
        return None
    keys = f"schema_version and {wanted}" if wanted else expected_keys(schema("article"))
    return document.issue("B103", f"is {_called(document, value)}", hint=f"write an object with {keys}")


def _called(document: Document, value: Any) -> str:
    """What a file holds, in a word or two."""
    if isinstance(value, dict):
        kind = _collection(document, value)
        return f"a file of {kind}" if kind else f"one {_kind(value)}"
    return "a list" if isinstance(value, list) else shorten(value) if isinstance(value, str) else json.dumps(value)


def _kind(value: Any) -> str:
    """What a record is meant to be, from the keys that only one kind has."""
    if isinstance(value, dict) and "source" not in value and "segments" not in value:
        if "copy_of" in value:
            return "copy"
        if "in_language" in value and "parent_organization" in value:
            return "outlet"
        if "native_language" in value or "alternate_name" in value:
            return "entity"
    return "article"


def _version(document: Document, value: Any, at: str) -> Iterator[Issue]:
    if not isinstance(value, dict) or not isinstance(version := value.get("schema_version"), str):
        return
    hints = {
        "newer": "it was written for a newer broadsheet: upgrade yours",
        "older": "it was written for an older broadsheet, and no migration from there is known",
        "unknown": "write the version that this broadsheet writes: 1.0",
    }
    if (status := compare(version)) in hints:
        message = f"the schema version {shorten(version)} cannot be read"
        yield document.issue("B010", message, at + "/schema_version", hint=hints[status])
