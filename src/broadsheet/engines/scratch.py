"""Temporary folders and files, and what is said where there is no room for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO, cast

from broadsheet.errors import UnwritableError

if TYPE_CHECKING:
    from polars import DataFrame

__all__ = ["new_folder", "read_rows", "scratch", "telling", "write_rows"]


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


def new_folder(inside: Path | None = None) -> TemporaryDirectory[str]:
    """A temporary folder, a context; a file that cannot go when it ends stays. Raises UnwritableError."""
    with telling():
        return TemporaryDirectory(prefix="broadsheet-", dir=inside, ignore_cleanup_errors=True)


@contextmanager
def scratch() -> Iterator[Path]:
    """A temporary folder. Raises UnwritableError when there is no room in it."""
    with telling(), new_folder() as folder:
        try:
            yield Path(folder)
        except UnwritableError as error:
            if folder in str(error) and isinstance(error.__cause__, OSError):  # a file that is written as others are
                raise error.__cause__ from None
            raise


def write_rows(rows: DataFrame, path: Path) -> None:
    """Write rows into a temporary file. Raises UnwritableError when there is no room for it.

    polars itself opens no path whose name is not UTF-8, and says otherwise than the system that a disk is full.

    >>> write_rows(pl.DataFrame({"word": ["tug", "quay"]}), tmp / "rows.arrow")
    >>> read_rows(tmp / "rows.arrow")["word"].to_list()
    ['tug', 'quay']
    """
    with telling(), path.open("wb") as file:
        into = _Into(file)
        try:
            rows.write_ipc(cast("BinaryIO", into))
        except OSError as error:
            raise into.error or error from None


class _Into:
    """What polars writes into: a file, and what the system said when it could not be written to."""

    def __init__(self, file: BinaryIO) -> None:
        self.flush = file.flush
        self.error: OSError | None = None
        self._file = file

    def write(self, data: bytes) -> int:
        """Write to the file."""
        try:
            return self._file.write(data)
        except OSError as error:
            self.error = error
            raise


def read_rows(path: Path) -> DataFrame:
    """The rows of such a file."""
    import polars as pl  # noqa: PLC0415 - loaded when used

    with path.open("rb") as file:
        return pl.read_ipc(file)
