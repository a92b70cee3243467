"""Shapes that names have in copy from all over the world: titles, offices, teams, towns before their people."""

import pytest

from broadsheet.articles import Segment
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.mentions import read_mentions


def named(text: str, role: str = "paragraph") -> list[tuple[str, str]]:
    """The names of a text with their kinds."""
    segment = Segment(id="g1", role=role, start=0, end=len(text))
    mentions, _ = read_mentions(text, [segment], Lexicon.load())
    return [(m.slice(text), m.kind) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Denmark, Albania Hold First Ferry Consultations in Tirana", ["Denmark", "Albania", "Tirana"]),
        ("Bolivian Ropemakers Queue After Harbour Closes", ["Bolivian"]),
        ("Ferry Meeting in Riyadh Focuses on Rope", ["Riyadh"]),
        ("Nine Saved From Leaking Barge Off Oman Coast", ["Oman"]),
        ("THREE VILLAGES FLATTENED AS STORM HITS NORTH SUMATRA", ["NORTH SUMATRA"]),
    ],
)
def test_a_name_does_not_go_on_across_what_is_done_in_a_title(text: str, expected: list[str]) -> None:
    """Where every word has a capital, verbs and prepositions end a name."""
    assert [name for name, kind in named(text, "headline") if kind == "place"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He is a Senior Advocate of Nigeria (SAN). The SAN left.", [("Nigeria", "place")]),
        ("The Additional Director General (ADG) of the zone met another ADG.", []),
        ("Two senior superintendents and a superintendent of police (SSP) left.", []),
        ("The Director of Public Prosecutions (DPP) left, and the DPP said so.", []),
        (
            "The National Commission for Rope and Justice (NCRJ) left.",
            [("National Commission for Rope and Justice", "organisation"), ("NCRJ", "organisation")],
        ),
        ("Tarlau Police Chief Joel Orr left.", [("Tarlau", "place"), ("Joel Orr", "person")]),
        ("Tarl District Police Commander Joel Orr left.", [("Tarl District", "place"), ("Joel Orr", "person")]),
        ("Tarlau Police chief Joel Orr left.", [("Tarlau Police", "organisation"), ("Joel Orr", "person")]),
    ],
)
def test_an_office_is_no_body(text: str, expected: list[tuple[str, str]]) -> None:
    """Letters that stand for an office name nobody, and a force before its commander's office is part of that."""
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Zerlbalda man, 44, was charged.", [("Zerlbalda", "place")]),
        ("Police held a 44-year-old Zerlbalda woman.", [("Zerlbalda", "place")]),
        ("A Zerlbalda woman was there.", []),
        ("The Member of Parliament for Asawa, Joel Orr, left.", [("Asawa", "place"), ("Joel Orr", "person")]),
        ("N.S. shipwrights open the shed.", [("N.S.", "place")]),
        ("It was built in 300 B.C. by potters.", []),
        ("He died in the capital Nur Sultan.", [("Nur Sultan", "place")]),
    ],
)
def test_a_place_by_who_is_of_it(text: str, expected: list[tuple[str, str]]) -> None:
    """A town before somebody with an age, a seat behind its member, a state's letters before a noun."""
    assert named(text) == expected


LEAGUE = "Tarl beat Elda 2-0 in the league and Skarn had a 3-1 win with a late goal."
OVER = "She took a wicket in the last over of the innings."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LEAGUE} In Zerlau, Medeama bounced back.", [("Zerlau", "place")]),
        (f"{LEAGUE} Norway Hammers drew.", [("Norway Hammers", "organisation")]),
        (f"{LEAGUE} It was a 1-0 win over Kolod Gold Stars.", [("Kolod Gold Stars", "organisation")]),
        (f"{LEAGUE} Zerl Cities produced a 2-0 win.", [("Zerl Cities", "organisation")]),
        (f"{LEAGUE} They fell after a defeat to Zerlau.", [("Zerlau", "organisation")]),
        (f"{OVER} Railways won. Earlier, Railways captain Joel Orr was out.", [
            ("Railways", "organisation"), ("Railways", "organisation"), ("Joel Orr", "person"),
        ]),
        ("In Norway, ministers met. The Railways were late.", [("Norway", "place")]),
    ],
)  # fmt: skip
def test_teams_where_scores_or_their_captains_tell_of_them(text: str, expected: list[tuple[str, str]]) -> None:
    """Several scores tell of a round-up, in which towns and words of the language are teams."""
    found = [pair for pair in named(text) if pair[0] not in {"Tarl", "Elda", "Skarn"}]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A spokesman told dpa and bdnews24.com so.", [("dpa", "organisation"), ("bdnews24.com", "organisation")]),
        ("See www.swissinfo.ch/eng or write to a@dpa.com.", []),
        ("He told The Oregonian that The Point was made.", [("The Oregonian", "organisation")]),
        ("The Nation reported it.", [("The Nation", "organisation")]),
        ("The Nation must wait.", []),
        ("The port is shut, Trend reported.", [("Trend", "organisation")]),
        ("Sales fell, according to Kolodiv data.", [("Kolodiv", "organisation")]),
        ("Kolodiv data showed that sales fell.", [("Kolodiv", "organisation")]),
        ("The ruling Kolodah party, now split, left.", [("Kolodah", "organisation")]),
        ("He runs the company “Kolodgaz”.", [("Kolodgaz", "organisation")]),
        ("The Board of Directors met, and the Board agreed.", []),
        ("The case of the State is weak.", []),
        ("In Vietnam the Party and the State agreed.", [
            ("Vietnam", "place"), ("Party", "organisation"), ("State", "organisation"),
        ]),
        ("It got the Labour Order from the Kolod Rifles.", [("Kolod Rifles", "organisation")]),
        ("The Ministry of Rope is new. He led the powerful Ministry.", [
            ("Ministry of Rope", "organisation"), ("Ministry", "organisation"),
        ]),
        ("The Madras high court sat.", [("Madras high court", "organisation")]),
    ],
)  # fmt: skip
def test_houses_parties_and_what_is_no_body(text: str, expected: list[tuple[str, str]]) -> None:
    """Papers by their article or a small letter, who has data, what every company and state has."""
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zandi Orr lives in eThekwini and works near uMlazi.", [
            ("Zandi Orr", "person"), ("eThekwini", "place"), ("uMlazi", "place"),
        ]),
        ("She keeps photos in iCloud, and songs in iTunes.", []),
        ("It lies on the Indo-Bangladesh border.", [("Bangladesh", "place")]),
        ("They held Mara Lind and Chukwu Israel.", [("Mara Lind", "person"), ("Chukwu Israel", "person")]),
        ("Marwotinah, who heads the office, left.", [("Marwotinah", "person")]),
    ],
)  # fmt: skip
def test_prefixes_pairs_and_single_names(text: str, expected: list[tuple[str, str]]) -> None:
    """A small letter may begin a name, a country end somebody's, and a clause show that a lone word is somebody."""
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Water from the Zerlau and Tigola dams came.", ["Zerlau", "Tigola"]),
        ("They invaded Zerlau, Giwo, Panda, Tigola and Kaurum, all of which are poor.", [
            "Zerlau", "Giwo", "Panda", "Tigola", "Kaurum",
        ]),
        ("He hid in Zerlau, Toto local government area.", ["Zerlau", "Toto"]),
        ("It hit an area known as Barjah just north of here.", ["Barjah"]),
        ("It fell into the Zerlau East senatorial district.", ["Zerlau East"]),
        ("Shells hit the Zerl Zeh military base.", ["Zerl Zeh"]),
    ],
)  # fmt: skip
def test_places_of_lists_and_before_what_they_are(text: str, expected: list[str]) -> None:
    """A list of places goes on with words of the language, and nouns of places stand behind several."""
    assert [name for name, kind in named(text) if kind == "place"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He is a leader of Los Zerlos.", [("Los Zerlos", "organisation")]),
        ("The channel Al Mayadeen said so.", [("Al Mayadeen", "organisation")]),
        ("He is the Minister of Government there.", []),
        ("He hired Zerl Drilling.", [("Zerl Drilling", "organisation")]),
    ],
)
def test_gangs_channels_and_drillers(text: str, expected: list[tuple[str, str]]) -> None:
    """Who leads a gang, which channel, whose minister."""
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They fled to Forbo Border Post.", [("Forbo Border Post", "place")]),
        ("He sits in the Zerl Refugee Camp.", [("Zerl Refugee Camp", "place")]),
        ("He left the Zerl Police Station.", [("Zerl Police Station", "organisation")]),
        ("It reached the Zerlau Group of Islands.", [("Zerlau Group of Islands", "place")]),
        ("He lives in the Zerlau high density suburb.", [("Zerlau", "place")]),
        ("It lies at Tarlmere, Co Tyrone, by the lake.", [("Tarlmere", "place"), ("Co Tyrone", "place")]),
        (
            "The Zimbabwe Parks and Wildlife Management Authority knows.",
            [("Zimbabwe Parks and Wildlife Management Authority", "organisation")],
        ),
        (
            "The State Department for Rope Principal Secretary, Joel Orr, left.",
            [("State Department for Rope", "organisation"), ("Joel Orr", "person")],
        ),
        ("The PS left, and the Head of the State met the party.", []),
    ],
)
def test_sites_stations_and_departments(text: str, expected: list[tuple[str, str]]) -> None:
    """Sites by the word before their own, two counties of one office, and who holds it."""
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It hit a shop in tambon Zehe.", [("Zehe", "place")]),
        ("They live in the districts Zerlau, Tigola and Kaurum.", [
            ("Zerlau", "place"), ("Tigola", "place"), ("Kaurum", "place"),
        ]),
        ("It burned at the seaside resort of Zerlau.", [("Zerlau", "place")]),
        ("He died in the Krul Ze mosque.", [("Krul Ze", "place")]),
        ("It was in the Zerlau police station area.", [("Zerlau", "place")]),
        ("He is held at the Zerlau police station.", [("Zerlau police station", "organisation")]),
        ("The fire grew, according to Zonaf, the national forest office.", [("Zonaf", "organisation")]),
        ("They are members of Zatahu gang.", [("Zatahu", "organisation")]),
        ("The boss of the Tarl Clan left.", [("Tarl Clan", "organisation")]),
        ("Papuans met Pol Col Joel Orr.", [("Papuans", "place"), ("Joel Orr", "person")]),
        ("The race goes over the Col de Zerl.", [("Col de Zerl", "place")]),
    ],
)  # fmt: skip
def test_words_of_other_languages_and_gangs(text: str, expected: list[tuple[str, str]]) -> None:
    """Words for places of other languages, stations of police, and offices that an apposition tells of."""
    assert [(name, kind) for name, kind in named(text) if name != "Pol"] == expected
