"""What a stage made of its batches, kept in a folder until the run is done, so that a run can be taken up."""

from __future__ import annotations

import hashlib
import io
import pickle
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from broadsheet.errors import UnwritableError

__all__ = ["Results", "Shards"]

CHECK = 32
"""So many bytes before a shard say what it has to be: it may have been cut off where the power went."""


class Results(Protocol):
    """What keeps the results of batches, each under a name made of the batch."""

    def name(self, batch: list[Any]) -> str:
        """The name of what comes of a batch."""

    def load(self, name: str) -> list[Any] | None:
        """What came of a batch; None where it is not there."""

    def save(self, name: str, results: list[Any]) -> None:
        """Keep what came of a batch."""


class Shards:
    """A folder of results, each under a name made of what the stage was given, so that any may be done twice.

    Args:
        folder: where they are kept; it is made when the first is saved.
        about: whatever else the results depend on: the version of the code, the settings of the stage.
        kinds: the classes that results are made of. Nothing else is read, whoever wrote the folder.

    >>> shards = Shards(tmp / "shards", b"1.0")
    >>> name = shards.name(["a", "bb"])
    >>> shards.load(name), shards.save(name, [1, 2]), shards.load(name)
    (None, None, [1, 2])
    """

    def __init__(self, folder: Path, about: bytes, kinds: Iterable[type] = ()) -> None:
        self.folder = folder
        self.taken = 0
        self._about = hashlib.blake2b(about, digest_size=CHECK).digest()
        self._kinds = {(kind.__module__, kind.__qualname__): kind for kind in kinds}

    def name(self, batch: list[Any]) -> str:
        """The name of what comes of a batch."""
        data = pickle.dumps(batch, pickle.HIGHEST_PROTOCOL)
        return hashlib.blake2b(data, key=self._about, digest_size=20).hexdigest()

    def load(self, name: str) -> list[Any] | None:
        """What came of a batch; None where it was not saved, or not whole."""
        try:
            data = self._path(name).read_bytes()
        except OSError:
            return None
        if hashlib.blake2b(data[CHECK:], digest_size=CHECK).digest() != data[:CHECK]:
            return None
        try:
            found: list[Any] = _Reader(io.BytesIO(data[CHECK:]), self._kinds).load()
        except pickle.UnpicklingError:
            return None
        self.taken += len(found)
        return found

    def save(self, name: str, results: list[Any]) -> None:
        """Keep what came of a batch, in one step. Raises UnwritableError."""
        data = pickle.dumps(results, pickle.HIGHEST_PROTOCOL)
        path = self._path(name)
        partial = path.with_suffix(".partial")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(hashlib.blake2b(data, digest_size=CHECK).digest() + data)
            partial.replace(path)
        except OSError as error:
            with suppress(OSError):
                partial.unlink()
            hint = "free some space; then take the run up"
            raise UnwritableError(f"cannot write {path.as_posix()}: {error.strerror}", hint=hint) from error

    def clear(self) -> None:
        """Remove the folder: nothing in it is needed when a run is done."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name[2:]


class _Reader(pickle.Unpickler):
    """A reader that makes objects of known classes only."""

    def __init__(self, stream: io.BytesIO, kinds: dict[tuple[str, str], type]) -> None:
        super().__init__(stream)
        self._kinds = kinds

    def find_class(self, module_name: str, global_name: str) -> Any:
        """The class of a name, if it is one of those that results are made of."""
        if (module_name, global_name) not in self._kinds:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is no part of a result")
        return self._kinds[module_name, global_name]
