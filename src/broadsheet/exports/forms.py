"""How values are written: JSON, JSON that may stand in a page, and the scalars of YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from broadsheet.tables.receipt import to_json

__all__ = ["json_pieces", "script_file", "yaml_list", "yaml_scalar"]

PIECE = 1 << 16
"""About so many bytes of JSON are given at once."""

UNSAFE = "<>&\u2028\u2029"
"""What ends a script element, opens a comment in one, or ends a line in JavaScript: <, >, &, U+2028 and U+2029."""

ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What JSON takes as it is, and YAML takes escaped only: control characters, and what YAML 1.1 calls line breaks."""


def json_pieces(document: Mapping[str, Any]) -> Iterator[bytes]:
    r"""An object as `to_json` writes it, in pieces; a value may be an iterator of the members of an object.

    >>> b"".join(json_pieces({"a": iter([("b", 1)]), "c": {}})) == to_json({"a": {"b": 1}, "c": {}})
    True
    """
    held = bytearray()
    for piece in _members(document.items(), 1):
        held += piece
        if len(held) >= PIECE:
            yield bytes(held)
            held.clear()
    yield bytes(held) + b"\n"


def _members(members: Iterable[tuple[str, Any]], level: int) -> Iterator[bytes]:
    """An object whose members stand so many levels deep."""
    line = b"\n" + b"  " * level
    before = b"{"
    for name, value in members:
        yield before + line + orjson.dumps(name) + b": "
        if isinstance(value, Iterator):
            yield from _members(value, level + 1)
        else:
            yield orjson.dumps(value, option=orjson.OPT_INDENT_2).replace(b"\n", line)
        before = b","
    yield b"{}" if before == b"{" else b"\n" + b"  " * (level - 1) + b"}"


def script_file(value: Any) -> bytes:
    r"""A value as JSON that may stand in the script element of a page, whatever it holds.

    >>> script_file("</script>")
    b'"\\u003c/script\\u003e"\n'
    """
    data = to_json(value)
    for each in UNSAFE:
        data = data.replace(each.encode(), f"\\u{ord(each):04x}".encode())
    return data


def yaml_scalar(value: str) -> str:
    r"""A text as YAML writes it, whose quoted scalars may be those of JSON.

    >>> yaml_scalar('a: "b"')
    '"a: \\"b\\""'
    """
    return ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def yaml_list(key: str, items: Iterable[str]) -> Iterator[str]:
    """The lines of a list under a key; none for an empty one."""
    found = [f"  - {item}" for item in items]
    yield from [f"{key}:", *found] if found else []
