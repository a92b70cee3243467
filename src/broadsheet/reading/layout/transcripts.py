"""Transcripts: turns, each of which opens with the name of who speaks."""

from __future__ import annotations

import re
from collections import Counter

from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.prose import Roles

__all__ = ["find_hosts", "find_turns"]

_TURN = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gen|President|Senator|Secretary|Minister)\.? )?"
    r"(?:[A-Z][\w.'\u2019-]* (?:(?:of|from|for|in|the|and|de|la|van|von|der|bin|al) ){0,2}){0,3}"
    r"(?P<name>[A-Z][\w.'\u2019-]*)"
    r"(?: \((?P<beside>[^()]{2,80})\))?(?:, (?P<post>[A-Za-z ]{3,30}))?:\s?"
)
_INITIALS = re.compile(r"[A-Z]{2,4}")
_REPORTS = re.compile(r"\b(?P<name>[A-Z][\w'\u2019-]{1,60}) (?:reports|has (?:more|this report))\b")
_HOSTS = frozenset({"host", "byline", "moderator", "interviewer", "presenter", "anchor"})
FEWEST_TURNS, FEWEST_SPEAKERS, LONGEST_NAME = 4, 2, 100


def find_turns(blocks: list[Block], roles: Roles) -> dict[int, str]:
    """The name in small letters, by the block that it opens; nothing where the page is no transcript.

    It is one where several speak more than once, and most of what stands between the first turn of theirs and the last
    is turns. Before it nobody speaks: a colon there parts a label from its title.
    """
    free = (index for index, role in enumerate(roles) if role != "boilerplate")
    named = {index: turn for index in free if (turn := _turn(blocks[index].text)) is not None}
    if len(named) < FEWEST_TURNS:
        return {}
    turns = {index: _speaker(turn) for index, turn in named.items()}
    again = {name for name, count in Counter(turns.values()).items() if count > 1}
    if len(again) < FEWEST_SPEAKERS:
        return {}
    told = [index for index in turns if turns[index] in again]
    first, last = told[0], told[-1]
    if 2 * len(told) <= last - first:
        return {}
    return {index: name for index, name in turns.items() if index >= first}


def _turn(text: str) -> re.Match[str] | None:
    """What opens a turn; nothing where no colon stands near the beginning of a line."""
    return _TURN.match(text) if ":" in text[:LONGEST_NAME] else None


def _speaker(turn: re.Match[str]) -> str:
    """Who speaks: the last name, or the initials in brackets, which open the next turns: `Grace Hopper (GH):`."""
    initials = turn["beside"] is not None and _INITIALS.fullmatch(turn["beside"])
    return (turn["beside"] if initials else turn["name"]).lower()


def find_hosts(blocks: list[Block], roles: Roles, turns: dict[int, str]) -> set[str]:
    """Who of the speakers asks: who is called the host, of two who asks more, else who reports or asks most turns."""
    posts = ((name, turn["post"] or "") for i, name in turns.items() if (turn := _turn(blocks[i].text)))
    hosts = {name for name, post in posts if not _HOSTS.isdisjoint(post.lower().split())}
    if hosts:
        return hosts
    asked = Counter(name for index, name in turns.items() if blocks[index].text.endswith("?"))
    if len(set(turns.values())) == FEWEST_SPEAKERS:
        (first, most), (_, fewer) = [*asked.most_common(), ("", 0), ("", 0)][:FEWEST_SPEAKERS]
        return {first} if most > 1 and most > fewer else set()
    if reporting := _find_reporters(blocks, roles, turns):
        return reporting
    return {name for name, count in asked.items() if 2 * count >= Counter(turns.values())[name] and count > 1}


def _find_reporters(blocks: list[Block], roles: Roles, turns: dict[int, str]) -> set[str]:
    """Who among the speakers of a broadcast is named as its reporter, and who opens and closes it."""
    speaking, told = list(turns.values()), blocks[min(turns) : max(turns) + 1]
    signed = (block.text.split() for block, role in zip(blocks, roles, strict=True) if role == "byline")
    named = {words[-1].lower() for words in signed}
    named |= {found["name"].lower() for block in told for found in _REPORTS.finditer(block.text)}
    reporters = named.intersection(speaking)
    return reporters | {speaking[0]} if reporters and speaking[0] == speaking[-1] else reporters
