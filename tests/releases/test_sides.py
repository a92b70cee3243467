"""Where packages are read from: folders, descriptors, zips, wheels, git revisions; and what is refused."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path

import pytest
from harbours import PORTS, descriptor, package

import broadsheet
from broadsheet.errors import BroadsheetError, UnreadableError


def git(folder: Path, *command: str) -> str:
    """Run git in a folder, as somebody who has set nothing up."""
    who = {f"GIT_{role}_{what}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    alone = {"HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *command], cwd=folder, env={**os.environ, **who, **alone}, check=True, capture_output=True, text=True
    )
    return done.stdout


def packed(folder: Path, target: Path, top: str = "") -> Path:
    """A package as a zip, below a folder in it."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, top + path.relative_to(folder).as_posix())
    return target


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The usual package."""
    return package(tmp_path / "old")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a package in a folder of it, committed twice; the second time a value has changed."""
    root = tmp_path / "repository"
    package(root / "data set")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "one")
    git(root, "tag", "v1")
    (root / "data set/ports.csv").write_text(PORTS.replace("9.5", "9.6"))
    git(root, "commit", "--quiet", "--all", "--message", "two")
    monkeypatch.chdir(root / "data set")
    return root


@pytest.mark.parametrize(
    ("name", "top"),
    [("p.zip", ""), ("p.zip", "harbours-1.2.3/"), ("harbours-1.2.3-py3-none-any.whl", "harbours/data/")],
)
def test_archives(old: Path, tmp_path: Path, name: str, top: str) -> None:
    """A zip is the package in it: at its top, in its folder, or in the module of a wheel."""
    new = package(tmp_path / "new", ports=PORTS.replace("9.5", "9.6"))
    archive = packed(new, tmp_path / name, top)
    assert [9.6] == [change.after for change in broadsheet.diff(old, archive)]
    assert [] == list(broadsheet.diff(new / "datapackage.json", archive))


def test_sdist(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An sdist of data is unpacked for the comparison, and nothing of it stays; one that is broken is refused."""
    new = package(tmp_path / "new", ports=PORTS.replace("9.5", "9.6"))
    with tarfile.open(tmp_path / "harbours-1.2.3.tar.gz", "w:gz") as archive:
        archive.add(new, "harbours-1.2.3/harbours")
    own = tmp_path / "temporary"
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    changes = broadsheet.diff(old, tmp_path / "harbours-1.2.3.tar.gz")
    assert [("value-changed", "depth")] == [(change.kind, change.field) for change in changes]
    assert list(own.iterdir()) == []
    (tmp_path / "cut.tar.gz").write_bytes((tmp_path / "harbours-1.2.3.tar.gz").read_bytes()[:200])
    with pytest.raises(UnreadableError, match="is no archive, or a broken one"):
        broadsheet.diff(old, tmp_path / "cut.tar.gz")


def test_files_of_a_release_apart_from_their_folders(old: Path, tmp_path: Path) -> None:
    """Where a file is missing and the zip of the whole lies beside, as hosts leave a release, the zip is named."""
    flat = package(tmp_path / "flat")
    packed(old, flat / "harbours-1.2.3.zip")
    (flat / "ports.csv").unlink()
    with pytest.raises(UnreadableError, match=r"ports\.csv is not in the package") as caught:
        list(broadsheet.diff(old, flat))
    assert "harbours-1.2.3.zip, which has all files" in str(caught.value.hint)


def test_nearest_to_the_top(old: Path, tmp_path: Path) -> None:
    """Of several packages in an archive the one nearest to the top counts."""
    archive = packed(old, tmp_path / "p.zip", "outer/")
    with zipfile.ZipFile(archive, "a") as more:
        more.writestr("outer/examples/datapackage.json", json.dumps({"resources": [{"name": "x", "path": "x"}]}))
    assert [] == list(broadsheet.diff(old, archive))


def test_git_revisions(repository: Path) -> None:
    """Revisions are compared with each other and with the work tree, whose files stay as they are."""
    (repository / "data set/ports.csv").write_text(PORTS.replace("9.5", "9.7"))
    assert [(9.5, 9.6)] == [(c.before, c.after) for c in broadsheet.diff("git:v1", "git:HEAD")]
    assert [(9.5, 9.7)] == [(c.before, c.after) for c in broadsheet.diff("git:HEAD~1", ".")]
    assert " M data set/ports.csv" in git(repository, "status", "--porcelain", "--", ".").replace('"', "")


def test_git_from_elsewhere(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of the repository can be named behind the revision; without it the package around here counts."""
    (repository / "data set/deep").mkdir()
    monkeypatch.chdir(repository / "data set/deep")
    assert 1 == len(broadsheet.diff("git:v1", "git:HEAD"))
    monkeypatch.chdir(repository)
    assert 1 == len(broadsheet.diff("git:v1:data set", "git:HEAD:data set"))
    with pytest.raises(UnreadableError, match=r"holds no datapackage\.json"):
        broadsheet.diff("git:v1", "git:HEAD")


@pytest.mark.parametrize("revision", ["nowhere", "--help", "-x", "v1^{tree}", "HEAD; rm -rf /", ""])
def test_no_such_revision(repository: Path, revision: str) -> None:
    """What is no revision is refused, and never read as an option."""
    with pytest.raises(UnreadableError, match="no git revision"):
        broadsheet.diff(f"git:{revision}", ".")


def test_no_repository(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of a repository there are no revisions."""
    monkeypatch.chdir(old)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(old.parent))
    with pytest.raises(UnreadableError, match="in no git repository"):
        broadsheet.diff("git:HEAD", ".")


def test_link_in_git(repository: Path) -> None:
    """A link in a revision is not followed."""
    (repository / "data set/notes.txt").unlink()
    (repository / "data set/notes.txt").symlink_to("/etc/hostname")
    git(repository, "commit", "--quiet", "--all", "--message", "link")
    with pytest.raises(UnreadableError, match="notes"):
        broadsheet.diff("git:v1", "git:HEAD")


def test_missing_file_in_git(repository: Path) -> None:
    """A file that a revision does not hold is named."""
    git(repository, "rm", "--quiet", "data set/calls.csv")
    git(repository, "commit", "--quiet", "--message", "gone")
    with pytest.raises(UnreadableError, match="calls"):
        broadsheet.diff("git:v1", "git:HEAD")


@pytest.mark.parametrize("path", ["../secret.csv", "/etc/passwd", "a/../../b.csv", "file:///etc/passwd", ".git/config"])
@pytest.mark.parametrize("archived", [False, True])
def test_paths_out_of_the_package(old: Path, tmp_path: Path, path: str, archived: bool) -> None:
    """A package that names a file outside of itself is refused before any file is read."""
    given = descriptor()
    given["resources"][0]["path"] = path
    new = package(tmp_path / "new", given)
    target = packed(new, tmp_path / "p.zip") if archived else new
    with pytest.raises(UnreadableError, match="ports") as caught:
        broadsheet.diff(old, target)
    assert "do not trust" in str(caught.value.hint)


def test_schema_out_of_the_package(old: Path, tmp_path: Path) -> None:
    """The file of a schema must lie in the package as well."""
    given = descriptor()
    given["resources"][0]["schema"] = "../schema.json"
    with pytest.raises(UnreadableError, match="schema"):
        broadsheet.diff(old, package(tmp_path / "new", given))


def test_link(old: Path, tmp_path: Path) -> None:
    """A link is not followed."""
    new = package(tmp_path / "new")
    (new / "ports.csv").unlink()
    (new / "ports.csv").symlink_to("/etc/passwd")
    with pytest.raises(UnreadableError, match="symbolic link"):
        broadsheet.diff(old, new)


def test_bomb(old: Path, tmp_path: Path) -> None:
    """A member that unpacks to more than is sensible is refused."""
    archive = packed(old, tmp_path / "p.zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("datapackage.json", json.dumps(descriptor()))
        bomb.writestr("ports.csv", b"0" * (64 << 20))
    with pytest.raises(UnreadableError, match="unpacks to more than"):
        broadsheet.diff(old, archive)


def test_link_in_a_zip(old: Path, tmp_path: Path) -> None:
    """A member that is a link is refused."""
    archive = tmp_path / "p.zip"
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("datapackage.json", json.dumps(descriptor()))
        link = zipfile.ZipInfo("ports.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        target.writestr(link, "/etc/passwd")
    with pytest.raises(UnreadableError, match="not a file"):
        broadsheet.diff(old, archive)


def test_two_members_of_one_name(old: Path, tmp_path: Path) -> None:
    """An archive in which one name stands for two things is refused."""
    archive = packed(old, tmp_path / "p.zip")
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(archive, "a") as more:
        more.writestr("ports.csv", "code\n")
    with pytest.raises(UnreadableError, match="two members"):
        broadsheet.diff(old, archive)


@pytest.mark.parametrize(
    ("content", "reason"),
    [("[]", "no resources"), ("{", "descriptor"), ('{"resources": {}}', "no resources"), ("", "empty"),
     ('{"resources": [{"name": "a", "path": "a.csv"}, {"name": "a", "path": "b.csv"}]}', "two resources"),
     ('{"resources": [{"name": "a"}]}', "either path or data"), ('{"resources": [1]}', "object")],
)  # fmt: skip
def test_no_package(old: Path, tmp_path: Path, content: str, reason: str) -> None:
    """What is no data package is refused with the reason."""
    (tmp_path / "datapackage.json").write_text(content)
    with pytest.raises(UnreadableError, match=reason):
        broadsheet.diff(old, tmp_path / "datapackage.json")


@pytest.mark.parametrize("name", ["missing", "notes.txt", "nowhere/datapackage.json"])
def test_unreadable(old: Path, name: str) -> None:
    """A path that leads to no package is refused."""
    with pytest.raises(BroadsheetError):
        broadsheet.diff(old, old / name)


def test_not_parquet(old: Path, tmp_path: Path) -> None:
    """A file that is not in its format cannot be compared, and is named."""
    given = descriptor()
    given["resources"][0] |= {"path": "ports.parquet"}
    new = package(tmp_path / "new", given)
    (new / "ports.parquet").write_bytes(b"PAR1 not")
    with pytest.raises(UnreadableError, match=r"ports.*Parquet"):
        broadsheet.diff(old, new)


def test_remote_file(old: Path, tmp_path: Path) -> None:
    """Nothing is fetched: a file on the web counts as what the descriptor says of it."""
    given = descriptor()
    given["resources"][2]["path"] = "https://nowhere.example/notes.txt"
    one = package(tmp_path / "one", given)
    given["resources"][2]["hash"] = "0" * 32
    two = package(tmp_path / "two", given)
    assert ["file-changed"] == [change.kind for change in broadsheet.diff(one, two)]
    assert {"resource-moved", "file-changed"} == {change.kind for change in broadsheet.diff(old, one)}


def test_remote_files(tmp_path: Path) -> None:
    """Of several on the web counts the hash of each, or else that of all."""
    given = descriptor()
    resource = given["resources"][2]
    resource["path"] = [f"https://nowhere.example/notes-{number}.txt" for number in (1, 2)]
    resource["broadsheet:parts"] = [{"path": path, "bytes": 1, "hash": "0" * 32} for path in resource["path"]]
    one = package(tmp_path / "one", given)
    resource["hash"] = "1" * 32
    older = package(tmp_path / "older", given)
    resource["broadsheet:parts"][1]["hash"] = "2" * 32
    two = package(tmp_path / "two", given)
    del resource["broadsheet:parts"]
    whole = package(tmp_path / "whole", given)
    resource["hash"] = "3" * 32
    other = package(tmp_path / "other", given)
    assert list(broadsheet.diff(one, older)) == []
    for old, new in ((one, two), (whole, other)):
        assert ["file-changed"] == [change.kind for change in broadsheet.diff(old, new)]


def test_buffer_of_git_is_bounded(repository: Path) -> None:
    """A large file comes out of the repository in pieces."""
    from broadsheet.releases.git import git_package

    big = bytes(range(256)) * (1 << 14)
    (repository / "data set/notes.txt").write_bytes(big)
    git(repository, "commit", "--quiet", "--all", "--message", "big")
    store, path = git_package("HEAD", Path())
    file = path.replace("datapackage.json", "notes.txt")
    with store.open(file) as stream:
        assert big == stream.read()
    with store.open(file) as stream:
        assert big[:10] == stream.read(10)
    assert len(big) == store.size(file)
