"""Where a story was written and by whom, as datelines and lone lines of many houses say it."""

from __future__ import annotations

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import draft
from broadsheet.sources import Received

TITLE = "Cable ferry stops for the winter"
TOLD = "The cable ferry across the Skarn stopped on Monday, a month earlier than last year, its owner said."
MORE = "Ice had damaged the landing stage, and the crew had asked for leave until the thaw in April."


def read(*lines: str) -> Article:
    """The draft of a text with these lines, a blank one between them."""
    text = "\n\n".join(lines)
    return draft(Received.of("a.txt", text.encode(), "utf-8", text))


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("Baku. 15 August. REPORT.AZ/", "baku", "report-az"),
        ("COLOMBO (News 1st):-", "colombo", "news-1st"),
        ("ASTANA. KAZINFORM", "astana", "kazinform"),
        ("ASTANA. KAZINFORM -", "astana", "kazinform"),
        ("Astana. July 4. KazTAG -", "astana", "kaztag"),
        ("(UTV|COLOMBO) \u2013", "colombo", "utv"),
        ("Gulu, Uganda | AFP |", "gulu", "afp"),
        ("Addis Ababa April 1/2023/ENA/", "addis-ababa", "ena"),
        ("Riyadh, Rajab 12, 1442, Feb 24, 2021, SPA --", "riyadh", "spa"),
    ],
)
def test_dateline_between_strokes(opening: str, place: str, agency: str) -> None:
    """Stops, bars and single strokes part the place of a dateline from the agency and the day."""
    found = read(TITLE, f"{opening} {TOLD}", MORE)
    assert (found.location_created, found.source_organization) == (place, (agency,))


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("Reuters, KUALA LUMPUR", "kuala-lumpur", "reuters"),
        ("Manama - Arab News", "manama", "arab-news"),
        ("ERZURUM \u2013 Do\u011fan News Agency", "erzurum", "dha"),
    ],
)
def test_place_and_agency_in_a_line(line: str, place: str, agency: str) -> None:
    """A line below the headline that is a place and an outlet is a dateline."""
    found = read(TITLE, line, TOLD, MORE)
    assert [each.role for each in found.segments] == ["headline", "dateline", "paragraph", "paragraph"]
    assert (found.location_created, found.source_organization) == (place, (agency,))


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (("By Ada Byron in Oslo", "3 March 2015"), "oslo"),
        (("Harbour Mirror (Nairobi)",), "nairobi"),
        (("Accra (Greater Accra) 3 March 2001",), "accra"),
    ],
)
def test_place_in_the_head(lines: tuple[str, ...], place: str) -> None:
    """The place stands behind the author, in brackets behind a paper, or before its land and the day."""
    assert read(TITLE, *lines, TOLD, MORE).location_created == place


@pytest.mark.parametrize(
    "begins",
    [
        "AP \u2014 the agency \u2014 reported that the cable ferry stopped on Monday, a month earlier than last year.",
        "NET-LOSS: The owner of the cable ferry has lost more than he earned since the winter, he said on Monday.",
        "Over the Feb. 8 holiday the cable ferry across the Skarn carried more people than ever, its owner said.",
        "NON-Norwegians on the cable ferry across the Skarn will pay half as much again from Monday, its owner said.",
        "Tove McLIND (R-Skarn) - The owner of the cable ferry is not shy of cameras, and on Monday he came with a dog.",
        "Visitation 5:00 p.m. - 7:00 p.m. on Monday in the house of the owner, who asks for no flowers.",
        "LIND, Tove \u2013 Of Skarn, who owned the cable ferry for forty years, died on Monday at the age of 91.",
        "By Monday: The cable ferry stops, a month earlier than last year, and nobody knows when it will run again.",
    ],
)
def test_sentence_that_looks_like_a_dateline(begins: str) -> None:
    """Small words behind a dash, words of the language and names of persons make no dateline."""
    found = read(TITLE, begins, MORE)
    assert (found.location_created, found.source_organization) == (None, ())
    assert [each.role for each in found.segments] == ["headline", "paragraph", "paragraph"]


def test_writer_in_a_dateline() -> None:
    """A name in capitals where a dateline has its agency is the author's, and no agency's."""
    found = read(TITLE, f"Kampala, Uganda | ADA BYRON | {TOLD}", MORE)
    assert (found.location_created, found.author, found.source_organization) == ("kampala", ("Ada Byron",), ())


def test_speaker_is_no_place() -> None:
    """A speaker in capitals before a colon opens no story, and is not where it was written."""
    found = read("Daily Briefing", f"MS. HOPPER: {TOLD}", "QUESTION: When will it run again?", f"MS. HOPPER: {MORE}")
    assert found.location_created is None


def test_year_behind_a_stroke() -> None:
    """A day whose year stands behind a stroke is whole, in a dateline, too."""
    assert read(TITLE, f"Addis Abeba, January 30/2020 - {TOLD}", MORE).date_published == "2020-01-30"


def test_spelling_of_a_place() -> None:
    """Addis Abeba is Addis Ababa."""
    assert read(TITLE, f"Addis Abeba \u2013 {TOLD}", MORE).location_created == "addis-ababa"


def test_quoted_outlet_publishes_nothing() -> None:
    """Whom people told something elsewhere has not published the page, if everybody quotes it."""
    assert read(TITLE, TOLD, "\u201cThe stage is gone,\u201d the owner told CNN on Monday.", MORE).publisher is None


def test_source_above_the_story() -> None:
    """A line above the story that says where it comes from names the agency, and is the page's."""
    found = read(TITLE, "Source DutchNews.nl", TOLD, MORE)
    assert [each.role for each in found.segments][:2] == ["headline", "boilerplate"]
    assert found.source_organization == ("dutchnews-nl",)


def test_place_before_a_stop() -> None:
    """A place and a full stop open a story, as in `Tabora. The ferry`."""
    assert read(TITLE, f"Tabora. {TOLD} It will not run again before the thaw.", MORE).location_created == "tabora"


def test_day_in_brackets_behind_a_dash() -> None:
    """A day in brackets behind the dash of a dateline dates the story."""
    found = read(TITLE, f"LA JOLLA--(December 13, 2019) {TOLD}", MORE)
    assert (found.location_created, found.date_published) == ("la-jolla", "2019-12-13")


def test_agency_taken_out() -> None:
    """Brackets from which a page took the agency are none."""
    found = read(TITLE, f"BUENOS AIRES () \u2013 {TOLD}", MORE)
    assert (found.location_created, found.source_organization) == ("buenos-aires", ())


def test_two_places_of_a_release() -> None:
    """A release of two firms is dated from the place of the first."""
    where = "WINCHESTER, Virginia and BOISE, Idaho, Nov 12, 2020, Nov. 12, 2020 (GLOBE NEWSWIRE) --"
    found = read(TITLE, f"{where} {TOLD}", MORE)
    assert (found.location_created, found.date_published) == ("winchester", "2020-11-12")


def test_day_told_below_the_dateline() -> None:
    """A line with a day inside a story does not date it where the dateline does."""
    found = read(TITLE, f"VANCOUVER, March 14, 2019 /CNW/ - {TOLD}", "Next run: 9:30 AM March 15, 2019", MORE)
    assert found.date_published == "2019-03-14"


def test_rank_before_a_name() -> None:
    """Whose name has a rank or an owner before it is shown in a picture, and wrote nothing."""
    about = f"The harbour police took the ferry over. {TOLD}"
    assert read(TITLE, "IGP Tove Arnesen", about, MORE).author == ()
    assert read(TITLE, "The County's Ferry Master, Tove Arnesen", about, MORE).author == ()
