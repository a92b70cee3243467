"""What a single line is, by itself: a date line, boilerplate, an inset, a sign-off."""

from __future__ import annotations

import re
from itertools import pairwise

from broadsheet.reading.dates import find_dates
from broadsheet.reading.layout.authors import names_office
from broadsheet.reading.layout.blocks import ends_sentence
from broadsheet.reading.layout.contributors import tells_reporters
from broadsheet.reading.layout.dateline_parts import MONTH
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.outlet_names import may_name_outlet
from broadsheet.reading.layout.persons import is_person
from broadsheet.reading.layout.phrases import LONGEST_LINE, plain
from broadsheet.reading.layout.story_sentences import is_line, is_sentence
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = [
    "PERIOD",
    "find_sign_off",
    "is_boilerplate",
    "is_clock",
    "is_coded",
    "is_date_line",
    "is_embedded",
    "is_inset",
    "is_opener",
    "is_script",
    "is_shot",
    "is_sign_off",
    "may_sign",
]

_TIME = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?"
    r"|\b[A-Z]{2,4}\s?[+-]\s?\d{1,2}(?::?\d{2})?|[+-]\d{2}:?\d{2}\b|\b\d{4}\s?(?:hrs|GMT|IST)\b|T(?=\d\d:)|(?<=\d)Z\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\d{1,2}(?:[.:]\d\d)?\s?[ap]m:?$"
    r"|\d{1,2}[.:]\d\d\s?(?:[AaPp]\.?[Mm]\b\.?)?(?:\s?(?:GMT|UTC|[A-Z]{1,3}[DS]T|[CE]ES?T|local time))?"
    r"(?:\s?[\u2013-])?(?: [A-Z\u2018\u201c'\"][^\d]*)?$"
)
_DAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE)
_PAGE = re.compile(r"\bpage\s?\d{1,3}\b|\b\d{1,2}\s?min(?:ute)?s?\s(?:to\s)?read\b", re.IGNORECASE)
"""What is printed beside a day: the page of the paper, and how long the reading takes."""

_SHORT_DAY = re.compile(r"\b\d{1,2}([/.-])\d{1,2}\1\d\d\b")
_WORD = re.compile(r"[\w.&'+]+")
_PLACE = re.compile(r"[A-Z][\w.'-]*(?:[ ,]{1,2}[A-Z][\w.'-]*){0,3}")
_ADDRESS = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}\.\w")
_FILE = re.compile(r"\S{3,}(?: \S+){0,5}\.(?:jpe?g|png|gif|webp|mp4|pdf)", re.IGNORECASE)
_FILES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp4", ".pdf")
"""How the names of such files end."""

_SHOT = re.compile(
    r"(?:WhatsApp Image|Screenshot|Screen Shot|IMG|DSC)[ _-][A-Za-z\d.:()_-]+(?: [A-Za-z\d.:()_-]+){0,7} ?"
)
"""What a telephone or camera calls a picture."""

_SHOTS = ("WhatsApp Image", "Screen", "IMG", "DSC")
_OFFER = re.compile(
    r"(?:[$\u00a3\u20ac]\d[\d.]*|\d\s?[\u00a2p])\s(?:an?|per|for (?:\d+|an?))\s(?:\w+\s)?(?:week|month|year)"
)
_GAIN = re.compile(r"\b(?:save|subscribe|subscription|unlimited)\b|\d% off\b", re.IGNORECASE)
_PRESSED = ("About ", "Contact ", "Email ", "Follow ", "Message ")
"""What a reader may press stands before somebody's name: `Follow Grace Hopper`."""

_LINKED = re.compile(
    r"(?:[\u2022\u25aa\u25b6\u25ba\u25b8*>\u00bb\u2013-]{1,3} ?|[\[(])?"
    r"(?:(?i:(?:(?:also|further|must|please|recommended|related|suggested) )?"
    r"(?:read(?:ing)?|see|watch|listen)(?: (?:also|here|in full|more|next|this))?"
    r"\s?(?:[:|]|(?<=(?:also|more|read))\s[\u2013-]\s)"
    r"|(?:related|recommended)(?: (?:articles?|coverage|links?|news|posts?|stor(?:y|ies)|videos?))?\s?[:|])"
    r"|(?:ALSO READ|READ ALSO|READ MORE|SEE ALSO)\s(?=[A-Z]))\s?(?=\S)"
)
"""What a page says before the title of another story: `Also read: Port to open`, `READ MORE | Port to open`."""

_FIELD = re.compile(
    r"(?:[a-z-]+ ){0,3}(?:address|comment|e-?mail|mandatory|message|name|phone|required|subject|title|website) ?\*",
    re.IGNORECASE,
)
"""What a reader has to fill in: `Your name *`."""

_URL = re.compile(r"[a-z][\w-]*(?:\.[a-z][\w-]*)*\.[a-z]{2,}/\S*")
_SLUG = re.compile(r"[a-z\d]+(?:-[a-z\d]+){3,}")
"""A title as the address of a page has it."""

_TAGS = re.compile(r"(?:#\w+[\s,;]*)+")
_PHONED = re.compile(
    r"(?:[A-Z][\w.'-]*,? ){2,4}(?:[Tt]el(?:ephone)?\.?:? ?|[Pp]hone:? ?)?"
    r"(?:\+\d[\d ()-]{8,16}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})"
)
_SHOWN_POST = re.compile(rf"\(@\w{{1,30}}\) (?:{MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {MONTH} \d{{4}})$")
"""Whose a post is that a page shows: `- Harbour (@harbour) May 3, 2024`."""

_HANDLE = re.compile(r"@\w{2,30}")
_WITH = re.compile(r"(?:with|from|via|source)\s", re.IGNORECASE)
_DESK_SIGNS = re.compile(
    r"^[A-Z]{2,3}(?:/[A-Z]{2,3}){1,3}\s(?=[A-Z][a-z]+$)|^[a-z]{1,5}(?:[/,][a-z]{1,5}){1,3}\s(?=\()|\s[a-z]{1,4}(?:/[a-z]{1,4}){1,3}/?$"
)
_CODES = re.compile(r"(?P<name>[A-Z]{2,6})/\s?[\w-]{1,9}(?:/[\w-]{1,9}){0,3}")
_CREW = re.compile(r"[A-Z]{2,6}(?:/[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}){1,4}")
_SHORT_FORM = re.compile(r"(?<=[a-z])\s\([A-Z]{2,7}\)$")
_SIGNED_DAY = re.compile(r"(?<=[A-Za-z]),? \d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d\)$")
"""The day behind the agency: `(HNS 13/5/2022)`."""

_DESK_INITIALS = re.compile(r"[A-Z]{2,4}")
_ENDED = re.compile(r"\s*(?:Enditem|ENDITEM|\((?:END|end|End)\)|NNNN)$")
_SITED = re.compile(r"(?<=\))\s?\((?:www\.)?[a-z][\w-]{1,30}(?:\.[a-z]{2,8}){1,2}\)$")
"""The address of the agency behind it: `(HNS) (www.hns.example)`."""

_LABEL = re.compile(r"(?i:sources?):(?=\S)")
_ENDINGS = ("tem", "TEM", "END)", "end)", "End)", "NNNN")
_SENTENCES = re.compile(r"[a-z]{3}[.!?][\"'\u201d\u2019)]*\s+[A-Z(\"\u201c]")
_INITIALS = re.compile(r"\(?([A-Z]{2,5})\)? [A-Z]{2,4}(?:[ /][A-Z]{2,4}){0,5}[ /]?(?:\d{3,4})?")
_JOINS = re.compile(r"\s?[/,&]\s?|\sand\s|(?<=NNN)-")
_JOINING = ("/", ",", "&", "and", "NNN-")
_SOURCE = re.compile(r"SOURCE [A-Z][\w&., ]{1,60}")
_UNKNOWN = re.compile(
    r"[A-Z]{2,6}(?:/[A-Z]{2,8}){0,3}|[a-z]{1,4}(?:-[a-z]{1,4})?(?:/[a-z]{1,4}(?:-[a-z]{1,4})?){1,4}|[a-z]{2,3}"
    r"|[A-Z](?:\.[A-Z]){1,3}\.?(?:(?:, ?|/)[A-Z](?:\.[A-Z]){1,3}\.?){0,2}"
    r"|[A-Z][a-z](?: [a-z]{2}){1,3}|(?:--?|\u2013) ?\d{1,3}[A-Z]\d{0,3} ?-{0,3}"
    r"|\([a-z]{2,5}(?:/[a-z]{2,5}){0,3}\)|\((?:www\.)?[a-z][\w-]{2,30}(?:\.[a-z]{2,4}){1,2}\)"
    r"|(?:--?|\u2013|==)\s?[A-Z][\w.]*(?:[ /&-][A-Z][\w.]*){0,4}"
    r"|\([A-Z][\w.]*(?:[ /&-][A-Z][\w.]*){0,4}\)|\[[A-Z][\w.]*(?:(?:[ /&-]|, )[A-Z][\w.]*){0,4}\]"
    r"|(?:--?|\u2013)\s?(?i:with|additional|from|by|via|compiled|reporting)\b(?:[^.!?]|\.(?=\w)){2,80}\.?"
)
_TICKED = re.compile(r"[0-9]{3,4}\*\*[0-9]{3,4}|/[A-Z]{2,3}/")
"""The clock of a wire, or the initials of who sent a report, at its end."""

_TICKS = "/0123456789"
"""The expression begins with one of these."""

_ENDS = frozenset(
    {
        "./.",
        "/.",
        "###",
        "# # #",
        "-0-",
        "\u25a0",
        "\u25aa",
        "\u25fc",
        "\u220e",
        "-30-",
        "\u201330\u2013",
        "-o0o-",
        "- 30 -",
        "(./.)",
    }
)
_AFTER = re.compile(
    r"(?<=[.!?\u2026\"'\u201d\u2019\u00bb)\]])\s*(?=[-\u2013=(\[/.]|(?<=\s)[A-Zwf#\u2022\u25a0\u25aa\u25fc\u220e]|(?<=\s)[a-z]{2,4}(?:/[a-z]{1,4}|\s*$)|agencies\s*$|[A-Z]{3,6}\s*$)"
)
_FOUNDED = re.compile(r"\b(?:[Ee]st(?:d|ablished)?|[Ff]ounded|[Ss]ince)\b")
"""The day that a paper tells of itself is that of its first issue."""

PERIOD = re.compile(r"\b(?:year|quarter|half|months?|weeks?|period)[ -](?:ended|ending|to)\b|\bas at\b", re.IGNORECASE)
"""What a report covers is told by a day, too."""

_SCRIPT = re.compile(
    r"\{[^{}]{0,200}:[^{}]{0,200};\s*\}|\{\{[^{}]{1,80}\}\}|\bfunction\s?\(|@media\b|\bvar [a-z_]+\s?="
)
_POSTED = re.compile(r"(?:Added|Created|Filed|Posted|Published|Submitted|Uploaded) (?:by [A-Z][\w.' -]{2,40} )?on $")
"""What a page says before the day on which it put up a story."""

LONGEST_SCRIPT = 2000
_FIRMS = (" Inc.", " Ltd.", " Corp.", " Co.", " Bros.", " Cos.")
_DIGIT = re.compile("[0-9]")
_EDGES = "-\u2013*=/ "
_PARTING = re.compile(r"[|/(),:\u00b7\u2022]|^languages?:")
_LEADING = "\u00b7| "
_STROKES = "-\u2013*_=~.\u2022\u00b7|"
_AROUND = f"()[]/.*|={_STROKES} "
LONGEST_DATE_LINE = 120
LONGEST_INSET = 250
LONGEST_NAMES = 100
LONGEST_ENTRY = 80
LONGEST_TIME = 40
LONGEST_LABEL = 12
"""Before a day without its year and its time stand at most so many characters."""

SHORTEST_WORD = 5
"""Capitals that are so many letters long, and a word of the language, head what stands below them."""

FEWEST_TAGS, LONGEST_TAG = 5, 3
LONGEST_FILE, LONGEST_PHONED, LONGEST_BUTTONS = 150, 60, 80


def is_date_line(text: str, forms: Forms) -> bool:
    """Whether the line says when (and perhaps where) the story appeared, and nothing else."""
    if len(text) > LONGEST_DATE_LINE or _DIGIT.search(text) is None:
        return False
    dates = list(find_dates(text, 0, len(text)))
    if dates and any(about.search(text, 0, dates[0].start) is not None for about in (_FOUNDED, PERIOD)):
        return False
    if not dates:
        return len(text) <= LONGEST_TIME and _says_time(text, forms)
    if _POSTED.fullmatch(text, 0, dates[0].start) and not text[dates[-1].end :].strip(" ."):
        return True
    rest = text[: dates[0].start] + " ".join(text[a.end : b.start] for a, b in pairwise(dates))
    rest += " " + text[dates[-1].end :]
    rest = _PAGE.sub(" ", _DAY.sub(" ", _TIME.sub(" ", rest))).strip(" \t,;:|()[]/" + _STROKES)
    timed = _TIME.search(text[dates[0].end :]) is not None and dates[0].start <= LONGEST_LABEL
    if (dates[0].full or timed) and _TIME.search(text) is not None and len(text) <= 100:
        words = rest.split()
        if not _is_ended(text) or (timed and dates[0].full and not any(map(str.islower, words))):
            return len(words) <= 8
    return _says_nothing(rest, forms) or _is_header(text, rest, dates[0].start)


def _is_ended(text: str) -> bool:
    """Whether a line ends as a sentence does, and not in the short form of a firm."""
    return ends_sentence(text) and not text.endswith(_FIRMS) and "| Source: " not in text


def is_time(text: str) -> bool:
    """Whether a line is a time of day, perhaps with its zone, and no more.

    >>> is_time("08:09 AM GMT+8"), is_time("8:09 AM")
    (True, True)
    """
    return len(text) <= LONGEST_TIME and _TIME.search(text) is not None and not _TIME.sub("", text).strip(_AROUND)


def is_clock(text: str) -> bool:
    """Whether a line gives a time without a day, as those over the entries of a live page do, perhaps with a title.

    >>> is_clock("16.41 GMT"), is_clock("17:05 Summary"), is_clock("Updated at 15.26 GMT")
    (True, True, False)
    """
    return len(text) <= LONGEST_ENTRY and text[0].isdigit() and _CLOCK.match(text) is not None


def _says_time(text: str, forms: Forms) -> bool:
    """Whether a line without a date says at what time it was updated, and nothing else but a day of two digits each."""
    words = [word.lower().strip(".'") for word in _WORD.findall(_SHORT_DAY.sub(" ", _TIME.sub(" ", text)))]
    return len(words) > 0 and _TIME.search(text) is not None and all(word in forms.date_words for word in words)


def _says_nothing(rest: str, forms: Forms) -> bool:
    if not rest or plain(rest) in forms.outlets:
        return True
    words = [word.lower().strip(".'") for word in _WORD.findall(rest)]
    left = [word for word in words if word and word not in forms.date_words and not word.isdigit()]
    return not left or " ".join(left) in forms.outlets


def _is_header(text: str, rest: str, first: int) -> bool:
    """A place and a date: `VIETNAM, December 18 -`."""
    place = _PLACE.fullmatch(rest)
    return place is not None and len(text) <= 70 and first > 0 and text[first - 1] != "[" and not ends_sentence(text)


def is_boilerplate(text: str, forms: Forms) -> bool:
    """Whether the line belongs to the page and not to the story."""
    if len(text) > LONGEST_LINE:
        return False
    if not text[0].isalnum() and not any(map(str.isalnum, text)):
        return text not in _ENDS
    bare = " " not in text and len(text) <= LONGEST_FILE and any(form.fullmatch(text) for form in (_URL, _SLUG))
    if bare or (len(text) <= LONGEST_FILE and text[-5:].lower().endswith(_FILES) and _FILE.fullmatch(text) is not None):
        return True
    if (
        is_shot(text)
        or _is_used(text)
        or _tells_address(text)
        or _are_tags(text)
        or (len(text) <= LONGEST_BUTTONS and _are_buttons(text, forms))
    ):
        return True
    line = text.lstrip(_LEADING) if text[0] in _LEADING else text
    line = line[2:] if line.startswith("- (") else line
    line = line.strip("-\u2013 ") if text[0] in "-\u2013" and text[-1] in "-\u2013" else line
    if text[0] in "-\u2013\u2014" and _SHOWN_POST.search(text) is not None:
        return True
    tagged = text[0] in "#@" and (_TAGS.fullmatch(text) or _HANDLE.fullmatch(text)) is not None
    line = line.replace(" :", ":", 1) if " :" in line else line
    pointed = text.startswith("\u2022 ") and is_line(text[2:], forms.boilerplate, forms)
    return tagged or pointed or (bool(line) and is_line(line, forms.boilerplate, forms))


def is_shot(text: str) -> bool:
    """Whether a line is what a telephone or camera calls a picture.

    >>> is_shot("WhatsApp Image 2024-05-03 at 11.24.51 (3)"), is_shot("Screenings end on May 3")
    (True, False)
    """
    return text.startswith(_SHOTS) and any(map(str.isdigit, text)) and _SHOT.fullmatch(text) is not None


def _is_used(text: str) -> bool:
    """Whether a reader fills in what a line asks for, pays what it offers, or presses it to hear of somebody."""
    asks = text[-1] == "*" and _FIELD.fullmatch(text) is not None
    asks = asks or (len(text) <= LONGEST_BUTTONS and _OFFER.search(text) is not None and _GAIN.search(text) is not None)
    return asks or (text.startswith(_PRESSED) and is_person(text.partition(" ")[2]))


def _are_tags(text: str) -> bool:
    """Whether a line is made up of short subjects with bars between them."""
    return text.count(" | ") >= FEWEST_TAGS and all(len(tag.split()) <= LONGEST_TAG for tag in text.split(" | "))


def _are_buttons(text: str, forms: Forms) -> bool:
    """Whether a line is made up of words on buttons, and of how often somebody used them: `0 SHARES Share Tweet`."""
    words = text.lower().replace("|", " ").replace(",", " ").split()
    if words.count("share") > 1 and not ends_sentence(text):
        return True
    pressed = not words[-1].isdigit() and all(word in forms.share or word.isdigit() for word in words)
    return pressed or _switches(text, forms)


def _switches(text: str, forms: Forms) -> bool:
    """Whether a line is made up of names of languages, in which a page can be had: `Japanese (日本語)`."""
    named = _PARTING.sub(" ", plain(text)).split()
    return len(named) > 1 and forms.languages.issuperset(named)


def _tells_address(text: str) -> bool:
    """Whether a line holds an address for mail, or is somebody's name with a telephone number."""
    if len(text) <= LONGEST_PHONED and text[-1].isdigit() and _PHONED.fullmatch(text) is not None:
        return True
    return len(text) <= 120 and "@" in text and _ADDRESS.search(text) is not None


def is_script(text: str) -> bool:
    """Whether a line holds what a page tells the browser: styles, programs, templates.

    >>> is_script(".box{ padding: 4px; } @media print"), is_script("The port {closed} will open.")
    (True, False)
    """
    return "{" in text and _SCRIPT.search(text, 0, LONGEST_SCRIPT) is not None


def is_opener(text: str, forms: Forms) -> bool:
    """Whether short lines after this one are links and lists of the page."""
    return len(text) <= LONGEST_LINE and is_line(text, forms.openers, forms)


def is_inset(text: str, forms: Forms) -> bool:
    """Whether the line is a link or a box set into the text."""
    if len(text) > LONGEST_INSET:
        return False
    linked = _LINKED.match(text) is not None and not is_sentence(text, forms)
    return linked or is_line(text, forms.inset, forms) or is_embedded(text)


def is_embedded(text: str) -> bool:
    """Whether a line is a post of a network with its picture, which a page shows."""
    return "pic.twitter.com/" in text


def is_sign_off(text: str, forms: Forms) -> bool:
    """Whether the line names the agency or desk at the end of a story."""
    bare = text.strip(" \u2022\u00b7|,")
    if not bare or len(bare) > 300 or "://" in bare:
        return False
    if (
        bare in _ENDS
        or (bare[0] in _TICKS and _TICKED.fullmatch(bare))
        or bare.startswith("-0- ")
        or (bare.startswith("SOURCE ") and _SOURCE.match(bare))
        or tells_reporters(bare, forms)
    ):
        return True
    bare = bare.replace(":", ": ", 1) if ":" in bare and _LABEL.match(bare) is not None else bare
    inner = bare.strip(_EDGES)
    known = is_line(bare, forms.sign_off, forms) or (bool(inner) and is_line(inner, forms.sign_off, forms))
    if known and (bare[0] in "(-\u2013" or _SENTENCES.search(bare) is None):
        return True
    if len(bare) > LONGEST_NAMES:
        return False
    bare = _DESK_SIGNS.sub("", bare) if "/" in bare or "," in bare else bare
    bare = _ENDED.sub("", bare) if bare.endswith(_ENDINGS) else bare
    bare = _SITED.sub("", _SIGNED_DAY.sub(")", _SHORT_FORM.sub("", bare))) if bare.endswith(")") else bare
    return may_name_outlet(bare, forms) and _names_signers(bare, forms)


def _names_signers(text: str, forms: Forms) -> bool:
    """Whether a line is an agency or desk, or several of them, and who wrote for them."""
    coded = (_INITIALS.fullmatch(text) or _CODES.fullmatch(text)) if text.lstrip("(")[:2].isupper() else None
    if coded is not None and plain(coded[1]) in forms.outlets:
        return True
    inner = text.strip(_AROUND).strip()
    given = _WITH.match(inner)
    inner = inner[given.end() :] if given else inner
    parts = _JOINS.split(inner) if any(map(inner.__contains__, _JOINING)) else [inner]
    bracketed = text[0] == "("
    may_join = all(_may_join(p, forms) or (bracketed and _DESK_INITIALS.fullmatch(p) is not None) for p in parts)
    paired = (
        len(parts) == 1 and inner.count("-") == 1 and all(plain(each) in forms.outlets for each in inner.split("-"))
    )
    return bool(inner) and (paired or (may_join and any(_signs(part, forms) for part in parts)))


def is_coded(text: str, forms: Forms) -> bool:
    """Whether a line is an agency and, behind strokes, who wrote for it: `WAM/Grace Hopper/Ada Byron`."""
    agency, stroke, _ = text.partition("/")
    return bool(stroke) and agency.isupper() and plain(agency) in forms.outlets and _CREW.fullmatch(text) is not None


def _may_join(name: str, forms: Forms) -> bool:
    """Whether a part of a sign-off is an agency, a paper's last word in capitals, or the initials of a desk."""
    desk = name.islower() and name.isalpha() and len(name) <= 4
    return desk or (name.isupper() and name.lower() in forms.papers) or _signs(name, forms)


def _signs(name: str, forms: Forms) -> bool:
    if name in forms.agencies:
        return plain(name) in forms.outlets or plain(name) == "agencies"
    return name.strip().lower() == "agencies"


def may_sign(text: str) -> bool:
    """Whether the last line of a story may be a sign-off though nobody knows the name: short, marked or in capitals.

    >>> may_sign("\u2013 Harbour News"), may_sign("(HNS)"), may_sign("HNS"), may_sign("LINKS")
    (True, True, True, False)
    """
    bare = text.strip()
    worded = bare.islower() or (len(bare) >= SHORTEST_WORD and bare.isupper())
    return _UNKNOWN.fullmatch(bare) is not None and not (worded and load_vocabulary().is_english(bare))


def find_sign_off(text: str, forms: Forms) -> int | None:
    """Where the sign-off begins in a folded paragraph: behind the last sentence and a dash, in brackets, or bare."""
    tail = max(0, len(text) - 200)
    for match in _AFTER.finditer(text[tail:]):
        start = tail + match.end()
        rest = text[start:].rstrip()
        glued = 0 < start < len(text) and rest.isalpha() and not text[start - 1].isspace()
        if glued and not is_sign_off(rest, forms):
            continue
        if 0 < start < len(text) and _closes(rest, forms):
            return start
    return None


def _closes(rest: str, forms: Forms) -> bool:
    if rest in _ENDS:
        return True
    if rest[0] in "([-\u2013/=":
        if names_office(plain(rest.strip(_AROUND)), forms):
            return True
        return is_sign_off(rest, forms) or (may_sign(rest) and rest.strip("()[]-\u2013/=. ") not in forms.abbreviations)
    if not is_sign_off(rest, forms):
        return rest.isalpha() and rest.isupper() and 2 <= len(rest) <= 6 and rest not in forms.abbreviations
    return not rest[0].islower() or rest.startswith("with ") or " " not in rest or "/" in rest
