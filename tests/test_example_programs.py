"""The programs under `examples/`."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

PROGRAMS = sorted((Path(__file__).parent.parent / "examples").glob("*.py"))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_every_example_program_runs_and_prints_something(program, capsys):
    """A program that a reader copies works."""
    runpy.run_path(str(program))
    assert capsys.readouterr().out.strip()


def test_there_are_example_programs():
    """The folder is not empty."""
    assert PROGRAMS
