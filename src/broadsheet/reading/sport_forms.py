"""The lexicon's words of sport, by which the name of a town is that of its club."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.reading.lexicon import Lexicon, alternatives

__all__ = ["SportForms", "sport_forms"]

_NAMED = r"([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
_TELLING, _FEWER = 6, 4
"""So many of these words are in no other report."""


_OVER = "win|victory|triumph|defeat|draw|lead|loss|tie"
_SIDE = r"([A-Z][\w&'-]{1,40}(?: (?:& )?[A-Z][\w'-]{1,40})?)"
_BEATEN = re.compile(
    rf"(?<![\w'-]){_SIDE}(?= (?:(?:were|was) (?:all out|bowled|dismissed|skittled|reduced)|declared|folded"
    r"|trail(?:ed|s)?\b|won (?:the toss|by)|lost (?:by|to)|beats? |bowlers|batsmen|batters|bowl(?:s|ed) "
    r"|\d{1,3} for \d\b)|'s (?:innings|bowlers|batsmen|batters|openers?)\b)"
    r"|\b(?:bowl(?:ed|s)|dismissed|skittled|thrash(?:ed|ing)|defeat(?:ed|ing)|trail(?:ed|s|ing)?|beat|beats|beating"
    rf"|(?:{_OVER}) (?:over|against)|defeat to|(?:lost|losing|loses|lose|won) (?:to|against)|against|versus|vs\.?"
    rf"|out for \d+ by) {_SIDE}"
)
"""What is bowled out, declares or is beaten is a team, though it bears the name of a state: Kelmere declared."""


_WON = "win|victory|triumph|defeat|draw|loss|lead"
_SCORED = re.compile(
    rf"\b\d{{1,3}}-\d{{1,3}} (?:{_WON}) (?:over|against|to|with|at) {_SIDE}"
    rf"|\b(?:gave|giving|handed|handing) {_SIDE} an? (?:\w+ )?\d{{1,3}}-\d{{1,3}} (?:{_WON})\b(?: over {_SIDE})?"
    rf"|(?<![\w'-]){_SIDE}(?= [a-z]+ed (?:an? |the )?\d{{1,3}}-\d{{1,3}} (?:{_WON})\b)"
    rf"|(?<![\w'-]){_SIDE} (?:led|trailed|drew|won|lost) \d{{1,3}}-\d{{1,3}}"
    r"(?= (?:at (?:half-?time|the (?:break|interval|half)|tea)|in (?:the|extra|a)|after|against|to|at home|away)\b"
    r"|[.,;])"
)
"""Teams by a score beside their names: Kelmere led 17-10 at halftime."""

_RESULT = re.compile(
    rf"\b\d{{1,2}}[-:]\d{{1,2}} (?:[a-z]+ )?(?:{_WON})\b"
    r"|\b(?:beat|defeated|thrashed|hammered|thumped|edged|downed|trounced|drew with|lost to)"
    rf" {_SIDE} (?:by )?\d{{1,2}}[-:]\d{{1,2}}\b"
)
"""A score beside what it was, or beside who lost: a 2-0 win, beat Kelmere 2-0."""

_OF_CLUBS = frozenset({"league", "goal", "goals", "club", "clubs", "side", "visitors", "hosts", "try", "tries"})
_ROUND_UP = 2
"""So many scores tell of matches."""

_SCORE = re.compile("[0-9][-:][0-9]")
"""What stands in both."""

_SOLITARY = frozenset(
    {"backhand", "ballot", "ballots", "seed", "senate", "set", "sets", "tiebreak", "vote", "voted", "votes"}
)
"""Words of games that persons play alone, and of votes."""

_RESULTS = frozenset(["win", "victory", "defeat", "draw", "led", "trailed", "drew"])


@dataclass(frozen=True)
class SportForms:
    """What the words of sport tell; `sport.toml` says of each list what is in it."""

    match: frozenset[str]
    players: frozenset[str]
    club: frozenset[str]
    race: frozenset[str]
    beats: frozenset[str]
    team: re.Pattern[str]
    """A club by who plays for it, or by what it is called."""

    left: re.Pattern[str]
    """A club by who came from it."""

    beat: re.Pattern[str]
    """Two clubs, one of which beat the other."""

    beaten: re.Pattern[str]
    club_last: frozenset[str]
    club_first: frozenset[str]
    club_always: frozenset[str]

    @staticmethod
    def scored(folded: str, words: frozenset[str]) -> list[tuple[str, ...]]:
        """The teams that a score stands beside, where neither players nor parties have it."""
        alone = _RESULTS.isdisjoint(words) or not _SOLITARY.isdisjoint(words)
        return [] if alone or _SCORE.search(folded) is None else _SCORED.findall(folded)

    @staticmethod
    def counts(folded: str, words: frozenset[str]) -> bool:
        """Whether a text gives the scores of several matches, none of which persons play alone."""
        if _OF_CLUBS.isdisjoint(words) or not _SOLITARY.isdisjoint(words):
            return False
        return _SCORE.search(folded) is not None and len(_RESULT.findall(folded)) >= _ROUND_UP

    def tells(self, words: frozenset[str]) -> bool:
        """Whether the words of a text are those of a match.

        >>> sport_forms(Lexicon.load()).tells(frozenset({"striker", "club", "fans", "cup", "loan"}))
        True
        """
        if len(self.match & words) >= _TELLING:
            return True
        return not self.players.isdisjoint(words) and len(self.club & words) >= _FEWER


def sport_forms(lexicon: Lexicon) -> SportForms:
    """The lexicon's words of sport."""
    words, clubs = lexicon["sport"]["words"], lexicon["sport"]["clubs"]
    positions = alternatives(words["positions"])
    match = frozenset(words["match"])
    return SportForms(
        match=match,
        players=frozenset(words["players"]),
        club=match.union(words["club"]),
        race=match.union(words["race"]),
        beats=frozenset(words["beats"]),
        team=re.compile(
            rf"(?<![\w'-]){_NAMED} (?:have (?:signed|agreed|completed|made|sold|loaned)|{positions}"
            rf"|{alternatives(words['staff'])})\b"
            rf"|\b{alternatives(words['sides'])} {_NAMED}"
        ),
        left=re.compile(rf"\b{positions} (?:[A-Z][\w'-]+ ){{1,4}}from {_NAMED}"),
        beat=re.compile(
            rf"\b([A-Z][\w'-]{{1,60}}(?: [A-Z][\w'-]{{1,60}})?) {alternatives(words['beats'])}"
            r" ([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
            r" (?:by \S+ (?:points|goals|runs|wickets|tries)|\d+-\d+|in (?:extra|the final|overtime))\b"
        ),
        beaten=_BEATEN,
        club_last=frozenset(clubs["last"]),
        club_first=frozenset(clubs["first"]),
        club_always=frozenset(clubs["always"]),
    )
