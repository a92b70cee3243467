"""The pages of a package: the index, and one for each article, rendered one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from broadsheet.errors import BroadsheetError
from broadsheet.exports.exporter import Files, Options
from broadsheet.exports.page.article import article_page
from broadsheet.exports.page.evidence import Names, names_of
from broadsheet.exports.page.index import index_page

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["MOST", "pages"]

MOST = 100_000
"""So many articles have pages: more files are a burden to every server, and nobody looks through them."""


def pages(package: Package, options: Options) -> Files:
    """The pages by their paths; BroadsheetError where there are too many articles for pages."""
    count = sum(frame.height for frame in package.frames("articles"))
    if count > MOST:
        message = f"a page for each of {count:,} articles: there are pages of at most {MOST:,}"
        raise BroadsheetError(message, hint="take page out of the exports; sqlite, with Datasette, shows as many")
    names = names_of(package)
    return Files(lambda: _pages(package, options, names))


def _pages(package: Package, options: Options, names: Names) -> Iterator[tuple[str, tuple[bytes]]]:
    yield "index.html", (index_page(package, options, names),)
    for record in package.article_records():
        yield f"articles/{record['id']}.html", (article_page(package, record, names),)
