"""A table of changes: the kinds that are found, the bump that each rule set asks for, and the clause that says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from harbours import CALLS, PORTS, descriptor, package

import broadsheet
from broadsheet.versions import KINDS, POLICIES, Policy, highest

Edit = Callable[[dict[str, Any]], object]


@dataclass(frozen=True)
class Case:
    """A change: its name, the kinds it shows as, the ruling of both rule sets, and what is edited.

    `before` edits the old descriptor, so that there is something to change; the new one as well when
    there is an `edit`.
    """

    name: str
    kinds: str
    recipe: str
    croissant: str
    edit: Edit | None = None
    before: Edit | None = None
    files: dict[str, str] = field(default_factory=dict)
    old_files: dict[str, str] = field(default_factory=dict)


def top(**properties: Any) -> Edit:
    """Set properties of the package; None takes them away."""
    return lambda given: _set(given, properties)


def resource(place: int, **properties: Any) -> Edit:
    """Set properties of a resource."""
    return lambda given: _set(given["resources"][place], properties)


def schema(**properties: Any) -> Edit:
    """Set properties of the schema of the ports."""
    return lambda given: _set(given["resources"][0]["schema"], properties)


def column(place: int, **properties: Any) -> Edit:
    """Set properties of a field of the ports."""
    return lambda given: _set(given["resources"][0]["schema"]["fields"][place], properties)


def constraint(place: int, **constraints: Any) -> Edit:
    """Set the constraints of a field of the ports."""
    return column(place, constraints=constraints)


def calls(**properties: Any) -> Edit:
    """Set properties of the schema of the calls."""
    return lambda given: _set(given["resources"][1]["schema"], properties)


def both(*edits: Edit) -> Edit:
    """One edit after the other."""
    return lambda given: [edit(given) for edit in edits]


def add_resource(given: dict[str, Any]) -> None:
    """A new table."""
    ships = {"name": "ship", "type": "string"}
    given["resources"].append({"name": "ships", "type": "table", "path": "ships.csv", "schema": {"fields": [ships]}})


def drop_resource(given: dict[str, Any]) -> None:
    """A table less."""
    del given["resources"][1]


def add_column(given: dict[str, Any], place: int = 4) -> None:
    """A new field at the end."""
    given["resources"][0]["schema"]["fields"].insert(place, {"name": "berths", "type": "integer"})


def drop_column(given: dict[str, Any]) -> None:
    """A field less."""
    del given["resources"][0]["schema"]["fields"][3]


def swap_columns(given: dict[str, Any]) -> None:
    """Two fields in another order."""
    fields = given["resources"][0]["schema"]["fields"]
    fields[1], fields[2] = fields[2], fields[1]


def _set(target: dict[str, Any], properties: dict[str, Any]) -> None:
    target.update(properties)
    for key in [key for key, value in target.items() if value is None]:
        del target[key]


WITH_BERTHS = "code,name,depth,open,berths\nAA,Old harbour,9.5,true,4\nBB,Quay,1,false,\nCC,Pier,2,,1\n"
WITHOUT_OPEN = "code,name,depth\nAA,Old harbour,9.5\nBB,Quay,1\nCC,Pier,2\n"
SWAPPED = "code,depth,name,open\nAA,9.5,Old harbour,true\nBB,1,Quay,false\nCC,2,Pier,\n"
FOREIGN = {"fields": ["port"], "reference": {"resource": "ports", "fields": ["code"]}}
ELSEWHERE = {"fields": ["port"], "reference": {"resource": "ports", "fields": ["name"]}}
CC0, CC_BY, ODBL = {"name": "CC0-1.0"}, {"name": "CC-BY-4.0"}, {"name": "ODbL-1.0"}
COLOURS = ["red", "green", "blue"]
LABELLED = [{"value": "red", "label": "Red"}, {"value": "green", "label": "Green"}, {"value": "blue", "label": "Blue"}]
CODED = column(1, categories=["Old harbour", "Quay", "Pier"])

CASES = [
    # The package
    Case("the same", "", "none", "none"),
    Case("another version", "", "none", "none", top(version="2.0.0")),
    Case("another time of creation", "", "none", "none", top(created="2024-05-02T00:00:00Z")),
    Case("name", "package-renamed", "major major-1", "patch patch", top(name="ports-of-call")),
    Case("id", "package-renamed", "major major-1", "patch patch", top(id="https://doi.example/1")),
    Case("standard", "profile-changed", "minor minor-0", "patch patch",
         top(**{"$schema": "https://datapackage.org/profiles/2.1/datapackage.json"})),
    Case("title", "metadata-changed", "patch patch-2", "patch patch", top(title="Harbours of the coast")),
    Case("description added", "metadata-changed", "patch patch-2", "patch patch", top(description="All of them.")),
    Case("homepage", "metadata-changed", "patch patch-2", "patch patch", top(homepage="https://harbours.example")),
    Case("keywords", "metadata-changed", "patch patch-2", "patch patch", top(keywords=["port"])),
    Case("contributor", "metadata-changed", "patch patch-2", "patch patch", top(contributors=[{"title": "Another"}])),
    Case("image", "metadata-changed", "patch patch-2", "patch patch", top(image="quay.png")),
    Case("own property", "metadata-changed", "patch patch-2", "patch patch", top(**{"harbour:coast": "north"})),
    Case("licence added", "license-added", "minor minor-0", "patch patch", top(licenses=[CC_BY, CC0])),
    Case("licence removed", "license-removed", "major major-0", "patch patch", top(licenses=[CC_BY]),
         top(licenses=[CC_BY, CC0])),
    Case("licence replaced", "license-removed license-added", "major major-0", "patch patch", top(licenses=[ODBL])),
    Case("licence titled", "metadata-changed", "patch patch-2", "patch patch",
         top(licenses=[{**CC_BY, "title": "Attribution"}])),
    Case("licences in another order", "metadata-changed", "patch patch-2", "patch patch", top(licenses=[CC0, CC_BY]),
         top(licenses=[CC_BY, CC0])),
    Case("source added", "source-added", "patch patch-2", "patch patch",
         top(sources=[{"title": "Harbour office"}, {"title": "Pilots"}])),
    Case("source removed", "source-removed", "patch patch-2", "patch patch", top(sources=[])),
    Case("source at another address", "metadata-changed", "patch patch-2", "patch patch",
         top(sources=[{"title": "Harbour office", "path": "https://office.example"}])),
    Case("records extended", "records-extended", "minor minor-0", "minor minor",
         top(**{"broadsheet:schemaVersion": "1.1"}), top(**{"broadsheet:schemaVersion": "1.0"})),
    Case("records broken", "records-broken", "major major-0", "major major",
         top(**{"broadsheet:schemaVersion": "2.0"}), top(**{"broadsheet:schemaVersion": "1.4"})),
    # Resources
    Case("resource added", "resource-added row-added", "minor minor-1", "minor minor", add_resource,
         files={"ships.csv": "ship\nLark\n"}),
    Case("resource removed", "resource-removed", "major major-5", "major major", drop_resource),
    Case("resource renamed", "resource-renamed", "major major-1", "major major", resource(1, name="visits")),
    Case("resources in another order", "resources-reordered", "none none", "none none",
         lambda given: given["resources"].reverse()),
    Case("another path", "resource-moved", "none scenario-5", "patch patch", resource(0, path="data.csv"),
         files={"data.csv": PORTS}),
    Case("another format", "serialization-changed resource-moved", "none scenario-5", "patch patch",
         resource(0, path="ports.json", format="json"), files={"ports.json": json.dumps([
             {"code": "AA", "name": "Old harbour", "depth": 9.5, "open": True},
             {"code": "BB", "name": "Quay", "depth": 1, "open": False},
             {"code": "CC", "name": "Pier", "depth": 2, "open": None}])}),
    Case("another delimiter", "serialization-changed", "none scenario-5", "patch patch",
         resource(0, dialect={"delimiter": ";"}), files={"ports.csv": PORTS.replace(",", ";")}),
    Case("encoding named", "serialization-changed", "none scenario-5", "patch patch", resource(0, encoding="utf-8")),
    Case("other bytes", "bytes-changed", "none none", "patch patch",
         files={"ports.csv": PORTS.replace("9.5", "9.50").replace("true", "TRUE")}),
    Case("rows in another order", "bytes-changed", "none none", "patch patch",
         files={"calls.csv": "".join([CALLS.splitlines(keepends=True)[i] for i in (0, 3, 1, 2)])}),
    Case("title of a resource", "metadata-changed", "patch patch-2", "patch patch", resource(0, title="All ports")),
    Case("licence of a resource", "metadata-changed license-removed license-added", "major major-0", "patch patch",
         resource(0, licenses=[CC0])),
    Case("licence of a resource more", "metadata-changed license-added", "minor minor-0", "patch patch",
         resource(0, licenses=[CC_BY, CC0])),
    Case("licence of a resource stated", "metadata-changed", "patch patch-2", "patch patch",
         resource(0, licenses=[CC_BY])),
    Case("licence of a resource dropped", "license-removed license-added metadata-changed", "major major-0",
         "patch patch", resource(0, licenses=None), before=resource(0, licenses=[ODBL])),
    Case("another text", "file-changed", "patch patch-1", "major major", files={"notes.txt": "Read this.\n"}),
    Case("a form that follows", "copy-changed row-added", "minor minor-2", "minor minor",
         resource(2, **{"broadsheet:repeats": ["ports"]}), resource(2, **{"broadsheet:repeats": ["ports"]}),
         files={"notes.txt": "More.\n", "ports.csv": PORTS + "DD,Mole,3,\n"}),
    Case("a form in other bytes", "bytes-changed", "none none", "patch patch",
         resource(2, **{"broadsheet:repeats": ["ports"]}), resource(2, **{"broadsheet:repeats": ["ports"]}),
         files={"notes.txt": "Other.\n"}),
    Case("schema added", "schema-added", "minor minor-0", "minor minor", before=resource(1, schema=None)),
    Case("schema removed", "schema-removed", "major major-0", "major major", resource(1, schema=None)),
    # Fields
    Case("column added", "field-added row-extended", "major major-2", "minor minor", add_column,
         files={"ports.csv": WITH_BERTHS}),
    Case("column removed", "field-removed", "major major-2", "major major", drop_column,
         files={"ports.csv": WITHOUT_OPEN}),
    Case("column renamed", "field-renamed", "major major-1", "major major", column(1, name="title"),
         files={"ports.csv": PORTS.replace("name", "title", 1)}),
    Case("columns in another order", "fields-reordered", "major major-2", "patch patch", swap_columns,
         files={"ports.csv": SWAPPED}),
    Case("type", "field-retyped", "major major-3", "major major", column(3, type="string")),
    Case("format", "field-reformatted", "major major-3", "patch patch", column(1, format="email"),
         files={"ports.csv": PORTS.replace("Quay", "q@e.example").replace("Pier", "p@e.example").replace(
             "Old harbour", "o@e.example")}, old_files={"ports.csv": PORTS.replace("Quay", "q@e.example").replace(
             "Pier", "p@e.example").replace("Old harbour", "o@e.example")}),
    Case("decimal character", "field-reformatted", "major major-3", "patch patch",
         column(2, decimalChar=","), files={"ports.csv": PORTS.replace("9.5", '"9,5"')}),
    Case("words for true", "field-reformatted", "major major-3", "patch patch",
         column(3, trueValues=["yes"], falseValues=["no"]),
         files={"ports.csv": PORTS.replace("true", "yes").replace("false", "no")}),
    Case("missing value", "missing-values-changed", "major major-3", "patch patch",
         schema(missingValues=["-"]), files={"ports.csv": PORTS.replace("2,\n", "2,-\n")}),
    Case("missing value of a field", "missing-values-changed", "major major-3", "patch patch",
         column(1, missingValues=["?"])),
    Case("title of a field", "metadata-changed", "patch patch-2", "patch patch", column(1, title="Name of the port")),
    Case("description of a field", "metadata-changed", "patch patch-2", "patch patch", column(1, description="Said.")),
    # Constraints
    Case("required", "constraint-tightened", "major major-4", "patch patch", constraint(1, required=True)),
    Case("no longer required", "constraint-loosened", "minor minor-3", "patch patch", column(1, constraints=None),
         constraint(1, required=True)),
    Case("required: false", "", "none", "none", constraint(1, required=False)),
    Case("unique", "constraint-tightened", "major major-4", "patch patch", constraint(1, unique=True)),
    Case("higher minimum", "constraint-tightened", "major major-4", "patch patch",
         constraint(2, minimum=1, maximum=100)),
    Case("lower minimum", "constraint-loosened", "minor minor-3", "patch patch",
         constraint(2, minimum=-10, maximum=100)),
    Case("higher maximum", "constraint-loosened", "minor minor-3", "patch patch",
         constraint(2, minimum=0, maximum=200)),
    Case("lower maximum", "constraint-tightened", "major major-4", "patch patch",
         constraint(2, minimum=0, maximum=50)),
    Case("no maximum", "constraint-loosened", "minor minor-3", "patch patch", constraint(2, minimum=0)),
    Case("first length", "constraint-tightened", "major major-4", "patch patch", constraint(1, maxLength=20)),
    Case("another pattern", "constraint-changed", "major major-4", "patch patch", constraint(1, pattern="[A-z ]+"),
         constraint(1, pattern="[A-Za-z ]+")),
    Case("longer enum", "constraint-loosened", "minor minor-3", "patch patch",
         constraint(3, enum=[True, False]), constraint(3, enum=[True])),
    Case("shorter enum", "constraint-tightened", "major major-4", "patch patch",
         constraint(3, enum=[True]), constraint(3, enum=[True, False])),
    Case("enum in another order", "metadata-changed", "patch patch-2", "patch patch",
         constraint(3, enum=[False, True]), constraint(3, enum=[True, False])),
    Case("another enum", "constraint-changed", "major major-4", "patch patch",
         constraint(1, enum=["a", "c"]), constraint(1, enum=["a", "b"])),
    Case("first categories", "constraint-tightened", "major major-4", "patch patch", CODED),
    Case("category added", "constraint-loosened", "minor minor-3", "patch patch",
         column(1, categories=[*COLOURS, "grey"]), column(1, categories=COLOURS)),
    Case("category removed", "constraint-tightened", "major major-4", "patch patch",
         column(1, categories=COLOURS[:2]), column(1, categories=COLOURS)),
    Case("category labelled", "metadata-changed", "patch patch-2", "patch patch",
         column(1, categories=LABELLED), column(1, categories=COLOURS)),
    Case("categories in another order", "metadata-changed", "patch patch-2", "patch patch",
         column(1, categories=COLOURS[::-1]), column(1, categories=COLOURS)),
    Case("order of categories", "categories-reordered", "major major-5", "major major",
         column(1, categories=COLOURS[::-1], categoriesOrdered=True),
         column(1, categories=COLOURS, categoriesOrdered=True)),
    Case("categories ordered", "categories-reordered", "major major-5", "major major",
         column(1, categories=COLOURS, categoriesOrdered=True), column(1, categories=COLOURS)),
    Case("fields by name", "constraint-loosened", "minor minor-3", "patch patch", schema(fieldsMatch="equal")),
    Case("fields by place", "constraint-tightened", "major major-4", "patch patch",
         before=schema(fieldsMatch="subset")),
    # Keys
    Case("first primary key", "primary-key-changed", "major major-1", "patch patch", before=schema(primaryKey=None)),
    Case("no primary key", "primary-key-changed", "major major-1", "patch patch", schema(primaryKey=None)),
    Case("another primary key", "primary-key-changed", "major major-1", "patch patch", schema(primaryKey=["name"])),
    Case("primary key as a string", "", "none", "none", schema(primaryKey="code")),
    Case("unique key added", "constraint-tightened", "major major-4", "patch patch", schema(uniqueKeys=[["name"]])),
    Case("unique key removed", "constraint-loosened", "minor minor-3", "patch patch",
         before=schema(uniqueKeys=[["name"]])),
    Case("foreign key added", "foreign-key-added", "major major-4", "patch patch", before=calls(foreignKeys=None)),
    Case("foreign key removed", "foreign-key-removed", "minor minor-3", "patch patch", calls(foreignKeys=None)),
    Case("reference updated", "foreign-key-changed", "minor minor-4", "patch patch", calls(foreignKeys=[ELSEWHERE])),
    # Rows
    Case("row added", "row-added", "minor minor-2", "minor minor", files={"ports.csv": PORTS + "DD,Mole,3,\n"}),
    Case("row removed", "row-removed", "major major-5", "major major",
         files={"ports.csv": PORTS.replace("CC,Pier,2,\n", "")}),
    Case("value corrected", "value-changed", "patch patch-1", "major major",
         files={"ports.csv": PORTS.replace("9.5", "9.6")}),
    Case("value filled in", "value-changed", "patch patch-1", "major major",
         files={"ports.csv": PORTS.replace("Pier,2,", "Pier,2,true")}),
    Case("value emptied", "value-changed", "patch patch-1", "major major",
         files={"ports.csv": PORTS.replace("9.5", "")}),
    Case("row without key added", "row-added", "minor minor-2", "minor minor",
         files={"calls.csv": CALLS + "BB,Lark,2024-05-04\n"}),
    Case("one of two equal rows removed", "row-removed", "major major-5", "major major",
         files={"calls.csv": CALLS.replace("AA,Lark,2024-05-02\n", "", 1)}),
    Case("row without key changed", "row-removed row-added", "major major-5", "major major",
         files={"calls.csv": CALLS.replace("Heron", "Gull")}),
    # Several at once
    Case("value and row", "row-added value-changed", "minor minor-2", "major major",
         files={"ports.csv": PORTS.replace("9.5", "9.6") + "DD,Mole,3,\n"}),
    Case("title and value", "metadata-changed value-changed", "patch", "major major", top(title="Ports"),
         files={"ports.csv": PORTS.replace("9.5", "9.6")}),
]  # fmt: skip


def made(case: Case, folder: Path, policy: str) -> broadsheet.Changes:
    """The changes of a case under a policy."""
    old, new = descriptor(), descriptor()
    if case.before is not None:
        case.before(old)
    if case.edit is not None:
        if case.before is not None:
            case.before(new)
        case.edit(new)
    one = package(folder / "old", old, **case.old_files)
    return broadsheet.diff(one, package(folder / "new", new, **{**case.old_files, **case.files}), policy=policy)


@pytest.mark.parametrize("policy", list(POLICIES))
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bump(case: Case, policy: str, tmp_path: Path) -> None:
    """A change is found as what it is, and its bump is the one that a clause of the rule set asks for."""
    changes = made(case, tmp_path, policy)
    bump, _, clause = getattr(case, policy).partition(" ")
    assert (sorted(case.kinds.split()), bump) == (sorted({change.kind for change in changes}), changes.bump)
    if clause:
        reasons = {change.reason for change in changes.demanding()}
        assert f"{policy} {clause}: {POLICIES[policy].clauses[clause]}" in reasons


def test_there_are_enough_cases() -> None:
    """Every kind of change has its case."""
    assert {kind for case in CASES for kind in case.kinds.split()} == set(KINDS)
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("policy", POLICIES.values(), ids=list(POLICIES))
def test_verdicts_agree_with_their_clauses(policy: Policy, kind: str) -> None:
    """A verdict has the bump that its clause is about."""
    verdict = policy.judge(kind)
    level = verdict.clause.split()[1].split("-")[0]
    assert verdict.bump == ("none" if level in {"scenario", "none", "with"} else level)


def test_bump_is_the_highest(tmp_path: Path) -> None:
    """The bump of a package is the strongest of its changes."""
    changes = made(next(case for case in CASES if case.name == "value and row"), tmp_path, "recipe")
    assert ("minor", {"minor", "patch"}) == (changes.bump, {change.bump for change in changes})
    assert highest(change.bump for change in changes) == changes.bump
