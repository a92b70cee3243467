"""The lexicon's lines and names, compiled once for the layout."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from broadsheet.articles.folding import fold, key, word_list
from broadsheet.reading.index import index_of
from broadsheet.reading.layout.phrases import Phrases
from broadsheet.reading.lexicon import Lexicon, alternatives

__all__ = ["Forms", "compile_forms"]


_PUBLISHING = frozenset({"newspaper", "broadcaster", "website", "magazine"})


@dataclass(frozen=True, eq=False)
class Forms:
    """What the lexicon says of lines, each as one expression; names of outlets by their key."""

    lines: Phrases
    """All of the lines of pages, which are told apart below."""

    boilerplate: Phrases
    loose: Phrases
    openers: Phrases
    closers: Phrases
    inset: Phrases
    sign_off: Phrases
    desks: frozenset[str]
    office: frozenset[str]
    offices: frozenset[str]
    byline: re.Pattern[str]
    byline_starts: frozenset[str]
    """The first two characters of what that may be, in small letters."""

    heads: re.Pattern[str]
    translators: tuple[str, ...]
    called: frozenset[str]
    date_words: frozenset[str]
    caption: re.Pattern[str]
    doubtful: frozenset[str]
    captioned: Phrases
    shown: re.Pattern[str]
    seen: re.Pattern[str]
    """Who is doing something that pictures show: `Two dockers wait`."""

    interview: re.Pattern[str]
    turn: re.Pattern[str]
    askers: frozenset[str]
    share: frozenset[str]
    languages: frozenset[str]
    labels: frozenset[str]
    fields: frozenset[str]
    small: frozenset[str]
    rubrics: frozenset[str]
    common: frozenset[str]
    ground: frozenset[str]
    papers: frozenset[str]
    issuers: frozenset[str]
    page_words: frozenset[str]
    joined_words: frozenset[str]
    """Those of them that are several words in one: `e-mail`."""

    page_verbs: frozenset[str]
    own_words: frozenset[str]
    finite: frozenset[str]
    title: re.Pattern[str]
    post: re.Pattern[str]
    """A post, behind which somebody's name stood in a line of its own."""

    posted: re.Pattern[str]
    """A post, and whose it is, and no more: `Harbour police chief Mara Lind`."""

    outlets: Mapping[str, str]
    outlet_words: Mapping[str, list[frozenset[str]]]
    """The words of each name of an outlet, and that by which they sign together, under the longest of them."""

    places: frozenset[str]
    agencies: frozenset[str]
    abbreviations: frozenset[str]
    """Of bodies and countries, by which nobody signs who is no outlet."""

    publishers: frozenset[str]
    marks: tuple[tuple[str, str], ...]

    def on(self, folded: str) -> Forms:
        """The forms for the lines of one page, with the phrases and words that can stand on it."""
        page_words = (self.page_words & index_of(folded).words) | self.joined_words
        kept = object.__new__(Forms)
        vars(kept).update(vars(self) | {"lines": self.lines.on(folded), "page_words": page_words})
        return kept


def compile_forms(lexicon: Lexicon) -> Forms:
    """The forms of a lexicon; ask for them with `lexicon.compiled(compile_forms)`."""
    layout, outlets = lexicon["layout"], lexicon["outlets"]
    interview, posts = layout["interview"], alternatives(lexicon["people"]["offices"]["posts"])
    lines = {name: layout["boilerplate"][name] for name in ("loose", "openers", "closers")}
    lines["boilerplate"] = [*layout["boilerplate"]["lines"], *layout["boilerplate"]["paywall"]]
    lines |= {"inset": layout["inset"]["lines"], "sign_off": layout["sign_off"]["lines"]}
    lines["captioned"] = layout["caption"]["lines"]
    return Forms(
        lines=Phrases(chain.from_iterable(lines.values())),
        **{name: Phrases(phrases) for name, phrases in lines.items()},
        desks=frozenset(key(desk) for desk in layout["byline"]["desks"] if "*" not in desk),
        office=frozenset(layout["byline"]["office"]),
        offices=frozenset(layout["byline"]["offices"]),
        byline=re.compile(
            rf"(?:[-\u2013] )?(?:(?:(?:{_before(layout['byline']['before'])})\s+){{1,2}}(?:\| )?|(?-i:By(?=[A-Z])))",
            re.IGNORECASE,
        ),
        byline_starts=frozenset(["- ", "\u2013 ", *(word[:2].lower() for word in layout["byline"]["before"])]),
        heads=re.compile(rf"(?:{_before(layout['byline']['heads'])})\s+", re.IGNORECASE),
        translators=tuple(layout["byline"]["translators"]),
        called=frozenset(layout["byline"]["called"]),
        date_words=frozenset(layout["date_line"]["words"]),
        caption=_words(layout["caption"]["cues"]),
        doubtful=frozenset(layout["caption"]["doubtful"]),
        shown=re.compile(rf"(?:[A-Z][\w.'()-]*,? ){{2,12}}(?:{alternatives(layout['caption']['shown'])})\b"),
        seen=re.compile(
            rf"(?P<who>(?:(?!(?:not|to)\b)[A-Za-z][\w.'-]*,? ){{1,8}}?)(?:{alternatives(layout['caption']['seen'])})\b"
        ),
        interview=_words(interview["cues"]),
        turn=re.compile(rf"({alternatives([*interview['askers'], *interview['answerers']])})[:.]\s", re.IGNORECASE),
        askers=frozenset(interview["askers"]),
        share=frozenset(layout["share"]["words"]),
        languages=frozenset(map(key, layout["share"]["languages"])),
        small=frozenset(layout["headline"]["small"]),
        fields=frozenset(layout["headline"]["fields"]),
        labels=frozenset(layout["headline"]["labels"]),
        rubrics=frozenset(layout["headline"]["rubrics"]),
        common=frozenset(layout["page"]["common"]),
        ground=frozenset(layout["dateline"]["ground"]),
        papers=frozenset(layout["masthead"]["words"]),
        issuers=frozenset(layout["masthead"]["issuers"]),
        page_words=frozenset(layout["page"]["words"]),
        joined_words=frozenset(word for word in layout["page"]["words"] if not word.isalpha()),
        page_verbs=frozenset(layout["page"]["verbs"]),
        own_words=frozenset(layout["page"]["own"]),
        finite=frozenset(layout["page"]["finite"]),
        title=re.compile(
            rf"(?:^|\s)(?:\(|in\s(?=[A-Z])|(?:{_desks(layout['byline']['desks'])})\b)(?s:.*)", re.IGNORECASE
        ),
        post=re.compile(rf"{posts}\b", re.IGNORECASE),
        posted=re.compile(
            rf"(?<![\w'&-])(?:[\w'&-]+ ){{0,5}}(?i:{posts}) "
            r"(?P<name>[A-Z][\w'\u2019-]+(?: [A-Z]\.)? [A-Z][\w'\u2019-]+)$"
        ),
        outlets=_names(outlets),
        outlet_words=_by_longest([*_names(outlets), "agencies"]),
        places=_places(lexicon),
        agencies=_agencies(outlets),
        abbreviations=_abbreviations(lexicon),
        publishers=frozenset(outlet for outlet, about in outlets.items() if about["kind"] in _PUBLISHING),
        marks=tuple((key(mark), outlet) for outlet, about in outlets.items() for mark in about.get("marks", ())),
    )


def _names(outlets: Mapping[str, Any]) -> dict[str, str]:
    return {key(name): outlet for outlet, about in outlets.items() for name in _spellings(about)}


def _spellings(about: Mapping[str, Any]) -> list[str]:
    return [about["name"], *about.get("abbreviation", ()), *about.get("alias", ()), *about.get("signs", ())]


def _by_longest(names: Iterable[str]) -> dict[str, list[frozenset[str]]]:
    """The words of names under the longest of each."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for name in names:
        words = word_list(name)
        found[max(words, key=len, default=name)].append(frozenset(words))
    return dict(found)


def _abbreviations(lexicon: Lexicon) -> frozenset[str]:
    """The abbreviations of bodies and countries."""
    names = [*lexicon["organisations"]["known"].items(), *lexicon["places"]["countries"].items()]
    return frozenset(form for name, forms in names for form in (name, *forms) if form.isalpha() and form.isupper())


def _places(lexicon: Lexicon) -> frozenset[str]:
    """The names of places that the lexicon knows."""
    found: set[str] = set()
    for table in (lexicon["places"], lexicon["countries"]):
        for part in ("regions", "states", "vietnam", "cities"):
            found.update(map(key, table.get(part, {}).get("names", ())))
        for names in table.get("countries", {}).values():
            found.update(map(key, chain(names, chain.from_iterable(map(_islands, names)))))
    return frozenset(found)


def _islands(country: str) -> Iterator[str]:
    """The lands that a country is called by, each by itself: `Trinidad`, `Tobago`, `St. Kitts`."""
    for land in country.split(" and ") if " and " in country else ():
        yield land.removeprefix("the ")
        if land.startswith("Saint "):
            yield from (land.replace("Saint", short, 1) for short in ("St", "St."))


def _agencies(outlets: Mapping[str, Any]) -> frozenset[str]:
    """The names that may sign a story, exactly as they are spelled, or in capitals."""
    return frozenset(
        fold(form) for about in outlets.values() for name in _spellings(about) for form in (name, name.upper())
    )


def _before(words: Iterable[str]) -> str:
    """The words before a name: with a colon where they are written with one, else with or without."""
    listed = list(words)
    labels = [word[:-1] for word in listed if word.endswith(":")]
    rest = [word for word in listed if not word.endswith(":")]
    return f"{alternatives(rest)} ?:?|{alternatives(labels)} ?:" if labels else f"{alternatives(rest)} ?:?"


def _desks(desks: Iterable[str]) -> str:
    return alternatives(desk.removesuffix("*").strip() for desk in desks)


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE)
