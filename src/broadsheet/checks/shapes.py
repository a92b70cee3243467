"""Whether a value has the shape of a record: judged by the published JSON Schema."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from broadsheet.articles.edtf import DateError, parse
from broadsheet.checks.documents import Document
from broadsheet.checks.json_places import pointer
from broadsheet.issues import Issue, shorten
from broadsheet.shipped import shipped

if TYPE_CHECKING:
    import jsonschema_rs

__all__ = ["check_shape", "expected_keys", "not_a_date", "schema", "validator"]

MOST_LISTED = 12
"""How many names of fields a hint lists."""

_DIGITS = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")

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


def check_shape(document: Document, name: str, value: Any, at: str = "") -> Iterator[Issue]:
    """The places at which a value, which stands at a pointer of the document, breaks the schema."""
    told: set[str] = set()
    for error in validator(name).iter_errors(value):
        for issue in _Refusal(document, name, error, at).explain():
            if issue.pointer not in told or issue.code in {"B101", "B102"}:
                yield issue
            told.add(issue.pointer or "")


@dataclass(frozen=True)
class _Refusal:
    """One error of the validator, on its way to an issue."""

    document: Document
    name: str
    error: Any
    base: str

    def explain(self) -> Iterator[Issue]:
        """The issues that tell a person what the error means."""
        yield from _EXPLAINED.get(self.error.kind.name, _other)(self)

    @property
    def at(self) -> str:
        return self.base + pointer(*self.error.instance_path)

    @property
    def found(self) -> Any:
        return self.error.instance

    def rule(self, up: int) -> Any:
        """The part of the schema that was broken, or what stands `up` levels around it; references followed."""
        path = self.error.schema_path
        node: Any = schema(self.name)
        for step in path[: len(path) - up]:
            node = schema(self.name)["$defs"][node["$ref"].rpartition("/")[2]] if step == "$ref" else node[step]
        return node

    def issue(self, code: str, message: str, hint: str) -> Issue:
        return self.document.issue(code, message, self.at, hint=hint)


def _missing(refusal: _Refusal) -> Iterator[Issue]:
    yield refusal.issue("B101", f"the field {shorten(refusal.error.kind.property)} is missing", "add it")


def _unknown(refusal: _Refusal) -> Iterator[Issue]:
    known = list(refusal.rule(1)["properties"])
    for key in refusal.error.kind.unexpected:
        near = _near(key.lower().replace("-", "_"), tuple(known))
        listed = ", ".join(known[:MOST_LISTED]) + (", …" if len(known) > MOST_LISTED else "")
        hint = f"did you mean {shorten(near[0])}?" if near else f"known here: {listed}"
        message = f"the field {shorten(key)} is not known"
        yield refusal.document.issue("B102", message, refusal.at + pointer(key), hint=hint)


def _mistyped(refusal: _Refusal) -> Iterator[Issue]:
    types = refusal.rule(0)
    wanted = " or ".join(_NAMES[each] for each in ([types] if isinstance(types, str) else types))
    hint = _as_wanted(refusal.found, wanted, refusal.rule(1))
    yield refusal.issue("B103", f"{_described(refusal.found)} is not {wanted}", hint)


def _as_wanted(found: Any, wanted: str, field: dict[str, Any]) -> str:
    """What to write instead of a value of another type, where the field is defined as this."""
    if wanted == "an object":
        return f"write an object with {expected_keys(field)}"
    if wanted == "a list" and isinstance(found, str):
        return f"write [{shorten(found)}]"
    if wanted == "a list" and found is None:
        return "write [] where there is none"
    if "number" in wanted and isinstance(found, str) and _DIGITS.fullmatch(found):
        return f"write {found} without quotation marks"
    if wanted.startswith("text") and isinstance(found, int | float) and not isinstance(found, bool):
        return f'write "{found}" in quotation marks'
    examples = [json.dumps(each, ensure_ascii=False) for each in field.get("examples", ()) if each is not None]
    return f"write {wanted}, such as {examples[0]}" if examples else f"write {wanted}"


def expected_keys(definition: dict[str, Any]) -> str:
    """The keys that an object has to have by its schema, or else may have.

    >>> expected_keys(schema("article"))
    'schema_version, id, source and rights'
    """
    keys = definition.get("required") or [key for key in definition.get("properties", ()) if key != "$schema"]
    if len(keys) > MOST_LISTED:
        return ", ".join(keys[:MOST_LISTED]) + ", …"
    return " and ".join(each for each in (", ".join(keys[:-1]), keys[-1]) if each) if keys else "its fields"


@lru_cache(maxsize=1000)
def _near(word: str, known: tuple[str, ...]) -> list[str]:
    """The word that may have been meant; the same mistake is often made again and again."""
    return difflib.get_close_matches(word, known, n=1, cutoff=0.6)


def _not_listed(refusal: _Refusal) -> Iterator[Issue]:
    options = [str(option) for option in refusal.error.kind.options if option is not None]
    near = _near(str(refusal.found).lower(), tuple(options))
    listed = ", ".join(options) if len(options) <= 30 else f"the {len(options)} codes of ISO 3166-1, such as VN"
    hint = f"did you mean {shorten(near[0])}? Allowed: {listed}" if near else f"allowed: {listed}"
    yield refusal.issue("B105", f"{shorten(refusal.found)} is not in the vocabulary", hint)


def _not_formed(refusal: _Refusal) -> Iterator[Issue]:
    field = refusal.rule(1)
    if field.get("format") == "edtf":
        yield from _no_date(refusal)
        return
    if field.get("$comment", "").startswith("text on one line"):
        empty = refusal.found == ""
        hint = (
            "write null where nothing is known"
            if empty
            else "take out blanks at its ends, line breaks and control characters"
        )
        message = f"{shorten(refusal.found)} is {'empty' if empty else 'not ' + field['$comment']}"
        yield refusal.issue("B106", message, hint)
        return
    examples = " or ".join(shorten(each) for each in field.get("examples", ())[:2] if isinstance(each, str))
    hint = f"write it like {examples}" if examples else "mend it"
    yield refusal.issue("B106", f"{shorten(refusal.found)} is not {field.get('$comment', 'well formed')}", hint)


def _no_date(refusal: _Refusal) -> Iterator[Issue]:
    """A date field is the only one that may be null and has a definition of its own, hence an `anyOf`."""
    if isinstance(refusal.found, str):
        yield refusal.issue("B104", *not_a_date(refusal.found))
    else:
        yield refusal.issue("B103", f"{_described(refusal.found)} is not text or null", "write a date in EDTF, or null")


def not_a_date(found: str) -> tuple[str, str]:
    """Why a text is no date, and what to write.

    >>> not_a_date("2004/open")
    ('"2004/open" is not a date: "open" is no end of an interval', 'write .. (open) or nothing (unknown)')
    """
    shown, hint = shorten(found), "write YYYY-MM-DD, or another form of EDTF"
    try:
        parse(found)
    except DateError as error:
        reason, _, advice = str(error).partition("; ")
        reason = reason.replace('": ', '" is not a date: ', 1) if reason.startswith(shown) else reason
        return reason if reason.startswith(shown) else f"{shown} is not a date: {reason}", advice or hint
    return f"{shown} is not a date", hint


def _out_of_range(refusal: _Refusal) -> Iterator[Issue]:
    bound = "below the least" if refusal.error.kind.name == "minimum" else "above the greatest"
    message = f"{shorten(refusal.found)} is {bound} value allowed, {refusal.error.kind.limit}"
    yield refusal.issue("B107", message, "mend the number")


def _too_long(refusal: _Refusal) -> Iterator[Issue]:
    message = f"{shorten(refusal.found)} has {len(refusal.found)} characters; {refusal.error.kind.limit} are allowed"
    yield refusal.issue("B108", message, "shorten it")


def _twice(refusal: _Refusal) -> Iterator[Issue]:
    repeated = sorted({str(item) for item in refusal.found if refusal.found.count(item) > 1})
    yield refusal.issue("B109", f"{shorten(', '.join(repeated))} stands twice in the list", "keep it once")


def _other(refusal: _Refusal) -> Iterator[Issue]:
    yield refusal.issue("B103", f"{shorten(refusal.found)} breaks the schema", shorten(refusal.error.message, 200))


_EXPLAINED: dict[str, Callable[[_Refusal], Iterator[Issue]]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "type": _mistyped,
    "enum": _not_listed,
    "pattern": _not_formed,
    "not": _not_formed,
    "anyOf": _no_date,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "maxLength": _too_long,
    "uniqueItems": _twice,
}


def _described(found: Any) -> str:
    if isinstance(found, dict):
        return "an object"
    if isinstance(found, list):
        return "a list"
    return json.dumps(found) if isinstance(found, bool | None) else shorten(found)
