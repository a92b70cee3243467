"""Lines that are several: what a scraper ran together, taken apart again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.bylines import is_byline, is_marked_byline
from broadsheet.reading.layout.credit_forms import Credits
from broadsheet.reading.layout.dateline_parts import DAY, MONTH
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.lines import find_sign_off
from broadsheet.reading.layout.openings import read_dateline
from broadsheet.reading.layout.persons import ends_in_job, is_person
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.pictures import find_credit
from broadsheet.reading.layout.places import is_place
from broadsheet.reading.layout.story_sentences import is_line

__all__ = ["part_blocks", "part_link"]

_STAMP = re.compile(r"date (?:19|20)\d\d-\d\d(?:-\d\d)?(?=\s|$)")
_BRACKETED = re.compile(rf"\[(?:{MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {MONTH} \d{{4}})\](?=\s+[A-Z])")
_SIGNED = re.compile(
    r"(?<=\d [AP]M)(?=[A-Z][a-z]+ [A-Z][a-z]|By )|(?<=\d[AP]M)(?=[A-Z][a-z]+ [A-Z][a-z])|(?<= - )(?=B[yY] [A-Z])"
    rf"|(?<=[a-z])(?=(?:Published|Posted|Updated) ?: )|(?<=[A-Za-z])(?=\d{{1,2}} {MONTH},? \d{{4}})"
)
"""An author behind a clock or a dash: `12:06 AMGrace Hopper`, `Harbour Gazette - World - BY GRACE HOPPER`; or right
before what says when: `By Grace HopperPublished : May 4, 2021`, `by VNA4 May 2021`."""

_SIGNS = ("AM", "PM", "ed:", "ed :", " - B")
_GLUED_DAY = re.compile(r"[0-9](?<=[A-Za-z][0-9])")
"""One of these, or a digit right behind a letter, stands wherever the expression matches."""

_SHOWN = re.compile(
    r"(?:\s?[|/;,\u2022]\s?|(?<!\sand)\s)"
    r"(?=(?:[Pp]hotos?|[Pp]hotography|[Pp]hotographs|[Pp]ictures|[Ii]mages)(?::| by) [A-Z])"
)
"""Who made the pictures, behind the author: `Story by Grace Hopper | Photos by Ada Byron`."""

_WIRED = re.compile(r"(?P<name>[A-Z][\w.' -]{3,40}[a-z])(?P<agency>[A-Z]{2,5})")
"""An agency right behind the author who writes for it: `Grace HopperAAP`."""

_REPORTING = re.compile(r"\|(?= ?Reporting from [A-Z])")
"""Behind the day who reports says from where: `May 9, 2017, 11:40 AM | Reporting from Oslo`."""

_PLACED = re.compile(
    rf"(?P<place>[A-Z]{{3,}}(?:[ -][A-Z]{{2,}}){{0,2}}) "
    rf"(?=(?i:{DAY}).{{0,12}}\d[:.]\d\d ?(?i:[ap]m)?(?: [A-Z]{{2,4}}(?:[+-]\d{{1,2}})?)?$)"
)
"""A place in capitals right before a day and its time, and no more: `OSLO Feb 17, 2019 - 12:15 am GMT+1`."""

_CAPITALS = re.compile(r"(?<=[\w.)|\"'\u201d\u2019] )(?=[A-Z]{2})|(?<=[\w.]\))(?=[A-Z])")
_DASH = re.compile(r"\s?(?:--|\u2013)|\s-\s|\)\s?[:-]|[A-Z\d]:")
_DASHES = ("-", "\u2013", ":")
"""One of these stands wherever the expression matches."""
_STOPPED = re.compile(r"(?<=[.!?\u2026\"'\u201d)])\s+(?=[A-Z\u00a9(]|\u2026 )")
_WORD = re.compile(r"(?<= )(?=[A-Z])")
_DIGIT = re.compile("[0-9]")

HEAD = 3
"""Only the first so many lines may hold a dateline behind a caption, and only near their beginning."""

STAMPED, DATED, SIGNED = 2, 12, 40
"""One of so many lines may begin with a scraper's stamp, one of so many with a day in brackets, and one of so many
have its author glued to a clock."""

NEAR = 450
LONGEST_SIGNED = 120
MOST_SIGNING = 4
"""Who signs without the word `by` before a dateline has at most so many words."""

LONGEST_LINK = 100


def part_blocks(blocks: list[Block], forms: Forms, credits: Credits) -> list[Block]:
    """The blocks, each of them one thing.

    The first two are cut behind the stamp of a scraper (`date 2020-02-04 Port to open`), one of the first
    behind a day in brackets, between a day and a place, behind a caption or byline before the dateline that follows it,
    and the last paragraph before a link of the page.
    """
    parted = [piece for block in blocks[:STAMPED] for piece in _without_stamp(block)] + blocks[STAMPED:]
    parted = [piece for block in parted[:DATED] for piece in _without_date(block)] + parted[DATED:]
    parted = [piece for block in parted[:SIGNED] for piece in _without_author(block, forms)] + parted[SIGNED:]
    parted = [piece for block in parted[:DATED] for piece in _without_place(block, forms)] + parted[DATED:]
    near = HEAD + (len(parted) > len(blocks))
    head = [piece for block in parted[:near] for piece in _before_dateline(block, forms, credits)]
    rest = parted[near:]
    return head + rest if rest else head


def _without_stamp(block: Block) -> Iterator[Block]:
    stamp = _STAMP.match(block.text)
    if stamp is None:
        yield block
    else:
        yield from _cut(block, stamp.end())


def _without_date(block: Block) -> Iterator[Block]:
    """The block cut behind a day in brackets: `[May 13, 2022] OSLO (AP) -- The port`."""
    dated = _BRACKETED.match(block.text) if block.text[0] == "[" else None
    if dated is None:
        yield block
    else:
        yield from _cut(block, dated.end())


def _without_author(block: Block, forms: Forms) -> Iterator[Block]:
    """A short line cut where author and clock are glued, before an author behind a dash or who took pictures."""
    text = block.text
    short = len(text) <= LONGEST_SIGNED
    wired = _WIRED.fullmatch(text) if short and text[-2:].isupper() else None
    if wired is not None and plain(wired["agency"]) in forms.outlets and is_person(wired["name"]):
        return _cut(block, wired.start("agency"))
    shown = _SHOWN.search(text) if short and (" by " in text or ": " in text) else None
    if shown is not None and is_marked_byline(text[: shown.start()], forms):
        return _cut(block, shown.end())
    may_sign = short and (any(map(text.__contains__, _SIGNS)) or _GLUED_DAY.search(text) is not None)
    signed = _SIGNED.search(text) if may_sign else None
    return iter([block]) if signed is None or not signed.start() else _cut(block, signed.start())


def _without_place(block: Block, forms: Forms) -> Iterator[Block]:
    """A short line that gives a day, cut before or behind the place that it names beside it."""
    text = block.text
    if len(text) > LONGEST_SIGNED or _DIGIT.search(text) is None:
        return iter([block])
    reporting, placed = _REPORTING.search(text), _PLACED.match(text)
    if reporting is not None:
        return _cut(block, reporting.end())
    return _cut(block, placed.end()) if placed is not None and is_place(placed["place"], forms) else iter([block])


def _cut(block: Block, at: int) -> Iterator[Block]:
    for start, end in ((block.start, block.start + at), (block.start + at, block.end)):
        piece = block.cut(start, end)
        if piece is not None:
            yield piece


def _before_dateline(block: Block, forms: Forms, credits: Credits) -> Iterator[Block]:
    """The block cut where a dateline in capitals follows a caption or byline."""
    text = block.text[:NEAR]
    dashed = any(map(text.__contains__, _DASHES)) and _DASH.search(text) is not None
    signed = text[:3].lower() == "by "
    if (dashed or signed) and read_dateline(block.text, 0, forms) is None:
        for place in _WORD.finditer(text[:LONGEST_SIGNED]) if signed else _CAPITALS.finditer(text):
            opening = read_dateline(block.text[place.start() : place.start() + NEAR], place.start(), forms)
            if opening is None or (signed and opening.place and not is_place(text[slice(*opening.place)], forms)):
                continue
            before = block.cut(block.start, block.start + place.start())
            if before is not None and _ends_head(before, forms, credits):
                return _cut(block, place.start())
    return iter([block])


def _ends_head(block: Block, forms: Forms, credits: Credits) -> bool:
    signs = is_byline(block.text, forms) or ends_in_job(block.text)
    return (
        (signs and block.text.count(" ") < MOST_SIGNING)
        or find_credit(block, credits) is not None
        or is_marked_byline(block.text, forms)
    )


def part_link(block: Block, forms: Forms) -> tuple[Block, Block | None]:
    """A paragraph and the link of the page, or the byline, that stands glued behind its last sentence."""
    at = max(0, len(block.text) - LONGEST_LINK)
    for stop in _STOPPED.finditer(block.text, at):
        rest = block.text[stop.end() :]
        if _is_link(rest.lstrip("\u2026 "), forms) or is_marked_byline(rest, forms):
            parts = list(_cut(block, stop.end()))
            return parts[0], parts[1]
    for word in _WORD.finditer(block.text, at):
        rest = plain(block.text[word.start() :])
        if " " in rest and forms.boilerplate.match_whole(rest) and find_sign_off(block.text[: word.start()], forms):
            parts = list(_cut(block, word.start()))
            return parts[0], parts[1]
    return block, None


def _is_link(text: str, forms: Forms) -> bool:
    """Whether what stands behind the last sentence of a story begins as a line of the page, and is one."""
    return bool(text) and forms.boilerplate.begins(plain(text)) and is_line(text, forms.boilerplate, forms)
