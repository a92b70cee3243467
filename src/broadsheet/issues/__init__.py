"""What a check found: the `Issue`, the `Report` of all of them, and the catalogue of rules."""

from broadsheet.issues.catalogue import RULES, rule
from broadsheet.issues.issue import Issue, Severity, excerpt, printable, shorten
from broadsheet.issues.kinds import Kind, counts_in, kind_of, stats_of
from broadsheet.issues.report import InvalidDataError, Report, Source
from broadsheet.issues.rule import Rule
from broadsheet.issues.words import plural

__all__ = [
    "RULES",
    "InvalidDataError",
    "Issue",
    "Kind",
    "Report",
    "Rule",
    "Severity",
    "Source",
    "counts_in",
    "excerpt",
    "kind_of",
    "plural",
    "printable",
    "rule",
    "shorten",
    "stats_of",
]
