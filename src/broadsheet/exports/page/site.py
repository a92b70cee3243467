"""The pages of a package: the index, and one for each article, rendered when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Options
from broadsheet.exports.page.article import article_page
from broadsheet.exports.page.evidence import Names, names_of
from broadsheet.exports.page.index import index_page

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["Site"]


class Site(Mapping[str, bytes]):
    """The content of each page by its path: ten thousand articles are not all held at once."""

    def __init__(self, package: Package, options: Options) -> None:
        self._package, self._options = package, options
        self._names: Names = names_of(package)
        self._records: dict[str, dict[str, Any]] | None = None

    def __getitem__(self, path: str) -> bytes:
        if path == "index.html":
            return index_page(self._package, self._options, self._names)
        id = path.removeprefix("articles/").removesuffix(".html")
        if path != f"articles/{id}.html" or id not in self._names.articles:
            raise KeyError(path)
        return article_page(self._package, self._record(id), self._names)

    def __iter__(self) -> Iterator[str]:
        yield "index.html"
        yield from (f"articles/{id}.html" for id in self._names.articles)

    def __len__(self) -> int:
        return 1 + len(self._names.articles)

    def _record(self, id: str) -> dict[str, Any]:
        if self._records is None:
            self._records = {record["id"]: record for record in self._package.records["articles"]}
        return self._records[id]
