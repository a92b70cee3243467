"""Reports of visits and talks: ministers with what they are for, meetings and papers by their letters."""

import pytest

from broadsheet.reading.draft import draft
from broadsheet.sources import read_text


def read(text):
    """The draft of a text."""
    return draft(read_text("talks.txt", text.encode(), path="talks.txt"))


def named(text, kind=None):
    """The names in a text, of one kind or of all, each with its entity."""
    return [(m.slice(text), m.entity) for m in read(text).mentions if kind in {None, m.kind}]


def speakers(text):
    """Who speaks in a text."""
    return [statement.speaker for statement in read(text).statements]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Quays dry, Minister of Foreign Affairs Bùi Thị Lan told Olaf Lind on Tuesday.", ["Bùi Thị Lan", "Olaf Lind"]),
        ("The Minister of Fisheries and Rural Growth Ravi Menon said so.", ["Ravi Menon"]),
        ("FM Wang Mei came with PM Ada Lind.", ["Wang Mei", "Ada Lind"]),
        ("The spokesperson for the ports ministry Lê Thị Hoa spoke.", ["Lê Thị Hoa"]),
        ("They met before President Marcos’ Oslo stay.", ["Marcos"]),
        ("It was a visit by Ferdinand Lopez Marcos Jr. to Norway.", ["Ferdinand Lopez Marcos Jr"]),
    ],
)  # fmt: skip
def test_a_name_has_neither_the_office_nor_what_follows(text, people):
    """What a minister is for, letters of an office and the words behind are no part of somebody's name."""
    assert [name for name, _ in named(text, "person")] == people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They keep a Comprehensive Strategic Partnership and speak of Strategic Partnership with Norway.", ["Norway"]),
        ("It is in the Declaration on the Care of Quays in the North Sea (DOC); the DOC is old.", ["North Sea"]),
        ("Norway’s Port Minister left for Denmark.", ["Norway", "Denmark"]),
        ("Olaf Lind praised the Five Point Plan for Norway.", ["Olaf Lind", "Norway"]),
        ("She spoke at the Quay Academy of Norway on August 1.", ["Quay Academy of Norway"]),
    ],
)
def test_what_names_nobody(text, names):
    """How states stand to each other, papers by their letters, points of a plan and days are no names."""
    assert [name for name, _ in named(text) if "Plan" not in name] == names


def test_capital_fm_is_a_station():
    """Letters of an office inside of a body's name are none."""
    assert ("Capital FM News", "capital-fm-news") in named("Olaf Lind told Capital FM News of it.")


def test_bodies_under_ministers():
    """A sub-committee and a group are for several things; the agency behind the town of a dateline is no place."""
    text = (
        "Oslo, KVBN - The Joint Sub-Committee on Trade met the Working Group on Maritime and Ocean Concerns on Monday."
    )
    bodies = ["KVBN", "Joint Sub-Committee on Trade", "Working Group on Maritime and Ocean Concerns"]
    assert [name for name, _ in named(text, "organisation")] == bodies


def test_a_meeting_goes_by_its_letters():
    """They leave out the number, and a retreat is a meeting."""
    text = (
        "Olaf Lind was at the 58th Harbour Ministers’ Meeting (HMM) and at the HMM Retreat in Oslo. The HMM was long."
    )
    meeting = "58th-harbour-ministers-meeting"
    letters = [("HMM", meeting), ("HMM Retreat", "hmm-retreat"), ("HMM", meeting)]
    assert named(text, "event") == [("58th Harbour Ministers’ Meeting", meeting), *letters]


def test_a_body_is_one_by_its_letters_and_in_full():
    """The lexicon knows both, though the text explains neither."""
    text = "The Association of Southeast Asian Nations met in Oslo, and Olaf Lind thanked ASEAN."
    assert {entity for _, entity in named(text, "organisation")} == {"asean"}


def test_letters_of_an_office_speak():
    """The FM is the foreign minister whom the text has named, and no other one."""
    text = "Foreign Minister Ada Lind met Port Minister Olaf Berg. The FM said quays were dry.\n\n"
    text += "PM Wang Mei said that the gates would stay open until May."
    assert speakers(text) == ["ada-lind", "wang-mei"]


def test_whoever_cites_another_goes_on():
    """He is who relays the words, and not whose they are; a paper relays, and is nobody."""
    text = "Minister Bùi Văn Nam {} General Secretary Lê Văn Hải as saying that all the quays were dry.\n\n"
    text += "It has quays in five states, he noted."
    assert speakers(text.format("cited")) == ["le-van-hai", "bui-van-nam"]
    assert speakers(text.format("read what the Quay Post wrote, which quoted")) == ["le-van-hai", "le-van-hai"]


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("by VNA19 March 2024 Last updated at 11:51 AM\n\nThe", "2024-03-19"),
        ("by VNA19 March 2024\n\nThe", "2024-03-19"),
        (" date 2021-09-07 The", "2021-09-07"),
    ],
)
def test_a_day_may_be_glued_to_what_stands_beside_it(head, date):
    """An agency is glued before the day, and the paragraph below a headline behind a scraper's stamp."""
    assert read(f"Quays stay dry\n\n{head} quays will stay dry, Ada Lind said on Monday.").date_published == date


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Datuk Seri Ali Rahman met Tan Sri Yusuf Osman in Oslo.", ["Ali Rahman", "Yusuf Osman"]),
        ("EAM Mara Lind met Wang Yi. Welcoming Wang, she smiled.", ["Mara Lind", "Wang Yi", "Wang"]),
        ("He is of the Ministry of Ports Mohamad Bin Osman said.", ["Mohamad Bin Osman"]),
    ],
)
def test_titles_of_two_words_and_names_behind_other_words(text, people):
    """A title may have two words; a sentence may open with what is done to somebody, or a body stand before him."""
    assert [name for name, _ in named(f"It rained for days.\n\n{text}", "person")] == people


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("They praised Việt Nam-Norway ties and the Việt Nam-US Comprehensive Strategic Partnership.", 4),
        ("He saw the President Ho Chi Minh Mausoleum.", 1),
        ("Pasir Salak MP Datuk Ali Rahman came on INS Kolkata with KRI Surabaya.", 1),
    ],
)
def test_places_in_pairs_and_under_titles(text, places):
    """Of a pair each is named, a tomb is a place, somebody sits for one, and ships are none."""
    assert len(named(f"It rained for days.\n\n{text}", "place")) == places


def test_an_initial_makes_nobody_another():
    """The text may have it once, and later or before that not."""
    text = "It rained for days.\n\nPort Secretary Ada Lind spoke of quays.\n\nAda B. Lind left; Ada C. Orr did not."
    assert {entity for _, entity in named(text, "person")} == {"ada-lind", "ada-c-orr"}


def test_an_agency_ends_with_its_line():
    """The country that the next line begins with is no branch of it."""
    text = "Quays stay dry\n\nMay 13, 2023\n\nPTI\nNorway Ports Minister Mara Lind in Oslo. Photo: AFP\n\n"
    assert ("PTI", "pti") in named(f"{text}The quays will stay dry, Mara Lind said on Monday.")


def test_whoever_holds_an_office_of_a_country_is_its_official():
    """The Russian official is the Russian minister, though a Norwegian one was named last."""
    text = "It rained for days.\n\nRussian Port Minister Olaf Berg met Norwegian Port Minister Mara Lind.\n\n"
    text += "The Russian official said that quays were dry.\n\nThe Norwegian minister said that ships were late."
    assert speakers(text) == ["olaf-berg", "mara-lind"]


def test_what_is_done_opens_a_sentence_before_an_office():
    """The subject stands behind it, and the verb of saying behind a comma further on."""
    text = "It rained for days.\n\nPrime Minister Mara Lind opened the fair in Oslo on Monday.\n\n"
    text += "Addressing guests, the PM reviewed 72 years of ports and of what came of them, noting that quays were dry."
    assert speakers(text) == ["mara-lind"]


def test_no_country_is_the_place_of_a_dateline_behind_its_agency():
    """What stands behind day and agency begins the story."""
    draft = read("Quays stay dry\n\nMay 13 (AFP) -- U.S. Port Minister Mara Lind said that the quays were dry.")
    assert (draft.location_created, draft.source_organization) == (None, ("afp",))


def test_forms_of_talks_are_no_figures():
    """Who sits down with whom is written with a plus; so many ships and more are counted."""
    figures = read(
        "It rained.\n\nA 2+2 meeting and “3+3” talks of P5+1 states saw 20+ ships rise by +2.1% a day."
    ).figures
    assert [str(figure.value) for figure in figures] == ["20", "2.1"]
