"""What comparing two packages takes, beside polars reading both, and building one, beside frictionless, in one run.

    python benchmarks/release.py [--rows 1000000] [--articles 100000] [--repeat 5] [--write]

CPU seconds of all threads, the median of several runs in turn, each in a process of its own.
`--write` puts the results into `docs/performance.md`.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from made_tables import write
from page import write_section
from processes import measured
from release_builds import build_table

TABLE = "passages.csv"
Rows = list[str]


def few(rows: Rows, source: random.Random) -> Rows:
    """One row in a thousand has another value, one in two thousand is gone, as many are new."""
    found = list(rows)
    for place in source.sample(range(len(found)), len(found) // 1000):
        cells = found[place].split(",", 6)
        cells[5] = f"{source.uniform(-1e6, 1e6):.3f}"
        found[place] = ",".join(cells)
    for place in sorted(source.sample(range(len(found)), len(found) // 2000), reverse=True):
        found[place] = f"z{source.randrange(10**9):09d}" + found[place][10:] if place % 2 else ""
        found.insert(source.randrange(len(found)), f"y{source.randrange(10**9):09d}" + rows[place][10:])
    return [row for row in found if row]


def moved(rows: Rows, source: random.Random) -> Rows:
    """The same few differences, and all rows in another order."""
    found = few(rows, source)
    source.shuffle(found)
    return found


def respelled(rows: Rows, _: random.Random) -> Rows:
    """The same data: every number with one more zero."""
    cells = (row.split(",", 6) for row in rows)
    return [",".join([*each[:5], each[5] + "0", each[6]]) for each in cells]


def every(rows: Rows, source: random.Random) -> Rows:
    """Every row has another value."""
    cells = (row.split(",", 6) for row in rows)
    return [",".join([*each[:5], f"{source.uniform(-1e6, 1e6):.3f}", each[6]]) for each in cells]


WORKS: dict[str, Callable[[Rows, random.Random], Rows]] = {
    "few differences": few,
    "few differences, rows moved": moved,
    "every number in another spelling": respelled,
    "a value changed in every row": every,
}


def edited(old: Path, new: Path, edit: Callable[[Rows, random.Random], Rows]) -> Path:
    """A copy of a package with its large table edited."""
    shutil.copytree(old, new)
    head, *rows = (old / TABLE).read_text(encoding="utf-8").splitlines(keepends=True)
    (new / TABLE).write_text(head + "".join(edit(rows, random.Random(5))), encoding="utf-8")  # noqa: S311 - data
    return new


def floor(*folders: Path) -> str:
    """Polars reading the large table of both packages with its types."""
    read = "; ".join(f"pl.read_csv({str(folder / TABLE)!r}, try_parse_dates=True)" for folder in folders)
    return f"import time, polars as pl; begin = time.process_time(); {read}; found = '-'"


def ours(old: Path, new: Path) -> str:
    """The comparison of this project, with the changes counted."""
    start = "import time, polars; from broadsheet.releases.diff import diff; begin = time.process_time()"
    return f"{start}; found = len(diff({str(old)!r}, {str(new)!r}))"


def table(rows: int, repeat: int) -> str:
    """The results as Markdown."""
    with tempfile.TemporaryDirectory() as place:
        old = write(Path(place) / "old", rows)
        folders = {name: edited(old, Path(place) / str(n), edit) for n, (name, edit) in enumerate(WORKS.items())}
        works = {"polars reads both": floor(old, next(iter(folders.values())))}
        works |= {name: ours(old, folder) for name, folder in folders.items()}
        results = measured({**works, "the same package": ours(old, old)}, repeat)
    least = results["polars reads both"].seconds
    lines = ["| | CPU s | × two reads | peak MiB | changes |", "|---|--:|--:|--:|--:|"]
    for name, each in results.items():
        lines.append(f"| {name} | {each.seconds:.2f} | {each.seconds / least:.2f} | {each.peak} | {each.found} |")
    return "\n".join(lines)


def section(rows: int, articles: int, repeat: int) -> str:
    """The section of the page."""
    day, python = datetime.now(tz=UTC).date(), platform.python_version()
    with_what = f"Python {python}, polars {version('polars')}, on {os.cpu_count()} cores"
    return f"""## Two packages compared: {rows:,} rows × 10 columns against as many

What `broadsheet diff` takes for two packages on disk, beside polars reading the large table of
both with its types. CPU seconds of all threads, the median of {repeat} runs in turn. Written by
`benchmarks/release.py` on {day} with {with_what}.

{table(rows, repeat)}

## A package built: {articles:,} articles

What a package takes from records to its zip, beside frictionless writing and zipping the same tables.
frictionless has the rows, or the frames, in memory already, checks nothing, and writes neither JSON nor Parquet nor
hashes. Wanted was that the third line be ten times faster than the first. No text is at hand.
CPU seconds of all threads and seconds by the clock, the median of {repeat} runs in turn, in the same run as the
above, with frictionless {version("frictionless")}.

{built(articles, repeat)}
"""


def built(articles: int, repeat: int) -> str:
    """The results of building as Markdown."""
    with tempfile.TemporaryDirectory() as place:
        return build_table(Path(place), articles, repeat)


def main() -> None:
    """Measure, print, and write when asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    told = section(options.rows, options.articles, options.repeat)
    print(told)
    if options.write:
        write_section("release", told)


if __name__ == "__main__":
    main()
