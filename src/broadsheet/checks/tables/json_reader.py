"""JSON, JSON Lines and inline data as batches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import chain, islice
from typing import Any, NoReturn

import orjson
import polars as pl

from broadsheet.checks.tables.batch import Batch, Scene
from broadsheet.checks.tables.caps import BEYOND, CAPS, BeyondCap, Caps
from broadsheet.checks.tables.csv_text import Part, utf8
from broadsheet.checks.tables.dialect import Dialect
from broadsheet.checks.tables.json_lists import items_of
from broadsheet.checks.tables.judge import NATIVE, seen
from broadsheet.checks.tables.reading import Reading
from broadsheet.checks.tables.values.structures import NotJsonError, canonical, read_json
from broadsheet.issues import plural, shorten

__all__ = ["encoded", "read_items", "read_json_files", "read_json_lines"]

BATCH = 20_000
HEAD = 1 << 25
"""In the first so many rows, or bytes, each key of an object is met."""

LOWEST, HIGHEST = -(2.0**63), 2.0**64
Item = tuple[int | None, Any, int]  # line, value, and its bytes where they are known


def read_items(items: Any, dialect: Dialect, scene: Scene, path: str | None = None) -> Reading:
    """Open a table of JSON values: a list of arrays, the first of them the header, or of objects."""
    found = _property(items, dialect.rows_property)
    if not isinstance(found, list):
        scene.findings.add(
            "B610", "The data is not a list of rows.", hint=_property_hint(found), path=path, resource=scene.resource
        )
        found = []
    return _Rows(dialect, scene, path).reading((None, item, 0) for item in found)


def read_json_files(parts: Sequence[Part], dialect: Dialect, scene: Scene, caps: Caps = CAPS) -> Reading:
    """Open a table of one or several JSON files, their lists joined."""
    lists: list[Iterable[Item]] = []
    for part in parts:
        data = b"".join(_within(utf8(part, scene), caps))
        found = items_of(data, partial(_item, caps=caps)) if dialect.rows_property is None else None
        if found is not None:
            lists.append((None, value, size) for value, size in found)
        else:
            lists.append((None, value, 0) for value in _read_whole(data, part, dialect, scene, caps))
    return _Rows(dialect, scene, parts[0].path).reading(chain.from_iterable(lists))


def _item(data: bytes, caps: Caps) -> Any:
    value, text = orjson.loads(data), data.decode()
    return read_json(text, caps) if _is_rounded([value], text) else value


def _read_whole(data: bytes, part: Part, dialect: Dialect, scene: Scene, caps: Caps) -> list[Any]:
    """The items of the list in a file; what is wrong is reported, and then there are none."""
    text = _text(data, 1, part, scene)
    where = {"path": part.path, "resource": scene.resource}
    try:
        value = _property(_json(text, caps), dialect.rows_property)
        if isinstance(value, list) and _is_rounded(value, text):
            value = _property(read_json(text, caps), dialect.rows_property)
    except BeyondCap:
        raise
    except NotJsonError as error:
        scene.findings.add("B610", f"The file {error}{error.at}.", hint="correct the file", line=error.line, **where)
        return []
    if isinstance(value, list):
        return value
    message = "The file does not hold a list of rows."
    scene.findings.add("B610", message, hint=_property_hint(value), **where)
    return []


def read_json_lines(parts: Sequence[Part], dialect: Dialect, scene: Scene, caps: Caps = CAPS) -> Reading:
    """Open a table of one JSON value a line."""
    return _Rows(dialect, scene, parts[0].path).reading(_lines(parts, scene, caps))


def _property(value: Any, name: str | None) -> Any:
    if name is None or not isinstance(value, dict):
        return value
    if name in value:
        return value[name]
    for step in name.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _property_hint(value: Any) -> str:
    return (
        "name the property that holds the rows in dialect.property"
        if isinstance(value, dict)
        else "write a list of arrays or objects"
    )


def _lines(parts: Sequence[Part], scene: Scene, caps: Caps) -> Iterator[Item]:
    for part in parts:
        number = 0
        rest: list[bytes] = []
        for chunk in chain(utf8(part, scene), [b"\n"]):
            first, *lines = chunk.split(b"\n")
            rest.append(first)
            if not lines:
                continue
            lines, rest = [b"".join(rest), *lines[:-1]], lines[-1:]
            for line in lines:
                number += 1
                if line.strip():
                    yield number, _parsed(line, number, part, scene, caps), len(line)


def _parsed(line: bytes, number: int, part: Part, scene: Scene, caps: Caps) -> Any:
    where = {"path": part.path, "resource": scene.resource, "line": number}
    try:
        text = _text(line, number, part, scene)
        value = _json(text, caps)
        return read_json(text, caps) if _is_rounded([value], text) else value
    except BeyondCap as error:
        scene.findings.add(BEYOND, f"Line {number} {error}.", hint=error.hint, **where)
        return BROKEN
    except NotJsonError as error:
        scene.findings.add(
            "B612", f"Line {number} {error}{error.at}.", hint="write one JSON value on each line", **where
        )
        return BROKEN


def _text(data: bytes, line: int, part: Part, scene: Scene) -> str:
    """The text that starts on a line; bytes that are no character are reported and replaced."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        at = line + data.count(b"\n", 0, error.start)
        message = f"The text is not UTF-8: line {at} holds bytes that are no character in it."
        where = {"path": part.path, "resource": scene.resource, "line": at}
        scene.findings.add("B611", message, hint="convert the file to UTF-8, or declare its encoding", **where)
    return data.decode("utf-8", "replace")


BROKEN = object()


def _json(text: str, caps: Caps) -> Any:
    """The value of a JSON text, by the fast reader; the strict one says what is wrong."""
    try:
        return orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeError):
        return read_json(text, caps)


def _within(chunks: Iterable[bytes], caps: Caps) -> Iterator[bytes]:
    """The bytes of a file that is read whole; BeyondCap when there are too many."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > caps.json:
            raise BeyondCap(f"has more than {plural(caps.json, 'byte')}, and JSON is read whole", "json")
        yield chunk


def _is_rounded(rows: Iterable[Any], text: str) -> bool:
    """Whether rows of a text have a number that the fast reader may have rounded: to a float, or to nothing."""
    has_nothing = False
    for row in rows:
        for cell in row.values() if isinstance(row, dict) else row if isinstance(row, list) else ():
            if type(cell) is float:
                if not LOWEST < cell < HIGHEST:
                    return True
                has_nothing = has_nothing or cell == 0
    return has_nothing and ("e-" in text or "E-" in text)


class _Rows:
    """Turns JSON values into rows of text cells; what is no text carries the mark NATIVE."""

    def __init__(self, dialect: Dialect, scene: Scene, path: str | None) -> None:
        self.dialect = dialect
        self.scene = scene
        self.path = path
        self.labels: list[str] | None = None
        self.row = 1

    def reading(self, items: Iterable[Item]) -> Reading:
        """Labels from the first batch of items, then the rows."""
        stream = iter(items)
        first = self._together(stream, HEAD)
        good = [value for _, value, _ in first if isinstance(value, list | dict)]
        keyed = bool(good) and isinstance(good[0], dict)
        width = self._keyed_labels(good) if keyed else self._header(first) if first else 0
        return Reading(self.labels, width, self._batches(first, stream, width, keyed=keyed), keyed=keyed)

    @staticmethod
    def _together(stream: Iterator[Item], most: int) -> list[Item]:
        """The next items: as many as make a batch, or fewer where they are long."""
        taken, size = [], 0
        for item in islice(stream, BATCH):
            taken.append(item)
            size += item[2]
            if size > most:
                break
        return taken

    def _keyed_labels(self, items: list[Any]) -> int:
        keys = self.dialect.item_keys or dict.fromkeys(key for item in items if isinstance(item, dict) for key in item)
        self.labels = list(keys)
        self.row = 2
        return len(self.labels)

    def _header(self, first: list[Item]) -> int:
        if not self.dialect.header:
            lists = [value for _, value, _ in first if isinstance(value, list)]
            return len(self.scene.fields) or (len(lists[0]) if lists else 0)
        self.row = 2
        labels = first.pop(0)[1] if first else []
        self.labels = (
            [label if isinstance(label, str) else str(label) for label in labels] if isinstance(labels, list) else []
        )
        return len(self.labels)

    def _batches(self, first: list[Item], stream: Iterator[Item], width: int, *, keyed: bool) -> Iterator[Batch]:
        taken = first
        schema = dict.fromkeys(map(str, range(width)), pl.String)
        while taken:
            numbers, lines, kept = [], [], []
            for line, item, _ in taken:
                row, self.row = self.row, self.row + 1
                cells = self._cells(item, row, line, width, keyed=keyed)
                if cells is not None:
                    kept.append(cells)
                    numbers.append(row)
                    lines.append(line)
            if kept:
                frame = pl.DataFrame(kept, schema=schema, orient="row")
                known = [line for line in lines if line is not None]
                yield Batch(frame, self.path, numbers[0], rows=numbers, lines=known or None, typed=True)
            taken = self._together(stream, self.scene.block)

    def _cells(self, item: Any, row: int, line: int | None, width: int, *, keyed: bool) -> list[str | None] | None:
        where = {"path": self.path, "resource": self.scene.resource, "row": row, "line": line}
        wanted = "object" if keyed else "array"
        if item is BROKEN:
            return None
        wrong = not isinstance(item, dict if keyed else list)
        if wrong or self.dialect.item_type not in {None, wanted}:
            kind = self.dialect.item_type or wanted
            self.scene.findings.add(
                "B610",
                f"The row is not an {kind}: {shorten(canonical(item))[1:-1]}.",
                hint="write every row in one form",
                **where,
            )
            return None
        if keyed:
            return self._of_object(item, where)
        return self._of_array(item, width, where)

    def _of_object(self, item: dict[str, Any], where: dict[str, Any]) -> list[str | None]:
        labels = self.labels or []
        if not self.dialect.item_keys and len(item) > sum(label in item for label in labels):
            for key in item.keys() - set(labels):
                message, value = f"The key {shorten(key)} has no column.", seen(encoded(item[key]))
                self.scene.findings.add("B631", message, hint="use the same keys in every row", value=value, **where)
        return [encoded(item.get(label)) for label in labels]

    def _of_array(self, item: list[Any], width: int, where: dict[str, Any]) -> list[str | None]:
        named = self.labels or self.scene.fields
        for place in range(len(item), width):
            name = named[place] if place < len(named) else None
            self.scene.findings.add(
                "B632", f"The row ends before column {place + 1}.", hint="add the cell, even null", field=name, **where
            )
        for place in range(width, len(item)):
            message = f"Cell {place + 1}, {shorten(item[place])}, has no column."
            value = seen(encoded(item[place]))
            self.scene.findings.add("B631", message, hint="remove the cell, or add a column", value=value, **where)
        return [encoded(value) for value in item[:width]] + [None] * (width - len(item))


def encoded(value: Any) -> str | None:
    """A cell as text: null as it is, texts as they are, all else in JSON behind the mark."""
    if value is None:
        return None
    if isinstance(value, str):
        plain = value if value.isascii() else value.encode("utf-8", "replace").decode()
        return plain if not plain.startswith(NATIVE) else NATIVE + orjson.dumps(plain).decode()
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return f"{NATIVE}{value}"
    try:
        return NATIVE + orjson.dumps(value).decode()
    except TypeError:
        return NATIVE + json.dumps(value, default=_refused)


def _refused(_: Any) -> NoReturn:
    raise BeyondCap("has a number inside an array or object that is beyond all computing")
