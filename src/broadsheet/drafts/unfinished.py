"""A run that was broken off: what it drafted or read, so that the next one can take it up."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from types import NoneType

from broadsheet.drafts.doubts import Doubt
from broadsheet.drafts.names import Form, Names, NewEntity, NewOutlet
from broadsheet.drafts.prepare import Prepare, Prepared
from broadsheet.engines import Kept, Shards
from broadsheet.engines.atomic import alone
from broadsheet.engines.secret import code_here, secret_here
from broadsheet.errors import UnwritableError
from broadsheet.issues import Issue
from broadsheet.reading.finders import NameFinder

__all__ = ["kept_until_done", "shards_of"]

FOLDER, FOR_COPIES = ".unfinished", ".unfinished-copies"
"""The folder in that of the drafts, or in the one that is named, while a run goes on and when it was broken off."""

KINDS = (Doubt, Form, Issue, Names, NewEntity, NewOutlet, Prepared)
"""What the results of a run are made of."""

_PLAIN = (str, bytes, int, float, PurePath, NoneType)
"""The kinds of settings that look the same in any process."""

_ADDRESS = re.compile(" at 0x[0-9a-fA-F]+")


def shards_of(out: Path, stage: Prepare, *, resume: bool) -> Shards | None:
    """The place for what a stage drafts; with `resume`, what it drafted before by the same words stands there.

    None where this user has no secret. Raises UnwritableError where one is needed to `resume`.
    """
    rows = [[each.model_dump(mode="json") for each in group] for group in (stage.entities, stage.outlets)]
    about = json.dumps([stage.own_words, rows, list(map(_called, stage.finders))]).encode()
    if not resume:
        shutil.rmtree(out / FOLDER, ignore_errors=True)
        if secret_here() is None:
            return None
    return Shards(_kept(out / FOLDER, about), KINDS)


@contextmanager
def kept_until_done(folder: Path | None) -> Iterator[Kept | None]:
    """The place for what a run does that compares texts, if a folder is named; it goes when the block ends well.

    What a run before did with the same code stands there. Raises UnwritableError when another one is in there, or
    something cannot be written.
    """
    if folder is None:
        yield None
        return
    place = folder / FOR_COPIES
    with alone(place, wait=False):
        kept = _kept(place)
        yield kept
        kept.clear()


def _kept(folder: Path, about: bytes = b"") -> Kept:
    """A folder for a run of this user; what somebody else put there is not believed."""
    here = code_here()
    if here is None:
        hint = "name a folder of yours in XDG_STATE_HOME; what a run keeps is told by it from what is not of you"
        raise UnwritableError("there is no place for a secret, without which no run is taken up", hint=hint)
    return Kept(folder, about + here, needed=True)


def _called(finder: NameFinder) -> str:
    """A function by its name, another finder by what it says that it is, wherever it is in memory, and its settings."""
    name = getattr(finder, "__qualname__", None)
    if name:
        return f"{finder.__module__}.{name}"
    plain = {key: value for key, value in getattr(finder, "__dict__", {}).items() if isinstance(value, _PLAIN)}
    return f"{_ADDRESS.sub('', repr(finder))} {plain}"
