"""Every rule that broadsheet knows, under its stable code.

Codes say what a rule is about: B0 reading, B1 the shape of a record, B2 ids, references and
agreement, B3 spans and texts, B4 rights, B5 packages and descriptors, B6 tables, B7
projects, B8 releases.
"""

from __future__ import annotations

from types import MappingProxyType

from broadsheet.issues.grounding_rules import GROUNDING_RULES
from broadsheet.issues.package_rules import PACKAGE_RULES
from broadsheet.issues.project_rules import PROJECT_RULES
from broadsheet.issues.record_rules import RECORD_RULES
from broadsheet.issues.release_rules import RELEASE_RULES
from broadsheet.issues.rule import Rule
from broadsheet.issues.source_rules import SOURCE_RULES
from broadsheet.issues.table_rules import TABLE_RULES

__all__ = ["RULES", "rule"]

ALL = (*SOURCE_RULES, *RECORD_RULES, *GROUNDING_RULES, *PACKAGE_RULES, *TABLE_RULES, *PROJECT_RULES, *RELEASE_RULES)

RULES = MappingProxyType({each.code: each for each in ALL})


def rule(code: str) -> Rule:
    """The rule under a code; KeyError when there is none.

    >>> rule("B104").name
    'date-error'
    """
    return RULES[code]
