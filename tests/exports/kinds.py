"""Packages to export: our own, the example's, and one whose words try to break every format."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import orjson

import broadsheet
from broadsheet.checks.blocks import InMemory
from broadsheet.checks.checked import Checked
from broadsheet.exports.exporter import Options, load_exporter
from broadsheet.packages import Package
from broadsheet.packages.contents import write_package
from broadsheet.packages.descriptor import Head
from broadsheet.packages.export import export
from broadsheet.packages.gathered import Gathered
from broadsheet.packages.prepare import prepare
from broadsheet.projects import open_project
from broadsheet.tables import nested

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests/examples/project"

LONG = "Ngôi " * 2_000
"""A name of 10,000 characters."""

NASTY = '</script><script>alert("x")</script> <!-- ]]> \u202eevil\u202c \u2028 a\u0085b =1+1 {{x}} %0A \\u0041'
"""Words that end a script element or a comment, turn the direction of writing, or count as a formula."""

CONTROLS = "bell \x07, escape \x1b[31m, delete \x7f, null-like \x01, bidi \u2066x\u2069"
"""Characters that no format may pass on raw where it forbids them."""

KINDS = ("ours", "example", "bare", "nasty")
"""The packages: our own data set; the example; without any optional metadata; with words that break things."""


@cache
def folder_of(kind: str) -> Path:
    """The folder of a package of a kind, made once."""
    folder = Path(mkdtemp(prefix=f"{kind}-"))
    source = open_project(ROOT if kind == "ours" else EXAMPLE)
    records, _ = prepare(source, "open")
    articles = nested("articles", b"\n".join(map(orjson.dumps, records.articles)))
    known = Head(source.settings, "open").of(Gathered.of(articles), records.outlets)
    if kind == "bare":
        known = {name: value for name, value in known.items() if name not in {"keywords", "sources", "homepage"}}
        records = without_optional(records)
        known |= {"licenses": [{"name": "LicenseRef-own"}], "contributors": [{"title": "A"}], "description": "D"}
    if kind == "nasty":
        known |= nasty_words()
        records = nasty_records(records)
    write_package(folder, known, records)
    return folder


def without_optional(records: Checked) -> Checked:
    """The records of the example without any field that may be missing, and without any item."""
    lists = ("segments", "statements", "figures", "events", "mentions", "author", "source_organization", "is_based_on")
    nothing = {**dict.fromkeys(("headline", "in_language", "publisher", "date_published", "abstract", "text")),
               **dict.fromkeys(("location_created", "date_published_basis", "date_published_note"))}  # fmt: skip
    articles = [each | nothing | {name: [] for name in lists} for each in records.articles]
    return Checked(InMemory(each | {"provider": None} for each in articles))


def nasty_words() -> dict[str, Any]:
    """A title, keywords and people that try to break formats."""
    people = [
        {"title": NASTY, "roles": ["editor"], "email": "x@y.example", "organization": CONTROLS},
        {"title": LONG, "roles": ["publisher"], "path": "https://house.example/?a=b&c=<d>"},
    ]
    return {
        "title": f"{NASTY} {CONTROLS}",
        "description": f"{LONG}\n\n{NASTY}\n{CONTROLS}",
        "keywords": [NASTY, CONTROLS, LONG, "=cmd|' /C calc'!A0", "- a: b", "#", "null", "1.0"],
        "licenses": [{"name": "CC-BY-4.0"}, {"name": "LicenseRef-<own>", "title": NASTY}],
        "contributors": people,
        "homepage": "https://house.example/a?b=%22%3C/script%3E",
        "sources": [{"title": NASTY}, {"title": LONG, "path": "https://house.example/texts"}],
    }


def nasty_records(records: Checked) -> Checked:
    """The records of the example with words that try to break formats and cells that look like formulas."""
    one, two = records.articles
    words = {"headline": NASTY, "abstract": f'=HYPERLINK("x") {CONTROLS}\r\n{NASTY}', "author": [LONG, "+1", "@x"]}
    outlets = [each | {"name": "-2+3", "native_name": LONG} for each in records.outlets]
    return replace(records, articles=InMemory([one | words, two | {"headline": LONG}]), outlets=outlets)


def opened(kind: str) -> Package:
    """The package of a kind, opened."""
    return broadsheet.open(folder_of(kind))


def beside_data(kind: str, format: str, folder: Path) -> Path:
    """A folder with an export beside the data of a package of a kind."""
    for path in folder_of(kind).iterdir():
        (folder / path.name).symlink_to(path)
    export(folder_of(kind), format, out=folder)
    return folder


def files_of(kind: str, format: str, **options: Any) -> Mapping[str, bytes]:
    """The files of an export of a package of a kind."""
    return load_exporter(format)(opened(kind), Options(**options))


def value_of(kind: str, format: str, **options: Any) -> Any:
    """The value in the one JSON file of an export."""
    (data,) = files_of(kind, format, **options).values()
    return json.loads(data)
