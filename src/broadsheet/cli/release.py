"""`broadsheet release`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from broadsheet.cli import options
from broadsheet.cli.main import OK
from broadsheet.cli.progress import Progress, sum_of
from broadsheet.engines.watching import watching
from broadsheet.issues import InvalidDataError, printable
from broadsheet.projects import open_project
from broadsheet.publishing.earlier import BUMP_CHOICES, BumpChoice, RefusedError
from broadsheet.publishing.release import Released, release
from broadsheet.publishing.sums import list_sums
from broadsheet.publishing.targets import Published, publish
from broadsheet.releases.fragments import Section
from broadsheet.reports.changes import as_text as changes_as_text

__all__ = ["command"]

ARCHIVES = (".zip", ".whl", ".tar.gz")


@click.command("release")
@click.argument("project", default=".", type=options.FOLDER)
@click.option(
    "--out", type=options.FOLDER, metavar="DIR", help="Folder of the releases.  [default: dist/ of the project]"
)
@click.option(
    "--bump",
    type=click.Choice(BUMP_CHOICES),
    default="auto",
    show_default=True,
    help="auto: the version of the settings if it is above the release before, else the lowest that the changes "
    "allow. none: the version of the settings. Others: what they make of the release before.",
)
@click.option(
    "--against",
    metavar="PREVIOUS",
    help="The release before: a folder, zip, wheel, sdist, or git:REVISION.  [default: the highest version in --out]",
)
@options.texts
@click.option(
    "--without-texts",
    is_flag=True,
    help="Release although texts that may be passed on are not at hand; the release lacks them.",
)
@click.option("--sign", type=options.FOLDER, metavar="KEYFILE", help="Sign with this Ed25519 key (PEM or OpenSSH).")
@click.option(
    "--to",
    "targets",
    multiple=True,
    metavar="TARGET",
    help="Bring the release to a folder or an address of fsspec, or make a bundle to upload: github, zenodo, "
    "huggingface. May be repeated.",
)
@click.option("--ask", is_flag=True, help="Ask for the words of the changelog.")
@options.engine
@options.jobs
@options.memory
@options.log
@options.form
def command(  # noqa: PLR0913, PLR0917 - an argument for each option
    project: Path,
    out: Path | None,
    bump: BumpChoice,
    against: str | None,
    texts: Path | None,
    without_texts: bool,
    sign: Path | None,
    targets: tuple[str, ...],
    ask: bool,
    engine: str,
    jobs: int | None,
    memory: str | None,
    log: str,
    form: str,
) -> int:
    """Release a project's data under a version: package, zip, wheel, sdist, sums, citation, changes, provenance.

    All of it stands in dist/NAME-VERSION/ and never changes: the same content again changes nothing, other
    content under the same version is refused, and so is a version that is lower than the changes demand. The
    version is written into the settings, and the project's own data/ is brought up to date.
    """
    progress = Progress.of_command(log)
    try:
        with watching(progress):
            done = release(
                project, out=out, bump=bump, against=against, texts=texts, without_texts=without_texts, sign=sign,
                password=_password, ask=_ask if ask else None, engine=engine, jobs=jobs, memory=memory,
            )  # fmt: skip
    except InvalidDataError as error:
        _refuse(error, form, progress)
        progress.fail(error, **sum_of(error.report), path=None)
        raise
    if form == "text":
        progress.report(done.report)
        click.echo("\n".join(_lines(done)), color=options.colour())
    sites, published = open_project(project).settings.sites, []
    for target in targets:
        published.append(publish(done.folder, target, sites))
        if form == "text":
            click.echo("\n".join(_told(published[-1])), color=options.colour())
    if form == "json":
        options.print_json(_answer(done) | {"published": [asdict(each) for each in published]})
    progress.end(**sum_of(done.report), version=done.version, fresh=done.fresh, path=done.folder.as_posix())
    return OK


def _told(published: Published) -> Iterator[str]:
    what = ("published", "run this to upload it")[bool(published.commands)]
    what = "run these to upload it, one after the other" if len(published.commands) > 1 else what
    yield printable(f"{published.place}: {what}")
    yield from (f"  {printable(command)}" for command in published.commands)


def _ask(section: Section, lines: list[str]) -> str:
    """Ask for the words of a heading: an empty answer keeps ours, - leaves it out."""
    click.echo("\n".join([f"{section}:", *(f"  {printable(line)}" for line in lines)]), err=True)
    found: str = click.prompt("Your words (; between lines, - for none)", default="", show_default=False, err=True)
    return found


def _password() -> str:
    found: str = click.prompt("Password of the key", hide_input=True, err=True)
    return found


def _refuse(error: InvalidDataError, form: str, progress: Progress) -> None:
    """Show why nothing was released: the issues in the records, or the changes."""
    changes = error.changes if isinstance(error, RefusedError) else None
    if form == "json":
        told = {"release": None, "report": error.report.to_dict()}
        options.print_json(told | ({"changes": changes.to_dict(100)} if changes else {}))
    elif changes is not None:
        progress.note(changes_as_text(changes, colour=False))
    else:
        progress.report(error.report)


def _answer(done: Released) -> dict[str, Any]:
    changes = done.changes
    return {
        "release": done.folder.as_posix(),
        "version": done.version,
        "fresh": done.fresh,
        "note": done.note,
        "previous": changes.old.version if changes else None,
        "bump": changes.bump if changes else None,
        "summary": changes.summary() if changes else [],
        "files": [{"path": path, "sha256": digest} for path, digest in list_sums(done.folder).items()],
        "report": done.report.to_dict(),
    }


def _lines(done: Released) -> Iterator[str]:
    if done.changes is not None:
        yield changes_as_text(done.changes, colour=options.colour())
        yield ""
    state = "released" if done.fresh else "released already, with the same content"
    yield f"{printable(done.folder.as_posix())}: {state}"
    if done.note:
        yield f"note: {done.note}"
    if done.fresh:
        yield from (f"  {printable(path)}" for path in list_sums(done.folder) if path.endswith(ARCHIVES))
