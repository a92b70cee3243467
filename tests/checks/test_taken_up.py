"""Checks of a large project that are broken off or repeated: the same report, and only what is missing is done."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import Any, cast

import polars as pl
import pytest
from keeping import keep_results, keeping_nothing

import broadsheet
from broadsheet.checks import examine, holders, kept, pieces, sharing
from broadsheet.checks import texts as texts_module
from broadsheet.checks.grounding import Compare
from broadsheet.checks.listing import Looked, mark_of
from broadsheet.checks.work import stamped
from broadsheet.engines import Kept
from broadsheet.issues import Report

EXAMPLE = Path(__file__).parents[1] / "examples/project"
COUNT = 60


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of many articles, one of them faulty; results are kept, each file is a shard, files settle at once."""
    keep_results(monkeypatch)
    made = Path(shutil.copytree(EXAMPLE, tmp_path / "project"))
    shutil.rmtree(made / "data", ignore_errors=True)
    (made / "datapackage.json").unlink(missing_ok=True)
    record = json.loads((made / "seeds/articles/2024-06-11-quay.json").read_bytes())
    for number in range(COUNT):
        other = record | {"id": f"quay-{number:02}"} | ({"language": "no language"} if number == 7 else {})
        (made / f"seeds/articles/quay-{number:02}.json").write_text(json.dumps(other), encoding="utf-8")
    time.sleep(0.05)  # what was written a moment ago might change again without another time
    return made


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were examined."""
    names, before = list[str](), examine.Examine.__call__

    def noting(stage: Any, shard: pieces.Shard) -> Any:
        names.extend(Path(piece.shown).name for piece in shard)
        return before(stage, shard)

    monkeypatch.setattr(examine.Examine, "__call__", noting)
    return names


def told(report: Report) -> tuple[Any, ...]:
    """All that a report says."""
    return report.to_dict(), list(report.stats.items())


def from_nothing(project: Path, **how: Any) -> tuple[Any, ...]:
    """What a check says that keeps nothing."""
    with keeping_nothing():
        return told(broadsheet.validate(project, **how))


def edit(path: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    """Change a record."""
    value = json.loads(path.read_bytes())
    change(value)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def test_a_change_has_its_shard_checked_alone(project: Path, examined: list[str]) -> None:
    """A second check examines nothing, and one after a change what was changed; all is done when nothing is kept."""
    whole = from_nothing(project, engine="local")
    assert not (project / ".broadsheet").exists()
    examined.clear()
    assert told(broadsheet.validate(project, engine="local")) == whole
    assert len(examined) > COUNT
    examined.clear()
    assert told(broadsheet.validate(project, engine="local")) == whole
    assert examined == []
    edit(project / "seeds/articles/quay-31.json", lambda value: value.update(language="none either"))
    found = told(broadsheet.validate(project, engine="local"))
    assert examined == ["quay-31.json"]
    assert found == from_nothing(project, engine="local") != whole
    shutil.rmtree(project / ".broadsheet")
    examined.clear()
    assert told(broadsheet.validate(project, engine="local")) == found
    assert len(examined) > COUNT


def test_it_is_the_check_from_nothing_after_any_edits(project: Path) -> None:
    """Records, entities and texts change, and what is kept is damaged, under one limit or another."""
    chance = random.Random(7)  # noqa: S311 - edits, no secrets
    articles, texts = project / "seeds/articles", project / "seeds/texts"
    for _ in range(8):
        name = f"quay-{chance.randrange(COUNT):02}.json"
        match chance.randrange(6):
            case 0:
                edit(articles / name, lambda value: value.update(id=f"quay-{chance.randrange(COUNT):02}"))
            case 1:
                edit(articles / name, lambda value: value.update(about=["nobody-known"]))
            case 2:
                edit(project / "seeds/entities.json", lambda value: value["entities"][0].update(name="Another"))
            case 3:
                text = chance.choice(sorted(texts.iterdir()))
                text.write_bytes(text.read_bytes().swapcase())
            case 4:
                for path in chance.sample(sorted((project / ".broadsheet").glob("*/??/*")), 20):
                    path.write_bytes(path.read_bytes()[chance.randrange(2) :] + b"!")
            case 5:
                shutil.copy(articles / name, articles / f"again-{name}")
        how = chance.choice([{}, {"limit": 2}])
        assert told(broadsheet.validate(project, engine="local", **how)) == from_nothing(project, engine="local", **how)


CHECKING = """
import os, sys, time
from pathlib import Path
from broadsheet.checks import kept, sharing
from broadsheet.checks.examine import Examine
kept.LARGE, sharing.MOST = 0, 1
before = Examine.__call__

def slowly(stage, shard):
    time.sleep(0.02)
    return before(stage, shard)

Examine.__call__ = slowly
import broadsheet
broadsheet.validate(sys.argv[1], engine=sys.argv[2], jobs=2)
"""

KILLS = int(os.environ.get("BROADSHEET_KILLS", "2"))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_check_that_was_killed_is_taken_up(project: Path, examined: list[str]) -> None:
    """What was done is not done again, and the report is that of an undisturbed one."""
    whole = from_nothing(project, engine="local")
    with subprocess.Popen([sys.executable, "-c", CHECKING, str(project), "local"]) as process:
        latest = time.monotonic() + 60
        while len(done(project)) < 20 and process.poll() is None and time.monotonic() < latest:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    there = len(done(project))
    assert 20 <= there < COUNT
    examined.clear()
    assert told(broadsheet.validate(project, engine="local")) == whole
    assert len(examined) <= COUNT + 10 - there
    assert not [*project.rglob("*.partial")]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_checks_that_are_killed_at_any_moment_leave_nothing_wrong(project: Path) -> None:
    """With their processes, while they begin, keep or clear away; a text is another one after each, and as before."""
    chance, kills = random.Random(KILLS), 0  # noqa: S311 - moments, no secrets
    text = project / "seeds/texts/2024-06-11-quay.txt"
    for number in range(2 * KILLS):
        command = [sys.executable, "-c", CHECKING, str(project), ("cores", "local")[number % 4 // 2]]
        with subprocess.Popen(command, start_new_session=True) as process:
            time.sleep(chance.uniform(0.3, 3))
            os.killpg(process.pid, signal.SIGKILL)
        kills += process.returncode == -signal.SIGKILL
        text.write_bytes(text.read_bytes().swapcase())
    print(f"{kills} of {2 * KILLS} checks were killed")  # noqa: T201 - for whoever runs many, with -s
    assert checked(project) == from_nothing(project, engine="local")
    assert not [*project.rglob("*.partial")]


def done(project: Path) -> list[Path]:
    """What came of shards so far."""
    return [path for path in (project / ".broadsheet/check").glob("??/*") if path.suffix != ".partial"]


@pytest.mark.parametrize("at", [".broadsheet", ".broadsheet/check"])
def test_where_nothing_can_be_kept_a_check_goes_on(project: Path, at: str) -> None:
    """Without a word, and nothing is written; so it is in a folder that may only be read."""
    (project / at).parent.mkdir(parents=True, exist_ok=True)
    (project / at).write_bytes(b"a file")
    assert told(broadsheet.validate(project)) == from_nothing(project)
    assert (project / at).read_bytes() == b"a file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_project_that_may_only_be_read_is_left_as_it_is(project: Path) -> None:
    """Nothing is said, and nothing written."""
    project.chmod(0o555)
    try:
        assert told(broadsheet.validate(project)) == from_nothing(project)
        assert not (project / ".broadsheet").exists()
    finally:
        project.chmod(0o755)


def test_what_builds_keep_is_left(project: Path) -> None:
    """A check clears away what checks kept alone, and a build what builds did."""
    (project / "seeds/articles/quay-07.json").unlink()
    broadsheet.build(project, out=project.parent / "out", engine="local")
    built = sorted(path for path in (project / ".broadsheet/open").rglob("*"))
    broadsheet.validate(project, engine="local")
    assert sorted(path for path in (project / ".broadsheet/open").rglob("*")) == built
    checked = sorted((project / ".broadsheet/check").rglob("*"))
    broadsheet.build(project, out=project.parent / "out", engine="local")
    assert sorted((project / ".broadsheet/check").rglob("*")) == checked


def test_small_projects_and_files_keep_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the size from which it pays, and where files or folders of records are named instead of a project."""
    broadsheet.validate(project / "seeds/articles", engine="local")
    monkeypatch.setattr(kept, "LARGE", 16 << 20)
    broadsheet.validate(project, engine="local")
    assert not (project / ".broadsheet").exists()


@pytest.mark.parametrize("linked", [".broadsheet", ".broadsheet/check"])
def test_nothing_behind_a_link_is_touched(project: Path, tmp_path: Path, linked: str) -> None:
    """What is kept never lies where a link leads to: what nobody asks for there is somebody's."""
    theirs = tmp_path / "theirs"
    for folder in (theirs / "Documents", theirs / "check/Documents"):
        folder.mkdir(parents=True)
        (folder / "thesis.txt").write_text("Cockles")
    shutil.rmtree(project / ".broadsheet", ignore_errors=True)
    (project / linked).parent.mkdir(exist_ok=True)
    (project / linked).symlink_to(theirs, target_is_directory=True)
    before = sorted(theirs.rglob("*"))
    assert told(broadsheet.validate(project)) == from_nothing(project)
    assert sorted(theirs.rglob("*")) == before


def mend_and_spoil(text: Path, back: Path) -> Iterator[None]:
    """A text that is another than its record says is mended, and spoiled again later."""
    wrong = text.read_bytes()
    text.write_bytes(wrong.swapcase())
    yield
    text.write_bytes(wrong)


def take_away(text: Path, back: Path) -> Iterator[None]:
    """The folder of the texts goes, and comes back."""
    text.parent.rename(back)
    yield
    back.rename(text.parent)


def take_one_away(text: Path, back: Path) -> Iterator[None]:
    """A text goes, and comes back."""
    text.rename(back)
    yield
    back.rename(text)


def lead_elsewhere(text: Path, back: Path) -> Iterator[None]:
    """What a link among the texts leads to goes, and comes back."""
    target = text.resolve()
    target.rename(back)
    yield
    back.rename(target)


def put_another(text: Path, back: Path) -> Iterator[None]:
    """A text that is missing comes under another name, and goes."""
    other = text.with_name("another.txt")
    other.write_bytes(text.read_bytes().swapcase())
    yield
    other.unlink()


Disturbance = Callable[[Path, Path], Iterator[None]]


@pytest.fixture(params=[mend_and_spoil, take_away, take_one_away, lead_elsewhere, put_another])
def disturbance(request: pytest.FixtureRequest, project: Path, tmp_path: Path) -> tuple[Disturbance, Path, Path]:
    """Something that happens to texts while they are read, and is undone; the text, and a place aside."""
    text = project / "seeds/texts/2024-06-11-quay.txt"
    if request.param in {mend_and_spoil, put_another}:
        text.write_bytes(text.read_bytes().swapcase())
    if request.param is lead_elsewhere:
        text.symlink_to(text.rename(tmp_path / "elsewhere.txt"))
    time.sleep(0.05)
    return request.param, text, tmp_path / "away"


def disturbed(patch: pytest.MonkeyPatch, stage: type, event: Iterator[None], at: tuple[int, int]) -> None:
    """Let something happen at a call of a stage, and be undone at a later one."""
    before, calls = cast("Any", stage).__call__, count()

    def disturbing(self: Any, *given: Any) -> Any:
        if next(calls) in at:
            next(event, None)
        return before(self, *given)

    patch.setattr(stage, "__call__", disturbing)


@pytest.mark.parametrize("at", [(0, 20), (10, 20), (20, 1000)])
def test_texts_that_change_while_they_are_read_leave_nothing_wrong(
    project: Path, disturbance: tuple[Disturbance, Path, Path], at: tuple[int, int]
) -> None:
    """What comes of texts that change, go or come during a check is not kept under what there was before."""
    happen, text, away = disturbance
    event = happen(text, away)
    with pytest.MonkeyPatch.context() as patch:
        disturbed(patch, Compare, event, at)
        broadsheet.validate(project, engine="local")
    next(event, None)
    for _ in range(2):
        assert told(broadsheet.validate(project, engine="local")) == from_nothing(project, engine="local")


def test_texts_that_change_while_they_are_completed_leave_nothing_wrong(project: Path, tmp_path: Path) -> None:
    """A full edition carries texts: what was completed with another text than the one before is not taken up."""
    (project / "seeds/articles/quay-07.json").unlink()
    text = project / "seeds/texts/2024-06-11-quay.txt"

    def built(name: str) -> dict[str, bytes]:
        where = broadsheet.build(project, out=tmp_path / name, edition="full", engine="local").package
        return {path.relative_to(where).as_posix(): path.read_bytes() for path in where.rglob("*") if path.is_file()}

    def spoil_and_mend() -> Iterator[None]:
        right = text.read_bytes()
        text.write_bytes(right.swapcase())
        yield
        text.write_bytes(right)

    with pytest.MonkeyPatch.context() as patch:
        disturbed(patch, examine.Examine, spoil_and_mend(), (10, 30))
        built("disturbed")
    again = built("again")
    shutil.rmtree(project / ".broadsheet")
    assert again == built("new")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes that are started afresh know nothing of the change")
def test_texts_that_change_under_other_processes_leave_nothing_wrong(project: Path) -> None:
    """What they saw is compared with what was listed, too."""
    text = project / "seeds/texts/2024-06-11-quay.txt"
    right = text.read_bytes()
    text.write_bytes(right.swapcase())
    time.sleep(0.05)
    before = Compare.__call__

    def mending(self: Compare, shard: pieces.Shard) -> Any:
        mended = text.with_name(f".{os.getpid()}")
        mended.write_bytes(right)
        mended.replace(text)
        return before(self, shard)

    with pytest.MonkeyPatch.context() as patch, ProcessPoolExecutor(2, get_context("fork")) as processes:
        patch.setattr(Compare, "__call__", mending)
        assert broadsheet.validate(project, engine=processes).stats["errors"] == {"unknown-field": 1}
    text.write_bytes(right.swapcase())
    assert told(broadsheet.validate(project, engine="local")) == from_nothing(project, engine="local")


def test_the_folder_of_a_project_may_be_that_of_its_texts(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept in it is no text, so that a second check finds the same texts, and compares nothing."""
    before, compared = Compare.__call__, list[pieces.Shard]()

    def noting(self: Compare, shard: pieces.Shard) -> Any:
        compared.append(shard)
        return before(self, shard)

    monkeypatch.setattr(Compare, "__call__", noting)
    first = told(broadsheet.validate(project, texts=project, engine="local"))
    assert len(compared) > COUNT
    compared.clear()
    assert told(broadsheet.validate(project, texts=project, engine="local")) == first
    assert compared == []


def test_a_file_that_may_change_unseen_is_examined_again(project: Path, examined: list[str]) -> None:
    """One that was written to a moment ago, or in the future, could be written to again and keep its time."""
    later = time.time_ns() + 3600 * 10**9
    os.utime(project / "seeds/articles/quay-31.json", ns=(later, later))
    whole = told(broadsheet.validate(project, engine="local"))
    examined.clear()
    assert told(broadsheet.validate(project, engine="local")) == whole
    assert examined == ["quay-31.json"]


def test_a_file_that_is_gone_or_changed_is_no_other(tmp_path: Path) -> None:
    """What it is told by is never that of a file with as few bytes."""
    path = tmp_path / "quay.json"

    def shard() -> pieces.Shard:
        return next(sharing.shared_out([(path, "quay.json")]))

    with Kept(tmp_path / "kept", b"") as folder:
        seen = kept.Seen(folder)
        path.touch()
        empty = seen.content(shard())
        path.unlink()
        gone = seen.content(shard())
        path.write_text("{}", encoding="utf-8")
        changed = seen.content(stamped(shard(), (1,)))
    assert len({empty, gone, changed}) == 3


def test_what_was_kept_by_somebody_else_is_not_believed(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that came with a project may say that all is well: it is passed over, and goes."""
    before = examine.Examine.__call__

    def lying(self: examine.Examine, shard: pieces.Shard) -> Any:
        found = before(self, shard)
        found.tally.issues.clear()
        found.tally.counts.clear()
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path / "theirs"))
        patch.setattr(examine.Examine, "__call__", lying)
        assert broadsheet.validate(project, engine="local").valid
    theirs = {path for path in done(project) if path.is_file()}
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "ours"))
    for _ in range(2):
        assert told(broadsheet.validate(project, engine="local")) == from_nothing(project, engine="local")
    assert theirs
    assert theirs.isdisjoint(done(project))


def test_nothing_is_kept_where_no_secret_can_be(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As what is kept could not be told then from what came from elsewhere."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert told(broadsheet.validate(project, engine="local")) == from_nothing(project, engine="local")
    assert not (project / ".broadsheet").exists()


def exchange(one: Path, other: Path) -> None:
    """Let two folders change places."""
    aside = one.with_name("aside")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


@pytest.fixture
def exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in whose place another one is, in another folder, whenever it is opened, and at no other time."""
    path, other = tmp_path / "here/quay.txt", tmp_path / "other"
    for each, data in ((path, b"right"), (other / path.name, b"WRONG")):
        each.parent.mkdir()
        each.write_bytes(data)

    def opening(*given: Any, **more: Any) -> Any:
        exchange(path.parent, other)
        file = open(*given, **more)  # noqa: PTH123, SIM115 - as it is called
        exchange(path.parent, other)
        return file

    for module in (texts_module, pieces, sharing):
        monkeypatch.setattr(module, "open", opening, raising=False)
    return path


def test_a_text_whose_folder_is_exchanged_while_it_is_opened_is_the_other_one(exchanged: Path) -> None:
    """What was read tells what it is, and not the path that it had."""
    texts = texts_module.Texts([exchanged.parent])
    listed = {mark_of(path, stamp.print) for path, stamp in texts.files()}
    looked = Looked()
    assert texts.find({"name": exchanged.name, "bytes": 5, "sha256": ""}, looked) == b"WRONG"
    assert not listed & looked.found


def test_of_a_file_whose_folder_is_exchanged_while_it_is_opened_nothing_is_given(exchanged: Path) -> None:
    """So the bytes of another are not taken for what it has."""
    (shard,) = sharing.shared_out([(exchanged, "quay.json")])
    assert [*shard[0].chunks(9)] == []


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("lines.jsonl", "no language"), ("packed.jsonl.gz", "e!"), ("packed.zip", "e!"), ("rows.parquet", "e!")],
)
def test_a_file_whose_folder_is_exchanged_while_it_is_taken_apart_is_no_other(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, wrong: str
) -> None:
    """Neither what is in it nor where its lines end is taken for that of the file that comes back."""
    monkeypatch.setattr(pieces, "SHARE", 4096)
    monkeypatch.setattr(pieces, "WINDOW", 2048)
    record = json.loads((project / "seeds/articles/2024-06-11-quay.json").read_bytes())
    articles, other = project / "seeds/articles", tmp_path / "other"
    for folder, language in ((articles, "en"), (other, wrong)):
        folder.mkdir(exist_ok=True)
        made = (record | {"id": f"tug-{number}", "in_language": language} for number in range(9))
        pack(folder / name, [json.dumps(each).encode() + b"\n" for each in made])
    time.sleep(0.05)

    def exchanging(*given: Any) -> list[Any]:
        exchange(articles, other)
        found = list(before(*given))
        exchange(articles, other)
        return found

    module, function = (sharing, "_ranges") if name == "lines.jsonl" else (holders, "held")
    before = getattr(module, function)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, function, exchanging)
        broadsheet.validate(project, engine="local")
    assert told(broadsheet.validate(project, engine="local")) == from_nothing(project, engine="local")


def pack(path: Path, lines: list[bytes]) -> None:
    """Write records into a file, as its name says."""
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(b"".join(lines), mtime=0))
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("all.jsonl", b"".join(lines))
    elif path.suffix == ".parquet":
        pl.read_ndjson(b"".join(lines)).write_parquet(path)
    else:
        path.write_bytes(b"".join(lines))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes that are started afresh know nothing of small shards")
def test_checks_at_once_say_the_same(project: Path, examined: list[str]) -> None:
    """Each keeps what it finds and takes what another kept; who ends first takes nothing from those at work."""
    whole = from_nothing(project, engine="local")
    with ProcessPoolExecutor(3, get_context("fork")) as processes:
        found = [processes.submit(checked, project) for _ in range(6)]
        assert [each.result() for each in found] == [whole] * 6
    examined.clear()
    assert checked(project) == whole
    assert examined == []


def checked(project: Path) -> tuple[Any, ...]:
    """What a check says in this process."""
    return told(broadsheet.validate(project, engine="local"))


@pytest.mark.parametrize("most", [0, 60, 2_000])
def test_a_full_disk_ends_no_check(project: Path, most: int) -> None:
    """What has no room is not kept, and no part of it stays; the next check keeps it."""
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, limits[1]))
    try:
        found = checked(project)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert found == from_nothing(project, engine="local")
    assert not [*project.rglob("*.partial")]
    assert checked(project) == found
    assert len(done(project)) > COUNT
