"""Checks: what they are given is a path, what they return is a `Report`."""

from broadsheet.checks.validate import validate

__all__ = ["validate"]
