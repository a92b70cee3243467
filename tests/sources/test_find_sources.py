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

import polars as pl
import pytest

from broadsheet.issues import Issue
from broadsheet.sources import Received, find_sources, read_sources
from broadsheet.sources.text import LARGEST_TEXT

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


def told(*paths: object) -> list[str]:
    """What is told of some paths, below the folder, and the names of what is found."""
    found = read_sources(map(str, paths))
    return [f.name if isinstance(f, Received) else f"{Path(f.path or '').name}: {f.told}  [{f.code}]" for f in found]


def test_a_file_that_goes_while_others_are_read_is_told(tmp_path: Path) -> None:
    """A text and files of texts, which were there when the folder was listed: that has nothing to do with rights."""
    for name in ("a.txt", "b.txt", "c.jsonl", "d.zip"):
        (tmp_path / name).write_text(TEXT)
    said = []
    for found in read_sources([tmp_path]):
        said += [] if isinstance(found, Received) else [found.told]
        for path in tmp_path.glob("[bcd].*"):
            path.unlink()
    assert said == ["it was there when the files were listed, and is gone; put it back, or leave it out"] * 3


PIPE = "pipe.txt: it is not a file; bring it through the standard input, with - as the path  [B001]"


@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_a_pipe_in_a_folder_is_told(tmp_path: Path) -> None:
    """What is no regular file is not waited for, in a folder, under a pattern and by its name."""
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "z.txt").write_text(TEXT)
    assert told(tmp_path) == [PIPE, "z.txt"]
    assert told(tmp_path / "p*.txt") == [PIPE]
    assert told(tmp_path / "pipe.txt") == [PIPE]


NOT_FOLLOWED = "it is a link, which is not followed; name as a path what it leads to  [B001]"
NOWHERE = "it is a link that leads nowhere; mend it, or remove it  [B001]"
LINKS = {
    "to a text beside it": ("a.txt", None),
    "to the folder, in a circle": (".", None),
    "to a folder beside it": ("folder", None),
    "to a picture": ("../picture.png", NOT_FOLLOWED),
    "to a hidden text": (".hidden/b.txt", NOT_FOLLOWED),
    "to a text elsewhere": ("../elsewhere/c.txt", NOT_FOLLOWED),
    "to a folder elsewhere": ("../elsewhere", NOT_FOLLOWED),
    "to nothing": ("none.txt", NOWHERE),
    "to itself": ("link.txt", NOWHERE),
}


@pytest.mark.skipif(os.name != "posix", reason="links")
@pytest.mark.parametrize(("target", "wanted"), LINKS.values(), ids=LINKS)
def test_a_link_is_told_where_a_text_might_be_missed(tmp_path: Path, target: str, wanted: str | None) -> None:
    """What it leads to is found without it in the same folder, and is not looked for anywhere else."""
    for name in ("texts/a.txt", "texts/.hidden/b.txt", "texts/folder/d.txt", "elsewhere/c.txt", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "texts/link.txt").symlink_to(target)
    (tmp_path / "texts/other.png").symlink_to("../picture.png")
    found = told(tmp_path / "texts")
    assert found == ["a.txt", "d.txt", *([f"link.txt: {wanted}"] if wanted else [])]


def test_a_pattern_finds_folders(tmp_path: Path) -> None:
    """As the shell would name them; where it goes down by itself each text comes once."""
    for name in ("a.txt", "2023/b.txt", "2024/03/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(TEXT)
    assert names(tmp_path / "*") == ["b.txt", "c.txt", "a.txt"]
    assert sorted(names(tmp_path / "**")) == ["a.txt", "b.txt", "c.txt"]


def test_what_holds_nothing_is_told_in_a_folder(tmp_path: Path) -> None:
    """Lines that are blank, packed or not, rows that are none, and archives of nothing."""
    (tmp_path / "a.jsonl").write_text("\n \n")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b""))
    (tmp_path / "c.jsonl.gz").write_bytes(b"")
    pl.DataFrame({"text": []}, schema={"text": pl.String}).write_parquet(tmp_path / "d.parquet")
    zipfile.ZipFile(tmp_path / "e.zip", "w").close()
    with zipfile.ZipFile(tmp_path / "f.zip", "w") as archive:
        archive.writestr("g.jsonl", "\n")
    (tmp_path / "z.txt").write_text(TEXT)
    assert names(tmp_path) == ["B025"] * 6 + ["z.txt"]


NO_TEXTS = {
    "a.csv": ("id,text\n1,Port opens\n", "it is a table, not a text"),
    "a.eml": (f"Subject: Port\n\n{TEXT}", "it is a mail, not a text"),
    "a.mbox": (f"From a Mon\n\n{TEXT}", "it is a box of mails, not a text"),
    "a.MHTML": (f"MIME-Version: 1.0\n\n{TEXT}", "it is a page with all that it shows, not a text"),
    "a.xml": ("<nitf><body/></nitf>", "it is XML, not a text"),
    "a.txt": ('\ufeff<?xml version="1.0"?><nitf/>', "it is XML, not a text"),
}


@pytest.mark.parametrize(("name", "text", "message"), [(name, *each) for name, each in NO_TEXTS.items()], ids=NO_TEXTS)
def test_what_only_looks_like_a_text_is_told(tmp_path: Path, name: str, text: str, message: str) -> None:
    """It consists of letters, and a draft of it would have heads of mails or tags in its text."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    (issue,) = read_sources([tmp_path / name])
    assert isinstance(issue, Issue)
    assert (issue.code, issue.message, bool(issue.hint)) == ("B020", message, True)


@pytest.mark.parametrize("name", ["article", "article.txt", "article.md"])
def test_a_page_is_told_by_its_first_tag_in_a_file(tmp_path: Path, name: str) -> None:
    """Crawlers save pages under any name; what is taken from one is no text of its own."""
    pytest.importorskip("trafilatura")
    body = "".join(f"<p>{sentence}</p>" for sentence in ["The port will open to larger ships in spring."] * 4)
    (tmp_path / name).write_text(f"\ufeff\n<!DOCTYPE html><html><body>{body}</body></html>", encoding="utf-8")
    (page,) = read_sources([tmp_path / name])
    assert isinstance(page, Received)
    assert (page.text.splitlines()[0], page.alone) == ("The port will open to larger ships in spring.", False)


def test_a_compressed_text_is_told(tmp_path: Path) -> None:
    """A gzip file that is no web archive is an issue that says what it is."""
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (issue,) = read_sources([tmp_path])
    assert isinstance(issue, Issue)
    assert (issue.code, issue.message) == ("B020", "it is a gzip archive, not a text")


def test_json_lines_in_utf_16_are_one_issue(tmp_path: Path) -> None:
    """Not one for each line of it."""
    for name, encoding in (("a", "utf-16"), ("b", "utf-16-le"), ("c", "utf-16-be")):
        (tmp_path / f"{name}.jsonl").write_text('{"text": "Port opens"}\n' * 9, encoding=encoding)
    assert names(tmp_path) == ["B021"] * 3


def test_binary_bytes_in_the_place_of_json_lines_are_one_issue(tmp_path: Path) -> None:
    """Packed twice, or something else: not one for each line feed in it."""
    lines = "".join(json.dumps({"text": f"{TEXT}{number}"}) + "\n" for number in range(999))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(gzip.compress(lines.encode())))
    (tmp_path / "b.jsonl").write_bytes(b"PAR1" + b"\n\x00" * 99)
    assert told(tmp_path) == [
        "a.jsonl.gz: it is a gzip archive, and no JSON Lines; unpack it first  [B020]",
        "b.jsonl: it is a Parquet file, and no JSON Lines; write it into a file that ends in .parquet  [B020]",
    ]


@pytest.mark.parametrize("indent", [None, 1, 0])
def test_json_that_is_no_json_lines_is_one_issue(tmp_path: Path, indent: int | None) -> None:
    """An array, in one line or over several, is told with what to do; not each line of it."""
    for name, value in (("a", [{"text": TEXT}] * 9), ("b", {"text": TEXT})):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(value, indent=indent))
    hints = [each.rpartition("; ")[2] for each in told(tmp_path)]
    wanted = "write each object in a line of its own  "
    assert hints == ([f"{wanted}[B026]", "b-1"] if indent is None else [f"{wanted}[B003]"] * 2)


def test_a_line_with_a_key_twice_is_told(tmp_path: Path) -> None:
    """Of two texts in one line none is lost unseen."""
    (tmp_path / "a.jsonl").write_text('{"text": "Port opens", "text": "Port shuts"}\n{"text": "A", "b": [{"c": 1}]}\n')
    assert told(tmp_path) == [
        'a.jsonl: the line has "text" twice; mend it there, or leave the line out  [B003]',
        "a-2",
    ]


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


LEFT = (
    "texts: metadata.csv is no text and was left alone; "
    "if it holds articles, write these as JSON Lines, in a file that ends in .jsonl"
)


def test_tables_beside_texts_are_left_alone_and_told_once(tmp_path: Path) -> None:
    """They may hold articles or tell of them: nobody is to learn later that some were missed."""
    for name in ("texts/a.txt", "texts/metadata.csv", "texts/b/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(TEXT)
    assert told(tmp_path / "texts") == ["a.txt", "c.txt", f"{LEFT}  [B032]"]
    (tmp_path / "texts/b/articles.JSON").write_text("[]")
    more = "2 files, articles.JSON among them, are no texts and were left alone"
    assert any(more in each for each in told(tmp_path / "texts"))
    (tmp_path / "texts/.drafts").touch()
    assert told(tmp_path / "texts") == ["a.txt", "c.txt"]


def test_a_folder_of_tables_alone_says_what_to_do(tmp_path: Path) -> None:
    """That there is no text in it would not help who knows that there are articles."""
    for name in ("a.xlsx", "b.tsv"):
        (tmp_path / name).write_bytes(b"PK")
    assert names(tmp_path) == ["B032"]


@pytest.mark.parametrize(
    ("start", "name"),
    [
        ("<!DOCTYPE html>", "stdin.html"),
        ("\ufeff<!-- saved -->\n<!-- twice -->\n<HTML lang=en>", "stdin.html"),
        ("<?xml version='1.0'?> <!doctype html>", "stdin.html"),
        ("<!-- a note of the desk --> <p>", "stdin.txt"),
        ("<sic> <!DOCTYPE html>", "stdin.txt"),
    ],
)
def test_a_page_is_told_by_its_first_tag(start: str, name: str) -> None:
    """Comments and what XML begins with may stand before it; the same holds of files, streams and web archives."""
    pytest.importorskip("trafilatura")
    body = "".join(f"<p>{sentence}</p>" for sentence in ["The port will open to larger ships in spring."] * 4)
    assert names("-", stdin=io.BytesIO(f"{start}{body}</html>".encode())) == [name]


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"WARC/1.0\r\n", "write it into a file that ends in .warc"),
        (b"\x1f\x8b\x08", "unpack it first"),
        (b"PK\x03\x04", "export its text in UTF-8; an archive is read from a file that ends in .zip"),
        (b"%PDF-1.7", "export its text in UTF-8"),
    ],
)
def test_what_no_stream_may_be_says_what_to_do_with_it(data: bytes, hint: str) -> None:
    """An archive is not to be exported as a text."""
    (issue,) = read_sources(["-"], stdin=io.BytesIO(data))
    assert isinstance(issue, Issue)
    assert (issue.code, issue.hint) == ("B020", hint)


def test_a_stream_that_is_too_long_is_not_said_to_be_as_long_as_was_read() -> None:
    """Nobody waits for the end of it."""
    (issue,) = read_sources(["-"], stdin=io.BytesIO(b"a" * (LARGEST_TEXT + 100)))
    assert isinstance(issue, Issue)
    assert issue.told == "it has more than 16,777,216 bytes, and no article has; split it into articles"
