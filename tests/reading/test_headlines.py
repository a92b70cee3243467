"""Which line above a story is its headline: every case by what the line says and how it looks."""

from __future__ import annotations

import pytest

from broadsheet.reading.layout.layout import read_layout
from broadsheet.reading.lexicon import Lexicon

TITLE = "Eel trap owners ask Skarn council for a longer season"
BODY = """\
Owners of eel traps on the Skarn asked the council on Monday for a season that is four weeks longer.

The council would have to change a rule of 1911, which gives eels the autumn, its clerk Mara Lind said.

Some 40 owners came to the meeting, and one of them brought an eel in a bucket, the clerk added."""


def roles(*lines: str) -> list[tuple[str, str]]:
    """The roles and lines of what stands above the story."""
    text = "\n\n".join([*lines, BODY])
    return [(s.role, text[s.start : s.end]) for s in read_layout(text, Lexicon.load()).segments][: len(lines)]


@pytest.mark.parametrize(
    "line",
    [
        "HNA :: Harbour News Agency",
        "United Islands: a sea that is ours",
        "SKN skarn.example - a branch of Northern Broadcasting Corporation",
        "LIVE TV LATEST SKARN VIDEO CITIES",
        "Home | Skarn | Council | Season",
        "Home   Skarn   Council   Eels   Season",
        "Fisheries and Oceans Skarn",
        "Ministry of Eels",
        "Serving the Skarn since 1948",
        "The Skarn Courier: The Weekly That Asks",
        "River life",
        "Log in to your account",
        "Hydraulics Laboratory, Skarn, Calif.",
    ],
)
def test_furniture_is_no_headline(line: str) -> None:
    """Names of outlets and issuers, menus, mottos and sections above a headline are the page's."""
    assert roles(line, TITLE) == [("boilerplate", line), ("headline", TITLE)]


@pytest.mark.parametrize(
    "line", ["Ministry hails ferry", "Company hails a record year", "Service resumes on all lines"]
)
def test_what_an_issuer_does_is_a_headline(line: str) -> None:
    """A line in which the first word alone has a capital, and is one of those of issuers, is nobody's name."""
    assert roles(line) == [("headline", line)]


@pytest.mark.parametrize(
    "line", ["1. How useful is this box to you?", "Harbour and Coast", "Home | Skarn | Council | Season"]
)
def test_no_headline_is_guessed(line: str) -> None:
    """Where no line is like a headline, there is none."""
    assert "headline" not in {role for role, _ in roles("Harbour Notes", "River life", line)}


@pytest.mark.parametrize(
    "deck", ["Owners want four weeks more for their eel traps", "A rule of 1911 gives the eels of Skarn the autumn."]
)
def test_deck_is_no_headline(deck: str) -> None:
    """A line below one of the story is its deck, though it says more of it."""
    title = "No eel before the autumn"
    assert roles("Harbour Notes", title, deck)[1:] == [("headline", title), ("alternative_headline", deck)]


def test_headline_of_a_path() -> None:
    """What a path or window title above ends in is the headline, though another line says more of the story."""
    title = "No autumn without them"
    lines = (f"Home > News > {title}", "Owners of eel traps ask for four weeks more", title)
    assert roles(*lines)[-1] == ("headline", title)


@pytest.mark.parametrize("field", ["From: Ministry of Eels", "Format: Situation Report", "Topic: Skarn council"])
def test_fields_are_no_decks(field: str) -> None:
    """A label below the headline, and what stands for it on this page, are the page's."""
    assert roles(TITLE, field) == [("headline", TITLE), ("boilerplate", field)]


@pytest.mark.parametrize(
    "line",
    [
        "Rivers | March 5, 2012, Monday // 15:38| Views: 1 284 | Comments: 3",
        "June 14, 2018  - Upper Skarn, North Province - Fisheries and Oceans",
        "The Courier October 18, 2017 NEWS Leave a comment 412 Views",
    ],
)
def test_parted_date_lines(line: str) -> None:
    """A line below the headline that opens with the day, or is parted by strokes around it, is a date line."""
    assert roles(TITLE, line) == [("headline", TITLE), ("date_line", line)]


def test_label_is_no_speaker() -> None:
    """A label with a colon above an interview opens no turn, since nobody speaks there again."""
    turns = [
        "Courier: How long is the season?",
        "Mara Lind: Nine weeks, and not a day more.",
        "Courier: Who counts the eels?",
        "Mara Lind: I do, at night, with a lamp.",
    ]
    text = "\n\n".join(["Skarn Series: River Voices", "Nine weeks of eels: a talk with Mara Lind", BODY, *turns])
    assert read_layout(text, Lexicon.load()).of("headline")


def test_title_that_is_printed_twice_is_the_headline() -> None:
    """What is printed again is no deck of the line above it, and the name of its section is no headline."""
    found = roles("2022 Skarn estuary election", TITLE, TITLE)
    assert [role for role, _ in found] == ["boilerplate", "headline", "headline"]


def test_shouted_headline_is_no_name() -> None:
    """Capitals with a verb among them are a title; the section above it is none."""
    found = roles("Season One", "EEL TRAP OWNERS SECURES SEASON", "By Mara Lind")
    assert [role for role, _ in found] == ["boilerplate", "headline", "byline"]


def test_sentence_printed_twice_is_a_deck() -> None:
    """A sentence below a title is its deck, also where the page has it again below the author."""
    deck = "Traps may stay in the river until the first frost."
    found = roles(TITLE, deck, "Share this article!", "BY ADA BYRON | NEWS EDITOR", deck)
    assert found[:2] == [("headline", TITLE), ("alternative_headline", deck)]


def test_title_in_small_letters_above_it() -> None:
    """The same title in small letters is the page's."""
    assert roles(TITLE.lower(), TITLE) == [("boilerplate", TITLE.lower()), ("headline", TITLE)]


def test_title_that_asks() -> None:
    """A long question in the capitals of titles is a headline, and opens no story."""
    title = "Will the Skarn Council Ever Give the Owners of Eel Traps a Season That Is Four Weeks Longer?"
    assert roles("IE 11 Not Supported", title)[1] == ("headline", title)


def test_words_with_their_full_stop_are_no_headline() -> None:
    """What somebody has said, stop and all, is none, though headlines may quote: rather there is none to be found."""
    deck = "“A season without an eel is a holiday.”"
    assert ("headline", deck) not in roles("Ole Orr on the Forgotten Bay", deck)
    assert roles("Mara Lind on the Forgotten Bay", deck)[1] == ("alternative_headline", deck)
