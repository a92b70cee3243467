"""Sentences that look like lines of the page stay in the story, and lines of the page stay out of it."""

from __future__ import annotations

from collections import Counter
from itertools import chain, zip_longest
from pathlib import Path

import pytest

from broadsheet.reading.layout import Layout, read_layout
from broadsheet.reading.lexicon import Lexicon

LEXICON = Lexicon.load()
HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "benchmarks/reading"
HOSTS = ("held/07-ap", "blind6/05-modern-ghana")
STORY = {"paragraph", "answer", "question"}
TITLE = "Old mill to open in May"
TOLD = "The old mill at Skarn will open in May after nine years, the council said on Monday."
MORE = "The council bought it in 2012 for 4 million crowns and has repaired the roof since then."
LAST = "Two bakers want to rent the ground floor, and a school will use the barn behind it."
BELOW = ["Tags: mill, Skarn", "Related stories", "Ferry stops for the winter", "© 2024 Skarn Courier"]

KEPT, LED, LEFT_OUT = 784, 765, 426
"""So many sentences are of the story at every place in it, and so many right above it, or its deck; so many lines of
pages are not of it. None of them may fall."""


def lines(name: str, comment: str) -> list[str]:
    """The lines of a list."""
    written = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in written if not line.startswith(comment)]


def roles_of(text: str, layout: Layout, line: str) -> set[str]:
    """The roles of the segments in which a line stands."""
    start = text.index(f"\n{line}\n") + 1
    return {each.role for each in layout.segments if each.start < start + len(line) and each.end > start}


def paragraphs(host: str) -> tuple[str, list[str], str]:
    """What stands above the story of a text of the corpus, its paragraphs, and what stands below them."""
    text = (CORPUS / f"{host}.txt").read_text(encoding="utf-8")
    told = [each for each in read_layout(text, LEXICON).segments if each.role == "paragraph"]
    return text[: told[0].start], [each.slice(text) for each in told], text[told[-1].end :]


def inside(host: str, sentences: list[str], shift: int) -> Counter[str]:
    """How often each of some sentences is of the story, where one stands between any two of its paragraphs."""
    head, told, tail = paragraphs(host)
    kept: Counter[str] = Counter()
    at, size = shift, len(told) - 1
    turned = sentences[at:] + sentences[:at]
    for group in (turned[i : i + size] for i in range(0, len(turned), size)):
        mixed = [line for pair in zip_longest(told, group) for line in pair if line is not None]
        text = head + "\n\n".join(mixed) + tail
        layout = read_layout(text, LEXICON)
        kept.update(line for line in group if roles_of(text, layout, line) <= STORY)
    return kept


def below(line: str, tail: list[str]) -> set[str]:
    """The roles of a line right below a story, above some lines of the page."""
    text = "\n\n".join([TITLE, TOLD, MORE, LAST, line, *tail]) + "\n"
    return roles_of(text, read_layout(text, LEXICON), line)


def test_sentences_of_a_story_are_not_lost() -> None:
    """Between its paragraphs and below them, with lines of the page and without, they are of the story."""
    told = lines("told.txt", "#")
    places = [inside(host, told, shift) for shift, host in enumerate(HOSTS)]
    places += [Counter(line for line in told if below(line, tail) <= STORY) for tail in ([], BELOW)]
    kept = [line for line in told if all(line in place for place in places)]
    assert len(kept) >= KEPT, sorted(set(told) - set(kept))


def test_sentences_above_a_story_are_not_lost() -> None:
    """Between the headline and the story, below a byline as well, they are a paragraph or the deck."""
    told = lines("told.txt", "#")
    kept = [
        line for line in told if above(line, []) | above(line, ["By Ada Byron"]) <= {*STORY, "alternative_headline"}
    ]
    assert len(kept) >= LED, sorted(set(told) - set(kept))


def above(line: str, byline: list[str]) -> set[str]:
    """The roles of a line right above a story."""
    text = "\n\n".join([TITLE, *byline, line, TOLD, MORE, LAST]) + "\n"
    return roles_of(text, read_layout(text, LEXICON), line)


def test_lines_of_the_page_are_left_out() -> None:
    """In the middle of a story and below it they are not of the story."""
    page = lines("page_lines.txt", "//")
    out = [line for line in page if not (below(line, []) | below(line, BELOW) | amid(line)) & STORY]
    assert len(out) >= LEFT_OUT, sorted(set(page) - set(out))


def amid(line: str) -> set[str]:
    """The roles of a line between the paragraphs of a story."""
    text = "\n\n".join([TITLE, TOLD, MORE, line, LAST, TOLD.replace("nine", "ten")]) + "\n"
    return roles_of(text, read_layout(text, LEXICON), line)


MARKS = ["• ", "- ", "– ", "* ", "1. "]
POINTS = ["A new roof of slate for the mill", "A wheel that turns after nine years", "Two bakers on the ground floor"]


@pytest.mark.parametrize("tail", [[], ["Read more: Ferry stops for the winter"], BELOW])
@pytest.mark.parametrize("lead", [[], ["The council listed what had been done:"], ["What has been done"]])
@pytest.mark.parametrize("mark", MARKS)
def test_points_at_the_end_of_a_story(mark: str, lead: list[str], tail: list[str]) -> None:
    """Points without full stops are of the story below a sentence that announces them, or where they speak of it."""
    points = [mark.replace("1", str(number)) + point for number, point in enumerate(POINTS, start=1)]
    text = "\n\n".join([TITLE, TOLD, MORE, LAST, *lead, *points, *tail]) + "\n"
    layout = read_layout(text, LEXICON)
    assert list(chain.from_iterable(roles_of(text, layout, point) for point in points)) == ["paragraph"] * len(points)


@pytest.mark.parametrize(
    "links",
    [
        ["• Ferry stops for winter", "• Harvest is late on Oland", "• Bridge shut to lorries"],
        ["• Skarn mill sold for 4 million crowns", "• Council to repair roof of mill", "• Bakers leave barn"],
    ],
)
def test_links_at_the_end_of_a_story(links: list[str]) -> None:
    """Marked lines that speak of other things, or are headlines about the same, are the page's."""
    text = "\n\n".join([TITLE, TOLD, MORE, LAST, *links]) + "\n"
    layout = read_layout(text, LEXICON)
    assert set(chain.from_iterable(roles_of(text, layout, link) for link in links)) == {"boilerplate"}


@pytest.mark.parametrize("byline", [[], ["By Ada Byron"], ["By Ada Byron", "May 4, 2021"]])
def test_deck_below_a_caption(byline: list[str]) -> None:
    """Below a caption, and the byline under it, what sums up the story is its deck."""
    deck = "Nine years after the flood the wheel turns again"
    caption = "The old mill at Skarn in April. Photo: Grace Hopper/AFP"
    text = "\n\n".join([TITLE, caption, *byline, deck, TOLD, MORE, LAST]) + "\n"
    assert roles_of(text, read_layout(text, LEXICON), deck) == {"alternative_headline"}


@pytest.mark.parametrize(
    "glued",
    ["Advertising is banned on the square.", "Read more books, the minister told the pupils.", "Share prices fell."],
)
def test_the_last_sentence_stays_in_its_paragraph(glued: str) -> None:
    """A sentence that begins as a link does is not cut off the last paragraph."""
    text = "\n\n".join([TITLE, TOLD, MORE, f"{LAST} {glued}"]) + "\n"
    assert read_layout(text, LEXICON).of("paragraph")[-1].slice(text) == f"{LAST} {glued}"
