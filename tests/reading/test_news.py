"""Places, bodies and days as papers of many countries name them."""

from __future__ import annotations

from datetime import date

import pytest

from broadsheet.articles import Segment
from broadsheet.reading.events import read_events
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.mentions import read_mentions
from broadsheet.reading.statements import read_statements


def story(text: str) -> list[Segment]:
    """A text as one paragraph."""
    return [Segment(id="g1", role="paragraph", start=0, end=len(text))]


def named(text: str, kind: str) -> list[str]:
    """The names of one kind in a paragraph."""
    mentions, _ = read_mentions(text, story(text), Lexicon.load())
    return [m.slice(text) for m in mentions if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in the community of Arlo, near Tamsk Municipality-2.", ["Arlo", "Tamsk Municipality-2"]),
        ("Floods hit towns in Keldar, Moises Lund, Oslo and Bergen.", ["Keldar", "Moises Lund", "Oslo", "Bergen"]),
        ("The boat sank near San Miguel.", ["San Miguel"]),
        ("The Kaskan and Tamsk rivers rose.", ["Kaskan", "Tamsk"]),
        ("Workers will paint the Bridge of Salt.", ["Bridge of Salt"]),
        ("The Orlund gold mine is shut.", ["Orlund"]),
    ],
)
def test_words_around_a_name_tell_that_it_is_a_place(text: str, expected: list[str]) -> None:
    """What a place belongs to, what stands beside it in a list, and the kind of place tell one of no known name."""
    assert named(text, "place") == expected


@pytest.mark.parametrize(
    ("text", "place", "person"),
    [
        ("Tarvik East MCA Joel Orr spoke first.", "Tarvik East", "Joel Orr"),
        ("Moisa Padil Mayor Ella Celest-Orr spoke first.", "Moisa Padil", "Ella Celest-Orr"),
        ("Kelmark Vice Governor Mara Lind spoke first.", "Kelmark", "Mara Lind"),
    ],
)
def test_who_holds_an_office_stands_behind_its_place(text: str, place: str, person: str) -> None:
    """The words before an office and a name are what the office is for, and no part of the name."""
    assert (named(text, "place"), named(text, "person")) == ([place], [person])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was told so under the Harbour Safety Agency Act.", []),
        ("Pupils learn by the Alternative Rowing Mode (ARM). The ARM is new.", []),
        ("The Tarl Coast Guard came. Farmers thanked the Guard.", ["Tarl Coast Guard", "Guard"]),
    ],
)
def test_the_last_word_tells_whether_it_is_a_body(text: str, expected: list[str]) -> None:
    """Acts and modes are no bodies though a body's name or an abbreviation stands beside; a guard is one again."""
    assert named(text, "organisation") == expected


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The dam was built until 2019.", ["2019"]),
        ("It ran between 1995 and 2015.", ["1995/2015"]),
        ("The quay burnt last November.", ["2020-11"]),
        ("The quay will open next February.", ["2022-02"]),
        ("A second quay will open next year.", ["2022"]),
        ("They hired 2000 men by 2000 votes.", []),
    ],
)
def test_years_and_months_alone_date_a_clause(text: str, dates: list[str]) -> None:
    """A year after a preposition, the next year, and a month that is the last or next of its name, are dates."""
    events = read_events(text, story(text), Lexicon.load(), date(2021, 6, 1))
    assert [event.date for event in events] == dates


def test_what_is_said_follows_what_was_done_while_saying_it() -> None:
    """A participle before the speaker tells when he said it, and not what."""
    text = "Confirming the theft, Inga Maraj said at one point of the night the door was open."
    mentions, entities = read_mentions(text, story(text), Lexicon.load())
    (said,) = read_statements(text, story(text), mentions, entities, Lexicon.load())
    assert text[said.words_start : said.words_end] == "at one point of the night the door was open"
