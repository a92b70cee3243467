"""Packages opened: the same data from a folder, a descriptor and a zip, and nothing from what is damaged."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pytest

import broadsheet
from broadsheet.articles import Article, Entity, Outlet
from broadsheet.errors import UnreadableError
from broadsheet.tables import TABLES

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests/examples/project"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The example project, built with its zip."""
    return broadsheet.build(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("built") / "project"))


@pytest.fixture
def folder(built: Any, tmp_path: Path) -> Path:
    """A copy of the built package, to damage."""
    return Path(shutil.copytree(built.package, tmp_path / "package"))


def edit(folder: Path, change: Callable[[Any], Any]) -> None:
    """Change the descriptor of a package."""
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_bytes())
    change(descriptor)
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def resource(descriptor: Any, name: str) -> Any:
    """The resource of a name."""
    return next(each for each in descriptor["resources"] if each["name"] == name)


def records(package: broadsheet.Package) -> list[Any]:
    """Every record of a package."""
    return [*package.articles, *package.entities, *package.outlets]


# The same from everywhere


@pytest.mark.parametrize("as_path", [Path, str])
@pytest.mark.parametrize("where", ["package", "descriptor", "archive", "project"])
def test_opens_from_everywhere(where: str, as_path: Any, built: Any) -> None:
    """Folder, descriptor, zip and the built project give the same records and tables."""
    project = built.package.parent.parent
    places = {"package": built.package, "descriptor": built.package / "datapackage.json", "archive": built.archive}
    found = broadsheet.open(as_path((places | {"project": project})[where]))
    expected = broadsheet.open(built.package)
    assert records(expected) == records(found)
    assert [expected[name].rows() for name in expected] == [found[name].rows() for name in found]


def test_opens_a_zip_without_a_top_folder(folder: Path, tmp_path: Path) -> None:
    """A zip may hold the package at its top."""
    path = Path(shutil.make_archive(str(tmp_path / "flat"), "zip", folder))
    assert records(broadsheet.open(folder)) == records(broadsheet.open(path))


def test_load_is_the_checkout() -> None:
    """The built-in data set is the package of the repository."""
    loaded, opened = broadsheet.load(), broadsheet.open(ROOT)
    assert records(opened) == records(loaded)
    assert len(list(loaded.articles)) == 5


def test_articles_are_the_seeds() -> None:
    """What the package gives back are the records that people edited."""
    seeds = [
        Article.model_validate_json(path.read_bytes()) for path in sorted((ROOT / "seeds/articles").glob("*.json"))
    ]
    plain = [seed.model_dump() for seed in seeds]
    assert plain == [article.model_dump() for article in broadsheet.load().articles]


# What it gives


def test_is_a_mapping_of_tables(built: Any) -> None:
    """A package maps the names of its tables to polars frames."""
    package = broadsheet.open(built.package)
    assert [table.name for table in TABLES] == list(package)
    assert (len(TABLES), True, False) == (len(package), "figures" in package, "figure" in package)
    assert isinstance(package["figures"], pl.DataFrame)


def test_names_the_tables_there_are(built: Any) -> None:
    """A table that is not there is a KeyError which names those that are."""
    with pytest.raises(KeyError, match="statements"):
        broadsheet.open(built.package)["statement"]


def test_gives_models(built: Any) -> None:
    """Articles, entities and outlets are models, by id."""
    package = broadsheet.open(built.package)
    kinds = [(package.articles, Article), (package.entities, Entity), (package.outlets, Outlet)]
    for found, model in kinds:
        listed = list(found)
        assert [model] * len(listed) == [type(each) for each in listed]
        assert sorted(each.id for each in listed) == [each.id for each in listed] != []


def test_gives_rows(built: Any) -> None:
    """The rows of a table are plain dictionaries with the values of the frame."""
    package = broadsheet.open(built.package)
    rows = package.rows("outlets")
    assert package["outlets"].columns == list(rows[0])
    assert [(row["id"], row["kind"]) for row in rows] == package["outlets"].select("id", "kind").rows()


def test_gives_pandas(built: Any) -> None:
    """A table as a pandas frame has the same columns and values."""
    package = broadsheet.open(built.package)
    frame = package.to_pandas("mentions")
    assert package["mentions"].columns == list(frame.columns)
    assert package["mentions"]["start"].to_list() == frame["start"].tolist()


def test_gives_frictionless(built: Any) -> None:
    """The package as frictionless knows it has the same resources, and is valid."""
    package = broadsheet.open(built.package)
    found = package.to_frictionless()
    assert [each["name"] for each in package.descriptor["resources"]] == found.resource_names
    assert package["figures"].height == len(found.get_resource("figures").read_rows())


def test_shows_itself_in_a_console(built: Any) -> None:
    """The representation says name, version, edition and the rows of each table."""
    lines = repr(broadsheet.open(built.package)).splitlines()
    assert lines[0] == "<Package harbour-news 1.0.0, open edition>"
    assert ["articles", "2", "rows"] in [line.split() for line in lines]
    assert len(TABLES) + 1 == len(lines)


def test_shows_itself_in_a_notebook(built: Any) -> None:
    """In a notebook it is a table with its title."""
    shown = broadsheet.open(built.package)._repr_html_()
    assert shown.partition("<table>")[0] == "<b>News of an old harbour</b> <b>1.0.0, open edition</b>"
    assert "<tr><td>articles</td><td>2</td></tr>" in shown


@pytest.mark.parametrize("field", ["title", "version", "name", "broadsheet:edition"])
def test_a_notebook_runs_nothing_from_a_package(field: str, folder: Path) -> None:
    """Markup in a descriptor is shown as text."""
    edit(folder, lambda descriptor: descriptor.update({field: "<script>alert(1)</script>"}))
    assert "<script>" not in broadsheet.open(folder)._repr_html_()


def test_reads_nothing_but_the_descriptor_at_first(folder: Path) -> None:
    """Opening and showing a package needs none of its tables."""
    shutil.rmtree(folder / "data")
    assert "harbour-news" in repr(broadsheet.open(folder))
    with pytest.raises(UnreadableError, match=r"figures\.csv"):
        broadsheet.open(folder)["figures"]


# Damage


@pytest.mark.parametrize("place", [0, 0.5, 1])
def test_one_changed_bit_is_refused(place: float, folder: Path) -> None:
    """A table that differs by one bit is not read, and the message names the file."""
    path = folder / "data/figures.csv"
    data = bytearray(path.read_bytes())
    data[int(place * (len(data) - 1))] ^= 1
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=r"data/figures\.csv has the hash") as caught:
        broadsheet.open(folder)["figures"]
    assert "damaged" in (caught.value.hint or "")
    with pytest.raises(UnreadableError):
        list(broadsheet.open(folder).articles)


def test_a_changed_bit_in_a_zip_is_refused(built: Any, tmp_path: Path) -> None:
    """A zip whose table was changed is refused like a folder."""
    path = tmp_path / "damaged.zip"
    with zipfile.ZipFile(built.archive) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"ship", b"shop") if name.endswith("figures.csv") else data)
    with pytest.raises(UnreadableError, match=r"figures\.csv"):
        broadsheet.open(path)["figures"]


def test_a_broken_zip_is_refused(built: Any, tmp_path: Path) -> None:
    """A zip that was cut short is refused with a message."""
    path = tmp_path / "cut.zip"
    path.write_bytes(built.archive.read_bytes()[:-200])
    with pytest.raises(UnreadableError, match=r"cut\.zip"):
        broadsheet.open(path)


def test_damage_anywhere_in_a_zip_is_told(built: Any, tmp_path: Path) -> None:
    """Whichever bytes of it are others, what is read is what was packed, or it is refused with a message."""
    path, whole, told = tmp_path / "damaged.zip", built.archive.read_bytes(), 0
    for at in range(0, len(whole), len(whole) // 60):
        path.write_bytes(whole[:at] + bytes(255 - byte for byte in whole[at : at + 8]) + whole[at + 8 :])
        try:
            package = broadsheet.open(path)
            for resource in package.descriptor["resources"]:
                package.require_whole(resource)
        except UnreadableError as error:
            told += "damaged" in (error.hint or "") or "do not trust" in (error.hint or "")
    assert told > 30


def corrupt(descriptor: Any) -> None:
    """Take the hashes out."""
    for each in descriptor["resources"]:
        del each["hash"]


def test_a_table_without_a_hash_is_refused(folder: Path) -> None:
    """A descriptor that states no hash cannot vouch for its files; that is a message, not a KeyError."""
    edit(folder, corrupt)
    with pytest.raises(UnreadableError):
        broadsheet.open(folder)["figures"]


# Escapes


ESCAPES = ["../secret.csv", "/etc/hostname", "data/../../secret.csv", "C:/secret.csv", "a\\..\\b.csv", "", "a\0b",
           "https://a.example/figures.csv", "file:///etc/hostname"]  # fmt: skip


@pytest.mark.parametrize("path", ESCAPES)
def test_a_path_out_of_the_package_is_refused(path: str, folder: Path) -> None:
    """A descriptor cannot make us read a file elsewhere, even one with the hash it states."""
    (folder.parent / "secret.csv").write_bytes((folder / "data/figures.csv").read_bytes())
    edit(folder, lambda descriptor: resource(descriptor, "figures").update(path=path))
    with pytest.raises(UnreadableError, match="leads out of the package"):
        broadsheet.open(folder)["figures"]


LEAVES = "leaves the folder of the descriptor"


@pytest.mark.parametrize(
    ("path", "why"), [("../secret.csv", LEAVES), ("/etc/hostname", "is absolute"), ("data/../../secret.csv", LEAVES)]
)
def test_a_path_out_of_a_zip_is_refused(path: str, why: str, folder: Path, tmp_path: Path) -> None:
    """The same holds in a zip: a member of such a name is told, with what is wrong with it."""
    edit(folder, lambda descriptor: resource(descriptor, "figures").update(path=path))
    archive = Path(shutil.make_archive(str(tmp_path / "escape"), "zip", folder))
    with zipfile.ZipFile(archive, "a") as file:
        file.writestr(path, (folder / "data/figures.csv").read_bytes())
    with pytest.raises(UnreadableError, match=rf'has the member "{path}", whose name {why}(\n|$)'):
        broadsheet.open(archive)["figures"]


@pytest.mark.parametrize("what", ["figures.csv", "."])
def test_a_link_out_of_the_package_is_refused(what: str, folder: Path) -> None:
    """A file or folder that is a link to somewhere else is not followed."""
    outside = (
        Path(shutil.move(folder / "data" / what, folder.parent / "outside"))
        if what != "."
        else Path(shutil.move(folder / "data", folder.parent / "outside"))
    )
    (folder / "data" / what if what != "." else folder / "data").symlink_to(outside)
    with pytest.raises(UnreadableError, match="leads out of the package"):
        broadsheet.open(folder)["figures"]


# What is no package of ours


def refused(path: Path) -> str:
    """The message with which a path is refused."""
    with pytest.raises(UnreadableError) as caught:
        broadsheet.open(path)
    return str(caught.value)


def test_a_package_of_others_is_refused(tmp_path: Path) -> None:
    """A data package that broadsheet did not make is named as that, with a hint who opens it."""
    descriptor = {"name": "other", "resources": [{"name": "a", "path": "a.csv"}]}
    (tmp_path / "datapackage.json").write_bytes(orjson.dumps(descriptor))
    with pytest.raises(UnreadableError, match="not one that broadsheet made") as caught:
        broadsheet.open(tmp_path)
    assert "frictionless" in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"{", "not JSON"), (b"\xff", "not JSON"), (b"[]", "no resources"), (b"{}", "no resources"),
     (b'{"resources": {}}', "no resources")],
)  # fmt: skip
def test_a_descriptor_that_is_none_is_refused(data: bytes, message: str, tmp_path: Path) -> None:
    """What cannot be a descriptor is refused with the reason."""
    (tmp_path / "datapackage.json").write_bytes(data)
    assert message in refused(tmp_path)


@pytest.mark.parametrize(
    "resources", ["[1]", "[null]", "[{}]", '[{"name": "figures"}]', '[{"name": "figures", "path": 1}]']
)
def test_resources_that_are_none_are_refused(resources: str, tmp_path: Path) -> None:
    """A resource without name, path or hash is refused with a message, never with a traceback of ours."""
    text = f'{{"broadsheet:schemaVersion": "1.0", "name": "x", "resources": {resources}}}'
    (tmp_path / "datapackage.json").write_text(text)
    with pytest.raises(UnreadableError, match=r"resource 0 of the package .* has no"):
        broadsheet.open(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    """A folder without a descriptor is refused; the message names what is missing, the hint what to do."""
    with pytest.raises(UnreadableError, match=r"datapackage\.json cannot be read") as refusal:
        broadsheet.open(tmp_path)
    assert refusal.value.hint == "name a data package"


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    """A path that does not exist is refused as that."""
    assert "there is no file or folder" in refused(tmp_path / "nothing")


def test_another_file_is_refused(tmp_path: Path) -> None:
    """A file that is neither a descriptor nor a zip is refused as that."""
    (tmp_path / "notes.txt").write_text("notes")
    assert "neither a folder, a datapackage.json nor a zip" in refused(tmp_path / "notes.txt")


def test_a_zip_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    """What has the name of a zip and is none is told as broken, and to be fetched again."""
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04\x14")
    with pytest.raises(UnreadableError, match="no zip archive, or a broken one") as refusal:
        broadsheet.open(tmp_path / "cut.zip")
    assert refusal.value.hint == "fetch it again"


def test_a_zip_without_a_package_is_refused(tmp_path: Path) -> None:
    """A zip that holds no descriptor is refused as that."""
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "holds no datapackage.json" in refused(tmp_path / "other.zip")


@pytest.mark.parametrize("version", ["9.0", "1.99", "nine", None, 1])
def test_a_package_of_another_schema_is_refused(version: Any, folder: Path) -> None:
    """A package whose records follow a schema that this broadsheet does not know is refused, not misread."""
    edit(folder, lambda descriptor: descriptor.update({"broadsheet:schemaVersion": version}))
    assert "schema" in refused(folder)


def test_whether_there_is_a_table_is_known_without_reading_it(folder: Path) -> None:
    """The descriptor says so: a table that is damaged, and maybe large, is there all the same."""
    (folder / "data/articles.csv").write_bytes(b"damaged")
    package = broadsheet.open(folder)
    assert "articles" in package
    assert "articles-json" not in package
    with pytest.raises(UnreadableError, match="has the hash"):
        package["articles"]
