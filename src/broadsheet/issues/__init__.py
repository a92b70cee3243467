"""What a check found: the `Issue`, the `Report` of all of them, and the catalogue of rules."""

from broadsheet.issues.catalogue import RULES, rule
from broadsheet.issues.issue import Issue, Severity, printable, shorten
from broadsheet.issues.report import Report
from broadsheet.issues.rule import Rule

__all__ = ["RULES", "Issue", "Report", "Rule", "Severity", "printable", "rule", "shorten"]
