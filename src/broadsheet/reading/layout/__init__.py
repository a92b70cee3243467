"""The layout of a text: which stretch of it plays which role."""

from broadsheet.reading.layout.layout import Layout, read_layout

__all__ = ["Layout", "read_layout"]
