"""Whom and what a text names."""

import pytest

from broadsheet.articles import Entity, Mention, Segment
from broadsheet.articles.folding import slug
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.mentions import read_mentions


def story(text):
    """A paragraph for every line."""
    segments, start = [], 0
    for line in text.split("\n"):
        if line:
            segments.append(Segment(id=f"g{len(segments) + 1}", role="paragraph", start=start, end=start + len(line)))
        start += len(line) + 1
    return segments


def named(text, entities=(), finders=()):
    """The names of a text, with kind and entity."""
    mentions, _ = read_mentions(text, story(text), Lexicon.load(), entities, finders)
    return [(m.slice(text), m.kind, m.entity) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell on Việt Nam.", [("Việt Nam", "place", "viet-nam")]),
        ("A Vietnamese crew met a Danish one.", [("Vietnamese", "place", "viet-nam"), ("Danish", "place", "denmark")]),
        ("HÀ NỘI and Hanoi are one.", [("HÀ NỘI", "place", "ha-noi"), ("Hanoi", "place", "ha-noi")]),
        ("It hurts us, said the US.", [("US", "place", "united-states")]),
        ("NEW DELHI is hot.", [("NEW DELHI", "place", "new-delhi")]),
        ("It rained in NSW.", [("NSW", "place", "new-south-wales")]),
        ("The seed costs N1.2m a tonne.", []),
        (
            "Selby council met Sydney police.",
            [("Selby council", "organisation", "selby-council"), ("Sydney police", "organisation", "sydney-police")],
        ),
        (
            "According to Karin Blomfeldt of Selby, it rained.",
            [("Karin Blomfeldt", "person", "karin-blomfeldt"), ("Selby", "place", "selby")],
        ),
        (
            "St James's Hospital told the Marlow County Sheriff's Office.",
            [
                ("St James's Hospital", "organisation", "st-jamess-hospital"),
                ("Marlow County Sheriff's Office", "organisation", "marlow-county-sheriffs-office"),
            ],
        ),
        (
            "KILBRIDE: It rains.\nDolores Kilbride keeps bees.",
            [("KILBRIDE", "person", "dolores-kilbride"), ("Dolores Kilbride", "person", "dolores-kilbride")],
        ),
        ("Kuo Chih-wen (\u90ed\u5fd7), a baker, left.", [("Kuo Chih-wen", "person", "kuo-chih-wen")]),
        (
            "Hamad bin Saqr Al-Tarifi left; Al-Tarifi spoke.",
            [
                ("Hamad bin Saqr Al-Tarifi", "person", "hamad-bin-saqr-al-tarifi"),
                ("Al-Tarifi", "person", "hamad-bin-saqr-al-tarifi"),
            ],
        ),
        (
            "Talfan Saeed Al Noori, Director of the guild, left.",
            [("Talfan Saeed Al Noori", "person", "talfan-saeed-al-noori")],
        ),
        ("Ponds in Brevel regency sank.", [("Brevel", "place", "brevel")]),
        ("ADA REDCAR, HOST: It rains.", [("ADA REDCAR", "person", "ada-redcar")]),
        ("They met in Kelderby.", [("Kelderby", "place", "kelderby")]),
        ("Kota Belud was flooded, as was Tawau.", [("Kota Belud", "place", "kota-belud"), ("Tawau", "place", "tawau")]),
        ("Nice work is rare in Nice, she said.", [("Nice", "place", "nice")]),
        ("Mobile phones ring.\nReading helps. Split it.", []),
        ("US-China trade grew.", [("US", "place", "united-states"), ("China", "place", "china")]),
        (
            "It shut in Lunenburg, N.S., on Monday.",
            [("Lunenburg", "place", "lunenburg"), ("N.S.", "place", "nova-scotia")],
        ),
        ("The reserve lies in District 12.", [("District 12", "place", "district-12")]),
        ("Swedwood Vietnam makes shelves.", [("Swedwood Vietnam", "organisation", "swedwood-vietnam")]),
        ("Relief centres (PPS) opened. Each PPS has beds.", []),
        ("It went to Catholic schools, and in Gators practices.", []),
        ("Cold Chain is late, and Cold Chain is dear.", []),
        (
            "Binyah Kesselly, chairman of the board, left Liberia.",
            [("Binyah Kesselly", "person", "binyah-kesselly"), ("Liberia", "place", "liberia")],
        ),
        (
            "He met Theresa May and April Ryan.",
            [("Theresa May", "person", "theresa-may"), ("April Ryan", "person", "april-ryan")],
        ),
        ("A boat sank on Orrin Lake.", [("Orrin Lake", "place", "orrin-lake")]),
        (
            "Petra Orlin, 34, left.\nA nurse hugged Petra.",
            [("Petra Orlin", "person", "petra-orlin"), ("Petra", "person", "petra-orlin")],
        ),
        ("The state agency, Petra, said so.", [("Petra", "organisation", "jordan-news-agency")]),
        (
            "Arthur “Tiny” Holbrook waved.\nWe saw Tiny.",
            [("Arthur “Tiny” Holbrook", "person", "arthur-tiny-holbrook"), ("Tiny", "person", "arthur-tiny-holbrook")],
        ),
        ("She told the Argus that it burnt.", [("Argus", "organisation", "argus")]),
        ("The echo reported nothing, and an Argus saw it.", []),
        ("Village head Marwoto waved.", [("Marwoto", "person", "marwoto")]),
        ("A fisherman, Sutrisno, 51, waved.", [("Sutrisno", "person", "sutrisno")]),
        ("Said parent Mabel Dunmire.", [("Mabel Dunmire", "person", "mabel-dunmire")]),
        ("The King Faisal University shut.", [("King Faisal University", "organisation", "king-faisal-university")]),
        ("The Goethe-Institut paid.", [("Goethe-Institut", "organisation", "goethe-institut")]),
        (
            "The Universidad Nacional de Tarma paid.",
            [("Universidad Nacional de Tarma", "organisation", "universidad-nacional-de-tarma")],
        ),
        ("Wanda June Holt nodded.", [("Wanda June Holt", "person", "wanda-june-holt")]),
        ("A man (R-Mich.) left.", [("Mich.", "place", "michigan")]),
        ("The Kano State clinic shut.", [("Kano", "place", "kano")]),
        (
            "The Ministry of Land, Water and Forests agreed.",
            [("Ministry of Land, Water and Forests", "organisation", "ministry-of-land-water-and-forests")],
        ),
        (
            "A study by the University of Kelderby is out.",
            [("University of Kelderby", "organisation", "university-of-kelderby")],
        ),
        (
            "She works at Kelderby Children's Hospital.",
            [("Kelderby Children's Hospital", "organisation", "kelderby-childrens-hospital")],
        ),
        ("It follows Directive 15.", [("Directive 15", "document", "directive-15")]),
        ("The 9th Kelderby Congress met.", [("9th Kelderby Congress", "event", "9th-kelderby-congress")]),
        ("It rose after COVID-19.", [("COVID-19", "event", "covid-19-pandemic")]),
        ("It cost US$5 in March and U.S. dollars.", []),
        ("I think so. But The Others do not.", []),
    ],
)
def test_names_places_bodies_events_and_documents(text, expected):
    """Each kind of name is told by what is known or by its own words."""
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Deputy Minister of Land and Water Đặng Hoài Liên came. Liên left.",
        "Mr. Dang Hoai Lien came. Mr. Lien left.",
        "“No,” said Dang Hoai Lien. Lien left.",
    ],
)
def test_knows_a_person_by_the_name_used_alone(text):
    """The given name of a Vietnamese person stands for the whole name, in either spelling."""
    assert {entity for _, kind, entity in named(text) if kind == "person"} == {"dang-hoai-lien"}
    assert len([kind for _, kind, _ in named(text) if kind == "person"]) == 2


def test_one_entity_for_marked_and_folded_spellings():
    """Diacritics make no second person."""
    _, entities = read_mentions(t := "Lê Thị Mơ sang. Le Thi Mo left.", story(t), Lexicon.load())
    assert [(e.id, e.name, e.native_name, e.native_language) for e in entities] == [
        ("le-thi-mo", "Le Thi Mo", "Lê Thị Mơ", "vi")
    ]


def test_ties_an_abbreviation_to_its_long_form():
    """The short form in brackets means the same from then on."""
    found = named("The Kelderby Kite Union (KKU) met. The KKU is old.")
    assert [entity for _, _, entity in found] == ["kelderby-kite-union"] * 3


def test_letters_of_a_body_are_not_those_of_a_part_of_it():
    """A committee of a party is no party; a company goes by its first letters."""
    text = "KRP spoke. Two of the KRP Standing Committee left. KBT Corporation came, and KBT stayed."
    found = [(name, entity) for name, _, entity in named(text)]
    assert found == [
        ("KRP", "krp"),
        ("KRP Standing Committee", "krp-standing-committee"),
        ("KBT Corporation", "kbt-corporation"),
        ("KBT", "kbt-corporation"),
    ]


def test_a_word_that_spells_initials_is_an_abbreviation():
    """A short form in small letters counts where it spells the long one, and only there."""
    found = named(
        "The Department of Agriculture and Rural Trade (Dart) met; Dart was late.\nThe Office of Roads (Elda) met."
    )
    assert [entity for form, _, entity in found if form == "Dart"] == ["department-of-agriculture-and-rural-trade"] * 2
    assert not [entity for form, _, entity in found if form == "Elda" and entity == "office-of-roads"]


def test_towns_are_clubs_where_a_match_is_told():
    """In the report of a match a town with City or Town behind it is a club, and the town alone is, too."""
    report = "The striker scored two goals before half time; the referee booked a defender late in the match."
    found = named(f"Galway City beat Sligo Town. Galway were better, in Dublin.\n{report}")
    kinds = {form: kind for form, kind, _ in found}
    assert kinds == dict.fromkeys(["Galway City", "Sligo Town", "Galway"], "organisation") | {"Dublin": "place"}
    assert [kind for _, kind, _ in named("Galway is wet, and so is Sligo.")] == ["place", "place"]


def test_a_company_is_known_by_its_neighbours():
    """Words beside a name tell that it is no person."""
    assert named("Shares in Veldt Orrin fell.") == [("Veldt Orrin", "organisation", "veldt-orrin")]


def test_the_project_comes_first():
    """A name that the project knows is what the project says it is."""
    own = Entity(id="the-mill", kind="organisation", name="Hanoi", alternate_name=("Old Mill",))
    assert named("Hanoi is the Old Mill.", [own]) == [
        ("Hanoi", "organisation", "the-mill"),
        ("Old Mill", "organisation", "the-mill"),
    ]


def test_third_parties_add_what_we_leave():
    """Another finder's names stand where we found none."""
    assert named(
        "the wug of Paris",
        finders=[lambda _: [(4, 7, "person", "Wug"), (11, 16, "person", "Paris"), (0, 99, "person", "x")]],
    ) == [
        ("wug", "person", "wug"),
        ("Paris", "place", "paris"),
    ]


def test_ids_are_unique():
    """A place and a person of one name are two entities."""
    _, entities = read_mentions(
        t := "Mr. Kelderby spoke to Ana Paris. He lives in Ana Paris.", story(t), Lexicon.load()
    )
    assert len({e.id for e in entities}) == len(entities)


def test_builds_records_that_the_models_accept():
    """What is built without checks passes them."""
    text = "Đặng Hoài Liên of the World Kite Union (WKU) flew to Nha Trang for Tết. 江 İx Ʒ Łódź Ґ."
    mentions, entities = read_mentions(text, story(text), Lexicon.load())
    assert mentions
    for record in (*mentions, *entities):
        assert type(record).model_validate_json(record.model_dump_json()) == record
    assert all(isinstance(m, Mention) for m in mentions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Barges left the Oder River for Sicily.", ["Oder", "Sicily"]),
        ("They sailed to Flores, and Kashmir was calm.", ["Flores", "Kashmir"]),
        ("Ships crossed the Danube near Lombok.", ["Danube", "Lombok"]),
        ("Frost came to the Caucasus, to Thuringia and to Mount Ararat.", ["Caucasus", "Thuringia", "Mount Ararat"]),
    ],
)
def test_rivers_islands_mountains_and_regions_are_places(text, expected):
    """Places that are neither countries nor towns are known."""
    assert [(form, kind) for form, kind, _ in named(text)] == [(form, "place") for form in expected]


@pytest.mark.parametrize(
    "name", ["Wanjiku Otieno", "Farida Hossain", "J.K. Orrin", "Hassan al-Tarifi", "Oda Brevik", "Mara Lind"]
)
def test_given_names_of_the_world_and_initials_begin_a_person(name):
    """A given name of any continent, initials, and a family name with its article make a person."""
    assert named(f"Later {name} waved.") == [(name, "person", slug(name))]


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Mara Bærð", "mara-bard"), ("Mara Lœnd-Skær", "mara-lond-skar"), ("Mara Straßer", "mara-straser"),
        ("Mara Rəhim", "mara-rehim"), ("Mara Þorvald", "mara-torvald"), ("Mara Cuħi", "mara-cuhi"),
    ],
)  # fmt: skip
def test_letters_that_are_no_marked_ones_are_part_of_a_name(name, entity):
    """A letter that cannot be taken apart into a plain one and a mark has a likeness, too, and ends no name."""
    assert named(f"Later {name} waved.") == [(name, "person", entity)]


@pytest.mark.parametrize("text", ["Mara Lind (Minister of Ports) waved.", "The Chancellor (Finance) Mara Lind waved."])
def test_an_office_in_brackets_is_no_part_of_a_name(text):
    """Brackets beside a name hold what somebody is."""
    assert [(form, kind) for form, kind, _ in named(text)] == [("Mara Lind", "person")]


@pytest.mark.parametrize(
    "name",
    [
        "Kelderby FC", "Social Democratic Party", "Liberal Democrats", "Kelderby District Council",
        "Skarn District Health Office",
    ],
)  # fmt: skip
def test_clubs_parties_and_bodies_of_a_district_are_organisations(name):
    """The last word of a club, a party or a district's body tells what it is."""
    assert named(f"The {name} lost.") == [(name, "organisation", slug(name))]


def test_a_known_place_is_not_meant_by_its_first_word():
    """The first word of a place with two is not the place."""
    assert named("It went to New Caledonia. New ships came.") == [("New Caledonia", "place", "new-caledonia")]


def test_clubs_play_each_other():
    """Who beats whom are clubs where their names end as those of clubs do."""
    assert named("Kelderby United beat Skarn Rovers.") == [
        ("Kelderby United", "organisation", "kelderby-united"),
        ("Skarn Rovers", "organisation", "skarn-rovers"),
    ]


def test_who_signs_is_a_person_with_any_last_name():
    """`By Jonas Fell and Ida Marsh` names no hill and no marsh."""
    text = "By Jonas Fell and Ida Marsh\nThe path up Cold Fell is closed."
    segments = [each.model_copy(update={"role": "byline"}) if not each.start else each for each in story(text)]
    mentions, _ = read_mentions(text, segments, Lexicon.load())
    assert [(m.slice(text), m.kind) for m in mentions] == [
        ("Jonas Fell", "person"),
        ("Ida Marsh", "person"),
        ("Cold Fell", "place"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Heather Vondrak sang.", "Heather Vondrak"),
        ("It rained, Cliff Dolbek wrote.", "Cliff Dolbek"),
        ("State Controller Arthur Dolbek left.", "Arthur Dolbek"),
        ("Frank SanVitero said he would go.", "Frank SanVitero"),
        ("The Trump administration fell silent.", "Trump"),
    ],
)
def test_given_names_that_are_words_and_names_behind_unknown_offices_are_persons(text, expected):
    """A last name makes a person of a word, and leaders need no first name."""
    assert [(form, kind) for form, kind, _ in named(text)] == [(expected, "person")]


@pytest.mark.parametrize(
    "text",
    ["Heather grew on Cliff Road.", "The house of Austin ISD was full.", "The Chief Administrative officer left."],
)
def test_words_that_are_given_names_are_nobody_alone(text):
    """Heather is a plant, and what an office is for is nobody."""
    assert not [form for form, kind, _ in named(text) if kind == "person"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Miss Mary Dolbek of Kelmere was there.", ["Kelmere"]),
        ("It rained in Marlbrook, Tex., and Sandholt, Mich., too.", ["Marlbrook", "Tex.", "Sandholt", "Mich."]),
        ("The sub counties include Namvale, Nawende and Nabitole.", ["Namvale", "Nawende", "Nabitole"]),
        ("They left St. Paul for Oslo.", ["St. Paul", "Oslo"]),
        ("Norway Ports and Sea Affairs Minister Ina Dolbek spoke.", ["Norway"]),
    ],
)
def test_homes_states_lists_and_saints_tell_of_places(text, places):
    """A place stands behind a person, before its state, and among others of its kind."""
    assert [form for form, kind, _ in named(text) if kind == "place"] == places


@pytest.mark.parametrize(
    "name", ["University of Texas", "Shire of Kelmere", "Ferry Safety Queensland", "Selby Institutet"]
)
def test_bodies_of_a_place_are_organisations(name):
    """What a body is called after is no place of its own."""
    assert [(form, kind) for form, kind, _ in named(f"She wrote to the {name}.")] == [(name, "organisation")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hemlivai from Pulichar claimed it.", ("Hemlivai", "person")),
        ("Nankuvar, one of the village headmen, spoke.", ("Nankuvar", "person")),
        ("On Monday council member Lee left.", ("Lee", "person")),
        ("It was Collector Swadha Singhal.", ("Swadha Singhal", "person")),
        ("We met Cllr Dolbek there.", ("Dolbek", "person")),
        ("Her Surrey Connect party won.", ("Surrey Connect", "organisation")),
        ("He complained to Gujilam police.", ("Gujilam police", "organisation")),
        ("It was a U of K study.", ("U of K", "organisation")),
        ("The B.C. government paid.", ("B.C.", "place")),
        ("We live in Bishop Street.", ("Bishop Street", "place")),
    ],
)
def test_what_stands_beside_a_name_tells_its_kind(text, expected):
    """Offices, what follows a name, and lower-case heads decide what is named."""
    assert expected in [(form, kind) for form, kind, _ in named(text)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The plane left Da Nang International Airport for Oslo.", ["Da Nang", "Oslo"]),
        ("Jets left Kelder Air Base and Andersen Air Force Base.", ["Kelder Air Base", "Andersen Air Force Base"]),
        ("They left Naval Station Norfolk for Tarl Naval Base.", ["Naval Station Norfolk", "Tarl Naval Base"]),
        ("The storm hit Barangay San Jose in Quezon City.", ["Barangay San Jose", "Quezon City"]),
        ("The quay is in Wagga Wagga, NSW.", ["Wagga Wagga", "NSW"]),
    ],
)
def test_bases_airports_and_saints(text, places):
    """A base is a place by its whole name, an airport is its town, and a saint's name is no person's in a place."""
    assert [name for name, kind, _ in named(text) if kind == "place"] == places


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("S. Rehesh and Ada Byron flew to Oslo.", ["s-rehesh", "ada-byron"]),
        ("M. Night Rehesh flew to Oslo.", ["m-night-rehesh"]),
        (
            "Bettina Kolodny wrote to P. Orrwick. B. Kolodny signs all of it.",
            ["bettina-kolodny", "p-orrwick", "bettina-kolodny"],
        ),
        ("S. Sudan and N. Korea signed.", []),
        ("A. Introduction of the law", []),
    ],
)
def test_initials_open_a_sentence(text, people):
    """An initial and a last name are a person, the one whose full name was told; a part of a land is none."""
    assert [entity for _, kind, entity in named(text) if kind == "person"] == people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RIG repairs are few.", []),
        ("A GOAL by Ada Byron was not enough.", ["ada-byron"]),
        ("DEBATE: Ada Byron speaks to the guild.", ["ada-byron"]),
        ("KLD said the pump would come.", ["kld"]),
        ("A nasal rope virus is rife. The ward has six cases of NRV.", []),
        ("HE Ada Byron met H.E. Grace Hopper.", ["ada-byron", "grace-hopper"]),
    ],
)
def test_capitals_that_are_no_body(text, expected):
    """A word that opens a line in capitals, letters that stand for small words, and a form of address name nobody."""
    assert [entity for _, kind, entity in named(text) if kind in {"person", "organisation"}] == expected


def test_club_without_an_article():
    """In a report of sport the last word of a club's name is the club, wherever it stands."""
    told = "Kelder Rangers beat Tarl Mariners in the league; the striker scored a goal before the referee whistled."
    later = "Rangers lead now. They saw Mariners lose."
    assert [entity for _, _, entity in named(f"{told}\n{later}")][-2:] == ["kelder-rangers", "tarl-mariners"]
    assert [entity for _, _, entity in named("Kelder Rangers came.\nThey saw Mariners lose.")] == ["kelder-rangers"]


def test_who_holds_an_office_behind_a_body():
    """The name of a body ends before the office of somebody who is named behind it."""
    for office in ("Chairman", "Director General"):
        found = [entity for _, _, entity in named(f"Board of Trade {office} Ada Byron came.")]
        assert found == ["board-of-trade", "ada-byron"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Cllr Ada Byron (Lab) spoke.", ["Lab"]),
        ("Cllr Ada Byron (Lib Dem, Skarn) spoke.", ["Lib Dem"]),
        ("Ada Byron (Con) spoke.", ["Con"]),
        ("The lab (Con) spoke.", []),
    ],
)
def test_party_in_brackets(text, party):
    """The short name of a party stands in brackets behind the name of a councillor."""
    assert [name for name, kind, _ in named(text) if kind == "organisation"] == party


def test_builders_of_homes():
    """A firm is known by the last word of its name, which in small letters is only what it builds."""
    assert named("Work of Orrwick Homes is late; 40 homes are due.") == [
        ("Orrwick Homes", "organisation", "orrwick-homes")
    ]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Kelder Harbour Group grew. Kelder Harbour has six quays.", ["kelder-harbour-group"] * 2),
        ("Kelder Harbour Board met. Kelder Harbour is deep.", ["kelder-harbour-board", "kelder-harbour"]),
        ("Kelder Harbour Group grew. It has quays in Kelder Harbour.", ["kelder-harbour-group", "kelder-harbour"]),
    ],
)
def test_firm_called_after_a_place(text, entities):
    """By the first words of its name a firm is meant, but not where something lies in them, nor of a place's board."""
    assert [entity for _, _, entity in named(text)] == entities


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Lenora MacKell-Toney, an economist, left.", "person"),
        ("Isla Tarl, a nurse, left.", "person"),
        ("They asked council leader Isla Tarl about it.", "person"),
        ("They sailed to Isla Tarl on Monday.", "place"),
    ],
)
def test_a_word_of_islands_may_be_a_given_name(text, kind):
    """What stands beside a name tells somebody from a place."""
    assert [found for _, found, _ in named(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ostwick Parish Council met. Ostwick does not need it.", ["ostwick-parish-council", "ostwick"]),
        ("Selm and Harrow District Council met.", ["selm-and-harrow-district-council"]),
        ("Shares of Halvor (DE:HALV) and Orrbank (PA:ORB) rose.", ["halvor"]),
        ("The DAX, the IBEX and a GP fell.", []),
        ("It cites the CPA (Criminal Procedure Act) twice; the CPA is old.", ["criminal-procedure-act"]),
        ("The boat BRP Tubbat, the MS Orrlund and the KRI Nangga sailed.", []),
        ("Producer SS Raman and MT Kurup, 60, came.", ["ss-raman", "mt-kurup"]),
        ("It was in the journal Science.", ["science"]),
        ("He told LANTERN of it.", ["lantern"]),
        ("Boats lay in Oslo and Spencer, which are ports.", ["oslo", "spencer"]),
        ("Milton dairy farmer Jonas Orr came. Norby residents wept.", ["milton", "jonas-orr", "norby"]),
        ("Dalit farmer Jonas Orr came. Rohingya residents wept.", ["jonas-orr"]),
        ("It was fought in a valley of Kheb tribal district. The Tarl Colliery is shut.", ["kheb", "tarl-colliery"]),
    ],
)
def test_councils_shares_ships_and_where_somebody_is_at_home(text, expected):
    """The place of a council is one; a share, a ship and an act are nobody's names."""
    assert [entity for _, _, entity in named(text)] == expected


def test_people_of_a_country_are_no_league():
    """In a report of sport the people of a country stay that, though a league bears their name."""
    text = "The Indian Super League match had two goals; the coach and the striker of the club praised Indian players."
    assert ("Indian", "place", "india") in named(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orrwick House Farm Road is shut, as is Hospital Road.", ["Orrwick House Farm Road", "Hospital Road"]),
        ("Ferries left Evor, an island of high cliffs.", ["Evor"]),
        ("Jonas Orr, a speaker for the city, came.", []),
        ("East Mani Deputy Mayor Jonas Orr came.", ["East Mani"]),
        ("It was in the harbour of Pogo Orra. Beaver Swamp Brook rose.", ["Pogo Orra", "Beaver Swamp Brook"]),
        ("The SW wind and Baluch rebels came.", ["Baluch"]),
    ],
)
def test_roads_islands_and_harbours(text, expected):
    """A road is called after a house, and a place told by what it is, or by who has an office there."""
    assert [name for name, kind, _ in named(text) if kind == "place"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Suedorr, Europe's largest brewer, grew.", [("Suedorr", "organisation"), ("Europe", "place")]),
        ("Mara Lind, Europe's leading chemist, came.", [("Mara Lind", "person"), ("Europe", "place")]),
        ("Omri Sadeh, the country's top diplomat, flew.", [("Omri Sadeh", "person")]),
        ("Anne Brook came.", [("Anne Brook", "person")]),
        ("Swar Abhin leader Mara Lind came.", [("Swar Abhin", "organisation"), ("Mara Lind", "person")]),
        ("It hit the town of Monte Rio.", [("Monte Rio", "place")]),
        ("The grandmother Maggie Garden wept.", [("Maggie Garden", "person")]),
        ("Jonas Orr, who lives on Cleveley View, left.", [("Jonas Orr", "person"), ("Cleveley View", "place")]),
    ],
)
def test_what_stands_beside_a_name_tells_firms_towns_and_persons(text, expected):
    """The largest brewer of a continent is a firm; nobody is a town, and a grandmother is no garden."""
    assert [(name, kind) for name, kind, _ in named(text)] == expected
