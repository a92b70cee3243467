"""What every example in docstrings, README and docs may use, and how console examples run."""

from __future__ import annotations

import atexit
import doctest
import gc
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from sybil import Document, Example, Region, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

import broadsheet

pytest_plugins = ("pytester",)

ROOT = Path(__file__).parent

os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp()
atexit.register(shutil.rmtree, os.environ["XDG_STATE_HOME"], ignore_errors=True)
FILE = re.compile(r"^<!-- file: (\S+) -->\n```\w+\n(.*?)^```$", re.DOTALL | re.MULTILINE)
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def pytest_collection_finish() -> None:
    """Let what was imported be, when objects that nothing refers to are looked for."""
    gc.collect()
    gc.freeze()


def project_copy(folder: Path) -> Path:
    """A copy of the example project, to write into."""
    return Path(shutil.copytree(ROOT / "tests/examples/project", folder / "project"))


@pytest.fixture(autouse=True)
def _examples(
    request: pytest.FixtureRequest, doctest_namespace: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names for docstring examples; a clean environment for every test."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if isinstance(request.node, pytest.DoctestItem):
        monkeypatch.delenv("BROADSHEET_TEXTS", raising=False)
        monkeypatch.chdir(ROOT)
        doctest_namespace |= names(tmp_path)


def names(folder: Path) -> dict[str, Any]:
    """The names that examples use without importing them."""
    project = project_copy(folder)
    example = (project / "seeds/articles/2024-05-02-harbour.json").read_text(encoding="utf-8")
    return {
        "broadsheet": broadsheet,
        "pl": pl,
        "project": project,
        "tmp": folder,
        "example_article": example,
        "harbours": Path(shutil.copytree(ROOT / "examples/harbours", folder / "harbours")),
    }


class ConsoleParser(CodeBlockParser):
    """Runs the `$` lines of console examples one after the other, and compares what they print."""

    language = "console"

    def evaluate(self, example: Example) -> str | None:
        """The difference between what was printed and what the document says, if there is one."""
        said, printed, place = str(example.parsed), "", example.namespace
        for line in said.splitlines():
            if line.startswith("$ cd "):
                place["console"] = (place["console"] / line[5:]).resolve()
                printed += line + "\n"
            elif line.startswith("$ "):
                printed += line + "\n" + run(line[2:], place["console"])
        same = doctest.OutputChecker().check_output(said.strip() + "\n", printed.strip() + "\n", doctest.ELLIPSIS)
        return None if same else f"the document says\n{said}\nand it prints\n{printed}"


def files(document: Document) -> Iterator[Region]:
    """Each fence under the mark of a file: it is written down where the console stands."""
    for found in FILE.finditer(document.text):
        yield Region(found.start(), found.end(), found.groups(), write)


def write(example: Example) -> None:
    """Write the file of a fence."""
    name, content = example.parsed
    path = example.namespace["console"] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def run(command: str, folder: Path) -> str:
    """What a command prints in a folder, its answers and its talk together; not how far it is, if it takes its time."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", "BROADSHEET_LOG": "issues"}
    environment.pop("BROADSHEET_TEXTS", None)
    done = subprocess.run(  # noqa: S602 - the commands are those of our own documents
        command, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.stdout.decode()


def _setup(namespace: dict[str, Any]) -> None:
    """What Python examples use, and a stand-in for a clone, in which console examples may write."""
    folder = Path(tempfile.mkdtemp())
    namespace |= names(folder)
    namespace["folder"], namespace["console"] = folder, folder / "clone"
    for name in ("tests/examples/project", "tests/examples/bad/cells", "examples"):
        shutil.copytree(ROOT / name, folder / "clone" / name)


def _teardown(namespace: dict[str, Any]) -> None:
    shutil.rmtree(namespace["folder"])


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=OPTIONS), ConsoleParser(), files],
    patterns=["README.md", "CONTRIBUTING.md", "docs/*.md"],
    setup=_setup,
    teardown=_teardown,
).pytest()
