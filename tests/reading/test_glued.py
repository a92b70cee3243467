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


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ("The council met on May 12, 2022.", "2022-05-13"),
        ("The quay was opened on May 13, 1975, and again in 2009.", None),
        ("The council met on March 2, 2022.", None),
    ],
)
def test_takes_year_from_date_in_story(told: str, date: str | None) -> None:
    """A dateline's year is that of a date some days before it in the story, unless a later year stands there, too."""
    article, _ = read(f"{TITLE}\n\nOSLO, May 13 (AFP) - {LEAD} {told}\n\n{SECOND}\n\n{LAST}")
    assert (article.date_published, article.date_published_basis) == (date, "inferred" if date else None)


def test_takes_no_clock_for_day_of_publication() -> None:
    """Day and time above a menu say when the page was fetched."""
    clock = "12.30 AM Monday, 25 September 2023"
    assert read(f"{clock}\n\n• City Fajr Dhuhr Asr\n\n{TITLE}\n\n{BODY}")[0].date_published is None
    assert read(f"{clock}\n\n{TITLE}\n\n{BODY}")[0].date_published == "2023-09-25"


@pytest.mark.parametrize("rubric", ["Metro", "Local news", "World | Asia", "india", "FOR IMMEDIATE RELEASE"])
def test_takes_no_section_for_headline(rubric: str) -> None:
    """The name of a section is no headline, though nothing else could be one."""
    article, others = read(f"{rubric}\n\nOSLO, May 13 (AFP) - {BODY}")
    assert article.headline is None
    assert others[0] == ("boilerplate", rubric)


def test_makes_a_place_of_what_the_dateline_names() -> None:
    """A dateline's name is a place, though the story seems to speak of a person."""
    article, _ = read(f"{TITLE}\n\nMARA SENJA — {LEAD} Mara Senja has a light, and Mara Senja said so.\n\n{SECOND}")
    assert article.location_created == "mara-senja"
    assert {m.kind for m in article.mentions if m.entity == "mara-senja"} <= {"place"}


def test_takes_author_introduced_below_for_the_page() -> None:
    """Who signed above and is introduced below the story is introduced by the page."""
    about = "Grace Hopper writes on the sea. Her last piece for us was about salt."
    _, others = read(f"{TITLE}\n\nBy Grace Hopper\n\n{BODY}\n\n{about}")
    assert others == [("byline", "By Grace Hopper"), ("boilerplate", about)]


def test_keeps_rate_of_exchange_in_story() -> None:
    """What a currency is worth closes a story and is none of the page's lines."""
    text = f"{TITLE}\n\nOSLO (Reuters) - {BODY}\n\n($1 = 10.5 crowns)\n\n(Reporting by Ada Byron; Editing by Mara Lind)"
    article, others = read(text)
    assert [role for role, _ in others] == ["dateline", "sign_off"]
    assert article.segments[-2].slice(text) == "($1 = 10.5 crowns)"


@pytest.mark.parametrize(
    "line",
    [
        "The original quay was built of oak, and its piles still stand in the mud under the crane.",
        "About the crane the two sides could not agree, though they talked of it until the morning.",
        "Help us to understand the river, an old pilot had asked the engineers, and they came to listen.",
    ],
)
def test_keeps_last_paragraph_that_begins_as_the_page_does(line: str) -> None:
    """Words that open lines of pages open paragraphs, too: only below the end of a story they are the page's."""
    text = f"{TITLE}\n\n{BODY}\n\n{line}"
    assert read(text)[1] == []
    assert read(f"{TITLE}\n\n{BODY} (Reuters)\n\n{line}")[1] == [("sign_off", "(Reuters)"), ("boilerplate", line)]


def test_ends_story_at_its_end_mark() -> None:
    """What follows `./.` is the page's, however much it is."""
    teaser = (
        "A ferry service resumes\n\nThe ferry between the two quays will run again from the first day of the month."
    )
    article, others = read(f"{TITLE}\n\nHanoi (VNA) – {BODY}./.\n\nNews\n\n{teaser}\n\n{teaser}\n\n{teaser}")
    assert [role for role, _ in others] == ["dateline", "sign_off", *["boilerplate"] * 7]
    assert [s.role for s in article.segments].count("paragraph") == 3


def test_reads_byline_glued_to_last_sentence() -> None:
    """Who wrote or translated a story may stand behind its last sentence."""
    _, others = read(f"{TITLE}\n\n{BODY} Translated by Mara Lind")
    assert others == [("byline", "Translated by Mara Lind")]


def test_takes_what_somebody_is_seen_doing_for_caption() -> None:
    """A short sentence in the present inside a story told in the past shows a picture."""
    shown = "Harbour Master Mara Lind speaks at the opening of the quay."
    _, others = read(f"{TITLE}\n\n{LEAD} She said so.\n\n{SECOND} He said so, too.\n\n{shown}\n\n{LAST}")
    assert others == [("caption", shown)]


def test_reads_paragraph_that_is_all_of_a_story() -> None:
    """A long paragraph that ends in its agency is the story, not a caption with a credit."""
    article, others = read(f"Mara Lind at the quay (Photo: VNA)\n\n{LEAD} {SECOND} {LAST}-VNA")
    assert [role for role, _ in others] == ["caption", "credit", "sign_off"]
    assert article.source_organization == ("vietnam-news-agency",)


@pytest.mark.parametrize(
    "heading", ["About Polar Kelp", "Notes to editors", "Forward-Looking Statements", "Contacts:", "About the author"]
)
def test_ends_story_at_closing_heading(heading: str) -> None:
    """Headings that close a press release are the page's, with the paragraph below them."""
    below = "Founded in the spring of the year, the firm grows and dries kelp for food and for feed in nine countries."
    _, others = read(f"{TITLE}\n\n{BODY}\n\n{heading}\n\n{below}")
    assert others == [("boilerplate", heading), ("boilerplate", below)]
