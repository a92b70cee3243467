"""The articles of a project, a package, or of texts, as stories to be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, nullcontext
from pathlib import Path, PurePath
from typing import BinaryIO

from broadsheet.articles.article import Article
from broadsheet.checks.examine import again
from broadsheet.checks.projects import files_of
from broadsheet.checks.sharing import shared_out
from broadsheet.checks.spans import decode
from broadsheet.checks.texts import Texts
from broadsheet.drafts.prepare import over_texts, size_of
from broadsheet.engines import Kept, Lost, Shards, open_engine
from broadsheet.errors import UnreadableError
from broadsheet.issues import Issue
from broadsheet.packages.open import open_package
from broadsheet.projects import Project
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Columns, Extent, Found, find_sources
from broadsheet.syndication import Story

__all__ = ["reading_texts", "stories_of_package", "stories_of_project"]


def stories_of_project(project: Project, texts: Path | None = None) -> Iterator[Story | Issue]:
    """Each article of a project whose text is at hand; an issue for each of the others.

    Records are read as they are asked for; a file that cannot be read is an issue too.

    >>> [story.id for story in stories_of_project(broadsheet.projects.open_project(project))]
    ['2024-05-02-harbour', '2024-06-11-quay']
    """
    return _with_texts(_articles(project), Texts(project.text_folders(texts)))


def _articles(project: Project) -> Iterator[Article | Issue]:
    for shard in shared_out(files_of(project)):
        found, issues = again(shard)
        yield from (Article.model_validate(each.value) for each in found)
        yield from issues


def stories_of_package(path: Path, texts: Path | None = None) -> Iterator[Story | Issue]:
    """Each article of a package whose text it carries or is at hand; an issue for each of the others."""
    if texts is not None and not texts.is_dir():
        raise UnreadableError(f"there is no folder {texts.as_posix()!r}", hint="name the folder of the texts")
    return _with_texts(open_package(path).articles, Texts([texts] if texts else []))


@contextmanager
def reading_texts(  # noqa: PLR0913 - what to read, and where to run
    paths: Iterable[str],
    columns: Columns | None = None,
    stdin: BinaryIO | None = None,
    *,
    engine: str | Executor = "auto",
    jobs: int | None = None,
    extent: Extent | None = None,
    kept: Kept | None = None,
) -> Iterator[tuple[Iterator[Story | Issue], Executor]]:
    """Each text under the paths, read for its dates and credits, an issue for each that cannot be read; and the engine.

    That may be used for what is done with the stories meanwhile. What was read stands in `kept`, and is not read again.
    """
    sources = find_sources(tuple(paths), columns=columns, stdin=stdin, extent=extent)
    shards = Shards(kept, [Issue, Story]) if kept else None
    opened, items = open_engine(engine, sources, size_of, jobs)
    with opened as executor:
        found = over_texts(_read, (nullcontext(executor), items), shards)
        yield (_lost(each) if isinstance(each, Lost) else each for each in found), executor


def _read(found: Found | Issue) -> Story | Issue:
    """The stage that makes a story of a text."""
    if isinstance(found, Issue):
        return found
    received = found.read()
    if isinstance(received, Issue):
        return received
    own = PurePath(found.path).name == received.name
    return Story.read(found.path if own else f"{found.path}#{received.name}", received, Lexicon.load())


def _with_texts(articles: Iterable[Article | Issue], texts: Texts) -> Iterator[Story | Issue]:
    for article in articles:
        if isinstance(article, Issue):
            yield article
            continue
        source = article.source
        data = None if article.text else texts.find(source.model_dump())
        if data is not None and hashlib.sha256(data).hexdigest() != source.sha256:
            message = f"the text {source.name} is not the one that the record {article.id} describes"
            yield Issue.of("B307", message, hint="find the text as it was received", path=source.name)
        elif text := article.text or (decode(data, source.encoding) if data is not None else None):
            yield Story.of(article, text)
        else:
            hint = "name the folder of the texts with --texts"
            yield Issue.of("B306", f"the text {source.name} of {article.id} is not at hand", hint=hint)


def _lost(lost: Lost[Found | Issue]) -> Issue:
    return Issue.of("B029", f"it could not be read: {lost.reason}", hint="leave it out", path=lost.item.path)
