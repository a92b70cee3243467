"""What we and frictionless say of the same packages: new disagreements fail, known ones are listed with their clause.

BROADSHEET_EXAMPLES sets how many packages of each kind are made, for long runs.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from frictionless_faults import FAULTS, Fault, excused
from hypothesis import HealthCheck, given, settings
from made_packages import cells_cases, key_cases, label_cases, shape_cases
from second_opinion import Case, differences, told_by_us

EXAMPLES = int(os.environ.get("BROADSHEET_EXAMPLES", "80"))
MANY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="BROADSHEET_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)


def unexplained(case: Case) -> list[str]:
    """The differences that no listed fault explains; values repeat only where both take them for values."""
    found = differences(case)
    doubtful = {(each.item[0], each.item[2]) for each in found if each.kind == "type-error" and excused(each)}
    certain = [each for each in found if each.kind != "unique-error" or (each.item[0], each.item[2]) not in doubtful]
    return [str(each) for each in certain if not excused(each)]


@MANY
@given(cells_cases())
def test_cells(case: Case) -> None:
    """Cells of every type, format and constraint are good or bad in the same places."""
    assert unexplained(case) == []


@MANY
@given(key_cases())
def test_keys(case: Case) -> None:
    """Primary keys, unique values and references are broken in the same rows, across formats of files and fields."""
    assert unexplained(case) == []


@MANY
@given(label_cases())
def test_labels(case: Case) -> None:
    """Labels match fields, or fail to, in the same ways."""
    assert unexplained(case) == []


@MANY
@given(shape_cases())
def test_shapes(case: Case) -> None:
    """Short, long and blank rows are found in the same places, whatever the dialect."""
    assert unexplained(case) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_frictionless_still_has_the_fault(fault: Fault, tmp_path: Path) -> None:
    """The package of a fault gets the verdict of the standard from us, and another finding from frictionless."""
    folder = fault.case.write(tmp_path)
    found = differences(fault.case)
    assert (not told_by_us(folder)[0]) is fault.valid
    assert found
    assert [str(each) for each in found if not fault.explains(each)] == []


def test_faults_have_names_of_their_own() -> None:
    """Each fault is listed once."""
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


def test_a_new_disagreement_is_not_explained() -> None:
    """The list explains only what it is about: a verdict turned round would be noticed."""
    with tempfile.TemporaryDirectory() as name:
        case = FAULTS[0].case
        (ours, _) = told_by_us(case.write(Path(name)))
    assert ours
