"""Exceptions, as they are raised elsewhere and told here."""

from __future__ import annotations

import copy
import pickle
import pkgutil
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import broadsheet
from broadsheet.errors import BroadsheetError
from broadsheet.issues import InvalidDataError, Issue, Report
from broadsheet.publishing.earlier import RefusedError
from broadsheet.releases import Changes

HARBOURS = Path(__file__).parents[1] / "examples/harbours"
EXAMPLE = Path(__file__).parent / "examples/project"
REPORT = Report((Issue.of("B104", "is no date", path="a.json", line=3),))


def kinds(of: type[BroadsheetError]) -> Iterator[type[BroadsheetError]]:
    """A class of exceptions and all below it."""
    yield of
    for each in of.__subclasses__():
        yield from kinds(each)


def all_kinds() -> list[type[BroadsheetError]]:
    """Those of the whole package, as far as its libraries are there."""
    for module in pkgutil.walk_packages(broadsheet.__path__, "broadsheet."):
        if not module.name.endswith("__main__"):
            with suppress(ImportError):
                import_module(module.name)
    return sorted(set(kinds(BroadsheetError)), key=lambda kind: kind.__name__)


def made(kind: type[BroadsheetError]) -> BroadsheetError:
    """An exception of a kind."""
    if issubclass(kind, RefusedError):
        return kind("B704", "released already", changes(), hint="raise it")
    if issubclass(kind, InvalidDataError):
        return kind("there are errors", REPORT, hint="raise it")
    return kind("there are errors", hint="raise it")


def changes() -> Changes:
    """What differs between two packages, in their rows as well."""
    with TemporaryDirectory() as folder:
        other = Path(shutil.copytree(HARBOURS, Path(folder, "harbours")))
        ports = other / "ports.csv"
        ports.write_text(ports.read_text(encoding="utf-8").replace("9.5", "9.8"), encoding="utf-8")
        return broadsheet.diff(HARBOURS, other)


def told(error: BroadsheetError) -> tuple[Any, ...]:
    """All that it says."""
    said = {name: each.to_dict() if isinstance(each, Changes) else each for name, each in vars(error).items()}
    return type(error), error.args, str(error), said, error.code


def test_every_exception_is_pickled_with_all_that_it_says() -> None:
    """Message, hint, notes, code, and what else it has: executors hand it over like that, once or more often."""
    for kind in all_kinds():
        error = made(kind)
        error.add_note("and another")
        once = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
        twice = pickle.loads(pickle.dumps(once))  # noqa: S301 - as above
        assert told(error) == told(copy.copy(error)) == told(once) == told(twice)
        assert twice.__notes__ == ["raise it", "and another"]


def test_an_exception_comes_out_of_another_process(tmp_path: Path) -> None:
    """One that cannot be made again breaks the whole pool."""
    project = Path(shutil.copytree(EXAMPLE, tmp_path / "project"))
    (project / "seeds/articles/2024-06-11-quay.json").write_text("{}", encoding="utf-8")
    with ProcessPoolExecutor(1, get_context("spawn")) as processes:
        error = processes.submit(broadsheet.build, project, out=tmp_path / "package").exception()
        assert isinstance(error, InvalidDataError)
        assert error.report == broadsheet.validate(project)
        assert processes.submit(abs, -3).result() == 3
