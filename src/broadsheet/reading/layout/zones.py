"""Where the head of an article ends and its tail begins, and what the lines in each are."""

from __future__ import annotations

from broadsheet.reading.fold import key
from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.bylines import is_byline, is_name
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.lines import is_boilerplate, is_date_line, is_inset, is_opener, is_sign_off
from broadsheet.reading.layout.openings import read_dateline, read_marker
from broadsheet.reading.layout.pictures import find_credit

__all__ = ["classify", "find_body", "is_prose", "opens", "read_head", "read_tail"]

Roles = list[str | None]

PROSE = 80
"""A sentence of at least so many characters is taken for prose."""

AHEAD = 8
"""A deck is repeated at most so many blocks further on."""


def classify(block: Block, forms: Forms, credits: object) -> str | None:
    """The role that a block shows by itself, wherever it stands; None for prose and titles."""
    text = block.text
    if len(text) > 600:
        return None
    if is_date_line(text, forms):
        return "date_line"
    if is_sign_off(text, forms):
        return "sign_off"
    if is_inset(text, forms) and not ends_sentence(text):
        return "inset"
    if is_boilerplate(text, forms):
        return "boilerplate"
    if find_credit(block, credits, forms) is not None:  # type: ignore[arg-type]
        return "caption"
    return None


def is_prose(text: str) -> bool:
    """Whether the text reads like a sentence of a story rather than a title."""
    return len(text) >= PROSE and ends_sentence(text)


def opens(block: Block, forms: Forms) -> bool:
    """Whether the block begins with a dateline or a marker."""
    return read_dateline(block.text, 0, forms) is not None or read_marker(block.text, 0, forms) is not None


def find_body(blocks: list[Block], roles: Roles, forms: Forms) -> int:
    """The index of the first paragraph of the story."""
    prose = [i for i, b in enumerate(blocks) if roles[i] is None and (is_prose(b.text) or len(b.text) > 40 and opens(b, forms))]
    if not prose:
        return _first_sentence(blocks, roles)
    for index in prose[:AHEAD]:
        if opens(blocks[index], forms):
            return _repeated(blocks, roles, index, forms) or index
    first = prose[0]
    again = _repeated(blocks, roles, first, forms)
    if again:
        return again
    return _after_deck(blocks, roles, prose)


def _first_sentence(blocks: list[Block], roles: Roles) -> int:
    for index, block in enumerate(blocks):
        if roles[index] is None and index and ends_sentence(block.text):
            return index
    return next((i for i in range(1, len(blocks)) if roles[i] is None), len(blocks))


def _body_of(block: Block, forms: Forms) -> str:
    opening = read_dateline(block.text, 0, forms) or read_marker(block.text, 0, forms)
    return key(block.text[opening.body if opening else 0 :])


def _repeated(blocks: list[Block], roles: Roles, index: int, forms: Forms) -> int | None:
    start = _body_of(blocks[index], forms)[:60]
    for other in range(index + 1, min(len(blocks), index + AHEAD)):
        if roles[other] is None and len(start) > 30 and _body_of(blocks[other], forms).startswith(start):
            return other
    return None


def _after_deck(blocks: list[Block], roles: Roles, prose: list[int]) -> int:
    """The first prose, or the second where the first is a deck: one sentence with head matter after it."""
    first = prose[0]
    titled = any(roles[i] is None for i in range(first))
    if not titled or len(prose) < 3 or _sentences(blocks[first].text) > 1 or len(blocks[first].text) > 300:
        return first
    between = roles[first + 1 : prose[1]]
    return prose[1] if any(role in {"date_line", "byline", "caption", "boilerplate"} for role in between) else first


def _sentences(text: str) -> int:
    return sum(text.count(stop) for stop in (". ", "? ", "! ", ".\u201d ", '." ')) + 1


def read_head(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> None:
    """Give every block before the body its role."""
    for index in range(body):
        if roles[index] is None and is_byline(blocks[index].text, forms):
            roles[index] = "byline"
    left = [i for i in range(body) if roles[i] is None]
    if not left:
        return
    titles = [i for i in left if _is_title(blocks[i].text)]
    if titles:
        chosen = _headline(blocks, titles)
        for index in titles[: titles.index(chosen)]:
            roles[index] = "boilerplate"
        roles[chosen] = "headline"
    rest = [i for i in left if roles[i] is None]
    _rest_of_head(blocks, roles, rest, body, forms)


def _is_title(text: str) -> bool:
    return len(text) <= 250 and not text.rstrip("\"'\u201d\u2019").endswith((".", ":")) or _sentences(text) == 1 and len(text) < PROSE


def _headline(blocks: list[Block], titles: list[int]) -> int:
    """The first title, or the second where the first is only the name of a section."""
    first = titles[0]
    if len(titles) > 1 and len(blocks[first].text.split()) <= 3 and len(blocks[first].text) <= 30:
        second = blocks[titles[1]].text
        if len(second.split()) > 3 and not ends_sentence(second):
            return titles[1]
    return first


def _rest_of_head(blocks: list[Block], roles: Roles, rest: list[int], body: int, forms: Forms) -> None:
    headline = next((key(b.text) for b, role in zip(blocks, roles, strict=True) if role == "headline"), None)
    lead = _body_of(blocks[body], forms) if body < len(blocks) else ""
    decked = any(lead.startswith(_body_of(blocks[i], forms)[:60]) for i in rest)
    for index in rest:
        text = blocks[index].text
        if key(text) == headline:
            roles[index] = "headline"
        elif lead and lead.startswith(_body_of(blocks[index], forms)[:60]):
            roles[index] = "alternative_headline"
        elif is_name(text) and headline:
            roles[index] = "byline"
        elif _after_template(blocks, roles, index):
            roles[index] = "boilerplate" if not ends_sentence(text) and "," in text else "caption"
        elif forms.caption.search(text) is not None or decked:
            roles[index] = "caption"
        else:
            roles[index] = "alternative_headline" if headline else "headline" if _is_title(text) else "caption"
            decked = True


def _after_template(blocks: list[Block], roles: Roles, index: int) -> bool:
    """Whether leftovers of a template, which stand for a picture, come before this line."""
    for before in range(index - 1, max(-1, index - 3), -1):
        if blocks[before].text.startswith("{"):
            return True
    return False


def read_tail(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> int:
    """Give the blocks after the story their roles; the index of the first of them."""
    end = len(blocks)
    end = _cut_at_opener(blocks, roles, body, forms)
    while end > body + 1 and roles[end - 1] is not None and roles[end - 1] != "caption":
        end -= 1
    return _cut_at_sign_off(blocks, roles, body, end)


def _cut_at_opener(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> int:
    """What follows a heading such as `Most read` belongs to the page, as long as it is not prose."""
    for index in range(body + 1, len(blocks)):
        if is_opener(blocks[index].text, forms) and not any(
            roles[i] is None and is_prose(blocks[i].text) for i in range(index + 1, len(blocks))
        ):
            for later in range(index, len(blocks)):
                roles[later] = "boilerplate" if roles[later] in {None, "date_line", "caption"} else roles[later]
            return index
    return len(blocks)


def _cut_at_sign_off(blocks: list[Block], roles: Roles, body: int, end: int) -> int:
    """After a sign-off only short lines of the page may follow."""
    for index in range(body + 1, end):
        if roles[index] == "sign_off" and not any(is_prose(blocks[i].text) for i in range(index + 1, end)):
            for later in range(index + 1, end):
                roles[later] = roles[later] or "boilerplate"
            return index
    return end
