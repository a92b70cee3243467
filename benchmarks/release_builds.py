"""What a package takes to be written and zipped, beside frictionless doing a part of that."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from made_projects import write_project
from processes import CHILDREN, Run, measured

BEGIN = "import gc, time; gc.set_threshold(50_000)"
"""As the command line does: cycles among objects are looked for seldom."""

ROWS = """
import time, broadsheet
from pathlib import Path
from frictionless import Package, Schema
from frictionless.resources import TableResource
package = broadsheet.open({package!r})
tables = {{each["name"]: each for each in package.descriptor["resources"] if each["name"] in package}}
rows = {{name: package.rows(name) for name in tables if package[name].height}}
schemas = {{name: tables[name]["schema"] for name in rows}}
def resource(name):
    return TableResource(name=name, data=lambda: iter(rows[name]), schema=Schema.from_descriptor(schemas[name]))
begin, clock = time.process_time(), time.perf_counter()
Package(name="gazette", resources=[resource(name) for name in rows]).publish({out!r})
found = Path({out!r}).stat().st_size
"""

FILES = """
import time, broadsheet, os
from pathlib import Path
from frictionless import Package
package = broadsheet.open({package!r})
frames = {{name: package[name] for name in package}}
tables = [each for each in package.descriptor["resources"] if each["name"] in frames]
about = {{"name": "gazette", "resources": [
    {{key: each[key] for key in ("name", "path", "schema")}} | {{"type": "table"}} for each in tables
]}}
os.makedirs({out!r} + ".files/data")
os.chdir({out!r} + ".files")
begin, clock = time.process_time(), time.perf_counter()
for each in tables:
    frames[each["name"]].write_csv(each["path"])
Package.from_descriptor(about).publish({out!r})
found = Path({out!r}).stat().st_size
"""

OURS = """
import polars
from pathlib import Path
from broadsheet.packages.archive import write_zip
from broadsheet.packages.contents import write_package
from broadsheet.packages.descriptor import Head
from broadsheet.packages.prepare import prepare
from broadsheet.projects import open_project
project = open_project(Path({project!r}))
records, _ = prepare(project, "open")
about = Head(project.settings, "open")
begin, clock = time.process_time() + {children}, time.perf_counter()
made = write_package(Path({out!r} + ".files"), about, records)
found = write_zip(Path({out!r} + ".files"), Path({out!r}), made["created"]).stat().st_size
"""

COMMAND = """
import os, polars, shutil
from pathlib import Path
from broadsheet.cli.main import cli
shutil.rmtree({project!r} + "/.broadsheet", ignore_errors=True)
os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
shown = os.dup(1)
os.dup2(2, 1)
begin, clock = time.process_time(), time.perf_counter()
cli.main([{command!r}, {project!r}, "--out", {out!r} + ".files"], standalone_mode=False)
os.dup2(shown, 1)
found = "-"
"""

WORKS = {
    "rows written and zipped by frictionless `publish`": ROWS,
    "CSV written by polars, zipped by frictionless `publish`": FILES,
    "checked records written and zipped: CSV, JSON, Parquet, hashes, digests": f"{BEGIN}\n{OURS}",
    "`broadsheet build`: the same, with reading and checking the records": f"{BEGIN}\n{COMMAND}",
}
PEERS = tuple(WORKS)[:2]
PEER = PEERS[0]
OWN = tuple(WORKS)[2]
FEWER = "the first with a fifth of that"
"""How the cost of the peer grows."""

TENTH = 20_000
"""From so many articles on, frictionless gets a tenth of them."""


def build_table(place: Path, count: int, repeat: int) -> str:
    """The results as Markdown."""
    part = count // 10 if count >= TENTH else count
    counts = {**dict.fromkeys(WORKS, count), **dict.fromkeys(PEERS, part)}
    project, package = _made(place / "part", part)
    if part < count:
        project = write_project(place / "whole", count)
    works = {name: _work(work, project, package) for name, work in WORKS.items()}
    if part < count:
        counts[FEWER] = part // 5
        works[FEWER] = _work(ROWS, *_made(place / "fewer", part // 5))
    results = measured(works, repeat)
    return "\n".join([*HEAD, *_lines(results, counts)]) + (_growth(results, counts) if part < count else "")


HEAD = (
    "| | articles | CPU s | ms an article | × the first | clock s | × the first | peak MiB | bytes |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
)


def _lines(results: dict[str, Run], counts: dict[str, int]) -> Iterator[str]:
    """A line for each work; speeds, by CPU and by the clock, are compared by the article."""
    cpu, clock = results[PEER].seconds / counts[PEER], results[PEER].clock / counts[PEER]
    for name, each in results.items():
        one, wall = each.seconds / counts[name], each.clock / counts[name]
        numbers = f"{counts[name]:,} | {each.seconds:.2f} | {1000 * one:.2f} | {cpu / one:.1f}"
        size = f"{int(each.found):,}" if each.found.isdigit() else each.found
        yield f"| {name} | {numbers} | {each.clock:.2f} | {clock / wall:.1f} | {each.peak} | {size} |"


def _growth(results: dict[str, Run], counts: dict[str, int]) -> str:
    """What the peer takes for each further article, so that what it takes to begin counts for nothing."""
    further = (results[PEER].seconds - results[FEWER].seconds) / (counts[PEER] - counts[FEWER])
    ours = results[OWN].seconds / counts[OWN]
    return (
        f"\n\nfrictionless had {counts[PEER]:,} of the articles, and {counts[FEWER]:,} to show how its cost grows: "
        f"what it takes for one is compared with what one takes here. Each further article took it "
        f"{1000 * further:.2f} ms; beside that alone, the third line is {further / ours:.1f} times faster."
    )


def _made(place: Path, count: int) -> tuple[Path, Path]:
    """A project of so many articles, and its package."""
    project, package = write_project(place / "project", count), place / "package"
    command = [sys.executable, "-m", "broadsheet", "build", str(project), "--out", str(package)]
    subprocess.run(command, check=True, capture_output=True)
    return project, package


def _work(work: str, project: Path, package: Path) -> str:
    """A work in a folder that is new each time."""
    names = {"project": str(project), "package": str(package), "command": "build", "children": CHILDREN}
    code = work.replace("{out!r}", "OUT").format(**names)
    return f"import tempfile, pathlib\nOUT = tempfile.mkdtemp(dir={str(package.parent)!r}) + '/gazette.zip'\n{code}"
