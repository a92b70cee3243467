"""The caps on what is read: each can be reached, raised and lowered, and reaching one is never called valid."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import broadsheet
from broadsheet.checks.packages import check_package
from broadsheet.checks.tables.caps import CAPS, Caps, caps_of
from broadsheet.cli import main
from broadsheet.errors import BroadsheetError

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
DOCS = Path(__file__).parents[2] / "docs/validate.md"


def package(folder: Path, name: str, content: bytes, **field: Any) -> Path:
    """A package of one table with a field x."""
    (folder / name).write_bytes(content)
    schema = {"fields": [{"name": "x", "type": "integer", **field}]}
    resource = {"name": "t", "type": "table", "path": name, "schema": schema}
    (folder / "datapackage.json").write_text(json.dumps({"$schema": V2, "resources": [resource]}))
    return folder


def zipped(folder: Path, **members: bytes) -> Path:
    """The files of a folder, and members, in an archive."""
    with zipfile.ZipFile(folder / "p.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.glob("[dt]*")):
            archive.write(path, path.name)
        for name, content in members.items():
            archive.writestr(name, content)
    return folder / "p.zip"


def of_members(folder: Path) -> Path:
    """An archive of three members."""
    return zipped(package(folder, "t.csv", b"x\n1\n"), more=b"")


def of_ratio(folder: Path) -> Path:
    """A table that packs well: 34 MB in a hundredth of it."""
    line = "".join(f"{place * place:x}" for place in range(1000)).encode() + b"\n"
    return package(folder, "t.csv.gz", gzip.compress(b"x\n" + line * (34_000_000 // len(line))), type="string")


def of_csv(folder: Path) -> Path:
    """A short table in an archive."""
    return zipped(package(folder, "t.csv", b"x\n" + b"1\n" * 400))


def of_json(folder: Path) -> Path:
    """A short table in JSON."""
    return package(folder, "t.json", b'[{"x": 1}, {"x": 2}]')


def of_parquet(folder: Path) -> Path:
    """A short table in Parquet."""
    place = package(folder, "t.parquet", b"")
    pl.DataFrame({"x": [1, 2, 3]}).write_parquet(place / "t.parquet")
    return place


def of_depth(folder: Path) -> Path:
    """A cell of an array in an array, and so on."""
    return package(folder, "t.csv", b"x\n" + b"[" * 12 + b"]" * 12 + b"\n", type="array")


def of_deep_json(folder: Path) -> Path:
    """The same in JSON Lines."""
    return package(folder, "t.jsonl", b'{"x": ' + b"[" * 12 + b"]" * 12 + b"}\n", type="array")


def of_digits(folder: Path) -> Path:
    """A number of twenty digits."""
    return package(folder, "t.csv", b"x\n" + b"9" * 20 + b"\n")


def of_json_digits(folder: Path) -> Path:
    """The same in JSON Lines."""
    return package(folder, "t.jsonl", b'{"x": 1}\n{"x": ' + b"9" * 20 + b"}\n")


def of_exponent(folder: Path) -> Path:
    """A number with a high exponent."""
    return package(folder, "t.csv", b"x\n1E+400\n", type="number")


def of_pattern(folder: Path) -> Path:
    """A pattern of eight characters."""
    return package(folder, "t.csv", b"x\nab\n", type="string", constraints={"pattern": "[a-z]{2}"})


def of_columns(folder: Path) -> Path:
    """A table of two columns."""
    place = package(folder, "t.csv", b"x,y\n1,2\n")
    text = (place / "datapackage.json").read_text().replace('"fields"', '"fieldsMatch": "subset", "fields"')
    (place / "datapackage.json").write_text(text)
    return place


def of_row(folder: Path) -> Path:
    """A cell of many lines, which end as those of old Macs did."""
    return package(folder, "t.csv", b'x\n"' + b"ab\r" * 40 + b'"\n', type="string")


CASES: dict[str, tuple[Callable[[Path], Path], str, int, int]] = {
    "members": (of_members, "members", 2, 3),
    "ratio": (of_ratio, "ratio", 10, 2000),
    "unpacked": (of_csv, "unpacked", 500, 1000),
    "json": (of_json, "json", 10, 100),
    "descriptor": (of_json, "descriptor", 50, 1000),
    "parquet": (of_parquet, "parquet", 10, 100),
    "depth": (of_depth, "depth", 11, 12),
    "depth of JSON Lines": (of_deep_json, "depth", 11, 13),
    "digits": (of_digits, "digits", 19, 20),
    "digits in JSON Lines": (of_json_digits, "digits", 19, 20),
    "exponent": (of_exponent, "exponent", 399, 400),
    "pattern": (of_pattern, "pattern", 7, 8),
    "columns": (of_columns, "columns", 1, 2),
    "row": (of_row, "row", 100, 200),
}


@pytest.mark.parametrize("name", CASES)
def test_a_cap_can_be_reached_and_raised(name: str, tmp_path: Path) -> None:
    """What is beyond a cap is not called valid, and is once the cap lies above it."""
    make, cap, low, high = CASES[name]
    place = make(tmp_path)
    report = check_package(place, caps={cap: low})
    assert [issue.code for issue in report.issues] == ["B521"]
    assert (report.valid, report.unchecked) == (False, True)
    assert f"if it is meant to be like that, raise the cap {cap}" in str(report.issues[0])
    assert check_package(place, caps={cap: high}).issues == ()
    assert check_package(place).valid


def test_the_command_line_says_that_it_could_not_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 2, not the 1 of invalid data, and the sum says why."""
    place = of_json(tmp_path)
    for options, status, words in (
        (["--cap", "json=10"], 2, "not everything could be checked"),
        (["--cap", "json=1k"], 0, "no issues"),
        (["--cap", "json"], 2, "write NAME=SIZE"),
        (["--cap", "size=1"], 2, "there is no cap 'size'"),
        (["--cap", "json=-1"], 2, "a whole number"),
        (["--cap", "json=10", "--limit", "0"], 2, "not everything could be checked"),
    ):
        with pytest.raises(SystemExit) as leaving:
            main(["validate", str(place), *options])
        told = capsys.readouterr()
        assert leaving.value.code == status
        assert words in told.out + told.err


def test_invalid_data_and_unread_data_in_one_package(tmp_path: Path) -> None:
    """Something that could not be read counts for more than an error elsewhere."""
    place = package(tmp_path, "t.csv", b"x\nz\n" + b"9" * 20 + b"\n")
    with pytest.raises(SystemExit) as leaving:
        main(["validate", str(place), "--cap", "digits=10"])
    assert leaving.value.code == 2
    report = broadsheet.validate(place, caps={"digits": 10})
    assert [issue.code for issue in report.issues] == ["B640", "B521"]


def test_sizes_have_units() -> None:
    """A size is written in bytes, or with k, M, G or T."""
    assert caps_of({"json": "2k", "members": 5}) == Caps(json=2048, members=5)
    assert caps_of(None) is not None
    with pytest.raises(BroadsheetError):
        caps_of({"json": "2X"})


def test_the_docs_list_every_cap() -> None:
    """The table of caps in the docs has each of them with its default."""
    rows = re.findall(r"^\| `([a-z]+)` \| ([0-9,]+[kMGT]?) \|", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    listed = {name: default.replace(",", "") for name, default in rows}
    assert set(listed) == {each.name for each in fields(Caps)}
    assert caps_of(listed) == CAPS


def test_a_quote_that_never_closes_is_not_read_to_the_end(tmp_path: Path) -> None:
    """What stands behind it is not held in memory, and the line where it opens is told."""
    place = package(tmp_path, "t.csv", b'x\n1\n"2\n' + b"3\n" * 3000)
    (issue,) = check_package(place, caps={"row": 1000}).issues
    assert (issue.code, "from line 3 on" in str(issue)) == ("B521", True)
