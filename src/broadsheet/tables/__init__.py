"""The columnar form of the records: which tables there are, and the way there and back."""

from broadsheet.tables.assemble import assemble
from broadsheet.tables.definitions import TABLES
from broadsheet.tables.left_out import require_optional, tables_of, without_left_out
from broadsheet.tables.table import Column, Table
from broadsheet.tables.tabulate import nested, tabulate, tabulated

__all__ = [
    "TABLES",
    "Column",
    "Table",
    "assemble",
    "nested",
    "require_optional",
    "tables_of",
    "tabulate",
    "tabulated",
    "without_left_out",
]
