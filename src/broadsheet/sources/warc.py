"""Web archives (WARC, ISO 28500): every page of a crawl as one text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from broadsheet.issues import Issue, excerpt
from broadsheet.sources.received import Found, Received
from broadsheet.sources.text import LARGEST_TEXT, begins_as_page

if TYPE_CHECKING:
    from broadsheet.sources.records import Records

__all__ = ["find_pages"]

_EXTRA = 'pip install "broadsheet[warc]"'
_OTHER = re.compile(r"[^a-z0-9]+")

MOST_SENT = 2 * LARGEST_TEXT
"""A page that was sent in so many bytes has more characters than an article, packed or in chunks."""

_ANSWERS = "response", "resource"
_PART = "206"
_OK = "200", "203", _PART
_STATUS = re.compile(r"[1-9][0-9]{2}\b")
_UNTOLD = "?"
_TEXTS = "text/html", "application/xhtml", "text/plain", _UNTOLD

Read = Callable[..., Received | Issue]


def find_pages(file: Path, stream: BinaryIO, read: Read) -> Iterator[Found | Issue]:
    """The pages and plain texts among the responses of a crawl, in the order of its stream; the rest is passed over.

    A response is passed over for its status, such as 404, or for what it holds, such as a picture. A text that somebody
    made of a page (WET) is taken where the page is not in the archive before it. What is amiss with a record is told
    behind it. Where the next one cannot be found, the archive ends.
    """
    try:
        from broadsheet.sources.records import ArchiveLoadFailed, Records  # noqa: PLC0415 - an extra
    except ImportError:
        yield Issue.of("B028", "reading WARC needs the extra warc", hint=_EXTRA, path=str(file))
        return
    records, number, told, answered = Records(stream), 0, False, set[int]()
    try:
        for number, record in enumerate(records, start=1):
            for each in _find_in_record(records, record, read, f"{file}#{number}", answered):
                told = True
                yield each
        if not number:
            yield Issue.of("B001", "there is no record in the archive", path=str(file))
        elif not told:
            yield Issue.of("B025", "there is no page in the archive", hint="leave it out", path=str(file))
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        behind = f" behind record {number:,}" if number else ""
        yield Issue.of("B001", f"the archive is damaged{behind}: {excerpt(str(error))}", path=str(file))


def _find_in_record(
    records: Records, record: Any, read: Read, path: str, answered: set[int]
) -> Iterator[Found | Issue]:
    """The page in a record, where it has one, and what is amiss with the record.

    `answered` are the hashes of the addresses of which there were responses.
    """
    address = hash(record.rec_headers.get_header("WARC-Target-URI"))
    if record.rec_type is None:
        yield Issue.of("B001", "a record of the archive has no type", path=path)
        return
    if record.rec_type in _ANSWERS or (record.rec_type == "conversion" and address not in answered):
        yield from _find_page(record, read, path)
    if record.rec_type in _ANSWERS:
        answered.add(address)
    if fault := records.fault_of(record):
        yield Issue.of("B001", fault, path=path)


def _find_page(record: Any, read: Read, path: str) -> Iterator[Found | Issue]:
    if record.length is None:
        return
    if fault := _no_response(record):
        yield Issue.of("B001", fault, hint="fetch the page again", path=path)
    elif _may_be_page(record):
        yield from _take(record, read, path)


def _may_be_page(record: Any) -> bool:
    """Whether a record has a page or plain text by what is told of it, or nothing is told."""
    is_there = not record.http_headers or record.http_headers.get_statuscode() in _OK
    return is_there and _kind_of(record).startswith(_TEXTS)


def _take(record: Any, read: Read, path: str) -> Iterator[Found | Issue]:
    """The page that a record has, or why it cannot be read; a record at which the archive ends is told elsewhere."""
    from broadsheet.sources.records import content_of  # noqa: PLC0415 - an extra

    if record.length > MOST_SENT:
        message = f"{record.length:,} bytes are more than a page has"
        yield Issue.of("B022", message, hint="save its text by hand", path=path)
        return
    url, kind = record.rec_headers.get_header("WARC-Target-URI") or path, _kind_of(record)
    data, fault = content_of(record)
    if record.raw_stream.limit:
        return
    if fault := _cut(record) or fault:
        yield Issue.of("B001", fault, hint=f"fetch {excerpt(url, 200)} again", path=path)
    elif kind != _UNTOLD or begins_as_page(data):
        name = _OTHER.sub("-", url.lower().partition("://")[2]).strip("-")[:100] or "page"
        suffix = "txt" if kind.startswith("text/plain") else "html"
        yield Found(path, len(data), partial(read, f"{name}.{suffix}", data, path=path, url=url))


def _no_response(record: Any) -> str | None:
    """Why a response is none of a web server, where it ought to be."""
    head, uri = record.http_headers, record.rec_headers.get_header("WARC-Target-URI")
    if record.rec_type != "response" or (uri and not uri.lower().startswith(("http:", "https:"))):
        return None
    if not record.length:
        return "the response is empty" if record.rec_headers.get_header("Content-Length") == "0" else None
    if not uri:
        return "the response does not say of which address it is (WARC-Target-URI)"
    return None if head and _STATUS.match(head.get_statuscode() or "") else "the response does not begin as HTTP does"


def _kind_of(record: Any) -> str:
    """The media type of what a record holds, in small letters; of a response without one, what the crawler found."""
    if not record.http_headers:
        return (record.content_type or "").lower()
    told = record.http_headers.get_header("Content-Type")
    return (told or record.rec_headers.get_header("WARC-Identified-Payload-Type") or _UNTOLD).strip().lower()


def _cut(record: Any) -> str | None:
    """What a record says of having only a part of its page."""
    if reason := record.rec_headers.get_header("WARC-Truncated"):
        return f"the page breaks off: the crawler cut it (WARC-Truncated: {excerpt(reason)})"
    if record.rec_headers.get_header("WARC-Segment-Number"):
        return "the page breaks off: the archive has it in several records"
    is_part = record.http_headers and record.http_headers.get_statuscode() == _PART
    return "the page breaks off: the server sent a part of it" if is_part else None
