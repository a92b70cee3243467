"""JSON inside a cell: arrays, objects, points and GeoJSON."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any, NoReturn

from broadsheet.checks.tables.caps import CAPS, BeyondCap, Caps
from broadsheet.checks.tables.values.numbers import to_decimal

__all__ = ["NotJsonError", "canonical", "read_json", "to_array", "to_geojson", "to_geopoint", "to_object"]

PLAIN = 4_000
"""As many digits as Python makes an int of in no time."""

POSITION = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
LINES = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}
NUMBER = r"\s*([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,4})?)\s*"

NOT_NOTHING = re.compile("-?[0.]*[1-9]")
"""How a number begins that is not 0."""

CONSTANTS = {"NaN", "Infinity", "-Infinity"}
"""What Python reads as numbers, and JSON does not."""


class NotJsonError(ValueError):
    """A text is not JSON; `line` and `at` say where in it, if that is known."""

    def __init__(self, error: ValueError) -> None:
        super().__init__("is not JSON")
        self.line: int | None = None
        self.at = f": {error} is not a JSON number" if str(error) in CONSTANTS else ""
        if isinstance(error, json.JSONDecodeError):
            self.line = error.lineno
            reason = error.msg.removesuffix(" at")
            self.at = f": {reason[0].lower()}{reason[1:]} at column {error.colno}"


def read_json(text: str, caps: Caps = CAPS) -> Any:
    """The value of a JSON text, as strict as RFC 8259: no NaN; BeyondCap for endless digits and abysses."""
    if _depth(text, caps.depth) > caps.depth:
        raise BeyondCap(f"nests deeper than {caps.depth}", "depth")
    try:
        whole, real = partial(_integer, caps), partial(_real, caps)
        return json.loads(text, parse_constant=_refuse, parse_int=whole, parse_float=real)
    except RecursionError:
        raise BeyondCap("nests deeper than can be read", "depth") from None
    except BeyondCap:
        raise
    except ValueError as error:
        raise NotJsonError(error) from None


def canonical(value: Any) -> str:
    """One text for equal JSON values, whatever the order of their keys, and however their whole numbers are written.

    >>> canonical({"b": 1.0, "a": [10]}) == canonical({"a": [1e1], "b": 1})
    True
    """
    return json.dumps(_alike(value), sort_keys=True, separators=(",", ":"), default=str)


def _alike(value: Any) -> Any:
    """A JSON value whose whole numbers are ints, as JSON has one type of number."""
    if isinstance(value, dict):
        return {key: _alike(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_alike(each) for each in value]
    if not isinstance(value, float | Decimal):
        return value
    exact = Decimal(str(value))
    is_whole = exact.is_finite() and exact.adjusted() < PLAIN and exact == exact.to_integral_value()
    return int(exact) if is_whole else value


def to_array(value: Any, caps: Caps = CAPS) -> list[Any]:
    """A JSON array, given as it is or as text."""
    value = read_json(value, caps) if isinstance(value, str) else value
    if not isinstance(value, list):
        raise ValueError("is not a JSON array")  # noqa: TRY004 - a fault of the data
    return value


def to_object(value: Any, caps: Caps = CAPS) -> dict[str, Any]:
    """A JSON object, given as it is or as text."""
    value = read_json(value, caps) if isinstance(value, str) else value
    if not isinstance(value, dict):
        raise ValueError("is not a JSON object")  # noqa: TRY004 - a fault of the data
    return value


def to_geopoint(value: Any, form: str, caps: Caps = CAPS) -> tuple[Decimal, Decimal]:
    """Longitude and latitude, in one of the three forms of the standard."""
    if form == "default":
        parts: list[Any] = value.split(",") if isinstance(value, str) else []
        matches = [re.fullmatch(NUMBER, part) for part in parts]
        numbers = [Decimal(match[1]) for match in matches if match]
    elif form == "array":
        numbers = _numbers(to_array(value, caps))
    else:
        point = to_object(value, caps)
        numbers = _numbers([point["lon"], point["lat"]]) if set(point) == {"lon", "lat"} else []
        parts = numbers
    if len(numbers) != 2 or (form == "default" and len(parts) != 2):
        raise ValueError("is not a point: longitude, latitude")
    return numbers[0], numbers[1]


def to_geojson(value: Any, form: str, caps: Caps = CAPS) -> dict[str, Any]:
    """A GeoJSON (RFC 7946) or TopoJSON object."""
    found = to_object(value, caps)
    if form == "topojson":
        if (
            found.get("type") != "Topology"
            or not isinstance(found.get("objects"), dict)
            or not isinstance(found.get("arcs"), list)
            or not all(map(_is_arc, found["arcs"]))
        ):
            raise ValueError("is not a TopoJSON topology")
    elif not _is_geojson(found):
        raise ValueError("is not a GeoJSON object")
    return found


def _is_arc(value: Any) -> bool:
    """Two positions or more (TopoJSON, 2.1.3)."""
    return isinstance(value, list) and len(value) > 1 and all(_are_positions(each, 0, "") for each in value)


def _is_geojson(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    kind = value.get("type")
    checks: dict[str, Callable[[dict[str, Any]], bool]] = {"Feature": _is_feature, "FeatureCollection": _is_collection}
    return checks[kind](value) if isinstance(kind, str) and kind in checks else _is_geometry(value)


def _is_feature(value: dict[str, Any]) -> bool:
    geometry = value.get("geometry")
    return (
        {"geometry", "properties"} <= value.keys()
        and (geometry is None or _is_geometry(geometry))
        and isinstance(value["properties"], dict | None)
    )


def _is_collection(value: dict[str, Any]) -> bool:
    features = value.get("features")
    return isinstance(features, list) and all(
        isinstance(each, dict) and each.get("type") == "Feature" and _is_feature(each) for each in features
    )


def _is_geometry(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        return False
    if value["type"] == "GeometryCollection":
        parts = value.get("geometries")
        return isinstance(parts, list) and all(map(_is_geometry, parts))
    kind = value["type"]
    return kind in POSITION and _are_positions(value.get("coordinates"), POSITION[kind], kind)


def _are_positions(value: Any, levels: int, kind: str) -> bool:
    """Positions nested as deep as a geometry asks for; lines and rings have enough of them."""
    if not isinstance(value, list):
        return False
    if levels == 1 and (len(value) < LINES.get(kind, 0) or ("Polygon" in kind and value[0] != value[-1])):
        return False
    if levels:
        return all(_are_positions(each, levels - 1, kind) for each in value)
    return len(value) >= 2 and all(map(_is_number, value))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _numbers(values: list[Any]) -> list[Decimal]:
    plain = [each for each in values if _is_number(each)]
    return [Decimal(str(each)) for each in plain] if len(plain) == len(values) else []


def _depth(text: str, cap: int) -> int:
    """The depth of the brackets; where there are few of them, only an upper bound."""
    opened = text.count("[") + text.count("{")
    return opened if opened <= cap else _exact_depth(text)


def _exact_depth(text: str) -> int:
    deepest = depth = 0
    for mark in re.findall(r'(?s)"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', text):
        depth += (mark in "[{") - (mark in "]}") if len(mark) == 1 else 0
        deepest = max(deepest, depth)
    return deepest


def _integer(caps: Caps, digits: str) -> int | Decimal:
    if len(digits) > caps.digits:
        raise BeyondCap(f"has a number of more than {caps.digits:,} digits", "digits")
    return int(digits) if len(digits) < PLAIN else Decimal(digits)


def _real(caps: Caps, text: str) -> float | Decimal:
    """A float, or a Decimal for a number beyond the range of floats, or too near to nothing for one."""
    number = float(text)
    is_nothing = number == 0 and NOT_NOTHING.match(text)
    return to_decimal(text, caps) if is_nothing or not math.isfinite(number) else number


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
