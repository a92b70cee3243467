"""Which articles are copies, and of which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from sys import maxsize
from typing import TYPE_CHECKING, Literal

from broadsheet.engines import Kept, Lost, Shards, open_engine, run
from broadsheet.engines.database import telling_of_databases
from broadsheet.engines.memory import lanes, memory_of
from broadsheet.engines.scratch import new_folder
from broadsheet.errors import BroadsheetError
from broadsheet.issues import Issue, plural
from broadsheet.syndication.known import Known
from broadsheet.syndication.overlaps import THRESHOLD, Overlaps
from broadsheet.syndication.shingles import shingles
from broadsheet.syndication.story import Story

if TYPE_CHECKING:
    from polars import DataFrame

__all__ = ["Copy", "clusters", "each_copy", "find_copies"]

BATCH, LONG = 500, 2 << 20
"""So many texts are taken apart at once, fewer where they have so many characters together."""

LOST = 8
"""When so many lots of texts were lost, and none was done before, one is tried that harms nobody."""

HARMLESS = [(0, "The tug lay at the quay all day.")]

PAYS = 8 << 20
"""From so many characters of texts on, more processes than this one pay."""

HELD = 1 << 10
"""So many stories are held to be told as copies of each other: those of one follow each other."""

SHARE = 8
"""What stories say beside their texts has this part of the memory."""

Batch = list[tuple[int, str]]
"""Texts under the numbers of their articles."""

Evidence = Literal["mark", "credit", "date", "shared_credit", "text"]


@dataclass(frozen=True, slots=True)
class Copy:
    """That an article holds the story of another.

    `containment` is the share of the runs of three words of the shorter that the longer holds too (0 to 1).
    With the evidence `shared_credit` or `text` the two are copies, and their order, that of their ids, says nothing.
    """

    article: str
    copy_of: str
    containment: float
    evidence: Evidence

    @property
    def directed(self) -> bool:
        """Whether something shows that it is the article that has the story from the other."""
        from broadsheet.articles.copy import DIRECTED  # noqa: PLC0415 - Pydantic loads when used

        return self.evidence in DIRECTED


def find_copies(  # noqa: PLR0913 - how it is asked
    stories: Iterable[Story],
    *,
    threshold: float = THRESHOLD,
    engine: str | Executor = "local",
    jobs: int | None = None,
    folder: Path | None = None,
    memory: int | str | None = None,
    kept: Kept | None = None,
) -> list[Copy]:
    """Every pair of articles that are copies, sorted by article and by what it is a copy of.

    Args:
        stories: the articles; they are read once, and their texts are not kept.
        threshold: the share of the shorter one's words, in runs of three, that the other has to hold.
        engine: one of ENGINES or an executor, on which texts are taken apart; the answer is the same.
        jobs: how many processes the engine has.
        folder: where rows that wait are kept on disk; a temporary folder where none is named.
        memory: about how much memory it may take, in bytes or like "512MB"; a quarter of the machine if nothing is
            said. Runs of words for which there is no room wait on disk; the answer is the same.
        kept: where texts that were taken apart are kept, so that a run that is broken off can be taken up.

    A translation is no copy. Of a story in more than a hundred articles, each is told with about the first hundred
    by day. Raises BroadsheetError when two stories have the same id, the threshold is none, or processes die at a
    text; `each_copy` sets that one aside.

    >>> told = "The council of the port decided on Monday to dredge the old basin down to nine metres."
    >>> wire = Story("wire", told, "2024-05-02", publisher="north-wire")
    >>> page = Story("page", "HARBOUR: " + told.upper(), "2024-05-03", credits=frozenset({"north-wire"}))
    >>> find_copies([page, wire])
    [Copy(article='page', copy_of='wire', containment=1.0, evidence='credit')]
    """
    found = each_copy(stories, threshold=threshold, engine=engine, jobs=jobs, folder=folder, memory=memory, kept=kept)
    return [each for each in map(_compared, list(found)) if isinstance(each, Copy)]


def _compared(each: Copy | Issue) -> Copy | Issue:
    """What was found, if it is not that an article was set aside."""
    if isinstance(each, Issue) and each.severity == "error":
        raise BroadsheetError(f"{each.path}: {each.message}", hint="leave it out, or let each_copy set it aside")
    return each


def each_copy(  # noqa: PLR0913 - how it is asked
    stories: Iterable[Story],
    *,
    threshold: float = THRESHOLD,
    engine: str | Executor = "local",
    jobs: int | None = None,
    folder: Path | None = None,
    memory: int | str | None = None,
    kept: Kept | None = None,
) -> Iterator[Copy | Issue]:
    """The same pairs, one by one, after an issue for each article that was set aside.

    That is one at whose text processes die, or for which there is no memory. The path of the issue is the id of the
    article; the pairs are those of the others alone. A notice tells how many articles were compared with the first or
    nearest hundred of those whose copies they may be. Raises BroadsheetError where processes die whatever the text.

    >>> list(each_copy([Story("a", "The tug sank off Karro."), Story("b", "Nobody was hurt.")]))
    []
    """
    if not 0.001 <= threshold <= 1:
        raise BroadsheetError(f"{threshold:g} is no share", hint="a threshold is above 0 and at most 1, as 0.4")
    lost = _Losses()
    with new_folder(folder) as work, telling_of_databases(), _known(work, memory) as known:
        opened, batches = open_engine(engine, _batches(stories, known), _length, lanes(memory, jobs), PAYS, maxsize)
        with opened as executor:
            frames = _taken_apart(batches, executor, _shards(kept), lost)
            overlaps, story = Overlaps(Path(work), threshold, memory_of(memory)), lru_cache(HELD)(known.story)
            for pairs in overlaps.pairs(frames, known.order):
                known.add_copies(_directed(pairs, story))
        for number, reason in ((each.item[0][0], each.reason) for each in lost.texts):
            path = known.story(number).id
            yield Issue.of("B029", f"it could not be compared: {reason}", hint="leave it out", path=path)
        if overlaps.crowded:
            yield _crowd(overlaps.crowded)
        yield from (Copy(article, of, share, evidence) for article, of, share, evidence in known.copies())


def _crowd(articles: int) -> Issue:
    """That so many articles have more others beside them than they were compared with."""
    message = (
        f"{plural(articles, 'article')} may be copies of more than a hundred others: each was compared with a hundred"
    )
    return Issue.of("B031", message, hint="leave out what is made after one form, or ask for a higher threshold")


def _known(work: str, memory: int | str | None) -> AbstractContextManager[Known]:
    return closing(Known(Path(work) / "stories", memory_of(memory) // SHARE))


def clusters(copies: Iterable[Copy]) -> list[tuple[str, ...]]:
    """The groups of articles that tell one story, each sorted, by their first.

    >>> clusters([Copy("b", "a", 1.0, "date"), Copy("c", "b", 0.5, "text"), Copy("e", "d", 0.9, "text")])
    [('a', 'b', 'c'), ('d', 'e')]
    """
    first: dict[str, str] = {}
    for copy in copies:
        one, other = (_root(first, each) for each in (copy.article, copy.copy_of))
        first[max(one, other)] = min(one, other)
    groups: dict[str, list[str]] = {}
    for each in sorted(first):
        groups.setdefault(_root(first, each), []).append(each)
    return [tuple(group) for group in groups.values()]


def _root(first: dict[str, str], of: str) -> str:
    """The first article of a group; ways that were gone are made shorter."""
    while (above := first.setdefault(of, of)) != of:
        first[of] = first.setdefault(above, above)
        of = above
    return of


def _batches(stories: Iterable[Story], known: Known) -> Iterator[Batch]:
    """The texts under their numbers; what else the stories say is added to those that are known."""
    some: list[Story] = []
    length = 0
    for each in stories:
        some.append(each)
        length += len(each.text)
        if len(some) >= BATCH or length >= LONG:
            yield _numbered(some, known)
            some, length = [], 0
    if some:
        yield _numbered(some, known)


def _numbered(stories: list[Story], known: Known) -> Batch:
    return [(number, each.text) for number, each in zip(known.add(stories), stories, strict=True)]


def _length(batch: Batch) -> int:
    return sum(len(text) for _, text in batch)


def _shards(kept: Kept | None) -> Shards | None:
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    return Shards(kept, [pl.DataFrame]) if kept else None


class _Losses:
    """What was lost so far: the texts that kill, each alone; and how many lots there were, until one was done."""

    def __init__(self) -> None:
        self.texts: list[Lost[Batch]] = []
        self._lots = 0
        self._done = False

    def end(self) -> None:
        """A lot was done, so that it is the texts that kill where others are lost."""
        self._done = True

    def add(self, lot: Lost[Batch], executor: Executor) -> None:
        """Take what was lost. Raises BroadsheetError where it is no fault of the texts."""
        if len(lot.item) == 1:
            self.texts.append(lot)
        self._lots += 1
        if self._lots >= LOST and not self._done:
            for found in run(shingles, [HARMLESS], executor, batch=1):
                if isinstance(found, Lost):
                    hint = "leave them more memory with --jobs 1; --engine local shows what ends them"
                    raise BroadsheetError(f"no text can be compared, whatever it says: {found.reason}", hint=hint)
            self._done = True


def _taken_apart(
    batches: Iterable[Batch], executor: Executor, shards: Shards | None, lost: _Losses
) -> Iterator[DataFrame]:
    """What comes of batches; the texts of one that is lost are taken apart one by one, to find the one that kills.

    They are not halved: each half that is lost costs processes, whose start takes longer than all texts one by one.
    """
    for found in run(shingles, batches, executor, batch=1, shards=shards):
        if not isinstance(found, Lost):
            lost.end()
            yield found
            continue
        lost.add(found, executor)
        for each in found.item if len(found.item) > 1 else ():
            yield from _taken_apart([[each]], executor, shards, lost)


def _directed(pairs: DataFrame, story: Callable[[int], Story]) -> Iterator[tuple[str, str, float, Evidence]]:
    """The pairs as what a copy consists of; those of one article follow each other."""
    for one, other, containment in pairs.sort("article", "other").iter_rows():
        yield _copy_of(story(one), story(other), containment)


def _copy_of(one: Story, other: Story, containment: float) -> tuple[str, str, float, Evidence]:
    """The pair as a copy, in the direction that the evidence shows."""
    ways = ((one, other), (other, one))
    for article, of in ways:
        if article.carries(of) and not of.carries(article):
            return article.id, of.id, containment, "mark" if article.marked else "credit"
    for article, of in ways:
        if article.is_later(of) and not article.credits & of.credits:
            return article.id, of.id, containment, "date"
    first, second = sorted((one.id, other.id))
    return second, first, containment, "shared_credit" if one.credits & other.credits else "text"
