"""The lines above a story, told by what they share with it and by whom they speak to."""

from __future__ import annotations

import pytest

from broadsheet.reading.draft import draft
from broadsheet.reading.layout import read_layout
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Received

LEXICON = Lexicon.load()
TITLE = "Dredgers leave the Skarn estuary"
DECK = "Cockle beds may need ten years to recover"
BODY = """\
The last two dredgers left the Skarn estuary on Monday, four months after their permits had run out.

Cockle beds along the northern shore may need ten years to recover, marine biologist Tove Arnesen warned.

Her team will count the birds again in May, when the flats are dry enough to walk on for an hour."""


def roles(text: str) -> list[tuple[str, str]]:
    """Role and words of every segment but the paragraphs."""
    found = read_layout(text, LEXICON).segments
    return [(each.role, each.slice(text)) for each in found if each.role != "paragraph"]


@pytest.mark.parametrize(
    "above",
    [
        "The Mudflat Diaries\n\nNotes from the edge",
        "Support the Gazette\n\nFund independent journalism with £5 per month",
        "The Quillam County Plain Speaker\n\nServing Lower Quillam since 1948",
        "Skip to main content\n\nSubscribe to our newsletter",
        "We use cookies on this website to give you the best experience. By clicking accept, you agree to our policy.",
        "CONTAINERS \u00b7 PORTS \u00b7 RATES",
    ],
)
def test_headline_stands_below_mastheads(above: str) -> None:
    """Names, mottos and words to the reader above the headline are the page's: the story does not speak of them."""
    expected = [*(("boilerplate", line) for line in above.split("\n\n")), ("headline", TITLE)]
    assert roles(f"{above}\n\n{TITLE}\n\n{BODY}") == expected


def test_headline_may_say_little() -> None:
    """A headline in inverted commas is kept, though only the deck says what the story is about."""
    found = roles(f"'We are down to the bone'\n\n{DECK}\n\n{BODY}")
    assert found == [("headline", "'We are down to the bone'"), ("alternative_headline", DECK)]


def test_headline_is_no_byline() -> None:
    """Capitals that say in plain words what the story says are a title, and no name."""
    title = "Skarn Dredgers Leave Cockle Beds At Estuary"
    assert roles(f"{title}\n\nMay 13, 2022\n\n{BODY}")[0] == ("headline", title)


@pytest.mark.parametrize(
    "line",
    ["Social Sharing", "3-Minute Listen", "More by this author", "Why you can trust us", "Get our news alerts"],
)
def test_deck_has_to_do_with_the_story(line: str) -> None:
    """A short line of the head that shares nothing with the story is no deck; the next one may be."""
    found = roles(f"{TITLE}\n\n{line}\n\n{DECK}\n\n{BODY}")
    assert found[1:] == [("boilerplate", line), ("alternative_headline", DECK)]


def test_points_are_insets() -> None:
    """Several points above the story are set in, one each, whether they are bulleted or numbered."""
    for one, two in (("\u2022 Permits ran out", "\u2022 Birds return"), ("1: Permits ran out", "2: Birds return")):
        assert roles(f"{TITLE}\n\n{one}\n\n{two}\n\n{BODY}")[1:] == [("inset", one), ("inset", two)]


def test_box_is_an_inset() -> None:
    """What stands under the label of a box belongs to it."""
    box = "FASTFACT\n\nA cockle lives for nine years."
    found = roles(f"{TITLE}\n\nBy Mara Lindqvist\n\n{box}\n\nOSLO: {BODY}")
    assert found[2:4] == [("inset", "FASTFACT"), ("inset", "A cockle lives for nine years.")]


def test_lone_credit_has_its_caption() -> None:
    """The line beside a credit that stands alone tells what the picture shows."""
    found = roles(f"{TITLE}\n\nMay 13, 2022\n\nGetty Images\n\nThe flats at low tide\n\n{BODY}")
    assert found[2:] == [("credit", "Getty Images"), ("caption", "The flats at low tide")]


def test_catchword_is_no_place() -> None:
    """Words of the language in capitals before a colon are no dateline, in a deck or at the start of a story."""
    deck = "DARK WATER: The permits had run out four months before, a biologist says"
    assert ("alternative_headline", deck) in roles(f"{TITLE}\n\n{deck}\n\n{BODY}")
    assert roles(f"{TITLE}\n\nJUST ANNOUNCED: {BODY}") == [("headline", TITLE)]


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("BISHKEK.", "bishkek"),
        ("Bishkek, Apr. 19, 2018 / Kabar /.", "bishkek"),
        ("JUNCTION, St Elizabeth \u2014", "junction"),
    ],
)
def test_reads_more_datelines(form: str, place: str) -> None:
    """A known place in capitals before a full stop, an agency between spaced strokes, a plain word with a region."""
    text = f"{TITLE}\n\n{form} {BODY}"
    assert ("dateline", form) in roles(text)
    assert draft(Received.of("a.txt", text.encode(), "utf-8", text)).location_created == place


def test_weekday_and_page_number_are_a_date_line() -> None:
    """The day and the page of the printed paper date the article."""
    text = f"Sat, Jan 16, 2016 - Page 3\n\n{TITLE}\n\n{BODY}"
    assert draft(Received.of("a.txt", text.encode(), "utf-8", text)).date_published == "2016-01-16"
