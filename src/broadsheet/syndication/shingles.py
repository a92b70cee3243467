"""What texts are compared by: each run of three words, folded, as a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from broadsheet.articles.folding import word_list

if TYPE_CHECKING:
    from polars import DataFrame

__all__ = ["WORDS", "Runs", "containment", "runs_of", "shingles"]

Runs = frozenset[tuple[str, ...]]
"""The different runs of words of a text."""

WORDS = 3
"""So many words in a row are one shingle."""

MOSTLY = 0.9
"""Where fewer of the shingles of some texts are different, those that come again are left out at once."""

ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""What the words of a shingle are multiplied with, so that their order counts."""


def shingles(texts: Sequence[tuple[int, str]]) -> DataFrame:
    """The shingles of numbered texts: columns `article` (UInt32) and `shingle` (UInt64), in the order of the words.

    Case, diacritics, punctuation and the breaks of lines do not count. The numbers are those of one
    version of polars: they are for comparing within a run, not for keeping.

    >>> found = shingles([(7, "Hà Nội, again and again"), (8, "HA NOI again!")])
    >>> found["article"].to_list(), found["shingle"][0] == found["shingle"][3]
    ([7, 7, 7, 8], True)
    """
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    columns = {
        "article": pl.Series([number for number, _ in texts], dtype=pl.UInt32),
        "word": pl.Series([" ".join(word_list(text)) for _, text in texts], dtype=pl.String),
    }
    words = pl.DataFrame(columns).select("article", pl.col("word").str.split(" ")).explode("word")
    hashed = words.select("article", pl.col("word").hash())
    parts = [pl.col("word").shift(-step) * odd for step, odd in enumerate(ODD)]
    whole = pl.col("article") == pl.col("article").shift(1 - WORDS)
    runs = hashed.select("article", (parts[0] ^ parts[1] ^ parts[2]).alias("shingle"), whole.alias("whole"))
    return _different(runs.filter("whole").drop("whole"))


def _different(runs: DataFrame) -> DataFrame:
    """The shingles, each once for an article where it comes again and again: a word may be told a million times."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    seen = runs.select((pl.col("shingle") ^ pl.col("article").hash()).approx_n_unique()).item()
    return runs if seen > MOSTLY * runs.height else runs.unique(maintain_order=True)


def runs_of(text: str) -> Runs:
    """The same runs of words as themselves, to compare a few texts with each other."""
    words = word_list(text)
    return frozenset(zip(*(words[step:] for step in range(WORDS)), strict=False))


def containment(one: Runs, other: Runs) -> float:
    """The share of the runs of the shorter of two texts that the longer one holds too; 0 where it has none.

    >>> containment(runs_of("the tug sank off Karro"), runs_of("On Monday the tug sank there"))
    0.3333333333333333
    """
    return len(one & other) / (min(len(one), len(other)) or 1)
