"""The entities of a folder while drafts are put into it: those that stand there, and those that drafts propose."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from broadsheet.articles.entity import Entity
from broadsheet.articles.folding import key
from broadsheet.drafts.names import LONGEST_NAME, Form, Names, NewEntity, as_row
from broadsheet.engines.database import database

__all__ = ["EntityList", "Settled"]

_TABLES = """
CREATE TABLE entities (number INTEGER PRIMARY KEY, id UNIQUE, kind, name, row, open, changed);
CREATE INDEX by_name ON entities (kind, name, number);
CREATE INDEX by_change ON entities (changed);
CREATE TABLE forms (entity, form, PRIMARY KEY (entity, form)) WITHOUT ROWID
"""
_FIELDS = tuple(Entity.model_fields)


@dataclass(frozen=True, slots=True)
class Settled:
    """How a draft refers to the entities of a folder: other ids for some, and the forms that could not be kept."""

    ids: dict[str, str] = field(default_factory=dict)
    refused: tuple[int, ...] = ()
    told: tuple[str, ...] = ()


class EntityList:
    """All entities of a folder; those that a person wrote or edited are never changed.

    `open_ids` are those that stand as an earlier draft proposed them, so that a new form of a name
    may be added to them. The list is held in a temporary file: it may be long.
    """

    def __init__(self, entities: Iterable[Entity] = (), open_ids: frozenset[str] = frozenset()) -> None:
        self._list = database(_TABLES)
        self._changes = 0
        for entity in entities:
            keys = tuple(map(key, entity.names))
            self._put(NewEntity(entity.id, entity.kind, keys, as_row(entity)), open=entity.id in open_ids)

    def _put(self, new: NewEntity, *, open: bool) -> None:
        row = json.dumps(new.row, ensure_ascii=False)
        values = (new.id, new.kind, new.keys[0], row, open)
        self._list.execute("INSERT INTO entities (id, kind, name, row, open) VALUES (?, ?, ?, ?, ?)", values)
        self._list.executemany("INSERT OR IGNORE INTO forms VALUES (?, ?)", ((new.id, each) for each in new.keys))

    def settle(self, names: Names) -> Settled:
        """The references of a draft, settled. What is new is added.

        A form that is no name of an entity which a person wrote is refused: the person decides whether it is.
        """
        ids = {new.id: self._find(new) for new in names.entities}
        refused, told = [], []
        for number, form in enumerate(names.forms):
            target = ids.get(form.entity, form.entity)
            if not self._names_it(target, form):
                refused.append(number)
                told.append(f'"{form.printed}" is no name of {target} yet')
        other = {old: new for old, new in ids.items() if old != new}
        return Settled(other, tuple(refused), tuple(dict.fromkeys(told)))

    def _find(self, new: NewEntity) -> str:
        """The id under which the list has an entity, which is added where nothing is like it."""
        query = "SELECT id FROM entities WHERE kind = ? AND name = ? ORDER BY number LIMIT 1"
        if known := self._list.execute(query, (new.kind, new.keys[0])).fetchone():
            return str(known[0])
        same = self._list.execute("SELECT kind FROM entities WHERE id = ?", (new.id,)).fetchone()
        if same == (new.kind,):
            return new.id
        if same is not None:
            new = new._replace(id=self._free(new))
            new.row["id"] = new.id
        self._put(new, open=True)
        self._change(new.id)
        return new.id

    def _free(self, new: NewEntity) -> str:
        base = f"{new.id[:100]}-{new.kind}"
        name, number = base, 2
        while self._list.execute("SELECT 1 FROM entities WHERE id = ?", (name,)).fetchone():
            name, number = f"{base}-{number}", number + 1
        return name

    def _names_it(self, target: str, form: Form) -> bool:
        """Whether a form names an entity, to which it is added where nobody wrote it."""
        if self._list.execute("SELECT 1 FROM forms WHERE entity = ? AND form = ?", (target, form.key)).fetchone():
            return True
        open_row = self._list.execute("SELECT row FROM entities WHERE id = ? AND open", (target,)).fetchone()
        printed = form.printed
        if open_row is None or not printed.isprintable() or len(printed) > LONGEST_NAME:
            return False
        row = json.loads(open_row[0])
        name = "abbreviation" if printed.isupper() and len(printed) <= 10 and " " not in printed else "alternate_name"
        row[name] = [*row.get(name, ()), printed]
        ordered = json.dumps({each: row[each] for each in _FIELDS if each in row}, ensure_ascii=False)
        self._list.execute("UPDATE entities SET row = ? WHERE id = ?", (ordered, target))
        self._list.execute("INSERT INTO forms VALUES (?, ?)", (target, form.key))
        self._change(target)
        return True

    @contextmanager
    def trial(self) -> Iterator[None]:
        """A block after which the list is as it was before."""
        changes = self._changes
        for step in ("COMMIT", "PRAGMA journal_mode = MEMORY", "BEGIN"):
            self._list.execute(step)
        try:
            yield
        finally:
            for step in ("ROLLBACK", "PRAGMA journal_mode = OFF", "BEGIN"):
                self._list.execute(step)
            self._changes = changes

    def _change(self, entity: str) -> None:
        """Mark an entity as changed, in the order of the first changes."""
        self._changes += 1
        self._list.execute("UPDATE entities SET changed = ? WHERE id = ? AND changed IS NULL", (self._changes, entity))

    def changed(self) -> dict[str, str]:
        """The lines of what was added or changed, by their ids, in the order in which that began."""
        return dict(self._list.execute("SELECT id, row FROM entities WHERE changed IS NOT NULL ORDER BY changed"))
