"""A project's records, checked, with the texts that an edition carries: what a package is made of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from broadsheet.checks.checked import Checked, checked
from broadsheet.checks.projects import check_project
from broadsheet.checks.spans import decode
from broadsheet.checks.texts import Texts
from broadsheet.errors import UnreadableError
from broadsheet.issues import InvalidDataError, Report
from broadsheet.projects import Project

__all__ = ["prepare"]


def prepare(project: Project, edition: str, texts: Path | None = None) -> tuple[Checked, Report]:
    """The records of a project as an edition carries them, and the report of the check before it.

    The `open` edition leaves withheld texts out; the `full` one has them all. Raises InvalidDataError, with the
    report, when the check finds errors; UnreadableError when a text that the edition needs is not at hand.
    """
    report, found = check_project(project, texts)
    if not report.valid:
        errors = report.count()["error"]
        message = f"{errors} error{'s' * (errors != 1)} in the records: nothing was built"
        raise InvalidDataError(message, report, hint="broadsheet validate shows them")
    return _with_texts(checked(found), Texts(project.text_folders(texts)), edition), report


def _with_texts(records: Checked, texts: Texts, edition: str) -> Checked:
    """The records with the texts that the edition carries; UnreadableError names those that are missing."""
    articles, missing = [], []
    for article in records.articles:
        withheld = article["rights"]["redistribution"] == "withheld"
        text = _text(article, texts) if edition == "full" or not withheld else None
        if text is None and edition == "full":
            missing.append(article["source"]["name"])
        articles.append(article | {"text": text})
    if missing:
        message = f"the full edition needs every text; not at hand: {', '.join(missing[:5])}"
        raise UnreadableError(message, hint="name the folder of the texts with --texts")
    return replace(records, articles=articles)


def _text(article: dict[str, Any], texts: Texts) -> str | None:
    data = texts.find(article["source"])
    return None if data is None else decode(data, article["source"]["encoding"])
