"""A package that is open: its descriptor, its records, its tables."""

from __future__ import annotations

import hashlib
import html
import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from broadsheet.articles.version import CURRENT
from broadsheet.errors import BroadsheetError, UnreadableError
from broadsheet.packages.storage import Storage
from broadsheet.tables import TABLES, Table, assemble
from broadsheet.tables.formats import from_csv
from broadsheet.tables.stated import group_of, paths_of, stated

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from broadsheet.articles import Article, Copy, Entity, Outlet

__all__ = ["Package"]


EXTENT = ("in_language", "date_published", "creative_work_status", "redistribution")
"""The columns of articles that tell of all of them together."""

AT_ONCE = 1000
"""Records that are made at once of their tables."""


class Extent(NamedTuple):
    """What is known of all articles together: how many there are, are reviewed, have a text that is withheld."""

    articles: int
    reviewed: int
    withheld: int
    languages: list[str]
    dates: list[str]


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
        self, storage: Storage, descriptor: dict[str, Any], *, complete: bool = False, open_only: bool = False
    ) -> None:
        self._storage = storage
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
            self._frames[name] = self._permitted(name, self._frame(name))
        return self._frames[name]

    def _permitted(self, name: str, frame: pl.DataFrame, group: str | None = None) -> pl.DataFrame:
        """A table; of texts, where none may be seen that is withheld, the others."""
        if name != "texts" or not self._open:
            return frame
        articles = self["articles"] if group is None else self._frame("articles", group)
        permitted = articles.filter(articles["redistribution"] != "withheld")["id"]
        return frame.filter(frame["article"].is_in(permitted.implode()))

    def _frame(self, name: str, group: str | None = None) -> pl.DataFrame:
        """The rows of a table, or those of a group of articles; their files have to be what is stated of them."""
        import polars as pl  # noqa: PLC0415 - heavy

        resource, table = self._resources[name], self._tables[name]
        header = resource.get("dialect", {}).get("header", True)
        paths = [path for path in paths_of(resource) if group is None or group_of(path) == group]
        files = zip(paths, self.files(resource, paths), strict=True)
        frames = [_rows(data, table, path, header=header) for path, data in files]
        frame = pl.concat([pl.DataFrame(schema=table.types), *frames])
        return frame if not self._complete else _completed(frame, table.name)

    def frames(self, name: str, *, published: bool = False) -> Iterator[pl.DataFrame]:
        """The rows of a table, file by file; if `published`, with the columns that its files have, and no others."""
        groups = [group_of(path) for path in paths_of(self._resources[name])]
        columns = [column.name for column in self._tables[name].all_columns]
        for group in groups:
            frame = self[name] if group is None else self._permitted(name, self._frame(name, group), group)
            yield frame.select(columns) if published else frame

    @cached_property
    def extent(self) -> Extent:
        """What is known of all articles together, each language and date once; they are read file by file."""
        languages, dates = set[str](), set[str]()
        articles = reviewed = withheld = 0
        for frame in self._columns("articles", list(EXTENT)):
            languages.update(frame["in_language"].drop_nulls().unique())
            dates.update(frame["date_published"].drop_nulls().unique())
            articles += frame.height
            reviewed += int((frame["creative_work_status"] == "reviewed").sum())
            withheld += int((frame["redistribution"] == "withheld").sum())
        return Extent(articles, reviewed, withheld, sorted(languages), sorted(dates))

    def _columns(self, name: str, columns: list[str]) -> Iterator[pl.DataFrame]:
        """Some columns of a table, file by file: from Parquet, where there is any, which is sooner read."""
        import polars as pl  # noqa: PLC0415 - heavy

        resource = self._resources.get(f"{name}-parquet")
        here = {column.name for column in self._tables[name].all_columns}
        if resource is None or name in self._frames or not here.issuperset(columns):
            return self.frames(name)
        return (pl.read_parquet(io.BytesIO(data), columns=columns) for data in self.files(resource))

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
        return Package(self._storage, self.descriptor, complete=self._complete, open_only=True)

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
        for path in paths_of(self._resources["articles"]):
            frames = self._group(group_of(path), articles=True)
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
        for data in self.files(nested):
            yield from _lines(data)

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
        import polars as pl  # noqa: PLC0415 - heavy

        found = {}
        for name, table in self._tables.items():
            if (table.root.name == "articles") != articles:
                found[name] = pl.DataFrame(schema=table.types)
            else:
                found[name] = self[name] if group is None else self._permitted(name, self._frame(name, group), group)
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
    def _resources(self) -> dict[str, dict[str, Any]]:
        return {resource["name"]: resource for resource in self.descriptor["resources"]}

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {table.name: self._table(table) for table in TABLES if table.name in self._resources}

    def _table(self, table: Table) -> Table:
        """A table as it is here: without the optional columns that its schema does not know."""
        schema = self._resources[table.name].get("schema")
        fields = schema.get("fields") if isinstance(schema, dict) else None
        if not isinstance(fields, list):
            return table
        named = {field.get("name") for field in fields if isinstance(field, dict)}
        return table.without([name for name in table.optional if name not in named])

    def completed(self) -> Package:
        """The same package, in whose tables the columns that were left out are there and hold nothing."""
        return Package(self._storage, self.descriptor, complete=True, open_only=self._open)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The columns that the publisher left out, as `table.column`."""
        ours = ((table, self._tables[table.name]) for table in TABLES if table.name in self._tables)
        gone = ((full, name) for full, here in ours for name in full.optional if name not in here.optional)
        return tuple(f"{table.name}.{name}" for table, name in gone)

    def files(self, resource: Mapping[str, Any], paths: Sequence[str] | None = None) -> Iterator[bytes]:
        """The bytes of each file of a resource, or of some; UnreadableError for those that are not what is stated."""
        for each in stated(resource):
            if paths is None or each["path"] in paths:
                yield _same(self._storage.read(each["path"]), each.get("hash"), each["path"])

    def read(self, resource: Mapping[str, Any]) -> bytes:
        """The bytes of a resource; UnreadableError when they are not those that the descriptor states.

        Those of several files stand one after the other.
        """
        data = b"".join(map(self._storage.read, paths_of(resource)))
        return _same(data, resource["hash"], ", ".join(paths_of(resource)))

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


def _same(data: bytes, hash: object, path: str) -> bytes:
    found = f"sha256:{hashlib.sha256(data).hexdigest()}"
    if found != hash:
        message = f"{path} has the hash {found}; the descriptor says {hash}"
        raise UnreadableError(message, hint="fetch the package again: this copy is damaged or was changed")
    return data


def _lines(data: bytes) -> list[bytes]:
    """Records as lines, of an array or of lines of JSON; ours have each on a line of its own in either."""
    lines = data.removeprefix(b"[\n").removesuffix(b"\n]\n").splitlines()
    found = [line.removesuffix(b",") for line in lines]
    if all(line.startswith(b"{") and line.endswith(b"}") for line in found):
        return found
    return [orjson.dumps(each) for each in orjson.loads(data)]


def _rows(data: bytes, table: Table, path: str, *, header: bool) -> pl.DataFrame:
    """The rows of a file in CSV, whose columns have to be those of the table."""
    found = data.partition(b"\n")[0].decode("utf-8", "replace").split(",")
    if header and found != [column.name for column in table.all_columns]:
        message = f"{path} has other columns than the schema of {table.name} says"
        raise UnreadableError(message, hint="fetch the package again: this copy is damaged or was changed")
    return from_csv(data, table, header=header)


def _completed(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    import polars as pl  # noqa: PLC0415 - heavy

    types = next(table.types for table in TABLES if table.name == name)
    return frame.select(
        pl.col(each) if each in frame.columns else pl.lit(None, types[each]).alias(each) for each in types
    )
