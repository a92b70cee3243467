"""The folder that drafts are written into: articles, entities, outlets, and what is known of earlier drafts."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Literal, Self, TypeVar

from pydantic import ValidationError

from broadsheet.articles.copy import Copies
from broadsheet.articles.entity import Entities, Entity
from broadsheet.articles.outlet import Outlet, Outlets
from broadsheet.articles.version import CURRENT
from broadsheet.drafts.changes import source_change
from broadsheet.drafts.doubts import Doubt
from broadsheet.drafts.entities import EntityList, Settled
from broadsheet.drafts.gone import records_without_text, source_of
from broadsheet.drafts.lines import record_line, record_lines, replace_items
from broadsheet.drafts.memory import Memory, data_digest
from broadsheet.drafts.names import Row, as_row, digest
from broadsheet.drafts.places import is_counted, names_for, place_of, rows_of, short
from broadsheet.drafts.prepare import Prepared
from broadsheet.drafts.withheld import Withheld
from broadsheet.drafts.writing import write_file
from broadsheet.engines.database import database
from broadsheet.errors import BroadsheetError, UnreadableError
from broadsheet.issues import Issue
from broadsheet.sources.folders import MEMORY

__all__ = [
    "MEMORY",
    "Folder",
    "Kept",
    "load_records",
    "open_folder",
    "outlets_in",
    "schema_reference",
]

NO_ORIGINS = b'\n  "is_based_on": [],\n'
"""How a draft says that nothing is known of what it is based on."""

F = TypeVar("F", Copies, Entities, Outlets)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a draft: written, the same as before, or left out because the record was edited.

    `doubts` are those that the folder has beside those of the draft.
    """

    path: Path
    outcome: Literal["written", "unchanged", "kept"]
    source_change: str | None = None
    doubts: tuple[Doubt, ...] = ()


class Folder:
    """A folder of records in the making. Nothing of what a person wrote is changed.

    `known` and `outlets` are those that a person wrote or edited. Texts are read by them alone, so that what was
    drafted before changes no draft: texts give the same in one run or in several, and a second time.
    """

    def __init__(
        self, root: Path, schemas: Path | None, known: tuple[Entity, ...], outlets: tuple[Outlet, ...]
    ) -> None:
        self.root, self._schemas = root, schemas
        self._memory = Memory(root / MEMORY)
        self._withheld = Withheld(root / "texts")
        drafted = self._drafted("entities", known)
        self.known = tuple(each for each in known if each.id not in drafted)
        self.outlets = tuple(each for each in outlets if each.id not in self._drafted("outlets", outlets))
        self._entities = EntityList(known, drafted)
        self._outlet_ids = {outlet.id for outlet in outlets}
        self._new_outlets: dict[str, Row] = {}
        self._used = False
        self._folders: set[str] = set()
        self._waiting = database("CREATE TABLE waiting (number INTEGER PRIMARY KEY, draft)")

    def _drafted(self, kind: str, rows: Iterable[Entity | Outlet]) -> frozenset[str]:
        """The ids of those that stand as they were drafted."""
        return frozenset(each.id for each in rows if self._memory.knows(kind, each.id, digest(as_row(each))))

    def waits(self, draft: Prepared) -> bool:
        """Whether a draft has to wait for all others: its row has the number of a record of another text.

        That text may come in another row, or be gone, in which case it was changed into this one.
        """
        if not is_counted(draft) or any(self._rows_of(draft)):
            return False
        old = _standing(self._record_file(draft.id))
        if old is None or draft.sha256.encode() in old:
            return False
        self._waiting.execute("INSERT INTO waiting (draft) VALUES (?)", (pickle.dumps(draft),))
        return True

    def waiting(self) -> Iterator[Prepared]:
        """The drafts that wait, in their order."""
        for (draft,) in self._waiting.execute("SELECT draft FROM waiting ORDER BY number"):
            yield pickle.loads(draft)  # noqa: S301 - our own

    def without_text(self) -> Iterator[Issue]:
        """Issues of records whose texts were where those of this run are, and are gone."""
        yield from records_without_text(self.root, self._memory, self._folders)

    def put(self, draft: Prepared) -> Kept:
        """Write a draft, unless an edited record stands in its place."""
        self._used = True
        name, place = self._name_of(draft)
        self._folders.add(place.rpartition("/")[0])
        path = self._record_file(name)
        if self._memory.taken(name) not in {None, draft.sha256}:
            return Kept(path, "unchanged")
        old = _record_at(path)
        if old is None and (other := self._renamed(name, draft)):
            return Kept(other, "kept", f"{name} was renamed so; {source_change(other.read_bytes(), draft)}")
        if old is not None and self._edited(name, old, draft):
            self._note_place(name, place, only_anew=not self._memory.is_new)
            return Kept(path, "kept", source_change(old, draft))
        text = self._text_file(name)
        if draft.text is not None and not self._may_keep(text, draft.text):
            return Kept(path, "kept", f"its text in texts/{text.name} was edited: ingest that file to draft it anew")
        data, settled = self._record(name, old, draft)
        self._note_place(name, place)
        if _is_second(name, draft) and not self._memory.knows("held", name, draft.sha256[:16]):
            self._memory.note("held", name, draft.sha256[:16])
        if draft.text is not None:
            self._keep_text(text, draft.text)
        doubts = (*_of_name(name, draft),
                  *(Doubt(7, "/mentions", f"{each}: add it to its names, or leave it out") for each in settled.told),
                  *self._add_outlets(draft))  # fmt: skip
        self._memory.note("articles", name, data_digest(data))
        if data == old:
            return Kept(path, "unchanged", doubts=doubts)
        write_file(path, [data])
        return Kept(path, "written", doubts=doubts)

    def _renamed(self, name: str, draft: Prepared) -> Path | None:
        """The record of a text that a person gave another name: one of that text, under a name that no draft had."""
        return self._records_of_persons.get(draft.sha256) if self._memory.has("articles", name) else None

    @cached_property
    def _records_of_persons(self) -> dict[str, Path]:
        """The records under names that no draft had, by the hashes of their texts."""
        records = sorted((self.root / "articles").glob("*.json"))
        return {source_of(each)[1]: each for each in records if not self._memory.has("articles", each.stem)}

    def _edited(self, name: str, old: bytes, draft: Prepared) -> bool:
        """Whether a record is neither as it was drafted last nor, as where the power went, as it is drafted now."""
        if self._memory.knows("articles", name, data_digest(old)):
            return False
        with self._entities.trial():
            return self._record(name, old, draft)[0] != old

    def _record(self, name: str, old: bytes | None, draft: Prepared) -> tuple[bytes, Settled]:
        """The bytes of a record, with the references of its draft settled."""
        settled = self._entities.settle(draft.names)
        return (self._reference + _settled(draft, name, settled, _origins(old))).encode(), settled

    def _name_of(self, draft: Prepared) -> tuple[str, str]:
        """The first name that is the draft's own or nobody's, and the place by which its source is remembered.

        What was read from a text that we keep has the name of that; its source, too, may be read in this run, and
        then says what is in the record.
        """
        place = place_of(draft, self.root)
        if place == f"texts/{draft.id}.txt" and self._memory.knows("texts", draft.id, draft.sha256[:16]):
            return draft.id, place
        for name, its in self._rows_of(draft):
            claimed = self._memory.claim(name, draft.sha256, place)
            if claimed == place or (claimed and name == draft.id):  # else the same text in another row has it
                return name, its
        for name in names_for(draft, self.root, self._memory):
            claimed = self._memory.claim(name, draft.sha256, place) if self._may_have(name, place, draft) else None
            if claimed:
                break
        return name, claimed or place

    def _rows_of(self, draft: Prepared) -> Iterator[tuple[str, str]]:
        """The records that stand for the text of a row, with the places by which they are known."""
        for name, place in rows_of(draft, self.root, self._memory):
            if draft.sha256.encode() in (_standing(self._record_file(name)) or b""):
                yield name, place

    def _may_have(self, name: str, place: str, draft: Prepared) -> bool:
        """Whether no record of another source has a name, and no text that a person put there."""
        if place == f"texts/{name}.txt":
            return True
        record = _record_at(self._record_file(name)) or b""
        if record and draft.sha256.encode() not in record and self._is_elsewhere(name, place):
            return False
        return draft.text is None or self._is_text_ours(name, draft.text, record)

    def _is_elsewhere(self, name: str, place: str) -> bool:
        """Whether a record is known to be of a source in another place."""
        return self._memory.has("sources", name) and not self._memory.knows("sources", name, short(place))

    def _is_text_ours(self, name: str, data: bytes, record: bytes) -> bool:
        """Whether the file for a text is not there, holds it, or was written by an earlier run.

        Where its record is not known, which may be edited and stays, the text is ours if that is what it describes;
        unless it is another's, put there beside what is remembered. Where only records are known, it is if the folder
        of texts was made here.
        """
        file = self._text_file(name)
        found = _standing(file)
        if found in {None, data} or self._memory.has("texts", name):
            return not file.is_dir()
        has_place = self._memory.has("sources", name)
        describes = hashlib.sha256(found or b"").hexdigest().encode() in record
        if not self._memory.knows("articles", name, data_digest(record)):
            return describes and (has_place or self._memory.is_new)
        if has_place:
            return False
        if describes and self._withheld.is_own:
            self._memory.note("texts", name, data_digest(found or b""))
        return self._withheld.is_own

    def _note_place(self, name: str, place: str, *, only_anew: bool = False) -> None:
        """Remember where the source of a record is, unless it is a text of ours; `only_anew` if it was elsewhere."""
        own = place == f"texts/{name}.txt" and self._memory.has("texts", name)
        known = self._memory.knows("sources", name, short(place))
        if not own and not known and (not only_anew or self._memory.has("sources", name)):
            self._memory.note("sources", name, short(place))

    def _may_keep(self, file: Path, data: bytes) -> bool:
        """Whether a text may be written: its file is not there, or holds it, or is as it was written last."""
        found = _standing(file)
        return found in {None, data} or self._memory.knows("texts", file.stem, data_digest(found or b""))

    def _keep_text(self, file: Path, data: bytes) -> None:
        if _standing(file) != data:
            self._withheld.add(file.name)
            self._memory.note("texts", file.stem, data_digest(data))
            write_file(file, [data])

    def _record_file(self, name: str) -> Path:
        return self.root / "articles" / f"{name}.json"

    def _text_file(self, name: str) -> Path:
        """The file for a text that stands in none of its own."""
        return self.root / "texts" / f"{name}.txt"

    def _add_outlets(self, draft: Prepared) -> Iterable[Doubt]:
        for outlet in draft.names.outlets:
            if outlet.id not in self._outlet_ids:
                self._outlet_ids.add(outlet.id)
                self._new_outlets[outlet.id] = outlet.row
                if not outlet.known:
                    yield Doubt(4, "/publisher", f"the outlet {outlet.id} is new: check its name and kind")

    @cached_property
    def _reference(self) -> str:
        """How a record begins: with a reference to its schema, where there is one."""
        known = schema_reference(self._schemas, "article", self.root / "articles")
        return record_lines(known).removesuffix("\n}\n") + ",\n" if known else "{\n"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write the entities and the outlets, where a draft was put, and then the memory."""
        with self._memory as memory:
            memory.cut_off = kind is not None
            if self._used:
                self._save("entities", self._entities.changed())
                self._save("outlets", {name: record_line(row) for name, row in self._new_outlets.items()})

    def _save(self, name: str, lines: Mapping[str, str]) -> None:
        """Write what is new into a file; it is remembered first, so that a run that is killed is known again."""
        for id, line in lines.items():
            self._memory.note(name, id, digest(json.loads(line)))
        self._memory.settle()
        path = self.root / f"{name}.json"
        if lines or not path.is_file():
            new = record_lines(schema_reference(self._schemas, name, self.root) | {"schema_version": CURRENT, name: []})
            text = path.read_text(encoding="utf-8") if path.is_file() else new
            write_file(path, (piece.encode() for piece in replace_items(text, name, lines)), settle=True)


def _of_name(name: str, draft: Prepared) -> Iterable[Doubt]:
    """What to look at where a draft has not the name that its source gives it."""
    if _is_second(name, draft):
        yield Doubt(2, "/id", f"another text, or this one in another place, has the name {draft.id}")


def _is_second(name: str, draft: Prepared) -> bool:
    """Whether a name is one that a draft has where another text has its own."""
    return name.startswith(f"{draft.id[:100]}-")


def _record_at(path: Path) -> bytes | None:
    """The bytes of a record, as it was drafted where git or an editor has ended its lines otherwise."""
    found = _standing(path)
    return found and found.replace(b"\r\n", b"\n")


def _standing(path: Path) -> bytes | None:
    """The bytes of a file, None where there is none; where the power went, a file may be empty or of zeros."""
    data = path.read_bytes() if path.is_file() else b""
    return data if data.strip(b"\0") else None


def _settled(draft: Prepared, name: str, settled: Settled, origins: Sequence[str]) -> str:
    """The record under its name, with the entities of the folder and what it is based on; without its first line."""
    if name == draft.id and not settled.ids and not settled.refused and not origins:
        return draft.record.removeprefix("{\n")
    record = json.loads(draft.record) | {"id": name}
    record["is_based_on"] = list(origins) or record["is_based_on"]
    ids, refused = settled.ids, set(settled.refused)
    if draft.text is not None:
        record["source"]["name"] = f"{name}.txt"
    kept = [m for m, form in zip(record["mentions"], draft.names.mentions, strict=True) if form not in refused]
    record["mentions"] = [
        {**m, "id": f"m{n}", "entity": ids.get(m["entity"], m["entity"])} for n, m in enumerate(kept, 1)
    ]
    for statement in record["statements"]:
        statement["speaker"] = ids.get(statement["speaker"], statement["speaker"])
    for event in record["events"]:
        event["participants"] = list(dict.fromkeys(ids.get(each, each) for each in event["participants"]))
    record["location_created"] = ids.get(record["location_created"], record["location_created"])
    return record_lines(record).removeprefix("{\n")


def _origins(old: bytes | None) -> list[str]:
    """What an earlier draft is based on, as copies have shown; nothing where a person wrote the record otherwise."""
    if old is None or NO_ORIGINS in old:
        return []
    try:
        origins: list[str] = json.loads(old).get("is_based_on", [])
    except (ValueError, AttributeError):
        return []
    return origins


def open_folder(root: Path, schemas: Path | None = None) -> Folder:
    """The folder with what stands in it; a missing one is made when the first draft is written.

    Raises BroadsheetError when its entities or outlets are not sound: nothing is added to a broken file.
    """
    entities = load_records(root / "entities.json", Entities) or Entities(schema_version=CURRENT)
    return Folder(root, schemas, entities.entities, outlets_in(root))


def outlets_in(root: Path) -> tuple[Outlet, ...]:
    """The outlets that a folder has on record."""
    return (load_records(root / "outlets.json", Outlets) or Outlets(schema_version=CURRENT)).outlets


def schema_reference(schemas: Path | None, name: str, folder: Path) -> dict[str, str]:
    """The reference to its schema with which a file in a folder begins; nothing where there is no schema."""
    schema = schemas / f"{name}.schema.json" if schemas else None
    if schema is None or not schema.is_file():
        return {}
    return {"$schema": Path(os.path.relpath(schema, folder)).as_posix()}


def load_records(path: Path, model: type[F]) -> F | None:
    """What a file of records holds, None where there is no such file; BroadsheetError when it is not sound."""
    if not path.is_file():
        return None
    try:
        return model.model_validate_json(path.read_bytes())
    except ValidationError as error:
        hint = "broadsheet validate tells what; nothing is added to a file with errors"
        count = "1 error" if error.error_count() == 1 else f"{error.error_count():,} errors"
        raise BroadsheetError(f"{path.as_posix()} has {count}", hint=hint) from None
    except OSError as error:
        hint = "check its permissions"
        raise UnreadableError(f"{path.as_posix()} cannot be read: {error.strerror}", hint=hint) from None
