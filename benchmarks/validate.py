"""How fast data packages and articles are checked, beside polars, orjson, frictionless and jsonschema, in one run.

    python benchmarks/validate.py [keys] [bad] [large] [composite] [small] [articles] [faulty]
                                  [--rows 1000000] [--large-rows 23000000] [--composite-rows 20000000]
                                  [--articles 100000] [--repeat 3] [--frictionless] [--write]

The data is made by `made_tables.py` and `made_records.py`. Seconds are CPU seconds of all threads,
each run in a process of its own, the peers in turn, medians. Without names, all parts run but the two
that take minutes, `large` and `composite`; without `--frictionless` that peer is left out. `--write`
puts each part that ran into its section of `docs/performance.md`; the others stay.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

from made_records import write_articles
from made_tables import write, write_composite
from page import write_section
from processes import Command, Run, compiled_into, measured, paired, run

SAMPLE = 1000
"""Articles that jsonschema judges; its time for all is computed from them."""
BAD_ARTICLES = 0.02
PEERS = ("polars", "orjson", "frictionless", "jsonschema")


@dataclass(frozen=True)
class Aim:
    """What was wanted of a ratio or a size, what was measured, and whether that is enough."""

    work: str
    wanted: str
    measured: str
    is_met: bool

    @classmethod
    def most(cls, work: str, most: float, peer: str, measured: float) -> Aim:
        """An aim not to take more than so many times what the peer takes."""
        return cls(work, f"≤ {most:g} × {peer}", f"{measured:.2f}", measured <= most)

    @classmethod
    def faster(cls, work: str, least: float, peer: str, measured: float) -> Aim:
        """An aim to be so many times faster than the peer."""
        return cls(work, f"≥ {least:g} × faster than {peer}", f"{measured:.1f}", measured >= least)


Part = tuple[str, list[Aim]]


def floor(folder: Path) -> str:
    """Polars reading both files with their types; what does not fit becomes null."""
    paths = [str(folder / name) for name in ("passages.csv", "quotes.csv")]
    read = "; ".join(f"pl.read_csv({path!r}, try_parse_dates=True, ignore_errors=True)" for path in paths)
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


def keys(place: Path, options: argparse.Namespace) -> Part:
    """The tables with keys."""
    found, told = _tables(place, options, "Keys and constraints", options.rows, 0.0)
    aims = [Aim.most(told, 3, "polars", _times(found, "broadsheet", "polars, typed parse"))]
    return _told(told, found, "errors found"), aims + _beside_frictionless(found, told, 40)


def bad(place: Path, options: argparse.Namespace) -> Part:
    """A tenth of those rows, of which one in ten has a bad cell."""
    found, told = _tables(place, options, "One row in ten is bad", options.rows // 10, 0.1)
    return _told(told, found, "errors found"), _beside_frictionless(found, told, 30)


def _tables(
    place: Path, options: argparse.Namespace, title: str, rows: int, share: float
) -> tuple[dict[str, Run], str]:
    folder = write(place, rows, share)
    found = measured({"polars, typed parse": floor(folder), "broadsheet": ours(folder)}, options.repeat)
    if options.frictionless:
        found |= measured({"frictionless": theirs(folder)}, 1)
    return found, f"{title}: {rows:,} rows × 10 columns, {rows // 5:,} rows that refer to them"


def _beside_frictionless(found: Mapping[str, Run], told: str, times: float) -> list[Aim]:
    if "frictionless" not in found:
        return []
    return [Aim.faster(told, times, "frictionless", _times(found, "frictionless", "broadsheet"))]


def large(place: Path, options: argparse.Namespace) -> Part:
    """A large table with keys, at a quarter, a half and the whole of its size."""
    return _growing(place, options.large_rows, write, "with keys")


def composite(place: Path, options: argparse.Namespace) -> Part:
    """A large table whose key has two columns, to which another refers, at a quarter, a half and the whole."""
    return _growing(place, options.composite_rows, write_composite, "with keys of two columns")


def _growing(place: Path, rows: int, make: Callable[[Path, int], Path], what: str) -> Part:
    lines, runs, size = [], [], 0.0
    for part in (rows // 4, rows // 2, rows):
        folder = make(place, part)
        size = sum(path.stat().st_size for path in folder.glob("*.csv")) / 1e9
        last = run(ours(folder))
        runs.append(last)
        each = last.seconds / part * 1e6
        lines.append(f"| {part:,} | {size:.2f} | {last.seconds:.1f} | {each:.2f} | {last.peak} | {last.found} |")
    head = ["| rows | GB | CPU s | µs a row | peak MiB | errors found |", "|--:|--:|--:|--:|--:|--:|"]
    name, growth = f"{size:.1f} GB of CSV {what}", runs[-1].seconds / runs[0].seconds
    peak = Aim(name, "< 1,024 MiB at the peak", f"{runs[-1].peak:,}", runs[-1].peak < 1024)
    time = Aim(name, "time linear in rows: ≤ 4.4 × for 4 × the rows", f"{growth:.2f}", growth <= 4.4)
    return "\n".join([f"### {name}", "", *head, *lines]), [peak, time]


def small(place: Path, options: argparse.Namespace) -> Part:
    """The whole command for ten rows."""
    folder, title = write(place, 10), "Ten rows, the whole command"
    python, descriptor = sys.executable, str(folder / "datapackage.json")
    commands = {"import polars": [python, "-c", "import polars"]}
    commands["broadsheet validate"] = [python, "-m", "broadsheet", "validate", descriptor]
    if options.frictionless:
        commands["frictionless validate"] = [python, "-m", "frictionless", "validate", descriptor]
    found = paired(commands, options.repeat * 5, place / "compiled")
    lines = [f"| {name} | {_command(each)} |" for name, each in found.items()]
    head = ["| | CPU ms | × import | wall ms | × import |", "|---|--:|--:|--:|--:|"]
    told = f"Medians of {options.repeat * 5} rounds in turn; ratios are medians of the ratios in each round."
    mine = found["broadsheet validate"]
    aims = [Aim.most(title, 1.3, "import polars", mine.cpu_ratio)]
    if options.frictionless:
        speed = found["frictionless validate"].cpu_ratio / mine.cpu_ratio
        aims.append(Aim.faster(title, 2, "frictionless", speed))
    return "\n".join([f"### {title}", "", told, "", *head, *lines]), aims


def _command(found: Command) -> str:
    return f"{found.cpu * 1000:.0f} | {found.cpu_ratio:.2f} | {found.wall * 1000:.0f} | {found.wall_ratio:.2f}"


def articles(place: Path, options: argparse.Namespace) -> Part:
    """Articles as JSON Lines."""
    return _articles(place, options, "Articles", 0.0)


def faulty(place: Path, options: argparse.Namespace) -> Part:
    """The same, some with a fault."""
    return _articles(place, options, "Articles, some with a fault", BAD_ARTICLES)


def _articles(place: Path, options: argparse.Namespace, title: str, share: float) -> Part:
    path = place / "articles.jsonl"
    faults = write_articles(path, options.articles, share)
    (place / "faults.json").write_text(json.dumps(sorted(faults.items())))
    judged = partial(_judged, path, place / "faults.json")
    works = {
        "orjson.loads": _loads(path),
        "broadsheet": judged("cores"),
        "broadsheet, one process": judged("local"),
    }
    with compiled_into(place / "compiled"):  # the processes on the cores are started within the time that is taken
        run(works["broadsheet"])
        found = measured(works, options.repeat)
    sample = run(_by_jsonschema(path))
    scale = options.articles / min(SAMPLE, options.articles)
    found[f"jsonschema, from {SAMPLE:,}"] = Run(sample.seconds * scale, sample.peak, sample.found)
    size = path.stat().st_size / options.articles / 1000
    clock = found["broadsheet"].clock / found["orjson.loads"].clock
    aims = [
        Aim.most(f"{title}, by the clock on all cores", 1.5, "orjson.loads", clock),
        Aim.most(title, 1.5, "orjson.loads", _times(found, "broadsheet, one process", "orjson.loads")),
        Aim.faster(title, 40, "jsonschema", sample.seconds * scale / found["broadsheet"].seconds),
    ]
    if share:
        placed, wanted = found["broadsheet"].found, f"{len(faults)} of {len(faults)}"
        aims.append(Aim(title, "each fault found at its line and pointer", placed, placed == wanted))
    return _told(f"{title}: {options.articles:,} lines of JSON, {size:.1f} kB each", found, "faults found"), aims


def _loads(path: Path) -> str:
    start = "import time, orjson; begin = time.process_time(); clock = time.perf_counter()"
    return f"{start}\nfor line in open({str(path)!r}, 'rb'): orjson.loads(line)\nfound = '-'"


def _judged(path: Path, faults: Path, engine: str) -> str:
    """The checks of this project; how many of the faults made are told at their places, and how many others are."""
    return f"""
import json, time
from pathlib import Path
from broadsheet.checks.projects import check_record_files
from broadsheet.checks.work import Work
begin, clock = time.process_time(), time.perf_counter()
issues = check_record_files([Path({str(path)!r})], work=Work({engine!r})).issues
took, clock = time.process_time() - begin, time.perf_counter() - clock
places = {{(each.line, each.pointer) for each in issues if each.severity == "error"}}
made = {{(line, pointer) for line, pointer in json.load(open({str(faults)!r}))}}
more = len({{line for line, _ in places}} - {{line for line, _ in made}})
found = f"{{len(places & made)}} of {{len(made)}}" + (f", and {{more}} other lines" if more else "")
begin, clock = time.process_time() - took, time.perf_counter() - clock
"""


def _by_jsonschema(path: Path) -> str:
    return f"""
import time, jsonschema, orjson
from itertools import islice
from broadsheet.checks.shapes import schema
judge = jsonschema.Draft202012Validator(schema("article"))
begin = time.process_time()
with open({str(path)!r}, "rb") as lines:
    found = sum(next(judge.iter_errors(orjson.loads(line)), None) is not None for line in islice(lines, {SAMPLE}))
"""


def _times(found: Mapping[str, Run], one: str, other: str) -> float:
    return found[one].seconds / found[other].seconds


def _told(title: str, found: Mapping[str, Run], what: str) -> str:
    """The results of one piece of work as Markdown; the first is the floor."""
    least = next(iter(found.values())).seconds
    mine = found["broadsheet"].seconds
    floor = next(iter(found.values())).clock
    clocks = " clock s | × floor |" if floor else ""
    lines = [f"### {title}", "", f"| | CPU s | × floor | × broadsheet |{clocks} peak MiB | {what} |"]
    lines.append("|---|--:|--:|--:|" + "--:|--:|" * bool(floor) + "--:|--:|")
    for name, each in found.items():
        ratios = f"{each.seconds / least:.2f} | {each.seconds / mine:.2f}"
        clock = f" {each.clock:.2f} | {each.clock / floor:.2f} |" if floor and each.clock else " - | - |" * bool(floor)
        lines.append(f"| {name} | {each.seconds:.2f} | {ratios} |{clock} {each.peak} | {each.found} |")
    return "\n".join(lines)


def machine() -> str:
    """What it was measured with."""
    listed = ", ".join(f"{name} {version(name)}" for name in PEERS)
    day, python = datetime.now(tz=UTC).date(), platform.python_version()
    return (
        f"Measured on {day} with Python {python}, {listed}, on {os.cpu_count()} cores ({platform.machine()}), "
        f"{os.getloadavg()[0]:.1f} of them at work at the end."
    )


def summary(aims: list[Aim]) -> str:
    """What was wanted and what was measured."""
    lines = ["| work | wanted | measured | |", "|---|---|--:|---|"]
    for aim in aims:
        is_met = "met" if aim.is_met else "**not met**"
        lines.append(f"| {aim.work} | {aim.wanted} | {aim.measured} | {is_met} |")
    return "\n".join(lines)


PARTS: dict[str, Callable[[Path, argparse.Namespace], Part]] = {
    each.__name__: each for each in (keys, bad, large, composite, small, articles, faulty)
}
SLOW = {"large", "composite"}


def main() -> None:
    """Measure, print, and write when asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"what to measure: {', '.join(PARTS)}")
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--large-rows", type=int, default=23_000_000)
    parser.add_argument("--composite-rows", type=int, default=20_000_000)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--frictionless", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if strange := {*options.parts} - PARTS.keys():
        parser.error(f"there is no part {', '.join(sorted(strange))}; there are {', '.join(PARTS)}")
    for name in options.parts or [name for name in PARTS if name not in SLOW]:
        with tempfile.TemporaryDirectory() as place:
            told, aims = PARTS[name](Path(place), options)
        told = "\n\n".join([told, summary(aims), machine()])
        print(told, end="\n\n", flush=True)
        if options.write:
            write_section(f"validate {name}", told)


if __name__ == "__main__":
    main()
