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
    Rule(
        "B703",
        "version-error",
        "error",
        "A version tells readers what to expect: one that is lower than the changes demand breaks their programs.",
        bad='version = "1.0.1", where a column was removed from 1.0.0',
        good='version = "2.0.0"',
    ),
    Rule(
        "B704",
        "release-error",
        "error",
        "A release never changes: who has two copies of a version has the same data twice.",
        bad="broadsheet release --bump none, after a value was corrected",
        good="broadsheet release",
    ),
)
