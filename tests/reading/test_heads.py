"""The lines above a story, told by what they share with it and by whom they speak to."""

from __future__ import annotations

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import draft, read_draft
from broadsheet.reading.layout import read_layout
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Received

LEXICON = Lexicon.load()
TITLE = "Dredgers leave the Skarn estuary"
DECK = "Cockle beds may need ten years to recover"
BODY = """\
The last two dredgers left the Skarn estuary on Monday, four months after their permits had run out.

Cockle beds along the northern shore may need ten years to recover, marine biologist Tove Arnesen warned.

Her team will count the birds again in May, when the flats are dry enough to walk on for an hour."""

MORE = (
    "Divers found no living mussel within a mile of the old channel, where the dredgers had worked in winter.",
    "Nobody had warned the town of Quillam, its mayor said, until the boats were there.",
)


def roles(text: str) -> list[tuple[str, str]]:
    """Role and words of every segment but the paragraphs."""
    found = read_layout(text, LEXICON).segments
    return [(each.role, each.slice(text)) for each in found if each.role != "paragraph"]


def read(text: str) -> Article:
    """The draft of a text."""
    return draft(Received.of("a.txt", text.encode(), "utf-8", text))


@pytest.mark.parametrize(
    "above",
    [
        "The Mudflat Diaries\n\nNotes from the edge",
        "Support the Gazette\n\nFund independent journalism with £5 per month",
        "The Quillam County Plain Speaker\n\nServing Lower Quillam since 1948",
        "Skip to main content\n\nSubscribe to our newsletter",
        "We use cookies on this website to give you the best experience. By clicking accept, you agree to our policy.",
        "CONTAINERS \u00b7 PORTS \u00b7 RATES",
        "HOME   SHIPPING   HOUR   WEATHER   COLUMNS",
        "Bureau for the Registration of Estuary Vessels and Crews",
        "Skarn Time: 9:14 AM on Friday 17 May",
    ],
)
def test_headline_stands_below_mastheads(above: str) -> None:
    """Names, mottos and words to the reader above the headline are the page's: the story does not speak of them."""
    expected = [*(("boilerplate", line) for line in above.split("\n\n")), ("headline", TITLE)]
    assert roles(f"{above}\n\n{TITLE}\n\n{BODY}") == expected


def test_headline_may_say_little() -> None:
    """A headline in inverted commas is kept, though only the deck says what the story is about."""
    found = roles(f"'We are down to the bone'\n\n{DECK}\n\n{BODY}")
    assert found == [("headline", "'We are down to the bone'"), ("alternative_headline", DECK)]


def test_deck_stands_right_below_the_headline() -> None:
    """A headline that says little is kept above a deck that says more."""
    title = "Ten years for want of a permit that nobody asked for"
    assert roles(f"{title}\n\n{DECK}\n\n{BODY}")[0] == ("headline", title)


def test_headline_is_no_byline() -> None:
    """Capitals that say in plain words what the story says are a title, and no name."""
    title = "Skarn Dredgers Leave Cockle Beds At Estuary"
    assert roles(f"{title}\n\nMay 13, 2022\n\n{BODY}")[0] == ("headline", title)


@pytest.mark.parametrize(
    "line",
    ["Social Sharing", "3-Minute Listen", "More by this author", "Why you can trust us", "Get our news alerts"],
)
def test_deck_has_to_do_with_the_story(line: str) -> None:
    """A short line of the head that shares nothing with the story is no deck; the next one may be."""
    found = roles(f"{TITLE}\n\n{line}\n\n{DECK}\n\n{BODY}")
    assert found[1:] == [("boilerplate", line), ("alternative_headline", DECK)]


def test_points_are_insets() -> None:
    """Several points above the story are set in, one each, whether they are bulleted or numbered."""
    for one, two in (("\u2022 Permits ran out", "\u2022 Birds return"), ("1: Permits ran out", "2: Birds return")):
        assert roles(f"{TITLE}\n\n{one}\n\n{two}\n\n{BODY}")[1:] == [("inset", one), ("inset", two)]


def test_box_is_an_inset() -> None:
    """What stands under the label of a box belongs to it."""
    box = "FASTFACT\n\nA cockle lives for nine years."
    found = roles(f"{TITLE}\n\nBy Mara Lindqvist\n\n{box}\n\nOSLO: {BODY}")
    assert found[2:4] == [("inset", "FASTFACT"), ("inset", "A cockle lives for nine years.")]


def test_lone_credit_has_its_caption() -> None:
    """The line beside a credit that stands alone tells what the picture shows."""
    found = roles(f"{TITLE}\n\nMay 13, 2022\n\nGetty Images\n\nThe flats at low tide\n\n{BODY}")
    owner = [("caption", "Getty Images"), ("credit", "Getty Images")]
    assert found[2:] == [*owner, ("caption", "The flats at low tide")]


def test_catchword_is_no_place() -> None:
    """Words of the language in capitals before a colon are no dateline, in a deck or at the start of a story."""
    deck = "DARK WATER: The permits had run out four months before, a biologist says"
    assert ("alternative_headline", deck) in roles(f"{TITLE}\n\n{deck}\n\n{BODY}")
    assert roles(f"{TITLE}\n\nJUST ANNOUNCED: {BODY}") == [("headline", TITLE)]


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("BISHKEK.", "bishkek"),
        ("Bishkek, Apr. 19, 2018 / Kabar /.", "bishkek"),
        ("JUNCTION, St Elizabeth \u2014", "junction"),
    ],
)
def test_reads_more_datelines(form: str, place: str) -> None:
    """A known place in capitals before a full stop, an agency between spaced strokes, a plain word with a region."""
    text = f"{TITLE}\n\n{form} {BODY}"
    assert ("dateline", form) in roles(text)
    assert read(text).location_created == place


def test_weekday_and_page_number_are_a_date_line() -> None:
    """The day and the page of the printed paper date the article."""
    text = f"Sat, Jan 16, 2016 - Page 3\n\n{TITLE}\n\n{BODY}"
    assert read(text).date_published == "2016-01-16"


@pytest.mark.parametrize(
    "line", ["Grace Hopper - The Jakarta Post", "Grace Hopper (@ghopper) Tue 06th October 2020 | 11:26 PM"]
)
def test_name_with_its_paper_is_a_byline(line: str) -> None:
    """A name with the paper behind it, or with what it is called elsewhere, is a byline and no credit."""
    text = f"{TITLE}\n\n{line}\n\n{BODY}"
    assert ("byline", line) in roles(text)
    assert read(text).author == ("Grace Hopper",)


def test_paper_beside_a_name_is_the_pages() -> None:
    """The name of a paper under that of who writes for it is boilerplate, and names the publisher."""
    text = f"{TITLE}\n\nGrace Hopper\n\nThe Globe and Mail\n\n{BODY}"
    assert roles(text)[1:] == [("byline", "Grace Hopper"), ("boilerplate", "The Globe and Mail")]
    assert read(text).publisher == "globe-and-mail"


def test_picture_of_somebody_is_no_byline() -> None:
    """A name that the story has, above another byline, says whom a picture shows."""
    found = roles(f"{TITLE}\n\nTove Arnesen\n\nBy Mara Lindqvist\n\n{BODY}")
    assert found[1:] == [("caption", "Tove Arnesen"), ("byline", "By Mara Lindqvist")]


def test_button_is_no_name() -> None:
    """Words in capitals that ask for something are a button."""
    found = roles(f"{TITLE}\n\nBy Mara Lindqvist\n\nREAD LATER\n\n{BODY}")
    assert found[2:] == [("boilerplate", "READ LATER")]


def test_bureau_behind_a_name() -> None:
    """Who signs with bureau and name on one line is the author."""
    text = f"{TITLE}\n\nTendai Moyo Mashonaland West Bureau\n\n{BODY}"
    assert read(text).author == ("Tendai Moyo",)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Brekkvik, Central Skarn / Wed, May 13 2020 / 01:05 am", "brekkvik"),
        ("May 13, 2020 09:14 pm IST - OSLO", "oslo"),
    ],
)
def test_date_line_has_a_place(line: str, place: str) -> None:
    """A place that a date line sets apart is where the story was written."""
    article = read(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert (article.location_created, article.date_published) == (place, "2020-05-13")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published November 11,2021", "2021-11-11"),
        ("02.03.2022 - Update : 02.03.2022", "2022-03-02"),
        ("02/03/2022", None),
    ],
)
def test_reads_more_dates(line: str, date: str | None) -> None:
    """No blank behind the comma; full stops put the day first, strokes leave it open."""
    assert read(f"{TITLE}\n\n{line}\n\n{BODY}").date_published == date


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("Reuters WORLD", ("reuters",)),
        ("By Euronews with AP, AFP", ("associated-press", "afp")),
        ("21 November 2017 - 18:37 By Reuters and the Gazette", ("reuters",)),
        ("By Petra Novak", ()),
    ],
)
def test_reads_agencies_above_the_story(line: str, agencies: tuple[str, ...]) -> None:
    """An agency in a byline or a date line is one where no name goes on behind it."""
    assert read(f"{TITLE}\n\n{line}\n\n{BODY}").source_organization == agencies


def test_reads_publisher_from_address() -> None:
    """A link or a mail of a paper that is known shows who published the page."""
    assert read(f"{TITLE}\n\n{BODY}\n\nliwei@chinadaily.com.cn").publisher == "china-daily"


def test_reads_publisher_from_masthead() -> None:
    """The name over a motto is that of the publisher, known or not."""
    text = f"The Quillam County Plain Speaker\n\nServing Lower Quillam since 1948\n\n{TITLE}\n\n{BODY}"
    assert read(text).publisher == "the-quillam-county-plain-speaker"


TAILS = [
    ["Follow us on Instagram: @skarn", "Ferry fares to rise", "Mayor opens bathing hut", "Gulls close the market."],
    [
        "Four thoughts about mud",
        "The mud of the Skarn is older than the town, and nobody has measured how deep it [\u2026]",
    ],
    ["Download our app to get the latest news from the coast and alerts for your town."],
    ["Comments will be moderated. Keep comments relevant to the article."],
    ["New ferry in May", "The post Dredgers leave the Skarn estuary first appeared on The Mudflat Diaries."],
]


@pytest.mark.parametrize("lines", TAILS, ids=["list", "teaser", "prompt", "rules", "feed"])
def test_tail_is_the_pages(lines: list[str]) -> None:
    """Lists of links, cut beginnings of other stories and words to the reader are the page's."""
    text = f"{TITLE}\n\n{BODY}\n\n" + "\n\n".join(lines)
    assert roles(text)[1:] == [("boilerplate", line) for line in lines]


@pytest.mark.parametrize("sign", ["(syn)", "ef/jha/ydp", "The Skarn Daily Post."])
def test_initials_and_papers_sign(sign: str) -> None:
    """Initials of desk and writer, and a paper's own name, sign a story."""
    assert roles(f"{TITLE}\n\n{BODY}\n\n{sign}")[1:] == [("sign_off", sign)]


def test_caption_says_what_is_seen() -> None:
    """A sentence that says what is seen in a picture is a caption, and its owner below it another with its credit."""
    caption = "A dredger is seen at the mouth of the Skarn estuary after it had been towed off the flats, May 3, 2021."
    one, two, three = BODY.split("\n\n")
    found = roles(f"{TITLE}\n\n{one}\n\n{caption}\n\nSkarn Port Authority\n\n{two}\n\n{three}")
    owner = "Skarn Port Authority"
    assert found[1:] == [("caption", caption), ("caption", owner), ("credit", owner)]


def test_list_of_the_story_is_the_storys() -> None:
    """Items that end as parts of a sentence do are paragraphs."""
    one, two, three = BODY.split("\n\n")
    items = "- moved the bird count to May;\n\n- asked for a new survey of the flats;"
    assert roles(f"{TITLE}\n\n{one}\n\n{two}\n\n{items}\n\n{three}") == [("headline", TITLE)]


def test_links_to_other_stories_stand_above() -> None:
    """A long title of which the story has hardly a word is a link, and what stands below it no byline."""
    link = "Skipper Mara Lindqvist wins the Nordhavn regatta for a record seventh time in a borrowed boat"
    found = roles(f"{link}\n\nHarbour Guard\n\n{TITLE}\n\nGrace Hopper\n\n{BODY}")
    expected = [
        ("boilerplate", link),
        ("boilerplate", "Harbour Guard"),
        ("headline", TITLE),
        ("byline", "Grace Hopper"),
    ]
    assert found == expected


def test_name_above_the_headline_is_a_byline() -> None:
    """Where no other line signs the story, the name of somebody above its headline does."""
    assert read(f"Christopher Bramwell\n\n{TITLE}\n\n{BODY}").author == ("Christopher Bramwell",)
    assert read(f"Skarn Province\n\n{TITLE}\n\n{BODY}").author == ()


def test_day_below_the_weather_is_the_clock() -> None:
    """The day in a banner with the temperature is that of the visit, and dates nothing."""
    banner = "21.6 C\n\nNordhavn\n\nSaturday, November 22, 2025"
    assert read(f"{banner}\n\n{TITLE}\n\n{BODY}").date_published is None


def test_published_day_above_a_name_is_no_clock() -> None:
    """A line that says when the page was published is not taken for the clock of a page."""
    line = "Published:Wednesday | November 12, 2014 | 12:00 AM"
    assert read(f"{line}\n\nSkarn Weekly\n\n{TITLE}\n\n{BODY}").date_published == "2014-11-12"


CAPTION = "Two dredgers lie off the northern shore while cockle pickers walk home across the flats at low tide."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([CAPTION, CAPTION], [("caption", CAPTION), ("caption", CAPTION)]),
        ([f"{CAPTION[:-1]} on July 2, 2015."], [("caption", f"{CAPTION[:-1]} on July 2, 2015.")]),
        (["\u00a9 Lev Arnesen/TASS"], [(role, "\u00a9 Lev Arnesen/TASS") for role in ("caption", "credit")]),
        (
            ["Key points:", "Permits ran out", "Birds return"],
            [("inset", "Key points:"), ("inset", "Permits ran out"), ("inset", "Birds return")],
        ),
    ],
    ids=["twice", "day", "owner", "box"],
)
def test_reads_pictures_and_boxes_of_the_head(lines: list[str], expected: list[tuple[str, str]]) -> None:
    """A sentence printed twice or ending in a day, a sign of copyright without a year, and a box with its lines."""
    text = "\n\n".join([TITLE, "By Mara Lindqvist", *lines, BODY])
    assert roles(text)[2:] == expected


@pytest.mark.parametrize("line", ["Surat |", "NAIROBI, Kenya"])
def test_lone_place_is_a_dateline(line: str) -> None:
    """A place on a line of its own below the headline says where the story was written."""
    assert ("dateline", line) in roles(f"{TITLE}\n\nBy Mara Lindqvist\n\n{line}\n\n{BODY}")


def test_three_lines_that_end_alike_are_points() -> None:
    """Short lines below the headline, three or more of them and all alike, are points of the story."""
    points = ["The permits ran out in January.", "Nobody has counted the birds.", "The cockle beds are closed."]
    found = roles("\n\n".join([TITLE, "By Mara Lindqvist", *points, BODY]))
    assert found[2:] == [("inset", point) for point in points]


SCENES = [
    "Cockle pickers wait for the tide on the flats off Skarn.",
    "Two men being led from the harbour office on Monday.",
    "A dredger crew unloads pipes on the northern shore of Skarn.",
    "Masked men stand outside the court in Oslo after five of them were fined.",
]


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("above", ["May 3, 2024", "By Mara Lindqvist\nMay 3, 2024\n31   1,204 views"])
def test_what_somebody_is_seen_doing(scene: str, above: str) -> None:
    """Below the day or the buttons a sentence in the present shows people in a picture that nobody is credited for."""
    assert ("caption", scene) in roles(f"{TITLE}\n{above}\n{scene}\n\n{BODY}")


@pytest.mark.parametrize("deck", ["Residents of a village on the shore have decided against silence.", *SCENES[:1]])
def test_deck_in_the_present(deck: str) -> None:
    """What has come about is a deck below the day, too; right below the headline a sentence in the present is one."""
    lines = ["May 3, 2024", deck] if deck not in SCENES else [deck, "May 3, 2024"]
    assert ("alternative_headline", deck) in roles("\n".join([TITLE, *lines, "", BODY]))


def test_long_scene_opens_no_story() -> None:
    """As long as a paragraph, what people are seen doing on a day is no first paragraph; without a day it may be."""
    scene = (
        "Cockle pickers walk home across the flats behind the new sea wall, past the sheds of the old cannery in Skarn"
    )
    for ending, shown in ((" on Monday.", True), (".", False)):
        found = roles(f"{TITLE}\nBy Mara Lindqvist\nMay 3, 2024\n{scene}{ending}\n\n{BODY}\n\n{BODY}\n\n{BODY}")
        assert (("caption", scene + ending) in found) == shown


@pytest.mark.parametrize(
    "deck",
    [
        "Men posing as wardens took 40 crowns from each picker",
        "Plan addresses a lack of wardens, council says",
        "New wardens pose risk to pickers, say unions",
    ],
)
def test_deck_with_a_word_of_captions(deck: str) -> None:
    """Right below the headline a title with such a word, and nobody's name before it, is the deck."""
    assert ("alternative_headline", deck) in roles(f"{TITLE}\n{deck}\nPublished: 17:46 June 21, 2016\n\n{BODY}")


def test_caption_with_somebody_named() -> None:
    """Somebody who is named before such a word is seen in a picture."""
    shown = "Harbour master Tove Arnesen addresses the council of Skarn"
    assert ("caption", shown) in roles(f"{TITLE}\n{shown}\nPublished: 17:46 June 21, 2016\n\n{BODY}")


@pytest.mark.parametrize("label", ["Speed read", "Fast facts:", "The story at a glance", "KEY MESSAGES"])
@pytest.mark.parametrize("below", ["By Mara Lindqvist", "May 3, 2024"])
def test_points_of_a_box(label: str, below: str) -> None:
    """Points without marks are of the box whose label stands above them, up to the byline or the day."""
    points = ["Dredging cost the birds two of five beds", "Permits ran out in May", "Nobody pays for it"]
    found = roles("\n".join([TITLE, label, *points, below, "", f"OSLO: {BODY}"]))
    assert found[1:5] == [("inset", line) for line in (label, *points)]


def test_links_below_read_more_are_insets() -> None:
    """Titles under a line that says `Read more:` are set into the story with it."""
    one, two, three = BODY.split("\n\n")
    links = ["Read more:", "Ports brace for a summer of queues", "Why crews are leaving the sea"]
    found = roles("\n\n".join([TITLE, one, two, *links, three, two]))
    assert found[1:] == [("inset", link) for link in links]


@pytest.mark.parametrize(
    ("line", "author", "date"),
    [
        ("Sok Dara | Publication date 03 December 2018 | 07:12 ICT", ("Sok Dara",), "2018-12-03"),
        ("Skarn News | 03 December 2018", (), "2018-12-03"),
    ],
)
def test_name_before_a_date(line: str, author: tuple[str, ...], date: str) -> None:
    """A person before a bar and a date wrote the story; the name of a paper did not."""
    article = read(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert (article.author, article.date_published) == (author, date)


def test_release_has_its_issuer_above() -> None:
    """Who issued a release, and that it is one, stand above its headline; the town before its day is its place."""
    text = f"Skarn Commission - Press release\n\n{TITLE}\n\nBrussels, 8 March 2018\n\n{BODY}"
    article = read(text)
    assert (article.headline, article.location_created, article.date_published) == (TITLE, "brussels", "2018-03-08")


@pytest.mark.parametrize(
    ("line", "role"),
    [("Upcoming Events", "boilerplate"), ("Tr\u00fac H\u1ea1", "byline"), ("Your thoughts \u2026", "boilerplate")],
)
def test_last_line_is_a_name_or_the_pages(line: str, role: str) -> None:
    """A name alone below the story is its author's, unless it is made of words."""
    assert roles(f"{TITLE}\n\n{BODY}\n\n{line}")[1:] == [(role, line)]


def test_prose_may_begin_as_links_do() -> None:
    """A paragraph that begins with `Also in` is the story's."""
    one, two, three = BODY.split("\n\n")
    also = "Also in the estuary, another permit lets two firms take sand until the birds come back in the autumn."
    assert roles(f"{TITLE}\n\n{one}\n\n{also}\n\n{two}\n\n{three}") == [("headline", TITLE)]


@pytest.mark.parametrize("line", ["Oleskarn District Hospital", "Mara Lind"])
def test_name_of_what_the_story_shows_is_no_byline(line: str) -> None:
    """A name alone is no author's where it ends as those of places do, or where the headline names that person."""
    title = "Mayor Lind opens a ward for eel fishers"
    told = "The mayor opened the ward of Oleskarn hospital for eel fishers on Monday, and Lind thanked its nurses."
    found = read(f"{title}\n\n{line}\n\n{told}\n\nThe nurses had waited for beds since the flood of the year before.")
    assert found.author == ()


def test_weekday_behind_a_name_is_none_of_it() -> None:
    """The name in a byline ends before the weekday."""
    found = read(f"{TITLE}\n\nBy Eoghan Lind Wednesday 20 Oct 2021, 2:49 PM\n\n{BODY}")
    assert (found.author, found.date_published) == (("Eoghan Lind",), "2021-10-20")


def test_person_behind_a_dash_at_the_end_wrote_the_story() -> None:
    """A person's name behind a dash, below the story, is a byline, and no agency's."""
    found = read(f"{TITLE}\n\n{BODY}\n\n\u2014 Dennis Lind")
    assert (found.author, found.source_organization) == (("Dennis Lind",), ())


@pytest.mark.parametrize(
    ("line", "place", "agency", "date"),
    [
        ("SKARN, (Skarn Press / Skarn Point News - 10th Feb, 2023 ) :", "skarn", None, "2023-02-10"),
        ("OSLO Jan 9", "oslo", None, None),
        ("OSLO, Sept 21 Reuters", "oslo", "reuters", None),
        ("(MENAFN- Kuwait News Agency (KUNA)) OSLO, Dec 6 (KUNA) --", "oslo", "kuna", None),
        ("Sept 06, 2016:", None, None, "2016-09-06"),
    ],
)
def test_reads_datelines_of_collectors(line: str, place: str | None, agency: str | None, date: str | None) -> None:
    """Day, place and agency of a dateline are read, whatever stands between them."""
    found = read(f"{TITLE}\n\n{line} {BODY}")
    assert (found.location_created, found.date_published) == (place, date)
    assert agency is None or agency in found.source_organization


def test_catchword_of_a_caption_is_no_place() -> None:
    """Capitals and a full stop open a caption where the credit of its picture stands below."""
    caption = "EELING IN SKARN. A fisher sets a trap in the estuary, in March 2016."
    found = roles(f"{TITLE}\n\n{caption}\n\nMara Lind/Shutterstock\n\n{BODY}")
    assert found[1] == ("caption", caption)


def test_days_among_links_date_nothing() -> None:
    """Below the story the days between links are those of the links."""
    lines = ["News", "Eel season opens late", "30 August 2023", "News", "Ferry stays in port", "29 August 2023", "More"]
    found = read(f"{TITLE}\n\n31 August 2023\n\n{BODY}\n\n" + "\n\n".join(lines))
    assert found.date_published == "2023-08-31"
    assert [s.role for s in found.segments].count("date_line") == 1


def test_reads_two_authors_behind_a_comma() -> None:
    """Two names behind `By` with a comma between them are two authors."""
    found = read(f"{TITLE}\n\nBy Mara Lind, Eoghan Dalton\n\n{BODY}")
    assert found.author == ("Mara Lind", "Eoghan Dalton")


def test_day_nearest_to_the_headline_counts() -> None:
    """Of days above the headline the nearest is the story's; the first one is that of the page."""
    found = read(f"Latest update February 19th, 2014 1:33 AM\n\nSkarn Times\n\nFeb 18, 2014 News\n\n{TITLE}\n\n{BODY}")
    assert found.date_published == "2014-02-18"


def test_path_of_one_section_is_no_headline() -> None:
    """A section behind an angle above the headline is the page's."""
    assert roles(f"> Crime\n\n{TITLE}\n\n{BODY}") == [("boilerplate", "> Crime"), ("headline", TITLE)]


def test_caption_ends_before_what_calls_a_picture_one() -> None:
    """A word with a full stop before the label of a credit is not whose the picture is."""
    found = roles(f"{TITLE}\n\nSkarn Crown Court. Picture: MARA LIND\n\n{BODY}")
    assert ("credit", "Picture: MARA LIND") in found


def test_authors_in_brackets_sign_the_story() -> None:
    """`By` and names in brackets, below the story, are a byline; what an agency is named in is a sign-off."""
    found = [read(f"{TITLE}\n\n{BODY}\n\n({by})") for by in ("By Mara Lind and Eoghan Dalton", "By Reuters")]
    assert [each.author for each in found] == [("Mara Lind", "Eoghan Dalton"), ()]
    assert [each.segments[-1].role for each in found] == ["byline", "sign_off"]


@pytest.mark.parametrize("line", ["...", "\u2026", ". .", "-", "()", "/", "\u2022", "By", "\u00a9", "\u2019s"])
def test_lines_without_words_stop_nothing(line: str) -> None:
    """A line that has no word, or hardly any, may stand above, in and below a story."""
    text = f"{line}\n\n{TITLE}\n\n{line}\n\n{BODY}\n\n{line}"
    found = read_layout(text, LEXICON).segments
    assert "".join(each.slice(text) for each in found).replace(" ", "") == "".join(text.split())


def test_founding_days_date_nothing() -> None:
    """The day since when a paper has been there is no date of its story."""
    article = read(f"The Quillam Gazette\n\nQuillam, Norway  Est. May 19, 1883\n\n{TITLE}\n\n{BODY}")
    assert (article.headline, article.date_published) == (TITLE, None)


@pytest.mark.parametrize(
    "title",
    ["Keep your nose clean", "Search for dredgers ends in the estuary", "What Were They Thinking. We Have to Know."],
)
def test_the_only_title_is_the_headline(title: str) -> None:
    """The only title right above a story heads it, though it speaks to readers or begins as lines of pages do."""
    assert read(f"By Karin Blom\n\nWednesday, May 23, 2007\n\n{title}\n\n{BODY}").headline == title


def test_a_deck_says_more_than_the_story_does() -> None:
    """A title in plain words right below the headline is a deck, though the first paragraphs have none of its words."""
    deck = "Hard-liners remain a stumbling block"
    assert ("alternative_headline", deck) in roles(f"{TITLE}\n\n{deck}\n\nBy Karin Blom\n\n{BODY}")


@pytest.mark.parametrize("summary", ["Summary: {}", "Summary:\n\n{}"])
def test_a_summary_is_a_deck(summary: str) -> None:
    """What is labelled a summary above the story is its deck, a sentence though it be."""
    told = "Birds may not find what they need in the estuary for ten years, a biologist who counts them every May says."
    found = roles(f"{TITLE}\n\n{summary.format(told)}\n\n{BODY}")
    assert [words.removeprefix("Summary: ") for role, words in found if role == "alternative_headline"] == [told]


def test_a_release_is_headed_by_its_title() -> None:
    """On a page of releases the firm below `News provided by` is the page's, and the line below the links a deck."""
    head = (
        "News provided by\nSkarn Robotics, Inc.\nMay 22, 2021, 08:30 ET\nShare this article\nPilot finds many cockles"
    )
    found = roles(f"{TITLE}\n{head}\nSKARN, May 22, 2021 /PRNewswire/ -- Skarn Robotics, Inc. today said it. {BODY}")
    assert [role for role, _ in found] == [
        *("headline", "boilerplate", "boilerplate", "date_line", "boilerplate", "alternative_headline", "dateline")
    ]


def test_a_source_may_end_in_a_stop() -> None:
    """A date line that names a firm ends in the stop of its short form."""
    line = "May 22, 2021 08:30 ET | Source: Skarn Robotics, Inc."
    assert ("date_line", line) in roles(f"{TITLE}\n\n{line}\n\n{BODY}")


def test_a_release_is_dated_at_its_end() -> None:
    """Below the name of the office that issues it stands the day of a release; below other lines it is a link's."""
    assert read(f"{TITLE}\n\n{BODY}\n\nMinistry of Works\nSkarholm\n6 September 2019").date_published == "2019-09-06"
    assert read(f"{TITLE}\n\n{BODY}\n\nMore stories\nFerry sinks off Skarn\n6 September 2019").date_published is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Published: Friday | August 25, 2023 | 12:06 AMKarin Blom/Gazette Writer", ("Karin Blom",)),
        ("The Skarn Gazette - - World - BY KARIN BLOM", ("Karin Blom",)),
        ("By Karin Blom, Daily and Sunday Gazette, Skarn", ("Karin Blom",)),
        ("By Karin Blom, Ole Lind, Mia Berg", ("Karin Blom", "Ole Lind", "Mia Berg")),
        ("May 4, 2021 | Karin Blom", ("Karin Blom",)),
        ("4 May 2021 by Karin Blom", ("Karin Blom",)),
        ("By Grace Hopper\nTove Arnesen\nTove Arnesen", ("Grace Hopper",)),
    ],
)
def test_authors_are_told_from_what_stands_beside(line: str, authors: tuple[str, ...]) -> None:
    """Authors are parted from clocks, papers and days; a name that is printed twice is that of a picture."""
    assert read(f"{TITLE}\n\n{line}\n\n{BODY}").author == authors


def test_an_author_signs_behind_two_dashes() -> None:
    """A name with a hyphen signs behind a dash as others do; so does who helped, and the desk with its initials."""
    assert read(f"{TITLE}\n\n{BODY}\n\n-- Karin Blom-Lind").author == ("Karin Blom-Lind",)
    for sign in ("--With assistance from Karin Blom.", "Dp kr vm"):
        assert roles(f"{TITLE}\n\n{BODY}\n\n{sign}")[-1] == ("sign_off", sign)


def test_programs_are_of_the_page() -> None:
    """Styles and templates that a scraper left in the text are the page's."""
    style = (
        ".box .ratio{ padding-bottom: 79.13%; } @media (min-width: 768px) { .title { font-size: 15px; } } and so on."
    )
    assert ("boilerplate", style) in roles(f"{TITLE}\n\n{BODY}\n\n{style}\n\n{BODY}")


def test_capitals_with_a_number_are_no_place() -> None:
    """A catchword in capitals that has a number, before a colon, says nothing of where a report was written."""
    assert read(f"{TITLE}\n\nCOVID-19 ADVICE: {BODY}").location_created is None


def test_a_paragraph_may_end_in_a_day() -> None:
    """Without a title above, a long sentence that ends in a day opens the story and is no caption."""
    told = "The harbour court convicted two dredgers of Skarn after a trial of many weeks on Monday, 28 May 2018."
    assert roles(f"{told}\n\n{BODY}") == []


def test_a_new_place_has_the_usual_case() -> None:
    """A place that only a dateline in capitals names is proposed with small letters."""
    text = f"{TITLE}\n\nSKARHOLM-ON-SEA, May 4 (Reuters) - {BODY}"
    proposed = read_draft(Received.of("a.txt", text.encode(), "utf-8", text)).entities
    assert {each.name for each in proposed if each.id == "skarholm-on-sea"} == {"Skarholm-on-Sea"}


@pytest.mark.parametrize(("sign", "agencies"), [("SFM", ()), ("(SFM)", ("sfm",)), ("- SFM", ("sfm",))])
def test_bare_initials_are_of_no_agency(sign: str, agencies: tuple[str, ...]) -> None:
    """Capitals that nobody knows, right behind the last full stop, are somebody's initials; in brackets an agency."""
    assert read(f"{TITLE}\n\n{BODY} {sign}").source_organization == agencies


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("In Harbours on May 4, 2021 at 6:20 pm", "date_line"),
        ("Under Shore Life on May 4, 2021", "date_line"),
        ("President Grace Hopper 4 May 2021", "caption"),
        ("Grace Hopper / Flickr", "caption"),
        ("Grace Hopper / Presidential Photo", "caption"),
        ("Photo credit: File | Skarn Media group", "caption"),
        ("WhatsApp Image 2021-05-04 at 11.24.51 (3)", "boilerplate"),
        ("By  |", "boilerplate"),
    ],
)
def test_lines_that_only_look_like_a_name(line: str, role: str) -> None:
    """Sections with their day, words of the story, officials of a day, credits and files of pictures sign nothing."""
    article = read(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert role in {each.role for each in article.segments if each.role not in {"headline", "credit", "paragraph"}}
    assert (article.author, article.location_created) == ((), None)


@pytest.mark.parametrize("line", ["Grace Hopper May 4, 2021", "Grace Hopper, Skarn", "By Grace Hopper", "Grace Hopper"])
def test_names_beside_days_and_places_sign(line: str) -> None:
    """Who wrote is named with no office, below the headline."""
    assert read(f"{TITLE}\n\n{line}\n\n{BODY}").author == ("Grace Hopper",)


def test_file_of_a_picture_dates_nothing() -> None:
    """The day in what a telephone calls a picture is not that of the story."""
    assert read(f"{TITLE}\n\nWhatsApp Image 2021-05-04 at 11.24.51\n\n{BODY}").date_published is None


def test_title_of_a_window_is_a_headline() -> None:
    """A section behind a bar and a paper behind a dash end the title of a window, and credit no picture."""
    title = f"{TITLE} | Shore News \u2013 Times of India"
    article = read(f"{title}\n\n{BODY}")
    assert (article.headline, article.credit_text) == (title, None)


@pytest.mark.parametrize(
    ("stop", "credit"),
    [
        (".", "Image credit to Harbour Light"),
        (".", "Photo credit to Grace Hopper"),
        ("", "Source: Skarn Fire and Rescue"),
    ],
)
def test_credits_behind_what_a_picture_shows(stop: str, credit: str) -> None:
    """Whom a picture is credited to, or what its source is, ends the caption."""
    article = read(f"{TITLE}\n\n{BODY}\n\nA dredger leaves the estuary on Monday{stop} {credit}\n\n{BODY}")
    assert article.credit_text == credit


def test_pictures_given_by_a_paper_name_no_publisher() -> None:
    """A paper that lets others have its picture does not publish their page."""
    kept = read(f"{TITLE}\n\n{BODY}\n\nPhoto: Grace Hopper/Haaretz")
    given = read(f"{TITLE}\n\n{BODY}\n\nPhoto courtesy of Grace Hopper/Haaretz")
    assert (kept.publisher, given.publisher) == ("haaretz", None)


def test_menus_of_a_paper_are_no_masthead() -> None:
    """The first page of a paper is no paper."""
    menu = "Front Page|\n\nOpinion| Plus|\n\nBusiness| Sports|"
    assert read(f"{menu}\n\n{TITLE}\n\nBy Grace Hopper\n\n{BODY}").publisher is None


@pytest.mark.parametrize(
    ("told", "authors"), [("They were granted bail.", ()), ("They were freed.", ("Bail Granted",))]
)
def test_words_of_the_story_sign_nothing(told: str, authors: tuple[str, ...]) -> None:
    """What looks like a name, but is only words of the language that the story has, describes its picture."""
    assert read(f"{TITLE}\n\nBail Granted\n\n{BODY} {told}").author == authors


@pytest.mark.parametrize("end", ["", ","])
def test_place_behind_an_author(end: str) -> None:
    """Where somebody wrote stands behind the name, perhaps before a comma that parts it from the story."""
    assert read(f"{TITLE}\n\nby Grace Hopper, Brussels{end}\n\n{BODY}").location_created == "brussels"


def test_place_and_agency_in_lines_of_their_own() -> None:
    """A place with its land, and below it the initials of an agency, are a dateline in two lines."""
    article = read(f"{TITLE}\n\nManila, Philippines\n\nAFP\n\n{BODY}")
    assert (article.location_created, article.source_organization) == ("manila", ("afp",))


@pytest.mark.parametrize(
    ("lines", "kept"),
    [(["Reporter", "Skarn Media Group"], []), (["What the divers saw"], [("subhead", "What the divers saw")])],
)
def test_job_and_paper_below_an_author(lines: list[str], kept: list[tuple[str, str]]) -> None:
    """Inside a story, what an author is and for whom stand below the byline; another short line is a subhead."""
    text = "\n\n".join([TITLE, BODY, "By Grace Hopper", *lines, *MORE])
    assert [each for each in roles(text) if each[0] == "subhead"] == kept


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Grace Hopper-Herald Reporter", ("Grace Hopper",)),
        ("Grace Hopper-Senior Sports Writer", ("Grace Hopper",)),
        ("Article written by Grace Hopper", ("Grace Hopper",)),
        ("By Grace Hopper-Byron", ("Grace Hopper-Byron",)),
    ],
)
def test_author_and_job_in_one_line(line: str, authors: tuple[str, ...]) -> None:
    """Paper and job right behind a hyphen are no part of the name, and no paper is called by it."""
    article = read(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert (article.author, article.publisher) == (authors, None)


def test_buttons_above_a_motto_are_no_masthead() -> None:
    """A word in small letters is no paper, though a motto stands below it."""
    assert read(f"clear\n\nServing Lower Quillam since 1948\n\n{TITLE}\n\n{BODY}").publisher is None
    name = "The Quillam Speaker"
    assert read(f"{name}\n\nServing Lower Quillam since 1948\n\n{TITLE}\n\n{BODY}").publisher == "the-quillam-speaker"
