"""A draft depends on its text alone."""

from __future__ import annotations

from pathlib import Path

from broadsheet.reading.draft import Draft, read_draft
from broadsheet.sources import Received, read_text

CORPUS = Path(__file__).parents[2] / "benchmarks/reading"


def drafted(paths: list[Path]) -> dict[Path, Draft]:
    """The drafts of some texts, read in this order."""
    found = {}
    for path in paths:
        received = read_text(path.name, path.read_bytes())
        assert isinstance(received, Received)
        found[path] = read_draft(received)
    return found


def test_nothing_is_kept_from_one_text_for_the_next() -> None:
    """Whatever was read before, and in whatever order, a text gives the same draft and the same entities."""
    paths = sorted(CORPUS.glob("[th]*/*.txt"))[::3]
    forwards = drafted(paths)
    assert len(forwards) >= 18
    assert drafted(paths[::-1]) == forwards
    assert drafted(paths[1::2] + paths[::2]) == forwards
