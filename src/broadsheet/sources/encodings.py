"""In which encoding bytes are a text: what their marks, their letters and their words show."""

from __future__ import annotations

import codecs
import re
from unicodedata import category, combining

__all__ = ["find_encoding", "name_of"]

SAMPLE = 2**16
"""So many bytes are enough to find an encoding."""

_CONVERT = "convert the whole file to UTF-8"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_TYPED = re.compile(
    rb"(?<![A-Za-z])[\x82\x84]|[\x85\x91-\x97\x99\xa0\xa3\xa9\xab\xae\xb0\xb7\xbb\xbd\xe0-\xef\xf1-\xf6\xf8-\xfc\x80]"
)
_CANDIDATES = (
    *("cp1252", "cp1258", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("koi8_r", "koi8_u", "mac_roman", "cp866", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "cp874"),
    *("latin_1", "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_15"),
)
_OF_DOS_AND_MACINTOSH = ("mac_roman", "cp850", "cp852", "mac_cyrillic")
"""What is tried where letters come out as signs; Windows has others in their place."""

_SHIFTED = {b"\x1b$B": "iso2022_jp", b"\x1b$@": "iso2022_jp", b"\x1b$)C": "iso2022_kr", b"~{": "hz"}
"""Escapes after which ASCII means something else."""

Fault = tuple[str, str, str]
"""Code, message and hint of an issue."""

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

_ISLAND = re.compile(rb"\xc3[\x80-\x84\x86-\x90\x98-\x9f\xa1-\xaa\xac-\xba\xbc-\xbf]|\xe2\x80[\x93\x94\x98-\x9e\xa6]")
"""Letters and quotation marks in UTF-8, which would be no word in an encoding of a byte each."""

_WESTERN = ("cp1252", "cp1250", "cp1254", "cp1257", "latin_1", "iso8859_2", "iso8859_15")

_EURO = re.compile(rb"\xa4(?= ?[0-9])|(?<=[0-9])\xa4|(?<=[0-9] )\xa4")
"""A sign of money beside digits: no currency without a name, as in ISO 8859-1, but the euro of 8859-15."""

_OPENERS_AND_SIGNS = "‚„©¢§¤¥¶"
"""What does not come behind a letter without a blank."""

_IN_WORDS = "\xa0\xad·'’‘-–—…«»“”/"
"""What may stand behind a letter and before one."""

_VIETNAMESE = {
    "TCVN3": rb"c\xf1a|kh\xabng|\xae\xad\xeec|ng\xad\xeai|nh\xf7ng|m\xe9t|v\xedi|c\xb8c|\xae\xb7",
    "VISCII": rb"c\xfca|\xf0\xdf\xfec|ng\xdf\xb6i|nh\xe6ng|m\xb5t|v\xbei|\xf0\xe3",
    "VNI": rb"cu\xfba|kho\xe2ng|\xf1\xf6\xf4\xefc|ng\xf6\xf4\xf8i|nh\xf6\xf5ng|mo\xe4t|v\xf4\xf9i|ca\xf9c|\xf1a\xf5",
}
"""The most frequent words of Vietnamese in encodings that Python does not know."""

_FREQUENT = {
    name: re.compile(rb"(?<![\w\x80-\xff])(?:%s)(?![\w\x80-\xff])" % words) for name, words in _VIETNAMESE.items()
}

_NAMES = {
    "latin_1": "iso-8859-1",
    "mac_roman": "macintosh",
    "iso2022_jp": "iso-2022-jp",
    "iso2022_kr": "iso-2022-kr",
}


def find_encoding(data: bytes) -> str | Fault:
    r"""The codec that reads all of the bytes, or code, message and hint of an issue.

    >>> find_encoding("na\u00efve, d\u00e9j\u00e0 vu".encode("cp850"))
    'cp850'
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec if _reads(data, codec) else _mixed(data, codec.partition("-sig")[0])
    shifted = next((codec for escape, codec in _SHIFTED.items() if escape in data[:SAMPLE]), None)
    if shifted and data.isascii() and _reads(data, shifted):
        return shifted
    if _reads(data, "utf-8") and not _is_binary(data):
        return "utf-8"
    return _without_mark(data)


def _without_mark(data: bytes) -> str | Fault:
    if _is_binary(data):
        return _wide(data) or _binary(data)
    if _mostly_utf8(data):
        return _mixed(data, "utf-8")
    if name := next((name for name, words in _FREQUENT.items() if len(set(words.findall(data[:SAMPLE]))) > 2), None):
        return "B021", f"it is Vietnamese in {name}, an encoding that is not read here", _CONVERT
    codec = _guess(data)
    if codec in {None, *_WESTERN} and (island := _ISLAND.search(data)):
        where = f"{_place(data, island.start())} is utf-8, and others are not"
        return "B021", f"not all of its bytes can be read in one encoding ({where})", _CONVERT
    return codec or ("B021", "it is in no encoding that is known here", _CONVERT)


def _binary(data: bytes) -> Fault:
    first = next(at for at, byte in enumerate(data) if byte in _CONTROLS)
    return (
        "B020",
        f"it holds control characters that no text has, the first at byte {first:,}",
        "export its text in UTF-8",
    )


def _mixed(data: bytes, codec: str) -> Fault:
    try:
        data.decode(codec)
        where = f"it is not whole in {codec}"
    except UnicodeDecodeError as error:
        where = f"{_place(data, error.start)} is not {codec}"
    return "B021", f"not all of its bytes can be read in one encoding ({where})", _CONVERT


def _place(data: bytes, at: int) -> str:
    line = data.count(b"\n", 0, at) + 1
    return f"byte {at:,}, in line {line:,},"


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
    """The codec that fits best what stands beyond ASCII."""
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
    codec = _older(sample, best.encoding if best else "cp1252")
    if codec == "cp1250" or (codec in _WESTERN and _CENTRAL.search(data)):
        codec = _western_or_central(data)
    if codec == "cp1252" and _EURO.search(data) and not _WINDOWS.search(data):
        codec = "iso8859_15"
    return codec if _reads(data, codec) and str(data, codec).encode(codec) == data else None


def _older(sample: bytes, codec: str) -> str:
    """The codec, or one of DOS and Macintosh where these have letters in words in which it has other signs."""
    odd = _oddities(sample, codec)
    if not odd:
        return codec
    best = min(_OF_DOS_AND_MACINTOSH, key=lambda other: _oddities(sample, other))
    return best if _oddities(sample, best) * 4 < odd else codec


def _oddities(sample: bytes, codec: str) -> int:
    """How many characters beyond ASCII have no place behind a small letter: capitals, and signs within words."""
    text = str(sample, codec, "replace")
    threes = zip(text, text[1:], text[2:], strict=False)
    return sum(_is_odd(other, third) for one, other, third in threes if other > "\x7f" and one.islower())


def _is_odd(character: str, behind: str) -> bool:
    if character.isupper() or character in _OPENERS_AND_SIGNS:
        return True
    return behind.islower() and character not in _IN_WORDS and not _is_letter(character)


def _is_letter(character: str) -> bool:
    return character.isalpha() or combining(character) != 0


def _western_or_central(data: bytes) -> str:
    """Three encodings that share most letters, told apart by those that they do not share."""
    hungarian = b"\xf5" in data and b"\xe1" in data and b"\xe3" not in data
    if not hungarian and not _CENTRAL.search(data) and _reads(data, "cp1252"):
        return "cp1252"
    return "cp1250" if _WINDOWS.search(data) else "iso8859_2"


def name_of(codec: str) -> str:
    """The name under which IANA registers the encoding."""
    if codec.startswith("cp125"):
        return "windows-" + codec[2:]
    return _NAMES.get(codec, codec.replace("iso8859_", "iso-8859-").replace("_", "-"))
