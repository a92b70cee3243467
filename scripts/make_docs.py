"""Write the generated pages of `docs/`: the rules, the command line, the record, the tables, the API, the settings.

With `--check` nothing is written; the exit status tells whether the pages are up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import api_page
import click

from broadsheet.articles.schemas import MODELS, json_schema
from broadsheet.articles.statement import TOPICS
from broadsheet.cli.main import cli
from broadsheet.exports.exporter import OURS, load_exporter, summary
from broadsheet.exports.terms import rows
from broadsheet.issues import RULES
from broadsheet.settings import Contributor, License, Origin, Settings, Sites, Versioning
from broadsheet.tables import TABLES
from broadsheet.versions import KINDS, POLICIES

DOCS = Path(__file__).parent.parent / "docs"
EXAMPLES = DOCS.parent / "tests/examples/bad"
SETTINGS = (Settings, License, Contributor, Origin, Versioning, Sites)
JUDGES = {
    "citation": "check-jsonschema, with the schema of the format",
    "croissant": "mlcroissant, which loads each table; a schema of ours for what it lets pass",
    "csvw": "the library csvw, which reads each row",
    "datacite": "the JSON Schema of DataCite 4.5",
    "dcat-ap": "SHACL shapes of ours, after the text of DCAT-AP 3.0",
    "huggingface": "the library datasets, which loads each table",
    "news-article": "SHACL shapes of ours",
    "ninjs": "a JSON Schema of ours, after the text of ninjs 3.0",
    "page": "axe-core in Chromium; tests of ours for links, escapes and policy",
    "prov": "the library prov, which reads and writes it again",
    "ro-crate": "roc-validator",
    "schema-org": "SHACL shapes of ours, after what Google's dataset search asks for",
    "spreadsheet": "tests of ours",
    "sqlite": "SQLite, and a server of Datasette",
    "zenodo": "a JSON Schema of ours, after the text of Zenodo's API",
}
"""What the tests of each export ask (tests/exports)."""

LINKED = {model.__name__ for model in (*MODELS, *SETTINGS)}
RULES_FROM_HERE = "<!-- From here on written by scripts/make_docs.py. -->\n"
NOTE = "<!-- Written by scripts/make_docs.py; edit the code instead. -->\n"


def rules() -> Iterator[str]:
    """Every rule with its reason and examples."""
    yield "# Rules\n"
    yield "Every issue names its rule by a stable code. `broadsheet rules CODE` prints one of them in the terminal.\n"
    for rule in RULES.values():
        yield f"## {rule.code} {rule.name}\n"
        yield f"{rule.reason} Severity: {rule.severity}.\n"
        yield f"- bad: `{rule.bad}`\n- good: `{rule.good}`" + _examples(rule.code) + "\n"


def _examples(code: str) -> str:
    """Links to packages among the tests that break a rule, at most three, the shortest reports first."""
    reports = [(path.stat().st_size, path) for path in EXAMPLES.glob("*/expected.json")]
    found = [path.parent.name for _, path in sorted(reports) if f'"{code}"' in path.read_text(encoding="utf-8")]
    links = ", ".join(f"[{name}](../tests/examples/bad/{name}/expected.json)" for name in found[:3])
    return f"\n- packages that break it: {links}" if links else ""


def commands() -> Iterator[str]:
    """The help of every command."""
    yield "# Command line\n"
    yield from _help(cli, "broadsheet")
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None, name  # noqa: S101 - the list is its own
        yield f"## broadsheet {name}\n"
        yield from _help(command, f"broadsheet {name}")


def _help(command: click.Command, name: str) -> Iterator[str]:
    context = click.Context(command, info_name=name, max_content_width=100, terminal_width=100)
    yield f"```text\n{command.get_help(context)}\n```\n"


def record() -> Iterator[str]:
    """The fields of every record."""
    yield "# The record\n"
    yield "Every field, from the models in `src/broadsheet/articles/`. The JSON Schemas are in `schema/`.\n"
    for model in MODELS:
        schema = json_schema(model)
        yield f"## {model.__name__}\n"
        yield f"{schema['description'].split(chr(10))[0]}\n"
        yield from _fields(schema["properties"], schema.get("required", ()))


def _fields(properties: dict[str, Any], required: Any) -> Iterator[str]:
    yield "| field | type | required | what |\n|---|---|---|---|"
    for name, prop in properties.items():
        yield f"| `{name}` | {_type(prop)} | {'yes' if name in required else ''} | {prop.get('description', '')} |"
    yield ""


def _type(prop: dict[str, Any]) -> str:
    if "$ref" in prop:
        name = str(prop["$ref"].rpartition("/")[2])
        return f"[{name}](#{name.lower()})" if name in LINKED else name
    if "anyOf" in prop:
        return " or ".join(_type(each) for each in prop["anyOf"])
    if prop.get("type") == "array":
        return f"list of {_type(prop['items'])}"
    types = prop["type"] if isinstance(prop["type"], list) else [prop["type"]]
    return " or ".join(types)


def settings() -> Iterator[str]:
    """What a project says about its data set."""
    yield "# The settings\n"
    yield "What `broadsheet.toml` holds, or `[tool.broadsheet]` in `pyproject.toml`. The names are those of the Data"
    yield "Package standard where it has them.\n"
    for model in SETTINGS:
        schema = model.model_json_schema()
        yield f"## {model.__name__}\n"
        yield f"{schema['description'].split(chr(10))[0]}\n"
        yield from _fields(schema["properties"], schema.get("required", ()))


def tables() -> Iterator[str]:
    """The columns of every table."""
    yield "# The tables\n"
    yield "Every table of a package, with its keys. The Table Schemas are in `schema/tables/`.\n"
    for table in TABLES:
        yield f"## {table.name}\n"
        yield f"{table.description} Key: {', '.join(f'`{name}`' for name in table.key)}.\n"
        yield "| column | type | what |\n|---|---|---|"
        references = {
            tuple(k["fields"]): k["reference"].get("resource", table.name)
            for k in table.schema().get("foreignKeys", ())
        }
        for column in table.all_columns:
            target = next((t for fields, t in references.items() if fields[-1] == column.name), None)
            link = f" → [{target}](#{target})" if target else ""
            yield f"| `{column.name}` | {column.spec['type']} | {column.spec['description']}{link} |"
        yield ""


def vocabularies() -> Iterator[str]:
    """The terms of every vocabulary with their definitions."""
    yield "# Vocabularies\n"
    yield "Fields that draw from a closed list, and what each term means.\n"
    for model in MODELS:
        for name, prop in json_schema(model)["properties"].items():
            if "enumDescriptions" in prop and name not in {"country_code", "schema_version"}:
                yield f"## {name} of {model.__name__}\n"
                yield "| term | meaning |\n|---|---|"
                pairs = zip(prop["enum"], prop["enumDescriptions"], strict=True)
                yield from (f"| `{term}` | {meaning} |" for term, meaning in pairs if term is not None)
                yield ""
    yield from _topics()


def _topics() -> Iterator[str]:
    yield "## topics of Statement\n"
    yield "| term | meaning |\n|---|---|"
    yield from (f"| `{term}` | {meaning} |" for term, meaning in TOPICS.items())


def versions() -> Iterator[str]:
    """The page on versions: its own words, and the rule sets as the code has them."""
    words = (DOCS / "versions.md").read_text(encoding="utf-8").partition(RULES_FROM_HERE)[0]
    yield words + RULES_FROM_HERE + "\n"
    yield "| kind | what happened | recipe | croissant |\n|---|---|---|---|"
    for kind in KINDS.values():
        rulings = (f"{bump} ({clause})".replace("*", r"\*") for bump, clause in (kind.recipe, kind.croissant))
        yield f"| `{kind.name}` | {kind.what} | {' | '.join(rulings)} |"
    for policy in POLICIES.values():
        yield f"\nThe clauses of `{policy.name}` ({policy.source}), in our words:\n"
        yield "| clause | it applies when |\n|---|---|"
        yield from (f"| {clause} | {words} |" for clause, words in policy.clauses.items())


def exports() -> Iterator[str]:
    """The page on exports: its own words, every format, and the table of terms that the exporters use."""
    yield (DOCS / "exports.md").read_text(encoding="utf-8").partition(RULES_FROM_HERE)[0] + RULES_FROM_HERE
    yield "## Every format\n\n| format | what it is | checked by |\n|---|---|---|"
    yield from (f"| `{name}` | {summary(load_exporter(name))} | {JUDGES[name]} |" for name in OURS)
    vocabularies = [name for name in rows()[0] if name not in {"level", "ours", "meaning"}]
    for level in dict.fromkeys(row["level"] for row in rows()):
        used = [name for name in vocabularies if any(row[name] for row in rows() if row["level"] == level)]
        yield f"\n## Of the {level}: our terms, and theirs\n"
        yield f"| ours | what | {' | '.join(used)} |\n|---|---|{'---|' * len(used)}"
        for row in rows():
            if row["level"] == level:
                theirs = (", ".join(f"`{term}`" for term in row[name].split()) for name in used)
                yield f"| `{row['ours']}` | {row['meaning']} | {' | '.join(theirs)} |"


PAGES = {
    "vocabularies.md": vocabularies,
    "rules.md": rules,
    "api.md": api_page.page,
    "cli.md": commands,
    "settings.md": settings,
    "record.md": record,
    "tables.md": tables,
    "versions.md": versions,
    "exports.md": exports,
}


def main() -> int:
    """Write or check the pages."""
    old = []
    for name, page in PAGES.items():
        note = "" if page in {versions, exports} else NOTE + "\n"
        text = note + "\n".join(page()).rstrip() + "\n"
        path = DOCS / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            old.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    print("\n".join(f"docs/{name} was not up to date" for name in old) or "docs are up to date")
    return 1 if old and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
