"""Somebody who moves, exchanges, cuts and writes over files while others read them."""

from __future__ import annotations

import builtins
import io
import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

__all__ = ["Meddler"]

CALLS = ((builtins, "open"), (io, "open"), (os, "stat"), (os, "scandir"), (os, "listdir"))
"""By these the files of a project are looked at."""


class Meddler:
    """What happens to the files of a folder before and after calls of the system that look at them.

    One thing happens at a time, and is undone at a later call: of what was in between, only what was seen then tells.
    `twin` is a folder with other files of the same names, for which those here are exchanged; `chance` draws which
    thing, and when.
    """

    def __init__(self, folder: Path, twin: Path, chance: random.Random) -> None:
        self.folder, self.twin, self.chance = folder, twin, chance
        self.count = 0
        self._aside = folder.with_name("aside")
        self._files: dict[Path, list[Path]] = {}
        for path in sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file()):
            self._files.setdefault(path.parent, []).append(path)
        self._event: Iterator[None] | None = None
        self._often = 0.0
        self._busy = False
        self._stays: Iterator[None] | None = None

    @contextmanager
    def at_work(self, often: float) -> Iterator[None]:
        """While this lasts, a call in so many has something happen; all is undone at its end."""
        with pytest.MonkeyPatch.context() as patch:
            for module, name in CALLS:
                patch.setattr(module, name, self._around(getattr(module, name)))
            self._often = often
            try:
                yield
            finally:
                self._often = 0.0
        self._undo()

    def edit(self) -> None:
        """Let something happen that stays until the next time."""
        if self._stays is not None:
            next(self._stays, None)
        self._stays = self._happens(self._exchange, self._write_over, self._cut, self._touch)
        next(self._stays)

    def _around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """A call of the system, before and after which something may happen."""
        within = os.fspath(self.folder)

        def calling(*given: Any, **more: Any) -> Any:
            is_within = given and isinstance(given[0], (str, Path)) and os.fspath(given[0]).startswith(within)
            if self._busy or not is_within:
                return call(*given, **more)
            self._pass_by()
            try:
                return call(*given, **more)
            finally:
                self._pass_by()

        return calling

    def _pass_by(self) -> None:
        self._busy = True
        try:
            if self._event is not None:
                if self.chance.random() < 0.5:
                    self._undo()
            elif self.chance.random() < self._often:
                kinds = self._exchange, self._exchange, self._take_away, self._write_over, self._cut, self._add
                self._event = self._happens(*kinds)
                next(self._event)
                self.count += 1
        except OSError as error:  # of which whoever called would think that it was told of his file
            raise AssertionError from error
        self._busy = False

    def _undo(self) -> None:
        if self._event is not None:
            next(self._event, None)
        self._event = None

    def _happens(self, *kinds: Callable[[Path], Iterator[None]]) -> Iterator[None]:
        """Something that happens to a file, or to the folder that it is in."""
        kind, files = self.chance.choice(kinds), self.chance.choice([*self._files.values()])
        path = self.folder / self.chance.choice(files)
        of_folders = kind in {self._exchange, self._take_away}
        return kind(path.parent if of_folders and self.chance.random() < 0.7 else path)

    def _of_twin(self, path: Path) -> Path:
        return self.twin / path.relative_to(self.folder)

    def _exchange(self, path: Path) -> Iterator[None]:
        """What is there and its twin change places."""
        for _ in range(2):
            path.rename(self._aside)
            self._of_twin(path).rename(path)
            self._aside.rename(self._of_twin(path))
            yield

    def _take_away(self, path: Path) -> Iterator[None]:
        path.rename(self._aside)
        yield
        self._aside.rename(path)

    def _write_over(self, path: Path) -> Iterator[None]:
        """A file has the bytes of its twin, and the time that it had."""
        yield from self._written(path, lambda _: self._of_twin(path).read_bytes())

    def _cut(self, path: Path) -> Iterator[None]:
        yield from self._written(path, lambda data: data[: self.chance.randrange(len(data))])

    def _written(self, path: Path, change: Callable[[bytes], bytes]) -> Iterator[None]:
        data, about = path.read_bytes(), path.stat()
        for each in (change(data), data):
            path.write_bytes(each)
            os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
            yield

    def _add(self, path: Path) -> Iterator[None]:
        """A file comes that has the bytes of another, and goes."""
        new = path.with_name(f"another-{path.name}")
        shutil.copyfile(path, new)
        yield
        new.unlink()

    def _touch(self, path: Path) -> Iterator[None]:
        os.utime(path)
        yield
