"""Texts in the encodings that a collector meets, from one sentence to a page."""

from __future__ import annotations

import unicodedata

import pytest

from broadsheet.issues import Issue
from broadsheet.sources import Received, read_text

TEXTS = {
    "English": "The café “opens” — in Lyon, naïvely. It’s late; a ticket is £5.\r\nThe ships\u00a0wait. ",
    "French": "Le port s’ouvre aux navires, a déclaré le ministre. Où être élu ? « Ça suffit », dit-il. ",
    "German": "Der Hafen wird für größere Schiffe geöffnet, sagte der Bürgermeister auf der Brücke. ",
    "Spanish": "El puerto se abrirá a buques más grandes, señaló el ministro. ¿Por qué? La niña esperó. ",
    "Norwegian": "Havnen åpnes for større skip på våren, sa ministeren. Fiskerne frykter for øya, æra er forbi. ",
    "Euro": "The ferry costs €85 million, the café on the quay 5 € and the pier 12€. ",
    "Hungarian": "A kikötőt megnyitják a nagyobb hajók előtt, mondta a miniszter. A halászok dühösek, fűt is nőtt. ",
    "Polish": "Port zostanie otwarty dla większych statków, powiedział minister, a żona zaśmiała się źle. ",
    "Short Polish": "Port przyjmie duże statki, a rejs zajmie mniej niż godzinę. ",
    "Czech": "Přístav se otevře větším lodím, řekl ministr. Rybáři žádají, aby hráz zůstala tam, kde stojí už léta. ",
    "Russian": "Порт откроется для больших судов в мае, сказал министр. Рыбаки против. ",
    "Ukrainian": "Порт відкриється для великих суден у травні, сказав міністр. Її рибалки проти. ",
    "Greek": "Το λιμάνι θα ανοίξει για μεγαλύτερα πλοία, δήλωσε ο υπουργός. Οι ψαράδες διαφωνούν. ",
    "Turkish": "Liman daha büyük gemilere açılacak, dedi bakan. Balıkçılar ağır ağır kaygılanıyor, şaşırmadı. ",
    "Hebrew": "הנמל ייפתח לאוניות גדולות יותר, אמר השר. הדייגים מתנגדים לתוכנית. ",
    "Arabic": "سيفتح الميناء أمام السفن الكبيرة، قال الوزير. الصيادون يعارضون الخطة. ",
    "Vietnamese": "Cảng sẽ mở cửa cho tàu lớn hơn, bộ trưởng nói. Ngư dân phản đối kế hoạch, họ sợ mất việc. ",
    "Japanese": "港は五月に大型船に開放されると大臣は述べた。漁師たちは心配している。",
    "Chinese": "港口将于五月向大型船舶开放，部长说。渔民们对此表示担忧，他们说河口会受到影响。",
    "Taiwanese": "港口將於五月向大型船舶開放，部長說。漁民們對此表示擔憂，他們說河口會受到影響。",
    "Korean": "항구는 5월에 대형 선박에 개방될 것이라고 장관이 말했다. 어부들은 걱정하고 있다. ",
    "Thai": "ท่าเรือจะเปิดรับเรือขนาดใหญ่ในเดือนพฤษภาคม รัฐมนตรีกล่าว ชาวประมงกังวล ",
}
WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8", "utf-8-sig")
NARROW = {
    "English": ("cp1252", "macintosh", "cp437", "cp850"),
    "French": ("cp1252", "macintosh", "cp850"),
    "German": ("iso-8859-1", "macintosh", "cp437", "cp850"),
    "Spanish": ("iso-8859-1", "cp1252", "macintosh", "cp850"),
    "Norwegian": ("cp1252", "iso-8859-1", "cp865"),
    "Euro": ("cp1252", "iso-8859-15"),
    "Hungarian": ("cp1250", "iso-8859-2", "cp852"),
    "Polish": ("cp1250", "iso-8859-2", "cp852"),
    "Short Polish": ("cp1250", "iso-8859-2", "cp852"),
    "Czech": ("cp1250", "iso-8859-2", "cp852"),
    "Russian": ("cp1251", "koi8-r", "iso-8859-5", "cp866", "mac-cyrillic"),
    "Ukrainian": ("cp1251", "koi8-u", "mac-cyrillic"),
    "Greek": ("cp1253", "iso-8859-7"),
    "Turkish": ("cp1254", "iso-8859-9"),
    "Hebrew": ("cp1255", "iso-8859-8"),
    "Arabic": ("cp1256", "iso-8859-6"),
    "Vietnamese": ("cp1258",),
    "Japanese": ("shift_jis", "euc_jp", "iso2022_jp"),
    "Chinese": ("gb18030", "gbk", "hz"),
    "Taiwanese": ("big5",),
    "Korean": ("euc_kr", "cp949"),
    "Thai": ("cp874",),
}
TONES = "\u0300\u0301\u0303\u0309\u0323"


def typed(text: str, codec: str) -> str:
    """The text as a program of its encoding writes it: cp1258 has the tones of Vietnamese as marks."""
    if codec != "cp1258":
        return text
    apart = [unicodedata.normalize("NFD", character) for character in text]
    bare = [unicodedata.normalize("NFC", "".join(c for c in each if c not in TONES)) for each in apart]
    return "".join(b + "".join(c for c in each if c in TONES) for b, each in zip(bare, apart, strict=True))


@pytest.mark.parametrize("times", [1, 40])
@pytest.mark.parametrize(
    ("language", "codec"),
    [(language, codec) for language in TEXTS for codec in (*NARROW[language], *WIDE)],
)
def test_every_character_comes_back(language: str, codec: str, times: int) -> None:
    """The text is read as it was written, and its bytes can be made again from text and encoding."""
    text = typed(TEXTS[language], codec).encode(codec, "ignore").decode(codec) * times
    data = text.encode(codec)
    received = read_text("a.txt", data)
    assert isinstance(received, Received), received
    assert received.text == text
    assert data.decode(received.encoding) == text


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        (
            "TCVN3",
            b"Ng\xad\xeai ph\xf3 tr\xb8ch c\xf1a c\xb6ng kh\xabng \xae\xad\xeec b\xb8o, nh\xf7ng ng\xad\xeai kh\xb8c.",
        ),
        ("VISCII", b"C\xe4ng c\xfca h\xf7 \xf0\xe3 m\xb7, nh\xe6ng ng\xdf\xb6i kh\xe1c kh\xf4ng \xf0\xdf\xfec b\xe1o."),
        ("VNI", "Caûng cuûa hoï khoâng ñöôïc môû, nhöõng ngöôøi khaùc vôùi hoï.".encode("cp1252")),
    ],
)
def test_vietnamese_that_is_not_read_is_told_by_its_name(encoding: str, data: bytes) -> None:
    """Letters that would come out as others are no text: who collected it learns what to convert it from."""
    found = read_text("a.txt", data)
    assert isinstance(found, Issue)
    assert (found.code, found.message) == (
        "B021",
        f"it is Vietnamese in {encoding}, an encoding that is not read here",
    )


def test_letters_in_utf8_among_those_of_windows_are_told_with_their_line() -> None:
    """A file that was put together from two encodings has no one that reads it, whichever has more of it."""
    data = "The café, the naïve, the déjà vu.\n".encode("cp1252") * 3 + "A “café”.\n".encode()
    found = read_text("a.txt", data)
    assert isinstance(found, Issue)
    assert found.message == (
        "not all of its bytes can be read in one encoding (byte 104, in line 4, is utf-8, and others are not)"
    )


def test_a_stray_control_character_is_told_with_its_place() -> None:
    """Where it stands is what a person has to know to take it out."""
    found = read_text("a.txt", b"The port \x00opens.")
    assert isinstance(found, Issue)
    assert found.message == "it holds control characters that no text has, the first at byte 9"
