"""The engine `cores`: a supervised pool of processes on this machine."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Literal, TypeVar

from broadsheet.engines.container import cores_within
from broadsheet.engines.forks import can_fork
from broadsheet.engines.worker import Worker, WorkerDiedError
from broadsheet.errors import BroadsheetError

__all__ = ["Cores", "WorkerLostError", "cores_here"]

R = TypeVar("R")

TRIES = 2
"""A task at which so many processes died is not given to another."""


class WorkerLostError(BroadsheetError):
    """The process that did a task died, and so did the one that did it again."""


def cores_here() -> int:
    """How many cores this process may use, by what the system assigns it to, and the time that a container has."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(found, cores_within() or found)


@dataclass(frozen=True, slots=True)
class _Task:
    function: bytes
    arguments: bytes
    future: Future[Any]


class Cores(Executor):
    """An executor with one process for each core. A process that dies is replaced and its task done again.

    They are copies of this process where that is safe when the first task comes, and else started afresh, as are
    those that take the place of others.

    >>> with Cores(2) as cores:
    ...     list(cores.map(abs, [-3, 4]))
    [3, 4]
    """

    def __init__(self, jobs: int | None = None) -> None:
        self._jobs = jobs or cores_here()
        self.ahead = 4 * self._jobs
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._workers: dict[threading.Thread, Worker] = {}
        self._idle: list[Worker] = []
        self._pickled: tuple[object, bytes] = (None, b"")
        self._lock = threading.Lock()
        self._closed = self._stopped = False

    @property
    def pids(self) -> list[int]:
        """The ids of the processes that run now."""
        return [worker.pid for worker in (*list(self._workers.values()), *self._idle)]

    @property
    def forks(self) -> bool:
        """Whether its processes are still to be made, as copies of this one: they will have what it has by then."""
        return not self._threads and can_fork()

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """The future of a call in one of the processes; function, arguments and result are pickled."""
        if self._closed:
            raise RuntimeError("cannot submit to an engine that was shut down")
        if self._pickled[0] is not fn:
            self._pickled = fn, pickle.dumps(fn, pickle.HIGHEST_PROTOCOL)
        if self.forks:
            self._fork()
        future: Future[R] = Future()
        self._tasks.put(_Task(self._pickled[1], pickle.dumps((args, kwargs), pickle.HIGHEST_PROTOCOL), future))
        if len(self._threads) < self._jobs:
            self._threads.append(threading.Thread(target=self._tend, daemon=True))
            self._threads[-1].start()
        return future

    def _fork(self) -> None:
        """Copy this process, before it has threads; where the system does not, they will be started afresh."""
        with suppress(OSError):
            while len(self._idle) < self._jobs:
                self._idle.append(Worker(forked=True))

    def _tend(self) -> None:
        """Do tasks with one process at a time, until there are no more."""
        me = threading.current_thread()
        while (task := self._tasks.get()) is not None:
            if task.future.set_running_or_notify_cancel():
                try:
                    task.future.set_result(self._do(task, me))
                except BaseException as error:  # noqa: BLE001 - it is raised where the result is asked for
                    task.future.set_exception(error)
        if worker := self._workers.pop(me, None):
            worker.close()

    def _do(self, task: _Task, me: threading.Thread) -> Any:
        ends: list[str] = []
        while len(ends) < TRIES:
            try:
                return self._worker(me).call(task.function, task.arguments)
            except WorkerDiedError as error:
                ends.append(str(error))
                self._workers.pop(me).close()
        raise WorkerLostError(f"its process died {len(ends)} times ({', '.join(ends)})")

    def _worker(self, me: threading.Thread) -> Worker:
        """The process of a thread, started where there is none; one that dies at that, once more."""
        if me in self._workers:
            return self._workers[me]
        ends: list[WorkerDiedError | OSError] = []
        while len(ends) < TRIES:
            try:
                return self._started(me)
            except (WorkerDiedError, OSError) as error:
                ends.append(error)
                if dead := self._workers.pop(me, None):
                    dead.close()
        hint = "run it with --engine local to see why"
        raise BroadsheetError(f"no worker process could be started: {ends[-1]}", hint=hint) from ends[-1]

    def _started(self, me: threading.Thread) -> Worker:
        with self._lock:
            if self._stopped:
                raise WorkerLostError("the engine was stopped")
            worker = self._workers[me] = self._idle.pop() if self._idle else Worker()
        worker.wait()  # not under the lock: the others start at the same time
        return worker

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the processes end when they have done what was submitted; with `cancel_futures`, at once."""
        self._closed = True
        if cancel_futures:
            self._stop()
        for _ in self._threads:
            self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
        with self._lock:
            while self._idle:
                self._idle.pop().close()

    def _stop(self) -> None:
        """Cancel what waits, and end every process."""
        with suppress(Empty):
            while True:
                if task := self._tasks.get_nowait():
                    task.future.cancel()
        with self._lock:
            self._stopped = True
            for worker in (*self._workers.values(), *self._idle):
                worker.kill()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        """Let the processes finish; end them at once where something was raised, as by Ctrl-C."""
        self.shutdown(wait=True, cancel_futures=kind is not None)
        return False
