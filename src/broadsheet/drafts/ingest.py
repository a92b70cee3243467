"""Every text of some paths as a draft record: given one by one, and written into a folder where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from broadsheet.articles.article import Article
from broadsheet.articles.outlet import Outlet
from broadsheet.drafts.doubts import Doubt, find_doubts
from broadsheet.drafts.folder import Folder, Kept, open_folder
from broadsheet.issues import Issue
from broadsheet.projects import Project
from broadsheet.reading.draft import Draft, read_draft
from broadsheet.reading.finders import NameFinder
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Columns, Received, read_sources

__all__ = ["Ingested", "ingest", "project_lexicon"]

LEXICON = "lexicon.toml"
"""The project's own words, in its folder."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """One text that was drafted: its record, what to look at, and what became of it."""

    article: Article
    doubts: list[Doubt]
    kept: Kept | None


def ingest(
    *paths: str | Path,
    out: Path | None = None,
    project: Project | None = None,
    columns: Columns | None = None,
    finders: Sequence[NameFinder] = (),
    stdin: BinaryIO | None = None,
) -> Iterator[Ingested | Issue]:
    """A draft for every text under the paths; what cannot be read is an issue, and the rest goes on.

    With `out` the drafts are written into that folder. An edited record is never overwritten.
    The entities, outlets and lexicon of the project are used first.

    >>> [each.kept.outcome for each in ingest(project / "seeds/texts", out=tmp / "drafts")]
    ['written', 'written']
    """
    around = out or (project.seeds if project else None)
    folder = open_folder(around, project.root / "schema" if project else None) if around else None
    lexicon = project_lexicon(project, folder.outlets.values() if folder else ())
    known = tuple(folder.entities.entities.values()) if folder else ()
    try:
        for received in read_sources(paths, columns=columns, stdin=stdin):
            if isinstance(received, Issue):
                yield received
                continue
            draft = read_draft(received, lexicon=lexicon, entities=known, finders=finders)
            if folder is None or out is None:
                yield Ingested(draft.article, find_doubts(draft.article, received.text), None)
            else:
                yield _put(folder, draft, received, lexicon)
    finally:
        if folder is not None and out is not None and (folder.memory["articles"] or folder.entities.changed):
            folder.close()


def _put(folder: Folder, draft: Draft, received: Received, lexicon: Lexicon) -> Ingested:
    before = len(folder.new_outlets)
    article, kept, refused = folder.put(draft, received, lexicon)
    new = [Doubt(4, "/publisher", f"the outlet {name} is new: check its name and kind")
           for name in folder.new_outlets[before:] if name not in lexicon["outlets"]]  # fmt: skip
    forms = [Doubt(7, "/mentions", f"{form}: add it to its names, or leave it out") for form in refused]
    doubts = [] if kept.outcome == "kept" else [*forms, *new, *find_doubts(article, received.text)]
    return Ingested(article, sorted(doubts, key=lambda doubt: -doubt.weight), kept)


def project_lexicon(project: Project | None, outlets: Iterable[Outlet] = ()) -> Lexicon:
    """Our words with those of the project: its lexicon.toml, and the outlets that it has on record."""
    file = project.root / LEXICON if project else None
    lexicon = Lexicon.load(file if file and file.is_file() else None)
    own = {outlet.id: _as_words(outlet, lexicon) for outlet in outlets}
    if not own:
        return lexicon
    return Lexicon(MappingProxyType({**lexicon.tables, "outlets": {**lexicon["outlets"], **own}}))


def _as_words(outlet: Outlet, lexicon: Lexicon) -> dict[str, object]:
    known = dict(lexicon["outlets"].get(outlet.id, {}))
    short = dict.fromkeys((*known.get("abbreviation", ()), *outlet.abbreviation))
    other = dict.fromkeys((*known.get("alias", ()), *filter(None, (known.get("name"), outlet.native_name))))
    return {**known, "name": outlet.name, "kind": outlet.kind, "abbreviation": list(short), "alias": list(other)}
