"""Projects of articles that never were, for benchmarks."""

from __future__ import annotations

import json
from pathlib import Path

from made_records import PEOPLE, articles

SETTINGS = """name = "gazette"
title = "Gazette"
description = "Articles that never were."
version = "0.1.0"
licenses = [{ name = "CC-BY-4.0", path = "https://creativecommons.org/licenses/by/4.0/" }]
contributors = [{ title = "Nobody" }]
"""


def write_project(folder: Path, count: int) -> Path:
    """A project of so many articles, a file for each; none of their texts is at hand."""
    seeds = folder / "seeds"
    (seeds / "articles").mkdir(parents=True)
    (folder / "broadsheet.toml").write_text(SETTINGS, encoding="utf-8")
    outlets = [{"id": "harbour-gazette", "kind": "newspaper", "name": "Harbour Gazette"}]
    people = [{"id": each, "kind": "person", "name": each.replace("-", " ").title()} for each in PEOPLE]
    for name, records in (("outlets", outlets), ("entities", people)):
        collection = {"schema_version": "1.0", name: records}
        (seeds / f"{name}.json").write_text(json.dumps(collection), encoding="utf-8")
    for record, _ in articles(count):
        (seeds / f"articles/{record['id']}.json").write_text(json.dumps(record, indent=2), encoding="utf-8")
    return folder
