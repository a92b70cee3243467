"""`broadsheet hydrate` as a user meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

QUAY = "2024-06-11-quay.txt"
CALL = ("hydrate", "dist/harbour-news-1.0.0.zip", "--texts", "seeds/texts", "--out", "full")


@pytest.fixture
def built(run: Callable[..., Any]) -> Callable[..., Any]:
    """Runs commands in a project whose package is built."""
    assert run("build").status == 0
    return run


def test_says_what_it_made(built: Callable[..., Any]) -> None:
    """How many texts there were, and which edition stands where."""
    done = built(*CALL)
    assert (done.status, done.err) == (0, "")
    assert done.out == "2 texts: 1 at hand, 1 in the package already\nfull: harbour-news 1.0.0, full edition\n"


def test_names_every_text_that_is_not_there(built: Callable[..., Any], project: Path) -> None:
    """The exit status is 1, and each line says what is wrong with one text."""
    (project / "seeds/texts" / QUAY).write_text("Another text", encoding="utf-8")
    done = built(*CALL)
    assert done.status == 1
    assert "1 of other content" in done.out
    assert f"  {QUAY} has the SHA-256 " in done.out
    assert "nothing was written" in done.out
    assert not (project / "full").exists()


def test_a_part_is_written_when_asked_for(built: Callable[..., Any], project: Path) -> None:
    """With --partial a missing text is no error, but one that differs still is."""
    text = project / "seeds/texts" / QUAY
    text.unlink()
    assert built(*CALL, "--partial").status == 0
    text.write_text("Another text", encoding="utf-8")
    assert built(*CALL, "--partial").status == 1
    assert "partial edition" in built(*CALL, "--partial").out


def test_answers_in_json(built: Callable[..., Any]) -> None:
    """Programs get every source with its state, and the descriptor."""
    answer = json.loads(built(*CALL, "--format", "json").out)
    assert [source["state"] for source in answer["sources"]] == ["carried", "matches"]
    assert answer["descriptor"]["broadsheet:edition"] == "full"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (("hydrate", "nowhere", "--texts", ".", "--out", "x"), "there is no file or folder 'nowhere'"),
        (("hydrate", "seeds", "--texts", ".", "--out", "x"), "cannot be read"),
        (("hydrate", "dist/harbour-news-1.0.0", "--texts", "nowhere", "--out", "x"), "there is no folder 'nowhere'"),
        (("hydrate", "dist/harbour-news-1.0.0", "--out", "x"), "--texts"),
        (("hydrate", "dist/harbour-news-1.0.0", "--texts", "seeds/texts", "--out", "seeds"), "holds the texts itself"),
    ],
)
def test_a_mistaken_call_is_told(built: Callable[..., Any], call: tuple[str, ...], words: str) -> None:
    """The exit status is 2, and nothing is written."""
    done = built(*call)
    assert (done.status, done.out) == (2, "")
    assert words in done.err
