"""Lines of a head that look like something else: names, captions, decks and leads, places and days."""

from __future__ import annotations

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import draft
from broadsheet.reading.layout import read_layout
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Received

LEXICON = Lexicon.load()
TITLE = "Dredgers leave the Skarn estuary"
LEAD = "The last two dredgers left the Skarn estuary on Monday, four months after their permits had run out."
REST = """\
Cockle beds along the northern shore may need ten years to recover, marine biologist Tove Arnesen warned.

Her team will count the birds again in May, when the flats are dry enough to walk on for an hour.

Nobody on the shore expects the boats back, and the harbour office has sold their moorings."""
BODY = f"{LEAD}\n\n{REST}"
SHOWN = "Two dredgers lie at anchor off the northern shore of the Skarn estuary"


def roles(text: str) -> list[tuple[str, str]]:
    """Role and words of every segment but the paragraphs."""
    found = read_layout(text, LEXICON).segments
    return [(each.role, each.slice(text)) for each in found if each.role != "paragraph"]


def read(text: str) -> Article:
    """The draft of a text."""
    return draft(Received.of("a.txt", text.encode(), "utf-8", text))


@pytest.mark.parametrize(
    ("line", "author", "date"),
    [
        ("Grace Hopper 13 May 2022", ("Grace Hopper",), "2022-05-13"),
        ("Grace Hopper Published May 13, 2022 | 01:10 PM", ("Grace Hopper",), "2022-05-13"),
        ("Grace Hopper, Friday, May 13, 2022", ("Grace Hopper",), "2022-05-13"),
        ("May 13, 2022|By Grace Hopper | Grace Hopper,GAZETTE STAFF", ("Grace Hopper",), "2022-05-13"),
    ],
)
def test_name_right_before_a_day(line: str, author: tuple[str, ...], date: str) -> None:
    """A name and a day in one line are the author and the day of publication."""
    article = read(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert (article.author, article.date_published) == (author, date)


@pytest.mark.parametrize("line", ["Cllr Lind", "Mayor Lind", "Photo of Dr. Mara Lind"])
def test_somebody_with_a_title_is_shown(line: str) -> None:
    """A title and a last name say whom the picture shows, and not who wrote the story."""
    text = f"{TITLE}\n\n{line}\n\n{BODY}"
    assert roles(text)[1:] == [("caption", line)]
    assert (read(text).author, read(text).credit_text) == ((), None)


def test_sentence_with_a_name_is_no_byline() -> None:
    """Names before brackets sign nothing where a sentence goes on behind them."""
    line = "Grace Hopper (R) is congratulated by the harbour master during the first day of the regatta"
    assert ("byline", line) not in roles(f"{TITLE}\n\n{line}\n\n{BODY}")


def test_caption_is_said_again_with_its_credit() -> None:
    """A sentence that the next line repeats before a credit is the same picture's."""
    found = roles(f"{TITLE}\n\n{SHOWN}.\n\n{SHOWN}. (Mara Lind | AP)\n\n{BODY}")
    assert found[1:] == [
        ("caption", f"{SHOWN}."),
        ("caption", f"{SHOWN}. (Mara Lind | AP)"),
        ("credit", "Mara Lind | AP"),
    ]


def test_image_stands_for_a_picture() -> None:
    """The headline with the word `image` behind it describes one."""
    assert roles(f"{TITLE}\n\n{TITLE} image\n\n{BODY}")[1:] == [("caption", f"{TITLE} image")]


def test_line_that_goes_on_is_no_deck() -> None:
    """A line in small letters that says nothing of the story is the page's."""
    line = "and on Freeview 262 or Freely 565"
    assert roles(f"{TITLE}\n\n{line}\n\n{BODY}")[1:] == [("boilerplate", line)]


def test_short_lead_says_when() -> None:
    """A short sentence below the headline that says when something came about opens the story."""
    lead = "The last two dredgers left the Skarn estuary this afternoon."
    assert roles(f"{TITLE}\n\n{lead}\n\n{REST}") == [("headline", TITLE)]


@pytest.mark.parametrize(
    "deck",
    [
        "The last two dredgers left the Skarn estuary, four months after their permits had run out on Monday.",
        (
            "Two sentences open the page. The last two dredgers left, and their permits had run out, says the harbour "
            "office, which was asked for its lists of boats, of moorings and of men, all of which the dredgers had left"
        ),
    ],
)
def test_deck_is_told_from_a_lead(deck: str) -> None:
    """A deck is said again by the first paragraph, or has no full stop where all paragraphs have."""
    found = roles(f"{TITLE}\n\n{deck}\n\n{BODY}")
    assert found == [("headline", TITLE), ("alternative_headline", deck)]


def test_deck_of_two_sentences_is_printed_twice() -> None:
    """Two sentences that stand twice in a row are the deck and the first paragraph."""
    deck = f"{LEAD} Cockle beds may need ten years to recover."
    assert roles(f"{TITLE}\n\n{deck}\n\n{deck}\n\n{REST}")[1:] == [("alternative_headline", deck)]


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("HANOI ", "ha-noi"),
        ("OCEAN CITY, Md., Feb. 29 ", "ocean-city"),
    ],
)
def test_capitals_without_a_dash(opening: str, place: str) -> None:
    """A known place in capitals before a small word, or with its state and a day, is a dateline."""
    lead = "A dredger left the Skarn estuary on Monday, four months after its permit had run out, the police said."
    found = read(f"{TITLE}\n\n{opening}{lead}\n\n{REST}")
    assert found.location_created == place


def test_capitals_of_a_sentence_are_no_place() -> None:
    """Capitals that open a sentence and are no place, or go on in it, stay where they are."""
    assert read(f"{TITLE}\n\nDREDGERS The last of them left on Monday.\n\n{REST}").location_created is None


@pytest.mark.parametrize(
    ("head", "agencies"),
    [
        (f"{TITLE}\n\nPress Trust of India Kathmandu\n\n{BODY}", ("pti",)),
        (f"{TITLE}\n\nAssociated Press Writer\n\n{BODY}", ("associated-press",)),
        (f"{TITLE}\n\n{BODY}\n\n(Xinhua News Agency June 6, 2003)", ("xinhua",)),
        (f"{TITLE}\n\n{BODY}\n\nSource: National News Agency Nepal", ("rss-nepal",)),
    ],
)
def test_agency_is_named_beside_something(head: str, agencies: tuple[str, ...]) -> None:
    """Before a town, a post or a day an agency is named as well as alone."""
    assert read(head).source_organization == agencies


def test_town_alone_above_a_story() -> None:
    """A town in capitals, or below a scraper's stamp, says where the story was written."""
    assert read(f"KAMPALA\n\n{BODY}").location_created == "kampala"
    assert read(f" date 2022-05-13 Kampala\n\n{BODY}").location_created == "kampala"
    assert read(f"AFRICA\n\n{BODY}").location_created is None


def test_days_of_the_visit() -> None:
    """A weekday above the path of the page, and a later day above the story's own, date nothing."""
    path = f"Friday, May 13, 2022\n\nHome \u00bb News \u00bb {TITLE}\n\n{TITLE}\n\n{BODY}"
    assert read(path).date_published is None
    later = f"Sunday Dec 15, 2024\n\nTuesday, 28 January 2020 01:48 - - {{{{hits}}}}\n\n{BODY}"
    assert read(later).date_published == "2020-01-28"


def test_author_signs_after_from() -> None:
    """A last line that says from whom a paper has the story names its author."""
    text = f"{TITLE}\n\n{BODY}\n\nFROM Grace Hopper, Skarn"
    assert read(text).author == ("Grace Hopper",)


def test_headline_tells_of_photos() -> None:
    """What else the page has, in brackets behind a headline, is no credit."""
    assert roles(f"{TITLE} (photos)\n\n{BODY}") == [("headline", f"{TITLE} (photos)")]


def test_link_is_no_source() -> None:
    """An address of the web behind the word source is a link, and signs nothing."""
    text = f"{TITLE}\n\n{BODY}\n\nSource link : https://skarn.example/dredgers\n\nExit mobile version"
    assert "sign_off" not in dict(roles(text))


def test_issuers_page_has_its_headline_below() -> None:
    """Above the title of a release, whose site it is and who issues it are the page's."""
    above = "Official site of the government of Skarn\n\nCourt of Justice of the Skarn Islands\n\nPRESS RELEASE No 8/22"
    text = f"{above}\n\nHanoi, 13 May 2022\n\n{TITLE}\n\n{BODY}"
    assert ("headline", TITLE) in roles(text)
    article = read(text)
    assert (article.publisher, article.location_created) == ("court-of-justice-of-the-skarn-islands", "ha-noi")


def test_headline_may_hold_a_day() -> None:
    """A line that says something of a day is a title, where the page is dated in another line."""
    title = "Dredgers of the Skarn estuary on Tuesday, April 13, 2021"
    assert roles(f"{title}\n\nTuesday, April 13, 2021 6:30am\n\n{BODY}")[0] == ("headline", title)


def test_update_below_the_story_is_not_the_day_of_a_release() -> None:
    """The day above the headline comes before that of an update below the story."""
    text = f"FOR IMMEDIATE RELEASE\n\nTuesday, March 6, 2018\n\n{TITLE}\n\n{BODY}\n\nUpdated March 7, 2018"
    assert read(text).date_published == "2018-03-06"


def test_agency_above_a_menu_credits_no_picture() -> None:
    """An agency with its short name in brackets, above the headline, is the page's."""
    line = "Jordan News Agency (Petra)"
    assert roles(f"{line}\n\nHome / Local News\n\n22/02/2017 | 15:42:10\n\n{TITLE}\n\n{BODY}")[0] == (
        "boilerplate",
        line,
    )


def test_paper_writes_from_a_town() -> None:
    """A paper and a town in a line of their own say where the story was written; the paper is no agency."""
    article = read(f"Hindustan Times\n\nHome / India\n\n{TITLE}\n\nHindustan Times, New Delhi\n\n{BODY}")
    assert (article.location_created, article.source_organization) == ("new-delhi", ())


def test_credit_behind_its_own_label() -> None:
    """Of what a picture shows and who made it, each behind its label, only the last is the credit."""
    line = "IMAGE: A DREDGER LEAVES THE ESTUARY. CREDIT: MARA LIND"
    assert read(f"{TITLE}\n\n{line}\n\n{BODY}").credit_text == "CREDIT: MARA LIND"


def test_author_between_strokes_of_a_date_line() -> None:
    """`Written by` between strokes names the author."""
    line = "Wednesday 14 August 2019 | Written by Grace Hopper | Published in Court, National"
    article = read(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert (article.author, article.date_published) == (("Grace Hopper",), "2019-08-14")


@pytest.mark.parametrize(
    ("tail", "day"),
    [
        ("More news\n\nPort to open to larger ships\n\nPosted on 3 May 2023", None),
        ("Related stories\n\nPort to open to larger ships\n\nPublished: 3 May 2023", None),
        ("Posted on 3 May 2023\n\nMore news\n\nPort to open to larger ships", "2023-05-03"),
        ("Tags\n\nSkarn dredgers cockles\n\nFirst published: 3 May 2023", "2023-05-03"),
    ],
)
def test_the_days_of_other_stories_date_no_page(tail: str, day: str | None) -> None:
    """Below a heading over other stories each has its day; the page's own stands before that, or below its tags."""
    text = f"{TITLE}\n\n{BODY}\n\n{tail}\n"
    article = draft(Received.of("a.txt", text.encode(), "utf-8", text), lexicon=LEXICON)
    assert article.date_published == day
