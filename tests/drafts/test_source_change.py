"""What is told of the text of an edited record that changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.drafts.ingest import Ingested, ingest

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
