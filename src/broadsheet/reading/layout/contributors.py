"""Last lines that say in a sentence who reported a story, or contributed to it."""

from __future__ import annotations

import re

from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.persons import is_person
from broadsheet.reading.layout.phrases import plain

__all__ = ["tells_reporters"]

_NAMES = r"[A-Z][\w.'-]*(?:\s[A-Z][\w.'-]*){0,2}"
_PLACED = rf"{_NAMES}\s(?:reported|contributed|wrote)\sfrom\s[A-Z][\w.'-]*(?:[ ,]{{1,2}}[A-Z][\w.'-]*){{0,3}}"
_REPORTED = re.compile(
    rf"(?:{_PLACED}(?:(?:,|,?\sand|;)\s(?:{_PLACED}|{_NAMES}(?:\sfrom|\sin)?\s{_NAMES})){{0,3}}\.(?:\s|$)){{1,4}}"
)
_WORD = (
    r"(?:[A-Z][\w.'-]*|and|of|in|at|from|for|the|special|staff|agencies|wires"
    r"|(?:writer|reporter|correspondent|journalist|freelancer|editor|producer|researcher)s?)"
)
_PLACE = r"[A-Z][\w., '-]{2,40}"
_CONTRIBUTED = re.compile(
    rf"(?P<who>[A-Z][\w.'-]*(?:,? {_WORD}){{0,30}}) (?:also )?contributed"
    rf"(?: (?:additional )?(?:reporting|research|information))?(?: (?:from|in) {_PLACE})?"
    rf"(?: to (?:this|the) (?:report|stor|article)[a-z]*)?(?: from {_PLACE})?\."
)
_TRADE = re.compile(r"\b(?:writer|reporter|correspondent|journalist|editor|producer|researcher)s?\b|\bstaff\b")
_PARTIES = re.compile(r", | and ")


def tells_reporters(text: str, forms: Forms) -> bool:
    """Whether a folded line says where people reported from, or who of the trade contributed, and nothing else."""
    if " from " in text and _REPORTED.fullmatch(text) is not None:
        return True
    found = _CONTRIBUTED.fullmatch(text) if " contributed" in text else None
    if found is None:
        return False
    first = _PARTIES.split(found["who"])[0].removeprefix("The ")
    return _TRADE.search(found["who"]) is not None or plain(first) in forms.outlets or is_person(first)
