"""Numbers that are no quantities: years, times of day, and how long ago something was."""

from __future__ import annotations

import re

from broadsheet.reading.ranges import Part
from broadsheet.reading.tails import Tail

__all__ = ["CLOCK", "MULTIPLE", "is_moment"]

_AGO = re.compile(r" (?:ago|earlier|back(?= (?:and|when|in|at|that)\b|[.,]))\b")
_THOSE = re.compile(r" (?:earlier|later) (?:[a-z-]+ ){0,2}?[a-z]+s(?![\w'-])")
"""Behind a number, things that were before or after others: two earlier schemes."""

_EARLIER_ON = re.compile(r" earlier (?:this|last|that|on|in|today|yesterday)\b")
"""Behind those who did something before: the motions against two lawmakers earlier this year."""

_SPANS = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "decade", "century", "season", "night"})

MULTIPLE = re.compile(
    r"(?: (?:to|or) (?:\d[\d.]*|[a-z]+))?"
    r" times (?:as|more|less|the|over|that|what|its|their|his|her|those|[a-z]+er)\b(?! (?:past|last)\b)"
)
CLOCK = re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d")
_OPEN = re.compile(r"\b(?:[Oo]pens?|[Cc]loses?|[Ss]tarts?|[Bb]egins?|[Ee]nds?|[Dd]eparts?|[Ll]eaves?|[Aa]rrives?) $")
_DAYTIME = re.compile(
    r" (?:in the (?:morning|afternoon|evening)\b|o'clock\b|past \w|every (?:morning|evening|night)\b|at night\b)"
)
_HOUR = re.compile(r"\b(?:[Aa]t|[Bb]y|[Uu]ntil) $")
_HOUR_ENDS = re.compile(
    r"[.,;:?!\u201d\"]|$| (?:and|when|on|this|that|yesterday|tomorrow|today|sharp"
    r"|to(?! [a-z]+ (?:[a-z]*illion|hundred|thousand|per)\b)"
    r"(?! (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\b)"
    r"|he|she|they|we|it|the)\b"
)

_OLD = "old"
_OF_A_LAND = re.compile(r" [A-Z][a-z]+(?<!s)")
"""Behind a year, of which land something is: the 2019 Danish herring quota."""

_SHIFTS = re.compile(r"\bhours? in the (?:morning|afternoon|evening),? (?:and|then) (?:another )?$")
"""Before a number of hours that looks like one of them: four hours in the morning and four in the evening."""

_OF_MATCH = re.compile(r"(?:[.,;:)]|$| (?:when|with|as|after|before|through|to|from|and|but)\b)")
"""Behind the minute of a match: the goal came on 58 minutes, when he met a cross."""

_HOURS = 12
_OLDEST = 120
_FIRST_YEAR = 1400
_REACH = 24
_NEAR = 20
_AT = re.compile(r"\b(?:[Aa]t|[Bb]y|[Uu]ntil|[Ff]rom|[Bb]efore|[Aa]fter|[Tt]he|[Aa]round) $")


def is_moment(part: Part, folded: str, start: int, year_left: Tail, old_thing: re.Pattern[str]) -> bool:
    """Whether the number is a year or a time of day, or tells how long ago something was."""
    if part.money:
        return False
    aged = _OLD in folded[part.end - 4 : part.end + 5] and old_thing.match(folded, part.number.end)
    if aged or _is_past(part, folded) or _is_of_match(part, folded, start):
        return True
    if part.unit is None and (
        (" times " in folded[part.end : part.end + _NEAR] and MULTIPLE.match(folded, part.end))
        or _is_hour(part, folded, start)
    ):
        return True
    if (
        part.unit is not None
        and part.unit.name == "year"
        and part.number.value > _OLDEST
        and part.number.end < part.end
    ):
        return folded.startswith(("-year-old", " year-old", "-year old"), part.number.end)
    return not part.number.words and _is_year(part, folded, start, year_left)


def _is_past(part: Part, folded: str) -> bool:
    """Whether a number tells how long ago something was, and does not count who did something before."""
    if _AGO.match(folded, part.end) is None:
        return False
    if part.unit is None:
        return _THOSE.match(folded, part.end) is None
    return part.unit.name in _SPANS or _EARLIER_ON.match(folded, part.end) is None


def _is_of_match(part: Part, folded: str, start: int) -> bool:
    """Whether minutes tell when something came about in a match: he scored on 58 minutes."""
    minutes = part.unit is not None and part.unit.name == "minute" and folded.endswith(" on ", start, part.start)
    return minutes and _OF_MATCH.match(folded, part.end) is not None


def _is_hour(part: Part, folded: str, start: int) -> bool:
    """Whether a bare number is a time of day: at 7.30, by three in the afternoon, until four."""
    number = part.number
    left = folded[max(start, number.start - _REACH) : number.start]
    if CLOCK.fullmatch(folded, number.start, number.end):
        return _AT.search(left) is not None or _OPEN.search(left) is not None
    if number.value > _HOURS:
        return False
    if _DAYTIME.match(folded, number.end):
        return _SHIFTS.search(folded, max(start, number.start - 2 * _REACH), number.start) is None
    return number.words and _HOUR.search(left) is not None and _HOUR_ENDS.match(folded, number.end) is not None


def _is_year(part: Part, folded: str, start: int, year_left: Tail) -> bool:
    number = part.number
    digits = folded[number.start : number.end]
    if len(digits) != 4 or not digits.isdigit() or not 1300 <= number.value <= 2100:
        return False
    left = folded[max(start, number.start - _REACH) : number.start]
    if part.unit is not None and part.unit.name == "person" and _OF_A_LAND.fullmatch(folded, number.end, part.end):
        return folded[part.end : part.end + 1] == " " and folded[part.end + 1 : part.end + 2].islower()
    if number.value < _FIRST_YEAR:
        return left.endswith((" year ", " year of "))
    if part.unit is not None and part.unit.firm:
        return False
    if part.unit is None or number.value >= 1900:
        return part.unit is None or part.unit.name != "person" or year_left.search(left) is not None
    return year_left.search(left) is not None
