"""How to cite the data set: in words and in BibTeX."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.exports.page.wording import bibtex, visible, web_address

__all__ = ["in_bibtex", "in_words"]


def in_words(descriptor: Mapping[str, Any]) -> str:
    """The citation as people write it.

    >>> in_words(broadsheet.load().descriptor)[:41]
    'broadsheet contributors (2023). Viet Nam'
    """
    who = ", ".join(_people(descriptor))
    year, version = str(descriptor.get("created", ""))[:4], descriptor.get("version")
    parts = [
        f"{who} ({year})" if who and year else who or year,
        _title(descriptor),
        f"Version {version}" if version else "",
        "Data set",
    ]
    said = ". ".join(visible(str(part)) for part in parts if part) + "."
    address = web_address(descriptor.get("homepage"))
    return f"{said} {address}" if address else said


def in_bibtex(descriptor: Mapping[str, Any]) -> str:
    """The citation as an entry of BibTeX; names are protected from being taken apart."""
    return "\n".join([f"@misc{{{_key(descriptor)},", *_fields(descriptor), "}"])


def _fields(descriptor: Mapping[str, Any]) -> Iterator[str]:
    known = {
        "author": " and ".join(f"{{{bibtex(name)}}}" for name in _people(descriptor)),
        "title": f"{{{bibtex(_title(descriptor))}}}",
        "year": bibtex(str(descriptor.get("created", ""))[:4]),
        "version": bibtex(str(descriptor.get("version", ""))),
        "note": "Data set",
    }
    yield from (f"  {name} = {{{value}}}," for name, value in known.items() if value)
    if address := web_address(descriptor.get("homepage")):
        yield f"  url = {{{address}}},"


def _title(descriptor: Mapping[str, Any]) -> str:
    return str(descriptor.get("title") or descriptor.get("name", ""))


def _people(descriptor: Mapping[str, Any]) -> list[str]:
    return [str(each["title"]) for each in descriptor.get("contributors", ()) if each.get("title")]


def _key(descriptor: Mapping[str, Any]) -> str:
    return "".join(c for c in str(descriptor.get("name", "")) if c.isascii() and (c.isalnum() or c in ".-_")) or "data"
