"""All that a check found, as a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from broadsheet.errors import BroadsheetError
from broadsheet.issues.catalogue import rule
from broadsheet.issues.issue import Issue, Severity
from broadsheet.issues.kinds import Kind, counts_in, kind_of, stats_of

if TYPE_CHECKING:
    import polars as pl

__all__ = ["InvalidDataError", "Report", "Source"]

NUMBERS = {"row", "line"}
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")


class Source(Protocol):
    """Where the rows of a report can be read again."""

    def names(self) -> list[str]:
        """The names of the resources that can be read."""

    def holds(self, issue: Issue) -> bool:
        """Whether the issue is about this package."""

    def rows(self, resource: str, wanted: Iterable[int]) -> dict[int, tuple[list[str], list[str | None]]]:
        """The labels and cells of some rows, by their numbers; those that cannot be read are left out."""

    def split(self, resource: str, *, good: bool) -> pl.DataFrame:
        """The rows without errors, or those with errors."""


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """The result of a check: the issues, and what was looked at.

    A report is `valid` when it holds no error; warnings and notices do not make data
    invalid. `stats` counts what was checked. `sources` are the packages that were checked.

    >>> report = Report((Issue.of("B104", '"31 Feb" is not a date'),), {"records": 1})
    >>> report.valid, [issue.code for issue in report.issues]
    (False, ['B104'])
    >>> report
    Report(valid=False, errors=1)
    """

    issues: tuple[Issue, ...] = ()
    stats: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    sources: tuple[Source, ...] = field(default=(), compare=False, repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        """What it is pickled as."""
        return Report, (self.issues, dict(self.stats), self.sources)

    @property
    def valid(self) -> bool:
        """Whether there is no issue of severity `error`."""
        return not any(issue.severity == "error" for issue in self.issues) and not self.stats.get("errors")

    @property
    def unchecked(self) -> bool:
        """Whether something could not be checked: a file not read, a cap reached, an extra missing."""
        codes = {issue.code for issue in self.issues} | {each["code"] for each in self.stats.get("kinds", ())}
        return any(rule(code).unchecked for code in codes)

    def __repr__(self) -> str:
        found = self.count() + self.hidden()
        told = (f"{severity}s={found[severity]}" for severity in SEVERITIES if found[severity])
        return f"Report({', '.join([f'valid={self.valid}', *told])})"

    def count(self) -> Counter[str]:
        """How many of the issues that the report shows there are of each severity."""
        return Counter(issue.severity for issue in self.issues)

    def hidden(self) -> Counter[str]:
        """How many issues of each severity were counted beyond those that the report shows."""
        found: Counter[str] = Counter()
        for kind, number in self.more().items():
            found[rule(kind.code).severity] += number
        return found

    def more(self) -> Counter[Kind]:
        """How many issues of each kind were counted beyond those that the report shows.

        >>> stats = {"kinds": [{"resource": "ports", "field": "depth", "code": "B640", "count": 9}]}
        >>> Report((Issue.of("B640", "", resource="ports", field="depth"),), stats).more()
        Counter({Kind(path=None, resource='ports', field='depth', code='B640'): 8})
        """
        return counts_in(self.stats) - Counter(kind_of(issue) for issue in self.issues)

    def about(self, issues: Iterable[Issue]) -> Report:
        """A report on some of the issues alone, with the counts of their kinds and without sources."""
        some = tuple(issues)
        kinds = {kind_of(issue) for issue in some}.intersection(map(kind_of, self.issues))
        counts = {kind: number for kind, number in counts_in(self.stats).items() if kind in kinds}
        return Report(some, {"kinds": stats_of(counts)["kinds"]})

    def moved(self, to: Callable[[str, str | None], str]) -> Report:
        """The same report with other paths: `to` gives the new one for a path and the resource it belongs to."""
        issues = tuple(
            issue if issue.path is None else replace(issue, path=to(issue.path, issue.resource))
            for issue in self.issues
        )
        kinds = [
            each if each.get("path") is None else {**each, "path": to(each["path"], each["resource"])}
            for each in self.stats.get("kinds", ())
        ]
        stats = {**self.stats, "kinds": kinds} if kinds else self.stats
        return replace(self, issues=issues, stats=stats)

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
