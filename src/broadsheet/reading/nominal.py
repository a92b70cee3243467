"""What is said by a verb with a noun alone: she denied the charge, they welcomed the start of the work."""

from __future__ import annotations

import re

__all__ = ["SILENT", "says_noun"]

_BEFORE = r"(?: (?!(?:and|but|or|in|on|at|to|by|with|for|of|from)\b)[a-z-]+){0,4}?"
_OWN = "(?:the|a|an|any|all|both|its|their|his|her|this|that|these|those|such)"
_CHARGED = (
    "(?:accusations?|allegations?|blame|charges?|claims?|guilt|involvement|liabilit(?:y|ies)|links?|reports?"
    "|responsibility|rumou?rs?|suggestions?|wrongdoing)"
)
_FOUND = (
    "(?:advice|blame|conclusions?|criticisms?|findings?|judge?ments?|recommendations?|reports?|responsibility|results?"
    "|rulings?|verdicts?)"
)
_NUMBER = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|another)"
_WHOM = r"(?:(?:the|his|her|its|their) [a-z]+|(?:the )?[A-Z][\w'-]*(?: (?:of|for|and|the|[A-Z][\w'-]*)){0,6})"
_DONE = (
    r"(?:[a-z]{2,}(?:ments?|tions?|sions?|als|ures?|ives?)|beginning|bill|changes?|completion|cuts?|deal|efforts?|end|fall|findings?|funding"
    r"|idea|launch|law|moves?|news|offer|opening|outcome|pledges?|plans?|progress|projects?|proposals?|reforms?"
    r"|reports?|results?|rise|rulings?|schemes?|sentences?|start|steps?|support|truce|verdicts?|visit)"
)
_SAID = re.compile(
    rf"den(?:y|ies|ied) {_OWN}{_BEFORE} {_CHARGED}\b"
    rf"|accept(?:s|ed) {_OWN}{_BEFORE} {_FOUND}\b"
    rf"|welcom(?:es|ed) {_OWN}{_BEFORE} {_DONE}(?![\w'-])"
    r"|blam(?:e|es|ed) (?!himself|herself|itself|themselves)[A-Za-z]"
    r"|thank(?:s|ed) [^.,;]{2,60}? for [a-z]"
    r"|call(?:s|ed)? for [a-z]"
    r"|offer(?:s|ed) (?:an? (?:deal|discount|grant|loan|reward)\b|(?:[A-Z]{2,3}|[A-Z]{0,3}[$\u00a3\u20ac]) ?\d)"
    r"|order(?:s|ed) (?:the|an?)"
    r" (?:arrest|closure|evacuation|halt|inquiry|investigation|probe|release|review|suspension)\b"
    r"|committed to [a-z]|(?:ask|demand|want)(?:s|ed) to know [a-z]"
    r"|counts (?:only |about |some )?\d"
    rf"|maintain(?:s|ed)? (?:its|their|his|her){_BEFORE}"
    r" (?:estimate|forecast|guidance|innocence|outlook|rating|target)\b"
    r"|(?:sought|seeks) (?:(?:the|an?|his|her|their|its) )?(?:assurances?|clarification|cooperation|explanations?"
    r"|understanding)\b"
    r"|(?:expressed|expresses|voiced|voices|conveyed|conveys)"
    r" (?!(?:in|on|by|as|at|through|interest|an interest)\b)[A-Za-z]"
    r"|report(?:s|ed)? no [a-z]"
    rf"|ask(?:s|ed) {_WHOM} for (?:an?|the|more|time|leave|leniency|mercy|help|aid|support|{_NUMBER}|\S{{0,3}}\d)\b"
    rf"|ask(?:s|ed) for (?:\d|{_NUMBER}|another|more)\b"
    r"|(?:highlight|underline|underscore|stresse|emphasi[sz]e|reaffirm|reiterate|affirm)(?:s|d|ed)"
    r" (?:the|its|his|her|their|[A-Z]\w+'s) (?:[a-z]+ )?"
    r"(?:commitment|contributions?|importance|need|readiness|resolve|role|significance|support|urgency|value)\b"
    rf"|(?:recommend|propose|suggest)(?:s|ed|d)? (?:at least |up to )?(?:\d|{_NUMBER})\b"
    rf"|(?:reject|dismiss)(?:s|es|ed)(?: {_OWN})?{_BEFORE} (?:{_CHARGED}|criticisms?|findings|report|ruling)\b"
    r"|found \S{0,3}\d[\d.]* ?(?:%|per ?cent\b)"
)
SILENT = re.compile(
    r" (?:comment\b|(?:not )?to (?:be|remain) (?:named|identified|quoted|anonymous|called)\b|(?:not )?guilty\b"
    r"|anonymity\b)"
)
"""What follows a verb of saying where nothing is said: asked not to be named, pleaded guilty."""


_REACH = 90
_AGREED = re.compile(r"agreed(?: (?:on )?[A-Z][a-z]+day| yesterday| today)? to ")
_JOINT = re.compile(
    r"\b(?:[Bb]oth|[Tt]he|[Tt]wo|[Tt]heir)(?: [a-z]+){0,2}"
    r" (?:delegations|governments|leaders|ministers|parties|presidents|sides)"
    r"(?: of [A-Z][\w ()]{2,50})?(?: (?:also|then|further|today|yesterday|[A-Z][a-z]+day))? (?:ha(?:ve|d) )?$"
    r"|\b(?:[Bb]oth|[Tt]he two|[Tt]wo) (?:countries|nations)(?: (?:also|then|further))? (?:ha(?:ve|d) )?$"
)
"""Before what several sides have agreed to do, which they say."""


def says_noun(folded: str, at: int, end: int) -> bool:
    """Whether the verb at an offset says something by the noun that follows it.

    >>> says_noun("denied the charge", 0, 17), says_noun("denied the motion", 0, 17)
    (True, False)
    """
    if _AGREED.match(folded, at, end):
        return _JOINT.search(folded, max(0, at - _REACH), at) is not None
    return _SAID.match(folded, at, end) is not None
