"""Print what the library csvw finds in each metadata file that is named, as JSON."""

from __future__ import annotations

import json
import sys
import warnings

from csvw import CSVW


def _is_valid(tables) -> bool:
    """Whether it is valid; the library raises an error where a reference leads nowhere."""
    try:
        return tables.is_valid
    except ValueError as error:
        print(error, file=sys.stderr)
        return False


def main() -> None:
    """Validate each, and count the rows that it reads."""
    found = {}
    for path in sys.argv[1:]:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            tables = CSVW(path, validate=True)
            rows = {str(table.url): sum(1 for _ in table) for table in tables.tables}
            valid = _is_valid(tables)
        told = [str(each.message) for each in caught if "csvw" in str(each.filename)]
        found[path] = {"valid": valid, "rows": rows, "warnings": told}
    print(json.dumps(found))


main()
