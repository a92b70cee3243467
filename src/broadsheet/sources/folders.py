"""The files in folders that may hold texts, and what is told of the others."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from broadsheet.issues import Issue, plural

__all__ = ["MEMORY", "RIGHTS", "files_under"]

MEMORY = ".drafts"
"""The file that remembers what was drafted, so that an edit can be told from a draft: the JSON beside it is ours."""

TEXTS = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ""}
    | {".zip", ".jsonl", ".ndjson", ".parquet", ".warc", ".wet", ".gz"}
)
"""What is taken from a folder; a file that is named itself is read whatever its suffix."""

HOLDERS = frozenset(
    {".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".epub", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".zst"}
    | {".eml", ".mbox", ".msg", ".mht", ".mhtml", ".webarchive", ".maff", ".arc", ".xml"}
)
"""What may hold articles and is no text: told where it lies in a folder, so that no article is missed unseen."""

TAKEN = TEXTS | HOLDERS

TABLES = frozenset({".json", ".csv", ".tsv", ".xlsx", ".xls", ".ods", ".db", ".sqlite", ".sqlite3"})
"""What may hold articles, and mostly tells of those that lie beside it: left alone in a folder, and told once."""

RIGHTS = "check the permissions"


def files_under(path: Path) -> Iterator[Path | Issue]:
    """The file that a path names, or those that may hold texts in its folder, or under its pattern, by their names."""
    if path.is_dir():
        yield from _walk(path)
    elif path.is_file():
        yield path
    elif path.exists():
        yield _no_file(path)
    else:
        found = sorted(glob.glob(str(path), recursive=True)) if glob.has_magic(str(path)) else []  # noqa: PTH207 - any path
        for name in map(Path, found):
            if "**" not in str(path) or not name.is_dir():
                yield from files_under(name)
        if not found:
            yield Issue.of("B001", "there is no such file", hint="check the path", path=str(path))


def _no_file(path: Path) -> Issue:
    hint = "bring it through the standard input, with - as the path"
    return Issue.of("B001", "it is not a file", hint=hint, path=str(path))


def _walk(folder: Path) -> Iterator[Path | Issue]:
    """The texts in a folder and in those under it, by their names; a link may lead anywhere and is not followed."""
    root, tables = os.path.realpath(folder), list[str]()
    under = [_entries(folder, root, tables)]
    while under:
        found = next(under[-1], None)
        if found is None:
            under.pop()
        elif isinstance(found, Issue):
            yield found
        elif found[1]:
            under.append(_entries(found[0], root, tables))
        else:
            yield found[0]
    if tables:
        yield _left_alone(folder, tables)


def _left_alone(folder: Path, tables: list[str]) -> Issue:
    message, they = f"{min(tables)} is no text and was left alone", "it holds"
    if len(tables) > 1:
        message, they = (
            f"{plural(len(tables), 'file')}, {min(tables)} among them, are no texts and were left alone",
            "they hold",
        )
    hint = f"if {they} articles, write these as JSON Lines, in a file that ends in .jsonl"
    return Issue.of("B032", message, hint=hint, path=str(folder))


def _entries(folder: Path, root: str, tables: list[str]) -> Iterator[tuple[Path, bool] | Issue]:
    """What is in a folder and may hold texts, by its names, and whether it is a folder; of a file the name is kept.

    What cannot be taken though it may hold a text is told: a link out of the root, a pipe.
    """
    apart: dict[str, Issue | None] = {}
    beside = list[str]()
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if _may_hold(entry, root, apart, beside))
    except OSError as error:
        yield Issue.of("B001", f"the folder cannot be read: {error.strerror or error}", hint=RIGHTS, path=str(folder))
        return
    tables += [] if _has_drafts(folder) else beside
    for name in names:
        yield apart.get(name) or (folder / name, name in apart)


def _has_drafts(folder: Path) -> bool:
    return any((each / MEMORY).is_file() for each in (folder, folder.parent))


def _may_hold(entry: os.DirEntry[str], root: str, apart: dict[str, Issue | None], tables: list[str]) -> bool:
    """Whether it may hold texts and is not hidden; what is no file is put down: a folder, or why it is not taken."""
    if entry.name.startswith("."):
        return False
    if entry.is_symlink():
        apart[entry.name] = _leads_out(entry, root)
        return apart[entry.name] is not None
    if entry.is_dir():
        apart[entry.name] = None
        return True
    if not _is_taken(entry.name):
        if _ending(entry.name) in TABLES:
            tables.append(entry.name)
        return False
    if not entry.is_file():
        apart[entry.name] = _no_file(Path(entry.path))
    return True


def _is_taken(name: str) -> bool:
    return _ending(name) in TAKEN


def _ending(name: str) -> str:
    return os.path.splitext(name)[1].rstrip(".").lower()  # noqa: PTH122 - of a million names


def _leads_out(link: os.DirEntry[str], root: str) -> Issue | None:
    """The issue of a link by which a text might be missed; None where what it leads to is found without it."""
    target = os.path.realpath(link.path)
    if not os.path.exists(target):  # noqa: PTH110 - beside realpath
        message, hint = "it is a link that leads nowhere", "mend it, or remove it"
        return Issue.of("B001", message, hint=hint, path=link.path) if _is_taken(link.name) else None
    is_folder = link.is_dir()
    if not is_folder and not _is_taken(link.name):
        return None
    is_hidden = any(part.startswith(".") for part in Path(os.path.relpath(target, root)).parts)
    if not is_hidden and (is_folder or _is_taken(target)):
        return None
    hint = "name as a path what it leads to"
    return Issue.of("B001", "it is a link, which is not followed", hint=hint, path=link.path)
