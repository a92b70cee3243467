"""Exporters: what turns an opened package into the files of another format; ours, and those of third parties.

An exporter is a function. It takes an opened package and `Options`, and gives the content of each
file under the path at which the file belongs, seen from the folder of the package. The first line
of its docstring is what `broadsheet export --list` says of it. A distribution offers one as an
entry point of the group `broadsheet.exporters`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from broadsheet.errors import BroadsheetError, SettingsError
from broadsheet.exports.facts import UNFIT
from broadsheet.exports.files import Files
from broadsheet.issues import shorten
from broadsheet.plugins import load_plugin

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["GROUP", "Exporter", "Files", "Options", "exporter_names", "load_exporter", "require_exporters", "summary"]

GROUP = "broadsheet.exporters"
"""The entry point group that exporters are offered under."""


@dataclass(frozen=True, slots=True)
class Options:
    """What an exporter is told beyond the package.

    `base` is the address of the folder in which the files of the package are published; without it, exports name
    the files relative to themselves. Raises BroadsheetError for one that is no absolute address of http or https.
    """

    base: str = ""

    def __post_init__(self) -> None:
        if self.base and not _is_web_address(self.base):
            message = f"--base: {shorten(self.base)} is no web address"
            raise BroadsheetError(message, hint="give one like https://example.org/data/")


Exporter = Callable[["Package", Options], Mapping[str, bytes]]
"""An opened package and options -> the content of each file by its path; many or long ones as `Files`."""

OURS = (
    "citation",
    "croissant",
    "csvw",
    "datacite",
    "dcat-ap",
    "huggingface",
    "news-article",
    "ninjs",
    "page",
    "prov",
    "ro-crate",
    "schema-org",
    "spreadsheet",
    "sqlite",
    "zenodo",
)
"""The formats that come with broadsheet; each is the function `export` of a module of that name."""


def exporter_names() -> list[str]:
    """The names of all formats, ours and those that installed distributions offer.

    >>> "croissant" in exporter_names()
    True
    """
    return sorted(_offered())


def require_exporters(names: Iterable[str]) -> None:
    """Raise SettingsError for a format that nobody offers."""
    if unknown := [name for name in names if _point(name) is None]:
        known = ", ".join(sorted(_offered()))
        raise SettingsError(f"no exporter is called {unknown[0]!r}", hint=f"choose among: {known}")


def load_exporter(name: str) -> Exporter:
    """The exporter of a format; SettingsError when nobody offers it, or it cannot be loaded."""
    require_exporters([name])
    point = _point(name)
    assert point is not None  # noqa: S101 - asked before
    return load_plugin(point, "exporter")


def summary(exporter: Exporter) -> str:
    """What an exporter says that it writes: the first line of its docstring."""
    return (exporter.__doc__ or "").strip().partition("\n")[0]


def _is_web_address(address: str) -> bool:
    """Whether an address is absolute, of http or https, has a host, and holds only what an address may."""
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not UNFIT.search(address)
    except ValueError:
        return False


def _point(name: str) -> EntryPoint | None:
    """Where an exporter is, if anybody offers it; those of others are looked for, which takes time, for other names."""
    return _ours(name) if name in OURS else _offered().get(name)


def _ours(name: str) -> EntryPoint:
    return EntryPoint(name, f"broadsheet.exports.{name.replace('-', '_')}:export", GROUP)


def _offered() -> dict[str, EntryPoint]:
    """Every exporter by its name; ours are not replaced by another of the same name."""
    return {point.name: point for point in entry_points(group=GROUP)} | {name: _ours(name) for name in OURS}
