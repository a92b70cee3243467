"""The rules for projects: what a publisher says about the data set, and where it is written."""

from __future__ import annotations

from broadsheet.issues.rule import Rule

__all__ = ["PROJECT_RULES"]

PROJECT_RULES = (
    Rule(
        "B701",
        "settings-error",
        "error",
        "Without its settings nobody knows what the data set is called, who made it and how it may be used.",
        bad='titel = "Harbour news"',
        good='title = "Harbour news"',
    ),
    Rule(
        "B702",
        "write-error",
        "error",
        "What cannot be written whole is not written at all, and what stood there before stays.",
        bad="broadsheet build --out /a/read-only/folder",
        good="broadsheet build --out harbour",
    ),
)
