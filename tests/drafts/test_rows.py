"""Texts that have no name but their number in a file keep their records when the file changes, and none is lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.drafts.ingest import Ingested, ingest

TEXT = "Quay {0} opens\n\nOSLO, May 3 - Quay {0} opened to ships of {0} metres, harbour master Marie Curie said.\n"

SAME = "its source is the same"


def drafted(folder: Path, rows: Sequence[int], name: str = "a.jsonl") -> dict[str, str]:
    """What became of each record, by its name, when a file has texts of these numbers."""
    file = folder / name
    file.write_text("".join(json.dumps({"text": TEXT.format(row)}) + "\n" for row in rows), encoding="utf-8")
    told = [each for each in ingest(file, out=folder / "d") if isinstance(each, Ingested)]
    assert len(told) == len(rows)
    return {each.kept.path.stem: each.kept.source_change or each.kept.outcome for each in told if each.kept}


def standing(folder: Path) -> dict[str, int]:
    """The number of the text that each record describes, which its text beside it says as well."""
    numbers = {hashlib.sha256(TEXT.format(row).encode()).hexdigest(): row for row in range(100)}
    records = [json.loads(path.read_bytes()) for path in (folder / "d/articles").iterdir()]
    found = {each["id"]: numbers[each["source"]["sha256"]] for each in records}
    texts = {path.stem: path.read_text("utf-8") for path in (folder / "d/texts").glob("*.txt")}
    assert texts == {name: TEXT.format(row) for name, row in found.items()}
    return found


def edit(folder: Path, name: str) -> bytes:
    """The bytes of a record after a person has edited it."""
    path = folder / f"d/articles/{name}.json"
    path.write_bytes(path.read_bytes().replace(b'"headline": "Quay', b'"headline": "The quay'))
    return path.read_bytes()


def test_a_row_put_before_others_moves_no_record(tmp_path: Path) -> None:
    """The edited record is that of its text, wherever this stands now, and the text in its row has its own."""
    drafted(tmp_path, [0, 1, 2, 3])
    edited = edit(tmp_path, "a-3")
    outcomes = drafted(tmp_path, [7, 0, 1, 2, 3])
    new = (outcomes.keys() - {"a-1", "a-2", "a-3", "a-4"}).pop()
    assert outcomes == {"a-1": "unchanged", "a-2": "unchanged", "a-3": SAME, "a-4": "unchanged", new: "written"}
    assert standing(tmp_path) == {"a-1": 0, "a-2": 1, "a-3": 2, "a-4": 3, new: 7}
    assert (tmp_path / "d/articles/a-3.json").read_bytes() == edited
    assert drafted(tmp_path, [8, 7, 0, 1, 2, 3])[new] == "unchanged"


def test_a_row_that_changed_has_its_record(tmp_path: Path) -> None:
    """Where its text of before is gone it was changed: the record is drafted anew, or kept where it was edited."""
    drafted(tmp_path, [0, 1, 2])
    assert drafted(tmp_path, [0, 9, 2]) == {"a-1": "unchanged", "a-2": "written", "a-3": "unchanged"}
    edited = edit(tmp_path, "a-2")
    assert "its source changed" in drafted(tmp_path, [0, 5, 2])["a-2"]
    assert (tmp_path / "d/articles/a-2.json").read_bytes() == edited
    assert standing(tmp_path) == {"a-1": 0, "a-2": 9, "a-3": 2}


def test_rows_of_another_file_are_others(tmp_path: Path) -> None:
    """The same text in two files has two records, also where one of them is not read again."""
    drafted(tmp_path, [0, 1])
    drafted(tmp_path, [1, 0], "b.jsonl")
    (tmp_path / "b").mkdir()
    drafted(tmp_path, [1, 0], "b/a.jsonl")
    assert sorted(standing(tmp_path).values()) == [0, 0, 0, 1, 1, 1]
    assert {*drafted(tmp_path, [5, 0, 1]).values()} == {"unchanged", "written"}
    assert sorted(standing(tmp_path).values()) == [0, 0, 0, 1, 1, 1, 5]


@example(states=[[0, 0, 1], [0, 1, 1]], edited=set())
@example(states=[[1, 1], [5, 1, 1], [1, 1, 1]], edited={1})
@settings(max_examples=12, deadline=None, derandomize=True)
@given(
    st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=5), min_size=2, max_size=3),
    st.sets(st.integers(0, 9), max_size=3),
)
def test_every_text_has_a_record(states: list[list[int]], edited: set[int]) -> None:
    """Whatever becomes of the rows; but one in the place of a text that is gone, whose record was edited, is told."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        drafted(folder, states[0])
        kept = {name: edit(folder, name) for name, row in standing(folder).items() if row in edited}
        for rows in states[1:]:
            outcomes = drafted(folder, rows)
            found = standing(folder)
            assert {name: (folder / f"d/articles/{name}.json").read_bytes() for name in kept} == kept
            told = [name for name, outcome in outcomes.items() if "its source changed" in outcome]
            assert all(rows.count(found[name]) < [*found.values()].count(found[name]) for name in told)
            assert len({*rows} - {*found.values()}) <= len(told)
        assert "written" not in drafted(folder, states[-1]).values()
