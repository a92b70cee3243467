"""Who speaks without a name: herders say, a former selectman recalled, a man who sells tickets said."""

from __future__ import annotations

import re

from broadsheet.reading.cues import Cue, Cues
from broadsheet.reading.speaker_forms import Speaker

__all__ = ["find_unnamed"]

_REACH, _SHORT = 120, 16
_DAY = re.compile(r"(?:^| )(?:(?:on )?[A-Z][a-z]+day|today|yesterday)$")
"""The day on which somebody said something, between who that is and the verb."""

_EDGE = re.compile(r"[,;:\u2013\u2014] |[\u201d\u00bb\"] ")
_LINK = re.compile(
    r"(?:(?:and|but|or|yet|while|though|although|whereas|as|because|however|meanwhile|so|which|that),? )?",
    re.IGNORECASE,
)
_NO_NOUN = frozenset({
    "is", "are", "was", "were", "will", "would", "has", "have", "had", "can", "could", "may", "might", "must", "should",
    "shall", "do", "does", "did", "said", "says", "told", "that", "which", "who", "whom", "whose", "when", "where",
    "while", "if", "because", "as", "than", "not", "be", "been", "being", "to", "he", "she", "it", "they", "we", "i",
    "you", "this", "there", "what", "how", "why", "then", "so", "but", "also", "never", "him", "her",
    "them", "me", "us", "himself", "herself", "themselves", "itself", "nor", "neither", "either", "only", "just", "let",
    "here", "now",
})  # fmt: skip
"""Words that are not in what somebody is called."""

_LEADING = frozenset({
    "in", "on", "at", "for", "after", "by", "with", "from", "during", "since", "under", "over", "of", "into", "before",
    "between", "among", "amid", "about", "without", "despite", "through", "until", "up", "down", "out", "off", "and",
    "or", "such", "like", "according", "asked", "speaking", "its", "his", "no", "nobody", "nothing", "everything",
})  # fmt: skip
"""Words that nobody is called by first."""

_DOUBTFUL = frozenset({
    "adds", "added", "adding", "suggests", "suggested", "indicates", "indicated", "implies", "implied", "reveals",
    "revealed", "confirms", "confirmed", "underlines", "underlined", "highlights", "highlighted", "underscores",
    "underscored", "hinted", "expects", "found", "ruled", "concluded", "posted", "proposed", "promises", "promised",
    "mentions", "mentioned", "called for", "calls for", "call for", "assured", "hopes", "urged", "recommended",
})  # fmt: skip
"""What things do as well as people."""

_WORD = re.compile(r"[\w'.()&-]+")
_WHO = re.compile(r"(?:A|An|The|One|Those|Some|Another) (?:[a-z'-]+ ){0,4}who [^,;:\u201c\u201d\"]{3,90}")
_APART = re.compile(
    r"(?:A|An|The|One|Another) [a-z'-]+(?: [a-z'-]+){0,3}, (?:who|whose|which) [^,;:\u201c\u201d\"]{3,90},"
)
"""Somebody with what is told of him between commas: The left-hander, whose best was 87, said."""

_PEOPLE = re.compile(
    r"(?:[a-z]+(?:ers|ors|ists|ians|ants|ees|men|women|folk)|people|locals|parents|residents|couples?)"
)

_WRITES = frozenset({"states", "notes", "claims", "reads", "read", "show", "shows", "details", "reports", "concluded"})
_FINDS = frozenset({"found", "finds", "concluded", "concludes", "suggests", "suggested", "showed", "shows", "ruled"})
"""What a probe does that tells what is so."""

_PAST = frozenset({"ordered", "found", "alleged", "decided", "suspected", "feared", "proposed", "submitted"})
"""Verbs that are sure ones where "that" follows."""

_CLAUSE = re.compile(r" (?:he|she|it|they|we) (?:is|are|was|were|has|had|have|will|would|can|could)\b")
"""Behind a word that is a noun, too, and a verb here: the lido claims it was full."""

_RELATIVE = frozenset({"that", "which", "who"})
_BESIDE = frozenset({"here", "there"})
_LONGEST = 11


def find_unnamed(folded: str, start: int, cue: Cue, words: Cues) -> Speaker | None:
    """Whoever is called by a noun right before a verb of saying, looked for from `start` on.

    >>> from broadsheet.reading.cues import cues
    >>> from broadsheet.reading.lexicon import Lexicon
    >>> text = "The road is closed, herders say."
    >>> find_unnamed(text, 0, Cue(28, 31, sure=True), Lexicon.load().compiled(cues))
    Speaker(start=20, end=27, entity=None)
    """
    at = cue.start - 1
    if cue.sure and not cue.near and _APART.fullmatch(folded, start, at) is not None:
        return Speaker(start, at - 1, None)
    dated = _DAY.search(folded, max(start, at - _SHORT), at)
    at = dated.start() if dated else at
    begin = _begin(folded, max(start, at - _REACH), at, start)
    if begin is None or begin >= at or folded[at] != " " or (dated and folded[at - 1] == ","):
        return None
    called = _WORD.findall(folded, begin, at)
    if not 0 < len(called) <= _LONGEST and _WHO.fullmatch(folded, begin, at) is None:
        return None
    return Speaker(begin, at, None) if _names_somebody((folded, begin, at), called, cue, words) else None


def _begin(folded: str, least: int, at: int, start: int) -> int | None:
    """Where the words begin that end before a verb: behind the last comma, or with the sentence."""
    begin = start if least == start else None
    for edge in _EDGE.finditer(folded, least, at):
        begin = edge.end()
    if begin is None:
        return None
    while begin < at and not folded[begin].isalnum():
        begin += 1
    link = _LINK.match(folded, begin, at)
    return link.end() if link else begin


def _names_somebody(span: tuple[str, int, int], called: list[str], cue: Cue, words: Cues) -> bool:
    """Whether the words that a span of the text calls somebody by do so."""
    folded, begin, at = span
    small = [word.lower() for word in called]
    if len(small) > 1 and small[-1] in _BESIDE:
        small = small[:-1]
    participle = small[-1].endswith("ing") and small[-1] not in words.written
    if small[0] in _LEADING or small[-1] in _NO_NOUN or small[-1] in _LEADING or participle:
        return False
    said = folded[cue.start : cue.end].lower()
    verb = said.split()[-1]
    if verb in _FINDS and (small[-1] in words.probes or not words.probes.isdisjoint(small[1:2])):
        return _NO_NOUN.isdisjoint(small)
    if verb in _PAST and folded.startswith(" that ", cue.end):
        return _NO_NOUN.isdisjoint(small)
    near = cue.near and _CLAUSE.match(folded, cue.end) is None
    if near or said in _DOUBTFUL or verb in _DOUBTFUL:
        written = said in _WRITES and small[-1] in words.written
        people = _PEOPLE.fullmatch(small[-1]) is not None and _RELATIVE.isdisjoint(small)
        return written or people
    if _WHO.fullmatch(folded, begin, at):
        return True
    return _NO_NOUN.isdisjoint(small) and len(called) <= _LONGEST
