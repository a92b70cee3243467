"""What a bare number counts: an age, the dead, what stands after "of the" or "out of"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.reading.lexicon import Lexicon, alternatives
from broadsheet.reading.numbers import Number, find_numbers
from broadsheet.reading.plurals import singular
from broadsheet.reading.stretch import Stretch
from broadsheet.reading.tallies import find_tally
from broadsheet.reading.units import Unit, find_noun, find_unit
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = ["find_counted", "is_harmed"]

_LEFT, _FURTHER = 32, 90
_OF = re.compile(
    r" of (?:the|its|his|her|their|our|my|your|these|those|all)(?: [a-z]+'s| own)?"
    r"(?: \d[\d,.]*(?: (?:lakh|crore|million))?)?(?= )"
)
_OUT_OF = re.compile(
    r" (?:out of|in)(?: every| each)?"
    r"(?= (?:\d{1,3}|\d,000|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred) )"
    r"| of(?= (?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty) )"
)
_NO_CROWD = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "decade", "game", "match"})
_AGE_LEFT = re.compile(r"(?:[A-Za-z']|[A-Z][a-z]+ [A-Z]\.|\b[JS]r\.)(?:, | \()$")
_ABOVE = (
    r"(?:(?:[Hh]e|[Ss]he|I|who)(?:'s| is| was|'m| am)(?: just| only| over| under)?"
    r"|(?:people|persons|those|anyone|men|women|adults|citizens|children|residents|patients|workers|passengers|pensioners)"
    r"(?: who are)? (?:over|under|above|below)|(?:are|is|was|were) (?:older|younger) than"
    r"|gave (?:his|her) age as(?: about)?)"
)
_AT_AGE = re.compile(
    r"\b(?:died|dies|dead|retired|married|joined|left|began|started|moved|emigrated|widowed|debut|career|orphaned|graduated)\b"
    r"[^.;]{0,70}? at $"
)
_PARENT = re.compile(r"\b(?:mother|father|parent|mum|mom|dad|parents)(?:-of-| of )$", re.IGNORECASE)
_VICTIMS = re.compile(
    r"\b(?:kill|injur|wound|hurt|arrest|detain|evacuat|displac|rescu|hospitali[sz]|trapp|infect|bury|buri)"
    r"(?:ed|ing|s|es)?"
    r"(?: (?:at least|more than|nearly|about|some|another|as many as|up to|over|around|almost|an estimated))? ?$"
)
_TOLL_REACH = 150
_TOLL = re.compile(
    r"\b[Tt]oll\b[^.;]{0,130}?"
    r"\b(?:[Tt]o|at|hit|hits|reached|reaches|passed|topped|tops|exceeds|exceeded|from)"
    r"(?: (?:at least|more than|nearly|about|some|over|around|almost|just|only|as many as))? $"
)
"""Before the number that a toll stands at, with what it is of between them."""

_STAFF = re.compile(
    r"\b(?:(?:lay|lays|laid|laying) off|employ(?:s|ed|ing)?|hir(?:e|es|ed|ing)|recruit(?:s|ed|ing)?|sack(?:s|ed)"
    r"|(?:made|make) redundant)"
    r"(?: (?:at least|more than|nearly|about|some|another|as many as|up to|over|around|almost|just|only))? $"
)
_ON_BOARD = (" aboard", " on board", " of us", " of you")
_HARMED = re.compile(
    r"(?: others| more)? (?:(?:were|was|are|is|ha(?:ve|s|d)(?: been)?) )?(?:(?:still|also|badly|seriously|later) )?"
    r"(?:killed|injured|hurt|wounded|arrested|detained|hospitali[sz]ed|missing|dead|die|died|drowned|rescued"
    r"|jailed|convicted|acquitted|handcuffed|remanded|executed|hanged|abducted|kidnapped|orphaned|widowed)\b"
)
_OLDEST = 115
_ALONE = re.compile(r"(?:^|[a-z,] )([A-Z][\w'-]+) \($")
_DEATHS = re.compile(r"\b[Dd]eath (?:figures|tolls?|counts?)\b|\b[Dd]eaths\b|\b(?:killed|died|dead)\b")
_LISTED = re.compile(r"\)(?:,| and) [A-Z][\w'-]+(?: and [A-Z][\w'-]+)? \((?:\d|[a-z]+\))")
"""Behind the number in brackets of a place or team, the next with its own: Tarl (12), Elda (10)."""

_TWO_AGES = re.compile(r" and \d{1,3}(?:[,.;]| at\b| respectively)")
"""Behind an age, that of another: Lan and Mai, 17 and 18."""

_OLD_LEFT = re.compile(
    r"(?:(?:\b(?:[Hh]e|[Ss]he|who|(?:[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir) [a-z-]*(?:er|wife|son|band|aunt|uncle|friend"
    r"|cousin|niece|nephew|mum|mom|dad|twin))|(?:\b[A-Z][\w'-]*\.? ){1,3}[A-Z][a-z'-]+)"
    r" (?:is|was|turned|turns) (?:now )?(?:just |only |about )?"
    r"|\b(?:man|woman|boy|girl|widow|widower|bachelor) of (?:about |some )?)$"
)
_OLD_ENDS = ("is ", "was ", "turned ", "turns ", " now ", " just ", " only ", " about ", " of ")
"""The expression ends in one of these."""

_TO = re.compile(r" to (?:\d{1,4}|[a-z]+)(?=[,.;:)]| (?:in|for|against|on|with|that|after|and|when|but)\b|$)")
_COUNT_TO = re.compile(r"\b(?:\d{1,4}|[a-z]+) to $")
_VOTING = re.compile(r"\b(?:vot(?:e|ed|es|ing)|ballots?)\b", re.IGNORECASE)
_FAVOUR = re.compile(r" (?:in favou?r|against|abstain(?:ed|ing)|abstentions?)(?=[,.;:)]| and\b| with\b|$)")
_AT_VALUE = re.compile(r" (?:to|at|around|near|test|tested|below|above|past)(?: about| around)? $")
_THINGS = re.compile(
    r"(?:(?<![\w'-])([A-Za-z][a-z]{2,}(?:s|ren|men))[,:]|\b(?:my|our|your|his|her|their|the|these|those) ([a-z]{3,}s))"
    r" (?:about |some |nearly |almost |only )?$"
)
"""What some of them are told to be of right after it: pulleys, 12 of them."""

_AMONG = re.compile(r"\b(?:among|by|from|his|her|its|of|some|the|their|these|with) ([a-z]{3,}[a-rt-z]s)(?=[, ])")
"""The last of these before "of them" is what they are: he met the witnesses, as he had phoned two of them."""

_POPULATION = re.compile(r"\b[Pp]opulations?(?:,| \() ?(?:of )?(?:about |now |nearly |some )?$")
_OF_PEOPLE = re.compile(r" of them (?:were |are )?[a-z]{3,}(?:ists|ians|ers|ees)\b")
_NUMBER_OF = re.compile(r"\bnumber of ((?:[A-Za-z][\w-]* ){0,4}?[A-Za-z]{2,}(?:[a-rt-z]s|ren|people))\b[^.;]{0,110}$")
_OF_ALL = re.compile(r"\b[Oo]f the (?:total )?$")
"""Before "number of", where what is counted is told behind it: of the number of sick, 55 children came, 31 left."""

_NUMBERS = 180
"""Characters back to "the number of"."""

_AGAINST = re.compile(
    r"\b(gain|advanc|ris|winn)ers (?:beat|edged|led|outnumbered|outpaced|outperformed|topped) (los|declin|lagg|fall)ers"
    r"(?: by)?(?: about| some)? ([\d,]+)(?: to [\d,]*)? ?$",
    re.IGNORECASE,
)
"""Shares that rose, against those that fell."""


@dataclass(frozen=True)
class _Forms:
    persons: re.Pattern[str]
    markets: re.Pattern[str]
    """An index, or a currency that is quoted against the dollar."""

    ages: re.Pattern[str]


def find_counted(stretch: Stretch, number: Number, span: tuple[int, int], lexicon: Lexicon) -> Unit | None:
    """What a number with no noun of its own counts, where the words around it tell.

    >>> from decimal import Decimal
    >>> text = "The blast killed 12."
    >>> find_counted(Stretch(text, text, 0, 20), Number(17, 19, Decimal(12)), (17, 19), Lexicon.load()).name
    'person'
    """
    start, end = span
    return (
        _of_votes(stretch, start, end)
        or _of_shares(stretch, start, end)
        or _of_what(stretch, number, end, lexicon)
        or _of_market(stretch, number, span, lexicon)
        or _of_whom(stretch, number, start, end, lexicon)
        or find_tally(stretch.folded, stretch.start, span, lexicon)
    )


def is_harmed(folded: str, at: int) -> bool:
    """Whether what follows a number can only be told of people: 16 were hurt, four died."""
    return _HARMED.match(folded, at) is not None


def _of_votes(stretch: Stretch, start: int, end: int) -> Unit | None:
    """38 to two, 52 in favour: votes, where the words around tell of voting."""
    folded = stretch.folded
    if _FAVOUR.match(folded, end, stretch.end):
        return Unit("vote", end)
    counted = _TO.match(folded, end, stretch.end) or _COUNT_TO.search(folded, max(stretch.start, start - 14), start)
    if counted is None:
        return None
    near = folded[max(stretch.start, start - _FURTHER) : min(stretch.end, end + _LEFT)]
    return Unit("vote", end) if _VOTING.search(near) else None


def _of_shares(stretch: Stretch, start: int, end: int) -> Unit | None:
    """Gainers outnumbered losers 548 to *312*: the shares that rose, or those that fell."""
    begin = max(stretch.start, start - _FURTHER)
    if stretch.folded.find("ers ", begin, start) < 0:
        return None
    match = _AGAINST.search(stretch.folded, begin, end)
    if match is None:
        return None
    first = match.start(3) == start
    return Unit(f"{match[1 if first else 2].lower()}er", end)


def _of_market(stretch: Stretch, number: Number, span: tuple[int, int], lexicon: Lexicon) -> Unit | None:
    """The points at which an index stands, or what a currency costs."""
    if number.words or _AT_VALUE.search(stretch.folded, max(stretch.start, span[0] - 12), span[0]) is None:
        return None
    match = lexicon.compiled(_forms).markets.search(stretch.folded, max(stretch.start, span[0] - _FURTHER), span[0])
    if match is None or (match[2] and not number.value % 1):
        return None
    return Unit("point" if match[1] else lexicon["money"]["nouns"][match[2].lower()], span[1])


def _of_what(stretch: Stretch, number: Number, end: int, lexicon: Lexicon) -> Unit | None:
    """Nine in 10 *voters*, two of the *boats*."""
    match = _OUT_OF.match(stretch.folded, end, stretch.end) if number.value < 1000 else None
    among = find_numbers(stretch.folded, match.end(), min(stretch.end, match.end() + 24), lexicon) if match else []
    counted = find_unit(stretch, among[0].end, lexicon) if among else None
    if counted and counted.name not in _NO_CROWD and not counted.firm:
        return counted
    match = _OF.match(stretch.folded, end, stretch.end)
    return find_noun(stretch, match.end(), lexicon) if match else None


def _of_whom(stretch: Stretch, number: Number, start: int, end: int, lexicon: Lexicon) -> Unit | None:
    """An age, children, the dead, or what "the number of" names."""
    folded, forms = stretch.folded, lexicon.compiled(_forms)
    left = folded[max(stretch.start, start - _LEFT) : start]
    far = max(stretch.start, start - _FURTHER)
    aged = _is_age(number, left, folded[end : end + 12]) or _is_oldness(number, left, folded[end : end + 6])
    listed = aged and left.endswith(" (") and _is_listed(folded, left, end)
    aged = aged and not listed
    if aged or forms.ages.search(left) or (left.endswith(" at ") and _AT_AGE.search(folded, far, start)):
        return Unit("year", end)
    if _PARENT.search(left):
        return Unit("child", end)
    victims = (
        _VICTIMS.search(left)
        or _STAFF.search(left)
        or forms.persons.search(left)
        or _is_toll(folded, max(stretch.start, start - _TOLL_REACH), start)
        or (listed and _DEATHS.search(folded, max(stretch.start, start - _TOLL_REACH), start))
    )
    if victims or folded.startswith(_ON_BOARD, end) or _POPULATION.search(left):
        return Unit("person", end)
    begin = max(stretch.start, start - _NUMBERS)
    match = _NUMBER_OF.search(folded, begin, start) if folded.find("number of ", begin, start) >= 0 else None
    match = None if match and _OF_ALL.search(folded, begin, match.start()) else match
    if match is None and folded.startswith(" of them", end):
        if _OF_PEOPLE.match(folded, end):
            return Unit("person", end)
        match = _THINGS.search(folded, far, start) or _last_named(folded, far, start)
    if match is None:
        return None
    things = match[match.lastindex or 1].lower().rpartition(" ")[2]
    found = find_noun(stretch, match.start(match.lastindex or 1) - 1, lexicon)
    return found or Unit(singular(things, lexicon["units"]["irregular"]), end, firm=False)


def _last_named(folded: str, begin: int, start: int) -> re.Match[str] | None:
    """The last plural before a number of them, in the same sentence and with no other number behind it."""
    begin = max(begin, folded.rfind(". ", begin, start))
    match = next(iter([*_AMONG.finditer(folded, begin, start)][-1:]), None)
    return match if match and not any(map(str.isdigit, folded[match.end() : start])) else None


def _is_toll(folded: str, begin: int, start: int) -> bool:
    """Whether the number is one at which a death toll stands."""
    return folded.find("oll", begin, start) >= 0 and _TOLL.search(folded, begin, start) is not None


def _is_age(number: Number, left: str, after: str) -> bool:
    """Whether a number stands between commas after a name: Linh, 43, ..."""
    return (
        not number.words
        and number.value <= 120
        and _AGE_LEFT.search(left) is not None
        and after[:1] in {",", ")", ".", ";"}
    ) or (_TWO_AGES.match(after) is not None and _AGE_LEFT.search(left) is not None and number.value <= _OLDEST)


def _is_listed(folded: str, left: str, end: int) -> bool:
    """Whether a number in brackets is one of a list, behind a name that is nobody's first."""
    alone = _ALONE.search(left)
    return alone is not None and _LISTED.match(folded, end) is not None and not load_vocabulary().is_given(alone[1])


def _is_oldness(number: Number, left: str, after: str) -> bool:
    """Whether a number tells how old somebody is: she was 29, a woman of 31."""
    if not left.endswith(_OLD_ENDS) or number.value % 1 or not 0 < number.value <= _OLDEST:
        return False
    if _OLD_LEFT.search(left) is None:
        return False
    return after[:1] in {"", ",", ".", ";", ")"} or after.startswith(
        (" when ", " and ", " at ", " then", " was ", " is ", " cann", " coul", " who ", " from", " with ")
    )


def _quoted(lexicon: Lexicon) -> list[str]:
    """The names of currencies of which a dollar buys some; a euro and a pound cost dollars."""
    return [noun for noun, code in lexicon["money"]["nouns"].items() if code not in {"EUR", "GBP", "USD", "BTC"}]


def _forms(lexicon: Lexicon) -> _Forms:
    words = lexicon["units"]["words"]
    ages = alternatives(words["ages"])
    return _Forms(
        markets=re.compile(
            rf"\b(?:({alternatives(words['indexes'])})|({alternatives(_quoted(lexicon))}))\b(?:[^.;]|\.\d){{0,70}}$",
            re.IGNORECASE,
        ),
        persons=re.compile(rf"\b(?:{alternatives(words['persons'])})\b[a-z ]{{0,24}}$", re.IGNORECASE),
        ages=re.compile(
            rf"\b(?:{_ABOVE} $|(?:{ages})(?: is| was| of)? (?:just |only |about |between )?$)", re.IGNORECASE
        ),
    )
