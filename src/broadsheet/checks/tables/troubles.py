"""Why a file is not read: facts that readers raise and a report tells."""

from __future__ import annotations

__all__ = ["BrokenTable", "MissingExtra", "MissingFile", "RefusedFile", "UnfetchedFile", "UnreadFile"]


class MissingFile(Exception):  # noqa: N818 - a fact, not an error
    """There is no such file."""


class RefusedFile(Exception):  # noqa: N818 - a fact, not an error
    """There is something, but it is not read; the text says why.

    `code` is the rule that goes with it, and `hint` what to do, where the place it is found in
    does not decide.
    """

    code: str | None = None
    hint: str | None = None


class UnfetchedFile(RefusedFile):
    """A file on the web that was not fetched."""

    code = "B519"
    hint = "fetch it yourself, and keep it in the package"


class UnreadFile(RefusedFile):
    """A file that is locked, or packed in a way that is not known here."""

    code = "B523"
    hint = "put a file there that can be read"


class BrokenTable(RefusedFile):
    """A file that is not what its format says."""

    code = "B610"
    hint = "write the file anew"


class MissingExtra(RefusedFile):
    """A file that needs an extra which is not installed."""

    code = "B522"

    def __init__(self, message: str, extra: str) -> None:
        super().__init__(message)
        self.hint = f"pip install 'broadsheet[{extra}]'"
