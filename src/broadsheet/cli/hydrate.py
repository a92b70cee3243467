"""`broadsheet hydrate`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.cli.main import INVALID, OK
from broadsheet.cli.progress import Progress
from broadsheet.engines.watching import watching
from broadsheet.issues import InvalidDataError, plural, printable
from broadsheet.packages import Hydrated, hydrate

__all__ = ["command"]

TOLD = {"matches": "at hand", "carried": "in the package already", "missing": "missing", "differs": "of other content"}


@click.command("hydrate")
@click.argument("package", type=options.FOLDER)
@click.option("--texts", type=options.FOLDER, required=True, metavar="DIR", help="Folder of the texts that you hold.")
@click.option(
    "--out", type=options.FOLDER, required=True, metavar="DIR", help="Write the full edition into this folder."
)
@click.option("--partial", is_flag=True, help="Write those texts that are at hand, even if others are missing.")
@options.engine
@options.jobs
@options.memory
@options.log
@options.form
def command(  # noqa: PLR0913, PLR0917 - one for each option
    package: Path,
    texts: Path,
    out: Path,
    engine: str,
    jobs: int | None,
    memory: str | None,
    log: str,
    form: str,
    *,
    partial: bool,
) -> int:
    """Put the texts that you hold back into PACKAGE: its full edition, proven by hash.

    PACKAGE is a folder, a datapackage.json or a zip. A text is taken only if its SHA-256 is the one that the
    record holds. If one is missing or differs, nothing is written and the exit status is 1.
    """
    progress = Progress.of_command(log)
    try:
        with watching(progress):
            done = hydrate(package, texts=texts, out=out, partial=partial, engine=engine, jobs=jobs, memory=memory)
    except InvalidDataError as error:
        progress.report(error.report)
        raise
    if form == "json":
        options.print_json(_answer(done))
    else:
        click.echo("\n".join(map(printable, _lines(done))))
    progress.end(**done.count(), path=done.package.as_posix() if done.package else None)
    return OK if done.package and not done.count()["differs"] else INVALID


def _answer(done: Hydrated) -> dict[str, object]:
    return {
        "package": done.package.as_posix() if done.package else None,
        "descriptor": done.descriptor,
        "sources": [asdict(held) for held in done.sources],
    }


def _lines(done: Hydrated) -> Iterator[str]:
    count = done.count()
    told = ", ".join(f"{count[state]:,} {words}" for state, words in TOLD.items() if count[state])
    yield f"{plural(len(done.sources), 'text')}: {told}"
    for held in done.lacking:
        why = f"has the SHA-256 {held.found}" if held.found else "is not at hand"
        change = f"; {held.change}" if held.change else ""
        yield f"  {held.name} {why}; {held.article} describes {held.sha256}{change}"
    if done.package and done.descriptor:
        yield f"{done.package.as_posix()}: {options.about(done.descriptor)}"
    else:
        yield "nothing was written: find the texts as they were received, or write those at hand with --partial"
