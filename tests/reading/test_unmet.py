"""Lines of pages as papers and agencies that nobody knows print them: heads, captions, lists, tails."""

from __future__ import annotations

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import draft
from broadsheet.reading.layout import read_layout
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Received

LEXICON = Lexicon.load()
TITLE = "Dredgers leave the Skarn estuary"
LEAD = "The last two dredgers left the Skarn estuary on Monday, four months after their permits had run out."
REST = """\
Cockle beds along the northern shore may need ten years to recover, marine biologist Tove Arnesen warned.

Her team will count the birds again in May, when the flats are dry enough to walk on for an hour."""
LAST = "Nobody on the shore expects the boats back, and the harbour office has sold their moorings."
BODY = f"{LEAD}\n\n{REST}\n\n{LAST}"


def roles(text: str) -> list[tuple[str, str]]:
    """Role and words of every segment but the paragraphs."""
    found = read_layout(text, LEXICON).segments
    return [(each.role, each.slice(text)) for each in found if each.role != "paragraph"]


def read(text: str) -> Article:
    """The draft of a text."""
    return draft(Received.of("a.txt", text.encode(), "utf-8", text))


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("- Grace Hopper", ("Grace Hopper",)),
        ("by grace hopper", ("Grace Hopper",)),
        ("By Grace Hopper,", ("Grace Hopper",)),
        ("Grace Hopper and Ada Byron | AFP", ("Grace Hopper", "Ada Byron")),
        ("Grace Hopper (AFP)", ("Grace Hopper",)),
        ("Grace Hopper \u2013 The Canadian Press", ("Grace Hopper",)),
        ("Report: Grace Hopper", ("Grace Hopper",)),
        ("Grace Hopper | May 3, 2024 | 3 min read", ("Grace Hopper",)),
        ("By Grace Hopper Harbour Mirror Staff Writer", ("Grace Hopper",)),
    ],
)
def test_author_behind_a_dash_or_in_small_letters(line: str, author: tuple[str, ...]) -> None:
    """Below a headline a name is the author's, whatever stands before it, and what agency, day or job behind it."""
    text = f"{TITLE}\n\n{line}\n\n{BODY}"
    assert roles(text)[1:] == [("byline", line)]
    assert read(text).author == author


@pytest.mark.parametrize(
    "line", ["Skarn Post Bureau", "By Skarn Daily Journal", "The Hindu Bureau", "Skarn Gazette Staff"]
)
def test_paper_that_signs_is_nobody(line: str) -> None:
    """A paper with its staff or bureau is a byline without an author."""
    text = f"{TITLE}\n\n{line}\n\n{BODY}"
    assert roles(text)[1:] == [("byline", line)]
    assert read(text).author == ()


def test_author_behind_a_dash_at_the_end() -> None:
    """Behind the last sentence a dash and a person's name are the author; who only helped signs off."""
    assert read(f"{TITLE}\n\n{BODY} \u2014 Marivic Tolentino").author == ("Marivic Tolentino",)
    assert roles(f"{TITLE}\n\n{BODY} \u2014 With Marivic Tolentino")[-1][0] == "sign_off"


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Two dredgers lie off the shore. [SKARN1]", "SKARN1"),
        ("The tide runs out past the two dredgers this week PA Archive", "PA Archive"),
        ("Two dredgers. Image: N Quillam under CC BY 2.0", "Image: N Quillam under CC BY 2.0"),
        ("Two dredgers. Photo taken from Harbour Radio", "Photo taken from Harbour Radio"),
        ("Representative Image Image Credit: ANI", "Image Credit: ANI"),
        ("Two dredgers at anchor. Photo: Mara Lind Expand", "Photo: Mara Lind"),
    ],
)
def test_credit_in_other_forms(line: str, credit: str) -> None:
    """Names in square brackets, of archives without any mark, under a licence, and below a kind of picture."""
    assert ("credit", credit) in roles(f"{TITLE}\n\n{line}\n\n{BODY}")


def test_names_in_brackets_credit_a_picture_in_the_story() -> None:
    """Between paragraphs a long line without a full stop, with names in brackets behind it, is a caption."""
    line = "The two dredgers lie at anchor off the northern shore of the estuary (Harbour Office)"
    assert roles(f"{TITLE}\n\n{LEAD}\n\n{line}\n\n{REST}")[1:] == [("caption", line), ("credit", "Harbour Office")]


@pytest.mark.parametrize("line", ["Grace Hopper/Skarn Mirror", "GRACE HOPPER | SKARN MIRROR", "Photo supplied"])
def test_maker_of_a_picture_below_the_author(line: str) -> None:
    """A name with a paper behind a stroke, below a line that says `by`, is whose a picture is."""
    text = f"{TITLE}\n\nBy Ada Byron\n\n{line}\n\n{BODY}"
    assert read(text).author == ("Ada Byron",)
    assert [role for role, _ in roles(text)][2] in {"caption", "credit"}


def test_square_bracket_is_no_end_of_a_name() -> None:
    """A title that opens with a word in square brackets, and joins two of its words, is no byline."""
    title = "[ARCHIVED] 23rd & Skarn Lane"
    assert read(f"{title}\n\n{BODY}").headline == title


@pytest.mark.parametrize("link", ["\n\n", "\n"])
def test_list_behind_a_colon_is_the_storys(link: str) -> None:
    """Lines without a full stop, which a paragraph with a colon announces, are no tail."""
    lines = [
        "The northern flats stay closed to boats of any kind",
        "The office may open the southern channel in spring",
    ]
    text = f"{TITLE}\n\n{BODY}\n\nThe office has laid down the following rules:\n\n{link.join(lines)}"
    assert roles(text) == [("headline", TITLE)]


@pytest.mark.parametrize(
    ("opening", "place", "date"),
    [
        ("Oslo/13.05.22/NTB: ", "oslo", "2022-05-13"),
        ("Oslo / 13.05.2022 / NTB: ", "oslo", "2022-05-13"),
        ("May 13, Oslo: ", "oslo", None),
        ("[OSLO] ", "oslo", None),
        ("Oslo/AFP - ", "oslo", None),
        ("Quillam, West Skarn province (AFP) - ", "quillam", None),
        ("KUWAIT, Dec 20 (KUNA) -- the ", "kuwait", None),
    ],
)
def test_datelines_in_other_orders(opening: str, place: str, date: str | None) -> None:
    """Place, day and agency between strokes, the day first, a province in small letters, a small word behind."""
    article = read(f"{TITLE}\n\n{opening}{BODY}")
    assert (article.location_created, article.date_published) == (place, date)


def test_release_with_its_kind_before_the_day() -> None:
    """What a release calls itself before its day and hour is a date line."""
    line = "Kuusivaara Corporation Managers' transactions 20 September 2019 at 12 noon EEST"
    assert ("date_line", line) in roles(f"{TITLE}\n\n{line}\n\n{BODY}")


def test_year_glued_to_the_reading_time() -> None:
    """A year is read though the minutes that reading takes follow it at once."""
    assert read(f"{TITLE}\n\nFri., May 13, 20223 min read\n\n{BODY}").date_published == "2022-05-13"


@pytest.mark.parametrize("shown", ["Tove Arnesen", "Marine biologist, Tove Arnesen", "Arnesen Harbour Logo"])
def test_whom_a_picture_shows_is_no_headline(shown: str) -> None:
    """A name alone above the story that opens with it, and what is called a logo, are no headline."""
    lead = "Tove Arnesen, a marine biologist at Arnesen Harbour, has warned of the two dredgers in the Skarn estuary."
    assert read(f"{shown}\n\n{lead}\n\n{REST}\n\n{LAST}").headline is None


def test_days_of_a_life_are_a_deck() -> None:
    """Birth and death above an obituary are no headline."""
    line = "Teacher and potter; Born May 4, 1914; Died June 9, 2008."
    assert roles(f"{line}\n\n{BODY}") == [("alternative_headline", line)]


def test_story_begins_with_its_first_sentence() -> None:
    """A short sentence in small letters right above the first long one, with nothing else, opens the story."""
    assert roles(f"The dredgers have left the Skarn estuary for good.\n\n{BODY}") == []


@pytest.mark.parametrize(
    "line", ["0 SHARES Share Tweet", "the-dredgers-leave-skarn", "Estimated read time: 2-3 minutes"]
)
def test_furniture_above_the_story(line: str) -> None:
    """Counted buttons, an address made of the title, and reading times are the page's."""
    assert ("boilerplate", line) in roles(f"{TITLE}\n\n{line}\n\n{BODY}")


def test_teasers_that_break_off_below_the_story() -> None:
    """Titles with the beginnings of other stories, which end in dots, are the page's."""
    teasers = (
        "Ferry runs late again\n\nThe Skarn ferry was late on three mornings of this week, and none said why it ...\n\n"
        "Bakers ask for flour\n\nThe bakers of Lower Quillam ask the mill for flour, which has been short since the ..."
    )
    text = f"{TITLE}\n\n{BODY}\n\n{teasers}"
    assert {role for role, _ in roles(text)} == {"headline", "boilerplate"}
    assert len(roles(text)) == len(teasers.split("\n\n")) + 1


@pytest.mark.parametrize(
    ("line", "author", "place"),
    [
        ("Oslo - Grace Hopper", ("Grace Hopper",), "oslo"),
        ("By Grace Hopper, Lagos", ("Grace Hopper",), "lagos"),
        ("By Grace Hopper ,", ("Grace Hopper",), None),
        ("By Grace Hopper, Harbour Correspondent", ("Grace Hopper",), None),
    ],
)
def test_town_beside_the_author(line: str, author: tuple[str, ...], place: str | None) -> None:
    """A town before the author's name, or behind it, is where the report was written."""
    found = read(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert (found.author, found.location_created) == (author, place)


@pytest.mark.parametrize(
    "line", ["1424**1396", "/GH/", "(GBR)", "Distributed by Quay Wire on behalf of the Skarn Council."]
)
def test_signs_at_the_end_that_name_no_agency(line: str) -> None:
    """The clock of a wire, initials of its desk or of the author, and for whom it was sent on."""
    text = f"{TITLE}\n\nBy Grace Byron-Rowe\n\n{BODY}\n\n{line}"
    assert roles(text)[-1] == ("sign_off", line)
    assert read(text).source_organization == ()


def test_catchword_is_no_dateline() -> None:
    """The country of a report before a colon, with which its first sentence begins again."""
    lead = LEAD.replace("The last two dredgers", "Norway's last two dredgers")
    found = read(f"{TITLE}\n\nNORWAY: {lead}\n\n{REST}\n\n{LAST}")
    assert found.location_created is None
    assert read(f"{TITLE}\n\nOSLO: {lead}\n\n{REST}\n\n{LAST}").location_created == "oslo"


@pytest.mark.parametrize(
    ("head", "begins", "place"),
    [
        ("KARACHI: ", "Karachi police, and", "karachi"),
        ("KARACHI (AP): ", "Karachi police, and", "karachi"),
        ("KARACHI, May 2: ", "Karachi police, and", "karachi"),
        ("DHAKA: ", "Dhaka University, and", "dhaka"),
        ("SINGAPORE: ", "Singapore's port, and", "singapore"),
        ("NORWAY (AP): ", "Norway's port, and", "norway"),
        ("GOA: ", "Goalkeepers, and", "goa"),
    ],
)
def test_town_that_a_story_begins_with_is_its_place(head: str, begins: str, place: str) -> None:
    """A town is no catchword, and what has an agency or a day behind it is none."""
    found = read(f"{TITLE}\n\n{head}{begins} {LEAD}\n\n{REST}\n\n{LAST}").location_created
    assert (found or "").startswith(place)


def test_initial_of_a_photographer_behind_a_stroke() -> None:
    """What is shown, a stroke, and who took it for whom."""
    text = f"{TITLE}\n\nThe Skarn estuary / G. Hopper/AFP\n\n{BODY}"
    assert read(text).credit_text == "G. Hopper/AFP"


def test_a_day_below_nothing_but_the_page_is_read() -> None:
    """A text of lines of the page and a day has no story, and stops nobody."""
    assert roles("Share\n\n1412 GMT published") == [("boilerplate", "Share"), ("boilerplate", "1412 GMT published")]
