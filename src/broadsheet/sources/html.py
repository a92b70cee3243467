"""Pages: the article's text by trafilatura, and what the page's own data say of it.

What JSON-LD, OpenGraph and meta tags state becomes a hint with the place where it was found.
Pages are parsed as HTML only: entities are never expanded and scripts never run.
"""

from __future__ import annotations

import hashlib
import re
from functools import partial
from typing import Any

from broadsheet.issues import Issue
from broadsheet.sources.hints import find_hints
from broadsheet.sources.received import Hint, Received
from broadsheet.sources.text import LARGEST_TEXT, read_text

__all__ = ["is_markup", "read_page"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_BLOCK = re.compile(r"</(?:p|div|h[1-6]|article|section|body|blockquote|ul|ol|table)>|<br ?/?>", re.IGNORECASE)
_WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_TABLES = ("table", "tbody", "tr", "td")
_ARTICLE = "<html><body><article>{}</article></body></html>"
"""A page for a part of one, too short to be found as an article by itself."""

STORY = 500
"""A cell of so many characters holds more than a table does."""

_EXTRA = 'pip install "broadsheet[html]"'


def read_page(name: str, data: bytes, *, path: str | None = None, url: str | None = None) -> Received | Issue:
    """The article on a page, or in a part of one: its text in UTF-8, with hints; the issue where there is none."""
    where = path or name
    try:
        from lxml import html as parser  # noqa: PLC0415 - an extra
        from trafilatura import extract  # noqa: PLC0415 - an extra
    except ImportError:
        return Issue.of("B028", "reading pages needs the extra html", hint=_EXTRA, path=where)
    page = _decode(name, data, where)
    if isinstance(page, Issue):
        return page
    try:
        tree = parser.document_fromstring(page.encode("utf-8"), parser=parser.HTMLParser(encoding="utf-8"))
        hints = find_hints(tree)
        _unfold_tables(tree)
        take = partial(extract, url=url, include_comments=False, include_tables=True, deduplicate=False)
        text = take(tree) if _WHOLE.search(page) else take(page, favor_recall=True) or take(_ARTICLE.format(page))
    except Exception as error:  # noqa: BLE001 - the parsers raise whatever they meet
        return Issue.of("B027", f"the page cannot be parsed: {type(error).__name__}", path=where)
    if not text or not any(map(_is_sentence, text.split("\n"))):
        return Issue.of("B027", "there is no article on the page", hint="save its text by hand", path=where)
    hints = {**hints, "page_sha256": Hint(hashlib.sha256(data).hexdigest(), "bytes of the page")}
    if url:
        hints["url"] = Hint(url, "record of the archive")
    return Received.of(name, text.encode("utf-8", "replace"), "utf-8", text, hints, path=path)


def is_markup(text: str) -> bool:
    """Whether a text is a page, or a part of one: it has the end of a block, or a break.

    >>> is_markup("<p>The port will open.</p>"), is_markup("Open.<br>Soon."), is_markup("a < b and c > d, <sic>")
    (True, True, False)
    """
    return "<" in text and _BLOCK.search(text) is not None


def _unfold_tables(tree: Any) -> None:
    """Make blocks of the tables that hold a story: some pages are laid out in them."""
    for cell in [*tree.iter("td")]:
        if len(cell.findall(".//p")) > 1 and len(cell.text_content()) > STORY:
            for outer in (each for each in cell.iterancestors() if each.tag in _TABLES):
                for part in [*outer.iter(*_TABLES)]:
                    part.tag = "div"


def _is_sentence(line: str) -> bool:
    """Whether a line is too long for one of a menu; not all languages put blanks between words."""
    return len(line.split()) > 5 or sum(map(str.isalpha, line)) > 30


def _decode(name: str, data: bytes, where: str) -> str | Issue:
    if len(data) > LARGEST_TEXT:
        return Issue.of("B022", f"{len(data):,} bytes are more than a page has", path=where)
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(named[1].decode("ascii"))
        except (UnicodeDecodeError, LookupError):
            pass
    received = read_text(name, data, path=where)
    return received if isinstance(received, Issue) else received.text
