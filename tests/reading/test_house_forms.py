"""Heads and openings in the forms of real papers and agencies, listed in `heads.txt` and `openings.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import draft
from broadsheet.sources import Received

TITLE = "Dredgers leave the Skarn estuary"
LEADS = (
    "The last two dredgers left the Skarn estuary on Monday, four months after their permits had run out.",
    "Police held three men on Monday after a chase through the port, an officer said, and two others were hurt.",
    "Prime Minister Tove Arnesen opened the new bridge on Tuesday and promised a second one by the spring.",
)
REST = """\
Cockle beds along the northern shore may need ten years to recover, marine biologist Tove Arnesen warned.

Her team will count the birds again in May, when the flats are dry enough to walk on for an hour.

Nobody on the shore expects the boats back, and the harbour office has sold their moorings."""


def cases(name: str) -> list[list[str]]:
    """The fields of each line of a list."""
    lines = (Path(__file__).parent / name).read_text("utf-8").split("\n")
    return [[field.removeprefix(" ") for field in line.split(" =>")] for line in lines if line and line[0] != "#"]


def read(head: str, lead: str) -> Article:
    """The draft of a story with a head."""
    text = f"{TITLE}\n\n{head.replace('¶', chr(10)).replace('{L}', lead)}\n\n{REST}\n"
    return draft(Received.of("a.txt", text.encode(), "utf-8", text))


def last_role(byline: str, last: str) -> str:
    """What the last line of a story is taken for."""
    text = f"{TITLE}\n\n{byline}\n\n{LEADS[0]}\n\n{REST}\n\n{last}\n"
    found = draft(Received.of("a.txt", text.encode(), "utf-8", text))
    return next(each.role for each in found.segments if text[each.start :] == f"{last}\n")


@pytest.mark.parametrize("lead", LEADS, ids=["thing", "people", "title"])
@pytest.mark.parametrize(("opening", "place", "agency"), cases("openings.txt"))
def test_opening(opening: str, place: str, agency: str, lead: str) -> None:
    """The place and the agency with which a story begins, whatever its first words are."""
    found = read(f"{opening}{{L}}", lead)
    assert (found.location_created or "", " ".join(found.source_organization)) == (place, agency)


@pytest.mark.parametrize(("head", "authors", "agencies", "day"), cases("heads.txt"))
def test_head(head: str, authors: str, agencies: str, day: str) -> None:
    """Authors, agencies and the day of publication between a headline and the story."""
    found = read(head, LEADS[0])
    assert found.headline == TITLE
    given = (";".join(found.author), " ".join(found.source_organization), found.date_published or "")
    assert given == (authors, agencies, day)


@pytest.mark.parametrize(
    "shown",
    [
        "A dredger leaves the port of Skarn on Monday, May 6, 2024.",
        "Harbour master Tove Arnesen speaks to reporters in Skarn",
        "The new bridge over the Skarn estuary, which opened in May",
    ],
    ids=["sentence", "person", "thing"],
)
@pytest.mark.parametrize(("caption", "credit"), cases("credits.txt"))
def test_credit(caption: str, credit: str, shown: str) -> None:
    """The credit of a picture above the story, with or without a full stop before it."""
    found = read(caption.replace("{C}", shown) + "\n\n{L}", LEADS[0])
    assert found.credit_text == credit
    assert {each.role for each in found.segments if each.start < 200} >= {"headline", "caption", "paragraph"}


@pytest.mark.parametrize(
    ("byline", "bio"),
    [
        ("By Grace Hopper", "Grace Hopper is a reporter for the Harbour Mirror."),
        ("By Grace Hopper", "Grace is a senior correspondent at the Harbour Mirror."),
        ("By Grace Hopper", "The writer is a former ambassador to Norway."),
        ("By Grace Hopper", "Grace Hopper | Reporter"),
        ("", "Grace Hopper is a staff writer at the Harbour Mirror covering the port."),
        ("", "Grace Hopper is a freelance journalist based in Oslo."),
    ],
)
def test_who_wrote_is_introduced_by_the_page(byline: str, bio: str) -> None:
    """The last paragraph may say who the author is, with or without a byline."""
    assert last_role(byline, bio) == "boilerplate"


@pytest.mark.parametrize(
    ("byline", "last"),
    [
        ("", "The writer is a former ambassador to Norway."),
        ("By Ada Byron", "Tove Arnesen is a reporter for the Harbour Mirror."),
        ("By Ada Byron", "Arnesen is a former editor of the Harbour Mirror."),
        ("", "Grace Hopper is a professor of law at the University of Skarn."),
        ("", "Mara Lind is a reporter for the Harbour Mirror who was hurt in the crash."),
        ("", "This story is developing into a scandal, said the mayor."),
    ],
)
def test_the_story_goes_on_to_its_last_paragraph(byline: str, last: str) -> None:
    """Who the story tells of, or nobody says that wrote it, is no author."""
    assert last_role(byline, last) == "paragraph"


MIDDLE = (
    "Her team will count the birds again in May, when the flats are dry enough to walk on for an hour.",
    "Nobody on the shore expects the boats back, and the harbour office has sold their moorings.",
)


def set_in(lines: str, gap: str) -> list[tuple[str, str]]:
    """Role and words of what stands between the paragraphs of a story."""
    text = f"{TITLE}\n\n" + gap.join([*LEADS[:2], lines, *MIDDLE]) + "\n"
    found = draft(Received.of("a.txt", text.encode(), "utf-8", text)).segments
    told = [(each.role, text[each.start : each.end]) for each in found]
    assert [line for role, line in told if role == "paragraph"] == [*LEADS[:2], *MIDDLE]
    return [(role, line) for role, line in told[1:] if role != "paragraph"]


@pytest.mark.parametrize("gap", ["\n\n", "\n"], ids=["blank", "no blank"])
@pytest.mark.parametrize(("line", "role"), cases("inside.txt"))
def test_line_inside_a_story(line: str, role: str, gap: str) -> None:
    """A heading of the story, or a line of the page."""
    (found,) = {each for each, _ in set_in(line, gap)}
    assert found == role if role != "page" else found in {"inset", "boilerplate"}


@pytest.mark.parametrize(
    ("lines", "role"),
    [
        ("Related stories\nPort to open in May\nCouncil votes for new bridge", "boilerplate"),
        ("Related stories\nPort to open in May", "boilerplate"),
        (
            "More on this story\nPort to open in May\n3 May 2024\nCouncil votes for new bridge\n2 May 2024",
            "boilerplate",
        ),
        ("list 1 of 2\nPort to open in May\nlist 2 of 2\nCouncil votes for new bridge\nend of list", "boilerplate"),
        ("At a glance:\n- Port opens in May\n- Bridge costs $3 million", "inset"),
        ("RELATED:\n• Port to open in May\n• Council votes for new bridge", "inset"),
    ],
)
def test_list_inside_a_story(lines: str, role: str) -> None:
    """Titles right below a line that heads links or points are what that line is."""
    assert set_in(lines, "\n\n") == [(role, line) for line in lines.split("\n")]


def test_caption_inside_a_story() -> None:
    """A credit that calls itself one of a photo signs no story, where few paragraphs follow."""
    line = "A dredger leaves the port of Skarn. (AP Photo/Grace Hopper)"
    assert set_in(line, "\n\n") == [("caption", line), ("credit", "AP Photo/Grace Hopper")]


def test_dateline_below_a_label_opens_the_story() -> None:
    """A label of the page above a dateline makes no deck of the first paragraph."""
    found = read("Summary\n\nOSLO (NTB) - {L}", LEADS[0])
    assert "alternative_headline" not in {each.role for each in found.segments}


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("(GH/AB/MS)", "sign_off"),
        ("Grace Hopper for Harbour Mirror", "byline"),
        ("The interview has been edited for length.", "boilerplate"),
        ("This piece was produced by Harbour.Net's English desk.", "sign_off"),
        ("This article was compiled by the Harbour News web desk.", "sign_off"),
        ("This piece was produced by a museum in Oslo, Lind said.", "paragraph"),
        ("QZXNS", "sign_off"),
        ("LINKS", "boilerplate"),
        ("REFERENCES", "boilerplate"),
    ],
)
def test_last_line_of_a_story(line: str, role: str) -> None:
    """Initials in brackets or a desk sign, a name with whom it is for wrote the story; notes are the page's."""
    assert last_role("", line) == role


def test_small_words_in_the_name_of_a_maker() -> None:
    """Names as Spanish, Dutch and others have them credit a picture, too."""
    for name in ("Guadalupe de la O Hopper/Cuartoscuro", "Grace van der Berg/AFP"):
        assert read(f"A dredger leaves Skarn. {name}\n\n{{L}}", LEADS[0]).credit_text == name


def test_outlet_that_asks_has_small_words_in_its_name() -> None:
    """What stands behind the name of who asks is a question, also where it asks nothing."""
    asked = ["Why was the port shut?", "You have been critical of the council as well.", "Will it open?"]
    answers = ["Because the cranes came late.", "They promised us a road.", "In May, if the ropes hold."]
    turns = [
        f"{who}: {said}"
        for pair in zip(asked, answers, strict=True)
        for who, said in zip(("Notes from Skarn", "Tove Arnesen"), pair, strict=True)
    ]
    text = f"{TITLE}\n\n{LEADS[0]}\n\n" + "\n\n".join(turns) + "\n"
    found = draft(Received.of("a.txt", text.encode(), "utf-8", text)).segments
    assert [each.role for each in found][-6:] == ["question", "answer"] * 3


def roles_of(text: str) -> list[tuple[str, str]]:
    """Role and words of each segment of a text."""
    found = draft(Received.of("a.txt", text.encode(), "utf-8", text)).segments
    return [(each.role, text[each.start : each.end]) for each in found]


@pytest.mark.parametrize(
    "lines",
    [
        ((TITLE, "headline"), (f"{TITLE} Photo: HNS", "caption")),
        ((TITLE, "headline"), ("Dredgers leave the Skarn", "caption"), ("Dredgers leave the Skarn", "caption")),
        (("World", "boilerplate"), (TITLE, "headline"), (f"{TITLE} Photo: HNS", "caption")),
        (("Solomon Islands", "boilerplate"), (TITLE, "headline")),
    ],
    ids=["credited", "cut", "section", "country"],
)
def test_headline_that_labels_the_picture(lines: tuple[tuple[str, str], ...]) -> None:
    """A headline may be said again, with a credit or cut, for the picture below it."""
    text = "\n\n".join([*(line for line, _ in lines), *LEADS, REST]) + "\n"
    found = roles_of(text)
    assert {(role, line) for line, role in lines} <= {(role, line) for role, line in found}
    assert [line for role, line in found if role == "headline"] == [TITLE]


def test_capitals_open_the_story_and_not_a_picture() -> None:
    """A sentence printed twice is the deck and the first paragraph, where it opens with a place in capitals."""
    lead = "OSLO City Council voted for a second harbour bridge on Tuesday, after nine years of debate."
    found = roles_of("\n\n".join([TITLE, lead, lead, *LEADS, REST]))
    assert [role for role, line in found if line == lead][-1] == "paragraph"
    assert "caption" not in dict(found)


@pytest.mark.parametrize(
    "last", ["(WAFA, HM)", "(G.H.) (Agenzia Fides 26/10/2016)", "(Agenzia Fides, 26/10/2016)", "[ZNBC]"]
)
def test_sign_off_with_more_than_the_agency(last: str) -> None:
    """Initials of the page, and the day, may stand beside the agency."""
    text = "\n\n".join([TITLE, *LEADS, f"{REST} {last}" if "Fides" in last else f"{REST}\n\n{last}"])
    found = roles_of(text)
    assert " ".join(line for role, line in found if role == "sign_off") == last
    assert "caption" not in dict(found)


@pytest.mark.parametrize("sign", ["[Reuters]", "[Seafoto]", "[Harbour Gazette, NTB]"])
def test_sign_off_in_square_brackets(sign: str) -> None:
    """What credits a picture above the story signs its last paragraph."""
    shown = f"A dredger leaves the port of Skarn on Monday. {sign}"
    found = roles_of("\n\n".join([TITLE, shown, *LEADS, f"{REST} {sign}"]))
    assert [line for role, line in found if role == "sign_off"] == [sign]
    assert ("caption", shown) in found


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["lines", "empty lines"])
def test_lines_broken_to_fit(gap: str) -> None:
    """A paragraph may be broken into lines, with an empty one behind each."""
    lines = [
        "OSLO, May 13, 2024 (NTB) - The last two dredgers left the estuary of",
        "Skarn on Monday, four months after their permits had run out, said the",
        "harbour office, which had waited since the spring for the police to act.",
        "Cockle beds along the northern shore may need ten years to recover, as",
        "marine biologist Tove Arnesen warned in a report to the fisheries board,",
        "and her team will count the birds again in May, when the flats are dry.",
    ]
    text = gap.join([TITLE, *lines])
    article = draft(Received.of("a.txt", text.encode(), "utf-8", text))
    assert (article.headline, article.date_published, article.location_created) == (TITLE, "2024-05-13", "oslo")
    assert [each.role for each in article.segments][:3] == ["headline", "dateline", "paragraph"]


@pytest.mark.parametrize(
    ("opening", "publisher"),
    [
        ("TAMPA, Fla. (AP) - ", None),
        ("OSLO (Reuters) - ", None),
        ("TAMPA, Fla. (WQZX) - ", "wqzx"),
        ("", "tampa-bay-times"),
    ],
)
def test_whom_a_wire_says_was_told(opening: str, publisher: str | None) -> None:
    """Who was told things in an agency's report need not be the page's outlet; the sign of a station is."""
    asker = "a reporter" if publisher == "wqzx" else "the Tampa Bay Times"
    told = f"Harbour master Ada Byron told {asker} that it was late."
    text = "\n\n".join([TITLE, opening + LEADS[0], told, REST])
    assert draft(Received.of("a.txt", text.encode(), "utf-8", text)).publisher == publisher


@pytest.mark.parametrize(
    ("title", "others"),
    [
        (f'{TITLE}: "Too late" PHOTO', []),
        ("SKARN: Police Detain Three Men After Long Harbour Chase", []),
        (
            "Harbour Ministry Says Police Hold Three Men After Chase",
            [
                "Published May 13, 2024 | 06:29 PM",
                f"{LEADS[1][:-1]} and were brought to the town hall of Skarn, she said, by a boat of the guard",
            ],
        ),
    ],
    ids=["picture", "place", "ministry"],
)
def test_headline_of_a_page(title: str, others: list[str]) -> None:
    """A title may end in what else the page has, begin with a place, or tell what a ministry says."""
    text = "\n\n".join([title, *others, *LEADS, REST])
    article = draft(Received.of("a.txt", text.encode(), "utf-8", text))
    assert (article.headline, article.location_created, article.credit_text) == (title, None, None)


def test_staff_reporter_is_no_headline() -> None:
    """A desk before a colon, above a story without a title, signs it."""
    found = roles_of("\n".join(["Staff Reporter :", *LEADS, REST]))
    assert found[0] == ("byline", "Staff Reporter :")
    assert "headline" not in dict(found)


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["- Published22 February 2016", "- Published5 May 2023"], None),
        (["Published 22 February 2016", "Updated 5 May 2023"], "2016-02-22"),
    ],
    ids=["other stories", "its own"],
)
def test_days_below_a_story(lines: list[str], day: str | None) -> None:
    """Days in the same words below a story are those of others, and invent no date."""
    text = "\n".join([TITLE, *LEADS, REST.replace("\n\n", "\n"), *lines])
    assert draft(Received.of("a.txt", text.encode(), "utf-8", text)).date_published == day


@pytest.mark.parametrize(
    ("byline", "publisher"),
    [("By Ada Byron Global News", "global-news-ca"), ("By Ada Byron The Canadian Press", None)],
)
def test_outlet_behind_the_name(byline: str, publisher: str | None) -> None:
    """A byline may end in the name of the page's outlet; an agency writes for others."""
    text = "\n\n".join([TITLE, byline, *LEADS, REST])
    assert draft(Received.of("a.txt", text.encode(), "utf-8", text)).publisher == publisher


def test_initials_of_a_wire_sign_the_story() -> None:
    """Who wrote and edited a report may have double initials."""
    found = roles_of("\n\n".join([TITLE, *LEADS, REST, "ros-ds/jza/yad"]))
    assert found[-1] == ("sign_off", "ros-ds/jza/yad")


def test_picture_with_its_button() -> None:
    """What a picture shows may be printed once with a button, and once with its credit."""
    shown = "The harbour office of Skarn."
    text = "\n".join([TITLE, f"{shown} View image in full screen", f"{shown} RCMP", *LEADS, REST])
    article = draft(Received.of("a.txt", text.encode(), "utf-8", text))
    assert (article.headline, article.credit_text) == (TITLE, "RCMP")
    assert [each.role for each in article.segments][:4] == ["headline", "caption", "caption", "credit"]


def test_dateline_with_a_clock_has_a_line_to_itself() -> None:
    """Place, day, clock and agency may stand above the first paragraph."""
    text = "\n\n".join([TITLE, "Vatican City, Feb 9, 2025 / 09:00 am (CNA).", *LEADS, REST])
    article = draft(Received.of("a.txt", text.encode(), "utf-8", text))
    found = (article.location_created, article.source_organization, article.date_published, article.credit_text)
    assert found == ("vatican", ("cna",), "2025-02-09", None)


def test_small_words_are_no_place() -> None:
    """A day with a dash behind it makes no dateline of the words before it."""
    text = "\n\n".join(
        [TITLE, "Over the Feb. 8\u20139 weekend some 300 people walked along the quays of Skarn.", *LEADS]
    )
    assert draft(Received.of("a.txt", text.encode(), "utf-8", text)).location_created is None


def test_deck_said_again_in_the_second_paragraph() -> None:
    """What stands between a deck and the paragraph that says it again opens the story."""
    deck = "The harbour master was arrested as he tried to leave the port of Skarn in the night."
    again = f"{deck[:-1]} by boat, reported the Harbour Mirror."
    found = roles_of("\n\n".join([TITLE, "Picture: HNS", deck, LEADS[1], again, REST]))
    assert ("alternative_headline", deck) in found
    assert ("paragraph", LEADS[1]) in found


def test_cut_beginnings_of_other_stories() -> None:
    """Lines that all break off below a story are the page's."""
    cut = [
        "On the eve of the fair, the harbour of Skarn\u2026",
        "In the north a new quay\u2026",
        "A ferry for the isle\u2026",
    ]
    found = roles_of("\n".join([*LEADS, REST.replace("\n\n", "\n"), *cut]))
    assert found[-3:] == [("boilerplate", line) for line in cut]


@pytest.mark.parametrize(("banner", "day"), [("Mon. Sep 23rd, 2024", None), ("Mon, Sep 23, 2024", "2024-09-23")])
def test_day_of_the_visit(banner: str, day: str | None) -> None:
    """A banner of a theme that many sites have gives the day of the visit."""
    text = "\n\n".join([banner, TITLE, *LEADS, REST])
    assert draft(Received.of("a.txt", text.encode(), "utf-8", text)).date_published == day
