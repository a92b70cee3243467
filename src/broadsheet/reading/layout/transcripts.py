"""Transcripts: turns, each of which opens with the name of who speaks."""

from __future__ import annotations

import re
from collections import Counter

from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.prose import Roles

__all__ = ["find_hosts", "find_turns"]

_TURN = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gen|President|Senator|Secretary|Minister)\.? )?"
    r"(?:[A-Z][\w.'\u2019-]* ){0,3}(?P<name>[A-Z][\w.'\u2019-]*)"
    r"(?: \([^()]{2,80}\))?(?:, (?P<post>[A-Za-z ]{3,30}))?:\s?"
)
_HOSTS = frozenset({"host", "byline", "moderator", "interviewer", "presenter", "anchor"})
FEWEST_TURNS, FEWEST_SPEAKERS, LONGEST_NAME = 4, 2, 100


def find_turns(blocks: list[Block], roles: Roles) -> dict[int, str]:
    """The name in small letters, by the block that it opens; nothing where the page is no transcript.

    It is one where several speak more than once, and most of what stands between the first turn of theirs and the last
    is turns. Before it nobody speaks: a colon there parts a label from its title.
    """
    free = (index for index, role in enumerate(roles) if role != "boilerplate")
    named = {index: turn for index in free if (turn := _turn(blocks[index].text)) is not None}
    spoken = Counter(turn["name"].lower() for turn in named.values())
    again = {name for name, count in spoken.items() if count > 1}
    if len(named) < FEWEST_TURNS or len(again) < FEWEST_SPEAKERS:
        return {}
    turns = {index: turn["name"].lower() for index, turn in named.items()}
    told = [index for index in turns if turns[index] in again]
    if 2 * len(told) <= max(told) - min(told):
        return {}
    return {index: name for index, name in turns.items() if index >= min(told)}


def _turn(text: str) -> re.Match[str] | None:
    """What opens a turn; nothing where no colon stands near the beginning of a line."""
    return _TURN.match(text) if ":" in text[:LONGEST_NAME] else None


def find_hosts(blocks: list[Block], turns: dict[int, str]) -> set[str]:
    """Who of the speakers asks: who is called the host, of two who asks more, else who asks in half of the turns."""
    posts = ((name, turn["post"] or "") for i, name in turns.items() if (turn := _turn(blocks[i].text)))
    hosts = {name for name, post in posts if not _HOSTS.isdisjoint(post.lower().split())}
    if hosts:
        return hosts
    asked = Counter(name for index, name in turns.items() if blocks[index].text.endswith("?"))
    if len(set(turns.values())) == FEWEST_SPEAKERS:
        (first, most), (_, fewer) = [*asked.most_common(), ("", 0), ("", 0)][:FEWEST_SPEAKERS]
        return {first} if most > 1 and most > fewer else set()
    return {name for name, count in asked.items() if 2 * count >= Counter(turns.values())[name] and count > 1}
