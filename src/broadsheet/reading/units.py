"""What a number counts: money, per cent, a measure, or the noun after it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from broadsheet.articles.folding import fold
from broadsheet.reading.index import Firsts, index_of
from broadsheet.reading.lexicon import Lexicon, alternatives
from broadsheet.reading.plurals import is_plural, singular
from broadsheet.reading.stretch import Stretch

__all__ = ["Unit", "find_money", "find_noun", "find_unit", "local_signs"]

_WORD = re.compile(r"(?: \([A-Z]{2,6}\))? +[\"\u201c]?([A-Za-z][A-Za-z]*(?:['-][A-Za-z]+)*)('?)")
_PERCENT = re.compile(
    r"( ?%| ?[Pp]er ?[Cc]ent\b(?! age)|-[Pp]er ?[Cc]ent\b|pc\b| ?pct\b)(?:(?:age)?[ -]([Pp]oints?)\b)?"
)
_OLD = re.compile(r"[ -](years?|months?|weeks?|days?)[ -]olds?\b")
_AGES = tuple(unit + s for unit in ("year", "month", "week", "day") for s in ("", "s"))
_FIRST = ("%", "per", "percent", "Per", "Percent", "pc", "strong", "in")
"""What else a unit begins with."""

_STRONG = re.compile(r"[ -]strong\b")
_HYPHENED = re.compile(r"-([A-Za-z][A-Za-z/]*)")
_POINTS = re.compile(r"-(basis|percentage)-points?\b")
_SOLID = re.compile(r"-(square|cubic)-([a-z]+)")
_PER = re.compile(r"(?: of [a-z]+)? per ((?:square |cubic )?[a-z]+)(?![\w-])")
_SECOND = re.compile(r" (?:half|quarter|period|leg|round|innings|row|place|set|term|class|tier|rate|hand)\b")
_INCHES = re.compile(r"in(?![\w-])")
"""The letters right behind the digits."""

_RUPEES, _PAISE = re.compile(r"R[es]\.? ?\d"), ("paisa", "paise")
"""Without one of these nobody asks whose the rupees are."""

_SHILLINGS = re.compile(r"Sh(?:illing)?s?\.? ?\d")
_KWACHA = ("kwacha", "Zambia", "Malawi")
_CFA = frozenset({"XAF", "XOF"})
_POUNDS = frozenset({"pound", "pounds"})
_OF_A_THING = re.compile(
    r" of (?!the\b|a\b|an\b|public|private|taxpayer|its|his|her|their|invest|fund|debt|aid)[a-z]{3,}"
)
_A_TON = re.compile(
    r" (?:a|an|per|each) (?:metric )?(?:tonne|ton|kilo|kilogram|ounce|hectare|month|year|week|day|hour)\b"
)
_CONVERTED = re.compile(r" \((?:about |or )?(?:US|C|A)?[$\u20ac]")
"""The same sum in another currency."""

_SUFFERED = frozenset({"dead", "injured", "wounded", "missing", "hurt", "homeless"})
"""What became of those who are counted is no noun behind them: two soldiers dead."""

_SHORT = re.compile("[A-Z]{2,5}s")
_AND = re.compile(r" and ([a-z]+)(?![\w'-])")
_NEXT = re.compile(r"(?: +|-)?([A-Za-z]+)")
_HEAD = re.compile(r"[A-Za-z]+|[^A-Za-z]")
_CLOSED = frozenset({"' ", '" ', "\u201d ", "\u00bb "})
_REACH = 5
_FURTHER = re.compile(
    r" (?:(?!(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?|the|some|several)\b)[a-z-]+ )?"
    r"((?:[a-z]+s|[a-z]*(?:personnel|people|men|women|children)))(?![\w'-])"
)
"""The noun that a word, or two that "and" joins, only describe: away fans, passenger and freight ferries."""

_LARGE = re.compile(r"\d{1,3},\d{3}|\d{4,}|[\d.]+ ?(?:[mb]n?|[mb]illion|crore|lakh)\b")
"""A sum, behind a code that is a word, too: TOP 1,200."""


_BETWEEN, _BEFORE = frozenset({"and"}), frozenset({"away", "earlier", "later"})
"""Words that end no noun: 300 away fans, two earlier schemes."""

_NO_MODIFIERS = ("people", "women", "children")
"""Behind these a word in -s is no further noun: 46,000 people depends."""


class Unit(NamedTuple):
    """A unit and the offset after the words that name it."""

    name: str
    end: int
    firm: bool = True
    told: bool = False
    """Whether the subject of the sentence tells it, and so of no other sentence."""


@dataclass(frozen=True)
class _Forms:
    sign: re.Pattern[str]
    signs: dict[str, str]
    doubtful: frozenset[str]
    """Codes that are words, too."""

    home: Firsts
    """The words that tell whose a bare dollar is."""

    ends: frozenset[str]
    """The last characters of signs and codes."""
    after: re.Pattern[str]
    codes: dict[str, str]
    nouns: dict[str, str]
    shared: dict[str, dict[str, str]]
    measure: re.Pattern[str]
    measures: dict[str, str]
    irregular: dict[str, str]
    stops: frozenset[str]
    singular: frozenset[str]
    compound: frozenset[str]
    alike: frozenset[str]
    """Words behind "one" that look like an adverb or a verb and are nouns."""

    beyond: frozenset[str]
    modifiers: frozenset[str]
    """Plurals that describe a noun behind them: two arms dealers, and not two lawmakers hinges."""

    nationals: frozenset[str]
    money_noun: re.Pattern[str]
    currencies: frozenset[str]
    """The first words in small letters of what `money_noun` matches."""

    heads: frozenset[str]
    """The first words or signs of all units but nouns and names of currencies."""


def local_signs(folded: str, country: str | None, lexicon: Lexicon) -> dict[str, str]:
    """What a bare $ or Rs is in a text: by the agency, by the country it is published in or speaks of most.

    >>> local_signs("Fees rose to Rs 500 in Lahore and all over Pakistan.", None, Lexicon.load())["Rs"]
    'PKR'
    """
    money, forms = lexicon["money"], lexicon.compiled(_forms)
    told = money["home"].items() if index_of(folded).starts(forms.home) else ()
    dollar = next((code for word, code in told if word in folded), None)
    local = money["local"].get(country or "", {})
    if dollar is None and "$" in local and not any(sign in folded for sign in local["unless"]):
        dollar = local["$"]
    shared = forms.shared
    counted = _RUPEES.search(folded) or any(map(folded.__contains__, _PAISE))
    rupee = local.get("Rs") or (_owner(folded, shared["rupee"]) if counted else shared["rupee"]["default"])
    own = {sign: code for sign, code in local.items() if sign != "unless"}
    signs = {**own, "$": dollar or "USD", "Rs": rupee, "Rs.": rupee, "Re": rupee}
    if any(map(folded.__contains__, _KWACHA)):
        signs["K"] = local.get("K") or _owner(folded, shared["kwacha"])
    if "CFA" in folded:
        signs["CFA"] = signs["FCFA"] = _owner(folded, shared["cfa"])
    if "/-" in folded or "/=" in folded or _SHILLINGS.search(folded):
        shilling = local.get("Sh") or _owner(folded, shared["shilling"])
        signs |= dict.fromkeys(("Sh", "Sh.", "Shs", "Shs.", "Shillings"), shilling)
        signs["/-"] = _owner(folded, {**shared["rupee"], **shared["shilling"]})
    return signs


def find_money(stretch: Stretch, begin: int, lexicon: Lexicon, local: Mapping[str, str]) -> tuple[int, str] | None:
    """The sign or code of a currency that ends where a number begins: its offset and its code.

    >>> find_money(Stretch("US$85 million", "US$85 million", 0, 13), 3, Lexicon.load(), {})
    (0, 'USD')
    """
    forms = lexicon.compiled(_forms)
    text, folded, start, _ = stretch
    last = begin - (2 if folded[begin - 1] == " " else 1)
    if last < start or not (text[last] in forms.ends or folded[last] in forms.ends):
        return None
    near = max(start, begin - 6)
    match = forms.sign.search(text, near, begin)
    if match is None and folded is not text:
        match = forms.sign.search(folded, near, begin)
    if match is None or (len(match[1]) == 1 and match[1].isalpha() and match[0].endswith(" ")):
        return None
    if match[1] in forms.doubtful and not _LARGE.match(folded, begin):
        return None
    return match.start(), local.get(match[1]) or forms.signs[match[1]]


def find_unit(stretch: Stretch, at: int, lexicon: Lexicon, *, one: bool = False) -> Unit | None:
    """The unit that the words after a number name.

    >>> find_unit(Stretch("30 small wooden boats left", "30 small wooden boats left", 0, 26), 2, Lexicon.load())
    Unit(name='boat', end=21, firm=False, told=False)
    """
    forms = lexicon.compiled(_forms)
    text, folded, _, end = stretch
    if folded[at : at + 2] in _CLOSED:
        at += 1
    word = _NEXT.match(folded, at, end)
    head = word[1] if word else folded[at : at + 2].lstrip(" -")[:1]
    may = head in forms.heads or head.startswith("pct")
    return (may and _measure(text, folded, at, end, forms)) or _noun_unit(stretch, at, head, lexicon, one=one)


def _measure(text: str, folded: str, at: int, end: int, forms: _Forms) -> Unit | None:
    """Per cent, money, an age or a measure after a number."""
    if match := _PERCENT.match(folded, at, end):
        return Unit("percentage point" if match[2] else "percent", match.end())
    if match := forms.after.match(text, at, end):
        return Unit(forms.codes[match[1]], match.end())
    if match := _OLD.match(folded, at, end):
        return Unit(match[1].rstrip("s"), match.end())
    if match := _STRONG.match(folded, at, end):
        return Unit("person", match.end())
    if (match := forms.measure.match(text, at, end)) and not _is_ordinal(folded, match):
        return _rate(folded, Unit(forms.measures[" ".join(match[2].split())], match.end()), end, forms)
    inches = _INCHES.match(folded, at, end)
    return Unit("inch", inches.end()) if inches else None


def _is_ordinal(folded: str, match: re.Match[str]) -> bool:
    """Whether a measure is the word for which of several something is: two second half penalties."""
    return match[2] == "second" and match[1] == " " and _SECOND.match(folded, match.end()) is not None


def _noun_unit(stretch: Stretch, at: int, head: str, lexicon: Lexicon, *, one: bool) -> Unit | None:
    """The name of a currency, a compound or a noun after a number, of which `head` is the first word."""
    (_, folded, _, end), forms = stretch, lexicon.compiled(_forms)
    if folded[at : at + 1] not in {" ", "-"}:
        return None
    found = _money_noun(folded, at, end, forms) if head[:1].isupper() or head in forms.currencies else None
    return found or _hyphened(folded, at, end, forms) or find_noun(stretch, at, lexicon, one=one)


def _rate(folded: str, unit: Unit, end: int, forms: _Forms) -> Unit:
    """Milligrams *per litre*: the measure with what it is measured on."""
    match = _PER.match(folded, unit.end, end)
    if match is None or " per " in unit.name or match[1] in {"cent", "annum", "capita"}:
        return unit
    return Unit(f"{unit.name} per {forms.measures.get(match[1]) or singular(match[1], forms.irregular)}", match.end())


def _money_noun(folded: str, at: int, end: int, forms: _Forms) -> Unit | None:
    match = forms.money_noun.match(folded, at, end)
    if match is None:
        return None
    noun = "cfa" if match[2].endswith("CFA") else match[2].lower()
    if noun in _POUNDS and _weighs(folded, match):
        return Unit("pound", match.end())
    if noun in forms.nouns:
        return Unit(forms.nouns[noun], match.end())
    table = forms.shared.get(noun) or forms.shared.get(noun[:-1])
    if table is None:
        return None
    owner = (match[1] or "").strip()
    return Unit(table[owner] if owner in table else _owner(folded, table), match.end())


def _weighs(folded: str, match: re.Match[str]) -> bool:
    """Whether pounds are a weight: of a thing, or where money is in dollars."""
    if match[1] is not None or _A_TON.match(folded, match.end()) or _CONVERTED.match(folded, match.end()):
        return False
    return _OF_A_THING.match(folded, match.end()) is not None or ("$" in folded and "\u00a3" not in folded)


def _owner(folded: str, table: dict[str, str]) -> str:
    """The currency of the country that the text names most often."""
    counts = dict.fromkeys(table.values(), 0)
    for word, code in table.items():
        if word != "default":
            counts[code] += folded.count(word)
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] and counts[best] > counts[table["default"]] else table["default"]


def _hyphened(folded: str, at: int, end: int, forms: _Forms) -> Unit | None:
    if folded[at] != "-":
        return None
    if (solid := _SOLID.match(folded, at, end)) and (name := forms.measures.get(f"{solid[1]} {solid[2]}")):
        return Unit(name, solid.end())
    if points := _POINTS.match(folded, at, end):
        return Unit(f"{points[1]} point", points.end())
    match = _HYPHENED.match(folded, at, end)
    if match is None or match[1] not in forms.compound:
        return None
    word = match[1]
    return Unit(forms.measures.get(word) or singular(word, forms.irregular), match.end())


def find_noun(stretch: Stretch, at: int, lexicon: Lexicon, *, one: bool = False) -> Unit | None:
    """The noun that the words after `at` lead to: the last of the first plurals, or what stands after "one"."""
    forms = lexicon.compiled(_forms)
    text, folded, _, end = stretch
    best: Unit | None = None
    people: Unit | None = None
    last = ""
    for n in range(_REACH):
        match = _next_word(folded, (at, end), n, forms, closed=one or best is not None)
        if match is None or (best and folded.endswith(_NO_MODIFIERS, 0, best.end)):
            break
        word, at = text[match.start(1) : match.end(1)].replace("\u2019", "'"), match.end()
        small = word.lower()
        if one:
            if _ends_noun(small, best, forms):
                break
            best = Unit("person" if word in forms.nationals else small, at, firm=False)
        elif small[-1] == "s" and _SHORT.fullmatch(word):
            return Unit(small[:-1], at, firm=False)
        elif is_plural(small, forms.irregular, forms.singular) and not (best and _is_told_of(small, last, forms)):
            noun = "person" if word in forms.nationals else _singular(small, forms)
            best, last = Unit(noun, at, firm=False), small
        elif best:
            break
        elif word in forms.nationals:
            people = Unit("person", at, firm=False)
    if one and best and best.name.endswith(("ly", "ed")) and best.name not in forms.alike:
        return None
    return _with_second(folded, best, end, forms) if best else people


def _singular(noun: str, forms: _Forms) -> str:
    """The singular of a plural; what is multiplied by a measure has the spelling of that: tonne-kilometers."""
    first, hyphen, last = noun.rpartition("-")
    if hyphen and (measure := forms.measures.get(last)):
        return first + hyphen + measure
    return singular(noun, forms.irregular)


def _is_told_of(word: str, noun: str, forms: _Forms) -> bool:
    """Whether a word that has the form of a noun tells of the noun before it: two soldiers dead, three boats led.

    So does a verb behind a plural that describes no noun: what is said of two boats depends on the captain.
    """
    if word in _SUFFERED or word.endswith("ed"):
        return True
    describes = not noun.endswith("s") or noun in forms.modifiers or forms.irregular.get(noun) == noun
    return word.endswith("s") and not describes


def _next_word(folded: str, span: tuple[int, int], n: int, forms: _Forms, *, closed: bool) -> re.Match[str] | None:
    """The next word that may be of a noun, `n` words behind a number; none behind words that end it."""
    match = _WORD.match(folded, *span)
    if match is None or match[1].lower() not in forms.stops:
        return match
    goes_on = not closed and _describes(match[1], n, folded, match.end(), forms)
    return _WORD.match(folded, match.end(), span[1]) if goes_on else None


def _describes(word: str, n: int, folded: str, at: int, forms: _Forms) -> bool:
    """Whether "and", "away" or "earlier", after `n` words behind a number, goes on to the noun that it counts."""
    if word not in (_BETWEEN if n else _BEFORE):
        return False
    noun = _FURTHER.match(folded, at)
    return noun is not None and noun[1] not in forms.stops and is_plural(noun[1], forms.irregular, forms.singular)


def _ends_noun(word: str, noun: Unit | None, forms: _Forms) -> bool:
    """Whether a word after "one" is no more of the noun: one valley *north*, one machine *finished*, one *writes*."""
    verb = word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and word not in forms.alike
    if noun is None:
        return verb
    return verb or (word.endswith(("ed", "ly")) and word not in forms.alike) or word in forms.beyond


def _with_second(folded: str, unit: Unit, end: int, forms: _Forms) -> Unit:
    """Countries *and territories*: the second noun belongs to the span."""
    match = _AND.match(folded, unit.end, end)
    if match is None or match[1] in forms.stops or match[1].endswith("ed"):
        return unit
    if is_plural(match[1], forms.irregular, forms.singular):
        return Unit(unit.name, match.end(), firm=False)
    return unit


def _forms(lexicon: Lexicon) -> _Forms:
    money, units = lexicon["money"], lexicon["units"]
    codes = {code: code for code in money["codes"]["iso"]} | {"VN\u0110": "VND", "VND": "VND"}
    doubtful = dict.fromkeys(money["codes"]["words"])
    signs = {**codes, **money["signs"], **{code: code for code in doubtful if code not in money["signs"]}}
    after = {**codes, **money["after"]}
    shared = {noun: dict(table) for noun, table in money["shared"].items()}
    shared["cfa"] = {owner: code for owner, code in shared["franc"].items() if code in _CFA}
    owners = alternatives({owner for table in shared.values() for owner in table if owner != "default"})
    small = [*money["nouns"], *shared, *(noun + "s" for noun in shared)]
    nouns = alternatives(
        [*small, "CFA", "FCFA", "F CFA", *(noun.capitalize() for noun in small if noun not in money["words"]["small"])]
    )
    return _Forms(
        sign=re.compile(rf"(?<![A-Za-z0-9.])({alternatives(signs)}) ?$"),
        signs=signs,
        doubtful=frozenset(doubtful),
        home=Firsts(money["home"]),
        ends=frozenset(sign[-1] for sign in signs),
        after=re.compile(rf" ?({alternatives(after)})(?![A-Za-z0-9])"),
        codes=after,
        nouns=dict(money["nouns"]),
        shared=shared,
        measure=re.compile(rf"([ -])?({alternatives(units['measures'])})(?![A-Za-z0-9\u00b2\u00b3])(?(1)(?!-[a-z]))"),
        measures=dict(units["measures"]),
        irregular=dict(units["irregular"]),
        stops=frozenset(units["words"]["stops"]),
        singular=frozenset(units["words"]["singular"]),
        compound=frozenset(units["words"]["compound"]),
        alike=frozenset(units["words"]["nouns"]),
        beyond=frozenset(units["words"]["beyond"]),
        modifiers=frozenset(units["words"]["modifiers"]),
        currencies=frozenset(head[0] for noun in small if (head := _HEAD.match(noun))),
        heads=frozenset(
            head[0] for unit in (*after, *units["measures"], *_FIRST, *_AGES) if (head := _HEAD.match(fold(unit)))
        ),
        nationals=frozenset(form for forms in lexicon["places"]["demonyms"].values() for form in forms),
        money_noun=re.compile(rf"(?: +|-)((?:{owners}|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?) +)?({nouns})(?![A-Za-z-])"),
    )
