"""What stands around a story on its page: banners, indexes, leftovers of templates, initials."""

from __future__ import annotations

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import draft
from broadsheet.reading.layout import read_layout
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Received

LEXICON = Lexicon.load()
TITLE = "Cable ferry stops for the winter"
TOLD = "The cable ferry across the Skarn stopped on Monday, a month earlier than last year, its owner said."
MORE = "Ice had damaged the landing stage, and the crew had asked for leave until the thaw in April."


def roles(*lines: str) -> list[str]:
    """The roles of the segments of a text with these lines, a blank one between them."""
    return [each.role for each in read_layout("\n\n".join(lines), LEXICON).segments]


def read(*lines: str) -> Article:
    """The draft of such a text."""
    text = "\n\n".join(lines)
    return draft(Received.of("a.txt", text.encode(), "utf-8", text))


@pytest.mark.parametrize(
    "banner",
    [
        ["Sunday, May 19, 2024", "42.8 C"],
        ["Skarn: -2 \u00b0C Friday 2 March, 2018"],
        ["6 December, 2025, 7:44 am Central - 26\u00b0C Rain"],
    ],
)
def test_day_beside_the_weather(banner: list[str]) -> None:
    """The day of a banner with the temperature is that of the visit: it is the page's and dates nothing."""
    assert roles(*banner, TITLE, TOLD, MORE) == ["boilerplate"] * len(banner) + ["headline", "paragraph", "paragraph"]
    assert read(*banner, TITLE, TOLD, MORE).date_published is None


def test_days_of_other_stories() -> None:
    """Above a headline with its own day a later one belongs to another story or to the visit."""
    lines = ["Quay plans shelved", "9 January 2024", TITLE, "10 October 2022", TOLD, MORE]
    assert roles(*lines)[1:4] == ["boilerplate", "headline", "date_line"]
    assert read(*lines).date_published == "2022-10-10"


def test_day_of_publication_above_the_headline() -> None:
    """A later day that is said to be that of publication is the story's, above its headline as well."""
    assert read("Published: 12 October 2022", TITLE, "10 October 2022", TOLD, MORE).date_published == "2022-10-12"


def test_index_of_a_briefing() -> None:
    """The entries between Index and Transcript are an inset each, and the titles of both the page's."""
    turns = [f"MS. HOPPER: {TOLD}", "QUESTION: When will it run again?", f"MS. HOPPER: {MORE}"]
    found = roles("Daily Press Briefing", "INDEX:", "SKARN", "Landing Stages", "TRANSCRIPT:", *turns)
    assert found[:5] == ["headline", "boilerplate", "inset", "inset", "boilerplate"]


@pytest.mark.parametrize(
    "line",
    ["+ \u21ba \u2212 16 px", "Page Tools", "Photo/Illustration", "(Corrects a name.)", "Image may contain: ferry"],
)
def test_leftovers_of_templates(line: str) -> None:
    """Buttons for the size of letters, tools and notes of a change are the page's."""
    assert roles(TITLE, line, TOLD, MORE)[1] == "boilerplate"


@pytest.mark.parametrize("initials", ["iy", "AS"])
def test_initials_sign(initials: str) -> None:
    """Two letters alone below a story are the initials of who edited it."""
    assert roles(TITLE, TOLD, MORE, initials)[-1] == "sign_off"


def test_name_with_an_address() -> None:
    """A name with an address for mail is a byline."""
    assert read(TITLE, "Grace Hopper, newsroom@gazette.example", TOLD, MORE).author == ("Grace Hopper",)


def test_person_below_the_headline() -> None:
    """A name below the headline of whom the story tells first is that of a picture, and no author's."""
    about = "Grace Hopper, who ran the cable ferry across the Skarn for forty years, has sold it to the county."
    assert roles("Ferry sold", "Grace Hopper", about, MORE)[1] == "caption"


def test_maker_in_brackets() -> None:
    """A name in brackets, glued to the end of a caption, credits the picture."""
    shown = "The cable ferry lies at its landing stage below the mill on Tuesday night.(Ada Byron)"
    assert roles(TITLE, shown, TOLD, MORE)[1:3] == ["caption", "credit"]


def test_source_with_a_day_signs() -> None:
    """A source with the day of its report, below the story, is a sign-off and no date line."""
    assert roles(TITLE, TOLD, MORE, "Source: Xinhua, June 18, 2008")[-1] == "sign_off"


def test_post_below_a_name() -> None:
    """What somebody is at a paper, on a line of its own, is no second author."""
    assert read(TITLE, "By ADA BYRON", "Tribune Freeport Reporter", TOLD, MORE).author == ("Ada Byron",)


def test_long_subhead() -> None:
    """A long title inside a story heads the paragraph behind it, if both speak of the same; else it is a link."""
    heading = "The Long Way From the Mill to the Landing Stage: A Tale of Ice and Leave"
    again = "From the mill to the landing stage the ice had not been so thick since the winter of the great flood."
    assert roles(TITLE, TOLD, MORE, heading, again, MORE)[3] == "subhead"
    assert (
        roles(TITLE, TOLD, MORE, "Ministers quarrel in the capital over who may fish for cod next spring", MORE, MORE)[
            3
        ]
        == "inset"
    )


def test_caption_above_a_title_that_the_path_names() -> None:
    """A picture may stand between the path of a page and its headline."""
    shown = "The owner of the cable ferry, Tove Arnesen, is shown the damaged landing stage by two members of her crew."
    found = roles(f"Home / News / Local / {TITLE}", shown, TITLE, TOLD, MORE)
    assert found == ["boilerplate", "caption", "headline", "paragraph", "paragraph"]


def test_entries_with_day_and_time() -> None:
    """Days with a time and without a year, repeated inside a story, are the subheads of a live page."""
    found = roles(TITLE, TOLD, "Mar 2nd, 7:18 AM", MORE, "Mar 2nd, 7:45 AM", f"{MORE} They will be back.")
    assert found.count("subhead") == 2


def test_hours_of_a_live_page() -> None:
    """An hour with a colon stands over an entry."""
    assert roles(TITLE, TOLD, "1:55am:", MORE, "2am:", MORE).count("subhead") == 2


def test_link_in_brackets() -> None:
    """A link in brackets is set into the story."""
    assert roles(TITLE, TOLD, "(Also read: Landing stage to be rebuilt.)", MORE)[2] == "inset"


def test_headline_in_two_cases() -> None:
    """A headline that is printed again with other capitals is none of the authors."""
    title = "Cable Ferry Owner Arnesen Discusses Winter, Leave For Crew In Call"
    found = read(title, "By Ada Byron", title.replace("For", "for").replace("In", "in"), TOLD, MORE)
    assert found.author == ("Ada Byron",)


def test_headline_that_is_a_sentence() -> None:
    """A single sentence above byline and story is the headline, though it has a full stop and is long."""
    sentence = "The end of the ferry for this winter should be the beginning of a better stage for all who cross."
    assert roles(sentence, "By Ada Byron", f"Tabora, January 30/2020 - {TOLD}", MORE)[:2] == ["headline", "byline"]


STORY = [
    "The ferry of Skarn will run every hour from Monday, harbour master Mara Lind said on Friday in the town hall.",
    "It carried 4,100 people in June, and many of them had to wait on the quay for more than an hour, she said.",
]


@pytest.mark.parametrize(
    "labels", [["Ferries", "Harbours", "Summer"], ["STORY FACTS", "Story ID: 4411", "Views: 12", "PUBLIC DOMAIN"]]
)
def test_labels_below_the_story(labels: list[str]) -> None:
    """Tags and facts in a row below the last prose head nothing: they are the page's."""
    assert roles("Ferry to run every hour", *STORY, *labels)[3:] == ["boilerplate"] * len(labels)


def test_subhead_above_prose() -> None:
    """A short line above a paragraph stays a subhead."""
    assert roles("Ferry to run every hour", STORY[0], "Queues", STORY[1])[2] == "subhead"


def test_name_with_a_telephone_number() -> None:
    """A name with a telephone number below the story is the page's."""
    assert roles("Ferry to run every hour", *STORY, "Grace Hopper 555-555-0199")[-1] == "boilerplate"


def test_signature_below_a_notice() -> None:
    """A name below the story and a post below the name sign it."""
    found = roles("Ferry to run every hour", *STORY, "Ada Byron", "Non-executive Chairman")
    assert found[-2:] == ["sign_off", "sign_off"]


def test_interests_of_authors() -> None:
    """What authors tell of their interests is the page's."""
    lines = [
        "By Grace Hopper",
        "Disclosure statement",
        "The author has no shares in a ferry, nor in the harbour of Skarn.",
    ]
    assert roles("Ferry to run every hour", *lines, *STORY)[2:4] == ["boilerplate", "boilerplate"]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("The first queue of the summer on the quay of Skarn", "caption"),
        ("Lecturer in Hydrology, University of Skarn", "boilerplate"),
    ],
)
def test_line_below_a_byline(line: str, role: str) -> None:
    """Below a byline a line without a full stop is a caption or says where the author works, and no deck."""
    assert roles("Ferry to run every hour", "By Grace Hopper", line, *STORY)[2] == role


def test_place_in_brackets() -> None:
    """A known place in brackets before a dash is a dateline."""
    article = read("Ferry to run every hour", f"(Oslo) \u2013 {STORY[0]}", STORY[1])
    assert article.location_created == "oslo"
    assert not article.source_organization


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("News - Tuesday, 29 April , 2008", "2008-04-29"),
        ("05.12.2018", "2018-05-12"),
        ("Results for the year ended 31 December 2011", None),
    ],
)
def test_days_in_the_head(line: str, day: str | None) -> None:
    """Another day that is written out settles the order of digits; a period that a report covers dates nothing."""
    told = "The count of 05.10.2018 was repeated on May 10, 2018, she said, and nobody in Skarn was surprised by it."
    assert read("Ferry to run every hour", line, *STORY, told).date_published == day


def test_rank_of_an_author() -> None:
    """A rank is no part of an author's name, and whom a piece was special to wrote nothing."""
    lines = ["Story by Staff Sgt. Grace Hopper", "SPECIAL TO THE SKARN TIMES"]
    assert read("Ferry to run every hour", *lines, *STORY).author == ("Grace Hopper",)


def test_notice_without_a_holder() -> None:
    """The word of a notice of copyright is no publisher."""
    assert read("Ferry to run every hour", *STORY, "\u00a9Copyright 2001-2019").publisher is None


def test_turns_of_a_broadcast() -> None:
    """Presenter and reporter ask, also where nobody ends in a question; what is heard is no turn."""
    lines = [
        "ADA BYRON: The ferry of Skarn has stopped for the winter. Grace Hopper reports.",
        "(sound of ice)",
        "GRACE HOPPER: The landing stage is under ice, and the harbour master looks at it from her window.",
        "MARA LIND: We did not expect this before January. Nobody here did.",
        "GRACE HOPPER: The owner of the ferry, Tove Arnesen, hopes for a thaw.",
        "MARA LIND: She always does.",
        "ADA BYRON: That report was by Grace Hopper.",
    ]
    assert roles("Ferry stops for the winter", "Reporter: Grace Hopper", *lines)[2:] == [
        "question", "paragraph", "question", "answer", "question", "answer", "question",
    ]  # fmt: skip


def test_turns_by_initials() -> None:
    """Who is named with initials in brackets speaks the turns that open with the initials."""
    lines = [
        "Skarn Voices (SV): Where did you learn to read the ice?",
        "Grace Hopper (GH): On the ferry. The captain let me stand at the bow for two winters, and I took notes.",
        "SV: Who paid for it?",
        "GH: Nobody did. I sold the notes to a paper in the end.",
    ]
    assert roles("Reading the ice: a conversation", *STORY, *lines)[3:] == ["question", "answer", "question", "answer"]


def test_questions_that_head_paragraphs() -> None:
    """Short questions that ask nobody, over several paragraphs each, are subheads, though somebody is talked to."""
    lines = [STORY[0], "Why does the ferry stop?", TOLD, MORE, "Can the ice be broken?", STORY[1], TOLD]
    found = roles("Our reporter talks to the harbour: why ferries stop", *lines)
    assert [found[2], found[5]] == ["subhead", "subhead"]
    assert "answer" not in found


def test_advice_that_speaks_of_pages_by_the_way_is_of_the_story() -> None:
    """A story that speaks to its readers goes on doing so; a form to fill in does, too, but has none of its words."""
    told = [
        "If you keep a ferry, you will know what ice does to a landing stage, and how long your crew needs to mend it.",
        "You need not wait for the thaw: the crew can lift the stage in November, before your last ferry has left.",
        "Your passengers will forgive you a short season, but never a ferry that leaves them standing on the ice.",
    ]
    advice = (
        "Your passengers have to hear of it from the crew, and in time: when you lift the stage before the thaw, you "
        "will need a page on Facebook, a few words on Twitter, and a board at the landing for those who know neither. "
        "A ferry that has left will be forgiven if your last passengers knew how long the season was, and that the "
        "crew would mend the stage in November, and if you never leave them standing on the ice as we once had to."
    )
    form = (
        "Tell us what we should look into next, and leave your email in the box so that somebody of our desk can write "
        "back within a week or two, though we cannot promise that every letter will have an answer of its own. You may "
        "change your mind at any time by a line to the newsletter, and nothing will be sent to you from then onwards, "
        "as our rules for the comments say, which were last gone over in the spring by two lawyers and a clergyman."
    )
    assert roles(TITLE, *told, advice) == ["headline", *["paragraph"] * 4]
    assert roles(TITLE, *told, form) == ["headline", *["paragraph"] * 3, "boilerplate"]


def test_form_for_comments_below_one_paragraph() -> None:
    """What a form asks for is the page's, however short the story above it."""
    assert roles(TITLE, TOLD, "Name *", "E-mail *", "Comment Title*")[2:] == ["boilerplate"] * 3


def test_list_of_what_subscribers_get() -> None:
    """One of several lines with dashes is an entry of their list, and signs nothing."""
    gains = ["- Unlimited access to all premium content", "- Weekly Newsletters", "- M-Pesa, Airtel Money accepted"]
    assert roles(TITLE, TOLD, MORE, *gains)[3:] == ["boilerplate"] * 3
    assert roles(TITLE, TOLD, MORE, "- Harbour News")[3:] == ["sign_off"]


def test_publisher_below_the_story() -> None:
    """Who publishes the paper, named with that office in the last two lines, has not written the story."""
    assert roles(TITLE, TOLD, MORE, "Ada Byron", "Editor-in-Chief and Publisher")[3:] == ["boilerplate"] * 2
    assert read(TITLE, TOLD, MORE, "Ada Byron").author == ("Ada Byron",)


def test_paper_of_today() -> None:
    """Above today's paper stands the day of the visit."""
    article = read("Today's Paper | July 08, 2024", "Published May 3, 2022 07:44am", TITLE, TOLD, MORE)
    assert article.date_published == "2022-05-03"
    assert roles("Today's Paper | July 08, 2024", "Published May 3, 2022", TITLE, TOLD, MORE)[0] == "boilerplate"


def test_day_of_two_digits_each() -> None:
    """A day that may be read in several ways is the line of a date, and dates nothing."""
    assert roles(TITLE, "Last Updated: 10/02/23 9:44am", TOLD, MORE)[1] == "date_line"
    assert read(TITLE, "Last Updated: 10/02/23 9:44am", TOLD, MORE).date_published is None


def test_name_of_the_page_among_authors() -> None:
    """What the page begins with, or a name of no person printed twice, has not written the story."""
    assert roles("Skarn Today, skarn today", "Skarn Today, skarn today", TITLE, TOLD)[:2] == ["boilerplate"] * 2
    named = read("Skarn Miner", TITLE, "Ada Byron", "Skarn Miner", TOLD, MORE)
    assert named.author == ("Ada Byron",)


def test_agency_below_two_paragraphs() -> None:
    """An agency in brackets behind the very last sentence signs the story, however short that is."""
    assert read(TITLE, TOLD, f"{MORE} (ANI)").source_organization == ("ani",)


def test_desk_behind_the_last_sentence() -> None:
    """Words for those who write for a paper sign behind a dash, and end no story that goes on."""
    assert roles(TITLE, TOLD, MORE, f"{TOLD} \u2014 Bureau report")[-1] == "sign_off"
    assert roles(TITLE, TOLD, f"{TOLD} \u2014 Bureau report", MORE)[-1] == "paragraph"


def test_day_of_publication_among_links() -> None:
    """Below the links of the page the day stays one that is said to be that of the first publication."""
    article = read(TITLE, TOLD, MORE, "More From This Section", "Quay plans shelved", "First Published: Jul 02 2016")
    assert article.date_published == "2016-07-02"


def test_menu_that_was_run_together() -> None:
    """A line of many words that stand without blanks between them is no headline."""
    menu = "Global EngagementSC HomeAbout SCSC AcademicsSC AdmissionsSC HealthSC LibrariesSC ResearchNews"
    assert roles(menu, TITLE, TOLD, MORE)[:2] == ["boilerplate", "headline"]


def test_offer_of_a_subscription() -> None:
    """What a subscription costs, and saves, is the page's, however often it is printed."""
    offer = "99\u00a2 per month. Save 90%."
    assert roles(offer, offer, TITLE, TOLD, MORE)[:3] == ["boilerplate", "boilerplate", "headline"]


def test_desk_above_the_headline() -> None:
    """A desk in the first line of the page has written the story."""
    assert roles("Our Staff Reporter", TITLE, TOLD, MORE)[:2] == ["byline", "headline"]


def test_stories_of_the_world_below() -> None:
    """Below such a title stand links, with a sentence each or a beginning that is cut."""
    links = ["The edge of the glacier enters the sea.", "Snow for the ice", "Scientists who wish to save the ice..."]
    assert roles(TITLE, TOLD, MORE, "LATEST WORLD STORIES", *links)[3:] == ["boilerplate"] * 4


def test_agency_right_behind_a_name() -> None:
    """The agency that stands without a blank behind an author is another line."""
    article = read(TITLE, "Ada ByronAAP", TOLD, MORE)
    assert (article.author, article.source_organization) == (("Ada Byron",), ("aap",))


def test_two_agencies_behind_a_hyphen() -> None:
    """Two agencies that are known sign together behind a hyphen."""
    assert roles(TITLE, TOLD, f"{MORE} \u2014 Sapa-dpa")[-1] == "sign_off"


def test_author_right_above_the_headline() -> None:
    """A person's name right above the headline, of whom the story does not tell, has written it."""
    assert read("Harbour", "Branwen Byron", TITLE, TOLD, MORE).author == ("Branwen Byron",)
    assert read("Harbour", "Branwen Byron", TITLE, f"{TOLD} Branwen Byron runs the ferry.", MORE).author == ()
