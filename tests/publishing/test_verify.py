"""A release proved whole, or each thing that is wrong with it named."""

from __future__ import annotations

import json
import re
import shutil
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from releasing import EXAMPLE, QUAY, Keys, contents, correct, replace_in, resum

import broadsheet
from broadsheet.errors import BroadsheetError, UnreadableError
from broadsheet.publishing.earlier import require_whole
from broadsheet.publishing.sums import files_of, write_sums
from broadsheet.publishing.verify import Verified

TEXTS = EXAMPLE / "seeds/texts"
PROOFS = ["files", "schema", "tables", "copies", "spans", "signature", "rebuild"]


def states(verified: Verified) -> dict[str, str]:
    """The state of each proof."""
    return {proof.name: proof.state for proof in verified.proofs}


def told(verified: Verified) -> set[tuple[str, str | None]]:
    """The code and the file of each issue."""
    return {(issue.code, issue.path) for issue in verified.report.issues}


# A sound one


def test_everything_is_proved_of_a_sound_release(project: Path, release: Path, keys: Keys) -> None:
    """With the texts, the project and the key at hand, every proof passes, and nothing is written."""
    before = contents(project)
    verified = broadsheet.verify(release, texts=TEXTS, project=project, key=keys.public)
    assert states(verified) == dict.fromkeys(PROOFS, "passed")
    assert (verified.valid, verified.report.issues, verified.version) == (True, (), "1.0.0")
    assert before == contents(project)


def test_what_is_not_at_hand_is_left_out_and_says_what_it_takes(release: Path) -> None:
    """Without texts, key and project the release is valid, and three proofs say what they need."""
    verified = broadsheet.verify(release)
    left = {proof.name: proof.told for proof in verified.proofs if proof.state == "left out"}
    assert left == {
        "spans": "name the folder of the texts with --texts",
        "signature": "name the public key with --key",
        "rebuild": "name the project with --project",
    }
    assert verified.valid


@pytest.mark.parametrize("pattern", ["*.zip", "*.whl", "*.tar.gz", "datapackage.json"])
def test_each_archive_is_proved_by_itself(release: Path, project: Path, pattern: str) -> None:
    """Who has the zip, the wheel or the sdist alone can check what the descriptor states, and build it again."""
    path = next(release.glob(pattern))
    verified = broadsheet.verify(path, texts=TEXTS, project=project)
    assert {"failed"} & set(states(verified).values()) == set(), verified.report.issues
    assert (verified.name, verified.version, states(verified)["rebuild"]) == ("harbour-news", "1.0.0", "passed")


def test_a_package_that_broadsheet_did_not_make_is_proved_as_far_as_it_goes(good: Path) -> None:
    """Its files and its schema; files that lie beside it belong to whoever keeps it."""
    (good / "notes.txt").write_text("mine")
    verified = broadsheet.verify(good)
    assert (verified.valid, states(verified)["tables"], states(verified)["schema"]) == (True, "left out", "passed")


def test_a_repository_that_is_a_package_may_hold_other_files(project: Path) -> None:
    """The records of a project lie beside its package."""
    assert broadsheet.verify(project).valid
    assert broadsheet.verify(project / "datapackage.json").valid


# Files


def flip(data: bytes, place: int) -> bytes:
    """Data with one bit turned over."""
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_single_bit_of_any_file_is_found_and_the_file_named(released_once: Path, data: st.DataObject) -> None:
    """Wherever it is: in a table, an archive, the descriptor, the provenance, its signature, or the sums."""
    release = released_once / "dist/harbour-news-1.0.0"
    name = data.draw(st.sampled_from([*files_of(release), "SHA256SUMS"]))
    before = (release / name).read_bytes()
    place = data.draw(st.integers(0, len(before) - 1))
    try:
        (release / name).write_bytes(flip(before, place))
        verified = broadsheet.verify(release)
    finally:
        (release / name).write_bytes(before)
    assert not verified.valid
    named = {path for _, path in told(verified)}
    assert name in named or (name == "SHA256SUMS" and named <= {"provenance.json", "provenance.dsse.json"})


@pytest.mark.parametrize("name", ["data/figures.csv", "harbour-news-1.0.0.zip", "schema/entity.schema.json"])
def test_a_truncated_file_is_named_with_its_length(release: Path, name: str) -> None:
    """How many of how many bytes are there."""
    data = (release / name).read_bytes()
    (release / name).write_bytes(data[:-7])
    issues = [issue for issue in broadsheet.verify(release).report.issues if issue.code == "B803"]
    assert [(issue.path, issue.message) for issue in issues] == [
        (name, f"was cut off: it has {len(data) - 7:,} of {len(data):,} bytes")
    ]


def test_a_descriptor_that_cannot_be_read_is_named_once(release: Path) -> None:
    """It is what is wrong; the archives are not blamed for what it does not say."""
    data = (release / "datapackage.json").read_bytes()
    (release / "datapackage.json").write_bytes(data[:-7])
    verified = broadsheet.verify(release)
    assert told(verified) == {("B803", "datapackage.json")}
    assert states(verified)["copies"] == "left out"


def test_a_missing_file_is_named(release: Path) -> None:
    """And the rest is still looked at."""
    (release / "data/events.parquet").unlink()
    verified = broadsheet.verify(release)
    assert told(verified) == {("B801", "data/events.parquet")}
    assert states(verified)["copies"] == "passed"


def test_sums_that_are_gone_are_named_and_the_provenance_lists_the_files(release: Path, keys: Keys) -> None:
    """No sound file is blamed for it, and what else is wrong is still found."""
    (release / "SHA256SUMS").unlink()
    verified = broadsheet.verify(release, key=keys.public)
    assert told(verified) == {("B801", "SHA256SUMS")}
    assert states(verified)["copies"] == states(verified)["signature"] == "passed"
    (release / "extra.txt").write_text("x")
    (release / "CHANGES.md").unlink()
    assert told(broadsheet.verify(release)) == {("B801", "SHA256SUMS"), ("B801", "CHANGES.md"), ("B802", "extra.txt")}


def test_a_release_without_any_list_is_still_one(release: Path) -> None:
    """Its zip tells; both lists are named, and the files are compared with the descriptor alone."""
    for name in ("SHA256SUMS", "provenance.json", "provenance.dsse.json"):
        (release / name).unlink()
    replace_in(release / "data/outlets.json", "harbour", "Harbour")
    verified = broadsheet.verify(release)
    missing = {("B801", "SHA256SUMS"), ("B801", "provenance.json")}
    assert told(verified) == {*missing, ("B804", "data/outlets.json")}
    assert states(verified)["copies"] == "left out"


def forget(release: Path, *patterns: str) -> set[str]:
    """Take files out of a release, and out of its sums and its provenance, as if they had never been; their paths."""
    gone = {path.relative_to(release).as_posix() for pattern in patterns for path in release.glob(pattern)}
    for name in gone:
        (release / name).unlink()
    if (release / "provenance.json").exists():
        resum(release)
    else:
        write_sums(release)
    return gone


@pytest.mark.parametrize(
    "patterns",
    [("*.whl", "provenance*.json"), ("*.zip",), ("*.tar.gz", "CITATION.cff"), ("data/*.parquet", "CHANGES.md")],
)
def test_what_a_release_has_to_hold_is_missed_whatever_its_lists_say(release: Path, patterns: tuple[str, ...]) -> None:
    """A file that is gone from the sums and the provenance as well is known from the descriptor."""
    gone = forget(release, *patterns)
    issues = [issue for issue in broadsheet.verify(release).report.issues if issue.code == "B801"]
    assert {issue.path for issue in issues} == gone - {"provenance.dsse.json"}
    assert all("SHA256SUMS does not list it" in issue.message for issue in issues)
    with pytest.raises(UnreadableError, match="is damaged"):
        require_whole(release)


def test_a_release_without_its_descriptor_is_told_so(release: Path) -> None:
    """The file that is missing is named, and the others are still compared."""
    (release / "datapackage.json").unlink()
    replace_in(release / "data/outlets.json", "harbour", "Harbour")
    verified = broadsheet.verify(release)
    assert told(verified) == {("B801", "datapackage.json"), ("B804", "data/outlets.json")}
    assert states(verified)["schema"] == "left out"


def test_an_extra_file_is_named(release: Path) -> None:
    """Also one that is hidden, and one in a folder of its own."""
    (release / ".hidden").write_text("x")
    (release / "data/more").mkdir()
    (release / "data/more/notes.txt").write_text("x")
    assert told(broadsheet.verify(release)) == {("B802", ".hidden"), ("B802", "data/more/notes.txt")}


def test_what_a_system_leaves_in_folders_is_called_so(release: Path, keys: Keys) -> None:
    """It is an extra file, but the hint is to delete it; that of a file of somebody is another."""
    (release / "data/.DS_Store").write_bytes(b"x")
    (release / "notes.txt").write_bytes(b"x")
    issues = broadsheet.verify(release, key=keys.public).report.issues
    assert {(issue.path, issue.hint) for issue in issues} == {
        ("data/.DS_Store", "a system left it there: delete it"),
        ("notes.txt", "move it away; do not trust it"),
    }
    assert {issue.code for issue in issues} == {"B802", "B806"}


def test_a_link_is_no_file(release: Path, tmp_path: Path) -> None:
    """Not even to the same content, which may change behind it."""
    (release / "data/figures.csv").rename(tmp_path / "figures.csv")
    (release / "data/figures.csv").symlink_to(tmp_path / "figures.csv")
    issues = broadsheet.verify(release).report.issues
    assert ("data/figures.csv", "is a link, not a file") in {(issue.path, issue.message) for issue in issues}


def test_every_file_that_is_wrong_is_named_in_one_run(release: Path) -> None:
    """Missing, cut off, altered, extra."""
    (release / "CITATION.cff").unlink()
    (release / "changes.json").write_bytes(b"{")
    replace_in(release / "data/outlets.json", "harbour", "Harbour")
    (release / "extra.txt").write_text("x")
    expected = {
        ("B801", "CITATION.cff"),
        ("B803", "changes.json"),
        ("B804", "data/outlets.json"),
        ("B802", "extra.txt"),
    }
    assert expected == told(broadsheet.verify(release))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text.replace("  data/figures.csv\n", "  data/figure.csv\n"), "does not list data/figures.csv"),
        (lambda text: text.replace(text.splitlines()[5], ""), "is no list of SHA-256 sums"),
        (lambda text: re.sub(".*CITATION.cff\n", "", text), "does not list CITATION.cff"),
        (lambda _: "", "is no list of SHA-256 sums"),
        (lambda text: text[:-1], "is no list of SHA-256 sums"),
        (lambda text: text.replace("\n", "\v", 1), "does not list"),
    ],
)
def test_sums_that_were_altered_are_named(release: Path, change: Callable[[str], str], message: str) -> None:
    """The provenance names the same files, so that it is clear which of them is wrong."""
    sums = release / "SHA256SUMS"
    sums.write_text(change(sums.read_text()))
    issues = [issue for issue in broadsheet.verify(release).report.issues if issue.code == "B805"]
    assert any(message in issue.message for issue in issues)
    assert {issue.path for issue in issues} == {"SHA256SUMS"}


# Whoever changes a file and its hashes


def describe(release: Path, path: str, **more: Any) -> None:
    """Make the descriptor state the hash and the length of a file that was changed."""
    descriptor = json.loads((release / "datapackage.json").read_bytes())
    for resource in descriptor["resources"]:
        if resource["path"] == path:
            digest = contents(release)[path]
            length = "bytes" if "bytes" in resource else "broadsheet:bytes"
            resource.update({"hash": f"sha256:{digest}", length: (release / path).stat().st_size} | more)
    (release / "datapackage.json").write_bytes(orjson.dumps(descriptor))


def test_other_data_under_new_sums_are_found_by_their_copies_and_digests(release: Path) -> None:
    """The archives hold the old table, and its digest is another."""
    path = "data/figures.csv"
    replace_in(release / path, "crossing", "voyage")
    describe(release, path)
    resum(release)
    verified = broadsheet.verify(release)
    archives = {"harbour-news-1.0.0.zip", "harbour_news-1.0.0-py3-none-any.whl", "harbour_news-1.0.0.tar.gz"}
    expected = {("B807", name) for name in archives} | {("B808", path), ("B808", "data/articles.json")}
    assert expected <= told(verified)
    assert states(verified)["files"] == "passed"


def test_parquet_with_other_data_than_the_csv_is_found(release: Path) -> None:
    """Even when the descriptor states its new hash."""
    path = "data/figures.parquet"
    pl.read_parquet(release / path).with_columns(value=pl.lit(7.0)).write_parquet(release / path)
    describe(release, path)
    resum(release)
    issues = {(i.path, i.message.partition(" with")[0]) for i in broadsheet.verify(release).report.issues}
    assert (path, "holds data") in issues


def test_parquet_of_another_writer_holds_the_same_data(release: Path) -> None:
    """Other compression, row groups and statistics, written by pyarrow: the digest is the same."""
    arrow = pytest.importorskip("pyarrow.parquet")
    for path in sorted((release / "data").glob("*.parquet")):
        before = path.read_bytes()
        arrow.write_table(arrow.read_table(path), path, compression="gzip", row_group_size=1)
        assert before != path.read_bytes()
        describe(release, path.relative_to(release).as_posix())
    resum(release)
    verified = broadsheet.verify(release)
    assert (states(verified)["files"], states(verified)["tables"], states(verified)["copies"]) == (
        "passed", "passed", "failed",
    )  # fmt: skip


def test_new_sums_do_not_deceive_who_has_the_key(release: Path, keys: Keys) -> None:
    """What was signed names the files as they were; without the key it is told that the statement is another one."""
    replace_in(release / "CITATION.cff", "harbour", "quay")
    resum(release)
    assert told(broadsheet.verify(release)) == {("B806", "provenance.dsse.json")}
    verified = broadsheet.verify(release, key=keys.public)
    assert told(verified) == {("B806", "CITATION.cff"), ("B806", "provenance.dsse.json")}


def repacked(archive: Path, **changed: bytes | None) -> None:
    """Write a zip anew with a member changed, added, or left out."""
    with zipfile.ZipFile(archive) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members |= {name: data for name, data in changed.items() if data is not None}
    with zipfile.ZipFile(archive, "w") as new:
        for name, data in members.items():
            if changed.get(name, b"") is not None:
                new.writestr(name, data)


@pytest.mark.parametrize(
    ("pattern", "member", "data", "message"),
    [
        ("*.zip", "harbour-news-1.0.0/data/figures.csv", b"a\n", "holds another data/figures.csv than the package"),
        ("*.zip", "harbour-news-1.0.0/data/figures.csv", None, "holds no data/figures.csv"),
        ("*.zip", "run.sh", b"x", "holds run.sh, which the package has not"),
        ("*.whl", "harbour_news/data/figures.csv", b"a\n", "holds another data/figures.csv than the package"),
        ("*.whl", "harbour_news/evil.py", b"x", "holds evil.py, which the package has not"),
        ("*.whl", "evil.pth", b"x", "holds evil.pth, which the package has not"),
    ],
)
def test_archives_that_hold_something_else_are_named(
    release: Path, pattern: str, member: str, data: bytes | None, message: str
) -> None:
    """The zip and the wheel are read member by member."""
    archive = next(release.glob(pattern))
    repacked(archive, **{member: data})
    resum(release)
    issues = broadsheet.verify(release).report.issues
    assert [(issue.path, issue.message) for issue in issues if issue.code == "B807"] == [(archive.name, message)]
    assert {issue.code for issue in issues} == {"B806", "B807"}


def test_an_sdist_that_holds_something_else_is_named(release: Path) -> None:
    """A link in it is refused, not followed."""
    archive = next(release.glob("*.tar.gz"))
    with tarfile.open(archive, "w:gz") as new:
        member = tarfile.TarInfo("harbour_news-1.0.0/harbour_news/datapackage.json")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
        new.addfile(member)
    resum(release)
    (issue,) = (each for each in broadsheet.verify(release).report.issues if each.code == "B807")
    assert (issue.path, "which is not a file" in issue.message) == (archive.name, True)


# Texts and project


def test_spans_are_compared_with_the_texts(release: Path, tmp_path: Path) -> None:
    """A text with another hash is told, and so is that one is missing."""
    texts = Path(shutil.copytree(TEXTS, tmp_path / "texts"))
    (texts / "2024-06-11-quay.txt").unlink()
    verified = broadsheet.verify(release, texts=texts)
    proof = next(proof for proof in verified.proofs if proof.name == "spans")
    assert (proof.state, proof.told) == ("passed", "1 of 2 texts are at hand")
    (texts / "2024-05-02-harbour.txt").write_text("Another text", encoding="utf-8")
    assert "B307" in {code for code, _ in told(broadsheet.verify(release, texts=texts))}


def test_a_full_edition_is_proved_with_its_texts(project: Path, tmp_path: Path) -> None:
    """That it carries texts which may not be passed on is what it is for; an open one that does so is at fault."""
    full = broadsheet.build(project, out=tmp_path / "full", edition="full", texts=TEXTS).package
    verified = broadsheet.verify(full, texts=TEXTS, project=project)
    assert (states(verified)["spans"], states(verified)["rebuild"]) == ("passed", "passed")
    assert verified.report.issues == ()
    replace_in(full / "datapackage.json", '"broadsheet:edition": "full"', '"broadsheet:edition": "open"')
    assert [issue.code for issue in broadsheet.verify(full, texts=TEXTS).report.issues] == ["B403"]


def test_a_project_that_has_changed_gives_other_bytes(project: Path, release: Path) -> None:
    """Each file that comes out otherwise is named, the archives among them."""
    correct(project)
    issues = broadsheet.verify(release, project=project).report.issues
    expected = {
        "data/figures.csv", "data/figures.parquet", "data/articles.json", "datapackage.json", "harbour-news-1.0.0.zip",
        "harbour_news-1.0.0-py3-none-any.whl", "harbour_news-1.0.0.tar.gz", "croissant.json", "datacite.json",
        "dcat-ap.jsonld", "ro-crate-metadata.json", "schema-org.jsonld",
    }  # fmt: skip
    assert {("B809", path) for path in expected} == {(issue.code, issue.path) for issue in issues}


def test_a_project_at_another_version_is_told_so(project: Path, release: Path) -> None:
    """Its state of then has to be checked out first."""
    replace_in(project / "broadsheet.toml", '"1.0.0"', '"1.1.0"')
    (issue,) = broadsheet.verify(release, project=project).report.issues
    assert issue.message == "the project is at the version 1.1.0, not at 1.0.0"


def test_a_project_with_errors_is_told_so(project: Path, release: Path) -> None:
    """It cannot be built at all."""
    replace_in(project / QUAY, '"in_language": "en"', '"in_language": "english"')
    (issue,) = broadsheet.verify(release, project=project).report.issues
    assert issue.message.startswith("the project has errors: 1 error in the records")


def test_other_programs_are_named_where_the_bytes_differ(project: Path, release: Path) -> None:
    """A release that another polars wrote may have other bytes, and the hint says so."""
    correct(project)
    replace_in(release / "provenance.json", '"polars": "', '"polars": "0.')
    issues = broadsheet.verify(release, project=project).report.issues
    hints = {issue.hint for issue in issues if issue.code == "B809"}
    assert hints == {f"it was written by polars 0.{pl.__version__}, which are others here"}


# Calls that are wrong


@pytest.mark.parametrize("name", ["nothing", "empty", "text.txt", "other.zip"])
def test_what_is_no_release_is_told_so(tmp_path: Path, name: str) -> None:
    """A path that is missing, an empty folder, a text, a zip of something else."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.txt").write_text("x")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(UnreadableError, match=name):
        broadsheet.verify(tmp_path / name)


def test_an_archive_that_leads_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    """Nothing is written outside."""
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr("a/datapackage.json", "{}")
        archive.writestr("../outside.txt", "x")
    with pytest.raises(UnreadableError, match="leads out of the package"):
        broadsheet.verify(tmp_path / "bad.zip")


def test_a_folder_of_texts_or_a_project_that_is_not_there_is_told_so(release: Path, tmp_path: Path) -> None:
    """Neither is taken for an empty one."""
    with pytest.raises(UnreadableError, match="there is no folder"):
        broadsheet.verify(release, texts=tmp_path / "none")
    with pytest.raises(BroadsheetError, match="is not a broadsheet project"):
        broadsheet.verify(release, project=tmp_path)
