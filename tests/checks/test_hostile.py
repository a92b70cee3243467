"""Hostile packages: nothing outside is read, nothing is fetched, and everything ends soon with a report."""

from __future__ import annotations

import bz2
import http.server
import io
import json
import os
import socket
import stat
import sys
import threading
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pace import grows_in_proportion, takes_less

from broadsheet.checks.packages import check_package, remote
from broadsheet.checks.tables.caps import CAPS
from broadsheet.issues import Report
from broadsheet.reports import FORMS, told

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE = "x\n1\n"


def package(folder: Path, *resources: dict[str, Any], **more: Any) -> Path:
    """A package of resources in a folder."""
    named = [{"name": f"r{place}", **each} for place, each in enumerate(resources)]
    text = json.dumps({"$schema": V2, "resources": named, **more})
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return folder


def table(folder: Path, content: str | bytes, name: str = "t.csv", **schema: Any) -> Path:
    """A package of one table with one field x, or the fields of a schema."""
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return package(folder, {"type": "table", "path": name, "schema": {"fields": [{"name": "x"}], **schema}})


def codes(report: Report) -> list[str]:
    """The codes of the issues."""
    return [issue.code for issue in report.issues]


# --- nothing outside is read

OPENED: list[str] | None = None


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if event == "open" and OPENED is not None and isinstance(args[0], str | bytes):
        OPENED.append(os.fsdecode(args[0]))


sys.addaudithook(_watch)


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """The names of all files that Python opens during a test."""
    global OPENED  # noqa: PLW0603 - audit hooks cannot be taken away again
    OPENED = []
    yield OPENED
    OPENED = None


OUTSIDE = [
    "../secret.csv",
    "data/../../secret.csv",
    "./../secret.csv",
    "{outside}/secret.csv",
    "file://{outside}/secret.csv",
    "C:/secret.csv",
    "C:\\secret.csv",
    "..\\secret.csv",
    "\\\\server\\share\\secret.csv",
    "secret.csv\0.csv",
    ".hidden/secret.csv",
    "s3://bucket/secret.csv",
    "sub/../../secret.csv",
    "a\n.csv",
    "",
    "a" * 5000,
]


@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.parametrize("place", ["path", "schema", "dialect", "part"])
def test_reads_nothing_outside(tmp_path: Path, opened: list[str], path: str, place: str) -> None:
    """Paths that lead out of the package are refused, wherever the descriptor has them."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.csv").write_text("x\nsecret\n")
    (inside / "t.csv").write_text(TABLE)
    given: dict[str, Any] = {"type": "table", "path": "t.csv"}
    path = path.format(outside=tmp_path)
    given |= {"path": ["t.csv", path]} if place == "part" else {place: path}
    folder = package(inside, given)
    opened.clear()
    report = check_package(folder)
    assert "B506" in codes(report)
    assert not report.valid
    assert [name for name in opened if Path(name).name.endswith(("secret.csv", "a\n.csv"))] == []


@pytest.mark.parametrize("target", ["file", "folder", "descriptor", "schema", "dangling", "loop"])
def test_follows_no_link(tmp_path: Path, target: str) -> None:
    """Symbolic links are refused, be they the file, the descriptor or a folder on the way."""
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "t.csv").write_text("x\nsecret\n")
    (outside / "schema.json").write_text('{"fields": [{"name": "secret"}]}')
    given = {"type": "table", "path": "sub/t.csv" if target == "folder" else "t.csv"}
    if target == "schema":
        given["schema"] = "schema.json"
        (inside / "schema.json").symlink_to(outside / "schema.json")
        (inside / "t.csv").write_text(TABLE)
    elif target == "folder":
        (inside / "sub").symlink_to(outside)
    elif target == "descriptor":
        package(outside, given)
        (inside / "datapackage.json").symlink_to(outside / "datapackage.json")
    else:
        aim = {"file": outside / "t.csv", "dangling": tmp_path / "gone", "loop": inside / "t.csv"}[target]
        (inside / "t.csv").symlink_to(aim)
    report = check_package(inside if target == "descriptor" else package(inside, given))
    assert not report.valid
    assert "secret" not in str(report.to_dict()).replace("secret.csv", "")


@pytest.mark.parametrize("kind", ["fifo", "socket", "folder"])
def test_waits_for_no_special_file(tmp_path: Path, kind: str) -> None:
    """What is no plain file is refused, without waiting for somebody to write into it."""
    place = tmp_path / "t.csv"
    if kind == "fifo":
        os.mkfifo(place)
    elif kind == "socket":
        server = socket.socket(socket.AF_UNIX)
        server.bind(str(place))
        server.close()
    else:
        place.mkdir()
    assert codes(check_package(package(tmp_path, {"type": "table", "path": "t.csv"}))) == ["B507"]


# --- nothing is fetched

ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/t.csv": (200, {}, TABLE.encode()),
    "/away": (302, {"Location": "/t.csv"}, b""),
    "/schema.json": (200, {}, b'{"fields": [{"name": "x", "type": "integer"}]}'),
    "/short.csv": (200, {"Content-Length": "1000"}, TABLE.encode()),
    "/torn.csv": (200, {"Transfer-Encoding": "chunked"}, b"2\r\nx\n\r\n"),
    "/endless-header.csv": (200, {"X": "x" * 70_000}, b""),
}


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine: its address, and the paths that were asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.protocol_version, self.close_connection = "HTTP/1.1", True
            status, headers, body = ANSWERS.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"127.0.0.1:{running.server_port}", asked
        running.shutdown()
        thread.join()


def pointing(folder: Path, host: str) -> Path:
    """A package that names a host wherever a descriptor can."""
    (folder / "t.csv").write_text(TABLE)
    reference = {"package": f"http://{host}/datapackage.json", "resource": "a", "fields": ["x"]}
    fields = [{"name": "x", "constraints": {"jsonSchema": {"$ref": f"http://{host}/s.json"}}, "type": "array"}]
    return package(
        folder,
        {"type": "table", "path": f"http://{host}/t.csv"},
        {"type": "table", "path": [f"http://{host}/t.csv", f"http://{host}/t.csv"]},
        {"type": "table", "path": "t.csv", "schema": f"http://{host}/schema.json"},
        {"type": "table", "path": "t.csv", "dialect": f"http://{host}/dialect.json"},
        {"type": "table", "path": "t.csv", "schema": {"fields": fields}},
        {
            "type": "table",
            "path": "t.csv",
            "schema": {"fields": [{"name": "x"}], "foreignKeys": [{"fields": ["x"], "reference": reference}]},
        },
        {"path": "t.csv", "$schema": f"http://{host}/profile.json", "profile": f"http://{host}/profile.json"},
        profile=f"http://{host}/profile.json",
        image=f"http://{host}/image.png",
        homepage=f"http://{host}/",
    )


@pytest.mark.parametrize("allowed", [(), ("example.org",), ("127.0.0.1",), ("localhost", "127.0.0.1")])
def test_fetches_nothing(tmp_path: Path, server: tuple[str, list[str]], allowed: tuple[str, ...]) -> None:
    """No request is made without permission, nor to a private address with it."""
    host, asked = server
    assert not check_package(pointing(tmp_path, host), allow_remote=allowed).valid
    assert asked == []


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take this machine's address for a public one."""
    monkeypatch.setattr(remote, "is_public", lambda _: True)


@pytest.mark.usefixtures("public")
def test_fetches_from_the_allowed_host_only(tmp_path: Path, server: tuple[str, list[str]]) -> None:
    """With permission the files of that host are read, once each, and those of no other name."""
    host, asked = server
    port = host.split(":")[1]
    schema = f"http://{host}/schema.json"
    resources = [
        {"type": "table", "path": f"http://{host}/t.csv", "schema": schema},
        {"type": "table", "path": f"http://localhost:{port}/t.csv"},
        {"type": "table", "path": f"http://127.0.0.1@localhost:{port}/t.csv"},
    ]
    report = check_package(package(tmp_path, *resources), allow_remote=["127.0.0.1"])
    assert codes(report) == ["B519", "B519"]
    assert sorted(asked) == ["/schema.json", "/t.csv"]


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize("path", ["away", "gone"])
def test_follows_no_redirect(tmp_path: Path, server: tuple[str, list[str]], path: str) -> None:
    """A redirect is refused, as is an answer that is none."""
    host, asked = server
    folder = package(tmp_path, {"type": "table", "path": f"http://{host}/{path}"} | {"format": "csv"})
    assert not check_package(folder, allow_remote=["127.0.0.1"]).valid
    assert asked == [f"/{path}"]


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/short.csv", f"broke off {1000 - len(TABLE)} bytes before its end"),
        ("/torn.csv", "cannot be fetched (IncompleteRead)"),
        ("/endless-header.csv", "cannot be fetched (LineTooLong)"),
        ("/gone.csv", "cannot be fetched (status 404)"),
        (":port/t.csv", "cannot be fetched (InvalidURL)"),
    ],
)
def test_half_an_answer_is_none(tmp_path: Path, server: tuple[str, list[str]], path: str, reason: str) -> None:
    """A body that breaks off is not taken for the whole file, and what is no HTTP gives a report."""
    folder = package(tmp_path, {"type": "table", "path": f"http://{server[0]}{path}"})
    report = check_package(folder, allow_remote=["127.0.0.1"])
    assert [(issue.code, issue.message) for issue in report.issues] == [("B519", f"The file {reason}.")]
    assert report.unchecked


@pytest.mark.parametrize("url", ["ftp://example.org/a.csv", "ftps://example.org/a.csv", "http://", "http://[::1"])
def test_speaks_only_http(tmp_path: Path, url: str) -> None:
    """Other schemes are refused even for an allowed host, and what is no URL."""
    report = check_package(package(tmp_path, {"type": "table", "path": url}), allow_remote=["example.org", ""])
    assert not report.valid


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.1", "100.64.0.1", "224.0.0.1"),
        *("::1", "::", "fe80::1%2", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254"),
        *("64:ff9b::7f00:1", "2002:7f00:1::"),
    ],
)
def test_private_addresses_are_known(address: str) -> None:
    """Also those that stand inside other addresses."""
    assert not remote.is_public(address)


# --- archives


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip archive of a package of one table."""
    resources = [{"name": "t", "type": "table", "path": "t.csv"}]
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("datapackage.json", json.dumps({"$schema": V2, "resources": resources}))
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """A member that promises a thousand times its size is refused before a byte of it is read."""
    assert codes(check_package(zipped(tmp_path / "a.zip", {"t.csv": b"0" * (64 << 20)}))) == ["B521"]


def test_a_member_longer_than_promised_is_refused(tmp_path: Path) -> None:
    """The size in the directory of an archive is a promise that is held to it."""
    path = zipped(tmp_path / "a.zip", {"t.csv": b"x\n" + b"1\n" * 5000})
    data = bytearray(path.read_bytes())
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    assert not check_package(path).valid


def test_an_archive_of_too_many_members_is_refused(tmp_path: Path) -> None:
    """Ten thousand members are enough for anybody."""
    many = {f"m{place}": b"" for place in range(CAPS.members)}
    assert codes(check_package(zipped(tmp_path / "a.zip", many, zipfile.ZIP_STORED))) == ["B521"]


def test_members_are_no_links(tmp_path: Path) -> None:
    """A link in an archive is refused, as is a member with a password."""
    path = zipped(tmp_path / "a.zip", {})
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("t.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert codes(check_package(path)) == ["B507"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("../t.csv", "B506"), ("/t.csv", "B506"), ("T.CSV", "B507"), ("t.csv/", "B507"), ("./t.csv", "B507")],
)
def test_members_are_found_by_their_own_names(tmp_path: Path, name: str, code: str) -> None:
    """No member is taken for another one, and none leads out of the archive."""
    assert codes(check_package(zipped(tmp_path / "a.zip", {name: TABLE.encode()}))) == [code]


@pytest.mark.parametrize("at", [0, 10, 100, 200, -1, -10, -30])
@pytest.mark.parametrize("mark", [b"\xff", b"\0"])
def test_broken_archives_give_a_report(tmp_path: Path, at: int, mark: bytes) -> None:
    """A changed byte anywhere is a finding or nothing, never an exception."""
    path = zipped(tmp_path / "a.zip", {"t.csv": TABLE.encode()})
    data = bytearray(path.read_bytes())
    data[at] = mark[0]
    path.write_bytes(data)
    assert isinstance(check_package(path), Report)
    path.write_bytes(data[:at])
    assert not check_package(path).valid


def test_a_packed_file_that_swells_is_refused(tmp_path: Path) -> None:
    """A compressed file has a cap on what comes out of it as well."""
    swollen = bz2.compress(b"0\n" * (1 << 20)) * 55
    report = check_package(table(tmp_path, swollen, "t.csv.bz2"))
    assert "B521" in codes(report)


# --- depth, digits, exponents

DEEP = 100_000


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_deep_descriptors_give_a_report(tmp_path: Path, opening: str) -> None:
    """A descriptor as deep as an abyss is refused."""
    (tmp_path / "datapackage.json").write_text(opening * DEEP)
    assert codes(check_package(tmp_path)) == ["B521"]
    (tmp_path / "datapackage.json").write_text('{"resources": ' + "[" * DEEP + "]" * DEEP + "}")
    assert codes(check_package(tmp_path)) == ["B521"]


@pytest.mark.parametrize("name", ["t.json", "t.jsonl", "t.csv"])
@pytest.mark.parametrize("kind", ["array", "geojson", "object", "geopoint", "list"])
def test_deep_cells_give_a_report(tmp_path: Path, name: str, kind: str) -> None:
    """So is a cell."""
    deep = "[" * DEEP + "]" * DEEP
    text = {"t.json": f'[["x"],[{deep}]]', "t.jsonl": f'["x"]\n[{deep}]\n', "t.csv": f'x\n"{deep}"\n'}[name]
    form = {"format": "array"} if kind == "geopoint" else {}
    report = check_package(table(tmp_path, text, name, fields=[{"name": "x", "type": kind, **form}]))
    assert "B518" not in codes(report)
    assert report.valid is (kind == "list" and name == "t.csv")


@pytest.mark.parametrize(
    "pattern", ["(" * 5000, "(" * 4000 + ")" * 4000, "a" * 6000, "[" * 4000, "a{9999}{9999}", "\\"]
)
def test_absurd_patterns_are_refused(tmp_path: Path, pattern: str) -> None:
    """A pattern that no engine should be asked for is a fault of the field."""
    fields = [{"name": "x", "type": "string", "constraints": {"pattern": pattern}}]
    assert codes(check_package(table(tmp_path, TABLE, fields=fields))) in (["B603"], ["B521"])


DIGITS = "9" * 100_000
NUMBERS = [DIGITS, f"-{DIGITS}", f"0.{DIGITS}", f"1E{DIGITS}", "1E999999999", "1E-999999999", "1E9999999999999999999"]


@pytest.mark.parametrize("kind", ["integer", "number", "year", "yearmonth", "duration", "geopoint", "datetime", "any"])
@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[:6])
def test_endless_digits_and_exponents_end(tmp_path: Path, kind: str, number: str) -> None:
    """Numbers of any length are judged in no time, under bounds, as keys and as references."""
    bounds = {"minimum": "1E400", "maximum": 5} if kind == "number" else {"minimum": 1} if kind == "integer" else {}
    schema = {
        "fields": [{"name": "x", "type": kind, "constraints": {**bounds, "unique": True}}],
        "primaryKey": ["x"],
        "foreignKeys": [{"fields": ["x"], "reference": {"fields": ["x"]}}],
    }
    dressed = {"duration": f"P{number}Y", "yearmonth": f"{number}-01", "geopoint": f"{number},{number}"}
    cell = dressed.get(kind, number)
    work = partial(check_package, table(tmp_path, f'x\n"{cell}"\n"{cell}"\n', **schema))
    report = work()
    assert "B518" not in codes(report)
    assert not report.valid
    assert takes_less(5, work)


@pytest.mark.parametrize("number", [DIGITS, f"-{DIGITS}", f"0.{DIGITS}", "1e999999999", "1e-999999999", "-0", "1E400"])
def test_endless_numbers_in_json_end(tmp_path: Path, number: str) -> None:
    """Neither the descriptor nor JSON data has a number that stops the reader."""
    field = f'{{"name": "x", "type": "number", "constraints": {{"minimum": {number}, "enum": [{number}]}}}}'
    data = f'[["x"], [{number}], [{number}]]'
    resource = f'{{"name": "r", "type": "table", "data": {data}, "schema": {{"fields": [{field}]}}, "bytes": {number}}}'
    (tmp_path / "datapackage.json").write_text(f'{{"$schema": "{V2}", "resources": [{resource}]}}')
    (tmp_path / "t.json").write_text(data)
    assert "B518" not in codes(check_package(tmp_path))
    assert "B518" not in codes(check_package(table(tmp_path, data, "t.json", primaryKey=["x"])))


# --- time


def typed(**field: Any) -> dict[str, Any]:
    """A schema of one field."""
    return {"fields": [{"name": "x", **field}]}


def matching(pattern: str) -> dict[str, Any]:
    """A schema of one field with a pattern."""
    return typed(type="string", constraints={"pattern": pattern})


def moments(form: str, kind: str = "datetime") -> dict[str, Any]:
    """A schema of one field in a format."""
    return typed(type=kind, format=form)


SLOW: dict[str, tuple[dict[str, Any], Callable[[int], str], int]] = {
    "nested repeats": (matching("(a+)+b"), lambda n: "a" * n, 400_000),
    "equal alternatives": (matching("(a|a)*b"), lambda n: "a" * n, 400_000),
    "many repeats": (matching("(.*)*(.*)*x"), lambda n: "a" * n, 100_000),
    "counted repeats": (matching("(a{1,30}){1,30}b"), lambda n: "a" * n, 20_000),
    "email": (typed(type="string", format="email"), lambda n: "a." * n, 100_000),
    "email domain": (typed(type="string", format="email"), lambda n: "a@" + "a-" * n, 100_000),
    "uri": (typed(type="string", format="uri"), lambda n: "a:" + "%20" * n + " ", 100_000),
    "base64": (typed(type="string", format="binary"), lambda n: "AAAA" * n + "=", 100_000),
    "any": (moments("any"), lambda n: "1 " * n, 200_000),
    "pattern of a date": (moments("%d %B %Y"), lambda n: "1" + " " * n, 100_000),
    "duration": (typed(type="duration"), lambda n: "P" + "1" * n, 200_000),
    "number": (typed(type="number", bareNumber=False), lambda n: "1" * n + "x" * n, 200_000),
    "group": (typed(type="number", groupChar=","), lambda n: "1," * n + "x", 200_000),
    "object": (typed(type="object"), lambda n: '{"a":"' + "\\" * n, 200_000),
    "brackets": (typed(type="array"), lambda n: "[" + "[]," * n, 20_000),
    "list": (typed(type="list", itemType="integer"), lambda n: "1," * n + "x", 5_000),
    "geopoint": (typed(type="geopoint"), lambda n: "1," + " " * n + "x", 200_000),
}


@pytest.mark.parametrize("name", SLOW)
def test_hostile_cells_take_time_in_proportion(tmp_path: Path, name: str) -> None:
    """Sixteen times the cell takes about sixteen times the time, whatever the pattern or the type."""
    schema, make, size = SLOW[name]
    cell = partial(_work, tmp_path, lambda n: 'x\n"' + make(n).replace('"', '""') + '"\n', schema)
    assert grows_in_proportion(cell, 2 * size)


FILES: dict[str, tuple[Callable[[int], str], int]] = {
    "quotes only": (lambda n: '"' * n, 100_000),
    "an open quote": (lambda n: 'x\n"' + '""\n' * n, 30_000),
    "an odd quote": (lambda n: 'x\n"\n' + '"a"\n' * n, 15_000),
    "one line": (lambda n: "x\n" + "a" * n, 2_000_000),
    "blank lines": (lambda n: "x\n" + "\n" * n + "1\n", 10_000),
    "carriage returns": (lambda n: "x\n" + "1\r" * n, 20_000),
    "many columns": (lambda n: ",".join(f"c{place}" for place in range(n)), 10_000),
    "one label": (lambda n: "x," * n + "\n" + "1," * n, 5_000),
    "long rows": (lambda n: "x\n" + "1," * n, 5_000),
    "delimiters": (lambda n: "x\n" + ",\n" * n, 5_000),
}


@pytest.mark.parametrize("name", FILES)
def test_hostile_files_take_time_in_proportion(tmp_path: Path, name: str) -> None:
    """Sixteen times the file takes about sixteen times the time."""
    make, size = FILES[name]
    assert grows_in_proportion(partial(_work, tmp_path, make, {"fieldsMatch": "subset"}), 2 * size)


def _work(folder: Path, make: Callable[[int], str], schema: dict[str, Any], size: int) -> Callable[[], None]:
    """The check of a table of some size, which ends with a report."""
    place = folder / str(size)
    place.mkdir()
    made = table(place, make(size), **schema)

    def run() -> None:
        assert "B518" not in codes(check_package(made))

    return run


def test_many_small_members_of_a_packed_file(tmp_path: Path) -> None:
    """A file of many compressed pieces takes time in proportion, too."""
    start, piece = bz2.compress(b"x\n"), bz2.compress(b"1\n")

    def work(count: int) -> Callable[[], Report]:
        (place := tmp_path / str(count)).mkdir()
        return partial(check_package, table(place, start + piece * count, "t.csv.bz2"))

    assert grows_in_proportion(work, 10_000)


# --- what reaches a terminal

EVIL = "\x1b[2J\u202e\u2066\x07\x9b\r\u2028z"


def test_no_report_carries_what_a_terminal_acts_on(tmp_path: Path) -> None:
    """Control and bidi characters from names, labels, cells and paths are shown as escapes in every form."""
    (tmp_path / "t.csv").write_text(f'{EVIL},"{EVIL}"\n"{EVIL}",{EVIL},{EVIL}\n', newline="")
    foreign = [{"fields": [EVIL], "reference": {"resource": EVIL, "fields": [EVIL]}}]
    fields = [
        {"name": EVIL, "type": "integer", "format": EVIL, "constraints": {"minimum": EVIL, "enum": [EVIL]}},
        {"name": "x", "type": EVIL},
        {"name": "y", "type": "string", "constraints": {"pattern": f"[a-z{EVIL}]\\{EVIL}"}},
    ]
    schema = {"fields": fields, "primaryKey": EVIL, "foreignKeys": foreign, "fieldsMatch": EVIL}
    report = check_package(
        package(
            tmp_path,
            {"name": EVIL, "type": "table", "path": "t.csv", "schema": {"fields": fields[:1]}},
            {"name": EVIL, "type": "table", "path": "t.csv", "schema": schema},
            {"name": "p", "type": "table", "path": f"{EVIL}.csv", "format": EVIL, "encoding": EVIL, "hash": EVIL},
            {"name": "q", "type": "table", "path": f"https://{EVIL}/a.csv", "mediatype": EVIL},
            {"name": "d", "type": "table", "data": [[EVIL], [{EVIL: EVIL}], EVIL], "dialect": {"header": EVIL}},
            title=EVIL,
            homepage=EVIL,
            keywords=EVIL,
            **{EVIL: EVIL},
        )
    )
    assert len(report.issues) > 15
    for name in FORMS:
        shown = told(report, name)
        bad = {mark for mark in shown if mark != "\n" and unicodedata.category(mark) in {"Cc", "Cf", "Zl", "Zp"}}
        assert bad == set(), name


def test_reports_stay_short(tmp_path: Path) -> None:
    """A cell, a label or a name of a million characters is shown shortened."""
    long = "a" * 1_000_000
    fields = [{"name": long, "type": "integer"}]
    report = check_package(table(tmp_path, f"{long}\n{long}\n", fields=fields))
    assert all(len(issue.message) < 1000 for issue in report.issues)


def test_standing_input_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path of "-" is a file name like any other."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("x\n1\n"))
    assert codes(check_package(package(tmp_path, {"type": "table", "path": "-", "format": "csv"}))) == ["B507"]
