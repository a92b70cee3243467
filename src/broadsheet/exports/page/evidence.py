"""Where a number comes from: an article of an outlet, its date, and the characters of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from broadsheet.errors import UnreadableError
from broadsheet.exports.page.frames import rows
from broadsheet.exports.page.wording import cut, day
from broadsheet.issues import shorten

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["Evidence", "Names", "Proof", "Spot", "names_of"]

FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
"""Ids that are safe as the name of a file and in an address; those of valid records all are."""


@dataclass(frozen=True)
class Spot:
    """A place in the text of an article, and where the page of the article tells of it."""

    article: str
    anchor: str
    start: int | None
    end: int | None

    @property
    def href(self) -> str:
        """The address, seen from the index."""
        return f"articles/{self.article}.html" + (f"#{quote(self.anchor)}" if self.anchor else "")

    @property
    def span(self) -> str:
        """The characters, as half-open offsets in code points."""
        return "" if self.start is None else f"{self.start}–{self.end}"


@dataclass(frozen=True)
class Evidence:
    """The places of one article that show a number."""

    source: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Proof:
    """All evidence of a number, of which the first is shown."""

    shown: tuple[Evidence, ...]
    more: int


@dataclass(frozen=True)
class Names:
    """What the ids of a package stand for; of abbreviations the first one."""

    articles: Mapping[str, Mapping[str, Any]]
    outlets: Mapping[str, Mapping[str, Any]]
    entities: Mapping[str, Mapping[str, Any]]
    abbreviations: Mapping[str, str]

    def outlet(self, id: str | None) -> str:
        """The name of an outlet; the id where nothing is known of it."""
        return str(self.outlets.get(id or "", {}).get("name") or id or "")

    def entity(self, id: str | None) -> str:
        """The name of an entity, with the native one where it differs."""
        known = self.entities.get(id or "", {})
        name, native = known.get("name") or id or "", known.get("native_name")
        return f"{name} ({native})" if native and native != name else str(name)

    def short(self, id: str, limit: int = 30) -> str:
        """The name of an entity as a chart has room for it: a long one by its abbreviation."""
        name = str(self.entities.get(id, {}).get("name") or id)
        return cut(name if len(name) <= limit else self.abbreviations.get(id, name), limit)

    def source(self, article: str) -> str:
        """Who published an article, and when."""
        known = self.articles.get(article, {})
        who, when = self.outlet(known.get("publisher")), day(known.get("date_published"))
        return ", ".join(part for part in (who, when) if part) or article

    def headline(self, article: str) -> str:
        """The headline of an article; where its text prints none, a title of ours in brackets."""
        printed, source = self.articles.get(article, {}).get("headline"), self.source(article)
        return str(printed or (f"[Article {article}]" if source == article else f"[Article of {source}]"))

    def is_untitled(self, article: str) -> bool:
        """Whether the text of an article prints no headline."""
        return not self.articles.get(article, {}).get("headline")

    def cited(self, article: str, limit: int = 160) -> str:
        """An article as others refer to it: its headline, shortened, with its source; or the title of ours alone."""
        headline = cut(self.headline(article), limit)
        return headline if self.is_untitled(article) else f"{headline} ({cut(self.source(article), 120)})"

    def proof(self, spots: Iterable[Spot], total: int) -> Proof:
        """The evidence for a number: the spots that are shown of it, article by article."""
        grouped = [(article, tuple(found)) for article, found in groupby(spots, key=lambda spot: spot.article)]
        shown = tuple(Evidence(self.source(article), found) for article, found in grouped)
        return Proof(shown, total - sum(len(found) for _, found in grouped))


def names_of(package: Package) -> Names:
    """The names in a package; UnreadableError for an article whose id cannot be the name of a file."""
    articles = {str(row["id"]): row for row in rows(package, "articles")}
    if strange := next((id for id in articles if not FILE_NAME.fullmatch(id)), None):
        message = f"the article {shorten(strange)} has no valid id"
        raise UnreadableError(message, hint="broadsheet validate shows what is wrong")
    outlets, entities = ({str(row["id"]): row for row in rows(package, name)} for name in ("outlets", "entities"))
    abbreviations = {row["entity"]: row["abbreviation"] for row in reversed(rows(package, "entity_abbreviations"))}
    return Names(articles, outlets, entities, abbreviations)
