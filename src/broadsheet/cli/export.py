"""`broadsheet export`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.cli.main import OK
from broadsheet.errors import BroadsheetError
from broadsheet.exports.exporter import exporter_names, load_exporter, summary
from broadsheet.issues import printable
from broadsheet.packages import load
from broadsheet.packages.export import export, exported

__all__ = ["command"]


@click.command("export")
@click.argument("format", required=False)
@click.argument("package", required=False, type=options.FOLDER)
@click.option("--list", "listed", is_flag=True, help="List the formats, and what each of them is for.")
@click.option("--out", type=options.FOLDER, metavar="DIR", help="Write into this folder.")
@click.option("--base", default="", metavar="URL", help="Address of the folder in which the data are published.")
@click.option("--force", is_flag=True, help="Replace files that stand there with other content.")
@options.form
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    format: str | None, package: Path | None, listed: bool, out: Path | None, base: str, force: bool, form: str
) -> int:
    """Write PACKAGE in FORMAT: Croissant, RO-Crate, DCAT-AP, DataCite and more; --list names them all.

    PACKAGE is a folder, a datapackage.json or a zip; without it, it is the one in the current folder, or else
    the built-in data set. A format of one file is printed where there is no --out. Files are laid as they belong
    beside the data, so --out may be the folder of the package.
    """
    if listed:
        return _list(form)
    if format is None:
        raise click.UsageError("name a FORMAT; --list names them all")
    found = package or (Path() if Path("datapackage.json").is_file() else load().path)
    if out is not None:
        return _write(found, format, out, base, force, form)
    files = exported(found, format, base=base)
    if len(files) != 1:
        raise BroadsheetError(f"{format} is {len(files):,} files", hint="name a folder for them with --out")
    click.echo(next(iter(files.values())), nl=False)
    return OK


def _list(form: str) -> int:
    known = {name: summary(load_exporter(name)) for name in exporter_names()}
    if form == "json":
        options.print_json([{"name": name, "summary": said} for name, said in known.items()])
    else:
        width = max(map(len, known))
        click.echo("\n".join(printable(f"{name:<{width}}  {said}") for name, said in known.items()))
    return OK


def _write(package: Path, format: str, out: Path, base: str, force: bool, form: str) -> int:  # noqa: PLR0913, PLR0917
    receipts = export(package, format, out=out, base=base, force=force)
    if form == "json":
        options.print_json([{"path": each.path, "bytes": each.bytes, "sha256": each.sha256} for each in receipts])
    else:
        click.echo("\n".join(printable(f"{(out / each.path).as_posix()}: {each.bytes:,} bytes") for each in receipts))
    return OK
