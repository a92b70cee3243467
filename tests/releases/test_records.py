"""Models of records that break old records need a new major version of their schema."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from broadsheet.articles import Article
from broadsheet.articles.schemas import FILES, MODELS, json_schema
from broadsheet.articles.version import CURRENT
from broadsheet.releases.change import Difference
from broadsheet.releases.records import of_records, version_needed

RELEASED = Path(__file__).parent / "released"


def parts(version: str) -> tuple[int, ...]:
    """A version as numbers."""
    return tuple(map(int, version.split(".")))


def released() -> tuple[str, dict[str, Any]]:
    """The newest version that was released, and its schemas."""
    newest = max(RELEASED.glob("*.json"), key=lambda path: parts(path.stem))
    return newest.stem, json.loads(newest.read_text(encoding="utf-8"))


def test_the_version_of_the_records_is_enough() -> None:
    """The version in `articles/version.py` is as high as the changes of the models since the last release demand."""
    version, schemas = released()
    found = [
        each
        for model in FILES
        for each in of_records(model.__name__, schemas[model.__name__.lower()], json_schema(model))
    ]
    needed = version_needed(version, found)
    told = [f"{each.kind} {each.resource}{each.field} {each.key}" for each in found]
    assert parts(CURRENT) >= parts(needed), f"the schema needs the version {needed}: {told}"


def test_every_record_is_compared_with_what_was_released() -> None:
    """The schemas that were released hold each model by itself or within another; a span is only ever written out."""
    _, schemas = released()
    held = {name for schema in schemas.values() for name in schema["$defs"]}
    assert {model.__name__.lower() for model in FILES} == set(schemas)
    assert {model.__name__ for model in MODELS} - held - {model.__name__ for model in FILES} == {"Span"}


Edit = Callable[[dict[str, Any]], object]


def figure(schema: dict[str, Any]) -> dict[str, Any]:
    """The properties of a figure in the schema of articles."""
    return schema["$defs"]["Figure"]["properties"]  # type: ignore[no-any-return]


EDITS: dict[str, tuple[Edit, str]] = {
    "nothing": (lambda _: None, "1.4"),
    "other words": (lambda s: s["properties"]["id"].update(description="Id."), "1.4"),
    "an optional field": (lambda s: figure(s).update(note={"type": "string"}), "1.5"),
    "a required field": (
        lambda s: (figure(s).update(note={"type": "string"}), s["$defs"]["Figure"]["required"].append("note")),
        "2.0",
    ),
    "a field less": (lambda s: figure(s).pop("counted"), "2.0"),
    "a field renamed": (lambda s: figure(s).update(counts=figure(s).pop("counted")), "2.0"),
    "another type": (lambda s: figure(s)["start"].update(type="string"), "2.0"),
    "a wider type": (lambda s: figure(s)["start"].update(type="number"), "1.5"),
    "a lower maximum": (lambda s: s["properties"]["id"].update(maxLength=60), "2.0"),
    "a higher maximum": (lambda s: s["properties"]["id"].update(maxLength=600), "1.5"),
    "another pattern": (lambda s: s["properties"]["id"].update(pattern="^x$"), "2.0"),
    "a term less": (lambda s: s["$defs"]["Segment"]["properties"]["role"]["enum"].pop(), "2.0"),
    "a term more": (lambda s: s["$defs"]["Segment"]["properties"]["role"]["enum"].append("crossword"), "1.5"),
    "no longer required": (lambda s: s["required"].remove("source"), "1.5"),
    "now required": (lambda s: s["required"].append("abstract"), "2.0"),
    "unknown keys allowed": (lambda s: s.update(additionalProperties=True), "1.5"),
    "items of a list": (lambda s: s["properties"]["figures"]["items"].update({"$ref": "#/$defs/Segment"}), "2.0"),
}


@pytest.mark.parametrize("name", EDITS)
def test_edits(name: str) -> None:
    """What old records may break is a new major version; what only allows more is a new minor one."""
    edit, version = EDITS[name]
    old = json_schema(Article)
    new = copy.deepcopy(old)
    edit(new)
    assert version == version_needed("1.4", list(of_records("article", old, new)))


def test_differences_say_where() -> None:
    """A difference names the record, the place in it, and what was there."""
    old = json_schema(Article)
    new = copy.deepcopy(old)
    figure(new)["start"]["maximum"] = 10
    (found,) = of_records("article", old, new)
    before = figure(old)["start"]["maximum"]
    assert Difference("constraint-tightened", "article", "/figures/*/start", "maximum", before, 10) == found
