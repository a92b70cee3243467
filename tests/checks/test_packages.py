"""The catalogue of good and bad packages, and the cases of the standard where they are at hand."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from conformance import result

from broadsheet.checks.packages import check_package
from broadsheet.errors import UnreadableError, UnwritableError
from broadsheet.issues import RULES

EXAMPLES = Path(__file__).parent.parent / "examples"
CASES = sorted(path.parent for kind in ("good", "bad") for path in (EXAMPLES / kind).glob("*/expected.json"))
# Archives are made by other tests; B518 is what nobody thought of, B520 comes from another engine, B522 from
# what is not installed.
ELSEWHERE = {"B515", "B518", "B520", "B522"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_finds_what_the_example_expects(case: Path) -> None:
    """The whole list of issues is the expected one, and good examples are valid."""
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    report = check_package(case)
    assert [issue.to_dict() for issue in report.issues] == expected["issues"]
    assert report.valid is expected["valid"] is (case.parent.name == "good")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_finds_the_same_in_an_archive(case: Path, tmp_path: Path) -> None:
    """A zip archive of a package has the same issues as its folder."""
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(case.iterdir()):
            packed.write(path, path.name)
    assert check_package(archive).issues == check_package(case).issues


def test_every_rule_has_an_example() -> None:
    """Each rule for packages and tables is broken by an example."""
    texts = [(case / "expected.json").read_text(encoding="utf-8") for case in CASES]
    broken = {issue["code"] for text in texts for issue in json.loads(text)["issues"]}
    assert {code for code in RULES if "B5" <= code < "B7"} - ELSEWHERE == broken


def test_counts_more_than_it_shows() -> None:
    """The limit holds for each kind; the totals count everything."""
    report = check_package(EXAMPLES / "bad/integer", limit=2)
    assert len(report.issues) == 2
    assert report.stats["errors"] == {"type-error": 5}


@pytest.mark.parametrize("name", ["gone", "gone/datapackage.json", "good"])
def test_raises_when_there_is_nothing_to_read(name: str) -> None:
    """A path without a package is a wrong call, not bad data."""
    with pytest.raises(UnreadableError):
        check_package(EXAMPLES / name)


def _conformance() -> list[Path]:
    folder = os.environ.get("BROADSHEET_CONFORMANCE")
    return sorted(path for path in Path(folder).iterdir() if path.is_dir()) if folder else []


@pytest.mark.skipif(not _conformance(), reason="BROADSHEET_CONFORMANCE names no folder of cases")
@pytest.mark.parametrize("case", _conformance(), ids=lambda case: case.name)
def test_follows_the_standard(case: Path) -> None:
    """The verdict is the standard's, and so are the rows and fields where it names them."""
    standard = json.loads((case / "expected.json").read_text(encoding="utf-8"))["standard"]
    if not standard or standard["verdict"] == "unspecified":
        pytest.skip("the standard does not say")
    found = result(case)
    assert found["valid"] is (standard["verdict"] == "valid")
    if standard["errors"]:
        assert {_key(error) for error in found["errors"]} == {_key(error) for error in standard["errors"]}


def _key(error: dict[str, object]) -> tuple[object, object]:
    cell = error["kind"] in {"type-error", "constraint-error", "unique-error"}
    return error["row"], error["field"] if cell else None


def test_a_disk_without_room_is_no_fault_of_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check ends, and says what has no room; it was told that the table cannot be read."""

    def full(*_: object) -> None:
        raise UnwritableError("cannot write temporary files: No space left on device")

    monkeypatch.setattr("broadsheet.checks.packages.package.check_table", full)
    with pytest.raises(UnwritableError, match="cannot write temporary files"):
        check_package(EXAMPLES / "bad/cells")
