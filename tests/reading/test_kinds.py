"""What makes a name somebody's, a body's or a place's: its words, its abbreviation, what stands beside it."""

import pytest

from broadsheet.articles import Segment
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.mentions import read_mentions
from broadsheet.reading.vocabulary import load_vocabulary


def named(text):
    """The names of a story, a paragraph a line, with their kinds."""
    segments, at = [], 0
    for line in text.split("\n"):
        segments.append(Segment(id=f"g{len(segments) + 1}", role="paragraph", start=at, end=at + len(line)))
        at += len(line) + 1
    mentions, _ = read_mentions(text, segments, Lexicon.load())
    return [(m.slice(text), m.kind) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Prosecutor's Office has asked for a fine.", [("Prosecutor's Office", "organisation")]),
        (
            "The Kelmere Centres for Tide Study and Repair (KCTSR) are shut.",
            [("Kelmere Centres for Tide Study and Repair", "organisation"), ("KCTSR", "organisation")],
        ),
        ("Three of them, among them TARL CORP, sell eels.", [("TARL CORP", "organisation")]),
        ("Orsa SC beat Elda FC 1-0 in the league match.", [("Orsa SC", "organisation"), ("Elda FC", "organisation")]),
        ("Tea is served at the Elmstow Café.", [("Elmstow Café", "organisation")]),
        ("It would buy Tarlbanken Oresby in the spring.", [("Tarlbanken", "organisation")]),
        ("It is a member of the East African Community.", [("East African Community", "organisation")]),
        ("The ship was named by Sri Lanka Cricket in June.", [("Sri Lanka Cricket", "organisation")]),
        ("It was the civil protection agency (ANPK), they said.", [("ANPK", "organisation")]),
        ("Other investors include Bram Gilford and the state.", [("Bram Gilford", "organisation")]),
        ("He told the Navy of it.", [("Navy", "organisation")]),
        ("The legislators met when the House rose.", [("House", "organisation")]),
        (
            "It is a matter for Ngāti Tarlo and the Orra Cree Nation.",
            [("Ngāti Tarlo", "organisation"), ("Orra Cree Nation", "organisation")],
        ),
        ("The Tarlora Jeevan Parishad won.", [("Tarlora Jeevan Parishad", "organisation")]),
        (
            "TRF President Joe Lind said so; the TRF is old.",
            [("TRF", "organisation"), ("Joe Lind", "person"), ("TRF", "organisation")],
        ),
    ],
)
def test_bodies_by_a_word_of_their_names_or_beside_them(text, expected):
    """A head, a field, a suffix, an office behind an abbreviation or a noun before a bracket tells of a body."""
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As expected, Dhanapala de Silva will lead the side.", [("Dhanapala de Silva", "person")]),
        ("“It is late,” said Stephen Orr chairman of the harbour club.", [("Stephen Orr", "person")]),
        ("They heard Patrick McOrran SC on Friday.", [("Patrick McOrran SC", "person")]),
        ("The singer and actress Lilla-Beth, who recently left, is ill.", [("Lilla-Beth", "person")]),
        (
            "Minister Hossein Tarl-Elmhurst left. “No,” Elmhurst said.",
            [("Hossein Tarl-Elmhurst", "person"), ("Elmhurst", "person")],
        ),
        ("Member of Parliament Jose Lind left.", [("Jose Lind", "person")]),
    ],
)
def test_persons_by_particles_halves_and_what_they_are(text, expected):
    """Small words in a name tell nothing against it, and half of a double last name is whoever bears it."""
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in the Republic of Ireland (ROI); the ROI is green.", ["Republic of Ireland", "ROI", "ROI"]),
        ("The dig at the Tarlgrath Flat went on.", ["Tarlgrath Flat"]),
        ("Troops left a post in Thaw Le Hta near the river.", ["Thaw Le Hta"]),
        ("A ferry to Timor Leste sank; the Lankan side won.", ["Timor Leste", "Lankan"]),
    ],
)
def test_places_by_their_last_word_and_what_they_are_short_for(text, expected):
    """The abbreviation of a country that the text explains is that country."""
    assert named(text) == [(name, "place") for name in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Their Olympic final was late.",
        "The stone was dated to the Miocene.",
        "He starred in Harbour Family for years.",
        "A Cabinet Secretary and the Transport CS resigned.",
        "The Superintendent of Police (SP) is away; the SP will be back.",
    ],
)
def test_ages_films_and_offices_name_nobody(text):
    """An age of the earth, a film that somebody starred in and an office with its letters are no names."""
    assert named(text) == []


def test_john_is_a_given_name():
    """A given name is one though a rare word is written so in small letters."""
    assert load_vocabulary().is_given("John")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is near the TRF-controlled town.", [("TRF", "organisation")]),
        (
            "The Mbelo Tarlanza-led Alliance of Bakers left.",
            [("Mbelo Tarlanza", "person"), ("Alliance of Bakers", "organisation")],
        ),
        (
            "The Tarlmere-based mill and the home-made Lind Trust closed.",
            [("Tarlmere", "place"), ("Lind Trust", "organisation")],
        ),
        (
            "The pro-Danish Harbour Workers' Party won.",
            [("Danish", "place"), ("Harbour Workers' Party", "organisation")],
        ),
        (
            "The Norway–Sweden Joint Water Committee (JWC) met.",
            [
                ("Norway", "place"),
                ("Sweden", "place"),
                ("Joint Water Committee", "organisation"),
                ("JWC", "organisation"),
            ],
        ),
        ("It fell to Laos' National Assembly.", [("Laos", "place"), ("National Assembly", "organisation")]),
        ("WWF-Malaysia is troubled by it.", [("WWF", "organisation")]),
        ("The EU-Norway talks failed.", [("EU", "organisation"), ("Norway", "place")]),
        (
            "It was the Government of Norway of Sweden's own making.",
            [("Government of Norway", "organisation"), ("Sweden", "place")],
        ),
        ("He will leave the Kenya Tarlanza coalition.", [("Kenya Tarlanza", "organisation")]),
        ("He said so on TV Elmo on Sunday.", [("TV Elmo", "organisation")]),
        ("The case of the Hospital de Tarmera goes on.", [("Hospital de Tarmera", "organisation")]),
        ("It is in “Zootarla,” a journal for keepers of newts.", [("Zootarla", "organisation")]),
    ],
)
def test_what_hyphens_dashes_and_apostrophes_part(text, expected):
    """Who did a thing stands apart from what was done, and a country from the body that it is of."""
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sihasada Phuangketana explained it.", [("Sihasada Phuangketana", "person")]),
        ("“Huongo Laitran” rice is dear.", []),
        ("The party chief A Reheshan left, and Reheshan is ill.", [("A Reheshan", "person"), ("Reheshan", "person")]),
        ("They threw out Norby Member of Parliament Mara Lind.", [("Norby", "place"), ("Mara Lind", "person")]),
        ("They met Norby North lawmaker Mara Lind.", [("Norby North", "place"), ("Mara Lind", "person")]),
        ("It is about the Tarlpada Assembly seat.", [("Tarlpada", "place")]),
        ("The new one was named Tarlaspis brocksi.", []),
    ],
)
def test_openings_initials_seats_and_species(text, expected):
    """A name without an English word may open a sentence; what a seat is for is a place, a kind of beings nothing."""
    assert named(text) == expected


def test_a_championship_of_the_world_is_apart_from_who_won_it():
    """A country before a championship of the world is no part of its name."""
    assert ("South Africa", "place") in named("It was a South Africa World Bowls Championship win.")
