"""Names that are known before a text is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.articles.entity import Entity
from broadsheet.articles.folding import fold, key
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.towns import Towns, load_towns

__all__ = ["Gazetteer", "Known", "project_names"]

_FIRST = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Known:
    """A known name: what it names, and how sure its form alone makes us.

    A `faint` one is a name only where the text shows it; one that is `printed` is called as
    the text calls it, and `people` are of a country, not the country.
    """

    form: str
    kind: str
    name: str
    country: str | None = None
    entity: Entity | None = None
    weak: bool = False
    faint: bool = False
    printed: bool = False
    people: bool = False
    cased: bool = False
    """Whether small letters make other words of it: the Miami heat."""

    @property
    def exact(self) -> bool:
        """Whether the name has to be written as it is here: short abbreviations, and names of teams."""
        return self.cased or (len(self.form) <= 6 and self.form.isupper())


class Gazetteer:
    """Known names by the letters that they begin with.

    >>> city = Known("Ha Noi", "place", "Ha Noi")
    >>> places = Gazetteer([city, Known("Ha Noi University", "organisation", "Ha Noi University")])
    >>> text = "He left Hà Nội University."
    >>> found = places.at(fold(text), fold(text).lower(), 8)
    >>> found.name
    'Ha Noi University'
    """

    def __init__(self, names: Iterable[Known], towns: Towns | None = None) -> None:
        self.towns = towns or Towns("")
        self._by_start: dict[str, list[tuple[str, str, Known]]] = {}
        seen: set[str] = set()
        for known in names:
            form = key(known.form)
            mark = known.form if known.exact else form
            if not form or mark in seen or _FIRST.match(form) is None:
                continue
            seen.add(mark)
            self._by_start.setdefault(_start(form), []).append((form, fold(known.form) if known.exact else "", known))
        for forms in self._by_start.values():
            forms.sort(key=lambda pair: -len(pair[0]))
        self._first = frozenset(_FIRST.findall(begins)[0] for begins in self._by_start)

    def at(self, folded: str, lower: str, start: int) -> Known | None:
        """The longest known name that begins at an offset; a town only where nothing else has its name."""
        match = _FIRST.match(lower, start)
        if match is None:
            return None
        first, listed = match[0], None
        if first in self._first:
            begins = lower[start : match.end() + 2]
            listed = self._listed(begins, folded, lower, start) or self._listed(first, folded, lower, start)
        town = self.towns.at(folded, lower, start, first) if first in self.towns.first else None
        if town is None or (listed and len(listed.form) >= len(town[0])):
            return listed
        return _town(*town)

    def _listed(self, begins: str, folded: str, lower: str, start: int) -> Known | None:
        for form, exact, known in self._by_start.get(begins, ()):
            if lower.startswith(form, start) and _ends(folded, start, start + len(form), exact):
                return known
        return None

    def joined(self, other: Gazetteer) -> Gazetteer:
        """The names of this one and, where it has none of the form, of another, and the towns of that."""
        return Gazetteer([*self._all(), *other._all()], other.towns)

    def small(self) -> Iterator[Known]:
        """The names that begin with a small letter.

        >>> [known.form for known in Gazetteer([Known("dpa", "organisation", "dpa")]).small()]
        ['dpa']
        """
        return (known for known in self._all() if known.form[0].islower() and "-" not in known.form[:3])

    def _all(self) -> Iterator[Known]:
        for forms in self._by_start.values():
            yield from (known for _, _, known in forms)


@lru_cache(maxsize=4096)
def _town(form: str, country: str | None, faint: bool) -> Known:
    return Known(form, "place", _printed(form), country, weak=True, faint=faint, printed=True)


def _printed(form: str) -> str:
    """A name as it is written when it is not all in capitals."""
    return form.title() if form.isupper() and len(form) > 3 else form


def _start(form: str) -> str:
    """The first word of a name, with the two characters behind it where there are two."""
    match = _FIRST.match(form)
    end = match.end() if match else 0
    return form[: end + 2] if len(form) > end + 1 else form[:end]


def _ends(folded: str, start: int, end: int, exact: str) -> bool:
    if end < len(folded) and (folded[end].isalnum() or folded[end] == "_"):
        return False
    if folded[end - 1].isdigit() and folded[end : end + 1] in {".", ","} and folded[end + 1 : end + 2].isdigit():
        return False
    return not exact or folded.startswith(exact, start)


def project_names(entities: Sequence[Entity]) -> list[Known]:
    """All names of a project's own entities."""
    found = []
    for entity in entities:
        forms = [
            entity.name,
            *([entity.native_name] if entity.native_name else []),
            *entity.alternate_name,
            *entity.abbreviation,
        ]
        found += [Known(form, entity.kind, entity.name, entity.country_code, entity) for form in forms]
    return found


def built_in(lexicon: Lexicon) -> Gazetteer:
    """The names of the lexicon: organisations, events, countries and other places."""
    return Gazetteer([*_organisations(lexicon), *_countries(lexicon), *_places(lexicon)], load_towns())


def _organisations(lexicon: Lexicon) -> Iterator[Known]:
    for name, forms in lexicon["organisations"]["known"].items():
        for form in (name, *forms):
            weak = " " not in form and not form.isupper()
            yield Known(form, "organisation", name, weak=weak)
    for league in lexicon["sport"]["leagues"].values():
        for name, forms in league.items():
            for form in (name, *forms):
                yield Known(form, "organisation", name, weak=" " not in form, cased=True)
    for outlet in (each for each in lexicon["outlets"].values() if not each.get("quiet")):
        for form in (outlet["name"], *outlet.get("abbreviation", ()), *outlet.get("alias", ())):
            yield Known(form, "organisation", outlet["name"], weak=" " not in form and not form.isupper())
    for name in lexicon["events"]["events"]["known"]:
        yield Known(
            name, "event", "COVID-19 pandemic" if name.lower().startswith("covid") else name, weak=" " not in name
        )


def _countries(lexicon: Lexicon) -> Iterator[Known]:
    ours, theirs = lexicon["places"]["countries"], lexicon["countries"]["countries"]
    demonyms = lexicon["places"]["demonyms"]
    for code in [*ours, *(code for code in theirs if code not in ours)]:
        names = [*ours.get(code, ()), *theirs.get(code, ())]
        valid = code if code not in {"AC", "CP", "CQ", "DG", "EA", "IC", "TA"} else None
        people = demonyms.get(code, ())
        for form in (*names, *people, *(f"{one}s" for one in people if one.endswith(("an", "i")))):
            yield Known(
                form,
                "place",
                names[0],
                valid,
                people=form not in names,
                weak=form in {"Jordan", "Georgia", "Chad", "Guinea", "Turkey", "Poles", "Turk", "Dane"},
            )


def _places(lexicon: Lexicon) -> Iterator[Known]:
    places, generated = lexicon["places"], lexicon["countries"]
    canonical = {form: group[0] for group in places["same"]["names"] for form in group}
    for table in ("regions", "states", "vietnam", "cities"):
        for form in (*places[table]["names"], *generated.get(table, {}).get("names", ())):
            yield Known(
                form,
                "place",
                canonical.get(form, form),
                weak=table in {"cities", "states"} or (" " not in form and table in {"vietnam", "regions"}),
            )
    for name, form in places["abbreviated"].items():
        yield Known(form, "place", name, weak=True, faint=True)
    for name, forms in places["adjectives"].items():
        for form in forms:
            yield Known(form, "place", name)
