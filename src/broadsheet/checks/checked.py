"""Records that a check has passed: what the tables are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from broadsheet.checks.blocks import Articles, InMemory
from broadsheet.checks.entries import Entry, Records

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["Checked", "checked"]


@dataclass(frozen=True)
class Checked:
    """Checked records as plain dictionaries, sorted by id (copies by article), every field present.

    Articles may be many, and lie on disk. `left_out` names the columns
    (`table.column`) that are in no file of a package that is made of them.
    """

    articles: Articles = field(default_factory=InMemory)
    entities: Sequence[dict[str, Any]] = ()
    outlets: Sequence[dict[str, Any]] = ()
    copies: Sequence[dict[str, Any]] = ()
    left_out: tuple[str, ...] = ()

    @property
    def kinds(self) -> dict[str, Iterable[dict[str, Any]]]:
        """The records of every kind."""
        return {
            "articles": self.articles, "entities": self.entities, "outlets": self.outlets, "copies": self.copies
        }  # fmt: skip


def checked(records: Records, articles: Articles | None = None) -> Checked:
    """The records of a check that found no error, each completed by its model; `articles` are complete already."""
    from broadsheet.articles import Article, Copy, Entity, Outlet  # noqa: PLC0415 - Pydantic loads when used

    return Checked(
        InMemory(_complete(Article, records.articles)) if articles is None else articles,
        _complete(Entity, records.entities),
        _complete(Outlet, records.outlets),
        _complete(Copy, records.copies, "article", "copy_of"),
    )


def _complete(model: type[BaseModel], entries: Iterable[Entry], *by: str) -> list[dict[str, Any]]:
    found = [model.model_validate(entry.value).model_dump(mode="json") for entry in entries]
    return sorted(found, key=itemgetter(*by or ("id",)))
