"""Which articles are copies of which, and who carries whom."""

from broadsheet.syndication.copies import EVIDENCE, Copy, clusters, find_copies
from broadsheet.syndication.overlaps import THRESHOLD, overlaps
from broadsheet.syndication.shingles import shingles
from broadsheet.syndication.story import Story

__all__ = ["EVIDENCE", "THRESHOLD", "Copy", "Story", "clusters", "find_copies", "overlaps", "shingles"]
