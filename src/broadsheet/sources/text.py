"""Bytes to text, reversibly: the encoding is found and recorded, nothing is changed."""

from __future__ import annotations

import codecs
import json
import re
from unicodedata import category

from broadsheet.issues import Issue
from broadsheet.sources.received import Received

__all__ = ["LARGEST_TEXT", "binary_of", "has_half", "is_blank", "read_text"]

LARGEST_TEXT = 16 * 2**20
"""Longer files are not articles."""

SAMPLE = 2**16
"""So many bytes are enough to find an encoding."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a recording",
    b"II*\x00": "a picture",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"(\xb5/\xfd": "a zstd archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"{\\rtf": "a rich text document",
    b"SQLite format 3": "a database",
    b"PAR1": "a Parquet file",
    b"bplist": "an archive of a browser",
    b"filedesc:": "an ARC archive",
}
_JSON_LINES = "write its articles as JSON Lines, in a file that ends in .jsonl"
_NOTATIONS = {
    ".csv": ("a table", _JSON_LINES),
    ".tsv": ("a table", _JSON_LINES),
    ".xml": ("XML", _JSON_LINES),
    ".eml": ("a mail", "save its text alone"),
    ".mbox": ("a box of mails", "save the text of each alone"),
    ".mht": ("a page with all that it shows", "save the page alone, as HTML"),
    ".mhtml": ("a page with all that it shows", "save the page alone, as HTML"),
}
"""What is no text though it consists of letters, by the endings of names, and what to do with it."""

_FIRST = 100
"""One of so many characters is mostly seen."""

_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_TYPED = re.compile(rb"[\x82\x84\x85\x91-\x97\x99\xa0\xa3\xa9\xab\xae\xb0\xb7\xbb\xbd\xe0-\xef\xf1-\xf6\xf8-\xfc\x80]")
_CANDIDATES = (
    *("cp1252", "cp1258", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("koi8_r", "koi8_u", "mac_roman", "cp866", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "cp874"),
    *("latin_1", "iso8859_2", "iso8859_5", "iso8859_15"),
)
_SHIFTED = {b"\x1b$B": "iso2022_jp", b"\x1b$@": "iso2022_jp", b"\x1b$)C": "iso2022_kr"}
"""Escapes after which ASCII means something else."""

_KANA = re.compile(rb"\xa4[\xa1-\xf3]")
"""Japanese syllables as EUC-JP writes them."""

_GLUE = re.compile("[ \n\u3000-\u30ff\uff01\uff0c]")
"""What stands between words, or often among Chinese and Japanese characters."""

_MACINTOSH = re.compile(rb"[A-Za-z]\xd5[a-z]|(?:^|[\s(])\xd2[A-Za-z][^\xd2]*[A-Za-z.,!?]\xd3(?![A-Za-z])")
"""Apostrophes and quotation marks where other encodings have capitals."""

_CENTRAL = re.compile(
    rb"(?<=[a-z\xe0-\xff])[\x9a\x9d-\x9f\xb3\xb9\xba\xbe\xbf](?=[a-z\xe0-\xff])|(?<![a-z])[\x9a\x9e](?=[a-z])"
)
"""Letters of Central Europe where the encodings of Western Europe have signs."""

_WINDOWS = re.compile(rb"[\x80-\x9f]")
"""Where Windows has letters and quotation marks, and ISO 8859 nothing that is seen."""

_NAMES = {
    "latin_1": "iso-8859-1",
    "mac_roman": "macintosh",
    "iso2022_jp": "iso-2022-jp",
    "iso2022_kr": "iso-2022-kr",
}


def read_text(name: str, data: bytes, *, path: str | None = None) -> Received | Issue:
    r"""The text that the bytes hold, or the issue that keeps it from being read.

    >>> read_text("a.txt", b"caf\xe9 on the quay, na\xefve").encoding
    'windows-1252'
    >>> read_text("a.png", b"\x89PNG\r\n").code
    'B020'
    """
    where = path or name
    if len(data) > LARGEST_TEXT:
        message = f"{len(data):,} bytes are more than an article has"
        return Issue.of("B022", message, hint="split it into articles", path=where)
    found = _decode(data)
    if isinstance(found, tuple):
        code, message, hint = found
        return Issue.of(code, message, hint=hint, path=where)
    text = str(data, found)
    if is_blank(text):
        return Issue.of("B025", "there is no visible character in it", hint="leave it out", path=where)
    if told := _notation(name.lower(), text):
        return Issue.of("B020", f"it is {told[0]}, not a text", hint=told[1], path=where)
    return Received.of(name, data, _name(found), text, path=path)


def _notation(name: str, text: str) -> tuple[str, str] | None:
    """The notation for programs that a text is in, by its name or how it begins, and what to do with it."""
    if ending := next((each for each in _NOTATIONS if name.endswith(each)), None):
        return _NOTATIONS[ending]
    if not name.endswith((".json", ".txt", ".text")):
        return None
    start = text.lstrip("\ufeff \t\r\n")
    what = "XML" if start.startswith("<?xml") else _json(start)
    return (what, _JSON_LINES) if what else None


def _json(start: str) -> str | None:
    """The kind of JSON that the whole text is, or its first line."""
    if not start.startswith(('{"', "{\n", "{\r", "{ ", "[{", "[\n", "[\r", "[ ")):
        return None
    for part, what in ((start, "JSON"), (start.partition("\n")[0], "JSON Lines")):
        try:
            value = json.loads(part)
        except (ValueError, RecursionError):
            continue
        return what if isinstance(value, dict) or (value and isinstance(value[0], dict)) else None
    return None


def is_blank(text: str) -> bool:
    r"""Whether a text has no character that is seen.

    >>> is_blank("\u200b \n"), is_blank("\x00"), is_blank("x")
    (True, True, False)
    """
    return all(map(_is_unseen, text[:_FIRST])) and all(map(_is_unseen, set(text)))


def has_half(text: str) -> bool:
    r"""Whether a text holds half of a surrogate pair, which no file in UTF-8 can.

    >>> has_half("\ud83d\udcf0"), has_half("\ud83d"), has_half("\U0001f4f0")
    (True, True, False)
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _is_unseen(character: str) -> bool:
    return category(character)[0] in "ZC"


def binary_of(data: bytes) -> str | None:
    """What bytes are that begin as no text does.

    >>> binary_of(b"%PDF-1.7"), binary_of(b"Port opens")
    ('a PDF document', None)
    """
    return next((what for magic, what in _MAGIC.items() if data.startswith(magic)), None)


def _decode(data: bytes) -> str | tuple[str, str, str]:
    """The codec that reads all of the bytes, or code, message and hint of an issue."""
    if what := binary_of(data):
        return "B020", f"it is {what}, not a text", "export its text in UTF-8"
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec if _reads(data, codec) else _mixed(data, codec.partition("-sig")[0])
    shifted = next((codec for escape, codec in _SHIFTED.items() if escape in data[:SAMPLE]), None)
    if shifted and data.isascii() and _reads(data, shifted):
        return shifted
    if _reads(data, "utf-8") and not _is_binary(data):
        return "utf-8"
    return _decode_other(data)


def _decode_other(data: bytes) -> str | tuple[str, str, str]:
    if _is_binary(data):
        return _wide(data) or _binary()
    if _mostly_utf8(data):
        return _mixed(data, "utf-8")
    return _guess(data) or _mixed(data, "utf-8")


def _binary() -> tuple[str, str, str]:
    return "B020", "it holds control characters that no text has", "export its text in UTF-8"


def _mixed(data: bytes, codec: str) -> tuple[str, str, str]:
    try:
        data.decode(codec)
        at = "?"
    except UnicodeDecodeError as error:
        at = f"{error.start:,}"
    message = f"not all of its bytes can be read in one encoding (byte {at} is not {codec})"
    return "B021", message, "convert the whole file to UTF-8"


def _reads(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _is_binary(data: bytes) -> bool:
    return b"\x00" in data or _many_controls(data[:SAMPLE])


def _many_controls(sample: bytes) -> bool:
    return 50 * (len(sample) - len(sample.translate(None, _CONTROLS))) > len(sample)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: what it reads are characters of some script, with blanks between words.

    A text in UTF-8 in which a NUL went astray is none: there every second byte would be one, or few would be UTF-8.
    """
    if _reads(data, "utf-8") and not _many_controls(data[:SAMPLE]):
        return None
    found = [codec for codec in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be") if _reads(data, codec)]
    glued = {codec: _glue(str(data[: SAMPLE & ~3], codec, "ignore")) for codec in found}
    best = max(glued, key=lambda codec: glued[codec], default=None)
    return best if best and glued[best] > 0.01 else None


def _glue(text: str) -> float:
    """The share of blanks and the like in a text; nothing where a character is none."""
    if any(category(character) in {"Cc", "Cn", "Co"} and character not in "\t\r\n\f" for character in set(text)):
        return 0.0
    return len(_GLUE.findall(text)) / max(1, len(text))


def _mostly_utf8(data: bytes) -> bool:
    """Whether the bytes beyond ASCII form as many characters of UTF-8 as they break, or more."""
    broken = data.decode("utf-8", "replace").count("\ufffd")
    whole = sum(c > "\x7f" for c in data.decode("utf-8", "ignore"))
    halves = len(_SURROGATE.findall(data))
    return whole + halves >= broken - 3 * halves


def _guess(data: bytes) -> str | None:
    sample = data[:SAMPLE]
    if _MACINTOSH.search(sample):
        return "mac_roman"
    beyond = [byte for byte in sample if byte > 0x7F]
    typed = len(_TYPED.findall(sample))
    if typed == len(beyond) and len(beyond) * 6 < len(sample) and _reads(data, "cp1252"):
        return _western_or_central(data)
    if len(_KANA.findall(sample)) * 10 > len(beyond) and _reads(data, "euc_jp"):
        return "euc_jp"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - for few texts

    best = from_bytes(sample, cp_isolation=list(_CANDIDATES)).best()
    codec = best.encoding if best else "cp1252"
    codec = _western_or_central(data) if codec == "cp1250" else codec
    return codec if _reads(data, codec) and str(data, codec).encode(codec) == data else None


def _western_or_central(data: bytes) -> str:
    """Three encodings that share most letters, told apart by those that they do not share."""
    hungarian = b"\xf5" in data and b"\xe1" in data and b"\xe3" not in data
    if not hungarian and not _CENTRAL.search(data) and _reads(data, "cp1252"):
        return "cp1252"
    return "cp1250" if _WINDOWS.search(data) else "iso8859_2"


def _name(codec: str) -> str:
    """The name under which IANA registers the encoding."""
    if codec.startswith("cp125"):
        return "windows-" + codec[2:]
    return _NAMES.get(codec, codec.replace("iso8859_", "iso-8859-").replace("_", "-"))
