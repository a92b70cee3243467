"""English words and personal names of the world, tens of thousands of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

__all__ = ["Vocabulary", "load_vocabulary"]

_FOLDER = Path(__file__).parent / "lexicon"


@dataclass(frozen=True)
class Vocabulary:
    """Words in lower case and folded; a name that women and men have is in `either` alone.

    >>> load_vocabulary().is_plain("Bridges"), load_vocabulary().is_plain("Chain")
    (False, True)
    """

    english: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    either: frozenset[str]
    family: frozenset[str]

    def is_english(self, word: str) -> bool:
        """Whether a word, in whatever case, is one of the language."""
        small = word.lower()
        return small in self.english or ("-" in small and all(part in self.english for part in small.split("-")))

    def is_given(self, word: str) -> bool:
        """Whether somebody may be called so by friends."""
        small = word.lower()
        return small in self.female or small in self.male or small in self.either

    def is_family(self, word: str) -> bool:
        """Whether a family may be called so."""
        return word.lower() in self.family

    def is_name(self, word: str) -> bool:
        """Whether a word is somebody's name and none of the language."""
        return (self.is_family(word) or self.is_given(word)) and not self.is_english(word)

    def is_plain(self, word: str) -> bool:
        """Whether a word is one of the language and nobody's name."""
        small = word.lower()
        return small in self.english and small not in self.family and not self.is_given(small)


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """The words that come with the reader; read once, when a text is first read."""
    words: dict[str, set[str]] = defaultdict(set)
    for name in ("words.txt", "names.txt"):
        for line in (_FOLDER / name).read_text(encoding="ascii").splitlines():
            if not line.startswith("#"):
                group, _, listed = line.partition("\t")
                words[group].update(listed.split())
    groups = ("word", "female", "male", "either", "family")
    return Vocabulary(*(frozenset(words[group]) for group in groups))
