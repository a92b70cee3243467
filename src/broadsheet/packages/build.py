"""A project's records to a package on disk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from broadsheet.checks.checked import Checked, checked
from broadsheet.checks.projects import check_project
from broadsheet.checks.spans import decode
from broadsheet.checks.texts import Texts
from broadsheet.errors import BroadsheetError, UnreadableError
from broadsheet.issues import InvalidDataError, Report
from broadsheet.packages.archive import write_zip
from broadsheet.packages.atomic import replace_file, staged
from broadsheet.packages.contents import write_package
from broadsheet.packages.descriptor import head, to_json
from broadsheet.packages.guard import guard_data, guard_package
from broadsheet.projects import Project, open_project
from broadsheet.settings import Settings
from broadsheet.tables.receipt import write_bytes

__all__ = ["EDITIONS", "Built", "build"]

EDITIONS = ("open", "full")


@dataclass(frozen=True)
class Built:
    """What a build wrote: the paths, the descriptor, and the report of the check before it."""

    package: Path
    archive: Path | None
    descriptor: dict[str, Any]
    report: Report


def build(
    project: str | Path = ".", *, out: str | Path | None = None, edition: str = "open", texts: str | Path | None = None
) -> Built:
    """Check a project and write its data package.

    Without `out`, the package goes to `dist/NAME-VERSION/` in the project, with a zip of it
    beside, and the project's own `data/` and `datapackage.json` are brought up to date. With
    `out`, the package goes into that folder and nowhere else; a folder that holds anything but
    an earlier package is refused, and so is a `data/` with files of your own. The `open` edition leaves
    withheld texts out; the `full` one carries every text, and needs them all in the folder
    `texts`. An existing package is replaced in one step, once the new one is complete.

    Raises InvalidDataError, with the report, when the check finds errors; UnreadableError when
    there is no project or a text is missing; UnwritableError when the folder cannot be written.

    >>> built = build(project, out=tmp / "package")
    >>> built.descriptor["name"], (built.package / "datapackage.json").exists()
    ('harbour-news', True)
    """
    if edition not in EDITIONS:
        raise BroadsheetError(f"there is no edition {edition!r}", hint="choose open or full")
    source = open_project(Path(project))
    settings, folder = source.settings, Path(texts) if texts is not None else None
    report, found = check_project(source, folder)
    if not report.valid:
        errors = report.count()["error"]
        message = f"{errors} error{'s' * (errors != 1)} in the records: nothing was built"
        raise InvalidDataError(message, report, hint="broadsheet validate shows them")
    records = _with_texts(checked(found), Texts(source.text_folders(folder)), edition)
    target = Path(out) if out is not None else source.root / "dist" / _name(settings, edition)
    target = target.resolve() if target.is_symlink() else target
    guard_package(target, project=source.root)
    if out is None and edition == "open":
        guard_data(source.root)
    archive = target.with_name(f"{target.name}.zip") if out is None else None
    with staged(target) as stage:
        descriptor = write_package(stage, head(settings, records, edition), records)
        if archive:
            write_zip(stage, archive, descriptor["created"])
    if archive and edition == "open":
        _refresh(source, target, descriptor)
    return Built(target, archive, descriptor, report)


def _name(settings: Settings, edition: str) -> str:
    return f"{settings.name}-{settings.version}" + ("" if edition == "open" else f"-{edition}")


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


def _refresh(project: Project, package: Path, descriptor: dict[str, Any]) -> None:
    """Bring the project's own `data/` and `datapackage.json` up to date: CSV and JSON, no Parquet."""
    kept = [resource for resource in descriptor["resources"] if not resource["path"].endswith(".parquet")]
    wanted = {Path(resource["path"]).name: package / resource["path"] for resource in kept}
    data = project.root / "data"
    if not _same(data, wanted):
        with staged(data) as stage:
            for name, path in wanted.items():
                write_bytes(stage, name, path.read_bytes())
    replace_file(project.root / "datapackage.json", to_json(descriptor | {"resources": kept}))


def _same(folder: Path, wanted: dict[str, Path]) -> bool:
    if not folder.is_dir() or {path.name for path in folder.iterdir()} != set(wanted):
        return False
    return all((folder / name).read_bytes() == path.read_bytes() for name, path in wanted.items())
