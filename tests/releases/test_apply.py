"""Changes say all that differs: applied to the old package they give the new one."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from applying import Content, applied, normal
from hypothesis import given
from hypothesis import strategies as st
from models import contents, edited, written
from strategies import tried

import broadsheet
from broadsheet.releases import Changes


def compared(old: Content, new: Content, seed: int, memory: str | None = None) -> Changes:
    """The changes between two contents, written to disk in one of many ways."""
    with tempfile.TemporaryDirectory() as place:
        one, two = (written(c, Path(place) / n, seed + i) for i, (n, c) in enumerate({"a": old, "b": new}.items()))
        return broadsheet.diff(one, two, memory=memory)


@tried(30)
@given(data=st.data(), old=contents(), seed=st.integers(0, 999))
def test_after_edits(data: st.DataObject, old: Content, seed: int) -> None:
    """A package that was edited comes out of the old one by the changes alone."""
    new = data.draw(edited(old))
    _proven(old, new, compared(old, new, seed))


@tried(20)
@given(old=contents(), new=contents(), seed=st.integers(0, 999))
def test_of_two_packages(old: Content, new: Content, seed: int) -> None:
    """Any package comes out of any other one."""
    _proven(old, new, compared(old, new, seed))


@tried(10)
@given(data=st.data(), old=contents(), seed=st.integers(0, 999))
def test_with_little_memory(data: st.DataObject, old: Content, seed: int) -> None:
    """Rows that go to disk on the way give the same changes."""
    new = data.draw(edited(old))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("broadsheet.checks.budget.KEYS", 0)
        _proven(old, new, compared(old, new, seed, memory="1MiB"))


@tried(20)
@given(old=contents(), seed=st.integers(0, 999))
def test_of_one_package(old: Content, seed: int) -> None:
    """A package written in two ways has no changes but in its bytes."""
    changes = compared(old, old, seed)
    aside = {"bytes-changed", "resource-moved", "serialization-changed"}
    assert set() == {change.kind for change in changes} - aside
    assert changes.bump == "none"


def _proven(old: Content, new: Content, changes: Changes) -> None:
    made = applied(changes, old)
    for resource in made.descriptor["resources"]:
        resource.pop("path", None)
    assert normal(new) == normal(made), [change.to_dict() for change in changes]
    assert len(list(changes)) == len(changes)
    if normal(new) == normal(old):
        assert changes.bump == "none"


def test_a_change_that_is_left_out_is_missed() -> None:
    """The proof can fail: without one of the changes the packages differ."""
    old = Content(
        {"resources": [{"name": "t", "schema": {"fields": [{"name": "a", "type": "integer"}]}}]}, {"t": [{"a": 1}]}
    )
    new = Content(old.descriptor, {"t": [{"a": 2}]})
    changes = list(compared(old, new, 1))
    assert normal(new) == normal(applied([c for c in changes if c.kind.startswith("row")], old))
    with pytest.raises(AssertionError):
        assert normal(new) == normal(applied([c for c in changes if c.kind == "row-added"], old))
