"""Checks and builds of a project, and `copies`, while its files are moved, exchanged, cut and mended by chance.

What such a run says is about files that were there at no time together, and no matter; what it keeps must not be taken
for what came of the files as they are afterwards. BROADSHEET_EXAMPLES sets how many rounds there are, for long runs.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import shutil
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from keeping import keep_results, keeping_nothing
from meddling import Meddler

import broadsheet
from broadsheet.checks import pieces
from broadsheet.drafts.stories import reading_texts
from broadsheet.drafts.unfinished import kept_until_done
from broadsheet.engines.stamps import TICK
from broadsheet.errors import BroadsheetError
from broadsheet.issues import InvalidDataError, Issue
from broadsheet.syndication import Story, each_copy

EXAMPLE = Path(__file__).parents[1] / "examples/project"
ROUNDS = int(os.environ.get("BROADSHEET_EXAMPLES", "4"))
SEED = int(os.environ.get("BROADSHEET_SEED", "7"))

FILES, LINES, PACKED, ROWS = 14, 12, 12, 5
"""Articles in files of their own, on lines, on packed lines and in a table."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of small shards whose results are kept, and its twin, which has as many bytes and more to be told."""
    keep_results(monkeypatch, files=2, settled=TICK)
    monkeypatch.setattr(pieces, "SHARE", 4096)
    monkeypatch.setattr(pieces, "WINDOW", 2048)
    made = tmp_path / "project"
    for seeds, words in ((made / "seeds", ("place", "quiet")), (tmp_path / "twin", (None, "north"))):
        shutil.copytree(EXAMPLE / "seeds", seeds)
        fill(seeds, *words)
    shutil.copy(EXAMPLE / "broadsheet.toml", made)
    return made


def fill(seeds: Path, counted: str | None, told: str) -> None:
    """Write the articles of a project, with what is counted in them, and a word that every second text has."""
    record = json.loads((seeds / "articles/2024-06-11-quay.json").read_bytes())
    text = (seeds / "texts/2024-06-11-quay.txt").read_text("utf-8")
    lines = []
    for number in range(FILES + LINES + PACKED + ROWS):
        own = text.replace("next", f"{number:04}").replace("quiet", told if number % 2 else "quiet").encode()
        (seeds / f"texts/quay-{number:02}.txt").write_bytes(own)
        source = record["source"] | {"name": f"quay-{number:02}.txt", "sha256": hashlib.sha256(own).hexdigest()}
        figures, rights = [record["figures"][0] | {"counted": counted}], dict(record["rights"])
        if number % 3 == 0:
            rights |= {"redistribution": "permitted", "license": "CC-BY-4.0"}
        more = {"id": f"quay-{number:02}", "source": source, "figures": figures, "rights": rights}
        lines.append(json.dumps(record | more).encode() + b"\n")
    articles, at = seeds / "articles", FILES
    for number, line in enumerate(lines[:FILES]):
        (articles / f"quay-{number:02}.json").write_bytes(line)
    (articles / "lines.jsonl").write_bytes(b"".join(lines[at : at + LINES]))
    (articles / "packed.jsonl.gz").write_bytes(gzip.compress(b"".join(lines[at + LINES : -ROWS]), 0, mtime=0))
    pl.read_ndjson(b"".join(lines[-ROWS:-2])).write_parquet(articles / "rows.parquet")
    with zipfile.ZipFile(articles / "members.zip", "w") as archive:
        for number, line in enumerate(lines[-2:]):
            archive.writestr(f"{number}.json", line)


def check(project: Path, **_: Any) -> Any:
    """All that a check says."""
    report = broadsheet.validate(project, engine="local")
    return report.to_dict(), list(report.stats.items())


def build(project: Path, edition: str, out: str = "built") -> Any:
    """All that a build writes, or why it does not."""
    try:
        where = broadsheet.build(project, out=project.parent / out / edition, edition=edition, engine="local").package
    except InvalidDataError as error:
        return error.report.to_dict()
    except BroadsheetError as error:
        return str(error)
    return {path.relative_to(where).as_posix(): path.read_bytes() for path in where.rglob("*") if path.is_file()}


def compare(project: Path, out: str = "built") -> Any:
    """The copies among the texts; what was kept of them stays, as where the run is broken off."""
    texts, read = project / "seeds/texts", list[Story | Issue]()
    with (
        suppress(InterruptedError),
        kept_until_done(project.parent / out) as kept,
        reading_texts([str(texts)], engine="local", kept=kept) as (found, _),
    ):
        read += found
        copies = [*each_copy((each for each in read if isinstance(each, Story)), kept=kept)]
        raise InterruptedError
    return copies, [each for each in read if isinstance(each, Issue)]


ANSWERS: dict[str, Callable[..., Any]] = {
    "check": check,
    "open": lambda project, **more: build(project, "open", **more),
    "full": lambda project, **more: build(project, "full", **more),
    "copies": compare,
}


def from_nothing(project: Path, what: str) -> Any:
    """The same where nothing is kept and nothing stands."""
    shutil.rmtree(project.parent / "new", ignore_errors=True)
    with keeping_nothing():
        return ANSWERS[what](project, out="new")


def harm(folder: Path, chance: random.Random) -> None:
    """Cut a few files of what is kept, exchange them, or let them go."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".gitignore"]
    for path in chance.sample(files, min(4, len(files))):
        match chance.randrange(3):
            case 0:
                os.truncate(path, chance.randrange(path.stat().st_size + 1))
            case 1:
                path.replace(chance.choice(files))
            case 2:
                path.unlink()


def settle() -> None:
    """Wait until what was written to has another time than what is written to next."""
    time.sleep(2 * TICK / 1e9)


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open has to stay where it is")
def test_answers_are_those_from_nothing(project: Path) -> None:
    """Whatever happened to the files while earlier runs went through them, and to what these kept."""
    chance = random.Random(SEED)  # noqa: S311 - events, no secrets
    meddler = Meddler(project / "seeds", project.parent / "twin", chance)
    differs, sound = [], 0
    for number in range(ROUNDS):
        for _ in range(chance.randrange(1, 4)):
            settle()
            what = chance.choice(("check", "check", *ANSWERS))
            with meddler.at_work(often=chance.choice((0.002, 0.01, 0.05))), suppress(BroadsheetError):
                ANSWERS[what](project)
            if chance.random() < 0.2:
                harm(chance.choice((project / ".broadsheet", project.parent / "built/.unfinished-copies")), chance)
        if chance.random() < 0.5:
            meddler.edit()
        settle()
        for what in dict.fromkeys(("check", chance.choice([*ANSWERS]))):
            new = from_nothing(project, what)
            sound += "datapackage.json" in new
            if ANSWERS[what](project) != new:
                differs.append((number, what))
    print(f"{ROUNDS} rounds, {meddler.count} events, {sound} sound builds")  # noqa: T201 - for long runs, with -s
    assert differs == []
