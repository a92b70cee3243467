"""References into other packages: followed where that is allowed, told where it is not, and never beyond."""

from __future__ import annotations

import http.server
import json
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import broadsheet
from broadsheet.checks.packages import check_package, remote
from broadsheet.cli import main

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"


def package(folder: Path, *resources: dict[str, Any], **files: str) -> Path:
    """A package of tables in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps({"$schema": V2, "resources": resources}))
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)
    return folder


def table(name: str, field: str = "code", **schema: Any) -> dict[str, Any]:
    """A table of integers in one column."""
    fields = [{"name": field, "type": "integer"}]
    return {"name": name, "type": "table", "path": f"{name}.csv", "schema": {"fields": fields, **schema}}


def referring(folder: Path, package_: str, key: str = "package", resource: str = "codes", field: str = "code") -> Path:
    """A package whose table refers to codes 1 and 9 of another package."""
    reference = {key: package_, "resource": resource, "fields": [field]}
    return package(
        folder, table("ships", "ship", foreignKeys=[{"fields": ["ship"], "reference": reference}]), ships="ship\n1\n9\n"
    )


def codes(folder: Path) -> Path:
    """The package that is referred to; one of its own cells is wrong."""
    return package(folder, table("codes"), codes="code\n1\n2\nwrong\n")


def found(folder: Path, **options: Any) -> list[tuple[str, int | None]]:
    """Code and row of what is wrong."""
    return [(issue.code, issue.row) for issue in check_package(folder, **options).issues]


@pytest.mark.parametrize("name", ["inner", "inner/", "inner/datapackage.json", "./inner/datapackage.json"])
def test_a_package_inside_the_package(name: str, tmp_path: Path) -> None:
    """A path beside or below the descriptor is followed; the errors of the other package are not told."""
    folder = referring(tmp_path, name)
    codes(tmp_path / "inner")
    assert found(folder) == [("B654", 3)]
    assert '"9"' in check_package(folder).issues[0].message
    assert f"codes of {name}(code)" in check_package(folder).issues[0].message


def test_the_older_name_of_the_property(tmp_path: Path) -> None:
    """`datapackage` stood before `package`."""
    codes(tmp_path / "inner")
    assert found(referring(tmp_path, "inner", key="datapackage")) == [("B654", 3)]


def test_a_package_inside_an_archive(tmp_path: Path) -> None:
    """So does a member of the same archive."""
    codes(referring(tmp_path / "all", "inner") / "inner")
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        for path in sorted((tmp_path / "all").rglob("*.*")):
            archive.write(path, path.relative_to(tmp_path / "all").as_posix())
    assert found(tmp_path / "p.zip") == [("B654", 3)]


def test_a_package_in_an_allowed_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name is looked up in the folders that the caller allows, and in no other."""
    folder = referring(tmp_path / "ships", "codes-of-ships")
    codes(tmp_path / "library/codes-of-ships")
    assert found(folder) == [("B517", None)]
    assert found(folder, allow_folders=[tmp_path / "library"]) == [("B654", 3)]
    assert not broadsheet.validate(folder, allow_folders=[tmp_path / "library"]).valid
    for options, status in (
        ([], 0),
        (["--allow-folder", str(tmp_path / "library")], 1),
        (["--allow-folder", "gone"], 2),
    ):
        with pytest.raises(SystemExit) as leaving:
            main(["validate", str(folder), *options])
        assert leaving.value.code == status
    assert "is not found in codes of codes-of-ships(code)" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["../codes", "{outside}/codes", "..", ".", "", "C:\\codes", "codes\0", "link", ".codes"]
)
def test_nothing_outside_is_followed(name: str, tmp_path: Path) -> None:
    """A path that leads out of the package is not followed, not even with its folder allowed."""
    codes(tmp_path / "codes")
    folder = referring(tmp_path / "ships", name.format(outside=tmp_path))
    (folder / "link").symlink_to(tmp_path / "codes")
    issues = check_package(folder, allow_folders=[tmp_path]).issues
    assert {issue.code for issue in issues} <= {"B517", "B601"}
    assert issues


STRANGE = {
    "no such resource": {"resource": "gone"},
    "no such field": {"field": "gone"},
}


@pytest.mark.parametrize("name", STRANGE)
def test_a_reference_to_nothing_is_an_error(name: str, tmp_path: Path) -> None:
    """A package that is read has to have what is referred to."""
    codes(tmp_path / "inner")
    assert found(referring(tmp_path, "inner", **STRANGE[name])) == [("B601", None)]


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    """A file of the other package that is missing is told."""
    (codes(tmp_path / "inner") / "codes.csv").unlink()
    assert found(referring(tmp_path, "inner")) == [("B507", None)]


def test_a_descriptor_that_is_none(tmp_path: Path) -> None:
    """Another package whose descriptor cannot be read is told."""
    (codes(tmp_path / "inner") / "datapackage.json").write_text("[")
    assert found(referring(tmp_path, "inner")) == [("B601", None)]


def test_a_table_without_schema(tmp_path: Path) -> None:
    """Values are compared as text where the other package says nothing of them; each field is looked for."""
    other = package(
        tmp_path / "inner", {"name": "codes", "type": "table", "path": "codes.csv"}, codes="code,old\n1,7\n9,8\n"
    )
    assert other.is_dir()
    reference = {"package": "inner", "resource": "codes", "fields": ["code"]}
    old = {"package": "inner", "resource": "codes", "fields": ["old"]}
    keys = [{"fields": ["ship"], "reference": each} for each in (reference, old)]
    folder = package(tmp_path, table("ships", "ship", foreignKeys=keys), ships="ship\n1\n9\n")
    assert found(folder) == [("B654", 2), ("B654", 3)]


# --- on the web


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """A server of the other package: its address, and what was asked for."""
    asked: list[str] = []
    place = codes(tmp_path / "served")

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(place))

        def log_message(self, *_: Any) -> None:
            asked.append(self.path)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", asked
        running.shutdown()
        thread.join()


def test_the_web_is_asked_only_where_that_is_allowed(
    tmp_path: Path, server: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its host allowed, nothing is fetched; private addresses are refused; then the tables are compared."""
    url, asked = server
    folder = referring(tmp_path / "ships", f"{url}/datapackage.json")
    assert found(folder) == [("B517", None)]
    assert found(folder, allow_remote=["127.0.0.1"]) == [("B519", None)]
    assert asked == []
    monkeypatch.setattr(remote, "is_public", lambda _: True)
    assert found(folder, allow_remote=["127.0.0.1"]) == [("B654", 3)]
    assert asked == ["/datapackage.json", "/codes.csv"]


def test_a_page_that_is_not_there(
    tmp_path: Path, server: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be fetched was not checked."""
    monkeypatch.setattr(remote, "is_public", lambda _: True)
    folder = referring(tmp_path / "ships", f"{server[0]}/gone.json")
    report = check_package(folder, allow_remote=["127.0.0.1"])
    assert [issue.code for issue in report.issues] == ["B519"]
    assert report.unchecked
