"""What is kept: which of it is proven by a stamp, what is noticed all the same, and how much of it stays."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from broadsheet.engines import Kept, code, copying, stamps
from broadsheet.engines import kept as kept_module

DATA = b"some bytes"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which something was kept, whose files settle at once."""
    monkeypatch.setattr(kept_module, "SETTLED", 0)
    with Kept(tmp_path / "kept", b"") as kept:
        kept.save(kept.name("a"), [DATA])
        kept.save(kept.name("b"), [DATA[::-1]])
    return tmp_path / "kept"


def file_of(folder: Path, word: str) -> Path:
    """The file of something that is kept."""
    name = Kept(folder, b"").name(word)
    return folder / name[:2] / name[2:]


def unread(*_: object) -> bool:
    """What would read a file to prove it."""
    raise AssertionError("it was read to be proven")


def test_what_has_the_stamp_that_was_left_is_not_read_to_be_proven(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor the next time, though the files are no older than the run; another run without a context reads it."""
    monkeypatch.setattr(kept_module, "_is_whole", unread)
    for _ in range(2):
        with Kept(folder, b"") as kept:
            assert [kept.find(kept.name(word)) is None for word in "ab"] == [False, False]
    kept = Kept(folder, b"")
    with pytest.raises(AssertionError):
        kept.find(kept.name("a"))


HARMS: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[:-1],
    "altered": lambda data: b"S" + data[1:],
    "emptied": lambda _: b"",
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_what_is_harmed_is_noticed_though_its_time_is_put_back(folder: Path, harm: Callable[[bytes], bytes]) -> None:
    """By loading it and by finding its file."""
    path = file_of(folder, "a")
    about = path.stat()
    path.write_bytes(harm(path.read_bytes()))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    with Kept(folder, b"") as kept:
        name = kept.name("a")
        assert (kept.load(name), kept.find(name), kept.load(kept.name("b"))) == (None, None, DATA[::-1])


def test_what_somebody_else_put_in_its_place_is_noticed(folder: Path) -> None:
    """Who can write into the folder, and has seen the names, cannot say of other bytes that they are these."""
    kept = Kept(folder, b"")
    name = kept.name("a")
    assert Kept(folder, b"theirs").save(name, [b"lies"])
    assert (kept.load(name), kept.find(name)) == (None, None)


def test_what_was_exchanged_is_noticed(folder: Path) -> None:
    """Each of two files lies whole under the name of the other."""
    one, other = file_of(folder, "a"), file_of(folder, "b")
    one.rename(folder / "x")
    other.rename(one)
    (folder / "x").rename(other)
    with Kept(folder, b"") as kept:
        assert [kept.load(kept.name(word)) for word in "ab"] == [None, None]
        assert [kept.find(kept.name(word)) for word in "ab"] == [None, None]


def test_what_was_just_written_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the times of a file system are coarse, a file may be written to and keep them."""
    found = stamps.stamp_of
    monkeypatch.setattr(kept_module, "stamp_of", lambda path: found(path)._replace(print=1, since=1 << 62))
    with Kept(tmp_path, b"") as kept:
        kept.save(kept.name("a"), [DATA])
    path = file_of(tmp_path, "a")
    path.write_bytes(b"S" + path.read_bytes()[1:])
    with Kept(tmp_path, b"") as kept:
        assert kept.load(kept.name("a")) is None


def test_runs_that_fail_leave_no_more_than_one_of_them(folder: Path) -> None:
    """What the last good run asked for stays, and what the last one that failed did."""
    for number in range(5):
        with suppress(RuntimeError), Kept(folder, b"") as kept:
            kept.save(kept.name(f"new {number}"), [DATA])
            raise RuntimeError
    there = [word for word in ("a", "b", *(f"new {number}" for number in range(5))) if file_of(folder, word).exists()]
    assert there == ["a", "b", "new 4"]


def test_what_somebody_put_there_stays(folder: Path) -> None:
    """Only what was kept goes when nobody asks for it; nothing is written through a link."""
    theirs = folder.parent / "theirs"
    (theirs / "Documents").mkdir(parents=True)
    inside = file_of(folder, "a").parent
    files = [folder / "notes.txt", inside / "notes.txt", inside / f"{'ab' * 19}.txt", folder / "records/notes.jsonl"]
    (folder / "records/Documents").mkdir(parents=True)
    for path in files:
        path.write_bytes(DATA)
    (folder / "links").symlink_to(theirs)
    with Kept(folder, b"") as kept:
        kept.place("links")
        kept.place("records")
    assert not file_of(folder, "a").exists()
    assert [path.read_bytes() for path in files] == [DATA] * len(files)
    assert (folder / "records/Documents").is_dir()
    assert [path.name for path in theirs.iterdir()] == ["Documents"]


def test_nothing_is_kept_behind_a_link(folder: Path) -> None:
    """What stands in the place of a folder of ours goes, and not what it leads to."""
    path, theirs = file_of(folder, "a"), folder.parent / "theirs"
    path.parent.rename(theirs)
    path.parent.symlink_to(theirs)
    (theirs / path.name).unlink()
    kept = Kept(folder, b"")
    kept.save(kept.name("a"), [DATA])
    assert kept.load(kept.name("a")) == DATA
    assert [*theirs.iterdir()] == []


def test_what_was_made_before_the_clock_went_back_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written to afterwards may have the times that it had: by them, all of it is still to come."""
    found, clock = stamps.stamp_of, stamps.clock_of
    monkeypatch.setattr(kept_module, "stamp_of", lambda path: found(path)._replace(print=1))
    monkeypatch.setattr(kept_module, "clock_of", lambda folder: clock(folder) - 3600 * 10**9)
    with Kept(folder, b"") as kept:
        kept.save(kept.name("a"), [DATA])
        kept.find(kept.name("b"))
    for word in "ab":
        path = file_of(folder, word)
        path.write_bytes(b"S" + path.read_bytes()[1:])
    with Kept(folder, b"") as kept:
        assert [kept.load(kept.name(word)) for word in "ab"] == [None, None]


def test_results_depend_on_all_code_and_on_who_does_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file edited with its size and time as before, one that is new, one that is called otherwise, a version."""
    module, data = tmp_path / "engines/kept.py", tmp_path / "data.txt"
    module.parent.mkdir()
    module.write_bytes(b"one")
    data.write_bytes(b"two")
    monkeypatch.setattr(kept_module, "__file__", str(module))
    found, about = [code()], data.stat()
    data.write_bytes(b"owt")
    os.utime(data, ns=(about.st_atime_ns, about.st_mtime_ns))
    found.append(code())
    (tmp_path / "new.toml").write_bytes(b"")
    found.append(code())
    data.rename(tmp_path / "date.txt")
    found.append(code())
    (tmp_path / "data.pyc").write_bytes(b"made of the code")
    assert code() == found[-1]
    monkeypatch.setattr(kept_module, "version_of", lambda name: f"9.{len(name)}")
    assert len({*found, code()}) == 5


@pytest.mark.parametrize("able", [True, False])
def test_a_range_is_appended(tmp_path: Path, able: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system copies it, or it is read and written; what is written before and after stands around it."""
    if not able:
        monkeypatch.setattr(copying, "_copied", lambda *_: 0)
    (tmp_path / "a").write_bytes(b"0123456789" * 300_000)
    with (tmp_path / "a").open("rb") as source, (tmp_path / "b").open("wb") as target:
        target.write(b"<")
        copying.copy_range(source, 5, 2_000_000, target)
        target.write(b">")
        with pytest.raises(OSError, match=r"\[Errno"):
            copying.copy_range(source, 2_999_999, 2, target)
    assert (tmp_path / "b").read_bytes() == b"<" + (b"5678901234" * 200_000) + b">9"
