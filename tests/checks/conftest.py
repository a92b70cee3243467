"""A copy of the example project for every test that asks for one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).parent.parent / "examples/project"


@pytest.fixture(autouse=True)
def _no_texts_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROADSHEET_TEXTS", raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two articles without an issue, to break."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "harbour"))


@pytest.fixture
def change(project: Path) -> Callable[[str, Callable[[Any], Any]], None]:
    """Changes the value in one of the project's JSON files: `change("seeds/entities.json", lambda value: …)`."""

    def apply(name: str, how: Callable[[Any], Any]) -> None:
        value = json.loads((project / name).read_text(encoding="utf-8"))
        how(value)
        (project / name).write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")

    return apply
