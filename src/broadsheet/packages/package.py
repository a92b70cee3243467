"""A package that is open: its descriptor, its records, its tables."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from broadsheet.articles.version import CURRENT
from broadsheet.engines import Kept
from broadsheet.errors import BroadsheetError
from broadsheet.packages.extent import COLUMNS, Extent, recalled
from broadsheet.packages.resources import Resources
from broadsheet.packages.storage import Storage
from broadsheet.tables import assemble

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from broadsheet.articles import Article, Copy, Entity, Outlet
    from broadsheet.tables import Table

__all__ = ["Package"]


AT_ONCE = 1000
"""Records that are made at once of their tables."""


class Package(Mapping[str, "pl.DataFrame"]):
    """A data package of articles, read from a folder or a zip.

    It is a mapping from the names of its tables to polars frames; `articles`, `entities`,
    `outlets` and `copies` iterate over the records as models. Each file is compared with the hash in the
    descriptor when it is first read; UnreadableError is raised when it differs.

    >>> package = broadsheet.load()
    >>> package["figures"].filter(pl.col("unit") == "visit").select("value", "qualifier").height >= 4
    True
    >>> next(package.articles).source.sha256[:8]
    'd046bb59'
    """

    def __init__(
        self,
        storage: Storage,
        descriptor: dict[str, Any],
        *,
        complete: bool = False,
        open_only: bool = False,
        kept: Kept | None = None,
    ) -> None:
        self._storage, self._kept = storage, kept
        self._complete = complete
        self._open = open_only
        self._frames: dict[str, pl.DataFrame] = {}
        self.descriptor = descriptor

    @property
    def name(self) -> str:
        """Name of the data package."""
        return str(self.descriptor.get("name", ""))

    @property
    def version(self) -> str:
        """Version of the data."""
        return str(self.descriptor.get("version", ""))

    @property
    def edition(self) -> str:
        """`open` when withheld texts are left out, else `full`."""
        return str(self.descriptor.get("broadsheet:edition", "open"))

    @property
    def path(self) -> Path:
        """Where the descriptor lies, or the zip around it."""
        return Path(self._storage.descriptor_path)

    # Tables

    def __getitem__(self, name: str) -> pl.DataFrame:
        if name not in self._tables:
            raise KeyError(f"no table {name!r}; there are {', '.join(self._tables)}")
        if name not in self._frames:
            self._frames[name] = self._permitted(name, self._resources.rows(name))
        return self._frames[name]

    def _permitted(self, name: str, frame: pl.DataFrame, group: str | None = None) -> pl.DataFrame:
        """A table; of texts, where none may be seen that is withheld, the others."""
        if name != "texts" or not self._open:
            return frame
        articles = self["articles"] if group is None else self._resources.rows("articles", group)
        permitted = articles.filter(articles["redistribution"] != "withheld")["id"]
        return frame.filter(frame["article"].is_in(permitted.implode()))

    def frames(self, name: str, *, published: bool = False) -> Iterator[pl.DataFrame]:
        """The rows of a table, file by file; if `published`, with the columns that its files have, and no others."""
        columns = [column.name for column in self._tables[name].all_columns]
        for group in self._resources.groups(name):
            frame = self._rows(name, group)
            yield frame.select(columns) if published else frame

    def _rows(self, name: str, group: str | None) -> pl.DataFrame:
        """The rows of a table of a group of articles, or all."""
        return self[name] if group is None else self._permitted(name, self._resources.rows(name, group), group)

    @cached_property
    def extent(self) -> Extent:
        """What is known of all articles together; they are read file by file, those of which nothing was kept."""
        files = None if "articles" in self._frames else self._resources.columns("articles", COLUMNS)
        if files is None:
            return Extent.joined(map(Extent.of, self.frames("articles")))
        return Extent.joined(recalled(self._kept, hash, read) for hash, read in files)

    def __contains__(self, name: object) -> bool:
        """Whether there is a table of that name, without reading it."""
        return name in self._tables

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table as plain dictionaries.

        >>> broadsheet.load().rows("outlets")[0]["kind"]
        'distributor'
        """
        return self[name].to_dicts()

    def to_pandas(self, name: str) -> pd.DataFrame:
        """A table as a pandas frame; needs the extra `pandas`."""
        try:
            return self[name].to_pandas()
        except ModuleNotFoundError as error:
            raise BroadsheetError(f"{error.name} is not installed", hint="pip install 'broadsheet[pandas]'") from None

    def to_frictionless(self) -> Any:
        """The package as frictionless-py knows it; needs the extra `frictionless`, and a package in a folder."""
        try:
            import frictionless  # noqa: PLC0415 - an extra
        except ModuleNotFoundError:
            message = "frictionless is not installed"
            raise BroadsheetError(message, hint="pip install 'broadsheet[frictionless]'") from None
        return frictionless.Package(self.path.as_posix())

    def without_withheld(self) -> Package:
        """The same package without any text that may not be passed on, whatever its edition carries.

        >>> broadsheet.load().without_withheld()["texts"].height
        0
        """
        if self.edition == "open":
            return self
        return Package(self._storage, self.descriptor, complete=self._complete, open_only=True, kept=self._kept)

    # Records

    @property
    def articles(self) -> Iterator[Article]:
        """The articles, by id. Where they stand in several files, those of one group are in memory at a time."""
        from broadsheet.articles import Article  # noqa: PLC0415 - Pydantic loads when used

        return map(Article.model_validate, self.article_records())

    def article_records(self) -> Iterator[dict[str, Any]]:
        """The same as plain dictionaries."""
        if "records" in self.__dict__:
            yield from self.records["articles"]
            return
        for group in self._resources.groups("articles"):
            frames = self._group(group, articles=True)
            for some in frames["articles"].iter_slices(AT_ONCE):
                yield from assemble(self._belonging(frames, some))["articles"]

    def article_lines(self) -> Iterator[bytes]:
        """The same, each as a line of JSON: those that the package has nested, or else made of its tables.

        Both are the same in a package whose tables have the digests that the descriptor states.
        """
        nested = self._resources.get("articles-json")
        changed = self._open or self._complete or self.descriptor.get("broadsheet:schemaVersion") != CURRENT
        if nested is None or changed:
            yield from map(orjson.dumps, self.article_records())
            return
        yield from self._resources.lines(nested)

    def _belonging(self, frames: Mapping[str, pl.DataFrame], articles: pl.DataFrame) -> dict[str, pl.DataFrame]:
        """Some rows of articles, and the rows of other tables that belong to them."""
        keys = {name: table.inherited[0].name for name, table in self._tables.items() if table.inherited}
        ids = articles["id"].implode()
        return {
            name: frame.filter(frame[keys[name]].is_in(ids)) if frame.height and name in keys else frame
            for name, frame in frames.items()
        } | {"articles": articles}

    def _group(self, group: str | None = None, *, articles: bool = False) -> dict[str, pl.DataFrame]:
        """The tables of articles, or of a group of them, or of what is no article; the other tables without rows."""
        found = {}
        for name, table in self._tables.items():
            if (table.root.name == "articles") != articles:
                found[name] = table.empty
            else:
                found[name] = self._rows(name, group)
        return found

    @property
    def entities(self) -> Iterator[Entity]:
        """The persons, organisations, places, events and documents that are named, by id."""
        from broadsheet.articles import Entity  # noqa: PLC0415 - Pydantic loads when used

        return (Entity.model_validate(record) for record in self.others["entities"])

    @property
    def outlets(self) -> Iterator[Outlet]:
        """The outlets, by id."""
        from broadsheet.articles import Outlet  # noqa: PLC0415 - Pydantic loads when used

        return (Outlet.model_validate(record) for record in self.others["outlets"])

    @property
    def copies(self) -> Iterator[Copy]:
        """The articles that hold the words of others, by article; none in packages of older versions."""
        from broadsheet.articles import Copy  # noqa: PLC0415 - Pydantic loads when used

        return (Copy.model_validate(record) for record in self.others["copies"])

    @cached_property
    def records(self) -> dict[str, list[dict[str, Any]]]:
        """The records as plain dictionaries, under `articles`, `entities`, `outlets` and `copies`."""
        return assemble(self)

    @cached_property
    def others(self) -> dict[str, list[dict[str, Any]]]:
        """The same of those that are no articles."""
        found = assemble(self._group())
        return {kind: records for kind, records in found.items() if kind != "articles"}

    # Reading

    @cached_property
    def _resources(self) -> Resources:
        return Resources(self._storage, self.descriptor, complete=self._complete)

    @property
    def _tables(self) -> dict[str, Table]:
        return self._resources.tables

    def completed(self) -> Package:
        """The same package, in whose tables the columns that were left out are there and hold nothing."""
        return Package(self._storage, self.descriptor, complete=True, open_only=self._open, kept=self._kept)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The columns that the publisher left out, as `table.column`."""
        return self._resources.left_out

    def files(self, resource: Mapping[str, Any]) -> Iterator[bytes]:
        """The bytes of each file of a resource; UnreadableError for those that are not what is stated."""
        return self._resources.files(resource)

    def require_whole(self, resource: Mapping[str, Any]) -> None:
        """Raise UnreadableError where a file of a resource is not what is stated."""
        self._resources.require_whole(resource)

    def read(self, resource: Mapping[str, Any]) -> bytes:
        """The bytes of a resource; UnreadableError when they are not those that the descriptor states.

        Those of several files stand one after the other.
        """
        return self._resources.read(resource)

    # Showing

    def __repr__(self) -> str:
        lines = [f"<Package {self.name} {self.version}, {self.edition} edition>"]
        lines += [f"  {name:<30} {self._height(name):>6} rows" for name in self._tables]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        about = [self.descriptor.get("title", self.name), f"{self.version}, {self.edition} edition"]
        head = " ".join(f"<b>{html.escape(str(part))}</b>" for part in about)
        rows = "".join(f"<tr><td>{name}</td><td>{self._height(name)}</td></tr>" for name in self._tables)
        return f"{head}<table><tr><th>table</th><th>rows</th></tr>{rows}</table>"

    def _height(self, name: str) -> int:
        return int(self._resources[name].get("broadsheet:rows", 0))
