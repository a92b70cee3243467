"""On which side of the day of publication a clause lies: what it tells is done, or still to come."""

from __future__ import annotations

import re
from datetime import date

from broadsheet.reading.periods import Period

__all__ = ["clause_start", "find_order", "is_ahead", "month_ahead"]

_FUTURE = re.compile(
    r"\b(?:will|won't|shall|would|next|(?<!had )plan(?:s|ned)?|expect(?:s|ed)|scheduled|due|is to|are to"
    r"|(?:is|are) forecast|(?:is|are) (?:on|from|at) (?=\d|[A-Z])|set (?:to|for)|slated|upcoming"
    r"|(?:ready|keen|likely|poised|bound) to|(?:leaves?|departs?|sails?|flies|travels?|heads?) (?:for|to)"
    r"|opens|begins|starts|(?<!to )resumes?|meets (?:in|on|again)|takes? (?:place|effect)|to be|takes? on (?=[A-Z])"
    r"|(?:has|have) (?:cancelled|canceled|called off|postponed|scrapped|suspended)"
    r"|(?:faces?|meets?|hosts?|takes? on|visits?) [A-Z][a-z]+(?: [A-Z][a-z]+)? in the (?:[a-z]+ )?(?:final|round)"
    r"|(?:[Tt]hey|[Ww]e|[Tt]he (?:side|team|club|two|pair|champions)) (?:host|face|play|visit|meet|travel|take on)s?)\b"
)
_DONE = re.compile(
    r"(?<!\bbe )(?<!ly )(?<!\band )(?<!\bor )\b(?:adopted|advanced|agreed|announced|approved|filed|introduced|issued"
    r"|launched|made|passed|presented|published|reached|released|signed|submitted|tabled|unveiled|voted)\b"
)
"""What was done on a day, though what is to come is told before: a levy would rise by a bill passed on Friday."""

_SAYING = re.compile(
    r"\b(?:said|told(?: [\w'-]+){1,3}|(?:announc|confirm|declar|decid|report|promis|stat|warn|vow|agre)ed)"
    r"(?: (?:late|early))?(?: on)? $"
)
"""Who said on a day what is to come: said on Friday it would open."""

_AHEAD = re.compile(
    r"\b(?:till|until)(?: (?:noon|midnight|\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?),?(?: on)?)? $", re.IGNORECASE
)
"""Words before a day that is still to come, where nothing was before it."""

_REACH = 200
_ORDERED = re.compile(
    r"\b(was |were |had |had been )?(?:ask|call|direct|instruct|invit|order|request|require|summon|tell|told|urg"
    r"|promis|pledg|vow|appeal|hop|aim|intend|want)"
    r"(?:s|es|ed|ing|e)?(?: (?!(?:that|he|she|they|it|we|I|had|said|went|came|travelled|returned|moved|back|due)\b)"
    r"[\w'-]+){0,12}? to [a-z]+"
    r"(?: (?!(?:was|were|had|did|said|and|as|after|when)\b)[\w'-]+(?:,\d{3})*){0,12}?(?: on)? $"
)
"""Somebody asked to do something on a day, or promising it, with what leaves it open whether the day is past."""

_PAST = re.compile(r"\b(?:was|were|had|did|lasted|stayed|remained|ran|waited|kept)\b")
_END = re.compile(r",|\s(?:which|who|that|where|when|but|while)\s")
_EDGE = re.compile(r"[,;:\u2013\u201c\u201d\"()]\s|\s(?:which|who|that|where|when|but|while)\s")
_LED = re.compile(r"(?:(?:On|In|By|From|Until|Before|After|During|Since)(?: (?:early|mid|late))?[ -])?")
"""What may stand before a date that opens its clause."""

_YEAR = re.compile(r"(?<![\w,.])(?:19|20)\d\d(?!\w|,\d|%)")
_HABIT = re.compile(r"\b(?:used to|always|usually|often|normally|each|every)\b")
_MAY = re.compile(r"\b(?:could|can|may|might) [a-z]+\b(?<! not)")
_ONCE = re.compile(
    r"\b(?<!\bis )(?<!\bare )(?<!\bbe )(?:[a-z]{2,}ed|was|were|had|did|came|went|took|made|got|gave|found|left|lost|won"
    r"|held|began|ran|fell|rose|sold|sent|built|brought|bought|met|saw|kept|paid|cost|grew|led|drew|spoke|wrote|broke"
    r"|stood|said|told)\b"
)
"""What tells of the past, and of no rule: it was sold in April, and not it is sold in April."""

_HALF = 6


def clause_start(folded: str, start: int, at: int) -> int:
    """Where the clause that ends in a date begins.

    >>> clause_start("It opened, and it shut on Friday", 0, 26)
    11
    """
    begin = start
    for edge in _EDGE.finditer(folded, start, at):
        begin = edge.end() if edge.end() < at else begin
    while begin < at and not folded[begin].isalnum():
        begin += 1
    return begin


def _clause_end(folded: str, begin: int, dated: tuple[int, int], end: int) -> int:
    """Where the clause with a date ends: at the next comma or relative clause, or with the sentence.

    A comma right behind a date that opens the clause does not end it: On Friday, it will open.
    """
    at, after = dated
    if folded.startswith(",", after) and _LED.fullmatch(folded, begin, at):
        after += 1
    found = _END.search(folded, after, end)
    return found.start() if found else end


def find_order(folded: str, start: int, at: int) -> re.Match[str] | None:
    """Where somebody is asked to do something on a day; its first group says that this was in the past."""
    return _ORDERED.search(folded, max(start, at - _REACH), at)


def is_ahead(folded: str, start: int, dated: tuple[int, int], end: int) -> bool:
    """Whether a clause tells of what is still to come.

    >>> is_ahead("On Friday, it will open.", 0, (3, 9), 24), is_ahead("It opened on Friday.", 0, (13, 19), 20)
    (True, False)
    """
    at = dated[0]
    begin = clause_start(folded, start, at)
    if _SAYING.search(folded, begin, at):
        return False
    ahead = [each.end() for each in _FUTURE.finditer(folded, begin, _clause_end(folded, begin, dated, end))]
    if ahead:
        return ahead[-1] > at or _DONE.search(folded, ahead[-1], at) is None
    return _AHEAD.search(folded, begin, at) is not None and not _PAST.search(folded, begin, at)


def month_ahead(folded: str, start: int, period: Period, end: int, published: date) -> bool | None:
    """Whether a month without a year is still to come; null where the text leaves that open."""
    dated = period.start, period.end
    if period.when:
        return period.when == "next" or (period.when == "this" and is_ahead(folded, start, dated, end))
    begin = clause_start(folded, start, period.start)
    upto = _clause_end(folded, begin, dated, end)
    years = _YEAR.finditer(folded, start, period.start)
    if _HABIT.search(folded, begin, period.start) or any(int(year[0]) != published.year for year in years):
        return None
    if is_ahead(folded, start, dated, end) or _MAY.search(folded, begin, upto):
        return True
    if order := find_order(folded, start, period.start):
        return None if order[1] else True
    if _ONCE.search(folded, begin, upto):
        return False
    back = (published.month - period.month) % 12
    return False if back < _HALF and _ONCE.search(folded, start, end) else None
