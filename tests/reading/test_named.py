"""Bodies by their head alone, houses in small letters, and what quotation marks or capitals end."""

import pytest

from broadsheet.articles import Segment
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.mentions import read_mentions


def named(text, role="paragraph"):
    """The names of a text, with kind and entity."""
    segment = Segment(id="g1", role=role, start=0, end=len(text))
    mentions, _ = read_mentions(text, [segment], Lexicon.load())
    return [(m.slice(text), m.kind, m.entity) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the EU the Commission is slow.", ("Commission", "organisation", "european-commission")),
        ("The Senate voted before the House did.", ("House", "organisation", "house")),
        ("He lay in Tarlmere hospital.", ("Tarlmere hospital", "organisation", "tarlmere-hospital")),
        ("It is before the Bombay high court.", ("Bombay high court", "organisation", "bombay-high-court")),
        ("The Port of Kiel is dry.", ("Port of Kiel", "organisation", "port-of-kiel")),
        (
            "The director-general of the agency, Chika Amadi-Bello, left.",
            ("Chika Amadi-Bello", "person", "chika-amadi-bello"),
        ),
        (
            "His employer, Tarlgate Crane & Hoist, left.",
            ("Tarlgate Crane & Hoist", "organisation", "tarlgate-crane-hoist"),
        ),
    ],
)
def test_bodies_and_persons_by_what_stands_beside_them(text, expected):
    """A body may be called by its head alone, or by a head in small letters; a double last name is a person's."""
    assert expected in named(text)


@pytest.mark.parametrize(
    "text", ["He read “The Long Night” to them.", "It is under CC BY 4.0.", "A mix of English and Filipino is spoken."]
)
def test_titles_licences_and_languages_name_nobody(text):
    """A title in quotation marks, a licence and a language are no persons, bodies or places."""
    assert named(text) == []


def test_a_dateline_is_a_place():
    """The word of a dateline is a place, though a paper of that town is named later."""
    text = "ELMSTOW"
    story = f"{text}\nThe mill is shut, the Elmstow Post said."
    segments = [
        Segment(id="g1", role="dateline", start=0, end=len(text)),
        Segment(id="g2", role="paragraph", start=len(text) + 1, end=len(story)),
    ]
    mentions, _ = read_mentions(story, segments, Lexicon.load())
    assert (mentions[0].slice(story), mentions[0].kind) == ("ELMSTOW", "place")


def test_a_name_in_capitals_ends_where_they_end():
    """What somebody is, in small letters behind a name in capitals, is no part of the name."""
    assert named("By FARAH ORR-BELLO News reporter", "byline")[0][:2] == ("FARAH ORR-BELLO", "person")


def test_a_title_may_be_the_last_name_of_whom_the_text_names_in_full():
    """He goes by it from then on; the King is another."""
    text = "Elmo B. King, 35, kept the light. The guild warned King. The King was in Tarl, King said."
    assert [name for name, kind, _ in named(text) if kind == "person"] == ["Elmo B. King", "King", "King"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The leader of the “New Oak” party Petra Lorn has voted.",
            [("New Oak", "organisation"), ("Petra Lorn", "person")],
        ),
        ("He founded the movement “Keep of the Light” here.", [("Keep of the Light", "organisation")]),
        ("FC Tarl lost again.", [("FC Tarl", "organisation")]),
        ("They met at Pandit Elio Lorn Stadium.", [("Pandit Elio Lorn Stadium", "place")]),
        ("Rice was bought at a price FOB.", []),
        ("In Oslo, Petra Lorn, a 26-year-old baker, said so.", [("Oslo", "place"), ("Petra Lorn", "person")]),
    ],
)
def test_parties_in_quotation_marks_clubs_and_grounds(text, expected):
    """What a word beside a name, or one of it, makes it."""
    assert [(name, kind) for name, kind, _ in named(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Many parts of West Oltan, which has no quay, were wet.", [("West Oltan", "place")]),
        ("A PLAN for new homes was passed by NATO.", [("NATO", "organisation")]),
        ("It was so, said Joel Chambers, a baker.", [("Joel Chambers", "person")]),
        ("Alamsyat, head of a local agency, told him.", [("Alamsyat", "person")]),
    ],
)
def test_quarters_loud_openings_and_heads_of_agencies(text, expected):
    """West of nothing that is a word is a place, and a first word in capitals no body."""
    assert [(name, kind) for name, kind, _ in named(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Catholic Bishops\u2019 Conference of Malta met.", "Catholic Bishops\u2019 Conference of Malta"),
        ("The All Orrland Conference of Churches met.", "All Orrland Conference of Churches"),
        ("The Prince Albert Grand Council met.", "Prince Albert Grand Council"),
        ("We asked Athletics Kenya.", "Athletics Kenya"),
        ("Environment Canterbury met.", "Environment Canterbury"),
        ("He told the broadcaster Channel A so.", "Channel A"),
        ("It was on Channel Nine.", "Channel Nine"),
        ("He prayed in Orrmere Cathedral.", "Orrmere Cathedral"),
        ("He is held at the Orrmere Remand Prison.", "Orrmere Remand Prison"),
        ("It asked the Dicastery for Bishops.", "Dicastery for Bishops"),
        ("The asset manager Tarlegie from Oslo grew.", "Tarlegie"),
        ("It sold Foreningen Tarliv a stake.", "Foreningen Tarliv"),
    ],
)
def test_bodies_that_bear_the_word_for_something_else(text, expected):
    """A conference of churches is a body; so is what is called after a town with a title or after its field."""
    assert [name for name, kind, _ in named(text) if kind == "organisation"] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The FMs met.",
        "It is seen in the CCTV footage.",
        "He is a State prosecutor.",
        "The tanker Oslo Star sank. The Oslo Star lies deep.",
        "Bergen, a crude oil tanker that was old, sank.",
        "The ferry Florence is late. The crew of the Florence left.",
    ],
)
def test_letters_cameras_and_ships_name_nobody(text):
    """Several of what letters stand for are no body, cameras no broadcaster, and a ship no town and nobody."""
    assert named(text) == []


def test_a_ship_leaves_its_town_alone():
    """The town that a ship is called after is one where nothing tells of the ship."""
    text = "The ferry Bergen left. The Bergen is new, and Mara Lind built it in Bergen."
    assert [name for name, _, _ in named(text)] == ["Mara Lind", "Bergen"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Pune, Kerala bowled Haryana out for 109.", {"Kerala": "organisation", "Haryana": "organisation"}),
        ("Haryana won by six wickets in 30 overs.", {"Haryana": "organisation"}),
        ("Kerala grows tea.", {"Kerala": "place"}),
    ],
)
def test_states_that_play_are_teams(text, expected):
    """A state that bowls another out is a team, and the town of the match none."""
    match = " It was an innings of few overs; a wicket fell in each." if "tea" not in text else ""
    kinds = {name: kind for name, kind, _ in named(text + match)}
    assert kinds == expected | ({"Pune": "place"} if "Pune" in text else {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is said that Yoon left. Former President Yoon wept.", ["Yoon", "Yoon"]),
        ("Khaled al-Anani came. Anani spoke.", ["Khaled al-Anani", "Anani"]),
        ("Nitesh Swami came.", ["Nitesh Swami"]),
        ("Then Derrick Orr came, and Blessing Nkomo.", ["Derrick Orr", "Blessing Nkomo"]),
        ("Eng Yaqoub bin Khalfan al Busaidy signed.", ["Yaqoub bin Khalfan al Busaidy"]),
    ],
)
def test_last_names_alone_and_given_names_that_are_words(text, expected):
    """A last name may stand before the title that tells whose it is, and without its article."""
    assert [name for name, kind, _ in named(text) if kind == "person"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It flooded areas of Navua, Rewa Delta, Orrusi and others.", ["Navua", "Rewa Delta", "Orrusi"]),
        ("It lies in Draa Abul Naga necropolis.", ["Draa Abul Naga"]),
        ("Other towns, such as Orrend, were dry.", ["Orrend"]),
        ("Mara Lind ran at the Azam Complex and hid in Tarl Barracks.", ["Azam Complex", "Tarl Barracks"]),
    ],
)
def test_land_that_is_called_after_a_town(text, expected):
    """A delta is no town, and what stands in a list of areas or beside a necropolis is a place."""
    assert [name for name, kind, _ in named(text) if kind == "place"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister G.Tserenkhuu-Od met D.Enkhtuya.", [("G.Tserenkhuu-Od", "person"), ("D.Enkhtuya", "person")]),
        ("He was led by a man identified as J.K. and left.", [("J.K.", "person")]),
        ("The harbour minister B.S. Rehesh left.", [("B.S. Rehesh", "person")]),
        ("She met the adviser of Bangladesh, Md. Rehesh Orr.", [("Bangladesh", "place"), ("Md. Rehesh Orr", "person")]),
        ("She met Governor Sindh Rehesh Orr.", [("Sindh", "place"), ("Rehesh Orr", "person")]),
        ("She met Chief Minister Punjab, Mara Lind.", [("Punjab", "place"), ("Mara Lind", "person")]),
        ("She met Commissioner London Rehesh.", [("London Rehesh", "person")]),
        ("She met the Advisor for Ports of Kenya, Rehesh Orr.", [("Kenya", "place"), ("Rehesh Orr", "person")]),
        ("Sen. Petra Lorn, R-Houston, spoke.", [("Petra Lorn", "person"), ("Houston", "place")]),
        ("It rains in the English-speaking Caribbean.", [("Caribbean", "place")]),
        ("It grew, according to Statistics Finland.", [("Statistics Finland", "organisation")]),
        ("Tarl Co-operatives limited sales.", [("Tarl Co-operatives", "organisation")]),
        (
            "She bought it from the Chinese manufacturer Huanlo Modules.",
            [("Chinese", "place"), ("Huanlo Modules", "organisation")],
        ),
        ("The Tarl Special Judge's Court sat.", [("Tarl Special Judge's Court", "organisation")]),
    ],
)
def test_glued_initials_parties_lands_and_makers(text, expected):
    """What the letters of a name, its last word or the noun before it make it."""
    assert [(name, kind) for name, kind, _ in named(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The boat Captain Joel Orr steered sank.", ["Joel Orr"]),
        ("The vessel Norway bought sank.", ["Norway"]),
        ("The boat Mara Lind steered sank.", ["Mara Lind"]),
    ],
)
def test_who_steers_or_buys_a_ship_is_none(text, expected):
    """Behind a ship somebody may be named, or a country, who does something with it."""
    assert [name for name, _, _ in named(text)] == expected


def test_states_of_a_round_up_are_teams():
    """Where two sides of cricket are told, so is each further state, but for the town of a match."""
    text = (
        "Kerala bowled Haryana out for 109 in 30 overs; a wicket fell to Mara Lind of Tripura. In Rohtak, Punjab were 4"
        " for 1 against Assam, and Tripura's bowlers slept."
    )
    kinds = {name: kind for name, kind, _ in named(text)}
    assert kinds["Punjab"] == kinds["Assam"] == kinds["Haryana"] == "organisation"
    assert kinds["Rohtak"] == "place"
    spots = [kind for name, kind, _ in named(f"{text} It was dull in Punjab.") if name == "Punjab"]
    assert spots == ["organisation", "place"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Independent Waikato milk processor Tarltua won.", [("Waikato", "place"), ("Tarltua", "organisation")]),
        ("He leads works in Luxor Ahmed Hassan said.", [("Luxor", "place"), ("Ahmed Hassan", "person")]),
        ("The road runs through Ccapatarl.", [("Ccapatarl", "place")]),
        ("The FMCG major Tarlico fell.", [("Tarlico", "organisation")]),
        ("The First Nation voted.", []),
        ("It landed at the Mara Lind international airport.", [("Mara Lind", "place")]),
        ("It lies at the Tarlenga Container Terminal.", [("Tarlenga Container Terminal", "place")]),
        ("The late President John Evans Mills wept.", [("John Evans Mills", "person")]),
        ("Orrford Steel Mills fell.", [("Orrford Steel Mills", "organisation")]),
        ("It lies in the Federal Coast Territory (FCT).", [("Federal Coast Territory", "place"), ("FCT", "place")]),
        ("He said Orra Tarlrom was a renowned farming area.", [("Orra Tarlrom", "place")]),
        ("It hit the Tarlsawa and Orrnuca areas.", [("Tarlsawa", "place"), ("Orrnuca", "place")]),
        ("He sent greetings to Gurbanguly Tarlov, again.", [("Gurbanguly Tarlov", "person")]),
        ("It was sold to TARLOBOD to be kept.", [("TARLOBOD", "organisation")]),
        ("It was sold to EVERYBODY to be kept.", []),
        (
            "Shares of OQ SAOC rose, as did the S&P 500, said S&P.",
            [("OQ SAOC", "organisation"), ("S&P", "organisation")],
        ),
    ],
)
def test_a_word_before_a_place_and_a_name_behind_it(text, expected):
    """A word that only opens a sentence is no part of a place; who stands behind a place is somebody."""
    assert [(name, kind) for name, kind, _ in named(text)] == expected


def test_a_town_beside_its_club():
    """The mayor of a town and its residents are no club's, though one bears its name."""
    text = (
        "Kampala City Football Club won the match by a goal and a penalty; the striker and the keeper met the referee."
        " The Kampala Lord Mayor came, and so did Kampala residents of the capital Kampala."
    )
    assert [kind for name, kind, _ in named(text) if name == "Kampala"] == ["place"] * 3


def test_a_storm_by_its_name_alone():
    """What is called Evan is the storm where the text tells of Cyclone Evan, and Evan Orr is somebody."""
    text = "Cyclone Evan came. Evan, which felled trees, left. Evan Orr wept."
    assert [kind for _, kind, _ in named(text)] == ["event", "event", "person"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The price of Solenis Nord is low. Solenis Nord, based in Oslo, sold it.", {"Solenis Nord": "organisation"}),
        ("The Canadian company Bergen Gold came. Bergen Gold left.", {"Bergen Gold": "organisation"}),
        ("Congress has failed to pass a law.", {"Congress": "organisation"}),
        (
            "The yard on Orrend closed. Orrend Marine Works owed wages.",
            {"Orrend": "place", "Orrend Marine Works": "organisation"},
        ),
        (
            "Orrwood led 17-10 at halftime. It gave Kelwood a 20-17 win over Tarlwood.",
            {"Orrwood": "organisation", "Kelwood": "organisation", "Tarlwood": "organisation"},
        ),
        ("Orrwood led 17-10 at halftime, and won the set.", {}),
    ],
)
def test_what_one_place_of_a_text_tells_of_a_name_holds_in_all(text, expected):
    """A firm by where it is based or what it is called, teams by a score, a place by what lies there."""
    kinds = {name: kind for name, kind, _ in named(text)}
    assert {name: kind for name, kind in kinds.items() if name not in {"Oslo", "Canadian"}} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The People's Committee of Dong Van District of Ha Giang Province met.",
            {"People's Committee of Dong Van District": "organisation", "Ha Giang": "place"},
        ),
        (
            "The envoy for talks between Cairo and Luxor Miroslav Kolod left.",
            {"Cairo": "place", "Luxor": "place", "Miroslav Kolod": "person"},
        ),
        ("He is of al-Qaeda and of al-Shabaab.", {"al-Qaeda": "organisation", "al-Shabaab": "organisation"}),
        ("The armed forces (KTLR) left.", {"KTLR": "organisation"}),
        ("The MT Hanifa Nile sank beside the vessels KM Bergen and Elda.", {}),
        ("MT Kolod said so.", {"MT Kolod": "person"}),
        ("It lies at the Old Bridge of San Miguel.", {"Old Bridge": "place", "San Miguel": "place"}),
        ("They were tired after the climb of the Picon Tarlo.", {"Picon Tarlo": "place"}),
        ("An Anglo-Danish firm built it.", {"Danish": "place"}),
        (
            "KTLR Tanjung Tarl maritime zone chief Joel Orr left.",
            {"KTLR": "organisation", "Tanjung Tarl": "place", "Joel Orr": "person"},
        ),
        (
            "It is a mill of Bergen Leather and Printing Ink Joint Stock Company.",
            {"Bergen Leather and Printing Ink Joint Stock Company": "organisation"},
        ),
        (
            "The Kelder International Airport was shut. They landed at KRIA, and not at KIAX.",
            {"Kelder International Airport": "place", "KRIA": "organisation", "KIAX": "organisation"},
        ),
        (
            "The Kelder Regional International Airport was shut. They landed at KRIA.",
            {"Kelder Regional International Airport": "place", "KRIA": "place"},
        ),
        ("The climb is part of the Vuelta a Tarl.", {"Vuelta a Tarl": "event"}),
        (
            "They fished in the Exclusive Economic Zone (EEZ), and not in the Tarl Economic Zone.",
            {"Tarl Economic Zone": "place"},
        ),
        ("The envoy in Bergen Vinay Mohan Kolod left.", {"Bergen": "place", "Vinay Mohan Kolod": "person"}),
        ("PT Kolod Hanjaya Tarla (Kotar) closed.", {"PT Kolod Hanjaya Tarla": "organisation", "Kotar": "organisation"}),
        ("The DoR (Declaration of Ropes) is long.", {}),
        ("The chemical tanker Chemroad Bergen left. The Chemroad Bergen sank.", {}),
        ("Its planners, Peter Kolod and Co., left.", {"Peter Kolod": "organisation"}),
        ("The Tarlani territorial dispute goes on.", {"Tarlani": "place"}),
        ("The Las Tarlas mine is shut. Las Tarlas is far.", {"Las Tarlas": "place"}),
        ("The Kolod copper mines and the Zerl volcano are far.", {"Kolod": "place", "Zerl": "place"}),
        ("They left the Port of Dar es Salaam.", {"Port of Dar es Salaam": "organisation"}),
        ("He is Chief of Cabinet there.", {}),
        ("The ambassador to Dhaka Yao Kolod left.", {"Dhaka": "place", "Yao Kolod": "person"}),
        ("It is the first under the Kolod administration.", {"Kolod": "person"}),
        ("Joel Orr wrote on X that it was so. He has the X factor.", {"Joel Orr": "person", "X": "organisation"}),
    ],
)
def test_districts_articles_ships_landmarks_and_firms(text, expected):
    """A committee of a district, a small article, letters of ships, what a climb is of, firms that a place begins."""
    assert {name: kind for name, kind, _ in named(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister Kolod left. Kolod and Zerl agreed. Zerl smiled.", {"Kolod": "person", "Zerl": "person"}),
        ("Minister Kolod left. Kolod and Zerl bread are gone.", {"Kolod": "person"}),
        ("Kolodyan said so. Not all agree with Kolodyan.", {"Kolodyan": "person"}),
        ("He met his counterpart Harsh Kolod Zerl.", {"Harsh Kolod Zerl": "person"}),
        ("It was Samdech Techo Hun Sen.", {"Hun Sen": "person"}),
        ("It was Samdech Akka Moha Sena Padei Techo Hun Sen.", {"Hun Sen": "person"}),
        ("It was Samdech Moha Borvor Thipadei Hun Manet.", {"Hun Manet": "person"}),
        ("Ohio Sen Joel Orr met Texas Sen. Mara Lind.", {
            "Ohio": "place", "Joel Orr": "person", "Texas": "place", "Mara Lind": "person",
        }),
    ],
)  # fmt: skip
def test_both_who_act_and_what_stands_before_or_ends_their_names(text, expected):
    """Who acts with somebody, who says something under a last name, and honours before a name or at its end."""
    assert {name: kind for name, kind, _ in named(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on “Strengthening Asia-Europe Ropework Partnership”.", {"Asia": "place", "Europe": "place"}),
        ("They met under the theme “Harbour Trust for All”.", {}),
        ("He left the “Raising Hope Foundation”.", {"Raising Hope Foundation": "organisation"}),
        ("“Strengthening the Harbour Trust is vital,” he said.", {"Harbour Trust": "organisation"}),
    ],
)
def test_what_a_meeting_is_about_is_no_body(text, expected):
    """Names of places stand in a theme, and the body that a sentence in quotation marks is about in that."""
    assert {name: kind for name, kind, _ in named(text)} == expected
