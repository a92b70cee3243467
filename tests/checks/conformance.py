"""Run the validator over a folder of conformance cases.

    python tests/checks/conformance.py CASES RESULTS.jsonl

CASES holds a folder for each case; a line of RESULTS.jsonl is
{"case": …, "valid": …, "errors": [{"resource", "row", "field", "kind"}, …]}.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from broadsheet.checks.packages import check_package


def result(case: Path) -> dict[str, Any]:
    """The line for one case."""
    report = check_package(case, limit=None)
    errors = [
        {"resource": issue.resource, "row": issue.row, "field": issue.field, "kind": issue.type}
        for issue in report.issues
        if issue.severity == "error"
    ]
    return {"case": case.name, "valid": report.valid, "errors": errors}


def main(cases: Path, results: Path) -> None:
    """Write a line for every case."""
    lines = [json.dumps(result(case), ensure_ascii=False) for case in sorted(cases.iterdir()) if case.is_dir()]
    results.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
