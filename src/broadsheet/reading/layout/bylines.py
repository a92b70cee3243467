"""Who wrote it: bylines and the names in them."""

from __future__ import annotations

import re

from broadsheet.reading.fold import key
from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.forms import Forms

__all__ = ["is_byline", "is_name", "read_names"]

_PART = r"[A-Z][\w'\u2019\-]*\.?"
_NAME = re.compile(rf"{_PART}(?:\s(?:{_PART}|de|da|van|von|der|den|bin|binti|bint|al|el|la|le|ul|dos|du|di|y)){{1,4}}")
_JOIN = re.compile(r"\s*(?:,\s*and\s|,|;|&|\sand\s|\swith\s)\s*", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:[|\u2013\u00b7\u2022]|\s-\s)\s*")
_TITLE = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|staff|bureau|news|press|agency|desk|columnist|contributor|analyst|chief|times|post|reuters|afp|daily|journal|herald|media|service)\b",
    re.IGNORECASE,
)
LONGEST = 160


def is_name(text: str) -> bool:
    """Whether the text could be one person's name: two to five capitalised words.

    >>> is_name("Grace Hopper"), is_name("Port to open"), is_name("Harbour")
    (True, False, False)
    """
    return len(text) <= 50 and _NAME.fullmatch(text) is not None


def is_byline(text: str, forms: Forms) -> bool:
    """Whether a line in the head of an article says who wrote it."""
    if len(text) > LONGEST:
        return False
    if key(text.rstrip(".")) in forms.desks:
        return True
    marked = forms.byline.match(text)
    if marked is not None:
        rest = text[marked.end() :]
        first = _pieces(rest)[0] if rest else ""
        return bool(first) and (first[0].isupper() or key(first) in forms.desks) and not rest.rstrip().endswith((".", "?", "!"))
    return _is_bare(text, forms)


def _is_bare(text: str, forms: Forms) -> bool:
    """A byline without `By`: names, perhaps with a title or an agency after them."""
    pieces = _pieces(text)
    if not is_name(pieces[0]) or _TITLE.search(pieces[0]) and len(pieces) == 1:
        return False
    return len(pieces) > 1 and all(is_name(p) or _TITLE.search(p) or key(p) in forms.outlets for p in pieces[1:])


def _pieces(text: str) -> list[str]:
    return [piece for part in _SEPARATOR.split(text) for piece in _JOIN.split(part) if piece] or [""]


def read_names(block: Block, source: str, forms: Forms) -> tuple[str, ...]:
    """The authors that a byline names, as printed; names in capitals in the usual case."""
    marked = forms.byline.match(block.text)
    at = marked.end() if marked else 0
    names: list[str] = []
    for start, end in _spans(block.text, at):
        text = block.text[start:end]
        if key(text) in forms.desks or key(text) in forms.outlets or _TITLE.search(text):
            continue
        printed = " ".join(source[block.start + start : block.start + end].split())
        if is_name(text) or (marked and start == at and text[:1].isupper()):
            names.append(_usual_case(printed))
        elif names:
            break
    return tuple(dict.fromkeys(names))


def _spans(text: str, at: int) -> list[tuple[int, int]]:
    found, begin = [], at
    cuts = sorted((m.start(), m.end()) for pattern in (_SEPARATOR, _JOIN) for m in pattern.finditer(text, at))
    for start, end in [*cuts, (len(text), len(text))]:
        if begin < start:
            found.append((begin, start))
        begin = max(begin, end)
    return found


def _usual_case(name: str) -> str:
    return name.title() if name.isupper() else name
