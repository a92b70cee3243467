"""A project that was released, once for all tests, and copies of it to change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from releasing import EXAMPLE, Keys, make_keys

import broadsheet


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """A pair of keys."""
    return make_keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="session")
def released_once(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Path:
    """A project whose data were released and signed as 1.0.0; not to be changed."""
    project = Path(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("released") / "project"))
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        patch.delenv("BROADSHEET_TEXTS", raising=False)
        broadsheet.release(project, sign=keys.private)
    return project


@pytest.fixture
def project(released_once: Path, tmp_path: Path) -> Path:
    """A copy of that project."""
    return Path(shutil.copytree(released_once, tmp_path / "project"))


@pytest.fixture
def release(project: Path) -> Path:
    """The release in that copy."""
    return project / "dist/harbour-news-1.0.0"
