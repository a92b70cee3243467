"""A new project: valid from its first commit, and followed through its first releases as a new user would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from releasing import contents, replace_in

import broadsheet
from broadsheet.errors import BroadsheetError

BAKERY = """Bakery to close early

LINDEN, 9 May 2024 - The bakery on Mill Street will close at 4 pm from July on, its owner Tom Reed said on Thursday.

“The ovens need a rest of 14 hours,” Reed said.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A new project, committed."""
    folder = broadsheet.init(tmp_path / "Linden News").folder
    commit(folder, "First")
    return folder


def git(folder: Path, *words: str) -> str:
    """What git says in a folder."""
    own = ["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *own, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path, message: str) -> None:
    """Commit all that git does not ignore."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", message)


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`broadsheet` in a folder; no run may end in a traceback."""
    command = [sys.executable, "-m", "broadsheet", *words]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | environment, check=False, capture_output=True, text=True
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def steps(folder: Path, job: str) -> list[str]:
    """The `run:` lines of a job of the workflow, but for the last of a release, which needs GitHub."""
    workflow = yaml.safe_load((folder / ".github/workflows/data.yml").read_text(encoding="utf-8"))
    found = [step["run"] for step in workflow["jobs"][job]["steps"] if "run" in step]
    return [line for line in found if "upload.sh" not in line]


def passes(folder: Path, job: str, tag: str = "") -> None:
    """Run the steps of a job in a clone, as GitHub does."""
    clone = folder.parent / f"clone-{job}-{tag}"
    git(folder.parent, "clone", "-q", str(folder), str(clone))
    git(clone, *(["checkout", "-q", tag] if tag else ["status"]))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "GITHUB_REF_NAME": tag, "PIP_NO_INDEX": "1"}
    for line in steps(folder, job):
        done = subprocess.run(["bash", "-e", "-c", line], cwd=clone, env=environment, check=False, capture_output=True)
        assert done.returncode == 0, (line, done.stdout.decode(), done.stderr.decode())


def test_a_new_project_holds_these_files(tmp_path: Path) -> None:
    """Its name is that of the folder."""
    started = broadsheet.init(tmp_path / "Linden News")
    assert set(started.written) == set(contents(tmp_path / "Linden News"))
    assert 'name = "linden-news"\ntitle = "Linden news"\n' in (started.folder / "broadsheet.toml").read_text()
    assert "{{" not in (started.folder / "README.md").read_text(encoding="utf-8")


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    """What is there stays, and is told."""
    (tmp_path / "README.md").write_text("mine")
    started = broadsheet.init(tmp_path, name="linden", title='A "title"')
    assert (started.kept, (tmp_path / "README.md").read_text()) == (("README.md",), "mine")
    assert "title = \"A 'title'\"" in (tmp_path / "broadsheet.toml").read_text()
    before = contents(tmp_path)
    with pytest.raises(BroadsheetError, match="is a project already"):
        broadsheet.init(tmp_path)
    assert before == contents(tmp_path)


@pytest.mark.parametrize(
    ("name", "expected"), [("Linden News", "linden-news"), ("a_-b", "a-b"), ("Đà Nẵng", "n-ng"), ("...", None)]
)
def test_a_name_is_made_of_any_that_has_letters(tmp_path: Path, name: str, expected: str | None) -> None:
    """One that has none is refused, with what to do."""
    if expected is None:
        with pytest.raises(BroadsheetError, match="is no name for a data set"):
            broadsheet.init(tmp_path, name=name)
    else:
        broadsheet.init(tmp_path, name=name)
        assert f'name = "{expected}"' in (tmp_path / "broadsheet.toml").read_text()
        assert broadsheet.validate(tmp_path).issues == ()


def test_it_passes_its_own_checks_from_the_first_commit(project: Path) -> None:
    """The steps of the workflow, run in a clone."""
    passes(project, "validate")


def test_a_new_user_gets_from_nothing_to_a_minor_release(project: Path) -> None:
    """Own texts, a first release, a correction, another article: each release has the version that it deserves."""
    (project / "seeds/texts/bakery.txt").write_text(BAKERY, encoding="utf-8")
    assert run(project, "ingest", "seeds/texts/bakery.txt", "--out", "seeds").returncode == 0
    assert run(project, "validate").returncode == 0
    assert run(project, "build").returncode == 0
    first = run(project, "release")
    assert (first.returncode, first.stdout.splitlines()[0]) == (0, "dist/linden-news-0.1.0: released")
    commit(project, "0.1.0")
    git(project, "tag", "v0.1.0")
    assert "bakery.txt" not in git(project, "ls-files")

    replace_in(project / "seeds/articles/example.json", "hours of opening on a Sunday", "hours open on a Sunday")
    second: dict[str, Any] = json.loads(run(project, "release", "--format", "json").stdout)
    assert (second["version"], second["previous"], second["bump"]) == ("0.1.1", "0.1.0", "patch")
    commit(project, "0.1.1")
    git(project, "tag", "v0.1.1")

    text = BAKERY.replace("Bakery", "Market").replace("bakery", "market")
    (project / "seeds/texts/market.txt").write_text(text, encoding="utf-8")
    assert run(project, "ingest", "seeds/texts/market.txt", "--out", "seeds").returncode == 0
    third = json.loads(run(project, "release", "--format", "json").stdout)
    assert (third["version"], third["bump"]) == ("0.2.0", "minor")
    changelog = (project / "CHANGELOG.md").read_text(encoding="utf-8")
    assert [line[4:9] for line in changelog.splitlines() if line.startswith("## [")] == ["0.2.0", "0.1.1", "0.1.0"]
    commit(project, "0.2.0")
    git(project, "tag", "v0.2.0")
    passes(project, "release", "v0.2.0")


def test_what_breaks_readers_is_a_major_version(project: Path, tmp_path: Path) -> None:
    """A column or a record that is removed makes 1.0.0 of 0.1.0, and a lower version is refused."""
    release = broadsheet.release(project).folder
    narrow = Path(shutil.copytree(release, tmp_path / "narrow"))
    descriptor = json.loads((narrow / "datapackage.json").read_bytes())
    figures = next(each for each in descriptor["resources"] if each["name"] == "figures")
    figures["schema"]["fields"] = [field for field in figures["schema"]["fields"] if field["name"] != "measure"]
    (narrow / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    frame = pl.read_csv(narrow / "data/figures.csv", infer_schema=False).drop("measure")
    frame.write_csv(narrow / "data/figures.csv")
    told = json.loads(run(project, "diff", str(release), str(narrow), "--format", "json").stdout)
    assert (told["bump"], told["next_version"]) == ("major", "1.0.0")

    record = json.loads((project / "seeds/articles/example.json").read_bytes())
    record["figures"] = []
    (project / "seeds/articles/example.json").write_text(json.dumps(record), encoding="utf-8")
    refused = run(project, "release", "--bump", "minor")
    assert (refused.returncode, "demand, which is 1.0.0 (major): figures: 1 row removed" in refused.stderr) == (1, True)
    assert broadsheet.release(project).version == "1.0.0"
