"""Temporary folders, and what is said where there is no room for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from broadsheet.errors import UnwritableError

__all__ = ["scratch", "telling"]


@contextmanager
def telling() -> Iterator[None]:
    """Raise UnwritableError for what the system says of temporary files."""
    try:
        yield
    except OSError as error:
        if error.errno is None:  # it was not the system that said it
            raise
        hint = "free some space, or name another folder in TMPDIR"
        raise UnwritableError(f"cannot write temporary files: {error.strerror}", hint=hint) from error


@contextmanager
def scratch() -> Iterator[Path]:
    """A temporary folder. Raises UnwritableError when there is no room in it."""
    with telling(), TemporaryDirectory(prefix="broadsheet-") as folder:
        yield Path(folder)
