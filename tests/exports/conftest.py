"""Each kind of package, and an export beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from kinds import KINDS, beside_data

collect_ignore = ["apart"]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of package."""
    return str(request.param)


@pytest.fixture
def beside(kind: str, tmp_path: Path) -> Callable[[str], Path]:
    """What writes an export beside the data, and gives the folder."""
    return lambda name: beside_data(kind, name, tmp_path)
