"""`broadsheet schema`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.cli.main import INVALID, OK
from broadsheet.packages.schemas import schema_files, stale, write_schemas

__all__ = ["command"]


@click.command("schema")
@click.argument("name", required=False)
@click.option("--out", type=options.FOLDER, metavar="DIR", help="Write every schema into this folder.")
@click.option(
    "--check", type=options.FOLDER, metavar="DIR", help="Tell whether the schemas in this folder are up to date."
)
def command(name: str | None, out: Path | None, check: Path | None) -> int:
    """Print the schema called NAME (`article.schema.json`, `tables/figures.schema.json`), or list them all."""
    if check is not None:
        old = stale(check)
        click.echo("\n".join(f"{check.as_posix()}/{file} is not up to date" for file in old) or "up to date")
        return INVALID if old else OK
    if out is not None:
        click.echo(f"{len(write_schemas(out))} schemas written to {out.as_posix()}")
        return OK
    files = schema_files()
    if name is not None and name not in files:
        raise click.BadParameter(f"there is no schema {name!r}", param_hint="NAME")
    click.echo(files[name].decode() if name else "\n".join(files), nl=name is None)
    return OK
