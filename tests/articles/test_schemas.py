"""The published JSON Schemas: generated, described, exemplified, and usable by others."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from broadsheet.articles.schemas import MODELS, json_schemas
from broadsheet.packages.schemas import schema_files, stale, write_schemas
from broadsheet.tables import TABLES
from broadsheet.tables.definitions import define

ROOT = Path(__file__).parents[2]
SCHEMAS = json_schemas()
OBJECTS = {
    (file, definition): node
    for file, schema in SCHEMAS.items()
    for definition, node in {"": schema, **schema.get("$defs", {})}.items()
    if node.get("type") == "object"
}
FIELDS = [
    pytest.param(file, prop, id=f"{file.split('.')[0]}-{definition}.{name}".replace("-.", "."))
    for (file, definition), node in OBJECTS.items()
    for name, prop in node["properties"].items()
]


def resolved(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """What a reference leads to."""
    return schema["$defs"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node


def is_structure(schema: dict[str, Any], prop: dict[str, Any]) -> bool:
    """Whether a field holds objects, whose own fields carry the examples."""
    node = resolved(schema, prop)
    return node.get("type") == "object" or resolved(schema, node.get("items", {})).get("type") == "object"


def nodes(node: Any) -> Any:
    """Every object of a schema, from the top down."""
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(child)


def test_the_files_are_what_the_models_generate() -> None:
    """The schemas in the repository are those of the models and tables, byte for byte, and no others."""
    folder = ROOT / "schema"
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert schema_files() == found


def test_tables_are_those_of_the_models() -> None:
    """They are read from the schemas that come with the package, which the models made."""
    assert define(lambda name: SCHEMAS[f"{name}.schema.json"]) == tuple(TABLES)


def test_a_changed_schema_is_stale(tmp_path: Path) -> None:
    """A schema file that was changed or is missing is found and written anew, and no other."""
    write_schemas(tmp_path)
    assert stale(tmp_path) == []
    (tmp_path / "span.schema.json").write_text("{}")
    (tmp_path / "tables/figures.schema.json").unlink()
    assert stale(tmp_path) == ["span.schema.json", "tables/figures.schema.json"]
    write_schemas(tmp_path)
    assert stale(tmp_path) == []


def test_there_is_a_schema_for_every_model() -> None:
    """Each kind of record has a schema under its own name, and there is one for the list of articles."""
    expected = {f"{model.__name__.lower()}.schema.json" for model in MODELS} | {"articles.schema.json"}
    assert expected == set(SCHEMAS)


@pytest.mark.parametrize("file", SCHEMAS)
def test_is_a_schema_of_2020_12(file: str) -> None:
    """The schema says which dialect it is in, and keeps to it."""
    schema = SCHEMAS[file]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_every_schema_has_its_own_id() -> None:
    """No two schemas share an `$id`, and each id names the schema and its version."""
    expected = {file: f"urn:broadsheet:schema:{file.split('.')[0]}:1.0" for file in SCHEMAS}
    assert expected == {file: schema["$id"] for file, schema in SCHEMAS.items()}


@pytest.mark.parametrize("file", SCHEMAS)
def test_stands_alone(file: str) -> None:
    """Every reference leads to a definition inside the same schema."""
    wanted = {node["$ref"] for node in nodes(SCHEMAS[file]) if isinstance(node.get("$ref"), str)}
    assert wanted - {f"#/$defs/{name}" for name in SCHEMAS[file].get("$defs", ())} == set()


@pytest.mark.parametrize("key", OBJECTS, ids="-".join)
def test_describes_every_object_and_closes_it(key: tuple[str, str]) -> None:
    """Each kind of record says what it is, and knows no other keys than its own."""
    node = OBJECTS[key]
    assert (len(node.get("description", "")) > 10, node.get("additionalProperties")) == (True, False)


@pytest.mark.parametrize("prop", [pytest.param(each.values[1], id=each.id) for each in FIELDS])
def test_describes_every_field(prop: dict[str, Any]) -> None:
    """Each field is described by a sentence that ends in a full stop."""
    assert prop.get("description", "none")[-1] == "."


@pytest.mark.parametrize(
    ("file", "prop"), [each for each in FIELDS if not is_structure(SCHEMAS[each.values[0]], each.values[1])]
)
def test_every_example_is_valid(file: str, prop: dict[str, Any]) -> None:
    """Each field that holds no objects has an example, and its own schema accepts it."""
    judge = jsonschema.Draft202012Validator({"$defs": SCHEMAS[file].get("$defs", {}), **prop})
    assert [True] * max(1, len(prop.get("examples", ()))) == [judge.is_valid(each) for each in prop.get("examples", ())]


@pytest.mark.parametrize("file", SCHEMAS)
def test_every_term_has_its_description(file: str) -> None:
    """Where a field draws from a vocabulary, there is one description for each term."""
    found = [node for node in nodes(SCHEMAS[file]) if isinstance(node.get("enum"), list)]
    assert [len(node["enum"]) for node in found] == [len(node.get("enumDescriptions", ())) for node in found]
    assert all(isinstance(text, str) and text for node in found for text in node["enumDescriptions"])


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("article", sorted((ROOT / "seeds/articles").glob("*.json"))),
        ("entities", [ROOT / "seeds/entities.json"]),
        ("outlets", [ROOT / "seeds/outlets.json"]),
        ("articles", [ROOT / "data/articles.json"]),
    ],
)
def test_check_jsonschema_accepts_our_records(schema: str, files: list[Path]) -> None:
    """A validator that people have at hand accepts the seeds and the nested articles with the published schemas."""
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", ROOT / f"schema/{schema}.schema.json", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "ok -- validation done"), done.stdout + done.stderr
    assert len(files) >= 1


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").rglob("*.json")), ids=lambda path: path.name)
def test_the_seeds_name_their_schema(path: Path) -> None:
    """The `$schema` of a seed file leads an editor to the published schema."""
    record = json.loads(path.read_bytes())
    kind = path.stem if path.parent.name == "seeds" else "article"
    assert (ROOT / f"schema/{kind}.schema.json").resolve() == (path.parent / record["$schema"]).resolve()
