"""Decks: what is left of the lines above a story once its headline is chosen."""

from __future__ import annotations

import re

from broadsheet.reading.layout.addressed import addresses, is_addressed, names_page
from broadsheet.reading.layout.authorship import read_authors
from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.headlines import (
    ISSUER,
    LONGEST_NAME,
    LONGEST_RUBRIC,
    SHORTEST_TITLE,
    Head,
    is_rubric,
    is_told,
    names_outlet,
)
from broadsheet.reading.layout.openings import read_dateline
from broadsheet.reading.layout.persons import has_title, is_job, is_name, is_person
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.pictures import find_credit
from broadsheet.reading.layout.places import is_place
from broadsheet.reading.layout.prose import Roles, has_day, is_prose
from broadsheet.reading.layout.scenes import has_cue, is_scene
from broadsheet.reading.layout.starts import body_text
from broadsheet.reading.layout.story_sentences import is_attributed, is_sentence, tells_past
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = ["is_code", "is_credit", "read_rest", "settle_summary", "tells_life"]

_LIVED = re.compile(r"\b[Bb]orn\b[^.!?]{3,60}\b[Dd]ied\b|\b[Bb]orn: .{3,120}\b[Dd]ied: ")

_CODE = re.compile(r"\$[a-z{(]|[{}<>\\]|\w_\w|\w\(['\")]|\|\|")
_NUMBERED = re.compile(r"\W*(?:(?:anh|hinh anh|photo|image|picture)?\s?\d{1,2}|photo|image|picture|thumbnail)")
_POST = re.compile(r"(?:[\w&'-]+ ){1,7}(?:reporter|correspondent|editor|producer|writer|columnist)s?", re.IGNORECASE)
_FIRM = re.compile(r"(?:[A-Z][\w&'.-]*,? ){1,6}(?:Inc|Ltd|LLC|Corp|Co|GmbH|AG|PLC|plc|Limited)\.?")
_POSTED = re.compile(
    r"[A-Z][\w' -]{3,60}(?:,| at) (?:[A-Z][\w'-]* |the |of |and |for ){0,6}"
    r"(?:University|College|Institute|School|Centre|Center|Academy|Hospital|Laboratory)\b.{0,60}"
)
"""What an author is, and where: `Lecturer in Hydrology, University of Skarn`."""

_HONOURED = re.compile(
    r"(?:Cllr|Cr|Mr|Mrs|Ms|Hon|Sen|Rep|Gov|Sir|Dame|Lord|Lady|LoP|MP|TD|Mayor|Minister|President)\.? \w+"
)
"""Whom a picture shows: nobody signs so."""

_LABELLED = re.compile(r"(?P<label>[A-Z][a-z]+(?: [A-Za-z]+)?):\s")
NAMES, SHORTEST_NAME = range(2, 4), 2
"""So many words in capitals, each of more letters, may be the name of who wrote."""

LONGEST_LABELLED = 10
"""In a line of at most so many words a word for pages is enough, where it says nothing of the story."""

FEWEST_POINTS, SHORTEST_POINT, LONGEST_POINT = 3, 4, 160
HIGH, FEWEST_TOLD = 15, 2
"""A summary is one of the first so many blocks, and so many paragraphs at least stand below it."""

LONGEST_STATE = LEADS = 2
MOST_HEADLINES = 2
LEAST_BLANKS = 3
SHORTEST_HALF, LONGEST_SHOWN = 6, 40
"""What is printed a third time stands for a picture."""


def read_rest(blocks: list[Block], roles: Roles, rest: list[int], body: int, head: Head) -> None:
    """Give the lines that are left above the body their roles: decks, captions, points, and what is the page's."""
    headline = next((plain(b.text) for b, role in zip(blocks, roles, strict=True) if role == "headline"), None)
    leads = [body_text(block, head.forms) for block in blocks[body : body + LEADS]]
    rest = _without_points(blocks, roles, rest, head)
    texts = ((index, blocks[index].text) for index in rest)
    repeating = [index for index, text in texts if _FIRM.fullmatch(text) is None]
    decks = {index for index in repeating if _is_repeated(body_text(blocks[index], head.forms), leads)}
    decked = bool(decks)
    for index in rest:
        text = blocks[index].text
        if is_code(text) or (
            text.startswith("\u2022 ") and (len(text) <= SHORTEST_POINT or "headline" not in roles[:index])
        ):
            roles[index] = "boilerplate"
        elif index in decks or tells_life(text) or (text.startswith("\u2022 ") and len(text) > SHORTEST_TITLE):
            roles[index] = "alternative_headline"
        elif role := _again(text, headline, roles) or _own_role(blocks, roles, index, head):
            roles[index] = role
        elif decked and roles[index - 1] == "alternative_headline" and _goes_on(blocks, index, head):
            roles[index] = "alternative_headline"
        elif decked:
            roles[index] = "caption" if ends_sentence(text) or _describes(text) else "boilerplate"
        else:
            shown = "headline" not in roles[:index] and ends_sentence(text)
            shown = shown or (roles[index - 1] == "byline" and "caption" not in roles[:index] and _is_untitled(text))
            roles[index] = "alternative_headline" if headline and not shown else "caption"
            decked = True


def settle_summary(blocks: list[Block], roles: Roles, forms: Forms) -> None:
    """What stands above a story under the label `Summary:`, or behind it, is its deck; a dateline opens the story."""
    told = [i for i, block in enumerate(blocks) if roles[i] is None and is_prose(block.text)]
    for index in range(min(HIGH, len(told[:-FEWEST_TOLD]) and told[-FEWEST_TOLD])):
        text = blocks[index].text
        if roles[index] is None and text.startswith("Summary: "):
            roles[index] = "alternative_headline"
        elif (
            text.rstrip(":") == "Summary"
            and index + 1 in told
            and read_dateline(blocks[index + 1].text, 0, forms) is None
        ):
            roles[index], roles[index + 1] = "boilerplate", "alternative_headline"


def tells_life(text: str) -> bool:
    """Whether a line gives the days of a birth and a death, which stand below the title of an obituary.

    >>> tells_life("Teacher and potter; Born May 4, 1914; Died June 9, 2008.")
    True
    """
    return _LIVED.search(text) is not None


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


def _is_repeated(deck: str, leads: list[str]) -> bool:
    """Whether one of the first paragraphs begins as a line of the head does."""
    return len(deck) >= SHORTEST_TITLE and any(lead.startswith(deck[:60]) for lead in leads)


def _again(text: str, headline: str | None, roles: Roles) -> str | None:
    """The role of a line that says the headline again: a path cuts it short; with a number it stands for a picture."""
    if headline is None:
        return None
    if text.endswith(("...", "\u2026")) and len(cut := plain(text).rstrip(".\u2026 ")) >= SHORTEST_TITLE:
        at = cut.find(headline[:SHORTEST_TITLE])
        return "boilerplate" if at >= 0 and headline.startswith(cut[at:]) else None
    if plain(text) == headline:
        return "headline" if roles.count("headline") < MOST_HEADLINES else "caption"
    return "caption" if _NUMBERED.fullmatch(plain(text).removeprefix(headline)) else None


def _own_role(blocks: list[Block], roles: Roles, index: int, head: Head) -> str | None:
    """The role that a line of the head shows by itself."""
    text = blocks[index].text
    if "headline" in roles[:index] and _is_placed(blocks, roles, index, head.forms):
        return "dateline"
    page = is_rubric(text, head.forms) or _is_field(text, head.forms) or _names_body(text, roles, index)
    if page or _goes_on_above(text, roles[index - 1], head):
        return "boilerplate"
    if (role := _role_of_name(blocks, roles, index, head)) is not None:
        return role
    if _after_template(blocks, index):
        return "boilerplate" if not ends_sentence(text) and "," in text else "caption"
    if _describes_picture(blocks, roles, index, head):
        return "caption"
    more = roles[index - 1] == "headline" and _tells_more(text, head)
    return "boilerplate" if _is_paper(text, head) or (_says_nothing(text, head) and not more) else None


def _goes_on_above(text: str, above: str | None, head: Head) -> bool:
    """Whether a line begins in small letters, and is no deck, or is parted by wide blanks."""
    deck = above == "headline" and text.count(" ") >= LEAST_BLANKS and not names_page(text, head.forms)
    deck = deck and text.partition(" ")[0] not in head.forms.small and not any(map(str.isdigit, text))
    small = text[0].islower() and not deck and not head.story.tells(text)
    return small or ("  " in text and not ends_sentence(text))


def _names_body(text: str, roles: Roles, index: int) -> bool:
    """Whether a line names a firm, where an author teaches, or after `From` the office that issues a release."""
    if _FIRM.fullmatch(text) is not None or (text[:5] == "From " and ISSUER.match(text[5:]) is not None):
        return True
    if text.isupper() and ISSUER.match(text.title().replace(" Of ", " of ")) is not None:
        return True
    return "byline" in roles[max(0, index - 2) : index] and _POSTED.fullmatch(text) is not None


def _is_paper(text: str, head: Head) -> bool:
    """Whether a line, which says nothing of the story, names an outlet."""
    return not ends_sentence(text) and not head.story.shares(text) and names_outlet(text, head.forms)


def _describes_picture(blocks: list[Block], roles: Roles, index: int, head: Head) -> bool:
    """Whether a line has a word of captions, is printed twice, ends in a day or stands beside a credit.

    Not right below the headline it may also tell what somebody is seen doing.
    """
    text = blocks[index].text
    twice = 0 < index < len(blocks) - 1 and text in {blocks[index - 1].text, blocks[index + 1].text}
    twice = twice or text + text == blocks[index - 1].text
    named = len(text) <= LONGEST_SHOWN and index + 1 < len(blocks) and _names_next(text, blocks[index + 1].text)
    return (
        (has_cue(text, head.forms) and not tells_past(text, head.forms))
        or twice
        or named
        or has_day(text)
        or (roles[index - 1] != "headline" and "headline" in roles[:index] and is_scene(text, head.forms))
        or _is_shown(blocks, roles, index, head)
    )


def _is_doubled(text: str) -> bool:
    """Whether a line says the same thing twice, as the description of a picture and its caption do.

    >>> _is_doubled("The new quay The new quay"), _is_doubled("TT")
    (True, False)
    """
    half = text[: len(text) // 2]
    return len(half) >= SHORTEST_HALF and text in {f"{half} {half}", f"{half}{half}"}


def _names_next(text: str, below: str) -> bool:
    """Whether a few words are the name of what the next line describes."""
    return not ends_sentence(text) and plain(text) in plain(below[: 2 * LONGEST_SHOWN]) and ends_sentence(below)


def _tells_more(text: str, head: Head) -> bool:
    """Whether a line right below the headline is a title in plain words, and speaks neither of pages nor to readers."""
    told = is_told(text.split(), head.forms) and not ends_sentence(text)
    if any(map(str.isdigit, text)):
        return False
    return told and not names_page(text, head.forms) and not is_addressed(text, head.forms) and not addresses(text)


def _role_of_name(blocks: list[Block], roles: Roles, index: int, head: Head) -> str | None:
    """The role of a line that is a name or a job: who wrote it, for whom, or whom a picture shows."""
    text = blocks[index].text
    beside = {blocks[i].text for i in (index - 1, index + 1) if 0 <= i < len(blocks)}
    twice = _is_doubled(text) or (text in beside and is_name(text) and "headline" in roles[:index])
    if twice or _HONOURED.fullmatch(text) is not None or _introduces(text, head):
        return "byline" if twice and text in _authors(blocks, roles, index, head) else "caption"
    signed = "byline" in roles[max(0, index - 2) : index]
    if is_job(text) and "headline" in roles:
        return "byline"
    named = _POST.fullmatch(text) is not None or _ends_as_paper(text, head.forms)
    if signed and (named or (has_title(text) and _is_short(text))):
        return "boilerplate"
    agency = is_name(text) and plain(text.partition(" ")[0]) in head.forms.outlets
    unheard = "byline" not in roles and _is_unheard(text, head)
    if (agency or unheard or is_person(text)) and "headline" in roles[:index]:
        shown = head.story.opens_with(text) or ("byline" in roles and head.story.has_all(text))
        shown = shown or _is_headed(blocks, roles, text) or _is_worded(text, head)
        return "caption" if shown and not signed else "byline"
    return "caption" if is_name(text) and head.story.shares(text) and "headline" in roles[:index] else None


def _is_unheard(text: str, head: Head) -> bool:
    """Whether two or three words in capitals are no words of the language, of no place and not of the story."""
    words = text.lower().split()
    if not text.isupper() or len(words) not in NAMES or not all(map(str.isalpha, words)):
        return False
    said = load_vocabulary()
    named = all(len(word) > SHORTEST_NAME and not said.is_english(word) for word in words)
    return named and not head.story.shares(text) and not is_place(text, head.forms)


def _authors(blocks: list[Block], roles: Roles, index: int, head: Head) -> set[str]:
    """The names in the bylines above a line."""
    lines = [blocks[i].text for i in range(index) if roles[i] == "byline"]
    return {name for line in lines for name in read_authors(Block(0, len(line), line, 0), line, head.forms)}


def _introduces(text: str, head: Head) -> bool:
    """Whether a line names somebody with whom the story opens and, behind a comma, says what that person is."""
    person, comma, _ = text.partition(", ")
    if comma and is_person(person) and head.story.opens_with(person) and not ends_sentence(text):
        return True
    post = head.forms.posted.match(text)
    return post is not None and is_person(post["name"])


def _ends_as_paper(text: str, forms: Forms) -> bool:
    """Whether all words of a short line have a capital, and the last is one that names of papers end in."""
    words = text.split()
    return len(words) <= LONGEST_NAME and all(map(str.istitle, words)) and words[-1].lower() in forms.papers


def _is_headed(blocks: list[Block], roles: Roles, name: str) -> bool:
    """Whether the headline names somebody by the last of the names."""
    return name.rpartition(" ")[2] in blocks[roles.index("headline")].text.split()


def _is_worded(text: str, head: Head) -> bool:
    """Whether what looks like a name is only words of the language, all of which the story has: `Bail Granted`."""
    return all(map(load_vocabulary().is_english, text.split())) and head.story.has_all(text)


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
    return any(is_credit(blocks[i], head) for i in beside)


def _says_nothing(text: str, head: Head) -> bool:
    """Whether a line of the head has nothing to do with the story, and tells nothing."""
    if is_attributed(text) or is_sentence(text, head.forms):
        return False
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
    state, _, country = land.partition(", ")
    if country and len(state.split()) <= LONGEST_STATE and plain(country) in forms.places and country[0].isupper():
        return True
    if plain(land if comma else town) in forms.places:
        signed = roles[index - 1] == "byline" or (roles[index - 1] == "date_line" and "byline" in roles[:index])
        return town.isupper() or (signed and not comma) or text != blocks[index].text
    if text != blocks[index].text and _is_town(text):
        return True
    below = roles[index - 1] == "date_line" and index + 1 < len(blocks) and roles[index + 1] is None
    return below and _is_town(text) and not is_rubric(text, forms) and not _is_label(text, forms)


def _is_label(text: str, forms: Forms) -> bool:
    """Whether a line names an outlet, or is a word over links."""
    return names_outlet(text, forms) or plain(text) in forms.labels


def _is_town(text: str) -> bool:
    """Whether a line between date and story is a name of one word, which says where it was written."""
    return len(text) > 3 and text.isalpha() and text[0].isupper()


def _describes(text: str) -> bool:
    """Whether a line without a full stop is long enough, or names enough, to tell what a picture shows."""
    words = text.split()
    named = any(word[0].isupper() for word in words[1:])
    return len(words) >= 4 and " | " not in text and (len(words) >= 8 or named)


def _is_untitled(text: str) -> bool:
    """Whether a line without a full stop has small letters, unlike titles: below a byline it describes a picture."""
    capitals = sum(word[0].isupper() for word in text.split())
    return not ends_sentence(text) and 3 * capitals <= 2 * len(text.split())


def _after_template(blocks: list[Block], index: int) -> bool:
    """Whether leftovers of a template, which stand for a picture, come before this line."""
    return any(blocks[before].text.startswith("{") for before in range(max(0, index - 2), index))


def is_credit(block: Block, head: Head) -> bool:
    """Whether a line is the credit of a picture and nothing else."""
    found = find_credit(block, head.credits)
    return found is not None and found[0] == block.start


def is_code(text: str) -> bool:
    """Whether a line has signs of a program or template."""
    return _CODE.search(text) is not None
