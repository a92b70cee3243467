"""`broadsheet fair`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.cli.main import INVALID, OK
from broadsheet.fairness import BEYOND, Assessment, fair
from broadsheet.issues import printable
from broadsheet.reports.colours import COLOURS, GREEN, painted

__all__ = ["command"]


@click.command("fair")
@click.argument("package", type=options.FOLDER)
@options.form
def command(package: Path, form: str) -> int:
    """Tell how FAIR a package is: the metrics of F-UJI that files alone can meet, with evidence or what to do.

    PACKAGE is a folder, a datapackage.json or a zip. Nothing is asked of a network. Exit status 1 where one of the
    metrics is not met; those that need a registry or a server are listed apart.
    """
    found = fair(package)
    if form == "json":
        options.print_json(found.to_dict())
    else:
        click.echo("\n".join(_lines(found)), color=options.colour())
    return OK if found.complete else INVALID


def _lines(found: Assessment) -> Iterator[str]:
    colour = options.colour()
    for each in found.findings:
        state = painted("met    ", GREEN, colour) if each.met else painted("not met", COLOURS["error"], colour)
        yield printable(f"{each.id:13}  ") + state + printable(f"  {each.name}: {each.evidence or each.advice}")
    yield f"{found.met} of {len(found.findings)} metrics are met that files alone can meet"
    yield from (f"{id:13}  beyond   {name}: {advice}" for id, (name, advice) in BEYOND.items())
