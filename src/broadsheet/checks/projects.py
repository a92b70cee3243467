"""Projects and files of records: what is read, and what is read around it to judge it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from broadsheet.checks.documents import SettingsFile
from broadsheet.checks.entries import Entry, Records
from broadsheet.checks.records import RecordFiles, check_records
from broadsheet.checks.texts import Texts
from broadsheet.issues import Issue, Report
from broadsheet.projects import Project, find_project

__all__ = ["check_project", "check_record_files"]

RECORD_SUFFIXES = {".json", ".jsonl", ".ndjson"}


def check_project(project: Project, texts: Path | None = None) -> tuple[Report, Records]:
    """The report on a project, its records and the words of its settings; and the records."""
    files = RecordFiles()
    for path in project.record_files():
        files.read(path, path.relative_to(project.root).as_posix())
    if not files.stats["files"]:
        files.issues.append(_no_records(project.seeds.relative_to(project.root)))
    elif not (articles := project.seeds / "articles").is_dir():
        files.issues.append(_no_records(articles.relative_to(project.root)))
    settings = Entry(SettingsFile(project.file), project.raw)
    report = check_records(files, Texts(project.text_folders(texts)), [settings])
    return report, files.records


def check_record_files(paths: Sequence[Path], texts: Path | None = None) -> Report:
    """The report on record files, and folders of them."""
    project = find_project(paths[0])
    at_hand = Texts((project or Project(Path(), Path(), {})).text_folders(texts))
    files = RecordFiles(keep=at_hand.present)
    given = _record_files(paths, files)
    for path in given:
        files.read(path)
    only = {path.as_posix() for path in (*paths, *given)} if project else None
    _read_context(files, project, given)
    return check_records(files, at_hand, only=only)


def _record_files(paths: Sequence[Path], files: RecordFiles) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.suffix in RECORD_SUFFIXES) if path.is_dir() else [path]
        if not inside:
            files.issues.append(_no_records(path))
        found += inside
    return list({path.resolve(): path for path in reversed(found)}.values())[::-1]


def _no_records(folder: Path) -> Issue:
    hint = "name a folder that holds *.json, or a project"
    return Issue.of("B002", "holds no record", hint=hint, path=folder.as_posix())


def _read_context(files: RecordFiles, project: Project | None, given: Sequence[Path]) -> None:
    """Read the rest of the project around the given files, so that references can be judged.

    Where there is no project, they are judged only if entities or outlets are given too.
    """
    known = {path.resolve() for path in given}
    for path in project.record_files() if project else ():
        if path.resolve() not in known:
            files.read(path)
    if project is None and not (files.records.entities or files.records.outlets):
        files.records = replace(files.records, complete=False)
