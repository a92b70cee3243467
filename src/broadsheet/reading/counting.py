"""Which numbers count something, and which only stand in a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_letters

from broadsheet.reading.lexicon import Lexicon, alternatives, apart, both_cases
from broadsheet.reading.moments import CLOCK
from broadsheet.reading.numbers import Number
from broadsheet.reading.ranges import Part
from broadsheet.reading.stretch import Stretch
from broadsheet.reading.tails import Tail

__all__ = ["MORE", "NumberForms", "is_figure", "number_forms"]

MORE = ("-plus", "-odd")
"""What stands between a number and its noun: 140-odd wells."""

_ITS = re.compile(
    r" of (?:its|his|her|their) (?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) [a-z]"
)
"""Behind "one": of how many it is one, so that it counts: one of its six spans."""

_INSIDE = "'-"
"""What stands in words, too."""

_NAME_LETTERS = ascii_letters + _INSIDE
_SENTENCE_LEFT = re.compile(r"(?:^|(?:[.!?:;\u2026\u2013\u201c\u00ab(]['\")]*|\"[')]*) ?)$")
_SPENT = frozenset({"day", "night", "morning", "afternoon", "evening"})
"""What something may be done in: in one day."""

_MARKS = frozenset("\u201d\u2019\"'\u00bb")
_TITLED = re.compile(r"[\u201c\u2018\"'\u00ab](?:[A-Z][\w-]*[ :]){1,4}$")
_SOMEBODY = re.compile(r" [A-Z][a-z'-]+ [A-Z][a-z'-]+\b| (?:he|she|they|we|I|you)\b")
"""Behind "one": somebody of that name, or whoever does something with it; a text counts nothing by either."""

_DONE = re.compile(
    r" (?:taken|made|given|held|used|seen|done|known|shared|led|built|based|written|drawn|found|run)"
    r" (?:by|in|at|on|for|with|from|to|after|before)\b"
)
"""Behind "one": what was done with the thing that it stands for: the decision was one taken by the panel."""

_NUMBERED = re.compile(r"\(?\d{1,3}(?:[.)]\s{0,9}|\s{2,9})(?=[A-Z\"\u201c\u2018'\u00ab])")
"""The number of a paragraph at its head, wide before its words where it has no mark: 1. Remarks, (2) The minister."""

_SPOKE = re.compile(
    r"(?:, who| (?:said|says|told|asked|wrote|recalled|added|called|described|replied|joked|insisted))\b"
)
"""Behind "one" and who that is: one trader, who said; one worker asked."""

_SAID = re.compile("[\"\u201d\u2019'\u00bb] (?:said|says|added|asked|recalled) $")
"""Before "one" and who that is, behind a quotation: “Go,” said one trader."""

_PHONED = frozenset({"call", "dial", "phone", "text", "ring", "contact"})
"""Words behind which a bare number is that of a telephone."""

_WHOM = re.compile(
    r"(?:[a-z-]*(?:er|or|ist|ian|ant|ent|man|woman|lady)|official|aide|source|local|student|backbencher)"
)
_SPELLS = frozenset({"day", "week", "season", "round", "night", "game"})
_EACH = re.compile(rf"\b(?:a|an|each|every|per|one|that|this|last|next) (?:{'|'.join(sorted(_SPELLS))})[,:]? $")
_TITLES = frozenset({"headline", "alternative_headline", "subhead"})
_SERVICE = 100
"""No telephone number is smaller."""

_BRACKETED = 2
"""The number of a paragraph stands right at its head, or in a bracket there."""

_LISTED = 1000
"""From here on a number behind a colon is what a list gives for its item, and no number of the item."""

_TIE_BREAK = re.compile(r"\b[67]-[67] ?\($")
"""Before the points of a tie-break: 7-6 (3)."""

_AGAINST = re.compile(r" (?:against|in favou?r|abstained|abstaining|abstention)(?=[,.;:)]| and\b| with\b|$)")
"""Behind the number of votes that were cast so."""

_FELL = re.compile(r" (?:died\b|(?:was|were|had been) (?:killed|injured|hurt|wounded|arrested|missing|rescued)\b)")
_CLAUSE = re.compile(r"(?:^|[.,;:] |\b(?:said|says|that|and|but|while) )$", re.IGNORECASE)
"""Before "one", where it opens a clause."""

_GOALS = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2}) \((\d{1,3})\)")
_RATE_OF = re.compile(r"\bper $")


@dataclass(frozen=True)
class NumberForms:
    """The words of the lexicon around numbers, compiled."""

    before: Tail
    after: re.Pattern[str]
    low: frozenset[str]
    high: frozenset[str]
    silent: frozenset[str]
    capital: frozenset[str]
    small: frozenset[str]
    not_before_one: Tail
    idioms: re.Pattern[str]
    year_left: Tail
    money_scales: re.Pattern[str]
    scales: dict[str, int]
    stops: frozenset[str]
    """The words that stand behind no number as what it counts."""

    unharmed: frozenset[str]
    """What nobody is killed or hurt of."""

    called: re.Pattern[str]
    """What a number only begins: 12 TONES, 10 Kelder Street."""

    margin: re.Pattern[str]
    """What somebody leads or wins by: a 4 goal lead."""

    old_thing: re.Pattern[str]
    """The age of a thing, behind the number: a 21-year-old land use plan."""


def is_figure(part: Part, stretch: Stretch, role: str, forms: NumberForms) -> bool:
    """Whether a number counts or measures something, and is no part of a name, a title or an address."""
    number, folded, start = part.number, stretch.folded, stretch.start
    glued = folded[part.end : part.end + 1].isalnum()
    if part.money or glued:
        return not glued
    scale = folded.endswith(("scale of ", "scale from "), start, part.start)
    if scale or _is_score(part, folded) or _TIE_BREAK.search(folded, max(start, number.start - 5), number.start):
        return False
    left = folded[max(start, number.start - 40) : number.start]
    if number.words:
        return _is_counting_word(part, folded, left, role, forms)
    inside = number.start > start and folded[number.start - 1].isalpha()
    if inside or (number.value >= _LISTED and _RATE_OF.search(left)) or _closes_title(number, stretch):
        return False
    if (part.unit is None and _goes_on(part, stretch, role, forms)) or _is_stamp(part, stretch):
        return False
    measured = part.unit is not None and part.unit.name == "magnitude"
    return not (part.low is None and left[-1:] == "-" and not measured) and not _is_name(part, left, role, forms)


def _is_score(part: Part, folded: str) -> bool:
    """Whether a number is goals, behinds or points of an Australian score, in which a goal is six: 4.5 (29)."""
    start, end = max(0, part.number.start - 8), part.number.end + 8
    if folded.find("(", start, end) < 0:
        return False
    for match in _GOALS.finditer(folded, start, end):
        inside = match.start() <= part.number.start < match.end()
        if inside and 6 * int(match[1]) + int(match[2]) == int(match[3]):
            return True
    return False


def _closes_title(number: Number, stretch: Stretch) -> bool:
    """Whether a number is the last word of a title in quotation marks: the new “Dune 2” game."""
    if stretch.text[number.end : number.end + 1] not in _MARKS:
        return False
    return _TITLED.search(stretch.text, max(stretch.start, number.start - 40), number.start) is not None


def _is_stamp(part: Part, stretch: Stretch) -> bool:
    """Whether a number is the time over an entry, or the place in a list of results: 17.05, 1 Mara Lind (Nor)."""
    number = part.number
    if number.start - stretch.start < _BRACKETED and _NUMBERED.match(stretch.folded, stretch.start, stretch.end):
        return True
    if number.start != stretch.start or (part.unit is not None and number.value > 1):
        return False
    placed = _SOMEBODY.match(stretch.folded, number.end, stretch.end)
    return placed is not None or CLOCK.fullmatch(stretch.folded, number.start, number.end) is not None


def _goes_on(part: Part, stretch: Stretch, role: str, forms: NumberForms) -> bool:
    """Whether a bare number only begins a name: 12-tone, 737 MAX, 10 Kelder Street."""
    right = stretch.folded[part.end : part.end + 2]
    if right[:1] == "-" and right[1:2].isalnum() and not stretch.folded.startswith(MORE, part.end):
        return True
    return role == "paragraph" and forms.called.match(stretch.folded, part.end, stretch.end) is not None


def _is_counting_word(part: Part, folded: str, left: str, role: str, forms: NumberForms) -> bool:
    number = part.number
    if folded[number.end : number.end + 1] == "-" and part.unit is None:
        return False
    spent = part.unit is not None and part.unit.name in _SPENT and left.endswith((" in ", "In ", " within "))
    if not spent and forms.idioms.match(folded, number.start) and not forms.before.search(left):
        return _ITS.match(folded, number.end) is not None
    if part.unit is None and _is_named(left, forms):
        return False
    word = folded[number.start : number.end].lower()
    if word == "one":
        if part.unit is None or _is_pronoun(folded, left, number.end):
            return part.unit is None and (_is_vote(folded, left, number.end) or _is_victim(folded, left, number.end))
        speaks = _WHOM.fullmatch(part.unit.name) and (_SPOKE.match(folded, part.end) or _SAID.search(left))
        return not speaks and forms.not_before_one.search(left.lower()) is None
    capital = folded[number.start].isupper() and role != "headline" and _SENTENCE_LEFT.search(left) is None
    return not (capital and folded[number.end + 1 : number.end + 2].isupper())


def _is_vote(folded: str, left: str, end: int) -> bool:
    """Whether a bare "one" is a single vote: 12 votes for, one against; by four votes to one."""
    if left.endswith(" votes to "):
        return True
    return "vot" in left and _AGAINST.match(folded, end) is not None


def _is_victim(folded: str, left: str, end: int) -> bool:
    """Whether a bare "one" at the head of a clause is somebody who died or was hurt: police said one was killed."""
    return _FELL.match(folded, end) is not None and _CLAUSE.search(left) is not None


def _is_pronoun(folded: str, left: str, end: int) -> bool:
    """Whether "one" stands for somebody or something and counts nothing: the only one possible, one Mara Lind."""
    return left.lower().endswith("the only ") or any(each.match(folded, end) for each in (_SOMEBODY, _DONE))


def _is_named(left: str, forms: NumberForms) -> bool:
    """Whether the word before a number in words makes it a name: class five, Gate Two."""
    word, _ = _word_left(left)
    return left[-1:] == " " and (word in forms.small or word in forms.capital)


def _is_name(part: Part, left: str, role: str, forms: NumberForms) -> bool:
    """Whether the word before makes the number a part of a name or of a reference."""
    word, before = _word_left(left)
    if not word:
        return False
    if word in _SPELLS and part.unit is not None and _EACH.search(left):
        return False
    phoned = word.lower() in _PHONED and part.unit is None and part.number.value >= _SERVICE
    if phoned or word in forms.capital or word in forms.small:
        return part.unit is None or not part.unit.firm or part.unit.name == "day"
    if role in _TITLES:
        return part.unit is None and word.title() in forms.capital
    listed = left.endswith(": ") and part.number.value >= _LISTED
    if part.unit is not None or not word[0].isupper() or left[-1:] != " " or listed:
        return False
    return _SENTENCE_LEFT.search(before) is None and forms.before.search(left) is None


def _word_left(left: str) -> tuple[str, str]:
    """The word that the number follows, with no more than a sign between them, and what stands before the word."""
    bare = left.removesuffix("#").removesuffix(" ")
    bare = bare[:-1] if bare.endswith((".", ":")) else bare
    before = bare.rstrip(_NAME_LETTERS)
    word = bare[len(before) :]
    return (word, before) if word[:1].isupper() or (word.isalpha() and word.islower()) else ("", before)


def number_forms(lexicon: Lexicon) -> NumberForms:
    """The lexicon's words around numbers."""
    table, units = lexicon["numbers"], lexicon["units"]["words"]
    qualifiers = table["qualifiers"]
    silent = frozenset(qualifiers["silent"])
    before = [word for kind in ("low", "high", "near") for word in qualifiers[kind] if word not in silent]
    after = [word for kind in ("after_low", "after_high", "after_near") for word in qualifiers[kind]]
    years, words_before = table["skips"]["before_year"], table["skips"]["not_before_one"]
    return NumberForms(
        before=Tail(before, rf"({apart(both_cases(before), _INSIDE)}) +$"),
        after=re.compile(rf",? ({alternatives(after)})(?![a-z])"),
        low=frozenset([*qualifiers["low"], *qualifiers["after_low"]]),
        high=frozenset([*qualifiers["high"], *qualifiers["after_high"]]),
        silent=silent,
        capital=frozenset(table["names"]["capital"]),
        small=frozenset(table["names"]["small"]),
        not_before_one=Tail(words_before, rf"{apart(words_before)}[ -]$"),
        idioms=re.compile(rf"(?:{alternatives(table['skips']['idioms'])})(?![a-z])", re.IGNORECASE),
        year_left=Tail(years, rf"(?<![\w'])(?:{alternatives(years)}) ?$", re.IGNORECASE),
        money_scales=re.compile(
            r" ?[mM](?= (?:(?:[A-Z][a-z]+ )?[a-z]+s|head|people|men|women|children|sheep|cattle|fish)\b)"
        ),
        scales={word: int(value) for word, value in table["money_scales"].items()},
        stops=frozenset(units["stops"]),
        unharmed=frozenset(units["unharmed"]),
        called=re.compile(rf" (?:[A-Z]{{2,}}\b|(?:[A-Z][a-z]+ ){{1,3}}{alternatives(table['names']['behind'])}\b)"),
        margin=re.compile(rf"[ -]({alternatives(units['margins'])}) {alternatives(units['leads'])}\b"),
        old_thing=re.compile(
            r"(?:-| )(?:year|month|week|day)s?[ -]old"
            r" (?:(?!(?:who|and|from|of|in|with|was|is|has|had|said|to|at|on|by)\b)[a-z-]+ ){0,4}?"
            rf"(?:[a-z]{{3,}}(?:ment|tion|sion|ship)|{alternatives(units['aged'])})s?"
            r"(?![\w-])(?! (?:worker|owner|driver|boy|girl|man|woman))"
        ),
    )
