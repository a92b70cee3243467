"""Logical digests hold across versions of the writer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts/other_writer.py"


def test_another_polars_gives_the_same_digests() -> None:
    """The Parquet files have other bytes, every digest is the same, here and there."""
    if not (other := os.environ.get("BROADSHEET_OTHER_POLARS")):
        pytest.skip("BROADSHEET_OTHER_POLARS names no version of polars to install, such as 2.0.0")
    done = subprocess.run([sys.executable, SCRIPT, other], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = done.stdout.splitlines()
    assert f"built with polars {other}" in told
    assert told[-1] == "other digests: none"
