"""What is told of the text of an edited record that changed, and of one that is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.drafts.ingest import Ingested, ingest
from broadsheet.issues import Issue

TEXT = "Port opens\n\n2 May 2024\n\nThe port opened on Monday.\n\nIt has 12 quays.\n"


def told(folder: Path, now: bytes) -> str:
    """What is told of a changed text, after its hash."""
    (folder / "a.txt").write_bytes(TEXT.encode())
    assert len(list(ingest(folder / "a.txt", out=folder / "out"))) == 1
    record = folder / "out/articles/a.json"
    record.write_bytes(record.read_bytes().replace(b"draft", b"reviewed", 1))
    (folder / "a.txt").write_bytes(now)
    (came,) = ingest(folder / "a.txt", out=folder / "out")
    assert isinstance(came, Ingested)
    assert came.kept
    return str(came.kept.source_change).partition("…, ")[2]


@pytest.mark.parametrize(
    ("now", "change"),
    [
        (TEXT.replace("12", "112"), "69 characters are now 70, paragraph [52, 68) is now [52, 69)"),
        (TEXT + "\nAll came.\n", "69 characters are now 80, paragraph [70, 79) is new"),
        (TEXT.replace("It has 12 quays.\n", ""), "69 characters are now 52, paragraph [52, 68) is gone"),
        (TEXT.replace("12", "13"), "each segment is as long as before, and where it was"),
        (
            TEXT.replace("\n", "\r\n"),
            "69 characters are now 76, each segment is as long as before, at another place",
        ),
    ],
)
def test_tells_which_segments_changed(tmp_path: Path, now: str, change: str) -> None:
    """A segment that is longer, new or gone is named by its place; no word of the text is told."""
    assert told(tmp_path, now.encode()) == change


def test_tells_another_encoding(tmp_path: Path) -> None:
    """The same characters in other bytes are the same segments."""
    change = "the encoding utf-8 is now utf-16, each segment is as long as before, and where it was"
    assert told(tmp_path, TEXT.encode("utf-16")) == change


def test_tells_some_of_many_changes(tmp_path: Path) -> None:
    """Where a text is quite another one, the first changes are told, and how many there are."""
    lines = "".join(f"\nThe {'long ' * number}quay was mended.\n" for number in range(9))
    assert told(tmp_path, (TEXT + lines).encode()).endswith("is new, and 4 more changed")


def gone(folder: Path, *paths: Path) -> list[tuple[str, str]]:
    """Which records are told to have lost their texts, and how."""
    came = ingest(*paths, out=folder / "out")
    return [(Path(each.path or "").name, each.message) for each in came if isinstance(each, Issue)]


@pytest.fixture
def drafted(tmp_path: Path) -> Path:
    """A folder with three texts, in two folders, and their records."""
    for name, number in (("texts/a.txt", 12), ("texts/b.txt", 13), ("more/c.txt", 14)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT.replace("12", str(number)))
    assert gone(tmp_path, tmp_path / "texts", tmp_path / "more") == []
    return tmp_path


@pytest.mark.parametrize("edited", [False, True])
def test_tells_the_record_of_a_text_that_was_renamed(drafted: Path, edited: bool) -> None:
    """Which other one is of the same text, unless that has changed as well. Both stay, until one is taken away."""
    texts, record = drafted / "texts", drafted / "out/articles/a.json"
    if edited:
        record.write_bytes(record.read_bytes().replace(b"draft", b"reviewed", 1))
    old = record.read_bytes()
    (texts / "a.txt").rename(texts / "x.txt")
    is_gone = f"its text {(texts / 'a.txt').as_posix()} is gone"
    for paths in ([texts], [texts, drafted / "more"], [texts / "x.txt"]):
        assert gone(drafted, *paths) == [("a.json", f"{is_gone}; articles/x.json is of the same text")]
    (texts / "x.txt").write_text(TEXT + "\nAll came.\n")
    assert gone(drafted, texts) == [("a.json", is_gone)]
    assert record.read_bytes() == old
    record.unlink()
    assert gone(drafted, texts) == []


def test_no_text_is_gone_that_stands_elsewhere(drafted: Path) -> None:
    """One that was not asked for, cannot be read, or lies elsewhere now; nor one whose folder a run does not see."""
    texts = drafted / "texts"
    assert gone(drafted, texts / "a.txt") == []
    (texts / "b.txt").write_bytes(b"\0")
    assert [name for name, _ in gone(drafted, texts)] == ["b.txt"]
    (texts / "b.txt").write_text(TEXT)
    (texts / "a.txt").rename(drafted / "more/a.txt")
    assert gone(drafted, texts, drafted / "more") == []
    (drafted / "more/c.txt").unlink()
    assert gone(drafted, texts) == []
    assert [name for name, _ in gone(drafted, drafted / "more")] == ["c.json"]


def test_a_page_is_gone_from_its_folder(tmp_path: Path) -> None:
    """Its text has another name, by which it is kept beside the records."""
    pytest.importorskip("lxml")
    page = tmp_path / "pages/quay.html"
    page.parent.mkdir()
    story = "".join(f"<p>The quay of basin {number} was mended on Monday, the port said.</p>" for number in range(9))
    page.write_text(f"<html><head><title>Quay mended</title></head><body><article>{story}</article></body></html>")
    assert gone(tmp_path, page.parent) == []
    page.rename(page.with_name("pier.html"))
    ((name, message),) = gone(tmp_path, page.parent)
    assert name == "quay.json"
    assert message.startswith(f"its text is gone from {page.parent.as_posix()}")
