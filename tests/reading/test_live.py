"""Live pages, transcripts, and what stands around the stories of aggregators."""

from __future__ import annotations

import pytest

from broadsheet.reading.draft import draft
from broadsheet.reading.layout import read_layout
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Received

LEXICON = Lexicon.load()
TITLE = "Skarn bridge shut after barge hits pier"
LEAD = "The bridge over the Skarn was shut on Monday night after a barge loaded with gravel had hit its second pier."
SECOND = (
    "Divers will look at the pier in the morning, and trains are turned back at Tarn, the railway of the valley said."
)
LAST = "The skipper of the barge was unhurt, but his dog has not been seen since the barge went down below the weir."
END = "Two of the guards had walked the line by lantern before the first train of the day was let out of its shed."
MORE = "Nobody can say when the bridge will open, since it was built by a firm whose plans were lost in a fire in 1931."
BODY = f"{LEAD}\n\n{SECOND}\n\n{LAST}"


def layout(*parts: str) -> list[tuple[str, str]]:
    """Role and words of every segment."""
    text = "\n\n".join(parts)
    return [(each.role, each.slice(text)) for each in read_layout(text, LEXICON).segments]


def others(*parts: str) -> list[tuple[str, str]]:
    """The segments beside the headline and the paragraphs."""
    return [each for each in layout(*parts) if each[0] not in {"headline", "paragraph"}]


def test_times_open_the_entries_of_a_live_page() -> None:
    """A time without a day is a subhead, and so is the title below it; when an entry was changed is the page's."""
    entries = ("19.41 GMT", "Dog \u2018last seen on the weir\u2019")
    later = ("18.30 GMT", "\u2018It came out of nowhere\u2019")
    updated = "Updated at 18.50 GMT"
    found = others(TITLE, "Mon 11 May 2020 21.05 BST", *entries, LEAD, SECOND, *later, LAST, END, updated, MORE)
    subheads = [("subhead", line) for line in (*entries, *later)]
    assert found == [("date_line", "Mon 11 May 2020 21.05 BST"), *subheads, ("boilerplate", updated)]


def test_posted_at_opens_the_entries_of_a_live_page() -> None:
    """Where the times of the entries stand behind the same words, they are subheads as well."""
    times = ("Posted at 19:41", "Posted at 18:30", "Posted at 17:05")
    found = layout(TITLE, "11 May 2020", times[0], LEAD, SECOND, times[1], LAST, times[2], END, MORE)
    assert [line for role, line in found if role == "subhead"] == list(times)


def test_long_title_below_a_time_is_a_subhead() -> None:
    """Below the time of an entry even a long line without a stop is its title, and no link."""
    title = "Skipper of the barge says he had seen no light on the second pier at all that night"
    assert ("subhead", title) in layout(TITLE, LEAD, SECOND, "04:08 PM", title, LAST, END)


TURNS = (
    "ADA BYRON, HOST: There are eleven bridges on the Skarn, and one of them has been shut since Monday night.",
    "GRACE HOPPER: Thank you. You will hear a train or two.",
    "BYRON: Why was the barge there at all?",
    "HOPPER: Because of the flood. My brother saw it turn, and he shouted, but who hears you on a barge?",
    "BYRON: Grace Hopper keeps the lock at Tarn. Thanks for being with us.",
    "HOPPER: Come and see it.",
)


def test_turns_of_a_transcript_are_questions_and_answers() -> None:
    """The host's turns are questions, and the name of who speaks is no dateline."""
    found = layout(TITLE, "May 13, 2020", *TURNS)
    assert [role for role, _ in found] == ["headline", "date_line", *["question", "answer"] * 3]


def test_of_two_who_asks_more_is_the_host() -> None:
    """In an interview with names before the turns the paper asks, though not in every turn; none is a place."""
    turns = (
        ("question", "QUAY: Mr. Lind, how long have you kept the bridge?"),
        ("answer", "Lind: Since the fire. Nobody else wanted to live in a house that has two doors and no stairs."),
        ("question", "QUAY: The firm that built it left no plans."),
        ("answer", "Lind: It left a box. Would you open a box that has been nailed up from the inside?"),
        ("question", "QUAY: What was in it?"),
        ("answer", "Lind: Nails. Four thousand of them, and a bill that the railway had never paid to anybody."),
        ("question", "QUAY: Thank you for this interview, and for the tea."),
    )
    assert layout("The keeper of the box", *(text for _, text in turns))[1:] == list(turns)


def test_who_asks_is_the_host() -> None:
    """Where nobody is called the host, it is who asks."""
    turns = [
        "Quay Post: Who shut the bridge?",
        "Hopper: The railway did, and it was right to.",
        "Quay Post: And now?",
        "Hopper: Now we wait for the divers.",
        "It may take weeks.",
        "Quay Post: Weeks?",
        "Hopper: Weeks.",
    ]
    roles = [role for role, _ in layout(TITLE, LEAD, SECOND, *turns)]
    assert roles[3:] == ["question", "answer", "question", "answer", "answer", "question", "answer"]


@pytest.mark.parametrize("turn", ["Note: the bridge is shut.", "Correction: it is open."])
def test_labels_alone_make_no_transcript(turn: str) -> None:
    """Lines that open with a word and a colon are no turns, unless several speak again and again."""
    assert "answer" not in {role for role, _ in layout(TITLE, LEAD, turn, SECOND, turn, LAST)}


@pytest.mark.parametrize(
    "above",
    [
        "Skarn Daily News (Dar es Salaam)",
        "Note: Search is limited to the most recent articles.",
        "Middle East & Africa | Gravel and other troubles",
        "We and our partners store cookies on your device. You can change your choice at any time.",
        "In Your Area",
    ],
)
def test_headline_stands_below_source_rubric_and_notice(above: str) -> None:
    """The paper that a story is taken from, its rubric, a notice of the page and a banner are no headline."""
    assert layout(above, TITLE, BODY)[:2] == [("boilerplate", above), ("headline", TITLE)]


def test_headline_that_begins_with_a_country_is_no_dateline() -> None:
    """`Tanzania:` before a title belongs to it; the place before a long dash is the dateline."""
    found = layout(
        "Tanzania: Bridge Shut After Barge Hits Pier", "By Ada Byron", f"Kwelmbu \u2014 {LEAD}", SECOND, LAST
    )
    assert found[:3] == [
        ("headline", "Tanzania: Bridge Shut After Barge Hits Pier"),
        ("byline", "By Ada Byron"),
        ("dateline", "Kwelmbu \u2014"),
    ]


def test_title_of_three_words_that_tells_of_the_story_is_the_headline() -> None:
    """Three capitalised words are no rubric where they say more of the story than the line below them."""
    assert layout("Skarn Bridge Barge", "Divers seek a dog", BODY)[0] == ("headline", "Skarn Bridge Barge")


def test_second_deck_is_a_deck() -> None:
    """Two titles below the headline are decks both."""
    decks = ["Divers to look at pier in the morning", "Skipper unhurt as barge goes down at weir"]
    assert others(TITLE, *decks, "May 13, 2020", BODY)[:2] == [("alternative_headline", deck) for deck in decks]


def test_deck_may_name_journalists() -> None:
    """A long line below the headline is a deck, though it has a word for what belongs to pages."""
    deck = "A former keeper of the lock held an informal chat with journalists"
    assert ("alternative_headline", deck) in layout(TITLE, deck, BODY)


def test_key_points_may_open_with_dashes() -> None:
    """Lines that open with a dash, above the story, are points of it."""
    points = ["- Trains are turned back at Tarn", "- Divers go down in the morning"]
    assert others(TITLE, "By Ada Byron", *points, BODY)[1:] == [("inset", point) for point in points]


def test_advertisement_does_not_end_a_story() -> None:
    """A sentence below the mark of an advertisement is still the story's, whatever its words."""
    assert layout(TITLE, BODY, "Advertisement", "It was his second in a year.")[-1][0] == "paragraph"


def test_day_in_brackets_is_a_date_line() -> None:
    """A day in brackets before the dateline is cut off, and dates the page."""
    text = f"{TITLE}\n\n[May 13, 2020]  ARCADIA, Wis. (AP) -- {BODY}"
    drafted = draft(Received.of("a.txt", text.encode(), "utf-8", text))
    assert (drafted.date_published, drafted.source_organization) == ("2020-05-13", ("associated-press",))


def test_lead_may_end_in_a_colon() -> None:
    """A lead behind a dateline may announce what follows."""
    lead = "TALLAHASSEE, Fla., Nov. 15 -- The Department of Weirs issued the following news release:"
    assert [role for role, _ in layout(TITLE, lead, BODY)][1:3] == ["dateline", "paragraph"]


def test_place_of_a_byline_is_where_it_was_written() -> None:
    """`By Ada Byron - Manaus` names author and place."""
    text = f"{TITLE}\n\nBy Ada Byron - Manaus\n\n{BODY}"
    drafted = draft(Received.of("a.txt", text.encode(), "utf-8", text))
    assert (drafted.author, drafted.location_created) == (("Ada Byron",), "manaus")


def test_town_behind_the_time_is_where_it_was_written() -> None:
    """A town in capitals, behind day and time, is the place."""
    text = f"{TITLE}\n\nMay 28, 2019 12:57 am | Updated 12:57 am IST - CHITTOOR\n\n{BODY}"
    assert draft(Received.of("a.txt", text.encode(), "utf-8", text)).location_created == "chittoor"


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("The pier after the barge had hit it Ada Byron/PA", "Ada Byron/PA"),
        ("The pier on Monday. KLFY", "KLFY"),
        ("Grace Hopper beside the lock. Credit...Ada Byron for The New York Times",
         "Credit...Ada Byron for The New York Times"),
    ],
)  # fmt: skip
def test_credit_may_be_glued(line: str, credit: str) -> None:
    """A credit is found behind a caption without a stop, as a call sign, and behind three dots."""
    assert others(TITLE, "May 13, 2020", line, BODY)[1:] == [("caption", line), ("credit", credit)]


@pytest.mark.parametrize(
    "line", ["4-Minute Listen", "Topic:Bridges", "Oops!", "Copyright 2011 Quay Press, Inc. (QP). Any use is forbidden."]
)
def test_furniture_is_the_pages(line: str) -> None:
    """Players, topics, errors and rights are the page's, wherever they stand."""
    assert ("boilerplate", line) in layout(TITLE, BODY, line)


def test_lines_broken_before_a_number_are_joined() -> None:
    """A line that was broken before a number goes on in the next one."""
    lines = [
        "The railway of the valley said that trains would be turned",
        "back at the station of Tarn until divers had been",
        "down to the pier, and that the timetable would be that of",
        "25 years ago, when there was no bridge over the river and",
        "people went by boat or not at all.",
    ]
    assert [role for role, _ in layout("\n".join(lines))] == ["paragraph"]


@pytest.mark.parametrize("sign", ["****", "WAM/Grace Hopper/Ada Byron", "[Associated Press; By GRACE HOPPER]"])
def test_last_line_signs(sign: str) -> None:
    """A rule, an agency with its authors and its name in square brackets sign a story, right below it."""
    assert others(TITLE, BODY, sign) == [("sign_off", sign)]


def test_lead_that_repeats_its_deck_is_no_caption() -> None:
    """A sentence that opens with a word in capitals and is printed twice is deck and first paragraph."""
    lead = "DIVERS have gone down to the second pier of the bridge, which a barge had hit two nights before."
    assert layout(TITLE, lead, lead, SECOND, LAST)[:3] == [
        ("headline", TITLE),
        ("alternative_headline", lead),
        ("paragraph", lead),
    ]


def test_advertisement_below_the_lead_makes_it_no_deck() -> None:
    """The mark of an advertisement stands between paragraphs of a story as often as above it."""
    assert layout(TITLE, LEAD, "Advertisement", SECOND, LAST)[1] == ("paragraph", LEAD)


def test_paper_above_its_picture_is_the_pages() -> None:
    """The name of a paper with a colon, above a caption, is no paragraph."""
    picture = "The second pier on Monday. Picture: Ada Byron / Quay Leader"
    assert ("boilerplate", "The Leader:") in layout(TITLE, LEAD, SECOND, "The Leader:", picture, LAST)


def test_introduction_of_the_author_is_the_pages() -> None:
    """Who has signed above the story and is introduced below it, with what else they are, is introduced by the page."""
    about = "Ada Byron, a former keeper of the lock at Tarn, is a fellow of the Institute for Weirs."
    assert layout(TITLE, "Ada Byron", BODY, about)[-1] == ("boilerplate", about)


def test_code_is_no_headline() -> None:
    """A call of a script, or the bars of a table, above the headline is the page's."""
    for above in ("gtag('config', 'QP-1'); Your title here", "| You are in: Valley | |||||||"):
        assert layout(above, TITLE, BODY)[:2] == [("boilerplate", above), ("headline", TITLE)]


def test_short_lead_below_points_is_none_of_them() -> None:
    """A sentence below points with bullets, which has none itself, is the lead."""
    points = ["- Trains are turned back at Tarn", "- Divers go down in the morning"]
    lead = "Nobody at Tarn can say where the dog is."
    assert ("inset", lead) not in layout(TITLE, "Key points:", *points, lead, BODY)


def test_long_third_point_is_no_lead() -> None:
    """A point that is a sentence is still a point, where unmarked prose follows."""
    points = [
        "- Trains are turned back at Tarn.",
        "- The railway and the council of the valley both say that the pier is the affair of the other one.",
    ]
    assert [each for each in others(TITLE, *points, BODY) if each[0] == "inset"] == [("inset", line) for line in points]
