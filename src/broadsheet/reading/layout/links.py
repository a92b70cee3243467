"""What a page lists below its story: links to other ones, with their cut beginnings, tags and facts."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.kinship import Story
from broadsheet.reading.layout.lines import is_opener
from broadsheet.reading.layout.prose import Roles, is_prose

__all__ = ["DOTS", "FEWEST_SHARED", "cut_at_labels", "cut_at_teasers", "mark_links", "settle_related"]

_TEASED = ("[\u2026]", "[...]", "[ \u2026 ]")
DOTS = ("...", "\u2026")
_MORE = re.compile(r"(?:\u2026|\.\.\.) ?(?:read more|read full story|continue reading|more)\W*$", re.IGNORECASE)
"""A beginning that is cut, and what is pressed to read the rest."""
_FACT = re.compile(r"[A-Z][\w' ]{2,24}:\s?\S.{0,60}")
_KEPT = frozenset({"sign_off", "byline"})
_READ = re.compile(r"(?:read (?:more|also|next)|also read|see also):", re.IGNORECASE)
_RELATED = re.compile(rf"{_READ.pattern}|related(?: (?:stor(?:y|ies)|articles?|news))?:", re.IGNORECASE)
LONGEST_TAG, FEWEST_LABELS = 3, 2
"""A tag has at most so many words; so many labels in a row at least, tags or facts, head nothing."""

_NUMBERED = re.compile(r"(?:list|item|video|slide) \d+ of \d+", re.IGNORECASE)
"""What stands over each link of a list."""

FEWEST_SHARED = 2
"""A paragraph that has so many words of the story goes on with it."""

_LISTED = frozenset({None, "date_line"})
LONGEST_HEAD = 5
"""What stands over a list of links has at most so many words."""

LONGEST_LINK, FEWEST_LINKS = 130, 2
"""Links to other stories have at most so many characters, and a list of them has so many at least."""


def mark_links(blocks: list[Block], roles: Roles, body: int) -> None:
    """`Read more:` right below the last paragraph, and the titles under it up to a gap, are set into the story."""
    last = max((i for i in range(body, len(blocks)) if roles[i] is None and is_prose(blocks[i].text)), default=body)
    end = first = last + 1
    if first >= len(blocks) or _READ.fullmatch(blocks[first].text) is None:
        return
    while end + 1 < len(blocks) and roles[end + 1] is None and _is_title(blocks[end + 1]):
        end += 1
    if end > first:
        roles[first : end + 1] = ["inset"] * (end + 1 - first)


def settle_related(blocks: list[Block], roles: Roles) -> None:
    """`RELATED:` behind prose, and the single title below it, behind which prose goes on, are set into the story."""
    for index in range(1, len(blocks) - 2):
        if roles[index + 1 : index + 3] != [None, None] or _RELATED.fullmatch(blocks[index].text) is None:
            continue
        told = any(roles[i] is None and is_prose(blocks[i].text) for i in range(index))
        if told and _may_link(blocks[index + 1].text) and is_prose(blocks[index + 2].text):
            roles[index : index + 2] = ["inset", "inset"]


def _is_title(block: Block) -> bool:
    """Whether a line, with no gap above it, is a title: without a full stop."""
    return not block.gap and len(block.text) <= LONGEST_LINK and block.text[-1] not in ".:"


def mark_lists(blocks: list[Block], roles: Roles, body: int, end: int, forms: Forms) -> None:
    """Titles in a row right below a line such as `Related stories` or `At a glance:` are what that line is.

    One alone is, too, where no gap is above it, and one behind it.
    """
    for index in range(body + 1, end - 1):
        head = blocks[index].text
        if len(head.split()) > LONGEST_HEAD or not (roles[index] == "inset" or _heads_links(head, roles[index], forms)):
            continue
        last = index
        while last + 1 < end and roles[last + 1] in _LISTED and _may_link(blocks[last + 1].text):
            last += 1
        single = last == index + 1 and not blocks[last].gap and last + 1 < end and blocks[last + 1].gap
        goes_on = last + 1 < end and roles[last + 1] is None and blocks[last + 1].text[0].islower()
        single = single or (last > index and _NUMBERED.fullmatch(head) is not None)
        if not goes_on and (single or last - index >= FEWEST_LINKS):
            role = "inset" if head[-1] == ":" else roles[index]
            roles[index : last + 1] = [role] * (last + 1 - index)


def _heads_links(head: str, role: str | None, forms: Forms) -> bool:
    """Whether a line of the page stands over links to other stories."""
    return role == "boilerplate" and head[-1] != "." and (is_opener(head, forms) or bool(_NUMBERED.fullmatch(head)))


def _may_link(text: str) -> bool:
    """Whether a line may be a link or a point: a title, without a full stop."""
    return len(text) <= LONGEST_LINK and text[-1] not in ".:?," and not text[0].islower() and not is_prose(text)


def cut_at_teasers(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> int:
    """Below the story titles with the cut beginnings of other stories are the page's."""
    teased = [
        i for i in range(body + 2, len(blocks)) if blocks[i].text.endswith(_TEASED) or _MORE.search(blocks[i].text)
    ]
    more = next((i for i in teased if _MORE.search(blocks[i].text)), len(blocks))
    story = Story([block.text for block in blocks[body:more]], forms.common)
    rest = (blocks[i].text for i in range(more, len(blocks)) if i not in teased)
    if more + 1 in teased and all(story.shares(text) < FEWEST_SHARED for text in rest):
        roles[more:] = [role if role in _KEPT else "boilerplate" for role in roles[more:]]
        return more
    dotted = [i for i in range(body + 3, len(blocks)) if blocks[i].text.endswith(DOTS) and _is_teased(blocks, roles, i)]
    teased = sorted({*teased, *dotted}) if len(dotted) >= FEWEST_LINKS else teased
    cut = len(blocks)
    while cut > body + FEWEST_LINKS and roles[cut - 1] is None and blocks[cut - 1].text.endswith(DOTS):
        cut -= 1
    if len(blocks) - cut > FEWEST_LINKS and all(len(block.text) <= LONGEST_LINK for block in blocks[cut:]):
        roles[cut:] = ["boilerplate"] * (len(blocks) - cut)
        return cut
    first = next((i for i in teased if not ends_sentence(blocks[i - 1].text)), None)
    if first is None or any(is_prose(blocks[i].text) for i in range(first, len(blocks)) if i not in teased):
        return len(blocks)
    for later in range(first - 1, len(blocks)):
        roles[later] = "boilerplate"
    return first - 1


def _is_teased(blocks: list[Block], roles: Roles, index: int) -> bool:
    """Whether a line that breaks off stands below a title."""
    title = blocks[index - 1].text
    return (
        roles[index] is None
        and len(title) <= LONGEST_LINK
        and not ends_sentence(title)
        and is_prose(blocks[index].text)
    )


def cut_at_labels(blocks: list[Block], roles: Roles, body: int) -> int:
    """Below the last prose several tags or facts in a row, `Story ID: 12`, are the page's, and so is what follows.

    Names over a day that ends the page are those of an office, which issues a release.
    """
    told = [i for i in range(body, len(blocks)) if is_prose(blocks[i].text) and roles[i] != "boilerplate"]
    first = max(told, default=body) + 1
    for index in range(first, len(blocks) - FEWEST_LABELS + 1):
        after = next((i for i in range(index, len(blocks)) if not _is_label(blocks[i].text, roles[i])), len(blocks))
        if after - index >= FEWEST_LABELS and roles[after:] != ["date_line"]:
            for later in range(index, len(blocks)):
                roles[later] = roles[later] if roles[later] in _KEPT else "boilerplate"
            return index
    return len(blocks)


def _is_label(text: str, role: str | None) -> bool:
    """Whether a line is a tag, in few words and without any stop, or a fact behind its label."""
    if role is not None or ends_sentence(text):
        return False
    tagged = len(text.split()) <= LONGEST_TAG and text[-1].isalnum() and text[0] != "*"
    return tagged or _FACT.fullmatch(text) is not None
