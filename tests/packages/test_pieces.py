"""Pieces of the files of a package: what some records come to, whatever their texts hold."""

from __future__ import annotations

import orjson
import pytest

from broadsheet.articles import Outlet
from broadsheet.checks.blocks import block_of
from broadsheet.packages.pieces import Writing
from broadsheet.tables import nested, tabulated
from broadsheet.tables.formats import canonical, to_csv

TEXTS = {
    "nothing of note": ["The Quay", "The Hill", "The Mill"],
    "commas": ["The Quay, daily", "a,b", ","],
    "quotation marks": ['The "Quay"', '"', '""', 'a","b'],
    "line feeds": ["The\nQuay", "a\n", "\n"],
    "a backslash at the end": ["The Quay\\", "\\", "a\\nb", '\\"'],
    "control characters": ["The\tQuay", "a\rb", "\x01", "\x1f"],
    "what is no control character": ["\x7f", "\u2028", "é", "\U0001f4f0"],
    "all of them": ['a,"b\\\n\t\x02', "The Quay", "\u0085"],
}


@pytest.mark.parametrize("case", TEXTS)
def test_digested_rows_are_those_of_texts_that_were_looked_through(case: str) -> None:
    """What the digest of a table is of is told right, whether its texts need any escapes or none."""
    outlet = Outlet(id="o", kind="newspaper", name="Quay").model_dump(mode="json")
    records = [outlet | {"id": f"o{at}", "name": name} for at, name in enumerate(TEXTS[case])]
    lines = b"".join(orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE) for each in records)
    found = Writing("outlets")(block_of(records))
    for table, frame in tabulated("outlets", nested("outlets", lines)):
        columns = frame.columns
        rows = [[row[name] for name in columns] for row in frame.sort(table.key).iter_rows(named=True)]
        told = b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)
        assert found.lines[table.name].read() == told == b"".join(canonical(frame, table.schema()))
        assert found.csv[table.name].read() == (to_csv(frame, header=False) if frame.height else b"")
