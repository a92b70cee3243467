"""`broadsheet release` and `broadsheet verify` as a user meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from releasing import QUAY, Keys, contents, correct, make_keys, replace_in

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """A pair of keys."""
    return make_keys(tmp_path_factory.mktemp("keys"))


def test_a_project_from_its_first_release_to_the_next(run: Run, project: Path, keys: Keys) -> None:
    """Released, released already, refused, corrected, verified: each with its words and its exit status."""
    first = run("release", "--sign", keys.private)
    assert (first.status, first.err) == (0, "2 records checked: no issues\n")
    assert first.out.splitlines() == [
        "dist/harbour-news-1.0.0: released",
        "  harbour-news-1.0.0.zip",
        "  harbour_news-1.0.0-py3-none-any.whl",
        "  harbour_news-1.0.0.tar.gz",
    ]
    before = contents(project)
    again = run("release", "--format", "json")
    answer = json.loads(again.out)
    assert (again.status, answer["fresh"], answer["release"]) == (0, False, "dist/harbour-news-1.0.0")
    assert {each["path"] for each in answer["files"]} == set(contents(project / "dist/harbour-news-1.0.0")) - {
        "SHA256SUMS"
    }
    assert before == contents(project)

    correct(project)
    before = contents(project)
    refused = run("release", "--bump", "none")
    assert (refused.status, refused.out, before) == (1, "", contents(project))
    assert 'counted: "ferry crossings planned each week" → "ferry crossings each week"' in refused.err
    assert refused.err.endswith("[B704]\n")
    told = json.loads(run("release", "--bump", "none", "--format", "json").out)
    assert (told["release"], told["report"]["issues"][0]["code"]) == (None, "B704")
    assert told["changes"]["next_version"] == "1.0.1"

    second = run("release")
    assert (second.status, second.out.splitlines()[-4]) == (0, "dist/harbour-news-1.0.1: released")
    head, verdict, _, *rows = second.out.splitlines()
    assert head == "harbour-news 1.0.0 (dist/harbour-news-1.0.0) → harbour-news 1.0.1 (harbour-news-1.0.1)"
    assert verdict.startswith("patch, version 1.0.1 or higher: figures: 1 value changed")
    assert [row[:6].strip() for row in rows[:3]] == ["patch", "", "figure"]

    verified = run("verify", "dist/harbour-news-1.0.0", "--key", keys.public, "--texts", "seeds/texts")
    assert verified.status == 0
    assert [line.split("  ")[0] for line in verified.out.splitlines()[1:]] == ["passed"] * 6 + ["left out"]
    (project / "dist/harbour-news-1.0.0/CITATION.cff").unlink()
    damaged = run("verify", "dist/harbour-news-1.0.0", "--format", "json")
    assert (damaged.status, json.loads(damaged.out)["valid"]) == (1, False)
    assert [issue["path"] for issue in json.loads(damaged.out)["issues"]] == ["CITATION.cff"]


def test_records_with_errors_are_told_and_nothing_is_written(run: Run, project: Path) -> None:
    """Status 1, as with a build."""
    replace_in(project / QUAY, '"in_language": "en"', '"in_language": "english"')
    done = run("release")
    assert (done.status, done.out, "B106" in done.err) == (1, "", True)
    assert list(project.glob("dist/*")) == []


def test_what_was_done_before_a_target_fails_is_told(run: Run, project: Path) -> None:
    """The release and the copies that arrived stand in the answer, the target that did not in the error."""
    done = run("release", "--to", "copies", "--to", "broadsheet.toml", "--to", "others")
    assert (2, True) == (done.status, "'broadsheet.toml' is a file" in done.err)
    assert done.out.startswith("dist/harbour-news-1.0.0: released\n")
    assert done.out.endswith("copies/harbour-news-1.0.0: published\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("release", "--sign", "nothing.pem"), "the key nothing.pem cannot be read"),
        (("release", "--bump", "minor"), "there is no earlier release"),
        (("release", "--against", "nothing"), "there is no file or folder 'nothing'"),
        (("release", "seeds"), "is not a broadsheet project"),
        (("verify", "nothing"), "there is no file or folder 'nothing'"),
        (("verify", "seeds"), "holds no datapackage.json"),
        (("verify", "seeds", "--key", "broadsheet.toml"), "holds no public key"),
    ],
)
def test_a_call_that_is_wrong_is_told(run: Run, project: Path, arguments: tuple[str, ...], told: str) -> None:
    """Status 2, one line, and nothing written."""
    before = contents(project)
    done = run(*arguments)
    assert (done.status, done.out, told in done.err, before) == (2, "", True, contents(project))
