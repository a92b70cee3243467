"""The words that reading goes by: data files that a project may extend."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from broadsheet.errors import SettingsError

__all__ = ["Lexicon", "alternatives", "apart", "both_cases", "read_words"]

T = TypeVar("T")

_TABLES = Path(__file__).parent / "lexicon" / "tables.json"
"""All TOML files of the folder, by scripts/make_lexicon.py."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All word lists, one table for each file of the lexicon folder.

    A project's own file has the same tables: its lists are added to ours, its single
    values replace them.

    >>> "said" in Lexicon.load()["cues"]["clause"]
    True
    """

    tables: Mapping[str, Mapping[str, Any]]
    _compiled: dict[Callable[[Lexicon], Any], Any] = field(default_factory=dict, repr=False)

    @staticmethod
    def load(project_file: Path | None = None, words: str | None = None) -> Lexicon:
        """Our word lists with those of a project; read once, then kept.

        `words` is what stands in their file, where that is known.
        """
        return _load(project_file, words)

    def __getitem__(self, table: str) -> Mapping[str, Any]:
        return self.tables.get(table, {})

    def compiled(self, build: Callable[[Lexicon], T]) -> T:
        """What `build` makes of this lexicon; made once."""
        made: T | None = self._compiled.get(build)
        if made is None:
            made = self._compiled[build] = build(self)
        return made


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first; blanks match runs of blanks.

    Words that begin alike share their beginning, so that a search reads it once.

    >>> alternatives(["said", "says", "say"])
    '(?:sa(?:id|y(?:s)?))'
    """
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    expression = _branches(trie)
    return expression if expression.startswith("(?:") and not expression.endswith("?") else f"(?:{expression})"


def apart(words: Iterable[str], marks: str = "") -> str:
    r"""A regular expression for any of the words, where neither a letter nor one of some marks stands before it.

    A search tries it only where a first letter of the words stands, and one behind `\b` everywhere.

    >>> re.search(apart(["port", "quay"]), "airport, quay").start()
    9
    """
    firsts: dict[str, list[str]] = {}
    for word in words:
        firsts.setdefault(re.escape(word[0]), []).append(word[1:])
    parts = [rf"{first}(?<![\w{marks}]{first}){alternatives(rests)}" for first, rests in firsts.items()]
    return f"(?:{'|'.join(parts)})"


def both_cases(words: Iterable[str]) -> list[str]:
    """The words as they stand, and with a capital.

    >>> both_cases(["ferry", "mail boat"])
    ['ferry', 'Ferry', 'mail boat', 'Mail boat']
    """
    return [form for word in words for form in (word, word[0].upper() + word[1:])]


def _branches(node: dict[str, Any]) -> str:
    """The expression for what may follow from a node of the trie on."""
    alone = ""
    while len(node) == 1 and "" not in node:
        ((character, node),) = node.items()
        alone += character
    if alone:
        return re.escape(alone).replace("\\ ", " +") + _branches(node)
    inner = {character: child for character, child in node.items() if character}
    parts = [
        (" +" if character == " " else re.escape(character)) + _branches(child) for character, child in inner.items()
    ]
    if not parts:
        return ""
    both = "|".join(parts)
    if "" in node:
        return f"(?:{both})?"
    return both if len(parts) == 1 else f"(?:{both})"


@lru_cache(maxsize=8)
def _load(project_file: Path | None, words: str | None) -> Lexicon:
    tables: Mapping[str, Any] = json.loads(read_words(_TABLES))
    if project_file is not None:
        own = _read(project_file, words)
        if unknown := next((name for name in own if name not in tables), None):
            hint = f"there are {', '.join(sorted(tables))}"
            raise SettingsError(f"{project_file}: the lexicon has no table {unknown!r}", hint=hint)
        tables = _merge(tables, own, project_file)
        _check_outlets(tables["outlets"], project_file)
    return Lexicon(MappingProxyType(tables))


def read_words(path: Path) -> str:
    """What stands in a lexicon file; SettingsError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: cannot read the lexicon: {error}", hint="write it as TOML in UTF-8") from error


def _read(path: Path, words: str | None = None) -> dict[str, Any]:
    try:
        return tomllib.loads(read_words(path) if words is None else words)
    except ValueError as error:
        raise SettingsError(f"{path}: cannot read the lexicon: {error}", hint="write it as TOML in UTF-8") from error


def _check_outlets(outlets: Mapping[str, Any], path: Path) -> None:
    for outlet, about in outlets.items():
        if not (isinstance(about, dict) and isinstance(about.get("name"), str) and isinstance(about.get("kind"), str)):
            raise SettingsError(f"{path}: the outlet {outlet!r} lacks a name or a kind", hint="give both as text")


def _merge(ours: Any, theirs: Any, path: Path) -> Any:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return {name: _merge(ours.get(name), theirs.get(name), path) for name in {**ours, **theirs}}
    if ours is not None and theirs is not None and type(ours) is not type(theirs):
        hint = f"write it as a {'table' if isinstance(ours, dict) else type(ours).__name__}"
        raise SettingsError(f"{path}: {theirs!r} stands where the lexicon has another kind of value", hint=hint)
    if isinstance(ours, list) and isinstance(theirs, list):
        return [*ours, *(word for word in theirs if word not in ours)]
    return ours if theirs is None else theirs
