"""Write the personal names and the English words that the lexicon knows, from Faker and SCOWL.

It needs what the project does not: `pip install faker`, and two lists of English words, such as those of Debian's
`wamerican-small` (which is written) and `wamerican` (whose words are no given names):

    python scripts/make_names.py /usr/share/dict/american-english-small /usr/share/dict/american-english
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import make_towns

from broadsheet.articles.folding import key
from broadsheet.reading.lexicon import Lexicon

FOLDER = Path(__file__).parent.parent / "src/broadsheet/reading/lexicon"
NAMES = """\
# Given and family names in Latin letters, folded: Faker {version} (MIT), by scripts/make_names.py. Do not edit.
"""
WORDS = """\
# English words in lower case: SCOWL, by scripts/make_names.py. Do not edit.
# Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word lists, the
# associated scripts, the output created from the scripts, and its documentation for any purpose is hereby granted
# without fee, provided that the above copyright notice appears in all copies and that both that copyright notice and
# this permission notice appear in supporting documentation. Kevin Atkinson makes no representations about the
# suitability of this array for any purpose. It is provided "as is" without express or implied warranty.
"""


def main() -> None:
    """Write both files."""
    small, large = (set(Path(path).read_text(encoding="utf-8").split()) for path in sys.argv[1:3])
    write(FOLDER / "words.txt", WORDS, [("word", {word for word in small if re.fullmatch("[a-z]{2,}", word)})])
    lexicon = Lexicon.load()
    places = {word for word in places_of(lexicon) if " " not in word}
    no_names = ({word for word in large if word.islower()} - (called(lexicon) - small)) | places
    female, male = (set(personal(f"first_names_{gender}")) - no_names for gender in ("female", "male"))
    either = (set(personal("first_")) - no_names - female - male) | (female & male)
    groups = [("female", female - either), ("male", male - either), ("either", either)]
    groups.append(("family", set(personal("last_")) - places))
    version = importlib.metadata.version("faker")
    write(FOLDER / "names.txt", NAMES.format(version=version), groups)


def called(lexicon: Lexicon) -> set[str]:
    """The given names that the lexicon lists as hardly ever being words; a rare word like "john" is one of them."""
    names = lexicon["people"]["names"]
    return set(map(key, (*names["given_female"], *names["given_male"])))


def places_of(lexicon: Lexicon) -> Iterator[str]:
    """The places that the lexicon names, folded."""
    places = lexicon["places"]
    tables = [*places["countries"].values(), *places["demonyms"].values(), places["regions"]["names"]]
    for names in (*tables, places["cities"]["names"], places["states"]["names"]):
        yield from map(key, names)


def personal(prefix: str) -> Iterator[str]:
    """The words of the names in Faker's tables of a prefix."""
    return (word for word in make_towns.personal(prefix) if re.fullmatch("[a-z][a-z'-]+", word))


def write(path: Path, head: str, groups: Iterable[tuple[str, set[str]]]) -> None:
    """Write groups of words, a line for each, or several of one length."""
    lines = [f"{name}\t{line}" for name, words in groups for line in textwrap.wrap(" ".join(sorted(words)), 4000)]
    path.write_text(head + "\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
