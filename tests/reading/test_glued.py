"""Lines that a scraper ran together, and heads that it copied twice."""

from __future__ import annotations

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import draft
from broadsheet.sources import Received

TITLE = "Port to open to larger ships"
LEAD = "The council of the town will deepen its harbour by next spring, its chairwoman told reporters after a debate."
SECOND = "Ships of up to two hundred metres will be able to call once the work is done, according to its authority."
LAST = "Fishermen fear for the mouth of the river, where cranes would stand on the spit and the road would run."
BODY = f"{LEAD}\n\n{SECOND}\n\n{LAST}"


def read(text: str) -> tuple[Article, list[tuple[str, str]]]:
    """The draft of a text, with role and words of its segments beside headline and paragraphs."""
    article = draft(Received.of("a.txt", text.encode(), "utf-8", text))
    others = [(s.role, s.slice(text)) for s in article.segments if s.role not in {"headline", "paragraph"}]
    return article, others


def test_cuts_stamp_from_headline() -> None:
    """The stamp of a scraper is a date line of its own, and dates the page where nothing else does."""
    article, others = read(f" date 2020-02-04 {TITLE}\n{LEAD}\n{SECOND}\n{LAST}")
    assert (article.headline, article.date_published) == (TITLE, "2020-02-04")
    assert others[0] == ("date_line", "date 2020-02-04")


def test_cuts_stamp_from_dateline() -> None:
    """A stamp may stand before the dateline."""
    article, others = read(f" date 2022-08-29 ISLAMABAD, Aug 29 (APP): {BODY}")
    assert others[:2] == [("date_line", "date 2022-08-29"), ("dateline", "ISLAMABAD, Aug 29 (APP):")]
    assert article.date_published == "2022-08-29"


def test_prefers_what_the_page_says_to_a_stamp() -> None:
    """A scraper's date gives way to the page's own."""
    article, _ = read(f"date 2022-08-29 {TITLE}\n\nPublished: 13 May 2022\n\n{BODY}")
    assert article.date_published == "2022-05-13"


def test_distrusts_stamp_that_contradicts_dateline() -> None:
    """A stamp months after the dateline says when somebody copied the page."""
    article, _ = read(f"date 2022-08-29 {TITLE}\n\nOSLO, May 13 (AFP) - {BODY}")
    assert article.date_published is None


def test_reads_dateline_on_its_own_line() -> None:
    """A dateline may have a line of its own."""
    article, others = read(f"{TITLE}\n\nVientiane (VNA) –\n{BODY}")
    assert others == [("dateline", "Vientiane (VNA) –")]
    assert (article.location_created, article.source_organization) == ("vientiane", ("vietnam-news-agency",))


def test_reads_page_of_one_line() -> None:
    """Caption, dateline, story and link of the page in one line are cut apart."""
    text = f"Mara Lind at the quay. VNA/VNS Photo HÀ NỘI — {LEAD} {SECOND} And so on… Read full this story"
    article, others = read(text)
    assert others == [
        ("caption", "Mara Lind at the quay. VNA/VNS Photo"),
        ("credit", "VNA/VNS Photo"),
        ("dateline", "HÀ NỘI —"),
        ("boilerplate", "Read full this story"),
    ]
    assert article.location_created == "ha-noi"


@pytest.mark.parametrize("window", [f"Home / World / {TITLE}", f"{TITLE} - The Harbour Gazette", f"World News{TITLE}"])
def test_prefers_headline_to_path_that_holds_it(window: str) -> None:
    """A path or window title that ends in the headline is the page's."""
    article, others = read(f"{window}\n\n{TITLE}\n\n{BODY}")
    assert article.headline == TITLE
    assert others == [("boilerplate", window)]


def test_takes_title_printed_twice_for_headline() -> None:
    """What stands above a title that is printed twice is the page's."""
    menu = "Money Markets Company News Forum Archive Contacts"
    article, others = read(f"{menu}\n\n{TITLE}\n\nMay 13, 2022\n\n{TITLE}\n\n{BODY}")
    assert article.headline == TITLE
    assert others[0] == ("boilerplate", menu)


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ("Updated: May 14, 2022 | Published: May 13, 2022", "2022-05-13"),
        ("Last updated 14 May 2022\n\nFirst published 13 May 2022", "2022-05-13"),
        ("Updated: May 14, 2022", "2022-05-14"),
        ("May 2022", "2022-05"),
    ],
)
def test_takes_day_of_publication_before_update(lines: str, date: str) -> None:
    """Of several dates the one of publication counts."""
    article, _ = read(f"{TITLE}\n\n{lines}\n\n{BODY}")
    assert article.date_published == date


def test_reads_date_below_story() -> None:
    """Where the head is silent, a line below the story that says when it was published counts."""
    article, _ = read(f"{TITLE}\n\n{BODY}\n\nPublished in Dawn, May 13th, 2022")
    assert article.date_published == "2022-05-13"
