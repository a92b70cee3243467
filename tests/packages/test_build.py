"""A built package: valid under every judge, true about its files, and without a word it may not carry."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import jsonschema_rs
import polars as pl
import pytest

import broadsheet
from broadsheet.errors import BroadsheetError, SettingsError, UnreadableError, UnwritableError
from broadsheet.issues import InvalidDataError
from broadsheet.tables import TABLES

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests/examples/project"
TEXTS = EXAMPLE / "seeds/texts"
WITHHELD = TEXTS / "2024-06-11-quay.txt"
PERMITTED = TEXTS / "2024-05-02-harbour.txt"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the example project, to build in."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "project"))


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of our own data set, built anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        return broadsheet.build(ROOT, out=tmp_path_factory.mktemp("built") / "package").package


@pytest.fixture(params=["of the repository", "built"])
def descriptor(request: pytest.FixtureRequest, package: Path) -> Path:
    """The descriptor in the repository, and that of a built package."""
    return (ROOT if request.param == "of the repository" else package) / "datapackage.json"


def read(path: Path) -> Any:
    """The value in a JSON file."""
    return json.loads(path.read_bytes())


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tables(descriptor: Path) -> list[dict[str, Any]]:
    """The resources that are tables."""
    return [resource for resource in read(descriptor)["resources"] if resource.get("type") == "table"]


# What others say of it


def test_frictionless_finds_nothing(descriptor: Path) -> None:
    """The reference implementation of the standard finds no fault, in the metadata or in the data."""
    assert frictionless.validate(descriptor.as_posix()).flatten(["type", "message"]) == []


@pytest.mark.parametrize("name", ["datapackage", "dataresource", "tableschema"])
def test_the_official_profiles_find_nothing(descriptor: Path, name: str) -> None:
    """The descriptor, each resource and each Table Schema are valid under the profiles of Data Package 2.0."""
    if not (folder := os.environ.get("BROADSHEET_PROFILES")):
        pytest.skip("BROADSHEET_PROFILES names no folder of the official profiles")
    judge = jsonschema.Draft7Validator(read(Path(folder) / f"{name}.json"))
    value = read(descriptor)
    parts = {
        "datapackage": [value],
        "dataresource": value["resources"],
        "tableschema": [each["schema"] for each in value["resources"] if "schema" in each],
    }
    assert [error.message for part in parts[name] for error in judge.iter_errors(part)] == []


# What it says of itself


def test_hash_and_length_of_every_file_are_true(descriptor: Path) -> None:
    """Each resource states the SHA-256 and the length in bytes of its file."""
    for resource in read(descriptor)["resources"]:
        data = (descriptor.parent / resource["path"]).read_bytes()
        stated = (resource["hash"], resource.get("bytes", resource.get("broadsheet:bytes")))
        assert (f"sha256:{hashlib.sha256(data).hexdigest()}", len(data)) == stated, resource["name"]


def test_row_counts_are_true(descriptor: Path) -> None:
    """Each table states how many rows it has."""
    for resource in tables(descriptor):
        frame = pl.read_csv(descriptor.parent / resource["path"], infer_schema=False)
        assert frame.height == resource["broadsheet:rows"], resource["name"]


def test_every_field_is_described(descriptor: Path) -> None:
    """Each field of each table has a title, a type and a description."""
    lacking = [
        (resource["name"], field["name"])
        for resource in tables(descriptor)
        for field in resource["schema"]["fields"]
        if not all(field.get(name) for name in ("title", "type", "description"))
    ]
    assert lacking == []


def test_every_table_is_there(descriptor: Path) -> None:
    """Each table that the records fill is a resource of its own."""
    assert [table.name for table in TABLES] == [resource["name"] for resource in tables(descriptor)]


def test_every_reference_resolves(descriptor: Path) -> None:
    """The values of each foreign key stand in the table that it refers to."""
    frames = {r["name"]: pl.read_csv(descriptor.parent / r["path"], infer_schema=False) for r in tables(descriptor)}
    checked = 0
    for resource in tables(descriptor):
        for key in resource["schema"].get("foreignKeys", ()):
            other = frames[key["reference"].get("resource") or resource["name"]]
            own = frames[resource["name"]].select(key["fields"]).drop_nulls()
            lost = own.join(other, left_on=key["fields"], right_on=key["reference"]["fields"], how="anti")
            assert lost.rows() == [], (resource["name"], key)
            checked += own.height
    assert checked > 0


def test_says_what_it_is(descriptor: Path) -> None:
    """The descriptor names its profile, title, licence, contributors, sources, version and day."""
    found = read(descriptor)
    assert found["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    wanted = {"name", "title", "description", "version", "created", "keywords", "licenses", "contributors", "sources"}
    assert set() == wanted - {name for name, value in found.items() if value}
    assert len(found["sources"]) == 5


def test_the_nested_articles_keep_to_their_schema(descriptor: Path) -> None:
    """The nested articles are valid under the schema that their resource names."""
    resource = next(r for r in read(descriptor)["resources"] if r["name"] == "articles-json")
    schema = read(descriptor.parent / resource["broadsheet:jsonSchema"])
    articles = read(descriptor.parent / resource["path"])
    options = jsonschema_rs.RegexOptions(size_limit=2**26)
    judge = jsonschema_rs.Draft202012Validator(schema, pattern_options=options)
    assert [error.message for error in judge.iter_errors(articles)] == []
    assert len(articles) == 5


@pytest.mark.parametrize("kind", ["entities", "outlets"])
def test_other_nested_records_keep_to_their_schema(descriptor: Path, kind: str) -> None:
    """Each nested entity and outlet is valid under the schema that their resource names."""
    resource = next(r for r in read(descriptor)["resources"] if r["name"] == f"{kind}-json")
    schema = read(descriptor.parent / resource["broadsheet:jsonSchema"])
    judge = jsonschema.Draft202012Validator(schema)
    assert [e.message for each in read(descriptor.parent / resource["path"]) for e in judge.iter_errors(each)] == []


def test_every_file_is_listed(package: Path) -> None:
    """A package holds its descriptor, what the descriptor lists, and nothing else."""
    descriptor = read(package / "datapackage.json")
    listed = {each["path"] for each in [*descriptor["resources"], *descriptor["broadsheet:exports"]]}
    schemas = {r["broadsheet:jsonSchema"] for r in descriptor["resources"] if r["format"] == "json"}
    assert {"datapackage.json"} | listed | schemas == set(contents(package))


def test_parquet_holds_the_rows_of_csv(package: Path) -> None:
    """Both forms of a table have the same columns and the same rows."""
    for table in TABLES:
        frame = pl.read_parquet(package / f"data/{table.name}.parquet")
        opened = broadsheet.open(package)[table.name]
        assert opened.equals(frame), table.name


# The repository


def test_the_repository_holds_its_own_build(package: Path) -> None:
    """`data/` and `datapackage.json` are what a build gives: nobody forgot to build."""
    built = read(package / "datapackage.json")
    del built["broadsheet:exports"]
    built["resources"] = [resource for resource in built["resources"] if resource["format"] != "parquet"]
    assert built == read(ROOT / "datapackage.json")
    files = {name: data for name, data in contents(package / "data").items() if not name.endswith(".parquet")}
    assert files == contents(ROOT / "data")


def test_a_build_refreshes_the_project(project: Path) -> None:
    """Without `out`, the package and its zip stand in `dist/`, and the project itself becomes a package."""
    built = broadsheet.build(project)
    assert (project / "dist/harbour-news-1.0.0", project / "dist/harbour-news-1.0.0.zip") == (
        built.package,
        built.archive,
    )
    assert contents(project / "data").items() <= contents(built.package / "data").items()
    assert broadsheet.open(project).name == "harbour-news"


def test_a_build_elsewhere_leaves_the_project_alone(project: Path, tmp_path: Path) -> None:
    """With `out`, nothing changes in the project."""
    before = contents(project)
    broadsheet.build(project, out=tmp_path / "out")
    assert before == contents(project)


def test_the_zip_holds_the_package(project: Path) -> None:
    """The zip has one folder, with the files of the package and nothing else."""
    built = broadsheet.build(project)
    with zipfile.ZipFile(built.archive or "") as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    assert {f"harbour-news-1.0.0/{name}": data for name, data in contents(built.package).items()} == inside


# Rights


def everything(folder: Path) -> str:
    """All that a package says, in text: its files, and its Parquet columns."""
    frames = [pl.read_parquet(path) for path in sorted(folder.rglob("*.parquet"))]
    cells = " ".join(str(value) for frame in frames for row in frame.iter_rows() for value in row)
    files = (data.decode("utf-8", "replace") for data in contents(folder).values())
    return " ".join((cells + " " + " ".join(files)).replace("\\n", " ").split())


def runs(text: str, length: int = 9) -> set[str]:
    """Every run of that many words of a text."""
    words = text.split()
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_the_open_edition_holds_no_withheld_text(project: Path, tmp_path: Path) -> None:
    """No file of the open edition carries a run of nine words of a text that is withheld."""
    said = everything(broadsheet.build(project, out=tmp_path / "open").package)
    assert set() == {run for run in runs(WITHHELD.read_text(encoding="utf-8")) if run in said}


def test_the_open_edition_holds_permitted_texts(project: Path, tmp_path: Path) -> None:
    """A text whose licence allows it is carried, as it was received."""
    package = broadsheet.open(broadsheet.build(project, out=tmp_path / "open").package)
    expected = {"2024-05-02-harbour": PERMITTED.read_bytes().decode("utf-8"), "2024-06-11-quay": None}
    assert expected == {article.id: article.text for article in package.articles}


def test_the_full_edition_holds_every_text(project: Path, tmp_path: Path) -> None:
    """The full edition carries each text, and each has the hash that its record states."""
    shutil.move(project / "seeds/texts", tmp_path / "texts")
    built = broadsheet.build(project, out=tmp_path / "full", edition="full", texts=tmp_path / "texts")
    package = broadsheet.open(built.package)
    hashes = {article.id: hashlib.sha256((article.text or "").encode()).hexdigest() for article in package.articles}
    assert {article.id: article.source.sha256 for article in package.articles} == hashes
    assert package.edition == "full"


def test_the_full_edition_needs_every_text(project: Path) -> None:
    """Without a text there is no full edition, and the message names the text."""
    (project / "seeds/texts/2024-06-11-quay.txt").unlink()
    with pytest.raises(UnreadableError, match=r"2024-06-11-quay\.txt"):
        broadsheet.build(project, edition="full")
    assert not (project / "dist").exists()


def test_the_full_edition_leaves_the_repository_open(project: Path) -> None:
    """A full build never puts withheld texts into the project's own `data/`."""
    broadsheet.build(project)
    before = contents(project / "data")
    broadsheet.build(project, edition="full")
    assert before == contents(project / "data")


def test_nothing_is_built_from_a_changed_text(project: Path) -> None:
    """A text that differs by one byte stops the build."""
    with (project / "seeds/texts/2024-06-11-quay.txt").open("ab") as file:
        file.write(b" ")
    with pytest.raises(InvalidDataError) as caught:
        broadsheet.build(project, edition="full")
    assert "B307" in {issue.code for issue in caught.value.report.issues}


# Misuse


def test_the_first_errors_are_kept_and_all_counted(project: Path) -> None:
    """However many records are bad, the report that a build ends with stays small."""
    (project / "seeds/articles/more.jsonl").write_text('{"id": 1}\n' * 300)
    with pytest.raises(InvalidDataError) as caught:
        broadsheet.build(project)
    report = caught.value.report
    errors = report.count() + report.hidden()
    assert (
        report.count()["error"]
        == 100 * len(report.stats["kinds"])
        < errors["error"]
        == sum(report.stats["errors"].values())
    )
    assert str(caught.value) == f"{errors['error']} errors in the records: nothing was built"


def test_nothing_is_built_from_records_with_errors(project: Path) -> None:
    """The error carries the report, and no folder appears."""
    path = project / "seeds/outlets.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"kind"', '"kinds"', 1), encoding="utf-8")
    with pytest.raises(InvalidDataError) as caught:
        broadsheet.build(project)
    assert {"B101", "B102"} <= {issue.code for issue in caught.value.report.issues}
    assert not (project / "dist").exists()


def test_there_are_two_editions(project: Path) -> None:
    """Another edition is refused, and the hint names those there are."""
    with pytest.raises(BroadsheetError, match="half") as caught:
        broadsheet.build(project, edition="half")
    assert caught.value.hint == "choose open or full"


def test_a_folder_without_a_project_is_refused(tmp_path: Path) -> None:
    """What is no project cannot be built, and the hint says what makes a project."""
    with pytest.raises(UnreadableError, match="not a broadsheet project") as caught:
        broadsheet.build(tmp_path)
    assert "broadsheet.toml" in (caught.value.hint or "")


def test_files_that_no_package_listed_are_kept(project: Path, tmp_path: Path) -> None:
    """A build does not replace a folder in which somebody keeps something else."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thesis.txt").write_text("years of work")
    with pytest.raises(UnwritableError, match=r"thesis\.txt"):
        broadsheet.build(project, out=tmp_path / "out")
    assert contents(tmp_path / "out") == {"thesis.txt": b"years of work"}


# The time


@pytest.mark.parametrize(
    ("epoch", "created"),
    [("1700000000", "2023-11-14T22:13:20Z"), ("0", "1970-01-01T00:00:00Z"), (None, "2024-06-11T00:00:00Z")],
)
def test_the_time_is_that_of_source_date_epoch(
    epoch: str | None, created: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package counts as created at SOURCE_DATE_EPOCH, or else on the day of its newest article."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert created == broadsheet.build(project, out=tmp_path / "out").descriptor["created"]


@pytest.mark.parametrize("epoch", ["now", "1e9", "9" * 30])
def test_a_time_that_is_none_is_refused(
    epoch: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A SOURCE_DATE_EPOCH that is no number of seconds stops the build with a message."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH"):
        broadsheet.build(project, out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("name", "pack"), [("all.jsonl", bytes), ("all.jsonl.gz", gzip.compress)])
def test_articles_on_lines_make_the_same_package(project: Path, tmp_path: Path, name: str, pack: Any) -> None:
    """A project may have its articles as lines of one file, packed or not."""
    apart = broadsheet.build(project, out=tmp_path / "apart").descriptor
    files = sorted((project / "seeds/articles").glob("*.json"))
    lines = b"".join(json.dumps(json.loads(file.read_bytes())).encode() + b"\n" for file in files)
    for file in files:
        file.unlink()
    (project / "seeds/articles" / name).write_bytes(pack(lines))
    assert broadsheet.build(project, out=tmp_path / "lines").descriptor == apart
