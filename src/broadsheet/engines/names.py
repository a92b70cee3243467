"""The names of engines, as `--engine` takes them."""

from __future__ import annotations

from concurrent.futures import Executor

from broadsheet.errors import BroadsheetError

__all__ = ["ENGINES", "SCHEME", "is_engine", "require_engine"]

ENGINES = ("auto", "local", "cores")
"""The engines by the names that `--engine` takes, beside the address of a cluster."""

SCHEME = "dask://"
"""How the address of a cluster begins."""


def is_engine(name: str) -> bool:
    """Whether an engine has the name.

    >>> is_engine("cores"), is_engine("dask://10.0.0.7:8786"), is_engine("ray")
    (True, True, False)
    """
    return name in ENGINES or (name.startswith(SCHEME) and len(name) > len(SCHEME))


def require_engine(name: str | Executor, *more: str) -> None:
    """Raise BroadsheetError for a name that no engine has; `more` are names that are good as well.

    >>> require_engine("broadsheet", "broadsheet")
    """
    if isinstance(name, str) and not is_engine(name) and name not in more:
        hint = f"choose {', '.join((*ENGINES, *more))} or {SCHEME}HOST:PORT"
        raise BroadsheetError(f"there is no engine {name!r}", hint=hint)
