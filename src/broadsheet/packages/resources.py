"""What the resources of a package hold, as its descriptor tells of them: files, and rows of tables."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import orjson

from broadsheet.checks.fixity import group_of, paths_of, stated
from broadsheet.errors import UnreadableError
from broadsheet.packages.storage import Storage
from broadsheet.tables import TABLES, Table
from broadsheet.tables.formats import from_csv

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Resources"]

BRACKETS = {b"[\n", b"]\n"}
"""The lines around the records of an array of ours."""


class Resources(Mapping[str, Mapping[str, Any]]):
    """The resources of a package by their names, with what is in their files.

    Each file is compared with the hash in the descriptor when it is read; UnreadableError is raised when it differs.
    Tables that are `complete` have the columns that were left out, which hold nothing.
    """

    def __init__(self, storage: Storage, descriptor: Mapping[str, Any], *, complete: bool = False) -> None:
        self._storage, self._complete = storage, complete
        self._named: dict[str, Mapping[str, Any]] = {resource["name"]: resource for resource in descriptor["resources"]}

    def __getitem__(self, name: str) -> Mapping[str, Any]:
        return self._named[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._named)

    def __len__(self) -> int:
        return len(self._named)

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables of ours that are here, by their names."""
        return {table.name: self._table(table) for table in TABLES if table.name in self}

    def _table(self, table: Table) -> Table:
        """A table as it is here: without the optional columns that its schema does not know."""
        schema = self[table.name].get("schema")
        fields = schema.get("fields") if isinstance(schema, dict) else None
        if not isinstance(fields, list):
            return table
        named = {field.get("name") for field in fields if isinstance(field, dict)}
        return table.without([name for name in table.optional if name not in named])

    @property
    def left_out(self) -> tuple[str, ...]:
        """The columns that the publisher left out, as `table.column`."""
        ours = ((table, self.tables[table.name]) for table in TABLES if table.name in self.tables)
        gone = ((full, name) for full, here in ours for name in full.optional if name not in here.optional)
        return tuple(f"{table.name}.{name}" for table, name in gone)

    def groups(self, name: str) -> list[str | None]:
        """The groups of articles of whose rows a table has a file each; None where one file has all rows."""
        return [group_of(path) for path in paths_of(self[name])]

    def rows(self, name: str, group: str | None = None) -> pl.DataFrame:
        """The rows of a table, or those of a group of articles; their files have to be what is stated of them."""
        import polars as pl  # noqa: PLC0415 - heavy

        resource, table = self[name], self.tables[name]
        header = resource.get("dialect", {}).get("header", True)
        paths = [path for path in paths_of(resource) if group is None or group_of(path) == group]
        files = zip(paths, self.files(resource, paths), strict=True)
        frames = [_rows(data, table, path, header=header) for path, data in files]
        frame = pl.concat([table.empty, *frames])
        return frame if not self._complete else _completed(frame, table.name)

    def columns(self, name: str, columns: Sequence[str]) -> Iterator[tuple[str, Callable[[], pl.DataFrame]]] | None:
        """What reads some columns of each file of a table, with its hash; None where they are not in Parquet.

        That is sooner read than CSV.
        """
        resource = self.get(f"{name}-parquet")
        here = {column.name for column in self.tables[name].all_columns}
        if resource is None or not here.issuperset(columns):
            return None
        files = stated(resource)
        return ((str(each.get("hash")), partial(self._columns, each, columns)) for each in files)

    def _columns(self, stated: Mapping[str, Any], columns: Sequence[str]) -> pl.DataFrame:
        """Some columns of a file in Parquet."""
        import polars as pl  # noqa: PLC0415 - heavy

        return pl.read_parquet(io.BytesIO(self.read(stated)), columns=list(columns))

    def files(self, resource: Mapping[str, Any], paths: Sequence[str] | None = None) -> Iterator[bytes]:
        """The bytes of each file of a resource, or of some; UnreadableError for those that are not what is stated."""
        for each in stated(resource):
            if paths is None or each["path"] in paths:
                yield _same(self._storage.read(each["path"]), each.get("hash"), each["path"])

    def require_whole(self, resource: Mapping[str, Any]) -> None:
        """Raise UnreadableError where a file of a resource is not what is stated; it is read piece by piece."""
        for each in stated(resource):
            with self._storage.open(each["path"]) as file:
                digest = hashlib.file_digest(file, "sha256")
            _require_hash(digest.hexdigest(), each.get("hash"), each["path"])

    def lines(self, resource: Mapping[str, Any]) -> Iterator[bytes]:
        """The records of a resource in JSON, each as a line; those of ours stand on one, and few are in memory.

        A file is compared with its hash before the first record is given, and again after the last.
        """
        for each in stated(resource):
            self.require_whole(each)
            with self._storage.open(each["path"]) as file:
                own = all(_record_in(line) is not None for line in file)
            yield from self._lines(each) if own else map(orjson.dumps, orjson.loads(self.read(each)))

    def _lines(self, stated: Mapping[str, Any]) -> Iterator[bytes]:
        digest = hashlib.sha256()
        with self._storage.open(stated["path"]) as file:
            for line in file:
                digest.update(line)
                if record := _record_in(line):
                    yield record
        _require_hash(digest.hexdigest(), stated.get("hash"), stated["path"])

    def read(self, resource: Mapping[str, Any]) -> bytes:
        """The bytes of a resource; those of several files stand one after the other."""
        return b"".join(self.files(resource))


def _same(data: bytes, hash: object, path: str) -> bytes:
    _require_hash(hashlib.sha256(data).hexdigest(), hash, path)
    return data


def _require_hash(found: str, hash: object, path: str) -> None:
    if f"sha256:{found}" != hash:
        message = f"{path} has the hash sha256:{found}; the descriptor says {hash}"
        raise UnreadableError(message, hint="fetch the package again: this copy is damaged or was changed")


def _record_in(line: bytes) -> bytes | None:
    """The record on a line of an array or of lines of JSON, empty for a bracket; None where it is not one of ours."""
    if line in BRACKETS:
        return b""
    record = line.removesuffix(b"\n").removesuffix(b",")
    return record if record.startswith(b"{") and record.endswith(b"}") else None


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
