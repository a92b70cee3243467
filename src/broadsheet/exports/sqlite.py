"""A package as one SQLite file, and what Datasette says beside it.

The file has the tables of the package with their keys, an index for every foreign key, views for common
questions, and full-text search (FTS5) that finds names with and without their diacritics.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from broadsheet.articles.folding import fold
from broadsheet.errors import BroadsheetError
from broadsheet.exports.datasette import datasette_metadata
from broadsheet.exports.questions import BELONGING, QUESTIONS, SEARCHED

if TYPE_CHECKING:
    from broadsheet.exports.exporter import Options
    from broadsheet.packages.package import Package

__all__ = ["export"]

TOKENIZER = "unicode61 remove_diacritics 2"

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL"}


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """A SQLite database with keys, views and full-text search, and metadata for Datasette.

    >>> from broadsheet.exports.exporter import Options
    >>> files = export(broadsheet.load(), Options())
    >>> sorted(files)
    ['metadata.json', 'viet-nam-foreign-policy.db']
    """
    tables = {name: _schema(package, name) for name in package}
    with closing(sqlite3.connect(":memory:")) as database:
        for name, schema in tables.items():
            _create(database, name, schema)
            for frame in package.frames(name):
                _fill(database, name, frame.select(field["name"] for field in schema["fields"]).rows())
        _require_references(database)
        for name, columns in SEARCHED.items():
            parts = [_quoted(each) for each in columns if each in _columns(tables.get(name))]
            parts += [_gathered(name, *each) for each in BELONGING.get(name, ()) if each[0] in tables]
            _index_words(database, name, parts)
        asked = [name for name, question in QUESTIONS.items() if _can_be_asked(question.needs, tables)]
        for name in asked:
            database.execute(f"CREATE VIEW {name} AS {QUESTIONS[name].query}")
        database.commit()
        database.execute("VACUUM")
        content = database.serialize()
    return {f"{package.name}.db": content, "metadata.json": datasette_metadata(package, tables, asked, options.base)}


def _schema(package: Package, name: str) -> Mapping[str, Any]:
    """The Table Schema of a table, as the descriptor has it."""
    found: Mapping[str, Any] = next(each for each in package.descriptor["resources"] if each["name"] == name)["schema"]
    return found


def _columns(schema: Mapping[str, Any] | None) -> set[str]:
    return {field["name"] for field in schema["fields"]} if schema else set()


def _can_be_asked(needs: Mapping[str, Iterable[str]], tables: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether the package has every column that a question needs."""
    return all(_columns(tables.get(table)).issuperset(columns) for table, columns in needs.items())


def _create(database: sqlite3.Connection, name: str, schema: Mapping[str, Any]) -> None:
    lines = [*map(_column, schema["fields"]), f"PRIMARY KEY ({_listed(schema['primaryKey'])})"]
    keys = schema.get("foreignKeys", ())
    lines += [_reference(name, key) for key in keys]
    database.execute(f"CREATE TABLE {_quoted(name)} (\n  " + ",\n  ".join(lines) + "\n)")
    for fields in (key["fields"] for key in keys):
        if list(schema["primaryKey"][: len(fields)]) != list(fields):
            index = _quoted(f"{name}_by_{'_'.join(fields)}")
            database.execute(f"CREATE INDEX {index} ON {_quoted(name)} ({_listed(fields)})")


def _column(field: Mapping[str, Any]) -> str:
    required = " NOT NULL" if field.get("constraints", {}).get("required") else ""
    return f"{_quoted(field['name'])} {TYPES[field['type']]}{required}"


def _reference(table: str, key: Mapping[str, Any]) -> str:
    to = key["reference"].get("resource") or table
    return f"FOREIGN KEY ({_listed(key['fields'])}) REFERENCES {_quoted(to)} ({_listed(key['reference']['fields'])})"


def _fill(database: sqlite3.Connection, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        database.executemany(f"INSERT INTO {_quoted(name)} VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608


def _require_references(database: sqlite3.Connection) -> None:
    """Raise BroadsheetError where a row refers to one that is not there."""
    broken = database.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        message = f"row {broken[1]} of {broken[0]} refers to a row of {broken[2]} that is not there"
        raise BroadsheetError(message, hint="broadsheet validate tells which")


def _gathered(name: str, table: str, owner: str, column: str) -> str:
    """The expression for the words of a list that belongs to a row."""
    return f"(SELECT group_concat({column}, char(10)) FROM {table} WHERE {owner} = {name}.id)"  # noqa: S608


def _index_words(database: sqlite3.Connection, name: str, parts: Sequence[str]) -> None:
    """Make words of the rows of a table searchable, as they are written and without diacritics."""
    if not parts:
        return
    words = _quoted(f"{name}_search")
    database.execute(f"CREATE VIRTUAL TABLE {words} USING fts5(words, folded, tokenize='{TOKENIZER}')")
    rows = database.execute(f"SELECT rowid, {', '.join(parts)} FROM {name} ORDER BY rowid").fetchall()  # noqa: S608
    database.executemany(f"INSERT INTO {words} (rowid, words, folded) VALUES (?, ?, ?)", _words(rows))  # noqa: S608
    database.execute(f"INSERT INTO {words} ({words}) VALUES ('optimize')")  # noqa: S608


def _words(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, str, str]]:
    for number, *cells in rows:
        text = "\n".join(filter(None, cells))
        yield number, text, fold(text)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
