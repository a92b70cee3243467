"""Records as JSON that people edit: one line a field, one line an item of a list, stable bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

__all__ = ["Item", "find_items", "record_lines", "replace_items"]


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
    fields = ",\n".join(f"  {_line(name)}: {_value(value)}" for name, value in record.items())
    return f"{{\n{fields}\n}}\n"


def _value(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(f"    {_line(item)}" for item in value) + "\n  ]"
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f"    {_line(name)}: {_line(item)}" for name, item in value.items()) + "\n  }"
    return _line(value)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def find_items(text: str, name: str) -> tuple[list[Item], int]:
    """The items of the list under a name, and the offset after the last of them (or after the bracket).

    Raises ValueError when there is no such list.

    >>> find_items('{"entities": [{"id": "a"} ]}', "entities")
    ([Item(value={'id': 'a'}, start=14, end=25)], 25)
    """
    found = re.search(rf'"{name}"\s*:\s*\[', text)
    if found is None:
        raise ValueError(f"there is no list {name!r}")
    return list(_items(text, found.end())), _end(text, found.end())


def _items(text: str, at: int) -> Iterator[Item]:
    decoder = json.JSONDecoder()
    at = _skip(text, at, " \t\r\n")
    while at < len(text) and text[at] != "]":
        value, end = decoder.raw_decode(text, at)
        yield Item(value, at, end)
        at = _skip(text, end, " \t\r\n,")


def _end(text: str, at: int) -> int:
    return max((item.end for item in _items(text, at)), default=at)


def _skip(text: str, at: int, characters: str) -> int:
    while at < len(text) and text[at] in characters:
        at += 1
    return at


def replace_items(text: str, name: str, changed: dict[str, Any], added: list[Any]) -> str:
    """The file with some items changed and some added; every other character stays as it is.

    >>> print(replace_items('{"entities": [{"id": "a"} ]}', "entities", {}, [{"id": "b"}]))
    {"entities": [{"id": "a"},
        {"id": "b"} ]}
    """
    items, end = find_items(text, name)
    if added:
        new = ",".join(f"\n    {_line(item)}" for item in added)
        rest = text[end:]
        text = text[:end] + ("," if items else "") + new + ("\n  " + rest.lstrip() if not items else rest)
    for item in reversed(items):
        if isinstance(item.value, dict) and item.value.get("id") in changed:
            text = text[: item.start] + _line(changed[item.value["id"]]) + text[item.end :]
    return text
