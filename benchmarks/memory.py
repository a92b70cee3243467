"""The memory that commands take with `--memory`: the peaks of all their processes, from few articles to many.

    python benchmarks/memory.py [--counts 10000 100000] [--rows 1000000] [--budgets 256MB 1GB] [--write docs/scale.md]

Of the processes of a command, each one's peak of the resident set (VmHWM) is looked at ten times a second, and the
largest of each are added up, so that what two of them share counts twice. Articles are short drafts, of which a
thousand are read and the others are the same with a line of their own at the end; their texts are at hand. They are
all copies of each other, so what `copies` takes is measured by `copies.py`, whose articles are not. Linux only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from made_articles import make
from made_projects import SETTINGS
from made_tables import write
from page import between
from release import edited, every, few

BROADSHEET = (sys.executable, "-m", "broadsheet")
PEAK = re.compile(r"VmHWM:\s*([0-9]+) kB")
READ = 1_000
"""So many texts are read; the other articles are these again."""


def main() -> None:
    """Print the table, and write it into a page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--budgets", nargs="*", default=["256MB", "1GB"])
    parser.add_argument("--write", type=Path, metavar="PAGE")
    given = parser.parse_args()
    told = []
    for line in lines(given.counts, given.rows, given.budgets):
        print(line, flush=True)
        told.append(line)
    if given.write:
        between(given.write, "memory", "\n".join(told))


def lines(counts: Sequence[int], rows: int, budgets: Sequence[str]) -> Iterator[str]:
    """The lines of the table."""
    yield f"| peak MiB with `--memory` | {' | '.join(budgets)} |"
    yield "|---|" + "--:|" * len(budgets)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for what, command in commands(place, counts, rows):
            peaks = [f"{fresh([*BROADSHEET, *command, '--memory', budget])}" for budget in budgets]
            yield f"| {what} | {' | '.join(peaks)} |"


def commands(place: Path, counts: Sequence[int], rows: int) -> Iterator[tuple[str, list[str | Path]]]:
    """What is measured, one after the other, in a folder."""
    first = place / "read"
    for count in counts:
        texts = place / f"texts{count}"
        if not first.exists():
            make(READ, place / "texts", short=True)
            yield f"`ingest`, {READ:,} short texts", ["ingest", place / "texts", "--out", first]
        project(place / str(count), first, place / "texts", texts, count)
        folder = place / f"open{count}"
        yield f"`validate`, {count:,} articles with their texts", ["validate", place / str(count), "--texts", texts]
        yield (
            f"`build`, {count:,} articles with their texts",
            ["build", place / str(count), "--texts", texts, "--out", folder],
        )
        yield f"`hydrate`, {count:,} articles", ["hydrate", folder, "--texts", texts, "--out", place / f"full{count}"]
        yield f"`diff`, {count:,} articles, with and without texts", ["diff", folder, place / f"full{count}"]
        for made in (place / str(count), texts, folder, place / f"full{count}"):
            shutil.rmtree(made)
    if rows:
        old = write(place / "old", rows)
        for name, edit in (("few of them differ", few), ("a value differs in each", every)):
            new = edited(old, place / edit.__name__, edit)
            yield f"`diff`, {rows:,} rows with keys, {name}", ["diff", old, new]


def project(folder: Path, first: Path, read: Path, texts: Path, count: int) -> None:
    """A project of so many articles, and their texts in a folder."""
    (folder / "seeds/articles").mkdir(parents=True)
    texts.mkdir()
    (folder / "broadsheet.toml").write_text(SETTINGS, encoding="utf-8")
    for name in ("entities", "outlets"):
        shutil.copy(first / f"{name}.json", folder / "seeds")
    records = [json.loads(path.read_bytes()) for path in sorted((first / "articles").glob("*.json"))]
    with (folder / "seeds/articles/all.jsonl").open("w", encoding="utf-8") as stream:
        for number in range(count):
            record = records[number % len(records)]
            text = (read / record["source"]["name"]).read_bytes() + f"\n\n{number:09}\n".encode()
            name = f"{number:07}-{record['id']}"[:100]
            about = {"name": f"{name}.txt", "sha256": hashlib.sha256(text).hexdigest(), "bytes": len(text)}
            source = record["source"] | about | {"characters": len(text.decode())}
            (texts / f"{name}.txt").write_bytes(text)
            stream.write(json.dumps(record | {"id": name, "source": source}) + "\n")


def fresh(command: Sequence[str | Path]) -> int:
    """The peaks of all processes of a command, in MiB, when what it made before, and kept of it, is gone."""
    made = [command[place + 1] for place, each in enumerate(command) if each == "--out"]
    kept = [each / ".broadsheet" for each in command if isinstance(each, Path)]
    for folder in (*made, *kept):
        shutil.rmtree(folder, ignore_errors=True)
    return peak(command)


def peak(command: Sequence[str | Path]) -> int:
    """The peaks of all processes of a command, in MiB."""
    found: dict[int, int] = {}
    with (
        tempfile.TemporaryFile() as told,
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told) as run,
    ):
        while run.poll() is None:
            for pid in family(run.pid):
                found[pid] = max(found.get(pid, 0), high(pid))
            time.sleep(0.1)
        if run.returncode not in {0, 1}:
            told.seek(0)
            sys.exit(f"{command} ended with {run.returncode}: {told.read().decode()[-2000:]}")
    return sum(found.values()) >> 10


def family(pid: int) -> list[int]:
    """A process and all under it."""
    found = [pid]
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [each for child in path.read_text("ascii").split() for each in family(int(child))]
        except OSError:  # it has just ended
            continue
    return found


def high(pid: int) -> int:
    """The peak of a process so far, in KiB."""
    try:
        told = PEAK.search(Path(f"/proc/{pid}/status").read_text("ascii"))
    except OSError:
        return 0
    return int(told[1]) if told else 0


if __name__ == "__main__":
    main()
