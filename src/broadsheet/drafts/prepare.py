"""The stage that makes a draft of a text: a function of the text alone, which any process can run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from traceback import extract_tb
from types import MappingProxyType
from typing import Any, TypeVar

from broadsheet.articles.entity import Entity
from broadsheet.articles.outlet import Outlet
from broadsheet.drafts.doubts import Doubt, find_doubts
from broadsheet.drafts.lines import record_lines
from broadsheet.drafts.names import NOBODY, Names, names_of
from broadsheet.engines import Lost, Shards, is_far, run
from broadsheet.errors import BroadsheetError
from broadsheet.issues import Issue
from broadsheet.projects import Project
from broadsheet.reading.draft import read_draft
from broadsheet.reading.finders import NameFinder
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Found, Received, at_hand

__all__ = ["Prepare", "Prepared", "lexicon_file", "over_texts", "project_lexicon", "size_of"]

R = TypeVar("R")

LEXICON = "lexicon.toml"
"""The project's own words, in its folder."""


def size_of(found: Found | Issue) -> int:
    """How many bytes there are to read, by which texts are put together for a process."""
    return 0 if isinstance(found, Issue) else found.size


def over_texts(
    stage: Callable[[Found | Issue], R],
    opened: tuple[AbstractContextManager[Executor], Iterator[Found | Issue]],
    shards: Shards | None = None,
) -> Iterator[R | Lost[Found | Issue]]:
    """What a stage makes of each text; its bytes are at hand where what comes of it is kept, or made elsewhere."""
    engine, found = opened
    with engine as executor:
        texts = map(at_hand, found) if shards or is_far(executor) else found
        yield from run(stage, texts, executor, size=size_of, shards=shards, name=_path if shards else None)


def _path(found: Found | Issue) -> str:
    return found.path or ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft as plain values: its record as JSON, and for a folder, whom it names.

    `text` holds the bytes of a text that stands in no file of its own, `path` and `name` say where it was found and
    what it is called there.
    """

    id: str
    record: str
    sha256: str
    characters: int
    doubts: tuple[Doubt, ...]
    names: Names = NOBODY
    text: bytes | None = None
    path: str = ""
    name: str = ""


@dataclass(frozen=True)
class Prepare:
    """The stage, with all that it goes by: words, names, and how a record is written.

    `own_words` is what stands in the lexicon file, which need not be where the stage runs.
    """

    lexicon_file: Path | None = None
    own_words: str | None = None
    outlets: tuple[Outlet, ...] = ()
    entities: tuple[Entity, ...] = ()
    finders: tuple[NameFinder, ...] = ()
    for_folder: bool = False
    render: Callable[[dict[str, Any]], str] = record_lines

    @cached_property
    def lexicon(self) -> Lexicon:
        """Our words with those of the project, and the outlets that it has on record."""
        return project_lexicon(self.lexicon_file, self.outlets, self.own_words)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "lexicon"}

    def __call__(self, found: Found | Issue) -> Prepared | Issue:
        """The draft of a text; what could not be read stays an issue."""
        received = found if isinstance(found, Issue) else found.read()
        if isinstance(received, Issue):
            return received
        try:
            draft = read_draft(received, lexicon=self.lexicon, entities=self.entities, finders=self.finders)
        except (BroadsheetError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - a mistake of ours at one text does not end the run of all others
            hint = "leave it out, and report this, which is a mistake of the program"
            return Issue.of("B029", f"no draft could be made of it: {_told(error)}", hint=hint, path=found.path)
        record, names, text = draft.article.model_dump(mode="json"), NOBODY, None
        if self.for_folder:
            names, text = names_of(draft, received, self.lexicon), _loose_text(received)
        if text is not None:
            record["source"]["name"] = f"{draft.article.id}.txt"
        doubts = tuple(find_doubts(draft.article, draft.paywall))
        return Prepared(
            id=draft.article.id,
            record=self.render(record),
            sha256=received.sha256,
            characters=received.characters,
            doubts=doubts,
            names=names,
            text=text,
            path=found.path or "",
            name=received.name,
        )


def _told(error: Exception) -> str:
    """What failed and where, without the words of the error, which may be those of the text."""
    place = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"


def _loose_text(received: Received) -> bytes | None:
    """The bytes of a text that stands in no file of its own, where its encoding gives them back."""
    if received.alone:
        return None
    try:
        data = received.text.encode(received.encoding)
    except (ValueError, LookupError):
        return None
    return data if hashlib.sha256(data).hexdigest() == received.sha256 else None


def lexicon_file(project: Project) -> Path | None:
    """The file of a project's own words, where there is one."""
    return file if (file := project.root / LEXICON).is_file() else None


def project_lexicon(file: Path | None, outlets: Iterable[Outlet] = (), words: str | None = None) -> Lexicon:
    """Our words with those of a project: its lexicon file, or what stands there, and the outlets on record."""
    lexicon = Lexicon.load(file, words)
    own = {outlet.id: _as_words(outlet, lexicon) for outlet in outlets}
    if not own:
        return lexicon
    return Lexicon(MappingProxyType({**lexicon.tables, "outlets": {**lexicon["outlets"], **own}}))


def _as_words(outlet: Outlet, lexicon: Lexicon) -> dict[str, object]:
    known = dict(lexicon["outlets"].get(outlet.id, {}))
    short = dict.fromkeys((*known.get("abbreviation", ()), *outlet.abbreviation))
    other = dict.fromkeys((*known.get("alias", ()), *filter(None, (known.get("name"), outlet.native_name))))
    return {**known, "name": outlet.name, "kind": outlet.kind, "abbreviation": list(short), "alias": list(other)}
