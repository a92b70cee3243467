"""A new project: the files that it starts with."""

from broadsheet.templates.init import Started, init

__all__ = ["Started", "init"]
