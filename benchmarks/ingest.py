"""What many texts take: two cores beside one, and the memory after 1,000 to 100,000 of them.

    python benchmarks/ingest.py [--count 20000] [--repeat 3] [--memory 100000] [--kind folder] [--write docs/reading.md]

The elapsed time of `broadsheet ingest --format json` with --engine local, and with --engine cores and
one and two jobs, turn by turn in one run, the least of each. CPU seconds stand beside it, of all processes
and of the one that calls, because cores are not always whole ones: two processes that only count show
what two reach here at the time, and twice the CPU of `local` by that of `cores` what two free ones would.
The memory is the peak of the resident set of the calling process, of a worker, and of all three.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from made_articles import make

from broadsheet import __version__
from broadsheet.drafts import Ingested, ingest
from broadsheet.engines import Cores

MARKS = (1_000, 10_000, 50_000, 100_000)
KINDS = {
    "jsonl": ("JSON Lines, printed", False),
    "zip": ("zip, with --out", True),
    "folder": ("folder, with --out", True),
}
FIRST, LAST = "<!-- engines -->", "<!-- /engines -->"


def main() -> None:
    """Print the tables, and put them into a page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument(
        "--memory", type=int, default=100_000, help="texts of the measurement of memory; 0 leaves it out"
    )
    parser.add_argument("--kind", action="append", choices=KINDS, help="where the texts of that lie; all by default")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tables = [_ratio(Path(folder), options.count, options.repeat)] if options.count else []
        tables += [_memory(Path(folder), options.memory, options.kind or list(KINDS))] if options.memory else []
    told = (
        f"Measured on {datetime.now(tz=UTC).date()}, broadsheet {__version__}, Python {platform.python_version()}.\n\n"
    )
    told += "\n\n".join(tables)
    print(told)
    if options.write:
        text = options.write.read_text(encoding="utf-8")
        before, after = text.partition(FIRST)[0], text.partition(LAST)[2]
        options.write.write_text(f"{before}{FIRST}\n{told}\n{LAST}{after}", encoding="utf-8")


class Took(NamedTuple):
    """Seconds of one run: elapsed, of all processes, and of the one that calls."""

    elapsed: float
    cpu: float
    caller: float


def _ratio(folder: Path, count: int, repeat: int) -> str:
    texts = folder / "texts.jsonl"
    make(count, texts)
    ways = {"local": ("local", 1), "cores, 1 job": ("cores", 1), "cores, 2 jobs": ("cores", 2)}
    runs: dict[str, list[Took]] = {name: [] for name in ways}
    counted = []
    for _ in range(repeat):
        for name, (engine, jobs) in ways.items():
            runs[name].append(_took(texts, engine, jobs))
        counted.append(_counting())
    best = {name: min(found) for name, found in runs.items()}
    local, two = best["local"], best["cores, 2 jobs"]
    rows = [f"| {count:,} articles | {' | '.join(best)} |", "|---|" + "---:|" * len(best)]
    rows += [
        f"| {name} | {' | '.join(f'{each[place]:.1f} s' for each in best.values())} |"
        for place, name in enumerate(("elapsed", "CPU of all processes", "CPU of the one that calls"))
    ]
    rows += [
        f"| times faster than local | {' | '.join(f'{local.elapsed / each.elapsed:.2f}' for each in best.values())} |",
        f"| the same on two free cores, by CPU | | | {2 * local.cpu / two.cpu:.2f} |",
        f"| two processes that only count | | | {min(counted):.2f} to {max(counted):.2f} |",
    ]
    return "\n".join(rows)


def _took(texts: Path, engine: str, jobs: int) -> Took:
    """What one run took, in processes of its own."""
    code = f"from ingest import draft_all; draft_all({str(texts)!r}, {engine!r}, {jobs})"
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, cwd=Path(__file__).parent)
    elapsed, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(elapsed, cpu, float(done.stdout.splitlines()[-1]))


def draft_all(texts: str, engine: str, jobs: int) -> None:
    """What the command does, and then the CPU seconds of this process."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        nowhere.writelines(
            each.record if isinstance(each, Ingested) else each.message
            for each in ingest(texts, engine=engine, jobs=jobs)
        )
    print(time.process_time())


def _counting() -> float:
    """How much more two processes count than one in the same time."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(_count, [1, 1])
        begin = time.perf_counter()
        pool.map(_count, [10**7], chunksize=1)
        one = time.perf_counter() - begin
        begin = time.perf_counter()
        pool.map(_count, [10**7, 10**7], chunksize=1)
        return 2 * one / (time.perf_counter() - begin)


def _count(most: int) -> int:
    return sum(number & 1 for number in range(most))


def _memory(folder: Path, count: int, kinds: Iterable[str]) -> str:
    marks = [mark for mark in MARKS if mark <= count]
    head = f"| peak MB after | {' | '.join(f'{mark:,}' for mark in marks)} | a worker | all three |"
    rows = [head, "|---|" + "---:|" * (len(marks) + 2)]
    for kind in kinds:
        told, writes = KINDS[kind]
        texts = folder / (f"short.{kind}" if kind != "folder" else "short")
        make(count, texts, short=True)
        found = _peaks(texts, folder / "out" if writes else None, marks)
        last = found[marks[-1]]
        peaks = " | ".join(f"{found[mark][0]:.0f}" for mark in marks)
        rows.append(f"| {told} | {peaks} | {max(last[1:]):.0f} | {sum(last):.0f} |")
        print(rows[-1], file=sys.stderr)
        shutil.rmtree(folder / "out", ignore_errors=True)
    return "\n".join(rows)


def _peaks(texts: Path, out: Path | None, marks: list[int]) -> dict[int, list[float]]:
    """The peaks of the calling process and of its workers at each mark, in a process of its own."""
    code = f"from ingest import watch; watch({str(texts)!r}, {str(out) if out else None!r}, {marks!r})"
    done = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True, cwd=Path(__file__).parent
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    return {int(mark): [float(each) for each in peaks] for mark, *peaks in lines}


def watch(texts: str, out: str | None, marks: list[int]) -> None:
    """Ingest, and print at each mark the peak of this process and of its workers."""
    with Cores(2) as cores:
        for number, _ in enumerate(ingest(texts, out=Path(out) if out else None, engine=cores), 1):
            if number in marks:
                print(number, *(f"{_peak(pid):.1f}" for pid in (os.getpid(), *cores.pids)), flush=True)


def _peak(pid: int) -> float:
    """The most that was resident of a process, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
