"""CSV on the Web: valid for the library csvw, which reads every row with its types and keys."""

from __future__ import annotations

import json

import pytest
from judges import apart
from kinds import KINDS, beside_data, opened, value_of


@pytest.fixture(scope="module")
def findings(tmp_path_factory):
    """What csvw finds in each kind of package, and in one whose keys are broken; asked once for all of them."""
    folders = {kind: beside_data(kind, "csvw", tmp_path_factory.mktemp(kind)) for kind in KINDS}
    broken = beside_data("example", "csvw", tmp_path_factory.mktemp("broken"))
    data = (broken / "data/mentions.csv").read_text(encoding="utf-8")
    (broken / "data").unlink()
    (broken / "data").mkdir()
    for path in (folders["example"] / "data").iterdir():
        (broken / "data" / path.name).write_bytes(path.read_bytes())
    (broken / "data/mentions.csv").write_text(data.replace("northport", "nowhere"), encoding="utf-8")
    files = {kind: folder / "csv-metadata.json" for kind, folder in {**folders, "broken": broken}.items()}
    found = apart("csvw_tables.py", files.values())
    return {kind: found[str(path)] for kind, path in files.items()}


def test_the_validator_finds_nothing(findings, kind):
    """It is valid, without a warning, and each table has its rows."""
    expected = {f"data/{name}.csv": opened(kind)[name].height for name in opened(kind)}
    assert {"valid": True, "warnings": [], "rows": expected} == findings[kind]


def test_the_validator_looks_at_keys(findings):
    """A reference that leads nowhere makes it invalid."""
    assert not findings["broken"]["valid"]


def test_columns_are_those_of_the_files(kind):
    """The titles of the columns are the header of the file, in its order."""
    for table in value_of(kind, "csvw")["tables"]:
        name = table["url"].removeprefix("data/").removesuffix(".csv")
        assert [each["titles"] for each in table["tableSchema"]["columns"]] == opened(kind)[name].columns


def test_words_are_exact():
    """What is said of the data set is the very words of its settings."""
    assert value_of("nasty", "csvw")["dc:title"] == opened("nasty").descriptor["title"]
    assert json.dumps(value_of("nasty", "csvw"))
