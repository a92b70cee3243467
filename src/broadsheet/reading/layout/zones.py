"""What lines show by themselves, and where the tail of an article begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from broadsheet.reading.layout.addressed import is_addressed, is_advice
from broadsheet.reading.layout.authors import is_author_name, is_signed_day, names_office
from broadsheet.reading.layout.authorship import is_authorship, names_person
from broadsheet.reading.layout.bios import mark_bios
from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.bylines import is_desk, is_marked_byline, names_author, shows_official
from broadsheet.reading.layout.clocks import is_today, shows_weather
from broadsheet.reading.layout.comments import cut_at_comments
from broadsheet.reading.layout.credit_forms import Credits
from broadsheet.reading.layout.dateline_parts import MONTH
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.headlines import ISSUER
from broadsheet.reading.layout.kinship import Story
from broadsheet.reading.layout.letters import mark_writers
from broadsheet.reading.layout.lines import (
    find_sign_off,
    is_boilerplate,
    is_coded,
    is_date_line,
    is_embedded,
    is_inset,
    is_opener,
    is_script,
    is_shot,
    is_sign_off,
    may_sign,
)
from broadsheet.reading.layout.links import DOTS, FEWEST_SHARED, cut_at_labels, cut_at_teasers, mark_links
from broadsheet.reading.layout.lone_datelines import read_lone_dateline
from broadsheet.reading.layout.openings import read_marker
from broadsheet.reading.layout.page_words import speaks_alone, tells_of_text
from broadsheet.reading.layout.persons import is_name, is_person, is_signature
from broadsheet.reading.layout.phrases import LONGEST_LINE, plain
from broadsheet.reading.layout.pictures import BUTTONS, find_credit
from broadsheet.reading.layout.points import mark_points
from broadsheet.reading.layout.prose import LONGEST_LABEL, Roles, is_prose
from broadsheet.reading.layout.results import mark_results, mark_times
from broadsheet.reading.layout.signatures import labels_author, mark_authors, mark_signatures
from broadsheet.reading.layout.story_sentences import is_line, is_sentence

__all__ = [
    "MOST_AFTER",
    "STOP",
    "classify",
    "read_tail",
]

NEAR = 6
"""How many of the last blocks may sign a story under a name that nobody knows."""

LONGEST_TITLE = 100
"""A line so short, without a full stop, is no paragraph at the end of a story."""

LONGEST_CUT = 40
LONGEST_HEAD = 5
"""A heading has at most so many words."""
SHORTEST_ROW = 2

FEWEST_BLANKS = 2
"""A word to the reader that closes a story is longer than `Advertisement`, which stands between its paragraphs, too."""

MOST_AFTER = 2
"""After a signed paragraph at most so many blocks of prose are taken for the page's."""

_SPOKEN = re.compile(r"[\u201c\"][^\u201c\u201d\"]+[,!?][\u201d\"] (?:[\w' -]+ )?(?:said|says|told|added)\b[^.]*\. ")
"""What somebody says is of the story, also where who wrote it is named behind: “It is late,” Lan said. Mai Orr/KLD"""

_PICTURE = re.compile(r"\b(?:photos?|photographs?|images?|pictures?|pics?|fotos?)\b", re.IGNORECASE)
"""What a credit calls what it is of, and a sign-off never."""

_FILED = re.compile(r"FILE(?: (?:PHOTO|PICTURE|IMAGE))?(?: [\u2013-]|:) ")
"""A picture from the archive is called so in capitals: `FILE - Ships lie at the quay in May.`"""

_LABELLED = re.compile(
    r"(?:[A-Z][A-Za-z]+ )?(?i:photos?|photographs?|images?|pictures?|pics?)(?:\s?[:\u2013-]\s| shows? )"
)
"""What a caption calls itself: `File photo: ships at the quay. (Reuters)`."""

_INITIALED = re.compile(r"\((?:[A-Z]{2,4}/){1,4}[A-Z]{2,4}\)")
"""The initials of who wrote and edited a story, in brackets below it."""

_LEFT = re.compile(r"\{\{[^{}]{1,80}\}\}")
"""A place that a template left unfilled, perhaps behind the day."""

_DESK = re.compile(
    r"\b(?:News Agency|News Service|Newswire|Press Agency|Press Service|Wire Service|Features|Wires?|News Desk)"
    r"(?: \([A-Z]{2,7}\))?$"
)
_FIRM = re.compile(r"(?:About|ABOUT) (?:The |THE )?[A-Z][\w.&'-]*(?:,? (?:[A-Z(][\w.&'()-]*|of|and|for|the|de)){0,6}:?")
_GREETS = re.compile(r"Dear (?:\w+ )?[Rr]eaders?\s?[,:!\u2013-]")
_PUBLISHER = re.compile(
    r"(?:[A-Z][a-z]+(?:-in-[Cc]hief)?,? (?:(?:and|&) )?){0,3}Publisher(?: (?:and|&) [A-Z][a-z]+(?:-in-[Cc]hief)?)?"
)
_PUBLISHED = re.compile(r"(?:first|originally) (?:posted|published)\b", re.IGNORECASE)
MOST_NAMES = 3

_LINKED = re.compile(r"(?:READ (?:MORE|ALSO)|ALSO READ|SEE ALSO|RELATED): ?[^.]{10,120}\b[A-Z][a-z]{2,4}\.$")
"""A link whose title ends in a short form is no sentence: `READ MORE: Port to open in Skarn, Sask.`"""

_MADE_BY = re.compile(r"Photos: [A-Z][\w.'\u2019-]*(?:[ /][A-Z][\w.'\u2019-]*){1,5}")
"""Names alone behind the word for pictures made them, and are no title: `Photos: Grace Hopper/Gazette`."""

DATED = re.compile(MONTH)
_DIGITS = re.compile("[0-9]+")

_NEWS_OF = re.compile(r"[A-Z]{2,6} News")
"""The newsroom of a broadcaster that is called by its letters."""

_TAKEN = re.compile(r"(?:source|via) ?: ?https?://\S+", re.IGNORECASE)
"""The address from which a page has the story."""

_SOURCES = ("Source:", "SOURCE:", "Sources:")
_LINK = re.compile(r"(?:related|read|see|more|also|watch|look)\b[^:|]{0,30}[:|]", re.IGNORECASE)
_RATE = re.compile(r"\(?[$\u00a3\u20ac\u00a5]?\d[\d.,]*\s?[^=]{0,30}=(?:\s|(?=\d))")
"""What money of one kind is worth in another closes a report; it is no line of the page, and behind a star a note."""

STOP = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*(?:\s|$)")


def classify(block: Block, forms: Forms, credits: Credits) -> str | None:
    """The role that a block shows by itself, wherever it stands; None for prose and titles."""
    text = block.text
    if is_script(text):
        dated = _LEFT.sub("", text).strip(" -|")
        return "date_line" if dated and is_date_line(dated, forms) else "boilerplate"
    if len(text) > LONGEST_LINE or text.startswith("::"):
        return None
    short = len(text) <= LONGEST_LABEL
    if short and (shown := _role_of_head(text, forms)) is not None:
        return shown
    for role, shows in _SHOWS if short else _SHOWS_LONG:
        if shows(text, forms):
            return role
    credit = find_credit(block, credits)
    if credit is None or (credit[0] == block.start and is_sentence(text, forms)):
        return None
    return _credited(text, (credit[0] - block.start, credit[1] - block.start), forms)


def _credited(text: str, credit: tuple[int, int], forms: Forms) -> str | None:
    """The role of a line that ends in a credit: a caption, unless it may be signed or somebody speaks in it."""
    if _PICTURE.search(text, *credit) is not None or _LABELLED.match(text) is not None:
        return "caption"
    spoken = None if _SPOKEN.match(text) else "caption"
    return "weak" if find_sign_off(text, forms) is not None else spoken


def _role_of_head(text: str, forms: Forms) -> str | None:
    """The role of a short line that gives a day, a place, an address for mail or, behind a bar, whose a picture is."""
    if text[0] == "|" and text[-1] == ")" and is_sign_off(text, forms):
        return "caption"
    if _DIGITS.search(text) is not None and is_date_line(_after_marker(text, forms), forms):
        signed = names_author(text, forms) or is_signed_day(text, forms) or names_person(text, forms)
        dated = "byline" if signed else "date_line"
        if shows_official(text, forms):
            return "caption"
        return "boilerplate" if shows_weather(text) or is_today(text) or is_shot(text) else dated
    if read_lone_dateline(text, 0, forms) is not None:
        return "dateline"
    if is_signed_day(text, forms) or (text[-9:].lower() == " min read" and names_author(text, forms)):
        return "byline"
    mailed = "@" in text and (names_author(text, forms) or is_authorship(text, forms) or _is_reached(text, forms))
    return "byline" if mailed else None


def _is_reached(text: str, forms: Forms) -> bool:
    """Whether an address for mail stands behind the name of an agency: the page's, for whom the agency wrote."""
    outlet = forms.outlets.get(plain(text.partition(" - ")[0]))
    return outlet is not None and outlet not in forms.publishers


def _is_open_inset(text: str, forms: Forms) -> bool:
    return (
        is_inset(text, forms)
        and _MADE_BY.fullmatch(text) is None
        and (not text.endswith(".") or _LINKED.match(text) is not None or is_embedded(text))
    )


def _is_captioned(text: str, forms: Forms) -> bool:
    return text.endswith(BUTTONS) or _FILED.match(text) is not None or is_line(text, forms.captioned, forms)


def _is_initialed(text: str, forms: Forms) -> bool:
    signed = text[0] == "(" and _INITIALED.fullmatch(text) is not None
    return signed and forms.outlets.keys().isdisjoint(text[1:-1].lower().split("/"))


_SHOWS = (
    ("byline", is_marked_byline),
    ("sign_off", _is_initialed),
    ("caption", _is_captioned),
    ("sign_off", is_sign_off),
    ("inset", _is_open_inset),
    ("boilerplate", is_boilerplate),
)
_SHOWS_LONG = (("sign_off", is_sign_off), ("boilerplate", is_boilerplate))


def _after_marker(text: str, forms: Forms) -> str:
    marker = read_marker(text, 0, forms)
    return text[marker.body :] if marker else text


def read_tail(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> int:
    """Give the blocks after the story their roles; the index of the first of them."""
    _mark_signs(blocks, roles, body, forms)
    mark_authors(blocks, roles, body, forms)
    mark_bios(blocks, roles, body, forms)
    mark_results(blocks, roles, body)
    mark_points(blocks, roles, body, forms)
    mark_times(blocks, roles, body)
    mark_links(blocks, roles, body)
    mark_signatures(blocks, roles, body, forms)
    mark_writers(blocks, roles, body, forms)
    end = min(_cut_after_signed(blocks, roles, body, forms), cut_at_teasers(blocks, roles, body, forms))
    end = min(end, cut_at_comments(blocks, roles, body), cut_at_labels(blocks, roles, body))
    end = min(end, _cut_at_opener(blocks, roles, body, forms), _cut_at_closer(blocks, roles, body, forms))
    end = min(end, _cut_at_appeal(blocks, roles, body))
    end = _strip(blocks, roles, body, end, forms)
    end = _cut_at_sign_off(blocks, roles, body, end, forms)
    _settle_tail(blocks, roles, end)
    _settle_days(blocks, roles, end)
    return end


def _settle_days(blocks: list[Block], roles: Roles, end: int) -> None:
    """Different days below the story, each said in the same words, are those of other stories."""
    said: dict[str, set[str]] = defaultdict(set)
    dated = [i for i in range(end, len(blocks)) if roles[i] == "date_line"]
    for index in dated:
        said[_DIGITS.sub("", DATED.sub("", blocks[index].text))].add(blocks[index].text)
    for index in dated:
        if len(said[_DIGITS.sub("", DATED.sub("", blocks[index].text))]) > 1:
            roles[index] = "boilerplate"


def _cut_after_signed(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> int:
    """A paragraph that ends in a sign-off ends the story, if little comes after it."""
    prose = [i for i in range(body, len(blocks)) if roles[i] is None and STOP.search(blocks[i].text)]
    final = next((i for i in prose[1:-1] if blocks[i].text.endswith("./.")), None)
    near = [final, *prose[-1:]] if final is not None else prose[-1 - MOST_AFTER :]
    for index in near[:-1]:
        signed = find_sign_off(blocks[index].text, forms) if roles[index + 1] != "subhead" else None
        if signed is not None and not names_office(plain(blocks[index].text[signed:].strip(" -\u2013().")), forms):
            for later in range(index + 1, len(blocks)):
                roles[later] = roles[later] or "boilerplate"
            return index + 1
    return len(blocks)


def _mark_signs(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> None:
    """Near the end a name behind a dash, or alone in brackets, signs the story; that of a person is its author's."""
    for index in range(max(body + 1, len(blocks) - NEAR), len(blocks)):
        text = blocks[index].text
        timed = "date_line" in roles[:index] and _is_timed(text, forms)
        if roles[index] == "date_line" and (timed or text.startswith(_SOURCES)):
            roles[index] = "sign_off"
        if roles[index] == "sign_off" and text.startswith("(By ") and names_author(text[1:-1], forms):
            roles[index] = "byline"
        if roles[index] is not None or _is_item(blocks, index):
            continue
        if text[0] in "-\u2013=([" and may_sign(text) and text[-1] not in "-\u2013":
            name = text.lstrip("-\u2013 ")
            signed = text[0] in "-\u2013" and is_signature(name) and not name.isupper() and not is_desk(name, forms)
            roles[index] = "byline" if signed else "sign_off"


def _is_timed(text: str, forms: Forms) -> bool:
    """Whether an agency's letters stand before the clock or day of its report: `HNS 1412 GMT 2021/12/07`."""
    agency, _, rest = text.partition(" ")
    return agency.isupper() and plain(agency) in forms.outlets and rest[:1].isdigit()


def _is_item(blocks: list[Block], index: int) -> bool:
    """Whether a line is one of a list, by the dash that it and one beside it begin with."""
    beside = (blocks[i].text[:2] for i in (index - 1, index + 1) if i < len(blocks))
    return blocks[index].text[:2] in {"- ", "\u2013 "} and blocks[index].text[:2] in beside


def _is_desk(text: str) -> bool:
    """Whether a short last line ends in a word for an agency or desk."""
    return len(text) <= 60 and _DESK.search(text) is not None and text[0].isupper()


def _names_paper(text: str, forms: Forms) -> bool:
    """Whether a last line is the name of a paper, by its capitals and the word that such names end in."""
    words = text.rstrip(".\u2026 ").split()
    if not words:
        return False
    if _NEWS_OF.fullmatch(text) is not None:
        return True
    capitals = all(word[0].isupper() or word in {"of", "and", "the"} for word in words)
    ends = words[-1].lower() in forms.papers or (text.endswith(".") and "News" in words)
    return 2 <= len(words) <= 5 and capitals and ends


def _find_listed(blocks: list[Block], roles: Roles, body: int, end: int, forms: Forms) -> int:
    """Where a list begins that ends the story: lines without a full stop behind a paragraph that ends in a colon."""
    first = end
    while first > body + 1 and roles[first - 1] is None and STOP.search(blocks[first - 1].text) is None:
        first -= 1
        text = blocks[first].text
        if text[-1] == ":" and text.count(" ") >= FEWEST_BLANKS and not is_addressed(text, forms):
            return first if end - first > FEWEST_BLANKS and not is_opener(text, forms) else end
    return end


def _strip(blocks: list[Block], roles: Roles, body: int, end: int, forms: Forms) -> int:
    listed = _find_listed(blocks, roles, body, end, forms)
    told = [i for i in range(body, end - 1) if roles[i] is None and is_prose(blocks[i].text)]
    while end > body + 1:
        block, role = blocks[end - 1], roles[end - 1]
        if role == "paragraph" or (role is None and listed < end):
            break
        if _closes_off(block.text, role, roles[end - 2], forms):
            roles[end - 1] = role = "sign_off"
        if role is None and _RATE.match(block.text):
            break
        signs = (
            (may_sign(block.text) and not _is_item(blocks, end - 1))
            or _is_desk(block.text)
            or _names_paper(block.text, forms)
        )
        signs = signs or _TAKEN.fullmatch(block.text) is not None
        if role is None and signs:
            roles[end - 1] = "sign_off"
        elif role is None and _is_imprint(blocks, end - 1):
            roles[end - 1] = "boilerplate"
        elif role is None and (is_signature(block.text) or _is_from(block.text, forms) or _is_for(block.text, forms)):
            roles[end - 1] = "byline"
        elif role is None and _is_said_by_page(blocks, told, end - 1, forms):
            roles[end - 1] = "boilerplate"
        elif role is None or (role == "caption" and not block.text.startswith("\u00a9")):
            break
        end -= 1
    return end


def _is_said_by_page(blocks: list[Block], told: list[int], index: int, forms: Forms) -> bool:
    """Whether one of the last lines is the page's: it tells of the text, or speaks to the reader of something else."""
    text = blocks[index].text
    before = [blocks[i].text for i in told[: bisect_left(told, index)]]
    tells = Story(before, forms.common).tells
    if tells_of_text(text) or (speaks_alone(text, before) and not tells(text)):
        return True
    if find_sign_off(text, forms) is not None or not _is_of_page(text, forms):
        return False
    return not (is_advice(text, before, forms) and tells(text))


def _closes_off(text: str, role: str | None, before: str | None, forms: Forms) -> bool:
    """Whether a line below the last paragraph looks like the credit of a picture or a rule, and signs the story."""
    if role == "caption":
        return before in {None, "sign_off"} and is_coded(text, forms)
    return role == "boilerplate" and before is None and text.count("*") == len(text) > SHORTEST_ROW


def _is_imprint(blocks: list[Block], index: int) -> bool:
    """Whether the last line but one names who publishes the paper, as the last one says."""
    return index + 2 == len(blocks) and _PUBLISHER.fullmatch(blocks[index + 1].text) is not None


def _is_from(text: str, forms: Forms) -> bool:
    """Whether a last line says from whom, and perhaps from where, a paper has the story: `FROM Grace Hopper, Skarn`."""
    return text[:5].lower() == "from " and names_author(f"By {text[5:]}", forms)


def _is_for(text: str, forms: Forms) -> bool:
    """Whether a last line names who wrote the story, and for whom: `Grace Hopper for Harbour Mirror`."""
    name, _, paper = text.partition(" for ")
    titled = all(word[0].isupper() or word in {"of", "and", "the"} for word in paper.split())
    return bool(paper) and titled and text[-1] != "." and is_person(name) and is_author_name(name, forms)


def _is_of_page(text: str, forms: Forms) -> bool:
    """Whether one of the last lines is a title or label, or speaks to the reader."""
    cut = len(text) <= LONGEST_CUT and text.endswith(("\u2026", "..."))
    return cut or (len(text) <= LONGEST_TITLE and STOP.search(text) is None) or is_addressed(text, forms)


def _cut_at_opener(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> int:
    """What follows a heading such as `Most read` belongs to the page, as long as it is not prose of the story."""
    prose = [i for i in range(body, len(blocks)) if roles[i] is None and is_prose(blocks[i].text)]
    told = [i for i in prose if not blocks[i].text.endswith(DOTS)]
    last = max(told, default=body)
    for index in range(told[1] + 1 if len(told) > 1 else last + 1, len(blocks)):
        if roles[index] == "inset" or not (is_opener(blocks[index].text, forms) or blocks[index].text == "--"):
            continue
        if index > last or _heads_titles(blocks, told, index, forms):
            for later in range(index, len(blocks)):
                roles[later] = roles[later] if _stays(blocks, roles, later) else "boilerplate"
            return index
    return len(blocks)


def _stays(blocks: list[Block], roles: Roles, index: int) -> bool:
    """Whether a line among those of the page is of the story all the same: who wrote it, or its only day."""
    if roles[index] == "date_line" and "date_line" not in roles[:index]:
        return _PUBLISHED.match(blocks[index].text) is not None
    return roles[index] in {"sign_off", "byline"}


def _heads_titles(blocks: list[Block], told: list[int], index: int, forms: Forms) -> bool:
    """Whether below a heading every paragraph stands under a title of its own, and none goes on with the story."""
    below = [i for i in told if i > index]
    titled = all(i - 1 not in {index, *told} and not ends_sentence(blocks[i - 1].text) for i in below)
    heads = len(blocks[index].text.split()) <= LONGEST_HEAD
    return heads and titled and not _goes_on(blocks, told, index, forms)


def _goes_on(blocks: list[Block], told: list[int], index: int, forms: Forms) -> bool:
    """Whether what stands below a line goes on with the story above it."""
    story = Story([blocks[i].text for i in told if i < index], forms.common)
    return any(story.shares(blocks[i].text) >= FEWEST_SHARED for i in told if i > index)


def _cut_at_closer(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> int:
    """After headings such as `About the firm` and `Notes to editors` even some prose is no longer the story."""
    told = [i for i in range(body, len(blocks)) if roles[i] is None and is_prose(blocks[i].text)]
    first = told[-1 - MOST_AFTER] if len(told) > MOST_AFTER else body + 1
    for index in range(max(first + 1, body + 2), len(blocks)):
        if len(told) >= 2 and index > told[1] and _closes(blocks, told, index, forms):
            for later in range(index, len(blocks)):
                roles[later] = roles[later] if _stays(blocks, roles, later) else "boilerplate"
            return index
    return len(blocks)


def _cut_at_appeal(blocks: list[Block], roles: Roles, body: int) -> int:
    """What greets the reader below a story asks for a subscription, and all behind it is the page's."""
    told = [i for i in range(body, len(blocks)) if roles[i] is None and is_prose(blocks[i].text)]
    for index in range(told[1] + 1 if len(told) > 1 else len(blocks), len(blocks)):
        if roles[index] is None and _GREETS.match(blocks[index].text) is not None:
            for later in range(index, len(blocks)):
                first = roles[later] == "date_line" and _PUBLISHED.match(blocks[later].text) is not None
                roles[later] = roles[later] if first or _stays(blocks, roles, later) else "boilerplate"
            return index
    return len(blocks)


def _closes(blocks: list[Block], told: list[int], index: int, forms: Forms) -> bool:
    """Whether a line is such a heading, or a word to the reader behind which nothing has to do with the story."""
    text = blocks[index].text
    if len(text) <= LONGEST_TITLE and (_FIRM.fullmatch(text) is not None or is_line(text, forms.closers, forms)):
        return True
    if text.count(" ") < FEWEST_BLANKS or not is_addressed(text, forms):
        return False
    before = [blocks[i].text for i in told if i < index]
    story = Story(before, forms.common)
    if is_advice(text, before, forms) and story.tells(text):
        return False
    return not any(story.shares(blocks[i].text) for i in told if i > index)


def _cut_at_sign_off(blocks: list[Block], roles: Roles, body: int, end: int, forms: Forms) -> int:
    """After a sign-off only short lines of the page may follow, and hardly any prose."""
    prose = [i for i in range(body, end) if roles[i] is None and is_prose(blocks[i].text)]
    first = prose[-1 - MOST_AFTER] + 1 if len(prose) > MOST_AFTER else body + 1
    for index in range(first, end):
        if roles[index] == "sign_off" and _is_shown(blocks, prose, index, forms):
            roles[index] = "credit"
        elif roles[index] == "sign_off":
            for later in range(index + 1, end):
                text = blocks[later].text
                named = is_name(text) and not is_desk(text, forms)
                roles[later] = roles[later] or ("byline" if named else "boilerplate")
            return index
    return end


def _is_shown(blocks: list[Block], prose: list[int], index: int, forms: Forms) -> bool:
    """Whether an agency alone in brackets, behind which the story goes on, credits a picture that is not there."""
    return blocks[index].text[0] == "(" and blocks[index].text[-1] == ")" and _goes_on(blocks, prose, index, forms)


def _settle_tail(blocks: list[Block], roles: Roles, end: int) -> None:
    """In the tail links are the page's, but for a single one right below the story, and only one bare name signs.

    So is the seat of a paper: a place without a day.
    """
    signed = closed = False
    below = roles[end:].count("inset") > 1
    for index in range(end, len(blocks)):
        text = blocks[index].text
        link = roles[index] == "inset" and below and text[-1] != ":" and _LINK.match(text) is not None
        link = link or (roles[index] == "date_line" and _is_listed(blocks, roles, index))
        listed = roles[index] == "byline" and roles[index - 1] == "boilerplate" and not _is_marked(text)
        seat = roles[index] == "dateline" and not any(map(str.isdigit, text))
        if link or seat or (listed and not labels_author(blocks[index - 1].text)):
            roles[index] = "boilerplate"
        elif roles[index] == "sign_off" and text[0].isalnum():
            again = (signed and " " not in text) or (closed and _is_desk(text))
            roles[index] = "boilerplate" if again else "sign_off"
        elif roles[index] == "boilerplate" and text[0] == "*" and _RATE.match(text[1:]):
            roles[index] = "inset"
        closed = closed or roles[index] == "sign_off"
        signed = signed or (roles[index] == "sign_off" and text.strip(" .()-\u2013/")[:3].isupper())
        below = below or roles[index] in {"sign_off", "boilerplate"}


def _is_listed(blocks: list[Block], roles: Roles, index: int) -> bool:
    """Whether a day below the story is that of a link: the page's lines stand around it, and it is called nothing.

    As the last line of all, below the name of an office, it is that of a release.
    """
    if index + 1 == len(blocks) and _is_issued(blocks, roles, index):
        return False
    around = {roles[i] for i in (index - 1, index + 1) if 0 <= i < len(blocks)}
    return around == {"boilerplate"} and blocks[index].text[0].isdigit()


def _is_issued(blocks: list[Block], roles: Roles, index: int) -> bool:
    """Whether one to three lines of names, and no more, stand between the story and a day."""
    last = max((i for i in range(index) if roles[i] != "boilerplate"), default=-1)
    names = [blocks[i].text for i in range(last + 1, index)]
    words = [word for name in names for word in name.split() if word not in {"of", "and", "the", "for"}]
    return 0 < len(names) <= MOST_NAMES and ISSUER.match(names[0]) is not None and all(w[0].isupper() for w in words)


def _is_marked(text: str) -> bool:
    """Whether a byline is more than a name: a name among links is the subject of one."""
    return text[:3].lower() == "by " or not is_name(text)
