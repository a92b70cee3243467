"""From bytes to texts: what was received, and in which encoding."""

from broadsheet.sources.collect import read_sources
from broadsheet.sources.received import Hint, Received
from broadsheet.sources.text import read_text

__all__ = ["Hint", "Received", "read_sources", "read_text"]
