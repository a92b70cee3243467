"""How fast data packages are checked, beside what polars and frictionless take, in one run.

    python benchmarks/validate.py [--rows 1000000] [--repeat 3] [--frictionless] [--write]

CPU seconds of all threads, the least of several runs, each in a process of its own; ratios
to the floor, which is polars reading the same files with their types. `--write` puts the
results into `docs/performance.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

KINDS = ["heading", "lead", "body", "caption", "quote", "list"]
WORDS = [
    "the",
    "port",
    "of",
    "a",
    "river",
    "town",
    "opens",
    "to",
    "larger",
    "ships",
    "after",
    "years",
    "of",
    "work",
    "and",
    "many",
    "delays",
]
PEAK = "resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024"


def field(name: str, kind: str, **constraints: object) -> dict[str, object]:
    """A field with its constraints."""
    return {"name": name, "type": kind, "constraints": constraints}


PARENT = {
    "fields": [
        field("id", "string", required=True, pattern="q[0-9]{9}"),
        field("article", "string", required=True, maxLength=12),
        field("kind", "string", required=True, enum=KINDS),
        field("start", "integer", required=True, minimum=0),
        field("end", "integer", required=True, minimum=0, maximum=100_000_000),
        field("value", "number", minimum=-1e9, maximum=1e9),
        field("unit", "string", maxLength=16),
        field("date", "date", required=True, minimum="1900-01-01"),
        field("language", "string", required=True, pattern="[a-z]{2}"),
        field("text", "string", required=True, minLength=3),
    ],
    "primaryKey": ["id"],
}
CHILD = {
    "fields": [
        field("n", "integer", required=True),
        field("passage", "string", required=True),
        field("share", "number"),
    ],
    "foreignKeys": [{"fields": ["passage"], "reference": {"resource": "passages", "fields": ["id"]}}],
}
BROKEN = [(3, "-1"), (4, "many"), (5, "1,5"), (7, "2024-02-30"), (2, "footer"), (8, "english"), (9, "x"), (6, "u" * 20)]


def write(folder: Path, rows: int, bad: float = 0.0, seed: int = 4) -> Path:
    """A package of two tables, the second a fifth as long, with a share of bad cells in the first."""
    folder.mkdir(parents=True, exist_ok=True)
    source = random.Random(seed)  # noqa: S311 - data, not secrets
    with (folder / "passages.csv").open("w", encoding="utf-8") as file:
        file.write(",".join(str(each["name"]) for each in PARENT["fields"]) + "\n")
        file.writelines(_row(number, source, bad) for number in range(rows))
    with (folder / "quotes.csv").open("w", encoding="utf-8") as file:
        file.write("n,passage,share\n")
        file.writelines(f"{n},q{source.randrange(rows):09d},{source.random():.4f}\n" for n in range(rows // 5))
    resources = [
        {"name": name, "type": "table", "path": f"{name}.csv", "schema": schema}
        for name, schema in (("passages", PARENT), ("quotes", CHILD))
    ]
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    (folder / "datapackage.json").write_text(json.dumps({"$schema": profile, "resources": resources}))
    return folder


def _row(number: int, source: random.Random, bad: float) -> str:
    text = " ".join(source.choices(WORDS, k=6))
    day = f"20{number % 25:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    cells = [f"q{number:09d}", f"a{number % 5000}", KINDS[number % 6], str(number), str(number + 40)]
    cells += [
        f"{source.uniform(-1e6, 1e6):.3f}",
        "tonne",
        day,
        "en",
        f'"{text}, {number}"' if number % 4 == 0 else text,
    ]
    if source.random() < bad:
        place, value = source.choice(BROKEN)
        cells[place] = f'"{value}"' if "," in value else value
    return ",".join(cells) + "\n"


def measured(work: str, repeat: int) -> tuple[float, int, str]:
    """The least CPU seconds of some Python, its peak memory in MiB, and what it found."""
    found = [_run(work) for _ in range(repeat)]
    return min(each[0] for each in found), max(each[1] for each in found), found[0][2]


def _run(work: str) -> tuple[float, int, str]:
    code = work + f"; import resource; print(time.process_time() - begin, {PEAK}, found)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    seconds, peak, found = done.stdout.split(maxsplit=2)
    return float(seconds), int(peak), found.strip()


def floor(folder: Path) -> str:
    """Polars reading both files with their types."""
    read = "; ".join(
        f"pl.read_csv({str(folder / name)!r}, try_parse_dates=True)" for name in ("passages.csv", "quotes.csv")
    )
    return f"import time, polars as pl; begin = time.process_time(); {read}; found = '-'"


def ours(folder: Path) -> str:
    """The validator of this project."""
    start = "import time; from broadsheet.checks.packages import check_package; begin = time.process_time()"
    return f"{start}; found = sum(check_package({str(folder)!r}).stats['errors'].values())"


def theirs(folder: Path) -> str:
    """The validator of frictionless."""
    start = "import time; from frictionless import validate; begin = time.process_time()"
    path = str(folder / "datapackage.json")
    return f"{start}; found = validate({path!r}, limit_errors=1_000_000).stats['errors']"


def command(code: str, repeat: int) -> float:
    """The median wall seconds of a whole Python process."""
    times = []
    for _ in range(repeat):
        timed = f"subprocess.run([sys.executable, '-c', {code!r}], check=True)"
        wrapped = f"import subprocess, sys, time; b = time.perf_counter(); {timed}; print(time.perf_counter() - b)"
        done = subprocess.run([sys.executable, "-c", wrapped], check=True, capture_output=True, text=True)
        times.append(float(done.stdout.split()[-1]))
    return statistics.median(times)


HEAD = """<!-- Written by benchmarks/validate.py --write; run it to measure again. -->

# Performance

What `broadsheet validate` takes for a data package, beside polars parsing the same files with
their types (the floor) and frictionless, in one run. Seconds are CPU seconds of all threads,
the least of several runs; quote the ratios, since machines differ.

"""


def table(title: str, results: dict[str, tuple[float, int, str]]) -> str:
    """The results of one piece of work as Markdown."""
    least, ours = next(iter(results.values()))[0], results["broadsheet"][0]
    lines = [
        f"## {title}",
        "",
        "| | CPU s | × floor | × broadsheet | peak MiB | errors found |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, (seconds, peak, found) in results.items():
        lines.append(f"| {name} | {seconds:.2f} | {seconds / least:.2f} | {seconds / ours:.2f} | {peak} | {found} |")
    return "\n".join(lines) + "\n"


def machine() -> str:
    """What it was measured with."""
    versions = {name: version(name) for name in ("polars", "frictionless")}
    listed = ", ".join(f"{name} {number}" for name, number in versions.items())
    day, python = datetime.now(tz=UTC).date(), platform.python_version()
    return f"Measured on {day} with Python {python}, {listed}, on {os.cpu_count()} cores.\n"


def large(place: Path, options: argparse.Namespace) -> Iterator[str]:
    """The tables of the work whose time depends on its size."""
    works = (("Keys and constraints", options.rows, 0.0), ("One row in ten is bad", options.rows // 10, 0.1))
    for title, rows, bad in works:
        folder = write(place / str(bad), rows, bad)
        results = {"polars, typed parse": measured(floor(folder), options.repeat)}
        results["broadsheet"] = measured(ours(folder), options.repeat)
        if options.frictionless:
            results["frictionless"] = measured(theirs(folder), 1)
        yield table(f"{title}: {rows:,} rows × 10 columns, {rows // 5:,} rows that refer to them", results)


def small(place: Path, repeat: int) -> str:
    """The start of a whole process for ten rows."""
    folder = write(place / "small", 10)
    base = command("import polars", repeat * 3)
    mine = command(f"from broadsheet.checks.packages import check_package; check_package({str(folder)!r})", repeat * 3)
    lines = ("## Ten rows, the whole process", "", "| | wall s, median | × floor |", "|---|--:|--:|")
    rows = (f"| import polars | {base:.3f} | 1.00 |", f"| broadsheet | {mine:.3f} | {mine / base:.2f} |")
    return "\n".join((*lines, *rows)) + "\n"


def main() -> None:
    """Measure, print, and write when asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--frictionless", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        page = "\n".join([machine(), *large(Path(place), options), small(Path(place), options.repeat)])
    print(page)
    if options.write:
        target = Path(__file__).parent.parent / "docs/performance.md"
        _, mark, others = target.read_text(encoding="utf-8").partition("<!-- release -->")
        target.write_text(HEAD + page + (f"\n{mark}{others}" if mark else ""), encoding="utf-8")


if __name__ == "__main__":
    main()
