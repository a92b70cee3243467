"""The columnar form of the records: which tables there are, and the way there and back."""

from broadsheet.tables.assemble import assemble
from broadsheet.tables.definitions import TABLES
from broadsheet.tables.table import Column, Table
from broadsheet.tables.tabulate import tabulate

__all__ = ["TABLES", "Column", "Table", "assemble", "tabulate"]
