"""Which body a text means by a noun alone: the company, the ministry, the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from broadsheet.articles.entity import Entity
from broadsheet.articles.folding import key
from broadsheet.articles.mention import Mention

__all__ = ["Firms", "body_meant", "issuer"]


class Firms(NamedTuple):
    """What only the name of a company has, and the nouns that one is called by which nothing in its name tells."""

    named: re.Pattern[str]
    called: frozenset[str]


_PARAGRAPH = 3000
"""Characters that a paragraph hardly has more of."""

_SMALL = r"(?:[a-z-]+ ){0,2}"
_BY = r" (?:by|of|from|issued by|published by) (?:the )?$"


def body_meant(
    where: tuple[str, int],
    passed: Sequence[Mention],
    entities: Mapping[str, Entity],
    head: str,
    firms: Firms,
) -> str | None:
    """The body whose name has the word; for a firm or club the one in question, by its paragraph or the whole text.

    `where` is the folded text and the offset of the word.
    """
    bodies = [mention for mention in passed if mention.kind == "organisation"]
    for mention in reversed(bodies):
        if head in key(entities[mention.entity].name).split():
            return mention.entity
    if head not in firms.called or not bodies:
        return None
    if (only := _in_paragraph(where, bodies, entities, firms.named)) is not None:
        return only
    if bodies[0].entity != bodies[-1].entity:
        return None
    (most, _), *_ = Counter(mention.entity for mention in bodies).most_common(1)
    return bodies[0].entity if most == bodies[0].entity else None


def _in_paragraph(
    where: tuple[str, int], bodies: Sequence[Mention], entities: Mapping[str, Entity], firm: re.Pattern[str]
) -> str | None:
    """The only company that a paragraph has named."""
    folded, at = where
    start = max(folded.rfind("\n", max(0, at - _PARAGRAPH), at), at - _PARAGRAPH)
    near = dict.fromkeys(mention.entity for mention in bodies if mention.start > start)
    firms = [body for body in near if firm.search(key(entities[body].name))]
    return firms[0] if len(firms) == 1 else None


def issuer(folded: str, passed: Sequence[Mention], head: str) -> str | None:
    """Whose report or study a text has spoken of last: the Commission's report, a study by the university."""
    owned = re.compile(rf"'s? {_SMALL}{re.escape(head)}\b")
    of = re.compile(rf"\b{re.escape(head)}{_BY}")
    for mention in reversed(passed):
        if mention.kind != "organisation":
            continue
        before = folded[max(0, mention.start - 40) : mention.start]
        if owned.match(folded, mention.end) or of.search(before):
            return mention.entity
    return None
