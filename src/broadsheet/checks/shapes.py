"""Whether a value has the shape of a record: judged by the published JSON Schema."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from broadsheet.checks.documents import Document, pointer
from broadsheet.issues import Issue, shorten
from broadsheet.shipped import shipped

if TYPE_CHECKING:
    import jsonschema_rs

__all__ = ["check_shape", "schema", "validator"]

_NAMES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "array": "a list",
    "object": "an object",
    "boolean": "true or false",
    "null": "null",
}


@cache
def schema(name: str) -> dict[str, Any]:
    """The published JSON Schema of a kind of record, such as `article`."""
    found: dict[str, Any] = json.loads((shipped("schema") / f"{name}.schema.json").read_bytes())
    return found


@cache
def validator(name: str) -> jsonschema_rs.Draft202012Validator:
    """The compiled validator of that schema."""
    import jsonschema_rs  # noqa: PLC0415 - loaded when used

    return jsonschema_rs.Draft202012Validator(
        schema(name), pattern_options=jsonschema_rs.RegexOptions(size_limit=2**26)
    )


def check_shape(document: Document, name: str, value: Any = None, at: str = "") -> Iterator[Issue]:
    """The places at which a value (the document's, unless given with its pointer) breaks the schema."""
    value = document.value if value is None else value
    judge = validator(name)
    if judge.is_valid(value):
        return
    told: set[str] = set()
    for error in judge.iter_errors(value):
        for issue in _explain(document, error, at, name):
            if issue.pointer not in told or issue.code in {"B101", "B102"}:
                yield issue
            told.add(issue.pointer or "")


def _explain(document: Document, error: Any, base: str, name: str) -> Iterator[Issue]:
    kind, at, found = error.kind, base + pointer(*error.instance_path), error.instance
    match kind.name:
        case "required":
            known = "add it; null is allowed where nothing is known" if "null" in str(kind.property) else "add it"
            yield document.issue("B101", f"the field {shorten(kind.property)} is missing", at, hint=known)
        case "additionalProperties":
            for key in kind.unexpected:
                yield _unknown(document, key, at, _properties(name, error.schema_path))
        case "type":
            wanted = " or ".join(_NAMES[each] for each in _types(name, error.schema_path))
            yield document.issue("B103", f"{_described(found)} is not {wanted}", at, hint=f"write {wanted}")
        case "enum":
            yield _not_listed(document, found, [str(o) for o in kind.options if o is not None], at)
        case "anyOf":
            yield _no_date(document, found, at)
        case "pattern" | "not":
            yield _not_formed(document, found, _subschema(name, error.schema_path[:-1]), at)
        case "minimum" | "maximum":
            bound = "below the least" if kind.name == "minimum" else "above the greatest"
            yield document.issue("B107", f"{shorten(found)} is {bound} value allowed, {kind.limit}", at, hint="mend the number")
        case "uniqueItems":
            twice = sorted({str(item) for item in found if found.count(item) > 1})
            yield document.issue("B109", f"{shorten(', '.join(twice))} stands twice in the list", at, hint="keep it once")
        case "maxLength" | "minLength" | "maxItems" | "minItems":
            yield document.issue("B108", f"{shorten(found)}: {kind.name} is {kind.limit}", at, hint="shorten it")
        case _:
            yield document.issue("B103", f"{shorten(found)} breaks the schema: {shorten(error.message, 200)}", at)


def _unknown(document: Document, key: str, at: str, known: list[str]) -> Issue:
    near = difflib.get_close_matches(key.lower().replace("-", "_"), known, n=1, cutoff=0.6)
    hint = f"did you mean {shorten(near[0])}?" if near else f"known here: {', '.join(known)}"
    return document.issue("B102", f"the field {shorten(key)} is not known", at + pointer(key), hint=hint)


def _not_listed(document: Document, found: Any, options: list[str], at: str) -> Issue:
    near = difflib.get_close_matches(str(found).lower(), options, n=1, cutoff=0.6)
    listed = ", ".join(options) if len(options) <= 30 else f"one of {len(options)} codes"
    hint = f"did you mean {shorten(near[0])}? Allowed: {listed}" if near else f"allowed: {listed}"
    return document.issue("B105", f"{shorten(found)} is not in the vocabulary", at, hint=hint)


def _not_formed(document: Document, found: Any, subschema: dict[str, Any], at: str) -> Issue:
    if subschema.get("format") == "edtf":
        return _no_date(document, found, at)
    examples = " or ".join(shorten(each) for each in subschema.get("examples", ())[:2] if isinstance(each, str))
    hint = f"write it like {examples}" if examples else "mend it"
    return document.issue("B106", f"{shorten(found)} is not {subschema.get('$comment', 'well formed')}", at, hint=hint)


def _no_date(document: Document, found: Any, at: str) -> Issue:
    """The issue of a date field, the only one that may be null and has a definition of its own."""
    if not isinstance(found, str):
        return document.issue("B103", f"{_described(found)} is not text or null", at, hint="write a date in EDTF, or null")
    return document.issue("B104", f"{shorten(found)} is not a date", at, hint=_date_hint(found))


def _date_hint(found: Any) -> str:
    from broadsheet.articles.edtf import DateError, parse  # noqa: PLC0415 - only refused dates need it

    try:
        parse(found)
    except DateError as error:
        reason = str(error)
        return reason if "write" in reason else f"{reason}; write YYYY-MM-DD, or another form of EDTF"
    return "write YYYY-MM-DD, or another form of EDTF"


def _described(found: Any) -> str:
    if isinstance(found, dict):
        return "an object"
    if isinstance(found, list):
        return "a list"
    return shorten(found) if not isinstance(found, bool | None) else json.dumps(found)


def _types(name: str, path: list[str | int]) -> list[str]:
    wanted = _subschema(name, path)
    return wanted if isinstance(wanted, list) else [str(wanted)]


def _properties(name: str, path: list[str | int]) -> list[str]:
    return list(_subschema(name, path[:-1]).get("properties", ()))


def _subschema(name: str, path: list[str | int]) -> Any:
    """The part of a schema that a path of keywords leads to, references followed."""
    node: Any = schema(name)
    for step in path:
        if step == "$ref":
            node = schema(name)["$defs"][node["$ref"].rpartition("/")[2]]
        else:
            node = node[step]
    return node
