"""Heads, boxes and turns of ordinary reports: places beside days, buttons, entries, questions, notes."""

from __future__ import annotations

import unicodedata

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.dates import find_dates, to_edtf
from broadsheet.reading.draft import draft
from broadsheet.reading.languages import find_language
from broadsheet.reading.layout import read_layout
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Received

LEXICON = Lexicon.load()
TITLE = "Skarn weir to be raised before the spring flood"
TOLD = (
    "The weir below the town will be raised by a metre before the spring flood, the board of the river said on Monday."
)
MORE = (
    "Farmers on the left bank had asked for it since their barley stood under water for a week in April two years ago."
)
LAST = "The board will choose a builder in June, and the work should be done before the first ice forms on the river."


LINKS = "\n\nRead more:\nWho owns the weir?\nSkarn barley under water\n\nShare"


def layout(*lines: str) -> list[tuple[str, str]]:
    """Role and words of the segments of a text with these lines, a blank one between them."""
    text = "\n\n".join(lines)
    return [(each.role, each.slice(text)) for each in read_layout(text, LEXICON).segments]


def read(*lines: str) -> Article:
    """The draft of such a text."""
    text = "\n\n".join(lines)
    return draft(Received.of("a.txt", text.encode(), "utf-8", text))


def around(*lines: str) -> list[tuple[str, str]]:
    """The segments between the headline and the story, which these lines stand between."""
    return layout(TITLE, *lines, TOLD, MORE, LAST)[1:-3]


def below(*lines: str) -> list[str]:
    """The roles of these lines, which stand below the story."""
    return [role for role, _ in layout(TITLE, "May 4, 2021", TOLD, MORE, LAST, *lines)][5:]


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("Khorog, Tajikistan:", "khorog"),
        ("MANILA, Philippines (3rd UPDATE) \u2013", "manila"),
        ("OSLO (UPDATE) -", "oslo"),
    ],
)
def test_datelines_without_an_agency(dateline: str, place: str) -> None:
    """A land behind a town makes a place of it before a colon, and what calls a report a later one is no agency."""
    article = read(TITLE, f"{dateline} {TOLD}", MORE, LAST)
    assert (article.location_created, article.source_organization) == (place, ())
    assert layout(TITLE, f"{dateline} {TOLD}", MORE)[1] == ("dateline", dateline)


@pytest.mark.parametrize("opening", ["Ada Byron, Norway:", "Elections, Kenya:"])
def test_no_datelines(opening: str) -> None:
    """A person or a word of the language before a land and a colon is no place."""
    assert "dateline" not in dict(layout(TITLE, f"{opening} {TOLD}", MORE))


def test_places_beside_a_day() -> None:
    """A place in capitals right before a day and its time, and one behind `Reporting from`, is a dateline."""
    assert around("OSLO May 4, 2021 - 12:15 am") == [("dateline", "OSLO"), ("date_line", "May 4, 2021 - 12:15 am")]
    parted = [("date_line", "May 4, 2021, 11:40 AM |"), ("dateline", "Reporting from Oslo")]
    assert around("May 4, 2021, 11:40 AM | Reporting from Oslo") == parted
    assert read(TITLE, "May 4, 2021, 11:40 AM | Reporting from Oslo", TOLD, MORE).location_created == "oslo"


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("09/14/20 10:30 AM", "2020-09-14"),
        ("on 12/31/99", "1999-12-31"),
        ("30/05/19", "2019-05-30"),
        ("31/12/99", "1999-12-31"),
        ("14/09/20 10:30", None),
        ("12/09/20", None),
        ("10/20/30 mixtures", None),
    ],
)
def test_years_of_two_digits(printed: str, date: str | None) -> None:
    """A month, a day beyond twelve and two digits, before a time or at the end, are a day; others are not settled.

    The day may come first at the end.
    """
    assert next(map(to_edtf, find_dates(printed, 0, len(printed))), None) == date


def test_short_day_above_the_headline() -> None:
    """A day of two digits each, alone above the headline, is that of the page."""
    assert read("Harbour.Net\nAfrica | English\n30/05/19", TITLE, TOLD, MORE).date_published == "2019-05-30"


def test_day_at_the_end_of_a_byline() -> None:
    """The day behind the author is that of the page."""
    byline = "BY ADA BYRON, OPINION CONTRIBUTOR \u2014 09/14/20 10:30 AM EDT"
    assert read(TITLE, byline, TOLD, MORE).date_published == "2020-09-14"


@pytest.mark.parametrize(
    "button", ["Share Tweet Comment AA", "Contact Reporters", "Japanese (日本語)", "English | Français"]
)
def test_buttons(button: str) -> None:
    """Buttons and the choice of a language are the page's: nobody's name, no agency, no deck."""
    assert around("By Ada Byron", button) == [("byline", "By Ada Byron"), ("boilerplate", button)]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Jean d\u2019Amour Rukundo", ("Jean d\u2019Amour Rukundo",)),
        ("By Mia al-Sund", ("Mia al-Sund",)),
        ("By A. B. Quill", ("A. B. Quill",)),
        ("By Ada Quill, Ben Oar & Cy Rook", ("Ada Quill", "Ben Oar", "Cy Rook")),
        ("By Cy Rook, Staff Writer", ("Cy Rook",)),
        ("Mia Sund / skarnmarkets.com", ("Mia Sund",)),
        ("By Skarn Council", ()),
    ],
)
def test_bylines(byline: str, names: tuple[str, ...]) -> None:
    """Small letters inside names, initials, the third author and an address behind a name do not hide who wrote."""
    assert read(TITLE, byline, TOLD, MORE).author == names


def test_paper_with_an_agency_signs() -> None:
    """A word that papers are called by, and an agency, sign a story; a picture's credit is theirs in the head alone."""
    article = read(TITLE, TOLD, MORE, LAST, "\u2013 TIMES/AFP")
    assert article.source_organization == ("afp",)
    assert below("\u2013 TIMES/AFP") == ["sign_off"]


def test_credit_of_somebody_sent() -> None:
    """Who made a picture `Special to` a paper is its credit."""
    article = read(TITLE, "A heron fishes at the weir. Mia Sund/Special to The Skarn Monitor", TOLD, MORE)
    assert article.credit_text == "Mia Sund/Special to The Skarn Monitor"


def test_caption_that_is_a_credit() -> None:
    """A line that is nothing but a credit is a caption, too."""
    assert around("\u00a9 Getty Images") == [("caption", "\u00a9 Getty Images"), ("credit", "\u00a9 Getty Images")]


def test_entries_above_the_first_long_paragraph() -> None:
    """Bare times over what was told are subheads with their titles, from the first entry on."""
    entries = [
        "17:32",
        "Ice at the weir",
        "A boat has brought the guards in.",
        "16:50",
        MORE,
        "15:05",
        "Gates open",
        LAST,
    ]
    found = [role for role, _ in layout(TITLE, "2021-05-04 15:05", *entries)]
    head = ["headline", "date_line"]
    assert found == [
        *head,
        "subhead",
        "subhead",
        "paragraph",
        "subhead",
        "paragraph",
        "subhead",
        "subhead",
        "paragraph",
    ]


@pytest.mark.parametrize(
    "box",
    [
        ["HIGHLIGHTS", "Gates of steel to replace oak", "Work to begin after the hay is in"],
        ["NEED TO KNOW", "Gates of steel to replace the old oak ones at the weir", "Work to begin after the hay is in"],
        ["LATEST DEVELOPMENTS:", "- Gates of steel to replace oak", "- Work to begin after the hay is in"],
    ],
)
def test_boxes_above_the_story(box: list[str]) -> None:
    """A title in capitals, or before a colon, and its points are insets."""
    assert around("By Ada Byron", "May 4, 2021", *box)[2:] == [("inset", line) for line in box]


def test_boxes_below_the_story() -> None:
    """Times below a title, a note behind a star and titles right below `Read more:` are set into the story."""
    assert below("How the water rose", "6.45pm: First gate opens", "7.52pm: Boat adrift") == ["inset"] * 3
    assert below("*$1 = P48.3", "Share") == ["inset", "boilerplate"]
    text = f"{TITLE}\n\n{TOLD}\n\n{MORE}\n\n{LAST}{LINKS}"
    assert [each.role for each in read_layout(text, LEXICON).segments][4:] == ["inset", "inset", "inset", "boilerplate"]


def test_numbered_subheads() -> None:
    """A number and a title over a paragraph are a subhead, and so is a question below a link."""
    found = layout(TITLE, TOLD, "1. Opening remarks", MORE, "Read more: Who owns the weir?", "What will it cost?", LAST)
    subheads = [words for role, words in found if role == "subhead"]
    assert subheads == ["1. Opening remarks", "What will it cost?"]


def test_turns_without_question_marks() -> None:
    """Among questions with an answer each a short turn between long ones is a question; a deck may stand above who."""
    about = "Mia Sund is an engineer, and has kept the weir for the board since the flood. She spoke to us."
    deck = "The old weir is held up by its moss, says its keeper, who wants the board to buy gates of steel."
    answer = "I would open it at once, if we had the gates for it, but they still lie in the yard of a smith in Tarn."
    asked = ["Will it hold?", "Who pays for it?", "When will it open?", "What if it fails?"]
    told = [line for question in asked for line in (question, answer)]
    short = "The board says that oak is cheaper."
    found = layout("\u2018I would open it at once\u2019", deck, about, *told, short, answer)
    assert found[1:3] == [("alternative_headline", deck), ("paragraph", about)]
    assert found[-2:] == [("question", short), ("answer", answer)]
    assert [role for role, _ in found[3:-2]] == ["question", "answer"] * 4


def test_quotation_above_a_sign_off() -> None:
    """A last paragraph that quotes somebody is no caption, though an agency is glued to its end."""
    quoted = "\u201cWe expect a dry year,\u201d Sund said. She thanked the guards. \u2014 VNS"
    article = read(TITLE, TOLD, quoted)
    assert article.credit_text is None
    assert [role for role, _ in layout(TITLE, TOLD, quoted)][-2:] == ["paragraph", "sign_off"]


def test_deck_that_the_story_repeats() -> None:
    """A sentence with which the story begins is no headline, where two words stand above it."""
    deck = "A weir of steel opened at Skarn."
    found = layout("Weir opens", deck, f"(VOVWORLD) - {deck} {MORE}")
    assert found[:2] == [("headline", "Weir opens"), ("alternative_headline", deck)]


def test_shared_credit_tells_no_publisher() -> None:
    """A picture that belongs to an agency as well says nothing of the page that shows it."""
    assert read(TITLE, "A view of the weir at dusk. \u2014 VNA/VNS Photo", TOLD, MORE).publisher is None


def test_clock_above_the_name_of_the_paper() -> None:
    """A weekday and day above the paper's name are the visit's, where another day dates the story."""
    found = layout("Thursday, November 18, 2021", "SKARN MIRROR", "ECONOMY | 17-11-2021 19:42", TITLE, TOLD, MORE)
    assert [role for role, _ in found[:3]] == ["boilerplate", "boilerplate", "date_line"]


def test_scripts_without_blanks() -> None:
    """Chinese and Japanese pages keep their headline and paragraphs; a day in their own form is a date line."""
    lines = [
        "スカルン新聞",
        "堰が六月までに高くなる",
        "2021年5月4日",
        "堰は六月までに一メートル高くなると町が述べた。",
        "「よかった」と農家は語った。",
    ]
    roles = ["boilerplate", "headline", "date_line", "paragraph", "paragraph"]
    assert layout(*lines) == list(zip(roles, lines, strict=True))


def test_language_of_decomposed_text() -> None:
    """Marks that stand as characters of their own do not hide a language."""
    text = "Đập nước của thị trấn sẽ được nâng cao một mét trước mùa lũ và các nông dân đã chờ việc này từ nhiều năm."
    assert find_language(unicodedata.normalize("NFD", text), LEXICON) == find_language(text, LEXICON) == "vi"


def test_headline_cut_short_in_a_path() -> None:
    """A line that ends in dots and has the headline's beginning, perhaps behind a section, is the page's."""
    assert around("RiversSkarn weir to be raised before the...") == [
        ("boilerplate", "RiversSkarn weir to be raised before the...")
    ]


def test_sentence_below_a_title() -> None:
    """A sentence right below a title is its deck, also where it says more of what the story says."""
    lines = ["New Times,", "27 September 2011", "Weirs and Contempt of Court", "The real story of the weir at Skarn."]
    told = "The real story of the weir at Skarn was told in court by Mia Sund, who had kept its gates for twenty years."
    found = layout(*lines, "By Ada Byron", told, MORE, LAST)
    assert found[2:4] == [("headline", lines[2]), ("alternative_headline", lines[3])]


def test_land_in_brackets() -> None:
    """A land in brackets behind a town is no agency."""
    assert read(TITLE, f"ONITSHA (ANAMBRA) \u2013 {TOLD}", MORE).source_organization == ()


def test_where_somebody_stands() -> None:
    """A single sentence that says who stands where in a picture opens no story, though nothing is above it."""
    shown = "Lock keeper Mia Sund, right, shows the guards the oldest gate of the weir, which was closed on Monday."
    assert layout(shown, TOLD, MORE, LAST)[0] == ("caption", shown)


def test_code_before_who_made_a_picture() -> None:
    """Initials and a name around a stroke, behind the full stop of a caption, are its credit, with its own brackets."""
    assert read(TITLE, "The weir at dusk on Monday.  STR/MIA SUND", TOLD, MORE).credit_text == "STR/MIA SUND"
    assert read(TITLE, "The weir. Photo: Mia Sund (Guards)", TOLD, MORE).credit_text == "Photo: Mia Sund (Guards)"


def test_what_one_does_with_pages_is_no_author() -> None:
    """A line that begins with a verb for pages is nobody's name."""
    assert read("Press Releases", "View More In This Section", TITLE, TOLD, MORE).author == ()


def test_day_behind_the_last_paragraph() -> None:
    """A dash and a day behind the last sentence date the page."""
    article = read(TITLE, TOLD, MORE, f"{LAST} \u2013 Aug 15, 2023", "Share")
    assert article.date_published == "2023-08-15"
    assert [each.role for each in article.segments][-3:] == ["paragraph", "date_line", "boilerplate"]


def test_lines_about_a_picture_are_no_headline() -> None:
    """What is printed twice in a row below a title, and what says the headline nearly again, shows a picture."""
    twice = "Farmers at Skarn have asked for a weir of steel"
    found = layout(TITLE, twice, twice, "Have your say", TOLD, MORE, LAST)
    assert found[:3] == [("headline", TITLE), ("caption", twice), ("caption", twice)]
    again = "Skarn weir to be raised before a spring flood"
    assert ("caption", again) in layout(TITLE, TOLD, MORE, again, LAST)


def test_two_calendars_without_a_place() -> None:
    """Days of two calendars and an agency open a story, also where no place stands before them."""
    article = read(TITLE, f"AlQa'dah 12, 1435, Sep 7, 2014, SPA -- {TOLD}", MORE)
    assert (article.date_published, article.source_organization) == ("2014-09-07", ("spa",))


def test_day_with_buttons_behind_it() -> None:
    """An agency and a day before a label for the page open no story, though the line ends in a colon."""
    article = read(TITLE, "Xinhua, October 4, 2015 Adjust font size:", TOLD, MORE)
    assert (article.date_published, article.source_organization) == ("2015-10-04", ("xinhua",))


def test_address_in_a_sign_off() -> None:
    """A site's address, in which a full stop stands, signs as others do behind `with`."""
    assert layout(TITLE, TOLD, f"{MORE} \u2014 with Mia Sund/RSJ, SkarnNews.TV")[-1][0] == "sign_off"


@pytest.mark.parametrize(
    "line",
    [
        "Sat, Jun 13, 2015, 10:47 pm SL Time, Skarn News Desk, Norway.",
        "Added by Skarn Weekly on June 13, 2015.",
        "Uploaded on June 13, 2015",
    ],
)
def test_day_of_a_page_with_a_full_stop(line: str) -> None:
    """A line that gives day, time, desk and land, or who put the story up and when, may end as a sentence does."""
    article = read(TITLE, line, TOLD, MORE, LAST)
    assert (article.date_published, article.author) == ("2015-06-13", ())


def test_sentence_with_a_day_and_a_time_dates_nothing() -> None:
    """What is told to happen on a day is no date line, though names follow it."""
    line = "Friday, 7 March, 10:00 a.m. at Skarn Church."
    assert read("Mia Sund, 1931\u20132019", TOLD, MORE, line, LAST).date_published is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("ADA GOH-BYRON ada@skarn.example @AdaGohSK", ("Ada Goh-Byron",)),
        ("GRACE HOPPER grace@skarn.example", ("Grace Hopper",)),
        ("Grace Hopper grace@skarn.example @gracehopper", ("Grace Hopper",)),
        ("by Grace Hopper, Skarn University of Rivers", ("Grace Hopper",)),
        ("by Grace Hopper, Arctic Institute", ("Grace Hopper",)),
        ("By Grace Hopper, Ada Byron", ("Grace Hopper", "Ada Byron")),
    ],
)
def test_author_with_an_address_or_a_body(line: str, names: tuple[str, ...]) -> None:
    """What stands behind the name of who wrote is the address for mail, a handle, or where that person works."""
    assert read(TITLE, line, "June 13, 2015", TOLD, MORE, LAST).author == names


def test_authors_at_two_places() -> None:
    """A byline that says where each of two wrote tells no place of the report."""
    both = read(TITLE, "By Ada Byron, Kano & Grace Hopper, Lagos", "June 13, 2015", TOLD, MORE, LAST)
    assert both.location_created is None
    assert read(TITLE, "By Ada Byron, Kano", "June 13, 2015", TOLD, MORE, LAST).location_created == "kano"


def test_town_between_a_picture_and_the_story() -> None:
    """A known place alone right above the story and below its author or picture says where it was written."""
    article = read(TITLE, "June 13, 2015", "By Ada Byron", "Singapore", TOLD, MORE, LAST)
    assert article.location_created == "singapore"
    assert read("Singapore", TITLE, "June 13, 2015", "By Ada Byron", TOLD, MORE, LAST).location_created is None


@pytest.mark.parametrize(
    "line",
    [
        "Saved under Local News, Rivers",
        "More information: Ada Byron et al, Weirs of the north, Rivers (2020). DOI: 10.0000/weirs",
        "Journal information: Rivers",
        "Provided by University of Skarn",
        "Citation: Weirs of the north (2020, May 6) retrieved 9 May 2020 from https://skarn.example/weirs",
        "More river news can be found in the Water section.",
    ],
)
def test_lines_of_a_portal_below_a_story(line: str) -> None:
    """Where a study appeared, who provided the text and where there is more of the kind are the page's."""
    assert below(line) == ["boilerplate"]


@pytest.mark.parametrize("line", ["Z.H.I, H.A.S", "Z.H.I", "Z.H/A.S"])
def test_initials_with_full_stops_sign(line: str) -> None:
    """The initials of who wrote and edited a report, with their full stops, stand below it."""
    assert below(line) == ["sign_off"]


@pytest.mark.parametrize("links", ["", LINKS])
@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize(
    "told",
    [
        "Related: the board's plan to move the mill was shelved in March, two farmers said.",
        "Sign up or lose your place, the board told the builders.",
        "More from each field is now sold at market than before the flood.",
        "Most popular is the red barley, the miller said.",
        "Reporting by phone is no longer enough, the board told the mills.",
        "Production: 40 tons in May, 60 tons in June, 80 tons in July.",
        "Privacy policy is set by the board, the judge said.",
    ],
)
def test_a_sentence_that_begins_as_a_line_of_the_page_is_of_the_story(told: str, at: int, links: str) -> None:
    """Pages do not tell what somebody said, what was, or how much was made."""
    story = [TOLD, MORE, LAST]
    story.insert(at, told)
    text = f"{TITLE}\n\n" + "\n\n".join(story) + links
    segments = read_layout(text, LEXICON).segments
    assert [each.slice(text) for each in segments if each.role == "paragraph"] == story


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter, which is sent on Mondays.",
        "Comments on this story are closed.",
        "Reporting by Ada Byron; editing by Grace Hopper.",
        "All rights reserved. This article was first published in the Skarn Courier.",
    ],
)
def test_a_sentence_about_the_page_is_none_of_the_story(line: str) -> None:
    """What was, of the page or of who wrote, is told by its words."""
    text = f"{TITLE}\n\n{TOLD}\n\n{MORE}\n\n{LAST}\n\n{line}\n"
    (role,) = (each.role for each in read_layout(text, LEXICON).segments if line in each.slice(text))
    assert role in {"boilerplate", "sign_off"}


def test_line_of_bars_with_a_day() -> None:
    """One line may hold place, day, section, authors and views between strokes, and is the date line."""
    authors = "By: Mara Lind and Ada Byron"
    line = f"Tarl, Norway | May 4, 2021, Tuesday @ 11:42 in National \u00bb RIVERS | {authors} | Views: 2417"
    assert around(line) == [("date_line", line)]
    article = read(TITLE, line, TOLD, MORE, LAST)
    assert (article.date_published, article.author) == ("2021-05-04", ("Mara Lind", "Ada Byron"))


@pytest.mark.parametrize("byline", ["Kelmar News Service", "By Kelmar News Service"])
def test_news_service_writes(byline: str) -> None:
    """A line that is a news service and no more says who wrote, though nobody may know that service."""
    assert around("May 4, 2021", byline)[1] == ("byline", byline)
    article = read(TITLE, "May 4, 2021", byline, TOLD, MORE, LAST)
    assert (article.source_organization, article.author) == (("kelmar-news-service",), ())


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The weir at Skarn was under water for a week. (RP)", "RP"),
        ("The wreck of the barge below the weir on Monday/COURTESY", "COURTESY"),
    ],
)
def test_credit_in_capitals_ends_a_caption(caption: str, credit: str) -> None:
    """Initials in brackets behind a full stop, or a word for whose it is behind a stroke, credit a picture."""
    assert around("May 4, 2021", caption)[1:] == [("caption", caption), ("credit", credit)]


def test_correction_above_the_story() -> None:
    """What a page says of how it was corrected is no deck."""
    note = "This is a corrected story. An earlier version gave another height of the weir."
    assert around("May 4, 2021", note) == [("date_line", "May 4, 2021"), ("boilerplate", note)]


def test_scores_below_a_label() -> None:
    """The sides with what they scored, below a label, are of the story."""
    rows = ("Kelder 224-8 (50 overs)", "Tarl 213 (48.4 overs)")
    assert layout(TITLE, "May 4, 2021", TOLD, MORE, LAST, "Scores:", *rows)[5:] == [
        ("subhead", "Scores:"),
        *(("paragraph", row) for row in rows),
    ]


@pytest.mark.parametrize(
    ("head", "place"),
    [
        (["May 4, 2021", "Guatemala City:"], "guatemala-city"),
        (["Reuters in Hanoi", "May 4, 2021"], "ha-noi"),
        (["PTI, Hanoi, MAY 04 2021, 12:45 IST UPDATED: MAY 04 2021, 13:02 IST"], "ha-noi"),
        (["VAN, TURKEY May 04, 2021 - 10:31 am GMT+3"], "van"),
        (["News Desk (AFP)", "Oslo, Norway \u25cf Tue, May 4, 2021"], "oslo"),
        (["By: PTI | Kochi |", "Updated: May 4, 2021 11:23:48 am"], "kochi"),
        (["Kochi | By Press Trust of India | Posted by: Ada Byron", "May 4, 2021"], "kochi"),
        (["April 4, 2021", "By Ada Byron/Kano"], "kano"),
        (
            ["By AFP", "May 4, 2021", "What the river needs:", "The weir must hold a metre more.", "Djibouti,"],
            "djibouti",
        ),
        (["RSS", "Published at : May 4, 2021", "Pokhara"], "pokhara"),
        (["May 4, 2021", "Pokhara"], None),
        (["May 4, 2021", "What the river needs:"], None),
    ],
)
def test_place_in_a_line_of_the_head(head: list[str], place: str | None) -> None:
    """A town before a colon right above the story, or beside an agency, is where the report was written."""
    assert read(TITLE, *head, TOLD, MORE, LAST).location_created == place


@pytest.mark.parametrize("line", ["By Our Correspondent", "Web Desk", "By Ada Byron, Midlands Correspondent"])
def test_who_writes_for_a_paper_without_a_name(line: str) -> None:
    """What a paper calls those who write for it is nobody's name."""
    named = {each.entity for each in read(TITLE, line, "May 4, 2021", TOLD, MORE, LAST).mentions}
    assert named.isdisjoint({"our-correspondent", "web-desk", "midlands-correspondent"})


def test_a_name_before_what_the_paper_calls_its_bearer() -> None:
    """The name alone is the author's, without a comma behind it, too."""
    found = read(TITLE, "By Tamsin Kelder Correspondent", "May 4, 2021", TOLD, MORE, LAST).mentions
    assert {"tamsin-kelder"} == {each.entity for each in found if each.entity.startswith("tamsin")}


def test_place_before_the_titles_of_a_person() -> None:
    """A long paragraph behind a town and a colon is no title, though whoever it begins with has many titles."""
    told = (
        "His Highness Prince Ada Karim Byron Al Skarni, Crown Prince of Skarn and Deputy Supreme Commander of the "
        "Skarn Guards, and Prince Tomas Karim, Deputy Prime Minister and Minister of Rivers, agreed on Monday to raise "
        "the weir below the town."
    )
    assert read(TITLE, "May 4, 2021", f"Abu Dhabi: {told}", MORE, LAST).location_created == "abu-dhabi"


def test_small_letters_behind_an_agency() -> None:
    """The first word of a story may be a name without a capital, where a known agency stands before it."""
    told = "eFerry Inc. will raise the weir below the town before the spring flood, it told the board on Monday."
    found = read(TITLE, f"OSLO (Reuters) - {told}", MORE, LAST)
    assert (found.location_created, found.source_organization) == ("oslo", ("reuters",))


@pytest.mark.parametrize(
    ("sign", "agencies", "publisher"),
    [
        ("(WDY)", ["antara"], None),
        ("(END) JCC", ["antara"], None),
        ("SOURCE: AL JAZEERA AND NEWS AGENCIES", ["antara"], "al-jazeera"),
    ],
)
def test_sign_beside_a_dateline(sign: str, agencies: list[str], publisher: str | None) -> None:
    """Capitals that nobody knows are an editor's where an agency is named; who signs with agencies is the page's."""
    found = read(TITLE, f"Jakarta (ANTARA) - {TOLD}", MORE, LAST, sign)
    assert (list(found.source_organization), found.publisher) == (agencies, publisher)


@pytest.mark.parametrize(
    ("last", "credit"),
    [
        ("Harbour master Grace Hopper speaks during a meeting on the weir. \u2013 BERNAMA", "BERNAMA"),
        ("Harbour master Grace Hopper spoke during a meeting on the weir. \u2013 BERNAMA", None),
    ],
)
def test_picture_at_the_end_of_a_story(last: str, credit: str | None) -> None:
    """The last sentence of a page describes a picture where a word of captions stands in it and no verb of the past."""
    found = read(TITLE, f"KUALA LUMPUR (Xinhua) \u2013 {TOLD}", MORE, LAST, last)
    assert found.credit_text == credit
    assert found.source_organization == (("xinhua",) if credit else ("xinhua", "bernama"))


def test_day_and_place_above_the_headline() -> None:
    """Place and day may stand above the headline beside the day of an update, and so may an agency with its town."""
    above = ["PTI", "RANCHI, MAY 04, 2021 10:45 IST", "UPDATED: MAY 04, 2021 10:50 IST", TITLE]
    assert read(*above, TOLD, MORE, LAST).location_created == "ranchi"
    found = read("4 May 2021", "Prensa Latina (Havana)", TITLE, TOLD, MORE, LAST)
    assert (found.headline, found.date_published) == (TITLE, "2021-05-04")
    assert found.source_organization == ("prensa-latina",)


@pytest.mark.parametrize(
    ("last", "agencies"),
    [("The work will take a year. (PNA)", ("pna",)), ("A barge lies at the weir in Skarn. (PNA)", ())],
)
def test_story_of_two_paragraphs(last: str, agencies: tuple[str, ...]) -> None:
    """An agency signs the second of two paragraphs, unless that tells what a picture shows."""
    assert read(TITLE, "May 4, 2021", TOLD, last).source_organization == agencies
