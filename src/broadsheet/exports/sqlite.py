"""A package as one SQLite file, and what Datasette says beside it.

The file has the tables of the package with their keys, an index for every foreign key, views for common
questions, and full-text search (FTS5) that finds names with and without their diacritics.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from broadsheet.articles.folding import fold
from broadsheet.errors import BroadsheetError, UnwritableError
from broadsheet.exports.datasette import datasette_metadata
from broadsheet.exports.files import Files
from broadsheet.exports.questions import BELONGING, QUESTIONS, SEARCHED
from broadsheet.tables.receipt import pieces_of

if TYPE_CHECKING:
    import polars as pl

    from broadsheet.exports.exporter import Options
    from broadsheet.packages.package import Package

__all__ = ["export"]

TOKENIZER = "unicode61 remove_diacritics 2"

COUNTERS = ((24, 4), (92, 8))
"""Where the head of a database counts its changes and names the version that wrote it: nothing stands there in ours."""

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL"}


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """A SQLite database with keys, views and full-text search, and metadata for Datasette.

    >>> from broadsheet.exports.exporter import Options
    >>> files = export(broadsheet.load(), Options())
    >>> sorted(files)
    ['metadata.json', 'viet-nam-foreign-policy.db']
    """
    tables = {name: _schema(package, name) for name in package}
    asked = [name for name, question in QUESTIONS.items() if _can_be_asked(question.needs, tables)]
    metadata = datasette_metadata(package, tables, asked, options.base)
    return Files(lambda: [(f"{package.name}.db", _database(package, tables, asked)), ("metadata.json", (metadata,))])


def _database(package: Package, tables: Mapping[str, Mapping[str, Any]], asked: Sequence[str]) -> Iterator[bytes]:
    """The database, made in files that are gone when it was read; the rows of one file are in memory."""
    with TemporaryDirectory(prefix="broadsheet-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "made.db"
        try:
            _write(file, package, tables, asked)
        except (sqlite3.OperationalError, OSError) as error:
            hint = "free some space, or name another folder in TMPDIR"
            raise UnwritableError(f"cannot write temporary files: {error}", hint=hint) from error
        yield from pieces_of(file)


def _write(file: Path, package: Package, tables: Mapping[str, Mapping[str, Any]], asked: Sequence[str]) -> None:
    with closing(sqlite3.connect("")) as database:
        database.execute("PRAGMA synchronous = OFF")
        for name, schema in tables.items():
            _create(database, name, schema)
            for frame in package.frames(name):
                _fill(database, name, frame.select(field["name"] for field in schema["fields"]))
        _require_references(database)
        for name, columns in SEARCHED.items():
            parts = [_quoted(each) for each in columns if each in _columns(tables.get(name))]
            parts += [_gathered(name, *each) for each in BELONGING.get(name, ()) if each[0] in tables]
            _index_words(database, name, parts)
        for name in asked:
            database.execute(f"CREATE VIEW {name} AS {QUESTIONS[name].query}")
        database.commit()
        database.execute("VACUUM INTO ?", (str(file),))
    with file.open("r+b") as stream:
        for place, count in COUNTERS:
            stream.seek(place)
            stream.write(bytes(count))


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


def _fill(database: sqlite3.Connection, name: str, rows: pl.DataFrame) -> None:
    places = ", ".join("?" * rows.width)
    database.executemany(f"INSERT INTO {_quoted(name)} VALUES ({places})", rows.iter_rows())  # noqa: S608


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
    rows = database.execute(f"SELECT rowid, {', '.join(parts)} FROM {name} ORDER BY rowid")  # noqa: S608
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
