"""What tests of several folders share: a small data package, good and broken, and an open folder.

The helpers that stand beside this file, in `checks/`, `engines/`, `fuzz/`, `standard/` can be imported, whichever way
pytest imports the tests.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("broadsheet", deadline=None)  # how long an example takes says nothing on a busy machine
settings.load_profile("broadsheet")

HERE = Path(__file__).parent
sys.path[:0] = [
    str(HERE),
    *(str(HERE / name) for name in ("checks", "engines", "exports", "fuzz", "publishing", "releases", "standard")),
]

FIELDS = [
    {"name": "code", "type": "string"},
    {"name": "name", "type": "string", "constraints": {"required": True}},
    {"name": "depth", "type": "number", "constraints": {"minimum": 0}},
]
GOOD = "code,name,depth\nAA,Old harbour,9.5\nBB,港口,12\nCC,New harbour,7\nDD,River quay,4\n"
BAD = "code,name,depth\nAA,Old harbour,deep\nBB,港口,-1\nAA,New harbour,7\nDD,,x\nEE,River quay,4\nFF,Far quay,y\n"


def package(folder: Path, rows: str, **more: Any) -> Path:
    """A data package with the one table ports."""
    schema = {"fields": FIELDS, "primaryKey": ["code"]}
    ports = {"name": "ports", "path": "data/ports.csv", "type": "table", "schema": schema}
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    descriptor = {"$schema": profile, "name": "harbours", "resources": [ports], **more}
    (folder / "data").mkdir(parents=True)
    (folder / "data/ports.csv").write_text(rows, encoding="utf-8")
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


@pytest.fixture
def good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A good package in the folder `good`, below the current one."""
    monkeypatch.chdir(tmp_path)
    return package(tmp_path / "good", GOOD).relative_to(tmp_path)


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with bad rows in the folder `bad`, below the current one."""
    monkeypatch.chdir(tmp_path)
    return package(tmp_path / "bad", BAD, keywords="ports").relative_to(tmp_path)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
