"""A report for people and for programs: as text, or as JSON."""

from broadsheet.reports.text import as_text

__all__ = ["as_text"]
