"""Types to read JSON into, made from a JSON Schema: what fits a mould fits the schema.

A mould says whatever msgspec can find out while it reads: types, names, bounds, lengths and
vocabularies. What it leaves open stands in its `Part`s: the forms that texts have to have, and
lists in which nothing stands twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

if TYPE_CHECKING:
    import msgspec

__all__ = ["Mould", "Part"]

Schema = Mapping[str, Any]

ASIDE = {
    "$schema", "$id", "$defs", "$comment", "title", "description", "examples", "default", "enumDescriptions",
    "required",
}  # fmt: skip
"""Keywords that ask nothing of a value, or are read beside others."""

LINE_BREAK = {"type": "string", "pattern": "[\\r\\n]"}
"""What no text with a form holds: a rule for readers whose `$` allows a line break."""

REFERENCE, NAMED = "$schema", "schema_reference"
"""The field that names the schema, and what it is called where names are identifiers."""


@dataclass(slots=True)
class Part:
    """The objects of one definition in the schema.

    `forms` are the names of its texts by the pattern or the format that they have to match, None
    for any text; `lists` the same for its lists of texts; `distinct` its lists without repeats;
    `numbers` its fields for numbers that need not be whole. `inside` and `listed` are the objects
    in its fields and in the lists there.
    """

    type: type[msgspec.Struct]
    names: int
    forms: dict[str, str] = field(default_factory=dict)
    inside: dict[str, Part] = field(default_factory=dict)
    listed: dict[str, Part] = field(default_factory=dict)


class Mould:
    """The mould of a schema whose objects know all their fields.

    A `whole` one takes only objects in which every field stands, but for `$schema`, which does
    not; another one fills in what is left out. NotImplementedError when the schema asks for
    something that no mould can say: then nothing is to be read into one.
    """

    def __init__(self, schema: Schema, *, whole: bool) -> None:
        self._defined = schema.get("$defs", {})
        self._whole = whole
        self.part = self._object("Root", schema)

    def decoder(self) -> Callable[[bytes], Any]:
        """The reader: bytes to an object; msgspec.DecodeError or UnicodeError when they do not fit."""
        import msgspec  # noqa: PLC0415 - loaded when used

        return msgspec.json.Decoder(self.part.type).decode

    def writer(self) -> Callable[[Any, bytearray], None]:
        """The writer: an object into a buffer, as JSON without blanks, its fields in the order of the schema."""
        import msgspec  # noqa: PLC0415 - loaded when used

        return msgspec.json.Encoder().encode_into

    def _object(self, name: str, schema: Schema) -> Part:
        import msgspec  # noqa: PLC0415 - loaded when used

        _only(schema, {"type", "properties", "additionalProperties"})
        if schema["type"] != "object" or schema["additionalProperties"] is not False:
            raise NotImplementedError(f"{name} is open to fields that are not known")
        part = Part(msgspec.Struct, 0)
        needed, optional = [], []
        for key, each in schema["properties"].items():
            if key == REFERENCE and self._whole:
                continue
            kind = self._type(key, each, part)
            if self._whole or key in schema.get("required", ()):
                needed.append((key, kind))
            else:
                optional.append((NAMED if key == REFERENCE else key, kind, _nothing(each)))
        part.names = len(needed) + len(optional)
        part.type = msgspec.defstruct(
            name,
            [*needed, *optional],
            rename={NAMED: REFERENCE},
            forbid_unknown_fields=True,
            kw_only=True,
            gc=False,
        )
        return part

    def _type(self, key: str, schema: Schema, part: Part) -> Any:
        if "anyOf" in schema:
            _only(schema, {"anyOf"})
            return Union[tuple(self._type(key, each, part) for each in schema["anyOf"])]  # noqa: UP007
        if "$ref" in schema:
            _only(schema, {"$ref"})
            return self._reference(key, schema["$ref"], part, listed=False)
        if "enum" in schema:
            _only(schema, {"enum", "type"})
            return Literal[_plain(schema["enum"])]
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return Union[tuple(self._simple(each, key, schema, part) for each in types)]  # noqa: UP007

    def _reference(self, key: str, target: str, part: Part, *, listed: bool) -> Any:
        name = target.rpartition("/")[2]
        if self._defined[name]["type"] != "object":
            return self._type(key, self._defined[name], part)
        inner = self._object(name, self._defined[name])
        (part.listed if listed else part.inside)[key] = inner
        return inner.type

    def _simple(self, kind: str, key: str, schema: Schema, part: Part) -> Any:
        if kind == "string":
            return self._text(key, schema, part)
        if kind == "array":
            return self._list(key, schema, part)
        bounds = _bounds(schema) if kind != "null" else None
        if kind == "number":
            return Annotated[int, bounds] | Annotated[float, bounds]
        if kind == "integer":
            return Annotated[int, bounds]
        if kind != "null":
            raise NotImplementedError(f"{key} is a {kind}")
        return None

    def _text(self, key: str, schema: Schema, part: Part) -> Any:
        import msgspec  # noqa: PLC0415 - loaded when used

        _only(schema, {"type", "pattern", "format", "not", "maxLength", "minLength"})
        if schema.get("not", LINE_BREAK) != LINE_BREAK or ("not" in schema and "pattern" not in schema):
            raise NotImplementedError(f"{key} must not match something")
        part.forms[key] = schema.get("format", schema.get("pattern", ""))
        return Annotated[str, msgspec.Meta(max_length=schema.get("maxLength"), min_length=schema.get("minLength"))]

    def _list(self, key: str, schema: Schema, part: Part) -> Any:
        _only(schema, {"type", "items", "uniqueItems"})
        items = schema["items"]
        if "$ref" in items:
            return list[self._reference(key, items["$ref"], part, listed=True)]  # type: ignore[misc]
        if "enum" in items:
            return list[Literal[_plain(items["enum"])]]  # type: ignore[misc]
        if items["type"] != "string":
            raise NotImplementedError(f"{key} is a list of another type")
        return list[self._text(key, items, part)]  # type: ignore[misc]


def _only(schema: Schema, known: set[str]) -> None:
    if strange := schema.keys() - known - ASIDE:
        raise NotImplementedError(f"no mould can say {', '.join(sorted(strange))}")


def _bounds(schema: Schema) -> msgspec.Meta:
    import msgspec  # noqa: PLC0415 - loaded when used

    _only(schema, {"type", "minimum", "maximum"})
    return msgspec.Meta(ge=schema.get("minimum"), le=schema.get("maximum"))


def _plain(terms: list[Any]) -> tuple[Any, ...]:
    """The terms of a vocabulary, in none of which a colon stands."""
    if not all(isinstance(term, str | None) and ":" not in (term or "") for term in terms):
        raise NotImplementedError("a vocabulary with a colon, or with something that is no text")
    return tuple(terms)


def _nothing(schema: Schema) -> Any:
    """What stands for a field that is left out."""
    return () if schema.get("type") == "array" else None
