"""A release: what it holds, which version it may have, and that it never changes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from releasing import EXAMPLE, QUAY, contents, correct, replace_in, resum

import broadsheet
from broadsheet.errors import BroadsheetError, UnreadableError, UnwritableError
from broadsheet.projects import open_project
from broadsheet.publishing.earlier import RefusedError, choose
from broadsheet.publishing.provenance import commit_of, lacking_commit, statement
from broadsheet.publishing.sums import list_sums, receipt_in, write_sums
from broadsheet.releases import Changes
from broadsheet.releases.change import Difference, Subject
from broadsheet.tables import TABLES
from broadsheet.tables.receipt import Receipt
from broadsheet.versions import policy_named

PACKAGE = {
    "datapackage.json",
    *("croissant.json", "datacite.json", "dcat-ap.jsonld", "ro-crate-metadata.json", "schema-org.jsonld"),
    *(f"data/{table.name}.{form}" for table in TABLES for form in ("csv", "parquet")),
    *(f"data/{name}.json" for name in ("articles", "entities", "outlets", "copies")),
    *(f"schema/{name}.schema.json" for name in ("articles", "entity", "outlet", "copy")),
}


def changes(*kinds: str, since: str | None = "1.4.2") -> Changes:
    """Changes of some kinds since a version."""
    old, new = Subject("old", "harbour-news", since), Subject("new", "harbour-news", None)
    return Changes(old, new, policy_named("recipe"), tuple(Difference(kind, "figures") for kind in kinds))


# What it holds


def test_a_release_holds_these_files_and_no_others(released_once: Path) -> None:
    """The package, its zip, wheel and sdist, the sums, the citation, the changes, the provenance and its signature."""
    expected = {
        *PACKAGE,
        "harbour-news-1.0.0.zip",
        "harbour_news-1.0.0-py3-none-any.whl",
        "harbour_news-1.0.0.tar.gz",
        "SHA256SUMS",
        "CITATION.cff",
        "changes.json",
        "CHANGES.md",
        "provenance.json",
        "provenance.dsse.json",
    }
    assert expected == set(contents(released_once / "dist/harbour-news-1.0.0"))
    assert [path.name for path in (released_once / "dist").iterdir()] == ["harbour-news-1.0.0"]


def test_the_sums_are_those_of_every_other_file(release: Path) -> None:
    """SHA256SUMS is what `sha256sum` prints for the files, sorted by name."""
    files = contents(release)
    files.pop("SHA256SUMS")
    expected = "".join(f"{digest}  {path}\n" for path, digest in sorted(files.items()))
    assert expected == (release / "SHA256SUMS").read_text()


def test_files_whose_hashes_are_known_are_not_read_for_the_sums(tmp_path: Path) -> None:
    """What provenance has hashed is taken from there; the others are hashed."""
    (tmp_path / "a").write_bytes(b"one")
    (tmp_path / "b").write_bytes(b"two")
    known = [Receipt("a", "0" * 64, 3)]
    assert write_sums(tmp_path, known)[:2] == [*known, receipt_in(tmp_path, "b")]
    assert list_sums(tmp_path) == {"a": "0" * 64, "b": hashlib.sha256(b"two").hexdigest()}


def test_both_hashes_of_every_table_are_in_the_descriptor(release: Path) -> None:
    """The SHA-256 of the file, and the digest of the data in it."""
    resources = json.loads((release / "datapackage.json").read_bytes())["resources"]
    tables = [each for each in resources if each.get("type") == "table"]
    assert all(
        each["hash"].startswith("sha256:") and each["broadsheet:digest"].startswith("sha256:") for each in tables
    )
    assert len(tables) == len(TABLES)


def test_the_citation_names_the_version(release: Path) -> None:
    """CITATION.cff is valid, and of this version."""
    schema = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    done = subprocess.run([*schema, release / "CITATION.cff"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert 'version: "1.0.0"\n' in (release / "CITATION.cff").read_text(encoding="utf-8")


def test_the_project_becomes_what_was_released(project: Path, release: Path) -> None:
    """Its `datapackage.json` and `data/` are those of the release, without Parquet and exports."""
    ours, theirs = (json.loads((place / "datapackage.json").read_bytes()) for place in (project, release))
    del theirs["broadsheet:exports"]
    theirs["resources"] = [each for each in theirs["resources"] if each["format"] != "parquet"]
    assert ours == theirs
    assert contents(project / "data").items() <= contents(release / "data").items()


def test_a_release_can_be_opened_compared_and_checked_like_a_package(release: Path) -> None:
    """Its folder is that of the package."""
    assert broadsheet.open(release).version == "1.0.0"
    assert broadsheet.validate(release).valid
    assert list(broadsheet.diff(release, release / "harbour-news-1.0.0.zip")) == []


# It never changes


def test_the_same_content_again_changes_nothing(project: Path, release: Path) -> None:
    """Not a byte of the project, and no file is written anew."""
    before = contents(project)
    times = {path: path.stat().st_mtime_ns for path in release.rglob("*")}
    again = broadsheet.release(project)
    assert (again.fresh, again.note, again.version, again.folder) == (False, None, "1.0.0", release)
    assert before == contents(project)
    assert times == {path: path.stat().st_mtime_ns for path in release.rglob("*")}


def test_a_bump_that_nothing_asks_for_is_told(project: Path) -> None:
    """Nothing is released, and the answer says why; a version in the settings releases the same data again."""
    again = broadsheet.release(project, bump="patch")
    assert (again.fresh, again.version) == (False, "1.0.0")
    assert again.note == "nothing has changed, so --bump patch raised nothing; to release it again, set a version"
    replace_in(project / "broadsheet.toml", '"1.0.0"', '"1.0.1"')
    assert broadsheet.release(project).fresh


def test_other_content_under_the_same_version_is_refused(project: Path) -> None:
    """The error holds what differs, and nothing was written."""
    correct(project)
    before = contents(project)
    with pytest.raises(RefusedError, match=r"1\.0\.0 is released already, with other content") as caught:
        broadsheet.release(project, bump="none")
    assert caught.value.code == "B704"
    assert ("figures", "counted") in {(change.resource, change.field) for change in caught.value.changes}
    assert before == contents(project)


def test_a_build_leaves_a_release_as_it_is(project: Path, release: Path) -> None:
    """The same content is found there; in the place that is named, other content is refused."""
    before = contents(project)
    built = broadsheet.build(project)
    assert (built.package, built.archive, built.note) == (release, release / "harbour-news-1.0.0.zip", None)
    assert before == contents(project)
    correct(project)
    before = contents(project)
    with pytest.raises(UnwritableError, match=r"is a release and never changes; other now: data/articles\.json"):
        broadsheet.build(project, out=release)
    assert before == contents(project)


@pytest.mark.parametrize(
    "edit", [correct, lambda project: replace_in(project / "broadsheet.toml", "News of", "News from")]
)
def test_what_moved_on_from_a_release_is_built_under_a_working_version(
    project: Path, release: Path, edit: Callable[[Path], None]
) -> None:
    """The release stays; the project's own data say that they are no release; the next release takes their place."""
    before = contents(release)
    edit(project)
    for _ in range(2):
        built = broadsheet.build(project)
        assert built.package == release.with_name("harbour-news-1.0.1-dev")
        assert built.archive == release.with_name("harbour-news-1.0.1-dev.zip")
        assert built.note is not None
        assert "harbour-news-1.0.0 is a release and stays: this is 1.0.1-dev" in built.note
    assert json.loads((project / "datapackage.json").read_bytes())["version"] == "1.0.1-dev"
    assert before == contents(release)
    assert broadsheet.release(project).version == "1.0.1"
    assert sorted(path.name for path in (project / "dist").iterdir()) == ["harbour-news-1.0.0", "harbour-news-1.0.1"]
    assert json.loads((project / "datapackage.json").read_bytes())["version"] == "1.0.1"


def test_a_release_elsewhere_takes_the_place_of_the_working_version_and_of_no_other_data(
    project: Path, release: Path, tmp_path: Path
) -> None:
    """What was built under a working version lies in the project; beside the release lies that of a longer name."""
    correct(project)
    working = broadsheet.build(project).package
    shelf = tmp_path / "shelf"
    other = Path(shutil.copytree(working, shelf / "harbour-news-2-1.0.1-dev"))
    assert broadsheet.release(project, out=shelf, against=release).version == "1.0.1"
    assert (working.exists(), working.with_name("harbour-news-1.0.1-dev.zip").exists()) == (False, False)
    assert other.is_dir()


def test_what_a_build_zipped_before_the_release_does_not_stay(tmp_path: Path) -> None:
    """A zip of other data under the version of a release would be taken for it."""
    project = Path(shutil.copytree(EXAMPLE, tmp_path / "project"))
    archive = broadsheet.build(project).archive
    assert archive is not None
    assert archive.is_file()
    correct(project)
    released = broadsheet.release(project)
    assert archive.name == f"{released.folder.name}.zip"
    assert not archive.exists()


def test_a_build_is_replaced_by_the_release_of_its_version(tmp_path: Path) -> None:
    """A package that was built before lies where the release goes; other files there are not lost."""
    project = Path(shutil.copytree(EXAMPLE, tmp_path / "project"))
    place = broadsheet.build(project).package
    (place / "notes.txt").write_text("mine")
    with pytest.raises(UnwritableError, match=r"notes\.txt"):
        broadsheet.release(project)
    (place / "notes.txt").unlink()
    assert broadsheet.release(project).folder == place
    assert (place / "SHA256SUMS").is_file()


def test_other_bytes_for_the_same_data_are_told_and_not_written(project: Path, release: Path) -> None:
    """When another writer had made the Parquet of a release, it stays as it is, and a note says so."""
    import polars as pl

    file = release / "data/figures.parquet"
    pl.read_parquet(file).write_parquet(file, compression="gzip")
    shutil.copy(EXAMPLE / "broadsheet.toml", project)
    resum(release)
    before = contents(release)
    again = broadsheet.release(project)
    assert (again.fresh, before) == (False, contents(release))
    assert again.note == "this machine would write other bytes for the same data: figures-parquet"


# Its version


def test_a_correction_is_released_under_the_next_version(project: Path, release: Path) -> None:
    """The lowest version that the changes allow, told and written into the settings, every other byte kept."""
    settings, before = (project / "broadsheet.toml").read_bytes(), contents(release)
    correct(project)
    done = broadsheet.release(project)
    assert (done.version, done.fresh, done.changes and done.changes.bump) == ("1.0.1", True, "patch")
    assert settings.replace(b'"1.0.0"', b'"1.0.1"') == (project / "broadsheet.toml").read_bytes()
    assert before == contents(release)
    told = json.loads((done.folder / "changes.json").read_bytes())
    assert (told["old"]["version"], told["new"]["version"], told["bump"]) == ("1.0.0", "1.0.1", "patch")
    assert str(project) not in (done.folder / "changes.json").read_text(encoding="utf-8")
    assert json.loads((project / "datapackage.json").read_bytes())["version"] == "1.0.1"


def test_a_version_that_is_too_low_is_refused_with_the_change_that_demands_more(project: Path) -> None:
    """A removed row cannot be a patch."""
    correct(project, "")
    replace_in(project / QUAY, '"counted": ""', '"counted": null')
    record = json.loads((project / QUAY).read_bytes())
    record["figures"] = []
    (project / QUAY).write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(RefusedError, match=r"1\.0\.1 is lower .* 2\.0\.0 \(major\): figures: 1 row removed") as caught:
        broadsheet.release(project, bump="patch")
    assert caught.value.code == "B703"
    assert [path.name for path in (project / "dist").iterdir()] == ["harbour-news-1.0.0"]


@pytest.mark.parametrize(
    ("version", "kinds", "bump", "expected"),
    [
        ("1.4.2", ["value-changed"], "auto", "1.4.3"),
        ("1.4.2", ["value-changed", "row-added"], "auto", "1.5.0"),
        ("1.4.2", ["field-removed", "row-added"], "auto", "2.0.0"),
        ("1.4.2", [], "auto", "1.4.2"),
        ("1.4.1", ["row-added"], "auto", "1.5.0"),
        ("1.6.0", ["row-added"], "auto", "1.6.0"),
        ("2.0.0-rc.1", ["row-added"], "auto", "2.0.0-rc.1"),
        ("1.4.3", ["row-added"], "auto", None),
        ("1.4.2", ["value-changed"], "none", None),
        ("1.4.3", ["value-changed"], "none", "1.4.3"),
        ("1.4.1", [], "none", None),
        ("1.4.2", ["value-changed"], "minor", "1.5.0"),
        ("9.9.9", ["value-changed"], "major", "2.0.0"),
        ("1.4.2", ["row-added"], "patch", None),
        ("1.4.2", [], "patch", "1.4.3"),
    ],
)
def test_chooses_the_version(version: str, kinds: list[str], bump: str, expected: str | None) -> None:
    """That of the settings if it is above the one before, or what the bump makes; None where it is refused."""
    if expected is None:
        with pytest.raises(RefusedError):
            choose(version, changes(*kinds), bump)
    else:
        assert choose(version, changes(*kinds), bump) == expected


def test_a_first_release_has_the_version_of_the_settings() -> None:
    """There is nothing to raise, and who asks for that is told so."""
    assert choose("0.1.0", None, "auto") == "0.1.0"
    with pytest.raises(BroadsheetError, match="no earlier release"):
        choose("0.1.0", None, "minor")


def test_the_release_before_may_lie_elsewhere(project: Path, release: Path, tmp_path: Path) -> None:
    """A zip of it is enough, and the releases go where one says."""
    archive = shutil.copy(release / "harbour-news-1.0.0.zip", tmp_path)
    correct(project)
    done = broadsheet.release(project, out=tmp_path / "elsewhere", against=archive)
    assert (done.folder, done.version) == (tmp_path / "elsewhere/harbour-news-1.0.1", "1.0.1")


def test_a_release_is_the_same_bytes_whatever_the_one_before_is_read_from(project: Path, tmp_path: Path) -> None:
    """A folder, or a git revision, which has no Parquet and no exports: and the commit is named."""
    git = ["git", "-c", "user.name=n", "-c", "user.email=e@example.org", "-C", project]
    (project / ".gitignore").write_text("dist/\n")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Release"], ["tag", "v1.0.0"]):
        subprocess.run([*git, *command], check=True)
    correct(project)
    with (project / "broadsheet.toml").open("a", encoding="utf-8") as file:
        file.write('exports = ["croissant"]\n')
    subprocess.run([*git, "commit", "-qam", "Correct"], check=True)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", project, clone], check=True)
    done = broadsheet.release(clone, against="git:v1.0.0", texts=project / "seeds/texts")
    before = project / "dist/harbour-news-1.0.0"
    other = broadsheet.release(project, against=before, out=tmp_path / "elsewhere")
    assert contents(done.folder) == contents(other.folder)
    told = json.loads((done.folder / "changes.json").read_bytes())
    assert (done.version, told["bump"], told["notes"]) == ("1.0.1", "patch", [])
    assert {change["kind"] for change in told["changes"]} == {"value-changed", "copy-changed"}
    made = json.loads((done.folder / "provenance.json").read_bytes())["predicate"]["buildDefinition"]
    head = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    assert made["resolvedDependencies"][-1] == {"name": "repository", "digest": {"gitCommit": head}}


@pytest.mark.parametrize("change", ["altered", "new", "ignored", "none"])
def test_a_commit_is_named_only_where_it_holds_everything(tmp_path: Path, change: str) -> None:
    """A record that was edited, one that git does not have yet, or one that it ignores: then none is named."""
    project = open_project(Path(shutil.copytree(EXAMPLE, tmp_path / "project")))
    git = ["git", "-c", "user.name=n", "-c", "user.email=e@example.org", "-C", project.root]
    if change == "ignored":
        (project.root / ".gitignore").write_text("seeds/articles/\n")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "First"]):
        subprocess.run([*git, *command], check=True)
    if change == "altered":
        correct(project.root)
    if change == "new":
        shutil.copy(project.root / QUAY, project.root / "seeds/articles/z.json")
    descriptor = {"name": "n", "version": "1.0.0", "broadsheet:edition": "open", "created": ""}
    commit = commit_of(project)
    made = statement(project, descriptor, (), commit)["predicate"]["buildDefinition"]["resolvedDependencies"]
    assert ("gitCommit" in made[-1]["digest"]) is (change == "none")
    note = lacking_commit(project, commit)
    assert note is None if change == "none" else "commit first, then release" in str(note)


def test_nothing_is_said_of_a_commit_where_there_is_no_repository(project: Path) -> None:
    """A folder that git does not know needs none."""
    assert lacking_commit(open_project(project), None) is None


# What stands in its way


def test_a_release_before_that_is_damaged_is_not_compared_with(project: Path, release: Path) -> None:
    """What differs from it would say nothing of what readers have."""
    (release / "data/figures.csv").write_bytes((release / "data/figures.csv").read_bytes()[:-5])
    correct(project)
    with pytest.raises(UnreadableError, match=r"1\.0\.0 is damaged: data/figures\.csv was cut off"):
        broadsheet.release(project)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no locks of folders")
def test_two_cannot_release_at_once(project: Path) -> None:
    """The second is told so, and writes nothing."""
    code = (
        "import sys, pathlib; from broadsheet.engines.atomic import alone\n"
        "with alone(pathlib.Path(sys.argv[1])): print('in', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, project / "dist"]
    before = contents(project)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "in\n"
        with pytest.raises(UnwritableError, match="another process is writing into") as caught:
            broadsheet.release(project)
        other.communicate("")
    assert (caught.value.hint, before) == ("run it again when that one is done", contents(project))
    assert not broadsheet.release(project).fresh


def test_records_with_errors_are_not_released(project: Path) -> None:
    """The report tells them, and nothing is written."""
    replace_in(project / QUAY, '"in_language": "en"', '"in_language": "english"')
    before = contents(project)
    with pytest.raises(broadsheet.BroadsheetError, match="1 error in the records"):
        broadsheet.release(project)
    assert before == contents(project)


def test_without_the_extra_it_says_what_to_install(project: Path) -> None:
    """Where build and hatchling are missing, their names and the extra are told before anything is done."""
    code = (
        "import importlib.util as u, broadsheet; find = u.find_spec\n"
        "from broadsheet.publishing import wheel\n"
        "wheel.find_spec = lambda name: None if name == 'hatchling' else find(name)\n"
        "try: broadsheet.release()\n"
        "except broadsheet.BroadsheetError as error: print(error, '|', error.hint)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)
    assert done.stdout == "hatchling is not installed | pip install 'broadsheet[release]'\n"


@pytest.mark.parametrize("version", ["1.0.0-nightly", "1.0.0+Build", "1.0.0-5"])
def test_a_version_that_no_python_package_can_have_is_refused_first(project: Path, version: str) -> None:
    """The hint says which pre-releases both know."""
    replace_in(project / "broadsheet.toml", '"1.0.0"', f'"{version}"')
    with pytest.raises(BroadsheetError, match="cannot be that of a Python package"):
        broadsheet.release(project, out=os.devnull)


def test_other_exports_are_released_as_a_patch(project: Path) -> None:
    """Which formats a package has besides is metadata: another choice is released under a version of its own."""
    with (project / "broadsheet.toml").open("a", encoding="utf-8") as file:
        file.write('exports = ["croissant"]\n')
    released = broadsheet.release(project)
    assert (released.version, released.fresh, released.changes.bump if released.changes else None) == (
        "1.0.1", True, "patch"
    )  # fmt: skip
    assert not (released.folder / "datacite.json").exists()
    assert broadsheet.release(project).fresh is False


def test_a_text_that_may_be_passed_on_is_not_left_out_unnoticed(tmp_path: Path) -> None:
    """Without it nothing is released, unless that is asked for."""
    project = Path(shutil.copytree(EXAMPLE, tmp_path / "project"))
    shutil.rmtree(project / "seeds/texts")
    with pytest.raises(UnreadableError, match=r"not at hand: 2024-05-02-harbour\.txt; nothing was released") as caught:
        broadsheet.release(project)
    assert "--without-texts" in str(caught.value.hint)
    assert not list((project / "dist").iterdir())
    assert broadsheet.release(project, without_texts=True).fresh
