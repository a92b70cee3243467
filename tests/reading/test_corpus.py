"""The drafts of the whole corpus, written into a project, have no error."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import broadsheet
from broadsheet.drafts import Ingested, ingest
from broadsheet.projects import open_project

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "benchmarks/reading"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All texts of the corpus in one folder."""
    folder = tmp_path_factory.mktemp("texts")
    for path in sorted(CORPUS.glob("*/*.txt")):
        shutil.copyfile(path, folder / f"{path.parent.name}-{path.name}")
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, texts: Path) -> Path:
    """A copy of the example project with a draft of every text."""
    folder = tmp_path_factory.mktemp("corpus") / "project"
    shutil.copytree(ROOT / "tests/examples/project", folder)
    assert len(list(drafts(folder, texts))) == len(list(texts.iterdir()))
    return folder


def drafts(folder: Path, texts: Path) -> Iterator[Ingested]:
    """What comes of ingesting the texts into the project."""
    for each in ingest(texts, out=folder / "seeds", project=open_project(folder)):
        assert isinstance(each, Ingested), each
        yield each


def test_drafts_of_the_corpus_have_no_error(project: Path, texts: Path) -> None:
    """Entities and outlets exist, spans are right, and what was copied stands in the text."""
    report = broadsheet.validate(project, texts=texts)
    assert [issue for issue in report.issues if issue.severity == "error"] == []
    assert report.stats["texts"] == len(list(texts.iterdir()))


def test_drafts_of_drafts_have_no_error(project: Path, texts: Path) -> None:
    """The same holds after a second run, which knows the entities that the first one proposed."""
    assert {each.kept.outcome for each in drafts(project, texts) if each.kept} <= {"unchanged", "written"}
    assert broadsheet.validate(project, texts=texts).valid


def test_every_byte_of_the_corpus_is_as_it_was_annotated() -> None:
    """No editor and no checkout changed a line break or an encoding."""
    for path in sorted(CORPUS.glob("*/*.txt")):
        source = json.loads(path.with_suffix(".json").read_text("utf-8"))["source"]
        assert path.stat().st_size == source["bytes"], path.name
