"""`broadsheet diff`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.cli.main import INVALID, OK
from broadsheet.projects import find_project
from broadsheet.releases import Changes, diff
from broadsheet.releases.change import first
from broadsheet.releases.machine import pieces
from broadsheet.reports import safe
from broadsheet.reports.changes import SHOWN, as_markdown, as_text
from broadsheet.versions import POLICIES, Policy, policy_named

__all__ = ["command"]

FORMS = ("text", "json", "markdown")


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="Form of the answer."
)
@click.option(
    "--policy",
    type=click.Choice(list(POLICIES)),
    help="Rules that judge the changes.  [default: those of the project around the current folder, else recipe]",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    help="Show N changes of each kind in each resource; all are counted.  [default: 5, in JSON all]",
)
@click.option("--all", "everything", is_flag=True, help="Show every change.")
@click.option("--exit-code", is_flag=True, help="Leave with 1 when there are changes.")
def command(  # noqa: PLR0913, PLR0917 - an argument for each option
    old: str, new: str, form: str, policy: str | None, limit: int | None, everything: bool, exit_code: bool
) -> int:
    """Tell what differs between two data packages, and what that makes of the version.

    OLD and NEW are folders, descriptors, zips, wheels or sdists of data, or git revisions of the package
    around the current folder (git:v1.0.0, git:HEAD~1, git:main:FOLDER). Tables are compared row
    by row on their primary keys, values as their schemas read them.
    """
    if everything and limit is not None:
        raise click.UsageError("--all and --limit say different things; give one of them")
    changes = diff(old, new, policy=policy_named(policy) if policy else _policy())
    shown = limit if limit is not None else None if everything or form == "json" else SHOWN
    if form == "json":
        for piece in pieces(changes.head(), first(changes, shown)):
            click.echo(safe(piece.decode()), nl=False)
    else:
        click.echo(_told(changes, form, shown), color=options.colour())
    return INVALID if exit_code and changes else OK


def _policy() -> Policy:
    """The policy of the project around the current folder; the recipe where there is none."""
    project = find_project(Path())
    return project.settings.versioning.rules_in_force if project else policy_named("recipe")


def _told(changes: Changes, form: str, limit: int | None) -> str:
    if form == "markdown":
        return as_markdown(changes, limit=limit)
    return as_text(changes, limit=limit, colour=options.colour())
