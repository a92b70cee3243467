from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

import broadsheet
from broadsheet.checks.edges import inside_word

HARBOUR = "seeds/articles/2024-05-02-harbour.json"
TEXT = "seeds/texts/2024-05-02-harbour.txt"

Change = Callable[[str, Callable[[Any], Any]], None]


def found(project: Path) -> list[tuple[str, str | None]]:
    """The code and the pointer of each issue of a project."""
    return [(issue.code, issue.pointer) for issue in broadsheet.validate(project).issues]


def describe(project: Path, change: Change, data: bytes, encoding: str = "utf-8") -> None:
    """Put another text in place of the project's, and let the record describe it without a single span."""
    (project / TEXT).write_bytes(data)
    about = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "encoding": encoding,
        "characters": len(data.decode(encoding)),
    }

    def rewrite(value: Any) -> None:
        value["source"] |= about
        value |= {"headline": None, "credit_text": None, "author": [], "date_published_basis": "external"}
        value |= {"date_published_start": None, "date_published_end": None, "date_published_note": "Known."}
        value |= {name: [] for name in ("segments", "statements", "figures", "events", "mentions")}

    change(HARBOUR, rewrite)
    change("seeds/entities.json", lambda value: value["entities"][1]["roles"].pop(0))


@pytest.mark.parametrize("position", range(0, 382, 31))
def test_a_text_that_changed_by_one_byte_is_another_text(project: Path, position: int) -> None:
    """Whichever byte it is, the hash shows it, and no span is compared with the wrong text."""
    data = bytearray((project / TEXT).read_bytes())
    data[position] ^= 1
    (project / TEXT).write_bytes(data)
    assert found(project) == [("B307", "/source/sha256")]


@pytest.mark.parametrize("length", [0, 381, 383, 764])
def test_a_text_of_another_length_is_another_text(project: Path, length: int) -> None:
    """Emptied, cut off, added to or doubled, it is not what the record describes."""
    (project / TEXT).write_bytes(((project / TEXT).read_bytes() * 3)[:length])
    assert found(project) == [("B307", "/source/sha256")]


def test_a_text_under_another_name_is_found_by_its_hash(project: Path) -> None:
    """Who keeps the texts may name the files."""
    (project / TEXT).rename(project / "seeds/texts/renamed.txt")
    assert found(project) == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_headline_is_the_same_with_its_marks_apart(project: Path, change: Change, form: str) -> None:
    """Canonically equivalent words are the same words: a record may be written with either."""
    text = normalize(form, "Cảng Đà Nẵng mở cửa\n\nIt opened.\n")
    describe(project, change, text.encode())
    segment = {"id": "g1", "start": 0, "end": text.index("\n"), "role": "headline"}
    for other in ("NFC", "NFD"):
        headline = normalize(other, text[: segment["end"]])
        change(HARBOUR, lambda value, headline=headline: value.update(headline=headline, segments=[segment]))
        assert "B311" not in {code for code, _ in found(project)}
    change(HARBOUR, lambda value: value.update(headline="Cảng Đà Nẳng mở cửa"))
    assert ("B311", "/headline") in found(project)


def test_a_name_never_leads_out_of_the_folder_of_texts(project: Path, change: Change) -> None:
    """A source is a name without folders; what is put before it is not followed."""
    (project / "secret.txt").write_text("not for the report")
    change(HARBOUR, lambda value: value["source"].update(name="../../secret.txt"))
    (project / TEXT).unlink()
    assert found(project) == [("B306", None)]


def test_offsets_count_code_points(project: Path, change: Change) -> None:
    """Neither bytes nor the units of UTF-16: an emoji is one, a letter with a combining mark two."""
    describe(project, change, "📰 Kärrö and Ka\u0308rro\u0308".encode())
    mentions = [
        {"id": "m1", "start": 2, "end": 7, "entity": "karro", "kind": "place"},
        {"id": "m2", "start": 12, "end": 19, "entity": "karro", "kind": "place"},
    ]
    change(HARBOUR, lambda value: value.update(mentions=mentions))
    codes = found(project)
    assert ("B310", "/mentions/0/entity") not in codes
    assert ("B310", "/mentions/1/entity") not in codes
    assert not any(code.startswith("B3") for code, _ in codes)


def test_no_line_end_is_translated(project: Path, change: Change) -> None:
    """CR LF counts as two characters, as it stands in the bytes."""
    describe(project, change, b"Up\r\nNorthport\r\n")
    mention = {"id": "m1", "start": 4, "end": 13, "entity": "northport", "kind": "place"}
    change(HARBOUR, lambda value: value.update(mentions=[mention]))
    assert not any(code.startswith("B3") for code, _ in found(project))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252", "UTF8"])
def test_every_encoding_that_python_knows_will_do(project: Path, change: Change, encoding: str) -> None:
    """The record names the encoding of its text."""
    describe(project, change, "Kärrö".encode(encoding), encoding)
    assert not any(code.startswith("B30") for code, _ in found(project))


@pytest.mark.parametrize("encoding", ["klingon", "hex", "zlib", "idna", "undefined", "rot13", "punycode"])
def test_what_is_no_encoding_of_text_is_refused(project: Path, change: Change, encoding: str) -> None:
    """Python's other codecs are no way to read a text, and none of them ends the check."""
    change(HARBOUR, lambda value: value["source"].update(encoding=encoding))
    assert {code for code, _ in found(project)} == {"B308"}


@pytest.mark.parametrize(
    ("form", "known"),
    [
        ("Mara Lind", True),
        ("MARA LIND", True),
        ("Lind", True),
        ("Màra Lînd", True),
        ("Mara\u00a0Lind", True),
        ("Mara\nLind", True),
        ("Mara", False),
        ("Lindt", False),
        ("the harbour master", False),
    ],
)
def test_a_mention_is_a_form_of_the_name(project: Path, change: Change, form: str, known: bool) -> None:
    """Case, diacritics and line breaks do not matter; other words do."""
    describe(project, change, form.encode())
    mention = {"id": "m1", "start": 0, "end": len(form), "entity": "mara-lind", "kind": "person"}
    change(HARBOUR, lambda value: value.update(mentions=[mention]))
    assert known is (("B310", "/mentions/0/entity") not in found(project))


@pytest.mark.parametrize(
    ("words", "value", "known"),
    [
        ("5.3 million", 5300000, True),
        ("1,200", 1200, True),
        ("1\u00a0200", 1200, True),
        ("318 500 doses", 318500, True),
        ("318 500 doses", 318600, False),
        ("10 and a half percent", 10.5, True),
        ("US$50 billion", 50000000000, True),
        ("a dozen", 12, True),
        ("2.50", 2.5, True),
        ("230", 203, False),
        ("5.3 million", 5400000, False),
    ],
)
def test_the_digits_of_a_figure_stand_in_its_words(
    project: Path, change: Change, words: str, value: float, known: bool
) -> None:
    """Whatever unit it is written out in, a value has the digits of the text; where there are none, none are asked."""
    describe(project, change, words.encode())
    figure = {"id": "f1", "start": 0, "end": len(words), "value": value, "counted": "things"}
    change(HARBOUR, lambda record: record.update(figures=[figure]))
    assert known is (("B311", "/figures/0/value") not in found(project))


@pytest.mark.parametrize("end", [375, 10**6, 2**53 - 1])
def test_a_span_beyond_the_end_is_told_once(project: Path, change: Change, end: int) -> None:
    """What follows from a broken span is not told again."""
    change(HARBOUR, lambda value: value["mentions"][4].update(end=end))
    assert found(project) == [("B302", "/mentions/4/end")]


@pytest.mark.parametrize("name", ["segments", "statements", "figures", "events", "mentions"])
def test_every_kind_of_fact_has_its_span_checked(project: Path, change: Change, name: str) -> None:
    """A reversed span is found wherever it stands."""

    def reverse(value: Any) -> None:
        item = value[name][-1]
        item["start"], item["end"] = item["end"], item["start"]

    change(HARBOUR, reverse)
    assert ("B301", f"/{name}/{8 if name == 'segments' else 4 if name == 'mentions' else 0}/start") in found(project)


def test_without_texts_spans_are_still_judged_by_themselves(project: Path, change: Change) -> None:
    """The record knows the length of its text, so that a span beyond it is found without the text."""
    change(HARBOUR, lambda value: value["mentions"][4].update(end=999))
    (project / TEXT).unlink()
    assert found(project) == [("B302", "/mentions/4/end"), ("B306", None)]


@pytest.mark.parametrize(("text", "at", "inside"), [("1,6", 1, True), ("85,000", 3, True), ("2019,18:05", 4, False)])
def test_a_comma_behind_a_year_cuts_no_number(text: str, at: int, *, inside: bool) -> None:
    """A page's clock may be glued to its date; a comma behind fewer digits belongs to the number."""
    assert inside_word(text, at) == inside


SEGMENTS = {
    "one ends too late": ([(0, 9), (10, 90), (20, 29), (30, 39), (40, 49)], [2]),
    "one ends beyond the text": ([(0, 9), (10, 100_000), (20, 29), (30, 39)], []),
    "one stands in a wrong place": ([(0, 9), (20, 29), (10, 15), (30, 39)], [2]),
    "one is far too early": ([(0, 9), (20, 29), (30, 39), (1, 2), (40, 49)], [3]),
    "two end too late": ([(0, 9), (10, 90), (20, 29), (30, 80), (40, 49), (50, 59)], [2, 4]),
}


@pytest.mark.parametrize("case", SEGMENTS)
def test_a_segment_out_of_order_is_told_once(project: Path, change: Change, case: str) -> None:
    """Those after it are judged as if it were mended."""
    spans, wanted = SEGMENTS[case]
    new = [{"id": f"s{n}", "role": "paragraph", "start": start, "end": end} for n, (start, end) in enumerate(spans)]
    change(HARBOUR, lambda value: value.update(segments=new))
    assert [at for code, at in found(project) if code == "B304"] == [f"/segments/{n}/start" for n in wanted]


@pytest.mark.parametrize("end", ["\n\n", "\r\n\r\n", "\r\r", "\u2029"], ids=ascii)
def test_a_quotation_may_go_on_after_any_line_end(project: Path, change: Change, end: str) -> None:
    """The mark that closes the next paragraph does not close the one before, however the line between them ends."""
    text = f'Harbour to open{end}Lind said: "We wait.{end}"We stay.{end}"We go," she said.'
    describe(project, change, text.encode())
    start = text.index("We stay")
    statement = {"id": "s1", "mode": "direct", "start": start - 1, "end": start + 8}

    def add(value: Any) -> None:
        value["statements"] = [statement | {"words_start": start, "words_end": start + 8}]

    change(HARBOUR, add)
    assert "B313" not in [code for code, _ in found(project)]
