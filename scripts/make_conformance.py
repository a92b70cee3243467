"""Write `docs/conformance.md` from a run: the examples, the readings that were decided, the second opinion.

With BROADSHEET_CONFORMANCE, a folder of outside cases, their score is measured; without it the page keeps
the score that it has. With `--check` nothing is written; the exit status tells whether the page is up to date.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from readings import READINGS, Reading

from broadsheet.checks.packages import check_package
from broadsheet.issues import RULES, Report

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/conformance.md"
NOTE = "<!-- Written by scripts/make_conformance.py from a run; edit scripts/readings.py instead. -->\n"
OUTSIDE = "## Outside cases"
INTRO = """\
`broadsheet.checks.packages.check_package` follows the prose of Data Package 2.0, and of 1.0 for descriptors
without `$schema`. Where a published profile contradicts the prose, the prose counts; where the prose is silent,
the profile does. Names of clauses are those of the standard's pages.
"""


def page(outside: str) -> str:
    """The whole page, with a section on outside cases."""
    return "\n".join([NOTE, "# Conformance\n", INTRO, *examples(), *readings(), *departures(), outside.rstrip(), ""])


def examples() -> Iterator[str]:
    """What the examples of this repository show."""
    cases = sorted(path.parent for path in (ROOT / "tests/examples").glob("*/*/expected.json"))
    counts: Counter[str] = Counter()
    right = 0
    for case in cases:
        expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
        report = check_package(case)
        right += [issue.to_dict() for issue in report.issues] == expected["issues"]
        counts.update({issue.code for issue in report.issues})
    good = sum(case.parent.name == "good" for case in cases)
    yield "## Examples\n"
    yield f"{good} good and {len(cases) - good} bad packages stand in `tests/examples/`, each with its whole report;"
    yield "those in `tests/standard/` keep or break one sentence of the standard each."
    yield f"The whole report is the expected one for {right} of {len(cases)}. How many show each rule:\n"
    yield "| rule | type | examples |\n|---|---|--:|"
    yield from (f"| [{code}](rules.md) | {RULES[code].name} | {counts[code]} |" for code in sorted(counts))
    yield ""


def readings() -> Iterator[str]:
    """Each contested reading, with what the run says of its package."""
    yield "## Readings\n"
    yield "Where a clause can be read in two ways: what was decided, and why. The last column is what a run"
    yield "says of a package that shows it (`scripts/readings.py`): the rules that it breaks.\n"
    yield "| question | decision | reason | clause | a run says |\n|---|---|---|---|---|"
    for each in sorted(READINGS, key=lambda reading: reading.clause):
        cells = (each.question, each.decision, each.reason, each.clause, said(each))
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
    yield ""


def said(reading: Reading) -> str:
    """The verdict on a reading's package, and the rules that it breaks."""
    with tempfile.TemporaryDirectory() as name:
        report = check_package(reading.write(Path(name)))
    found = codes(report)
    assert found == list(reading.codes), (reading.question, found)  # noqa: S101 - the decision and the run agree
    return ("valid" if report.valid else "invalid") + (f": {', '.join(dict.fromkeys(found))}" if found else "")


def codes(report: Report) -> list[str]:
    """The codes of a report, sorted."""
    return sorted(issue.code for issue in report.issues)


def departures() -> Iterator[str]:
    """Where frictionless departs from the standard: the table that the differential test goes by."""
    sys.path.insert(0, str(ROOT / "tests/checks"))
    from frictionless_faults import FAULTS  # noqa: PLC0415 - needs the development tools

    yield "## The second opinion\n"
    yield "A differential test compares verdicts, rows, fields and kinds with frictionless 5.21 on made packages. These"
    yield "are all the differences that it may find; for each a package shows that frictionless still has it.\n"
    yield "| difference | clause | the standard, and frictionless |\n|---|---|---|"
    for fault in sorted(FAULTS, key=lambda each: (each.clause, each.name)):
        yield f"| {fault.name} | {fault.clause} | {fault.says} |".replace("^a|b$", "`^a\\|b$`")
    yield ""


def score(folder: Path) -> str:
    """The score on a folder of outside cases."""
    counts: Counter[tuple[str, bool]] = Counter()
    for case in sorted(path for path in folder.iterdir() if (path / "expected.json").exists()):
        expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
        standard = expected["standard"]
        if not standard or standard["verdict"] == "unspecified":
            continue
        group = "contested" if "contested" in expected.get("tags", ()) else "uncontested"
        report = check_package(case, limit=None)
        right = report.valid is (standard["verdict"] == "valid")
        counts[f"{group}: verdict", right] += 1
        if right and standard["errors"]:
            counts[f"{group}: rows and fields", places(standard["errors"]) == found_places(report)] += 1
    lines = [
        f"{OUTSIDE}\n",
        "A corpus made by others from the prose of the standard, at hand where this was measured.\n",
        "| what | right | of |\n|---|--:|--:|",
    ]
    names = sorted({name for name, _ in counts})
    lines += [f"| {name} | {counts[name, True]} | {counts[name, True] + counts[name, False]} |" for name in names]
    return "\n".join([*lines, ""])


def places(errors: list[dict[str, Any]]) -> set[tuple[Any, Any]]:
    """Where errors are expected."""
    cells = {"type-error", "constraint-error", "unique-error"}
    return {(each["row"], each["field"] if each["kind"] in cells else None) for each in errors}


def found_places(report: Report) -> set[tuple[Any, Any]]:
    """Where errors were found."""
    errors = [issue for issue in report.issues if issue.severity == "error"]
    return places([{"row": issue.row, "field": issue.field, "kind": issue.type} for issue in errors])


def main() -> int:
    """Write or check the page."""
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    folder = os.environ.get("BROADSHEET_CONFORMANCE")
    kept = OUTSIDE + old.partition(OUTSIDE)[2] if OUTSIDE in old else ""
    new = page(score(Path(folder)) if folder else kept)
    if "--check" not in sys.argv:
        PAGE.write_text(new, encoding="utf-8")
    print("docs/conformance.md was not up to date" if new != old else "docs/conformance.md is up to date")
    return 1 if new != old and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
