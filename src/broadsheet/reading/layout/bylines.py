"""Who wrote it: bylines and the names in them."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.phrases import plain

__all__ = ["is_byline", "is_marked_byline", "is_name", "read_names"]

_PART = r"[A-Z][\w'\u2019\-]*\.?"
_NAME = re.compile(rf"{_PART}(?:\s(?:{_PART}|de|da|van|von|der|den|bin|binti|bint|al|el|la|le|ul|dos|du|di|y)){{1,4}}")
_OUTLET_WRITERS = re.compile(r"(?:[A-Z][\w' ]{1,20}\s)?(?:writers?|reporters?|correspondents?)\s(?=[A-Z])")
_AND = re.compile(r"\s*,?\s(?:and|with)\s|\s*[&;]\s*", re.IGNORECASE)
_BREAK = re.compile(r"\s*[|\u2013\u00b7\u2022]\s*|\s-\s")
_TITLE = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|staff|bureau|news|press|agency|desk|columnist|contributor|analyst|chief|times|post|reuters|afp|daily|journal|herald|media|service)s?\b",
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
    if (
        plain(text.rstrip(".")) in forms.desks
        or text.lower().startswith("special to ")
        or is_marked_byline(text, forms)
    ):
        return True
    return _is_bare(text, forms)


def is_marked_byline(text: str, forms: Forms) -> bool:
    """Whether a line, wherever it stands, says `by` and a name."""
    marked = forms.byline.match(text) if len(text) <= LONGEST else None
    if marked is None or text.endswith(("?", "!", ",", ":")):
        return False
    first = _first_piece(text[marked.end() :], forms)
    return is_name(first) or plain(first) in forms.desks or plain(first) in forms.outlets


def _first_piece(text: str, forms: Forms) -> str:
    """The name that a byline begins with, without what is said of the person."""
    writers = _OUTLET_WRITERS.match(text)
    group = _AND.split(_BREAK.split(text[writers.end() if writers else 0 :])[0])[0]
    return forms.title.sub("", group.split(",")[0]).strip() or group.split(",")[0]


def _is_bare(text: str, forms: Forms) -> bool:
    """A byline without `By`: names, with a title, a place or an agency after them."""
    if text.endswith((".", "?", "!")) or not is_name(_first_piece(text, forms)):
        return False
    pieces = [piece.strip() for group in _AND.split(_BREAK.sub(", ", text)) for piece in group.split(",")]
    if len(pieces) == 1:
        return pieces[0] != _first_piece(text, forms)
    return all(is_name(p) or _TITLE.search(p) or plain(p) in forms.outlets or p.istitle() for p in pieces[1:])


def read_names(block: Block, source: str, forms: Forms) -> tuple[str, ...]:
    """The authors that a byline names, as printed; names in capitals in the usual case."""
    marked = forms.byline.match(block.text)
    if marked and marked[0].lower().startswith(forms.translators):
        return ()
    at = marked.end() if marked else 0
    writers = _OUTLET_WRITERS.match(block.text, at)
    at = writers.end() if writers else at
    head = _BREAK.search(block.text, at)
    end = head.start() if head else len(block.text)
    names = []
    for begin, stop in _name_spans(block.text, at, end, forms):
        text = block.text[begin:stop]
        if (
            plain(text) in forms.desks
            or plain(text) in forms.outlets
            or not (is_name(text) or (marked and text[:1].isupper()))
        ):
            continue
        names.append(_usual_case(" ".join(source[block.start + begin : block.start + stop].split())))
    return tuple(dict.fromkeys(names))


def _name_spans(text: str, start: int, end: int, forms: Forms) -> list[tuple[int, int]]:
    """The spans of the names: `A, B and C` are three; in `A, Place, and B, Title` they come first."""
    groups = _split(_AND, text, start, end)
    pieces = [_split(re.compile(r"\s*,\s*"), text, *group) for group in groups]
    if len(groups) > 1 and len(pieces[-1]) == 1:
        chosen = [span for group in pieces for span in group]
    else:
        chosen = [group[0] for group in pieces if group]
    return [_without_title(text, *span, forms) for span in chosen]


def _split(cut: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    found, begin = [], start
    for match in cut.finditer(text, start, end):
        found.append((begin, match.start()))
        begin = match.end()
    return [(a, b) for a, b in [*found, (begin, end)] if a < b]


def _without_title(text: str, start: int, end: int, forms: Forms) -> tuple[int, int]:
    title = forms.title.search(text[start:end])
    return (start, start + title.start()) if title and title.start() else (start, end)


def _usual_case(name: str) -> str:
    return name.title() if name.isupper() else name
