"""Two packages compared: what counts as a change, and what does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from harbours import CALLS, PORTS, descriptor, package

import broadsheet
from broadsheet.releases import Changes


def compared(folder: Path, given: dict[str, Any] | None = None, **files: str) -> Changes:
    """The changes from the usual package to another one."""
    return broadsheet.diff(package(folder / "old"), package(folder / "new", given, **files))


def told(changes: Changes) -> list[tuple[Any, ...]]:
    """Changes without their bumps and reasons."""
    return [(c.kind, c.resource, c.field, c.key, c.before, c.after) for c in changes]


def test_same_package(tmp_path: Path) -> None:
    """A package does not differ from itself."""
    changes = compared(tmp_path)
    assert ("none", [], "1.2.3") == (changes.bump, list(changes), changes.next_version)


def test_changed_value(tmp_path: Path) -> None:
    """A changed value is found on its primary key, and needs a patch."""
    changes = compared(tmp_path, ports=PORTS.replace("9.5", "9.6"))
    assert [("value-changed", "ports", "depth", {"code": "AA"}, 9.5, 9.6)] == told(changes)
    assert ("patch", "1.2.4") == (changes.bump, changes.next_version)
    assert "recipe patch-1" in next(iter(changes)).reason


@pytest.mark.parametrize(
    "ports",
    [
        PORTS.replace("1,false", "1.0,FALSE"),
        PORTS.replace("9.5", "0009.500"),
        PORTS.replace("9.5", "95e-1"),
        PORTS.replace("\n", "\r\n"),
        PORTS.replace("Quay", '"Quay"'),
        "\ufeff" + PORTS,
        "\n".join(sorted(PORTS.splitlines()[1:], reverse=True)).join([PORTS.splitlines()[0] + "\n", "\n"]),
    ],
    ids=["zero", "zeros", "exponent", "crlf", "quotes", "mark", "order"],
)
def test_same_data_in_other_bytes(tmp_path: Path, ports: str) -> None:
    """Values that are the same under their schema are no change, however they are written and ordered."""
    changes = compared(tmp_path, ports=ports)
    assert [("bytes-changed", "ports", None, None, None, None)] == told(changes)
    assert changes.bump == "none"


def test_rows(tmp_path: Path) -> None:
    """Rows that came and went are told with their values."""
    changes = compared(tmp_path, ports=PORTS.replace("CC,Pier,2,", "DD,Mole,,true"))
    old = {"code": "CC", "name": "Pier", "depth": 2, "open": None}
    new = {"code": "DD", "name": "Mole", "depth": None, "open": True}
    assert [
        ("row-removed", "ports", None, {"code": "CC"}, old, None),
        ("row-added", "ports", None, {"code": "DD"}, None, new),
    ] == told(changes)


def test_multiset(tmp_path: Path) -> None:
    """In a table without a primary key rows count as often as they stand there."""
    changes = compared(tmp_path, calls=CALLS.replace("AA,Lark,2024-05-02\n", "", 1))
    row = {"port": "AA", "ship": "Lark", "day": "2024-05-02"}
    assert [("row-removed", "calls", None, None, row, None)] == told(changes)


def test_renamed_field(tmp_path: Path) -> None:
    """A column under another name is a renamed field, although one of its values changed as well."""
    given = descriptor()
    given["resources"][0]["schema"]["fields"][1]["name"] = "title"
    rows = PORTS.replace("code,name", "code,title") + "".join(f"X{n},Name {n},1,\n" for n in range(20))
    old = PORTS + "".join(f"X{n},Name {n},1,\n" for n in range(20))
    changes = broadsheet.diff(
        package(tmp_path / "old", ports=old), package(tmp_path / "new", given, ports=rows.replace("Quay", "Old quay"))
    )
    assert [
        ("field-renamed", "ports", "title", None, "name", "title"),
        ("value-changed", "ports", "title", {"code": "BB"}, "Quay", "Old quay"),
    ] == told(changes)


def test_file(tmp_path: Path) -> None:
    """A file that is no table is compared by its hash."""
    (change,) = compared(tmp_path, notes="Read this.\n")
    assert ("file-changed", "notes", 9, 11) == (
        change.kind, change.resource, change.before["bytes"], change.after["bytes"],
    )  # fmt: skip
