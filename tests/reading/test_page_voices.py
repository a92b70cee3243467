"""What a page says of a text and to its reader is left out in any words; what a story says in like words stays."""

from __future__ import annotations

import pytest

from broadsheet.reading.layout import read_layout
from broadsheet.reading.lexicon import Lexicon

LEXICON = Lexicon.load()
STORY = [
    "Dredgers leave the Skarn estuary",
    "By Grace Hopper",
    "The last two dredgers left the Skarn estuary on Monday, four months after their permits had run out.",
    "Cockle beds along the northern shore may need ten years to recover, a biologist of the university warned.",
    "“We will count the birds again in May,” she said, “when you can walk on the flats.”",
    "The firm in Oslo that owns the dredgers has appealed to a court, which will hear it in June.",
]


def role(*lines: str) -> str:
    """The role of the last of some lines below a story."""
    text = "\n\n".join([*STORY, *lines])
    return read_layout(text, LEXICON).segments[-1].role


@pytest.mark.parametrize(
    "line",
    [
        "Let us hear what you would do with the place.",
        "If you know more, we would be glad to hear from you.",
        "Since you have come so far, will you help us to go on?",
        "Tell us what you think.",
        "You can give us a hand with a few crowns a month.",
        "This letter and others in our newsletter are written for people who live by the sea.",
        "This story is part of a series on estuaries.",
        "This article was translated with the help of a machine.",
    ],
)
def test_words_to_the_reader_are_the_pages(line: str) -> None:
    """Below a story in which nobody is spoken to but in quotations, a line that does it is the page's."""
    assert role(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "“We have waited, and you will wait with us,” a fisherman said.",
        "Two fishermen of Skarn said we have no dredgers to fear until June.",
        "The dredgers of the estuary took our cockles, wrote Ada Byron.",
        "This story has been told on the shore for a century.",
        "This report of the court comes in June.",
    ],
)
def test_sentences_of_a_story_stay(line: str) -> None:
    """What somebody says, and what speaks of the same things as the story, is the story's."""
    assert role(line) == "paragraph"


def test_stories_that_speak_to_their_readers() -> None:
    """Where other paragraphs speak to the reader, the last one may as well."""
    walk = "If you walk out there at noon, when the water is gone, you sink into black mud as deep as your knees."
    assert role(walk, "You need boots, then.") == "paragraph"


@pytest.mark.parametrize(
    "line",
    [
        "Grace Hopper reported from Skarn. Ada Byron reported from Oslo.",
        "Courier reporter Grace Hopper contributed from Oslo.",
        "Reuters contributed.",
        "Grace Hopper and Ada Byron contributed reporting.",
        "Staff writer Grace Hopper also contributed to this story.",
    ],
)
def test_who_contributed_signs(line: str) -> None:
    """Who reported and contributed, in a sentence that says no more, signs a story."""
    assert role(line) == "sign_off"


@pytest.mark.parametrize(
    "line", ["Three firms contributed to the fund.", "Reuters contributed 40 pictures to the show."]
)
def test_other_contributions_are_told(line: str) -> None:
    """Who gave something else does not sign."""
    assert role(line) == "paragraph"
