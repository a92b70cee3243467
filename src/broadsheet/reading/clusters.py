"""Names that name the same thing, gathered under one entity."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from broadsheet.articles.entity import Entity
from broadsheet.articles.folding import fold, key, slug
from broadsheet.reading.abbreviations import bare
from broadsheet.reading.building import built
from broadsheet.reading.gazetteer import Known

__all__ = ["Cluster", "Clusters"]

_VIETNAMESE = re.compile("[\u0103\u0102\u0111\u0110\u01a1\u01a0\u01b0\u01af\u1ea0-\u1ef9\u0129\u0128\u0169\u0168]")
_POINTED = frozenset("\u1eb8\u1eb9\u1ecc\u1ecd\u1eca\u1ecb\u1ee4\u1ee5")
"""Letters with a point below that other languages have as well."""

_ELSEWHERE = re.compile("[\u1e62\u1e63\u0300-\u036f]")
"""Letters and marks that Vietnamese does not have where each letter is one character."""

_SYLLABLE = re.compile("[^aeiouy]*[aeiouy]+[^aeiouy]*")
"""All that a word of Vietnamese is."""

_LETTERS = re.compile(r"[a-z0-9]+")
_UNQUOTED = dict.fromkeys(map(ord, '"\u201c\u201d()'))
_ARTICLES = ("al-", "el-")
"""What the last names of Arabs may do without: Khaled al-Anani, Anani."""

_SPOKEN = 4
"""So many letters of an abbreviation are spoken as a word, with a capital or in capitals: Unesco, UNESCO."""

_STORMS = re.compile(r"\b(?:Cyclone|Hurricane|Typhoon|Storm|Depression) \w+$")
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "at", "de", "du", "des", "to"})


@dataclass(eq=False)
class Cluster:
    """One thing that a text names, with every form of its name."""

    kind: str
    name: str
    known: Known | None = None
    forms: dict[str, None] = field(default_factory=dict)
    last: int = 0
    state: str = ""
    """The country whose body it is where every state may have one, as one says it behind "of"."""

    words: list[str] = field(init=False)
    """The words of the name, folded."""

    def __post_init__(self) -> None:
        self.words = key(self.name).translate(_UNQUOTED).split()

    def initials(self) -> str:
        """The initials of the name's words, small words left out."""
        words = _LETTERS.findall(key(self.name).replace("'s", ""))
        return "".join(word[0] for word in words if word not in _SMALL)


class Clusters:
    """The things that a text names, found again by any form of their names."""

    def __init__(self) -> None:
        self.all: list[Cluster] = []
        self._by_key: dict[tuple[str, str], Cluster] = {}
        self._by_word: dict[str, list[Cluster]] = {}
        self._persons: dict[str, list[Cluster]] = {}
        self._by_initial: dict[tuple[str, str], list[Cluster]] = {}
        """Persons by each word of their names, and by the first letter of each."""

        self._by_half: dict[str, Cluster] = {}
        """Persons by the second half of a last name of two: Pirelli, of Mara Lind-Pirelli."""

        self._by_abbreviation: dict[str, Cluster] = {}
        self._by_initials: dict[str, Cluster] = {}
        self._read = 0

    def of_known(self, known: Known, form: str) -> Cluster:
        """The cluster of a name that was known before."""
        identity = (known.entity.kind if known.entity else known.kind, key(known.name))
        cluster = self._by_key.get(identity)
        if cluster is None:
            name = form if known.printed and not form.isupper() else known.name
            cluster = self._new(Cluster(known.kind, name, known), identity)
        cluster.forms.setdefault(" ".join(form.split()))
        return cluster

    def of_name(self, kind: str, form: str) -> Cluster:
        """The cluster of a full name."""
        form = " ".join(form.split())
        identity = (kind, key(form))
        cluster = self._by_key.get(identity) or (self._longer(form) if kind == "person" else None)
        if cluster is None:
            cluster = self._new(Cluster(kind, form), identity)
        cluster.forms.setdefault(form)
        return cluster

    def of_state(self, name: str, country: str, state: str, form: str) -> Cluster:
        """The cluster of a body that every state may have; its name alone means that of this country from here on."""
        identity = ("organisation", f"{key(name)} of {country}")
        cluster = self._by_key.get(identity)
        if cluster is None:
            cluster = self._new(Cluster("organisation", name, state=state), identity)
        self._by_key["organisation", key(name)] = cluster
        cluster.forms.setdefault(" ".join(form.split()))
        return cluster

    def _longer(self, form: str) -> Cluster | None:
        """A person whose full name holds all words of a shorter one, or begins with its initials: B. Lind.

        Of an initial between given and last name nobody is another one: Ada B. Lind, Ada Lind.
        """
        words = key(form).split()
        if len(words) < 2:
            return None
        written = [words[0], *(word for word in words[1:-1] if len(word.rstrip(".")) > 1), words[-1]]
        if (plain := self._by_key.get(("person", " ".join(written)))) is not None:
            return plain
        holding = [
            self._by_word.get(word, ()) if len(word.rstrip(".")) > 1 else self._by_initial.get((words[-1], word[0]), ())
            for word in words
        ]
        for cluster in min(holding, key=len):
            if cluster.kind == "person" and words[-1] in cluster.words and _shortens(words, cluster.words):
                return cluster
        return None

    def _new(self, cluster: Cluster, identity: tuple[str, str]) -> Cluster:
        self.all.append(cluster)
        self._by_key[identity] = cluster
        initials = {word[0] for word in cluster.words} if cluster.kind == "person" else ()
        half = cluster.words[-1].rpartition("-")[2] if initials and "-" in cluster.words[-1] else ""
        if len(half) > _SPOKEN:
            self._by_half[half] = cluster
        for word in set(cluster.words):
            self._by_word.setdefault(word, []).append(cluster)
            if cluster.kind == "person":
                self._persons.setdefault(word, []).append(cluster)
            for initial in initials:
                self._by_initial.setdefault((word, initial), []).append(cluster)
        return cluster

    def abbreviate(self, cluster: Cluster, abbreviation: str) -> None:
        """Let an abbreviation stand for a cluster."""
        spoken = (abbreviation.upper(),) if len(abbreviation) >= _SPOKEN else ()
        for short in (abbreviation, bare(abbreviation), *spoken):
            self._by_abbreviation.setdefault(short, cluster)
        cluster.forms.setdefault(abbreviation)

    def abbreviated(self, form: str) -> Cluster | None:
        """What the text has said that a short form stands for."""
        found = self._by_abbreviation.get(form)
        return found or (self._by_abbreviation.get(form.upper()) if len(form) >= _SPOKEN else None)

    def by_abbreviation(self, form: str) -> Cluster | None:
        """What an abbreviation stands for in this text."""
        found = self._by_abbreviation.get(form) or self._by_abbreviation.get(bare(form))
        if found is None and len(bare(form)) >= 3:
            found = self._initials().get(bare(form).lower())
        return found

    def headed(self, head: str) -> Cluster | None:
        """The organisation named last of which this word is the head: the Fund, the Council."""
        word = key(head)
        fitting = [c for c in self._by_word.get(word, ()) if c.kind == "organisation" and _heads(word, c.words)]
        return max(fitting, key=lambda c: c.last, default=None)

    def _initials(self) -> dict[str, Cluster]:
        """The organisations and places by their initials, as far as they are named."""
        for cluster in self.all[self._read :]:
            if cluster.kind in {"organisation", "place"} and (initials := cluster.initials()):
                self._by_initials.setdefault(initials, cluster)
        self._read = len(self.all)
        return self._by_initials

    def person(self, form: str, before: int | None = None) -> Cluster | None:
        """The person whose family or given name this is; the one named last where there are several."""
        words = key(form).split()
        fitting = min((self._persons.get(word, []) for word in words), key=len)
        if len(words) > 1:
            fitting = [c for c in fitting if self._calls(c, words)]
        elif not fitting:
            fitting = [c for article in _ARTICLES for c in self._persons.get(f"{article}{words[0]}", ())]
            if not fitting and words[0] in self._by_half:
                return self._by_half[words[0]]
        return max(fitting, key=attrgetter("last"), default=None)

    @staticmethod
    def _calls(cluster: Cluster, words: list[str]) -> bool:
        return words in (cluster.words[-len(words) :], cluster.words[: len(words)])

    def storm(self, form: str) -> Cluster | None:
        """The storm that is called by its name alone: Evan, of Cyclone Evan."""
        if " " in form:
            return None
        named = self._by_word.get(key(form), ())
        return next(
            (c for c in named if c.kind == "event" and _STORMS.search(c.name) and c.words[-1] == key(form)), None
        )

    def short(self, form: str, parts: AbstractSet[str] = frozenset()) -> Cluster | None:
        """The organisation or place whose name begins or ends with this word, and does not end in one of `parts`."""
        words = key(form).split()
        for cluster in self._by_word.get(words[0], ()):
            if (
                cluster.kind in {"organisation", "place"}
                and (cluster.known is None or self._may_shorten(cluster.known, cluster))
                and cluster.words[-1] not in parts
                and (
                    words == cluster.words[-len(words) :]
                    or (words == cluster.words[: len(words)] and not _placed(cluster))
                )
            ):
                return cluster
        return None

    @staticmethod
    def _may_shorten(known: Known, cluster: Cluster) -> bool:
        """Whether a part of a known name may stand for it: the Council, Turkana, but no part of a country's."""
        return known.country is None and len(cluster.words) > 1

    def by_key(self, form: str) -> Cluster | None:
        """The cluster that has this name, whatever its kind."""
        folded = key(form)
        for kind in ("person", "place", "organisation", "event", "document"):
            if cluster := self._by_key.get((kind, folded)):
                return cluster
        return None

    def entities(self, used: list[Cluster]) -> dict[Cluster, Entity]:
        """An entity for every cluster that is named."""
        made: dict[Cluster, Entity] = {}
        ids: set[str] = set()
        for cluster in used:
            entity = cluster.known.entity if cluster.known and cluster.known.entity else _entity(cluster, ids)
            ids.add(entity.id)
            made[cluster] = entity
        return made


def _shortens(words: list[str], full: list[str]) -> bool:
    initials = {word[0] for word in full[:-1]}
    return all(word in full or (len(word.rstrip(".")) == 1 and word[0] in initials) for word in words)


def _heads(word: str, words: list[str]) -> bool:
    """Whether a word is the head of a name: its last, or the one before "of" or "for"."""
    linked = any(one == word and other in {"of", "for", "on"} for one, other in pairwise(words))
    return len(words) > 1 and (words[-1] == word or linked)


def _placed(cluster: Cluster) -> bool:
    """Whether it is a known place, which its first word alone does not mean: Port Vila."""
    return cluster.kind == "place" and cluster.known is not None


def _free(base: str, kind: str, taken: set[str]) -> str:
    """An id that nothing has: with the kind after it, or with a number."""
    choices = (f"{base}-{kind}", *(f"{base}-{n}" for n in range(2, len(taken) + 3)))
    return next(choice for choice in choices if choice not in taken)


def _is_vietnamese(name: str) -> bool:
    """Whether letters are those of Vietnamese, and not of Yoruba or Igbo, which have points below theirs, too."""
    printed = "" if name.isascii() else unicodedata.normalize("NFC", name)
    found = set(_VIETNAMESE.findall(printed))
    if not found or _ELSEWHERE.search(printed) is not None:
        return False
    return not found <= _POINTED or all(map(_SYLLABLE.fullmatch, key(name).split()))


def _entity(cluster: Cluster, taken: set[str]) -> Entity:
    native = cluster.name if cluster.known is None and _is_vietnamese(cluster.name) else None
    name = fold(cluster.name) if native and cluster.kind == "person" else cluster.name
    name = f"{name} of {cluster.state}" if cluster.state else name
    native = native if native != name else None
    base = slug(name) or cluster.kind
    identity = base if base not in taken else _free(base, cluster.kind, taken)
    others = {key(form): form for form in cluster.forms if form != name}
    if others:
        others.pop(key(name), None)
    short = tuple([form for form in others.values() if form.isupper() and len(form) <= 10 and " " not in form])
    return built(
        Entity,
        id=identity,
        kind=cluster.kind,
        name=name,
        native_name=native,
        native_language="vi" if native else None,
        alternate_name=tuple([form for form in others.values() if form not in short]),
        abbreviation=short,
        country_code=cluster.known.country if cluster.known else None,
    )
