"""Texts over which a regular expression may take long, made from its parsed form, and how its time grows with them.

Each repeat is fed what it accepts, behind what leads to it, and an end that nothing accepts. What is repeated also has
whole matches, and what stands before the repeat: so a search begins anew at each of them.
"""

from __future__ import annotations

import random
import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from re import _constants as sre
from re import _parser
from typing import Any

__all__ = ["Attack", "attacks", "grows", "seconds"]

LETTERS = "a A0x\n\t\r!\"#$%&'()*+,-./159:;<=>?@BXYZ[\\]^_`bestz{|}~\x00\x85\xa0éßÉĐ“”‘’–—…\u2028\u0301\u200b中١😀"
ENDS = ("\x00", "\n\x00")
PLAIN, FULL, ANY = range(3)
SMALL = (16, 20, 25, 31, 39, 49, 61, 76, 95)
"""So many units show exponential time before it takes minutes."""

LARGE = (256, 2500)
FELT = 0.001
"""CPU seconds below which time says nothing."""

CLEAR = 0.005
"""What takes so long, and no more than in proportion, needs no longer text."""

MANY, SHORT = 8, 80
"""A repeat of so many is as good as one without end; what leads to one is kept so short."""

MOST_REPEATS, MOST_CLASSES, MOST_LETTERS = 40, 60, 24
CHARACTERS = {sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN}
REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}
KINDS: dict[Any, Callable[[str], bool]] = {
    sre.CATEGORY_DIGIT: str.isdecimal,
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
}
OPPOSITES = {
    sre.CATEGORY_NOT_DIGIT: sre.CATEGORY_DIGIT,
    sre.CATEGORY_NOT_SPACE: sre.CATEGORY_SPACE,
    sre.CATEGORY_NOT_WORD: sre.CATEGORY_WORD,
}


@dataclass(frozen=True)
class Attack:
    """A text that repeats something, as text or bytes."""

    before: str
    unit: str
    end: str
    binary: bool = False

    def of(self, times: int) -> Any:
        """The text with as many units as make the work of so many characters; long units are fewer, but not as few."""
        text = self.before + self.unit * max(2, int(times / len(self.unit) ** 0.5)) + self.end
        return text.encode("latin-1", "replace") if self.binary else text

    def within(self, characters: int) -> Any:
        """The longest such text of so many characters."""
        room = max(0, characters - len(self.before) - len(self.end))
        text = self.before + self.unit * (room // len(self.unit)) + self.end
        return text.encode("latin-1", "replace") if self.binary else text


@dataclass
class _Maker:
    """Makes texts that parts of an expression accept."""

    flags: int
    binary: bool
    chance: random.Random = field(default_factory=lambda: random.Random(5))  # noqa: S311 - the same in each run
    groups: dict[int, str] = field(default_factory=dict)
    kept: dict[Any, list[str]] = field(default_factory=dict)
    repeats: list[tuple[str, Any, int]] = field(default_factory=list)

    def accepts(self, part: Any, letter: str, flags: int) -> bool:
        """Whether a part for one character accepts it."""
        forms = {letter, letter.lower(), letter.upper()} if flags & re.IGNORECASE else {letter}
        return any(len(form) == 1 and self._accepts(*part, form, flags) for form in forms)

    def _accepts(self, kind: Any, value: Any, letter: str, flags: int) -> bool:
        if kind is sre.ANY:
            return bool(flags & re.DOTALL) or letter != "\n"
        if kind is not sre.IN:
            return (ord(letter) == value) is (kind is sre.LITERAL)
        return any(self._is_of(*item, letter) for item in value) is not (value[0][0] is sre.NEGATE)

    def _is_of(self, kind: Any, value: Any, letter: str) -> bool:
        if kind is sre.LITERAL:
            return ord(letter) == value
        if kind is sre.RANGE:
            return value[0] <= ord(letter) <= value[1]
        if kind is not sre.CATEGORY:
            return False
        within = letter < "\x80" or not (self.binary or self.flags & re.ASCII)
        is_it = within and KINDS[OPPOSITES.get(value, value)](letter)
        return is_it is not (value in OPPOSITES)

    def letters(self, part: Any, flags: int) -> list[str]:
        """Characters that a part for one character accepts."""
        key = str(part), flags & (re.IGNORECASE | re.DOTALL)
        if key not in self.kept:
            kind, value = part
            own = [value] if kind is sre.LITERAL else []
            if kind is sre.IN:
                own = [
                    low if what is sre.LITERAL else low[0] for what, low in value if what in {sre.LITERAL, sre.RANGE}
                ]
            tried = dict.fromkeys([*LETTERS, *map(chr, own)])
            self.kept[key] = [letter for letter in tried if self.accepts(part, letter, flags)] or ["?"]
        return self.kept[key]

    def text(self, parts: Any, flags: int, style: int = 0) -> str:
        """A text that the parts accept: the plainest, one with all that may be left out, or any."""
        return "".join(self._text(*part, flags, style, index + 1 == len(parts)) for index, part in enumerate(parts))

    def _text(self, kind: Any, value: Any, flags: int, style: int, last: bool) -> str:
        choose = self.chance.choice if style == ANY else first_of
        if kind in CHARACTERS:
            return choose(self.letters((kind, value), flags))
        if kind in REPEATS:
            least, most, inner = value
            times = min(max(least, choose(((0,), (1,), (0, 1, 1, 2))[style])), most)
            return "".join(self.text(inner, flags, style) for _ in range(times))
        if kind is sre.BRANCH:
            return self.text(choose(value[1]), flags, style)
        if kind is sre.SUBPATTERN:
            group, added, removed, inner = value
            found = self.text(inner, (flags | added) & ~removed, style)
            self.groups[group] = found
            return found
        if kind is sre.ATOMIC_GROUP or (kind is sre.ASSERT and (last or value[0] < 0)):
            return self.text(value if kind is sre.ATOMIC_GROUP else value[1], flags, style)
        return self.groups.get(value, "") if kind is sre.GROUPREF else ""

    def find_repeats(self, parts: Any, flags: int, before: str) -> None:
        """Gather the repeats, each with a text that leads to it."""
        for kind, value in parts:
            if kind in REPEATS and value[1] >= MANY:
                self.repeats.append((before[-SHORT:], value[2], flags))
            for inner, added, removed in inside(kind, value):
                self.find_repeats(inner, (flags | added) & ~removed, before)
            before += self.text([(kind, value)], flags)


def first_of(choices: Any) -> Any:
    """The first of several."""
    return choices[0]


def inside(kind: Any, value: Any) -> Iterator[tuple[Any, int, int]]:
    """The sequences in a part, each with the flags that it adds and removes."""
    if kind in REPEATS:
        yield value[2], 0, 0
    elif kind is sre.BRANCH:
        yield from ((branch, 0, 0) for branch in value[1])
    elif kind is sre.SUBPATTERN:
        yield value[3], value[1], value[2]
    elif kind in {sre.ASSERT, sre.ASSERT_NOT}:
        yield value[1], 0, 0
    elif kind is sre.ATOMIC_GROUP:
        yield value, 0, 0
    elif kind is sre.GROUPREF_EXISTS:
        yield from ((branch, 0, 0) for branch in value[1:] if branch)


def characters(parts: Any) -> Iterator[Any]:
    """The parts for one character, however deep."""
    for kind, value in parts:
        if kind in CHARACTERS:
            yield kind, value
        for inner, _, _ in inside(kind, value):
            yield from characters(inner)


def attacks(pattern: str | bytes, flags: int) -> list[Attack]:
    """The attacks on an expression."""
    tree = _parser.parse(pattern, flags)  # type: ignore[arg-type]
    binary = isinstance(pattern, bytes)
    maker = _Maker(tree.state.flags, binary)
    units = dict.fromkeys((unit, before) for unit, before in _units(maker, tree) if unit)
    return [Attack(before, unit, end, binary) for unit, before in units for end in ENDS]


def _units(maker: _Maker, tree: Any) -> Iterator[tuple[str, str]]:
    """What is repeated, and what stands before it."""
    maker.find_repeats(tree, maker.flags, "")
    repeats = _different(maker.repeats)
    letters = _letters(maker, repeats)
    for letter in letters:
        yield letter, ""
    for before, body, flags in repeats:
        classes = list(characters(body))
        taken = [letter for letter in letters if any(maker.accepts(each, letter, flags) for each in classes)]
        bodies = [*(maker.text(body, flags, style) for style in (PLAIN, FULL, ANY, ANY)), *taken[:8]]
        for unit in dict.fromkeys(bodies):
            yield unit, before
            yield before + unit, ""
    for style in (PLAIN, FULL, ANY, ANY):
        whole = maker.text(tree, maker.flags, style)[:200]
        yield from ((whole, ""), (whole[:-1], ""), (whole + " ", ""))


def _different(repeats: list[tuple[str, Any, int]]) -> list[tuple[str, Any, int]]:
    """The repeats, of those of the same at most two."""
    count: dict[str, int] = {}
    kept = []
    for repeat in repeats:
        key = str(repeat[1:])
        count[key] = count.get(key, 0) + 1
        if count[key] <= 2:
            kept.append(repeat)
    return kept[:MOST_REPEATS]


def _letters(maker: _Maker, repeats: list[tuple[str, Any, int]]) -> list[str]:
    """Characters that repeats accept: one or two of those that the same repeats do."""
    parts = {str((part, flags)): (part, flags) for _, body, flags in repeats for part in characters(body)}
    classes = list(parts.values())[:MOST_CLASSES]
    found: dict[tuple[bool, ...], list[str]] = {}
    literal = [chr(value) for (kind, value), _ in classes if kind is sre.LITERAL]
    for letter in dict.fromkeys([*literal, *LETTERS]):
        accepted = [maker.accepts(part, letter, flags) for part, flags in classes]
        if any(accepted) and (letter <= "\xff" or not maker.binary):
            found.setdefault((*accepted, letter.isalnum(), letter.isspace()), []).append(letter)
    return [letter for alike in found.values() for letter in alike[:2]][:MOST_LETTERS]


def seconds(pattern: re.Pattern[Any], how: str, text: Any) -> float:
    """The CPU time of one question: `match`, `fullmatch`, or all that a search finds."""
    begin = time.process_time()
    if how == "search":
        deque(pattern.finditer(text), 0)
    else:
        getattr(pattern, how)(text)
    return time.process_time() - begin


def grows(pattern: re.Pattern[Any], how: str, attack: Attack) -> list[tuple[int, float]]:
    """Characters and CPU seconds of texts over which time grows more than threefold when they double; else nothing."""

    def once(times: int) -> float:
        return seconds(pattern, how, attack.of(times))

    def least(times: int) -> float:
        text = attack.of(times)
        return min(seconds(pattern, how, text) for _ in range(3))

    for small in SMALL:
        if once(small) > FELT and (now := least(small)) > FELT and now > 1.8 * (before := least(small * 4 // 5)):
            return [(len(attack.of(size)), took) for size, took in ((small * 4 // 5, before), (small, now))]
    for large in LARGE:
        if (took := once(large)) <= FELT:
            continue
        if took > 6 * once(large // 4):
            sizes = (large // 4, large, 2 * large)
            before, now, twice = map(least, sizes)
            if now > max(FELT, 9 * before) and twice > 3 * now:
                return [(len(attack.of(size)), spent) for size, spent in zip(sizes, (before, now, twice), strict=True)]
        elif took > CLEAR:
            break
    return []
