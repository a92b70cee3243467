"""What a package of many articles takes, beside the bare steps and beside pandas and frictionless, in one run.

    python benchmarks/scale.py [--counts 10000 100000 1000000] [--peers 10000] [--repeat 3] [--write]

CPU seconds of all threads and processes, and seconds by the clock, which say something only on a machine at rest: the
median of several runs in turn, each in a process of its own; past 100,000 articles each runs once. `--peers` is up to
how many articles pandas and frictionless are asked. `--write` puts the results into `docs/performance.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
from made_projects import write_project
from made_records import articles
from page import write_section

from broadsheet.checks.spooled import Spooled

SHARD = 10_000
"""Records of a file on disk, from which blocks are read."""

OFTEN = 100_000
"""Up to so many articles everything is done several times."""

BEGIN = """
import os; os.sched_setaffinity(0, {cores})
import gc; gc.set_threshold(50_000)  # as the command line does: cycles among objects are looked for seldom
import json, pickle, resource, sys, tempfile, time, zlib
from dataclasses import replace
from pathlib import Path
import orjson
from broadsheet.articles import Outlet
from broadsheet.checks.checked import Checked
from broadsheet.checks.parts import Parts
from broadsheet.checks.spool import Spool
from broadsheet.packages.archive import write_zip
from broadsheet.packages.contents import write_package
from broadsheet.packages.descriptor import Head
from broadsheet.engines import Kept
from broadsheet.engines.disk import Disk
from broadsheet.packages.means import Means
import broadsheet.packages.build
from broadsheet.projects import open_project
from broadsheet.checks.fixity import hashes_of
place = Path({place!r})
out = Path(tempfile.mkdtemp(dir=place))
def records(which):
    parts = pickle.loads((place / which / "parts").read_bytes())
    outlet = Outlet.model_validate({{"id": "harbour-gazette", "kind": "newspaper", "name": "Harbour Gazette"}})
    return Checked(Spool(Parts.of(parts, out), out), outlets=[outlet.model_dump(mode="json")])
def package(which, means):
    head = Head(open_project(place / "project").settings, "open")
    with Disk() as disk:
        means = replace(means, disk=disk)
        told = write_package(out / "package", head, records(which), means)
        write_zip(out / "package", out / "p.zip", told["created"], means, hashes_of(told))
"""

END = """
wall = time.perf_counter() - clock
mine, others = (resource.getrusage(each) for each in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
peak = int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) // 1024
cpu = time.process_time() - begin + others.ru_utime + others.ru_stime
import shutil; shutil.rmtree(out)
print(json.dumps([cpu, wall, peak, others.ru_maxrss // 1024]))
"""

START = """
time.sleep(max(0, {at} - time.monotonic()))
begin, clock = time.process_time(), time.perf_counter()
"""

SOON = 5
"""Seconds in which processes that are to begin at once are ready."""

BARE = """
import polars as pl
files = pickle.loads((place / "first/parts").read_bytes())
package = place / "package"
frames = {{path: pl.read_parquet(path) for path in sorted(package.glob("data/*.parquet"))}}
{start}
for each in files:
    for line in Path(each.path).read_bytes().splitlines():
        orjson.loads(line)
import hashlib
for path, frame in frames.items():
    frame.write_csv(out / f"{{path.stem}}.csv", line_terminator="\\n")
    frame.write_parquet(out / path.name, compression="zstd", compression_level=3)
for path in sorted(out.glob("*")) + sorted(package.glob("data/*.json*")):
    data = path.read_bytes()
    hashlib.sha256(data).digest()
    if path.suffix != ".parquet":
        compressor = zlib.compressobj(3, zlib.DEFLATED, -15)
        (out / "p.zip").write_bytes(compressor.compress(data) + compressor.flush())
"""

WRITTEN = "{start}package({which!r}, Means({engine!r}, {jobs}))\n"

KEPT = """
{start}with Kept(place / "kept", b"") as kept:
    package('first', Means("cores", kept=kept))
(out / "package").rename(place / "package")
"""

AGAIN = """
last = place / "last"
which = "first" if last.exists() and last.read_text() == "second" else "second"
last.write_text(which)
{start}with Kept(place / "kept", b"") as kept:
    package(which, Means("local", kept=kept))
"""

BUILD = """
import shutil
import broadsheet
project = place / {project!r}
for old in (".broadsheet", "dist", "data"):
    shutil.rmtree(project / old, ignore_errors=True)
(project / "datapackage.json").unlink(missing_ok=True)
{start}broadsheet.build(project, engine={engine!r}, jobs={jobs})
"""

REBUILD = """
import broadsheet
path = min((place / "project/seeds/articles").glob("*.jsonl"))
line, *lines = path.read_bytes().splitlines(keepends=True)
changed = {{**orjson.loads(line), "abstract": f"As of {{time.time_ns()}}."}}
path.write_bytes(orjson.dumps(changed) + b"\\n" + b"".join(lines))
{start}broadsheet.build(place / "project", engine={engine!r})
"""

PEER = """
import hashlib
import pandas as pd
from frictionless import Package, validate
from pandas.api.types import is_bool_dtype, is_integer_dtype, is_numeric_dtype
files = pickle.loads((place / "first/parts").read_bytes())
{start}
records = [json.loads(line) for each in files for line in Path(each.path).read_bytes().splitlines()]
lists = sorted({{name for each in records for name, value in each.items() if value and isinstance(value, list)}})
structs = [name for name in lists if any(isinstance((each.get(name) or [None])[0], dict) for each in records)]
plain = [{{name: value for name, value in each.items() if name not in structs}} for each in records]
with_lists = [{{**each, **{{name: each.get(name) or [] for name in structs}}}} for each in records]
frames = {{"articles": pd.json_normalize(plain, sep="_")}} | {{
    name: pd.json_normalize(with_lists, name, meta="id", meta_prefix="article_", sep="_") for name in structs
}}
def kind(of):
    return next((told for told, fits in (("boolean", is_bool_dtype), ("integer", is_integer_dtype),
                                         ("number", is_numeric_dtype)) if fits(of)), "string")
about = []
os.chdir(out)
for name, frame in frames.items():
    frame.to_csv(f"{{name}}.csv", index=False)
    frame.to_json(f"{{name}}.jsonl", orient="records", lines=True)
    frame.astype({{each: "string" for each in frame if frame[each].dtype == object}}).to_parquet(f"{{name}}.parquet")
    fields = [{{"name": each, "type": kind(frame[each].dtype)}} for each in frame]
    about.append({{"name": name, "path": f"{{name}}.csv", "type": "table", "schema": {{"fields": fields}},
                   "hash": "sha256:" + hashlib.sha256(Path(f"{{name}}.csv").read_bytes()).hexdigest()}})
Path("datapackage.json").write_text(json.dumps({{"name": "gazette", "resources": about}}))
report = validate("datapackage.json")
assert report.valid, report.flatten(["name", "message"])[:3]
Package("datapackage.json").publish("p.zip")
"""


PEERS = "pandas reads the records, writes CSV, JSON Lines, Parquet, with hashes; frictionless validates and zips"

HALVES = ("half-1", "half-2")

TWO_HALVES = "two halves of them at once, which share nothing, each on a core"


@dataclass(frozen=True, slots=True)
class Took:
    """CPU and wall seconds, the peak of this process and of its largest child in MiB."""

    cpu: float
    wall: float
    peak: int
    child: int


KEYS = ("cpu", "wall", "peak", "child")


def run(work: str, place: Path, **more: Any) -> Took:
    """One run of some Python in a process of its own, on some cores or all."""
    return ended(started(work, place, **more))


def started(work: str, place: Path, cores: Iterable[int] = (), at: float = 0, **more: Any) -> subprocess.Popen[str]:
    """The process of such a run, which begins at a time."""
    held = set(cores) or os.sched_getaffinity(0)
    code = (BEGIN + work + END).format(place=str(place), start=START.format(at=at), cores=held, **more)
    about = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}  # compiled once
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", code], stdout=pipe, stderr=pipe, text=True, env=about)


def ended(process: subprocess.Popen[str]) -> Took:
    """What such a run took."""
    told, errors = process.communicate()
    if process.returncode:
        raise SystemExit(errors)
    return Took(*json.loads(told))


def at_once(work: str, place: Path, alike: Sequence[Mapping[str, Any]]) -> Took:
    """Several runs that begin at once: the CPU of all, and the seconds of the slowest."""
    at = time.monotonic() + SOON
    processes = [started(work, place, at=at, **more) for more in alike]
    took = [ended(each) for each in processes]
    return Took(sum(each.cpu for each in took), *(max(getattr(each, key) for each in took) for key in KEYS[1:]))


def spooled(folder: Path, count: int) -> list[Spooled]:
    """Checked records on disk as a check leaves them."""
    made = (record for record, _ in articles(count))
    parts, most = [], min(SHARD, count // 2)
    while some := list(islice(made, most)):
        parts.append(Spooled.write(folder, [(each["id"], orjson.dumps(each)) for each in some]))
    return parts


def changed(folder: Path, part: Spooled) -> Spooled:
    """A file of records of which one is another."""
    records = list(map(orjson.loads, Path(part.path).read_bytes().splitlines()))
    records[len(records) // 2]["abstract"] = "Another one."
    return Spooled.write(folder, [(each["id"], orjson.dumps(each)) for each in records])


def prepared(place: Path, count: int) -> Path:
    """A folder with records, the same with one changed, each half of them, their package, what a build of them keeps.

    There are projects of all of them and of each half.
    """
    for which in ("first", "second"):
        (place / which).mkdir()
    first, *rest = parts = spooled(place / "first", count)
    middle = len(parts) // 2
    held(place, "first", parts)
    held(place, "second", [changed(place / "second", first), *rest])
    for half, some in zip(HALVES, (parts[:middle], parts[middle:]), strict=True):
        held(place, half, some)
        project(place / f"project-{half}", some)
    project(place / "project", parts)
    run(KEPT, place)
    return place


def held(place: Path, which: str, parts: Sequence[Spooled]) -> None:
    """Let records be found under a name."""
    (place / which).mkdir(exist_ok=True)
    (place / which / "parts").write_bytes(pickle.dumps(list(parts)))


def project(place: Path, parts: Iterable[Spooled]) -> None:
    """A project of records."""
    seeds = write_project(place, 0) / "seeds/articles"
    for number, part in enumerate(parts):
        shutil.copyfile(part.path, seeds / f"{number:04}.jsonl")


Work = Callable[[Path], Took]


def works(count: int, peers: int) -> Iterator[tuple[str, Work]]:
    """What is measured: its name, and a run of it in a folder."""
    first, *others = sorted(os.sched_getaffinity(0))
    one, second = {"engine": "local", "jobs": 1, "cores": [first]}, [*others, first][0]
    cores, two = dict(zip(HALVES, ([first], [second]), strict=True)), {"engine": "cores", "jobs": 2}
    halves = [one | {"which": half, "project": f"project-{half}", "cores": cores[half]} for half in HALVES]
    yield "the bare steps: orjson reads, polars writes CSV and Parquet, SHA-256, deflate", partial(run, BARE)
    yield "checked records written and zipped, on one core", partial(run, WRITTEN, which="first", **one)
    yield TWO_HALVES, partial(at_once, WRITTEN, alike=halves)
    yield "the same on two cores", partial(run, WRITTEN, which="first", **two)
    yield "the same again, one article changed", partial(run, AGAIN)
    told = "`build`: records read, checked, written and zipped, and what comes of them kept"
    yield f"{told}, on one core", partial(run, BUILD, project="project", **one)
    yield f"`build`: {TWO_HALVES}", partial(at_once, BUILD, alike=halves)
    yield "`build` on two cores", partial(run, BUILD, project="project", **two)
    yield "`build` again, one article changed", partial(run, REBUILD, engine="auto")
    if count <= peers:
        yield PEERS, partial(run, PEER)


def measured(count: int, peers: int, repeat: int) -> Iterator[tuple[str, Took]]:
    """The median of each work, all of them in turn."""
    with tempfile.TemporaryDirectory() as folder:
        place = prepared(Path(folder), count)
        runs: dict[str, list[Took]] = {}
        for _ in range(repeat if count <= OFTEN else 1):
            for name, work in works(count, peers):
                runs.setdefault(name, []).append(work(place))
    for name, took in runs.items():
        cpu, wall, peak, child = (statistics.median(getattr(each, key) for each in took) for key in KEYS)
        yield name, Took(cpu, wall, int(peak), int(child))


Results = Mapping[int, Mapping[str, Took]]
"""What each work took, by its name, for each number of articles."""


def table(results: Results) -> str:
    """The results as Markdown."""
    lines = [
        "| articles | | CPU s | × the bare steps | × one core | clock s | × its speed | peak MiB | of a child |",
        "|--:|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for count, found in results.items():
        bare, one, *_ = found.values()
        for name, took in found.items():
            cpu = f"{took.cpu:.2f} | {took.cpu / bare.cpu:.2f} | {took.cpu / one.cpu:.3f}"
            clock = f"{took.wall:.2f} | {one.wall / took.wall:.2f}"
            lines.append(f"| {count:,} | {name} | {cpu} | {clock} | {took.peak} | {took.child or ''} |")
    return "\n".join(lines)


def verdicts(results: Results) -> str:
    """What was wanted of writing beside what was measured, for the most articles; the peer, for those it was asked."""
    most = max(results)
    _, one, halves, two, _, build, of_build, on_two, *_ = results[most].values()
    told = [
        (
            f"{name} on two cores against one, by the clock; two halves at once: {whole.wall / alone.wall:.2f}",
            whole.wall / shared.wall,
            1.8,
        )
        for name, whole, alone, shared in (("writing", one, halves, two), ("`build`", build, of_build, on_two))
    ]
    if asked := [count for count in results if PEERS in results[count]]:
        peer, share = results[max(asked)][PEERS], most / max(asked)
        for name, ratio in (
            ("`build` on two cores, by the clock", peer.wall * share / on_two.wall),
            ("`build` on one core, by CPU", peer.cpu * share / build.cpu),
            ("writing on two cores, by the clock", peer.wall * share / two.wall),
            ("writing on one core, by CPU", peer.cpu * share / one.cpu),
        ):
            told.append((f"{name}, beside pandas and frictionless, which had {max(asked):,}", ratio, 15.0))
    rows = (
        f"| {name} | ≥ {aim:g} | {ratio:.2f} | {'met' if ratio >= aim else '**not met**'} |"
        for name, ratio, aim in told
    )
    return "\n".join([f"| {most:,} articles written | wanted | measured | |", "|---|--:|--:|---|", *rows])


LOOP = "import time; begin = time.perf_counter(); sum(map(int.bit_length, range(20_000_000))); "
LOOP += "print(time.perf_counter() - begin)"


def limit() -> float:
    """How many times as much two processes that share nothing get done as one: what two cores of the machine give."""

    def clock(count: int) -> float:
        started = [subprocess.Popen([sys.executable, "-c", LOOP], stdout=subprocess.PIPE) for _ in range(count)]
        return max(float(each.communicate()[0]) for each in started)

    return statistics.median(2 * clock(1) / clock(2) for _ in range(5))


def section(counts: Sequence[int], peers: int, repeat: int) -> str:
    """The section of the page."""
    results = {count: dict(measured(count, peers, repeat)) for count in counts}
    loops = limit()
    day, python = datetime.now(tz=UTC).date(), platform.python_version()
    peer = f"pandas {version('pandas')}, frictionless {version('frictionless')}"
    with_what = f"Python {python}, polars {version('polars')}, {peer}, on {os.cpu_count()} cores"
    return f"""## Many articles: what writing takes

What it takes from checked records on disk to the package and its zip (CSV, JSON, Parquet, hashes, digests), beside the
bare steps of it, whose input but for the JSON is in memory already, and beside pandas and frictionless. These read the
same JSON Lines and make a table of each list in them; they know nothing of what a record is, check no reference and no
span, and their zip holds the CSV. Checking the records is in the rows of `build` only, whose records are JSON Lines.
Wanted was: at most 2 times the bare steps, a fifteenth of pandas and frictionless,
on two cores 1.8 times as quick by the clock as on one, the same memory for any number, and 2 % of the CPU where one
article of a million has changed. CPU seconds of all threads and processes, the median of {repeat} runs in turn (past
{OFTEN:,} articles, of one), without the start of Python, whose compiled modules are kept. Loading polars counts, but
not in the bare steps. Two processes that only count, and share nothing, got {loops:.2f} times as much done as one.
What the two cores give to work of this kind is in the rows of two halves: each of them is done by one process on a core
of its own, and their speed is that of the slower one. Written by
`benchmarks/scale.py` on {day} with {with_what}.

{table(results)}

{verdicts(results)}
"""


def main() -> None:
    """Measure, print, and write when asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--counts", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--peers", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    told = section(options.counts, options.peers, options.repeat)
    print(told)
    if options.write:
        write_section("scale", told)


if __name__ == "__main__":
    main()
