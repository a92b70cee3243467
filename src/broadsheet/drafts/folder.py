"""The folder that drafts are written into: articles, entities, outlets, and what is known of earlier drafts."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from broadsheet.articles.article import Article
from broadsheet.articles.entity import Entities, Entity
from broadsheet.articles.outlet import Outlet, Outlets
from broadsheet.articles.version import CURRENT
from broadsheet.drafts.lines import find_items, record_lines, replace_items
from broadsheet.drafts.names import EntityList, as_row, digest, propose_outlet
from broadsheet.errors import BroadsheetError, UnreadableError, UnwritableError
from broadsheet.reading.draft import Draft
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Received

__all__ = ["Folder", "Kept", "open_folder"]

MEMORY = ".drafts"
"""The file that remembers what was drafted, so that an edit can be told from a draft."""

F = TypeVar("F", Entities, Outlets)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a draft: written, the same as before, or left out because the record was edited."""

    path: Path
    outcome: Literal["written", "unchanged", "kept"]
    source_change: str | None = None


@dataclass
class Folder:
    """A folder of records in the making. Nothing of what a person wrote is changed."""

    root: Path
    schemas: Path | None
    entities: EntityList
    outlets: dict[str, Outlet]
    memory: dict[str, dict[str, str]]
    new_outlets: list[str] = field(default_factory=list)
    _taken: dict[str, str] = field(default_factory=dict)

    def put(self, draft: Draft, received: Received, lexicon: Lexicon) -> tuple[Article, Kept, list[str]]:
        """Write a draft, unless an edited record stands in its place; the article as it was settled."""
        name = self._free_id(draft.article.id, received)
        path = self.root / "articles" / f"{name}.json"
        old = path.read_bytes() if path.is_file() else None
        if old is not None and self._edited(name, old):
            return draft.article, Kept(path, "kept", _source_change(old, received)), []
        article, refused = self.entities.settle(draft, received.text)
        source = article.source.model_copy(update={"name": self._keep_text(name, received)})
        article = article.model_copy(update={"id": name, "source": source})
        for outlet in (*filter(None, (article.publisher, article.provider)), *article.source_organization):
            self._add_outlet(outlet, article, received, lexicon)
        data = record_lines(self._reference("article", path) | article.model_dump(mode="json")).encode()
        self.memory["articles"][name] = hashlib.sha256(data).hexdigest()[:16]
        if data == old:
            return article, Kept(path, "unchanged"), refused
        _write(path, data)
        return article, Kept(path, "written"), refused

    def _free_id(self, wanted: str, received: Received) -> str:
        """The id, with a part of the hash after it where another text of this run has it."""
        name = wanted if self._taken.get(wanted, received.sha256) == received.sha256 else ""
        name = name or f"{wanted[:100]}-{received.sha256[:8]}"
        self._taken[name] = received.sha256
        return name

    def _edited(self, name: str, data: bytes) -> bool:
        """Whether the record differs from what was drafted last, or was not drafted here."""
        return self.memory["articles"].get(name) != hashlib.sha256(data).hexdigest()[:16]

    def _keep_text(self, name: str, received: Received) -> str:
        """The name of the text; one that stands in no file of its own is kept beside the records."""
        path = Path(received.path or "")
        try:
            if path.is_file() and path.stat().st_size == received.bytes and _hash(path) == received.sha256:
                return received.name
            data = received.text.encode(received.encoding)
        except (OSError, ValueError, LookupError):
            return received.name
        if hashlib.sha256(data).hexdigest() != received.sha256:
            return received.name
        texts = self.root / "texts"
        if not texts.exists():
            _write(texts / ".gitignore", b"*\n")
        _write(texts / f"{name}.txt", data)
        return f"{name}.txt"

    def _add_outlet(self, outlet: str, article: Article, received: Received, lexicon: Lexicon) -> None:
        if outlet not in self.outlets:
            self.outlets[outlet] = propose_outlet(outlet, article, received, lexicon)
            self.new_outlets.append(outlet)

    def _reference(self, name: str, path: Path) -> dict[str, str]:
        schema = self.schemas / f"{name}.schema.json" if self.schemas else None
        if schema is None or not schema.is_file():
            return {}
        return {"$schema": Path(os.path.relpath(schema, path.parent)).as_posix()}

    def close(self) -> None:
        """Write the entities, the outlets and the memory."""
        changed = {name: as_row(self.entities.entities[name]) for name in self.entities.changed}
        self.memory["entities"] |= {name: digest(row) for name, row in changed.items()}
        self._save("entities", changed)
        self._save("outlets", {name: as_row(self.outlets[name]) for name in self.new_outlets})
        _write(self.root / MEMORY, json.dumps(self.memory, indent=0, sort_keys=True).encode() + b"\n")

    def _save(self, name: str, rows: Mapping[str, dict[str, Any]]) -> None:
        path = self.root / f"{name}.json"
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            there = {item.value.get("id") for item in find_items(text, name)[0]}
            added = [row for each, row in rows.items() if each not in there]
            text = replace_items(text, name, {each: row for each, row in rows.items() if each in there}, added)
        else:
            head = self._reference(name, path) | {"schema_version": CURRENT}
            text = record_lines(head | {name: list(rows.values())})
        _write(path, text.encode())


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _source_change(old: bytes, received: Received) -> str:
    """How the text differs from the one that the edited record describes."""
    try:
        source = json.loads(old)["source"]
        sha256, characters = str(source["sha256"]), int(source["characters"])
    except (ValueError, KeyError, TypeError):
        return "its source could not be compared: the record is not sound"
    if sha256 == received.sha256:
        return "its source is the same"
    return (
        f"its source changed: SHA-256 {sha256[:12]}… is now {received.sha256[:12]}…, "
        f"{characters:,} characters are now {received.characters:,}"
    )


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name[:200]}.partial")
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        hint = "check the permissions and the space left, or choose another folder with --out"
        raise UnwritableError(f"cannot write {path.as_posix()}: {error.strerror or error}", hint=hint) from error


def open_folder(root: Path, schemas: Path | None = None) -> Folder:
    """The folder with what stands in it; a missing one is made when the first draft is written.

    Raises BroadsheetError when its entities or outlets are not sound: nothing is added to a broken file.
    """
    entities = _load(root / "entities.json", Entities)
    outlets = _load(root / "outlets.json", Outlets)
    memory = _memory(root / MEMORY)
    known: Iterable[Entity] = entities.entities if entities else ()
    open_ids = {each.id for each in known if memory["entities"].get(each.id) == digest(as_row(each))}
    by_id = {outlet.id: outlet for outlet in (outlets.outlets if outlets else ())}
    return Folder(root, schemas, EntityList.of(known, open_ids), by_id, memory)


def _load(path: Path, model: type[F]) -> F | None:
    if not path.is_file():
        return None
    try:
        return model.model_validate_json(path.read_bytes())
    except ValidationError as error:
        hint = "broadsheet validate tells what; nothing is added to a file with errors"
        raise BroadsheetError(f"{path.as_posix()} has {error.error_count()} errors", hint=hint) from None
    except OSError as error:
        raise UnreadableError(f"{path.as_posix()} cannot be read: {error.strerror}") from None


def _memory(path: Path) -> dict[str, dict[str, str]]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        found = {}
    return {name: dict(found.get(name, {})) for name in ("articles", "entities")}
