"""The head of an article: headline, deck, byline, captions."""

from __future__ import annotations

import re

from broadsheet.reading.dates import find_dates
from broadsheet.reading.layout.addressed import is_addressed, names_page
from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.bylines import (
    has_title,
    is_byline,
    is_called,
    is_job,
    is_labelled,
    is_marked_byline,
    is_name,
    is_plain,
)
from broadsheet.reading.layout.clocks import is_visit, settle_clocks
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.headlines import (
    LONGEST_NAME,
    LONGEST_RUBRIC,
    SHORTEST_TITLE,
    Head,
    find_headline,
    is_motto,
    is_rubric,
    may_stand_alone,
)
from broadsheet.reading.layout.lines import is_clock
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.pictures import find_credit, find_maker
from broadsheet.reading.layout.prose import PROSE, Roles, has_day, sentences
from broadsheet.reading.layout.starts import body_text

__all__ = ["read_head"]

_CODE = re.compile(r"\$[a-z{(]|[{}<>\\]|\w_\w|\w\(['\")]|\|\|")
_NUMBERED = re.compile(r"\W*(?:anh|hinh anh|photo|image|picture)?\s?\d{1,2}")
_POST = re.compile(r"(?:[\w&'-]+ ){1,7}(?:reporter|correspondent|editor|producer|writer|columnist)s?", re.IGNORECASE)
_PARTED = re.compile(r"\s//\s|\|\s")
_LABELLED = re.compile(r"(?P<label>[A-Z][a-z]+(?: [a-z]+)?):\s")
_POINT = re.compile(r"[\u2022*\u2013-] |\d{1,2}[:.)] [A-Z]")
_SOURCED = re.compile(r"(?:Source|SOURCE)s?(?P<colon>\s?:)?\s(?P<name>[A-Z].{1,60})")
LONGEST_LABELLED = 10
"""In a line of at most so many words a word for pages is enough, where it says nothing of the story."""

LONGEST_LABEL = 2
FEWEST_POINTS, LONGEST_POINT = 3, 160
SHORTEST_CAPITALS = 4
SHORTEST_SIGNED = 2
LONGEST_SENTENCE = 160
MOST_HEADLINES = 2
"""What is printed a third time stands for a picture."""

LONGEST_DATED, LONGEST_REST, LONGEST_PARTED = 120, 45, 90
"""A line of the head with a date in it is its date line, if it is short and says little else; more may be said behind
the date, or between strokes."""


def read_head(blocks: list[Block], roles: Roles, body: int, head: Head) -> None:
    """Give every block before the body its role."""
    _settle_lines(blocks, roles, body, head)
    left = [i for i in range(body) if roles[i] is None]
    titles = [i for i in left if _may_head(blocks[i].text, head)]
    chosen = find_headline(blocks, titles, head)
    if chosen is None and left == [0] and _is_alone(blocks, roles, head):
        chosen = 0
    elif chosen is None and not titles:
        chosen = _last_resort(blocks, roles, body, head)
    above = [i for i in left if i in titles or not ends_sentence(blocks[i].text)]
    if chosen is not None:
        roles[chosen] = "headline"
        above = [i for i in above if i < chosen]
        _clear_above(blocks, roles, chosen, body, head.forms)
        settle_clocks(blocks, roles, chosen, body)
        _mark_entries(blocks, roles, chosen, body)
    _settle_above(blocks, roles, above, body, head)
    _read_rest(blocks, roles, [i for i in left if roles[i] is None], body, head)
    _settle_papers(blocks, roles, body, head.forms)


def _last_resort(blocks: list[Block], roles: Roles, body: int, head: Head) -> int | None:
    """Where no line is a title: what looks like a link, or the first of several names."""
    linked = [i for i in range(body) if roles[i] == "inset"]
    found = linked or _title_among_names(blocks, roles, body, head)
    return found[0] if found else None


def _settle_above(blocks: list[Block], roles: Roles, above: list[int], body: int, head: Head) -> None:
    """What stands above the headline is the page's, but for the only name that can have written the story."""
    below = range(above[-1] + 1 if above else body, body)
    named = "byline" in roles or any(is_name(blocks[i].text) for i in below if roles[i] is None)
    for index in above:
        signs = not named and is_called(blocks[index].text) and not head.story.shares(blocks[index].text)
        roles[index] = "byline" if signs else "boilerplate"


def _is_alone(blocks: list[Block], roles: Roles, head: Head) -> bool:
    """Whether the first line is a title, or a single sentence right above a byline or date, and may stand alone."""
    text = blocks[0].text
    signed = len(roles) >= SHORTEST_SIGNED and roles[1] in {"byline", "date_line"}
    single = signed and len(text) <= LONGEST_SENTENCE and sentences(text) == 1
    return (single or _may_head(text, head)) and may_stand_alone(text, head.forms)


def _settle_lines(blocks: list[Block], roles: Roles, body: int, head: Head) -> None:
    """The roles of lines that are neither titles nor decks."""
    for index in range(body):
        text = blocks[index].text
        if (signed := _role_of_sign(blocks[index], roles[index], index, head)) is not None:
            roles[index] = signed
        elif roles[index] is None and index and _joins(text, blocks[index - 1].text, roles[index - 1], head.forms):
            roles[index] = roles[index - 1]
        elif roles[index] is None and (_is_point(blocks, index, body) or _is_boxed(blocks, roles, index, head)):
            roles[index] = "inset"
        elif roles[index] == "caption" and " / " in text and is_rubric(text, head.forms):
            roles[index] = "boilerplate"
        elif roles[index] is None and find_maker(blocks[index]) is not None:
            roles[index] = "caption"
        elif index and _may_sign(blocks, roles, index, head) and _signs(text, head):
            roles[index] = "byline"
        elif roles[index] is None:
            roles[index] = _role_of_time(text, index, head.forms)


def _may_sign(blocks: list[Block], roles: Roles, index: int, head: Head) -> bool:
    """Whether a line may be a byline: one that is printed above, too, in any case of its letters, is a headline."""
    text = blocks[index].text
    if roles[index] is not None and not _is_signed(roles[index], text, head.forms):
        return False
    return len(text) <= LONGEST_RUBRIC or all(plain(text) != plain(block.text) for block in blocks[:index])


def _role_of_sign(block: Block, role: str | None, index: int, head: Head) -> str | None:
    """The role of a line of the head that looks like a sign-off or a notice of rights, or names a source."""
    text = block.text
    owned = text[0] == "\u00a9" and role == "boilerplate" and not any(map(str.isdigit, text))
    if (owned or (role == "sign_off" and index)) and _is_credit(block, head):
        return "caption"
    if _is_sourced(text, role, head.forms):
        return "boilerplate"
    if role == "sign_off":
        return "byline" if len(text) > SHORTEST_SIGNED and index else "boilerplate"
    return None


def _role_of_time(text: str, index: int, forms: Forms) -> str | None:
    """The role of a line that holds the date of the page, or the clock of the visit."""
    if (index or " | " in text) and _is_dated(text, forms) and not is_visit(text):
        return "date_line"
    return "boilerplate" if is_visit(text) else None


def _settle_papers(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> None:
    """The name of a paper or broadcaster, beside that of somebody who writes for it, is the page's."""
    bylines = [i for i in range(body) if roles[i] == "byline"]
    papers = [i for i in bylines if forms.outlets.get(plain(blocks[i].text)) in forms.publishers]
    for index in papers if len(papers) < len(bylines) else ():
        roles[index] = "boilerplate"


def _signs(text: str, head: Head) -> bool:
    """Whether a line is a byline; without the word `by` it is none if it says in plain words what the story says."""
    if is_labelled(text):
        return True
    if not is_byline(text, head.forms):
        return False
    return is_marked_byline(text, head.forms) or not (is_plain(text) and head.story.tells(text))


def _title_among_names(blocks: list[Block], roles: Roles, body: int, head: Head) -> list[int]:
    """The first of several lines that look like bylines, where no other line is a title."""
    bare = [i for i in range(body) if roles[i] == "byline" and not is_marked_byline(blocks[i].text, head.forms)]
    return [i for i in bare[:-1] if len(blocks[i].text.split()) >= SHORTEST_CAPITALS][:1]


def _may_head(text: str, head: Head) -> bool:
    """Whether a line may be the headline: a title, neither a rubric nor a word of the page to its reader."""
    page = is_addressed(text, head.forms) and not head.story.tells(text)
    return _is_title(text) and not page and not is_motto(text) and not is_rubric(text, head.forms)


def _clear_above(blocks: list[Block], roles: Roles, chosen: int, body: int, forms: Forms) -> None:
    """Above the headline an outlet's name alone is the page's, and so is a name where another stands below."""
    signed = "byline" in roles[chosen:body]
    for index in range(chosen):
        text = blocks[index].text
        named = roles[index] == "byline" and plain(text) in forms.outlets
        named = named or (roles[index] == "byline" and signed and not is_marked_byline(text, forms))
        roles[index] = "boilerplate" if named or roles[index] == "inset" else roles[index]


def _mark_entries(blocks: list[Block], roles: Roles, chosen: int, body: int) -> None:
    """Below headline and date a time without a day opens an entry of a live page, and the next line is its title."""
    for index in range(chosen + 2, body):
        timed = roles[index] == "date_line" or (roles[index] is None and blocks[index].text[0].isdigit())
        if timed and "date_line" in roles[chosen:index] and is_clock(blocks[index].text):
            roles[index] = "subhead"
            if index + 1 < body and roles[index + 1] is None and not ends_sentence(blocks[index + 1].text):
                roles[index + 1] = "subhead"


def _joins(text: str, above: str, before: str | None, forms: Forms) -> bool:
    """Whether a line goes on with the line before it: a second author, or the next entry of a box."""
    if before == "inset":
        return text.startswith("\u2022 ") or (ends_sentence(text) and _POINT.match(above) is None)
    return before == "byline" and text[:4].lower() == "and " and is_byline(f"By {text[4:]}", forms)


def _is_boxed(blocks: list[Block], roles: Roles, index: int, head: Head) -> bool:
    """Whether a line stands in a box that a label opens below a title: `Key points:`."""
    first = index
    while first and roles[first - 1] == "inset":
        first -= 1
    label = blocks[first].text
    labelled = first < index and (label.endswith(":") or len(label.split()) <= LONGEST_LABEL)
    text, above = blocks[index].text, blocks[index - 1].text
    ended = ends_sentence(text) and _POINT.match(above) is not None and _POINT.match(text) is None
    return labelled and None in roles[:first] and not ended and not _signs(text, head)


def _is_point(blocks: list[Block], index: int, body: int) -> bool:
    """Whether a line is one of several points listed above the story."""
    beside = (i for i in (index - 1, index + 1) if 0 <= i < body)
    listed = _POINT.match(blocks[index].text) is not None
    return listed and any(_POINT.match(blocks[i].text) for i in beside)


def _is_signed(role: str | None, text: str, forms: Forms) -> bool:
    """Whether what looks like a credit is a name with its agency or paper: `Grace Hopper | AFP`."""
    name, stroke, paper = text.partition(" | ") if " | " in text else text.partition(" - ")
    named = stroke == " | " or forms.outlets.get(plain(paper)) in forms.publishers
    return role == "caption" and bool(stroke) and named and is_name(name)


def _is_dated(text: str, forms: Forms) -> bool:
    """Whether a line of the head, whatever else it says, holds the date of the page."""
    if len(text) > LONGEST_DATED or ends_sentence(text):
        return False
    full = [found for found in find_dates(text, 0, len(text)) if found.year and found.day]
    parted = _PARTED.search(text) is not None or names_page(text, forms)
    return any(
        len(text) - (found.end - found.start) <= (LONGEST_PARTED if parted or not found.start else LONGEST_REST)
        for found in full
    )


def _is_title(text: str) -> bool:
    if len(text) > 250 or (len(text) > 150 and sentences(text) > 1) or text.startswith("\u2022 "):
        return False
    if _CODE.search(text) is not None:
        return False
    return not text.rstrip("\"'\u201d\u2019").endswith((".", ":")) or (sentences(text) == 1 and len(text) < PROSE)


def _read_rest(blocks: list[Block], roles: Roles, rest: list[int], body: int, head: Head) -> None:
    headline = next((plain(b.text) for b, role in zip(blocks, roles, strict=True) if role == "headline"), None)
    lead = body_text(blocks[body], head.forms) if body < len(blocks) else ""
    rest = _without_points(blocks, roles, rest, head)
    decks = {index for index in rest if _is_repeated(body_text(blocks[index], head.forms), lead)}
    decked = bool(decks)
    for index in rest:
        text = blocks[index].text
        if _CODE.search(text) is not None or (text.startswith("\u2022 ") and "headline" not in roles[:index]):
            roles[index] = "boilerplate"
        elif index in decks or text.startswith("\u2022 "):
            roles[index] = "alternative_headline"
        elif role := _again(text, headline, roles) or _own_role(blocks, roles, index, head):
            roles[index] = role
        elif decked and roles[index - 1] == "alternative_headline" and _goes_on(blocks, index, head):
            roles[index] = "alternative_headline"
        elif decked:
            roles[index] = "caption" if ends_sentence(text) or _describes(text) else "boilerplate"
        else:
            shown = "headline" not in roles[:index] and ends_sentence(text)
            roles[index] = "alternative_headline" if headline and not shown else "caption"
            decked = True


def _goes_on(blocks: list[Block], index: int, head: Head) -> bool:
    """Whether a line is a second deck: a title of the same story, right below one that is a title, too."""
    text, above = blocks[index].text, blocks[index - 1].text
    return not ends_sentence(text) and not ends_sentence(above) and head.story.shares(text) > 0


def _without_points(blocks: list[Block], roles: Roles, rest: list[int], head: Head) -> list[int]:
    """The lines that are left without runs of short ones that end alike, below the headline: points of the story."""
    below = [i for i in rest if "headline" in roles[:i] and not _says_nothing(blocks[i].text, head)]
    points: set[int] = set()
    for start in below:
        run = [i for i in range(start, start + FEWEST_POINTS) if i in below and len(blocks[i].text) <= LONGEST_POINT]
        if len(run) == FEWEST_POINTS and len({ends_sentence(blocks[i].text) for i in run}) == 1:
            points.update(run)
    for index in points:
        roles[index] = "inset"
    return [index for index in rest if index not in points]


def _is_repeated(deck: str, lead: str) -> bool:
    """Whether the story begins as a line of the head does."""
    return len(deck) >= SHORTEST_TITLE and lead.startswith(deck[:60])


def _again(text: str, headline: str | None, roles: Roles) -> str | None:
    """The role of a line that says the headline again; with a number it stands for a picture."""
    if headline is None:
        return None
    if plain(text) == headline:
        return "headline" if roles.count("headline") < MOST_HEADLINES else "caption"
    return "caption" if _NUMBERED.fullmatch(plain(text).removeprefix(headline)) else None


def _own_role(blocks: list[Block], roles: Roles, index: int, head: Head) -> str | None:
    """The role that a line of the head shows by itself."""
    text, forms = blocks[index].text, head.forms
    if "headline" in roles[:index] and _is_placed(blocks, roles, index, forms):
        return "dateline"
    if is_rubric(text, forms) or _is_field(text, forms):
        return "boilerplate"
    if (role := _role_of_name(text, roles, index, head)) is not None:
        return role
    if _after_template(blocks, index):
        return "boilerplate" if not ends_sentence(text) and "," in text else "caption"
    twice = 0 < index < len(blocks) - 1 and text in {blocks[index - 1].text, blocks[index + 1].text}
    if forms.caption.search(text) is not None or twice or has_day(text) or _is_shown(blocks, roles, index, head):
        return "caption"
    return "boilerplate" if _says_nothing(text, head) else None


def _role_of_name(text: str, roles: Roles, index: int, head: Head) -> str | None:
    """The role of a line that is a name or a job: who wrote it, for whom, or whom a picture shows."""
    signed = "byline" in roles[max(0, index - 2) : index]
    if is_job(text) and "headline" in roles:
        return "byline"
    if signed and (_POST.fullmatch(text) is not None or (has_title(text) and _is_short(text))):
        return "boilerplate"
    paper = head.forms.outlets.get(plain(text.partition(" (")[0]))
    if paper is not None and (text.endswith(")") or (signed and paper in head.forms.publishers)):
        return "boilerplate"
    if is_name(text) and "headline" in roles[:index]:
        shown = head.story.opens_with(text) or ("byline" in roles and head.story.has_all(text))
        shown = shown and not signed
        return "caption" if shown else "byline"
    return None


def _is_sourced(text: str, role: str | None, forms: Forms) -> bool:
    """Whether a line of the head says from whom a page has the story: `Source: Harbour Gazette`."""
    found = _SOURCED.fullmatch(text) if role in {None, "sign_off"} else None
    return found is not None and (found["colon"] is not None or plain(found["name"]) in forms.outlets)


def _is_field(text: str, forms: Forms) -> bool:
    """Whether a short line is a label and what stands for it on this page: `From: Ministry of Works`."""
    label = _LABELLED.match(text) if _is_short(text) else None
    return label is not None and label["label"].lower() in forms.fields


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST_RUBRIC and not ends_sentence(text)


def _is_shown(blocks: list[Block], roles: Roles, index: int, head: Head) -> bool:
    """Whether the line before or behind is nothing but the credit of a picture; a deck may stand before one."""
    if roles[index - 1] == "headline" and head.story.tells(blocks[index].text):
        return False
    beside = (i for i in (index - 1, index + 1) if 0 <= i < len(blocks) and roles[i] == "caption")
    return any(_is_credit(blocks[i], head) for i in beside)


def _is_credit(block: Block, head: Head) -> bool:
    """Whether a line is the credit of a picture and nothing else."""
    found = find_credit(block, head.credits)
    return found is not None and found[0] == block.start


def _says_nothing(text: str, head: Head) -> bool:
    """Whether a line of the head, which is no sentence, has nothing to do with the story."""
    shared = head.story.shares(text)
    short = len(text.split()) <= LONGEST_LABELLED
    named = short and not shared and names_page(text, head.forms)
    if named or (is_addressed(text, head.forms) and not head.story.tells(text)):
        return True
    return not ends_sentence(text) and len(text.split()) <= LONGEST_NAME and not shared


def _is_placed(blocks: list[Block], roles: Roles, index: int, forms: Forms) -> bool:
    """Whether a line below the headline says where the story was written: `OSLO`, `OSLO, Norway`, and no more."""
    text = blocks[index].text.rstrip(" |")
    town, comma, land = text.partition(", ")
    if plain(land if comma else town) in forms.places:
        return town.isupper() or (roles[index - 1] == "byline" and not comma) or text != blocks[index].text
    if text != blocks[index].text and text.isalpha():
        return True
    below = roles[index - 1] == "date_line" and index + 1 < len(blocks) and roles[index + 1] is None
    return below and _is_town(text) and not is_rubric(text, forms)


def _is_town(text: str) -> bool:
    """Whether a line between date and story is a name of one word, which says where it was written."""
    return len(text) > 3 and text.isalpha() and text[0].isupper()


def _describes(text: str) -> bool:
    """Whether a line without a full stop is long enough, or names enough, to tell what a picture shows."""
    words = text.split()
    named = any(word[0].isupper() for word in words[1:])
    return len(words) >= 4 and " | " not in text and (len(words) >= 8 or named)


def _after_template(blocks: list[Block], index: int) -> bool:
    """Whether leftovers of a template, which stand for a picture, come before this line."""
    return any(blocks[before].text.startswith("{") for before in range(max(0, index - 2), index))
