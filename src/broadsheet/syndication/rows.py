"""Small things that are done to rows of shingles, of articles and of pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from broadsheet.engines.watching import Step

if TYPE_CHECKING:
    from polars import DataFrame, Expr, Series

__all__ = ["alike", "grouped", "none", "parted", "runs", "same", "slices", "step"]


def alike(rows: DataFrame) -> DataFrame:
    """Of shingles that stand in the same articles only the least, and how many these are (`runs`).

    They have a `mark` that tells in which articles they stand.
    """
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    marked = rows.group_by("shingle").agg(pl.col("runs").first(), mark=pl.col("article").hash().sum())
    least = marked.group_by("mark").agg(pl.col("shingle").min(), pl.col("runs").sum())
    return rows.drop("runs").join(least, on="shingle")


def grouped(frames: Iterable[DataFrame], cost: Expr, most: int) -> Iterator[DataFrame]:
    """The rows of frames in groups that cost about so much together; the last costs less."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    waiting: list[DataFrame] = []
    for frame in frames:
        *whole, last = [*slices(pl.concat([*waiting, frame]), cost, most)] or [frame]
        yield from whole
        waiting = [last]
    yield from (each for each in waiting if each.height)


def none(**columns: str) -> DataFrame:
    """A frame without rows; columns and the names of their types."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    return pl.DataFrame(schema={name: getattr(pl, kind) for name, kind in columns.items()})


def parted(rows: DataFrame, by: Expr, parts: int) -> Iterator[tuple[int, DataFrame]]:
    """The rows in so many parts by a number that each has, and the numbers of these; only those that have rows."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    numbered = rows.with_columns(part=(by % parts).cast(pl.UInt32))
    for (number,), part in numbered.partition_by("part", as_dict=True, include_key=False).items():
        yield int(number), part


def runs(articles: Series) -> DataFrame:
    """How often each article comes (`count`), of those in a row; twice where one comes again later."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    found = articles.rle().struct.unnest()
    return found.select(pl.col("value").alias("article"), pl.col("len").cast(pl.Int64).alias("count"))


def same(column: str, step: int) -> Expr:
    """Whether a row has the value of the row so many before it."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    return (pl.col(column) == pl.col(column).shift(step)).fill_null(value=False)


def slices(rows: DataFrame, cost: Expr, most: int) -> Iterator[DataFrame]:
    """The rows in groups that cost about so much together."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    numbered = rows.with_columns(slice=cost.cast(pl.Int64)).with_columns(pl.col("slice").cum_sum() // most)
    return iter(numbered.partition_by("slice", include_key=False, maintain_order=True) if rows.height else ())


def step(done: str, parts: int) -> Step[Any]:
    """What is done to runs of words, in so many parts."""
    return Step("part", f"of the runs of words {done}", parts, name=lambda _: None)
