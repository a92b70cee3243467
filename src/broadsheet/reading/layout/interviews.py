"""Questions and answers."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.prose import sentences
from broadsheet.reading.layout.transcripts import find_hosts, find_turns

__all__ = ["mark_turns"]

_ABOUT = re.compile(r"(?:[A-Z][\w'\u2019-]+\s){2,5}(?:is|was|heads|leads|teaches|works|runs|chairs|directs)\s")
"""The last paragraph of an interview may say who was asked."""

_HEARD = re.compile(r"\([^()]{3,80}\)|\[[^\[\]]{3,80}\]")
"""Sounds and music stand in brackets among the turns of a broadcast."""

_READER = re.compile(r"\b[Yy]ou(?:r|rs)?\b")
LONGEST_HEADING, FEWEST_OF_EACH = 8, 1.5
"""A question of at most so many words may be a heading; under one stand so many paragraphs or more."""

LONGEST_TURN = 200
FEWEST_SINGLE, MOST_BEFORE = 3, 2
"""So many questions with one paragraph of answer show how a page takes turns; a deck, and who was asked, stand before.
"""

_ASKED = re.compile(r"(\d{1,2})[.)]\s+[^\W\d_][^\n:.?!]{0,40}:\s+(?=\S)")
_REQUEST = re.compile(r"\?|\b[Pp]lease\b")
"""A question of a briefing, by its number and who asks it, and what shows that it asks."""

_PERSONAL = ("I", "we", "We", "our", "my", "you")


def mark_turns(blocks: list[Block], roles: list[str | None], body: int, end: int, forms: Forms) -> None:
    """Turn the paragraphs of an interview into questions and answers, where the text is one."""
    story = [i for i in range(body, end) if roles[i] in {"paragraph", "subhead", "caption"}]
    labelled = [i for i in story if forms.turn.match(blocks[i].text)]
    asked = [i for i in story if _asks(blocks[i].text)]
    if len(labelled) >= 2 and any(_label(blocks[i], forms) in forms.askers for i in labelled):
        _by_label(blocks, roles, story, forms)
    elif (turns := find_turns(blocks, roles)) and (hosts := find_hosts(blocks, roles, turns)):
        _by_speaker(blocks, roles, story, turns, hosts)
    elif numbered := _find_numbered(blocks, story):
        _take_turns(roles, story, numbered)
    elif len(asked) >= 2 and _answered(asked, story) and _is_interview(blocks, roles, story, asked, forms):
        if _ABOUT.match(blocks[story[-1]].text) is not None:
            story.pop()
        _by_questions(blocks, roles, story, asked)


def _find_numbered(blocks: list[Block], story: list[int]) -> list[int]:
    """The questions of a briefing, numbered from one, each with who asks it: `1. Gazette: Please comment`."""
    numbered = [(i, found[1]) for i in story if (found := _ASKED.match(blocks[i].text)) is not None]
    counted = [number for _, number in numbered] == [str(n) for n in range(1, len(numbered) + 1)]
    asked = all(_REQUEST.search(blocks[i].text) for i, _ in numbered)
    return [i for i, _ in numbered] if len(numbered) > 1 and counted and asked else []


def _take_turns(roles: list[str | None], story: list[int], asked: list[int]) -> None:
    """Questions, and behind the first of them paragraphs that answer."""
    questions = set(asked)
    for index in story:
        if index in questions:
            roles[index] = "question"
        elif index > asked[0] and roles[index] == "paragraph":
            roles[index] = "answer"


def _asks(text: str) -> bool:
    return text.endswith("?") and len(text) <= 700 and text[0] not in "\"'\u201c\u2018\u00ab"


def _may_ask(text: str) -> bool:
    """Whether a short turn speaks of nobody who is asked, or holds a question."""
    own = any(f" {word} " in f" {text} " for word in ("I", "we", "We", "my", "our"))
    return len(text) <= LONGEST_TURN and ("? " in text or not own) and text[0] not in "\"'\u201c\u2018"


def _answered(asked: list[int], story: list[int]) -> bool:
    """Every question is followed by something that is not a question, and answers prevail."""
    return len(asked) * 2 <= len([i for i in story if i >= asked[0]]) and asked[-1] != story[-1]


def _is_interview(
    blocks: list[Block], roles: list[str | None], story: list[int], asked: list[int], forms: Forms
) -> bool:
    questions = set(asked)
    answers = [blocks[i].text for i in story if i > asked[0] and i not in questions]
    reported = sum(" said" in text or "\u201d " in text for text in answers)
    if reported * 3 > len(answers):
        return False
    before = " ".join(blocks[i].text for i in range(asked[0]) if roles[i] != "boilerplate")
    personal = sum(any(f" {word} " in f" {text} " for word in _PERSONAL) for text in answers)
    if personal * 3 >= len(answers):
        return True
    return forms.interview.search(before[:5000]) is not None and not _are_headings(blocks, asked, len(answers))


def _are_headings(blocks: list[Block], asked: list[int], answers: int) -> bool:
    """Whether questions head the parts of a text: short ones, which ask nobody, over several paragraphs each."""
    texts = [blocks[i].text for i in asked]
    short = all(len(text.split()) <= LONGEST_HEADING and _READER.search(text) is None for text in texts)
    return short and answers >= FEWEST_OF_EACH * len(asked)


def _label(block: Block, forms: Forms) -> str | None:
    found = forms.turn.match(block.text)
    return found[1].lower() if found else None


def _by_label(blocks: list[Block], roles: list[str | None], story: list[int], forms: Forms) -> None:
    turn = None
    for index in story:
        label = _label(blocks[index], forms)
        if label is not None:
            turn = "question" if label in forms.askers else "answer"
        elif turn == "question" and roles[index] == "paragraph":
            turn = "answer"
        if turn is not None and roles[index] in {"paragraph", "subhead"}:
            roles[index] = turn


def _by_speaker(
    blocks: list[Block], roles: list[str | None], story: list[int], turns: dict[int, str], hosts: set[str]
) -> None:
    """What a host says is a question, what the others say an answer, up to the next turn; what is heard is neither."""
    turn = None
    for index in story:
        if turn is not None and _HEARD.fullmatch(blocks[index].text) is not None:
            roles[index] = "paragraph"
            continue
        if index in turns:
            turn = "question" if turns[index] in hosts else "answer"
        if turn is not None and (index in turns or roles[index] == "paragraph"):
            roles[index] = turn


def _by_questions(blocks: list[Block], roles: list[str | None], story: list[int], asked: list[int]) -> None:
    _take_turns(roles, story, asked)
    _mark_turned(blocks, roles, [i for i in story if roles[i] in {"question", "answer"}])
    before = [i for i in story if i < asked[0] and roles[i] != "caption"]
    titled = "headline" in roles and "alternative_headline" not in roles
    introduced = len(before) == 1 or (len(before) == MOST_BEFORE and _ABOUT.match(blocks[before[1]].text) is not None)
    if introduced and titled and len(blocks[before[0]].text) <= 350 and sentences(blocks[before[0]].text) <= 2:
        roles[before[0]] = "alternative_headline"


def _mark_turned(blocks: list[Block], roles: list[str | None], turns: list[int]) -> None:
    """Where nearly every question has one paragraph for an answer, the short one between two long ones is a question.

    So it is told although it ends in no question mark.
    """
    first = [at for at, index in enumerate(turns) if roles[index] == "question"]
    spans = [turns[a + 1 : b] for a, b in zip(first, [*first[1:], len(turns)], strict=True)]
    single = sum(len(span) == 1 for span in spans)
    for span in spans if single >= FEWEST_SINGLE and 3 * single >= 2 * len(spans) else ():
        for at in range(1, len(span) - 1):
            before, length, after = (len(blocks[index].text) for index in span[at - 1 : at + 2])
            short = 3 * length <= min(before, after) or (len(span) % 2 and at % 2 and 2 * length <= before + after)
            if short and _may_ask(blocks[span[at]].text):
                roles[span[at]] = "question"
