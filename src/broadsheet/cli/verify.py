"""`broadsheet verify`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.cli.main import INVALID, OK
from broadsheet.issues import printable
from broadsheet.publishing.proofs.proof import State
from broadsheet.publishing.verify import Verified, verify
from broadsheet.reports.colours import BOLD, COLOURS, GREEN, painted
from broadsheet.reports.text import issue_lines

__all__ = ["command"]

PAINTS: dict[State, str] = {"passed": GREEN, "failed": COLOURS["error"], "left out": ""}


@click.command("verify")
@click.argument("path", metavar="PACKAGE_OR_RELEASE", type=options.FOLDER)
@click.option("--texts", type=options.FOLDER, metavar="DIR", help="Compare every span with the texts in this folder.")
@click.option("--project", type=options.FOLDER, metavar="DIR", help="Build it again from this project.")
@click.option("--key", type=options.FOLDER, metavar="PUBLIC_KEY", help="Check the signature with this Ed25519 key.")
@options.form
def command(path: Path, texts: Path | None, project: Path | None, key: Path | None, form: str) -> int:
    """Prove, without a network, that a release or a package is whole, true to itself, and from whom it says.

    PACKAGE_OR_RELEASE is the folder of a release, or a package: a folder, a zip, or a wheel or sdist of data.
    Every file is compared with the hash that is stated for it; the tables with their schema, with their digests,
    and in all their forms; the zip, the wheel and the sdist with the folder.
    """
    done = verify(path, texts=texts, project=project, key=key)
    if form == "json":
        options.print_json(done.to_dict())
    else:
        click.echo("\n".join(_lines(done)), color=options.colour())
    return OK if done.valid else INVALID


def _lines(done: Verified) -> Iterator[str]:
    colour = options.colour()
    about = " ".join(part for part in (done.name, done.version) if part)
    yield painted(printable(f"{done.location}: {about}" if about else done.location), BOLD, colour)
    for proof in done.proofs:
        yield f"{painted(f'{proof.state:8}', PAINTS[proof.state], colour)}  {proof.name:9}  {printable(proof.told)}"
    if done.report.issues:
        yield issue_lines(done.report, colour=colour)
