"""Releases: what differs between two packages, and which version that makes."""

from broadsheet.releases.change import Change, Changes

__all__ = ["Change", "Changes"]
