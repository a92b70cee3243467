"""What a cluster of two workers on one machine takes beside two processes of our own, in CPU seconds of all processes.

    python benchmarks/cluster.py [--count 20000] [--short] [--records 200000] [--repeat 1] [--write docs/engines.md]

Articles are read, and records checked, which are sent to the workers; `--short` takes articles of one paragraph.
Scheduler, nannies, workers and the caller are counted, from when the workers have done the first until the last.
The cluster is measured as Dask sets it up, and with other settings; in each round all take their turn. CPU seconds are
medians of the rounds, and a ratio is the median of those of each round. Linux only.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from made_articles import make
from made_records import write_articles
from page import between

from broadsheet.checks.validate import validate
from broadsheet.drafts import ingest
from broadsheet.engines import Cores, open_engine

SETTINGS = {
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
    "DASK_DISTRIBUTED__ADMIN__TICK__CYCLE": "10s",
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__WORKER__MEMORY__MONITOR_INTERVAL": "1s",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
}
"""Settings of Dask as variables: its processes wake up seldom, and nothing is sampled that nobody looks at."""

TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print the table, and write it into a page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000, help="articles that are read")
    parser.add_argument("--short", action="store_true", help="take articles of one paragraph")
    parser.add_argument("--records", type=int, default=200_000, help="records that are checked")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--write", type=Path, metavar="PAGE")
    given = parser.parse_args()
    told = []
    for each in works(given.count, given.records, short=given.short):
        told.append("\n".join(lines(*each, given.repeat)))
        print(f"{told[-1]}\n", flush=True)
    if given.write:
        between(given.write, "cluster", "\n\n".join(told))


Work = Callable[[Path, Any], None]
Write = Callable[[Path, int], object]


def works(count: int, records: int, *, short: bool) -> Iterator[tuple[str, int, int, Write, Work]]:
    """What is measured: how it is called, how many are done before and counted, how it is made and done."""
    if count:
        name = "short articles read" if short else "articles read"
        yield name, 64, count, lambda path, number: make(number, path, short=short), drafts
    if records:
        yield "records checked", 10_000, records, write_articles, checks


def lines(  # noqa: PLR0913, PLR0917 - what is measured, and how often
    name: str, before: int, count: int, write: Write, work: Work, repeat: int
) -> Iterator[str]:
    """The lines of a table."""
    runs: dict[str, list[float]] = {"cores": [], "dask, as it comes": [], "dask, with these settings": []}
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder, "first.jsonl"), Path(folder, "all.jsonl")
        for file, number in zip(files, (before, count), strict=True):
            write(file, number)
        for _ in range(repeat):
            runs["cores"].append(on_cores(*files, work))
            runs["dask, as it comes"].append(on_cluster(*files, work, {}))
            runs["dask, with these settings"].append(on_cluster(*files, work, SETTINGS))
    yield f"| {count:,} {name} | CPU s | × cores |"
    yield "|---|--:|--:|"
    for way, found in runs.items():
        ratio = statistics.median(own / base for own, base in zip(found, runs["cores"], strict=True))
        yield f"| {way} | {statistics.median(found):.1f} | {ratio:.2f} |"


def on_cores(first: Path, file: Path, work: Work) -> float:
    """CPU seconds of this process and of two of our workers."""
    with Cores(2) as cores:
        work(first, cores)
        before = used(os.getpid(), *cores.pids)
        work(file, cores)
        return used(os.getpid(), *cores.pids) - before


def on_cluster(first: Path, file: Path, work: Work, settings: dict[str, str]) -> float:
    """CPU seconds of this process, a scheduler and two workers with their nannies."""
    with cluster(settings) as (address, pid):
        engine, _ = open_engine(address, [0], lambda _: 0)
        with engine as executor:
            work(first, executor)
            pids = [os.getpid(), *family(pid)]
            before = used(*pids)
            work(file, executor)
            return used(*pids) - before


def drafts(texts: Path, engine: Any) -> None:
    """Every draft, and none of them kept."""
    for _ in ingest(texts, engine=engine):
        pass


def checks(records: Path, engine: Any) -> None:
    """The check of records on lines."""
    if not validate(records, engine=engine).stats["records"]:
        raise SystemExit(f"no record of {records} was checked")


@contextmanager
def cluster(settings: dict[str, str]) -> Iterator[tuple[str, int]]:
    """A scheduler and two workers in processes of their own, and the process that started them."""
    code = (
        "import sys\nfrom distributed import LocalCluster\nif __name__ == '__main__':\n"
        "    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host='127.0.0.1') as own:\n"
        "        print(own.scheduler_address, flush=True)\n        sys.stdin.read()\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "own.py")
        script.write_text(code)
        started = subprocess.Popen(
            [sys.executable, script], cwd=folder, env=os.environ | settings,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        with started:
            assert started.stdout  # noqa: S101 - it was asked for
            yield started.stdout.readline().strip().replace("tcp://", "dask://"), started.pid
            started.stdin.close()  # type: ignore[union-attr]
            time.sleep(0.1)


def family(pid: int) -> list[int]:
    """A process and all under it."""
    found = [path.read_text("ascii") for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return [pid, *(each for text in found for child in text.split() for each in family(int(child)))]


def used(*pids: int) -> float:
    """The CPU seconds of some processes."""
    fields = [Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split() for pid in pids]
    return sum(int(each[11]) + int(each[12]) for each in fields) / TICKS


if __name__ == "__main__":
    main()
