"""The generated pages, and that nothing promised in the README is missing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import broadsheet

ROOT = Path(__file__).parent.parent


def test_the_generated_pages_are_up_to_date():
    """Pages made of the code say what the code says."""
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/make_docs.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "docs are up to date\n")


def test_the_page_on_conformance_is_up_to_date():
    """The examples, the readings and the second opinion are as a run finds them; the outside score is kept."""
    command = [sys.executable, ROOT / "scripts/make_conformance.py", "--check"]
    environment = {name: value for name, value in os.environ.items() if name != "BROADSHEET_CONFORMANCE"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stdout) == (0, "docs/conformance.md is up to date\n"), done.stderr


def test_every_link_of_the_documents_leads_somewhere():
    """A relative link names a file of the repository."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8"))]
    assert [
        f"{page.name}: {link}" for page, link in links if "://" not in link and not (page.parent / link).exists()
    ] == []


def test_the_two_commands_of_the_readme_are_targets_of_the_makefile():
    """`make package` and `make test` exist."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    commands = re.findall(r"^make ([a-z]+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert commands == ["package", "test"]
    assert set(commands) <= set(targets)


def test_versions_are_told_the_same_everywhere():
    """The package has one version and the data set has one, wherever they are named."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    citation = re.findall(r"^ *version: (\S+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    expected = [settings["project"]["version"], settings["tool"]["broadsheet"]["version"]]
    assert citation == expected
    assert [broadsheet.__version__, broadsheet.load().version] == expected


def test_the_project_that_is_written_by_hand_is_valid(tmp_path):
    """Who writes down the settings, the record and the text of the page has a project without an issue."""
    fences = dict(
        re.findall(
            r"^```(toml|json|text)\n(.*?)^```$", (ROOT / "docs/project.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
        )
    )
    files = {"broadsheet.toml": "toml", "seeds/articles/ferry.json": "json", "seeds/texts/ferry.txt": "text"}
    for name, fence in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(fences[fence], encoding="utf-8")
    report = broadsheet.validate(tmp_path, texts=tmp_path / "seeds/texts")
    assert (report.issues, report.stats["texts"]) == ((), 1)
