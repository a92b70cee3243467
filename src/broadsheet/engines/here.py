"""The engine `local`: this process."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

__all__ = ["Here"]

R = TypeVar("R")


class Here(Executor):
    """An executor that does each task at once, where it is submitted.

    >>> Here().submit(max, 2, 3).result()
    3
    """

    ahead = 0
    """Nothing is submitted ahead of what is asked for."""

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """The finished future of a call."""
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it is raised where the result is asked for
            future.set_exception(error)
        return future
