"""Checks of a large project that are broken off or repeated: the same report, and only what is missing is done."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import broadsheet
from broadsheet.checks import examine, kept, pieces
from broadsheet.engines import kept as engines_kept
from broadsheet.issues import Report

EXAMPLE = Path(__file__).parents[1] / "examples/project"
COUNT = 60


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of many articles, one of them faulty; results are kept, each file is a shard, files settle at once."""
    monkeypatch.setattr(kept, "LARGE", 0)
    monkeypatch.setattr(pieces, "MOST", 1)
    monkeypatch.setattr(kept, "SETTLED", 0)
    monkeypatch.setattr(engines_kept, "SETTLED", 0)
    made = Path(shutil.copytree(EXAMPLE, tmp_path / "project"))
    shutil.rmtree(made / "data", ignore_errors=True)
    (made / "datapackage.json").unlink(missing_ok=True)
    record = json.loads((made / "seeds/articles/2024-06-11-quay.json").read_bytes())
    for number in range(COUNT):
        other = record | {"id": f"quay-{number:02}"} | ({"language": "no language"} if number == 7 else {})
        (made / f"seeds/articles/quay-{number:02}.json").write_text(json.dumps(other), encoding="utf-8")
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
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "LARGE", 1 << 40)
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
from broadsheet.checks import kept, pieces
from broadsheet.checks.examine import Examine
kept.LARGE, pieces.MOST = 0, 1
before = Examine.__call__

def slowly(stage, shard):
    time.sleep(0.02)
    return before(stage, shard)

Examine.__call__ = slowly
import broadsheet
broadsheet.validate(sys.argv[1], engine="local")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_check_that_was_killed_is_taken_up(project: Path, examined: list[str]) -> None:
    """What was done is not done again, and the report is that of an undisturbed one."""
    whole = from_nothing(project, engine="local")
    with subprocess.Popen([sys.executable, "-c", CHECKING, str(project)]) as process:
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
