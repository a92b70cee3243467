"""What `broadsheet ingest` survives, at length: killed a hundred times, no room on the disk, a million files.

    python benchmarks/faults.py [--kills 100] [--rooms 10] [--files 1000000] [--tiny 100000] [--write docs/engines.md]

Every fault ends with a run that is taken up (`--resume`), and its files have to be those of an undisturbed run, to the
byte: the script stops where they are not. Linux only; the disk is a small tmpfs in a mount namespace of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from made_articles import make
from memory import peak
from page import between
from processes import measured

COMMAND = (sys.executable, "-m", "broadsheet", "ingest")
JOBS = os.environ.get("JOBS", "2")
KINDS = ("worker", "driver", "all")


def main() -> None:
    """Do what is asked for, print what came of it, and write it into a page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--rooms", type=int, default=10, help="sizes of the disk that is full")
    parser.add_argument("--files", type=int, default=1_000_000, help="empty files that are found in one folder")
    parser.add_argument("--tiny", type=int, default=100_000, help="short texts that are drafted in one folder")
    parser.add_argument("--texts", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7, help="of the moments of the kills")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        print(*fill(given.inside, given.rooms))
        return
    told = []
    for line in lines(given):
        print(line, flush=True)
        told.append(line)
    if given.write:
        between(given.write, "faults", "\n".join(told))


def lines(given: argparse.Namespace) -> Iterator[str]:
    """The table of what was done and found."""
    yield f"| fault, at {given.texts} short texts | how often | what came of it |"
    yield "|---|--:|---|"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(given.texts, folder / "texts", short=True)
        begin = time.monotonic()
        ingest(folder, "whole")
        took = time.monotonic() - begin
        if given.kills:
            yield from kill(folder, given.kills, took, random.Random(given.seed))  # noqa: S311 - moments
        if given.rooms:
            script = [sys.executable, __file__, "--inside", folder, "--rooms", str(given.rooms)]
            done = subprocess.run(["unshare", "-Urm", *script], check=True, stdout=subprocess.PIPE, text=True)
            failed, finished = map(int, done.stdout.split())
            same = "told; taken up with more room, the same bytes"
            yield f"| a full disk, at {failed + finished} sizes, {finished} of them enough | {failed} | {same} |"
        if given.files:
            yield list_files(folder / "many", given.files)
        if given.tiny:
            yield from draft_files(folder / "tiny", given.tiny)


def kill(folder: Path, kills: int, took: float, dice: random.Random) -> Iterator[str]:
    """Runs that are killed in three ways at random moments, each one taking up the one before."""
    killed, ended = Counter[str](), 0
    for number in range(kills):
        kind = KINDS[number % len(KINDS)]
        run = subprocess.Popen([*arguments(folder, "killed"), "--resume"], stdout=subprocess.DEVNULL)
        time.sleep(dice.uniform(0.1, 1) * took)
        workers = children(run.pid)
        ended += run.poll() is not None
        for pid in {"worker": dice.sample(workers, min(1, len(workers))), "driver": [run.pid]}.get(
            kind, [run.pid, *workers]
        ):
            killed[kind] += end(pid)
        if run.wait() not in {0, -signal.SIGKILL}:
            sys.exit(f"killed at a {kind}, a run ended with status {run.returncode}")
        if kind == "driver" and (left := still_there(workers)):
            sys.exit(f"workers outlived their driver: {left}")
    ingest(folder, "killed", "--resume")
    compare(folder / "whole", folder / "killed")
    for kind, told in zip(KINDS, ("a worker", "the run, its workers left to themselves", "all processes"), strict=True):
        yield f"| SIGKILL to {told} | {killed[kind]} | the same bytes at the end; no process left |"
    yield f"| of all {kills} runs, ended before the signal | {ended} | taken up as the others |"


def arguments(folder: Path, out: str) -> list[str]:
    """The command that drafts the texts of a folder."""
    return [*COMMAND, str(folder / "texts"), "--out", str(folder / out), "--engine", "cores", "--jobs", JOBS]


def ingest(folder: Path, out: str, *more: str) -> None:
    """Draft the texts of a folder."""
    subprocess.run([*arguments(folder, out), *more], check=True, stdout=subprocess.DEVNULL)


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    found = [path.read_text("ascii") for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(each) for text in found for each in text.split()]


def end(pid: int) -> bool:
    """Kill a process; whether there was one."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def still_there(pids: list[int]) -> list[int]:
    """Which of some processes run on, when they had a minute to see that they are alone."""
    for _ in range(600):
        left = [pid for pid in pids if Path(f"/proc/{pid}").exists()]
        if not left:
            return []
        time.sleep(0.1)
    return left


def compare(one: Path, other: Path) -> None:
    """Stop where two folders are not the same to the byte."""
    if subprocess.run(["diff", "-r", one, other], check=False).returncode:
        sys.exit("the files are not those of an undisturbed run")


def fill(folder: Path, rooms: int) -> tuple[int, int]:
    """Runs into disks of growing size, each taken up with more room: how many had too little, and how many enough."""
    whole = sum(path.stat().st_blocks * 512 for path in (folder / "whole").rglob("*"))
    failed = finished = 0
    for number in range(1, rooms + 1):
        disk = folder / f"disk{number}"
        disk.mkdir()
        size = whole * 2 * number // rooms
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", disk], check=True)
        run = [*COMMAND, folder / "texts", "--out", disk, "--engine", "local"]
        done = subprocess.run(run, check=False, capture_output=True, text=True)
        if done.returncode == 0:
            finished += 1
        elif done.returncode == 2 and "No space left on device" in done.stderr and "Traceback" not in done.stderr:
            failed += 1
        else:
            sys.exit(f"with room for {size} bytes it ended with {done.returncode}: {done.stderr}")
        subprocess.run(["mount", "-o", f"remount,size={whole * 8}", disk], check=True)
        subprocess.run([*run, "--resume"], check=True, stdout=subprocess.DEVNULL)
        compare(folder / "whole", disk)
        subprocess.run(["umount", disk], check=True)
    return failed, finished


def list_files(folder: Path, files: int) -> str:
    """What it takes to find a million files in one folder, and to know how many bytes they have."""
    folder.mkdir()
    for number in range(files):
        os.close(os.open(folder / f"{number:07}-harbour-to-open.txt", os.O_CREAT | os.O_WRONLY))
    work = f"""
import time
from broadsheet.sources import find_sources
begin = time.process_time()
found = sum(1 for _ in find_sources([{str(folder)!r}]))
"""
    nothing = work.replace(str(folder), str(folder.with_name("texts")))
    both = measured({"few": nothing, "many": work}, 1)
    shutil.rmtree(folder)
    run, few = both["many"], both["few"]
    if int(run.found) != files:
        sys.exit(f"{run.found} of {files} files were found")
    return f"| {files:,} files in one folder | 1 | all found: {run.seconds:.1f} CPU s, {run.peak - few.peak} MiB |"


def draft_files(folder: Path, files: int) -> Iterator[str]:
    """What it takes to draft many texts in one folder, and to draft them again when nothing has changed."""
    folder.mkdir()
    make(files, folder / "texts", short=True)
    found = set()
    for told in ("drafted", "drafted again, the same bytes"):
        before = children_seconds()
        most = peak(arguments(folder, "whole"))
        seconds = children_seconds() - before
        found.add(digest(folder / "whole", files))
        yield f"| {files:,} short texts in one folder | 1 | {told}: {seconds:.0f} CPU s, {most} MiB of all processes |"
    if len(found) != 1:
        sys.exit("drafted again, the texts gave other files")
    shutil.rmtree(folder)


def children_seconds() -> float:
    """CPU seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def digest(folder: Path, articles: int) -> str:
    """A hash of all names and bytes in a folder; the script stops where it has not so many articles."""
    names = sorted(path for path in folder.rglob("*") if path.is_file())
    if (there := sum(path.parent.name == "articles" for path in names)) != articles:
        sys.exit(f"{there} of {articles} articles are there")
    return hashlib.sha256(b"".join(f"{path}".encode() + path.read_bytes() for path in names)).hexdigest()


if __name__ == "__main__":
    main()
