"""A package from its descriptor to its last key."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from broadsheet.checks.budget import Budget
from broadsheet.checks.packages.descriptor import check_descriptor, read_descriptor, version_of
from broadsheet.checks.packages.elsewhere import Elsewhere
from broadsheet.checks.packages.files import Files
from broadsheet.checks.packages.integrity import Stored, check_integrity
from broadsheet.checks.packages.links import links_of
from broadsheet.checks.packages.resources import Owner, Resource, read_resource
from broadsheet.checks.packages.tabular import read_table
from broadsheet.checks.tables.caps import BEYOND, BeyondCap
from broadsheet.checks.tables.check import check_table
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.keys import Key
from broadsheet.checks.tables.references import check_references
from broadsheet.checks.tables.table import Checked, Table
from broadsheet.checks.tables.troubles import MissingFile, RefusedFile
from broadsheet.errors import UnwritableError

__all__ = ["PackageCheck"]


class PackageCheck:
    """One run over one package; `stats` counts what was looked at."""

    def __init__(
        self, files: Files, path: str, findings: Findings, budget: Budget, folders: Sequence[Path] = ()
    ) -> None:
        self.files = files
        self.elsewhere = Elsewhere(files, folders)
        self.path = path
        self.findings = findings
        self.budget = budget
        self.stats: dict[str, Any] = {"resources": 0, "rows": 0, "bytes": 0}
        self.order: list[str] = []
        self.others: dict[str, Resource] = {}
        self._sizes: dict[str, int] = {}
        self._finished = self._here = 0

    def run(self) -> None:
        """Check everything; what is wrong goes to the findings."""
        given = read_descriptor(self.files, self.path, self.findings)
        if given is None:
            return
        check_descriptor(given, self.path, self.findings)
        resources = given.get("resources")
        owner = Owner(given, self.path, version_of(given))
        tables: dict[str, Table] = {}
        known: set[str] = set()
        for resource in self._resources(resources if isinstance(resources, list) else [], owner, known):
            table = self._read(resource)
            if table is not None:
                tables.setdefault(table.name, table)
        self._check_tables(tables, known)

    def _resources(self, listed: list[Any], owner: Owner, known: set[str]) -> Iterator[Resource]:
        for index, each in enumerate(listed):
            self.stats["resources"] += 1
            resource = read_resource(each, index, owner, self.findings)
            name = each.get("name") if isinstance(each, dict) else None
            self.order.append(name if isinstance(name, str) else f"#{index + 1}")
            if isinstance(name, str) and name in known:
                where = {"path": self.path, "resource": name, "pointer": f"/resources/{index}/name"}
                self.findings.add(
                    "B504", "Another resource has this name.", hint="give each resource a name of its own", **where
                )
                continue
            known |= {name} if isinstance(name, str) else set()
            if resource is not None:
                yield resource

    def _read(self, resource: Resource) -> Table | None:
        """Open the files of a resource, compare size and hash; its Table when it is one."""
        table = read_table(resource, self.files, self.findings) if resource.is_table else None
        if "data" in resource.given:
            return table
        for path in resource.paths:
            if trouble := self.files.trouble(path):
                code, reason, hint = trouble
                where = {"path": path, "resource": resource.name, "pointer": f"{resource.pointer}/path"}
                self.findings.add(code, f"The file {reason}.", hint=hint, **where)
                return None
        if not self._measure(resource):
            return None
        if not resource.is_table:
            self.others[resource.name] = resource
        return table

    def _measure(self, resource: Resource) -> bool:
        where = {"path": resource.paths[0] if resource.paths else self.path, "resource": resource.name}
        try:
            files = [self._stored(path) for path in resource.paths]
            size = self._sizes[resource.name] = sum(file.size for file in files)
            self.stats["bytes"] += size
            check_integrity(resource.given, files, self.findings, where)
        except (RefusedFile, MissingFile, OSError, BeyondCap) as error:
            self._tell(error, "B507", where)
            return False
        return True

    def _stored(self, path: str) -> Stored:
        return Stored(path, self.files.size(path), partial(self.files.chunks, path))

    def _check_tables(self, tables: dict[str, Table], known: set[str]) -> None:
        tell = partial(self.findings.add, path=self.path)
        links = list(links_of(tables, known, tell, self._undeclared, self.elsewhere))
        outside = {link.target: link.outside for link in links if link.outside is not None}
        wanted: dict[str, set[Key]] = {name: set() for name in (*tables, *outside)}
        for link in links:
            wanted[link.source].add(link.own)
            wanted[link.target].add(link.other)
        checked = {name: self._check_table(table, wanted[name]) for name, table in tables.items()}
        checked |= {name: self._hash_table(table, wanted[name]) for name, table in outside.items()}
        for link in links:
            one, two = checked[link.source], checked[link.target]
            if one is not None and two is not None:
                step = partial(check_references, link.foreign, (link.own, link.other), one, two, self.findings)
                self._guard(one.table, step)
        for done in filter(None, checked.values()):
            done.keep(())

    def _undeclared(self, name: str) -> Table | None:
        """A resource that is referred to as a table without being declared as one."""
        resource = self.others.get(name)
        return read_table(resource, self.files, self.findings) if resource is not None and resource.format else None

    def _check_table(self, table: Table, wanted: set[Key]) -> Checked | None:
        found: list[Checked] = []
        keys = sorted(wanted, key=str)
        self.files.passed, self._here = 0, self._sizes.get(table.name, 0)
        self._guard(table, lambda: found.append(check_table(table, self.findings, self.budget, keys, self._share)))
        self._finished += self._here
        self.stats["rows"] += sum(each.rows for each in found)
        return found[0] if found else None

    def _share(self, _: int) -> float | None:
        """Which share of the bytes of all tables was read: of those that are finished, and of the one at hand."""
        whole = sum(size for name, size in self._sizes.items() if name not in self.others)
        return (self._finished + min(self._here, self.files.passed)) / whole if whole else None

    def _hash_table(self, table: Table, wanted: set[Key]) -> Checked | None:
        """The keys of a table of another package, whose own errors are not told here."""
        found: list[Checked] = []
        step = partial(check_table, table, Findings(0), self.budget, sorted(wanted, key=str))
        self._guard(table, lambda: found.append(step()))
        return found[0] if found else None

    def _guard(self, table: Table, step: Any) -> None:
        """Whatever the data does to a step, the report goes on; where temporary files have no room, that ends."""
        where = {"path": table.path, "resource": table.name}
        try:
            step()
        except (RefusedFile, MissingFile, OSError, BeyondCap, zipfile.BadZipFile, zlib.error, EOFError) as error:
            self._tell(error, "B514", where)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | UnwritableError):
                raise
            self.findings.add(
                "B518", f"The table cannot be read ({type(error).__name__}).", hint="simplify the file", **where
            )

    def _tell(self, error: Exception, code: str, where: dict[str, Any]) -> None:
        """Why a file was not read, under the rule that goes with the reason; else under the one of a code."""
        if isinstance(error, BeyondCap):
            self.findings.add(BEYOND, f"The file {error}.", hint=error.hint, **where)
        elif isinstance(error, RefusedFile):
            hint = error.hint or ("write the file anew" if code == "B514" else "put a plain file there")
            self.findings.add(error.code or code, f"The file {error}.", hint=hint, **where)
        elif isinstance(error, MissingFile):
            self.findings.add(code, "The file is not there.", hint="add the file, or correct the path", **where)
        elif isinstance(error, zipfile.BadZipFile | zlib.error | EOFError):
            self.findings.add(code, f"The file is broken ({type(error).__name__}).", hint="write it anew", **where)
        else:
            message = f"The file cannot be read: {getattr(error, 'strerror', None) or type(error).__name__}."
            self.findings.add("B523", message, hint="put a file there that can be read", **where)
