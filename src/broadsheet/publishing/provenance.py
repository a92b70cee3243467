"""Who made a release of what: an in-toto Statement (v1) with SLSA provenance (v1).

It names every file of the release by its hash, the settings and records that it was made of, the
commit that holds them if there is one, and the versions of the programs that wrote it. It holds no
time and no place, so that the same programs write the same statement everywhere.
"""

from __future__ import annotations

import hashlib
import platform
import zlib
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType
from typing import Any

from broadsheet import __version__
from broadsheet.exports.facts import dir_hash
from broadsheet.packages.export import export_names
from broadsheet.projects import Project
from broadsheet.publishing.settings_file import with_version
from broadsheet.publishing.sums import hash_of
from broadsheet.releases.fragments import FOLDER
from broadsheet.releases.git import clean_commit, is_in_repository
from broadsheet.tables.receipt import Receipt

__all__ = ["PROVENANCE", "commit_of", "dir_hash", "lacking_commit", "statement", "writers"]

PROVENANCE = "provenance.json"
STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://slsa.dev/provenance/v1"
BUILD_TYPE = "pkg:pypi/broadsheet#release/v1"
BUILDER = "pkg:pypi/broadsheet"
PROGRAMS = ("hatchling", "orjson", "polars")
PROGRAMS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType({"page": ("altair", "jinja2", "vl-convert-python")})
"""Those that decide the bytes of an export, by its format."""


def statement(
    project: Project, descriptor: Mapping[str, Any], files: Iterable[Receipt], commit: str | None
) -> dict[str, Any]:
    """The statement on the files of a release that was made of a project, whose records are those of a commit."""
    return {
        "_type": STATEMENT,
        "subject": [
            {"name": file.path, "digest": {"sha256": file.sha256}, "annotations": {"bytes": file.bytes}}
            for file in files
        ],
        "predicateType": PREDICATE,
        "predicate": {
            "buildDefinition": {
                "buildType": BUILD_TYPE,
                "externalParameters": {
                    "name": descriptor["name"],
                    "version": descriptor["version"],
                    "edition": descriptor["broadsheet:edition"],
                    "created": descriptor["created"],
                },
                "resolvedDependencies": list(_inputs(project, descriptor["version"], commit)),
            },
            "runDetails": {"builder": {"id": BUILDER, "version": writers(export_names(descriptor))}},
        },
    }


def writers(formats: Iterable[str] = PROGRAMS_OF) -> dict[str, str]:
    """The versions of the programs that decide the bytes of a release with exports in these formats."""
    found = {"broadsheet": __version__, "python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    for name in (*PROGRAMS, *(name for each in formats for name in PROGRAMS_OF.get(each, ()))):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _inputs(project: Project, version: str, commit: str | None) -> Iterable[dict[str, Any]]:
    """The settings, and the records as one, by their hashes; then the commit, where git has all of them as they are.

    The address of the repository is left out: it is another one in every clone, and may hold a password.
    """
    settings = hashlib.sha256(with_version(project, version)).hexdigest()
    yield {"name": project.file.name, "digest": {"sha256": settings}}
    records = {path.relative_to(project.seeds).as_posix(): hash_of(path) for path in project.record_files()}
    yield {"name": project.seeds.name, "digest": {"dirHash": dir_hash(records)}}
    if commit is not None:
        yield {"name": "repository", "digest": {"gitCommit": commit}}


def commit_of(project: Project) -> str | None:
    """The commit that holds the settings, the records and the words of a project as they are, if there is one."""
    words = (project.root / project.settings.changelog, project.root / FOLDER)
    return clean_commit(project.root, [project.file, *project.record_files()], [project.seeds, *words])


def lacking_commit(project: Project, commit: str | None) -> str | None:
    """What to know where git keeps a project, but has no commit of what it is now."""
    if commit is not None or not is_in_repository(project.root):
        return None
    why = "git does not have the settings, records and words as they are"
    return f"the provenance names no commit, since {why}; commit first, then release, and it names that commit"
