"""Quotations whose closing mark is missing, or is one of another kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.reading.cues import Cue, Cues
from broadsheet.reading.quotes import Quotation

__all__ = ["close"]

_DOUBLED = ("``", "\u2018\u2018", "\u2018\u2019")
_CROSSED = re.compile("[,.!?\u2026]['\u2019](?=\\s|$)")
"""A single mark that closes what a double one has opened, by mistake."""


def close(
    page: tuple[str, str], cues: Cues, quotations: Sequence[Quotation], loose: tuple[int, int], *, carries: bool
) -> list[Quotation]:
    """The quotations of a paragraph with the one that is open from `loose` to its end closed.

    `page` is the text and the text folded. The quotation ends at a mark of another kind, before its
    attribution, or with the paragraph; there, too, where it `carries` on in the next one.
    """
    (text, folded), (start, end) = page, loose
    inner = start + (2 if text.startswith(_DOUBLED, start) else 1)
    crossed = _CROSSED.search(text, inner, end)
    if crossed is not None:
        return _with(quotations, Quotation(start, inner, crossed.end() - 1, crossed.end()))
    after = end if carries else _before_attribution(folded, cues, inner, end)
    after = inner + len(folded[inner:after].rstrip())
    return _with(quotations, Quotation(start, inner, after, after, closed=False)) if after > inner else [*quotations]


def _with(quotations: Sequence[Quotation], more: Quotation) -> list[Quotation]:
    return sorted([*quotations, more], key=lambda quotation: quotation.start)


def _before_attribution(folded: str, cues: Cues, inner: int, end: int) -> int:
    """Where the words end before who said them, or nowhere where that is not plain."""
    found = [cue for cue in cues.find(folded, inner, end) if not _is_own(folded, cue)]
    cue = next((c for c in found if folded[c.start - 2 : c.start] == ", "), None)
    if cue is not None:
        return cue.start - 2
    return inner if found else end


def _is_own(folded: str, cue: Cue) -> bool:
    """Whether whoever is quoted says so: I told myself."""
    return folded[max(0, cue.start - 4) : cue.start].endswith((" I ", "\u201cI ", '"I ', " we "))
