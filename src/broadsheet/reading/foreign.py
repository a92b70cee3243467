"""What name finders of third parties add: names inside the story that nothing in the text speaks against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import index
from typing import Any

from broadsheet.articles.entity import ENTITY_KINDS
from broadsheet.articles.folding import fold, key, lower
from broadsheet.articles.segment import Segment
from broadsheet.errors import BroadsheetError
from broadsheet.issues import shorten
from broadsheet.reading.clusters import Cluster
from broadsheet.reading.finders import Found, NameFinder
from broadsheet.reading.gathered import Gathered
from broadsheet.reading.titles import is_title

__all__ = ["add_foreign"]

_STORY = frozenset({"headline", "alternative_headline", "subhead", "paragraph", "question", "answer", "caption"})
"""The roles of what tells the story."""

_LONGEST = 200
"""So many characters a name may have."""

_LETTER = re.compile(r"[^\W\d_]")
_NO_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]|\s\s|^\s|\s$")
_CURRENCY = re.compile(r"[$\xa2-\xa5\u058f\u060b\u09f2\u09f3\u0e3f\u17db\u20a0-\u20cf]")


def add_foreign(page: Gathered, segments: Sequence[Segment], finders: Iterable[NameFinder]) -> None:
    """Note the names that finders find where we found none; in a title only those that the story has as well."""
    ground = _Ground(page, segments)
    for finder in finders:
        for start, end, kind, name in sorted(_found(finder, page.text), key=lambda each: ground.entitles(each[0])):
            if kind in ENTITY_KINDS and _is_name(name) and ground.bears(start, end):
                cluster = _meant(page, page.text[start:end], kind, name, known=ground.entitles(start))
                if cluster is not None:
                    ground.take(start, end, cluster)


def _found(finder: NameFinder, text: str) -> Iterator[Found]:
    """What a finder finds; BroadsheetError where it fails, or gives what no finder does."""
    for each in _given(finder, text):
        try:
            start, end, kind, name = each
            start, end = index(start), index(end)
        except (TypeError, ValueError) as error:
            raise _misfit(finder, each) from error
        if not (isinstance(kind, str) and isinstance(name, str)):
            raise _misfit(finder, each)
        yield start, end, kind, name


def _given(finder: NameFinder, text: str) -> list[Any]:
    """All that a finder gives; BroadsheetError where it fails, whatever it raises."""
    try:
        found: object = finder(text)
        names = list(found) if isinstance(found, Iterable) else None
    except BroadsheetError:
        raise
    except Exception as error:
        message = f"the name finder {_called(finder)} failed: {type(error).__name__}: {shorten(str(error))}"
        raise BroadsheetError(message, hint="mend it, or leave it out of --names") from error
    if names is None:
        raise _misfit(finder, found)
    return names


def _misfit(finder: NameFinder, found: object) -> BroadsheetError:
    hint = "it has to give start, end, kind and name of each name that it finds"
    return BroadsheetError(f"the name finder {_called(finder)} gave {shorten(repr(found))}", hint=hint)


def _called(finder: NameFinder) -> str:
    """The module and the name of a finder."""
    name = getattr(finder, "__qualname__", None) or type(finder).__qualname__
    return f"{finder.__module__}.{name}"


class _Ground:
    """Where a text may name something that we did not find."""

    def __init__(self, page: Gathered, segments: Sequence[Segment]) -> None:
        self._page = page
        self._story = [each for each in segments if each.role in _STORY]
        self._other = [each for each in segments if each.role not in _STORY]
        self._titles = [each for each in self._story if is_title(page.folded, each)]
        self._taken = [(start, end) for start, end, _ in page.found]

    def entitles(self, start: int) -> bool:
        """Whether an offset lies in a title."""
        return any(each.start <= start < each.end for each in self._titles)

    def bears(self, start: int, end: int) -> bool:
        """Whether a span is a name by its looks: whole words, in the story, where nothing was found yet."""
        text = self._page.text
        return (
            any(each.start <= start < end <= each.end for each in self._story)
            and not any(each.start < end and start < each.end for each in self._other)
            and not any(s < end and start < e for s, e in self._taken)
            and _is_name(text[start:end])
            and not (text[start].isalnum() and text[start - 1 : start].isalnum())
            and not (text[end - 1].isalnum() and text[end : end + 1].isalnum())
        )

    def take(self, start: int, end: int, cluster: Cluster) -> None:
        """Note what a span names."""
        self._page.add(start, end, cluster)
        self._taken.append((start, end))


def _is_name(form: str) -> bool:
    r"""Whether characters may be a name: letters, on one line, and no sum of money.

    >>> [_is_name(form) for form in ("Quay No. 7", "1 230", "NT$310", "Mara\nLind")]
    [True, False, False, False]
    """
    return (
        len(form) <= _LONGEST
        and _LETTER.search(form) is not None
        and not (_NO_NAME.search(form) or _CURRENCY.search(form))
    )


def _meant(page: Gathered, form: str, kind: str, name: str, *, known: bool) -> Cluster | None:
    """What a finder means by a form; nothing where the text has it for something of another kind."""
    clusters = page.clusters
    cluster = clusters.by_key(name) or clusters.by_key(form) or clusters.abbreviated(form) or clusters.person(form)
    if cluster is None and not known:
        cluster = _first_named(page, kind, name)
    if cluster is None or cluster.kind != kind:
        return None
    cluster.forms.setdefault(" ".join(form.split()))
    return cluster


def _first_named(page: Gathered, kind: str, name: str) -> Cluster | None:
    """What is on record under a name, or else a new thing; nothing where the project has it for another kind."""
    folded = fold.__wrapped__(name)
    found = page.source.known.at(folded, lower.__wrapped__(folded), 0)
    if found is None or key(found.form) != key(name):
        return page.clusters.of_name(kind, name)
    if found.kind == kind:
        return page.clusters.of_known(found, name)
    return None if found.entity else page.clusters.of_name(kind, name)
