"""Rows told apart as lines before they are taken apart: the same changes, whatever the lines are like."""

from __future__ import annotations

import os
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.checks.tables.csv_reader import read_csv
from broadsheet.checks.tables.csv_text import Part
from broadsheet.checks.tables.dialect import Dialect
from broadsheet.checks.tables.field import Field, Schema
from broadsheet.checks.tables.table import Table
from broadsheet.errors import UnreadableError
from broadsheet.releases.leftovers import MEMORY
from broadsheet.releases.streams import Stream
from broadsheet.releases.tables import TableComparison

FIELDS = (Field("id"), Field("n", "number"), Field("t"))
CELLS = ("", "1", "1.0", "x", '""', '"x"', '"x, y"', '"a\nb"', '"a\n"', '"b\nx"', '"say ""no"""', 'ab"c', "ä", " x")
rows = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["a", "b", "c", "d", '"e"', ""]), *[st.sampled_from(CELLS)] * 2).map(",".join),
        st.sampled_from(["", "a,1", "a,1,x,y", "# a", '"', "a,1,x\r"]),
    ),
    max_size=12,
)


def table(found: list[str], key: tuple[str, ...]) -> Table:
    """A table of some lines, the later ones in a file of their own."""
    files = "\n".join(["id,n,t", *found[:7], ""]), "".join(f"{each}\n" for each in found[7:])
    parts = [Part(str(n), lambda data=data: iter([data.encode()])) for n, data in enumerate(files)]  # type: ignore[misc]
    return Table("t", None, lambda scene: read_csv(parts, Dialect(), scene), Schema(FIELDS, primary_key=key))


def compared(old: Table, new: Table, block: int, *, lines: bool, memory: int = MEMORY) -> Any:
    """The changes, each as often as it is told, and what is said of keys; the error where a table cannot be read."""
    try:
        streams = Stream("old", old, block), Stream("new", new, block)
        for stream in streams:
            stream.lines = stream.lines if lines else None
        comparison = TableComparison("t", *streams, {field.name: field.name for field in FIELDS}, memory)
        told = comparison.run()
    except UnreadableError as error:
        return str(error)
    return Counter(map(repr, told)), [note for note in comparison.notes if "primary key" in note]


@settings(max_examples=int(os.environ.get("BROADSHEET_EXAMPLES", "12")))
@given(rows, rows, st.sampled_from([(), ("id",), ("id", "n")]), st.sampled_from([16, 64, 1 << 24]), st.booleans())
def test_lines_change_nothing(old: list[str], new: list[str], key: tuple[str, ...], block: int, spill: bool) -> None:
    """Setting equal lines aside finds what comparing all values finds: odd quotes, blank lines, short rows and all."""
    one, two = table(old, key), table([*new, *old[::2]], key)
    expected = compared(one, two, block, lines=False)
    assert expected == compared(one, two, block, lines=True, memory=0 if spill else MEMORY)
