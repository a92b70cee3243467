"""Copies written into a project: the list of them, and in drafts what they are based on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadsheet.articles.copy import DIRECTED, Copies
from broadsheet.articles.version import CURRENT
from broadsheet.checks.texts import Texts
from broadsheet.drafts.credits import Credits
from broadsheet.drafts.folder import MEMORY, load_records, outlets_in, schema_reference
from broadsheet.drafts.lines import find_items, record_line, record_lines, replace_list
from broadsheet.drafts.memory import Memory, data_digest
from broadsheet.drafts.names import Row, digest
from broadsheet.drafts.prepare import lexicon_file, project_lexicon
from broadsheet.drafts.writing import write_file
from broadsheet.engines.atomic import alone
from broadsheet.projects import Project
from broadsheet.syndication import Copy

__all__ = ["Written", "write_copies"]

KIND = "copies"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of copies in a project.

    Of the rows in `path`, so many are `drafted`, so many `kept` because a person wrote or edited them; `rejected` are
    those that a person took out, which are not put in again. `based` are the drafts that were changed so that they say
    what they are based on, `unsaid` the edited records that say nothing of it.
    """

    path: Path
    drafted: int
    kept: int
    rejected: int
    based: tuple[str, ...]
    unsaid: tuple[str, ...]


def write_copies(
    project: Project, copies: Sequence[Copy], compared: Collection[str], texts: Path | None = None
) -> Written:
    """Bring `seeds/copies.json` up to date with the copies found among the articles that were compared.

    Rows about other articles stay as they are. A draft that nobody edited names in `is_based_on` the articles whose
    publisher it credits, or else the only one that is earlier. Raises BroadsheetError when the list is not sound, or
    when another run writes into the project.

    >>> ids = ["2024-06-11-quay", "2024-05-02-harbour"]
    >>> write_copies(broadsheet.projects.open_project(project), [Copy(*ids, 0.5, "date")], ids).drafted
    1
    """
    with alone(project.seeds, wait=False), Memory(project.seeds / MEMORY) as memory:
        return _Writing(project, memory, texts).write(copies, set(compared))


Line = tuple[Row, str]
"""A row of the list, and the JSON that it is or was written as."""


class _Writing:
    """One run, with what is known of those before."""

    def __init__(self, project: Project, memory: Memory, texts: Path | None) -> None:
        self._seeds, self._schemas, self._memory = project.seeds, project.root / "schema", memory
        lexicon = project_lexicon(lexicon_file(project), outlets_in(project.seeds))
        self._credits = Credits(project.seeds / "articles", Texts(project.text_folders(texts)), lexicon)

    def write(self, copies: Sequence[Copy], compared: set[str]) -> Written:
        """Write the list, then the drafts; what is written is remembered before, what is gone after it went."""
        path = self._seeds / "copies.json"
        text = self._text(path)
        old: dict[str, Line] = {
            _pair(item.value): (item.value, text[item.start : item.end]) for item in find_items(text, KIND)[0]
        }
        found = {_pair(row): row for row in map(self._row, copies)}
        lines = self._lines(old, found, compared)
        new = {pair: row for pair, row in found.items() if pair in lines and lines[pair][0] == row}
        for pair, row in new.items():
            self._memory.note(KIND, pair, digest(row))
        if lines != old:
            ordered = [line for _, line in sorted(lines.values(), key=_place)]
            write_file(path, [replace_list(text, KIND, ordered).encode()])
        for pair in old.keys() - lines.keys():
            self._memory.forget(KIND, pair)
        touched = {id for pair, (row, _) in old.items() if pair not in lines for id in _ids(row)}
        based, unsaid = self._base([row for row, _ in lines.values()], touched)
        kept = sum(self._edited(pair, row) for pair, (row, _) in lines.items())
        return Written(path, len(new), kept, len(found.keys() - lines.keys()), based, unsaid)

    def _text(self, path: Path) -> str:
        """The list as it stands, or an empty one."""
        load_records(path, Copies)
        if path.is_file():
            return path.read_text(encoding="utf-8")
        reference = schema_reference(self._schemas, "copies", self._seeds)
        return record_lines(reference | {"schema_version": CURRENT, KIND: []})

    def _row(self, copy: Copy) -> Row:
        """A copy as a row, with the span of the mark or credit where that was found."""
        share = round(copy.containment, 4)
        row: Row = {"article": copy.article, "copy_of": copy.copy_of, "containment": share, "evidence": copy.evidence}
        span = self._credits.find(copy.article, copy.copy_of) if copy.evidence in {"mark", "credit"} else None
        return row | ({"start": span[0], "end": span[1]} if span else {})

    def _lines(self, old: Mapping[str, Line], found: Mapping[str, Row], compared: set[str]) -> dict[str, Line]:
        """The rows that the list is to have, by their pairs."""
        pairs = old.keys() | found.keys()
        lines = {pair: self._line(pair, old.get(pair), found.get(pair), compared) for pair in pairs}
        return {pair: line for pair, line in lines.items() if line is not None}

    def _line(self, pair: str, old: Line | None, new: Row | None, compared: set[str]) -> Line | None:
        """The row of a pair: a person's, else the one that was found, else one that nobody could judge."""
        if old is None and self._memory.has(KIND, pair):
            return None
        if old is not None and (old[0] == new or self._edited(pair, old[0])):
            return old
        if old is not None and new is None and not _ids(old[0]) <= compared:
            return old
        return None if new is None else (new, record_line(new))

    def _edited(self, pair: str, row: Row) -> bool:
        return not self._memory.knows(KIND, pair, digest(row))

    def _base(self, rows: Sequence[Row], touched: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Write into drafts what they are based on; the ids of those, and of edited records that do not say it."""
        origins = dict.fromkeys(touched, ()) | _origins(rows)
        based, unsaid = [], []
        for id, wanted in sorted(origins.items()):
            path = self._seeds / "articles" / f"{id}.json"
            data = path.read_bytes() if path.is_file() else None
            record: Row = json.loads(data) if data is not None else {}
            said = record.get("is_based_on", [])
            if data is not None and self._memory.knows("articles", id, data_digest(data)):
                if list(wanted) != said:
                    self._rewrite(path, record | {"is_based_on": list(wanted)})
                    based.append(id)
            elif not set(wanted) <= set(said):
                unsaid.append(id)
        return tuple(based), tuple(unsaid)

    def _rewrite(self, path: Path, record: Row) -> None:
        data = record_lines(record).encode()
        self._memory.note("articles", path.stem, data_digest(data))
        write_file(path, [data])


def _origins(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """What articles are based on: those whose publishers they credit, or else the only one that is earlier."""
    credited: dict[str, list[str]] = defaultdict(list)
    earlier: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["evidence"] in DIRECTED:
            (earlier if row["evidence"] == "date" else credited)[row["article"]].append(row["copy_of"])
    alone = {id: found for id, found in earlier.items() if len(found) == 1}
    return {id: tuple(sorted(found)) for id, found in (alone | credited).items()}


def _ids(row: Row) -> set[str]:
    return {row["article"], row["copy_of"]}


def _pair(row: Row) -> str:
    """The two articles of a row, whichever has the story from the other."""
    return " ".join(sorted(_ids(row)))


def _place(line: Line) -> tuple[str, str]:
    return line[0]["article"], line[0]["copy_of"]
