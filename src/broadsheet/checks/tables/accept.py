"""Masks that accept cells without doubt, vectorised.

Sound, not complete: a cell that a mask accepts has no fault at all; whatever it does not
accept goes to the Judge, which has the last word.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Any

import polars as pl

from broadsheet.checks.tables.field import Bound, Field

__all__ = ["accepted", "has_stamps", "is_fast_number", "typed"]

DAY = r"(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
LEXICAL = {
    "date": rf"^[0-9]{{4}}-{DAY}$",
    "time": rf"^{CLOCK}$",
    "datetime": rf"^[0-9]{{4}}-{DAY}T{CLOCK}(?:\.[0-9]{{1,9}})?$",
    "year": r"^[0-9]{4}$",
    "yearmonth": r"^[0-9]{4}-(?:0[1-9]|1[0-2])$",
}
FORMATS = {
    "email": r"^[A-Za-z0-9_+-]{1,64}(?:\.[A-Za-z0-9_+-]{1,64})?@(?:[A-Za-z0-9]{1,60}\.){1,3}[A-Za-z]{1,20}$",
    "uri": r"^https?://[A-Za-z0-9][A-Za-z0-9._~:/?@!$&'()*+,;=-]*$",
    "uuid": r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
}
LOWEST, HIGHEST = -(2**63), 2**63 - 1
SECONDS = 19
LONGEST = 1 << 31


def is_fast_number(field: Field) -> bool:
    """Whether polars' own casts read the field's numbers as the standard does."""
    own = field.options
    plain = own.get("bareNumber") is not False and not own.get("groupChar") and own.get("decimalChar", ".") == "."
    return field.type in {"integer", "number"} and plain


def has_stamps(field: Field) -> bool:
    """Whether formats with types of their own have values for the field that stand in its usual form."""
    return field.type in {"date", "time", "datetime"}


def typed(field: Field, text: pl.Expr) -> pl.Expr | None:
    """The column as numbers, null where polars finds none; None for fields that are no plain numbers."""
    if not is_fast_number(field):
        return None
    return text.cast(pl.Int64 if field.type == "integer" else pl.Float64, strict=False)


def accepted(field: Field, text: pl.Expr, value: pl.Expr | None) -> pl.Expr | None:
    """The mask of cells that are surely good; None when only the Judge can tell.

    `text` is null where a value is missing; `value` is what `typed` gave.
    """
    if field.json_schema is not None:
        return None
    if field.type in {"any", "string"}:
        return _string(field, text)
    if value is not None:
        return _integer(field, value) if field.type == "integer" else _number(field, value)
    if field.enum is not None or field.categories is not None or field.format != "default":
        return None
    if field.type == "boolean":
        return text.is_in([*field.true_values, *field.false_values])
    return _temporal(field, text) if field.type in LEXICAL else None


def _string(field: Field, text: pl.Expr) -> pl.Expr | None:
    if field.format not in {"default", *FORMATS}:
        return None
    masks = []
    if field.format in FORMATS:
        masks.append(text.str.contains(FORMATS[field.format]))
    if field.pattern is not None:
        masks.append(text.str.contains(field.pattern))
    if field.min_length:
        masks.append(text.str.len_chars() >= min(field.min_length, LONGEST))
    if field.max_length is not None:
        masks.append(text.str.len_chars() <= min(field.max_length, LONGEST))
    masks += [text.is_in(_texts(allowed)) for allowed in (field.enum, field.categories) if allowed is not None]
    return pl.all_horizontal(masks) if masks else pl.lit(True)


def _integer(field: Field, value: pl.Expr) -> pl.Expr | None:
    masks = [value.is_not_null()]
    for bound in field.bounds:
        limit = _whole(bound)
        if limit is None:
            return None
        masks.append(value >= max(limit, LOWEST) if "inimum" in bound.rule else value <= min(limit, HIGHEST))
        if ("inimum" in bound.rule and limit > HIGHEST) or ("aximum" in bound.rule and limit < LOWEST):
            return None
    lists = [_small(allowed) for allowed in (field.enum, field.categories) if allowed is not None]
    masks += [value.is_in(pl.Series(allowed, dtype=pl.Int64).implode()) for allowed in lists]
    return pl.all_horizontal(masks)


def _whole(bound: Bound) -> int | None:
    """The outermost integer that a bound allows."""
    if isinstance(bound.value, Decimal) and not bound.value.is_finite():
        return None
    if isinstance(bound.value, Decimal) and bound.value.adjusted() > SECONDS:
        return None
    low = "inimum" in bound.rule
    near: int = math.ceil(bound.value) if low else math.floor(bound.value)
    if bound.rule.startswith("exclusive") and near == bound.value:
        near += 1 if low else -1
    return near


def _number(field: Field, value: pl.Expr) -> pl.Expr | None:
    """Finite numbers strictly inside their bounds; those next to a bound are left to exact arithmetic."""
    if field.enum is not None:
        return None
    masks = [value.is_finite()]
    for bound in field.bounds:
        limit = float(bound.value)
        masks.append(value > limit if "inimum" in bound.rule else value < limit)
    return pl.all_horizontal(masks)


def _temporal(field: Field, text: pl.Expr) -> pl.Expr | None:
    """Usual forms, in whose order texts stand as well; strictly inside their bounds."""
    masks = [text.str.contains(LEXICAL[field.type])]
    for bound in field.bounds:
        limit = bound.text
        if not _is_usual(field.type, limit):
            return None
        short = text.str.slice(0, SECONDS) if field.type == "datetime" else text
        masks.append(short > limit[:SECONDS] if "inimum" in bound.rule else short < limit[:SECONDS])
    return pl.all_horizontal(masks)


def _is_usual(kind: str, text: str) -> bool:
    """Whether a bound, which is known to be a value, is written in the form that the mask compares."""
    form = LEXICAL[kind].replace(DAY, "[0-9]{2}-[0-9]{2}")
    return re.fullmatch(form[1:-1], text) is not None


def _texts(allowed: frozenset[Any]) -> list[str]:
    return sorted(each for each in allowed if isinstance(each, str))


def _small(allowed: frozenset[Any]) -> list[int]:
    return [each for each in allowed if isinstance(each, int) and LOWEST <= each <= HIGHEST]
