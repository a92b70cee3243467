"""Records as JSON that people edit: one line a field, one line an item of a list, stable bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

__all__ = ["Item", "find_items", "record_lines", "replace_items", "replace_list"]


class Item(NamedTuple):
    """An item of a list in a file: its value, and where in the file it stands."""

    value: Any
    start: int
    end: int


def record_lines(record: dict[str, Any]) -> str:
    """A record as JSON: its fields a line each, the items of its lists a line each.

    >>> print(record_lines({"id": "harbour", "figures": [{"id": "f1"}, {"id": "f2"}], "author": []}), end="")
    {
      "id": "harbour",
      "figures": [
        {"id": "f1"},
        {"id": "f2"}
      ],
      "author": []
    }
    """
    fields = ",\n".join(f"  {record_line(name)}: {_value(value)}" for name, value in record.items())
    return f"{{\n{fields}\n}}\n"


def _value(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(f"    {record_line(item)}" for item in value) + "\n  ]"
    if isinstance(value, dict):
        return (
            "{\n"
            + ",\n".join(f"    {record_line(name)}: {record_line(item)}" for name, item in value.items())
            + "\n  }"
        )
    return record_line(value)


record_line = json.JSONEncoder(ensure_ascii=False).encode
"""A value on one line; made once, because a record has hundreds of them."""


def find_items(text: str, name: str) -> tuple[Iterator[Item], int]:
    """The items of the list under a name, one by one, and the offset after its bracket.

    Raises ValueError when there is no such list.

    >>> items, start = find_items('{"entities": [{"id": "a"} ]}', "entities")
    >>> list(items), start
    ([Item(value={'id': 'a'}, start=14, end=25)], 14)
    """
    found = re.search(rf'"{name}"\s*:\s*\[', text)
    if found is None:
        raise ValueError(f"there is no list {name!r}")
    return _items(text, found.end()), found.end()


def _items(text: str, at: int) -> Iterator[Item]:
    decoder = json.JSONDecoder()
    at = _skip(text, at, " \t\r\n")
    while at < len(text) and text[at] != "]":
        value, end = decoder.raw_decode(text, at)
        yield Item(value, at, end)
        at = _skip(text, end, " \t\r\n,")


def _skip(text: str, at: int, characters: str) -> int:
    while at < len(text) and text[at] in characters:
        at += 1
    return at


def replace_items(text: str, name: str, lines: Mapping[str, str]) -> Iterator[str]:
    """The file, piece by piece, with the items of these ids as the lines say; every other character stays as it is.

    What the file does not have yet is added after the last item.

    >>> print("".join(replace_items('{"entities": [{"id": "a"} ]}', "entities", {"b": '{"id": "b"}'})))
    {"entities": [{"id": "a"},
        {"id": "b"} ]}
    """
    items, start = find_items(text, name)
    left, done, empty = dict(lines), 0, True
    for item in items:
        line = left.pop(str(item.value.get("id")), None) if isinstance(item.value, dict) else None
        yield text[done : item.end] if line is None else text[done : item.start] + line
        done, empty = item.end, False
    if empty:
        yield text[:start]
        done = start
    if left:
        yield ("\n    " if empty else ",\n    ") + ",\n    ".join(left.values())
    yield "\n  " + text[done:].lstrip() if left and empty else text[done:]


def replace_list(text: str, name: str, lines: Sequence[str]) -> str:
    """The file with other items in the list under a name, a line each; what stands around the list stays as it is.

    >>> print(replace_list('{"copies": [{"article": "a"} ]}', "copies", ["1", "2"]))
    {"copies": [
        1,
        2
      ]}
    """
    items, start = find_items(text, name)
    last = max((item.end for item in items), default=start)
    inner = "\n    " + ",\n    ".join(lines) + "\n  " if lines else ""
    return text[:start] + inner + text[_skip(text, last, " \t\r\n,") :]
