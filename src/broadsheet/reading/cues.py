"""Verbs and phrases of saying."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from broadsheet.reading.expressions import Expression
from broadsheet.reading.index import Firsts, index_of
from broadsheet.reading.lexicon import Lexicon, alternatives
from broadsheet.reading.nominal import says_noun
from broadsheet.reading.tails import Tail

__all__ = ["Cue", "Cues", "cues"]

_THAT = re.compile(r"(?:,? [A-Za-z0-9][\w'-]*(?:\.[A-Za-z]\w*)*){0,6}?,? (?:that|whether)\b| (?:if|how|why)\b")
_THAT_BEHIND = re.compile(r" (?:in|at|on|during|before|after)(?: [\w'.-]+){1,9}? that\b")
"""When or where something was said, before what that is: admitted in a plea in the spring of 2005 that he had."""

_AGREED = re.compile(r"(?:agree[sd]?|decide[sd]?|determined|began|begins) to (?!the|an?|his|her|its|their|[A-Z])")
"""What is done, and not said, though a clause with that may follow: agreed to buy the yard that closed."""

_ORDER = re.compile(r" (?:[\w',.()-]+ ){1,18}?(?:not )?to [a-z]+\b")
_INTENT = re.compile(r" (?:not )?to [a-z]+\b")
_PUT = re.compile(
    r"(?:puts?|place[sd]|peg(?:s|ged)|estimate[sd]?|assess(?:es|ed)|value[sd]?)"
    r" (?:the|its|their|his|her|this|that|total|net|losses|damages?)"
    r"(?: [\w'-]+){0,9}? at (?:\S{0,4} ?\d|about|around|over|more|some|half|a\b)"
)
_PROPOSED = re.compile(
    r"(?:suggest(?:s|ed)|propose[sd]|recommend(?:s|ed)|report(?:s|ed)|den(?:ies|ied)|admit(?:s|ted)|recall(?:s|ed))"
    r" (?:ever )?[a-z]{3,}ing\b"
)
_COUNTED = re.compile(
    r"(?:report(?:s|ed)?|forecasts?|expects|estimates?d?|claimed|demanded|projects"
    r"|predict(?:s|ed)?|foresees)"
    r" (?:(?!(?:after|at|by|from|that|to|when|with)\b)[a-z-]*(?<!ly) ){0,8}(?:\S{0,5} ?\d|an? \S{0,4}\d|another [a-z])"
    r"|announce[sd] (?:an? |its )?(?:[a-z-]+ ){0,4}(?:dividends?|loss|profits?|revenues?) of "
)
_HAS = re.compile(r"(?:[Hh](?:as|ave|ad) (?:also |now |since )?)?")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|will|would|has|have|had|can|could|may|might|must|should|shall|do|does|did|'s|'re)\b"
    r"|[a-z]+(?:ed|s) (?:the|a|an|to|in|on|at|by|from|with|its|his|her|their)\b"
)
_ASIDE = re.compile(
    r"[a-z],? (?:after|because|before|until|when|where|which|while|who|whose)\b"
    r"|, (?:at|by|for|from|in|of|on|to|under|with) (?:which|whom)\b"
)
"""What begins a clause that belongs to a noun before it, or to the verb of saying."""

_REFUSED = ("rejected", "rejects", "denied", "denies")
"""Behind these the clause is what others have said: rejected claims that it leaks."""

_INSERTED = re.compile(r", (?:where|which|who|whose)\b[^,.;]*,")
"""A clause about a noun of what is said, which goes on behind it."""

_THEY = re.compile(r" (?:he|she|they|we) [a-z]+\b")
_PASSIVE = Tail(
    [
        "is",
        "are",
        "was",
        "were",
        "been",
        "be",
        "being",
        "to",
        "not",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "should",
        "shall",
        "t",
        "also",
        "widely",
        "only",
    ],
    r"\b(?:is|are|was|were|been|be|being|to|not|will|would|can|could|may|might|must|should|shall|n't)"
    r"(?: also| not| widely| only)? $",
)
_JUDGED = re.compile(
    r" (?:it|him|her|them|this|that|(?:the|its|his|her|their|that|this)(?: [\w'-]+){1,3}?)"
    r" (?:an? |too [a-z]+|the (?:first|best|worst|most|only|last)\b"
    r"|[a-z]+(?:al|ed|ous|ful|ive|ble|less|ic|ent|ant)(?=[.,;]|$| until\b))"
)
_DONE = re.compile(r" (?:in|of|by|at|from|before|during|under|on|after|with|for|earlier)\b|[,.]")
"""What follows a participle, to whom something was done: villagers accused in the case."""

_ADDS = frozenset({"added", "adding", "adds"})
_SUM = re.compile(r" (?:about |another |nearly |some |up to |over )?\S{0,3}\d")
"""What shares and prices add, and nobody says."""

_PLACED = re.compile(r"puts?\b (?:on|off|out|up|down|in|into|back|away|through|together|aside|paid)\b")
"""What is done with things, and not said: they have put on weight."""

_LOST = re.compile(r" (?:buried|dead|trapped|missing|drowned|lost|killed|stranded)\b")
"""What people are feared to be: 30 feared dead."""

_CLAIMS = frozenset({"claim", "claims", "claimed"})
_WON = re.compile(
    r" (?:(?!(?:he|she|they|it|we|I|that|who)\b)[\w,.'-]+ ){0,3}?"
    r"(?:lives?|victims?|wickets?|medals?|titles?|gold|silver|bronze|victor(?:y|ies)|wins?|points?|seats?)\b"
    r"(?! (?:is|are|was|were|has|have|had|will|would|came|went))"
    r"|,? [a-z]+ for \d"
)
"""What is taken or won, and not said: a storm claimed nine lives, she claimed four for 38."""

_STATED = re.compile(
    r" in an? (?:statement|interview|letter|report|post|speech|message)\b[^.;\u201c\u201d\"]{0,80}? that\b"
)
_CLAUSE = re.compile(
    r",? (?!by\b|to\b|for\b|of\b|with\b|so\b|as\b(?! (?:many|much|few|little) as\b)"
    r"|about\b(?! (?:\S{0,3}\d|(?:an? )?(?:half|dozen|hundred|thousand|million|third|quarter|one|two|three|four)\b)))"
)
_GIVEN = re.compile(r" with (?:the|more|fewer|so many|over)\b")
"""What begins a clause behind who says it: said with the ferry gone the island was cut off."""

BEFORE = " \"'()\u201c\u201d\u2013\u00bb"
"""A cue stands behind one of these."""


class Cue(NamedTuple):
    """A verb or phrase of saying where it stands."""

    start: int
    end: int
    phrase: bool = False
    of_object: bool = False
    sure: bool = False
    near: bool = False
    quoting: bool = False
    orders: bool = False
    intends: bool = False
    clausal: bool = False
    transitive: bool = False

    def leads(self, folded: str, at: int, end: int) -> bool:
        """Whether a reported clause follows."""
        if self.phrase or self.of_object or self.introduces(folded, at, end):
            return True
        if self.orders and _ORDER.match(folded, at, min(end, at + 160)):
            return True
        if self.intends and _INTENT.match(folded, at, end):
            return True
        verb = self.verb(folded)
        if any(each.match(folded, verb, end) for each in (_PUT, _PROPOSED, _COUNTED)) or says_noun(folded, verb, end):
            return True
        given = _GIVEN.match(folded, at, end) and _FINITE.search(folded, at, min(end, at + 160))
        if not self.sure or not (given or _CLAUSE.match(folded, at, end)):
            return False
        return not self.clausal or _THEY.match(folded, at, end) is not None or _is_finite(folded, at, end)

    def verb(self, folded: str) -> int:
        """Where the verb itself begins, behind has or had."""
        match = _HAS.match(folded, self.start, self.end)
        return match.end() if match else self.start

    def says_noun(self, folded: str, end: int) -> bool:
        """Whether what is said is only a noun: denied the charge."""
        return says_noun(folded, self.verb(folded), end)

    def counts(self, folded: str, end: int) -> bool:
        """Whether what is said is only how many there are or what was done: reported 360 dead, reported losing them."""
        verb = self.verb(folded)
        return any(each.match(folded, verb, end) is not None for each in (_COUNTED, _PROPOSED))

    def judges(self, folded: str, at: int, end: int) -> bool:
        """Whether what somebody is said to call something follows, and not whom he called."""
        return _JUDGED.match(folded, at, min(end, at + 120)) is not None

    def follows(self, folded: str, at: int, end: int) -> int:
        """Where what is said begins after an attribution."""
        if folded.startswith(_REFUSED, self.verb(folded)) and not folded.startswith(" that", at):
            return at
        match = (
            _THAT.match(folded, at, min(end, at + 60))
            or _STATED.match(folded, at, end)
            or _THAT_BEHIND.match(folded, at, min(end, at + 90))
        )
        return match.end() if match and folded[match.end() - 4 : match.end()] == "that" else at

    def introduces(self, folded: str, at: int, end: int) -> bool:
        """Whether "that" or a colon follows, and then what is said."""
        if _AGREED.match(folded, self.verb(folded), end):
            return False
        if _THAT.match(folded, at, min(end, at + 60)) is not None or (self.sure and folded.startswith(": ", at)):
            return True
        if _STATED.match(folded, at, end) is not None:
            return True
        return self.sure and _THAT_BEHIND.match(folded, at, min(end, at + 90)) is not None


def _is_finite(folded: str, at: int, end: int) -> bool:
    """Whether what follows a verb has a verb of its own, which is not that of a clause about a noun or a time."""
    said = _INSERTED.sub(",", folded[at : min(end, at + 110)])
    aside = _ASIDE.search(said, 1)
    return _FINITE.search(said, 0, aside.start() if aside else len(said)) is not None


@dataclass(frozen=True)
class Cues:
    """The lexicon's cues, compiled."""

    pattern: re.Pattern[str]
    firsts: Firsts
    anywhere: Expression
    between: Expression
    things: Expression
    carriers: frozenset[str]
    written: frozenset[str]
    """What is written, and states things by itself."""

    probes: frozenset[str]
    """What finds something out."""

    kinds: dict[str, tuple[bool, ...]]
    """What is told of each verb and phrase, in the order in which a cue tells it."""

    def find(self, folded: str, start: int, end: int) -> list[Cue]:
        """The cues between two offsets.

        >>> text = "He has said so, according to Linh."
        >>> [text[c.start:c.end] for c in Lexicon.load().compiled(cues).find(text, 0, len(text))]
        ['has said', 'according to']
        """
        found: list[Cue] = []
        reached = start - 1
        for at in index_of(folded).between(self.firsts, start, end):
            if at <= reached or (at and folded[at - 1] not in BEFORE):
                continue
            match = self.pattern.match(folded, at, end)
            if match is None:
                continue
            reached = match.end()
            if _PASSIVE.search(folded, max(start, at - 13), at) or (match[2] in _ADDS and _SUM.match(folded, reached)):
                continue
            if match[2] == "feared" and _LOST.match(folded, reached, end):
                continue
            if match[2][0] == "p" and _PLACED.match(folded, match.start(2)):
                continue
            if match[2] in _CLAIMS and _WON.match(folded, reached, end):
                continue
            cue = self._cue(match)
            if not (cue.of_object and _DONE.match(folded, cue.end, end)):
                found.append(cue)
        return found

    def _cue(self, match: re.Match[str]) -> Cue:
        word = match[2].lower()
        cue = Cue(match.start(1), match.end(), *self.kinds.get(word, ()))
        if word == "asked" and match[1][:2] not in {"ha", "Ha"}:
            return cue._replace(intends=False)
        return cue

    def has(self, words: str) -> bool:
        """Whether there is a cue among the words."""
        return self.anywhere.search(f" {words}") is not None

    def is_thing(self, words: str) -> bool:
        """Whether what the words call carries words without saying anything: a sign."""
        return words.rpartition(" ")[2].lower() in self.carriers

    def is_between(self, words: str) -> bool:
        """Whether only adverbs stand there."""
        return self.between.fullmatch(words) is not None


def cues(lexicon: Lexicon) -> Cues:
    """The lexicon's cues."""
    table = lexicon["cues"]
    phrases = [form for phrase in table["phrase"] for form in (phrase, phrase.capitalize())]
    verbs = alternatives([*table["clause"], *table["object"], *phrases])
    cue = rf"((?:(?:has|have|had) (?:also |now |since )?)?({verbs}))(?![\w-]|'\w)"
    return Cues(
        pattern=re.compile(cue),
        firsts=Firsts(["has", "have", "had", *table["clause"], *table["object"], *phrases]),
        anywhere=Expression(rf"[{BEFORE}]{cue}"),
        between=Expression(rf"(?:{alternatives(table['between'])}|,| )+"),
        things=Expression(
            r",? (?:reads?|says|said|ran|runs|went|goes) (?:the|a|an|one|his|her|its) (?:[a-z]+ )?"
            rf"{alternatives(table['things'])}(?![a-z])"
        ),
        carriers=frozenset(table["things"]),
        written=frozenset(table["written"]),
        probes=frozenset(table["probes"]),
        kinds=_kinds(table),
    )


def _kinds(table: Mapping[str, list[str]]) -> dict[str, tuple[bool, ...]]:
    """The words of all lists, each with the lists that it is in."""
    names = ("phrase", "object", "sure", "nouns", "quoting", "orders", "intents", "clausal")
    groups = [*(frozenset(table[name]) for name in names), frozenset([*table["transitive"], *table["orders"]])]
    return {word: tuple(word in group for group in groups) for word in frozenset().union(*groups)}
