"""From a text to its segments."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from broadsheet.articles.folding import fold
from broadsheet.articles.segment import Segment
from broadsheet.reading.building import built
from broadsheet.reading.layout.bios import settle_bios
from broadsheet.reading.layout.blocks import Block, ends_sentence, read_blocks
from broadsheet.reading.layout.bylines import is_marked_byline
from broadsheet.reading.layout.columns import find_briefs
from broadsheet.reading.layout.contents import settle_contents
from broadsheet.reading.layout.credit_forms import Credits, compile_credits
from broadsheet.reading.layout.dateline_parts import MONTH
from broadsheet.reading.layout.decks import settle_summary
from broadsheet.reading.layout.doubts import settle_begun, settle_cut, settle_loose, settle_twice, settle_weak
from broadsheet.reading.layout.entries import mark_entries
from broadsheet.reading.layout.forms import Forms, compile_forms
from broadsheet.reading.layout.glued import part_blocks, part_link
from broadsheet.reading.layout.headlines import Head
from broadsheet.reading.layout.heads import read_head
from broadsheet.reading.layout.kinship import Story
from broadsheet.reading.layout.lines import find_sign_off
from broadsheet.reading.layout.links import settle_related
from broadsheet.reading.layout.lone_datelines import read_lone_dateline
from broadsheet.reading.layout.openings import Opening, read_dateline, read_marker
from broadsheet.reading.layout.persons import is_signature
from broadsheet.reading.layout.pictures import (
    find_attached,
    find_credit,
    find_maker,
    find_owner,
)
from broadsheet.reading.layout.prose import Roles
from broadsheet.reading.layout.starts import find_body
from broadsheet.reading.layout.story_lines import read_inside
from broadsheet.reading.layout.unspaced import is_unspaced, read_unspaced
from broadsheet.reading.layout.zones import classify, read_tail
from broadsheet.reading.lexicon import Lexicon

__all__ = ["Layout", "read_layout"]

_OPENED = frozenset({"alternative_headline", "paragraph", "answer", "question"})
_CLOSED = frozenset({None, "paragraph", "answer"})
"""A sign-off may stand at the end of these."""

_TURNS = frozenset({"question", "answer"})
"""What stands before their first colon is who speaks."""

_DASHES = "-\u2013 "
_JOINED = ("With ", "From ", "By ", "Via ")
_DATED = re.compile(
    rf"(?<=[.!?\"\u201d'])\s+([-\u2013]\s?(?:{MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {MONTH},? \d{{4}}))$"
)
"""The day behind the last paragraph."""

_INITIALS = re.compile(r"([A-Z]{2,5}) ([A-Z]{2,4}(?:[ /][A-Z]{2,4}){0,5}[ /]?(?:\d{3,4})?)")

FEWEST, MOST = 4, 8
"""So many of the first paragraphs of a story are compared with its head; who wrote it may be told in the last ones."""

Piece = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """The segments of a text, and the openings (datelines and markers) read on the way."""

    segments: tuple[Segment, ...]
    openings: tuple[Opening, ...]
    by_role: dict[str, tuple[Segment, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, list[Segment]] = defaultdict(list)
        for segment in self.segments:
            found[segment.role].append(segment)
        object.__setattr__(self, "by_role", {role: tuple(segments) for role, segments in found.items()})

    def of(self, role: str) -> tuple[Segment, ...]:
        """The segments that play a role."""
        return self.by_role.get(role, ())


def read_layout(text: str, lexicon: Lexicon) -> Layout:
    r"""The layout of a text; every visible character lies in a segment.

    >>> layout = read_layout("Port to open\n\nHÀ NỘI — The port will open. — VNS", Lexicon.load())
    >>> [segment.role for segment in layout.segments]
    ['headline', 'dateline', 'paragraph', 'sign_off']
    """
    blocks = read_blocks(text)
    if not blocks:
        return Layout((), ())
    forms = lexicon.compiled(compile_forms).on(fold(text))
    credits = lexicon.compiled(compile_credits)
    blocks = part_blocks(blocks, forms, credits)
    roles: Roles = [classify(block, forms, credits) for block in blocks]
    starts = [read_unspaced(blocks, roles)] if is_unspaced(text) else _read(blocks, roles, forms, credits)
    pieces, openings = _cut(blocks, roles, starts, forms, credits)
    return Layout(_segments(pieces), tuple(openings))


def _read(blocks: list[Block], roles: Roles, forms: Forms, credits: Credits) -> list[int]:
    """Give every block a role; where the briefs of a column begin, or the story does."""
    settle_contents(blocks, roles)
    settle_related(blocks, roles)
    entry = mark_entries(blocks, roles)
    settle_weak(blocks, roles, forms)
    settle_loose(blocks, roles, forms)
    settle_begun(blocks, roles)
    settle_twice(blocks, roles, forms)
    settle_cut(blocks, roles)
    settle_bios(blocks, roles, forms)
    settle_summary(blocks, roles, forms)
    body = find_body(blocks, roles, forms)
    body = body if entry is None else min(body, entry)
    starts = find_briefs(blocks, roles, body)
    body = starts[0]
    told = [blocks[i].text for i in range(body, len(blocks)) if roles[i] is None]
    story = Story(told[: max(FEWEST, min(MOST, len(told) - 2))], forms.common)
    read_head(blocks, roles, body, Head(forms, credits, story))
    end = read_tail(blocks, roles, body, forms)
    read_inside(blocks, roles, body, end, forms)
    return starts


def _cut(
    blocks: list[Block], roles: Roles, starts: list[int], forms: Forms, credits: Credits
) -> tuple[list[Piece], list[Opening]]:
    """The blocks as pieces: opening, credit and sign-off taken out of them.

    Where the first brief of a column was written, and for whom, is told of the column; of the others it is not.
    """
    last = {max((i for i, role in enumerate(roles) if role in {"paragraph", "answer"}), default=-1)}
    last |= {i for i in range(starts[0], len(roles) - 1) if len(starts) > 1 and roles[i + 1] == "subhead"}
    pieces: list[Piece] = []
    openings: list[Opening] = []
    for index, (block, role) in enumerate(zip(blocks, roles, strict=True)):
        rest: Block | None = block
        if role == "dateline":
            town = (block.start, block.start + len(block.text.rstrip(" :,")))
            whole = Opening(block.start, block.end, block.end, place=town)
            openings.append(read_lone_dateline(block.text, block.start, forms) or whole)
        if role == "date_line" or (role in _OPENED and index <= starts[0]):
            rest = _cut_openings(block, pieces, openings, forms, role)
        elif index in starts:
            rest = _cut_openings(block, pieces, [], forms, "paragraph")
        if rest is None:
            continue
        if role == "sign_off":
            pieces += _signed(rest, forms)
        elif role == "credit":
            pieces += [("caption", rest.start, rest.end), ("credit", rest.start, rest.end)]
        elif role == "caption":
            pieces += _caption(rest, credits)
        elif index in last and role in _CLOSED:
            pieces += _last_paragraph(rest, role or "paragraph", forms)
        else:
            pieces.append((role or "paragraph", rest.start, rest.end))
    return pieces, openings


def _cut_openings(block: Block, pieces: list[Piece], openings: list[Opening], forms: Forms, role: str) -> Block | None:
    """What is left of a block after its markers and datelines.

    Of a date line only a marker is taken.
    """
    rest: Block | None = block
    marked = role == "date_line"
    if role == "alternative_headline" and not ends_sentence(block.text):
        return rest
    for _ in range(4):
        marker = read_marker(rest.text, rest.start, forms) if rest else None
        opening = marker or (read_dateline(rest.text, rest.start, forms) if rest and not marked else None)
        if rest is None or opening is None or (marked and (not rest.text.startswith("(") or ":" in rest.text)):
            break
        if role in _TURNS and ":" in block.text[: opening.end - block.start]:
            break
        header = pieces and pieces[-1][0] == "dateline" and openings[-1].day and not openings[-1].agency and not marker
        if header:
            pieces[-1] = ("date_line", *pieces[-1][1:])
        pieces.append(("marker" if marker else "dateline", opening.start, opening.end))
        openings.append(opening)
        rest = rest.cut(opening.end, rest.end)
    return rest


def _caption(block: Block, credits: Credits) -> list[Piece]:
    """A caption and the credit in it, which may be all of it."""
    credit = find_credit(block, credits) or find_maker(block) or find_attached(block) or find_owner(block)
    if credit is None:
        return [("caption", block.start, block.end)]
    return [("caption", block.start, block.end), ("credit", *credit)]


def _last_paragraph(block: Block, role: str, forms: Forms) -> list[Piece]:
    block, link = part_link(block, forms)
    pieces: list[Piece] = []
    if link is not None:
        pieces = [("byline" if is_marked_byline(link.text, forms) else "boilerplate", link.start, link.end)]
    dated = _DATED.search(block.text)
    rest: Block | None = block
    if dated is not None:
        pieces.insert(0, ("date_line", block.start + dated.start(1), block.end))
        rest = block.cut(block.start, block.start + dated.start())
    while rest is not None and (at := find_sign_off(rest.text, forms)):
        tail = rest.cut(rest.start + at, rest.end)
        if tail is None:
            break
        name = tail.text.lstrip(_DASHES)
        signed = name != tail.text and is_signature(name) and not name.startswith(_JOINED)
        role_of = "byline" if signed else "sign_off"
        pieces.insert(0, (role_of, tail.start, tail.end))
        rest = rest.cut(rest.start, rest.start + at)
    if rest is not None:
        pieces.insert(0, (role, rest.start, rest.end))
    return pieces


def _signed(block: Block, forms: Forms) -> list[Piece]:
    """A sign-off; the initials of editors after the agency are the page's."""
    found = _INITIALS.fullmatch(block.text)
    if found is None or found[1].lower() not in forms.outlets:
        return [("sign_off", block.start, block.end)]
    cut = block.start + found.start(2)
    return [("sign_off", block.start, block.start + found.end(1)), ("boilerplate", cut, block.end)]


def _segments(pieces: list[Piece]) -> tuple[Segment, ...]:
    return tuple(
        built(Segment, id=f"g{number}", role=role, start=start, end=end)
        for number, (role, start, end) in enumerate(pieces, start=1)
    )
