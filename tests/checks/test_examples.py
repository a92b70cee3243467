"""The golden cases: every folder under `tests/examples/bad` and `tests/examples/good`.

A case holds the files that differ from `tests/examples/project`, laid over a copy of it. A file
`X.delete` takes X away; `arguments.txt` names the paths to check, which else is the project; the
whole report stands in `expected.txt`. A new case needs no Python. With BROADSHEET_UPDATE=1 the
tests write `expected.txt` instead of comparing it: read what they wrote as a user would.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import broadsheet
from broadsheet.cli import main
from broadsheet.errors import UnreadableError
from broadsheet.issues import RULES, Rule
from broadsheet.issues.grounding_rules import GROUNDING_RULES
from broadsheet.issues.record_rules import RECORD_RULES
from broadsheet.reports import as_text

EXAMPLES = Path(__file__).parent.parent / "examples"
PROJECT = EXAMPLES / "project"
CASES = sorted(path.parent for path in EXAMPLES.glob("*/*/expected.txt"))
BAD = [case for case in CASES if case.parent.name == "bad"]
GOOD = [case for case in CASES if case.parent.name == "good"]
UPDATE = bool(os.environ.get("BROADSHEET_UPDATE"))

HARBOUR = "seeds/articles/2024-05-02-harbour.json"
HARBOUR_TEXT = "seeds/texts/2024-05-02-harbour.txt"

NOT_FOR_EDITORS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "B003-nul-byte": (HARBOUR, lambda data: data.replace(b"larger ships", b"larger\x00ships")),
    "B004-not-utf-8": (HARBOUR, lambda data: data.replace(b"larger ships", b"larger \xff ships")),
    "B004-utf-16": (HARBOUR, lambda data: data.decode().encode("utf-16")),
    "B005-byte-order-mark": (HARBOUR, lambda data: b"\xef\xbb\xbf" + data),
    "latin-1-text": (
        HARBOUR_TEXT,
        lambda data: re.sub("[“”]", '"', data.decode().replace("–", "-")).encode("iso-8859-1"),
    ),
}
"""Bytes that editors and repositories would mend: the file of a case, and what is done to it."""


@pytest.fixture(params=CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a case; the current folder is the project with the case laid over it."""
    found: Path = request.param
    lay(found, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.delenv("BROADSHEET_TEXTS", raising=False)
    return found


def lay(case: Path, target: Path) -> None:
    """A copy of the example project with the files of a case over it."""
    shutil.copytree(PROJECT, target)
    for path in files_of(case):
        place = target / path.relative_to(case)
        if place.suffix == ".delete":
            place.with_suffix("").unlink()
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    if case.name in NOT_FOR_EDITORS:
        name, change = NOT_FOR_EDITORS[case.name]
        (target / name).write_bytes(change((target / name).read_bytes()))


def files_of(case: Path) -> Iterator[Path]:
    """The files that a case lays over the project."""
    return (p for p in sorted(case.rglob("*")) if p.is_file() and p.name not in {"expected.txt", "arguments.txt"})


def arguments(case: Path) -> list[str]:
    """The paths that a case asks about; none means the project in the current folder."""
    file = case / "arguments.txt"
    return file.read_text(encoding="utf-8").split() if file.exists() else []


def expected(case: Path) -> str:
    """The report that a case expects."""
    return (case / "expected.txt").read_text(encoding="utf-8")


def status(text: str) -> int:
    """The exit status that goes with a report: 2 where something could not be checked, 1 for errors, else 0."""
    if "[B001]" in text or "not everything could be checked" in text:
        return 2
    return int(re.search(r"checked: .*\berrors?\b", text) is not None)


def told(case: Path) -> str:
    """What the Python API says about a case, in the words of the command line."""
    try:
        return as_text(broadsheet.validate(*arguments(case))) + "\n"
    except UnreadableError as error:
        return f"broadsheet: {error}; {error.hint}  [{error.code}]\n"


def test_the_python_api_reports_what_the_case_expects(case: Path) -> None:
    """The whole text report of a case is the one that stands beside it."""
    found = told(case)
    if UPDATE:
        (case / "expected.txt").write_text(found, encoding="utf-8")
    assert expected(case) == found


def test_the_command_line_reports_what_the_case_expects(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`broadsheet validate` prints the same report and leaves with the exit status that goes with it."""
    with pytest.raises(SystemExit) as leaving:
        main(["validate", *arguments(case)])
    out, err = capsys.readouterr()
    assert (expected(case), status(expected(case))) == (out + err, leaving.value.code)


def test_the_json_report_says_the_same_as_the_text(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--format json` carries every issue of the text report, in the same order, with the same codes."""
    with pytest.raises(SystemExit):
        main(["validate", "--format", "json", *arguments(case)])
    out = capsys.readouterr().out
    report = json.loads(out) if out else {"issues": [{"code": "B001"}]}
    codes = re.findall(r"\[(B[0-9]{3})\]$", expected(case), flags=re.MULTILINE)
    assert codes == [issue["code"] for issue in report["issues"]]


@pytest.mark.parametrize("case_", BAD, ids=lambda case: case.name)
def test_a_bad_case_shows_the_rule_it_is_named_after(case_: Path) -> None:
    """A case named after a code has an issue with that code, and no issue that the case is not about."""
    codes = set(re.findall(r"\[(B[0-9]{3})\]$", expected(case_), flags=re.MULTILINE))
    wanted = {case_.name[:4]} if re.match("B[0-9]{3}-", case_.name) else codes
    assert wanted <= codes
    assert codes


@pytest.mark.parametrize("case_", GOOD, ids=lambda case: case.name)
def test_a_good_case_has_no_issue(case_: Path) -> None:
    """Nothing at all is said about a good case."""
    assert re.fullmatch(r"[0-9]+ records? checked: no issues\n", expected(case_))


def test_every_rule_for_records_has_a_bad_case() -> None:
    """The folder of bad cases is a catalogue of all mistakes that the rules for records name."""
    assert {rule.code for rule in (*RECORD_RULES, *GROUNDING_RULES)} - {case.name[:4] for case in BAD} == set()


def test_every_code_in_a_report_is_in_the_catalogue() -> None:
    """No report names a rule that nobody can look up."""
    codes = {code for case in BAD for code in re.findall(r"\[(B[0-9]{3})\]$", expected(case), flags=re.MULTILINE)}
    assert codes - set(RULES) == set()


@pytest.mark.parametrize("rule", [*RECORD_RULES, *GROUNDING_RULES], ids=lambda rule: rule.code)
def test_the_examples_of_a_rule_stand_in_its_cases(rule: Rule) -> None:
    """The JSON that `broadsheet rules` shows as bad stands in a bad case, the good one in what passes."""
    bad = [case for case in BAD if case.name.startswith(rule.code)]
    good = [*PROJECT.rglob("*.*"), *(path for case in GOOD for path in files_of(case))]
    for excerpt, files in ((rule.bad, [path for case in bad for path in files_of(case)]), (rule.good, good)):
        if excerpt.startswith('"'):
            assert any(excerpt in path.read_text(encoding="utf-8") for path in files if path.is_file()), excerpt
