"""Whose a body is that every state may have: the Foreign Ministry of Iran, and that of Iraq."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from broadsheet.articles.folding import fold, key, lower
from broadsheet.reading.gazetteer import Known
from broadsheet.reading.name_forms import Name, Page

__all__ = ["National", "find_national", "find_own"]

_OWNING = frozenset({" ", "'s ", "' ", " 's "})
"""What stands between a country and what is its own: Iran's Parliament, the Danish Navy."""

_OF = (" of the ", " of ")
_MINISTRY = "Ministry"
"""What has its country first is called so, but for a ministry: the Danish Navy, the Danish Ministry of Ports."""


class National(NamedTuple):
    """A body that every state may have: its name without its country, the code of that, and how "of" names it."""

    name: str
    country: str
    state: str


def find_national(page: Page, names: Sequence[Name]) -> Mapping[int, National]:
    """The national bodies among the names of a text of which it tells the country, under their offsets.

    A country is told beside a body or within its name. A body that has none is that of the same name for which the
    text told a country last, or of the only country that it tells for that name.
    """
    bodies: list[tuple[int, str, Known | None]] = []
    for before, name, after in zip([None, *names], names, [*names[1:], None], strict=False):
        if name.kind == "organisation" or (name.known and name.known.kind == "organisation"):
            start, end, state = _split(page, name)
            if page.forms.kinds.national.fullmatch(page.folded, start, end):
                state = state or _owner(page, before, name) or _owner_behind(page, name, after)
                bodies.append((name.start, " ".join(page.text[start:end].split()), state))
    return _settled(page, bodies)


def find_own(page: Page, body: National, known: Known | None) -> Known | None:
    """The body of that country among those of a project, by its name with the country, or by one without any."""
    full = fold(f"{body.name} of {body.state}")
    listed = page.known.at(full, lower(full), 0)
    if listed and listed.entity and len(listed.form) == len(full):
        return listed
    if known is None or known.entity is None:
        return None
    name = fold(known.entity.name)
    _, state = _ending(page, name, 0, len(name))
    return known if state is None or state.country == body.country else None


def _settled(page: Page, bodies: Sequence[tuple[int, str, Known | None]]) -> dict[int, National]:
    states: defaultdict[str, dict[str | None, Known]] = defaultdict(dict)
    for _, name, state in bodies:
        if state is not None:
            states[key(name)].setdefault(state.country, state)
    last = {plain: next(iter(told.values())) for plain, told in states.items() if len(told) == 1}
    found = {}
    for start, name, state in bodies:
        if state is not None:
            last[key(name)] = state
        if (owner := last.get(key(name))) is not None:
            article = "the " if owner.country in page.forms.kinds.articled else ""
            found[start] = National(name, str(owner.country), f"{article}{owner.name}")
    return found


def _split(page: Page, name: Name) -> tuple[int, int, Known | None]:
    """What a name is without its country, and that: the Danish Ministry of Ports, the Ministry of Ports of Iran."""
    at, state = _ending(page, page.folded, name.start, name.end)
    if state is None and _MINISTRY in page.folded[name.start : name.end]:
        state = _state_at(page, page.folded, name.start)
        return name.start + len(state.form) + 1 if state else name.start, name.end, state
    return name.start, at, state


def _ending(page: Page, folded: str, start: int, end: int) -> tuple[int, Known | None]:
    """The country that ends a name behind "of", and where the name ends before that."""
    for link in _OF:
        at = folded.rfind(link, start, end)
        state = _state_at(page, folded, at + len(link)) if at > start else None
        if state and at + len(link) + len(state.form) == end:
            return at, state
    return end, None


def _state_at(page: Page, folded: str, start: int) -> Known | None:
    """The country whose name, or the word for what is of it, begins at an offset."""
    known = page.known.at(folded, page.lower if folded is page.folded else lower(folded), start)
    return known if known and _is_state(page, known) else None


def _owner(page: Page, before: Name | None, name: Name) -> Known | None:
    """The country whose own a body is by what stands right before it."""
    if before is None or before.known is None or page.folded[before.end : name.start] not in _OWNING:
        return None
    return before.known if _is_state(page, before.known) else None


def _owner_behind(page: Page, name: Name, after: Name | None) -> Known | None:
    """The country that follows a body with "of"."""
    if after is None or after.known is None or page.folded[name.end : after.start] not in _OF:
        return None
    return after.known if _is_state(page, after.known) and not after.known.people else None


def _is_state(page: Page, known: Known) -> bool:
    """Whether a known place is a country, and no nation in one."""
    country = known.kind == "place" and known.country is not None and not known.printed
    return country and known.form not in page.forms.kinds.devolved
