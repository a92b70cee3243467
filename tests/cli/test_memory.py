"""`--memory` is the same option of every command that works through much."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(
    "call",
    ["validate", "build", "release", "ingest seeds/texts", "copies", "diff . .", "hydrate . --texts seeds --out full"],
)
def test_what_is_no_size_is_refused(run: Callable[..., Any], project: Path, call: str) -> None:
    """Before anything is read or written, with an example of a size."""
    done = run(*call.split(), "--memory", "lots")
    assert done.status == 2
    assert done.err == "broadsheet: 'lots' is no size; write it like 512MB or 2GiB\n"
    assert {"broadsheet.toml", "seeds"} == {path.name for path in project.iterdir()}
