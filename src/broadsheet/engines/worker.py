"""A process that does tasks: how it is started and talked to, and what it runs."""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import traceback
from typing import Any, BinaryIO

from broadsheet.engines.forks import Fork

__all__ = ["Worker", "WorkerDiedError", "serve"]

READY = b"ready"

NO_MEMORY = 12
"""How a process ends that has no memory left: another one may have."""

_BOOT = "from broadsheet.engines.worker import serve; serve()"


class WorkerDiedError(Exception):
    """The process ended before it answered."""


class Worker:
    """A process of its own, which does one task at a time.

    It is started afresh, or else is a copy of this process (see `can_fork`), and runs nothing of the caller's main
    module. It is in a process group of its own, so that Ctrl-C reaches only the caller, and it ends when the caller
    does. It has to be awaited before the first call.
    """

    def __init__(self, *, forked: bool = False) -> None:
        self._process = Fork(serve) if forked else _started()
        assert self._process.stdin and self._process.stdout  # noqa: S101, PT018 - both were asked for
        self._to: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self._from: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self._function: bytes | None = None

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def wait(self) -> None:
        """Wait until the process can do tasks. Raises WorkerDiedError."""
        self._receive()

    def call(self, function: bytes, arguments: bytes) -> Any:
        """What a pickled function gives for pickled arguments; what it raises is raised.

        A function that is called again and again is sent once. Raises WorkerDiedError.
        """
        self._send(None if function is self._function else function, arguments)
        self._function = function
        good, value = self._receive()
        if not good:
            raise value
        return value

    def _send(self, *message: bytes | None) -> None:
        try:
            pickle.dump(message, self._to, pickle.HIGHEST_PROTOCOL)
            self._to.flush()
        except OSError:
            raise WorkerDiedError(self._end()) from None

    def _receive(self) -> Any:
        try:
            return pickle.load(self._from)  # noqa: S301 - from our own process
        except (EOFError, OSError, pickle.UnpicklingError):
            raise WorkerDiedError(self._end()) from None

    def _end(self) -> str:
        """End the process; how it ended."""
        status = self._process.poll()
        self.kill()
        status = self._process.wait() if status is None else status
        if status == NO_MEMORY:
            return "no memory left"
        return f"signal {-status}" if status < 0 else f"status {status}"

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()

    def close(self) -> None:
        """Let the process end when it has answered, and wait for that."""
        for pipe in (self._to, self._from):
            try:
                pipe.close()
            except OSError:  # what was to be sent cannot be sent any more
                continue
        self._process.wait()


def _started() -> subprocess.Popen[bytes]:
    """A process that serves."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    group: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {}
    command = [sys.executable, "-c", _BOOT]
    return subprocess.Popen(  # noqa: S603 - our own interpreter
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, **group
    )


def serve() -> None:
    """Do the tasks that come on the standard input, until it is closed.

    What anything prints goes to the standard error, so that only answers stand between answers.
    """
    tasks, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123 - the device, by its name
        os.dup2(nothing.fileno(), 0)
    os.environ.setdefault("POLARS_MAX_THREADS", "1")  # there is a process for each core
    function: Any = None
    _answer(answers, pickle.dumps(READY))
    while (message := _next(tasks)) is not None:
        try:
            function = function if message[0] is None else pickle.loads(message[0])  # noqa: S301 - from our own caller
            arguments, named = pickle.loads(message[1])  # noqa: S301 - as above
            answer = pickle.dumps((True, function(*arguments, **named)), pickle.HIGHEST_PROTOCOL)
        except MemoryError:
            os._exit(NO_MEMORY)
        except Exception as error:  # noqa: BLE001 - it is raised where the result is asked for
            answer = _told(error)
        _answer(answers, answer)
        if message[0] is not None:
            gc.collect()
            gc.freeze()  # what the function keeps is not looked through again and again


def _next(tasks: BinaryIO) -> tuple[bytes | None, bytes] | None:
    try:
        message: tuple[bytes | None, bytes] = pickle.load(tasks)  # noqa: S301 - from our own caller
    except (EOFError, pickle.UnpicklingError):
        return None
    return message


def _told(error: Exception) -> bytes:
    """A raised error as an answer, with the place where it was raised."""
    where = "".join(traceback.format_exception(error))
    error.add_note(f"in a worker process:\n{where}")
    try:
        return pickle.dumps((False, error))
    except Exception:  # noqa: BLE001 - whatever an error carries
        return pickle.dumps((False, RuntimeError(where)))


def _answer(answers: BinaryIO, answer: bytes) -> None:
    try:
        answers.write(answer)
        answers.flush()
    except BrokenPipeError:
        os._exit(0)  # the caller has gone
