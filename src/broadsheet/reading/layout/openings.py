"""What stands before the first sentence: dateline and marker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.articles.countries import COUNTRIES
from broadsheet.articles.folding import key
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.orders import (
    AGENCY,
    DAY,
    LANDS,
    MONTH,
    PLACE,
    REGION,
    WEEKDAY,
    read_bracketed,
    read_special,
)
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.places import SITE, VOWEL, is_bare_place, is_land, is_place
from broadsheet.reading.towns import load_towns

__all__ = ["PREFIX", "Opening", "is_agency", "opening_of", "read_dateline", "read_marker"]

_BARE = r"(?:[A-Z]{2,7}|[A-Z][A-Za-z\-]{2,14}(?:\s[A-Z][a-z]+)?)"
_HIJRI = (
    r"(?:,\s(?:\d{1,2}\s)?(?:Muharram|Safar|Rabi|Jumada|Rajab|Sha'?ban|Ramadan|Shawwal|Dhu)[\w' -]{0,12}(?:\s\d{1,2})?"
    r",?\s14\d\d(?:\s?A?H)?)?"
)
"""The day of the Islamic calendar, which stands before the other one."""

_LANDS = frozenset(map(key, COUNTRIES.values()))

PREFIX = re.compile(
    rf"#?(?:(?P<first>[A-Z]{{2,6}})\s(?=[A-Z][a-z]))?(?P<place>{PLACE})(?P<region>{REGION}{{0,2}}?)"
    rf"{_HIJRI}(?:(?:\s?,)?\s\(?(?:on\s)?(?P<day>(?i:{DAY}))\)?[.,]?)?"
    rf"(?:,?\s?{AGENCY}|\s\(\s?\)|(?(day)\s(?P<halved>[A-Z][\w.]{{1,15}})/|(?!))"
    rf"|\s?/\s?(?P<slashed>[A-Z][\w. -]{{1,25}}?)\s?/"
    rf"|(?(day),?\s(?P<bare>{_BARE})|(?!)))?(?:(?:,|\s?\|)?\s(?P<later>(?i:{DAY})))?\.?",
)
_STROKE = re.compile(
    r"\s?:?(?:--+|\u2013)\s*|\s-\s?(?:/\s)?|\s?:?-\s|\s?:\s+|;\s|\s(?:\u2022|//)\s|(?<=[\dA-Z])\.\s(?=[A-Z])|(?<=[a-z]{3})\.\s(?=[A-Z])"
    r"|(?<=\d)-(?=[A-Z])|(?<=\))(?:\.?-?\s|[-_])(?=[\"'\u201c\u2018]?[A-Z0-9])|(?<=/)\.?\s"
)
_ALLOWED = f"of|de|da|do|la|al|el|and|the|upon|on|{LANDS}"
_BEYOND = re.compile(rf"\s(?=[a-z])(?!(?:{_ALLOWED}|(?i:{MONTH}))(?![a-z])).")
_ENCLOSING = frozenset("([/")
"""Inside of these a dateline may have any words."""

_MARKER = re.compile(
    r"\((?P<inside>[^()|\n]{2,40}(?:\([^()|\n]{2,12}\))?)\)\s?(?:(?:--|[\u2013-])\s*)?"
    r"|(?P<bare>[A-Z][\w&.+/ ]{1,24}?)\s?(?:--|[\u2013-])\s+"
)
_UNDASHED = re.compile(
    rf"(?P<place>[A-Z]{{3,}}(?:[ /.'-]{{1,2}}[A-Z]{{2,}}){{0,3}})(?P<region>(?:,\s[A-Z][a-z]+\.)?),?"
    rf"\s(?P<day>(?i:{DAY}))\s+(?=[A-Z])"
)
_BARE_PLACE = re.compile(
    r"(?P<place>[A-Z]{4,}(?:[ /.'-]{1,2}[A-Z]{2,}){0,2}),?\s(?=(?:An?|The|At least|Two|Three|Four|Five) [a-z])"
)
"""A place in capitals right before the first sentence, which begins with a small word."""

_HONORIFIC = re.compile(
    r"(?:MR|MS|MRS|DR|SEN|REP|GEN|AMB|Mr|Ms|Mrs|Dr)\.?\s"
    r"|(?:THE )?(?:MODERATOR|OPERATOR|SECRETARY|SPEAKER|PRESIDENT|MINISTER|EDITOR|SIRS?|MADAM)\b"
)
_STOPPED = re.compile(r"[a-z]{3}\.$")
_HOST = re.compile(r"[a-z][\w-]*(?:\.[a-z]{2,})+")
_OWN_SITE = re.compile(r"[A-Z][\w-]*\.(?:com|org|net)")
_DAY_ONLY = re.compile(rf"\(?(?P<day>(?i:{DAY}))(?:\s?(?:--|[:\u2013-])|(?<=\d)\))\s+")
_SIGNED = re.compile(r"([A-Z]{3,12}|[A-Z][a-z]{3,11})\s+(?=[A-Z][a-z])")
_REVISED = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)\s)?(?:UPDATE[DS]?|LEAD|WRAP|RECAST|CORRECT(?:ED|ION))(?:\s\d{1,2})?", re.IGNORECASE
)
"""What stands in brackets where agencies do, and says that the report is a later one: `3rd UPDATE`."""

_AGENCY_DAY = re.compile(rf"(?P<agency>[A-Z][\w.& ]{{1,30}}), (?P<day>(?i:{DAY}))")
"""An agency with the day in its brackets: `(Harbour Radio, Jan. 8)`."""

_QUOTES = '"\u201c\u00ab'
REACH = 130
_NEAR = 32
"""The dash behind a bare marker stands among so many characters."""

_LOOK = 8
"""A stroke is told by so many characters from its first on."""

SHORTEST_STOPPED = 100
"""A paragraph that opens with a place and a full stop has so many characters at least."""

SHORTEST_TITLED, FEWEST_TITLED = 4, 5
"""Titles have a capital in every word of so many letters; so many such words tell."""

LONGEST_KEPT = 4000
"""What a block so long begins with is not remembered; the head of a page is asked for its dateline many times."""


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline or marker: where it ends, and the spans of its parts in the source."""

    start: int
    end: int
    body: int
    place: Span | None = None
    region: Span | None = None
    day: Span | None = None
    agency: Span | None = None

    def joined(self, other: Opening) -> Opening:
        """This opening with the next one, which only completes it."""
        return Opening(
            self.start,
            other.end,
            other.body,
            self.place,
            self.region,
            self.day or other.day,
            self.agency or other.agency,
        )


def read_dateline(text: str, at: int, forms: Forms) -> Opening | None:
    """The dateline at the start of a folded block that begins at offset `at` of the source."""
    if len(text) > LONGEST_KEPT:
        return _dateline.__wrapped__(text, at, forms)
    return _dateline(text, at, forms)


@lru_cache(maxsize=64)
def _dateline(text: str, at: int, forms: Forms) -> Opening | None:
    head = text[:REACH]
    special = read_special(head, forms)
    if special is not None and special.end() < len(text):
        return opening_of(special, special.end(), len(special[0].rstrip()), at, forms)
    stopped = None
    for stroke in _STROKE.finditer(head) if _may_stroke(head) else ():
        if stroke.start() < 2 or stroke.end() >= len(text):
            continue
        found = PREFIX.fullmatch(head, 0, stroke.start())
        if found is not None and _plausible(found, stroke[0], text, stroke.end(), forms):
            last = stroke.start() + len(stroke[0].rstrip())
            opening = _completed(opening_of(found, stroke.end(), last, at, forms), text, at, forms)
            if stroke[0].strip() != ".":
                return opening
            stopped = stopped or opening
        if found is None and stroke[0].strip() in {":", ";"}:
            return stopped
    if stopped is not None:
        return stopped
    capitals = head[:3].isalpha() and head[:3].isupper()
    undashed = (_UNDASHED.match(head) or _BARE_PLACE.match(head)) if capitals else None
    if undashed is None or (undashed.re is _BARE_PLACE and plain(undashed["place"]) not in forms.places):
        return None
    return _completed(opening_of(undashed, undashed.end(), len(undashed[0].rstrip()), at, forms), text, at, forms)


def _may_stroke(head: str) -> bool:
    """Whether a stroke stands before the first word that no dateline has, but in brackets."""
    beyond = _BEYOND.search(f" {head}")
    if beyond is None:
        return True
    before = head[: beyond.end() - 1 + _LOOK]
    return not _ENCLOSING.isdisjoint(before) or _STROKE.search(before) is not None


def opening_of(found: re.Match[str], body: int, last: int, at: int, forms: Forms) -> Opening:
    """The parts of a dateline that ends at `last`, before the text that begins at `body`."""
    groups = found.groupdict()

    def span(*names: str) -> Span | None:
        return next(((at + found.start(name), at + found.end(name)) for name in names if groups.get(name)), None)

    place, region, agency = span("place"), span("region"), span("agency", "halved", "slashed", "bare", "first")
    if agency is not None and _REVISED.fullmatch(found.string[agency[0] - at : agency[1] - at]) is not None:
        agency = None
    dated = _AGENCY_DAY.fullmatch(found.string[agency[0] - at : agency[1] - at]) if agency is not None else None
    if agency is not None and dated is not None:
        day = (agency[0] + dated.start("day"), agency[1])
        return Opening(at, at + last, at + body, place, region, day, (agency[0], agency[0] + dated.end("agency")))
    if place is not None and _STOPPED.search(groups["place"]) is not None:
        place = (place[0], place[1] - 1)
    if agency is not None and region is None and is_land(found.string[agency[0] - at : agency[1] - at], forms):
        region, agency = agency, None
    if agency is None and place is not None:
        place, region, agency = _without_agency(found.string, place, region, at, forms)
    return Opening(at, at + last, at + body, place, region, span("day", "later"), agency)


def _without_agency(
    text: str, place: Span, region: Span | None, at: int, forms: Forms
) -> tuple[Span, Span | None, Span | None]:
    """Place, region and agency, where a known agency stands behind the place like a region or a second sentence."""
    for span in (region, place):
        if span is None:
            continue
        words = text[span[0] - at : span[1] - at]
        start = max(words.rfind(", ") + 2, words.rfind(". ") + 2, words.rfind(",") + 1)
        agency = words[start:]
        known = plain(agency) in forms.outlets or (span is region and _may_sign(agency, text[place[0] - at :], forms))
        if known and (span is region or start > 1):
            signed = (span[0] + start, span[1])
            return (place, None, signed) if span is region else ((place[0], span[0] + start - 2), region, signed)
    return place, region, None


def _may_sign(name: str, place: str, forms: Forms) -> bool:
    """Whether capitals behind a place in small letters are those of an agency: `Jakarta, MINA`."""
    capitals = name.isalpha() and name.isupper() and 3 <= len(name) <= 7
    return capitals and place[1:2].islower() and plain(name) not in forms.places


def _completed(opening: Opening, text: str, at: int, forms: Forms) -> Opening:
    """The dateline with an agency and a day that stand behind its own dash."""
    rest = text[opening.body - at :]
    marker = read_marker(rest, opening.body, forms)
    if marker is not None and opening.agency is None:
        opening, rest = opening.joined(marker), text[marker.body - at :]
    signed = _SIGNED.match(rest) if opening.agency is None else None
    if signed is not None and plain(signed[1]) in forms.outlets:
        begin = opening.body
        span = (begin, begin + signed.end(1))
        opening = opening.joined(Opening(begin, span[1], begin + signed.end(), agency=span))
        rest = text[opening.body - at :]
    day = _DAY_ONLY.match(rest[:40])
    if day is not None and opening.day is None:
        span = (opening.body + day.start("day"), opening.body + day.end("day"))
        end = opening.body + len(day[0].rstrip())
        opening = opening.joined(Opening(opening.body, end, opening.body + day.end(), day=span))
    return opening


def _plausible(found: re.Match[str], stroke: str, text: str, after: int, forms: Forms) -> bool:
    place, mark = found["place"], stroke.strip()
    agency = found["agency"] or found["halved"] or found["slashed"] or found["bare"]
    agency = None if agency and _REVISED.fullmatch(agency) is not None else agency
    alone = mark == ":" and not (agency or found["day"])
    catchword = alone and (_is_told_of(place, text[after:]) or _is_titled(text[after:]))
    spoken = (_HONORIFIC.match(place) or WEEKDAY.match(place)) is not None or agency == "".join(
        word[0] for word in place.split()
    )
    if (
        spoken
        or catchword
        or not ((agency and found["day"]) or _begins_sentence(text[after:]))
        or plain(place) in forms.outlets
        or plain(place) in forms.labels
        or place.rpartition(" ")[2].islower()
    ):
        return False
    if found["bare"] and not found["bare"].isupper() and plain(found["bare"]) not in forms.outlets:
        return False
    known = place.isupper() or is_place(place, forms)
    sure = (agency and (found["day"] or place.isupper() or is_agency(agency, forms, known=True))) or (
        mark == "." and ((known and found["day"]) or (is_place(place, forms) and len(text) >= SHORTEST_STOPPED))
    )
    if mark in {"", ".", ".-", "/"} and not sure:
        return False
    if agency:
        return is_agency(agency, forms, known=found["bare"] is not None and found["day"] is None)
    if found["day"]:
        return mark != ";"
    return is_bare_place(place, found["region"], mark, forms)


def _is_titled(rest: str) -> bool:
    """Whether nearly all words behind a name and a colon have a capital: a title, of a place or of somebody."""
    words = [word for word in rest[:REACH].split() if len(word) >= SHORTEST_TITLED]
    return len(words) >= FEWEST_TITLED and 5 * sum(word[0].isupper() for word in words) > 4 * len(words)


def _is_told_of(place: str, rest: str) -> bool:
    """Whether a country, which has no town of its name, is that of which the sentence begins to tell."""
    begins = rest[: len(place)].lower() == place.lower() and not rest[len(place) : len(place) + 1].isalpha()
    return begins and key(place) in _LANDS and not load_towns().knows(place)


def is_agency(name: str, forms: Forms, *, known: bool = False) -> bool:
    """Whether a name is that of an agency, or of several between strokes; of one that is `known`, if that is asked."""
    parts = [part.strip() for part in re.split(r"[/,&]|\sand\s", name)]
    if known:
        return all(plain(part) in forms.outlets for part in parts)
    named = (part[:1].isupper() or plain(part) in forms.outlets or _HOST.fullmatch(part) for part in parts if part)
    return all(named) and len(name.split()) <= 4


def _begins_sentence(rest: str) -> bool:
    bare = rest.lstrip("\"'\u201c\u00ab(\u2018 ")
    return bool(bare) and (bare[0].isupper() or bare[0].isdigit() or not bare[0].isascii() or rest[0] in _QUOTES)


def read_marker(text: str, at: int, forms: Forms) -> Opening | None:
    """The outlet's own mark at the start of a folded block."""
    near = text[:_NEAR]
    found = _MARKER.match(text[:REACH]) if near[:1] == "(" or "- " in near or "\u2013 " in near else None
    if (
        found is None
        or found.end() >= len(text)
        or (near[0] == "(" and read_bracketed(text[:REACH], forms) is not None)
    ):
        return None
    name = found["inside"] or found["bare"]
    stroked = found[0].rstrip().endswith(("-", "\u2013"))
    if not _marks(name, forms, bracketed=found["inside"] is not None, stroked=stroked):
        return None
    span = found.span("inside" if found["inside"] else "bare")
    end = at + len(found[0].rstrip())
    return Opening(at, end, at + found.end(), agency=(at + span[0], at + span[1]))


def _marks(name: str, forms: Forms, *, bracketed: bool, stroked: bool) -> bool:
    known = all(plain(part) in forms.outlets for part in re.split(r"\s?[/-]\s?", name.partition(" (")[0]))
    if bracketed and _OWN_SITE.fullmatch(name) is not None:
        return True
    if known or not stroked:
        return known
    if bracketed:
        return len(name) <= 25 and name[0].isupper() and len(name.split()) <= 3
    if SITE.search(name) is not None:
        return True
    initials = name.isalpha() and name.isupper() and 2 <= len(name) <= 6 and VOWEL.search(name) is None
    return initials and plain(name) not in forms.places
