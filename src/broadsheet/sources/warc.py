"""Web archives (WARC, ISO 28500): every page of a crawl as one text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from broadsheet.issues import Issue
from broadsheet.sources.received import Found, Received
from broadsheet.sources.text import LARGEST_TEXT

__all__ = ["find_pages"]

_EXTRA = 'pip install "broadsheet[warc]"'
_OTHER = re.compile(r"[^a-z0-9]+")

Read = Callable[..., Received | Issue]


def find_pages(file: Path, read: Read) -> Iterator[Found | Issue]:
    """The pages and plain texts among the responses of a crawl, in its order; the rest is passed over."""
    try:
        from warcio.archiveiterator import (  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra
            ArchiveIterator,
        )
        from warcio.exceptions import (  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra
            ArchiveLoadFailed,
        )
    except ImportError:
        yield Issue.of("B028", "reading WARC needs the extra warc", hint=_EXTRA, path=str(file))
        return
    with file.open("rb") as stream:
        try:
            number = 0
            for number, record in enumerate(ArchiveIterator(stream), start=1):
                if record.rec_type is None:
                    yield Issue.of("B001", "a record of the archive has no type", path=f"{file}#{number}")
                elif record.rec_type in {"response", "resource"}:
                    yield from _find_page(record, read, f"{file}#{number}")
            if not number:
                yield Issue.of("B001", "there is no record in the archive", path=str(file))
        except (ArchiveLoadFailed, EOFError, ValueError) as error:
            yield Issue.of("B001", f"the archive is damaged: {error}", path=str(file))


def _find_page(record: Any, read: Read, path: str) -> Iterator[Found | Issue]:
    kind = (record.http_headers.get_header("Content-Type") if record.http_headers else record.content_type) or ""
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200" or not kind.lower().startswith(("text/html", "application/xhtml", "text/plain")):
        return
    url = record.rec_headers.get_header("WARC-Target-URI") or path
    data = record.content_stream().read(LARGEST_TEXT + 1)
    name = _OTHER.sub("-", url.lower().partition("://")[2]).strip("-")[:100] or "page"
    if len(data) <= LARGEST_TEXT and getattr(record.raw_stream, "limit", None):
        yield Issue.of("B001", "the archive breaks off in this record", path=path)
        return
    suffix = "txt" if kind.lower().startswith("text/plain") else "html"
    yield Found(path, len(data), partial(read, f"{name}.{suffix}", data, path=path, url=url))
