"""The rows of a package that was checked, read again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import polars as pl

from broadsheet.checks.packages import check_package
from broadsheet.checks.packages.archives import ZipStore
from broadsheet.checks.packages.descriptor import read_object, version_of
from broadsheet.checks.packages.files import Files
from broadsheet.checks.packages.resources import Owner, read_resource
from broadsheet.checks.packages.stores import FolderStore
from broadsheet.checks.packages.tabular import read_table
from broadsheet.checks.tables.batch import Batch, Scene
from broadsheet.checks.tables.caps import BeyondCap, caps_of
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.judge import MARKS
from broadsheet.checks.tables.table import Table
from broadsheet.checks.tables.troubles import MissingFile, RefusedFile
from broadsheet.errors import BroadsheetError
from broadsheet.issues import Issue

__all__ = ["ROW", "PackageSource"]

ROW = "#row"
"""The column with the number of each row."""

DESCRIPTOR = "datapackage.json"
HEADER = {"B620", "B621", "B622", "B623", "B624", "B625"}
DEEPEST = 1_000_000
Rows = dict[int, tuple[list[str], list[str | None]]]


class PackageSource:
    """A package at a path, and the issues on it; nothing is read before it is asked for."""

    def __init__(
        self,
        path: Path,
        allow_remote: Collection[str] = (),
        caps: Mapping[str, int | str] | None = None,
        memory: int | str | None = None,
        issues: Iterable[Issue] = (),
    ) -> None:
        self.path = path
        self.issues = issues
        self.allow_remote = allow_remote
        self.caps = caps
        self.memory = memory

    def names(self) -> list[str]:
        """The names of the resources, in the order of the descriptor; none when it cannot be read."""
        with self._files() as (files, name):
            return [each["name"] for each in _resources(files, name)]

    def holds(self, issue: Issue) -> bool:
        """Whether the issue is about this package."""
        return issue in self._found

    @cached_property
    def _found(self) -> frozenset[Issue]:
        return frozenset(self.issues)

    def rows(self, resource: str, wanted: Iterable[int]) -> Rows:
        """The labels and cells of some rows, by their numbers.

        Reading ends with the last of them; what lies too deep in the file, or cannot be read,
        is left out.
        """
        numbers = {row for row in wanted if row <= DEEPEST}
        found: Rows = {}
        try:
            with self._table(resource) as table:
                for labels, batch in _batches(table) if numbers else ():
                    _pick(labels, batch, numbers, found)
                    if len(found) == len(numbers):
                        break
        except (BroadsheetError, MissingFile, RefusedFile, OSError, ValueError, pl.exceptions.PolarsError):
            return found
        return found

    def split(self, resource: str, *, good: bool) -> pl.DataFrame:
        """The rows without errors, or those with errors."""
        bad = self._bad_rows(resource, good=good)
        with self._table(resource) as table:
            is_bad = pl.col(ROW).is_in(pl.Series(sorted(bad), dtype=pl.Int64).implode())
            wanted = ~is_bad if good else is_bad
            frames = [_numbered(labels, batch).filter(wanted) for labels, batch in _batches(table)]
        return pl.concat(frames) if frames else pl.DataFrame(schema={ROW: pl.Int64})

    def _bad_rows(self, resource: str, *, good: bool) -> set[int]:
        report = check_package(
            self.path, limit=None, allow_remote=self.allow_remote, caps=self.caps, memory=self.memory
        )
        errors = [issue for issue in report.issues if issue.severity == "error" and issue.resource == resource]
        whole = sorted({issue.code for issue in errors if _is_about_all(issue)})
        if good and whole:
            message = f"no row of {resource!r} can be called good: the table as a whole breaks {', '.join(whole)}"
            raise BroadsheetError(message, hint="mend that first; broadsheet validate tells what it is")
        return {issue.row for issue in errors if issue.row is not None and issue.code not in HEADER}

    @contextmanager
    def _table(self, resource: str) -> Iterator[Table]:
        with self._files() as (files, name):
            given = read_object(files, name)
            index = next(place for place, each in enumerate(given["resources"]) if each.get("name") == resource)
            owner = Owner(given, name, version_of(given))
            silent = Findings(0)
            found = read_resource(given["resources"][index], index, owner, silent)
            table = read_table(found, files, silent) if found is not None and found.is_table else None
            if table is None:
                hint = "only tables have rows; broadsheet validate tells more"
                raise BroadsheetError(f"{resource!r} cannot be read as a table", hint=hint)
            yield table

    @contextmanager
    def _files(self) -> Iterator[tuple[Files, str]]:
        caps = caps_of(self.caps)
        if self.path.is_dir() or self.path.suffix.lower() == ".json":
            folder, name = (self.path, DESCRIPTOR) if self.path.is_dir() else (self.path.parent, self.path.name)
            yield Files(FolderStore(folder), self.allow_remote, caps=caps), name
            return
        try:
            store = ZipStore(self.path, caps)
        except (RefusedFile, BeyondCap) as error:
            message = f"{self.path.as_posix()} is no zip archive, or a broken one"
            raise BroadsheetError(message, hint="pack it anew") from error
        try:
            yield Files(store, self.allow_remote, store.top, caps), DESCRIPTOR
        finally:
            store.close()


def _resources(files: Files, name: str) -> list[dict[str, str]]:
    try:
        given = read_object(files, name)
    except ValueError:
        return []
    listed = given.get("resources") if isinstance(given, dict) else None
    listed = listed if isinstance(listed, list) else []
    return [each for each in listed if isinstance(each, dict) and isinstance(each.get("name"), str)]


def _is_about_all(issue: Issue) -> bool:
    return issue.row is None or issue.code in HEADER


def _batches(table: Table) -> Iterator[tuple[list[str], Batch]]:
    """The batches of a table with its labels; where there is no header, the fields name the columns."""
    fields = tuple(field.name for field in table.schema.fields) if table.schema else ()
    reading = table.open(Scene(Findings(0), table.name, fields))
    for batch in reading.batches:
        labels = reading.labels if reading.labels is not None else list(fields)
        yield _distinct(labels, batch.frame.width), batch


def _distinct(labels: list[str], width: int) -> list[str]:
    """A label for each column, none of them twice."""
    taken = {ROW}
    found: list[str] = []
    for place in range(width):
        label = labels[place] if place < len(labels) else f"column {place + 1}"
        while label in taken:
            label += "_"
        taken.add(label)
        found.append(label)
    return found


def _numbered(labels: list[str], batch: Batch) -> pl.DataFrame:
    height = batch.frame.height
    rows = list(batch.rows) if batch.rows is not None else range(batch.row, batch.row + height)
    cells = _texts(batch).rename({str(place): label for place, label in enumerate(labels)})
    return pl.DataFrame({ROW: pl.Series(rows, dtype=pl.Int64)}).hstack(cells)


def _texts(batch: Batch) -> pl.DataFrame:
    """The cells as texts; values that are no texts as JSON."""
    return batch.frame.select(pl.all().str.replace(MARKS, "")) if batch.typed else batch.frame


def _pick(labels: list[str], batch: Batch, wanted: set[int], found: Rows) -> None:
    height = batch.frame.height
    if batch.rows is not None:
        places = [(place, row) for place, row in enumerate(batch.rows) if row in wanted]
    else:
        places = [(row - batch.row, row) for row in wanted if batch.row <= row < batch.row + height]
    texts = _texts(batch) if places else batch.frame
    for place, row in places:
        found[row] = (labels, list(texts.row(place)))
