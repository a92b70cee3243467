"""Stories that stand in very many articles: what is told of them, and that it is the same in any order and memory."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain, combinations, product
from operator import eq

import polars as pl
import pytest

from broadsheet.issues import Issue
from broadsheet.syndication import Copy, Story, each_copy, find_copies, overlaps, shingles
from broadsheet.syndication.buckets import Buckets
from broadsheet.syndication.candidates import MANY
from broadsheet.syndication.overlaps import WORKING
from broadsheet.syndication.rows import slices

BEYOND = 20
"""So many articles more than are told with all others."""

DICE = random.Random(7)  # noqa: S311 - repeatable
WORDS = [f"word{number}" for number in range(3000)]


def told(words: int) -> str:
    """A text of its own."""
    return " ".join(DICE.choices(WORDS, k=words))


STORY = told(100)


def pairs(stories: list[Story], memory: int | None = None) -> set[frozenset[str]]:
    """The pairs of copies, by id."""
    return {frozenset((copy.article, copy.copy_of)) for copy in find_copies(stories, memory=memory)}


def numbered(texts: list[str]) -> list[Story]:
    """Stories in the order of their days."""
    return [Story(f"{number:03}", text, f"2024-05-{1 + number // 10:02}") for number, text in enumerate(texts)]


def test_a_story_in_very_many_articles_is_told_with_the_first_of_them() -> None:
    """Of each pair at least one is among the first hundred by day and id, in whatever order they are read."""
    stories = numbered([told(20)] * (MANY + BEYOND))
    first = {frozenset(pair) for pair in combinations([each.id for each in stories], 2) if min(pair) < f"{MANY:03}"}
    assert pairs(stories) == first
    assert pairs(stories[::-1], memory=1 << 20) == first


def test_up_to_a_hundred_articles_are_told_with_each_other() -> None:
    """The bound changes nothing for a story that fewer pages carry."""
    assert len(pairs(numbered([told(20)] * MANY))) == MANY * (MANY - 1) // 2


def test_articles_that_are_all_alike_are_worked_on_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """All runs of such a story stand in the same articles, and go by one mark: its rows were once put together."""
    heights, before = list[int](), Buckets.__iter__

    def noting(buckets: Buckets) -> Iterator[pl.DataFrame]:
        for rows in before(buckets):
            heights.append(rows.height)
            yield rows

    monkeypatch.setattr(Buckets, "__iter__", noting)
    count, memory = 800, 1 << 20
    frame = shingles([(number, STORY) for number in range(count)])
    assert overlaps([frame], memory=memory).height == (count - MANY) * MANY + MANY * (MANY - 1) // 2
    assert max(heights) < 4 * (memory // 4 // WORKING)


def test_a_long_page_is_found_to_hold_a_story_of_very_many() -> None:
    """It looks its other runs up, so that the first of the pages lead to it."""
    story = told(60)
    stories = [*numbered([story] * (MANY + BEYOND)), Story("page", f"{told(300)} {story} {told(300)}", "2024-06-30")]
    assert {frozenset(("page", f"{number:03}")) for number in range(MANY)} <= pairs(stories)


def test_a_frame_that_very_many_share_hides_no_copy() -> None:
    """Two that share their own words too are found wherever they stand among them."""
    frame = told(40)
    texts = [f"{frame} {told(50)}" for _ in range(MANY + BEYOND)]
    texts[-1] = texts[-2]
    assert frozenset((f"{MANY + BEYOND - 2}", f"{MANY + BEYOND - 1}")) in pairs(numbered(texts))


def test_a_frame_of_less_than_the_share_makes_no_copies() -> None:
    """A paragraph that all have in common is only counted, not looked up."""
    frame = told(20)
    assert pairs(numbered([f"{told(30)} {frame} {told(30)}" for _ in range(MANY + BEYOND)])) == set()


def crossed() -> list[Story]:
    """Articles of three parts, each of which stands in 64 of them: each shares a third with 147, and more with 21."""
    parts = [[told(14) for _ in range(8)] for _ in range(3)]
    return [
        Story("".join(map(str, places)), " ".join(part[place] for part, place in zip(parts, places, strict=True)))
        for places in product(range(8), repeat=3)
    ]


def test_an_article_like_very_many_others_is_told_with_those_most_like_it() -> None:
    """Where articles of one form overlap, none is told with fewer than a hundred, and all pairs are far fewer."""
    stories = crossed()
    notice, *copies = each_copy(stories, threshold=0.3)
    found = {frozenset((copy.article, copy.copy_of)) for copy in copies if isinstance(copy, Copy)}
    alike = {frozenset(pair): sum(map(eq, *pair)) for pair in combinations([each.id for each in stories], 2)}
    assert found <= {pair for pair, parts in alike.items() if parts}
    assert found >= {pair for pair, parts in alike.items() if parts > 1}
    assert min(Counter(chain.from_iterable(found)).values()) >= MANY
    assert len(found) < MANY * len(stories) * 0.8 < 168 * len(stories) / 2
    assert isinstance(notice, Issue)
    assert (notice.code, notice.severity) == ("B031", "notice")
    assert notice.message.startswith(
        f"{notice.message.split()[0]} articles may be copies of more than a hundred others"
    )
    assert {*each_copy(stories[::-1], threshold=0.3, memory=8 << 20)} == {notice, *copies}


def test_nothing_is_left_out_in_silence() -> None:
    """It is told how many articles of a story in very many were compared with the first of them alone; else nothing."""
    notice, *_ = each_copy(numbered([told(20)] * (MANY + BEYOND)))
    assert isinstance(notice, Issue)
    assert notice.message.startswith(f"{BEYOND} articles may be")
    assert all(isinstance(each, Copy) for each in each_copy(numbered([told(20)] * MANY)))


def test_rows_of_one_cost_are_parted_as_others_are() -> None:
    """Also where the cost is the same for all, and stands in no column."""
    rows = pl.DataFrame({"row": range(10), "cost": [3] * 10})
    for cost in (pl.col("cost"), pl.lit(3)):
        assert [part["row"].to_list() for part in slices(rows, cost, 10)] == [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9]]


def test_the_answer_is_that_of_any_memory() -> None:
    """Runs that wait on disk, and are compared in many parts, give the same pairs and shares."""
    texts = [told(40) for _ in range(60)]
    texts += [" ".join(DICE.choice(texts).split()[DICE.randrange(20) :]) for _ in range(30)]
    frames = [shingles(list(enumerate(texts, start)))[:700] for start in (0, 200)]
    whole = overlaps(frames, 0.3)
    assert whole.height
    assert overlaps(frames, 0.3, memory=16_000).equals(whole)


PEAK = """
import re, sys
from pathlib import Path
from broadsheet.issues import Issue
from broadsheet.syndication import Copy, Story, each_copy

def stories(count):
    for number in range(count):
        told = " ".join(f"w{number // 200 * 13 + step}" for step in range(14))
        yield Story(f"page-{number:07}", "" if number % 100 else told, f"2024-05-{1 + number % 30:02}")

found = sum(1 for _ in each_copy(stories(int(sys.argv[1])), memory=32 << 20))
print(found, re.search(r"VmHWM:\\s*([0-9]+) kB", Path("/proc/self/status").read_text())[1])
"""
"""Of a hundred articles one has a text, and of these each has that of another."""


def test_few_texts_are_held_while_the_engine_is_chosen() -> None:
    """Some millions of characters are read ahead, however long or many the texts are."""
    given, held = 0, 0

    def stories() -> Iterator[Story]:
        nonlocal given, held
        for number in range(800):
            text = Text(f"{number}".ljust(60_000, "x"))
            given, held = given + 1, max(held, Text.alive)
            yield Story(str(number), text)

    assert list(each_copy(stories(), engine="auto", jobs=2)) == []
    assert (given, held < 500) == (800, True)


class Text(str):
    """A text that is counted as long as somebody holds it."""

    __slots__ = ()

    alive = 0

    def __init__(self, *_: object) -> None:
        Text.alive += 1

    def __del__(self) -> None:
        Text.alive -= 1


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
def test_articles_take_few_bytes_each() -> None:
    """What they say, and the copies that are found, wait on disk: of each stay seven numbers."""
    found, peaks = zip(*map(_peak, (60_000, 220_000)), strict=True)
    assert found == (300, 1100)
    assert (peaks[1] - peaks[0]) * 1024 / 160_000 < 150


def _peak(count: int) -> tuple[int, int]:
    done = subprocess.run([sys.executable, "-c", PEAK, str(count)], capture_output=True, text=True, check=True)
    found, peak = map(int, done.stdout.split())
    return found, peak
