"""What a name of which nothing is known most likely names: by the line that it stands in, by its neighbours."""

from __future__ import annotations

import re

from broadsheet.reading.clusters import Cluster
from broadsheet.reading.gathered import Gathered
from broadsheet.reading.layout.persons import ends_in_job
from broadsheet.reading.names import Name

__all__ = ["guess", "in_brackets"]

_FRAMES = frozenset({"dateline", "sign_off", "marker", "byline", "credit"})
_VISITED = re.compile(r"\b(?:in|at|near|outside|from|(?:trip|travel(?:s|led)?|visit|went) to) (?:the )?$")
_SHORTEST = 3
"""One word of a name that opens a sentence has more letters."""

_ARTICLES = ("the ", " a ", " an ")
_GIVEN = frozenset({
    "handout", "file", "supplied", "contributed", "courtesy", "archive", "illustration", "screenshot", "provided",
    "pool", "illustrative", "representational",
})  # fmt: skip
"""How a picture came, where a paper might be named."""


def guess(page: Gathered, name: Name, role: str, form: str) -> Cluster | None:
    """The new thing that an unknown name most likely names; None where the text does not tell."""
    clusters = page.clusters
    kind = _kind_by_role(page, name, role, form) if role in _FRAMES else _kind_in_story(page, name, form)
    return clusters.of_name(kind, form) if kind else None


def _kind_by_role(page: Gathered, name: Name, role: str, form: str) -> str | None:
    """What a name is by the line of the layout that it stands in."""
    several, bracketed = " " in form, in_brackets(page.folded, name)
    if role == "dateline":
        return "organisation" if bracketed or name.kind == "organisation" else "place"
    person = several and page.people.may_be(page.folded[name.start : name.end].split())
    if role == "byline" and page.folded[name.start - 2 : name.start] == ", " and name.kind != "person" and not person:
        return None if ends_in_job(form) else "place"
    if role == "credit" and not several:
        return "organisation" if _is_credited(page, name) else None
    if role in {"byline", "credit"}:
        return "person" if several and form.rpartition(" ")[2].lower() not in page.forms.desks else None
    reported = " by " in page.folded[max(0, name.start - 60) : name.start].lower()
    if several and (reported or name.titled or page.people.may_be(page.folded[name.start : name.end].split())):
        return "person"
    return "organisation" if several or bracketed else None


def _is_credited(page: Gathered, name: Name) -> bool:
    """Whether a word in a credit is the paper or agency beside a photographer: Jonas Fell/Lantern, \u00a9 Lantern."""
    form = page.folded[name.start : name.end]
    if page.people.is_given(form) or form.lower() in _GIVEN:
        return False
    before, after = page.folded[max(0, name.start - 2) : name.start], page.folded[name.end : name.end + 2]
    return before[-1:] in {"/", "\u00a9"} or before in {"| ", "/ ", "\u00a9 "} or after[:1] == "/" or after == " /"


def _kind_in_story(page: Gathered, name: Name, form: str) -> str | None:
    """What an unknown name is by its title, by the words before it, or because it has several words."""
    if name.kind == "place?":
        return "organisation" if form.lower() in page.source.beaten and not _is_visited(page, name) else "place"
    if name.kind == "organisation" or form.lower() in page.source.teams or _is_embodied(page, name, form):
        return "organisation"
    if (name.kind == "person" and name.titled) or (
        not name.kind and page.folded[name.start : name.end] in page.people.well_known
    ):
        return "person"
    articled = page.folded[max(0, name.start - 4) : name.start].lower().endswith(_ARTICLES)
    if name.kind or " " not in form or (articled and not page.folded.startswith(page.forms.joints.chaired, name.end)):
        return None
    words = page.folded[name.start : name.end].split()
    if name.opens and not page.source.repeats(words[-1]) and not _is_foreign(page, name, words):
        return None
    return "person" if page.people.may_be(words) else None


def _is_visited(page: Gathered, name: Name) -> bool:
    """Whether something happens in a town or goes there, though it is that of a team: in Tarl, a trip to Tarl."""
    return _VISITED.search(page.folded, max(0, name.start - 14), name.start) is not None


def _is_foreign(page: Gathered, name: Name, words: list[str]) -> bool:
    """Whether no word of a name that opens a sentence is one of the language, and it is no work in quotation marks."""
    if name.start > 0 and not page.folded[name.start - 1].isspace():
        return False
    alike = len({word.isupper() for word in words}) == 1 and words[-1] not in page.forms.heads
    return alike and max(map(len, words)) > _SHORTEST and not any(map(page.people.vocabulary.is_english, words))


def _is_embodied(page: Gathered, name: Name, form: str) -> bool:
    """Whether a name of several words is a body's elsewhere in the text, and nobody's by its first word."""
    first, _, rest = form.partition(" ")
    return bool(rest) and not name.titled and form in page.embodied and not page.people.is_given(first)


def in_brackets(folded: str, name: Name) -> bool:
    """Whether a name stands in brackets that are open before it."""
    return folded.rfind("(", max(0, name.start - 40), name.start) > folded.rfind(
        ")", max(0, name.start - 40), name.start
    )
