from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import takes_less

from broadsheet.checks.documents import Document, parse_document, read_document
from broadsheet.checks.file_bytes import LONGEST_FILE
from broadsheet.checks.json_faults import DEEPEST
from broadsheet.checks.json_places import pointer

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def codes(data: bytes) -> list[str]:
    """The codes of what is wrong with some bytes as JSON."""
    return [issue.code for issue in parse_document(data, "a.json")[1]]


def pointers(value: Any, at: str = "") -> list[str]:
    """The pointers to a value and all that it holds, in the order of the text."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(inside for step, item in steps for inside in pointers(item, at + pointer(step)))]


def lines(value: Any, text: str) -> dict[str, int | None]:
    """The line of every value of a document."""
    document = Document("a.json", text, value)
    return {at: document.line(at) for at in pointers(value)}


@given(JSON)
def test_every_value_has_the_line_on_which_it_starts(value: Any) -> None:
    """Of a text with one value a line, the values stand on lines in their order, from the first to the last."""
    text = json.dumps(value, indent=0, ensure_ascii=False)
    found = list(lines(value, text).values())
    assert found == sorted(found, key=lambda line: line or 0)
    assert found[0] == 1
    assert None not in found


@given(JSON)
def test_a_sound_document_keeps_its_value_and_has_no_issue(value: Any) -> None:
    """What Python writes as JSON is read as the same value, whichever way characters are escaped."""
    for escaped in (True, False):
        document, issues = parse_document(json.dumps(value, ensure_ascii=escaped).encode(), "a.json")
        assert (value, []) == (document.value if document else None, issues)


def test_brackets_and_quotation_marks_inside_texts_move_nothing() -> None:
    """A text may hold anything that JSON uses as punctuation."""
    text = '{\n"a": "]}{[,:\\"",\n"b\\"{": [\n1,\n"\\\\"]\n}'
    assert lines(json.loads(text), text) == {"": 1, "/a": 2, '/b"{': 3, '/b"{/0': 4, '/b"{/1': 5}


def test_a_place_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    """A field that is missing is reported on the line of its record."""
    assert Document("a.json", '{\n"a": {\n"b": 1}}', {"a": {"b": 1}}).line("/a/missing/deeper") == 2


def test_line_ends_of_every_kind_count_once() -> None:
    """CR LF is one line end."""
    assert Document("a.json", '{\r\n"a": 1,\r\n"b": 2}', {"a": 1, "b": 2}).line("/b") == 3


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ["B003"]),
        (b" \n ", ["B003"]),
        (b"{", ["B003"]),
        (b"nul", ["B003"]),
        (b"<html>", ["B003"]),
        (b"\x00", ["B003"]),
        (b'{"a": 1}\x00', ["B003"]),
        (b"\xef\xbb\xbf", ["B005", "B003"]),
        (b"\xef\xbb\xbf{}", ["B005"]),
        (b'"\xc3"', ["B004"]),
        (b'"\xed\xa0\x80"', ["B004"]),
        (b'"\xc0\xaf"', ["B004"]),
        (b'"\xff"', ["B004"]),
        (b'{"a": 1, "a": 1}', ["B006"]),
        (b'{"a": 1, "a": 2, "a": 3}', ["B006", "B006"]),
        (b'{"a": {"b": 1}, "a": {"b": 1}}', ["B006"]),
        (b'[{"a": 1}, {"a": 2}]', []),
        (b'{"": 1, "": 2}', ["B006"]),
        (b"[NaN, Infinity, -Infinity]", ["B007", "B007", "B007"]),
        (b'["NaN"]', []),
        (b"1e309", ["B007"]),
        (b"-1e309", ["B007"]),
        (b"1e-400", []),
        (b"1" * 5000, ["B007"]),
        (b"0." + b"1" * 5000, ["B007"]),
        (b"1" * 40, []),
        (b"[" * DEEPEST + b"]" * DEEPEST, []),
        (b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), ["B008"]),
        (b'["[[[[' + b"[" * 100 + b'"]', []),
        (rb'"\ud83d"', ["B009"]),
        (rb'"\udcf0\ud83d"', ["B009"]),
        (rb'"\ud83d\ud83d\udcf0"', ["B009"]),
        (rb'"\ud83d\udcf0"', []),
        (rb'"\\ud83d"', []),
        (rb'"\\\ud83d"', ["B009"]),
        (rb'{"\ud83d": 1}', ["B009"]),
    ],
)
def test_what_is_wrong_with_json_is_told_once(data: bytes, expected: list[str]) -> None:
    """Every kind of broken JSON has its code, and each mistake one issue."""
    assert expected == codes(data)


def test_an_issue_is_on_the_line_of_its_mistake() -> None:
    """The line is that of the value, also where lines came before it in the file."""
    _, issues = parse_document(b'{\n"a": 1,\n"b": NaN,\n"a": 2}', "a.jsonl", 10)
    assert [(i.code, i.line, i.pointer) for i in issues] == [("B007", 12, "/b"), ("B006", 13, "/a")]


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'[{"a":'])
@pytest.mark.parametrize("closed", [True, False])
def test_a_hundred_thousand_brackets_are_refused_at_once(opening: bytes, closed: bool) -> None:
    """Deep nesting costs neither the stack nor the time of the reader."""
    closing = {b"[": b"]", b'{"a":': b"}", b'[{"a":': b"}]"}[opening]
    data = opening * 100_000 + (b"1" + closing * 100_000 if closed else b"")
    assert codes(data) == ["B008"]
    assert takes_less(5, lambda: codes(data))


@pytest.mark.parametrize("data", [b'"' + b"x" * 50_000_000 + b'"', b'"' + rb"\\" * 25_000_000 + b'"'])
def test_a_text_of_fifty_megabytes_is_read(data: bytes) -> None:
    """A large value is no reason to stop; what is in it, other checks judge."""
    assert codes(data) == []


def test_a_whole_number_with_a_fraction_of_nothing_is_that_number() -> None:
    """JSON Schema counts 1.0 as an integer, so an offset may be written so."""
    document, _ = parse_document(b"[1.0, 1e2, 0.5, 1e300]", "a.json")
    assert document is not None
    assert [(int, 1), (int, 100), (float, 0.5), (float, 1e300)] == [(type(v), v) for v in document.value]


def reason(path: Path) -> tuple[Document | None, list[tuple[str, str]]]:
    """What reading a path gives: the document, and the code and message of each issue."""
    document, issues = read_document(path, "a.json")
    return document, [(issue.code, issue.message) for issue in issues]


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    """The system's own reason is told."""
    assert reason(tmp_path / "a.json") == (None, [("B001", "cannot be read: No such file or directory")])


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    """A folder with the name of a file is an issue, not a crash."""
    assert reason(tmp_path) == (None, [("B001", "is a folder, not a file")])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_document(tmp_path: Path) -> None:
    """A named pipe that nobody writes into does not make the check wait for ever."""
    os.mkfifo(tmp_path / "a.json")
    assert reason(tmp_path / "a.json") == (None, [("B001", "is a pipe or a device, not a file")])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_cannot_be_read(tmp_path: Path) -> None:
    """A file that others own is an issue, not a crash."""
    (tmp_path / "a.json").write_text("{}")
    (tmp_path / "a.json").chmod(0)
    assert reason(tmp_path / "a.json") == (None, [("B001", "cannot be read: Permission denied")])


def test_a_file_beyond_all_measure_is_not_read(tmp_path: Path) -> None:
    """The largest file that is read has a size that is told."""
    with (tmp_path / "a.json").open("wb") as file:
        file.truncate(LONGEST_FILE + 1)
    assert reason(tmp_path / "a.json") == (None, [("B001", "is larger than 256 MiB")])
