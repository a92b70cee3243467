"""Small packages to compare, and what is changed in them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

__all__ = ["PORTS", "descriptor", "package"]

PORTS = "code,name,depth,open\nAA,Old harbour,9.5,true\nBB,Quay,1,false\nCC,Pier,2,\n"
CALLS = "port,ship,day\nAA,Lark,2024-05-02\nAA,Lark,2024-05-02\nBB,Heron,2024-05-03\n"

FIELDS: list[dict[str, Any]] = [
    {"name": "code", "type": "string", "constraints": {"required": True}},
    {"name": "name", "type": "string", "title": "Name"},
    {"name": "depth", "type": "number", "constraints": {"minimum": 0, "maximum": 100}},
    {"name": "open", "type": "boolean"},
]

DESCRIPTOR: dict[str, Any] = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "name": "harbours",
    "title": "Harbours",
    "version": "1.2.3",
    "licenses": [{"name": "CC-BY-4.0"}],
    "sources": [{"title": "Harbour office"}],
    "contributors": [{"title": "Harbour archive"}],
    "resources": [
        {
            "name": "ports",
            "type": "table",
            "path": "ports.csv",
            "schema": {"fields": FIELDS, "primaryKey": ["code"]},
        },
        {
            "name": "calls",
            "type": "table",
            "path": "calls.csv",
            "schema": {
                "fields": [
                    {"name": "port", "type": "string"},
                    {"name": "ship", "type": "string"},
                    {"name": "day", "type": "date"},
                ],
                "foreignKeys": [{"fields": ["port"], "reference": {"resource": "ports", "fields": ["code"]}}],
            },
        },
        {"name": "notes", "path": "notes.txt"},
    ],
}
FILES = {"ports.csv": PORTS, "calls.csv": CALLS, "notes.txt": "Read me.\n"}


def descriptor() -> dict[str, Any]:
    """A descriptor to be changed."""
    return copy.deepcopy(DESCRIPTOR)


def package(folder: Path, given: dict[str, Any] | None = None, **files: str | bytes) -> Path:
    """A package in a folder; `ports="…"` gives another content for the file that starts so."""
    folder.mkdir(parents=True)
    (folder / "datapackage.json").write_text(json.dumps(given or DESCRIPTOR), encoding="utf-8")
    contents = {
        **FILES,
        **{next((n for n in FILES if n == k or n.startswith(f"{k}.")), k): v for k, v in files.items()},
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
