"""What a person should look at in a draft."""

from __future__ import annotations

import broadsheet
from broadsheet.drafts.doubts import Doubt, doubtfulness, find_doubts, most_telling

RUSSIAN = "Порт откроется для больших судов\n\nРыбаки против, сказал министр в мае. Суда придут весной.\n"
VIETNAMESE = "Cảng sẽ mở cửa\n\nBộ trưởng nói rằng cảng sẽ được mở cho những tàu lớn của các nước.\n"


def pointers(data: bytes) -> list[str]:
    """Where the doubts about the draft of a text are, the gravest first."""
    received = broadsheet.sources.read_text("a.txt", data)
    assert isinstance(received, broadsheet.Received)
    return [doubt.pointer for doubt in find_doubts(broadsheet.draft(received))]


def test_many_of_the_least_make_no_draft_more_doubtful_than_the_gravest() -> None:
    """A budget of forty figures whose units are open stands behind a page without headline, date and publisher."""
    units = [Doubt(3, f"/figures/{number}/unit", "open") for number in range(40)]
    head = [Doubt(9, "/headline", "none"), Doubt(9, "/date_published", "none"), Doubt(6, "/publisher", "none")]
    assert doubtfulness(head) > doubtfulness(units) > doubtfulness(units[:20]) > doubtfulness(head[2:])


def test_what_is_told_is_of_as_many_kinds_as_there_are() -> None:
    """Ten speakers who are not named do not hide that the text may break off; what is told keeps its order."""
    speakers = [Doubt(8, f"/statements/{number}/speaker", "nobody") for number in range(10)]
    doubts = [Doubt(9, "/headline", "none"), *speakers, Doubt(7, "/source", "it may break off")]
    told = ["/headline", "/statements/0/speaker", "/statements/1/speaker", "/statements/2/speaker", "/source"]
    assert [doubt.pointer for doubt in most_telling(doubts, 5)] == told


def test_an_encoding_that_was_guessed_is_doubtful_where_the_language_is_not_known() -> None:
    """A language that is recognised shows that the letters are right, and in UTF-8 nothing is guessed."""
    assert "/source/encoding" in pointers(RUSSIAN.encode("koi8-r"))
    assert "/source/encoding" not in pointers(RUSSIAN.encode())
    assert "/source/encoding" not in pointers("The café will open, said the owner of the port.\n".encode("cp1252"))
    assert pointers(VIETNAMESE.encode("utf-16")) == ["/date_published", "/publisher"]
