"""Files that come with broadsheet: the schemas and the built-in data set.

In an installed wheel they lie inside the package, in a checkout at its top.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["shipped"]

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The path of a shipped file or folder, such as `schema` or `datapackage.json`.

    Raises FileNotFoundError when the installation is incomplete.

    >>> shipped("schema").is_dir()
    True
    """
    for base in (_PACKAGE / "shipped", _PACKAGE.parent.parent):
        if (path := base / name).exists():
            return path
    raise FileNotFoundError(f"this installation of broadsheet lacks {name!r}; install it again")
