"""The tables of a package; one that it does not have is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from broadsheet.tables import TABLES

if TYPE_CHECKING:
    import polars as pl

    from broadsheet.packages.package import Package

__all__ = ["frame", "rows"]

_KNOWN = {table.name: table for table in TABLES}


def frame(package: Package, name: str) -> pl.DataFrame:
    """A table of the package.

    >>> frame(broadsheet.load(), "outlets").height
    6
    """
    import polars as pl  # noqa: PLC0415 - heavy

    return package[name] if name in package else pl.DataFrame(schema=_KNOWN[name].types)


def rows(package: Package, name: str) -> list[dict[str, Any]]:
    """The rows of a table of the package."""
    return frame(package, name).to_dicts()
