"""What a stage made of its batches, kept until the run is done, so that a run can be taken up."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterable
from typing import Any, Protocol

from broadsheet.engines.kept import Kept

__all__ = ["Results", "Shards"]


class Results(Protocol):
    """What keeps the results of batches, each under a name made of the batch."""

    def name(self, batch: list[Any]) -> str:
        """The name of what comes of a batch."""

    def load(self, name: str) -> list[Any] | None:
        """What came of a batch; None where it is not there."""

    def save(self, name: str, results: list[Any]) -> None:
        """Keep what came of a batch."""


class Shards:
    """The results of a stage, each under a name made of what the stage was given.

    Args:
        kept: where they are kept.
        kinds: the classes that results are made of. Nothing else is read, whoever wrote the folder.

    >>> shards = Shards(Kept(tmp / "shards", b"1.0"))
    >>> name = shards.name(["a", "bb"])
    >>> shards.load(name), shards.save(name, [1, 2]), shards.load(name)
    (None, None, [1, 2])
    """

    def __init__(self, kept: Kept, kinds: Iterable[type] = ()) -> None:
        self.kept = kept
        self._kinds = {(kind.__module__, kind.__qualname__): kind for kind in kinds}

    def name(self, batch: list[Any]) -> str:
        """The name of what comes of a batch."""
        return self.kept.name(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL))

    def load(self, name: str) -> list[Any] | None:
        """What came of a batch; None where it was not saved, or not whole."""
        data = self.kept.load(name)
        if data is None:
            return None
        try:
            found: list[Any] = _Reader(io.BytesIO(data), self._kinds).load()
        except pickle.UnpicklingError:
            return None
        return found

    def save(self, name: str, results: list[Any]) -> None:
        """Keep what came of a batch, in one step. Raises UnwritableError where that is needed."""
        self.kept.save(name, [pickle.dumps(results, pickle.HIGHEST_PROTOCOL)])


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
