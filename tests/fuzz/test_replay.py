"""The corpus that fuzzing left: every input gives a report that is in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from targets import TARGETS, fault_of, run

CORPUS = Path(__file__).parent / "corpus"
INPUTS = sorted(path for path in CORPUS.glob("*/*") if path.is_file())


def test_every_target_has_inputs() -> None:
    """The corpus has a folder for each target."""
    assert {path.parent.name for path in INPUTS} == set(TARGETS)


@pytest.mark.parametrize("target", TARGETS)
def test_every_input_gives_a_report(target: str) -> None:
    """No input defeats a reader, and no report carries what a terminal acts on."""
    faults = {path.name: fault_of(run(target, path.read_bytes())) for path in INPUTS if path.parent.name == target}
    assert {name: fault for name, fault in faults.items() if fault} == {}


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("data", [b"", b"\0", b"\xff\xfe", b"{", b"PK\x03\x04", b"\n" * 100, b'"' * 100])
def test_any_bytes_give_a_report(target: str, data: bytes) -> None:
    """Also those that are next to nothing."""
    assert fault_of(run(target, data)) is None
