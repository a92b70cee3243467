"""Pages that are more than one story: columns of briefs, live pages, results, comments, and who is introduced."""

from __future__ import annotations

import pytest

from broadsheet.reading.draft import draft
from broadsheet.reading.layout import read_layout
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Received

LEXICON = Lexicon.load()
TITLE = "Dredgers leave the Skarn estuary"
BODY = """\
The last two dredgers left the Skarn estuary on Monday, four months after their permits had run out.

Cockle beds along the northern shore may need ten years to recover, marine biologist Tove Arnesen warned.

Her team will count the birds again in May, when the flats are dry enough to walk on for an hour."""
BRIEFS = """\
{title}

Tuesday, February 23, 2010

Quay to close for nine nights

SKARHOLM: The harbour board will close the eastern quay from Thursday for nine nights to mend its crane. - Reuters

Ferry towed in

OSLO (AFP): A ferry with 214 passengers that had drifted for 17 hours was towed into port on Sunday evening.

Aid for Kärrö

KARRO: The island got 40 tonnes of tents. They came by barge."""


def roles(text: str) -> list[tuple[str, str]]:
    """Role and words of every segment but the paragraphs."""
    found = read_layout(text, LEXICON).segments
    return [(each.role, each.slice(text)) for each in found if each.role != "paragraph"]


@pytest.mark.parametrize("title", ["Region in brief", "World briefs", "NEWS BRIEFING", "Monday digest"])
def test_a_column_is_headed_by_its_own_title(title: str) -> None:
    """The title of a column of briefs is the headline; each brief has subhead, dateline and sign-off of its own."""
    assert roles(BRIEFS.format(title=title)) == [
        ("headline", title),
        ("date_line", "Tuesday, February 23, 2010"),
        ("subhead", "Quay to close for nine nights"),
        ("dateline", "SKARHOLM:"),
        ("sign_off", "- Reuters"),
        ("subhead", "Ferry towed in"),
        ("dateline", "OSLO (AFP):"),
        ("subhead", "Aid for Kärrö"),
        ("dateline", "KARRO:"),
    ]


def test_a_column_is_of_no_agency() -> None:
    """The agency of a brief is not that of the column, and its place is where the first brief was written."""
    text = BRIEFS.format(title="Region in brief")
    article = draft(Received.of("a.txt", text.encode(), "utf-8", text), lexicon=LEXICON)
    assert (article.source_organization, article.location_created) == ((), "skarholm")


def test_a_rubric_heads_no_column() -> None:
    """Above a single story the name of a column is a rubric."""
    assert roles(f"News in brief\n\n{TITLE}\n\n{BODY}") == [("boilerplate", "News in brief"), ("headline", TITLE)]


def test_a_column_without_titles_has_its_name() -> None:
    """Where nothing else can be the headline, it is the title of the column."""
    assert roles(f"World briefs\n\n{BODY}")[0] == ("headline", "World briefs")


@pytest.mark.parametrize(
    "first", ["2.03pm: Rain has begun in the estuary", "14:03 GMT: Rain has begun in the estuary!"]
)
def test_entries_of_a_live_page_are_of_the_story(first: str) -> None:
    """A clock and a colon open a paragraph, however short, and the sentence above the first entry is the story's."""
    told = "Rain fell on the estuary at noon."
    text = f"LIVE: Flood reaches the Skarn estuary\n\n{told}\n\n{first}\n\n{BODY}"
    found = read_layout(text, LEXICON).segments
    assert [each.slice(text) for each in found if each.role == "paragraph"][:2] == [told, first]


def test_results_are_of_the_story() -> None:
    """Numbered rows below a label for results are paragraphs, also at the end; a numbered list of links is not."""
    rows = "1 Ada Byron (Gbr) 3:58:22\n\n2 Grace Hopper (Usa)\n\n3 Karin Blom (Nor) 0:00:02"
    assert ("subhead", "Results") in roles(f"{TITLE}\n\n{BODY}\n\nResults\n\n{rows}")
    assert "paragraph" not in {
        each.role for each in read_layout(f"{TITLE}\n\n{BODY}\n\nMost read\n\n{rows}", LEXICON).segments[-3:]
    }


@pytest.mark.parametrize(
    "above",
    ["Anonymous said...", "Grace Hopper said...", "2 comments:", "3 responses to the dredgers", "Leave a Reply"],
)
def test_comments_are_of_the_page(above: str) -> None:
    """What readers write below a story is the page's, be it as long as a paragraph."""
    comment = (
        "I have seen these dredgers from my window for eleven years, and nobody ever asked me what I think of them."
    )
    text = f"{TITLE}\n\n{BODY}\n\n{above}\n\n{comment}"
    assert roles(text)[1:] == [("boilerplate", above), ("boilerplate", comment)]


def test_who_is_introduced_below_the_byline() -> None:
    """A sentence below the byline that opens with its name, and says what the author does, is the page's."""
    about = (
        "Karin Blom taught mathematics in Skarholm for 14 years; she writes of boats and of the people who mend them."
    )
    assert ("boilerplate", about) in roles(f"{TITLE}\n\nBy Karin Blom\n\n{about}\n\n{BODY}")
