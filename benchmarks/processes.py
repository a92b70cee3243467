"""Work measured in processes of its own: CPU seconds of all threads, peak memory, and what was found."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PEAK = "int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0]) // 1024"
"""The peak of the memory since the program began; ru_maxrss would count that of the parent too."""


CHILDREN = "sum(__import__('resource').getrusage(__import__('resource').RUSAGE_CHILDREN)[:2])"
"""CPU seconds of the processes that it started and waited for."""


@dataclass(frozen=True)
class Run:
    """CPU seconds of it and its processes, the peak of the memory in MiB, what was found, and seconds by the clock."""

    seconds: float
    peak: int
    found: str
    clock: float = 0


@dataclass(frozen=True)
class Command:
    """A whole command: median CPU and wall seconds, and the medians of its ratios to the first command."""

    cpu: float
    wall: float
    cpu_ratio: float
    wall_ratio: float


def run(work: str) -> Run:
    """One run of some Python, which sets `begin` after its imports, and `found`; it may set `clock` as well.

    Where it started processes before it begins, it adds their CPU seconds to `begin`.
    """
    clock = "clock = time.perf_counter() - clock if 'clock' in globals() else 0"
    code = f"{work}\n{clock}\nprint(time.process_time() - begin + {CHILDREN}, {PEAK}, clock, found)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    seconds, peak, clock, found = done.stdout.split(maxsplit=3)
    return Run(float(seconds), int(peak), found.strip(), float(clock))


def measured(works: Mapping[str, str], repeat: int) -> dict[str, Run]:
    """The median of each work, all of them in turn."""
    runs: dict[str, list[Run]] = {name: [] for name in works}
    for _ in range(repeat):
        for name, work in works.items():
            runs[name].append(run(work))
    return {
        name: Run(
            statistics.median(each.seconds for each in all_),
            max(each.peak for each in all_),
            all_[0].found,
            statistics.median(each.clock for each in all_),
        )
        for name, all_ in runs.items()
    }


def paired(commands: Mapping[str, Sequence[str]], repeat: int, cache: Path) -> dict[str, Command]:
    """Whole commands in turn, after one round that fills the cache of compiled modules."""
    with compiled_into(cache):
        rounds = [[_timed(command) for command in commands.values()] for _ in range(repeat + 1)]
    found = {}
    for place, name in enumerate(commands):
        pairs = [(each[place], each[0]) for each in rounds[1:]]
        cpu, wall = ([own[kind] for own, _ in pairs] for kind in (0, 1))
        ratios = [statistics.median(own[kind] / first[kind] for own, first in pairs) for kind in (0, 1)]
        found[name] = Command(statistics.median(cpu), statistics.median(wall), *ratios)
    return found


@contextmanager
def compiled_into(cache: Path) -> Iterator[None]:
    """Python keeps what it compiles there, as it does on most machines."""
    before = dict(os.environ)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(cache)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _timed(command: Sequence[str]) -> tuple[float, float]:
    """The CPU and the wall seconds of a command."""
    begin = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    process = os.posix_spawn(command[0], list(command), os.environ, file_actions=quiet)
    _, status, used = os.wait4(process, 0)
    if status:
        raise subprocess.CalledProcessError(status, list(command))
    return used.ru_utime + used.ru_stime, time.perf_counter() - begin
