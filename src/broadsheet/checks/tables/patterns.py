"""XML Schema regular expressions (part 2, appendix G) in the syntax of Rust's linear-time engine.

What has no meaning in XML Schema (look-around, back-references, flags) is refused, so that a
pattern never silently means something else. `^` and `$` keep the meaning that the standard's
own example gives them.
"""

from __future__ import annotations

import re

import polars as pl

from broadsheet.checks.tables.caps import CAPS, BeyondCap, Caps
from broadsheet.issues import plural

__all__ = ["compiled", "to_rust"]

START = r":A-Z_a-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{2FF}\x{370}-\x{37D}\x{37F}-\x{1FFF}\x{200C}-\x{200D}"
START += r"\x{2070}-\x{218F}\x{2C00}-\x{2FEF}\x{3001}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFFD}\x{10000}-\x{EFFFF}"
NAME = START + r"\-.0-9\x{B7}\x{300}-\x{36F}\x{203F}-\x{2040}"
CLASSES = {
    "i": f"[{START}]", "I": f"[^{START}]", "c": f"[{NAME}]", "C": f"[^{NAME}]",
    "d": r"\p{Nd}", "D": r"\P{Nd}", "s": r"[ \t\n\r]", "S": r"[^ \t\n\r]",
    "w": r"[^\p{P}\p{Z}\p{C}]", "W": r"[\p{P}\p{Z}\p{C}]",
}  # fmt: skip
CONTROLS = {"n": r"\n", "r": r"\r", "t": r"\t"}
CATEGORY = r"(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)\Z"
QUANTIFIER = r"(?:[?*+]|\{[0-9]{1,4}(?:,[0-9]{0,4})?\})\??"
BLOCKS = {
    "BasicLatin": (0, 0x7F), "Latin-1Supplement": (0x80, 0xFF), "LatinExtended-A": (0x100, 0x17F),
    "LatinExtended-B": (0x180, 0x24F), "IPAExtensions": (0x250, 0x2AF), "SpacingModifierLetters": (0x2B0, 0x2FF),
    "CombiningDiacriticalMarks": (0x300, 0x36F), "Greek": (0x370, 0x3FF), "GreekandCoptic": (0x370, 0x3FF),
    "Cyrillic": (0x400, 0x4FF), "Armenian": (0x530, 0x58F), "Hebrew": (0x590, 0x5FF), "Arabic": (0x600, 0x6FF),
    "Devanagari": (0x900, 0x97F), "Bengali": (0x980, 0x9FF), "Tamil": (0xB80, 0xBFF), "Thai": (0xE00, 0xE7F),
    "Lao": (0xE80, 0xEFF), "Tibetan": (0xF00, 0xFFF), "Georgian": (0x10A0, 0x10FF), "HangulJamo": (0x1100, 0x11FF),
    "Khmer": (0x1780, 0x17FF), "LatinExtendedAdditional": (0x1E00, 0x1EFF), "GreekExtended": (0x1F00, 0x1FFF),
    "GeneralPunctuation": (0x2000, 0x206F), "SuperscriptsandSubscripts": (0x2070, 0x209F),
    "CurrencySymbols": (0x20A0, 0x20CF), "LetterlikeSymbols": (0x2100, 0x214F), "NumberForms": (0x2150, 0x218F),
    "Arrows": (0x2190, 0x21FF), "MathematicalOperators": (0x2200, 0x22FF), "BoxDrawing": (0x2500, 0x257F),
    "CJKSymbolsandPunctuation": (0x3000, 0x303F), "Hiragana": (0x3040, 0x309F), "Katakana": (0x30A0, 0x30FF),
    "Bopomofo": (0x3100, 0x312F), "CJKUnifiedIdeographs": (0x4E00, 0x9FFF), "HangulSyllables": (0xAC00, 0xD7A3),
    "PrivateUse": (0xE000, 0xF8FF), "HalfwidthandFullwidthForms": (0xFF00, 0xFFEF),
}  # fmt: skip


def compiled(pattern: str, caps: Caps = CAPS) -> str:
    """A pattern for Rust's regex that matches whole values, tried out once; ValueError says why not.

    >>> compiled("[a-z-[aeiou]]+")
    '^(?:[[a-z]--[[aeiou]]]+)$'
    """
    if len(pattern) > caps.pattern:
        raise BeyondCap(f"has more than {plural(caps.pattern, 'character')}", "pattern")
    rust = f"^(?:{to_rust(pattern)})$"
    try:
        pl.Series([""]).str.contains(rust)
    except pl.exceptions.PolarsError as error:
        if "size limit" in str(error) or "nest limit" in str(error):
            raise BeyondCap("stands for too many possibilities") from None
        raise ValueError("is no regular expression") from None
    return rust


def to_rust(pattern: str) -> str:
    """The pattern in Rust's syntax, unanchored."""
    parts, place, counted = [], 0, False
    while place < len(pattern):
        counts = re.compile(QUANTIFIER).match(pattern, place) is not None
        if counts and counted:
            raise ValueError("has two quantifiers in a row")
        text, place = _atom(pattern, place)
        parts.append(text)
        counted = counts
    return "".join(parts)


def _atom(pattern: str, place: int) -> tuple[str, int]:
    mark = pattern[place]
    if mark == "\\":
        return _escape(pattern, place)
    if mark == "[":
        return _class(pattern, place)
    if mark == "(":
        return _group(pattern, place)
    if found := re.compile(QUANTIFIER).match(pattern, place):
        return found[0].rstrip("?") or "?" if found[0] != "??" else "?", found.end()
    if mark in "{}]":
        raise ValueError(f"has a {mark} out of place")
    if mark == ".":
        return r"[^\n\r]", place + 1
    return mark if mark in "|)^$" else re.escape(mark), place + 1


def _group(pattern: str, place: int) -> tuple[str, int]:
    if pattern.startswith("(?:", place):
        return "(?:", place + 3
    if pattern.startswith("(?", place):
        raise ValueError(f"uses {pattern[place : place + 4]}, which XML Schema does not know")
    return "(?:", place + 1


def _escape(pattern: str, place: int) -> tuple[str, int]:
    """An escape, inside or outside a class."""
    mark = pattern[place + 1 : place + 2]
    if mark in {"p", "P"}:
        end = pattern.find("}", place)
        if pattern[place + 2 : place + 3] != "{" or end < 0:
            raise ValueError("has a \\p without a name in braces")
        return _property(mark, pattern[place + 3 : end]), end + 1
    if mark in CLASSES:
        return CLASSES[mark], place + 2
    if mark in CONTROLS:
        return CONTROLS[mark], place + 2
    if not mark or mark.isalnum() or not mark.isascii():
        raise ValueError(f"uses \\{mark}, which XML Schema does not know")
    return re.escape(mark) if mark not in "&~<>" else f"\\x{{{ord(mark):X}}}", place + 2


def _property(mark: str, name: str) -> str:
    if name.startswith("Is"):
        if name[2:] not in BLOCKS:
            raise ValueError(f"names the block {name}, which is not supported")
        low, high = BLOCKS[name[2:]]
        return f"[{'^' if mark == 'P' else ''}\\x{{{low:X}}}-\\x{{{high:X}}}]"
    if not re.match(CATEGORY, name):
        raise ValueError(f"names the category {name}, which Unicode does not know")
    return f"\\{mark}{{{name}}}"


def _class(pattern: str, place: int) -> tuple[str, int]:
    """A character class; `-[…]` at its end subtracts another one."""
    place += 1
    negated = pattern.startswith("^", place)
    place += negated
    items: list[str] = []
    while True:
        if place >= len(pattern):
            raise ValueError("has a [ that is never closed")
        if pattern[place] == "]" and items:
            return f"[{'^' * negated}{''.join(items)}]", place + 1
        if pattern.startswith("-[", place) and items:
            other, place = _class(pattern, place + 1)
            if not pattern.startswith("]", place):
                raise ValueError("subtracts a class that is not the last thing in its class")
            return f"[[{'^' * negated}{''.join(items)}]--[{other}]]", place + 1
        item, place = _member(pattern, place)
        items.append(item)


def _member(pattern: str, place: int) -> tuple[str, int]:
    """One character or escape of a class, or a range of two characters."""
    low, place = _character(pattern, place)
    if pattern.startswith("-", place) and pattern[place + 1 : place + 2] not in {"]", "[", ""}:
        high, end = _character(pattern, place + 1)
        if not low.startswith("[") and not low.lower().startswith("\\p"):
            return f"{low}-{high}", end
    return low, place


def _character(pattern: str, place: int) -> tuple[str, int]:
    mark = pattern[place]
    if mark == "\\":
        return _escape(pattern, place)
    if mark == "[":
        raise ValueError("has a [ inside a class")
    return (f"\\x{{{ord(mark):X}}}" if mark in "&~^-]|" else mark), place + 1
