"""A project's records to a package on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from broadsheet.checks.checked import Checked, checked
from broadsheet.checks.projects import check_project
from broadsheet.checks.spans import decode
from broadsheet.checks.texts import Texts
from broadsheet.errors import BroadsheetError, UnreadableError
from broadsheet.issues import InvalidDataError, Report
from broadsheet.packages.archive import write_zip
from broadsheet.packages.atomic import replace_file, staged
from broadsheet.packages.descriptor import describe, file_resource, licences_of, table_resource, to_json
from broadsheet.packages.guard import guard_data, guard_package
from broadsheet.projects import Project, open_project
from broadsheet.settings import Settings
from broadsheet.shipped import shipped
from broadsheet.tables import TABLES, tabulate
from broadsheet.tables.formats import digest, to_csv, to_parquet
from broadsheet.tables.receipt import write_bytes

if TYPE_CHECKING:
    import polars as pl

__all__ = ["EDITIONS", "Built", "build"]

EDITIONS = ("open", "full")

NESTED = {
    "articles": ("articles", "The articles with all that they hold, nested: an array of records."),
    "entities": ("entity", "The entities with their names and roles, nested: an array of records."),
    "outlets": ("outlet", "The outlets, nested: an array of records."),
}
"""For each kind of record in JSON, the schema of the file or of its items, and a description."""


TEXTUAL = ("texts", "texts-parquet", "articles-json")
"""The resources in which texts stand, which have licences of their own."""


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
    guard_package(target, source.root)
    if out is None and edition == "open":
        guard_data(source.root)
    archive = target.with_name(f"{target.name}.zip") if out is None else None
    with staged(target) as stage:
        descriptor = _write(stage, settings, records, edition)
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


def _write(stage: Path, settings: Settings, records: Checked, edition: str) -> dict[str, Any]:
    """Write every file of the package; the descriptor comes last, made of the receipts."""
    frames = tabulate(records)
    resources = [*_write_tables(stage, frames), *_write_nested(stage, records), *_write_parquet(stage, frames)]
    for resource in resources:
        resource.update(licences_of(records) if resource["name"] in TEXTUAL else {})
    descriptor = describe(settings, records, edition, resources)
    write_bytes(stage, "datapackage.json", to_json(descriptor))
    return descriptor


def _write_tables(stage: Path, frames: Mapping[str, pl.DataFrame]) -> Iterator[dict[str, Any]]:
    for table in TABLES:
        frame = frames[table.name]
        receipt = write_bytes(stage, f"data/{table.name}.csv", to_csv(frame), frame.height)
        yield table_resource(table, receipt, digest(frame, table))


def _write_nested(stage: Path, records: Checked) -> Iterator[dict[str, Any]]:
    for name, (schema, description) in NESTED.items():
        items = getattr(records, name)
        data = b"[\n" + b",\n".join(orjson.dumps(item) for item in items) + b"\n]\n"
        receipt = write_bytes(stage, f"data/{name}.json", data, len(items))
        file = f"schema/{schema}.schema.json"
        write_bytes(stage, file, (shipped("schema") / f"{schema}.schema.json").read_bytes())
        more = {"encoding": "utf-8", "broadsheet:jsonSchema": file}
        yield file_resource(f"{name}-json", f"{name.capitalize()}, nested", description, receipt, **more)


def _write_parquet(stage: Path, frames: Mapping[str, pl.DataFrame]) -> Iterator[dict[str, Any]]:
    for table in TABLES:
        frame = frames[table.name]
        receipt = write_bytes(stage, f"data/{table.name}.parquet", to_parquet(frame), frame.height)
        title, description = f"{table.title}, Parquet", f"The rows of {table.name} in Parquet, with the same columns."
        yield file_resource(f"{table.name}-parquet", title, description, receipt)


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
