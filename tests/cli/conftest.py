"""The command line as a user meets it: what was called, the exit status, the answer and the talk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import Done, called, started

EXAMPLE = Path(__file__).parent.parent / "examples/project"


@pytest.fixture(autouse=True)
def _no_texts_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROADSHEET_TEXTS", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    if "PYTHONPATH" in os.environ:
        monkeypatch.setenv(
            "PYTHONPATH", os.pathsep.join(map(os.path.abspath, os.environ["PYTHONPATH"].split(os.pathsep)))
        )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two articles without an issue, to break."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "harbour"))


@pytest.fixture
def process(project: Path) -> Callable[..., Done]:
    """Runs `broadsheet` as a process of its own in the folder of the project; no run may end in a traceback."""

    def start(*args: str | Path, **options: Any) -> Done:
        done = started(project, *map(os.fspath, args), **options)
        assert "Traceback" not in done.err, done.err
        return done

    return start


@pytest.fixture
def run(project: Path) -> Callable[..., Done]:
    """Runs `broadsheet` with some arguments in the folder of the project; no run may end in a traceback.

    What needs a process of its own asks for `process`: streams, limits, environments.
    """

    def call(*args: str | Path) -> Done:
        done = called(project, *map(os.fspath, args))
        assert "Traceback" not in done.err, done.err
        return done

    return call
