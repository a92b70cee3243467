"""The command line: it parses, calls the library, and reports."""

from broadsheet.cli.main import main

__all__ = ["main"]
