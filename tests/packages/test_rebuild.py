"""Builds of a project that take up what earlier ones left: the bytes and the report of one that begins from nothing."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from keeping import keep_results, keeping_nothing

import broadsheet
from broadsheet.checks import kept, pieces, sharing, texts
from broadsheet.checks.together import Check
from broadsheet.engines import stamps
from broadsheet.engines.disk import Disk
from broadsheet.engines.kept import CHECK
from broadsheet.errors import BroadsheetError, UnwritableError
from broadsheet.issues import InvalidDataError
from broadsheet.packages import repository, standing
from broadsheet.packages.guard import same_bytes
from broadsheet.packages.standing import Standing
from broadsheet.tables.sums import Sums

EXAMPLE = Path(__file__).parents[1] / "examples/project"
HARBOUR = "seeds/articles/2024-05-02-harbour.json"
SECONDS = 1_000_000_000


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose results are kept, however few; each file is a shard, and files settle at once."""
    keep_results(monkeypatch)
    made = Path(shutil.copytree(EXAMPLE, tmp_path / "project"))
    _set(made, "")
    settle()
    return made


def settle() -> None:
    """Wait until the clock of the file system has gone on: what comes of a file that has just changed is not kept."""
    time.sleep(2 * stamps.TICK / SECONDS)


def _set(project: Path, more: str) -> None:
    """The settings of the example with some more, and without exports, which are made anew each time."""
    lines = (EXAMPLE / "broadsheet.toml").read_text(encoding="utf-8")
    (project / "broadsheet.toml").write_text(f"exports = []\n{more}{lines}", encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def outcome(project: Path, into: str = "out", **how: Any) -> tuple[Any, ...]:
    """All that comes of a build: its files and its report, or what it says against it."""
    out = project.parent / into
    try:
        report = broadsheet.build(project, out=out, **how).report
    except InvalidDataError as error:
        return str(error), error.report.to_dict(), list(error.report.stats)
    except BroadsheetError as error:
        return str(error), error.hint
    return contents(out), report.to_dict(), list(report.stats)


def from_nothing(project: Path, **how: Any) -> tuple[Any, ...]:
    """The same of a build that knows of no other."""
    with keeping_nothing():
        return outcome(project, "whole", **how)


def changed(path: Path, change: Callable[[Any], Any]) -> None:
    """Change what is in a file of JSON."""
    value = json.loads(path.read_bytes())
    change(value)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def in_place(path: Path, data: bytes) -> None:
    """Write into a file, and put its time of content back."""
    about = path.stat()
    path.write_bytes(data)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


# Whatever is edited


def _abstract(folder: Path, chance: random.Random) -> None:
    changed(_one(folder, "articles", chance), lambda value: value.update(abstract=f"Boats, {chance.random()}."))


def _error(folder: Path, chance: random.Random) -> None:
    path = _one(folder, "articles", chance)
    changed(path, lambda value: value.update(language=chance.choice(["en", "no language"])))


def _warning(folder: Path, chance: random.Random) -> None:
    changed(_one(folder, "articles", chance), lambda value: value.update(about=chance.choice([["nobody-known"], []])))


def _mended(folder: Path, _: random.Random) -> None:
    shutil.rmtree(folder / "seeds")
    shutil.copytree(EXAMPLE / "seeds", folder / "seeds")


def _copied(folder: Path, chance: random.Random) -> None:
    path, number = _one(folder, "articles", chance), chance.randrange(100)
    other = path.with_name(f"{number}-{path.name}")
    shutil.copy(path, other)
    changed(other, lambda value: value.update(id=f"{number}-{value['id']}"))


def _removed(folder: Path, chance: random.Random) -> None:
    _one(folder, "articles", chance).unlink()


def _renamed(folder: Path, chance: random.Random) -> None:
    path = _one(folder, chance.choice(["articles", "texts"]), chance)
    path.rename(path.with_name(f"a{path.name}"))


def _swapped(folder: Path, chance: random.Random) -> None:
    kind = chance.choice(["articles", "texts"])
    one, other = _one(folder, kind, chance), _one(folder, kind, chance)
    first, second = one.read_bytes(), other.read_bytes()
    in_place(one, second)
    in_place(other, first)


def _text(folder: Path, chance: random.Random) -> None:
    path = _one(folder, "texts", chance)
    in_place(path, path.read_bytes().swapcase())


def _texts(folder: Path, _: random.Random) -> None:
    there, away = folder / "seeds/texts", folder.parent / "away"
    there.rename(away) if there.exists() else away.rename(there)


def _entity(folder: Path, chance: random.Random) -> None:
    name = f"Port {chance.randrange(3)}"
    changed(folder / "seeds/entities.json", lambda found: found["entities"][0].update(name=name))


def _outlet(folder: Path, chance: random.Random) -> None:
    name = f"Paper {chance.randrange(3)}"
    changed(folder / "seeds/outlets.json", lambda found: found["outlets"][0].update(name=name))


def _settings(folder: Path, chance: random.Random) -> None:
    _set(folder, chance.choice(["", 'leave_out = ["articles.abstract"]\n', "no_setting = 1\n"]))


def _damaged(folder: Path, chance: random.Random) -> None:
    files = sorted(path for path in (folder / ".broadsheet").rglob("*") if path.is_file())
    for path in chance.sample(files, len(files) // 2):
        data = path.read_bytes()
        if chance.randrange(6) == 0:
            path.unlink()
            continue
        harm = [b"", data[:-1], data[1:], b"\0" * len(data), b"\0" * CHECK, chance.choice(files).read_bytes()]
        path.write_bytes(chance.choice(harm))


def _built(folder: Path, chance: random.Random) -> None:
    files = sorted(path for path in (folder.parent / "out/data").rglob("*") if path.stat().st_size)
    for path in chance.sample(files, len(files) // 2):
        in_place(path, bytes(reversed(path.read_bytes())))


def _one(folder: Path, kind: str, chance: random.Random) -> Path:
    place = folder / "seeds" / kind
    if not place.is_dir() or not any(place.iterdir()):
        _mended(folder, chance)
    return chance.choice(sorted(place.iterdir()))


EDITS = [
    _abstract, _error, _warning, _mended, _copied, _removed, _renamed, _swapped, _text, _texts, _entity, _outlet,
    _settings, _damaged, _built,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(int(os.environ.get("BROADSHEET_REBUILDS", "1"))))
def test_a_build_is_the_one_from_nothing_after_any_edits(project: Path, seed: int) -> None:
    """Records, texts, settings and what is kept are edited at random; files and report are those of a whole build."""
    chance, done = random.Random(seed), list[str]()  # noqa: S311 - edits, no secrets
    with ThreadPoolExecutor(2) as threads:
        for edit in chance.sample(EDITS, len(EDITS)):
            edit(project, chance)
            done.append(edit.__name__)
            assert outcome(project, engine=chance.choice(["local", threads])) == from_nothing(project), done


# What is trusted


class Coarse:
    """A file system that counts in hours, so that a file keeps its times when it is written to."""

    def __init__(self, stamp_of: Callable[[Any], stamps.Stamp]) -> None:
        self._stamp_of = stamp_of

    def __call__(self, at: Any) -> stamps.Stamp:
        """The stamp of a file there."""
        found = self._stamp_of(at)
        return found if found == stamps.NOWHERE else stamps.Stamp(found.size, found.size, found.since)


@pytest.mark.parametrize("name", [HARBOUR, "seeds/texts/2024-05-02-harbour.txt"])
def test_a_file_that_was_just_written_to_is_read_again(
    project: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where neither times nor size tell that it has changed since; one that has been so for long is not read."""
    coarse = Coarse(pieces.stamp_of)
    for each in (pieces, sharing, kept):
        monkeypatch.setattr(each, "stamp_of", coarse)
    opened = Coarse(stamps.stamp_in)
    for module in (stamps, texts):
        monkeypatch.setattr(module, "stamp_in", opened)
    monkeypatch.setattr(kept, "SETTLED", 3600 * SECONDS)
    path = project / name
    before, after = outcome(project), path.read_bytes().replace(b"harbour", b"HARBOUR")
    path.write_bytes(after)
    assert outcome(project) == from_nothing(project) != before
    monkeypatch.setattr(kept, "SETTLED", -SECONDS)
    settled = outcome(project)
    path.write_bytes(after.replace(b"HARBOUR", b"harbour"))
    assert outcome(project) == settled


def test_the_lines_of_a_long_file_are_found_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it was just written to, and other lines of it are longer now."""
    coarse = Coarse(pieces.stamp_of)
    for each in (pieces, sharing):
        monkeypatch.setattr(each, "stamp_of", coarse)
    monkeypatch.setattr(stamps, "stamp_in", Coarse(stamps.stamp_in))
    monkeypatch.setattr(kept, "SETTLED", 3600 * SECONDS)
    for name, number in {"SHARE": 1000, "WINDOW": 500}.items():
        monkeypatch.setattr(pieces, name, number)
    files = sorted((project / "seeds/articles").iterdir())
    lines = [json.dumps(json.loads(path.read_bytes())).encode() + b"\n" for path in files]
    for path in files:
        path.unlink()
    (project / "seeds/articles/all.jsonl").write_bytes(b"".join(lines))
    first = outcome(project)
    (project / "seeds/articles/all.jsonl").write_bytes(b"".join(reversed(lines)))
    assert outcome(project)[0] == first[0]
    assert outcome(project) == from_nothing(project)


# What may happen to what is kept


def test_what_lies_under_another_name_is_not_taken(project: Path) -> None:
    """Entries that were exchanged, and the sum of nothing, are made again."""
    first = outcome(project)
    files = sorted(path for path in (project / ".broadsheet").glob("*/??/*"))
    whole = [path.read_bytes() for path in files]
    for path, data in zip(files, whole[1:] + whole[:1], strict=True):
        path.write_bytes(data)
    assert outcome(project) == first
    for path in files:
        path.write_bytes(hashlib.sha256(b"").digest()[:CHECK])
    assert outcome(project) == first


def test_a_copy_of_a_project_needs_nothing_of_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept in a project that was copied lies in the copy, and not where it was kept first."""
    first, complete = outcome(project), Check.complete
    copy = Path(shutil.copytree(project, project.with_name("copy")))
    assert any((copy / ".broadsheet/open/records").iterdir())

    def gone(check: Check) -> Any:
        shutil.rmtree(project)
        return complete(check)

    monkeypatch.setattr(Check, "complete", gone)
    assert outcome(copy) == first


@pytest.mark.parametrize("at", [".broadsheet", ".broadsheet/open", ".broadsheet/open/records"])
def test_where_nothing_can_be_kept_a_build_goes_on(project: Path, at: str) -> None:
    """A file that stands in the way is no fault of the data."""
    (project / at).parent.mkdir(parents=True, exist_ok=True)
    (project / at).write_bytes(b"a file")
    first = outcome(project)
    assert first == from_nothing(project)
    (project / at).unlink()
    assert outcome(project) == first
    assert any((project / ".broadsheet/open/records").iterdir()), "it was what stood in the way"


def test_a_folder_in_the_place_of_a_file_is_replaced(project: Path) -> None:
    """Nothing that is kept is a folder, so that one with something in it is taken for no file, and stops no build."""
    first = outcome(project)
    files = sorted(path for path in (project / ".broadsheet").glob("*/*/*"))
    for path in files:
        path.unlink()
        path.mkdir()
        (path / "inside").write_bytes(b"")
    assert outcome(project) == first
    assert all(path.is_file() for path in files)


def test_a_text_that_leads_nowhere_is_none(project: Path) -> None:
    """A broken link among the texts stops no build, and is a text as soon as it leads to one."""
    texts = project / "seeds/texts"
    (texts / "2024-05-02-harbour.txt").rename(project / "away.txt")
    (texts / "gone.txt").symlink_to("../away.txt")
    (project / "away.txt").rename(project / "text.txt")
    without = outcome(project)
    assert without == from_nothing(project)
    (project / "text.txt").rename(project / "seeds/away.txt")
    assert outcome(project) == from_nothing(project) != without


# What lies beside


def test_editing_data_in_place_changes_nothing_else(project: Path) -> None:
    """No file of `data/` is the same file as one of `dist/` or of what is kept."""
    built = broadsheet.build(project).package
    changed(project / HARBOUR, lambda value: value.update(abstract="Boats."))
    broadsheet.build(project)
    before, stored = contents(built), contents(project / ".broadsheet")
    assert {path.stat().st_nlink for path in (project / "data").iterdir()} == {1}
    for path in (project / "data").iterdir():
        with path.open("r+b") as file:
            file.write(b"!")
    assert (contents(built), contents(project / ".broadsheet")) == (before, stored)
    broadsheet.build(project)
    assert contents(project / "data").items() <= contents(built / "data").items()


def test_a_link_in_the_place_of_data_stays_one(project: Path) -> None:
    """The folder that it leads to is written, none is left beside it, and each of its files has one name."""
    broadsheet.build(project)
    elsewhere = (project / "data").rename(project.parent / "elsewhere")
    (project / "data").symlink_to(elsewhere)
    changed(project / HARBOUR, lambda value: value.update(abstract="Boats."))
    built = broadsheet.build(project).package
    assert (project / "data").is_symlink()
    assert b"Boats." in contents(elsewhere)["articles.csv"]
    assert contents(elsewhere).items() <= contents(built / "data").items()
    assert {path.stat().st_nlink for path in elsewhere.iterdir()} == {1}
    assert not [*project.glob(".data*"), *project.parent.glob(".elsewhere*")]


def test_files_that_are_as_they_were_are_taken_over(project: Path) -> None:
    """Of the package, and of `data/`; each has one name, and what was altered in place is written anew."""
    built = broadsheet.build(project).package
    before = {path: path.stat().st_ino for folder in (built, project) for path in (folder / "data").iterdir()}
    whole = contents(built)
    in_place(built / "data/mentions.csv", (built / "data/mentions.csv").read_bytes().swapcase())
    in_place(project / "data/segments.csv", (project / "data/segments.csv").read_bytes().swapcase())
    changed(project / HARBOUR, lambda value: value.update(abstract="Boats."))
    broadsheet.build(project)
    other = {path.relative_to(project).as_posix() for path, inode in before.items() if path.stat().st_ino != inode}
    place = built.relative_to(project).as_posix()
    assert other == {
        "data/articles.csv", "data/articles.json", "data/segments.csv",
        *(f"{place}/data/{name}" for name in ("articles.csv", "articles.json", "articles.parquet", "mentions.csv")),
    }  # fmt: skip
    assert {path.stat().st_nlink for path in before} == {1}
    assert {name for name, data in contents(built).items() if whole[name] != data} == {
        "datapackage.json", "data/articles.csv", "data/articles.json", "data/articles.parquet"
    }  # fmt: skip
    assert contents(project / "data").items() <= contents(built / "data").items()


def test_what_is_copied_of_an_old_package_that_is_edited_meanwhile_is_not_taken_for_right(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that the new package takes over stands in the old one as well until that goes."""
    built = broadsheet.build(project).package
    shutil.rmtree(project / "data")
    copy = repository.copy_file

    def edited(source: Path, target: Path, disk: Disk) -> None:
        if source.name == "mentions.csv":
            with (built / "data/mentions.csv").open("r+b") as file:
                file.write(b"!")
        copy(source, target, disk)

    with monkeypatch.context() as patch:
        patch.setattr(repository, "copy_file", edited)
        broadsheet.build(project)
    assert (project / "data/mentions.csv").read_bytes()[:1] == b"!"
    broadsheet.build(project)
    assert (project / "data/mentions.csv").read_bytes()[:1] != b"!"
    assert contents(project / "data").items() <= contents(built / "data").items()


@pytest.mark.parametrize("engine", ["local", "cores"])
def test_where_data_cannot_be_copied_the_package_stands_and_data_stay(
    project: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    """The disk is full; nothing is left beside them, and the next build brings them up to date."""
    broadsheet.build(project)
    before, described = contents(project / "data"), (project / "datapackage.json").read_bytes()
    changed(project / HARBOUR, lambda value: value.update(abstract="Boats."))
    with monkeypatch.context() as patch:
        patch.setattr(repository, "copy_file", full)
        with pytest.raises(UnwritableError, match="No space left on device"):
            broadsheet.build(project, engine=engine)
    [built] = (project / "dist").glob("*/datapackage.json")
    assert b"Boats." in (built.parent / "data/articles.csv").read_bytes()
    assert contents(project / "data") == before
    assert (project / "datapackage.json").read_bytes() == described
    assert not [*project.glob(".data*")]
    broadsheet.build(project, engine=engine)
    assert b"Boats." in (project / "data/articles.csv").read_bytes()


def full(*_: object) -> None:
    """What writes on a full disk."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_after_a_release_no_file_of_data_is_read_to_be_compared(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in a build after it, nor in the release, of files that the build before it left."""
    broadsheet.build(project)
    monkeypatch.setattr(repository, "same_bytes", unread)
    broadsheet.release(project)
    broadsheet.build(project)
    in_place(project / "data/segments.csv", (project / "data/segments.csv").read_bytes().swapcase())
    with pytest.raises(AssertionError):
        broadsheet.build(project)


def test_what_was_taken_over_is_known_the_next_time(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of `data/` that a change does not touch have their stamps of after the old folder is gone."""
    broadsheet.build(project)
    for number in range(2):
        changed(project / HARBOUR, lambda value, number=number: value.update(abstract=f"Boats {number}."))
        broadsheet.build(project)
    monkeypatch.setattr(repository, "same_bytes", unread)
    broadsheet.build(project)


def unread(*_: object) -> bool:
    """What would read a file to compare it."""
    raise AssertionError("it was read to be compared")


def test_what_was_made_is_known_when_it_was_kept(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build after the first one has no sum to make of what it takes as it was: it goes by the same keys."""
    first, find, unknown = outcome(project), Sums.find, list[str]()

    def found(sums: Sums, key: str) -> str | None:
        known = find(sums, key)
        unknown.extend([] if known else [key])
        return known

    monkeypatch.setattr(Sums, "find", found)
    assert (outcome(project), unknown) == (first, [])


def test_files_that_were_compared_once_are_read_again(tmp_path: Path) -> None:
    """Also where size and time of content are what they were, in one process."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"boats")
    other.write_bytes(b"boats")
    assert same_bytes(one, other)
    in_place(one, b"goats")
    assert not same_bytes(one, other)


def test_what_was_put_there_meanwhile_is_not_taken(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that another build, or somebody, puts into the package at its end is not the one that was written."""
    leave = Standing.leave

    def too_late(left: Standing, folder: Path, hashes: Any) -> None:
        other = folder.parent / "other"
        other.write_bytes((folder / "data/mentions.csv").read_bytes().swapcase())
        other.replace(folder / "data/mentions.csv")
        in_place(folder / "data/segments.csv", b"id")
        os.utime(folder / "data/segments.csv")
        leave(left, folder, hashes)

    with monkeypatch.context() as patch:
        patch.setattr(Standing, "leave", too_late)
        outcome(project)
    changed(project / HARBOUR, lambda value: value.update(abstract="Boats."))
    assert outcome(project) == from_nothing(project)


@pytest.mark.parametrize("also_at_first", [False, True])
def test_what_was_exchanged_when_it_was_taken_is_not_taken(
    project: Path, monkeypatch: pytest.MonkeyPatch, also_at_first: bool
) -> None:
    """The folder of the last build may be another one just then, and also when it is looked at first."""
    outcome(project)
    out, aside = project.with_name("out"), project.with_name("aside")
    other = Path(shutil.copytree(out, project.with_name("other")))
    in_place(other / "data/mentions.csv", (other / "data/mentions.csv").read_bytes().swapcase())
    link, stat, holds = standing.linked, os.stat, Standing.holds

    def exchanged(call: Callable[..., Any], *given: Any, **more: Any) -> Any:
        for one, two in ((out, aside), (other, out)):
            one.rename(two)
        done = call(*given, **more)
        for one, two in ((out, other), (aside, out)):
            one.rename(two)
        return done

    def looking(left: Standing, path: str, sha256: str) -> bool:
        with monkeypatch.context() as patch:

            def first(*given: Any, **more: Any) -> os.stat_result:
                patch.undo()
                found: os.stat_result = exchanged(stat, *given, **more)
                return found

            patch.setattr(os, "stat", first)
            return holds(left, path, sha256)

    monkeypatch.setattr(standing, "linked", lambda old, new: exchanged(link, old, new))
    if also_at_first:
        monkeypatch.setattr(Standing, "holds", looking)
    changed(project / HARBOUR, lambda value: value.update(abstract="Boats."))
    assert outcome(project) == from_nothing(project)


def test_builds_that_fail_leave_no_more_than_one_of_them(project: Path) -> None:
    """What is kept does not grow with them, and what the last good one kept is taken when the fault is mended."""
    first, good, sizes = outcome(project), set(contents(project / ".broadsheet")), set[int]()
    for number in range(4):
        changed(project / HARBOUR, lambda value, number=number: value.update(language=f"no language {number}"))
        settle()
        outcome(project)
        left = set(contents(project / ".broadsheet"))
        assert good <= left
        sizes.add(len(left))
    assert len(sizes) == 1
    _mended(project, random.Random(0))  # noqa: S311 - no secret
    assert outcome(project) == first


KILLED = """
import os, sys
from pathlib import Path
from broadsheet.checks.spooled import Spooled
Path.replace = lambda *_: os._exit(0)
Spooled.write(Path(sys.argv[1]), [("a", b"{}")])
"""


def test_what_a_killed_build_was_writing_goes(project: Path) -> None:
    """Also a file of completed articles that was not finished, which has another name then."""
    first, records = outcome(project), project / ".broadsheet/open/records"
    whole = set(records.iterdir())
    subprocess.run([sys.executable, "-c", KILLED, records], check=True)
    assert len(set(records.iterdir()) - whole) == 1
    assert outcome(project) == first
    assert set(records.iterdir()) == whole


NAMES = (
    b"caf\xe9", b"two\nlines", ("é" * 124).encode(), b"a" * 249, "新闻 北京".encode(), "שלום\u202e".encode(),
    "😀".encode(), b" ", b"-rf", b"a\tb\x1b[2J", b"*", b"%41", b"a\\b",
)  # fmt: skip


def test_names_of_every_kind(project: Path) -> None:
    """What files of records and texts are called changes no byte, of a build from nothing or of a second one."""
    record = json.loads((project / "seeds/articles/2024-06-11-quay.json").read_bytes())
    text = (project / "seeds/texts/2024-06-11-quay.txt").read_bytes()
    other = Path(shutil.copytree(project, project.with_name("other")))
    for number, name in enumerate(NAMES):
        line = json.dumps(record | {"id": f"quay-{number:02}"}).encode()
        for folder, called in ((project, f"quay-{number}".encode()), (other, name)):
            seeds = os.path.join(os.fsencode(folder), b"seeds")  # noqa: PTH118 - bytes
            ending = (b".json", b".jsonl")[number % 2]
            try:
                put(os.path.join(seeds, b"articles", called + ending), line)  # noqa: PTH118 - bytes
                put(os.path.join(seeds, b"texts", called + b".txt"), text)  # noqa: PTH118 - bytes
            except OSError:
                pytest.skip("the file system takes no such names")
    plain = outcome(project, edition="full")
    assert len(plain[0]) > 20
    for _ in range(2):
        assert outcome(other, edition="full") == plain


def put(path: bytes, data: bytes) -> None:
    """Write a file whose name is bytes."""
    with open(path, "wb") as file:  # noqa: PTH123 - bytes
        file.write(data)
