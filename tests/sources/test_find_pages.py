"""Responses in a web archive: each is a page, is passed over for what it is, or is told with what is wrong."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from broadsheet.sources import Received, read_sources

pytest.importorskip("trafilatura")
pytest.importorskip("warcio")

ADDRESS = "https://gazette.example/a"
PARAGRAPH = "<p>The port will open to larger ships in the spring, said the harbour master, Mara Lind, on Monday.</p>"
PAGE = f"<html><body>{PARAGRAPH * 5}</body></html>".encode()
TEXT = 484
AGAIN = f"fetch {ADDRESS} again"
BREAKS = "the page breaks off: "
CHUNKS = f"{BREAKS}the chunks that it came in do not fit together, or the last is missing; {AGAIN}"


def record(
    content: bytes, *fields: str, kind: str = "response", address: str | None = f"WARC-Target-URI: {ADDRESS}"
) -> bytes:
    """A record of a web archive."""
    head = [f"WARC-Type: {kind}", *([address] if address else []), *fields, f"Content-Length: {len(content)}"]
    return b"WARC/1.0\r\n" + "\r\n".join(head).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


def answer(body: bytes, *fields: str, status: str = "HTTP/1.1 200 OK") -> bytes:
    """What a server sends; as HTML where no field says anything else."""
    return "\r\n".join([status, *(fields or ["Content-Type: text/html"]), "", ""]).encode() + body


def chunks(data: bytes, *, line: bytes = b"%x\r\n", end: bytes = b"\r\n", last: bytes = b"0\r\n\r\n") -> bytes:
    """Bytes in chunks of a hundred."""
    parts = [data[at : at + 100] for at in range(0, len(data), 100)]
    return b"".join(line % len(part) + part + end for part in parts) + last


HTML, CHUNKED = "Content-Type: text/html", "Transfer-Encoding: chunked"
WHOLE = {
    "a page": record(answer(PAGE)),
    "not chunked any more": record(answer(PAGE, HTML, CHUNKED)),
    "chunks": record(answer(chunks(PAGE), HTML, CHUNKED)),
    "chunks in capitals": record(answer(chunks(PAGE), HTML, CHUNKED.replace("c", "C"))),
    "chunks with extensions": record(answer(chunks(PAGE, line=b"%x ;a=b\r\n"), HTML, CHUNKED)),
    "chunks between line feeds": record(answer(chunks(PAGE, line=b"%X\n", end=b"\n", last=b"0\n\n"), HTML, CHUNKED)),
    "chunks with a trailer": record(answer(chunks(PAGE, last=b"0\r\nA: b\r\n\r\n"), HTML, CHUNKED)),
    "packed chunks": record(answer(chunks(gzip.compress(PAGE)), HTML, CHUNKED, "Content-Encoding: gzip")),
    "not packed any more": record(answer(PAGE, HTML, "Content-Encoding: br")),
    "no media type": record(answer(PAGE, "A: b")),
    "what the crawler found": record(answer(PAGE, "A: b"), "WARC-Identified-Payload-Type: text/html"),
    "a proxy": record(answer(PAGE, status="HTTP/1.1 203 Non-Authoritative Information")),
    "a resource": record(PAGE, HTML, kind="resource"),
    "an address with a blank": record(answer(PAGE), address=f"WARC-Target-URI: {ADDRESS} b"),
}


def read(path: Path, data: bytes) -> list[Received | str]:
    """What an archive of these bytes holds: texts, and what is told."""
    path.write_bytes(data)
    return [each if isinstance(each, Received) else f"{each.told}  [{each.code}]" for each in read_sources([path])]


@pytest.mark.parametrize("data", WHOLE.values(), ids=WHOLE)
def test_reads_a_page_however_it_was_sent(tmp_path: Path, data: bytes) -> None:
    """Nothing of how it was sent is in the text."""
    (page,) = read(tmp_path / "a.warc", data)
    assert isinstance(page, Received)
    assert (page.characters, page.text[-10:]) == (TEXT, "on Monday.")


AMISS = {
    "cut by the crawler": (
        record(answer(PAGE), "WARC-Truncated: length"),
        f"{BREAKS}the crawler cut it (WARC-Truncated: length); {AGAIN}",
    ),
    "the first of several": (
        record(answer(PAGE), "WARC-Segment-Number: 1"),
        f"{BREAKS}the archive has it in several records; {AGAIN}",
    ),
    "a part": (
        record(answer(PAGE, status="HTTP/1.1 206 Partial Content")),
        f"{BREAKS}the server sent a part of it; {AGAIN}",
    ),
    "fewer bytes than told": (
        record(answer(PAGE[:300], HTML, "Content-Length: 5000")),
        f"{BREAKS}300 bytes came of 5,000; {AGAIN}",
    ),
    "a chunk is cut": (record(answer(chunks(PAGE)[:-60], HTML, CHUNKED)), CHUNKS),
    "the last chunk is missing": (record(answer(chunks(PAGE, last=b""), HTML, CHUNKED)), CHUNKS),
    "a chunk is longer than told": (record(answer(chunks(PAGE, line=b"%x0\r\n"), HTML, CHUNKED)), CHUNKS),
    "a line that is no length": (record(answer(chunks(PAGE[:300], last=b"zz\r\n"), HTML, CHUNKED)), CHUNKS),
    "packed chunks are cut": (
        record(answer(chunks(gzip.compress(PAGE)[:-20]), HTML, CHUNKED, "Content-Encoding: gzip")),
        f"{BREAKS}what it was packed into for the transfer is cut; {AGAIN}",
    ),
    "packed by something else": (
        record(answer(b"(\xb5/\xfd\x00", HTML, "Content-Encoding: zstd")),
        f"the page came packed by zstd, which is not read here; {AGAIN}",
    ),
    "no address": (
        record(answer(PAGE), "Content-Type: application/http", address=None),
        "the response does not say of which address it is (WARC-Target-URI); fetch the page again",
    ),
    "nothing": (record(b""), "the response is empty; fetch the page again"),
    "no status": (
        record(answer(PAGE, status="Port opens")),
        "the response does not begin as HTTP does; fetch the page again",
    ),
}


@pytest.mark.parametrize(("data", "told"), AMISS.values(), ids=AMISS)
def test_tells_of_a_response_that_is_not_whole(tmp_path: Path, data: bytes, told: str) -> None:
    """With its number and what to do; the page after it is read."""
    path = tmp_path / "a.warc"
    issue, page = read(path, data + WHOLE["a page"])
    assert issue == f"{told}  [B001]"
    assert isinstance(page, Received)
    assert page.path == f"{path}#2"


PASSED = {
    "not found": record(answer(PAGE, status="HTTP/1.1 404 Not Found")),
    "a picture": record(answer(b"\x89PNG", "Content-Type: image/png")),
    "a picture of no type": record(answer(b"\x89PNG", "A: b")),
    "a name": record(b"192.0.2.1", "Content-Type: text/dns", address="WARC-Target-URI: dns:gazette.example"),
    "a request": record(b"GET /a HTTP/1.1\r\n\r\n", kind="request"),
}


@pytest.mark.parametrize("data", PASSED.values(), ids=PASSED)
def test_passes_over_what_is_no_page(tmp_path: Path, data: bytes) -> None:
    """An archive of nothing else is told."""
    (page,) = read(tmp_path / "a.warc", data + WHOLE["a page"])
    assert isinstance(page, Received)
    assert read(tmp_path / "b.warc", data) == ["there is no page in the archive; leave it out  [B025]"]


def text_of(address: str, text: bytes = b"The port will open to larger ships in the spring.\n") -> bytes:
    """A text that somebody made of a page."""
    return record(text, "Content-Type: text/plain", kind="conversion", address=f"WARC-Target-URI: {address}")


@pytest.mark.parametrize("name", ["a.warc", "a.wet", "a.warc.wet.gz"])
def test_reads_texts_that_were_made_of_pages(tmp_path: Path, name: str) -> None:
    """An archive of such texts alone (WET) has nothing else; each knows its address, as a page does."""
    data = text_of(ADDRESS) + text_of(f"{ADDRESS}/b")
    first, second = read(tmp_path / name, packed(data, name))
    assert isinstance(first, Received)
    assert isinstance(second, Received)
    assert (first.name, second.name) == ("gazette-example-a.txt", "gazette-example-a-b.txt")
    assert first.hints["url"].value == ADDRESS


def packed(data: bytes, name: str) -> bytes:
    """The records, each packed by itself where the name says that they are packed."""
    if not name.endswith(".gz"):
        return data
    return b"".join(gzip.compress(b"WARC/1.0" + each) for each in data.split(b"WARC/1.0")[1:])


def test_a_text_that_was_made_of_a_page_at_hand_is_the_page_again(tmp_path: Path) -> None:
    """Beside its page it is passed over; a page that was not there has no text either."""
    gone = record(answer(PAGE, status="HTTP/1.1 404 Not Found"), address=f"WARC-Target-URI: {ADDRESS}/gone")
    data = record(answer(PAGE)) + text_of(ADDRESS) + gone + text_of(f"{ADDRESS}/gone") + text_of(f"{ADDRESS}/b")
    assert [getattr(each, "name", each) for each in read(tmp_path / "a.warc", data)] == [
        "gazette-example-a.html",
        "gazette-example-a-b.txt",
    ]
