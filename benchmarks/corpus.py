"""The parts of the corpus of the reader, each a folder of `reading/`, made of that of its name in `reading/source/`."""

from __future__ import annotations

from pathlib import Path

CORPUS = Path(__file__).parent / "reading"
BLIND = tuple(sorted((each.name for each in (CORPUS / "source").glob("blind*")), key=lambda name: (len(name), name)))
PARTS = ("tune", "held", *BLIND)
