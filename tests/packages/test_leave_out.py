"""Columns that a project leaves out: in no file of the package, and no trouble for whoever opens it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import frictionless
import orjson
import pytest
import yaml

import broadsheet
from broadsheet.errors import SettingsError, UnreadableError
from broadsheet.exports.exporter import exporter_names
from broadsheet.packages.export import exported
from broadsheet.publishing.verify import verify
from broadsheet.settings import EXPORTS
from broadsheet.tables.formats import from_parquet

EXAMPLE = Path(__file__).parents[1] / "examples/project"
TEXTS = EXAMPLE / "seeds/texts"
HEADLINE = "articles.headline"
SOME = (HEADLINE, "figures.counted", "statements.summary", "entities.native_name", "outlets.url", "events.kind",
        "entity_roles.end_date")  # fmt: skip


def leave_out(project: Path, *columns: str) -> Path:
    """A copy of the example project that leaves columns out."""
    shutil.copytree(EXAMPLE, project)
    with (project / "broadsheet.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"leave_out = {json.dumps(columns)}\n")
    return project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that leaves some columns out."""
    return leave_out(tmp_path / "project", *SOME)


def test_they_are_in_no_file(project: Path, tmp_path: Path) -> None:
    """Neither in a table, nor in its Parquet form, nor in the nested records, nor in a schema of the descriptor."""
    built = broadsheet.build(project, out=tmp_path / "package")
    resources = {each["name"]: each for each in built.descriptor["resources"]}
    for table, column in (name.split(".") for name in SOME):
        fields = [field["name"] for field in resources[table]["schema"]["fields"]]
        assert column not in fields
        header = (built.package / f"data/{table}.csv").read_text(encoding="utf-8").partition("\n")[0]
        assert header.split(",") == fields
        assert from_parquet((built.package / f"data/{table}.parquet").read_bytes()).columns == fields
    article = orjson.loads((built.package / "data/articles.json").read_bytes())[0]
    assert "headline" not in article
    assert all("counted" not in figure for figure in article["figures"])
    titles = [source["title"].rpartition(", ")[2] for source in built.descriptor["sources"]]
    assert titles == ["2024-05-02-harbour.txt", "2024-06-11-quay.txt"]


def test_nothing_else_changes(project: Path, tmp_path: Path) -> None:
    """Every other column holds what it holds without the setting."""
    package = broadsheet.open(broadsheet.build(project, out=tmp_path / "less").package)
    whole = broadsheet.open(broadsheet.build(EXAMPLE, out=tmp_path / "whole").package)
    for name in whole:
        gone = [column for table, column in (each.split(".") for each in SOME) if table == name]
        assert package[name].equals(whole[name].drop(gone)), name
    assert package.descriptor["created"] == whole.descriptor["created"]
    assert (package.left_out, whole.left_out) == (tuple(sorted(SOME, key=package.left_out.index)), ())


def test_the_package_is_valid_and_opens(project: Path, tmp_path: Path) -> None:
    """Neither our validator nor frictionless finds a fault in it; fields that are gone are None in the models."""
    package = broadsheet.build(project, out=tmp_path / "package").package
    assert broadsheet.validate(package).issues == ()
    assert frictionless.validate((package / "datapackage.json").as_posix()).flatten(["type", "message"]) == []
    proved = verify(package, texts=TEXTS, project=project)
    assert {each.name: each.state for each in proved.proofs if each.state != "left out"} == dict.fromkeys(
        ("files", "schema", "tables", "spans", "rebuild"), "passed"
    ), proved.report.issues
    articles = list(broadsheet.open(package).articles)
    assert {article.headline for article in articles} == {None}
    assert {figure.counted for article in articles for figure in article.figures} == {None}


def test_hydration_leaves_them_out(project: Path, tmp_path: Path) -> None:
    """Who holds the texts gets the full edition that the publisher builds, without the columns."""
    opened = broadsheet.build(project, out=tmp_path / "open").package
    full = broadsheet.build(project, out=tmp_path / "full", edition="full").package
    broadsheet.hydrate(opened, texts=TEXTS, out=tmp_path / "hydrated")
    for path in (path for path in full.rglob("*") if path.is_file()):
        assert path.read_bytes() == (tmp_path / "hydrated" / path.relative_to(full)).read_bytes(), path
    assert verify(full, project=project).valid


def test_a_release_without_a_column_is_a_major_one(project: Path) -> None:
    """Leaving a column out breaks readers, and so does bringing it back; the wheel loads what there is."""
    settings = (project / "broadsheet.toml").read_text(encoding="utf-8")
    (project / "broadsheet.toml").write_text(settings.partition("leave_out")[0], encoding="utf-8")
    assert broadsheet.release(project).version == "1.0.0"
    (project / "broadsheet.toml").write_text(settings, encoding="utf-8")
    released = broadsheet.release(project)
    assert released.changes is not None
    gone = {f"{each.resource}.{each.field}" for each in released.changes if each.kind == "field-removed"}
    assert (released.version, gone) == ("2.0.0", set(SOME))
    assert verify(released.folder, texts=TEXTS, project=project).valid
    citation = yaml.safe_load((released.folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == "2.0.0"


def test_exports_do_without(project: Path, tmp_path: Path) -> None:
    """Every format can be made of the package: what is left out counts as not known."""
    text = (project / "broadsheet.toml").read_text(encoding="utf-8").partition("leave_out")[0]
    some = [*SOME, "articles.in_language", "articles.credit_text", "articles.abstract", "articles.article_section"]
    (project / "broadsheet.toml").write_text(f"{text}leave_out = {json.dumps(some)}\n", encoding="utf-8")
    built = broadsheet.build(project, out=tmp_path / "package")
    assert {each["name"] for each in built.descriptor["broadsheet:exports"]} == set(EXPORTS)
    language = broadsheet.open(built.package).completed()["articles"]["in_language"]
    assert language.null_count() == len(language) > 0
    made = {name: exported(built.package, name) for name in exporter_names()}
    assert all(made.values())


def test_exports_of_all_columns_leave_them_out(project: Path, tmp_path: Path) -> None:
    """A database and the tables for spreadsheets have the columns of the package, and no empty ones beside them."""
    package = broadsheet.open(broadsheet.build(project, out=tmp_path / "package").package)
    sheets, files = exported(package, "spreadsheet"), exported(package, "sqlite")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(files[f"{package.name}.db"])
        for name in package:
            columns = package[name].columns
            assert [each[1] for each in database.execute(f"PRAGMA table_info({name})")] == columns
            assert database.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall() == package[name].rows()  # noqa: S608
            assert sheets[f"spreadsheet/{name}.csv"].decode("utf-8-sig").splitlines()[0].split(",") == columns


@pytest.mark.parametrize(
    ("columns", "reason", "hint"),
    [
        (["article.abstract"], "there is no table article, did you mean articles?", "columns of outlets, entities, "),
        (["articles.abstrct"], "articles has no column abstrct, did you mean abstract?", "articles.headline, "),
        (["segments.size"], "segments has no column size", "columns of outlets, "),
        (["articles.id"], "articles.id cannot be left out: rows are told apart by it", "articles.headline, "),
        (["figures.article"], "figures.article cannot be left out: rows are told apart by it", "figures.value, "),
        (["articles.publisher"], "articles.publisher cannot be left out: it refers to outlets", "articles.headline"),
        (["figures.start"], "figures.start cannot be left out: every row has it", "figures.value, figures.low, "),
        (["articles.license"], "articles.license cannot be left out: it tells what may be done with a text", "art"),
        (["articles.source_sha256", "articles.source"], "every row has it; articles has no column source", "articles."),
        (["articles.date_published"], "are no longer sound without articles.date_published: date_published_basis: a ba",
         "keep what the records need"),
        (["statements.speaker_start"], "speaker_end: speaker_end stands without speaker_start", "keep what the rec"),
    ],
)  # fmt: skip
def test_what_cannot_be_left_out_is_refused(tmp_path: Path, columns: list[str], reason: str, hint: str) -> None:
    """The setting, the column, the reason, and what can be left out."""
    project = leave_out(tmp_path / "project", *columns)
    with pytest.raises(SettingsError) as caught:
        broadsheet.build(project, out=tmp_path / "package")
    assert str(caught.value).startswith("leave_out: ")
    assert reason in str(caught.value)
    assert (caught.value.hint or "").startswith(hint)
    assert not (tmp_path / "package").exists()


@pytest.mark.parametrize(
    ("value", "said"),
    [('"articles.abstract"', "leave_out: is not a list; write it in square brackets"),
     ('["abstract"]', ("leave_out.0: 'abstract' is not a column (Columns that are in no file of the package, as "
                      "table.column, such as articles.abstract)")),
     ('["figures.unit", "figures.unit"]', "leave_out: names something twice")],
)  # fmt: skip
def test_what_names_no_column_is_refused(tmp_path: Path, value: str, said: str) -> None:
    """A list of texts of the form table.column, each once."""
    project = leave_out(tmp_path / "project")
    settings = (project / "broadsheet.toml").read_text(encoding="utf-8")
    (project / "broadsheet.toml").write_text(settings.replace("leave_out = []", f"leave_out = {value}"), "utf-8")
    with pytest.raises(SettingsError) as caught:
        broadsheet.build(project, out=tmp_path / "package")
    assert said in str(caught.value)


def test_columns_that_go_together_are_left_out_together(tmp_path: Path) -> None:
    """A date with its basis, its place and its note."""
    parts = ("", "_basis", "_start", "_end", "_note")
    project = leave_out(tmp_path / "project", *(f"articles.date_published{part}" for part in parts))
    package = broadsheet.open(broadsheet.build(project, out=tmp_path / "package").package)
    assert [article.date_published for article in package.articles] == [None, None]
    assert package.descriptor["created"] > "2024"


@pytest.mark.parametrize(
    "fields", [None, "a path", [], [1, {"title": "x"}], [{"name": "id"}]], ids=["none", "a path", "empty", "odd", "few"]
)
def test_a_schema_that_was_changed_is_no_setting(project: Path, tmp_path: Path, fields: object) -> None:
    """A table whose header is not what the schema says is refused, whatever stands there."""
    package = broadsheet.build(project, out=tmp_path / "package").package
    descriptor = orjson.loads((package / "datapackage.json").read_bytes())
    resource = next(each for each in descriptor["resources"] if each["name"] == "figures")
    resource["schema"] = fields if fields == "a path" else {"fields": fields}
    (package / "datapackage.json").write_bytes(orjson.dumps(descriptor))
    with pytest.raises(UnreadableError, match=r"figures\.csv has other columns than the schema of figures says"):
        broadsheet.open(package)["figures"]
