"""Projects and files of records: what is read, and what is read around it to judge it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import overload

from broadsheet.checks.documents import Document, SettingsFile
from broadsheet.checks.entries import Entry, Records
from broadsheet.checks.json_places import pointer
from broadsheet.checks.pieces import PARQUET, ZIP, Given, Piece, is_lines
from broadsheet.checks.records import RecordFiles
from broadsheet.checks.sharing import shared_out
from broadsheet.checks.texts import Texts
from broadsheet.checks.together import Check, check_files, checking
from broadsheet.checks.work import Work
from broadsheet.issues import Issue, Report
from broadsheet.projects import Project, find_project

__all__ = ["check_project", "check_record_files", "checking_project", "files_of", "read_records"]


def check_project(
    project: Project, texts: Path | None = None, work: Work | None = None, limit: int | None = None
) -> Report:
    """The report on a project, its records and its settings; `limit` is how many issues of a kind it shows."""
    with checking_project(project, texts, work, limit=limit) as check:
        return check.found.report()


@contextmanager
def checking_project(
    project: Project,
    texts: Path | None = None,
    work: Work | None = None,
    *,
    limit: int | None = None,
    edition: str | None = None,
) -> Iterator[Check]:
    """The check of a project, its records and its settings, whose stages can go on; see `checking`."""
    files, issues = files_of(project), []
    if not files:
        issues.append(_no_records(project.seeds.relative_to(project.root)))
    elif not (articles := project.seeds / "articles").is_dir():
        issues.append(_no_records(articles.relative_to(project.root)))
    settings = Entry(SettingsFile(project.file), project.raw)
    issues += _faults(project, settings.document)
    at_hand = Texts(project.text_folders(texts))
    with checking(
        files, at_hand, issues=issues, own_words=[settings], limit=limit, work=work, edition=edition
    ) as check:
        yield check


def files_of(project: Project) -> Sequence[Given]:
    """The files of a project's records, and how reports call them."""
    return _Files(project)


class _Files(Sequence[Given]):
    """Such files, of which only the names are held: there may be a million."""

    def __init__(self, project: Project) -> None:
        self._names = [*project.record_names()]
        self._path = os.fspath(project.seeds / "x")[:-1]
        self._shown = (project.seeds / "x").relative_to(project.root).as_posix()[:-1]

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, at: int) -> Given: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Given]: ...

    def __getitem__(self, at: int | slice) -> Given | Sequence[Given]:
        return self._given(self._names[at]) if isinstance(at, int) else [*map(self._given, self._names[at])]

    def __iter__(self) -> Iterator[Given]:
        return map(self._given, self._names)

    def _given(self, name: str) -> Given:
        return self._path + name, self._shown + name


def read_records(files: Iterable[Given | Piece]) -> Records:
    """All records of sound shape in files, held in memory."""
    articles: list[Entry] = []
    read = RecordFiles(articles.append)
    for shard in shared_out(files):
        for piece in shard:
            read.read(piece)
    read.records.articles.extend(articles)
    return read.records


def _faults(project: Project, settings: Document) -> Iterator[Issue]:
    """What is wrong with the settings, at the line of each."""
    for steps, message in project.faults():
        at = pointer(*(step for step in steps if step != "[key]"))
        yield settings.issue("B701", message, at, hint="mend the settings of the data set")


def check_record_files(
    paths: Sequence[Path], texts: Path | None = None, work: Work | None = None, limit: int | None = None
) -> Report:
    """The report on record files, and folders of them; a project around them is there to be referred to."""
    project = find_project(paths[0])
    at_hand = Texts((project or Project(Path(), Path(), {})).text_folders(texts))
    issues: list[Issue] = []
    place = cache(os.path.realpath)
    given = _record_files(paths, issues, place)
    around = [path for path in (project.record_files() if project else ()) if _place(path, place) not in given]
    files = [(path, path.as_posix()) for path in (*given.values(), *around)]
    only = {path.as_posix() for path in (*paths, *given.values())} if project else None
    return check_files(files, at_hand, issues=issues, only=only, whole=project is not None, limit=limit, work=work)


def _record_files(paths: Sequence[Path], issues: list[Issue], place: Callable[[str], str]) -> dict[str, Path]:
    """The files of records, each once, by where they are; `place` says that of a folder."""
    found: dict[str, Path] = {}
    for path in paths:
        inside = _inside(path) if path.is_dir() else [path]
        if not inside:
            issues.append(_no_records(path))
        for each in inside:
            found.setdefault(_place(each, place), each)
    return found


def _inside(folder: Path) -> list[Path]:
    """What is named like records in a folder and under it, by names."""
    walk = ((root, name) for root, folders, files in os.walk(folder) for name in (*folders, *files))
    named = [f"{root}/{name}" for root, name in walk if _is_named_so(f"{root}/{name}")]
    return [Path(each) for each in sorted(named, key=lambda each: each.replace("/", "\0"))]


def _is_named_so(name: str) -> bool:
    """Whether a file is named like one of records; of those that may hold others, whether it holds some."""
    if name.lower().endswith((PARQUET, ZIP)):
        from broadsheet.checks.holders import holds_records  # noqa: PLC0415 - for these alone

        return holds_records(Path(name))
    return name.lower().endswith(".json") or is_lines(name)


def _place(path: Path, place: Callable[[str], str]) -> str:
    """Where a file is: links are followed, one by one only where the file is one."""
    file = str(path)
    return os.path.realpath(file) if path.is_symlink() else f"{place(os.path.dirname(file))}/{path.name}"  # noqa: PTH120 - of a million files


def _no_records(folder: Path) -> Issue:
    hint = "name a folder that holds *.json, a project, or a data package"
    return Issue.of("B002", "holds no record", hint=hint, path=folder.as_posix())
