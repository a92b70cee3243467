"""Articles that others refer to: their texts are read when they are compared, and few of them are held."""

from __future__ import annotations

import hashlib
import tracemalloc
from pathlib import Path
from typing import Any

from broadsheet.checks.cited import Cited, CitedTexts
from broadsheet.checks.copies import check_copies_in_texts
from broadsheet.checks.documents import Document
from broadsheet.checks.entries import Entry
from broadsheet.checks.texts import Texts
from broadsheet.syndication import runs_of


def article(number: int, text: str = "") -> dict[str, Any]:
    """The record of an article, as far as it is asked for."""
    data = text.encode()
    about = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "characters": len(text)}
    source = {"name": f"{number}.txt", "encoding": "utf-8", **about}
    return {"id": f"a{number}", "source": source, "segments": [{"start": 0, "end": 600, "role": "paragraph"}]}


def copy(number: int, of: int, containment: float) -> Entry:
    """A copy as it stands in a list."""
    value = {"article": f"a{number}", "copy_of": f"a{of}", "containment": containment, "evidence": "text"}
    return Entry(Document("copies.json", "{}", {}), value)


def text_of(id: str) -> str:
    """A text of its own for each article."""
    return " ".join(f"{id}w{number}" for number in range(80))


def test_few_texts_are_held_while_copies_are_compared() -> None:
    """However many copies are listed, the words of few articles are in memory at any time."""
    articles = {f"a{number}": Cited.of(article(number)) for number in range(1200)}
    copies = [copy(number, number + 1, 0.0) for number in range(0, 1200, 2)]
    tracemalloc.start()
    try:
        found = list(check_copies_in_texts(copies, articles, text_of))
        peak = tracemalloc.get_traced_memory()[1]
        whole = [runs_of(text_of(id)) for id in articles]
        held = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert (found, len(whole)) == ([], 1200)
    assert peak < held / 3


def test_a_text_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    """It is the one that the record describes, or none: not one that was changed meanwhile, or was not sound before."""
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"boat {number}")
    cited = {f"a{number}": Cited.of(article(number, f"boat {number}")) for number in range(3)}
    texts = CitedTexts(Texts([tmp_path]), cited, {"a0", "a1"})
    (tmp_path / "1.txt").write_text("goat 1")
    assert [texts.find(id) for id in ("a0", "a1", "a2", "a3")] == ["boat 0", None, None, None]
