"""Each long command tells how far it is, in every step, and its answer stays alone on the standard output."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _telling_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is told at once, not first after ten seconds."""
    for name in ("SOON", "ELSEWHERE"):
        monkeypatch.setattr(f"broadsheet.cli.progress.{name}", 0)


def events(run: Run, *call: str | Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """What a command told on the way, and its last word."""
    *told, end = map(json.loads, run(*call, "--log", "json").err.splitlines())
    told = [each for each in told if each["event"] not in {"notice", "issue"}]
    assert {each["event"] for each in told} <= {"progress"}
    return told, end


def last(told: list[dict[str, Any]]) -> dict[str, tuple[int, int | None]]:
    """Of each step, in their order, how many things it came to, and of how many."""
    return {each["step"]: (each["count"], each["total"]) for each in told}


def test_a_check_of_records_tells_how_far_it_is(run: Run, project: Path) -> None:
    """How many records, which file was the last, how much is left, how many issues; at the end what came of it."""
    record = project / "seeds/articles/2024-06-11-quay.json"
    record.write_text(record.read_text("utf-8").replace('"in_language": "en"', '"in_language": "?"'), encoding="utf-8")
    told, end = events(run, "validate", "--format", "json")
    assert last(told) == {"record checked": (2, None), "record compared with texts": (1, None)}
    whole = [each for each in told if each["step"] == "record checked"][-1]
    assert (whole["issues"], whole["left"], whole["last"]) == (1, 0, "seeds/articles/2024-06-11-quay.json")
    assert (end["event"], end["valid"], end["issues"], end["records"]) == ("end", False, 1, 2)


def test_the_answer_stands_alone(run: Run) -> None:
    """Whatever is told goes to the standard error, as lines for people; JSON on the standard output is whole."""
    done = run("validate", "--format", "json")
    assert json.loads(done.out)["valid"]
    assert re.search(
        r"^2 records checked, 0 s left(, [\d,]+ a second)?, .*2024-06-11-quay.json$", done.err, re.MULTILINE
    )


def test_how_far_it_is_may_be_left_out(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the option, or for all commands by a variable; issues are told, and so is the answer."""
    (project / "texts").mkdir()
    (project / "texts/none.txt").write_bytes(b"\0")
    loud = run("ingest", "seeds/texts", "texts", "--out", "a")
    alone = run("ingest", "seeds/texts", "texts", "--out", "b", "--log", "issues")
    monkeypatch.setenv("BROADSHEET_LOG", "issues")
    assert run("ingest", "seeds/texts", "texts", "--out", "c").err == alone.err
    assert re.fullmatch("texts/none.txt: .*\n", alone.err)
    assert loud.err.startswith("1 text read, ")
    assert loud.out.splitlines()[:-1] == alone.out.replace("b/articles", "a/articles").splitlines()[:-1]


def test_packages_tell_their_steps(run: Run, project: Path) -> None:
    """Each step of a build, a check, a hydration and a comparison says what is done, and the end where it is."""
    told, end = events(run, "build", "--format", "json")
    steps = last(told)
    assert steps["article written"] == (2, 2)
    assert steps["file written in Parquet"][1] == 20
    assert {"record checked", "piece compressed"} < steps.keys()
    package = "dist/harbour-news-1.0.0"
    assert (end["path"], end["records"], end["issues"]) == (package, 2, 0)
    told, end = events(run, "validate", package)
    rows = [each["count"] for each in told if each["step"] == "row checked" and each["last"] == "data/articles.csv"]
    assert (rows, told[-1]["left"], end["valid"]) == ([2], 0, True)
    told, end = events(run, "hydrate", package, "--texts", "seeds/texts", "--out", "full")
    assert last(told)["text looked for"] == (2, 2)
    assert (end["matches"], end["carried"], end["path"]) == (1, 1, "full")
    told, end = events(run, "diff", package, "full")
    assert last(told) == {"row compared cell by cell": (2, None)}
    assert (end["bump"], end["changes"] > 0, end["old"], end["new"]) == ("minor", True, package, "full")


def test_what_is_refused_is_told_too(run: Run, project: Path) -> None:
    """A build that writes nothing says so in its last word, with the number of issues."""
    (project / "seeds/articles/2024-06-11-quay.json").write_text("{}", encoding="utf-8")
    _, end = events(run, "build")
    assert (end["path"], end["valid"], end["status"]) == (None, False, 1)
    assert end["issues"] > 0
    assert end["error"].endswith("in the records: nothing was built")


@pytest.mark.parametrize(
    "call",
    [
        "build --memory lots",
        "release --memory lots",
        "validate --memory lots",
        "copies --memory lots",
        "ingest seeds/texts --memory lots",
        "diff . . --memory lots",
        "hydrate . --texts seeds --out full --memory lots",
    ],
)
def test_a_call_that_is_wrong_ends_with_what_was_wrong(run: Run, call: str) -> None:
    """The last event has the exit status, the message and the advice, as people get them."""
    told, end = events(run, *call.split())
    assert told == []
    assert end.pop("seconds") >= 0
    hint = "write it like 512MB or 2GiB"
    assert end == {"event": "end", "issues": 0, "status": 2, "error": "'lots' is no size", "hint": hint}


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("validate nowhere", "there is no file or folder 'nowhere'"),
        ("validate --all --limit 3", "--all and --limit say different things; give one of them"),
        ("hydrate seeds --texts seeds --out full", "seeds/datapackage.json cannot be read"),
    ],
)
def test_what_cannot_be_read_ends_with_that(run: Run, call: str, error: str) -> None:
    """Whatever kind of mistake it was, there is one end."""
    _, end = events(run, *call.split())
    assert (end["event"], end["status"]) == ("end", 2)
    assert error in end["error"]


@pytest.mark.parametrize("call", [
    ("ingest", "seeds/texts", "--out", "broadsheet.toml"),
    ("copies", "."),
    ("validate", "nowhere"),
    ("build",),
    ("build", "nowhere"),
    ("release",),
    ("release", "--out", "broadsheet.toml"),
    ("diff", "nowhere"),
    ("hydrate", "nowhere", "--texts", "seeds", "--out", "full"),
])  # fmt: skip
@pytest.mark.parametrize("day", ["2024-06-11", "2024-06-31"])
def test_a_log_in_json_has_nothing_else(run: Run, project: Path, call: tuple[str, ...], day: str) -> None:
    """Each line is an object, whatever is wrong; the last says it, with the exit status, where the command fails."""
    record = project / "seeds/articles/2024-06-11-quay.json"
    record.write_text(record.read_text("utf-8").replace('"2024-06-11"', f'"{day}"'), encoding="utf-8")
    plain, done = run(*call), run(*call, "--log", "json")
    *told, end = map(json.loads, done.err.splitlines())
    assert (done.status, end["event"]) == (plain.status, "end")
    assert {each["event"] for each in told} <= {"progress", "notice", "issue"}
    if failed := re.search("^broadsheet: (.*?)(; .*)?$", plain.err, re.MULTILINE):
        assert failed[1].startswith(end["error"])
        assert end["status"] == done.status
    if call == ("build",) and failed:
        assert [each["code"] for each in told if each["event"] == "issue"] == ["B104"]
