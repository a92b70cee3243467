"""Lets tests import the helpers that stand beside this file and in `checks/`, whichever way pytest imports the tests."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE / "checks")]
