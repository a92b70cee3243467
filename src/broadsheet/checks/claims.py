"""What articles say of others: that there is an outlet, an article, an entity or an entity of a kind under an id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from broadsheet.checks.entries import ADDRESS

__all__ = ["Claim", "Claims", "claims_in", "claims_of"]

Claim = tuple[str, str | None]
"""A kind and an id: an outlet, an article, an entity, or an entity of one kind."""


class Claims:
    """What has been said so far, each claim once, however often it was made; `said` are the ids by kind, and None."""

    def __init__(self) -> None:
        self.said: defaultdict[str, set[str | None]] = defaultdict(lambda: {None})

    def __iter__(self) -> Iterator[Claim]:
        return ((kind, id) for kind, ids in self.said.items() for id in ids)

    def add(self, claims: Iterable[Claim]) -> None:
        """Remember claims."""
        for kind, id in claims:
            self.said[kind].add(id)

    def add_all(self, said: Mapping[str, set[str | None]]) -> None:
        """Remember claims by their kind."""
        for kind, ids in said.items():
            self.said[kind] |= ids

    def are_new(self, claims: Iterable[Claim]) -> list[Claim]:
        """Those of the claims that were not made before."""
        return [(kind, id) for kind, id in claims if id not in self.said[kind]]


def claims_of(article: Any) -> list[Claim]:
    """What an article says of others; where it names nobody, of None."""
    claims: list[Claim] = [(each.kind, each.entity) for each in article.mentions]
    claims += [("entity", each.speaker) for each in article.statements]
    claims += [("entity", each) for event in article.events for each in event.participants]
    claims += [("outlet", each) for each in (article.publisher, article.provider, *article.source_organization)]
    claims += [("article", each) for each in article.is_based_on if not ADDRESS.fullmatch(each)]
    claims.append(("place", article.location_created))
    return claims


def claims_in(value: Mapping[str, Any]) -> Iterator[Claim]:
    """The same of an article as a dictionary."""
    for mention in value.get("mentions", ()):
        yield mention["kind"], mention["entity"]
    for statement in value.get("statements", ()):
        yield "entity", statement.get("speaker")
    for event in value.get("events", ()):
        yield from (("entity", each) for each in event.get("participants", ()))
    outlets = (value.get("publisher"), value.get("provider"), *value.get("source_organization", ()))
    yield from (("outlet", each) for each in outlets)
    yield from (("article", each) for each in value.get("is_based_on", ()) if not ADDRESS.fullmatch(each))
    yield "place", value.get("location_created")
