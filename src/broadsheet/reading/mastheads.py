"""The name of a paper as its own page prints it, whether or not anybody knows that paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from broadsheet.articles.folding import fold, key
from broadsheet.articles.segment import Segment
from broadsheet.reading.layout import Layout
from broadsheet.reading.layout.addressed import is_addressed
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.headlines import ISSUER, is_menu, is_motto, is_rubric
from broadsheet.reading.layout.outlet_names import find_outlets
from broadsheet.reading.layout.persons import is_called
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = ["find_imprint", "find_masthead"]

_RELEASED = re.compile(r"\brelease\b", re.IGNORECASE)
_PART = re.compile(r"[ -]")
_WORD = r"[A-Z\d][\w.&'\u2019-]*"
_NAMED = rf"(?P<name>(?:[Tt]he )?{_WORD}(?: (?:{_WORD}|&|of|and|the|de)){{0,5}}?)"
_FOOTERS = (
    re.compile(rf"The post .{{3,250}} (?:appeared first|first appeared) on {_NAMED}\.?"),
    re.compile(rf"Published in {_NAMED}, (?:the )?(?:\w+ )?\d.*"),
)
"""Lines below a story that say on whose page or in whose paper it stands."""

_LOGO = re.compile(rf"{_NAMED} [Ll]ogo")
_BEHIND = r"(?=[!,]|$| (?:and|app|based|covering|daily|for|from|in|newsletters?|on|since|to|today|who)\b)"
_VOICES = tuple(
    re.compile(form)
    for form in (
        rf"\b(?i:download|reading|sign up (?:for|to)|subscribe to|support|welcome to) (?:the )?{_NAMED}{_BEHIND}",
        rf"\b(?:columnist|correspondent|editor|journalist|reporter|writer)s? (?:at|for|of) (?:the )?{_NAMED}{_BEHIND}",
        rf"^{_NAMED} (?:[Aa]pp|[Ee]-?[Pp]aper|Home|[Nn]ewsletters?|[Ss]taff)$",
        rf"^(?:Home|HOME) [|>\u2013-] {_NAMED}$",
        rf"^{_NAMED}(?:,? (?:\u00a9|\([Cc]\)|Copyright)|, All [Rr]ights [Rr]eserved)",
        rf"^{_NAMED} is (?:a member|committed|funded|not responsible|owned|part of|published|supported|trusted)\b",
    )
)
"""How a page speaks of the paper that it is of: `Subscribe to The Skarn Gazette for less`."""

_OWN = re.compile(rf"(?i:special to|exclusive to|for|of) (?:the )?{_NAMED}(?: (?i:staff|exclusive))?")
_STAFF = re.compile(rf"{_NAMED} (?i:staff(?: (?:writer|reporter|report))?|reporter|correspondent)s?")
_STROKE = re.compile(r"\s?[|\u2013\u2014]\s?|\s-\s")
_PIECES = re.compile(r"\s?[|/]\s?|,\s|\s[\u2013-]\s|\s(?=(?i:special to|exclusive to|for|of) (?:[Tt]he )?[A-Z])")
_HOST = re.compile(r"(?:www\.)?[a-z][\w-]{4,30}(?:\.[a-z]{2,6}){1,2}")
_STATION = re.compile(r"([KW][A-Z]{3})(?:-?(?:TV|FM|AM))?(?: News)?")
SHORTEST_TITLE = 20
"""A title so long is not printed twice by chance."""

LONGEST = 400
HIGH = 5
"""A masthead is one of the first so many lines of the page."""

FEWEST_WORDS, MOST_WORDS = 2, 5
"""So many words has the name of a paper that is told by the last of them."""

FEWEST_SIGNED = 4
"""Somebody and the paper behind the name have so many words at least."""


def find_imprint(text: str, layout: Layout, forms: Forms) -> str | None:
    """The name behind the headline in the title of the window, in a line below the story, or beside its author."""
    folded = fold(text)
    names = chain(
        _in_windows(folded, layout),
        _in_footers(folded, layout),
        _beside_authors(folded, layout, forms),
        _in_voices(folded, layout, forms),
    )
    return next((name for name in names if plain(name) not in forms.rubrics and plain(name) not in forms.places), None)


def _in_windows(folded: str, layout: Layout) -> Iterator[str]:
    """What stands behind the headline, and a stroke, in another line of the head."""
    title = next((plain(each.slice(folded)) for each in layout.of("headline")), "")
    if len(title) < SHORTEST_TITLE:
        return
    for segment in layout.of("boilerplate"):
        first, *parts = _STROKE.split(segment.slice(folded)[:LONGEST])
        if parts and title in {plain(first), plain(parts[-1])}:
            yield from (name for name in (parts[-1], first) if plain(name) != title and _is_name(name))


def _in_footers(folded: str, layout: Layout) -> Iterator[str]:
    for segment in layout.of("boilerplate"):
        line = segment.slice(folded)[:LONGEST]
        found = _LOGO.fullmatch(line) or next((match for each in _FOOTERS if (match := each.fullmatch(line))), None)
        if found is not None:
            yield found["name"].rstrip(".")


def _in_voices(folded: str, layout: Layout, forms: Forms) -> Iterator[str]:
    """The paper of which lines beside the story speak as their own, told by its last word."""
    for segment in layout.of("boilerplate"):
        line = segment.slice(folded)[:LONGEST]
        found = (match["name"] for voice in _VOICES if (match := voice.search(line)) is not None)
        names = (name.rstrip(".").removesuffix("'s").removesuffix("\u2019s") for name in found)
        yield from (name for name in names if _is_paper(name, forms))


def _beside_authors(folded: str, layout: Layout, forms: Forms) -> Iterator[str]:
    """The name in a byline, or in the line of the page right below it, that ends as those of papers do."""
    segments = layout.segments
    for index, segment in enumerate(segments):
        if segment.role == "date_line":
            named = _PIECES.split(segment.slice(folded))
            unknown = (piece for piece in named if not any(find_outlets(piece, forms.agencies)))
            yield from (name for piece in unknown if (name := _paper(piece, forms, bare=True)))
        elif segment.role == "byline":
            pieces = _PIECES.split(segment.slice(folded))
            yield from (name for piece in pieces if (name := _paper(piece, forms, bare=piece != pieces[0])))
        elif segment.role == "boilerplate" and index and segments[index - 1].role == "byline":
            name = _paper(segment.slice(folded), forms, bare=True)
            yield from (name,) if name else ()


def _paper(piece: str, forms: Forms, *, bare: bool) -> str | None:
    """The paper that a piece of a byline names: after `for`, before `staff`, or as all of it."""
    piece = piece.removeprefix("By ").removeprefix("BY ")
    found = _OWN.fullmatch(piece) or _STAFF.fullmatch(piece)
    name = found["name"] if found else piece if bare else ""
    who, _, employer = name.rpartition("-")
    name = employer if " " in who and (is_called(who) or who.partition(" ")[0].lower() in forms.called) else name
    words = name.split()
    if len(words) >= FEWEST_SIGNED and (is_called(" ".join(words[:2])) or words[0].lower() in forms.called):
        name = " ".join(words[2:])
    return name if _is_paper(name, forms) and key(name) not in forms.outlets else None


def _is_paper(name: str, forms: Forms) -> bool:
    words = _PART.split(name)
    return (
        FEWEST_WORDS <= len(words) <= MOST_WORDS
        and words[-1].lower() in forms.papers
        and all(word[:1].isupper() and word[-1] != ":" for word in words)
    )


def _is_site(name: str) -> bool:
    """Whether a line is the address of a site, or what a station of the United States is called by."""
    if _HOST.fullmatch(name) is not None:
        return True
    station = _STATION.fullmatch(name)
    return station is not None and not load_vocabulary().is_english(station[1].lower())


def _is_name(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= MOST_WORDS and all(word[0].isupper() or word in {"of", "and", "the"} for word in words)


def find_masthead(text: str, layout: Layout, forms: Forms) -> str | None:
    """The name above the headline, told by its last word or its motto, above a menu, or as who issues a release."""
    first = min((s.start for s in layout.segments if s.role not in {"boilerplate", "date_line"}), default=0)
    head = max(first, min((s.start for s in layout.of("paragraph")), default=0))
    above = [_line(text, segment) for segment in layout.of("boilerplate") if segment.end <= head]
    released = any(_RELEASED.search(line) for line in above)
    for place, name in enumerate(above):
        issuer = name.removeprefix("From ")
        if name[:1].isupper() and place + 1 < len(above) and is_motto(above[place + 1]):
            return name
        if (released or not place) and ISSUER.match(issuer):
            return issuer
        if released and name.startswith("From: ") and name.count(" and ") <= 1:
            return name.removeprefix("From: ")
        if place < HIGH and _is_paper(name, forms):
            return name
    if above[1:] and _heads_menu(above[0], above[1], text, forms):
        return _known(above[0], forms)
    return next((name.removeprefix("www.") for name in above[:HIGH] if _is_site(name)), None)


def _known(name: str, forms: Forms) -> str:
    """The outlet that a masthead begins with, where it is known: `Andina Peru News Agency`; else all of it."""
    words = name.split()
    firsts = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((first for first in firsts if plain(first) in forms.outlets), name)


def _heads_menu(name: str, below: str, text: str, forms: Forms) -> bool:
    """Whether the first line of a page is a name above its menu; common words are one if they stand elsewhere, too."""
    words, said = name.split(), load_vocabulary()
    if not _is_name(name) or is_rubric(name, forms) or is_addressed(name, forms) or not is_menu(below, forms):
        return False
    told = not all(map(said.is_english, words))
    return told or (len(words) >= FEWEST_WORDS and key(text).count(key(name)) > 1)


def _line(text: str, segment: Segment) -> str:
    return segment.slice(fold(text)).strip(" |\n")
