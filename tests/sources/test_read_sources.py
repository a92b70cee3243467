"""Files, folders, globs, archives, JSON Lines and the standard input."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import sys
import zipfile
from pathlib import Path

import polars as pl
import pytest

from broadsheet.issues import Issue
from broadsheet.sources import Received, read_sources
from broadsheet.sources.jsonlines import Columns

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = "Port to open\n\nThe port will open.\n"


def read(*paths: object, **options: object) -> list[tuple[str, str]]:
    """Name or code, and text or path, of everything found."""
    found = read_sources(map(str, paths), **options)  # type: ignore[arg-type]
    return [(f.name, f.text) if isinstance(f, Received) else (f.code, f.path or "") for f in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of texts, with what is none."""
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.txt", "deep/c.txt", ".hidden.txt", "picture.png"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG")
    return tmp_path


def test_reads_folder_in_order(folder: Path) -> None:
    """A folder gives its texts by name; a bad one is an issue, and the rest go on."""
    assert [name for name, _ in read(folder)] == ["a.txt", "b.txt", "B020", "c.txt"]


@pytest.mark.parametrize("name", ["d.pdf", "d.DOCX", "d.rtf", "d.7z", "d.eml", "d.xml"])
def test_tells_of_documents_in_folder(folder: Path, name: str) -> None:
    """A document that may hold an article is told, so that none is missed unseen; a picture is left alone."""
    (folder / name).write_bytes({".pdf": b"%PDF-1.4", ".rtf": b"{\\rtf1"}.get(name[-4:], b"PK\x03\x04\x00"))
    (folder / "d.png").write_bytes(b"\x89PNG")
    assert [name for name, _ in read(folder)].count("B020") == 2


def test_reads_glob(folder: Path) -> None:
    """A pattern is expanded where the shell did not."""
    assert [name for name, _ in read(folder / "?.txt")] == ["a.txt", "b.txt"]


def test_reports_missing_file(folder: Path) -> None:
    """What is not there is an issue, not an exception."""
    assert read(folder / "none.txt") == [("B001", str(folder / "none.txt"))]


def test_reads_standard_input() -> None:
    """`-` is the standard input."""
    assert read("-", stdin=io.BytesIO(TEXT.encode())) == [("stdin.txt", TEXT)]


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    """A zip with some members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_reads_zip_member_by_member(tmp_path: Path) -> None:
    """Each member is a text or an issue; archives inside are refused; paths lead nowhere."""
    members = {"x/b.txt": TEXT.encode(), "../a.txt": TEXT.encode(), "in.zip": b"PK\x03\x04", "__MACOSX/a.txt": b"x"}
    found = read(zipped(tmp_path / "texts.zip", members))
    assert [name for name, _ in found] == ["a.txt", "B024", "b.txt"]


def test_refuses_zip_bomb(tmp_path: Path) -> None:
    """A member that unpacks to far more than a text would is not unpacked."""
    assert [code for code, _ in read(zipped(tmp_path / "bomb.zip", {"a.txt": b"a" * 8 * 2**20}))] == ["B023"]


def test_reports_damaged_zip(tmp_path: Path) -> None:
    """A broken archive is an issue."""
    path = zipped(tmp_path / "texts.zip", {"a.txt": TEXT.encode() * 50})
    data = bytearray(path.read_bytes())
    data[40:60] = b"\xff" * 20
    path.write_bytes(bytes(data))
    assert [code for code, _ in read(path)] == ["B001"]


@pytest.mark.parametrize("left", [0, 9, 60])
def test_tells_of_a_zip_that_was_cut_off(tmp_path: Path, left: int) -> None:
    """What has the name of an archive and is none is no text, whatever is left of it."""
    path = zipped(tmp_path / "texts.zip", {"a.txt": TEXT.encode() * 50})
    path.write_bytes(path.read_bytes()[:left])
    [issue] = read_sources([path])
    assert isinstance(issue, Issue)
    assert (issue.code, issue.told) == (
        "B001",
        "the archive is damaged: File is not a zip file; fetch it again, or pack it anew",
    )


def test_a_zip_that_was_cut_off_behind_another_in_it_is_not_taken_for_that(tmp_path: Path) -> None:
    """The list of the inner one is whole, and what stands before it would be lost; a program may stand before a zip."""
    inner = zipped(tmp_path / "inner.zip", {"c.txt": TEXT.encode()}).read_bytes()
    path = tmp_path / "texts.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {"a.txt": TEXT.encode(), "in.zip": inner, "z.txt": TEXT.encode() * 50}.items():
            archive.writestr(name, data)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(inner) + len(inner) + 40])
    (issue,) = read_sources([path])
    assert isinstance(issue, Issue)
    assert issue.told == "the archive is damaged: its end is missing; fetch it again, or pack it anew"
    path.write_bytes(b"#!/bin/sh\nexit\n" + whole)
    assert [code for code, _ in read(path)] == ["a.txt", "B024", "z.txt"]


def test_a_line_that_is_cut_off_says_where(tmp_path: Path) -> None:
    """The column is that of the line, and the hint says what to do."""
    path = tmp_path / "all.jsonl"
    path.write_bytes(json.dumps({"text": TEXT}).encode() + b'\n{"text": \n')
    issue = list(read_sources([path]))[1]
    assert isinstance(issue, Issue)
    assert (issue.line, issue.told) == (
        2,
        "the line is not JSON: Expecting value at column 9; mend it there, or leave the line out",
    )


def test_reads_json_lines(tmp_path: Path) -> None:
    """Columns are mapped; a bad line is an issue with its number, and the next line goes on."""
    path = tmp_path / "all.jsonl"
    rows = [{"nr": 7, "body": TEXT, "date": "2024-05-02"}, {"nr": 8}]
    lines = [*map(json.dumps, rows), "{", '"\\ud83d"', json.dumps({"body": "\ud83d"}), json.dumps({"body": " "})]
    path.write_text("\n".join(lines), encoding="utf-8")
    columns = Columns(text="body", name="nr", hints={"date_published": "date"})
    found = list(read_sources([path], columns=columns))
    first = found[0]
    assert isinstance(first, Received)
    assert (first.name, first.text, first.hints["date_published"].value) == ("7", TEXT, "2024-05-02")
    issues = [(issue.code, issue.line) for issue in found[1:] if isinstance(issue, Issue)]
    assert issues == [("B026", 2), ("B003", 3), ("B026", 4), ("B009", 5), ("B025", 6)]


def test_passes_over_endless_line(tmp_path: Path) -> None:
    """A line longer than an article is an issue, and the line after it is read."""
    path = tmp_path / "all.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * (17 * 2**20) + b'"}\n' + json.dumps({"text": TEXT}).encode())
    assert [name for name, _ in read(path)] == ["B022", "all-2"]


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_reads_packed_json_lines(tmp_path: Path, ending: str) -> None:
    """As those that are not packed; of a file that is cut off, the lines before, and then an issue."""
    lines = "".join(json.dumps({"id": f"a{number}", "text": f"{TEXT}{number}"}) + "\n" for number in range(2000))
    path = tmp_path / f"a.jsonl{ending}"
    path.write_bytes(gzip.compress(lines.encode()) if ending == ".gz" else zstd.compress(lines.encode()))
    assert read(path) == [(f"a{number}", f"{TEXT}{number}") for number in range(2000)]
    path.write_bytes(path.read_bytes()[:-30])
    *before, last = read(tmp_path)
    assert last == ("B001", str(path))
    assert len(before) > 500 or ending == ".zst"


def test_reads_json_lines_in_a_zip(tmp_path: Path) -> None:
    """Each line is a text, and not the whole file one."""
    members = {"a.jsonl": json.dumps({"text": TEXT}).encode() + b"\n{", "b.txt": TEXT.encode()}
    path = zipped(tmp_path / "a.zip", members)
    assert read(path) == [("a-1", TEXT), ("B003", f"{path}/a.jsonl"), ("b.txt", TEXT)]


def test_reads_parquet_row_by_row(tmp_path: Path) -> None:
    """With the columns that are mapped, and dates as ISO 8601 has them; a row without a text is an issue."""
    rows = {
        "key": ["a", None, "c"],
        "body": [TEXT, TEXT, None],
        "day": [dt.date(2024, 5, 2)] * 3,
        "other": [b"\xff"] * 3,
    }
    pl.DataFrame(rows).write_parquet(tmp_path / "rows.parquet", row_group_size=1)
    columns = Columns(text="body", name="key", hints={"date_published": "day", "publisher": "none"})
    first, second, third = read_sources([tmp_path], columns=columns)
    assert isinstance(first, Received)
    assert isinstance(second, Received)
    assert isinstance(third, Issue)
    assert (first.name, first.text, first.hints["date_published"].value) == ("a", TEXT, "2024-05-02")
    assert (second.name, list(second.hints)) == ("rows-2", ["date_published"])
    assert (third.code, third.line) == ("B026", 3)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ({"body": [TEXT]}, "there is no column 'text'"),
        ({"text": [1]}, "'text' is Int64, not text"),
        (None, "it is not Parquet"),
    ],
)
def test_other_parquet_is_one_issue(tmp_path: Path, rows: dict[str, list[object]] | None, message: str) -> None:
    """That says what it lacks."""
    path = tmp_path / "rows.parquet"
    if rows is None:
        path.write_bytes(b"PAR1 cut off")
    else:
        pl.DataFrame(rows).write_parquet(path)
    (issue,) = read_sources([path])
    assert isinstance(issue, Issue)
    assert issue.message.startswith(message)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("<p>The port of <b>Karro</b> opens &amp; stays open.</p>", "The port of Karro opens & stays open."),
        (
            "<h2>Why now</h2><p>OSLO &#8212; The port will open <em>in May</em>.</p><script>var a;</script>",
            "Why now\nOSLO \u2014 The port will open in May.",
        ),
        (
            "OSLO - The port will open in May, the council of the town said.<br><br>Ships come in June.<br/>It rains.",
            "OSLO - The port will open in May, the council of the town said.\nShips come in June.\nIt rains.",
        ),
        ("<p>Karro opens.</p>\n<p>Kyiv: 3 killed.</p>", "Karro opens.\nKyiv: 3 killed."),
        (
            "<p>Where x<y3 holds, <sic> ships</p><p>call <main>on <!-- the",
            "Where x<y3 holds, <sic> ships\ncall\non <!-- the",
        ),
        ("OSLO - It opens.\n\nShips\ncome.<br><br><q>Soon</q>.", "OSLO - It opens.\nShips come.\nSoon."),
        ("One x<y3 line\nand one more,\nand a break<br>", "One x<y3 line\nand one more,\nand a break<br>"),
        ("<table><tr><th>Ships</th><td>12</td></tr></table>in a <b>year</b>", "Ships 12\nin a year"),
        ("A port where 3 < 4 and 5 > 2 <sic> stays as it is.", "A port where 3 < 4 and 5 > 2 <sic> stays as it is."),
    ],
)
def test_reads_markup_in_a_column(tmp_path: Path, given: str, text: str) -> None:
    """A text in HTML, whole or in part, is read as a page; what the columns say comes before what it says."""
    pytest.importorskip("trafilatura")
    long = f"<p>{'Larger ships may call at the harbour of Đà Nẵng in May. ' * 3}</p>"
    head = "<meta charset='iso-8859-1'><meta property='og:title' content='No'>"
    page = f"<html><head>{head}</head><body><article>{long}</article></body></html>"
    rows = [
        {"text": given, "headline": "Port to open"},
        {"text": "<p></p>"},
        {"text": page, "headline": "Port to open"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    one, two, three = read_sources([tmp_path / "a.jsonl"])
    assert isinstance(one, Received)
    assert isinstance(three, Received)
    assert (one.text, one.hints["headline"].value, three.hints["headline"].value) == (text, *["Port to open"] * 2)
    assert three.text.count("harbour of Đà Nẵng") == 3
    assert isinstance(two, Issue)
    assert (two.code, two.line) == ("B027", 2)


def test_maps_keys_inside_of_others_in_parquet(tmp_path: Path) -> None:
    """A struct is what an object of JSON is; a column that has the name of a path is taken first."""
    rows = {"content": [{"body": TEXT, "on": dt.date(2024, 5, 2)}, None], "content.title": ["Port to open", None]}
    pl.DataFrame(rows).write_parquet(tmp_path / "rows.parquet")
    hints = {"date_published": "content.on", "headline": "content.title"}
    one, two = read_sources([tmp_path], columns=Columns(text="content.body", hints=hints))
    assert isinstance(one, Received)
    assert (one.text, {name: hint.value for name, hint in one.hints.items()}) == (
        TEXT,
        {"date_published": "2024-05-02", "headline": "Port to open"},
    )
    assert isinstance(two, Issue)
    assert (two.code, two.line) == ("B026", 2)
    (issue,) = read_sources([tmp_path], columns=Columns(text="content.none"))
    assert isinstance(issue, Issue)
    assert issue.message == "there is no column 'content.none'"


def test_maps_keys_inside_of_others(tmp_path: Path) -> None:
    """A column may be a path of keys; one that has its name is taken first; lists and things give their words."""
    rows = [
        {"content": {"text": TEXT}, "by": ["Ada Quill", {"name": "Ben Oar"}], "outlet": {"name": "Elm Post"}},
        {"content.text": "A dot is a part of the name.\n", "content": {"text": TEXT}, "by": []},
        {"content": "flat"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    columns = Columns(text="content.text", hints={"author": "by", "publisher": "outlet"})
    one, two, three = read_sources([tmp_path / "a.jsonl"], columns=columns)
    assert isinstance(one, Received)
    assert {name: hint.value for name, hint in one.hints.items()} == {
        "author": "Ada Quill\nBen Oar",
        "publisher": "Elm Post",
    }
    assert isinstance(two, Received)
    assert (two.text, dict(two.hints)) == ("A dot is a part of the name.\n", {})
    assert isinstance(three, Issue)
    assert three.hint == "map the column that holds the text with --column text=COLUMN; there are content"


def test_a_number_is_no_text(tmp_path):
    """Where the column is there and holds no text, no other one is asked for."""
    (tmp_path / "a.jsonl").write_text('{"text": 5, "id": "a"}')
    (issue,) = read_sources([tmp_path / "a.jsonl"])
    assert isinstance(issue, Issue)
    assert (issue.code, issue.hint) == ("B026", "give it one, or leave it out")


def test_what_comes_with_pages_is_left_alone_in_a_zip(tmp_path: Path) -> None:
    """Pictures, styles and scripts are passed over, as in a folder; a name without a suffix may be a text."""
    members = {"a.txt": TEXT.encode(), "a_files/x.PNG": b"\x89PNG", "a_files/x.css": b"p {}", "b": TEXT.encode()}
    assert read(zipped(tmp_path / "a.zip", members)) == [("a.txt", TEXT), ("b", TEXT)]


def test_tells_where_a_path_holds_nothing(tmp_path: Path) -> None:
    """An empty folder, zip or file of lines, and a WARC of no pages, are told."""
    (tmp_path / "none").mkdir()
    (tmp_path / "a.jsonl").write_bytes(b"\n")
    paths = [tmp_path / "none", tmp_path / "a.jsonl", zipped(tmp_path / "a.zip", {})]
    assert read(*paths) == [("B025", str(path)) for path in paths]


@pytest.mark.parametrize(
    ("name", "text", "is_text"),
    [
        ("a.json", '[{"text": "The port will open."}]', False),
        ("a.txt", ' {\n"text": "The port will open."}', False),
        ("a.txt", '{"text": "One."}\n{"text": "Two."}\n', False),
        ("a.txt", "[1]", True),
        ("a.txt", "[ Photo: Cy Rook ]\n\nThe port will open.\n", True),
        ("a.txt", "{keywords}\n\nThe port will open.\n", True),
    ],
)
def test_json_is_no_text(tmp_path: Path, name: str, text: str, *, is_text: bool) -> None:
    """What programs write for programs is told, and how its articles are read; brackets alone make no JSON."""
    (tmp_path / name).write_text(text)
    assert read(tmp_path / name) == [(name, text) if is_text else ("B020", str(tmp_path / name))]
