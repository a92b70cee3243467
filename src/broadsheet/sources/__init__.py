"""From bytes to texts: what was received, and in which encoding."""

from broadsheet.sources.collect import at_hand, find_sources, read, read_sources
from broadsheet.sources.extent import Extent
from broadsheet.sources.jsonlines import MAPPED, Columns
from broadsheet.sources.received import Found, Hint, Received
from broadsheet.sources.text import read_text

__all__ = [
    "MAPPED",
    "Columns",
    "Extent",
    "Found",
    "Hint",
    "Received",
    "at_hand",
    "find_sources",
    "read",
    "read_sources",
    "read_text",
]
