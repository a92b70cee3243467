"""Quantities: a number with what it counts and how exact it claims to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from broadsheet.articles.figure import Figure
from broadsheet.articles.folding import fold
from broadsheet.articles.segment import Segment
from broadsheet.reading.building import built
from broadsheet.reading.cents import find_cents
from broadsheet.reading.counting import MORE, NumberForms, is_figure, number_forms
from broadsheet.reading.elisions import find_counted, is_harmed
from broadsheet.reading.innings import counts_runs, is_cricket, is_score
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.moments import MULTIPLE, is_moment
from broadsheet.reading.numbers import Number, find_numbers
from broadsheet.reading.ranges import Part, join_ranges
from broadsheet.reading.stretch import Stretch
from broadsheet.reading.units import Unit, find_money, find_noun, find_unit, local_signs
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = ["read_figures"]

SILENT = frozenset({"date_line", "dateline", "marker", "credit", "byline", "sign_off", "boilerplate"})
"""Roles of segments that state no figures."""

_REACH, _ASIDE = 44, 12
_RATES = frozenset({"percent", "percentage point", "magnitude"})
_NOBODY = frozenset({"other", "more"})
_OF_ONE_KIND = frozenset({"man", "woman", "boy", "girl", "child", "infant", "baby", "schoolchild", "toddler"})
"""Others beside one of these are people of any kind."""

_SPANS = frozenset({"year", "month", "week", "day", "hour", "minute"})
_LONG, _LISTED_NEAR = 10000, 40
_PEOPLE = frozenset({"person", "voter", "man", "woman", "child", "student", "pupil", "resident", "worker", "other"})
"""Whom a number with a fraction does not count."""

_ONE_MORE = re.compile(
    r" (?:in|to|for|on|at|from|belongs)\b(?! (?:\d|two|three|four|five|six|seven|eight|nine|ten|every|a row)\b)"
)
_MINUS = re.compile(r"(?:^|[\s(])([Mm]inus |[-\u2013])$")
_SIGNS = ("inus ", "-", "\u2013")
"""The expression ends in one of these."""

_WARM = re.compile(
    r"\b(?:temperatures?|heat\w*|hot|hottest|cold\w*|warm\w*|top of|maximum|minimum|highs? of|lows? of|mercury"
    r"|forecast|fro(?:st\w*|zen?)|freez\w+|thaw\w*|chill\w*|snow\w*|[Mm]inus)\b"
)
_SCALES = {
    scale: re.compile(rf"{scale[0]}\b(?:(?<=\d{scale[0]})|(?<=\d {scale[0]}))") for scale in ("Celsius", "Fahrenheit")
}
"""The sign of each scale behind a number."""

_MAGNITUDE = re.compile(r"\b[Mm]agnitude[ -](?:of )?$")
_OF_MAGNITUDE = (" magnitude", "-magnitude")
"""Behind a number that is one: a 5.1 magnitude."""

_SHOOK = re.compile(r"\b(?:earthquakes?|quakes?|tremors?|aftershocks?)\b[^.;]{0,40}\bmeasur(?:ed|ing) $")
"""Before a bare number that is a magnitude."""

_STRONGEST = 10
"""No earthquake has a larger magnitude."""

_SOME_OF = re.compile(r"\b[Oo]f (?:the |its |their )?(?:\d[\d,]*|[a-z]+) (?:[a-z-]+ ){0,3}?[a-z]+s, $")
"""Before the number of some of those that were counted: of 23 quays, 15."""

_DID = re.compile(r" [a-z]+ed (?:[a-z-]+ )?[a-z]+s\b")
"""What those some did: posted losses."""

_ACCUSED = re.compile(
    r" (accused)(?=[,.;)]| (?:in|and|on|who|were|are|was|have|has|had|from|including|pleaded|appeared|face|faced|denied"
    r"|remain(?:ed)?)\b)"
)
"""Those who stand trial, by a noun that is its own plural, and not what somebody accused others of."""

_TIMES = re.compile(r" times\b")
_NUMBER_OF = re.compile(r" the (?:total )?number of")
"""Before the noun, where the verb has it so: it brings to 45 the number of boats."""

_SMALL = re.compile(r" ([a-z]{3,})(?![\w'-])")
_CAPITAL = re.compile(r" ([A-Z][a-z]+)")
_SCALE_LETTER = re.compile(r"(?: ?|-(?=[MBT]))(m|M|b|B|K|T|cr|tr)(?![A-Za-z])")
_SLASH = re.compile(r" ?/[-=](?!\w)")
_DEGREES = 60
_NAIRA = 3
"""Hardly anything costs so few naira that they are written in fewer figures."""


def read_figures(
    text: str, segments: Sequence[Segment], lexicon: Lexicon, country: str | None = None
) -> tuple[Figure, ...]:
    """The quantities that the segments of a text state, in their order; `country` is where it is published.

    >>> text = "Nearly 50 boats left; a third ship carried US$1.5 million."
    >>> story = [Segment(id="g1", role="paragraph", start=0, end=len(text))]
    >>> [(f.slice(text), int(f.value), f.unit) for f in read_figures(text, story, Lexicon.load())]
    [('Nearly 50 boats', 50, 'boat'), ('US$1.5 million', 1500000, 'USD')]
    """
    folded, forms = fold(text), lexicon.compiled(number_forms)
    home = _Home(country, local_signs(folded, country, lexicon), _degree(text, country), is_cricket(folded))
    parts: list[tuple[Part, Unit | None]] = []
    for segment in segments:
        if segment.role not in SILENT and not (parts and parts[-1][0].end > segment.start):
            stretch = Stretch(text, folded, segment.start, segment.end)
            before = parts[-1][1] if parts and segment.role == "paragraph" else None
            parts += _in_segment(stretch, segment.role, lexicon, home, before)
    return tuple(_figure(n, part, unit, folded, forms) for n, (part, unit) in enumerate(parts, 1))


class _Home(NamedTuple):
    """What the place and the rest of a text tell about its signs of money, its degrees and its scores."""

    country: str | None
    signs: dict[str, str]
    degree: str | None
    cricket: bool


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
    (_, folded, start, end), forms = stretch, lexicon.compiled(number_forms)
    numbers = find_numbers(folded, start, end, lexicon)
    if not numbers:
        return
    if home.cricket:
        numbers = [number for number in numbers if not is_score(number, folded)]
    parts = [_part(stretch, number, lexicon, forms, home) for number in numbers]
    parts = [part for part in parts if not is_moment(part, folded, start, forms.year_left, forms.old_thing)]
    last: Part | None = None
    noun: Unit | None = before if before and not (before.firm or before.told) else None
    things = noun
    wholes = list(join_ranges(parts, folded, start))
    for n, whole in enumerate(wholes, 1):
        if is_figure(whole, stretch, role, forms) or _is_one_more(whole, last, folded):
            part = _in_brackets(_in_millions(whole, last, folded), last, folded)
            part = _of_percent(part, last, folded)
            unit = part.unit or find_counted(stretch, part.number, (part.start, part.end), lexicon)
            unit = unit or _of_next(part, wholes[n : n + 1], folded) or _carried(part, last, noun, folded, forms)
            unit = things if unit and part.unit is None and _is_too_long(part, unit) else unit
            if not _is_converted(part, last, folded):
                last = part if part.unit is (unit or noun) else part._replace(unit=unit or noun)
            aged = folded.endswith("old", part.start, part.end)
            own = aged or part.money or (unit and (unit.told or unit.name.isupper() or unit.name in _RATES))
            noun = unit if unit and not own else noun
            things = noun if noun and noun.name not in _SPANS else things
            yield part, unit


_ON_AVERAGE = re.compile(r" (?:per|each|on average|for (?:each|every)|to (?:each|every|an?|one)|an? [a-z])\b")
"""Behind a part of a person, where it is one: 2.5 children per woman."""


def _of_percent(part: Part, last: Part | None, folded: str) -> Part:
    """20.8 Chinese voters, behind 64.9 percent of others: nobody counts a tenth of a person, but per cent of them."""
    if last is None or last.unit is None or last.unit.name != "percent" or part.unit is None or part.unit.firm:
        return part
    near = part.start - last.end <= _LISTED_NEAR and ". " not in folded[last.end : part.start]
    near = near and _ON_AVERAGE.match(folded, part.end) is None
    if not (near and part.number.value % 1 and part.number.scale == 1 and part.unit.name in _PEOPLE):
        return part
    return part._replace(end=part.number.end, unit=last.unit._replace(end=part.number.end))


def _is_too_long(part: Part, unit: Unit) -> bool:
    """Whether a bare number is more than anybody gives of days or years: 627,720 between 0-59 months."""
    return unit.name in _SPANS and part.number.value >= _LONG and not part.number.words


def _carried(part: Part, last: Part | None, noun: Unit | None, folded: str, forms: NumberForms) -> Unit | None:
    """What a bare number counts as another did before it: the last one, or the last with a `noun`."""
    nobody = last is None or (last.unit is not None and last.unit.name in forms.unharmed)
    if is_harmed(folded, part.end) and (nobody or (last and ". " in folded[last.end : part.start])):
        return Unit("person", part.end, firm=False)
    named = _CAPITAL.match(folded, part.end)
    if named and not part.number.words and named[1].lower() not in forms.stops:
        return None
    carried = last.unit if last and last.unit and _carries(part, last, folded) else noun
    joined = carried is None and folded.endswith((" and ", " with "), 0, part.start)
    if (joined or (carried and carried.name in _OF_ONE_KIND)) and folded.startswith(" others", part.number.end):
        return Unit("person", part.end, firm=False)
    return None if carried and not carried.firm and part.number.value % 1 else carried


def _carries(part: Part, last: Part, folded: str) -> bool:
    """Whether a bare number may count what the number before it counted, and not what a rise by that led to."""
    if last.unit is not None and last.unit.name in _RATES and folded[last.end : part.start] == " to ":
        return False
    if last.unit is not None and last.unit.told and ". " in folded[last.end : part.start]:
        return False
    if folded.endswith("old", last.start, last.end) and not folded.endswith((" a ", " an "), 0, part.start):
        return False
    near = part.start - last.end <= 40
    if last.unit is None or (last.unit.name not in _RATES and not _is_sum(last)):
        return near or last.unit is None or not last.unit.firm
    return near and (last.unit.name not in _RATES or part.number.value <= 100)


def _is_one_more(part: Part, last: Part | None, folded: str) -> bool:
    """Whether a lone "one" counts what the number before it does: two pairs in the office and one in the trunk."""
    if last is None or last.unit is None or last.unit.firm or part.number.value != 1 or not part.number.words:
        return False
    near = part.start - last.end < _ASIDE * _ASIDE and ". " not in folded[last.end : part.start]
    led = folded.endswith((" and ", ", ", " which ", " while "), 0, part.start)
    told = _ONE_MORE.match(folded, part.end) is not None or is_harmed(folded, part.end)
    return near and led and part.unit is None and told


def _of_next(part: Part, following: list[Part], folded: str) -> Unit | None:
    """From seven to four *days*, 10 and 25 *percent*: what another number counts right behind this one."""
    if not following or following[0].money:
        return None
    gap, unit = folded[part.end : following[0].start], following[0].unit
    if gap == " and " and unit and unit.name == "percent" and not part.number.words:
        return unit
    if gap != " to ":
        return None
    return unit if folded.startswith(("from ", "From "), part.start - len("from ")) else None


def _is_converted(part: Part, last: Part | None, folded: str) -> bool:
    """Whether a sum only tells in brackets what the sum before it is in other money."""
    if last is None or not (_is_sum(part) and _is_sum(last)):
        return False
    gap = folded[last.end : part.start]
    return gap.startswith(" (") and len(gap) < _ASIDE and folded.find(")", part.end, part.end + _ASIDE) >= 0


def _is_sum(part: Part) -> bool:
    """Whether it is money, by a sign or by the name of a currency."""
    return part.money or (part.unit is not None and part.unit.name.isupper())


def _in_millions(part: Part, last: Part | None, folded: str) -> Part:
    """7.4 million stoppers, against 0.9m: the letter is a scale here and no metre."""
    if last is None or last.number.scale < 1000000 or part.unit is None or part.unit.name != "metre":
        return part
    if folded[part.number.end : part.end] != "m" or last.unit is None or last.unit.name == "metre":
        return part
    number = part.number._replace(end=part.end, value=part.number.value * 1000000, scale=1000000)
    return part._replace(number=number, unit=None)


def _in_brackets(part: Part, last: Part | None, folded: str) -> Part:
    """EUR 38 million (34.3): the sum of the year before, in brackets behind that of this one, is in its millions."""
    if last is None or not last.money or last.unit is None or part.unit is not None or part.number.words:
        return part
    if folded[last.end : part.start] != " (" or folded[part.end : part.end + 1] != ")":
        return part
    number = part.number._replace(value=part.number.value * last.number.scale, scale=last.number.scale)
    return part._replace(number=number, unit=last.unit, money=True)


def _part(stretch: Stretch, number: Number, lexicon: Lexicon, forms: NumberForms, home: _Home) -> Part:
    return _money(stretch, number, lexicon, forms, home) or _counted(stretch, number, lexicon, forms, home)


def _money(stretch: Stretch, number: Number, lexicon: Lexicon, forms: NumberForms, home: _Home) -> Part | None:
    """A sum of money by the sign before it, the stroke after it, or as a number of cents."""
    folded, end = stretch.folded, stretch.end
    money = None if number.words else find_money(stretch, number.start, lexicon, home.signs)
    if money and _is_road(folded, money[0], number, home.country):
        return None
    if money:
        number = _scaled(folded, number, end, forms)
        return Part(number, money[0], number.end, Unit(money[1], number.end), money=True)
    if number.scale == 1 and (cents := find_cents(stretch, number.end, lexicon, home.signs)):
        whole = number._replace(value=number.value * cents.part)
        return Part(whole, number.start, cents.end, Unit(cents.code, cents.end), money=True, parts=cents.part)
    if "/-" in home.signs and folded.find("/", number.end, number.end + 6) >= 0:
        return _slashed(folded, number, end, forms, home)
    return None


def _is_road(folded: str, start: int, number: Number, country: str | None) -> bool:
    """Whether a letter and a number of one or two figures are a road, and no naira: the N2 to Durban."""
    if folded[start : number.start] != "N" or country == "NG" or "naira" in folded:
        return False
    return number.end - number.start < _NAIRA


def _counted(stretch: Stretch, number: Number, lexicon: Lexicon, forms: NumberForms, home: _Home) -> Part:
    folded, end = stretch.folded, stretch.end
    million = None if number.words else forms.money_scales.match(folded, number.end, end)
    if million and find_noun(stretch, million.end(), lexicon):
        number = number._replace(end=million.end(), value=number.value * 1000000)
    unit = _unit(stretch, number, lexicon, home)
    part = Part(number, number.start, unit.end if unit else number.end, unit)
    left = folded[max(stretch.start, number.start - 14) : number.start]
    if "agnitude" in left and (measured := _MAGNITUDE.search(folded, number.start - len(left), number.start)):
        return Part(number, measured.start(), number.end, Unit("magnitude", number.end))
    if number.value <= _STRONGEST and folded.startswith(_OF_MAGNITUDE, number.end):
        return Part(number, number.start, number.end + len(_OF_MAGNITUDE[0]), Unit("magnitude", number.end))
    if (
        unit is None
        and left.endswith("measuring ")
        and _SHOOK.search(folded, max(stretch.start, number.start - 90), number.start)
    ):
        return part._replace(unit=Unit("magnitude", number.end))
    if unit is None and number.value <= _DEGREES and left[-6:].lower() == "minus ":
        unit = Unit(home.degree or "degree Celsius", number.end)
    minus = unit and left.endswith(_SIGNS) and _MINUS.search(folded, max(stretch.start, number.start - 7), number.start)
    if minus and unit and (unit.name in _RATES or unit.name.startswith("degree") or minus[1].lower() == "minus"):
        whole = number._replace(start=minus.start(1), value=-number.value)
        return part._replace(unit=unit, number=whole, start=minus.start(1))
    return part


def _unit(stretch: Stretch, number: Number, lexicon: Lexicon, home: _Home) -> Unit | None:
    """What stands after a number that is no money."""
    folded = stretch.folded
    unit = find_unit(stretch, number.end, lexicon, one=number.value == 1)
    if unit is None and home.cricket and counts_runs(number, folded, stretch.start, stretch.end):
        return Unit("run", number.end, firm=False)
    if unit and not unit.firm and _DID.match(folded, number.end, unit.end):
        unit = None if _SOME_OF.search(folded, max(stretch.start, number.start - 60), number.start) else unit
    if unit is None and folded.startswith(" or so ", number.end):
        unit = find_noun(stretch, number.end + len(" or so"), lexicon)
    if unit is None and (before := _NUMBER_OF.match(folded, number.end, stretch.end)) is not None:
        unit = find_noun(stretch, before.end(), lexicon)
    if unit is None and (more := next((end for end in MORE if folded.startswith(f"{end} ", number.end)), None)):
        unit = find_noun(stretch, number.end + len(more), lexicon)
    if unit is None:
        return _without_plural(folded, number.end, stretch.end, lexicon.compiled(number_forms))
    if unit.name in _NOBODY:
        return None
    if unit.name == "degree" and home.degree:
        warm = _WARM.search(folded, max(stretch.start, number.start - 90), number.start)
        return unit._replace(name=home.degree) if warm else unit
    return unit


def _without_plural(folded: str, at: int, end: int, forms: NumberForms) -> Unit | None:
    """What is counted by a word that shows no plural, and how often something was done: a 4 goal lead, five times."""
    if told := _ACCUSED.match(folded, at, end) or forms.margin.match(folded, at, end):
        return Unit(told[1], told.end(1))
    times = _TIMES.match(folded, at, end)
    if times is None:
        return _of_other_tongue(folded, at, end)
    return None if MULTIPLE.match(folded, at, end) else Unit("time", times.end())


def _of_other_tongue(folded: str, at: int, end: int) -> Unit | None:
    """What a word counts that the language does not have, which shows no plural: 40 rai, 600 pandanus."""
    word = _SMALL.match(folded, at, end)
    if word is None or load_vocabulary().is_english(word[1]):
        return None
    return Unit(word[1], word.end(), firm=False)


def _slashed(folded: str, number: Number, end: int, forms: NumberForms, home: _Home) -> Part | None:
    """Shillings or rupees by the stroke after them: 500/-, 94m/-, 2bn/=."""
    whole = _scaled(folded, number, end, forms)
    stroke = _SLASH.match(folded, whole.end, end)
    if stroke is None:
        return None
    return Part(whole, number.start, stroke.end(), Unit(home.signs["/-"], stroke.end()), money=True)


def _scaled(folded: str, number: Number, end: int, forms: NumberForms) -> Number:
    """$5m, £2bn: letters that are scales after a sign of money."""
    letter = _SCALE_LETTER.match(folded, number.end, end) if number.scale == 1 else None
    if letter is None:
        return number
    scale = forms.scales[letter[1]]
    return number._replace(end=letter.end(), value=number.value * scale, scale=scale)


def _figure(n: int, part: Part, unit: Unit | None, folded: str, forms: NumberForms) -> Figure:
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
