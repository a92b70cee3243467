"""Drafts of the pages of the corpus, beside what trafilatura alone makes of them."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("trafilatura")
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    """The benchmark of pages."""
    sys.path.insert(0, str(BENCHMARKS))
    import reading_pages

    return reading_pages


def test_pages_are_read_no_worse_than_by_trafilatura_alone(benchmark: ModuleType) -> None:
    """The body is as good by words; where pages carry JSON-LD, more of the fields are right."""
    ours, theirs = (benchmark.score(read, tell=False) for read in (benchmark.ours, benchmark.trafilatura))
    assert ours["body"][2] >= theirs["body"][2]
    right, wanted = ([sum(each["fields"][field, True]) for field in benchmark.FIELDS] for each in (ours, theirs))
    assert all(a >= b for a, b in zip(right, wanted, strict=True))
    assert sum(right) > sum(wanted)
