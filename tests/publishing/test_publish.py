"""A release brought to a folder or an address, and bundles that are ready to upload."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import uuid
from pathlib import Path

import fsspec
import jsonschema
import pytest
import yaml
from releasing import Keys, contents, make_keys, replace_in
from zenodo import TOKEN, Deposit, Zenodo, served

import broadsheet
from broadsheet.errors import BroadsheetError, UnreadableError, UnwritableError
from broadsheet.exports.zenodo import deposit
from broadsheet.publishing.targets import publish
from broadsheet.settings import Sites

FAKE = """#!/bin/sh
printf '%s\\n' "$(basename "$0")" "$@" END >> "$CALLS"
"""

ZENODO = json.loads((Path(__file__).parents[1] / "exports/shapes/zenodo.schema.json").read_bytes())
"""What the documentation of Zenodo's deposits says of these keys."""


def uploaded(bundle: Path, tmp_path: Path, **more: str) -> list[list[str]]:
    """The calls that a bundle's `upload.sh` makes, with programs that write down what they are asked."""
    (tmp_path / "bin").mkdir()
    for name in ("gh", "hf"):
        (tmp_path / "bin" / name).write_text(FAKE)
        (tmp_path / "bin" / name).chmod(0o755)
    environment = {"PATH": f"{tmp_path}/bin{os.pathsep}{os.environ['PATH']}", "CALLS": str(tmp_path / "calls")}
    subprocess.run(["sh", bundle / "upload.sh"], env=environment | more, check=True, cwd=tmp_path, capture_output=True)
    return [call.splitlines() for call in (tmp_path / "calls").read_text().split("END\n") if call]


def fetched(folder: Path, into: Path) -> Path:
    """A folder with the files of another, as somebody has it who fetched them one by one."""
    return Path(shutil.copytree(folder, into))


def proved(folder: Path, keys: Keys) -> set[str]:
    """The proofs that passed of a folder, with the key at hand."""
    verified = broadsheet.verify(folder, key=keys.public)
    assert verified.valid, verified.report.issues
    return {proof.name for proof in verified.proofs if proof.state == "passed"}


FULL = {"files", "schema", "tables", "copies", "signature"}


def test_a_folder_gets_the_release_to_the_byte(release: Path, tmp_path: Path) -> None:
    """Again changes nothing; other content under its name is refused."""
    done = publish(release, str(tmp_path / "archive"))
    place = tmp_path / "archive" / release.name
    assert (done.place, done.commands, contents(place)) == (str(place), (), contents(release))
    assert publish(release, str(tmp_path / "archive")) == done
    replace_in(place / "SHA256SUMS", "CITATION.cff", "CITATION.cfg")
    before = contents(tmp_path / "archive")
    with pytest.raises(UnwritableError, match="holds other content"):
        publish(release, str(tmp_path / "archive"))
    assert before == contents(tmp_path / "archive")


def test_a_damaged_copy_in_a_folder_is_told(release: Path, tmp_path: Path) -> None:
    """A file that was altered or is gone there is named, and the copy is left as it is."""
    place = Path(publish(release, str(tmp_path / "archive")).place)
    with (place / "data/articles.csv").open("ab") as file:
        file.write(b"x")
    before = contents(place)
    with pytest.raises(UnreadableError, match=r"archive/.* is damaged: data/articles\.csv was altered"):
        publish(release, str(tmp_path / "archive"))
    assert before == contents(place)
    (place / "data/articles.csv").unlink()
    with pytest.raises(UnreadableError, match=r"data/articles\.csv is missing"):
        publish(release, str(tmp_path / "archive"))


@pytest.mark.parametrize("scheme", ["memory", "file"])
def test_an_address_gets_the_release_to_the_byte(release: Path, tmp_path: Path, scheme: str) -> None:
    """The sums come last, and an upload that was cut off goes on."""
    target = f"memory://{uuid.uuid4()}" if scheme == "memory" else f"file://{tmp_path}/archive"
    done = publish(release, target)
    assert done.place == f"{target}/harbour-news-1.0.0"
    system, base = fsspec.core.url_to_fs(done.place)
    sums = f"{base}/SHA256SUMS"
    assert {name: system.cat_file(f"{base}/{name}") for name in contents(release)} == {
        name: (release / name).read_bytes() for name in contents(release)
    }
    system.rm(sums)
    system.pipe_file(f"{base}/data/figures.csv", b"cut o")
    publish(release, target)
    assert system.cat_file(f"{base}/data/figures.csv") == (release / "data/figures.csv").read_bytes()
    system.pipe_file(sums, b"other")
    with pytest.raises(UnwritableError, match="holds other content"):
        publish(release, target)


@pytest.mark.parametrize("target", ["nothing://a/b", "github://a/b"])
def test_an_address_that_cannot_be_written_to_is_told(release: Path, target: str) -> None:
    """With what is missing."""
    with pytest.raises(BroadsheetError, match="cannot write to"):
        publish(release, target)


def test_a_damaged_release_goes_nowhere(release: Path, tmp_path: Path) -> None:
    """What was altered is not passed on."""
    (release / "changes.json").write_bytes(b"{}")
    for target in ("github", str(tmp_path / "archive")):
        with pytest.raises(UnreadableError, match=r"is damaged: changes\.json"):
            publish(release, target)
    assert not (tmp_path / "archive").exists()


def test_a_bundle_for_github_is_one_command_away(release: Path, tmp_path: Path, keys: Keys) -> None:
    """Assets with the sums of the release, the notes, and the tag of the version; who fetches them proves a release."""
    done = publish(release, "github")
    bundle = Path(done.place)
    assert bundle == release.with_name("harbour-news-1.0.0.github")
    sums = ["sha256sum", "--check", "--quiet", "--ignore-missing", "SHA256SUMS"]
    subprocess.run(sums, cwd=bundle / "assets", check=True)
    (call,) = uploaded(bundle, tmp_path)
    assert call[:4] == ["gh", "release", "create", "v1.0.0"]
    assert call[4:-5] == sorted(f"assets/{path.name}" for path in (bundle / "assets").iterdir())
    assert call[-5:] == ["--verify-tag", "--title", "harbour-news 1.0.0", "--notes-file", "notes.md"]
    assert publish(release, "github") == done
    assert proved(fetched(bundle / "assets", tmp_path / "fetched"), keys) == FULL


def test_the_folder_of_a_bundle_tells_where_its_files_are(release: Path) -> None:
    """It is no release itself."""
    bundle = publish(release, "github").place
    with pytest.raises(UnreadableError, match=r"holds no datapackage\.json") as caught:
        broadsheet.verify(bundle)
    assert caught.value.hint == f"name {bundle}/assets, which does"


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        ("harbour-news-1.0.0.zip", "gone", {("B801", "harbour-news-1.0.0.zip")}),
        ("harbour-news-1.0.0.zip", "cut off", {("B803", "harbour-news-1.0.0.zip"), ("B807", "harbour-news-1.0.0.zip")}),
        ("CITATION.cff", "gone", {("B801", "CITATION.cff")}),
        ("changes.json", "cut off", {("B803", "changes.json")}),
        ("notes.txt", "new", {("B802", "notes.txt")}),
    ],
)
def test_what_is_wrong_with_fetched_files_is_named(
    release: Path, tmp_path: Path, name: str, change: str, expected: set[tuple[str, str]]
) -> None:
    """The file alone, and not those that lie in the folders of the release; another archive gives these."""
    place = fetched(Path(publish(release, "github").place) / "assets", tmp_path / "fetched")
    if change == "gone":
        (place / name).unlink()
    else:
        (place / name).write_bytes((place / name).read_bytes()[:-9] if change == "cut off" else b"x")
    verified = broadsheet.verify(place)
    assert {(issue.code, issue.path) for issue in verified.report.issues} == expected


def test_an_archive_is_proved_by_the_signature_beside_it(release: Path, tmp_path: Path, keys: Keys) -> None:
    """Who has one file of a release and its envelope has the word of who signed it; without it, what to do is told."""
    for name in ("harbour-news-1.0.0.zip", "provenance.dsse.json"):
        shutil.copy(release / name, tmp_path)
    archive = tmp_path / "harbour-news-1.0.0.zip"
    assert proved(archive, keys) == FULL - {"copies"}
    other = make_keys(tmp_path)
    assert [issue.code for issue in broadsheet.verify(archive, key=other.public).report.issues] == ["B806"]
    (tmp_path / "provenance.dsse.json").unlink()
    (issue,) = broadsheet.verify(archive, key=keys.public).report.issues
    assert (issue.code, issue.message) == ("B806", "no provenance.dsse.json lies beside it, and an archive holds none")


def run(bundle: Path, script: str, zenodo: Zenodo) -> str:
    """What a script of a bundle says when it talks to the Zenodo of the test."""
    environment = {"PATH": os.environ["PATH"], "ZENODO_TOKEN": TOKEN, "ZENODO_URL": zenodo.address}
    done = subprocess.run(["sh", bundle / script], env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_bundle_for_zenodo_makes_a_draft_and_publishes_it_apart(release: Path, tmp_path: Path, keys: Keys) -> None:
    """A new deposit, its metadata and files; nothing is public before its script; the token is kept nowhere."""
    done = publish(release, "zenodo")
    bundle = Path(done.place)
    assert done.commands == (f"sh {bundle}/upload.sh", f"sh {bundle}/publish.sh")
    jsonschema.validate(json.loads((bundle / "metadata.json").read_bytes()), ZENODO)
    with served() as zenodo:
        assert f"The draft is at {zenodo.address}/deposit/501." in run(bundle, "upload.sh", zenodo)
        assert publish(release, "zenodo") == done
        run(bundle, "upload.sh", zenodo)
        (deposit,) = zenodo.deposits.values()
        assert (deposit.published, deposit.metadata["version"]) == (False, "1.0.0")
        told = run(bundle, "publish.sh", zenodo)
        assert "Published as 10.5281/zenodo.501." in told
        assert "sites.zenodo = '10.5281/zenodo.500'" in told
        assert deposit.published
    (tmp_path / "fetched").mkdir()
    for name, data in deposit.files.items():
        (tmp_path / "fetched" / name).write_bytes(data)
    assert proved(tmp_path / "fetched", keys) == FULL
    assert not any(TOKEN.encode() in path.read_bytes() for path in bundle.glob("*.sh"))


def test_a_bundle_for_zenodo_follows_the_version_before(release: Path) -> None:
    """By the DOI of all versions: a draft of the next one, with this release's files alone."""
    bundle = Path(publish(release, "zenodo", Sites(zenodo="10.5281/zenodo.500")).place)
    with served() as zenodo:
        zenodo.deposits = {501: Deposit(published=True), 502: Deposit(files={"old.zip": b""}, published=True)}
        run(bundle, "upload.sh", zenodo)
        assert set(zenodo.deposits[503].files) == {path.name for path in (bundle / "files").iterdir()}
        assert "Published as 10.5281/zenodo.503." in run(bundle, "publish.sh", zenodo)
        assert zenodo.deposits[503].published


def test_a_script_that_is_refused_says_so(release: Path) -> None:
    """Without a token, or with a wrong one, nothing is begun."""
    bundle = Path(publish(release, "zenodo").place)
    with served() as zenodo:
        for more in ({}, {"ZENODO_TOKEN": "wrong"}):
            environment = {"PATH": os.environ["PATH"], "ZENODO_URL": zenodo.address, **more}
            done = subprocess.run(["sh", bundle / "upload.sh"], env=environment, check=False, capture_output=True)
            assert done.returncode != 0
        assert (zenodo.deposits, (bundle / "draft").exists()) == ({}, False)


def test_a_bundle_for_hugging_face_is_the_release_with_a_card(release: Path, tmp_path: Path, keys: Keys) -> None:
    """The card has a configuration for every table, whose file is there; old files go, and the version gets a tag."""
    bundle = Path(publish(release, "huggingface").place)
    files = bundle / "files"
    _, front, body = (files / "README.md").read_text(encoding="utf-8").split("---\n", 2)
    said = yaml.safe_load(front)
    assert (said["license"], said["language"], said["size_categories"]) == ("cc-by-4.0", ["en"], ["n<1K"])
    assert {each["config_name"] for each in said["configs"]} == set(broadsheet.open(release))
    assert {each["data_files"] for each in said["configs"]} == {
        path.relative_to(files).as_posix() for path in (files / "data").glob("*.parquet")
    }
    assert [each["config_name"] for each in said["configs"] if each.get("default")] == ["articles"]
    assert body.startswith("\n# News of an old harbour\n")
    assert {"README.md": contents(files)["README.md"], **contents(release)} == contents(files)
    calls = uploaded(bundle, tmp_path, HF_OWNER="linden")
    assert [call[:4] for call in calls] == [
        ["hf", "upload", "linden/harbour-news", "files"],
        ["hf", "repos", "tag", "create"],
    ]
    for call in calls:
        require_options(call)
    place = fetched(files, tmp_path / "fetched")
    (place / ".gitattributes").write_text("*.parquet filter=lfs\n")
    (place / ".cache/huggingface/download").mkdir(parents=True)
    (place / ".cache/huggingface/download/x.metadata").write_text("1\n")
    assert proved(place, keys) == FULL
    files_proof = broadsheet.verify(place).proofs[0]
    assert "nothing vouches for .cache/huggingface/download/x.metadata, .gitattributes, README.md" in files_proof.told


def require_options(call: list[str]) -> None:
    """Assert that the program of the Hub knows a command, its options, and so many words."""
    command, words, context = pytest.importorskip("huggingface_hub.cli.hf").app, call[1:], None
    while hasattr(command, "get_command"):
        context = command.make_context("hf", list(words), parent=context)
        _, command, words = command.resolve_command(context, list(words))
    assert command.make_context("hf", list(words), parent=context).params["repo_type"] == "dataset"


def test_a_name_on_the_hub_stands_in_its_card_and_its_commands(release: Path, tmp_path: Path) -> None:
    """Where the settings say it."""
    bundle = Path(publish(release, "huggingface", Sites(huggingface="linden/harbour")).place)
    assert 'load_dataset("linden/harbour", "articles")' in (bundle / "files/README.md").read_text(encoding="utf-8")
    assert uploaded(bundle, tmp_path) == [
        ["hf", "upload", "linden/harbour", "files", ".", "--repo-type", "dataset", "--delete", "*",
         "--commit-message", "harbour-news 1.0.0"],
        ["hf", "repos", "tag", "create", "linden/harbour", "v1.0.0", "--repo-type", "dataset",
         "--message", "harbour-news 1.0.0"],
    ]  # fmt: skip


def test_what_zenodo_asks_for_and_the_settings_lack_is_told(release: Path) -> None:
    """Before anybody runs a command."""
    package = broadsheet.open(release)
    package.descriptor["description"] = ""
    with pytest.raises(BroadsheetError, match="has no description"):
        deposit(package)
