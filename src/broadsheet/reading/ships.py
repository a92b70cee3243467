"""The names of ships, which are mostly those of towns, rivers and persons."""

from __future__ import annotations

import re

from broadsheet.reading.index import index_of

__all__ = ["find_ships"]

_KINDS = (
    "ferry", "tanker", "freighter", "trawler", "warship", "frigate", "destroyer", "submarine", "tugboat", "schooner",
    "steamer", "vessel", "ship", "boat", "yacht",
)  # fmt: skip
_WORDS = frozenset([*_KINDS, *(f"{kind}s" for kind in _KINDS)])
_KIND = "|".join(_KINDS)
_NAME = r"(?!(?:The|A|An)\b)[A-Z][a-z][\w'-]{0,40}(?: (?:[A-Z][a-z][\w'-]{0,40}|[IVX]{1,4}|\d{1,2})(?![\w'-])){0,2}"
_EXPLAINED = re.compile(
    rf"(?<![\w'-])({_NAME}), an? (?:[\w-]+ ){{0,5}}?(?:{_KIND})"
    r"(?=[,.;)]| (?:flagged|carrying|that|which|with|owned|built|registered|bound|operated|sailing|of|laden)\b)"
)
"""Behind the name, what it is that bears it: Tarl, a crude oil tanker flagged by Malta."""

_LED = re.compile(
    rf"\b(?:{_KIND})(?:,? (?:called|named|the))+ ({_NAME})"
    rf"|\b(?:[Tt]he|[Oo]il|[Cc]argo|[Cc]ontainer|[Pp]assenger|[Ff]ishing|[Rr]esearch) (?:{_KIND}) ({_NAME})"
)
"""Before it: the ferry Tarl, a vessel called Tarl."""

_BESIDE = re.compile(rf"\b(?:[Tt]he|[Aa]board|[Tt]hat|[Oo]f|{_KIND}) $")
_REACH = 12
_MOST = 20
"""So many ships of one text are known again; of a register of them each stands by its kind."""


def find_ships(folded: str) -> dict[int, int]:
    """Where the ships of a text are named: the offsets after their names, under those of the names.

    >>> text = "The ferry Oslo sank. Nobody was aboard the Oslo, and in Oslo nobody knew."
    >>> [text[start:end + 6] for start, end in find_ships(text).items()]
    ['Oslo sank.', 'Oslo, and ']
    """
    if _WORDS.isdisjoint(index_of(folded).words):
        return {}
    told = [*_EXPLAINED.finditer(folded), *_LED.finditer(folded)]
    names = list(dict.fromkeys(match[match.lastindex or 1] for match in told))[:_MOST]
    spans = {match.start(match.lastindex or 1): match.end(match.lastindex or 1) for match in told}
    for name in names:
        for match in re.finditer(rf"(?<![\w'-]){re.escape(name)}(?![\w-])", folded):
            if " " in name or _BESIDE.search(folded, max(0, match.start() - _REACH), match.start()):
                spans[match.start()] = match.end()
    return dict(sorted(spans.items()))
