"""All that a check found, as a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from broadsheet.errors import BroadsheetError
from broadsheet.issues.catalogue import rule
from broadsheet.issues.issue import Issue

if TYPE_CHECKING:
    import polars as pl

__all__ = ["InvalidDataError", "Kind", "Report", "Source", "kind_of"]

Kind = tuple[str | None, str | None, str]
"""What makes two issues alike: resource, field, code."""

NUMBERS = {"row", "line"}


def kind_of(issue: Issue) -> Kind:
    """The kind of an issue.

    >>> kind_of(Issue.of("B640", '"x" is not a number', resource="ports", field="depth", row=3))
    ('ports', 'depth', 'B640')
    """
    return issue.resource, issue.field, issue.code


class Source(Protocol):
    """Where the rows of a report can be read again."""

    def names(self) -> list[str]:
        """The names of the resources that can be read."""

    def rows(self, resource: str, wanted: Iterable[int]) -> dict[int, tuple[list[str], list[str | None]]]:
        """The labels and cells of some rows, by their numbers; those that cannot be read are left out."""

    def split(self, resource: str, *, good: bool) -> pl.DataFrame:
        """The rows without errors, or those with errors."""


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check: the issues, and what was looked at.

    A report is `valid` when it holds no error; warnings and notices do not make data
    invalid. `stats` counts what was checked. `sources` are the packages that were checked.

    >>> report = Report((Issue.of("B104", '"31 Feb" is not a date'),), {"records": 1})
    >>> report.valid, [issue.code for issue in report.issues]
    (False, ['B104'])
    """

    issues: tuple[Issue, ...] = ()
    stats: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    sources: tuple[Source, ...] = field(default=(), compare=False, repr=False)

    @property
    def valid(self) -> bool:
        """Whether there is no issue of severity `error`."""
        return not any(issue.severity == "error" for issue in self.issues) and not self.stats.get("errors")

    @property
    def unchecked(self) -> bool:
        """Whether something could not be checked: a file not read, a cap reached, an extra missing."""
        codes = {issue.code for issue in self.issues} | {each["code"] for each in self.stats.get("kinds", ())}
        return any(rule(code).unchecked for code in codes)

    def count(self) -> Counter[str]:
        """How many issues there are of each severity."""
        return Counter(issue.severity for issue in self.issues)

    def more(self) -> Counter[Kind]:
        """How many issues of each kind were counted beyond those that the report shows.

        >>> stats = {"kinds": [{"resource": "ports", "field": "depth", "code": "B640", "count": 9}]}
        >>> Report((Issue.of("B640", "", resource="ports", field="depth"),), stats).more()
        Counter({('ports', 'depth', 'B640'): 8})
        """
        shown = Counter(kind_of(issue) for issue in self.issues)
        totals: Counter[Kind] = Counter()
        for each in self.stats.get("kinds", ()):
            totals[each["resource"], each["field"], each["code"]] += each["count"]
        return totals - shown

    def to_dict(self) -> dict[str, Any]:
        """The report as `--format json` prints it."""
        return {
            "valid": self.valid,
            "stats": dict(self.stats),
            "issues": [issue.to_dict() for issue in self.issues],
        }

    def to_polars(self) -> pl.DataFrame:
        """The issues as a frame: a row for each, with the columns of `Issue`.

        >>> report = Report((Issue.of("B640", "no number", resource="ports", row=3),))
        >>> report.to_polars().select("code", "resource", "row").rows()
        [('B640', 'ports', 3)]
        """
        import polars as pl  # noqa: PLC0415 - loaded when a frame is asked for

        schema = {each.name: pl.Int64 if each.name in NUMBERS else pl.String for each in fields(Issue)}
        return pl.DataFrame([issue.to_dict() for issue in self.issues], schema=schema, orient="row")

    def good(self, resource: str) -> pl.DataFrame:
        """The rows of a table that have no error, read again: cells as text, null where there is none.

        A column `#row` before them holds the number of each row, as issues count them. Raises
        BroadsheetError where no row can be called good: the table cannot be read, or its
        schema, its header or the file as a whole has an error.
        """
        return self._source(resource).split(resource, good=True)

    def bad(self, resource: str) -> pl.DataFrame:
        """The rows of a table that have errors, in the form of `good`.

        Of rows that stand twice, the first is good and the others are bad.
        """
        return self._source(resource).split(resource, good=False)

    def _source(self, resource: str) -> Source:
        """The one package that has a resource."""
        found = [source for source in self.sources if resource in source.names()]
        if len(found) == 1:
            return found[0]
        if found:
            hint = "check one package at a time"
            raise BroadsheetError(f"{len(found)} packages have a resource {resource!r}", hint=hint)
        if not self.sources:
            hint = "broadsheet.validate(PATH) on a data package gives one"
            raise BroadsheetError("this report is not about a data package, so it has no rows", hint=hint)
        known = ", ".join(name for source in self.sources for name in source.names())
        raise BroadsheetError(f"there is no resource {resource!r}", hint=f"there are {known}" if known else None)

    @classmethod
    def joined(cls, reports: Iterable[Report]) -> Report:
        """One report of several: the issues in order, counts added up."""
        issues: list[Issue] = []
        stats: dict[str, Any] = {}
        sources: list[Source] = []
        for report in reports:
            issues += report.issues
            sources += report.sources
            for name, value in report.stats.items():
                stats[name] = _sum(stats[name], value) if name in stats else value
        return cls(tuple(issues), stats, tuple(sources))


def _sum(one: Any, other: Any) -> Any:
    if isinstance(one, dict) and isinstance(other, dict):
        return {name: one.get(name, 0) + other.get(name, 0) for name in sorted({*one, *other})}
    if isinstance(one, int) and isinstance(other, int):
        return one + other
    return one + other if isinstance(one, list) and isinstance(other, list) else other


class InvalidDataError(BroadsheetError):
    """The next step needs data without errors; `report` holds what was found."""

    def __init__(self, message: str, report: Report, *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.report = report
