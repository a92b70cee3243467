"""Hydration: who holds the texts has the full edition, proven by hash, and nobody else."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import frictionless
import pytest

import broadsheet
from broadsheet.errors import UnreadableError, UnwritableError
from broadsheet.issues import InvalidDataError

hydration = import_module("broadsheet.packages.hydrate")

EXAMPLE = Path(__file__).parents[1] / "examples/project"
QUAY, HARBOUR = "2024-06-11-quay.txt", "2024-05-02-harbour.txt"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the example project, to build in."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "project"))


@pytest.fixture
def texts(project: Path, tmp_path: Path) -> Path:
    """The texts, away from the project."""
    return Path(shutil.move(project / "seeds/texts", tmp_path / "texts"))


@pytest.fixture
def package(project: Path, texts: Path, tmp_path: Path) -> Path:
    """The open edition."""
    return broadsheet.build(project, out=tmp_path / "open", texts=texts).package


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def states(hydrated: broadsheet.packages.Hydrated) -> dict[str, str]:
    """The state of each text by its name."""
    return {held.name: held.state for held in hydrated.sources}


def test_gives_the_bytes_of_the_full_edition(project: Path, package: Path, texts: Path, tmp_path: Path) -> None:
    """Nothing tells a hydrated package from the full edition that the publisher builds."""
    done = broadsheet.hydrate(package, texts=texts, out=tmp_path / "hydrated")
    full = broadsheet.build(project, out=tmp_path / "full", edition="full", texts=texts).package
    assert states(done) == {HARBOUR: "carried", QUAY: "matches"}
    assert contents(full) == contents(tmp_path / "hydrated")
    assert contents(full) != contents(package)


def test_the_full_edition_is_valid(package: Path, texts: Path, tmp_path: Path) -> None:
    """Neither our validator nor frictionless finds a fault in it."""
    broadsheet.hydrate(package, texts=texts, out=tmp_path / "full")
    assert broadsheet.validate(tmp_path / "full").issues == ()
    assert frictionless.validate((tmp_path / "full/datapackage.json").as_posix()).flatten(["type", "message"]) == []
    assert [article.text is not None for article in broadsheet.open(tmp_path / "full").articles] == [True, True]


def test_the_built_in_data_set_is_hydrated(tmp_path: Path) -> None:
    """Who holds the five texts has them beside the records, each the same as its file."""
    if not (folder := os.environ.get("BROADSHEET_TEXTS")):
        pytest.skip("BROADSHEET_TEXTS names no folder of the source texts")
    done = broadsheet.hydrate(broadsheet.load(), texts=folder, out=tmp_path / "full")
    assert set(states(done).values()) == {"matches"}
    assert broadsheet.validate(tmp_path / "full").issues == ()
    for article in broadsheet.open(tmp_path / "full").articles:
        data = (Path(folder) / article.source.name).read_bytes()
        assert article.text == data.decode(article.source.encoding), article.id


def test_finds_a_text_under_another_name(package: Path, texts: Path, tmp_path: Path) -> None:
    """The hash counts, not the name; also where a file of that name holds something else."""
    (texts / QUAY).rename(texts / "found.txt")
    (texts / QUAY).write_text("Something else", encoding="utf-8")
    assert broadsheet.hydrate(package, texts=texts, out=tmp_path / "full").complete


def test_a_missing_text_is_named_and_nothing_written(package: Path, texts: Path, tmp_path: Path) -> None:
    """An edition that lacks a text is not full."""
    (texts / QUAY).unlink()
    done = broadsheet.hydrate(package, texts=texts, out=tmp_path / "full")
    assert (done.complete, done.package, [held.name for held in done.lacking]) == (False, None, [QUAY])
    assert not (tmp_path / "full").exists()


def test_one_other_byte_is_another_text(package: Path, texts: Path, tmp_path: Path) -> None:
    """A text that differs is not taken, and the hash that was found is told."""
    data = (texts / QUAY).read_bytes()
    (texts / QUAY).write_bytes(data.replace(b".", b"!", 1))
    done = broadsheet.hydrate(package, texts=texts, out=tmp_path / "full")
    (held,) = done.lacking
    assert (held.state, held.name, len(held.found or ""), held.found != held.sha256) == ("differs", QUAY, 64, True)
    assert not (tmp_path / "full").exists()


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (b"\n", b"\r\n", "its line ends were changed from LF to CRLF"),
        (b"A second", b"\xef\xbb\xbfA second", "a mark was put before it"),
        (b"A second", b"A  second", None),
    ],
)
def test_tells_what_was_done_to_a_text(  # noqa: PLR0913, PLR0917 - three fixtures and three cases
    package: Path, texts: Path, tmp_path: Path, old: bytes, new: bytes, change: str | None
) -> None:
    """A text with other line ends, or with a mark, is not taken either; but it is told what to take back."""
    (texts / QUAY).write_bytes((texts / QUAY).read_bytes().replace(old, new))
    (held,) = broadsheet.hydrate(package, texts=texts, out=tmp_path / "full").lacking
    assert (held.state, held.change) == ("differs", change)


def test_a_part_can_be_asked_for(package: Path, texts: Path, tmp_path: Path) -> None:
    """The edition then says that it is one, and carries the texts that are at hand."""
    (texts / QUAY).unlink()
    done = broadsheet.hydrate(package, texts=texts, out=tmp_path / "part", partial=True)
    assert done.package == tmp_path / "part"
    opened = broadsheet.open(tmp_path / "part")
    assert opened.edition == "partial"
    assert [article.source.name for article in opened.articles if article.text] == [HARBOUR]
    assert broadsheet.validate(tmp_path / "part").issues == ()


def test_a_part_becomes_whole_later(package: Path, texts: Path, tmp_path: Path) -> None:
    """A partial edition is hydrated like an open one, into the same bytes."""
    (texts / QUAY).rename(tmp_path / QUAY)
    broadsheet.hydrate(package, texts=texts, out=tmp_path / "part", partial=True)
    (tmp_path / QUAY).rename(texts / QUAY)
    broadsheet.hydrate(tmp_path / "part", texts=texts, out=tmp_path / "full")
    broadsheet.hydrate(package, texts=texts, out=tmp_path / "at once")
    assert contents(tmp_path / "full") == contents(tmp_path / "at once")


def test_a_span_that_its_text_contradicts_is_refused(project: Path, texts: Path, tmp_path: Path) -> None:
    """A publisher without the text could not see it; who holds the text can."""
    record = project / "seeds/articles/2024-06-11-quay.json"
    said = record.read_text(encoding="utf-8")
    record.write_text(said.replace('"headline": "', '"headline": "Not ', 1), encoding="utf-8")
    (texts / QUAY).rename(tmp_path / QUAY)
    package = broadsheet.build(project, out=tmp_path / "open", texts=texts).package
    (tmp_path / QUAY).rename(texts / QUAY)
    with pytest.raises(InvalidDataError, match="1 error in the records: nothing was written") as raised:
        broadsheet.hydrate(package, texts=texts, out=tmp_path / "full")
    assert [issue.code for issue in raised.value.report.issues] == ["B311"]
    assert not (tmp_path / "full").exists()


@pytest.mark.parametrize("name", ["articles.csv", "articles.json"])
def test_a_damaged_package_is_refused(package: Path, texts: Path, tmp_path: Path, name: str) -> None:
    """Tables and nested records are compared with the hash in the descriptor before anything is made of them."""
    file = package / "data" / name
    file.write_bytes(file.read_bytes()[:-9])
    with pytest.raises(UnreadableError, match=rf"data/{name} has the hash"):
        broadsheet.hydrate(package, texts=texts, out=tmp_path / "full")
    assert not (tmp_path / "full").exists()


@pytest.mark.parametrize("form", ["lines", "indented"])
def test_nested_records_of_another_content_are_refused(package: Path, texts: Path, tmp_path: Path, form: str) -> None:
    """They are read in the place of the tables, so they have to say the same; how they are written does not matter."""
    nested, descriptor = package / "data/articles.json", package / "datapackage.json"
    before = nested.read_bytes()
    if form == "indented":
        nested.write_text(json.dumps(json.loads(before), indent=1), encoding="utf-8")
    state(descriptor, before, nested.read_bytes())
    broadsheet.hydrate(package, texts=texts, out=tmp_path / "full")
    again = nested.read_bytes()
    nested.write_bytes(again.replace(b"deepens", b"widened"))
    state(descriptor, again, nested.read_bytes())
    with pytest.raises(UnreadableError, match="are not those of its table"):
        broadsheet.hydrate(package, texts=texts, out=tmp_path / "other")
    assert not (tmp_path / "other").exists()


def state(descriptor: Path, before: bytes, now: bytes) -> None:
    """Let a descriptor state a file as it is now."""
    hashes = (hashlib.sha256(each).hexdigest() for each in (before, now))
    descriptor.write_text(descriptor.read_text(encoding="utf-8").replace(*hashes), encoding="utf-8")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the system does not say which files are open")
@pytest.mark.parametrize("missing", [False, True])
def test_no_file_is_open_when_the_temporary_folder_goes(
    package: Path, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: bool
) -> None:
    """Windows removes none that is."""
    still_open: list[str] = []

    @contextmanager
    def scratch() -> Iterator[Path]:
        room = tmp_path / "room"
        room.mkdir()
        yield room
        links = [os.path.join("/proc/self/fd", each) for each in os.listdir("/proc/self/fd")]  # noqa: PTH118, PTH208
        still_open.extend(each for each in map(os.path.realpath, links) if each.startswith(str(room)))

    monkeypatch.setattr(hydration, "scratch", scratch)
    if missing:
        (texts / QUAY).unlink()
    assert broadsheet.hydrate(package, texts=texts, out=tmp_path / "hydrated").complete is not missing
    assert still_open == []


def test_nothing_that_people_keep_is_replaced(package: Path, texts: Path, tmp_path: Path) -> None:
    """The folder of the texts, the package itself and a folder with other files are refused."""
    for target in (texts, package, tmp_path):
        with pytest.raises(UnwritableError):
            broadsheet.hydrate(package, texts=texts, out=target)
    assert (texts / QUAY).exists()


def test_the_texts_must_be_somewhere(package: Path, tmp_path: Path) -> None:
    """A folder that is not there is a mistake in the call, not a missing text."""
    with pytest.raises(UnreadableError, match="there is no folder"):
        broadsheet.hydrate(package, texts=tmp_path / "nowhere", out=tmp_path / "full")
