"""Lines that a page sets in: links into a story, names with their paper, places alone in a line."""

from __future__ import annotations

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import draft
from broadsheet.sources import Received

TITLE = "Skarn harbour to be dredged again"
STORY = (
    "The harbour of Skarn will be dredged again next year, the council of the town decided on Tuesday evening.",
    '"It is cheaper than a new quay," said Tove Arnesen, who leads the board of the harbour.',
    "The ferry to Tarl has carried fewer people since the storm of January, and the boats of the fishermen lie idle.",
)


def read(*lines: str) -> Article:
    """The draft of a text with gaps between its lines."""
    text = "\n\n".join(lines) + "\n"
    return draft(Received.of("a.txt", text.encode(), "utf-8", text))


def role(line: str, *lines: str) -> str:
    """The role of a line in a text."""
    text = "\n\n".join(lines) + "\n"
    found = draft(Received.of("a.txt", text.encode(), "utf-8", text))
    return next(each.role for each in found.segments if each.start <= text.index(line) < each.end)


@pytest.mark.parametrize("label", ["RELATED:", "Related story:", "READ ALSO:", "Read more:"])
@pytest.mark.parametrize("link", ["Skarn Celebrates Day of the Sea", "Grace Hopper wins prize"])
def test_a_link_below_its_label_is_set_into_the_story(label: str, link: str) -> None:
    """It is no author, and what stands above it is the story and no deck."""
    lines = (TITLE, STORY[0], f"{label}\n{link}", *STORY[1:])
    assert [role(line, *lines) for line in (label, link, STORY[0])] == ["inset", "inset", "paragraph"]
    assert read(*lines).author == ()


def test_a_place_alone_in_capitals_above_the_story_is_its_dateline() -> None:
    """A colon may stand behind it."""
    assert read(TITLE, "By Ada Byron", "PESHAWAR:", *STORY).location_created == "peshawar"
    assert read(TITLE, "By Ada Byron", "HARBOURS:", *STORY).location_created is None


def test_a_name_and_a_paper_between_title_and_day_wrote_the_story() -> None:
    """Behind a caption, and without a day below, a name and a paper made a picture."""
    written = read(TITLE, "Ada Byron / Khmer Times\nJune 12, 2018", *STORY)
    assert (written.author, written.credit_text) == (("Ada Byron",), None)
    shown = read(TITLE, "June 12, 2018", "The quay on Monday.\nAda Byron / Khmer Times", *STORY)
    assert (shown.author, shown.credit_text) == ((), "Ada Byron / Khmer Times")


@pytest.mark.parametrize(
    "line",
    [
        "This article was published 12/6/2018 (2156 days ago), so information in it may no longer be current.",
        "READ NOW",
        "Comments are moderated and may take a day.",
        "Copying, dissemination or other publication of this article is forbidden.",
    ],
)
def test_a_page_speaks_of_its_articles_within_a_story(line: str) -> None:
    """Its age, what is pressed and what is allowed are the page's."""
    assert role(line, TITLE, STORY[0], line, *STORY[1:]) == "boilerplate"


@pytest.mark.parametrize("line", ["($1 = 24.003 crowns)", "($1=24.003 crowns)", "(€1=72.1 rupees)"])
def test_a_rate_below_the_story_is_of_it(line: str) -> None:
    """With blanks round its sign or without, it heads nothing and is no line of the page."""
    assert role(line, TITLE, *STORY, line, "© 2024 Skarn Times") == "paragraph"


@pytest.mark.parametrize("cup", ["Connacht SHC", "County Cup final"])
@pytest.mark.parametrize("sides", [("Skarn 1-16", "Tarl 0-17"), ("Skarn Rovers 3", "Tarl 0")])
def test_a_result_above_the_story_is_a_box(cup: str, sides: tuple[str, str]) -> None:
    """Two sides with their scores, and what they played for, are neither decks nor an author."""
    lines = (TITLE, "May 3, 2019", "\n".join((cup, *sides)), *STORY)
    assert [role(line, *lines) for line in (cup, *sides)] == ["inset"] * 3
    assert read(*lines).author == ()


def test_a_result_above_the_headline_is_the_page_s() -> None:
    """It may be of another match."""
    lines = ("Connacht SHC", "Skarn 1-16", "Tarl 0-17", TITLE, "May 3, 2019", *STORY)
    assert [role(line, *lines) for line in lines[:4]] == [*["boilerplate"] * 3, "headline"]


@pytest.mark.parametrize(
    ("deck", "author"),
    [
        ("Mara Lind writes that the harbour has cost the town more than the ferry ever earned", ("Mara Lind",)),
        ("The harbour has cost the town more than it ever earned. Mara Lind* writes from Skarn", ("Mara Lind",)),
        ("The harbour has cost the town more than it ever earned. MARA LIND* writes", ("Mara Lind",)),
        ("The harbour has cost the town more than the ferry ever earned, writes Mara Lind", ("Mara Lind",)),
        ("Tove Arnesen writes that the harbour has cost the town more than the ferry ever earned", ()),
        ("Mara Lind writes letters to a council that does not answer them", ()),
    ],
)
def test_a_deck_may_tell_who_writes(deck: str, author: tuple[str, ...]) -> None:
    """It is nobody of whom the story tells."""
    assert read(TITLE, deck, "May 3, 2019", *STORY).author == author


def test_a_name_with_its_paper_above_the_headline_wrote_the_story() -> None:
    """The first line of some texts is the byline."""
    assert read("Mara Lind - Philstar.com", "May 3, 2019 | 9:12am", TITLE, *STORY).author == ("Mara Lind",)
    assert read("Skarn Today - Philstar.com", "May 3, 2019 | 9:12am", TITLE, "By Mara Lind", *STORY).author == (
        "Mara Lind",
    )


@pytest.mark.parametrize("label", ["Article written by", "Written by:", "COMPILED BY"])
def test_a_name_under_its_label_below_the_story_wrote_it(label: str) -> None:
    """What stands below the name of that person is the page's."""
    told = "Mara is a keen rower. Pastimes of hers include sewing and Norwegian."
    lines = (TITLE, "May 3, 2019", *STORY, label, "Mara Lind", told)
    assert read(*lines).author == ("Mara Lind",)
    assert [role(line, *lines) for line in (label, "Mara Lind", told)] == ["boilerplate", "byline", "boilerplate"]
