"""What the standard asks of a table dialect; a good one becomes a Dialect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from broadsheet.checks.tables.dialect import Dialect

__all__ = ["read_dialect"]

Test = Callable[[Any], bool]


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, int) and not isinstance(each, bool) and each > 0 for each in value
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_filled(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_character(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 1


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


PROPERTIES: Mapping[str, tuple[str, Test, str]] = {
    "header": ("header", _is_flag, "is true or false"),
    "headerRows": ("header_rows", _is_rows, "is a list of row numbers from 1"),
    "headerJoin": ("header_join", _is_text, "is a string"),
    "commentRows": ("comment_rows", _is_rows, "is a list of row numbers from 1"),
    "commentChar": ("comment_char", _is_filled, "is a string of at least one character"),
    "delimiter": ("delimiter", _is_filled, "is a string of at least one character"),
    "lineTerminator": ("line_terminator", _is_filled, "is a string of at least one character"),
    "quoteChar": ("quote_char", _is_character, "is one character"),
    "doubleQuote": ("double_quote", _is_flag, "is true or false"),
    "escapeChar": ("escape_char", _is_character, "is one character"),
    "nullSequence": ("null_sequence", _is_text, "is a string"),
    "skipInitialSpace": ("skip_initial_space", _is_flag, "is true or false"),
    "property": ("rows_property", _is_text, "is a string"),
    "itemType": (
        "item_type",
        lambda value: isinstance(value, str) and value in {"array", "object"},
        'is "array" or "object"',
    ),
    "itemKeys": (
        "item_keys",
        lambda value: isinstance(value, list) and all(map(_is_text, value)),
        "is a list of strings",
    ),
    "sheetNumber": ("sheet_number", _is_number, "is a whole number from 1"),
    "sheetName": ("sheet_name", _is_text, "is a string"),
    "table": ("", _is_text, "is a string"),
}
SHAPES: Mapping[str, Callable[[Any], Any]] = {"header_rows": tuple, "comment_rows": frozenset, "item_keys": tuple}


def read_dialect(given: Any, delimiter: str = ",") -> tuple[Dialect, list[tuple[str, str]]]:
    """The Dialect of a descriptor, and what is wrong with the descriptor.

    >>> read_dialect({"delimiter": ";", "header": "no"})[1]
    [('/header', 'header is true or false')]
    """
    if not isinstance(given, dict):
        return Dialect(delimiter=delimiter), [("", "a dialect is an object, or the path of one")]
    flaws = list(_flaws(given))
    wrong = {pointer[1:] for pointer, _ in flaws}
    values = {
        attribute: SHAPES.get(attribute, _same)(given[name])
        for name, (attribute, _, _) in PROPERTIES.items()
        if attribute and name in given and name not in wrong and not (name == "quoteChar" and given[name] is None)
    }
    if given.get("escapeChar") and "quoteChar" not in given:
        values["quote_char"] = None
    if "quoteChar" in given and given["quoteChar"] is None:
        values["quote_char"] = None
    return Dialect(**{"delimiter": delimiter, **values}), flaws


def _flaws(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, (_, test, words) in PROPERTIES.items():
        optional = name in {"quoteChar", "escapeChar", "commentChar", "nullSequence"} and given.get(name) is None
        if name in given and not optional and not test(given[name]):
            yield f"/{name}", f"{name} {words}"
    if given.get("quoteChar") and given.get("escapeChar"):
        yield "/escapeChar", "quoteChar and escapeChar exclude each other"


def _same(value: Any) -> Any:
    return value
