"""Projects of a few records whose results are kept, as else only those of large ones are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from broadsheet.checks import kept, sharing
from broadsheet.engines import kept as engines_kept

__all__ = ["keep_results", "keeping_nothing"]


def keep_results(patch: pytest.MonkeyPatch, files: int = 1, settled: int = 0) -> None:
    """Keep results however few there are, with a shard for so many files, which count as settled after so long."""
    patch.setattr(kept, "LARGE", 0)
    patch.setattr(sharing, "MOST", files)
    patch.setattr(kept, "SETTLED", settled)
    patch.setattr(engines_kept, "SETTLED", settled)


@contextmanager
def keeping_nothing() -> Iterator[None]:
    """A block in which nothing is kept, and nothing taken up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "LARGE", 1 << 40)
        yield
