"""Bytes to text: encodings are found and recorded, and nothing changes."""

from __future__ import annotations

import hashlib

import pytest

from broadsheet.issues import Issue
from broadsheet.sources import Received, read_text

ENGLISH = "The café “opens” — in Lyon, naïvely.\r\nThe ships come.\u00a0It’s late. " * 3
CZECH = "Přístav se otevře větším lodím, řekl ministr. Žluťoučký kůň úpěl ďábelské ódy. " * 3
RUSSIAN = "Порт откроется для больших судов в мае, сказал министр. Рыбаки против. " * 3
JAPANESE = "港は五月に大型船に開放されると大臣は述べた。漁師たちは心配している。" * 3


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "utf-8-sig", "utf-8-sig"),
        (ENGLISH, "utf-16", "utf-16"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        (ENGLISH, "utf-32", "utf-32"),
        (ENGLISH, "cp1252", "windows-1252"),
        (CZECH, "cp1250", "windows-1250"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (JAPANESE, "shift_jis", "shift-jis"),
    ],
)
def test_finds_encoding(text: str, codec: str, name: str) -> None:
    """The text comes back as it was written; hash and length are those of the bytes."""
    data = text.encode(codec)
    received = read_text("a.txt", data)
    assert isinstance(received, Received)
    assert (received.text, received.encoding) == (text, name)
    assert (received.sha256, received.bytes) == (hashlib.sha256(data).hexdigest(), len(data))
    assert data.decode(received.encoding) == text


def test_reads_utf16_of_either_order() -> None:
    """A byte order mark says how to read; it is no part of the text."""
    received = read_text("a.txt", b"\xfe\xff" + "Port".encode("utf-16-be"))
    assert isinstance(received, Received)
    assert received.text == "Port"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n", "B020"),
        (b"%PDF-1.7", "B020"),
        (b"PK\x03\x04rest", "B020"),
        (b"The port\x00opens", "B020"),
        (b"OSLO, May 13, 2021 (AFP) - The port \x00 opened to 300 ships in 2020.\n", "B020"),
        (bytes(range(256)) * 4, "B020"),
        ("Cảng mở cửa cho tàu lớn".encode() + b" caf\xe9", "B021"),
        ("Hà Nội".encode() + b" caf\xe9 na\xefve", "B021"),
        (b"\xef\xbb\xbfcaf\xe9", "B021"),
        (b"Caf\xc3\xa9 \xed\xa0\x80", "B021"),
        (b"The port \xed\xa0\x80 opened.", "B021"),
        (b" \r\n\t", "B025"),
        (b"", "B025"),
        (b"a" * (16 * 2**20 + 1), "B022"),
    ],
)
def test_refuses_what_is_no_text(data: bytes, code: str) -> None:
    """Binary files, mixed encodings, lone surrogates, empty and endless texts are issues."""
    found = read_text("a.txt", data)
    assert isinstance(found, Issue)
    assert (found.code, found.path) == (code, "a.txt")
