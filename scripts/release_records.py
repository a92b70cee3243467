"""Keep the JSON Schemas of the records as they are released: `tests/releases/released/VERSION.json`.

Run it when a release carries a new version of the records' schema. Until then a test compares
the models with the newest file there, and asks for a new version where old records would break.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from broadsheet.articles.schemas import FILES, json_schema
from broadsheet.articles.version import CURRENT

FOLDER = Path(__file__).parent.parent / "tests/releases/released"


def main() -> int:
    """Write the file of the current version, once."""
    target = FOLDER / f"{CURRENT}.json"
    if target.exists() and "--again" not in sys.argv:
        print(f"{target} is released already; a change of the models needs a new version in articles/version.py")
        return 1
    schemas = {model.__name__.lower(): json_schema(model) for model in FILES}
    target.write_text(json.dumps(schemas, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
