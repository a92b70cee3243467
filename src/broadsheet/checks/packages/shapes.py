"""Small checks of JSON values, to be put together: each yields (pointer, message) for what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from broadsheet.checks.packages.paths import fault_of
from broadsheet.checks.tables.values.texts import is_email, is_uri

__all__ = [
    "Check",
    "address",
    "email",
    "filled",
    "items",
    "location",
    "matching",
    "moment",
    "named",
    "record",
    "text",
    "uri",
]

Check = Callable[[Any], Iterator[tuple[str, str]]]
MOMENT = (
    r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[Tt ](?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)"
    r"(?:\.[0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
WEB = r"(?:https?|ftps?)://[^\s/?#]\S*"


def named(pointer: str) -> str:
    """The property that a pointer leads to, as messages call it.

    >>> named("/contributors/0/roles"), named("/keywords/1")
    ('roles', 'An item of keywords')
    """
    steps = [step for step in pointer.split("/") if step]
    names = [step for step in steps if not step.isdigit()]
    return f"An item of {names[-1]}" if steps[-1].isdigit() else names[-1]


def text(value: Any) -> Iterator[tuple[str, str]]:
    """A string."""
    if not isinstance(value, str):
        yield "", "is a string"


def filled(value: Any) -> Iterator[tuple[str, str]]:
    """A string of at least one character."""
    if not isinstance(value, str) or not value:
        yield "", "is a string of at least one character"


def uri(value: Any) -> Iterator[tuple[str, str]]:
    """A URI with a scheme."""
    if not isinstance(value, str) or not is_uri(value):
        yield "", "is a URI"


def address(value: Any) -> Iterator[tuple[str, str]]:
    """A URL on the web."""
    if not isinstance(value, str) or not re.fullmatch(WEB, value):
        yield "", "is a URL that begins with http or https"


def email(value: Any) -> Iterator[tuple[str, str]]:
    """An email address."""
    if not isinstance(value, str) or not is_email(value):
        yield "", "is an email address"


def moment(value: Any) -> Iterator[tuple[str, str]]:
    """A date and time of RFC 3339."""
    if not isinstance(value, str) or not re.fullmatch(MOMENT, value):
        yield "", "is a date and time such as 2024-05-02T12:00:00Z (RFC 3339)"


def location(value: Any) -> Iterator[tuple[str, str]]:
    """A URL, or a path that stays beside or below the descriptor."""
    if not isinstance(value, str):
        yield "", "is a string"
    elif fault := fault_of(value):
        yield "", f"is a URL or a path inside the package, and this one {fault}"


def matching(pattern: str, words: str) -> Check:
    """A string in a form."""

    def check(value: Any) -> Iterator[tuple[str, str]]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield "", words

    return check


def items(each: Check, *, least: int = 0) -> Check:
    """A list, every item of which passes a check."""

    def check(value: Any) -> Iterator[tuple[str, str]]:
        if not isinstance(value, list) or len(value) < least:
            yield "", "is a list" + (f" of at least {least}" if least else "")
            return
        for place, item in enumerate(value):
            for pointer, message in each(item):
                yield f"/{place}{pointer}", message

    return check


def record(shape: Mapping[str, Check], *, needs: tuple[str, ...] = (), any_of: tuple[str, ...] = ()) -> Check:
    """An object whose known properties pass their checks; others are free."""

    def check(value: Any) -> Iterator[tuple[str, str]]:
        if not isinstance(value, dict):
            yield "", "is an object"
            return
        yield from (("", f"has the property {name}") for name in needs if name not in value)
        if any_of and not any(name in value for name in any_of):
            yield "", f"has at least one of {', '.join(any_of)}"
        for name, each in shape.items():
            if name in value:
                for pointer, message in each(value[name]):
                    yield f"/{name}{pointer}", message

    return check
