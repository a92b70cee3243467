"""The published schemas as files: JSON Schemas of the records, Table Schemas of the tables."""

from __future__ import annotations

from pathlib import Path

from broadsheet.articles.schemas import json_schemas
from broadsheet.packages.descriptor import to_json
from broadsheet.tables.definitions import define

__all__ = ["schema_files", "stale", "write_schemas"]


def schema_files() -> dict[str, bytes]:
    """The content of every schema file, under its path in the folder of schemas.

    >>> [name for name in schema_files() if "figure" in name]
    ['figure.schema.json', 'tables/figures.schema.json']
    """
    made = json_schemas()
    records = {name: to_json(schema) for name, schema in sorted(made.items())}
    tables = define(lambda name: made[f"{name}.schema.json"])
    return records | {f"tables/{table.name}.schema.json": to_json(table.schema()) for table in tables}


def write_schemas(folder: Path) -> list[str]:
    """Write every schema that is missing or differs; the paths of all of them."""
    files = schema_files()
    for name in stale(folder):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(files[name])
    return list(files)


def stale(folder: Path) -> list[str]:
    """The schema files in a folder that are missing or differ from what the models generate."""
    return [
        name for name, data in schema_files().items() if not (p := folder / name).is_file() or p.read_bytes() != data
    ]
