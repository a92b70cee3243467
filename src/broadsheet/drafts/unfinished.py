"""A run that was broken off: what it began with and what it drafted, so that the next one can take it up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from broadsheet import __version__
from broadsheet.articles.entity import Entity
from broadsheet.articles.outlet import Outlet
from broadsheet.articles.version import CURRENT
from broadsheet.drafts.doubts import Doubt
from broadsheet.drafts.names import Form, Names, NewEntity, NewOutlet
from broadsheet.drafts.prepare import Prepare, Prepared
from broadsheet.drafts.writing import write_file
from broadsheet.engines import Shards
from broadsheet.issues import Issue

__all__ = ["Known", "known_before", "shards_of"]

FOLDER = ".unfinished"
"""The folder in that of the drafts, which is there while a run goes on, and when it was broken off."""

KINDS = (Doubt, Form, Issue, Names, NewEntity, NewOutlet, Prepared)
"""What the results of a run are made of."""


class Known(BaseModel):
    """The entities and outlets that a run began with: when it is broken off, it has written more."""

    entities: tuple[Entity, ...] = ()
    outlets: tuple[Outlet, ...] = ()


def known_before(out: Path, known: Known, *, resume: bool) -> Known:
    """What a run is to begin with: what is known now, or what the run that is taken up began with.

    What an earlier run has left is removed when it is not taken up.
    """
    file = out / FOLDER / "known"
    if resume and file.is_file():
        try:
            return Known.model_validate_json(file.read_bytes())
        except (OSError, ValidationError):
            pass  # it was cut off, and what depends on it is done again
    Shards(out / FOLDER, b"").clear()
    write_file(file, [known.model_dump_json().encode()])
    return known


def shards_of(out: Path, stage: Prepare) -> Shards:
    """What a stage drafted before, as far as it goes by the same; and the place for what it drafts now."""
    rows = [[each.model_dump(mode="json") for each in group] for group in (stage.entities, stage.outlets)]
    finders: Sequence[str] = [f"{finder.__module__}.{finder.__qualname__}" for finder in stage.finders]
    about = json.dumps([__version__, CURRENT, stage.own_words, rows, finders])
    return Shards(out / FOLDER, about.encode(), KINDS)
