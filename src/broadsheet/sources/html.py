"""Pages: the article's text by trafilatura, and what the page's own data say of it.

What JSON-LD, OpenGraph and meta tags state becomes a hint with the place where it was found.
Pages are parsed as HTML only: entities are never expanded and scripts never run.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Collection, Iterator
from typing import Any

from broadsheet.issues import Issue, shorten
from broadsheet.sources.heads import BLOCKS
from broadsheet.sources.hints import find_hints
from broadsheet.sources.received import Hint, Received
from broadsheet.sources.refusals import find_refusal
from broadsheet.sources.text import LARGEST_TEXT, read_text

__all__ = ["is_markup", "read_page"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*+(?:[\"']\s*+)?([\w.:-]{2,40})", re.IGNORECASE)
_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
"""What Python knows as encodings and no page is in; one of them takes quadratic time."""

_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What pages are in that name the encoding which it was made of, and read so by browsers (WHATWG, Encoding)."""

_LABELS = {
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "x-x-big5": "big5hkscs",
    "windows-874": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "x-mac-cyrillic": "mac_cyrillic",
}
"""Names of encodings that pages have, and Python has not."""

_WHOLE = re.compile(r"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
_TAG = re.compile(
    r"<(!--|!doctype\b|/?([a-z][\w:-]*)(?:\s+[\w:@.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?)*\s*/?>)?",
    re.IGNORECASE,
)
"""A sign that opens a tag, and the tag with its name, where it is one."""

_BEGINNING = re.compile(rf"\s*<(?:!--|!doctype\b|(?:html|head|body|{'|'.join(BLOCKS)})\b[^<>]*>)", re.IGNORECASE)
_END = re.compile(rf"</(?:body|{'|'.join(BLOCKS)})>|<[bh]r ?/?>", re.IGNORECASE)
_GAP = re.compile(r"\n\s*?\n")
_CELLS = ("td", "th")
_NEW = {"main", "picture", "template", "dialog", "slot", "data", "g", "path"}
"""Elements that lxml's own list lacks."""

_VOID = ("area", "embed", "frame", "input", "link", "param", "source", "track")
"""Elements without content: removed one by one, the text behind them would be put together as often."""

_FIELDS = ("option", "textarea", "legend")
"""What readers fill in, and what it is called: no part of any article, and slow to be judged as one."""

_INNER = ("td", "th", "dl", "form", "option", "caption", "center", "fieldset", "legend", "textarea")
MOST_BLOCKS = 5000
"""Of so many short blocks each is compared with all around it by the second opinion."""

_UNSEEN = ("script", "style", "template", "noscript", "title")
_LINE = "\u2028"
"""What ends a line while the blanks of a page mean nothing."""

_TABLES = ("table", "tbody", "tr", "td")

STORY = 500
"""A cell of so many characters holds more than a table does."""

_OPENED = re.compile(r"<([a-z][\w:-]*)(?=[\s/>])", re.IGNORECASE)
_IN_TAG = re.compile(r">|=\s{0,9}(?:\"[^\"]*\"?|'[^']*'?|[^\s\"'>]*)|[^\s=\"'>/]+")
_CLOSED = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}

MOST_ATTRIBUTES, LEAST_SUSPECT = 2000, 50_000
"""So many attributes no tag has: parsers compare each with all before it. Shorter pages are parsed in no time."""

_CUT = "Excessive depth"
"""What the parser says where it stops: what is deeper in the page would be missing from its text."""

_TOO_DEEP = "its tags are nested too deep, more than 2,048 of them"

_EXTRA = 'pip install "broadsheet[html]"'


def read_page(
    name: str, data: bytes, *, path: str | None = None, url: str | None = None, page: str | None = None
) -> Received | Issue:
    """The article on a page, or all that a part of one shows: its text in UTF-8, with hints; the issue without any.

    `page` is what the bytes say, where that is known; else they are decoded as they declare.
    """
    where = path or name
    try:
        from lxml.etree import strip_elements  # noqa: PLC0415 - an extra
        from lxml.html import HTMLParser, defs, document_fromstring  # noqa: PLC0415 - an extra
        from trafilatura import extract  # noqa: PLC0415 - an extra
    except ImportError as error:
        return Issue.of("B028", f"reading pages needs the extra html: {error}", hint=_EXTRA, path=where)
    decoded = page if page is not None else _decode(name, data, where)
    if isinstance(decoded, Issue):
        return decoded
    whole = _WHOLE.search(decoded) is not None
    marked = decoded if whole else _mark_up(decoded, defs.tags | _NEW)
    if _is_crowded(marked):
        return Issue.of("B027", f"a tag of the page has more than {MOST_ATTRIBUTES:,} attributes", path=where)
    try:
        parser = HTMLParser(encoding="utf-8", huge_tree=True)
        tree = document_fromstring(marked.encode("utf-8"), parser=parser)
        is_cut = any(_CUT in error.message for error in parser.error_log)
        hints = find_hints(tree)
        refusal = find_refusal(tree, hints) if whole else None
        if whole:
            _unfold_tables(tree)
            _empty_fields(tree)
            strip_elements(tree, *_VOID, with_tail=False)
            text = extract(tree, url=url, fast=_is_vast(tree), include_comments=False, include_tables=True)
        else:
            text = _shown(tree)
    except Exception as error:  # noqa: BLE001 - the parsers raise whatever they meet
        return Issue.of("B027", f"the page cannot be parsed: {type(error).__name__}", path=where)
    if is_cut or refusal or not text or not any(map(_is_sentence if whole else _is_word, text.split("\n"))):
        return _no_article(refusal, where, is_cut=is_cut)
    hints = {**hints, "page_sha256": Hint(hashlib.sha256(data).hexdigest(), "bytes of the page")}
    if url:
        hints["url"] = Hint(url, "record of the archive")
    return Received.of(name, text.encode("utf-8", "replace"), "utf-8", text, hints, path=path)


def _no_article(refusal: str | None, where: str, *, is_cut: bool) -> Issue:
    """The issue of a page without an article; `refusal` is how the page says that itself."""
    if refusal is None:
        message = _TOO_DEEP if is_cut else "there is no article on the page"
        return Issue.of("B027", message, hint="save its text by hand", path=where)
    message = f"there is no article on the page, which says {shorten(refusal)}"
    return Issue.of("B027", message, hint="fetch it again, or leave it out", path=where)


def is_markup(text: str) -> bool:
    """Whether a text is a page, or a part of one: it begins with a block, or ends blocks where it would end lines.

    >>> is_markup("<p>The port will open.</p>"), is_markup("Open.<br>Soon."), is_markup("a < b and c > d, <sic>")
    (True, True, False)
    """
    if "<" not in text:
        return False
    if _BEGINNING.match(text) is not None:
        return True
    ends = len(_END.findall(text))
    return ends > 0 and ends >= sum(part.count("\n") for part in _GAP.split(text.strip()))


def _is_vast(tree: Any) -> bool:
    """Whether a page has so many blocks that a second opinion on what its article is would take too long."""
    return sum(1 for _ in tree.iter(*BLOCKS, *_INNER)) > MOST_BLOCKS


def _is_crowded(page: str) -> bool:
    """Whether a tag has more attributes than any that a person or a program wrote; scripts are passed over."""
    at = 0
    while len(page) > LEAST_SUSPECT and (opened := _OPENED.search(page, at)):
        count, at = 0, len(page)
        for piece in _IN_TAG.finditer(page, opened.end()):
            if piece[0] == ">":
                at = piece.end()
                break
            count += piece[0][0] != "="
            if count > MOST_ATTRIBUTES:
                return True
        if closed := _CLOSED.get(opened[1].lower()):
            end = closed.search(page, at)
            at = end.end() if end else len(page)
    return False


def _mark_up(part: str, known: Collection[str]) -> str:
    """A part of a page as a parser has to take it: what opens no tag is text, and an empty line ends a paragraph."""
    last = part.rfind("-->")

    def tag(found: re.Match[str]) -> str:
        name = found[2]
        if name is None:
            opens = bool(found[1]) and (found[1] != "!--" or found.start() < last)
        else:
            opens = name.lower() in known or "-" in name or ":" in name
        return found[0] if opens else f"&lt;{found[0][1:]}"

    return _GAP.sub("<br>", _TAG.sub(tag, part))


def _shown(tree: Any) -> str:
    """All that a part of a page shows, a line for each block."""
    for unseen in [*tree.iter(*_UNSEEN)]:
        unseen.clear(keep_tail=True)
    for block in tree.iter(*BLOCKS):
        block.text, block.tail = f"{_LINE}{block.text or ''}", f"{_LINE}{block.tail or ''}"
    for cell in tree.iter(*_CELLS):
        cell.tail = f" {cell.tail or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().split(_LINE))
    return "\n".join(filter(None, lines))


def _unfold_tables(tree: Any) -> None:
    """Make blocks of the tables that hold a story: some pages are laid out in them."""
    for cell in [*tree.iter("td")]:
        if cell.tag == "td" and len(cell.findall(".//p")) > 1 and len(cell.text_content()) > STORY:
            outer = [each for each in cell.iterancestors() if each.tag in _TABLES]
            for part in [*outer[-1].iter(*_TABLES)] if outer else ():
                part.tag = "div"


def _empty_fields(tree: Any) -> None:
    """Make of the fields of forms what has no content, unless one was not closed and holds all that comes behind it."""
    for field in tree.iter(*_FIELDS):
        if not len(field):
            field.tag = "input"


def _is_sentence(line: str) -> bool:
    """Whether a line is too long for one of a menu; not all languages put blanks between words."""
    return len(line.split()) > 5 or sum(map(str.isalpha, line)) > 30


def _is_word(line: str) -> bool:
    return any(map(str.isalnum, line))


def _decode(name: str, data: bytes, where: str) -> str | Issue:
    if len(data) > LARGEST_TEXT:
        message = f"it has more than {LARGEST_TEXT:,} bytes, and no page has"
        return Issue.of("B022", message, hint="save its text by hand", path=where)
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        for codec in _codecs_of(named[1].decode("ascii").lower()):
            try:
                return data.decode(codec)
            except (UnicodeDecodeError, LookupError):  # some codecs are of no text
                continue
    received = read_text(name, data, path=where)
    return received if isinstance(received, Issue) else received.text


def _codecs_of(label: str) -> Iterator[str]:
    """The codecs in which a page may be that names an encoding so, the widest first; none where it is none."""
    try:
        codec = codecs.lookup(_LABELS.get(label, label)).name
    except LookupError:
        return
    codec = "utf-8" if codec in _NO_CHARSETS else codec
    yield from (_WIDER[codec], codec) if codec in _WIDER else (codec,)
