"""Data packages as tests: `pytest --datapackage datapackage.json`.

Each resource becomes a test for each group of rules, so that a report of pytest tells which
table breaks what. The package is checked once, when its first test runs; importing this
module loads nothing of the checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from broadsheet.issues import Issue, Report

__all__ = ["GROUPS", "group_of"]

DESCRIPTOR = "datapackage.json"
PACKAGE = "package"

GROUPS = {
    "descriptor": ("B50", "B511", "B512", "B513", "B516", "B517"),
    "file": ("B507", "B509", "B510", "B514", "B515", "B518", "B519", "B520", "B521", "B522", "B523"),
    "schema": ("B60",),
    "rows": ("B61", "B63"),
    "header": ("B62",),
    "types": ("B640",),
    "constraints": ("B64",),
    "keys": ("B65",),
}
"""Groups of rules, by what their codes begin with; the longest beginning decides."""


def group_of(code: str) -> str:
    """The group that a rule belongs to.

    >>> group_of("B640"), group_of("B645"), group_of("B509")
    ('types', 'constraints', 'file')
    """
    found = [(len(start), name) for name, starts in GROUPS.items() for start in starts if code.startswith(start)]
    return max(found, default=(0, "descriptor"))[1]


class BrokenRulesError(Exception):
    """The data breaks rules; the report says which and where."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the plugin."""
    group = parser.getgroup("datapackage", "data packages (broadsheet)")
    group.addoption(
        "--datapackage",
        action="append",
        default=[],
        metavar="PATH",
        help="check a data package (folder, descriptor or zip): a test for each resource and group of rules",
    )
    group.addoption(
        "--datapackage-allow-remote",
        action="append",
        default=[],
        metavar="HOST",
        help="let files of data packages be read from this host",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Collect the packages together with whatever else is collected."""
    given = [str(path) for path in _packages(config) if not _is_below(path, config)]
    config.args += given


def _packages(config: pytest.Config) -> list[Path]:
    """The file that stands for each package: its descriptor, or the archive."""
    folder = config.invocation_params.dir
    paths = [(folder / given).resolve() for given in config.getoption("datapackage")]
    for path in paths:
        if not path.exists():
            raise pytest.UsageError(f"--datapackage: there is no {path}")
    return [path / DESCRIPTOR if path.is_dir() else path for path in paths]


def _is_below(path: Path, config: pytest.Config) -> bool:
    """Whether the file is named among the arguments already."""
    return path in {config.invocation_params.dir / str(arg) for arg in config.args}


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The package, when the file is one that `--datapackage` names, and not a way to it through links."""
    if parent.config.getoption("datapackage") and file_path in _packages(parent.config):
        return PackageFile.from_parent(parent, path=file_path)
    return None


class PackageFile(pytest.File):
    """A data package with its tests."""

    named: dict[str, None]

    @cached_property
    def report(self) -> Report:
        """The report on the package, made when it is first asked for."""
        from broadsheet.checks.validate import validate  # noqa: PLC0415 - pytest starts without it

        report = validate(self.path, limit=5, allow_remote=self.config.getoption("datapackage_allow_remote"))
        here = f"{self.config.invocation_params.dir.as_posix()}/"
        return report.moved(lambda path, _: path.removeprefix(here))

    def collect(self) -> Iterator[pytest.Item]:
        """A test for the package itself, then one for each resource and group of rules."""
        from broadsheet.checks.sources import PackageSource  # noqa: PLC0415 - as above

        if not self.path.exists():
            raise self.CollectError(f"there is no {self.path}")
        try:
            names = PackageSource(self.path).names()
        except Exception:  # noqa: BLE001 - the test of the package tells what is wrong with it
            names = []
        self.named = dict.fromkeys(names)
        yield RulesItem.from_parent(self, name=PACKAGE, resource=None, group=None)
        for name in self.named:
            for group in GROUPS:
                yield RulesItem.from_parent(self, name=f"{name}::{group}", resource=name, group=group)


class RulesItem(pytest.Item):
    """A resource, or the package itself, under a group of rules."""

    parent: PackageFile

    def __init__(self, *, resource: str | None, group: str | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.resource = resource
        self.group = group

    def runtest(self) -> None:
        """Fail when there are errors; what is no error is told in the output of the test."""
        from broadsheet.reports import as_text  # noqa: PLC0415 - pytest starts without it

        report = self.parent.report
        issues = tuple(issue for issue in report.issues if self._is_mine(issue))
        if not issues:
            return
        mine = replace(report.about(issues), sources=report.sources)
        told = as_text(mine).rpartition("\n")[0]
        if not mine.valid:
            raise BrokenRulesError(told)
        self.add_report_section("call", "broadsheet", told)

    def _is_mine(self, issue: Issue) -> bool:
        if issue.resource is None or issue.resource not in self.parent.named:
            return self.resource is None
        return issue.resource == self.resource and group_of(issue.code) == self.group

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The issues as `broadsheet validate` tells them, or the message of what could not be read."""
        from broadsheet.errors import BroadsheetError  # noqa: PLC0415 - pytest starts without it

        if isinstance(excinfo.value, BrokenRulesError | BroadsheetError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file, and the name of the test."""
        return self.path, None, self.name
