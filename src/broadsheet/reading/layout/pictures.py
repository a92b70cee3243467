"""Captions and the credits in them."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.forms import compile_forms
from broadsheet.reading.lexicon import Lexicon

__all__ = ["Credits", "compile_credits", "find_credit"]

Credits = tuple[re.Pattern[str], ...]

REACH = 130
"""Credits stand at the end of their line; so many of its last characters are searched."""

_NAME = r"[A-Z][\w.'\u2019\-]*"
_WORDS = rf"{_NAME}(?:[ ,/]{{1,2}}(?:{_NAME}|via|for|of|and|de|van|du|des|le|la|da|do|di)){{0,7}}"
_SAID = frozenset(".!?\u2026\"'\u201d\u2019")
_LABELS = ("photo", "picture", "image", "foto", "credit", "graphic", "source", "\u00a9", "/")
_GIVEN = r"(?i:by|courtesy(?:\sof)?|from|provided\sby|supplied\sby)"
_PHOTO = r"(?i:photos?|pictures?|pix|pics?|images?|foto)"
_END = r"[\s.|]*$"


def compile_credits(lexicon: Lexicon) -> Credits:
    """The forms of a picture's credit at the end of a line, the most telling first."""
    forms = lexicon.compiled(compile_forms)
    label = rf"(?i:{forms.credit_labels})"
    agency = rf"{forms.agency.pattern}(?:/{forms.agency.pattern}|/{_NAME}(?:\s{_NAME}){{0,3}})?"
    brackets = r"[(\[](?P<credit>%s)[)\]]"
    plain = r"(?:^|[\s.\u2013|-])(?P<credit>%s)"
    after = r"(?:^|[.\u2013|]\s?)(?P<credit>%s)"
    return tuple(
        re.compile(form % content + _END)
        for form, content in (
            (brackets, rf"{label}(?:\s?[:/|]\s?|\s{_GIVEN}[:\s]\s?|\s[\u2013-]\s)[^()\[\]]{{1,90}}"),
            (brackets, rf"(?:(?i:file\s)?{agency}\s(?i:file\s)?{label}|{label}\s{agency})[^()\[\]]{{0,60}}"),
            (brackets, rf"(?:{agency}|REUTERS/{_WORDS}|{_WORDS}\s?/\s?{_WORDS})(?:\s?/\s?{_WORDS})?"),
            (brackets, rf"(?:{agency}|[A-Z]{{2,6}}(?:\s{_NAME})?):\s{_WORDS}"),
            (brackets, rf"(?i:{forms.credit_alone})"),
            (brackets, r"(?i:source|via)\s?[:|]\s?[^()\[\]]{1,60}"),
            (plain, rf"(?:{agency})\s(?i:file\s)?{_PHOTO}\b(?:\s?[:/]?\s?(?:by\s)?{_WORDS})?"),
            (plain, rf"{label}\s?[:|]\s?[^:|()]{{2,80}}?"),
            (plain, rf"{label}(?:/|\s(?i:by|courtesy of|courtesy|provided by|supplied by)\s){_WORDS}"),
            (after, rf"{label}\s(?:{_WORDS}|[\w-]+(?:\.[\w-]+){{1,3}})"),
            (plain, rf"(?:REUTERS|AP|AFP|EPA-EFE|EPA|Reuters)(?:\sPhoto)?/{_WORDS}"),
            (after, rf"{_NAME}(?:\s{_NAME}){{0,3}}/(?:{agency})(?:\s(?i:via)\s{_WORDS})?"),
            (after, rf"\u00a9\s?(?:{agency}|{_WORDS})"),
            (after, rf"(?:{agency})\svia\s{_WORDS}"),
            (r"[.)\u2013|]\s(?P<credit>%s)", rf"{_NAME}(?:\s{_NAME}){{1,3}}\s?/\s?{_WORDS}"),
            (r"[.\u2013|]\s?(?P<credit>%s)", rf"(?i:{forms.credit_alone})"),
            (r"[.\u2013|]\s(?P<credit>%s)", rf"(?:(?i:source):\s)?{agency}"),
        )
    )


def find_credit(block: Block, credits: Credits) -> tuple[int, int] | None:
    """The span of the credit at the end of a block, without brackets, dash or bar."""
    base = max(0, len(block.text) - REACH)
    tail = block.text[base:]
    if tail[-1] in _SAID:
        lower = tail.lower()
        if not any(label in lower for label in _LABELS):
            return None
    for expression in credits:
        found = expression.search(tail)
        if found is not None and (found.start() > 0 or base == 0):
            start, end = found.span("credit")
            return block.start + base + start, block.start + base + len(tail[:end].rstrip(" ."))
    return None
