"""What many texts take: two cores beside one, and the memory after 10,000, 50,000 and 100,000 of them.

    python benchmarks/ingest.py [--count 20000] [--repeat 3] [--memory 100000] [--write docs/reading.md]

The ratio is that of the elapsed time of `broadsheet ingest --format json` with --engine local and with
--engine cores --jobs 2, turn by turn in one run, the least of each. CPU seconds of all processes stand
beside it, and what two processes reach here that only count, because cores are not always whole ones.
The memory is the resident set of the calling process, and of each worker, while the drafts come.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from made_articles import make

from broadsheet import __version__
from broadsheet.drafts import ingest
from broadsheet.engines import Cores

MARKS = (10_000, 50_000, 100_000)
FIRST, LAST = "<!-- engines -->", "<!-- /engines -->"


def main() -> None:
    """Print the tables, and put them into a page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument(
        "--memory", type=int, default=100_000, help="texts of the measurement of memory; 0 leaves it out"
    )
    parser.add_argument("--write", type=Path, metavar="PAGE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tables = [_ratio(Path(folder), options.count, options.repeat)]
        tables += [_memory(Path(folder), options.memory)] if options.memory else []
    told = (
        f"Measured on {datetime.now(tz=UTC).date()}, broadsheet {__version__}, Python {platform.python_version()}.\n\n"
    )
    told += "\n\n".join(tables)
    print(told)
    if options.write:
        text = options.write.read_text(encoding="utf-8")
        before, after = text.partition(FIRST)[0], text.partition(LAST)[2]
        options.write.write_text(f"{before}{FIRST}\n{told}\n{LAST}{after}", encoding="utf-8")


def _ratio(folder: Path, count: int, repeat: int) -> str:
    texts = folder / "texts.jsonl"
    make(count, texts)
    runs = {"local": [], "cores": []}  # type: dict[str, list[tuple[float, float]]]
    counts = []
    for _ in range(repeat):
        for engine, found in runs.items():
            found.append(_timed(lambda engine=engine: _ingest(texts, engine)))
        counts.append(_counting())
    (one, cpu_one), (two, cpu_two) = min(runs["local"]), min(runs["cores"])
    rows = [
        "| | local | cores, 2 jobs | ratio |",
        "|---|---:|---:|---:|",
        f"| {count:,} articles, elapsed | {one:.1f} s | {two:.1f} s | {one / two:.2f} |",
        f"| CPU of all processes | {cpu_one:.1f} s | {cpu_two:.1f} s | {cpu_one / cpu_two:.2f} |",
        f"| two processes that only count | | | {max(counts):.2f} |",
    ]
    return "\n".join(rows)


def _ingest(texts: Path, engine: str) -> None:
    command = [
        sys.executable,
        "-m",
        "broadsheet",
        "ingest",
        texts,
        "--format",
        "json",
        "--engine",
        engine,
        "--jobs",
        "2",
    ]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=texts.parent)


def _timed(run: Callable[[], Any]) -> tuple[float, float]:
    """Elapsed and CPU seconds of what runs in other processes."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run()
    elapsed, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return elapsed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


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


def _memory(folder: Path, count: int) -> str:
    marks = [mark for mark in MARKS if mark <= count]
    rows = [
        f"| resident MB after | {' | '.join(f'{mark:,}' for mark in marks)} | a worker |",
        "|---|" + "---:|" * (len(marks) + 1),
    ]
    for name in ("short.jsonl", "short.zip", "short"):
        make(count, folder / name, short=True)
        for out in (None, folder / "out"):
            found = dict(_resident(folder / name, out, marks))
            kind = {"": "folder"}.get(Path(name).suffix, name.partition(".")[2]) + (", with --out" if out else "")
            worker = max(found.pop("workers"))
            rows.append(f"| {kind} | {' | '.join(f'{found[mark]:.0f}' for mark in marks)} | {worker:.0f} |")
            print(rows[-1], file=sys.stderr)
            subprocess.run(["rm", "-rf", folder / "out"], check=True)
    return "\n".join(rows)


def _resident(texts: Path, out: Path | None, marks: list[int]) -> Iterator[tuple[Any, Any]]:
    """The resident set at each mark, in a process of its own."""
    code = f"from ingest import watch; watch({str(texts)!r}, {str(out) if out else None!r}, {marks!r})"
    done = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True, cwd=Path(__file__).parent
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    yield from ((int(mark), float(own)) for mark, own, *_ in lines)
    yield "workers", [float(worker) for line in lines for worker in line[2:]]


def watch(texts: str, out: str | None, marks: list[int]) -> None:
    """Ingest, and print at each mark the memory of this process and of its workers."""
    with Cores(2) as cores:
        for number, _ in enumerate(ingest(texts, out=Path(out) if out else None, engine=cores), 1):
            if number in marks:
                print(number, *(f"{_megabytes(pid):.1f}" for pid in (os.getpid(), *cores.pids)), flush=True)


def _megabytes(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main()
