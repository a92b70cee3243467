"""What a bare number counts that a sentence gives for its subject: visitors to the island rose to 4,000."""

from __future__ import annotations

import re

from broadsheet.reading.lexicon import Lexicon, alternatives
from broadsheet.reading.plurals import is_plural, singular
from broadsheet.reading.units import Unit

__all__ = ["find_tally"]

_REACH = 170
_ABOUT = r"(?: (?:about|nearly|almost|over|around|some|just|only|at least|more than|fewer than|less than))?"
_OTHER = r"[^.;:()\u201c\u201d\"]"
_NOUN = r"(?P<{0}>[A-Za-z]{{2,}}(?:[a-rt-z]s|men|people|children))"
_LED = re.compile(r"\b(?:of|in|for|with|from|by|at|on|to|than)(?: [\w'-]+){0,2} $")
"""Before a noun that is not the subject: the price of two ships reached 4,000."""

_SHARE = r"(?:(?: by)? \S{0,8}\d[\d.,]*(?:%| ?per ?cent)[^.;\d]{0,40}?)?"


def find_tally(folded: str, start: int, number: tuple[int, int], lexicon: Lexicon) -> Unit | None:
    """What the subject of a verb of number counts, where the verb gives how many there are.

    >>> text = "Visitors to the island rose to 4,000."
    >>> find_tally(text, 0, (31, 36), Lexicon.load()).name
    'visitor'
    """
    at, end = number
    words = lexicon["units"]["words"]
    stop = folded.rfind(". ", start, at)
    begin = max(start, at - _REACH, stop + len(". ") if stop >= 0 else start)
    match = lexicon.compiled(_tally).search(folded, begin, at)
    if match is None:
        return None
    noun = (match["of"] or match["flow"] or match["all"]).lower()
    if _LED.search(folded, begin, match.start()):
        return None
    if noun in words["unnumbered"]:
        return None
    irregular = lexicon["units"]["irregular"]
    if match["all"] and not is_plural(noun, irregular, frozenset(words["singular"])):
        return None
    return Unit(singular(noun, irregular), end, firm=False, told=True)


def _tally(lexicon: Lexicon) -> re.Pattern[str]:
    """A subject with a verb that gives how many it is, up to where the number begins."""
    words = lexicon["units"]["words"]
    rises, flows = alternatives(words["rises"]), alternatives(words["flows"])
    verb = (
        rf"(?:has |have |had )?(?:also )?(?:(?:numbered|totall?ed|stood at|reached|hit)"
        rf"|(?:{rises}{_SHARE}|(?:was|were) (?:cut|reduced|raised))(?: from \S{{1,9}})? (?:to|from))"
    )
    placed = rf"(?: (?:in|of|at|to|from|for|on|through|by|with) {_OTHER}{{2,70}}?)?(?:, [a-z ]{{3,30}},)?"
    return re.compile(
        rf"\b(?P<of>[a-z]{{3,}}) (?:{flows}) of{_ABOUT} $"
        rf"|\b(?:(?P<flow>[A-Za-z]{{3,}}) (?:{flows})|{_NOUN.format('all')}){placed} {verb}{_ABOUT} $"
    )
