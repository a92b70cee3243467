"""The page on the Python API, made of the docstrings and signatures of what is public."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from types import ModuleType, NoneType
from typing import Any

from pydantic import BaseModel

from broadsheet.articles.schemas import MODELS

MODULES = (
    "broadsheet",
    "broadsheet.errors",
    "broadsheet.engines",
    "broadsheet.exports.exporter",
    "broadsheet.reading.finders",
    "broadsheet.reports",
    "broadsheet.syndication",
    "broadsheet.versions",
)
"""The modules whose `__all__` is promised to users."""

WIDTH = 100
"""The longest call that stays on one line."""


def page() -> Iterator[str]:
    """What each public module offers: its classes and functions, then its constants."""
    yield "# Python\n"
    yield "Every name that is meant to be imported, from the docstrings in the code; their examples run in the tests."
    yield "What begins with an underscore, or is not on this page, may change in any version.\n"
    told: set[str] = set()
    for name in MODULES:
        module = import_module(name)
        yield f"## {name}\n"
        yield _prose(module)
        yield from _names(module, sorted(set(module.__all__) - told))
        told.update(module.__all__)


def _names(module: ModuleType, names: list[str]) -> Iterator[str]:
    """Public names of a module: classes, then functions, then constants."""
    named = {name: getattr(module, name) for name in names}
    for name, value in named.items():
        if inspect.isclass(value):
            yield from _class(name, value)
    for name, value in named.items():
        if inspect.isfunction(value):
            yield f"### {name}\n\n```py\n{_signature(name, value)}\n```\n"
            yield _prose(value)
    constants = [f"- `{name}`{_value(value)}" for name, value in named.items() if not hasattr(value, "__qualname__")]
    if constants:
        yield "\n".join(["Constants:\n", *constants, ""])


def _class(name: str, kind: type) -> Iterator[str]:
    yield f"### {name}\n"
    if issubclass(kind, BaseModel):
        fields = f"[the record](record.md#{name.lower()}) lists its fields" if kind in MODELS else "a model"
        yield f"A Pydantic model; {fields}.\n"
    elif not issubclass(kind, Exception):
        yield f"```py\n{_signature(name, kind)}\n```\n"
    yield _prose(kind)
    members = [*_members(kind)]
    if members:
        yield "\n".join([*members, ""])


def _members(kind: type) -> Iterator[str]:
    """The methods and properties that a class defines itself, in the order of its source."""
    for name, member in vars(kind).items():
        method = member.__func__ if isinstance(member, (classmethod, staticmethod)) else member
        if name.startswith("_") or not inspect.getdoc(method):
            continue
        if inspect.isfunction(method):
            call = re.sub(r"\s+", " ", _signature(name, method)).replace("( ", "(").replace(", )", ")")
            yield f"- `{call}`: {_first(method)}"
        elif isinstance(method, (property, cached_property)):
            yield f"- `{name}`: {_first(method)}"


def _first(thing: Any) -> str:
    """The first paragraph of a docstring, on one line."""
    return (inspect.getdoc(thing) or "").partition("\n\n")[0].replace("\n", " ")


def _signature(name: str, thing: Any) -> str:
    """The call of a function as it would be written, a parameter a line where it is long."""
    signature = inspect.signature(thing)
    given, kind = [], None
    for each in signature.parameters.values():
        if each.name not in {"self", "cls"}:
            if each.kind is each.KEYWORD_ONLY and kind not in {each.KEYWORD_ONLY, each.VAR_POSITIONAL}:
                given.append("*")
            given.append(_parameter(each))
            kind = each.kind
    gives = "" if inspect.isclass(thing) or signature.return_annotation is signature.empty else " -> "
    answer = gives + _type(signature.return_annotation) if gives else ""
    line = f"{name}({', '.join(given)}){answer}"
    return line if len(line) <= WIDTH else "\n".join([f"{name}(", *(f"    {each}," for each in given), f"){answer}"])


def _parameter(parameter: inspect.Parameter) -> str:
    star = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
    typed = "" if parameter.annotation is parameter.empty else f": {_type(parameter.annotation)}"
    default = "" if parameter.default is parameter.empty else f" = {_default(parameter.default)}"
    return f"{star}{parameter.name}{typed}{default}"


def _default(value: Any) -> str:
    """A default as it would be written; `...` for what is made when the function is called."""
    if isinstance(value, str):
        return json.dumps(value)
    return repr(value) if isinstance(value, (bool, int, float, tuple, frozenset, NoneType)) else "..."


def _type(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)


def _value(value: Any) -> str:
    shown = repr(value)
    return f" = `{shown}`" if len(shown) < 90 else ""  # a table of rules says nothing on one line


def _prose(thing: Any) -> str:
    """A docstring as Markdown: examples as fences, arguments as a list."""
    text = inspect.getdoc(thing) or ""
    text = re.sub(r"^Args:\n((?:    .*\n?)+)", _arguments, text, flags=re.MULTILINE)
    return re.sub(r"^>>>.*(?:\n.+)*", lambda found: f"```pycon\n{found[0]}\n```", text, flags=re.MULTILINE) + "\n"


def _arguments(found: re.Match[str]) -> str:
    """The block of the arguments as a list, each item on one line."""
    lines = re.sub(r"\n {8,}", " ", found[1]).splitlines()
    return "".join(re.sub(r"^    (\w+): ", r"- `\1`: ", line) + "\n" for line in lines)
