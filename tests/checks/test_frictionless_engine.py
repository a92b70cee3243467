"""frictionless as a second opinion, and reports in its shape."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import frictionless
import pytest

import broadsheet
from broadsheet.checks.second_opinion import from_frictionless
from broadsheet.cli import main
from broadsheet.errors import BroadsheetError, UnreadableError
from broadsheet.issues import RULES, Issue, Report
from broadsheet.reports import to_frictionless_report

BAD = Path(__file__).parent.parent / "examples/bad"
CASES = sorted(path.parent for path in BAD.glob("*/expected.json"))


def rewritten(package: Path, **changes: object) -> None:
    """Change the first resource of a package."""
    descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    descriptor["resources"][0] |= changes
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def test_both_engines_find_the_same_cells(bad):
    """Rows, fields and rules of the second opinion stand under our codes."""
    descriptor = bad / "datapackage.json"
    descriptor.write_text(descriptor.read_text("utf-8").replace(', "keywords": "ports"', ""), encoding="utf-8")
    ours = {(i.code, i.row) for i in broadsheet.validate(bad).issues}
    theirs = {(i.code, i.row) for i in broadsheet.validate(bad, engine="frictionless").issues}
    assert theirs == ours == {("B640", 2), ("B640", 5), ("B640", 7), ("B642", 3), ("B651", 4), ("B641", 5)}


def test_the_command_asks_for_a_second_opinion(good, capsys):
    """`--engine frictionless` has the exit status and the forms of our own."""
    with pytest.raises(SystemExit) as leaving:
        main(["validate", "good", "--engine", "frictionless"])
    assert (leaving.value.code, capsys.readouterr().out) == (0, "1 resource, 4 rows checked: no issues\n")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"path": "http://127.0.0.1:9/a.csv"}, "'http://127.0.0.1:9/a.csv' is on a host that is not allowed"),
        ({"path": "../secret.csv"}, "'../secret.csv' leaves the folder of the descriptor"),
        ({"path": "link.csv"}, "'link.csv' is a symbolic link, or lies behind one"),
        ({"schema": "https://example.org/s.json"}, "'https://example.org/s.json' is on a host that is not allowed"),
        ({"profile": "http://127.0.0.1/p.json"}, "'http://127.0.0.1/p.json' is on a host that is not allowed"),
    ],
)
def test_nothing_outside_the_package_is_handed_to_frictionless(good, changes, reason):
    """It would follow links and fetch addresses; so it is not asked."""
    Path("secret.csv").write_text("code\n1\n", encoding="utf-8")
    (good / "link.csv").symlink_to(Path("secret.csv").resolve())
    rewritten(good, **changes)
    with pytest.raises(UnreadableError) as raised:
        broadsheet.validate(good, engine="frictionless")
    assert str(raised.value) == f"frictionless is not asked: {reason}"


def test_without_the_extra_the_error_says_how_to_get_it(good, monkeypatch):
    """Whoever asks for a second opinion learns what to install."""
    monkeypatch.setitem(sys.modules, "frictionless", None)
    with pytest.raises(BroadsheetError) as raised:
        broadsheet.validate(good, engine="frictionless")
    assert raised.value.hint == "pip install 'broadsheet[frictionless]'"


def test_errors_of_unknown_types_keep_their_type():
    """What our catalogue has no name for stands under B520."""
    error = {"type": "deviated-cell", "message": "odd", "rowNumber": 3, "fieldName": "a"}
    task = {"name": "t", "place": "t.csv", "errors": [error]}
    report = from_frictionless({"tasks": [task], "errors": []})
    assert report.issues == (Issue("B520", "deviated-cell", "error", "odd", None, "t.csv", "t", 3, "a"),)
    assert report.stats["errors"] == {"deviated-cell": 1}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_frictionless_reads_our_reports_as_its_own(case):
    """A real frictionless.Report can be built of every report, and gives every error back."""
    report = broadsheet.validate(case)
    given = to_frictionless_report(report)
    made = frictionless.Report.from_descriptor(given)
    errors = [*made.errors, *(error for task in made.tasks for error in task.errors)]
    assert made.valid is report.valid
    assert made.to_descriptor()["stats"] == given["stats"]
    assert len(errors) == sum(issue.severity == "error" for issue in report.issues)
    listed = {
        (task.name, error.type, getattr(error, "row_number", None)) for task in made.tasks for error in task.errors
    }
    rows = {(i.resource, i.type, i.row) for i in report.issues if i.type in {"type-error", "extra-cell", "blank-row"}}
    assert rows <= listed


def test_a_report_survives_the_way_there_and_back(bad):
    """Types, rows and fields of cells are the same after both translations."""
    report = broadsheet.validate(bad)
    back = from_frictionless(frictionless.Report.from_descriptor(to_frictionless_report(report)))
    assert {(i.type, i.resource, i.row) for i in back.issues} == {(i.type, i.resource, i.row) for i in report.issues}


def test_every_rule_has_a_type_that_frictionless_can_read():
    """No rule of ours breaks the report for programs that read it."""
    issues = tuple(Issue.of(code, "a", resource="t", row=2, field="f") for code in RULES)
    made = frictionless.Report.from_descriptor(to_frictionless_report(Report(issues)))
    assert len(made.tasks[0].errors) == sum(issue.severity == "error" for issue in issues)
