"""Web archives (WARC, ISO 28500): every page of a crawl as one text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from broadsheet.issues import Issue, excerpt
from broadsheet.sources.received import Found, Received
from broadsheet.sources.text import LARGEST_TEXT

__all__ = ["find_pages"]

_EXTRA = 'pip install "broadsheet[warc]"'
_OTHER = re.compile(r"[^a-z0-9]+")

MOST_SENT = 2 * LARGEST_TEXT
"""A page that was sent in so many bytes has more characters than an article, packed or in chunks."""

Read = Callable[..., Received | Issue]


def find_pages(file: Path, read: Read) -> Iterator[Found | Issue]:
    """The pages and plain texts among the responses of a crawl, in its order; the rest is passed over.

    What is amiss with a record is told behind it. Where the next one cannot be found, the archive ends.
    """
    try:
        from broadsheet.sources.records import ArchiveLoadFailed, Records  # noqa: PLC0415 - an extra
    except ImportError:
        yield Issue.of("B028", "reading WARC needs the extra warc", hint=_EXTRA, path=str(file))
        return
    with file.open("rb") as stream:
        records, number = Records(stream), 0
        try:
            for number, record in enumerate(records, start=1):
                if record.rec_type is None:
                    yield Issue.of("B001", "a record of the archive has no type", path=f"{file}#{number}")
                    continue
                if record.rec_type in {"response", "resource"}:
                    yield from _find_page(record, read, f"{file}#{number}")
                if fault := records.fault_of(record):
                    yield Issue.of("B001", fault, path=f"{file}#{number}")
            if not number:
                yield Issue.of("B001", "there is no record in the archive", path=str(file))
        except (ArchiveLoadFailed, EOFError, ValueError) as error:
            behind = f" behind record {number:,}" if number else ""
            yield Issue.of("B001", f"the archive is damaged{behind}: {excerpt(str(error))}", path=str(file))


def _find_page(record: Any, read: Read, path: str) -> Iterator[Found | Issue]:
    from broadsheet.sources.records import content_of  # noqa: PLC0415 - an extra

    kind = (record.http_headers.get_header("Content-Type") if record.http_headers else record.content_type) or ""
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if (
        record.length is None
        or status != "200"
        or not kind.lower().startswith(("text/html", "application/xhtml", "text/plain"))
    ):
        return
    if record.length > MOST_SENT:
        yield Issue.of("B022", f"{record.length:,} bytes are more than a page has", path=path)
        return
    url = record.rec_headers.get_header("WARC-Target-URI") or path
    data, is_whole = content_of(record)
    if len(data) <= LARGEST_TEXT and getattr(record.raw_stream, "limit", None):
        return
    if not is_whole:
        yield Issue.of("B001", "the page breaks off: what it was packed into for the transfer is cut", path=path)
        return
    name = _OTHER.sub("-", url.lower().partition("://")[2]).strip("-")[:100] or "page"
    suffix = "txt" if kind.lower().startswith("text/plain") else "html"
    yield Found(path, len(data), partial(read, f"{name}.{suffix}", data, path=path, url=url))
