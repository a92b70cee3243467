"""A new project: valid from its first commit, and followed through its first releases as a new user would."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result
from releasing import contents, make_keys, replace_in

import broadsheet
from broadsheet.cli.main import main
from broadsheet.errors import BroadsheetError
from broadsheet.publishing.earlier import RefusedError

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


def run(folder: Path, *words: str) -> Result:
    """`broadsheet` in a folder, in this process; no run may end in a traceback."""
    with contextlib.chdir(folder):
        done = CliRunner().invoke(program, words)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return done


@click.command(add_help_option=False, context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def program(words: tuple[str, ...]) -> None:
    """What the program `broadsheet` runs."""
    main(list(words))


def steps(folder: Path, job: str) -> list[str]:
    """The `run:` lines of a job of the workflow, but for the last of a release, which needs GitHub."""
    workflow = yaml.safe_load((folder / ".github/workflows/data.yml").read_text(encoding="utf-8"))
    found = [step["run"] for step in workflow["jobs"][job]["steps"] if "run" in step]
    return [line for line in found if "upload.sh" not in line]


def passes(folder: Path, job: str, tag: str = "", key: str = "") -> Path:
    """Run the steps of a job in a clone, as GitHub does, with a secret for the key if there is one; the clone."""
    clone = folder.parent / f"clone-{job}-{tag}"
    git(folder.parent, "clone", "-q", str(folder), str(clone))
    git(clone, *(["checkout", "-q", tag] if tag else ["status"]))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "GITHUB_REF_NAME": tag, "PIP_NO_INDEX": "1", "RELEASE_KEY": key}
    for line in steps(folder, job):
        done = subprocess.run(["bash", "-e", "-c", line], cwd=clone, env=environment, check=False, capture_output=True)
        assert done.returncode == 0, (line, done.stdout.decode(), done.stderr.decode())
    return clone


def test_a_new_project_holds_these_files(tmp_path: Path) -> None:
    """Its name is that of the folder."""
    started = broadsheet.init(tmp_path / "Linden News")
    assert set(started.written) == set(contents(tmp_path / "Linden News"))
    assert 'name = "linden-news"\ntitle = "Linden news"\n' in (started.folder / "broadsheet.toml").read_text()
    assert "{{" not in (started.folder / "README.md").read_text(encoding="utf-8")


def test_a_build_of_it_holds_the_page_and_a_release_tells_what_drew_it(project: Path) -> None:
    """The page and that of the example stand in the release; the programs that decide its bytes are named."""
    release = broadsheet.release(project).folder
    assert (release / "index.html").is_file()
    assert (release / "articles/example.html").is_file()
    told = json.loads((release / "provenance.json").read_bytes())["predicate"]["runDetails"]["builder"]["version"]
    assert {"altair", "jinja2", "vl-convert-python"} <= set(told)


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


def test_a_new_user_gets_from_nothing_to_a_major_release(project: Path) -> None:
    """Own texts, a first release, a correction, another article, a column less: each has the version it deserves."""
    (project / "seeds/texts/bakery.txt").write_text(BAKERY, encoding="utf-8")
    example = (project / "seeds/articles/example.json").read_bytes()
    assert run(project, "ingest", "seeds/texts", "--out", "seeds").exit_code == 0  # as its README says
    assert (project / "seeds/articles/example.json").read_bytes() == example
    assert run(project, "validate").exit_code == 0
    assert run(project, "build").exit_code == 0
    first = run(project, "release")
    assert (first.exit_code, first.stdout.splitlines()[0]) == (0, "dist/linden-news-0.1.0: released")
    commit(project, "0.1.0")
    git(project, "tag", "v0.1.0")
    assert "bakery.txt" not in git(project, "ls-files")

    replace_in(project / "seeds/articles/example.json", "hours of opening on a Sunday", "hours open on a Sunday")
    assert released(project) == ("0.1.1", "0.1.0", "patch")

    text = BAKERY.replace("Bakery", "Market").replace("bakery", "market")
    (project / "seeds/texts/market.txt").write_text(text, encoding="utf-8")
    assert run(project, "ingest", "seeds/texts/market.txt", "--out", "seeds").exit_code == 0
    assert released(project) == ("0.2.0", "0.1.1", "minor")
    commit(project, "0.2.0")
    git(project, "tag", "v0.2.0")

    with (project / "broadsheet.toml").open("a", encoding="utf-8") as settings:
        settings.write('leave_out = ["figures.measure"]\n')
    refused = run(project, "release", "--bump", "minor")
    assert refused.exit_code == 1
    assert "0.3.0 is lower than the changes since 0.2.0 demand, which is 1.0.0 (major): figures: 1 field removed" in (
        refused.stderr
    )
    assert released(project) == ("1.0.0", "0.2.0", "major")
    changelog = (project / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = [line[4:9] for line in changelog.splitlines() if line.startswith("## [")]
    assert versions == ["1.0.0", "0.2.0", "0.1.1", "0.1.0"]
    assert run(project, "verify", "dist/linden-news-1.0.0", "--project", ".", "--texts", "seeds/texts").exit_code == 0
    commit(project, "1.0.0")
    git(project, "tag", "v1.0.0")
    keys = make_keys(project.parent)
    clone = passes(project, "release", "v1.0.0", keys.private.read_text())
    assets = clone / "dist/linden-news-1.0.0.github/assets"
    signed = {proof.name: proof.state for proof in broadsheet.verify(assets, key=keys.public).proofs}["signature"]
    assert signed == "passed"
    data = ("data/", "schema/", "linden", "CHANGES", "changes", "CITATION", "datapackage", "index", "articles/")
    ours, theirs = contents(project / "dist/linden-news-1.0.0"), contents(clone / "dist/linden-news-1.0.0")
    assert {p: h for p, h in ours.items() if p.startswith(data)} == {
        p: h for p, h in theirs.items() if p.startswith(data)
    }


def released(project: Path) -> tuple[str, str, str]:
    """The version of a release that was cut just now, the one before, and the bump between them."""
    told = json.loads(run(project, "release", "--format", "json").stdout)
    assert told["fresh"]
    return told["version"], told["previous"], told["bump"]


def test_a_record_that_is_removed_is_a_major_version(project: Path) -> None:
    """It makes 1.0.0 of 0.1.0, and a lower version is refused."""
    broadsheet.release(project)
    record = json.loads((project / "seeds/articles/example.json").read_bytes())
    record["figures"] = []
    (project / "seeds/articles/example.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(RefusedError, match=r"demand, which is 1\.0\.0 \(major\): figures: 1 row removed"):
        broadsheet.release(project, bump="minor")
    assert broadsheet.release(project).version == "1.0.0"


def test_what_installs_broadsheet_may_be_chosen(tmp_path: Path) -> None:
    """The README and both jobs of the workflow install it."""
    wanted = "broadsheet[release] @ git+https://example.org/broadsheet@main"
    done = run(tmp_path, "init", "--name", "linden", "--requirement", wanted)
    assert done.exit_code == 0
    assert f"`pip install '{wanted}'`" in (tmp_path / "README.md").read_text(encoding="utf-8")
    for job in ("validate", "release"):
        assert steps(tmp_path, job)[0] == f"python -m pip install '{wanted}'"


@pytest.mark.parametrize("wanted", ["", "it's", "a: b", "a #b", "a\nb", "-r x", "a\\b"])
def test_what_cannot_be_installed_is_refused(tmp_path: Path, wanted: str) -> None:
    """Nothing is written that a shell or a workflow would read otherwise."""
    with pytest.raises(BroadsheetError, match="is nothing to install"):
        broadsheet.init(tmp_path / "linden", requirement=wanted)
    assert not (tmp_path / "linden").exists()


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    """Nothing is written, and the hint says what to look at."""
    (tmp_path / "notes").touch()
    with pytest.raises(BroadsheetError, match=r"cannot write .*notes/seeds") as refusal:
        broadsheet.init(tmp_path / "notes")
    assert refusal.value.hint == "check the path and its permissions"


def test_a_key_that_signs_is_kept_out_of_git(project: Path) -> None:
    """Made in the project, as the page about releases does it, it is not added with the rest; its public half is."""
    make_keys(project)
    assert {path.suffix for path in project.glob("key*")} == {".pem"}
    commit(project, "Second")
    assert "key.pem" not in git(project, "ls-files").split()
    assert "key.pub.pem" in git(project, "ls-files").split()
