"""What is raised when broadsheet is used wrongly or cannot do its work.

Bad *data* is never an exception: it is an `Issue` in a `Report`.
"""

from __future__ import annotations

__all__ = ["BroadsheetError", "SettingsError", "UnreadableError", "UnwritableError"]


class BroadsheetError(Exception):
    """The root of every exception that broadsheet raises on purpose.

    `hint` says what to do next; the command line prints it after the message, and a traceback below it.
    `code` is that of the rule which was broken, where there is one.

    >>> error = BroadsheetError("no such edition: 'half'", hint="choose open or full")
    >>> str(error), error.hint
    ("no such edition: 'half'", 'choose open or full')
    """

    code: str | None = None

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        if hint is not None:
            self.add_note(hint)


class UnreadableError(BroadsheetError):
    """Something that was asked for is missing, or is not what it should be."""

    code = "B001"


class UnwritableError(BroadsheetError):
    """The output could not be written; what stood there before is untouched."""

    code = "B702"


class SettingsError(BroadsheetError):
    """The project's settings cannot be understood."""

    code = "B701"
