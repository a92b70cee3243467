"""Runs of cricket: bare numbers that count them, and scores that only stand for the state of a match."""

from __future__ import annotations

import re

from broadsheet.reading.numbers import Number

__all__ = ["counts_runs", "is_cricket", "is_score"]

_GAME = re.compile(r"\b(?:innings|overs?|bats(?:man|men|woman)|batt(?:ed|ers?|ing)|bowl(?:ed|ers?|ing)|lbw|umpires?)\b")
_WICKETS = r"(?:\d{1,2}|no loss|one|two|three|four|five|six|seven|eight|nine|ten)"
_SCORE = re.compile(
    rf"(?<![\w.,$-])\d{{1,3}} for {_WICKETS}(?:\.\d)?(?: declared| dec)?\b(?!,\d| ?%| (?:[a-z]+s|runs?)\b)"
    r"|(?<![\w.,$-])\d{1,2}(?: for |-)\d{1,3}\b(?! ?%|,\d|-| (?!(?:a|i|ha|wa|thi)s\b)[a-z]+s\b)"
)
_BOWLED = re.compile(r" for \d{1,3}\b(?! ?%|,\d|-| [a-z]+s\b)")
"""Behind the wickets that a bowler took, in words: four for 38."""

_BALLS = re.compile(
    r" (?:from|off|in|to come from) (?:just |only |his |her |the (?:first|last|next) )?"
    r"[\w-]+ (?:balls?|deliveries|overs?)\b"
    r"|\*| not out\b| all out\b| without loss\b| (?:more )?(?:needed|wanted|required|to win)\b"
    r"| for the (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last) wicket\b"
)
_SCORED = re.compile(
    r"(?:\b(?:made|scored|struck|hit|added|cost|conced(?:ed|ing)|chas(?:ed|ing)|put on|reached|defend(?:ed|ing)|posted"
    r"|totall?ed|total of|target of|lead of|stand of|partnership of|score of|deficit of|innings of|knock of|ran"
    r"|call(?:ed|s)? for|out for"
    r"|(?:best|highest) (?:was|is|of)|passed"
    r"|lbw for|caught for|dismissed for|removed for|(?:fell|departed|departing) for"
    r"|bowled (?:them |him |her )?(?:out )?for|tally of|wickets? for"
    r"|wickets? (?:(?:had )?(?:fell|fallen|went|gone|tumbled|clattered)|(?:were|was) lost|down) for"
    r"|lost [\w' -]{1,40}wickets? for)"
    r"(?: (?:a|an|just|only|another|his|her|their|career-best|unbeaten|brisk|quick))*"
    r"|\b(?:made|scored|struck|hit|added|cracked|smashed) (?:a|an|his|her) [a-z-]{1,20}|[A-Za-z]'s(?: [a-z-]{1,20})?"
    r"|\bincluding (?:[A-Z][\w'-]+ ){1,3}for|\((?:[A-Z][\w'-]+ ){1,3}|, (?:[A-Z][\w'-]+ ){1,3}) ?$"
)
_ALONE = re.compile(r"[A-Z][\w'-]{1,30} \($")
_BATTING = re.compile(r"\b(?:wicket|innings|put on|added|partnership|stand|overs?|balls|dismissed|bowled|caught)\b")
"""Near a number in brackets behind a name, these tell that it is what was scored, and no age: Lind (44)."""

_FOR = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten) for $")
_REACH = 70
_MOST_WICKETS = 10


def is_cricket(folded: str) -> bool:
    """Whether a text tells of cricket, by two of its words.

    >>> is_cricket("He took a wicket in the last over."), is_cricket("The wicket gate was shut.")
    (True, False)
    """
    return "wicket" in folded and _GAME.search(folded) is not None


def is_score(number: Number, folded: str) -> bool:
    """Whether a number is the runs or wickets of a score: 131 for 6.

    >>> is_score(Number(5, 8, 131), "were 131 for 6 at tea."), is_score(Number(5, 8, 131), "were 131 for 6 runs.")
    (True, False)
    """
    if number.words and number.value <= _MOST_WICKETS and _BOWLED.match(folded, number.end):
        return True
    for match in _SCORE.finditer(folded, max(0, number.start - 9), min(len(folded), number.end + 24)):
        if match.start() <= number.start < match.end():
            return True
    return False


def counts_runs(number: Number, folded: str, start: int, end: int) -> bool:
    """Whether a number without a noun counts runs in a text of cricket.

    >>> text = "Lind made 44 from 31 balls."
    >>> counts_runs(Number(10, 12, 44), text, 0, len(text))
    True
    """
    if folded.startswith("-", number.end):
        return False
    if _BALLS.match(folded, number.end, end) or _FOR.search(folded, max(start, number.start - _REACH), number.start):
        return True
    near = max(start, number.start - _REACH)
    if folded.startswith(")", number.end) and _ALONE.search(folded, near, number.start):
        return _BATTING.search(folded, near, min(end, number.end + _REACH)) is not None
    return _SCORED.search(folded, near, number.start) is not None
