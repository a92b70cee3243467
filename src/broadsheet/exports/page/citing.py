"""How to cite the data set: in words and in BibTeX, from the facts that all exporters share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.exports.page.wording import bibtex, web_address

__all__ = ["in_bibtex", "in_words"]


def in_words(facts: Mapping[str, Any]) -> str:
    """The citation as people write it.

    >>> in_words({"cite_as": "A. Moe (2023). Ships. Version 1.0.0.", "homepage": "https://ships.example/"})
    'A. Moe (2023). Ships. Version 1.0.0. https://ships.example/'
    """
    return " ".join(part for part in (str(facts["cite_as"]), web_address(facts["homepage"])) if part)


def in_bibtex(facts: Mapping[str, Any]) -> str:
    """The citation as an entry of BibTeX; names are protected from being taken apart."""
    return "\n".join([f"@misc{{{_key(facts)},", *_fields(facts), "}"])


def _fields(facts: Mapping[str, Any]) -> Iterator[str]:
    known = {
        "author": " and ".join(f"{{{bibtex(name)}}}" for name in _people(facts)),
        "title": f"{{{bibtex(str(facts['title']))}}}",
        "year": bibtex(facts["created"][:4]),
        "version": bibtex(str(facts["version"])),
        "note": "Data set",
    }
    yield from (f"  {name} = {{{value}}}," for name, value in known.items() if value)
    if address := web_address(facts["homepage"]):
        yield f"  url = {{{address}}},"


def _people(facts: Mapping[str, Any]) -> list[str]:
    return [str(each["title"]) for each in facts["contributors"] if each.get("title")]


def _key(facts: Mapping[str, Any]) -> str:
    return "".join(c for c in str(facts["name"]) if c.isascii() and (c.isalnum() or c in ".-_")) or "data"
