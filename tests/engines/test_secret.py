"""The secret by which what was kept here is told from what came from elsewhere."""

from __future__ import annotations

import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from broadsheet.engines.secret import BYTES, secret_here


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what programs keep of a user."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def test_it_is_made_once(state: Path) -> None:
    """It stays, is long enough, and nobody else reads it."""
    first = secret_here()
    assert first == secret_here()
    assert len(first or b"") == BYTES
    assert [path.name for path in (state / "broadsheet").iterdir()] == ["secret"]
    if sys.platform != "win32":
        assert stat.S_IMODE((state / "broadsheet/secret").stat().st_mode) == 0o600


def test_one_that_is_cut_off_is_made_again(state: Path) -> None:
    """As a full disk leaves it."""
    first = secret_here()
    (state / "broadsheet/secret").write_bytes(b"short")
    assert len(secret_here() or b"") == BYTES
    assert secret_here() != first


@pytest.mark.usefixtures("state")
def test_many_may_ask_for_it_first() -> None:
    """Each gets a whole one, and afterwards all get the one that stands."""
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: secret_here(), range(40)))
    assert {len(each or b"") for each in found} == {BYTES}
    assert secret_here() == secret_here()


@pytest.mark.skipif(sys.platform == "win32", reason="another variable comes first there")
def test_it_lies_in_the_home_where_no_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or where what is named leads elsewhere from each folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", "state")
    assert secret_here() == (tmp_path / ".local/state/broadsheet/secret").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="another variable comes first there")
def test_there_is_none_where_the_home_is_another_in_each_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies there may have come with a project."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "home")
    monkeypatch.delenv("XDG_STATE_HOME")
    assert secret_here() is None
    assert [*tmp_path.iterdir()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such files are there")
def test_what_has_no_end_is_no_secret(state: Path) -> None:
    """It is not read, and a secret takes its place, as it does that of a link that leads nowhere; not of a folder."""
    place = state / "broadsheet/secret"
    place.parent.mkdir(parents=True)
    for make in (lambda: os.mkfifo(place), lambda: place.symlink_to("/dev/zero"), lambda: place.symlink_to("none")):
        make()
        assert len(secret_here() or b"") == BYTES
        assert place.is_file()
        assert not place.is_symlink()
        place.unlink()
    place.mkdir()
    assert secret_here() is None
