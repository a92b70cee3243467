"""A new project: the files that it starts with."""

from broadsheet.templates.starting import Started, init

__all__ = ["Started", "init"]
