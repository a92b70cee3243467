"""The tables of a package; one that it does not have is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from broadsheet.tables import TABLES

if TYPE_CHECKING:
    import polars as pl

    from broadsheet.packages.package import Package

__all__ = ["frame", "rows"]


def frame(package: Package, name: str) -> pl.DataFrame:
    """A table of the package.

    >>> frame(broadsheet.load(), "outlets").height
    6
    """
    import polars as pl  # noqa: PLC0415 - heavy

    if name in package:
        return package[name]
    return pl.DataFrame(schema=next(table.types for table in TABLES if table.name == name))


def rows(package: Package, name: str) -> list[dict[str, Any]]:
    """The rows of a table of the package."""
    return frame(package, name).to_dicts()
