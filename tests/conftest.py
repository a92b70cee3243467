"""Lets tests import the helpers that stand beside this file, whichever way pytest imports the tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
