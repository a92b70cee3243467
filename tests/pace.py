"""Bounds on work that hold on a busy machine: CPU time, the least of several runs, with a wide margin."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

__all__ = ["grows_in_proportion", "takes_less"]

RUNS = 5
TIMES = 16
NOTHING = 0.02
"""Seconds below which time says nothing."""


def seconds(work: Callable[[], Any]) -> float:
    """The CPU time of a piece of work in this process and in those that it started and waited for."""
    begin = os.times()
    work()
    end = os.times()
    return sum(end[:4]) - sum(begin[:4])


def takes_less(most: float, work: Callable[[], Any]) -> bool:
    """Whether one of five runs takes less CPU time than so many seconds; the first is enough when it does."""
    return any(seconds(work) < most for _ in range(RUNS))


def grows_in_proportion(work: Callable[[int], Callable[[], Any]], size: int) -> bool:
    """Whether sixteen times the size takes less than eighty times as long: quadratic time would take 256 times.

    `work` makes a piece of work of a size; the least times count, and there is more than one try.
    """
    small, large = work(size // TIMES), work(size)
    least = [float("inf"), float("inf")]
    for _ in range(RUNS):
        least = [min(best, seconds(each)) for best, each in zip(least, (small, large), strict=True)]
        if least[1] < 5 * TIMES * max(least[0], NOTHING):
            return True
    return False
