from __future__ import annotations

import pickle
import re
import tracemalloc
from pathlib import Path

import orjson
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import tried

import broadsheet.checks.spool as spool_module
from broadsheet.checks.blocks import InMemory
from broadsheet.checks.parts import Parts
from broadsheet.checks.spool import Spool
from broadsheet.checks.spooled import Spooled
from broadsheet.engines.scratch import write_rows

IDS = st.lists(st.from_regex(r"[a-z0-9]{1,3}", fullmatch=True), unique=True, max_size=40)


def spooled(folder: Path, ids: list[str], pieces: int) -> Spool:
    """A spool of records in as many files, in the order given."""
    parts = [
        Spooled.write(folder, [(id, orjson.dumps({"id": id, "text": f"{id}\n\u2028"})) for id in ids[piece::pieces]])
        for piece in range(pieces)
    ]
    return Spool(Parts.of(parts, folder), folder, temporary=True)


@tried(60)
@given(IDS, st.integers(1, 3), st.integers(1, 12))
def test_a_spool_is_what_is_in_memory(
    tmp_path_factory: pytest.TempPathFactory, ids: list[str], pieces: int, count: int
) -> None:
    """Records, blocks and digests are the same, also of blocks that went to another process or machine."""
    held = InMemory({"id": id, "text": f"{id}\n\u2028"} for id in sorted(ids))
    with spooled(tmp_path_factory.mktemp("spool"), ids, pieces) as spool:
        assert (len(spool), list(spool)) == (len(held), list(held))
        kept, blocks = list(held.blocks(count)), list(spool.blocks(count))
        sent = [pickle.loads(pickle.dumps(block)) for block in blocks]  # noqa: S301 - our own
        assert [block.lines() for block in sent] == [block.lines() for block in kept]
        assert [block.carried().lines() for block in sent] == [block.lines() for block in kept]
        assert [(len(each), each.digest) for each in blocks] == [(len(each), each.digest) for each in kept]
        assert [each.carried().digest for each in blocks] == [each.digest for each in kept]
    assert all(0 < len(block) <= count for block in kept)
    assert [orjson.loads(line) for block in kept for line in block.lines().splitlines()] == list(held)


def test_an_index_in_many_files_is_that_in_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records in any order are sorted by ranges of ids, few of them at a time."""
    ids = [f"{number * 7919 % 5003:04}" for number in range(5000)]
    monkeypatch.setattr(spool_module, "CHUNK", 400)
    monkeypatch.setattr(spool_module, "STEP", 10)
    sizes: list[int] = []

    def write(rows: pl.DataFrame, path: Path) -> None:
        sizes.append(rows.height)
        write_rows(rows, path)

    monkeypatch.setattr(spool_module, "write_rows", write)
    with spooled(tmp_path, ids, 37) as spool:
        assert len(list(tmp_path.glob("index-*.arrow"))) > 10
        assert not list(tmp_path.glob("rows-*"))
        assert [record["id"] for record in spool] == sorted(ids)
    assert max(sizes) < 1000


def test_what_is_known_of_records_is_not_held(tmp_path: Path) -> None:
    """Of many files of many records each, some numbers are in memory: a few for a file."""
    prints = bytes(16 * 1500)
    ids = orjson.dumps([f"article-{number:06}" for number in range(1500)])
    tracemalloc.start()
    try:
        parts, before = Parts(tmp_path), tracemalloc.get_traced_memory()[0]
        for number in range(200):
            reach = f"{number:03}", f"{number:03}z"
            parts.add(Spooled(f"{number}.jsonl", ids, bytes(4 * 1500), bytes(8 * 1500), prints, reach))
        assert tracemalloc.get_traced_memory()[0] - before < 300_000 // 2
    finally:
        tracemalloc.stop()
    assert (parts.records, parts.are_in_order) == (300_000, True)
    before = mapped()
    assert {len(parts.ids(number)) for number, _ in parts} == {1500}
    assert mapped() - before < 2 << 20  # of 14 MB
    parts.close()


def mapped() -> int:
    """Bytes of files that this process has in memory; 0 where the system does not say."""
    status = Path("/proc/self/status")
    found = re.search(r"RssFile:\s+(\d+) kB", status.read_text("utf-8")) if status.exists() else None
    return 1024 * int(found[1]) if found else 0


def test_an_added_record_changes_few_blocks() -> None:
    """Blocks are cut by the ids, so that those far from the new record stay what they were."""
    ids = [f"{number * number:06d}" for number in range(500)]
    before = {block.digest for block in InMemory({"id": id} for id in ids).blocks(20)}
    after = {block.digest for block in InMemory({"id": id} for id in sorted([*ids, "000001x"])).blocks(20)}
    assert len(after - before) <= 5
    assert len(before) > 25


def test_a_spool_that_is_closed_leaves_nothing(tmp_path: Path) -> None:
    """Temporary files go; others stay."""
    folder = tmp_path / "spool"
    folder.mkdir()
    spooled(folder, ["b", "a"], 1).close()
    assert not folder.exists()
    part = Spooled.write(tmp_path, [("a", b'{"id":"a"}')])
    Spool(Parts.of([part], tmp_path), tmp_path).close()
    assert Path(part.path).exists()


@pytest.mark.parametrize("lines", [[], [("a", b'{"id":"a"}')], [("b", b'{"id":"b"}'), ("a", b'{"id":"a"}')]])
def test_a_file_that_is_not_what_it_was_is_told(tmp_path: Path, lines: list[tuple[str, bytes]]) -> None:
    """Whichever byte is another one, is missing, or came, the line feeds included."""
    part = Spooled.write(tmp_path, lines)
    path = Path(part.path)
    whole = path.read_bytes()
    assert part.is_whole()
    cut = [whole[:at] + whole[at + 1 :] for at in range(len(whole))]
    other = [whole[:at] + b"x" + whole[at + 1 :] for at in range(len(whole))]
    more = [whole[:at] + byte + whole[at:] for at in range(len(whole) + 1) for byte in (b"x", b"\n")]
    for found in {*cut, *other, *more} - {whole}:
        path.write_bytes(found)
        assert not part.is_whole(), found
    path.unlink()
    assert not part.is_whole()
