"""People, organisations, places, events and documents: every place at which a text names one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import repeat
from operator import attrgetter

from broadsheet.articles.entity import Entity
from broadsheet.articles.folding import fold, lower
from broadsheet.articles.mention import Mention
from broadsheet.articles.segment import Segment
from broadsheet.reading.abbreviations import spells
from broadsheet.reading.building import built
from broadsheet.reading.clusters import Cluster
from broadsheet.reading.finders import NameFinder
from broadsheet.reading.foreign import add_foreign
from broadsheet.reading.gathered import Gathered
from broadsheet.reading.gazetteer import Gazetteer, Known, built_in, project_names
from broadsheet.reading.guesses import guess, in_brackets
from broadsheet.reading.index import index_of
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.name_forms import name_forms
from broadsheet.reading.names import Name, Page, find_names
from broadsheet.reading.states import National, find_national, find_own
from broadsheet.reading.titles import is_title

__all__ = ["read_mentions"]

_SHORT_FORM = re.compile(
    r"'?,? \((?:the |or |hereinafter )?[\"'\u201c]?"
    r"((?:[A-Z]\.){2,6}|[A-Z][A-Za-z]*[A-Z][A-Za-z0-9.&-]{0,9}|[A-Z]{2,10}|[A-Z][a-z]{2,9})[\"'\u201d]?\)"
)
_INSIDE = re.compile(r"\b(?:in|near|outside|across|visited|capital) $")
"""Words before the name of a place that nobody's last name stands behind."""

_LOCATED = re.compile(r"\b(?:in|at|from|near|outside|around|of|to|across|through|via) (?:the )?$", re.IGNORECASE)
_VISITED = re.compile(
    r"\b(?:in|at|near|outside|around|across|through|via|left for|(?:travel(?:s|led)?|flew|came|went) to) (?:the )?$",
    re.IGNORECASE,
)
"""Words before the place where a match is, even where a team bears its name."""

_ROUND = 2
"""So many sides are of a match."""

_OF_TOWN = re.compile(
    r" (?:Lord |Deputy )?(?:Mayor|Governor|Sheriff|residents?|citizens|schools?|(?:Sports )?(?:Stadium|Arena))\b"
)
"""What is of a town behind its name, and of no club."""

_LYING = re.compile(
    r"\b(?:airport|farm|factory|harbour|home|hospital|hotel|house|island|mill|mine|plant|port|quarry|resort|school"
    r"|shipyard|station|town|village|yard) (?:at|in|near|of|on) $"
)
"""What lies in a place, before its name."""

_TOLD = re.compile(r"\b(?:told|tells|(?:interview|speaking|spoke|chat) (?:with|to)) $")
"""Words before the name of the paper that all its letters are capitals of."""

_OFFICE = re.compile(r"\b([A-Z][a-z]+), $")
_TICKER = re.compile(r"\([A-Z][A-Za-z ]{1,20}: ?$")
_TICKED = re.compile(r":[A-Z\d.]{1,8}\)")
_LAND = 2
"""Letters of the land of a share's exchange: (DE:KLD)."""

_GOES_ON = re.compile(r"(?::| by| [a-z-]{2,}) ")
"""What follows a word that is in capitals only since it opens a line."""

_AND = " and "
_BOTH = re.compile(r" (?:also |both |then |later )?(?:are|were|had|have|held|met|said|spoke|will|would|[a-z]{3,}ed)\b")
"""What two do whose names "and" joins."""

_SHORTEST, _LONGEST = 3, 6
_SHORTEST_OF_WORDS, _LONGEST_OF_WORDS = 3, 5
_LONGEST_ODD = 9
_WORDS_OF_A_NAME = 5
_WORDS = frozenset({"who", "us", "it", "aid", "care", "era", "may"})
"""Words that are abbreviations of bodies, too, and no names in a line all in capitals."""


def read_mentions(
    text: str,
    segments: Sequence[Segment],
    lexicon: Lexicon,
    entities: Sequence[Entity] = (),
    finders: Sequence[NameFinder] = (),
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Every place at which a text names something, and what it names.

    The project's own entities come first; what they do not know is a new entity, under the
    fullest name in the text. `finders` add names to the story where none was found.

    >>> text = "Trần Thị Lan flew from Nha Trang to the World Kite Union (WKU). Lan likes the WKU."
    >>> story = [Segment(id="g1", role="paragraph", start=0, end=len(text))]
    >>> mentions, entities = read_mentions(text, story, Lexicon.load())
    >>> [(m.slice(text), m.entity) for m in mentions][::2]
    [('Trần Thị Lan', 'tran-thi-lan'), ('World Kite Union', 'world-kite-union'), ('Lan', 'tran-thi-lan')]
    """
    folded = fold(text)
    forms = lexicon.compiled(name_forms)
    source = Page(text, folded, lower(folded), _known(lexicon, entities), forms, owned=bool(entities))
    page = Gathered(source, text, folded, forms)
    names = _names(source, segments, lexicon)
    _settle_full(page, names)
    _settle_short(page, names)
    add_foreign(page, segments, finders)
    return _result(page)


_LAST: list[tuple[Lexicon, Sequence[Entity], Gazetteer]] = []


def _known(lexicon: Lexicon, entities: Sequence[Entity]) -> Gazetteer:
    """The names known before reading; kept for the next text of the same project."""
    if not entities:
        return lexicon.compiled(built_in)
    if not (_LAST and _LAST[0][0] is lexicon and _LAST[0][1] is entities):
        _LAST[:] = [(lexicon, entities, Gazetteer(project_names(entities)).joined(lexicon.compiled(built_in)))]
    return _LAST[0][2]


def _names(page: Page, segments: Sequence[Segment], lexicon: Lexicon) -> list[tuple[Name, str]]:
    names: list[tuple[Name, str]] = []
    credits = sorted((s for s in segments if s.role == "credit"), key=attrgetter("start"))
    starts = [credit.start for credit in credits]
    for segment in segments:
        if segment.role == "boilerplate":
            continue
        role = segment.role
        if is_title(page.folded, segment):
            role = "title"
        within = credits[bisect_left(starts, segment.start) : bisect_left(starts, segment.end)] if credits else ()
        inner = [c for c in within if c is not segment and segment.covers(c)]
        strict = role == "title"
        found = find_names(page, segment.start, segment.end, lexicon, strict=strict)
        if inner:
            found = [name for name in found if not any(c.start <= name.start < c.end for c in inner)]
        if role == "byline":
            found = [_before_job(page, name) for name in found]
        names += zip(found, repeat(role))
    return names


def _before_job(page: Page, name: Name) -> Name:
    """The name without what the paper calls its bearer: By Mara Lind Correspondent."""
    called, _, job = page.folded[name.start : name.end].rpartition(" ")
    hired = name.known is None and name.kind != "organisation" and job.lower() in page.forms.desks
    called_so = hired and " " in called and page.forms.people.may_be(called.split())
    return name._replace(end=name.start + len(called)) if called_so else name


def _settle_full(page: Gathered, names: list[tuple[Name, str]]) -> None:
    """Names that tell by themselves what they name."""
    placed = {page.text[n.start : n.end] for n, _ in names if n.kind == "place" and n.known is None}
    bodies = _shortened(
        [page.text[n.start : n.end] for n, _ in names if n.kind == "organisation" and n.known is None],
        page.forms.kinds.endowed,
    )
    page.embodied |= {page.text[n.start : n.end] for n, _ in names if n.kind == "organisation" and n.known is None}
    national = find_national(page.source, [name for name, _ in names])
    for name, role in names:
        form = page.text[name.start : name.end]
        if name.known is not None and (_is_open(page, name.known, form, role) or _is_other(page, name.known, form)):
            continue
        cluster = _listed(page, name, form, national.get(name.start)) or _unlisted(page, name, role, bodies, placed)
        if cluster is None:
            continue
        page.add(name.start, name.end, cluster)
        match = _SHORT_FORM.match(page.folded, name.end)
        if match and _shortens(page, match[1], match.start(1), name, cluster):
            page.clusters.abbreviate(cluster, match[1])


def _listed(page: Gathered, name: Name, form: str, body: National | None) -> Cluster | None:
    """What a known name names, and a national body whose country is told."""
    known = name.known
    if body is not None:
        known = find_own(page.source, body, known) if page.source.owned else None
        if known is None:
            return page.clusters.of_state(*body, form)
    if known is None:
        return None
    return _told_short(page, known, form) or page.clusters.of_known(known, form)


def _unlisted(
    page: Gathered, name: Name, role: str, bodies: Mapping[str, str], placed: AbstractSet[str]
) -> Cluster | None:
    """What a name that nobody knew tells by itself that it names."""
    form = page.text[name.start : name.end]
    if role in {"title", "date_line"} or (name.kind == "organisation" and name.unsure):
        return None
    if name.kind == "place" and _is_firm(page, name, bodies.get(form, ""), form):
        return page.clusters.of_name("organisation", bodies[form])
    if name.kind in {"organisation", "event", "document", "place"}:
        return page.clusters.of_name("person" if _signs(page, name, role) else name.kind, form)
    if name.kind != "person" or " " not in page.folded[name.start : name.end]:
        return None
    given = name.titled or page.people.is_given(form.partition(" ")[0])
    body = None if given else bodies.get(form) or (form if form in page.embodied else None)
    kind = "organisation" if body else "place" if form in placed and not name.titled else "person"
    return page.clusters.of_name(kind, body or form)


def _told_short(page: Gathered, known: Known, form: str) -> Cluster | None:
    """The body for which the text says that a known abbreviation stands."""
    if known.entity is not None or known.kind != "organisation" or not form.isupper():
        return None
    told = page.clusters.abbreviated(form)
    return told if told and told.kind == "organisation" else None


def _is_firm(page: Gathered, name: Name, body: str, form: str) -> bool:
    """Whether what looks like a place is a firm of the text: Kelder Harbour, where Kelder Harbour Group is named."""
    if body.removeprefix(f"{form} ").partition(" ")[0] not in page.forms.kinds.firms:
        return False
    return _INSIDE.search(page.folded, max(0, name.start - 9), name.start) is None


def _shortened(bodies: list[str], endowed: AbstractSet[str]) -> dict[str, str]:
    """Firms by the first words of their names, which may look like somebody's: Song Hong, of Song Hong Bicycle."""
    found: dict[str, str] = {}
    for body in bodies:
        words = body.split(" ")
        for n in range(2, min(len(words), _WORDS_OF_A_NAME)):
            if words[n] not in endowed:
                found.setdefault(" ".join(words[:n]), body)
    return found


def _signs(page: Gathered, name: Name, role: str) -> bool:
    """Whether who signs or has an office is a person, though the last name is a word for places: By Jonas Fell."""
    before = page.folded[max(0, name.start - 5) : name.start].lower()
    words = page.folded[name.start : name.end].split()
    if name.kind == "place" and before.endswith(", ") and page.folded.startswith(", ", name.end):
        office = _OFFICE.search(page.folded, max(0, name.start - 24), name.start)
        return office is not None and page.people.is_office(office[1]) and page.people.is_given(words[0])
    return role == "byline" and before.endswith(("by ", " and ")) and page.people.may_be(words)


def _is_open(page: Gathered, known: Known, form: str, role: str) -> bool:
    """Whether what a known form names here is for the rest of the text to tell, or it is only a word in capitals."""
    if known.kind == "place":
        playing = page.source.sporting or page.source.cricket or form.lower() in page.source.beaten
        return playing or (known.weak and " " not in form)
    return role == "title" and known.exact and form.lower() in _WORDS


def _is_other(page: Gathered, known: Known, form: str) -> bool:
    """Whether the text says that the letters of a known body stand for what is none: the chief prosecutor (CP)."""
    own = known.entity is None and known.kind == "organisation" and known.exact
    return own and form in page.explained


def _is_team(page: Gathered, name: Name, role: str) -> bool:
    """Whether a town is one that beats others; the teams of countries are those countries.

    In a round-up of cricket every state is one, but where something happens in it.
    """
    known, source = name.known, page.source
    if known is None or known.kind != "place" or known.people or (known.country is not None and not known.printed):
        return False
    form = page.text[name.start : name.end].lower()
    if form in source.beaten:
        return form in source.teams or _VISITED.search(page.folded, max(0, name.start - 14), name.start) is None
    if role == "date_line" or not source.cricket or len(source.beaten) < _ROUND:
        return False
    return _LOCATED.search(page.folded, max(0, name.start - 14), name.start) is None


def _shortens(page: Gathered, short: str, at: int, name: Name, cluster: Cluster) -> bool:
    """Whether what stands in brackets after a name abbreviates it; a word has to be made of the name or foreign."""
    if short[1:].islower():
        spelled = cluster.initials() == short.lower() or spells(short, cluster.name)
        return cluster.kind == "organisation" and (spelled or page.is_foreign(short, at))
    first = {_unnumbered(cluster.words)[0][0], page.folded[name.start].lower()}
    return (name.known is not None and name.kind != "place") or short[0].lower() in first


def _unnumbered(words: list[str]) -> list[str]:
    """The words of a name without its number: the 58th Ministers' Meeting (MM)."""
    return words[1:] if words[0][0].isdigit() and len(words) > 1 else words


def _settle_short(page: Gathered, names: list[tuple[Name, str]]) -> None:
    """Last names, abbreviations, and names whose kind the rest of the text tells."""
    taken = {start for start, _, _ in page.found}
    page.found.sort(key=lambda entry: entry[0])
    unsettled: list[Name] = []
    for name, role in sorted(names, key=_by_rank):
        if name.start in taken:
            continue
        cluster, end = _short(page, name, role), name.end
        if cluster is None and role == "title" and not name.kind:
            cluster, end = _first_words(page, name)
        if cluster is None:
            unsettled.append(name)
        else:
            cluster.forms.setdefault(" ".join(page.text[name.start : end].split()))
            page.add(name.start, end, cluster)
    _settle_last_names(page, unsettled)


def _settle_last_names(page: Gathered, names: list[Name]) -> None:
    """Last names before the place where the text tells whose they are: Yoon, before it speaks of President Yoon."""
    lone = [
        name
        for name in names
        if not (name.kind or " " in page.folded[name.start : name.end])
        and not page.people.vocabulary.is_english(page.folded[name.start : name.end])
    ]
    for name in lone:
        form = page.text[name.start : name.end]
        family = page.people.ends_as_family(page.folded[name.start : name.end]) and _speaks(page, form)
        if (family or _is_paired(page, name)) and page.clusters.person(form) is None:
            page.clusters.of_name("person", form)
    for name in lone:
        form = page.text[name.start : name.end]
        if (person := page.clusters.person(form)) is not None:
            page.add(name.start, name.end, person)


def _is_paired(page: Gathered, name: Name) -> bool:
    """Whether somebody stands before "and", and both do something: Lind and Dolb agreed."""
    at = name.start - len(_AND)
    if not page.folded.startswith(_AND, max(0, at)) or _BOTH.match(page.folded, name.end) is None:
        return False
    return any(end == at and cluster.kind == "person" for _, end, cluster in page.found)


def _by_rank(pair: tuple[Name, str]) -> tuple[bool, bool, int]:
    """The story's abbreviations, then names in their order, those of titles last that only the story tells of."""
    name, role = pair
    short = name.kind == "acronym" and role == "paragraph"
    return role == "title" and name.known is None, not short, name.start


def _short(page: Gathered, name: Name, role: str) -> Cluster | None:
    form, clusters = page.text[name.start : name.end], page.clusters
    if name.known is not None:
        return None if _is_other(page, name.known, form) else _short_known(page, name, name.known, role)
    if name.kind == "acronym":
        return _acronym(page, name, role)
    if name.kind == "head":
        return clusters.headed(form) or _alone(page, form)
    found = clusters.abbreviated(form) or clusters.by_key(form) or clusters.storm(form) or clusters.person(form)
    if not found and not (name.kind == "place?" or role == "dateline" or _is_word(page, name)):
        found = clusters.short(form)
    if found or role in {"title", "date_line"}:
        return clusters.of_name("place", form) if found and _is_its_place(page, name, found) else found
    return guess(page, name, role, form)


def _short_known(page: Gathered, name: Name, known: Known, role: str) -> Cluster:
    """What a known name is here, where it may be somebody's or a club's."""
    form, clusters = page.text[name.start : name.end], page.clusters
    club = clusters.short(form) if page.source.sporting and not known.people else None
    if club is None and _is_team(page, name, role):
        club = clusters.of_name("organisation", form)
    if known.kind == "place" and _is_located(page, name, role):
        owner = club if page.folded.startswith("'s ", name.end) else None
        return owner or clusters.of_known(known, form)
    return clusters.person(form) or club or clusters.of_known(known, form)


def _is_located(page: Gathered, name: Name, role: str) -> bool:
    """Whether a known place is itself meant, and nobody and no club: the capital Kampala, Kampala residents."""
    if role == "dateline" or _OF_TOWN.match(page.folded, name.end):
        return True
    return _INSIDE.search(page.folded, max(0, name.start - 9), name.start) is not None


def _is_its_place(page: Gathered, name: Name, body: Cluster) -> bool:
    """Whether a name is not short for a body but the place that it is called after: the shipyard on Orrend."""
    form = page.text[name.start : name.end]
    if _serves(page, body.name, form):
        return True
    lies = body.kind == "organisation" and body.name.startswith(f"{form} ")
    return lies and _LYING.search(page.folded, max(0, name.start - 16), name.start) is not None


def _serves(page: Gathered, body: str, form: str) -> bool:
    """Whether a body is a council, court or police that bears the name of its place: Kelmere Parish Council."""
    return body.startswith(f"{form} ") and page.forms.kinds.serving.fullmatch(body, len(form)) is not None


def _alone(page: Gathered, form: str) -> Cluster | None:
    """The body that its head alone means where the text has certain words: the Commission, in a text of the EU."""
    meant = page.forms.alone.get(form)
    if meant is None or (meant[0] and index_of(page.folded).words.isdisjoint(meant[0])):
        return None
    known = page.source.known.at(meant[1], meant[1].lower(), 0)
    return page.clusters.of_known(known, form) if known else page.clusters.of_name("organisation", meant[1])


def _first_words(page: Gathered, name: Name) -> tuple[Cluster | None, int]:
    """Whose name the first words of a title's capitals are, where the text names them elsewhere: Lind Opens Quay."""
    end = page.folded.rfind(" ", name.start, name.end)
    while end > name.start:
        form = page.text[name.start : end]
        cluster = page.clusters.by_key(form) or page.clusters.person(form)
        if cluster is not None and not page.source.has_word(form.lower()):
            return cluster, end
        end = page.folded.rfind(" ", name.start, end)
    return None, name.end


def _acronym(page: Gathered, name: Name, role: str) -> Cluster | None:
    """What an abbreviation stands for; an organisation where nothing else is known, and none that is a word's."""
    form, clusters = page.text[name.start : name.end], page.clusters
    if role == "dateline" and (name.start == 0 or page.folded[name.start - 1] == "\n"):
        found = clusters.by_key(form)
        return found if found and found.kind == "place" else clusters.of_name("place", form)
    found = clusters.by_abbreviation(page.folded[name.start : name.end]) or clusters.by_key(form)
    found = (
        found
        or (clusters.person(form) if len(form) > _SHORTEST else None)
        or clusters.short(form, page.forms.kinds.part)
    )
    stopped = form.endswith(".") or _is_ticker(page.folded, name)
    long = max(map(len, form.split("-"))) > _LONGEST and role != "dateline"
    if long and not (found or stopped) and role == "paragraph" and (_is_told(page, name) or _is_odd(page, name)):
        return clusters.of_name("organisation", form)
    if found or role in {"title", "date_line"} or stopped or long:
        return found
    if (form in page.shortened or _is_loud(page, name) or _is_of_words(page, form)) and not _speaks(page, form):
        return None
    if role == "sign_off" and not in_brackets(page.folded, name):
        return None
    behind = len(form) > _LAND and page.folded.endswith(", ", 0, name.start)
    placed = role == "dateline" and not (behind or in_brackets(page.folded, name))
    return clusters.of_name("place" if placed else "organisation", form)


def _is_loud(page: Gathered, name: Name) -> bool:
    """Whether a line only opens in capitals, alone or behind another word: RIG repairer, A GOAL by Lind, ALSO: Lind."""
    form = page.text[name.start : name.end]
    if not page.forms.people.vocabulary.is_english(form.lower()) or page.source.repeats(form):
        return False
    before = page.text[page.text.rfind("\n", 0, name.start) + 1 : name.start]
    alone = not before or (before.isupper() and before.count(" ") == 1 and before[-1] == " ")
    return alone and _GOES_ON.match(page.text, name.end) is not None


def _is_of_words(page: Gathered, form: str) -> bool:
    """Whether letters stand for words that the text writes small, and for nobody: RSV, respiratory syncytial virus."""
    return _SHORTEST_OF_WORDS <= len(form) <= _LONGEST_OF_WORDS and form.upper() in page.source.small_initials


def _speaks(page: Gathered, form: str) -> bool:
    """Whether an abbreviation is of who says something, and so of a body."""
    if form not in page.spoken:
        places = page.source.places(form)
        page.spoken[form] = any(page.forms.bodies.speaks(page.folded, at + len(form)) for at in places)
    return page.spoken[form]


def _is_told(page: Gathered, name: Name) -> bool:
    """Whether somebody talks to what is in capitals: he told LANTERN."""
    return _TOLD.search(page.folded, max(0, name.start - 18), name.start) is not None


def _is_odd(page: Gathered, name: Name) -> bool:
    """Whether long capitals inside of a sentence are no word and nobody's name: sold to COCOBOD."""
    form, people = page.folded[name.start : name.end], page.people
    if name.opens or not form.isalpha() or len(form) > _LONGEST_ODD or page.text[name.start - 1 : name.start] != " ":
        return False
    beside = (
        page.text[max(0, name.start - 3) : name.start].strip()[-1:] + page.text[name.end : name.end + 2].strip()[:1]
    )
    known = people.vocabulary.is_english(form) or people.is_given(form) or people.vocabulary.is_family(form)
    return not (known or any(map(str.isupper, beside)))


def _is_ticker(folded: str, name: Name) -> bool:
    """Whether letters are those of a share, or of the land that it is listed in: (NYSE: KLD), (DE:KLD)."""
    if name.end - name.start == _LAND and folded.startswith("(", name.start - 1) and _TICKED.match(folded, name.end):
        return True
    return folded.startswith(")", name.end) and _TICKER.search(folded, max(0, name.start - 30), name.start) is not None


def _is_word(page: Gathered, name: Name) -> bool:
    """Whether the text also has the word without its capital."""
    return page.source.has_word(page.folded[name.start : name.end].lower())


def _result(page: Gathered) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    page.found.sort(key=lambda entry: (entry[0], -entry[1]))
    used = list(dict.fromkeys(cluster for _, _, cluster in page.found))
    entities = page.clusters.entities(used)
    named = {cluster: (entity.id, entity.kind) for cluster, entity in entities.items()}
    mentions = []
    for n, (start, end, cluster) in enumerate(page.found, 1):
        entity, kind = named[cluster]
        mentions.append(built(Mention, id=f"m{n}", entity=entity, kind=kind, start=start, end=end))
    return tuple(mentions), tuple(entities.values())
