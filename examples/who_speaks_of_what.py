"""Which subjects the speakers of the built-in data set speak of, year by year."""

from __future__ import annotations

import polars as pl

import broadsheet

package = broadsheet.load()
years = package["articles"].select(article="id", year=pl.col("date_published").str.slice(0, 4))
counts = (
    package["statement_topics"]
    .join(years, on="article")
    .group_by("topic", "year")
    .len()
    .pivot("year", index="topic", values="len", sort_columns=True)
    .fill_null(0)
    .sort("topic")
)
with pl.Config(tbl_rows=-1, tbl_hide_column_data_types=True, tbl_hide_dataframe_shape=True):
    print(counts)
