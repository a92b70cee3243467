"""Who published a text, as the page itself prints the name, though no lexicon has it."""

from __future__ import annotations

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import draft
from broadsheet.sources import Received

TITLE = "Dredgers leave the Skarn estuary"
BODY = """\
The last two dredgers left the Skarn estuary on Monday, four months after their permits had run out.

Cockle beds along the northern shore may need ten years to recover, marine biologist Tove Arnesen warned.

Her team will count the birds again in May, when the flats are dry enough to walk on for an hour."""


def read(text: str) -> Article:
    """The draft of a text."""
    return draft(Received.of("a.txt", text.encode(), "utf-8", text))


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"{TITLE} | Skarn Leaf\n\nHome\n\n{TITLE}\n\nMay 13, 2022\n\n{BODY}", "skarn-leaf"),
        (f"{TITLE}\n\n{BODY}\n\nThe post {TITLE} appeared first on Skarn Leaf.", "skarn-leaf"),
        (f"{TITLE}\n\n{BODY}\n\nPublished in The Skarn Leaf, May 13th, 2022", "the-skarn-leaf"),
        (f"Quay Leaf logo\n\n{TITLE}\n\n{BODY}", "quay-leaf"),
        (f"{TITLE}\n\nBy Grace Hopper, Special to The Skarn Gazette\n\n{BODY}", "the-skarn-gazette"),
        (f"{TITLE}\n\nBy Grace Hopper\n\nSkarn Valley Gazette\n\n{BODY}", "skarn-valley-gazette"),
        (f"SKARNLEAF\n\nNews   Sport   Boats   Contact\n\n{TITLE}\n\n{BODY}", "skarnleaf"),
        (
            f"Harbour Rights Union\n\nEnglish | Norsk\n\n{TITLE}\n\n{BODY} The Harbour Rights Union agreed.",
            "harbour-rights-union",
        ),
        (f"Ministry of Skarn Waters\n\n{TITLE}\n\n{BODY}", "ministry-of-skarn-waters"),
        (f"{TITLE}\n\nFrom: Fisheries and Tides Skarn\n\nNews release\n\n{BODY}", "fisheries-and-tides-skarn"),
        (f"{TITLE}\n\n{BODY} \u2013 Skarnleaf.com", "skarnleaf-com"),
    ],
)
def test_name_is_printed(text: str, publisher: str) -> None:
    """Behind the headline, in a footer, by the author, above a menu, as the issuer or as the address that signs."""
    assert read(text).publisher == publisher


@pytest.mark.parametrize(
    "text",
    [
        f"Search Site\n\nNews   Sport   Boats   Contact\n\n{TITLE}\n\n{BODY}",
        f"{TITLE}\n\nBy Emily Post\n\n{BODY}",
        f"{TITLE} | Environment\n\nHome\n\n{TITLE}\n\n{BODY}",
        f"{TITLE}\n\n(AP) \u2014 {BODY}",
        f"Home\n\nNews\n\nBoats\n\nClassified\n\nAbout us\n\nGovernment Gazette\n\n{TITLE}\n\nMay 13, 2022\n\n{BODY}",
    ],
)
def test_other_names_publish_nothing(text: str) -> None:
    """A button, an author, a section, an agency's mark and a link among others are no paper."""
    assert read(text).publisher is None


def test_broadcaster_in_a_dateline_publishes() -> None:
    """A broadcaster that stands where agencies do has published the story; an agency has not."""
    assert read(f"{TITLE}\n\nISLAMABAD (Dunya News) \u2013 {BODY}").publisher == "dunya-news"
    assert read(f"{TITLE}\n\nHANOI (Reuters) - {BODY}").publisher is None


def test_other_paper_in_a_byline_is_the_source() -> None:
    """A paper that a page of another one credits with the story is where it comes from."""
    article = read(f"Modern Ghana\n\nHome \u203a News\n\n{TITLE}\n\nBy Daily Guide\n\n{BODY}")
    assert (article.publisher, article.source_organization) == ("modern-ghana", ("daily-guide",))


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to the Quillam Gazette for less",
        "Thank you for reading the Quillam Gazette",
        "Download the Quillam Gazette app",
        "Ada Byron is a reporter for the Quillam Gazette.",
        "Quillam Gazette, All Rights Reserved",
        "Quillam Gazette \u00a9 2024",
        "2024 \u00a9 Quillam Gazette",
        "\u00a9 Quillam Gazette Ltd 2024",
    ],
)
def test_page_speaks_of_its_paper(line: str) -> None:
    """How a page speaks of a paper below the story, or to whom it gives the rights, names the paper as its own."""
    assert read(f"{TITLE}\n\nBy Ada Byron\n\n{BODY}\n\n{line}").publisher == "quillam-gazette"


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Quillam Gazette e-Paper", "quillam-gazette"),
        ("Home | Quillam Gazette", "quillam-gazette"),
        ("www.quillamgazette.com", "quillamgazette-com"),
        ("WQLM-TV", "wqlm-tv"),
        ("WORK News", None),
    ],
)
def test_page_is_called(line: str, publisher: str | None) -> None:
    """Above the headline a page is called by its paper, its address or the call sign of its station."""
    assert read(f"{line}\n\n{TITLE}\n\nBy Ada Byron\n\n{BODY}").publisher == publisher


def test_paper_of_the_rights_before_that_of_a_picture() -> None:
    """Who holds the rights of a page and is called as papers are has published it, and not who lent a picture."""
    credited = "A dredger in the estuary on Monday. Photo: Ada Byron / WXXI News"
    text = f"{TITLE}\n\n{credited}\n\n{BODY}\n\n\u00a9 2020 Quillam Gazette."
    assert read(text).publisher == "quillam-gazette"
