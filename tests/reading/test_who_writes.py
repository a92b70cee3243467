"""Who of a paper wrote a story, where nobody is named."""

from __future__ import annotations

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import draft
from broadsheet.sources import Received

TITLE = "Dredgers leave the Skarn estuary"
STORY = (
    "The last two dredgers left the Skarn estuary on Monday, four months after their permits had run out.",
    "Cockle beds along the northern shore may need ten years to recover, marine biologist Tove Arnesen warned.",
    "Her team will count the birds again in May, when the flats are dry enough to walk on for an hour.",
)


def read(*head: str) -> Article:
    """The draft of a story with some lines below its headline."""
    text = "\n\n".join((TITLE, *head, *STORY))
    return draft(Received.of("a.txt", text.encode(), "utf-8", text))


def role_of(line: str) -> str:
    """What a line below the headline is taken for."""
    start = len(TITLE) + 2
    return next(each.role for each in read(line).segments if each.start == start)


@pytest.mark.parametrize(
    "line",
    [
        "HM Staff",
        "QM Report",
        "HM Bureau",
        "HM Online Desk",
        "Skarn Herald report",
        "Skarn Herald Report",
        "Saudi Gazette report",
    ],
)
def test_paper_by_its_letters_or_name_wrote(line: str) -> None:
    """A paper by its letters or its name, and who of it wrote, is a byline without an author."""
    assert (role_of(line), read(line).author) == ("byline", ())


@pytest.mark.parametrize("line", ["WHO Report", "Weekly Report", "Daily reports"])
def test_report_of_a_body_or_kind_is_no_byline(line: str) -> None:
    """The letters of a body, or one word of papers alone, write nothing."""
    assert role_of(line) != "byline"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Published : May 3, 2024 20:11 IST , VISAKHAPATNAM - 2 MINS READ", "visakhapatnam"),
        ("Published : May 3, 2024 20:11 IST , OSLO", "oslo"),
        ("AFP . Oslo | Published: 09:15, May 03,2024", "oslo"),
        ("Reuters, Oslo", "oslo"),
        ("BSS, DHAKA", "dhaka"),
        ("PTI | Mumbai", "mumbai"),
        ("Published: May 3, 2024 | Asia", None),
        ("May 3, 2024 | India", None),
        ("Grace Hopper | Oslo", None),
    ],
)
def test_town_beside_an_agency_or_behind_the_day(line: str, place: str | None) -> None:
    """A town that stands beside an agency, or is all that a day has behind it, is where the story was written."""
    assert read(line).location_created == place


@pytest.mark.parametrize(
    ("sign", "agencies"),
    [
        ("SOURCE:AA", ("anadolu",)),
        ("Source: Quillam Gazette", ("quillam-gazette",)),
        ("MNA/ 6774159", ("mehr",)),
        ("(UNI) AB CD 1234", ("uni",)),
        ("(NAN) (www.nannews.example)", ("nan",)),
        ("Based on materials from TASS", ("tass",)),
        ("Based on reporting by AFP and Reuters", ("afp", "reuters")),
        ("With reporting by Reuters", ()),
        ("Source: what the mayor wrote in March", ()),
    ],
)
def test_last_line_says_from_whom_the_story_is(sign: str, agencies: tuple[str, ...]) -> None:
    """A label, a number, an address or the words that it is based on others' reports stand beside the agency."""
    text = "\n\n".join((TITLE, *STORY, sign))
    found = draft(Received.of("a.txt", text.encode(), "utf-8", text))
    assert found.source_organization == agencies
    assert found.segments[-1].role == "sign_off"


@pytest.mark.parametrize("line", ["ISTANBUL (Turkey)", "GAZIANTEP, T\u00fcrkiye", "OSLO, Norway"])
def test_town_and_land_in_a_line(line: str) -> None:
    """A town in capitals has a line to itself with its land."""
    assert (role_of(line), read(line).location_created) == ("dateline", line.split(maxsplit=1)[0].strip(",").lower())


def test_seat_of_a_paper_below_the_story() -> None:
    """Where a paper has its seat, below the story, nothing was written."""
    text = "\n\n".join((TITLE, *STORY, "Published by the Mirror", "Quillam Herald, New York"))
    assert draft(Received.of("a.txt", text.encode(), "utf-8", text)).location_created is None


@pytest.mark.parametrize(("head", "role"), [(("May 3, 2024",), "sign_off"), ((), "date_line")])
def test_agency_with_the_clock_of_its_report(head: tuple[str, ...], role: str) -> None:
    """An agency before clock and day signs below a story; where no other line has the day, it dates the story, too."""
    sign = "QNA 1412 GMT 2024/05/03"
    text = "\n\n".join((TITLE, *head, *STORY, sign))
    found = draft(Received.of("a.txt", text.encode(), "utf-8", text))
    assert (found.segments[-1].role, found.source_organization) == (role, ("qna",))
    assert found.date_published == "2024-05-03"
