"""Letters to the editor: greeting, signature and address."""

from __future__ import annotations

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import draft
from broadsheet.reading.layout import read_layout
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Received

LEXICON = Lexicon.load()
BODY = """\
The lamps along the Skarn quay have been out since the storm, and the council tells us to carry torches.

On Sunday my neighbour stepped off the edge in the dark. She cannot swim, and two anglers pulled her out.

If forty lamps are too dear, let the council hang four."""


def roles(text: str) -> list[tuple[str, str]]:
    """Role and words of every segment but the paragraphs."""
    found = read_layout(text, LEXICON).segments
    return [(each.role, each.slice(text)) for each in found if each.role != "paragraph"]


def read(text: str) -> Article:
    """The draft of a text."""
    return draft(Received.of("a.txt", text.encode(), "utf-8", text))


@pytest.mark.parametrize("greeting", ["SIR: ", "THE EDITOR: ", "Sir \u2013 ", "Dear Sir, \u2014 ", "Dear Editor,\n\n"])
@pytest.mark.parametrize(
    ("name", "author"), [("Ada Byron", "Ada Byron"), ("W QUILLAM", "W Quillam"), ("N Smith,", "N Smith")]
)
def test_name_and_address_below_a_letter(greeting: str, name: str, author: str) -> None:
    """Below a letter the name is the author's, and the line under it says from where; the greeting is no place."""
    text = f"Dark quay\n\n{greeting}{BODY}\n\n{name}\n\nQuay Road"
    assert roles(text) == [("headline", "Dark quay"), ("byline", name), ("sign_off", "Quay Road")]
    assert (read(text).author, read(text).location_created) == ((author,), None)


def test_letter_without_a_greeting() -> None:
    """A person's name and a place, and nothing else, sign a text that does not greet anybody."""
    text = f"{BODY}\n\nAda Byron\nQuay Road, Skarn"
    assert roles(text) == [("byline", "Ada Byron"), ("sign_off", "Quay Road, Skarn")]


def test_name_above_links_is_no_address() -> None:
    """Two titles below a story without a greeting are no name and address."""
    text = f"Dark quay in Skarn\n\n{BODY}\n\nMost Read\n\nFerry Runs Late"
    assert ("sign_off", "Ferry Runs Late") not in roles(text)


@pytest.mark.parametrize("rubric", ["Letters to the editor", "Reader's letter"])
def test_word_for_letters_is_no_headline(rubric: str) -> None:
    """The rubric for letters is the page's, and shows that the text is one."""
    text = f"{rubric}\n\n{BODY}\n\nN Smith,\n\nQuay Road,"
    assert roles(text) == [("boilerplate", rubric), ("byline", "N Smith,"), ("sign_off", "Quay Road,")]


def test_name_and_known_town_above_links() -> None:
    """A name and a town that is known sign below a story, whatever the page has below them."""
    text = f"Dark quay\n\n{BODY}\n\nAda Byron\n\nOslo\n\nKing still shields his brother -\n\nStates block cars -"
    assert roles(text)[1:3] == [("byline", "Ada Byron"), ("sign_off", "Oslo")]
