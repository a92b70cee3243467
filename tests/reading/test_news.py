"""Places, bodies and days as papers of many countries name them."""

from __future__ import annotations

from datetime import date

import pytest

from broadsheet.articles import Segment
from broadsheet.reading.events import read_events
from broadsheet.reading.figures import read_figures
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
        ("Joel Orr, of Stripe, Keldmore, Claremont Co Mayo, wept.", ["Stripe", "Keldmore", "Claremont", "Co Mayo"]),
        ("Joel Orr (49), Kelmar Shore, Baldrum, and Karl Lind (21) paid.", ["Kelmar Shore", "Baldrum"]),
        (
            "Kherson, Orlivka, Stanislav, Tamivka and Veletka came under fire.",
            ["Kherson", "Orlivka", "Stanislav", "Tamivka", "Veletka"],
        ),
        ("Farmers along the Layou have moved to Sule Skerry, off Egan Drive.", ["Layou", "Sule Skerry", "Egan Drive"]),
        ("Jordan opened a plant, the first in the Kingdom.", ["Jordan", "Kingdom"]),
        ("Fires burn in central B.C. and elsewhere.", ["B.C."]),
        ("They fled to Kelda Local Government Area.", ["Kelda Local Government Area"]),
        ("A boat sank in the Amazon in Brazil.", ["Amazon", "Brazil"]),
        ("A fire broke out at Ibrahim Hydri overnight.", ["Ibrahim Hydri"]),
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
        ("The governor of Kelmar, Dovye Diri, spoke first.", "Kelmar", "Dovye Diri"),
        ("The mayor, Cornelius A Smith, spoke in Kelmar.", "Kelmar", "Cornelius A Smith"),
        ("Gary McCourtney spoke in Kelmar.", "Kelmar", "Gary McCourtney"),
    ],
)
def test_who_holds_an_office_stands_behind_its_place(text: str, place: str, person: str) -> None:
    """The words before an office and a name are what the office is for, and no part of the name."""
    assert (named(text, "place"), named(text, "person")) == ([place], [person])


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Minister of Water and Irrigation Ghaith Kelmali opened the plant.", "Ghaith Kelmali"),
        ("Justice of the Peace Ina Makel-Orr fined him.", "Ina Makel-Orr"),
        ("Special Agent in Charge Dale Wintermor spoke.", "Dale Wintermor"),
        ("The captain gave it to Kamal Thapor, 17, and left.", "Kamal Thapor"),
    ],
)
def test_a_long_office_is_no_part_of_the_name(text: str, person: str) -> None:
    """What a minister is for, and who is in charge, ends before the name; whoever has an age is no place."""
    assert (named(text, "person"), named(text, "place")) == ([person], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was told so under the Harbour Safety Agency Act.", []),
        ("Pupils learn by the Alternative Rowing Mode (ARM). The ARM is new.", []),
        ("The Tarl Coast Guard came. Farmers thanked the Guard.", ["Tarl Coast Guard", "Guard"]),
        ("The Minister of Fisheries and Aquatic Resources came.", []),
        ("Kelder Renewable Partners L.P. paid.", ["Kelder Renewable Partners L.P."]),
        ("Rosvo Spokesperson Mara Lind left.", ["Rosvo"]),
        ("The Caribbean Community (CARICOM) met.", ["Caribbean Community", "CARICOM"]),
        ("The River Pilots Union (RIVUN) met. A Rivun meeting is dull.", ["River Pilots Union", "RIVUN", "Rivun"]),
        ("The attorney's office (AGO) came. The AGO said no.", ["AGO", "AGO"]),
        ("The plan upset growers, prompting Horticulture New Zealand to sue.", ["Horticulture New Zealand"]),
        ("The Ministry of Ports of the Danish government paid.", ["Ministry of Ports"]),
        ("The court asked the Court of Justice whether it was so. The Court said no.", ["Court of Justice", "Court"]),
        ("The Danish Government had argued that it was small.", []),
        ("Kelda State Troopers came. The Troopers left.", ["Kelda State Troopers", "Troopers"]),
        ("Song Hong paid. His company, Song Hong Bicycle, makes trikes.", ["Song Hong", "Song Hong Bicycle"]),
        ("Keldovara Oyj grew, and Keldovara expects more.", ["Keldovara Oyj", "Keldovara"]),
        ("Help came from the Kelder Regency BPBD.", ["Kelder Regency BPBD"]),
        ("The Keldove First Nation met.", ["Keldove First Nation"]),
        (
            "Tarlmouth have signed midfielder Joel Orr from champions Elda, the club and its manager said.",
            ["Tarlmouth", "Elda"],
        ),
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


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Orla Corp. shares fell after it said it had lost money on the mine.", "orla-corp"),
        ("“Why did nobody act?” Chief Ara Kanami demanded angrily at the hall.", "ara-kanami"),
    ],
)
def test_who_says_it_is_named_in_the_sentence(text: str, speaker: str) -> None:
    """It is the one body of its sentence; a verb of saying may have an adverb and a place behind it."""
    mentions, entities = read_mentions(text, story(text), Lexicon.load())
    (said,) = read_statements(text, story(text), mentions, entities, Lexicon.load())
    assert said.speaker == speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Floods reached 31 LGUs.", [(31, "lgu")]),
        ("A 583-square-kilometre blaze spread.", [(583, "square kilometre")]),
        ("It cost 15 million pounds ($19.5 million).", [(15_000_000, "GBP"), (19_500_000, "USD")]),
        ("Zambia paid K700.", [(700, "ZMW")]),
        ("It was one he will never forget.", []),
    ],
)
def test_what_a_number_counts_is_told_by_its_words(text: str, expected: list[tuple[float, str]]) -> None:
    """Plural letters, a measure with hyphens and the sum in another currency tell the unit."""
    assert [(f.value, f.unit) for f in read_figures(text, story(text), Lexicon.load())] == expected


def test_what_is_said_follows_what_was_done_while_saying_it() -> None:
    """A participle before the speaker tells when he said it, and not what."""
    text = "Confirming the theft, Inga Maraj said at one point of the night the door was open."
    mentions, entities = read_mentions(text, story(text), Lexicon.load())
    (said,) = read_statements(text, story(text), mentions, entities, Lexicon.load())
    assert text[said.words_start : said.words_end] == "at one point of the night the door was open"
