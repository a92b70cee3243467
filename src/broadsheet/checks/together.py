"""The check of records: each by itself, in shards; then all together; then against the texts at hand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from typing import Any, TypeVar

from broadsheet.checks.blocks import InMemory
from broadsheet.checks.budget import Budget
from broadsheet.checks.checked import Checked, checked
from broadsheet.checks.cited import Cited, CitedTexts
from broadsheet.checks.complete import Complete, Room
from broadsheet.checks.copies import check_copies, check_copies_in_texts, cited_by
from broadsheet.checks.corpus import Corpus
from broadsheet.checks.entries import Entry, Records
from broadsheet.checks.examine import Examine, Examined, Recall
from broadsheet.checks.gathered import Gathered
from broadsheet.checks.grounding import Compare, Missing, Repeats, own_runs
from broadsheet.checks.known import Answer, Known
from broadsheet.checks.listing import Listing
from broadsheet.checks.names import Names
from broadsheet.checks.passed import acceptance
from broadsheet.checks.pieces import Given, Piece, Shard
from broadsheet.checks.spans import check_role_spans, check_role_texts
from broadsheet.checks.tally import Total
from broadsheet.checks.texts import Texts
from broadsheet.checks.verbatim import Withheld, check_verbatim
from broadsheet.checks.work import Stages, Work
from broadsheet.engines import Lost
from broadsheet.engines.scratch import telling
from broadsheet.engines.watching import Step, watched
from broadsheet.errors import UnreadableError
from broadsheet.issues import Issue, Report

__all__ = ["Check", "check_files", "checking"]

FEW = 2000
"""Articles that are held in memory when they are complete."""

R = TypeVar("R")


@contextmanager
def checking(  # noqa: PLR0913 - what is checked, and how
    files: Sequence[Given | Piece],
    texts: Texts,
    *,
    issues: Iterable[Issue] = (),
    own_words: Sequence[Entry] = (),
    whole: bool = True,
    only: Container[str] | None = None,
    limit: int | None = None,
    work: Work | None = None,
    edition: str | None = None,
) -> Iterator[Check]:
    """The check of the records in files, each by itself, all together, and against the texts at hand.

    `own_words` are further values to publish, such as a project's settings, that must not
    repeat a withheld text either. Where the files are not the `whole` of something, references
    are judged only if there are entities or outlets among them. `issues` were found before. `only` are the paths of
    the files to report on, the others are referred to; `limit` is how many issues of a kind are kept, None for all.
    With an `edition` the articles are completed for it on the way; then UnwritableError is raised when there is no room
    for temporary files.
    """
    work, total = work or Work(), Total(limit, only)
    total.add(issues)
    known = Known(Budget.of(work.memory).keys)
    with work.open(files, with_texts=texts.present) as stages, known, _room(edition) as room:
        check = Check(stages, Gathered(known, total), texts, room)
        check.examine()
        if not whole and not (check.found.records.entities or check.found.records.outlets):
            check.found.miss()
        check.agree()
        check.ground(own_words)
        yield check


def check_files(files: Sequence[Given | Piece], texts: Texts, **more: Any) -> Report:
    """The report of such a check."""
    with checking(files, texts, **more) as check:
        return check.found.report()


class Check:
    """A check under way: its stages, and what they found so far."""

    def __init__(self, stages: Stages, found: Gathered, texts: Texts, room: Room | None = None) -> None:
        self._stages, self.found, self._texts, self._room = stages, found, texts, room
        self._cited: Mapping[str, Cited] = {}

    def examine(self) -> None:
        """Check the records by themselves, and complete the articles where there is room for them."""
        present, limit, then, room = self._texts.present, self.found.total.limit, None, self._room
        if room is not None:
            then = Complete(self._stages.folder or room.folder, self._texts, room.edition)
        self._stages.require([*self._texts.found, *([then.folder] if then else [])])
        if not present:
            self._stages.share(acceptance)
        about = ("examine", present, limit, *(then.about() if then else ()))
        texts = self._listing if then else None
        step = self._step("record", "checked", _checked)
        with telling():
            for number, each in watched(self._stages.map(Examine(present, then, limit), None, about, texts), step):
                if isinstance(each, Lost):
                    self.found.set_aside(each)
                    continue
                self.found.take(number, each)
                if room is not None and each.completed:
                    room.take(each.completed)

    @cached_property
    def _listing(self) -> Listing | None:
        """The texts at hand as they were when they were first needed."""
        return self._stages.listed(self._texts)

    def _step(self, thing: str, done: str, count: Callable[[Any], int] = lambda _: 1) -> Step[Any]:
        """A step over the shards, of which the share of the bytes is known."""
        stages, issues = self._stages, self.found.total.count
        return Step(thing, done, share=stages.part, count=count, name=lambda _: stages.last, issues=issues)

    def _again(
        self,
        stage: Callable[[Shard], R],
        wanted: Collection[int] | None = None,
        about: tuple[Any, ...] = (),
        texts: Listing | None = None,
    ) -> Iterator[R]:
        """What a stage makes of shards that were examined; all of them if nothing is said. See `Stages.map`."""
        there = self.found.shards if wanted is None else self.found.shards & {*wanted}
        for _, each in self._stages.map(stage, there, about, texts):
            if isinstance(each, Lost):
                self.found.set_aside(each)
            else:
                yield each

    # Together

    def agree(self) -> None:
        """Check the records together; articles that have to be looked at once more are read again."""
        found, cited = self.found, _cited(self.found.records)
        answer = found.known.answer(cited | {id for kind, id in found.claims if kind == "article" and id is not None})
        corpus = Corpus(found.records, found.known.few() | answer.shards.keys(), found.claims)
        self._cited = dict(self._recalled(answer, cited, corpus))
        lengths = {id: article.length for id, article in self._cited.items()}
        for entity in found.records.entities:
            found.total.add(check_role_spans(entity, lengths))
        found.total.add(corpus.check())
        found.total.add(check_copies(found.records.copies, self._cited))

    def _recalled(self, answer: Answer, cited: set[str], corpus: Corpus) -> Iterator[tuple[str, Cited]]:
        """The articles that are cited, by id; what is wrong with these, and with those that are doubtful, is told."""
        total, wanted, false = self.found.total, answer.twice | (cited & answer.shards.keys()), corpus.false_claims()
        shards = None if false else {shard for id in wanted for shard in answer.shards[id]}
        about = ("recall", sorted(wanted), sorted(false, key=repr))
        for articles, issues in self._again(Recall(wanted, false), shards, about) if wanted or false else ():
            total.add(issues)
            for article in articles:
                total.add(corpus.check_article(article, hints=total.has_room(article.document.path, "B203")))
                if (id := article.value["id"]) in cited:
                    yield id, Cited.of(article.value)

    # Against the texts

    def ground(self, own_words: Sequence[Entry]) -> None:
        """Check the records against the texts at hand."""
        found, texts = self.found, self._texts
        if not texts.present:
            found.lacks(Missing(found.count, found.names), texts)
            return
        records = found.records
        others = (*records.entities, *records.outlets, *own_words)
        found.runs.add(own_runs(others))
        stage = Compare(texts, Names.of(records.entities), {*self._cited}, found.runs, found.total.limit)
        about = ("compare", stage.digest()) if self._stages.keeps else ()
        missing, sound, runs = Missing(), set[str](), dict[int, str]()
        step = self._step("record", "compared with texts", lambda each: each.at_hand)
        for each in watched(self._again(stage, None, about, self._listing), step):
            found.total.take(each.tally)
            found.at_hand += each.at_hand
            missing.add(each.missing.count, each.missing.names)
            sound |= each.sound
            runs = each.runs | runs
        text_of = CitedTexts(texts, self._cited, sound).find
        for entity in records.entities:
            found.total.add(check_role_texts(entity, text_of))
        found.total.add(check_copies_in_texts(records.copies, self._cited, text_of))
        self._withhold(Withheld(found=runs), others)
        found.lacks(missing, texts)

    def _withhold(self, withheld: Withheld, others: Iterable[Entry]) -> None:
        """Tell where records repeat withheld texts."""
        repeats = self._again(Repeats(withheld, self.found.total.limit)) if withheld else ()
        for tally in watched(repeats, self._step("part", "searched for withheld words")):
            self.found.total.take(tally)
        for entry in others:
            self.found.total.add(check_verbatim(entry, withheld))

    # And then

    def complete(self) -> Checked:
        """The records, which have no error, completed by their models and with the texts that an edition carries.

        Many articles are on disk. Raises UnreadableError when a text is missing, UnwritableError when there is no room
        for temporary files.
        """
        assert self._room is not None  # noqa: S101 - the check is for an edition
        if self._room.missing:
            names = ", ".join(name for _, name in self._room.missing)
            message = f"the full edition needs every text; not at hand: {names}"
            raise UnreadableError(message, hint="name the folder of the texts with --texts")
        with telling():
            spool = self._room.spool()
            return checked(self.found.records, spool if len(spool) > FEW else InMemory(spool))


def _room(edition: str | None) -> AbstractContextManager[Room | None]:
    with telling():
        return nullcontext() if edition is None else Room(edition)


def _checked(examined: tuple[int, Examined | Lost[Shard]]) -> int:
    """How many records there were in a shard."""
    found = examined[1]
    return 0 if isinstance(found, Lost) else found.stats["records"]


def _cited(records: Records) -> set[str]:
    """The ids of the articles that roles and copies name."""
    roles = (role.get("article") for entity in records.entities for _, role in entity.items("roles"))
    return {id for id in roles if id is not None} | cited_by(records.copies)
