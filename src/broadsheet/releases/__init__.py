"""Releases: what differs between two packages, and which version that makes."""

from broadsheet.releases.change import Change, Changes
from broadsheet.releases.diff import diff

__all__ = ["Change", "Changes", "diff"]
