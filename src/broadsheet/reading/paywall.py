"""The line by which a page says that the rest of the article is for those who pay or sign in."""

from __future__ import annotations

from broadsheet.articles.folding import fold
from broadsheet.articles.segment import Segment
from broadsheet.reading.layout import Layout
from broadsheet.reading.layout.phrases import LONGEST_LINE, Phrases, plain
from broadsheet.reading.lexicon import Lexicon

__all__ = ["find_paywall"]


def find_paywall(text: str, layout: Layout, lexicon: Lexicon) -> Segment | None:
    r"""The first such line below the headline, which leaves it open whether the text is whole; None without one.

    >>> text = "Port to open\n\nOSLO (AP) - The port will open.\n\nThis article is for subscribers only.\n"
    >>> from broadsheet.reading.layout import read_layout
    >>> lexicon = Lexicon.load()
    >>> find_paywall(text, read_layout(text, lexicon), lexicon).slice(text)
    'This article is for subscribers only.'
    """
    phrases = lexicon.compiled(_phrases)
    first = min((each.start for each in layout.of("headline")), default=0)
    below = (each for each in layout.of("boilerplate") if each.start > first and each.end - each.start < LONGEST_LINE)
    return next((each for each in below if phrases.match(plain(each.slice(fold(text))))), None)


def _phrases(lexicon: Lexicon) -> Phrases:
    return Phrases(lexicon["layout"]["boilerplate"]["paywall"])
