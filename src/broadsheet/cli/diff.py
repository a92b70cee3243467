"""`broadsheet diff`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.cli.main import INVALID, OK
from broadsheet.cli.progress import Progress
from broadsheet.engines.watching import watching
from broadsheet.errors import UnreadableError
from broadsheet.projects import find_project
from broadsheet.publishing.earlier import newest
from broadsheet.releases import Changes
from broadsheet.releases.diff import diff
from broadsheet.releases.machine import pieces
from broadsheet.reports import safe
from broadsheet.reports.changes import SHOWN, as_markdown, as_text
from broadsheet.versions import POLICIES, Policy, policy_named

__all__ = ["command"]

FORMS = ("text", "json", "markdown")


@click.command("diff")
@click.argument("old", required=False)
@click.argument("new", required=False)
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
@options.memory
@options.log
@click.option("--exit-code", is_flag=True, help="Leave with 1 when there are changes.")
def command(  # noqa: PLR0913, PLR0917 - an argument for each option
    old: str | None,
    new: str | None,
    form: str,
    policy: str | None,
    limit: int | None,
    everything: bool,
    memory: str | None,
    log: str,
    exit_code: bool,
) -> int:
    """Tell what differs between two data packages, and what that makes of the version.

    OLD and NEW are folders, descriptors, zips, wheels or sdists of data, or git revisions of the package
    around the current folder (git:v1.0.0, git:HEAD~1, git:main:FOLDER). Tables are compared row
    by row on their primary keys, values as their schemas read them. Without NEW, the package of the last build
    is compared, which stands in the project around the current folder; without OLD as well, it is compared with
    the last release in dist/.
    """
    progress = Progress.of_command(log)
    if everything and limit is not None:
        raise click.UsageError("--all and --limit say different things; give one of them")
    rules = policy_named(policy) if policy else _policy()
    before, after = old or _released(), new or _built(progress)
    with watching(progress):
        changes = diff(before, after, policy=rules, memory=memory)
    shown = limit if limit is not None else None if everything or form == "json" else SHOWN
    if form == "json":
        for piece in pieces(changes.head(), changes.first(shown)):
            click.echo(safe(piece.decode()), nl=False)
    else:
        click.echo(_told(changes, form, shown), color=options.colour())
    progress.end(bump=changes.bump, changes=changes.count().total(), old=before, new=after)
    return INVALID if exit_code and changes else OK


def _built(progress: Progress) -> str:
    """The package of the project around the current folder, or of that folder."""
    place = _root()
    if not (place / "datapackage.json").is_file():
        message = f"{place.as_posix()!r} holds no package to compare"
        raise UnreadableError(message, hint="run broadsheet build, or name NEW")
    told = f"compared is the package of the last build in {place.as_posix()!r}; broadsheet build makes a new one"
    progress.note(told)
    return place.as_posix()


def _released() -> str:
    """The release in dist/ of the project around the current folder that has the highest version."""
    project = find_project(Path())
    release = newest(_root() / "dist", project.settings.name) if project else None
    if release is None:
        lacking = "there is no release in dist/" if project else "there is no project here, and so no release"
        hint = "name OLD: a folder, a zip, a wheel, an sdist, or git:REVISION"
        raise UnreadableError(f"{lacking} to compare with", hint=hint)
    return release.folder.as_posix()


def _root() -> Path:
    """The folder of the project around the current one, or else the current one, as seen from there."""
    project = find_project(Path())
    return Path(os.path.relpath(project.root)) if project else Path()


def _policy() -> Policy:
    """The policy of the project around the current folder; the recipe where there is none."""
    project = find_project(Path())
    return project.settings.versioning.rules_in_force if project else policy_named("recipe")


def _told(changes: Changes, form: str, limit: int | None) -> str:
    if form == "markdown":
        return as_markdown(changes, limit=limit)
    return as_text(changes, limit=limit, colour=options.colour())
