"""What an article is compared by: its words, and what it says of where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.articles.edtf import parse
from broadsheet.reading.agencies import find_sources
from broadsheet.reading.layout import read_layout
from broadsheet.reading.normalized import plain_text
from broadsheet.reading.publication import find_published
from broadsheet.reading.publishers import find_order, find_publisher

if TYPE_CHECKING:
    from broadsheet.articles import Article, Segment
    from broadsheet.reading.lexicon import Lexicon
    from broadsheet.sources import Received

__all__ = ["Story", "own_text"]

FRAME = frozenset({"boilerplate", "inset"})
"""Roles of the parts of a page that are not the story's own."""


@dataclass(frozen=True, slots=True)
class Story:
    """One article for the comparison.

    `publisher` is who published it, `credits` are those it says it has the story from, `marked` that it says
    so in a mark before the story: all by id, or by any name that means the same in every story.
    """

    id: str
    text: str
    date: str | None = None
    publisher: str | None = None
    credits: frozenset[str] = frozenset()
    marked: bool = False

    @classmethod
    def of(cls, article: Article, text: str) -> Story:
        """The story that a record describes; what frames it on its page is left out.

        >>> articles = broadsheet.open(broadsheet.build(project, out=tmp / "open").package).articles
        >>> Story.of(next(articles), "The text of the article.").publisher
        'harbour-gazette'
        """
        own, marked = _parts(text, article.segments)
        sources = frozenset(article.source_organization) - {article.publisher}
        return cls(article.id, own, article.date_published, article.publisher, sources, marked)

    @classmethod
    def read(cls, id: str, received: Received, lexicon: Lexicon) -> Story:
        """The story of a text that has no record: its publisher, day and credits are read."""
        text = plain_text(received.text)
        layout = read_layout(text, lexicon)
        publisher = find_publisher(text, layout, lexicon)
        order = find_order(text, layout, publisher, lexicon)
        published = find_published(text, layout, lexicon, day_first=order, hints=received.hints)
        own, marked = _parts(text, layout.segments)
        sources = frozenset(find_sources(text, layout, publisher, lexicon)) - {publisher}
        return cls(id, own, published.date, publisher, sources, marked)

    def carries(self, other: Story) -> bool:
        """Whether it says that it has its story from who published the other."""
        return other.publisher is not None and other.publisher in self.credits

    def is_later(self, other: Story) -> bool:
        """Whether its day of publication is after that of the other, whatever is open in the two."""
        return bool(self.date and other.date and parse(other.date).before(parse(self.date)))


def _parts(text: str, segments: Sequence[Segment]) -> tuple[str, bool]:
    """What of a text is the story's own, and whether a mark stands in it."""
    own = own_text(text, ((each.start, each.end, each.role) for each in segments))
    return own, any(each.role == "marker" for each in segments)


def own_text(text: str, segments: Iterable[tuple[int, int, str]]) -> str:
    r"""What of a text is the story's own, all where nothing is; of each segment start, end and role.

    >>> own_text("Menu\nThe tug sank.", [(0, 4, "boilerplate"), (5, 18, "paragraph")])
    'The tug sank.'
    """
    return "\n".join(text[start:end] for start, end, role in segments if role not in FRAME) or text
