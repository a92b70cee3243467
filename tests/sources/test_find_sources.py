"""What lies in folders, archives and streams, whatever it is called."""

from __future__ import annotations

import gzip
import io
import json
import os
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from broadsheet.issues import Issue
from broadsheet.sources import Received, find_sources, read_sources

TEXT = "Port to open\n\nThe port will open.\n"


def names(*paths: object, **options: object) -> list[str]:
    """The name, or the code, of everything found."""
    found = read_sources(map(str, paths), **options)  # type: ignore[arg-type]
    return [f.name if isinstance(f, Received) else f.code for f in found]


def test_what_is_found_can_be_read_elsewhere(tmp_path: Path) -> None:
    """What is found of every kind can be pickled, so that another process reads it."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": TEXT}))
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("d.txt", TEXT)
    found = [*find_sources([tmp_path]), *find_sources(["-"], stdin=io.BytesIO(TEXT.encode()))]
    read = [pickle.loads(pickle.dumps(each)).read() for each in found if not isinstance(each, Issue)]  # noqa: S301
    assert [each.name for each in read] == ["a.txt", "b-1", "d.txt", "stdin.txt"]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (TEXT.encode(), ["stdin.txt"]),
        (b'{"id": "7", "text": "Port opens"}\n{"text": "Quay opens"}\n{', ["7", "stdin-2", "B003"]),
        (b'\xef\xbb\xbf \n{"text": "Port opens"}', ["stdin-2"]),
        (b"", ["B025"]),
        (b"\x1f\x8b\x08", ["B020"]),
    ],
)
def test_reads_the_standard_input_by_how_it_begins(data: bytes, wanted: list[str]) -> None:
    """JSON Lines are told from a text by their first character."""
    assert names("-", stdin=io.BytesIO(data)) == wanted


def test_reads_a_page_from_the_standard_input() -> None:
    """A page is told by its first tag."""
    pytest.importorskip("trafilatura")
    body = "".join(f"<p>{sentence}</p>" for sentence in ["The port will open to larger ships in spring."] * 4)
    assert names("-", stdin=io.BytesIO(f"<!DOCTYPE html><html><body>{body}</body></html>".encode())) == ["stdin.html"]


def test_reads_one_of_several_paths_after_the_other(tmp_path: Path) -> None:
    """What cannot be read in one path does not keep the next from being read."""
    (tmp_path / "a.txt").write_text(TEXT)
    assert names(tmp_path / "none", tmp_path / "a.txt", tmp_path / "*.md", tmp_path) == [
        "B001",
        "a.txt",
        "B001",
        "a.txt",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files that are no text")
@pytest.mark.parametrize("name", ["hafen\nfest.txt", "港口.txt", "a" * 240 + ".txt", os.fsdecode(b"caf\xe9.txt")])
def test_reads_files_of_any_name(tmp_path: Path, name: str) -> None:
    """Line breaks, other scripts, very long names and names in no encoding do not matter."""
    (tmp_path / name).write_text(TEXT)
    assert names(tmp_path) == [name]


def test_goes_down_deep_folders(tmp_path: Path) -> None:
    """A path of a thousand folders is no deeper than the others."""
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(1100):
            Path("d").mkdir()
            os.chdir("d")
    finally:
        os.chdir(here)
    (tmp_path / "z.txt").write_text(TEXT)
    try:
        assert names(tmp_path) == ["z.txt"]
    finally:
        subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_reports_what_may_not_be_read(tmp_path: Path) -> None:
    """A file and a folder without permission are issues."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b").mkdir()
    for path in (tmp_path / "a.txt", tmp_path / "b"):
        path.chmod(0)
    (tmp_path / "c.txt").write_text(TEXT)
    assert names(tmp_path) == ["B001", "B001", "c.txt"]
    (tmp_path / "b").chmod(0o700)


def test_a_pipe_in_a_folder_is_left_alone(tmp_path: Path) -> None:
    """What is no regular file is not waited for."""
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "z.txt").write_text(TEXT)
    assert names(tmp_path) == ["z.txt"]
    (issue,) = read_sources([tmp_path / "pipe.txt"])
    assert isinstance(issue, Issue)
    assert (issue.code, issue.message) == ("B001", "it is not a file")


def test_a_compressed_text_is_told(tmp_path: Path) -> None:
    """A gzip file that is no web archive is an issue that says what it is."""
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (issue,) = read_sources([tmp_path])
    assert isinstance(issue, Issue)
    assert (issue.code, issue.message) == ("B020", "it is a gzip archive, not a text")


def test_json_lines_in_utf_16_are_one_issue(tmp_path: Path) -> None:
    """Not one for each line of it."""
    (tmp_path / "a.jsonl").write_text('{"text": "Port opens"}\n' * 9, encoding="utf-16")
    assert names(tmp_path) == ["B021"]


def test_finds_very_many_files_in_one_folder(tmp_path: Path) -> None:
    """Each once, in the order of their names, none looked into before it is read: one that has gone is told then."""
    paths = [tmp_path / f"{number:05}.txt" for number in range(10_000)]
    for path in reversed(paths):
        path.touch()
    found = find_sources([tmp_path])
    first = next(found)
    paths[-1].unlink()
    every = [first, *found]
    assert [each.path for each in every] == [str(path) for path in paths]
    assert not isinstance(every[-1], Issue)
    assert isinstance(every[-1].read(), Issue)
