"""Copies of this process, which have at once what it has loaded and made."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NoReturn

__all__ = ["Fork", "can_fork"]

ENDING = {signal.SIGINT, signal.SIGTERM}
"""Signals for which a program may have ways of its own, which are not those of its copies."""


STANDARD = 2
"""The number of the last of the standard files."""

LEAVING = 0.02
"""Seconds that a thread which was joined may still be listed by the system."""


def can_fork() -> bool:
    """Whether this process may be copied: on Linux, while it has one thread, so that no other one holds a lock.

    The system is asked, since libraries have threads of which Python does not know. Where Python knows of none, the
    last ones may be about to leave: they are waited for.
    """
    if sys.platform != "linux":
        return False
    latest = time.monotonic() + LEAVING
    while not (alone := _is_alone()) and threading.active_count() == 1 and time.monotonic() < latest:
        time.sleep(LEAVING / 20)
    return alone


def _is_alone() -> bool:
    """Whether the system knows of one thread only."""
    try:
        return len([*Path("/proc/self/task").iterdir()]) == 1
    except OSError:
        return False


class Fork:
    """A copy of this process, which runs something and ends; it has of `subprocess.Popen` what is asked of one.

    It reads what is written to `stdin`; what it writes to its standard output is read from `stdout`. It is in a process
    group of its own, and keeps nothing open that this process has open.
    """

    def __init__(self, run: Callable[[], None]) -> None:
        (input_, to), (from_, output) = _pipe(), _pipe()
        self._lock = threading.Lock()
        self._status: int | None = None
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)  # until the copy goes its own way
        try:
            self.pid = os.fork()
            if not self.pid:
                _become(run, input_, output, before)
        except OSError:
            os.close(to)
            os.close(from_)
            raise
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            os.close(input_)
            os.close(output)
        self.stdin: BinaryIO = open(to, "wb")  # noqa: PTH123, SIM115 - a pipe
        self.stdout: BinaryIO = open(from_, "rb")  # noqa: PTH123, SIM115 - as above

    def poll(self) -> int | None:
        """How it ended, below 0 by a signal; None while it runs."""
        with self._lock:
            if self._status is None:
                try:
                    pid, status = os.waitpid(self.pid, os.WNOHANG)
                except ChildProcessError:  # somebody else waited for it
                    pid, status = self.pid, 0
                self._status = os.waitstatus_to_exitcode(status) if pid else None
            return self._status

    def wait(self) -> int:
        """How it ended, waited for."""
        with suppress(ChildProcessError):
            os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        return self.poll() or 0

    def kill(self) -> None:
        """End it, whatever it is doing."""
        with self._lock:
            if self._status is None:  # its number may be that of another process from then on
                os.kill(self.pid, signal.SIGKILL)


def _pipe() -> tuple[int, int]:
    """A pipe, none of whose numbers is that of a standard file, also where this process was started without these."""
    import fcntl  # noqa: PLC0415 - not on every system

    found = os.pipe()
    try:
        above = [fcntl.fcntl(each, fcntl.F_DUPFD_CLOEXEC, STANDARD + 1) for each in found]
    finally:
        for each in found:
            os.close(each)
    return above[0], above[1]


def _become(run: Callable[[], None], input_: int, output: int, mask: Collection[int]) -> NoReturn:
    """Be the copy: do what it is for, and never come back to what this process was at."""
    status = 1
    try:
        os.setpgid(0, 0)
        os.dup2(input_, 0)
        os.dup2(output, 1)
        _let_go()
        for each in ENDING:
            signal.signal(each, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        sys.stdout = sys.stderr  # what waits to be printed is for the caller to print
        gc.freeze()
        run()
        status = 0
    except BaseException:  # noqa: BLE001 - there is nobody to raise it to
        traceback.print_exc()
    finally:
        os._exit(status)


def _let_go() -> None:
    """Have nothing behind the numbers of all files but the standard ones; objects of the caller still have them."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in [int(path.name) for path in Path("/proc/self/fd").iterdir()]:
        if number > STANDARD and number != nothing:
            os.dup2(nothing, number, inheritable=False)
