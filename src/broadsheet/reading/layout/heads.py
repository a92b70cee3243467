"""The head of an article: headline, deck, byline, captions."""

from __future__ import annotations

import re
from collections import Counter

from broadsheet.reading.dates import find_dates
from broadsheet.reading.layout.addressed import is_addressed, names_page
from broadsheet.reading.layout.authors import is_labelled
from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.boxes import settle_boxes
from broadsheet.reading.layout.bylines import is_byline, is_marked_byline, is_staff
from broadsheet.reading.layout.clocks import is_visit, settle_clocks
from broadsheet.reading.layout.columns import names_column
from broadsheet.reading.layout.decks import is_code, is_credit, read_rest, tells_life
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.headlines import (
    LONGEST_RUBRIC,
    SHORTEST_TITLE,
    Head,
    find_headline,
    is_menu,
    is_motto,
    is_rubric,
    is_told,
    may_stand_alone,
    names_outlet,
)
from broadsheet.reading.layout.lines import PERIOD, is_clock, is_time
from broadsheet.reading.layout.persons import is_called, is_name, is_person, is_plain
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.pictures import find_maker, find_owner
from broadsheet.reading.layout.places import is_place
from broadsheet.reading.layout.prose import PROSE, Roles, is_titled, sentences
from broadsheet.reading.layout.results import mark_sides
from broadsheet.reading.layout.writers import is_maker, is_writer
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = ["read_head"]

_PARTED = re.compile(r"\s//\s|\|\s")
_PIECES = re.compile(r",\s|\s?[|\u00b7\u2022\u2013-]\s")
_POINT = re.compile(r"[\u2022*\u2013-] |\d{1,2}[:.)] [A-Z]")
_TIMED = re.compile(r" at (?:\d{1,2}[.:]\d\d|\d{1,2}(?: ?[ap]\.?m\.?| noon)).{0,12}$", re.IGNORECASE)
"""What a release says behind its day: `at 8:30 a.m. EEST`."""

_MAKERS = re.compile(
    r"(?:(?:photos?|photograph(?:y|s|er)|pictures?|images?)(?: by| credits?)?|credits?) ?:?", re.IGNORECASE
)
"""Alone above a name it says who made the pictures."""

_RUN_ON = re.compile(r"[a-z](?=[A-Z][a-z])")
"""Words that stand without a blank between them, as those of menus do that were run together."""

_NEWS_OF = re.compile(r"[A-Z]\w+ News of ")
_DASHED = re.compile(r"(?:--?|\u2013) (?=[A-Z])")
_SOURCED = re.compile(r"(?:Source|SOURCE)s?(?P<colon>\s?:)?\s(?P<name>[A-Z].{1,60})")

_SIGNING = frozenset({"byline", "date_line"})
_MADE = frozenset({"byline", "caption"})
_LINED = frozenset({"boilerplate", "byline"})
_BOXED = re.compile(r"\[[^\[\]]{3,40}\]")
"""A short line in square brackets is the name of a section or of a picture's file."""

_PATHS = ("> ", "\u203a ", "\u00bb ", "/ ")
SHORT_POST = range(1, 3)
LED = range(3, 9)
"""So many words have a post and a name."""
LONGEST_PATH = 30
LONGEST_LABEL = STAMPED = 2
SHORTEST_CAPITALS = MOST_RUN_ON = 4
MOST_TITLED = 2
FEWEST_TELLING = 3
SHORTEST_SIGNED = 2
LONGEST_SENTENCE = LONGEST_SOURCED = 160

LONGEST_DATED, LONGEST_REST, LONGEST_PARTED = 120, 45, 90
"""A line of the head with a date in it is its date line, if it is short and says little else; more may be said behind
the date, or between strokes."""

FEWEST_BARS, LONGEST_BARRED, LONGEST_FIRST = 3, 180, 40
"""So many strokes part a place, a day, authors and the like in one line of so many characters; so long the first part
may be, and no headline that the line was glued to."""


def read_head(blocks: list[Block], roles: Roles, body: int, head: Head) -> None:
    """Give every block before the body its role."""
    _settle_place(blocks, roles, body, head.forms)
    mark_sides(blocks, roles, body)
    _settle_lines(blocks, roles, body, head)
    left = [i for i in range(body) if roles[i] is None]
    titles = [i for i in left if _may_head(blocks[i].text, head)]
    chosen = roles.index("headline") if "headline" in roles[:body] else find_headline(blocks, titles, head)
    sole = left if len(left) == 1 else titles if titles == left[-1:] else []
    if chosen is None and sole and _is_alone(blocks, roles, sole[0], body, head):
        chosen = sole[0]
    elif chosen is None:
        chosen = _last_resort(blocks, roles, body, head)
    above = [i for i in left if i in titles or not ends_sentence(blocks[i].text)]
    if chosen is not None:
        roles[chosen] = "headline"
        above = [i for i in above if i < chosen]
        _clear_above(blocks, roles, chosen, body, head.forms)
        settle_clocks(blocks, roles, chosen, body, head.forms)
        _mark_entries(blocks, roles, chosen, body)
    elif "date_line" in roles[:body]:
        settle_clocks(blocks, roles, max(i for i in range(body) if roles[i] == "date_line"), body, head.forms)
    _settle_above(blocks, roles, above, body, head)
    read_rest(blocks, roles, [i for i in left if roles[i] is None], body, head)
    _settle_papers(blocks, roles, body, head.forms)
    _settle_town(blocks, roles, body, head.forms)
    settle_boxes(blocks, roles, body, head.forms)


def _settle_place(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> None:
    """A town alone right above the story, in capitals, before a mark or below a scraper's stamp, is its dateline."""
    if not body or roles[body - 1] is not None:
        return
    text = blocks[body - 1].text
    if text[-1] in ":," and is_place(text[:-1].rstrip(), forms):
        roles[body - 1] = "dateline"
    stamped = body == STAMPED and roles[0] == "date_line"
    town = plain(text) in forms.places and plain(text) not in forms.rubrics
    if town and (text.isupper() or stamped):
        roles[body - 1] = "dateline"


def _settle_town(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> None:
    """A place alone between who wrote a story or its picture and the story is its dateline, and no section."""
    above = roles[body - 2] if body > 1 else None
    if above in _MADE and roles[body - 1] == "boilerplate" and plain(blocks[body - 1].text) in forms.places:
        roles[body - 1] = "dateline"
    elif (
        above == "boilerplate"
        and roles[body - 1] in _LINED
        and _is_wired(blocks[body - 2].text, blocks[body - 1].text, forms)
    ):
        roles[body - 2 : body] = ["dateline", "byline"]


def _is_wired(place: str, agency: str, forms: Forms) -> bool:
    """Whether a place with its land and the initials of an agency stand right above a story, each in its own line."""
    town, comma, land = place.partition(", ")
    wired = agency.isupper() and plain(agency) in forms.outlets
    return wired and bool(comma) and is_place(town, forms) and plain(land) in forms.places


def _last_resort(blocks: list[Block], roles: Roles, body: int, head: Head) -> int | None:
    """Where no line is a title: what looks like a link, or the first of several names."""
    linked = [i for i in range(body) if roles[i] == "inset" or _is_hidden(blocks[i].text, roles[i], head)]
    linked = linked or [i for i in range(body) if names_column(blocks[i].text)]
    linked = linked or [i for i in range(body) if roles[i] is None and _tells_of_person(blocks[i].text, head)]
    found = linked or _title_among_names(blocks, roles, body, head)
    return found[0] if found else None


def _is_hidden(text: str, role: str | None, head: Head) -> bool:
    """Whether a line that begins as one of the page's is a title that tells of the story: `Search for crew ends`."""
    if role != "boilerplate" or text[0] == "(" or text.startswith("Source") or is_menu(text, head.forms):
        return False
    long = len(text) >= SHORTEST_TITLE and len(text.split()) >= SHORTEST_CAPITALS
    return long and head.story.tells(text) and _may_head(text, head)


def _settle_above(blocks: list[Block], roles: Roles, above: list[int], body: int, head: Head) -> None:
    """What stands above the headline is the page's, but for the only name, or name and paper, that can have written."""
    below = range(above[-1] + 1 if above else body, body)
    named = "byline" in roles or any(is_name(blocks[i].text) for i in below if roles[i] is None)
    for index in above:
        text = blocks[index].text
        name, _, paper = text.partition(" - ")
        name = name if plain(paper) in head.forms.outlets else text
        called = is_called(name) or (index + 1 == below.start and is_person(name) and _is_family(name))
        called = called and plain(name) not in head.forms.places
        signs = not named and called and not head.story.has_all(name)
        roles[index] = "byline" if signs else "caption" if _shows_person(text, head) else "boilerplate"


def _is_family(name: str) -> bool:
    """Whether a name ends in one of a family that is no word of the language."""
    return load_vocabulary().is_name(name.rpartition(" ")[2])


def _is_alone(blocks: list[Block], roles: Roles, index: int, body: int, head: Head) -> bool:
    """Whether the only free line is a title, or a single sentence right above a byline or date, and may stand alone.

    Below other lines it stands right above the story, with its date or author between.
    """
    text = blocks[index].text
    if text[0].islower() or text[0] == "(":
        return False
    if index and any(role not in _SIGNING for role in roles[index + 1 : body]):
        return False
    signed = len(roles) > index + 1 and roles[index + 1] in _SIGNING
    single = signed and len(text) <= LONGEST_SENTENCE and sentences(text) == 1
    return (single or _may_head(text, head)) and may_stand_alone(text, head.forms)


def _shows_person(text: str, head: Head) -> bool:
    """Whether a line is a person's name, perhaps behind a post and a comma, with which the story opens as well."""
    post, _, name = text.rpartition(", ")
    if not is_person(name) or head.story.mourns or plain(name) in head.forms.places:
        return False
    return head.story.has_all(text) and (head.story.opens_with(name) or post.count(" ") in SHORT_POST)


def _tells_of_person(text: str, head: Head) -> bool:
    """Whether a line with somebody's name behind a comma says too much before it to be what a picture shows."""
    before, comma, _ = text.rpartition(", ")
    return bool(comma) and before.count(" ") not in SHORT_POST and _shows_person(text, head)


def _is_shown(blocks: list[Block], roles: Roles, index: int, head: Head) -> bool:
    """Whether a line ends in who made a picture, or is whom one shows."""
    made = find_maker(blocks[index]) or _is_owned(blocks[index]) or is_maker(blocks, roles, index, head)
    return bool(made) or (index > 0 and _shows_official(blocks[index].text, head))


def _shows_official(text: str, head: Head) -> bool:
    """Whether a line is a post and a name, as the story opens with them, and not who wrote it."""
    words = text.split()
    named = len(words) in LED and is_person(" ".join(words[-2:])) and head.story.opens_with(text)
    posted = named or (head.forms.posted.fullmatch(text) is not None and head.story.has_all(text))
    return posted and not is_byline(text, head.forms)


def _settle_lines(blocks: list[Block], roles: Roles, body: int, head: Head) -> None:
    """The roles of lines that are neither titles nor decks."""
    for index in range(body):
        text = blocks[index].text
        if (signed := _role_of_sign(blocks[index], roles, index, head)) is not None:
            roles[index] = signed
        elif roles[index] is None and index and _joins(text, blocks[index - 1].text, roles[index - 1], head.forms):
            roles[index] = roles[index - 1]
        elif roles[index] is None and (_is_point(blocks, index, body) or _is_boxed(blocks, roles, index, head)):
            roles[index] = "inset"
        elif _is_path(text, roles[index], head.forms) or (roles[index] is None and _BOXED.fullmatch(text) is not None):
            roles[index] = "boilerplate"
        elif index and is_person(text) and _MAKERS.fullmatch(blocks[index - 1].text) is not None:
            roles[index] = "credit"
        elif roles[index] is None and _is_shown(blocks, roles, index, head):
            roles[index] = "caption"
        elif (
            (index or is_staff(text, head.forms) or plain(text) in head.forms.desks)
            and _may_sign(blocks, roles, index, head)
            and _signs(text, head)
        ):
            roles[index] = "byline"
        elif roles[index] is None and not ("date_line" in roles[:body] and _tells_of_day(text, head.forms)):
            roles[index] = _role_of_time(text, index, head.forms)


def _is_owned(block: Block) -> bool:
    """Whether a long line without a full stop ends in a person's name in brackets: who made the picture."""
    owner = find_owner(block)
    return owner is not None and is_person(block.text[owner[0] - block.start : owner[1] - block.start])


def _is_path(text: str, role: str | None, forms: Forms) -> bool:
    """Whether what looks like a link or a credit is the path to the page's section: `> Crime`, `Home / World`."""
    section = role == "inset" and text.startswith(_PATHS) and len(text) <= LONGEST_PATH
    name = text.partition(" (")[0] if role == "caption" and text[-1] == ")" and ":" not in text else ""
    desk = plain(name) in forms.desks
    masthead = bool(name) and not desk and names_outlet(name, forms) and not is_told(name.split(), forms)
    return section or masthead or (role == "caption" and " / " in text and is_rubric(text, forms))


def _may_sign(blocks: list[Block], roles: Roles, index: int, head: Head) -> bool:
    """Whether a line may be a byline: one that is printed above, too, in any case of its letters, is a headline."""
    text = blocks[index].text
    if roles[index] is not None and not is_writer(text, roles, index, head):
        return False
    return len(text) <= LONGEST_RUBRIC or all(plain(text) != plain(block.text) for block in blocks[:index])


def _role_of_sign(block: Block, roles: Roles, index: int, head: Head) -> str | None:
    """The role of a line of the head that looks like a sign-off or a notice of rights, or names a source."""
    text, role = block.text, roles[index]
    owned = text[0] == "\u00a9" and role == "boilerplate" and not any(map(str.isdigit, text))
    if (owned or (role == "sign_off" and index)) and is_credit(block, head):
        return "byline" if is_writer(text, [*roles[:index], "caption", *roles[index + 1 :]], index, head) else "caption"
    if _is_sourced(text, role, head.forms):
        return "boilerplate"
    if role == "sign_off":
        return "byline" if len(text) > SHORTEST_SIGNED and index else "boilerplate"
    return None


def _role_of_time(text: str, index: int, forms: Forms) -> str | None:
    """The role of a line that holds the date of the page, or the clock of the visit."""
    if (index or " | " in text or _NEWS_OF.match(text) is not None) and _is_dated(text, forms) and not is_visit(text):
        return "date_line"
    return "boilerplate" if is_visit(text) else None


def _settle_papers(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> None:
    """The name of a paper or broadcaster, beside that of somebody who writes for it, is the page's.

    So is what is printed twice and is nobody's name, and what the page begins with.
    """
    bylines = [i for i in range(body) if roles[i] == "byline"]
    printed = Counter(blocks[i].text for i in bylines)
    for index in bylines if len(bylines) > 1 else ():
        text = blocks[index].text
        again = printed[text] > 1 and not is_person(text) and not is_marked_byline(text, forms)
        if again or (text == blocks[0].text and roles[0] == "boilerplate"):
            roles[index] = "boilerplate"
    papers = [i for i in bylines if forms.outlets.get(plain(blocks[i].text)) in forms.publishers]
    for index in papers if len(papers) < len(bylines) else ():
        roles[index] = "boilerplate"


def _signs(text: str, head: Head) -> bool:
    """Whether a line is a byline; without the word `by` it is none if it says in plain words what the story says."""
    dashed = _DASHED.match(text)
    if is_labelled(text) or (dashed is not None and is_person(text[dashed.end() :])):
        return True
    if not is_byline(text, head.forms):
        return False
    named = ", " not in text or any(map(is_person, _PIECES.split(text)))
    return not (is_plain(text) and (head.story.tells(text) or not named))


def _title_among_names(blocks: list[Block], roles: Roles, body: int, head: Head) -> list[int]:
    """The first of several lines that look like bylines, where no other line is a title."""
    bare = [i for i in range(body) if roles[i] == "byline" and not is_marked_byline(blocks[i].text, head.forms)]
    return [i for i in bare[:-1] if len(blocks[i].text.split()) >= SHORTEST_CAPITALS][:1]


def _may_head(text: str, head: Head) -> bool:
    """Whether a line may be the headline: a title, neither a rubric nor a word of the page to its reader."""
    page = is_addressed(text, head.forms) and not head.story.tells(text)
    if (
        page
        or len(_RUN_ON.findall(text)) >= MOST_RUN_ON
        or is_motto(text)
        or tells_life(text)
        or _shows_person(text, head)
        or text[-5:].lower() == " logo"
    ):
        return False
    return _is_title(text) and not is_rubric(text, head.forms)


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
    """Whether a line goes on with the one before it: a second author, the time of a day, the next entry of a box."""
    if before == "date_line":
        return is_time(text)
    if before == "inset":
        return text.startswith("\u2022 ") or (ends_sentence(text) and _POINT.match(above) is None)
    return before == "byline" and text[:4].lower() == "and " and is_byline(f"By {text[4:]}", forms)


def _is_boxed(blocks: list[Block], roles: Roles, index: int, head: Head) -> bool:
    """Whether a line stands in a box that a label opens below a title: `Key points:`."""
    first = index
    while first and roles[first - 1] == "inset":
        first -= 1
    label = blocks[first].text
    named = label.endswith(":") or len(label.split()) <= LONGEST_LABEL or head.forms.inset.match_whole(plain(label))
    labelled = first < index and named
    text, above = blocks[index].text, blocks[index - 1].text
    ended = ends_sentence(text) and _POINT.match(above) is not None and _POINT.match(text) is None
    return labelled and None in roles[:first] and not ended and not _signs(text, head)


def _is_point(blocks: list[Block], index: int, body: int) -> bool:
    """Whether a line is one of several points listed above the story."""
    beside = (i for i in (index - 1, index + 1) if 0 <= i < body)
    listed = _POINT.match(blocks[index].text) is not None
    return listed and any(_POINT.match(blocks[i].text) for i in beside)


def _tells_of_day(text: str, forms: Forms) -> bool:
    """Whether a line says something of a day, and not only when the page appeared: `Police calls for May 13, 2022`."""
    rest = text
    for found in find_dates(text, 0, len(text)):
        rest = rest.replace(text[found.start : found.end], "")
    words = [word for word in rest.split() if word not in forms.date_words]
    return len(words) >= FEWEST_TELLING and is_told(words, forms)


def _is_dated(text: str, forms: Forms) -> bool:
    """Whether a line of the head, whatever else it says, holds the date of the page."""
    barred = text.count("|") >= FEWEST_BARS and text.index("|") <= LONGEST_FIRST
    if (
        len(text) > (LONGEST_BARRED if barred else LONGEST_DATED)
        or ends_sentence(text)
        or is_motto(text)
        or PERIOD.search(text) is not None
    ):
        return False
    full = [found for found in find_dates(text, 0, len(text)) if found.year and found.day]
    if not full:
        return False
    parted = _PARTED.search(text) is not None or names_page(text, forms) or _TIMED.search(text) is not None
    return barred or any(
        len(text) - (found.end - found.start) <= (LONGEST_PARTED if parted or not found.start else LONGEST_REST)
        for found in full
    )


def _is_title(text: str) -> bool:
    if len(text) > 250 or (len(text) > 150 and sentences(text) > 1) or text.startswith("\u2022 "):
        return False
    if is_code(text):
        return False
    short = len(text) < PROSE and (sentences(text) == 1 or (sentences(text) == MOST_TITLED and is_titled(text)))
    return short or not text.rstrip("\"'\u201d\u2019").endswith((".", ":"))


def _is_sourced(text: str, role: str | None, forms: Forms) -> bool:
    """Whether a line of the head says from whom a page has the story: `Source: Harbour Gazette`."""
    barred = text[0] in "|/"
    if role is None and text[:8] == "Source: " and len(text) <= LONGEST_SOURCED and not ends_sentence(text):
        return True
    found = _SOURCED.fullmatch(text.lstrip("|/ ")) if barred or role in {None, "sign_off"} else None
    return found is not None and (found["colon"] is not None or plain(found["name"]) in forms.outlets)
