"""`broadsheet show`."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click
from pydantic import ValidationError

from broadsheet.articles import Article
from broadsheet.checks.spans import decode
from broadsheet.checks.texts import Texts, as_received
from broadsheet.cli import options
from broadsheet.cli.main import OK
from broadsheet.errors import BroadsheetError, UnreadableError
from broadsheet.projects import Project, find_project
from broadsheet.reports.article import as_marked

__all__ = ["command"]


@click.command("show")
@click.argument("record", type=options.FOLDER)
@options.texts
@click.option(
    "--width",
    type=click.IntRange(1),
    metavar="N",
    help="Wrap lines at so many columns; the default is the width of the terminal, and none elsewhere.",
)
def command(record: Path, texts: Path | None, width: int | None) -> int:
    """Print the article of RECORD with its annotations marked, to be checked by eye.

    RECORD is the file of one article, or its id in the project. On a terminal annotations are
    coloured, and lines wrapped at its width; elsewhere each annotation stands between `[id:` and
    `:id]`. Below the text it says what they are. What no segment holds has `-` for its role.
    """
    path = _file(record)
    article = _article(path)
    colour, width = options.colour(), width or options.width()
    click.echo(as_marked(article, _text(article, path, texts), colour=colour, width=width), color=colour)
    return OK


def _file(record: Path) -> Path:
    """The file that was named, or the one of that id in the project."""
    if record.is_file():
        return record
    project = find_project(Path())
    path = project.seeds / "articles" / f"{record.name}.json" if project else record
    if not path.is_file():
        raise UnreadableError(f"there is no record {record.as_posix()!r}", hint="name its file, or its id in a project")
    return path


def _article(path: Path) -> Article:
    try:
        return Article.model_validate_json(path.read_bytes())
    except ValidationError as error:
        hint = f"broadsheet validate {path.as_posix()} tells what is wrong"
        raise BroadsheetError(f"{path.as_posix()} is no sound record of an article", hint=hint) from error


def _text(article: Article, path: Path, texts: Path | None) -> str:
    project = find_project(path) or Project(path.parent.parent, path, {})
    folders = [*project.text_folders(texts), path.parent, path.parent.parent / "texts"]
    source = article.source.model_dump()
    data = Texts(folders[:1] if texts else folders).find(source)
    if data is None:
        hint = "name their folder with --texts, or put the texts into seeds/texts/"
        raise UnreadableError(f"the text {article.source.name!r} is not at hand", hint=hint)
    text = decode(data, article.source.encoding)
    if text is None or hashlib.sha256(data).hexdigest() != article.source.sha256:
        hint = "find the text as it was received, or ingest the changed one"
        change = as_received(data, article.source.sha256)
        what = f"{article.source.name!r} is not the text that the record describes{f': {change}' if change else ''}"
        raise BroadsheetError(what, hint=hint)
    return text
