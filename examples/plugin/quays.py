"""Two plug-ins for broadsheet: a format to export to, and a finder of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet import Package
    from broadsheet.exports.exporter import Options

QUAY = re.compile(r"\b[Qq]uay No\. [0-9]+")


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """The headlines as Markdown, each with a link to where the data are published."""
    base = options.base or "."
    rows = package["articles"].drop_nulls("headline").select("id", "headline").iter_rows()
    lines = [f"- [{headline}]({base}/articles/{article}.html)\n" for article, headline in rows]
    return {"headlines.md": "".join(lines).encode()}


def find_quays(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, kind and name of every quay that has a number."""
    for found in QUAY.finditer(text):
        yield found.start(), found.end(), "place", found[0].capitalize().replace("no.", "No.")
