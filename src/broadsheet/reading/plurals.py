"""Plurals: whether a word is one, and what it is one of."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

__all__ = ["is_plural", "singular"]


def is_plural(word: str, irregular: dict[str, str], singular: AbstractSet[str]) -> bool:
    """Whether a word in small letters is a plural; `singular` has words that only look like one.

    >>> [is_plural(word, {}, {"bus"}) for word in ("boats", "bus", "glass", "firemen")]
    [True, False, False, True]
    """
    if word in irregular:
        return True
    return (
        len(word) > 3 and word[-1] == "s" and not word.endswith(("ss", "us", "is", "'s")) and word not in singular
    ) or word.endswith(("men", "people", "children"))


def singular(noun: str, irregular: dict[str, str]) -> str:
    """The singular of a plural noun.

    >>> [singular(noun, {"people": "person"}) for noun in ("people", "hatcheries", "buses", "boxes", "houses", "women")]
    ['person', 'hatchery', 'buse', 'box', 'house', 'woman']
    """
    first, hyphen, last = noun.rpartition("-")
    if last in irregular:
        return first + hyphen + irregular[last]
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("children"):
        return noun[:-3]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "ches", "shes", "zzes", "oes", "ibuses", "obuses", "ybuses")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
