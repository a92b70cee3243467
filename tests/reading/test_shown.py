"""Whom and what a picture in or below a story shows."""

from __future__ import annotations

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import draft
from broadsheet.sources import Received

STORY = (
    "Dredgers leave the Skarn estuary",
    "The last two dredgers left the Skarn estuary on Monday, four months after their permits had run out.",
    "Cockle beds along the northern shore may need ten years to recover, marine biologist Tove Arnesen warned.",
    "Her team will count the birds again in May, when the flats are dry enough to walk on for an hour.",
    "Nobody on the shore expects the boats back, and the harbour office has sold their moorings.",
)


def read(*lines: str) -> Article:
    """The draft of a text."""
    text = "\n\n".join(lines)
    return draft(Received.of("a.txt", text.encode(), "utf-8", text))


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("File photo: Dredgers lie at the quay. Two more are expected. (Grace Hopper/Reuters)", "Grace Hopper/Reuters"),
        ("Photo shows dredgers at the quay of Skarn in March. (Grace Hopper/AFP)", "Grace Hopper/AFP"),
        ("Picture: Dredgers at the quay. AFP", "AFP"),
    ],
)
def test_caption_that_calls_itself_one_closes_no_story(caption: str, credit: str) -> None:
    """Below a story as well the agency behind a labelled caption made the picture and did not write the story."""
    found = read(*STORY, caption)
    assert (found.credit_text, found.source_organization) == (credit, ())


@pytest.mark.parametrize("shown", ["Harbour master Ada Byron. (AP)", "Sri Lankan president Ada Byron. (AP)"])
def test_somebody_behind_a_post_is_shown(shown: str) -> None:
    """A post and a name before an agency say whom a picture shows, and sign no paragraph."""
    found = read(*STORY[:2], shown, STORY[2], "skarn estuary")
    assert (found.credit_text, found.source_organization) == ("AP", ())


def test_agency_signs_the_last_sentence() -> None:
    """A short last sentence before an agency tells something, and is signed."""
    assert read(*STORY, "Police are looking on. (AFP)").source_organization == ("afp",)


def test_agency_behind_a_glued_dash_signs_the_last_paragraph() -> None:
    """A dash right behind the last full stop leads to who wrote the story, not to who made a picture."""
    found = read(*STORY[:-1], f"{STORY[-1]}-Bernama")
    assert (found.credit_text, found.source_organization) == (None, ("bernama",))


def test_post_and_name_below_the_headline() -> None:
    """A post and a name of which the story tells are whom the picture shows, and no deck."""
    lead = "Harbour master Tove Arnesen said on Monday that the last two dredgers had left the Skarn estuary for good."
    found = read(STORY[0], "Harbour master Tove Arnesen", lead, *STORY[3:])
    assert [each.role for each in found.segments][:3] == ["headline", "caption", "paragraph"]


def test_picture_from_the_archive() -> None:
    """What is called FILE is a caption, though it tells something and has no credit."""
    shown = "FILE - Two dredgers that had been caught without permits were lying at the quay of Skarn."
    found = read(STORY[0], shown, *STORY[1:])
    assert found.segments[1].role == "caption"


def test_title_that_ends_in_a_name() -> None:
    """The only title above a story is its headline, though it ends in somebody's name."""
    title = "Dredgers killed Skarn harbour master, Tove Arnesen"
    lead = "Two dredgers on Tuesday killed Tove Arnesen, who was harbour master of Skarn, at the quay of the town."
    assert read(title, lead, *STORY[3:]).headline == title


def test_number_of_a_release_is_no_headline() -> None:
    """What numbers a release heads nothing."""
    assert read("PR No. 89", *STORY[1:]).headline is None
