"""Quantities: a number with what it counts and how exact it claims to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_letters
from typing import NamedTuple

from broadsheet.articles.figure import Figure
from broadsheet.articles.folding import fold
from broadsheet.articles.segment import Segment
from broadsheet.reading.building import built
from broadsheet.reading.cents import HUNDREDTH, find_cents
from broadsheet.reading.elisions import find_counted
from broadsheet.reading.lexicon import Lexicon, alternatives
from broadsheet.reading.moments import CLOCK, MULTIPLE, is_moment
from broadsheet.reading.numbers import Number, find_numbers
from broadsheet.reading.ranges import Part, join_ranges
from broadsheet.reading.stretch import Stretch
from broadsheet.reading.tails import Tail
from broadsheet.reading.units import Unit, find_money, find_noun, find_unit, local_signs

__all__ = ["read_figures"]

SILENT = frozenset({"date_line", "dateline", "marker", "credit", "byline", "sign_off", "boilerplate"})
"""Roles of segments that state no figures."""

_REACH = 44
_NAME_LETTERS = ascii_letters + "'-"
_SENTENCE_LEFT = re.compile(r"(?:^|[.!?:;\u2026\u2013\"\u201c\u00ab(]['\")]* ?)$")
_RATES = frozenset({"percent", "percentage point"})
_SPENT = frozenset({"day", "night", "morning", "afternoon", "evening"})
"""What something may be done in: in one day."""

_NOBODY = frozenset({"other", "more"})
_MINUS = re.compile(r"(?:^|[\s(])([Mm]inus |[-\u2013])$")
_WARM = re.compile(
    r"\b(?:temperatures?|heat\w*|hot|hottest|cold\w*|warm\w*|top of|maximum|minimum|highs? of|lows? of|mercury"
    r"|forecast|fro(?:st\w*|zen?)|freez\w+|thaw\w*|chill\w*|snow\w*|[Mm]inus)\b"
)
_SCALES = {
    scale: re.compile(rf"{scale[0]}\b(?:(?<=\d{scale[0]})|(?<=\d {scale[0]}))") for scale in ("Celsius", "Fahrenheit")
}
"""The sign of each scale behind a number."""

_MARKS = frozenset("\u201d\u2019\"'\u00bb")
_TITLED = re.compile(r"[\u201c\u2018\"'\u00ab](?:[A-Z][\w-]*[ :]){1,4}$")
_SOMEBODY = re.compile(r" [A-Z][a-z'-]+ [A-Z][a-z'-]+\b")
"""Behind "one": somebody of that name, whom a text counts nothing by."""

_CALLED = re.compile(
    r" (?:[A-Z]{2,}\b|(?:[A-Z][a-z]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Drive|Boulevard"
    r"|Battalion|Brigade|Regiment|Squadron|Division|Corps|Wing)\b)"
)
_EACH = re.compile(r"\b(?:a|an|each|every|per|one|that|this|last|next) (?:day|week|season|round|night|game)[,:]? $")
_MAGNITUDE = re.compile(r"\b[Mm]agnitude (?:of )?$")
_TITLES = frozenset({"headline", "alternative_headline", "subhead"})
_TIMES = re.compile(r" times\b")
_SCALE_LETTER = re.compile(r"(?: ?|-(?=[MBT]))(m|M|b|B|K|T|cr)(?![A-Za-z])")
_SLASH = re.compile(r" ?/[-=](?!\w)")
_DEGREES = 60


@dataclass(frozen=True)
class _Forms:
    before: Tail
    after: re.Pattern[str]
    low: frozenset[str]
    high: frozenset[str]
    silent: frozenset[str]
    capital: frozenset[str]
    small: frozenset[str]
    not_before_one: Tail
    idioms: re.Pattern[str]
    year_left: Tail
    money_scales: re.Pattern[str]
    scales: dict[str, int]


def read_figures(
    text: str, segments: Sequence[Segment], lexicon: Lexicon, country: str | None = None
) -> tuple[Figure, ...]:
    """The quantities that the segments of a text state, in their order; `country` is where it is published.

    >>> text = "Nearly 50 boats left; a third ship carried US$1.5 million."
    >>> story = [Segment(id="g1", role="paragraph", start=0, end=len(text))]
    >>> [(f.slice(text), int(f.value), f.unit) for f in read_figures(text, story, Lexicon.load())]
    [('Nearly 50 boats', 50, 'boat'), ('US$1.5 million', 1500000, 'USD')]
    """
    folded, forms = fold(text), lexicon.compiled(_forms)
    home = _Home(country, local_signs(folded, country, lexicon), _degree(text, country))
    parts: list[tuple[Part, Unit | None]] = []
    for segment in segments:
        if segment.role not in SILENT and not (parts and parts[-1][0].end > segment.start):
            stretch = Stretch(text, folded, segment.start, segment.end)
            before = parts[-1][1] if parts and segment.role == "paragraph" else None
            parts += _in_segment(stretch, segment.role, lexicon, home, before)
    return tuple(_figure(n, part, unit, folded, forms) for n, (part, unit) in enumerate(parts, 1))


class _Home(NamedTuple):
    """What the place and the rest of a text tell about its signs of money and its degrees."""

    country: str | None
    signs: dict[str, str]
    degree: str | None


def _degree(text: str, country: str | None) -> str | None:
    """Whose degrees a text means by the bare word."""
    for scale, sign in _SCALES.items():
        if scale in text or f"\u00b0{scale[0]}" in text or sign.search(text):
            return f"degree {scale}"
    return "degree Celsius" if country is not None and country not in {"US", "LR"} else None


def _in_segment(
    stretch: Stretch, role: str, lexicon: Lexicon, home: _Home, before: Unit | None
) -> Iterator[tuple[Part, Unit | None]]:
    """The figures of a segment with what they count; `before` is what the last one of the paragraph before counts."""
    (_, folded, start, end), forms = stretch, lexicon.compiled(_forms)
    numbers = find_numbers(folded, start, end, lexicon)
    if not numbers:
        return
    parts = [_part(stretch, number, lexicon, forms, home) for number in numbers]
    parts = [part for part in parts if not is_moment(part, folded, start, forms.year_left)]
    last: Part | None = None
    noun: Unit | None = before if before and not before.firm else None
    for whole in join_ranges(parts, folded, start):
        if _is_figure(whole, stretch, role, forms):
            part = _in_millions(whole, last, folded)
            carried = last.unit if last and last.unit and _carries(part, last, folded) else noun
            if carried and not carried.firm and part.number.value % 1:
                carried = None
            unit = part.unit or find_counted(stretch, part.number, (part.start, part.end), lexicon) or carried
            last = part if part.unit is (unit or noun) else part._replace(unit=unit or noun)
            noun = unit if unit and not part.money and unit.name not in _RATES else noun
            yield part, unit


def _carries(part: Part, last: Part, folded: str) -> bool:
    """Whether a bare number may count what the number before it counted, and not what a rise by that led to."""
    if last.unit is not None and last.unit.name in _RATES and folded[last.end : part.start] == " to ":
        return False
    near = part.start - last.end <= 40
    if last.unit is None or (last.unit.name not in _RATES and not last.money):
        return near or last.unit is None or not last.unit.firm
    return near and (last.unit.name not in _RATES or part.number.value <= 100)


def _in_millions(part: Part, last: Part | None, folded: str) -> Part:
    """7.4 million stoppers, against 0.9m: the letter is a scale here and no metre."""
    if last is None or last.number.scale < 1000000 or part.unit is None or part.unit.name != "metre":
        return part
    if folded[part.number.end : part.end] != "m" or last.unit is None or last.unit.name == "metre":
        return part
    number = part.number._replace(end=part.end, value=part.number.value * 1000000, scale=1000000)
    return part._replace(number=number, unit=None)


def _part(stretch: Stretch, number: Number, lexicon: Lexicon, forms: _Forms, home: _Home) -> Part:
    return _money(stretch, number, lexicon, forms, home) or _counted(stretch, number, lexicon, forms, home)


def _money(stretch: Stretch, number: Number, lexicon: Lexicon, forms: _Forms, home: _Home) -> Part | None:
    """A sum of money by the sign before it, the stroke after it, or as a number of cents."""
    folded, end = stretch.folded, stretch.end
    money = None if number.words else find_money(stretch, number.start, lexicon, home.signs)
    if money:
        number = _scaled(folded, number, end, forms)
        return Part(number, money[0], number.end, Unit(money[1], number.end), money=True)
    if number.scale == 1 and (cents := find_cents(stretch, number.end, lexicon, home.signs)):
        whole = number._replace(value=number.value * HUNDREDTH)
        return Part(whole, number.start, cents.end, Unit(cents.code, cents.end), money=True, parts=True)
    if "/-" in home.signs and folded.find("/", number.end, number.end + 6) >= 0:
        return _slashed(folded, number, end, forms, home)
    return None


def _counted(stretch: Stretch, number: Number, lexicon: Lexicon, forms: _Forms, home: _Home) -> Part:
    folded, end = stretch.folded, stretch.end
    million = None if number.words else forms.money_scales.match(folded, number.end, end)
    if million and find_noun(stretch, million.end(), lexicon):
        number = number._replace(end=million.end(), value=number.value * 1000000)
    unit = _unit(stretch, number, lexicon, home)
    part = Part(number, number.start, unit.end if unit else number.end, unit)
    left = folded[max(stretch.start, number.start - 14) : number.start]
    if "agnitude " in left and (measured := _MAGNITUDE.search(folded, number.start - len(left), number.start)):
        return Part(number, measured.start(), number.end, Unit("magnitude", number.end))
    if unit is None and number.value <= _DEGREES and left[-6:].lower() == "minus ":
        unit = Unit(home.degree or "degree Celsius", number.end)
    minus = unit and _MINUS.search(folded, max(stretch.start, number.start - 7), number.start)
    if minus and unit and (unit.name in _RATES or unit.name.startswith("degree") or minus[1].lower() == "minus"):
        whole = number._replace(start=minus.start(1), value=-number.value)
        return part._replace(unit=unit, number=whole, start=minus.start(1))
    return part


def _unit(stretch: Stretch, number: Number, lexicon: Lexicon, home: _Home) -> Unit | None:
    """What stands after a number that is no money."""
    folded = stretch.folded
    unit = find_unit(stretch, number.end, lexicon, one=number.value == 1)
    if unit is None:
        times = _TIMES.match(folded, number.end, stretch.end)
        return Unit("time", times.end()) if times and not MULTIPLE.match(folded, number.end, stretch.end) else None
    if unit.name in _NOBODY:
        return None
    if unit.name == "degree" and home.degree:
        warm = _WARM.search(folded, max(stretch.start, number.start - 90), number.start)
        return unit._replace(name=home.degree) if warm else unit
    return unit


def _slashed(folded: str, number: Number, end: int, forms: _Forms, home: _Home) -> Part | None:
    """Shillings or rupees by the stroke after them: 500/-, 94m/-, 2bn/=."""
    whole = _scaled(folded, number, end, forms)
    stroke = _SLASH.match(folded, whole.end, end)
    if stroke is None:
        return None
    return Part(whole, number.start, stroke.end(), Unit(home.signs["/-"], stroke.end()), money=True)


def _scaled(folded: str, number: Number, end: int, forms: _Forms) -> Number:
    """$5m, £2bn: letters that are scales after a sign of money."""
    letter = _SCALE_LETTER.match(folded, number.end, end) if number.scale == 1 else None
    if letter is None:
        return number
    scale = forms.scales[letter[1]]
    return number._replace(end=letter.end(), value=number.value * scale, scale=scale)


def _is_figure(part: Part, stretch: Stretch, role: str, forms: _Forms) -> bool:
    number, folded, start = part.number, stretch.folded, stretch.start
    left = folded[max(start, number.start - 24) : number.start]
    if part.money:
        return True
    if number.words:
        return _is_counting_word(part, folded, left, role, forms)
    inside = number.start > start and folded[number.start - 1].isalpha()
    if inside or folded[part.end : part.end + 1].isalnum() or _closes_title(number, stretch):
        return False
    if part.unit is None and (_goes_on(part, stretch, role) or _is_stamp(number, stretch)):
        return False
    return not (part.low is None and left[-1:] == "-") and not _is_name(part, left, role, forms)


def _closes_title(number: Number, stretch: Stretch) -> bool:
    """Whether a number is the last word of a title in quotation marks: the new “Dune 2” game."""
    if stretch.text[number.end : number.end + 1] not in _MARKS:
        return False
    return _TITLED.search(stretch.text, max(stretch.start, number.start - 40), number.start) is not None


def _is_stamp(number: Number, stretch: Stretch) -> bool:
    """Whether a number is the time over an entry: 17.05, 16.41 GMT."""
    return number.start == stretch.start and CLOCK.fullmatch(stretch.folded, number.start, number.end) is not None


def _goes_on(part: Part, stretch: Stretch, role: str) -> bool:
    """Whether a bare number only begins a name: 12-tone, 737 MAX, 10 Kelder Street."""
    right = stretch.folded[part.end : part.end + 2]
    if right[:1] == "-" and right[1:2].isalnum():
        return True
    return role == "paragraph" and _CALLED.match(stretch.folded, part.end, stretch.end) is not None


def _is_counting_word(part: Part, folded: str, left: str, role: str, forms: _Forms) -> bool:
    number = part.number
    if folded[number.end : number.end + 1] == "-" and part.unit is None:
        return False
    spent = part.unit is not None and part.unit.name in _SPENT and left.endswith((" in ", "In ", " within "))
    if not spent and forms.idioms.match(folded, number.start) and not forms.before.search(left):
        return False
    if part.unit is None and _is_named(left, forms):
        return False
    word = folded[number.start : number.end].lower()
    if word == "one":
        if part.unit is None or _SOMEBODY.match(folded, number.end):
            return False
        return forms.not_before_one.search(left.lower()) is None
    capital = folded[number.start].isupper() and role != "headline" and _SENTENCE_LEFT.search(left) is None
    return not (capital and folded[number.end + 1 : number.end + 2].isupper())


def _is_named(left: str, forms: _Forms) -> bool:
    """Whether the word before a number in words makes it a name: class five, Gate Two."""
    word, _ = _word_left(left)
    return left[-1:] == " " and (word in forms.small or word in forms.capital)


def _is_name(part: Part, left: str, role: str, forms: _Forms) -> bool:
    """Whether the word before makes the number a part of a name or of a reference."""
    word, before = _word_left(left)
    if not word:
        return False
    if part.unit is not None and _EACH.search(left):
        return False
    if word in forms.capital or word in forms.small:
        return part.unit is None or not part.unit.firm or part.unit.name == "day"
    if role in _TITLES:
        return part.unit is None and word.title() in forms.capital
    if part.unit is not None or not word[0].isupper() or left[-1:] != " ":
        return False
    return _SENTENCE_LEFT.search(before) is None and forms.before.search(left) is None


def _word_left(left: str) -> tuple[str, str]:
    """The word that the number follows, with no more than a sign between them, and what stands before the word."""
    bare = left.removesuffix("#").removesuffix(" ")
    bare = bare[:-1] if bare.endswith((".", ":")) else bare
    before = bare.rstrip(_NAME_LETTERS)
    word = bare[len(before) :]
    return (word, before) if word[:1].isupper() or (word.isalpha() and word.islower()) else ("", before)


def _figure(n: int, part: Part, unit: Unit | None, folded: str, forms: _Forms) -> Figure:
    start, end, qualifier = part.start, part.end, None
    if match := forms.before.search(folded, max(0, start - _REACH), start):
        start, qualifier = match.start(1), " ".join(match[1].lower().split())
    elif match := forms.after.match(folded, part.end):
        end, qualifier = match.end(), match[1].lower()
    value = None if part.low is not None else part.number.value
    low, high = part.low, part.high
    if value is not None:
        low = value if qualifier in forms.low else None
        high = value if qualifier in forms.high else None
    name = unit.name if unit else None
    return built(
        Figure, id=f"f{n}", start=start, end=end, value=value, low=low, high=high, unit=name, qualifier=qualifier
    )


def _forms(lexicon: Lexicon) -> _Forms:
    table = lexicon["numbers"]
    qualifiers = table["qualifiers"]
    silent = frozenset(qualifiers["silent"])
    before = [word for kind in ("low", "high", "near") for word in qualifiers[kind] if word not in silent]
    after = [word for kind in ("after_low", "after_high", "after_near") for word in qualifiers[kind]]
    anycase = [form for word in before for form in (word, word[0].upper() + word[1:])]
    years, words_before = table["skips"]["before_year"], table["skips"]["not_before_one"]
    return _Forms(
        before=Tail(before, rf"(?<![\w'-])({alternatives(anycase)}) +$"),
        after=re.compile(rf",? ({alternatives(after)})(?![a-z])"),
        low=frozenset([*qualifiers["low"], *qualifiers["after_low"]]),
        high=frozenset([*qualifiers["high"], *qualifiers["after_high"]]),
        silent=silent,
        capital=frozenset(table["names"]["capital"]),
        small=frozenset(table["names"]["small"]),
        not_before_one=Tail(words_before, rf"\b(?:{alternatives(words_before)})[ -]$"),
        idioms=re.compile(rf"(?:{alternatives(table['skips']['idioms'])})(?![a-z])", re.IGNORECASE),
        year_left=Tail(years, rf"(?<![\w'])(?:{alternatives(years)}) ?$", re.IGNORECASE),
        money_scales=re.compile(r" ?[mM](?= (?:[a-z]+s|head|people|men|women|children|sheep|cattle|fish)\b)"),
        scales={word: int(value) for word, value in table["money_scales"].items()},
    )
