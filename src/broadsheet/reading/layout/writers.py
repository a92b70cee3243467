"""Who is named with an agency or a paper in the head of a page: who wrote, or who made a picture."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.bylines import is_marked_byline
from broadsheet.reading.layout.headlines import Head
from broadsheet.reading.layout.persons import is_name, is_person
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.prose import Roles

__all__ = ["is_maker", "is_writer"]

_AND = re.compile(r", (?:and )?| and | & ")
_BEHIND = re.compile(r"(?: ?\| | [\u2013\u2014\u2022-] | \()(?P<outlet>[^()|]{2,30}?)\)?$")
_SITED = re.compile(
    r"(?P<name>[A-Z][^/|]{4,40}?) ?/ ?(?:(?P<site>[a-z][\w-]*(?:\.[a-z]{2,})+)|(?P<paper>[A-Z][^/|]{2,40}))"
)
"""A name and the address of the site, or the paper, it writes for."""

_STROKED = re.compile(r"(?P<name>[A-Z][^/|]{4,40}?) ?[/|] ?(?P<outlet>[A-Z][^/|]{2,40})")


def is_writer(text: str, roles: Roles, index: int, head: Head) -> bool:
    """Whether what looks like a credit is who wrote: a name or desk with its paper or site, or more with an agency.

    Paper and site stand behind a stroke right below a title, the paper right above the day: in other places such a line
    is a credit. With an agency it is so where nobody else is known to have written, and the story does not name them.
    """
    sited = _SITED.fullmatch(text) if roles[index] == "caption" and index and roles[index - 1] is None else None
    if sited is not None and sited["site"]:
        return is_person(sited["name"]) or plain(sited["name"]) in head.forms.outlets
    if sited is not None and head.forms.outlets.get(plain(sited["paper"])) in head.forms.publishers:
        return is_person(sited["name"]) and roles[index + 1 : index + 2] == ["date_line"]
    cut = _BEHIND.search(text) if roles[index] == "caption" else None
    if cut is None:
        return False
    outlet = head.forms.outlets.get(plain(cut["outlet"]))
    names = _AND.split(text[: cut.start()])
    own = text[cut.start() :][:3] == " | " or outlet in head.forms.publishers
    if len(names) == 1 and ((own and is_name(names[0])) or (outlet and plain(names[0]) in head.forms.desks)):
        return True
    others = "byline" in (*roles[:index], *roles[index + 1 : index + 3])
    return outlet is not None and not others and all(is_person(name) and not head.story.has_all(name) for name in names)


def is_maker(blocks: list[Block], roles: Roles, index: int, head: Head) -> bool:
    """Whether a name, a stroke and a paper below a byline that says `by` are who made a picture."""
    found = _STROKED.fullmatch(blocks[index].text)
    if found is None or not is_person(found["name"]):
        return False
    outlet = plain(found["outlet"])
    if outlet not in head.forms.outlets and outlet.rpartition(" ")[2] not in head.forms.papers:
        return False
    return any(
        roles[i] == "byline" and is_marked_byline(blocks[i].text, head.forms) for i in range(max(0, index - 4), index)
    )
