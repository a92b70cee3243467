"""Which articles are copies of which, and who carries whom."""

from broadsheet.syndication.copies import Copy, clusters, each_copy, find_copies
from broadsheet.syndication.overlaps import THRESHOLD, overlaps
from broadsheet.syndication.shingles import containment, runs_of, shingles
from broadsheet.syndication.story import Story, own_text

__all__ = [
    "THRESHOLD",
    "Copy",
    "Story",
    "clusters",
    "containment",
    "each_copy",
    "find_copies",
    "overlaps",
    "own_text",
    "runs_of",
    "shingles",
]
