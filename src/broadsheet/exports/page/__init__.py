"""A page about a package that people want to open: what it is, pictures, tables, and the evidence of each number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.exports.exporter import Options
    from broadsheet.packages.package import Package

__all__ = ["export"]


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """A static page for people, and one for each article: pictures, tables, downloads, evidence.

    It needs the extra `page`. Raises BroadsheetError where that is not installed, or there are more than 100,000
    articles; UnreadableError where an article
    has an id that cannot be the name of a file.
    """
    from broadsheet.exports.page.site import pages  # noqa: PLC0415 - what it needs is heavy

    return pages(package, options)
