"""The logical value of a cell, by the type of its field; what cannot be read raises ValueError."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from broadsheet.checks.tables.field import Field
from broadsheet.checks.tables.values import numbers, structures, texts, times
from broadsheet.checks.tables.values.anytime import to_any

__all__ = ["canonical", "cast", "cast_native", "cast_stamp"]

NOT_TEXT = "\x00"
SMALL = 18


def cast(field: Field, text: str) -> Any:
    """The value that a text stands for in a field."""
    return CASTS[field.type](field, text)


def cast_native(field: Field, value: Any) -> Any:
    """The value of something that a format such as JSON has already typed."""
    kind = field.type
    if kind == "any":
        return value
    if isinstance(value, bool):
        return _expect(kind == "boolean", value, "a boolean", kind)
    if isinstance(value, int | float | Decimal):
        return _native_number(kind, value)
    if kind in {"array", "object", "geojson", "list", "geopoint"}:
        return _native_structure(field, value)
    raise ValueError(f"is {_called(value)}, not {_article(kind)}")


def cast_stamp(field: Field, text: str) -> Any:
    """The value of a date, time, date-time or duration in its default form that a format has typed.

    The form of the field says how texts are written, so it does not count here. A date is the
    date-time of its midnight, and the other way round; a time of day is also a duration.
    """
    if field.type == "any":
        return text
    found = times.kind_of(text)
    if (found, field.type) not in times.STAMPS:
        raise ValueError(f"is a {'date and time' if found == 'datetime' else found}, not {_article(field.type)}")
    return times.STAMPS[found, field.type](text)


def canonical(field: Field, value: Any) -> str | int | float:
    """One hashable form for equal logical values of a field."""
    if isinstance(value, bool):
        return f"{NOT_TEXT if field.type == 'any' else ''}{str(value).lower()}"
    if field.type in {"number", "integer"} or (field.type == "any" and isinstance(value, float | Decimal)):
        return _exact(value)
    if field.type in WRITTEN and not isinstance(value, str):
        return WRITTEN[field.type](value)
    if isinstance(value, int | str):
        return value
    if isinstance(value, list | dict):
        items = [str(canonical(field.item, each)) for each in value] if field.type == "list" else value
        return structures.canonical(items)
    return "|".join(str(_plain(part)) for part in (value if isinstance(value, tuple) else (value,)))


def _exact(value: float | Decimal) -> int | float | str:
    """A number as an int where it is a small one, otherwise as digits and exponent, equal for equal numbers."""
    value = Decimal(str(value)) if isinstance(value, float) else value
    if isinstance(value, Decimal):
        if not value.is_finite():
            return float(value)
        if not value:
            return 0
        if value.adjusted() > SMALL or value != value.to_integral_value():
            return str(_plain(value))
    whole = int(value)
    return whole if -(2**63) <= whole < 2**63 else str(_plain(Decimal(whole)))


def _year(value: int) -> str:
    return f"{'-' * (value < 0)}{abs(value):04}"


def _clock(value: Decimal) -> str:
    """A time of day as it stands in a cell; parts of seconds only where there are some."""
    minutes, seconds = divmod(value, 60)
    rest = f".{_plain(seconds % 1)}" if seconds % 1 else ""
    return f"{int(minutes) // 60:02}:{int(minutes) % 60:02}:{int(seconds):02}{rest}"


WRITTEN: dict[str, Callable[[Any], str]] = {
    "date": lambda value: "{:04}-{:02}-{:02}".format(*value),
    "time": _clock,
    "year": _year,
    "yearmonth": lambda value: f"{_year(value[0])}-{value[1]:02}",
}
"""The default form of values that keys compare with texts as they stand."""


def _plain(value: Any) -> Any:
    """A number without the zeros that do not count, exact at any length."""
    if not isinstance(value, Decimal) or not value.is_finite():
        return value
    sign, digits, exponent = value.as_tuple()
    text = "".join(map(str, digits)).lstrip("0")
    short = text.rstrip("0")
    return f"{'-' * sign}{short}E{int(exponent) + len(text) - len(short)}" if short else "0"


def _boolean(field: Field, text: str) -> bool:
    if text in field.true_values:
        return True
    if text in field.false_values:
        return False
    raise ValueError("is neither one of the true values nor one of the false values")


def _temporal(default: Callable[[str], Any]) -> Callable[[Field, str], Any]:
    def convert(field: Field, text: str) -> Any:
        if field.format == "default":
            return default(text)
        if field.format == "any":
            return times.of_datetime(to_any(text, field.type), field.type)
        return times.with_pattern(text, field.format, field.type)

    return convert


def _plain_text(convert: Callable[[str], Any]) -> Callable[[Field, str], Any]:
    """A cast that asks nothing of the field."""

    def cast_text(_: Field, text: str) -> Any:
        return convert(text)

    return cast_text


def _list(field: Field, text: str) -> list[Any]:
    return [cast(field.item, item) for item in text.split(field.delimiter)]


CASTS: dict[str, Callable[[Field, str], Any]] = {
    "string": lambda field, text: texts.to_string(text, field.format),
    "number": lambda field, text: numbers.to_number(text, field.options, field.caps),
    "integer": lambda field, text: numbers.to_integer(text, field.options, field.caps),
    "boolean": _boolean,
    "object": lambda field, text: structures.to_object(text, field.caps),
    "array": lambda field, text: structures.to_array(text, field.caps),
    "list": _list,
    "date": _temporal(times.to_date),
    "time": _temporal(times.to_time),
    "datetime": _temporal(times.to_datetime),
    "year": _plain_text(times.to_year),
    "yearmonth": _plain_text(times.to_yearmonth),
    "duration": _plain_text(times.to_duration),
    "geopoint": lambda field, text: structures.to_geopoint(text, field.format, field.caps),
    "geojson": lambda field, text: structures.to_geojson(text, field.format, field.caps),
    "any": _plain_text(str),
}


def _native_number(kind: str, value: float | Decimal) -> Any:
    if kind == "number":
        return Decimal(str(value))
    if kind == "integer" and isinstance(value, Decimal) and value == value.to_integral_value():
        return value
    if kind in {"integer", "year"} and value == value // 1:
        return int(value)
    raise ValueError(f"is {_called(value)}, not {_article(kind)}")


def _native_structure(field: Field, value: Any) -> Any:
    if field.type == "list":
        return [_item(field.item, each) for each in structures.to_array(value)]
    if field.type == "geopoint":
        return structures.to_geopoint(value, field.format)
    if field.type == "geojson":
        return structures.to_geojson(value, field.format)
    return structures.to_array(value) if field.type == "array" else structures.to_object(value)


def _item(field: Field, value: Any) -> Any:
    return cast(field, value) if isinstance(value, str) else cast_native(field, value)


def _expect(holds: bool, value: Any, name: str, kind: str) -> Any:
    if not holds:
        raise ValueError(f"is {name}, not {_article(kind)}")
    return value


def _called(value: Any) -> str:
    names = {list: "an array", dict: "an object", bool: "a boolean"} | dict.fromkeys((int, float, Decimal), "a number")
    return names.get(type(value), "no text")


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
