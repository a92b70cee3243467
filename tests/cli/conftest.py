"""The command line as a user meets it: a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).parent.parent / "examples/project"


@dataclass(frozen=True)
class Done:
    """What a command left behind: its exit status, its answer, its talk."""

    status: int
    out: str
    err: str


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
def run(project: Path) -> Callable[..., Done]:
    """Runs `broadsheet` with some arguments in the folder of the project; no run may end in a traceback."""

    def call(*args: str | Path, **options: Any) -> Done:
        command = [sys.executable, "-m", "broadsheet", *map(os.fspath, args)]
        options = {"cwd": project, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 120} | options
        done = subprocess.run(command, check=False, **options)
        out, err = ((each or b"").decode("utf-8", "surrogateescape") for each in (done.stdout, done.stderr))
        assert "Traceback" not in err, err
        return Done(done.returncode, out, err)

    return call
