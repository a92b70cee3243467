"""Which columns of JSON Lines and Parquet hold what, as it is said on the command line."""

from __future__ import annotations

from collections.abc import Iterable

import click

from broadsheet.errors import BroadsheetError
from broadsheet.sources import MAPPED, Columns

__all__ = ["columns_of", "option"]

option = click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="NAME=COLUMN",
    help="Column of JSON Lines or Parquet that holds text, name, headline, date_published, author, … (repeat for "
    "several); content.body is a key inside another.",
)


def columns_of(given: Iterable[str]) -> Columns:
    """The mapping of columns that was asked for; BroadsheetError where it names none, or what nobody reads.

    >>> columns_of(["text=body"]).text
    'body'
    """
    pairs = dict(each.partition("=")[::2] for each in given)
    if wrong := [name for name, column in pairs.items() if not column]:
        raise BroadsheetError(f"--column {wrong[0]!r} names no column", hint="write it as NAME=COLUMN, text=body")
    if unknown := [name for name in pairs if name not in MAPPED]:
        hint = f"there are {', '.join(MAPPED)}"
        raise BroadsheetError(f"--column {unknown[0]!r} is nothing that a draft takes", hint=hint)
    default = Columns()
    text, name = pairs.pop("text", default.text), pairs.pop("name", default.name)
    return Columns(text=text, name=name, hints={**default.hints, **pairs})
