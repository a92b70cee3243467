"""Strings and their formats: email, uri, binary, uuid."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

__all__ = ["FORMATS", "to_string"]

EMAIL = (
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+)*"
    r"@(?:[A-Za-z0-9\u0080-\U0010ffff](?:[A-Za-z0-9\u0080-\U0010ffff-]*[A-Za-z0-9\u0080-\U0010ffff])?\.)*"
    r"[A-Za-z0-9\u0080-\U0010ffff](?:[A-Za-z0-9\u0080-\U0010ffff-]*[A-Za-z0-9\u0080-\U0010ffff])?"
)
URI = r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=\u00a0-\U0010ffff-]|%[0-9A-Fa-f]{2})*"
HIERARCHY = r"(?i)(?:https?|ftps?)://[^/?#]"
BASE64 = r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"
UUID = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
LONGEST_EMAIL = 320


def is_email(text: str) -> bool:
    """Whether a text is an address: one @, a local part and a domain."""
    return len(text) <= LONGEST_EMAIL and re.fullmatch(EMAIL, text) is not None


def is_uri(text: str) -> bool:
    """Whether a text is a URI with a scheme (RFC 3986), letters beyond ASCII allowed."""
    if not re.fullmatch(URI, text) or text.count("#") > 1:
        return False
    return bool(re.match(HIERARCHY, text)) or not re.match(r"(?:https?|ftps?):", text, re.IGNORECASE)


FORMATS: Mapping[str, Callable[[str], object]] = {
    "default": str,
    "email": is_email,
    "uri": is_uri,
    "binary": partial(re.fullmatch, BASE64),
    "uuid": partial(re.fullmatch, UUID),
}
NAMES = {"email": "an email address", "uri": "a URI", "binary": "base64", "uuid": "a UUID"}


def to_string(text: str, form: str) -> str:
    """The text itself, when it has the form that the field's format asks for."""
    if form != "default" and not FORMATS[form](text):
        raise ValueError(f"is not {NAMES[form]}")
    return text
