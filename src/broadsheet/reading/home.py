"""Where a text is at home: the country whose money and degrees it means by a bare sign."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from broadsheet.articles.countries import COUNTRIES
from broadsheet.articles.entity import Entity
from broadsheet.articles.folding import key
from broadsheet.articles.mention import Mention
from broadsheet.articles.segment import Segment
from broadsheet.reading.lexicon import Lexicon, apart
from broadsheet.reading.towns import load_towns

__all__ = ["Frame", "find_home"]

_ADDRESS = re.compile(r"\b[\w-]+\.(?:com|co|net|org|gov|govt)\.([a-z]{2})\b")
"""An address of the web under a country's own letters."""

_KINDS = (".co", ".net.", ".org.", ".gov")
"""One of these stands in such an address."""

_HOST = re.compile(r"\b[\w-]{3,}\.([a-z]{2})\b")
_SOLD = frozenset(
    {"AI", "AM", "CC", "CO", "FM", "GG", "IM", "IO", "IS", "LA", "LY", "MD", "ME", "NU", "SH", "ST", "TO", "TV", "WS"}
)
"""Countries whose letters anybody may have."""

_TOP = {"uk": "GB"}
_TELLING = 3
"""So many times a text names places of the country where it is at home."""


class Frame(NamedTuple):
    """A text with its layout, and the papers and agencies that it is from."""

    text: str
    segments: Sequence[Segment]
    outlets: Sequence[str | None]
    place: str | None = None
    """Where the dateline says that it was written."""


def find_home(frame: Frame, mentions: Sequence[Mention], entities: Sequence[Entity], lexicon: Lexicon) -> str | None:
    """Where an outlet that the lexicon knows is published, else whose letters the addresses of the page bear.

    Without these it is the country that the name of the outlet or the lines over the story tell, or the town that the
    outlet is called after, or its address, or of a lone outlet that nobody knows the place of the dateline; else the
    one that most of the text's places lie in. Two papers may have one name: a country that those lines
    tell is believed before a known outlet's, where the story names places of the one and none of the other.
    """
    told_of = [e for e in entities if e.kind == "place" or e.name.endswith("Council")]
    home = {entity.id: code for entity in told_of if (code := entity.country_code or _governed(entity))}
    counts = Counter(home[mention.entity] for mention in mentions if mention.entity in home)
    known = next(_published(frame.outlets, lexicon), None)
    told = _told(frame, lexicon) if known is None or not counts[known] else None
    if known is not None:
        return told if told is not None and counts[told] else known
    outlets = [*filter(None, frame.outlets)]
    unknown = len(outlets) == 1 and outlets[0] not in lexicon["outlets"]
    filed = home.get(frame.place or "") if unknown else None
    return _addressed(frame.text) or told or _called(frame.outlets) or _hosted(frame) or filed or _most(counts)


def _published(outlets: Sequence[str | None], lexicon: Lexicon) -> Iterator[str]:
    for outlet in outlets:
        if country := lexicon["outlets"].get(outlet or "", {}).get("country_code"):
            yield str(country)


def _addressed(text: str) -> str | None:
    addresses: set[str] = set(_ADDRESS.findall(text)) if any(map(text.__contains__, _KINDS)) else set()
    if len(addresses) != 1:
        return None
    letters = addresses.pop()
    return _TOP.get(letters, letters.upper())


def _told(frame: Frame, lexicon: Lexicon) -> str | None:
    """The one country that an outlet is called after, or that the lines over the story name."""
    names = lexicon.compiled(_nations)
    story = next((n for n, segment in enumerate(frame.segments) if segment.role == "headline"), 0)
    head = [frame.text[s.start : s.end] for s in frame.segments[:story] if s.role == "boilerplate"]
    for lines in ([outlet.replace("-", " ") for outlet in frame.outlets if outlet], map(key, head)):
        found = {names.codes[name] for line in lines for name in names.form.findall(line)}
        if len(found) == 1:
            return found.pop()
    return None


def _governed(council: Entity) -> str | None:
    """The country of the town that a council is of, where that is the only one of its name: Tauranga City Council."""
    towns, name = load_towns(), key(council.name)
    first = name.partition(" ")[0]
    town = towns.at(name.title(), name, 0, first) if council.kind == "organisation" and first in towns.first else None
    return town[1] if town and not town[2] else None


def _called(outlets: Sequence[str | None]) -> str | None:
    """The country of the town or province that the name of an outlet begins with: Kalgoorlie Miner."""
    towns = load_towns()
    for outlet in filter(None, outlets):
        name = outlet.removeprefix("the-").replace("-", " ")
        first = name.partition(" ")[0]
        town = towns.at(name.title(), name, 0, first) if first in towns.first else None
        if town is not None and not town[2]:
            return town[1]
    return None


def _hosted(frame: Frame) -> str | None:
    """The country whose letters the one address over the story bears: Local.fo."""
    story = next((n for n, segment in enumerate(frame.segments) if segment.role == "headline"), 0)
    head = [frame.text[s.start : s.end] for s in frame.segments[:story]]
    found = {host[1].upper() for line in head for host in _HOST.finditer(line)} & COUNTRIES.keys()
    return found.pop() if len(found) == 1 and not found & _SOLD else None


def _most(counts: Counter[str]) -> str | None:
    """The country of most places, named as often as all others together or twice as often as any other."""
    (most, times), (_, next_times) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return most if times >= _TELLING and (2 * times > counts.total() or times >= 2 * next_times) else None


class _Nations(NamedTuple):
    form: re.Pattern[str]
    codes: dict[str, str]


def _nations(lexicon: Lexicon) -> _Nations:
    """The countries whose money shares its sign with another's, and their people, by their names."""
    codes: dict[str, str] = {}
    for country in lexicon["money"]["local"]:
        names = lexicon["countries"]["countries"].get(country, ()), lexicon["places"]["demonyms"].get(country, ())
        codes |= {key(name).replace("&", "and"): country for each in names for name in each}
    return _Nations(re.compile(rf"{apart(codes)}\b"), codes)
