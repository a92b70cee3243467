"""The lexicon: tables of data, and what was compiled from them once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from broadsheet.errors import SettingsError

__all__ = ["Lexicon", "builtin_lexicon", "load_lexicon"]

T = TypeVar("T")

_HERE = Path(__file__).parent


class Lexicon:
    """Tables by name, as the TOML files beside this module hold them (`outlets` for outlets.toml).

    >>> lexicon = Lexicon({"cues": {"said": "neutral"}})
    >>> lexicon["cues"]["said"], dict(lexicon["missing"])
    ('neutral', {})
    """

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._tables = dict(tables)
        self._compiled: dict[Callable[[Lexicon], Any], Any] = {}

    def __getitem__(self, name: str) -> Mapping[str, Any]:
        return self._tables.get(name, {})

    def compiled(self, build: Callable[[Lexicon], T]) -> T:
        """What `build` makes of this lexicon, made when first asked for and kept.

        >>> Lexicon({"cues": {"said": "neutral"}}).compiled(lambda lexicon: len(lexicon["cues"]))
        1
        """
        if build not in self._compiled:
            self._compiled[build] = build(self)
        return self._compiled[build]  # type: ignore[no-any-return]


@cache
def builtin_lexicon() -> Lexicon:
    """The lexicon that comes with the library."""
    return Lexicon({path.stem: _parsed(path) for path in sorted(_HERE.glob("*.toml"))})


def load_lexicon(paths: Iterable[Path] = ()) -> Lexicon:
    """The built-in lexicon with a project's own files laid over it, the later over the earlier.

    In such a file the names of the tables come first: `[outlets.harbour-gazette]`. Tables are
    merged, lists are appended to, and any other value replaces what stood there.
    """
    base = builtin_lexicon()
    tables: Mapping[str, Any] = base._tables
    for path in paths:
        tables = _merged(tables, _parsed(path))
    return base if tables is base._tables else Lexicon(tables)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name} is not a lexicon: {error}", hint="write it as TOML 1.0 in UTF-8") from error


def _merged(base: Any, extra: Any) -> Any:
    if isinstance(base, Mapping) and isinstance(extra, Mapping):
        return {**base, **{key: _merged(base.get(key), value) for key, value in extra.items()}}
    if isinstance(base, list) and isinstance(extra, list):
        return [*base, *extra]
    return extra
