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
