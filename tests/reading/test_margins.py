"""What pages set around a story: cut beginnings, calendars, cards of authors, glued lines."""

from __future__ import annotations

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import draft
from broadsheet.sources import Received

TITLE = "Cable ferry stops for the winter"
TOLD = "The cable ferry across the Skarn stopped on Monday, a month earlier than last year, its owner said."
MORE = "Ice had damaged the landing stage, and the crew had asked for leave until the thaw in April."
LAST = "Buses will run round the bay instead, and the council pays for the longer way, the owner of the ferry added."
OTHER = "A bakery that has been shut since spring sells bread again, and its queue reaches the corner of the market"


def read(*lines: str, by: str = "\n\n") -> tuple[Article, list[tuple[str, str]]]:
    """The draft of a text with these lines, and role and words of its segments."""
    text = by.join(lines)
    article = draft(Received.of("a.txt", text.encode(), "utf-8", text))
    return article, [(each.role, each.slice(text)) for each in article.segments]


def said(segments: list[tuple[str, str]], role: str) -> list[str]:
    """What the segments of a role say."""
    return [words for each, words in segments if each == role]


@pytest.mark.parametrize("button", ["Read More", "read full story »", "Continue reading"])
def test_cut_beginnings_with_a_button(button: str) -> None:
    """Below the story cut beginnings with a button to read the rest are the page's, and so is what follows them."""
    cut = [f"{OTHER}… {button}", f"Two swans nest on the roof of the old mill, where nobody sees them… {button}"]
    _, segments = read(TITLE, TOLD, MORE, LAST, *cut, "The choir of the town sang for the last time on Sunday.")
    assert said(segments, "paragraph") == [TOLD, MORE, LAST]
    assert len(said(segments, "boilerplate")) == 3


def test_cut_beginnings_inside_a_story() -> None:
    """Where the story goes on below them, nothing that follows is the page's."""
    cut = [f"{OTHER}… Read More", "Two swans nest on the roof of the old mill, where nobody sees them… Read More"]
    _, segments = read(TITLE, TOLD, MORE, *cut, LAST)
    assert LAST in said(segments, "paragraph")


def test_titles_with_paragraphs_below_a_heading() -> None:
    """Below a heading of the page paragraphs of other stories, each under a title of its own, are the page's."""
    listed = [
        "More from Local",
        "Bread at last",
        f"{OTHER}.",
        "On air tonight",
        "A choir sings songs of the sea until the lamps go out and everybody has left.",
    ]
    _, segments = read(TITLE, TOLD, MORE, LAST, *listed)
    assert said(segments, "boilerplate") == listed


def test_heading_above_paragraphs_of_the_story() -> None:
    """Below such a heading paragraphs in a row are the story's."""
    rest = [
        "She has run it since 1998, alone at first, with her sister for the last eleven of these years.",
        "Nobody knows what it would cost to lift the hull on land, and nobody wants to be asked about it.",
    ]
    _, segments = read(TITLE, TOLD, MORE, LAST, "Read more:", "• Who pays for a road?", *rest)
    assert said(segments, "paragraph") == [TOLD, MORE, LAST, *rest]


def test_heading_above_cut_beginnings() -> None:
    """Paragraphs that are cut are no story: a heading above them ends it."""
    cut = [
        f"{OTHER} ...",
        "Two swans nest on the roof of the old mill, where nobody sees them but the miller and his ...",
    ]
    _, segments = read(TITLE, TOLD, MORE, LAST, "Related Post", *cut)
    assert said(segments, "boilerplate") == ["Related Post", *cut]


@pytest.mark.parametrize("line", ["– Advertisement –", "- Advertisement -"])
def test_line_between_dashes(line: str) -> None:
    """A line of the page may stand between dashes."""
    _, segments = read(TITLE, TOLD, line, MORE, LAST)
    assert said(segments, "boilerplate") == [line]


def test_agency_in_brackets_in_the_midst() -> None:
    """An agency in brackets with the story going on behind it credits a picture that is not there."""
    article, segments = read(TITLE, TOLD, MORE, "(Yonhap)", LAST)
    assert said(segments, "paragraph") == [TOLD, MORE, LAST]
    assert article.credit_text == "Yonhap"


def test_agency_in_brackets_at_the_end() -> None:
    """Behind the last paragraph it signs the story."""
    article, segments = read(TITLE, TOLD, MORE, LAST, "(Yonhap)")
    assert said(segments, "sign_off") == ["(Yonhap)"]
    assert article.source_organization == ("yonhap",)


def test_author_glued_to_what_says_when() -> None:
    """The author may stand right before what says when, also far down the page."""
    menu = [f"Entry {number} of the menu" for number in range(1, 16)]
    article, _ = read(*menu, TITLE, "By YonhapPublished : Sept. 11, 2023 - 20:38", TOLD, MORE, LAST, by="\n")
    assert article.source_organization == ("yonhap",)
    assert article.date_published == "2023-09-11"


def test_agency_and_town_of_two_words() -> None:
    """A line with an agency and its town says where the story was written; the zone tells day and month apart."""
    article, _ = read("PTI New Delhi", "Updated: 06-09-2019 11:33 IST", TOLD, MORE, LAST)
    assert article.location_created == "new-delhi"
    assert article.source_organization == ("pti",)
    assert article.date_published == "2019-09-06"


def test_agency_with_a_hyphen_beside_its_town() -> None:
    """A line of its own may have a town and an agency whose name is joined by a hyphen."""
    article, segments = read(TITLE, "DHAKA - Agence France-Presse", TOLD, MORE, LAST)
    assert said(segments, "dateline") == ["DHAKA - Agence France-Presse"]
    assert (article.location_created, article.source_organization) == ("dhaka", ("afp",))


def test_long_name_of_a_land_in_a_dateline() -> None:
    """The land in square brackets may have a long name."""
    article, _ = read(TITLE, f"Kinshasa [Democratic Republic of the Congo], November 17: {TOLD}", MORE, LAST)
    assert article.location_created == "kinshasa"


def test_day_in_digits_with_another_zone() -> None:
    """A zone of lands that write the day in either way tells nothing."""
    article, _ = read(TITLE, "Updated: 06-09-2019 11:33 GMT", TOLD, MORE, LAST)
    assert article.date_published is None


def test_paper_below_the_day() -> None:
    """One word below the day that names a paper is no town."""
    article, _ = read(TITLE, "7th January 2020", "Herald", TOLD, MORE, LAST)
    assert (article.location_created, article.date_published) == (None, "2020-01-07")


def test_day_above_the_name_of_the_paper() -> None:
    """A day alone in the first line, above the paper's name, is that of the visit."""
    article, segments = read("October 16, 2024", "Skarn Journal", TITLE, TOLD, MORE, LAST)
    assert (article.headline, article.date_published) == (TITLE, None)
    assert said(segments, "boilerplate") == ["October 16, 2024", "Skarn Journal"]


def test_day_beside_a_calendar() -> None:
    """The day below a calendar is that of the visit, too."""
    calendar = ["May 2025", "M T W T F S S", "1234", "567891011", "May 16, 2025"]
    article, segments = read(*calendar, TITLE, TOLD, MORE, LAST)
    assert (article.headline, article.date_published) == (TITLE, None)
    assert said(segments, "date_line") == []


def test_day_below_the_headline_with_a_calendar() -> None:
    """Below the headline a day is the story's, whatever stands above."""
    article, _ = read("May 2025", "M T W T F S S", "1234", TITLE, "May 12, 2025", TOLD, MORE, LAST)
    assert article.date_published == "2025-05-12"


def test_days_in_brackets_of_a_title() -> None:
    """Days in square brackets belong to the title before them."""
    article, _ = read("Harbour Weekly Roundup [Jan 18 – Jan 24]", "24 Jan 2021 4:26 PM GMT", TOLD, MORE, LAST)
    assert article.headline == "Harbour Weekly Roundup [Jan 18 – Jan 24]"
    assert article.date_published == "2021-01-24"


def test_time_below_the_day() -> None:
    """A time with its zone, right below the day, belongs to it."""
    _, segments = read(TITLE, "Monday March 26, 2018", "08:09 AM GMT+8", TOLD, MORE, LAST, by="\n")
    assert said(segments, "date_line") == ["Monday March 26, 2018", "08:09 AM GMT+8"]


def test_reporter_to_be_contacted() -> None:
    """Who can be asked below the story wrote it; the card with name, post and life is the page's."""
    card = [
        "Grace Hopper",
        "Reporter",
        "Grace is from Skarn and graduated from its university in 1934, before she went to sea.",
    ]
    article, segments = read(TOLD, MORE, LAST, "Contact reporter Grace Hopper at ghopper@harbour.com.", "Tags", *card)
    assert article.author == ("Grace Hopper",)
    assert said(segments, "paragraph") == [TOLD, MORE, LAST]


def test_author_named_again_below_the_byline() -> None:
    """Below the byline the name again, the author's post and what that person is stand on a card of the page."""
    card = [
        "Grace Hopper",
        "Grace Hopper",
        "Breaking News Reporter",
        "Grace Hopper is a reporter who writes of the sea.",
    ]
    article, segments = read(TITLE, "By Grace Hopper", *card, "May 12, 2025", TOLD, MORE, LAST, by="\n")
    assert (article.headline, article.author) == (TITLE, ("Grace Hopper",))
    assert said(segments, "caption") == []
    assert card[-1] in said(segments, "boilerplate")


@pytest.mark.parametrize(
    "note",
    [
        "We\u2019re sorry, this feature is currently unavailable. Please try again later.",
        "This was published 14 years ago",
    ],
)
def test_notes_above_an_old_story(note: str) -> None:
    """What a page says of its own age and state is no story."""
    article, segments = read(TITLE, note, TOLD, MORE, LAST)
    assert article.headline == TITLE
    assert said(segments, "boilerplate") == [note]


def test_author_below_a_label() -> None:
    """What stands behind the author's name, as some pages call it, is the author."""
    article, _ = read(TITLE, TOLD, MORE, LAST, "Author`s name Grace Hopper")
    assert article.author == ("Grace Hopper",)


def test_first_word_in_capitals() -> None:
    """A short sentence that begins with a small word in capitals opens the story and is no deck."""
    _, segments = read(TITLE, "THE ferry has stopped – for now. So have the buses.", TOLD, MORE, LAST)
    assert said(segments, "alternative_headline") == []


def test_sentence_of_today_above_a_picture() -> None:
    """A sentence that says when it came about is no deck, though a picture stands below it."""
    first = "19 people were taken off the ferry across the Skarn at its stage today."
    _, segments = read(TITLE, first, TOLD, "old ferry at quay.png", MORE, LAST)
    assert said(segments, "paragraph") == [first, TOLD, MORE, LAST]
    assert said(segments, "boilerplate") == ["old ferry at quay.png"]


def test_address_of_the_source() -> None:
    """The address from which a page has a story signs it."""
    _, segments = read(TITLE, TOLD, MORE, LAST, "source: http://example.org/ferry-stops", "Leave a Reply")
    assert said(segments, "sign_off") == ["source: http://example.org/ferry-stops"]


def test_newsroom_called_by_letters() -> None:
    """The newsroom of a broadcaster that is called by its letters signs the story."""
    _, segments = read(TITLE, TOLD, MORE, LAST, "SBH News")
    assert said(segments, "sign_off") == ["SBH News"]


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        (
            "This photo provided by its owner shows the ferry on Monday, May 27, 2024. (Harbour office via AP)",
            "Harbour office via AP",
        ),
        ("The ferry at its quay in Skarn on Monday. (Skarn harbour office via AP)", "Skarn harbour office via AP"),
    ],
)
def test_who_gave_a_picture_to_an_agency(line: str, credit: str) -> None:
    """Who gave a picture to an agency is its credit, though the name has small letters."""
    article, segments = read(TITLE, line, TOLD, MORE, LAST)
    assert said(segments, "caption") == [line]
    assert article.credit_text == credit


@pytest.mark.parametrize("line", ["File image", "File pic"])
def test_picture_from_the_files(line: str) -> None:
    """That a picture is an old one is no headline."""
    article, _ = read(line, TOLD, MORE, LAST)
    assert article.headline is None
