"""A package as a SQLite file, and Datasette that shows it."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import broadsheet
from broadsheet.exports.exporter import Options
from broadsheet.exports.questions import QUESTIONS
from broadsheet.exports.sqlite import export

NAME = "viet-nam-foreign-policy"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the built-in data set."""
    folder = tmp_path_factory.mktemp("sqlite")
    for name, content in export(broadsheet.load(), Options()).items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    """The database, opened."""
    with closing(sqlite3.connect(folder / f"{NAME}.db")) as opened:
        yield opened


def test_it_holds_every_row_of_every_table(database: sqlite3.Connection) -> None:
    """Names, columns and values are those of the package."""
    package = broadsheet.load()
    for name in package:
        found = database.execute(f'SELECT * FROM "{name}" ORDER BY rowid')  # noqa: S608
        assert [column[0] for column in found.description] == package[name].columns
        assert found.fetchall() == package[name].rows()


def test_references_are_enforced(database: sqlite3.Connection) -> None:
    """With foreign keys on, a row cannot refer to one that is not there, and no row does."""
    database.execute("PRAGMA foreign_keys = ON")
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        database.execute("UPDATE articles SET publisher = 'nobody'")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        database.execute("INSERT INTO outlets SELECT * FROM outlets LIMIT 1")


def test_every_reference_can_be_followed_backwards_by_an_index(database: sqlite3.Connection) -> None:
    """Looking up the rows that refer to one scans no table."""
    for (table,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        for key in database.execute(f"PRAGMA foreign_key_list('{table}')").fetchall():
            query = f'EXPLAIN QUERY PLAN SELECT 1 FROM "{table}" WHERE "{key[3]}" = 1'  # noqa: S608
            if key[1] == 0:
                assert "SEARCH" in database.execute(query).fetchone()[3], (table, key)


@pytest.mark.parametrize("words", ["Bui Thanh Son", "Bùi Thanh Sơn", "bùi thanh SƠN", "bui* son"])
def test_names_are_found_with_and_without_diacritics(database: sqlite3.Connection, words: str) -> None:
    """What is typed needs no diacritics, and may have them."""
    query = "SELECT id FROM entities_search s JOIN entities e ON e.rowid = s.rowid WHERE entities_search MATCH ?"
    assert ("bui-thanh-son",) in database.execute(query, (words,)).fetchall()


def test_other_names_and_abbreviations_find_their_owner(database: sqlite3.Connection) -> None:
    """A list of names belongs to the row that it names."""
    query = "SELECT id FROM entities_search s JOIN entities e ON e.rowid = s.rowid WHERE entities_search MATCH ?"
    names = database.execute("SELECT entity, abbreviation FROM entity_abbreviations").fetchall()
    assert names
    for owner, name in names:
        assert (owner,) in database.execute(query, (f'"{name}"',)).fetchall()


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_an_answer(database: sqlite3.Connection, name: str) -> None:
    """Each view gives rows; the facts of `evidence` are all that have a span."""
    assert database.execute(f"SELECT * FROM {name}").fetchone()  # noqa: S608
    facts = sum(broadsheet.load()[table].height for table in ("statements", "figures", "events", "mentions"))
    assert database.execute("SELECT count(*) FROM evidence").fetchone() == (facts,)


def test_two_exports_are_the_same_bytes(folder: Path) -> None:
    """Nothing of the clock or the machine is in it."""
    again = export(broadsheet.load(), Options())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == again


def test_datasette_shows_it(folder: Path) -> None:
    """A real server shows the tables with their descriptions, the views, and the search for folded names."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    files = [str(folder / f"{NAME}.db"), "--metadata", str(folder / "metadata.json")]
    command = [sys.executable, "-W", "ignore", "-m", "datasette", "serve", *files, "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            home = _fetched(f"http://127.0.0.1:{port}/{NAME}")
            assert "who_said_what" in home
            assert "statements_search" not in home.partition("hidden")[0]
            assert broadsheet.load().descriptor["title"].replace("'", "&#39;") in _fetched(f"http://127.0.0.1:{port}/")
            described = next(field for field in _fields("statements") if field["name"] == "summary")["description"]
            assert described in _fetched(f"http://127.0.0.1:{port}/{NAME}/statements")
            rows = _fetched(f"http://127.0.0.1:{port}/{NAME}/entities.json?_search=Bui+Thanh+Son&_shape=array")
            assert [row["native_name"] for row in json.loads(rows)] == ["Bùi Thanh Sơn"]
        finally:
            server.terminate()


def _fields(table: str) -> list[dict[str, str]]:
    resources = broadsheet.load().descriptor["resources"]
    fields: list[dict[str, str]] = next(each for each in resources if each["name"] == table)["schema"]["fields"]
    return fields


def _fetched(address: str) -> str:
    """A page, once the server is up."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own server
                return str(answer.read().decode())
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address}")
