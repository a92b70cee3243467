"""A data package that came as a Python package: its descriptor, tables and records.

Only the standard library is needed. Frames come through polars and models through broadsheet,
where these are installed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from broadsheet.articles import Article, Copy, Entity, Outlet

__all__ = ["DataPackage"]

_VALUES: dict[str, Callable[[str], Any]] = {"string": str, "integer": int, "number": float}


class DataPackage(Mapping[str, "pl.DataFrame"]):
    """The data package in a folder.

    It is a mapping from the names of its tables to polars frames; `rows` gives the same as plain
    dictionaries. Each file is compared with the hash in the descriptor when it is first read;
    ValueError is raised when it differs.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def descriptor(self) -> dict[str, Any]:
        """The descriptor, `datapackage.json` (Data Package 2.0)."""
        found: dict[str, Any] = json.loads((self.path / "datapackage.json").read_bytes())
        return found

    @property
    def name(self) -> str:
        """Name of the data package."""
        return str(self.descriptor["name"])

    @property
    def version(self) -> str:
        """Version of the data."""
        return str(self.descriptor["version"])

    @property
    def edition(self) -> str:
        """`open` when withheld texts are left out, else `full`."""
        return str(self.descriptor["broadsheet:edition"])

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __getitem__(self, name: str) -> pl.DataFrame:
        table = self._table(name)
        try:
            import polars as pl  # noqa: PLC0415 - wanted for frames only
        except ModuleNotFoundError as error:
            raise _lacking("polars", f"rows({name!r}) does without") from error
        types = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64}
        schema = {field["name"]: types[field["type"]] for field in table["schema"]["fields"]}
        data = io.BytesIO(self._read(table))
        return pl.read_csv(data, schema=schema, null_values=[""], has_header=_has_header(table))

    def _rows(self, name: str) -> list[Any]:
        """The rows of a table as dictionaries, with None where there is no value."""
        table = self._table(name)
        types = [_VALUES[field["type"]] for field in table["schema"]["fields"]]
        names = [field["name"] for field in table["schema"]["fields"]]
        rows = csv.reader(io.StringIO(self._read(table).decode(), newline=""))
        return [
            {name: kind(cell) if cell else None for name, kind, cell in zip(names, types, row, strict=True)}
            for row in list(rows)[_has_header(table) :]
        ]

    def records(self, kind: str) -> list[dict[str, Any]]:
        """The records of a kind with all that they hold, nested: `articles`, `entities`, `outlets` or `copies`."""
        if f"{kind}-json" not in self._resources:
            raise KeyError(f"no records {kind!r}; there are articles, entities, outlets, copies")
        resource = self._resources[f"{kind}-json"]
        data = self._read(resource)
        found: list[dict[str, Any]] = (
            json.loads(data) if resource["format"] == "json" else [json.loads(line) for line in data.splitlines()]
        )
        return found

    @property
    def articles(self) -> Iterator[Article]:
        """The articles as models of broadsheet, by id."""
        return self._models("articles")

    @property
    def entities(self) -> Iterator[Entity]:
        """The entities as models of broadsheet, by id."""
        return self._models("entities")

    @property
    def outlets(self) -> Iterator[Outlet]:
        """The outlets as models of broadsheet, by id."""
        return self._models("outlets")

    @property
    def copies(self) -> Iterator[Copy]:
        """The articles that hold the words of others as models of broadsheet, by article."""
        return self._models("copies")

    def _models(self, kind: str) -> Iterator[Any]:
        try:
            import broadsheet  # noqa: PLC0415 - wanted for models only
        except ModuleNotFoundError as error:
            raise _lacking("broadsheet", f"records({kind!r}) does without") from error
        models: Iterator[Any] = getattr(broadsheet.open(self.path), kind)
        return models

    @cached_property
    def _resources(self) -> dict[str, dict[str, Any]]:
        return {resource["name"]: resource for resource in self.descriptor["resources"]}

    @cached_property
    def _tables(self) -> dict[str, dict[str, Any]]:
        return {name: resource for name, resource in self._resources.items() if resource.get("type") == "table"}

    def _table(self, name: str) -> dict[str, Any]:
        if name not in self._tables:
            raise KeyError(f"no table {name!r}; there are {', '.join(self._tables)}")
        return self._tables[name]

    def _read(self, resource: Mapping[str, Any]) -> bytes:
        return b"".join(self._file(path, hash) for path, hash in _hashes(resource))

    def _file(self, path: str, hash: str | None) -> bytes:
        data = (self.path / path).read_bytes()
        found = f"sha256:{hashlib.sha256(data).hexdigest()}"
        if found != hash:
            raise ValueError(f"{path} has the hash {found}; the descriptor says {hash}")
        return data

    def __repr__(self) -> str:
        lines = [f"<DataPackage {self.name} {self.version}, {self.edition} edition>"]
        lines += [f"  {name:<30} {table['broadsheet:rows']:>6} rows" for name, table in self._tables.items()]
        return "\n".join(lines)


def _hashes(resource: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """The paths of the files of a resource, with the hash of each."""
    path = resource["path"]
    if isinstance(path, str):
        return [(path, resource["hash"])]
    told = {part["path"]: part["hash"] for part in resource["broadsheet:parts"]}
    return [(each, told.get(each)) for each in path]


def _has_header(table: Mapping[str, Any]) -> bool:
    """Whether the first line of a table names its columns; of a table in several files, none does."""
    return bool(table.get("dialect", {}).get("header", True))


def _lacking(module: str, otherwise: str) -> ModuleNotFoundError:
    return ModuleNotFoundError(f"{module} is not installed: pip install {module}; {otherwise}", name=module)
