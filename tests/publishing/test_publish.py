"""A release brought to a folder or an address, and bundles that are ready to upload."""

from __future__ import annotations

import json
import os
import subprocess
import uuid
from pathlib import Path

import fsspec
import jsonschema
import pytest
import yaml
from releasing import contents, replace_in

import broadsheet
from broadsheet.errors import BroadsheetError, UnreadableError, UnwritableError
from broadsheet.exports.zenodo import deposit
from broadsheet.publishing.targets import publish

FAKE = """#!/bin/sh
printf '%s\\n' "$(basename "$0")" "$@" END >> "$CALLS"
[ "$(basename "$0")" != curl ] || printf '{"links": {"bucket": "https://zenodo.example/b", "publish": "https://zenodo.example/p"}}'
"""

ZENODO = json.loads((Path(__file__).parents[1] / "exports/shapes/zenodo.schema.json").read_bytes())
"""What the documentation of Zenodo's deposits says of these keys."""


def uploaded(bundle: Path, tmp_path: Path) -> list[list[str]]:
    """The calls that a bundle's `upload.sh` makes, with programs that write down what they are asked."""
    (tmp_path / "bin").mkdir()
    for name in ("gh", "curl", "hf"):
        (tmp_path / "bin" / name).write_text(FAKE)
        (tmp_path / "bin" / name).chmod(0o755)
    environment = {"PATH": f"{tmp_path}/bin{os.pathsep}{os.environ['PATH']}", "CALLS": str(tmp_path / "calls")}
    command = ["sh", bundle / "upload.sh"]
    subprocess.run(command, env=environment | {"ZENODO_TOKEN": "mine"}, check=True, cwd=tmp_path, capture_output=True)
    return [call.splitlines() for call in (tmp_path / "calls").read_text().split("END\n") if call]


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


def test_a_bundle_for_github_is_one_command_away(release: Path, tmp_path: Path) -> None:
    """Assets with their own sums, the notes, and the tag of the version."""
    done = publish(release, "github")
    bundle = Path(done.place)
    assert bundle == release.with_name("harbour-news-1.0.0.github")
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=bundle / "assets", check=True)
    assert {".zip", ".whl", ".gz"} <= {path.suffix for path in (bundle / "assets").iterdir()}
    (call,) = uploaded(bundle, tmp_path)
    assert call[:4] == ["gh", "release", "create", "v1.0.0"]
    assert call[4:-5] == sorted(f"assets/{path.name}" for path in (bundle / "assets").iterdir())
    assert call[-5:] == ["--verify-tag", "--title", "harbour-news 1.0.0", "--notes-file", "notes.md"]
    assert publish(release, "github") == done


def test_a_bundle_for_zenodo_has_the_metadata_of_the_deposit(release: Path, tmp_path: Path) -> None:
    """A new deposit, each file into its bucket, then the publication; the token is the caller's and kept nowhere."""
    bundle = Path(publish(release, "zenodo").place)
    jsonschema.validate(json.loads((bundle / "metadata.json").read_bytes()), ZENODO)
    calls = uploaded(bundle, tmp_path)
    assert calls[0][-1] == "https://zenodo.org/api/deposit/depositions"
    names = sorted(path.name for path in (bundle / "files").iterdir())
    assert [call[-1] for call in calls[1:-1]] == [f"https://zenodo.example/b/{name}" for name in names]
    assert calls[-1][-1] == "https://zenodo.example/p"
    assert all("Authorization: Bearer mine" in call for call in calls)
    assert "mine" not in (bundle / "upload.sh").read_text()


def test_a_bundle_for_hugging_face_names_its_parquet_files(release: Path, tmp_path: Path) -> None:
    """The card has a configuration for every table, whose file is there; nothing else is uploaded."""
    bundle = Path(publish(release, "huggingface").place)
    _, front, body = (bundle / "README.md").read_text(encoding="utf-8").split("---\n", 2)
    said = yaml.safe_load(front)
    assert (said["license"], said["language"], said["size_categories"]) == ("cc-by-4.0", ["en"], ["n<1K"])
    assert {each["config_name"] for each in said["configs"]} == set(broadsheet.open(release))
    assert {each["data_files"] for each in said["configs"]} == {
        path.relative_to(bundle).as_posix() for path in (bundle / "data").iterdir()
    }
    assert [each["config_name"] for each in said["configs"] if each.get("default")] == ["articles"]
    assert body.startswith("\n# News of an old harbour\n")
    (call,) = uploaded(bundle, tmp_path)
    assert call == [
        "hf", "upload", "harbour-news", ".", ".", "--repo-type", "dataset", "--exclude", "upload.sh",
        "--commit-message", "harbour-news 1.0.0",
    ]  # fmt: skip


def test_what_zenodo_asks_for_and_the_settings_lack_is_told(release: Path) -> None:
    """Before anybody runs a command."""
    package = broadsheet.open(release)
    package.descriptor["description"] = ""
    with pytest.raises(BroadsheetError, match="has no description"):
        deposit(package)
