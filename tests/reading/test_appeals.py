"""What a page says below a story of others and to its readers, and the titles of other stories within it."""

from __future__ import annotations

import pytest

from broadsheet.reading.layout import read_layout
from broadsheet.reading.lexicon import Lexicon

STORY = (
    "Dredgers leave the Skarn estuary",
    "The last two dredgers left the Skarn estuary on Monday, four months after their permits had run out.",
    "Cockle beds along the northern shore may need ten years to recover, marine biologist Tove Arnesen warned.",
    "Her team will count the birds again in May, when the flats are dry enough to walk on for an hour.",
    "Nobody on the shore expects the boats back, and the harbour office has sold their moorings.",
)


def roles(*lines: str) -> list[str]:
    """The role of each line of a text."""
    text = "\n\n".join(lines)
    found = {each.start: each.role for each in read_layout(text, Lexicon.load()).segments}
    return [found[text.index(line)] for line in lines]


@pytest.mark.parametrize(
    "link",
    [
        "\u2022 Read also: Port to open a third quay",
        "- Also read | Port to open a third quay",
        "Read Also - Port to open a third quay",
        "READ MORE:Port to open a third quay",
        "[See also: Port to open a third quay]",
        "READ ALSO Port to open a third quay",
        "Recommended stories: Port to open a third quay",
    ],
)
def test_title_of_another_story(link: str) -> None:
    """What sends the reader on, in whatever words and marks, is set into the story."""
    assert roles(*STORY[:3], link, *STORY[3:])[3] == "inset"


def test_reading_is_no_link() -> None:
    """A sentence that begins with the same words is of the story."""
    told = "Read more: that was what the harbour master had told her pupils in the spring, and it worked."
    assert roles(*STORY[:3], told, *STORY[3:])[3] == "paragraph"


@pytest.mark.parametrize("greeting", ["Dear Reader,", "Dear readers!", "Dear Reader - a word from us:"])
def test_greeting_below_a_story(greeting: str) -> None:
    """What greets the reader below a story, and all behind it but the day, is the page's."""
    appeal = (
        "For forty years the Mirror has told the shore what the sea had done in the night, and it goes on doing so."
    )
    lines = (*STORY, greeting, appeal, appeal.replace("forty", "ten"), "Digital Editor", "First Published: May 3, 2024")
    assert roles(*lines)[5:] == ["boilerplate"] * 4 + ["date_line"]


@pytest.mark.parametrize(
    "note",
    [
        "The newsroom of the Mirror had no part in this article, which comes from AFP.",
        "The Quillam news department was not involved in the creation of the content above.",
        "Translated from the Arabic Edition.",
    ],
)
def test_who_did_not_write_the_text(note: str) -> None:
    """Who of the page had no part in a text, or from what it was translated, is said by the page."""
    assert roles(*STORY, note)[-1] == "boilerplate"
