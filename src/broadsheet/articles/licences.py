"""Which licences let anyone pass a text on."""

from __future__ import annotations

__all__ = ["allows_redistribution"]

_OPEN = ("CC0-", "CC-BY-", "PDDL-", "ODC-By-", "ODbL-", "OGL-UK-", "etalab-", "MIT", "Apache-2.0")
_OPEN_STATEMENTS = (
    "rightsstatements.org/vocab/NoC-US/",
    "creativecommons.org/publicdomain/",
    "creativecommons.org/licenses/",
)


def allows_redistribution(license: str | None) -> bool:
    """Whether a licence lets anyone pass the text on.

    Licences are recognised by the families of their SPDX identifiers; every term of an
    expression has to be one of them. What is not recognised does not count as permission,
    nor does one for some purposes only (NC).

    >>> allows_redistribution("CC-BY-4.0"), allows_redistribution("http://rightsstatements.org/vocab/InC/1.0/")
    (True, False)
    >>> allows_redistribution("CC-BY-NC-4.0"), allows_redistribution(None)
    (False, False)
    """
    if not license:
        return False
    if "://" in license:
        place = license.partition("://")[2].removeprefix("www.")
        return place.startswith(_OPEN_STATEMENTS) and "-nc" not in place
    terms = [t for t in license.replace("(", " ").replace(")", " ").split() if t not in {"AND", "OR", "WITH"}]
    return bool(terms) and all(term.startswith(_OPEN) and "-NC" not in term for term in terms)
