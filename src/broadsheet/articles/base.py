"""The ground that every record stands on: strict, frozen models and the types of their values.

The models refuse exactly what their JSON Schema refuses (a property test proves it); the
one thing more that they say is that a span does not end before it starts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from typing_extensions import TypeAliasType

from broadsheet.articles import edtf
from broadsheet.articles.countries import COUNTRIES
from broadsheet.articles.version import READABLE

__all__ = [
    "SAFE_INTEGER",
    "Abstract",
    "CountryCode",
    "EdtfDate",
    "FileRecord",
    "Id",
    "LanguageTag",
    "Length",
    "LocalId",
    "Many",
    "Name",
    "Number",
    "Offset",
    "Pattern",
    "Record",
    "SchemaVersion",
    "Vocabulary",
    "WebAddress",
]

SAFE_INTEGER = 2**53 - 1
"""The largest integer that every JSON reader keeps exactly (RFC 7493, section 2.2)."""

LARGEST_NUMBER = 10**15
"""Figures stay below this, where a double still holds fifteen significant digits."""


class Record(BaseModel):
    """What all records share: strict types, no unknown keys, no change after creation."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        defer_build=True,
    )


class FileRecord(Record):
    """A record that stands in a file of its own, where `$schema` may name its schema for an editor."""

    schema_reference: str | None = Field(
        default=None,
        alias="$schema",
        exclude=True,
        description="Where an editor finds this schema; not part of the record.",
        examples=["../../schema/article.schema.json"],
    )


class Pattern:
    """Text that matches a regular expression from its first character to its last.

    The expression keeps to what ECMA-262, Rust and Python read alike. Python's `$` also
    matches before a final line feed, so the schema refuses line breaks by a rule of its own.
    """

    def __init__(self, expression: str, meaning: str, format: str | None = None) -> None:
        self.expression = expression
        self.meaning = meaning
        self.format = {"format": format} if format else {}

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.expression)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {
            **handler(schema),
            **self.format,
            "pattern": f"^(?:{self.expression})$",
            "not": {"type": "string", "pattern": "[\\r\\n]"},
            "$comment": self.meaning,
        }

    def _check(self, value: str) -> str:
        if self._compiled.fullmatch(value) is None:
            raise PydanticCustomError("pattern", "not {meaning}", {"meaning": self.meaning})
        return value


class Vocabulary(Mapping[str, str]):
    """A closed list of terms, each with its definition, that a field draws from.

    Use it as the metadata of an annotation: `Annotated[str, TOPICS]`.

    >>> colours = Vocabulary({"red": "like blood", "blue": "like the sky"})
    >>> list(colours), colours["red"]
    (['red', 'blue'], 'like blood')
    """

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms = dict(terms)

    def __getitem__(self, term: str) -> str:
        return self._terms[term]

    def __iter__(self) -> Any:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def __hash__(self) -> int:
        return id(self)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.literal_schema(list(self._terms))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        definitions = list(self._terms.values())
        return {"type": "string", "enum": list(self._terms), "enumDescriptions": definitions}


def _whole(value: object) -> object:
    """1.0 as 1: JSON Schema counts a number without a fraction as an integer (2020-12, 4.2.3)."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("decimal_type", "Input should be a number")
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not number.is_finite() or abs(number) > LARGEST_NUMBER:
        raise PydanticCustomError("decimal_range", "Input should lie between -1e15 and 1e15")
    return number


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) != len(values):
        raise PydanticCustomError("unique_items", "the items should be distinct")
    return values


class _UniqueItems:
    """The JSON Schema side of `_distinct`."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "uniqueItems": True}


Many = BeforeValidator(_tuple)
"""Lets a list stand where a record keeps a tuple."""

Distinct = (Many, AfterValidator(_distinct), _UniqueItems())

Offset = Annotated[int, Field(ge=0, le=SAFE_INTEGER), BeforeValidator(_whole)]
"""A position or a count, in the unit that the field names."""

Length = Annotated[int, Field(ge=1, le=SAFE_INTEGER), BeforeValidator(_whole)]
"""A length that is not nothing, in the unit that the field names."""

Number = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    PlainSerializer(_json_number, when_used="json"),
    WithJsonSchema({"type": "number", "minimum": -LARGEST_NUMBER, "maximum": LARGEST_NUMBER}),
]
"""A decimal number; a JSON number on paper."""

Id = Annotated[str, Field(max_length=120), Pattern(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", "an id")]
"""Lower-case letters and digits of ASCII, in words joined by `-`, `_` or `.`."""

LocalId = Annotated[str, Field(max_length=20), Pattern(r"[a-z][a-z0-9]*", "an id")]
"""An id that is unique inside one article: a letter, then letters and digits."""

_LINE = r"[^\x00-\x20\x7f](?:[^\x00-\x1f\x7f]*[^\x00-\x20\x7f])?"

Name = Annotated[str, Field(max_length=500), Pattern(_LINE, "text on one line without blanks at its ends")]
"""Text on one line that neither starts nor ends with a blank."""

Abstract = Annotated[str, Field(max_length=5000), Pattern(_LINE, "text on one line without blanks at its ends")]
"""Own words, on one line."""

EdtfDate = TypeAliasType(
    "EdtfDate",
    Annotated[str, Field(max_length=edtf.MAX_LENGTH), Pattern(edtf.PATTERN, "a date in EDTF", format="edtf")],
)
"""A date in EDTF (ISO 8601-2:2019, annex A), levels 0 to 2; a definition of its own in the JSON Schemas."""

LanguageTag = Annotated[
    str,
    Field(max_length=35),
    Pattern(
        r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*",
        "a BCP 47 language tag",
    ),
]
"""A language tag (BCP 47: RFC 5646, section 2.1) in its recommended case."""

SchemaVersion = Annotated[str, Vocabulary(READABLE)]
"""A version of the records' schema that this broadsheet reads."""

CountryCode = Annotated[str, Vocabulary(COUNTRIES)]
"""An ISO 3166-1 alpha-2 code."""

WebAddress = Annotated[
    str, Field(max_length=2000), Pattern(r"https?://[^\x00-\x20\x7f/?#]+(?:[/?#][^\x00-\x20\x7f]*)?", "a web address")
]
"""An absolute http or https URL."""
