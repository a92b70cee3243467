"""How a text shows that a name is a body's."""

import pytest

from broadsheet.articles import Segment
from broadsheet.reading.abbreviations import find_long_forms
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.mentions import read_mentions


def named(text, kind="organisation", role="paragraph"):
    """The names of one kind in a paragraph."""
    story = [Segment(id="g1", role=role, start=0, end=len(text))]
    mentions, _ = read_mentions(text, story, Lexicon.load())
    return [m.slice(text) for m in mentions if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Union of River Pilots (Urip) met. Urip wants pay.", ["Union of River Pilots", "Urip", "Urip"]),
        ("Fire and Rescue Estland (Frest) came. It was Frest.", ["Fire and Rescue Estland", "Frest", "Frest"]),
        (
            "The Ministry of Ropes and Sails (M.R.S.) said no. An M.R.S. clerk left.",
            ["Ministry of Ropes and Sails", "M.R.S.", "M.R.S."],
        ),
        ("The Royal Slate Society (RSS) met. The RSS is old.", ["Royal Slate Society", "RSS", "RSS"]),
        ("Foreign Direct Investment (FDI) rose, and FDI counts.", []),
        ("The Kelder University (Undak) shut. Undak is old.", ["Kelder University", "Undak", "Undak"]),
    ],
)
def test_an_abbreviation_stands_for_the_body_that_it_is_made_of(text, expected):
    """What stands in brackets after a name is found again, where its letters are those of the name."""
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks with the ministries of Public Security and Home Affairs.", ["Public Security", "Home Affairs"]),
        ("The Departments of Labor, Health and Transport agreed.", ["Labor", "Health", "Transport"]),
        ("The ministry of Fisheries said no.", ["Fisheries"]),
        ("Towns of Labor and Commerce are few, and Health is dear.", []),
    ],
)
def test_ministries_are_named_in_a_list(text, expected):
    """Behind the plural each subject is a body, though the word alone is none."""
    assert named(text) == expected


def test_long_forms_are_found_in_linear_time():
    """Brackets after many words that begin alike are tried once each."""
    text = "Aa " * 20_000 + "(Aaaaaaaaa) " * 2_000
    assert len(find_long_forms(text)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Velkona said it lost money. Then Velkona left.", ["Velkona", "Velkona"]),
        ("Quarvos fell. Quarvos's chief executive quit.", ["Quarvos", "Quarvos"]),
        ("Workers left. Tom Harbin, a spokesman for Rosveld, said so. Rosveld wept.", ["Rosveld", "Rosveld"]),
        ("Mines asked Rosveld. Rosveld, a state agency, gave ten licences.", ["Rosveld", "Rosveld"]),
        ("“It is over,” Karin Lind told Stuff.", ["Stuff"]),
        ("“It is over,” Karin Lind told The Lantern.", ["Lantern"]),
        ("A storm will come, the weather bureau Pagat said.", ["Pagat"]),
        ("Keldor shed 4.5 sen.", ["Keldor"]),
        ("The Norrland Salvage Fund lent money. The Fund wants it back.", ["Norrland Salvage Fund", "Fund"]),
        ("The Norrland Red Crescent sent tents.", ["Norrland Red Crescent"]),
        ("The Kano State Government paid.", ["Kano State Government"]),
        ("The Scottish Government paid.", ["Scottish Government"]),
        ("The Norwegian Government paid.", []),
        ("Kelder Fire and Rescue Service came.", ["Kelder Fire and Rescue Service"]),
        ("He was flown in by Air Tuvalu.", ["Air Tuvalu"]),
        ("They took him to Kelder General Infirmary.", ["Kelder General Infirmary"]),
        ("Eels died, the fisheries service Pescana said.", ["Pescana"]),
        ("The Tarn County Commissioners met.", ["Tarn County Commissioners"]),
        ("The Waka Rere NZRA closed the road.", ["Waka Rere NZRA"]),
        ("Orla Venn Ltd (NYSE: OVN) sank.", ["Orla Venn Ltd", "NYSE"]),
        ("She is Secretary of State.", []),
        ("Analysts said it would rain.", []),
    ],
)
def test_a_body_is_known_by_what_the_text_says_of_it(text, expected):
    """An unknown name is a body's wherever it stands, where one place of the text shows it."""
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Head of the agency Taras Kolodny left.", ["Taras Kolodny"]),
        ("Deputy chairman of the Fell Shipping Company Rovshan Keldi left.", ["Rovshan Keldi"]),
        ("Yolanda Charraz (YC) keeps llamas.", ["Yolanda Charraz", "YC"]),
        ("MS. ODUYA-KRANTZ: Good morning.", ["ODUYA-KRANTZ"]),
        ("Director Joel Marsh left.", ["Joel Marsh"]),
        ("The Executive Director, Jonas Fell, left.", ["Jonas Fell"]),
        ("The NKL Executive Director, Robina Lind, left.", ["Robina Lind"]),
        ("Fiona Lind TD left.", ["Fiona Lind"]),
        ("Peter Quarry said it was shut.", ["Peter Quarry"]),
        ("They met Mark Hill there.", ["Mark Hill"]),
        ("They lived in Peter Quarry.", []),
        ("They met Rose Marsh there.", []),
        ("He leaves two children, Diane and Gary Kolodny.", ["Diane", "Gary Kolodny"]),
    ],
)
def test_who_leads_a_body_is_a_person(text, expected):
    """Somebody named behind a body, or by a word that places end in, is a person all the same."""
    assert named(text, "person") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lind, of Selsbrook, said so.", ["Selsbrook"]),
        ("She was born in Silver Brook, Maryland.", ["Silver Brook", "Maryland"]),
        ("The Barbados-based Caribbean Relief Agency helps.", ["Barbados"]),
        ("It costs U.S. $5 or 4 US cents.", []),
        ("It was translated from the German, and he writes in Urdu.", []),
        ("A salt like those on Mars was found on Earth.", ["Mars", "Earth"]),
        ("He lives in Florence Street.", ["Florence Street"]),
        ("The Bay of Plenty Regional Council paid.", []),
        ("The Kelder dam burst.", ["Kelder dam"]),
    ],
)
def test_a_place_is_known_by_the_words_around_it(text, expected):
    """Towns, roads and waters that no list has are places; money, languages and bodies hide none."""
    assert [name.removesuffix(" dam") for name in named(text, "place")] == [n.removesuffix(" dam") for n in expected]


def test_teams_of_leagues_are_bodies():
    """A team is known by its whole name, written so, and by what it is called alone that is no other word."""
    assert named("The Miami Heat beat the Utah Jazz.") == ["Miami Heat", "Utah Jazz"]
    assert named("He likes the Miami heat.") == []
    assert named("The Lakers won in Miami.") == ["Lakers"]


def test_towns_that_beat_one_another_are_teams():
    """A town is a club where the text has it beat another, and a place where it says in."""
    text = "Leeds beat Carlton by 17 points in Derby. The Leeds coach slept in Leeds."
    assert named(text) == ["Leeds", "Carlton", "Leeds"]
    assert named("Italy beat Spain by 3 goals.") == []


def test_a_team_in_brackets_after_a_rider_is_a_body():
    """A race names teams in brackets."""
    text = "Mara Lind (Colvana-Ferro) won the stage; in a sprint Jonas Berg (Sparevik) lost to rider Ola Brandt (Nor)."
    assert named(text) == ["Colvana-Ferro", "Sparevik"]


def test_a_credit_names_the_paper_beside_the_photographer():
    """A word behind a stroke is the paper's name, unless it tells how the picture came."""
    assert named("Photo: Jonas Fell/Lantern", role="credit") == ["Lantern"]
    assert named("Photo: Jonas Fell/Handout", role="credit") == []
