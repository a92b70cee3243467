"""Articles as data: records that are grounded in their texts, checked, cited and versioned.

`import broadsheet` loads next to nothing; each name loads its part when it is first used
(PEP 562).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadsheet.articles import Article, Entity, Outlet
    from broadsheet.checks.validate import validate
    from broadsheet.errors import BroadsheetError
    from broadsheet.fairness import fair
    from broadsheet.issues import Issue, Report
    from broadsheet.packages import Package, build, hydrate, load
    from broadsheet.packages import open_package as open  # noqa: A004 - broadsheet.open is the name people expect
    from broadsheet.packages.export import export
    from broadsheet.publishing.release import release
    from broadsheet.publishing.verify import verify
    from broadsheet.reading.draft import draft
    from broadsheet.releases import Change, Changes
    from broadsheet.releases.diff import diff
    from broadsheet.sources import Received, read
    from broadsheet.templates import init

__version__ = "0.1.0"

__all__ = [
    "Article",
    "BroadsheetError",
    "Change",
    "Changes",
    "Entity",
    "Issue",
    "Outlet",
    "Package",
    "Received",
    "Report",
    "build",
    "diff",
    "draft",
    "export",
    "fair",
    "hydrate",
    "init",
    "load",
    "open",
    "read",
    "release",
    "validate",
    "verify",
]

_HOMES = {
    "Article": "articles",
    "BroadsheetError": "errors",
    "Change": "releases",
    "Changes": "releases",
    "Entity": "articles",
    "Issue": "issues",
    "Outlet": "articles",
    "Package": "packages",
    "Received": "sources",
    "Report": "issues",
    "build": "packages",
    "diff": "releases.diff",
    "draft": "reading.draft",
    "export": "packages.export",
    "fair": "fairness",
    "hydrate": "packages",
    "init": "templates",
    "load": "packages",
    "open": "packages",
    "read": "sources",
    "release": "publishing.release",
    "validate": "checks.validate",
    "verify": "publishing.verify",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'broadsheet' has no attribute {name!r}")
    module = import_module(f"broadsheet.{_HOMES[name]}")
    return getattr(module, "open_package" if name == "open" else name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
