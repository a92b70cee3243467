"""What a reader does with records of its own, an older and a newer schema."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.articles.version import CURRENT, MIGRATIONS, READABLE, compare, migrate


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        (CURRENT, "readable"),
        ("0.9", "older"),
        ("1.1", "newer"),
        ("2.0", "newer"),
        ("1.10", "newer"),
        ("1", "unknown"),
        ("1.0.0", "unknown"),
        ("1.0\n", "unknown"),
        ("", "unknown"),
        (1.0, "unknown"),
        (None, "unknown"),
        ([], "unknown"),
        ({}, "unknown"),
    ],
)
def test_compares_a_version_with_its_own(version: Any, expected: str) -> None:
    """Any value whatever is readable, older, newer or unknown; none is a fault."""
    assert expected == compare(version)


@pytest.mark.parametrize("version", READABLE)
def test_leaves_readable_records_alone(version: str) -> None:
    """A record that can be read as it is comes back as it is."""
    record = {"schema_version": version, "headline": "Storm"}
    assert record == migrate(record)


@pytest.mark.parametrize("value", [None, [], "x", {}, {"schema_version": []}, {"schema_version": {}}])
def test_leaves_what_is_no_record_alone(value: Any) -> None:
    """What has no version that could be carried over comes back as it is."""
    assert value == migrate(value)


def test_carries_a_record_over_step_by_step() -> None:
    """An older record takes every step between its version and the current one."""
    steps = {
        0: lambda old: {"schema_version": "1.0", "headline": old["title"]},
    }
    assert migrate({"schema_version": "0.2", "title": "Storm"}, steps) == {"schema_version": "1.0", "headline": "Storm"}


def test_no_step_starts_at_a_readable_version() -> None:
    """Migrations are for older major versions only."""
    assert set() == {major for major in MIGRATIONS if major >= int(CURRENT.partition(".")[0])}
