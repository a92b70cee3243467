"""What a person should look at in a draft."""

from __future__ import annotations

import broadsheet
from broadsheet.drafts.doubts import find_doubts

RUSSIAN = "Порт откроется для больших судов\n\nРыбаки против, сказал министр в мае. Суда придут весной.\n"
VIETNAMESE = "Cảng sẽ mở cửa\n\nBộ trưởng nói rằng cảng sẽ được mở cho những tàu lớn của các nước.\n"


def pointers(data: bytes) -> list[str]:
    """Where the doubts about the draft of a text are, the gravest first."""
    received = broadsheet.sources.read_text("a.txt", data)
    assert isinstance(received, broadsheet.Received)
    return [doubt.pointer for doubt in find_doubts(broadsheet.draft(received))]


def test_an_encoding_that_was_guessed_is_doubtful_where_the_language_is_not_known() -> None:
    """A language that is recognised shows that the letters are right, and in UTF-8 nothing is guessed."""
    assert "/source/encoding" in pointers(RUSSIAN.encode("koi8-r"))
    assert "/source/encoding" not in pointers(RUSSIAN.encode())
    assert "/source/encoding" not in pointers("The café will open, said the owner of the port.\n".encode("cp1252"))
    assert pointers(VIETNAMESE.encode("utf-16")) == ["/date_published", "/publisher"]
