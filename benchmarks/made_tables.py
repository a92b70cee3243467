"""Packages of two tables for benchmarks, the second with a foreign key to the first, of any size."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import polars as pl

KINDS = ["heading", "lead", "body", "caption", "quote", "list"]
WORDS = [
    "the", "port", "of", "a", "river", "town", "opens", "to", "larger", "ships", "after", "years", "work", "and",
    "many", "delays", "again",
]  # fmt: skip
SLICE = 500_000
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def field(name: str, kind: str, **constraints: object) -> dict[str, Any]:
    """A field with its constraints."""
    return {"name": name, "type": kind, "constraints": constraints}


PARENT = {
    "fields": [
        field("id", "string", required=True, pattern="q[0-9]{9}"),
        field("article", "string", required=True, maxLength=12),
        field("kind", "string", required=True, enum=KINDS),
        field("start", "integer", required=True, minimum=0),
        field("end", "integer", required=True, minimum=0, maximum=100_000_000),
        field("value", "number", minimum=-1e9, maximum=1e9),
        field("unit", "string", maxLength=16),
        field("date", "date", required=True, minimum="1900-01-01"),
        field("language", "string", required=True, pattern="[a-z]{2}"),
        field("text", "string", required=True, minLength=3),
    ],
    "primaryKey": ["id"],
}
CHILD = {
    "fields": [
        field("n", "integer", required=True),
        field("passage", "string", required=True),
        field("share", "number"),
    ],
    "foreignKeys": [{"fields": ["passage"], "reference": {"resource": "passages", "fields": ["id"]}}],
}
COMPOSITE = ["article", "place"]
PLACES = {
    "fields": [
        field("article", "string", required=True, pattern="a[0-9]{9}"),
        field("place", "integer", required=True, minimum=0),
        field("share", "number"),
    ],
    "primaryKey": COMPOSITE,
}
USES = {
    "fields": PLACES["fields"],
    "foreignKeys": [{"fields": COMPOSITE, "reference": {"resource": "places", "fields": COMPOSITE}}],
}
BROKEN = [
    ("start", "-1"), ("end", "many"), ("value", "1,5"), ("date", "2024-02-30"), ("kind", "footer"),
    ("language", "english"), ("text", "x"), ("unit", "u" * 20), ("id", "p1"), ("article", ""),
]  # fmt: skip
"""Cells that break ten different rules, by their columns."""


def write(folder: Path, rows: int, bad: float = 0.0, seed: int = 4) -> Path:
    """A package whose first table has so many rows, the second a fifth of them; a share of the first's rows is bad."""
    folder.mkdir(parents=True, exist_ok=True)
    source = random.Random(seed)  # noqa: S311 - data, not secrets
    _write_slices(folder / "passages.csv", rows, lambda numbers: _spoiled(_passages(numbers), bad, source))
    _write_slices(folder / "quotes.csv", rows // 5, lambda numbers: _quotes(numbers, rows))
    describe(folder, {"passages.csv": PARENT, "quotes.csv": CHILD})
    return folder


def write_composite(folder: Path, rows: int) -> Path:
    """A package whose first table has so many rows under a key of two columns, to which a fifth of them refers."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_slices(folder / "places.csv", rows, lambda numbers: _places(numbers, pl.col("n")))
    _write_slices(folder / "uses.csv", rows // 5, lambda numbers: _places(numbers, pl.col("n") * 2_654_435_761 % rows))
    describe(folder, {"places.csv": PLACES, "uses.csv": USES})
    return folder


def describe(folder: Path, schemas: dict[str, dict[str, Any]], **more: Any) -> None:
    """The descriptor of tables by their files."""
    resources = [
        {"name": path.partition(".")[0], "type": "table", "path": path, "schema": schema, **more}
        for path, schema in schemas.items()
    ]
    (folder / "datapackage.json").write_text(json.dumps({"$schema": PROFILE, "resources": resources}))


def _write_slices(path: Path, rows: int, make: Any) -> None:
    with path.open("wb") as file:
        for start in range(0, rows, SLICE):
            frame = make(pl.int_range(start, min(rows, start + SLICE), eager=True).alias("n"))
            frame.write_csv(file, include_header=not start, float_precision=3)


def _passages(numbers: pl.Series) -> pl.DataFrame:
    n = pl.col("n")
    words = [pl.lit(pl.Series(WORDS)).gather((n * (17 + 2 * k) + n // (k + 2)) % len(WORDS)) for k in range(6)]
    text = pl.concat_str(words, separator=" ")
    return numbers.to_frame().select(
        id=pl.lit("q") + n.cast(pl.String).str.zfill(9),
        article=pl.lit("a") + (n % 5000).cast(pl.String),
        kind=pl.lit(pl.Series(KINDS)).gather(n % len(KINDS)),
        start=n,
        end=n + 40,
        value=(n * 7919 % 2_000_000_011) / 1000 - 1e6,
        unit=pl.lit("tonne"),
        date=pl.date(2000 + n % 25, n % 12 + 1, n % 28 + 1),
        language=pl.lit("en"),
        text=pl.when(n % 4 == 0).then(text + ", " + n.cast(pl.String)).otherwise(text),
    )


def _quotes(numbers: pl.Series, rows: int) -> pl.DataFrame:
    n = pl.col("n")
    return numbers.to_frame().select(
        n, passage=pl.lit("q") + (n * 2_654_435_761 % rows).cast(pl.String).str.zfill(9), share=n % 1000 / 1000
    )


def _places(numbers: pl.Series, which: pl.Expr) -> pl.DataFrame:
    """Forty places in each article."""
    article = pl.lit("a") + (which // 40).cast(pl.String).str.zfill(9)
    return numbers.to_frame().select(article=article, place=which % 40, share=pl.col("n") % 1000 / 1000)


def _spoiled(frame: pl.DataFrame, bad: float, source: random.Random) -> pl.DataFrame:
    """The frame with a share of its rows broken, each in one cell."""
    if not bad:
        return frame
    frame = frame.with_columns(pl.col("value").round(3)).cast(pl.String)
    chosen = pl.Series([source.randrange(len(BROKEN)) if source.random() < bad else None for _ in range(len(frame))])
    return frame.with_columns(
        pl.when(chosen == place).then(pl.lit(value)).otherwise(pl.col(name)).alias(name)
        for place, (name, value) in enumerate(BROKEN)
    )
