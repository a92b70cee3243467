"""Whatever lies among the texts: an issue for each that cannot be read, the rest goes on, and the status tells."""

from __future__ import annotations

import gzip
import io
import json
import os
import resource
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

STORY = "Port to open\n\nOSLO, May 13, 2022 (AFP) - Ships of 230 metres will call here, said Mara Lind.\n"
GIGABYTE = 2**30


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with one good text, to put bad ones beside."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "zzz.txt").write_text(STORY, encoding="utf-8")
    return folder


def expect(run: Run, texts: Path, *codes: str) -> list[dict[str, Any]]:
    """The drafts of a folder; these issues are told, nothing else is, and the status is 1 where there are any."""
    done = run("ingest", texts, "--format", "json")
    told = [line.rpartition("[")[2].rstrip("]") for line in done.err.splitlines() if "[B" in line]
    assert (sorted(told), done.status) == (sorted(codes), 1 if codes else 0), done.err
    drafts = [json.loads(line) for line in done.out.splitlines()]
    assert "zzz" in {draft["id"] for draft in drafts}
    return drafts


BINARY = {
    "a.txt": b"\x7fELF\x02\x01\x01",
    "b.txt": b"%PDF-1.7\n%\xe2\xe3",
    "c.html": b"\x89PNG\r\n\x1a\n",
    "d.md": bytes(range(256)) * 300,
    "e.jsonl": b"SQLite format 3\x00\x10\x00\n\x01\x02",
    "f.txt": b"PK\x03\x04\x14\x00",
    "g": os.urandom(4096),
    "h.txt": b"\x00" * 5000,
}


def test_binary_files(run: Run, texts: Path) -> None:
    """Programs, documents, pictures and noise under the names of texts are told one by one."""
    for name, data in BINARY.items():
        (texts / name).write_bytes(data)
    done = run("ingest", texts, "--format", "json")
    for name in BINARY:
        assert f"{name}" in done.err
    assert done.status == 1
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["zzz"]


def limited() -> None:
    """Let a process have 1.5 gigabytes of addresses."""
    resource.setrlimit(resource.RLIMIT_AS, (3 * GIGABYTE // 2, 3 * GIGABYTE // 2))


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory")
def test_a_line_of_a_gigabyte(run: Run, texts: Path) -> None:
    """It is passed over in pieces, in little memory, and the line after it is read."""
    with (texts / "a.jsonl").open("wb") as stream:
        stream.write(b'{"text": "')
        stream.seek(GIGABYTE)
        stream.write(b'"}\n' + json.dumps({"id": "next", "text": STORY}).encode() + b"\n")
    with (texts / "b.txt").open("wb") as stream:
        stream.truncate(GIGABYTE)
    command = [sys.executable, "-m", "broadsheet", "ingest", texts, "--format", "json", "--engine", "local"]
    done = subprocess.run(command, capture_output=True, preexec_fn=limited, check=False)
    assert done.returncode == 1, done.stderr
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["next", "zzz"]
    assert done.stderr.count(b"[B022]") == 2


def test_a_stream_of_a_gigabyte(process: Run, tmp_path: Path) -> None:
    """The standard input is read as far as an article may go."""
    with (tmp_path / "long").open("w+b") as stream:
        stream.write(b"word " * 1000)
        stream.truncate(GIGABYTE)
        stream.seek(0)
        done = process("ingest", "-", "--format", "json", stdin=stream)
    assert (done.status, done.out, "[B022]" in done.err) == (2, "", True)


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with some members, written to a path; its bytes."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path.read_bytes()


def test_bombs(run: Run, texts: Path) -> None:
    """What unpacks to far more than it is, or says that it does not, is not unpacked."""
    zipped(texts / "a.zip", {"a.txt": b" " * 12 * 2**20, "b.txt": STORY.encode()})
    lying = bytearray(zipped(texts / "c.zip", {"c.txt": b"a" * 2**22}))
    size = struct.pack("<I", 2**22)
    assert lying.count(size) == 2
    (texts / "c.zip").write_bytes(lying.replace(size, struct.pack("<I", 900)))
    zipped(texts / "d.zip", {f"{n}.txt": b"a" * 2**21 for n in range(5)}, zipfile.ZIP_BZIP2)
    zipped(texts / "e.zip", {f"{n}.txt": b"a" * 2**20 for n in range(20)})
    drafts = expect(run, texts, "B023", "B001", *["B023"] * 6)
    assert {draft["id"] for draft in drafts} == {"b", "zzz"}


def test_an_archive_that_overlaps(run: Run, texts: Path) -> None:
    """A thousand entries for the bytes of one member are no more than the caps allow."""
    data = zlib.compress(b"a" * 2**20, 9)[2:-4]
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, zlib.crc32(b"a" * 2**20), len(data), 2**20, 5, 0)
    entries = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, zlib.crc32(b"a" * 2**20), len(data), 2**20, 5,
                    0, 0, 0, 0, 0, 0) + b"a.txt" for _ in range(1000)
    )  # fmt: skip
    start = len(local) + 5 + len(data)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entries), start, 0)
    (texts / "a.zip").write_bytes(local + b"a.txt" + data + entries + end)
    done = run("ingest", texts, "--format", "json")
    assert done.status == 1
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["zzz"]


def test_archives_in_archives(run: Run, texts: Path) -> None:
    """They are told, also under another name, and what lies beside them is read."""
    inner = zipped(texts.parent / "inner.zip", {"c.txt": STORY.encode()})
    members = {"inner.zip": inner, "inner.txt": inner, "a.tar.gz": gzip.compress(b"x"), "b.txt": STORY.encode()}
    zipped(texts / "outer.zip", members)
    assert {draft["id"] for draft in expect(run, texts, "B024", "B020", "B024")} == {"b", "zzz"}


MARKS = {
    "opening": "“" * 10_000,
    "closing": "”" * 10_000,
    "straight": '"' * 10_000,
    "with words": '"a ' * 10_000,
    "single": "‘a’ " * 5_000,
    "right to left": "\u202e" + "שלום ".strip() * 3_000 + "\u202c",
    "zero width": "\u200b\u200d\ufeff" * 5_000,
    "combining": "e" + "\u0301" * 20_000,
    "one word": "a" * 300_000,
    "no letters": ". " * 20_000,
}


def test_marks_and_characters_of_every_kind(run: Run, texts: Path) -> None:
    """Ten thousand quotation marks, characters that turn the line or are not seen: a draft of each, with the story."""
    for number, (name, text) in enumerate(MARKS.items()):
        story = STORY + f"\n{text}\n\nShips of {number + 300} metres wait.\n"
        (texts / f"{name.replace(' ', '-')}.txt").write_text(story, encoding="utf-8")
    drafts = {draft["id"]: draft for draft in expect(run, texts)}
    for number, name in enumerate(MARKS):
        draft = drafts[name.replace(" ", "-")]
        assert draft["headline"] == "Port to open", name
        assert number + 300 in [figure["value"] for figure in draft["figures"]] or name in {"opening", "with words"}
    assert not set(run("ingest", texts, "--format", "json").out) & {"\u202e", "\u200b"}


def test_encodings_that_are_mixed(run: Run, texts: Path) -> None:
    """A text in UTF-8 with a byte of Windows-1252 is told with the place; what is half a character is told."""
    (texts / "a.txt").write_bytes("Cảng mở cửa cho tàu lớn, naïve café\n".encode() * 3 + b"caf\xe9\n")
    (texts / "b.txt").write_bytes("Port opens — now\n".encode("utf-16")[:-1])
    (texts / "c.jsonl").write_text('{"text": "half \\ud83d "}\n{"id": "ok", "text": "Port \\ud83d\\ude00 opens"}\n')
    (texts / "d.jsonl").write_bytes(b'{"text": "caf\xe9"}\n')
    drafts = expect(run, texts, "B021", "B021", "B009", "B003")
    assert {draft["id"] for draft in drafts} == {"ok", "zzz"}


def test_half_a_character_beside_a_text(run: Run, texts: Path) -> None:
    """Half of a surrogate pair in a column is told with the column; what a page says in such a way is not taken."""
    pytest.importorskip("trafilatura")
    rows = [{"id": "\ud83d", "text": STORY}, {"id": "a", "text": STORY, "author": ["Mara Lind", "\udcf0"]}]
    rows += [{"id": "other", "text": STORY, "comment": "\ud83d"}]
    (texts / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    data = {
        "@type": "NewsArticle",
        "headline": "Port \ud83d opens",
        "author": ["Mara \udcf0 Lind"],
        "publisher": "Gazette",
    }
    page = f'<html><script type="application/ld+json">{json.dumps(data)}</script><body>{BODY}</body></html>'
    (texts / "b.html").write_text(page)
    done = run("ingest", texts, "--format", "json")
    assert done.err.splitlines()[:2] == [
        f'{texts}/a.jsonl:1: "id" holds half of a surrogate pair; write the whole character  [B009]',
        f'{texts}/a.jsonl:2: "author" holds half of a surrogate pair; write the whole character  [B009]',
    ]
    drafts = {draft["id"]: draft for draft in map(json.loads, done.out.splitlines())}
    assert (drafts["b"]["headline"], drafts["b"]["author"], drafts["b"]["publisher"]) == (None, [], "gazette")
    assert drafts.keys() == {"b", "other", "zzz"}


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_of_an_archive(run: Run, texts: Path, method: int) -> None:
    """It is told, however it was packed, and the members beside it are read."""
    members = {"a.txt": os.urandom(999).hex().encode(), "b.txt": STORY.encode(), "c.jsonl": b"x"}
    data = bytearray(zipped(texts / "a.zip", members | {"c.jsonl": json.dumps({"text": STORY}).encode()}, method))
    data[100:140] = b"\xff" * 40
    (texts / "a.zip").write_bytes(data)
    assert {draft["id"] for draft in expect(run, texts, "B001")} == {"b", "c-1", "zzz"}


def test_archives_whose_directory_is_damaged(run: Run, texts: Path) -> None:
    """A name that is not UTF-8 and a place that lies before the file are told."""
    data = zipped(texts / "a.zip", {"é.txt": STORY.encode()})
    (texts / "a.zip").write_bytes(data.replace("é".encode(), b"\xff\xfe"))
    at = data.rindex(b"PK\x05\x06") + 16
    (texts / "b.zip").write_bytes(data[:at] + struct.pack("<I", 2**24) + data[at + 4 :])
    expect(run, texts, "B001", "B001")


def test_lines_that_unpack_to_far_more(run: Run, texts: Path) -> None:
    """Lines before are read; what goes on for gigabytes of nothing is left."""
    pieces = zlib.compressobj(9, zlib.DEFLATED, 31)
    first = json.dumps({"id": "first", "text": STORY}).encode() + b"\n"
    bomb = b"".join([pieces.compress(first), *(pieces.compress(b"\n" * 2**20) for _ in range(2**5)), pieces.flush()])
    (texts / "a.jsonl.gz").write_bytes(bomb)
    assert {draft["id"] for draft in expect(run, texts, "B023")} == {"first", "zzz"}


def test_json_of_every_kind(run: Run, texts: Path) -> None:
    """Lines that are deep, no objects, or have no text are told with their numbers."""
    lines = [
        "[" * 100_000,
        f'{{"text": {"9" * 5000}}}',
        "1",
        "null",
        '{"text": 5}',
        '{"text": ""}',
        '{"text": "\\u0000"}',
        "{" * 5000,
        '{"a": NaN}',
    ]
    (texts / "a.jsonl").write_text("\n".join([*lines, json.dumps({"id": "ok", "text": STORY})]))
    drafts = expect(run, texts, "B003", "B003", "B026", "B026", "B026", "B025", "B025", "B003", "B026")
    assert {draft["id"] for draft in drafts} == {"ok", "zzz"}


PARAGRAPH = "<p>The port will open to larger ships in the spring, said the harbour master, Mara Lind, on Monday.</p>"
BODY = PARAGRAPH * 5
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
PAGES = {
    "laughs": f'<!DOCTYPE html [<!ENTITY l0 "ha">{LAUGHS}]><html><body>{BODY}<p>&l29;</p></body></html>',
    "external": f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>{BODY}<p>&x;</p></body></html>',
    "scripts": f"<html><body><script>{'while(1){};' * 10_000}</script>{BODY}<img src=x onerror=alert(1)></body></html>",
    "deep": f"<html><body>{'<div>' * 20_000}{BODY}{'</div>' * 20_000}</body></html>",
    "deep lists": f"<html><body>{'<ul><li>' * 5_000}{BODY}</body></html>",
    "unclosed": f"<html><body>{'<b><i>' * 5_000}{BODY}",
    "many tags": f"<html><body>{'<br>' * 100_000}{BODY}</body></html>",
    "attributes": f"<html><body><p {' '.join(f'a{n}=1' for n in range(20_000))}>{BODY}</body></html>",
    "one attribute": f'<html><body><p title="{"a" * 2_000_000}">{BODY}</body></html>',
    "comments": f"<html><body>{'<!--' * 20_000}-->{BODY}</body></html>",
    "frames": f"<html><head><base href='//x'></head><frameset>{'<frame>' * 5000}</frameset><body>{BODY}</body></html>",
    "json": f'<html><script type="application/ld+json">{"[" * 50_000}</script><body>{BODY}</body></html>',
    "json again": f'<html><script type="application/ld+json">{json.dumps([{"@graph": []}] * 20_000)}</script>{BODY}',
    "nulls": f"<html><body>{BODY}<p>\x00\x01\x02</p></body></html>",
    "no tags": "<" * 50_000,
    "codec": f'<html><meta charset="punycode"><body>{BODY}</body></html>',
    "no codec": f'<html><meta charset="undefined"><body>{BODY}</body></html>',
    "titles": f"<html><head><title>{'a - ' * 100_000}|</title></head><body>{BODY}</body></html>",
    "nothing": "<html><head><title>Menu</title></head><body><nav><a href='/'>Home</a></nav></body></html>",
}


def test_pages_of_every_kind(run: Run, texts: Path) -> None:
    """Scripts do not run, entities are not expanded, depth does not matter: a draft, or an issue that says why not."""
    pytest.importorskip("trafilatura")
    for name, page in PAGES.items():
        (texts / f"{name.replace(' ', '-')}.html").write_text(page, encoding="utf-8")
    done = run("ingest", texts, "--format", "json", "--out", "d", "--engine", "cores", "--jobs", "1")
    read = {json.loads(line)["id"] for line in done.out.splitlines()}
    told = {line.rpartition("/")[2].partition(".html")[0] for line in done.err.splitlines() if "[B0" in line}
    wanted = {name.replace(" ", "-") for name in PAGES} | {"zzz"}
    assert read | told == wanted, done.err
    assert {"codec", "no-codec", "laughs", "external", "scripts", "many-tags", "json", "json-again", "zzz"} <= read
    assert {"nothing", "no-tags"} <= told
    kept = "".join(path.read_text("utf-8") for path in (Path.cwd() / "d").glob("texts/*.txt"))
    assert "haha" not in kept
    assert "root:" not in kept


def crawled(path: Path, pages: dict[str, tuple[bytes, str]], *, compressed: bool) -> None:
    """A web archive of some pages, each with the coding that it has on the way."""
    writer = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders
    with path.open("wb") as stream:
        archive = writer.WARCWriter(stream, gzip=compressed)
        for name, (data, coding) in pages.items():
            fields = [("Content-Type", "text/html"), *([("Content-Encoding", coding)] if coding else [])]
            http = headers("200 OK", fields, protocol="HTTP/1.0")
            address = f"https://gazette.example/{name}"
            archive.write_record(
                archive.create_warc_record(address, "response", payload=io.BytesIO(data), http_headers=http)
            )


PAGE = f"<html><body>{BODY}</body></html>".encode()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves its buffers open
def test_a_web_archive_with_a_bomb(run: Run, texts: Path) -> None:
    """A page that unpacks to hundreds of megabytes is told, and the page after it is read."""
    pytest.importorskip("trafilatura")
    pieces = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(pieces.compress(b"a" * 2**20) for _ in range(300)) + pieces.flush()
    crawled(texts / "crawl.warc.gz", {"bomb": (bomb, "gzip"), "page": (PAGE, "")}, compressed=True)
    drafts = expect(run, texts, "B022")
    assert {draft["id"] for draft in drafts} == {"gazette-example-page", "zzz"}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves its buffers open
def test_a_web_archive_that_breaks_off(run: Run, texts: Path) -> None:
    """What was cut in a transfer is told, and is no article; what is no archive is told, too."""
    pytest.importorskip("trafilatura")
    crawled(texts / "a.warc", {"one": (PAGE, ""), "two": (PAGE, "")}, compressed=False)
    (texts / "a.warc").write_bytes((texts / "a.warc").read_bytes()[:-200])
    (texts / "b.warc.gz").write_bytes(gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n" * 30)[:-30])
    (texts / "c.warc").write_bytes(b"nonsense\n" * 100)
    (texts / "d.warc").write_bytes(b"")
    drafts = expect(run, texts, *["B001"] * 5)
    assert {draft["id"] for draft in drafts} == {"gazette-example-one", "zzz"}


def record(content: bytes, length: object) -> bytes:
    """A record of a web archive that says how long it is."""
    head = f"WARC-Type: response\r\nWARC-Target-URI: https://gazette.example/a\r\nContent-Length: {length}\r\n"
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + content + b"\r\n\r\n"


ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
WHOLE = record(ANSWER, len(ANSWER))
HEAD = WHOLE.partition(b"\r\n\r\n")[0]
PACKED = ANSWER.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n").replace(PAGE, gzip.compress(PAGE)[:-50])
LIES = {
    "longer than it is": (
        WHOLE + record(ANSWER, len(ANSWER) + 300) + WHOLE,
        ["#2: the record is not as long as it says"],
    ),
    "shorter than it is": (
        WHOLE + record(ANSWER, len(ANSWER) - 9) + WHOLE,
        ["#2: the record is not as long as it says"],
    ),
    "far too long": (WHOLE + record(ANSWER, len(ANSWER) * 9), ["#2: the archive breaks off in this record"]),
    "no number": (
        WHOLE + record(ANSWER, "many"),
        ["#2: the record is not as long as it says", ": the archive is damaged behind record 2: "],
    ),
    "no length": (WHOLE + WHOLE.replace(b"Content-Length", b"Length"), ["#2: the record does not say how long it is"]),
    "cut in its head": (
        WHOLE + HEAD,
        [": the archive is damaged behind record 1: it breaks off in the head of a record"],
    ),
    "cut when it was sent": (WHOLE + record(PACKED, len(PACKED)), ["#2: the page breaks off: "]),
    "a head without end": (
        WHOLE + b"WARC/1.0\r\n" + b"A: b\r\n" * 400_000,
        [": the archive is damaged behind record 1: "],
    ),
    "a line without end": (WHOLE + b"WARC/1.0\r\n" + b"A" * 3_000_000, [": the archive is damaged behind record 1: "]),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("data", "told"), LIES.values(), ids=LIES)
def test_web_archives_that_lie(run: Run, texts: Path, data: bytes, told: list[str], *, packed: bool) -> None:
    """A record that is not as long as it says, or breaks off anywhere, is told; those before are read."""
    pytest.importorskip("trafilatura")
    archive = texts / ("a.warc.gz" if packed else "a.warc")
    parts = data.split(b"WARC/1.0")
    whole = [gzip.compress(b"WARC/1.0" + part, 1) for part in parts[1:]]
    archive.write_bytes(b"".join(whole) if packed else data)
    done = run("ingest", archive, "--format", "json")
    lines = done.err.splitlines()
    assert done.status == 1
    assert {json.loads(line)["id"] for line in done.out.splitlines()} == {"gazette-example-a"}
    assert packed or [line.startswith(f"{archive}{each}") for line, each in zip(lines, told, strict=True)] == [
        True
    ] * len(told)
    assert lines
