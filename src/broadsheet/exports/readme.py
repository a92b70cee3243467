"""The page that tells what a data set is, for whoever meets it in a wheel or on a hub."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["readme", "text"]


def readme(descriptor: Mapping[str, Any], usage: str) -> str:
    """The README of a package in Markdown: what it is, how to use it, its tables, its licence, how to cite it."""
    about = [f"# {text(descriptor['title'])}", text(descriptor["description"]), usage.strip()]
    return "\n\n".join([*about, *_tables(descriptor), *_licence(descriptor), *_citation(descriptor)]) + "\n"


def _tables(descriptor: Mapping[str, Any]) -> Iterator[str]:
    yield "## Tables"
    rows = [
        f"| `{each['name']}` | {each['broadsheet:rows']:,} | {text(each['description'])} |"
        for each in descriptor["resources"]
        if each.get("type") == "table"
    ]
    yield "\n".join(["| table | rows | what |", "|---|---:|---|", *rows])
    yield "`datapackage.json` describes every column ([Data Package 2.0](https://datapackage.org/))."


def _licence(descriptor: Mapping[str, Any]) -> Iterator[str]:
    yield "## Licence"
    yield "\n".join(f"- {_licensed(each)}" for each in descriptor["licenses"])
    if descriptor["broadsheet:edition"] == "open":
        yield "Texts whose licence does not allow it to pass them on are not in here."


def _licensed(licence: Mapping[str, str]) -> str:
    title = text(licence.get("title", licence["name"]))
    return f"[{title}]({licence['path']})" if "path" in licence else title


def _citation(descriptor: Mapping[str, Any]) -> Iterator[str]:
    yield "## To cite"
    who = ", ".join(text(each["title"]) for each in descriptor["contributors"])
    yield f"{who}: {text(descriptor['title'])}. Version {descriptor['version']}."


def text(words: str) -> str:
    r"""Words of a data set as Markdown shows them: on one line, and without markup of their own.

    >>> print(text("a|b <script> [c](d)"))
    a\|b \<script\> \[c\](d)
    """
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in " ".join(words.split()))
