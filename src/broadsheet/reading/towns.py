"""Towns and provinces of the world: tens of thousands of names, looked up in one dictionary."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from string import ascii_uppercase

__all__ = ["Towns", "load_towns"]

_FILE = Path(__file__).parent / "lexicon" / "towns.txt"
_FIRST = re.compile("^[a-z]+", re.MULTILINE)
_FIRST_OF_MANY = re.compile("^[a-z]+(?=[^a-z\n])", re.MULTILINE)
_SMALL = "[a-z]{1,2}|del|las?|los|les|sur|the|der|den|und|pod|upon"
_CAPITALS = re.compile(rf"[A-Z][A-Za-z]*(?:['\- ](?:[A-Z][A-Za-z]*|{_SMALL})(?![A-Za-z])){{0,5}}")


class Towns:
    r"""The names of towns, each with its country and whether the name alone is enough.

    >>> Towns("sure\tMY\tKota Belud\nfaint\t-\tReading\n").at("Kota Belud's mayor", "kota belud's mayor", 0, "kota")
    ('Kota Belud', 'MY', False)
    """

    def __init__(self, lines: str) -> None:
        self._names: dict[str, tuple[str | None, bool]] = {}
        for line in lines.splitlines():
            if not line.startswith("#"):
                rank, country, names = line.split("\t")
                about = (None if country == "-" else country, rank == "faint")
                self._names.update(zip(names.lower().split("|"), repeat(about)))
        self.first = dict.fromkeys(_FIRST.findall("\n".join(self._names)), False)
        self.first |= dict.fromkeys(_FIRST_OF_MANY.findall("\n".join(self._names)), True)
        """The first words of the names, and whether one of those names has more words."""

    def knows(self, name: str) -> bool:
        r"""Whether a name, in whatever case, is that of a town and enough by itself.

        >>> Towns("sure\tMY\tKota Belud\nfaint\t-\tReading\n").knows("KOTA BELUD")
        True
        """
        about = self._names.get(name.lower())
        return about is not None and not about[1]

    def at(self, folded: str, lower: str, start: int, first: str) -> tuple[str, str | None, bool] | None:
        """The longest name that begins at an offset with one of the first words, its country, whether it is faint."""
        if not self.first[first]:
            end = start + len(first)
            return (folded[start:end], *self._names[first]) if folded[start] in ascii_uppercase else None
        if folded.startswith(("St. ", "ST. "), start):
            return self._saint(folded, lower, start)
        match = _CAPITALS.match(folded, start)
        end = match.end() if match else start
        while end > start:
            name = lower[start:end]
            about = self._names.get(name) or (self._names.get(f"saint {name[3:]}") if name.startswith("st ") else None)
            if about is not None:
                return folded[start:end], *about
            end = max(folded.rfind(" ", start, end), folded.rfind("-", start, end), folded.rfind("'", start, end))
        return None

    def _saint(self, folded: str, lower: str, start: int) -> tuple[str, str | None, bool] | None:
        """The town of a saint whose title is shortened with a full stop: St. Paul."""
        match = _CAPITALS.match(folded, start + 4)
        end = match.end() if match else start
        while end > start + 4:
            about = self._names.get(f"saint {lower[start + 4 : end]}")
            if about is not None and not folded.startswith("'s", end):
                return folded[start:end], *about
            end = folded.rfind(" ", start + 4, end)
        return None


@lru_cache(maxsize=1)
def load_towns() -> Towns:
    """The towns that come with the reader; read once, when a text is first read."""
    return Towns(_FILE.read_text(encoding="ascii"))
