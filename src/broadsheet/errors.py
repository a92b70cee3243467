"""What is raised when broadsheet is used wrongly or cannot do its work.

Bad *data* is never an exception: it is an `Issue` in a `Report`.
"""

from __future__ import annotations

from typing import Any, TypeVar

__all__ = ["BroadsheetError", "SettingsError", "UnreadableError", "UnwritableError"]


E = TypeVar("E", bound="BroadsheetError")


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

    def __reduce__(self) -> tuple[Any, ...]:
        """What it is pickled as, whatever it was made of: an executor hands it over from another process."""
        return _again, (type(self), self.args), self.__dict__


def _again(kind: type[E], args: tuple[object, ...]) -> E:
    """An exception of a kind before it is told what else it has."""
    return kind.__new__(kind, *args)


class UnreadableError(BroadsheetError):
    """Something that was asked for is missing, or is not what it should be."""

    code = "B001"


class UnwritableError(BroadsheetError):
    """The output could not be written; what stood there before is untouched."""

    code = "B702"


class SettingsError(BroadsheetError):
    """The project's settings cannot be understood."""

    code = "B701"
