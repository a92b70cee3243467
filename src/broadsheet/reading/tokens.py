"""Words with capitals, and the runs that they form."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import chain
from typing import NamedTuple

from broadsheet.reading.lexicon import Lexicon, alternatives
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = ["Joints", "Token", "find_run", "find_runs", "joints"]

_BEYOND = (
    r"(?:\.(?:[A-Z]\.)+|[A-Za-z0-9\u0300-\u036f]*"
    r"(?:(?:'(?!s\b)|[&-](?=[A-Za-z0-9])|\.(?=[a-z0-9])|(?<![a-z][a-z])\.(?=[A-Z]))[A-Za-z0-9\u0300-\u036f]+)*)"
)
_TOKEN = re.compile(rf"[A-Z](?:(?<![\w@][A-Z])|(?<=[^\w@.-][eiu][A-Z])(?=[a-z]{{3}})){_BEYOND}")
"""A word with a capital, or with one behind the prefix of its language: eThekwini, uMlazi."""

_CUT = re.compile(rf"[A-Z]{_BEYOND}")
"""What is left of a word behind the place where it was cut."""

_LONGEST = 40
_NEAR = 20
_OPENING = frozenset('.!?:;\u2026\u2013"\u201c\u00ab(\u201e|[*\u2022\u00b7\u25cf\u25aa')


class Token(NamedTuple):
    """A word that begins with a capital.

    It `opens` when a sentence or quotation begins with it, and is `marked` when its
    letters carry marks.
    """

    start: int
    end: int
    word: str
    opens: bool
    marked: bool = False


class Joints(NamedTuple):
    """The words of the lexicon between which a name goes on behind a full stop or an apostrophe."""

    owners: frozenset[str]
    houses: frozenset[str]
    stopped: frozenset[str]
    between: re.Pattern[str]
    """Blanks, and the small words of a name."""

    done: re.Pattern[str]
    """What was done by or to whoever stands before: Tarl-based, Lind-led."""

    seated: re.Pattern[str]
    """What is done in the place that stands before: Tarl-based."""

    chaired: tuple[str, ...]
    """What is done by the person who stands before: the Mara Lind-led coalition."""

    is_name: Callable[[str], bool]
    """Whether a word is somebody's name alone, whose name goes on behind no apostrophe: President Marcos' Manila."""


def joints(lexicon: Lexicon) -> Joints:
    """The lexicon's words between which a name goes on."""
    common, particles = lexicon["common"], alternatives(lexicon["people"]["names"]["particles"])
    return Joints(
        owners=frozenset(common["owners"]),
        houses=frozenset(common["houses"]),
        stopped=frozenset(common["stopped"]),
        between=re.compile(
            r" +(?:(?:(?:bin|ibn|bint) +)?(?:al|el|as|ash|ad|an|ar|at|az|ul|us|ur)-"
            rf"|(?:{particles} +){{1,3}})?"
        ),
        done=re.compile(rf"(?<=\w)-{alternatives([*common['done'], *common['seated'], *common['chaired']])}$"),
        seated=re.compile(rf"-{alternatives(common['seated'])}(?![\w-])"),
        chaired=tuple(f"-{word}" for word in common["chaired"]),
        is_name=load_vocabulary().is_name,
    )


def find_runs(folded: str, start: int, end: int, joined: Joints, text: str | None = None) -> list[list[Token]]:
    """The words with capitals between two offsets, those that stand together in one run.

    >>> text = "A visit to Nha Trang by Ursula von der Leyen."
    >>> [[token.word for token in run] for run in find_runs(text, 0, len(text), Lexicon.load().compiled(joints))]
    [['A'], ['Nha', 'Trang'], ['Ursula', 'Leyen']]
    """
    written = "" if text is None or text.isascii() else text
    cut = _CUT.match(folded, start, end)
    found = _TOKEN.finditer(folded, cut.end() if cut else start, end)
    runs: list[list[Token]] = []
    run: list[Token] = []
    for match in chain((cut,), found) if cut else found:
        begin, reached = match.span()
        if begin > start and folded[begin - 1].islower():
            if load_vocabulary().is_english(folded[begin:reached].lower().removesuffix("s")):  # iCloud, iTunes
                continue
            begin -= 1
        word = folded[begin:reached]
        inside = begin - 2 >= start and folded[begin - 1] == " " and folded[begin - 2].isalnum()
        opens = not inside and _opens(folded, begin, start)
        marked = bool(written) and not written[begin:reached].isascii() and "'" not in word
        token: Token = tuple.__new__(Token, (begin, reached, word, opens, marked))
        if run and begin - run[-1].end < _NEAR and len(run) < _LONGEST and _together(folded, run, token, joined):
            run.append(token)
        else:
            runs.append(run := [token])
    return runs


def find_run(runs: list[list[Token]], at: int, end: int) -> list[Token]:
    """The words of a run from an offset on, as far as they end before another.

    >>> runs = find_runs("the Port of Nha Trang City", 0, 26, Lexicon.load().compiled(joints))
    >>> [token.word for token in find_run(runs, 12, 21)]
    ['Nha', 'Trang']
    """
    index = bisect_right(runs, at, key=_start) - 1
    run = [token for token in runs[index] if token.start >= at and token.end <= end] if index >= 0 else []
    return run if run and run[0].start == at else []


def _start(run: list[Token]) -> int:
    return run[0].start


def _together(folded: str, run: list[Token], token: Token, joined: Joints) -> bool:
    last = run[-1]
    gap = folded[last.end : token.start]
    if gap in {" ", ""}:
        return True
    if gap[0] == " ":
        return joined.between.fullmatch(gap) is not None
    if gap[0] == ".":
        ends = len(run) > 1 and len(last.word) == 2 and joined.is_name(last.word)
        short = last.word in joined.stopped or (len(last.word) <= 2 and not ends)
        return short and joined.between.fullmatch(gap, 1) is not None
    if gap == "' ":
        return last.word.endswith("s") and (_is_saint(run) or not joined.is_name(last.word))
    if gap == "'s ":
        saint = _is_saint(run) and token.word in joined.houses
        return saint or last.word in joined.owners or last.word.endswith(("men", "women", "children"))
    return False


def _is_saint(run: list[Token]) -> bool:
    return len(run) > 1 and run[-2].word in {"St", "Saint"}


def _opens(folded: str, at: int, start: int) -> bool:
    before = at - 1
    while before >= start and folded[before] in " '":
        before -= 1
    return before < start or folded[before] in _OPENING
