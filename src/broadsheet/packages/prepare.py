"""A project's records, checked, with the texts that an edition carries: what a package is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from broadsheet.checks.checked import Checked
from broadsheet.checks.documents import SettingsFile
from broadsheet.checks.json_places import pointer
from broadsheet.checks.pieces import Piece
from broadsheet.checks.projects import checking_project
from broadsheet.checks.texts import Texts
from broadsheet.checks.together import check_files
from broadsheet.checks.validate import LIMIT
from broadsheet.checks.work import Work
from broadsheet.engines.scratch import scratch
from broadsheet.errors import SettingsError
from broadsheet.exports.exporter import require_exporters
from broadsheet.issues import InvalidDataError, Issue, Report
from broadsheet.projects import Project
from broadsheet.tables import require_optional, without_left_out
from broadsheet.tables.receipt import write_pieces

__all__ = ["check_again", "check_settings", "pieces_of_others", "prepare"]

OF_MISSING_VALUES = {"B209", "B311"}
"""Rules that miss a value: one that a reviewed record has, or the one that is in the text."""


def check_settings(project: Project) -> Report:
    """The report on what a build refuses in settings that are settings: formats and columns that there are not."""
    if project.faults():
        return Report()
    file, found = SettingsFile(project.file), []
    for name, require in (("exports", require_exporters), ("leave_out", require_optional)):
        try:
            require(getattr(project.settings, name))
        except SettingsError as error:
            found.append(file.issue("B701", str(error), pointer(name), hint=error.hint))
    return Report(tuple(found))


def prepare(
    project: Project, edition: str, texts: Path | None = None, *, work: Work | None = None
) -> tuple[Checked, Report]:
    """The records of a project as an edition carries them, and the report of the check before it.

    The `open` edition leaves withheld texts out; the `full` one has them all. The report shows the first issues of
    each kind and counts the others. Raises InvalidDataError, with the
    report, when the check finds errors; UnreadableError when a text that the edition needs is not at hand;
    SettingsError when the settings leave out what cannot be left out.
    """
    left_out = project.settings.leave_out
    require_optional(left_out)
    with checking_project(project, texts, work, edition=edition, limit=LIMIT) as check:
        report = check.found.report()
        if not report.valid:
            errors = (report.count() + report.hidden())["error"]
            message = f"{errors} error{'s' * (errors != 1)} in the records: nothing was built"
            raise InvalidDataError(message, report, hint="broadsheet validate shows them")
        records = replace(check.complete(), left_out=left_out)
    if left_out:
        _require_sound(records, Texts(project.text_folders(texts)), replace(work or Work(), kept=None))
    return records, report


def check_again(  # noqa: PLR0913, PLR0917 - what is checked, and how
    articles: Iterable[bytes],
    others: Mapping[str, Iterable[Any]],
    texts: Texts,
    name: str,
    left_out: Collection[str] = (),
    work: Work | None = None,
) -> Report:
    """The report on records at hand, together and against the texts; articles go to disk for it.

    `articles` are lines of JSON, `others` the other records by their kind; `name` is what issues call the place of
    the records. That fields which are left out say nothing is no issue.
    """
    with scratch() as folder:
        lines = folder / "articles.jsonl"
        write_pieces(folder, lines.name, (article + b"\n" for article in articles))
        report = check_files([(lines, f"{name}/{lines.name}"), *pieces_of_others(others, name)], texts, work=work)
    fields = {column.rpartition(".")[2] for column in left_out}
    issues = tuple(each for each in report.issues if each.code not in OF_MISSING_VALUES or _field(each) not in fields)
    return replace(report, issues=issues)


def pieces_of_others(records: Mapping[str, Iterable[Any]], name: str) -> list[Piece]:
    """The records that are no articles, as they are checked."""
    kinds = {kind: list(found) for kind, found in records.items() if kind != "articles"}
    return [Piece(f"{name}/{kind}", data=orjson.dumps(found)) for kind, found in kinds.items()]


def _field(issue: Issue) -> str:
    return (issue.pointer or "").rpartition("/")[2]


def _require_sound(records: Checked, texts: Texts, work: Work) -> None:
    """Raise SettingsError when records contradict themselves, or their texts, without what they leave out."""
    kept = {kind: without_left_out(kind, items, records.left_out) for kind, items in records.kinds.items()}
    articles = (orjson.dumps(article | {"text": None}) for article in kept["articles"])
    report = check_again(articles, kept, texts, "records", records.left_out, work)
    if error := next((issue for issue in report.issues if issue.severity == "error"), None):
        without = f"records are no longer sound without {', '.join(records.left_out)}"
        message = f"leave_out: {without}: {_field(error)}: {error.message}"
        hint = "keep what the records need to be understood, or leave out what needs it as well"
        raise SettingsError(message, hint=hint)
