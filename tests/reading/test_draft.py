"""Drafts: what the text states, and null for the rest."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from broadsheet.articles.entity import Entity
from broadsheet.articles.folding import slug
from broadsheet.reading.draft import draft, read_draft
from broadsheet.reading.layout.forms import compile_forms
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.outlets import outlet_id
from broadsheet.sources import Hint, Received

sys.path.insert(0, str(Path(__file__).parent))
import forms

LEAD = "The council of the town will deepen its harbour by next spring, its chairwoman told reporters after a debate."
SECOND = "Ships of up to two hundred metres will be able to call once the work is done, according to its authority."
LAST = "Fishermen fear for the mouth of the river, where cranes would stand on the spit and the road would run."


def received(text: str, **hints: str) -> Received:
    """The text as received, with what its page says."""
    known = {name: Hint(value, "JSON-LD of the page") for name, value in hints.items()}
    return Received.of("2024-05-02 Harbour.txt", text.encode(), "utf-8", text, known)


def article(*parts: str) -> str:
    """A text of paragraphs."""
    return "\n\n".join(parts)


FULL = article(
    "Port to open to larger ships",
    "May 13, 2022 - 16:20",
    "By Grace Hopper and Mara Lind",
    "The quay of Hải Phòng. — VNA/VNS Photo",
    f"HÀ NỘI — {LEAD}",
    SECOND,
    f"{LAST} — VNS",
)


def test_drafts_what_the_text_states() -> None:
    """Headline, date, authors, credit, agency and place come from their segments."""
    draft_ = draft(received(FULL))
    assert draft_.id == "2024-05-02-harbour"
    assert draft_.headline == "Port to open to larger ships"
    assert (draft_.date_published, draft_.date_published_basis) == ("2022-05-13", "stated")
    assert FULL[draft_.date_published_start : draft_.date_published_end] == "May 13, 2022"
    assert draft_.author == ("Grace Hopper", "Mara Lind")
    assert draft_.credit_text == "VNA/VNS Photo"
    assert draft_.source_organization == ("viet-nam-news",)
    assert draft_.location_created in {"ha-noi", "hanoi"}
    assert draft_.in_language == "en"
    assert draft_.rights.redistribution == "withheld"
    assert draft_.creative_work_status == "draft"


def test_leaves_null_what_the_text_does_not_say() -> None:
    """Without head and tail there is no headline, date, author, credit, agency or place."""
    draft_ = draft(received(article(LEAD, SECOND, LAST)))
    assert draft_.headline is None
    assert draft_.date_published is None
    assert draft_.publisher is None
    assert draft_.author == draft_.source_organization == ()
    assert draft_.credit_text is draft_.location_created is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("05/06/2022", None),
        ("Sunday 05/06/2022", "2022-06-05"),
        ("Friday, 05/06/2022", "2022-05-06"),
        ("13/05/2022", "2022-05-13"),
        ("05/13/2022", "2022-05-13"),
        ("05/05/2022", "2022-05-05"),
        ("31/02/2022", None),
        ("Retrieved May 14, 2022", None),
        ("April 9, 1931 ~ March 1, 2019", None),
        ("13 May 2022 – 2 June 2022", None),
        ("13 May 2022 to 2 June 2022", None),
        ("13 May 2022 – May 13, 2022", "2022-05-13"),
        ("13 May 2022 – updated 2 June 2022", "2022-05-13"),
        ("VIETNAM, May 13 -", None),
    ],
)
def test_never_guesses_a_date(line: str, expected: str | None) -> None:
    """A date that can be read in two ways, lacks its year, or is the end of a time, is null."""
    assert draft(received(article("Port to open to larger ships", line, LEAD, SECOND, LAST))).date_published == expected


def test_orders_day_and_month_by_outlet() -> None:
    """An outlet's house style settles what a numeric date means."""
    text = article("Port to open to larger ships", "05/06/2022", f"(VOVWORLD) - {LEAD}", SECOND, LAST)
    assert draft(received(text)).date_published == "2022-06-05"


def test_orders_day_and_month_by_dateline() -> None:
    """The dateline's day settles a numeric date beside it."""
    text = article("Port to open to larger ships", "05/06/2022", f"OSLO, June 4 (AFP) - {LEAD}", SECOND, LAST)
    assert draft(received(text)).date_published == "2022-06-05"


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Mara Lindqvist is the harbour correspondent for The Kathmandu Post.", "kathmandu-post"),
        ("Published in Dawn, May 3rd, 2019", "dawn"),
        ("Sign up for POLITICO Playbook: the day in one letter.", "politico"),
        ("“It is late,” the harbour master told The Nordhavn Gazette.", "the-nordhavn-gazette"),
        ("“It is late,” the harbour master told Reuters.", None),
    ],
)
def test_knows_publisher_by_its_lines(line: str, publisher: str | None) -> None:
    """A paper that the page's own lines name, or that was told things, publishes the article; an agency does not."""
    head = ("Port to open to larger ships", "By Mara Lindqvist")
    assert draft(received(article(*head, LEAD, SECOND, LAST, line))).publisher == publisher


@pytest.mark.parametrize(
    "line",
    [
        "This article is for subscribers only.",
        "To continue reading, log in or subscribe",
        "SUBSCRIBE TO READ THE REST",
        "You have reached your monthly limit of free stories",
        "To keep reading, please sign in.",
        "Sign in to read the full story",
        "This story is available exclusively to members.",
        "Unlock the rest of this article",
        "Continue reading with a subscription",
    ],
)
def test_knows_the_line_behind_which_a_text_may_go_on(line: str) -> None:
    """Only a line of the page below the headline counts, and none that readers of all of it see as well."""
    found = read_draft(received(text := article("Port to open", LEAD, SECOND, line))).paywall
    assert found is not None
    assert text[found.start : found.end] == line
    for other in (
        "Already a subscriber? Sign in",
        "Please log in to comment",
        f"{LEAD} It is not for subscribers only.",
    ):
        assert read_draft(received(article("Port to open", LEAD, SECOND, other))).paywall is None
    assert read_draft(received(article(line, "Port to open", LEAD, SECOND))).paywall is None


@pytest.mark.parametrize(
    "line",
    [
        "To keep reading scores from falling, the schools of the town will hire three hundred teachers this year.",
        "To continue reading for pleasure, pupils may borrow four books a week from the library at the harbour.",
        "To read the full story of the dam one has to go back to the year in which the first bridge fell.",
        "This story is available in Norwegian, and many subscribers of the paper have asked for a German one.",
        "Register to read to children at the library, said the mayor, and the town will pay for the bus.",
        "Number of comments on the plan rose to four hundred within a week, said the clerk of the council.",
        "Subscriber-only channels grew by eight percent, said the broadcaster, and its advertising fell by three.",
    ],
)
def test_a_story_that_tells_of_reading_has_no_such_line(line: str) -> None:
    """A paragraph of the story may begin as the page's own line does."""
    found = read_draft(received(text := article("Port to open", LEAD, line, SECOND)))
    assert found.paywall is None
    assert {each.role for each in found.article.segments if text[each.start : each.end] == line} == {"paragraph"}


@pytest.mark.parametrize(
    "line",
    [
        "Sign in to read your saved stories",
        "Sign up to read the newsletter",
        "Subscribe to read more stories like this one every day",
        "Unlock the rest of our games",
    ],
)
def test_a_button_says_nothing_of_the_rest(line: str) -> None:
    """What a page offers beside a text leaves it whole."""
    assert read_draft(received(article("Port to open", LEAD, SECOND, line))).paywall is None


@pytest.mark.parametrize(
    ("given", "day"),
    [("20240502", "2024-05-02"), ("20240502T090000Z", "2024-05-02"), ("20241302", None), ("1714640400", None)],
)
def test_takes_days_in_the_basic_format_from_data(given: str, day: str | None) -> None:
    """Eight digits are a day where data say so, and no other number is."""
    assert draft(received(article(LEAD, SECOND, LAST), date_published=given)).date_published == day


def test_takes_hints_where_the_text_is_silent() -> None:
    """A page's own data are used, and the record says where they come from."""
    hints = {"date_published": "2024-05-02T09:00:00+07:00", "publisher": "Harbour Gazette", "author": "Mara Lind"}
    draft_ = draft(received(article(LEAD, SECOND, LAST), **hints))
    assert (draft_.date_published, draft_.date_published_basis) == ("2024-05-02", "external")
    assert draft_.date_published_note == "Taken from the JSON-LD of the page."
    assert (draft_.publisher, draft_.author) == ("harbour-gazette", ("Mara Lind",))


def test_the_page_names_its_outlet_before_the_text_does() -> None:
    """Who stands in a dateline may be whose report the page carries; one outlet goes by its known id."""
    story = article(f"HÀ NỘI (CNN) — {LEAD}", SECOND, LAST)
    assert draft(received(story)).publisher == "cnn"
    assert draft(received(story, publisher="Harbour Gazette")).publisher == "harbour-gazette"
    assert draft(received(story, publisher="CNN International Edition")).publisher == "cnn"


def test_a_line_that_gives_a_job_names_nobody() -> None:
    """Where an extractor left the name out above it, the page's data have it."""
    text = article("Port to open to larger ships", "CNBC Executive News Editor", LEAD, SECOND, LAST)
    assert draft(received(text, author="Mara Lind")).author == ("Mara Lind",)


def test_the_headline_of_a_page_is_not_its_first_line() -> None:
    """A short first line with some words of the printed headline is another."""
    text = article("The port will open to all ships!", LEAD, SECOND, LAST)
    told = Hint("Larger ships will find their way to the new port from the first of October", "heading of the page")
    page = Received.of("harbour.txt", text.encode(), "utf-8", text, {"headline": told})
    assert draft(page).headline == told.value


@pytest.mark.parametrize(
    ("line", "licence"),
    [
        ("© 2022 Harbour Gazette, CC BY 4.0", "CC-BY-4.0"),
        ("© Harbour Gazette. Licence: https://creativecommons.org/licenses/by-sa/4.0/", "CC-BY-SA-4.0"),
        ("© 2022 Harbour Gazette. All rights reserved.", None),
    ],
)
def test_withholds_unless_a_licence_is_stated(line: str, licence: str | None) -> None:
    """Only an open licence on the page lets the text be republished."""
    rights = draft(received(article(FULL, line))).rights
    assert rights.license == licence
    assert rights.redistribution == ("permitted" if licence else "withheld")
    assert rights.copyright_holder == "Harbour Gazette"


@pytest.mark.parametrize(
    ("line", "licence"),
    [
        ("This article is licensed under CC BY 4.0.", "CC-BY-4.0"),
        ("This photo by Cy Rook is licensed under CC BY 4.0.", None),
        ("© Image: Cy Rook. Licence: https://creativecommons.org/licenses/by/2.0/", None),
    ],
)
def test_tells_the_licence_of_a_story_from_that_of_a_picture(line: str, licence: str | None) -> None:
    """A paragraph may say outright how the article is licensed; what is said of a picture frees no text."""
    assert draft(received(article(FULL, line))).rights.license == licence


def test_does_not_take_a_licence_from_the_story() -> None:
    """A licence that the story is about says nothing of the story."""
    story = article(LEAD, "The maps of the harbour are published under CC BY 4.0, the port authority said.", LAST)
    assert draft(received(story)).rights.license is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The council met on May 2.", "2022-05-02"),
        ("The council met on Thursday.", "2022-05-12"),
        ("The council met on Friday.", "2022-05-13"),
        ("The council will meet on Thursday.", "2022-05-19"),
        ("The council met on Thursday last week.", "2022-05-05"),
        ("The harbour opened on 3 June 1921.", "1921-06-03"),
        ("The work began in November 2019.", "2019-11"),
        ("The harbour has been open since 1921.", "1921"),
        ("The council meets in July next year.", "2023-07"),
        ("The council met yesterday.", "2022-05-12"),
    ],
)
def test_dates_events_from_publication(sentence: str, expected: str) -> None:
    """Weekdays and days without a year count from the day of publication."""
    text = article("Port to open to larger ships", "May 13, 2022", LEAD, f"{SECOND} {sentence}", LAST)
    assert expected in [event.date for event in draft(received(text)).events]


@pytest.mark.parametrize(
    "sentence", ["The council met on Thursday.", "The council meets next month.", "It met yesterday."]
)
def test_leaves_events_undated_without_publication(sentence: str) -> None:
    """Without a day of publication a weekday means nothing; the words are still shown."""
    events = draft(received(article("Port to open to larger ships", LEAD, f"{SECOND} {sentence}", LAST))).events
    assert [event.date for event in events if event.date_start] == [None]


def test_uses_project_entities_first() -> None:
    """The place of the dateline is the project's own entity."""
    entity = Entity(id="capital", kind="place", name="Ha Noi", native_name="Hà Nội", native_language="vi")
    assert draft(received(FULL), entities=(entity,)).location_created == "capital"


@pytest.mark.parametrize(("form", "authors"), forms.AUTHORS.items())
def test_reads_authors(form: str, authors: list[str]) -> None:
    """A byline's persons are the authors: no desk, no agency, no place, no title."""
    draft_ = draft(received(article("Port to open to larger ships", form, f"HANOI — {LEAD}", SECOND, LAST)))
    assert list(draft_.author) == authors
    assert [segment.role for segment in draft_.segments][1] == "byline"


def outlets(names: list[str]) -> tuple[str, ...]:
    """The ids of outlets, in their order."""
    known = Lexicon.load().compiled(compile_forms)
    return tuple(sorted(outlet_id(name, known) for name in names))


@pytest.mark.parametrize(("form", "named"), forms.OPENINGS.items())
def test_reads_place_and_agencies_of_dateline(form: str, named: tuple[str | None, list[str]]) -> None:
    """A dateline names where the report was written and who wrote it."""
    place, agencies = named
    text = article("Port to open to larger ships", f"{form} {LEAD}", SECOND, LAST)
    draft_ = draft(received(text))
    found = [m for m in draft_.mentions if m.entity == draft_.location_created and m.start < text.index(LEAD)]
    printed = text[found[0].start : found[0].end] if found else draft_.location_created
    assert (slug(printed) if printed else None) == (slug(place) if place else None)
    assert tuple(sorted(draft_.source_organization)) == outlets(agencies)
    opened = [s.slice(text) for s in draft_.segments if s.role in {"dateline", "marker", "date_line"}]
    assert "".join(opened).replace(" ", "") == form.replace(" ", "")


@pytest.mark.parametrize("glue", [" ", "\n\n"])
@pytest.mark.parametrize(("form", "agencies"), forms.SIGNED.items())
def test_reads_agencies_of_sign_off(form: str, agencies: list[str], glue: str) -> None:
    """A sign-off names agencies; people and desks, in it or in a byline at the end, are none."""
    text = article("Port to open to larger ships", f"OSLO \u2014 {LEAD}", SECOND, LAST + glue + form)
    draft_ = draft(received(text))
    assert tuple(sorted(draft_.source_organization)) == outlets(agencies)
    signed = [s.slice(text) for s in draft_.segments if s.role in {"sign_off", "boilerplate", "byline"}]
    assert "".join(signed).replace(" ", "") == form.replace(" ", "")


def test_a_date_with_a_clock_glued_to_it_is_shown_by_whole_words() -> None:
    """The span ends where the word does, and the date is that of the page."""
    text = f"Harbour to be deepened\nMarch 2, 20197:58 AM ET\n\n{LEAD}\n\n{SECOND}\n\n{LAST}\n"
    article = draft(received(text))
    assert article.date_published == "2019-03-02"
    assert text[article.date_published_start : article.date_published_end] == "March 2, 20197"
