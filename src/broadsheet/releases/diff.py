"""Two packages compared: their descriptors, then resource by resource their descriptions and their data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from broadsheet.checks.budget import share_of
from broadsheet.checks.packages.resources import Resource
from broadsheet.checks.tables.caps import BeyondCap
from broadsheet.checks.tables.table import Table
from broadsheet.checks.tables.troubles import MissingFile, RefusedFile
from broadsheet.errors import UnreadableError
from broadsheet.releases.change import Changes, Difference, Subject
from broadsheet.releases.files import content_of, copied_by, linked, reading, same_bytes, schema_of, table_of
from broadsheet.releases.metadata import of_package, of_resource
from broadsheet.releases.renames import renamed_fields, renamed_resources
from broadsheet.releases.rows import RowChanges
from broadsheet.releases.schemas import of_schema, pairs_of
from broadsheet.releases.side import Side, open_side, without_copies
from broadsheet.releases.streams import Nothing, Stream, open_stream
from broadsheet.releases.tables import TableComparison
from broadsheet.versions import Policy, policy_named

__all__ = ["diff"]

HOLDERS = 8
"""The parts of the memory: two for keys, one for what is found, and up to five for rows that wait."""

REWRITES = frozenset({
    "field-added", "field-removed", "field-renamed", "fields-reordered", "field-retyped", "field-reformatted",
    "missing-values-changed", "serialization-changed",
})  # fmt: skip
"""Changes of the description that give a file other bytes."""

ROWS = "broadsheet:rows"
"""The property of a resource that says how many rows a table has."""

ONE_SIDED = "Parquet copies were set aside: one of the packages has them, the other is as a project keeps it, without"
MORE = "broadsheet validate tells more"
Found = tuple[Side, Resource]


def diff(  # noqa: PLR0913 - a call with names
    old: str | Path,
    new: str | Path,
    *,
    policy: str | Policy = "recipe",
    memory: int | str | None = None,
    folder: str | Path = ".",
    copies: bool = True,
) -> Changes:
    """All that differs between two data packages, each change with the bump that it asks for.

    Args:
        old: a folder, a descriptor, a zip, a wheel or sdist with a data package in it, or a git revision of
            the package around `folder` (`git:v1.0.0`).
        new: the same.
        policy: the rules that judge the changes: `recipe`, `croissant`, or a Policy.
        memory: about how much memory it may take, in bytes or like "512MB"; a quarter of the machine if nothing is
            said. Rows and keys for which there is no room go to disk.
        folder: where git looks for the repository and the package in it.
        copies: whether copies of tables in Parquet are compared where both packages have them.

    Raises UnreadableError when one of them is no data package, or a file of it cannot be read.

    >>> changes = diff("datapackage.json", "datapackage.json")
    >>> changes.bump
    'none'
    """
    rules, room = policy_named(policy) if isinstance(policy, str) else policy, share_of(memory, HOLDERS)
    with closing(open_side(old, Path(folder))) as one, closing(open_side(new, Path(folder))) as two:
        pair = without_copies(one, two, always=not copies)
        run = _Comparison(*pair, room)
        run.notes += [ONE_SIDED] if copies and pair != (one, two) else []
        return run.run(rules)


class _Comparison:
    """One run over two packages."""

    def __init__(self, old: Side, new: Side, memory: int) -> None:
        self.old = old
        self.new = new
        self.memory = memory
        self.structure: list[Difference] = []
        self.rows: list[RowChanges] = []
        self.notes: list[str] = []
        self._files: list[tuple[Found, Found]] = []

    def run(self, policy: Policy) -> Changes:
        """Compare everything."""
        self.structure += of_package(self.old.given, self.new.given)
        renamed = renamed_resources(self.old, self.new)
        self._resources({new: old for old, new in renamed.items()})
        for files in self._files:
            self._file(*files)
        old, new = (Subject(side.shown, side.name, side.version) for side in (self.old, self.new))
        return Changes(old, new, policy, tuple(self.structure), tuple(self.rows), tuple(self.notes))

    def _resources(self, came: Mapping[str, str]) -> None:
        """Resource by resource, in the order of the new package."""
        pairs = {name: came.get(name, name) for name in self.new.resources}
        pairs = {
            name: origin
            for name, origin in pairs.items()
            if origin in self.old.resources and (name in came or origin not in came.values())
        }
        for name, resource in self.old.resources.items():
            if name not in pairs.values():
                self.structure.append(Difference("resource-removed", name, None, None, _described(resource), None))
        order = [
            next(n for n, o in pairs.items() if o == name) for name in self.old.resources if name in pairs.values()
        ]
        for place, (name, resource) in enumerate(self.new.resources.items()):
            two = (self.new, resource)
            if name in pairs:
                one = (self.old, self.old.resources[pairs[name]])
                self.structure += _name(pairs[name], name)
                self._guarded(one, two)
            else:
                order.insert(place, name)
                self.structure.append(Difference("resource-added", name, None, place, None, _described(resource)))
                self._guarded(None, two)
        if order != list(self.new.resources):
            self.structure.append(
                Difference("resources-reordered", None, None, "resources", order, list(self.new.resources))
            )

    def _guarded(self, old: Found | None, new: Found) -> None:
        try:
            self._pair(old, new) if old is not None else self._come(new)
        except (RefusedFile, MissingFile, BeyondCap) as error:
            reason = f"{error} is not in the package" if isinstance(error, MissingFile) else str(error)
            message = f"{self.new.shown}: resource {new[1].name}: the file {reason}"
            raise UnreadableError(message, hint=getattr(error, "hint", None) or MORE) from None

    def _come(self, new: Found) -> None:
        """The rows of a resource that is new."""
        table = table_of(*new)
        if table is not None:
            stream = open_stream(self.new.shown, table)
            self._compare(new[1].name, Nothing(stream), stream, {name: name for name in stream.columns})

    def _pair(self, old: Found, new: Found) -> None:
        """A resource that both packages have."""
        name = new[1].name
        one, two = ({**resource.given, "dialect": linked(side, resource, "dialect")} for side, resource in (old, new))
        self.structure += of_resource(name, one, two, (self.old.given, self.new.given))
        same = same_bytes(old, new)
        if same and reading(*old) == reading(*new):
            return
        before, after = table_of(*old), table_of(*new)
        if before is not None and after is not None and not (copied_by(old[1]) and copied_by(new[1])):
            self._table((before, schema_of(*old)), (after, schema_of(*new)), same=same)
        elif not same:
            self._files.append((old, new))

    def _file(self, old: Found, new: Found) -> None:
        """A file that is no table, or repeats what tables hold; told when it is known which of those changed."""
        changed = {each.resource for each in self.structure if each.kind != "bytes-changed"}
        changed |= {each.resource for each in self.rows}
        copied = set(copied_by(old[1])) | set(copied_by(new[1]))
        kind = "file-changed" if not copied else "copy-changed" if copied & changed else "bytes-changed"
        found = Difference(kind, new[1].name, None, None, content_of(*old), content_of(*new))
        self.structure.append(found)

    def _table(self, old: tuple[Table, Any], new: tuple[Table, Any], *, same: bool) -> None:
        name = new[0].name
        streams = (open_stream(self.old.shown, old[0]), open_stream(self.new.shown, new[0]))
        one, two = (_schema(given, stream) for (_, given), stream in zip((old, new), streams, strict=True))
        renamed = renamed_fields(one, two, streams)
        if (old[1] is None) != (new[1] is None):
            kind = "schema-added" if old[1] is None else "schema-removed"
            self.structure.append(Difference(kind, name, None, "schema", old[1], new[1]))
        else:
            self.structure += of_schema(name, one, two, renamed)
        self._compare(name, *streams, pairs_of(one, two, renamed))
        if not same and not self._is_explained(name):
            self.structure.append(Difference("bytes-changed", name))

    def _is_explained(self, name: str) -> bool:
        """Whether something is told of a resource that gives it other bytes."""
        rewritten = any(each.resource == name and each.kind in REWRITES for each in self.structure)
        return rewritten or any(each.resource == name for each in self.rows)

    def _compare(self, name: str, old: Stream, new: Stream, pairs: Mapping[str, str]) -> None:
        total = self.new.resources[name].given.get(ROWS)
        total = total if isinstance(total, int) else None
        comparison = TableComparison(name, old, new, pairs, self.memory, total)
        rows = comparison.run()
        self.notes += comparison.notes
        self.rows += [rows] if len(rows) else []


def _name(old: str, new: str) -> Iterator[Difference]:
    if old != new:
        yield Difference("resource-renamed", new, None, "name", old, new)


def _described(resource: Resource) -> dict[str, Any]:
    """A resource as its descriptor has it, without the data."""
    return {key: value for key, value in resource.given.items() if key != "data"}


def _schema(given: Any, stream: Stream) -> Mapping[str, Any]:
    """The schema as it was written, or one that only names the columns."""
    return given if isinstance(given, dict) else {"fields": [{"name": name} for name in stream.columns]}
