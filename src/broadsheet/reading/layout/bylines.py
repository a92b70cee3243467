"""Who wrote it: bylines and the names in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.openings import MONTH
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.towns import load_towns
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = [
    "has_title",
    "is_byline",
    "is_called",
    "is_desk",
    "is_job",
    "is_labelled",
    "is_marked_byline",
    "is_name",
    "is_person",
    "is_plain",
    "is_signature",
    "names_author",
    "names_writer",
    "read_names",
]

_PART = r"(?:(?:[A-Z]\.){2,3}|[A-Z][\w'\u2019\-]*\.?)"
_SMALL = r"(?:de|da|van|von|der|den|bin|binti|bint|al|el|la|le|ul|dos|du|di|y)"
_NAME = re.compile(rf"{_PART}(?:\s(?:{_PART}|{_SMALL})){{1,4}}")
_WRITERS = re.compile(r"(?:[A-Z][\w' ]{1,20}\s)?(?:writers?|reporters?|correspondents?)\s(?=[A-Z])")
_AND = re.compile(r"\s*,?\s(?:and|with)\s|\s*[&;]\s*", re.IGNORECASE)
_ANOTHER = re.compile(r"and\s|[-\u2013]\s?(?=[A-Z][a-z])", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,/]\s*")
_BREAK = re.compile(
    r"\s*[|\u2013\u00b7\u2022(@]|(?<=[a-z]{3})\.\s(?=[A-Z][a-z]*\s[a-z])|\s-\s|\s[\w.+\-]+@|\s(?i:updated|published|posted|last|on)\b(?=.*\d)"
    r"|\s(?i:for|of|in|at)\s(?i:the\s)?(?=[A-Z])"
    r"|,?\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    rf"|,?\s(?:{MONTH}\s\d{{1,2}}\b|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}|\d{{4}}-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d)"
)
_TITLE = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|staff|bureau|news|press|agency|desk|columnist|contributor|analyst|chief"
    r"|times|post|reuters|afp|daily|journal|herald|media|service)s?\b",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(r"(?:Dr|Prof|Mr|Mrs|Ms|Rev|Sir|Fr)\.?\s(?=[A-Z])")
_CAPITALS = re.compile(r"[A-Z][A-Z.'\-]+(?:\s[A-Z][A-Z.'\-]*)+(?=\s[A-Z][a-z])")
_JOB = re.compile(r"\s(?i:writer|reporter|correspondent|editor|columnist|analyst)s?$")
_CLOSED = re.compile(r"(?<=[a-z]{3})[.)]{1,2}$")
_NO_NAMES = ("The ", "THE ")
_OWNS = re.compile(r"[a-z]['\u2019]s\s[A-Z]")
"""Whose somebody is, is no byline: `The County's Harbour Master, Grace Hopper`."""

_MAILED = re.compile(r"([^,|<(@]{5,40}?)\s?[,|<(]\s?[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]+[>)]?$")
_LABELLED = re.compile(r"(?i:author|writer|reporter)s?\s?:\s*(?=[A-Z])")
LONGEST = 160
LONGEST_LABELLED = 70
LONGEST_CALLED = SHORT = 3
FEWEST_OF_NAME = 2

Span = tuple[int, int]


def is_name(text: str) -> bool:
    """Whether the text could be one person's name: two to five capitalised words, not all of the dictionary.

    >>> is_name("Grace Hopper"), is_name("Port to open"), is_name("Harbour"), is_name("Media Relations")
    (True, False, False, False)
    """
    if text[:4] in _NO_NAMES or not _has_form_of_name(text):
        return False
    words = text.split()
    ranked = words[0].isupper() and len(words[0]) > SHORT - 1 and words[0].isalpha() and not text.isupper()
    return any(len(word) > 2 for word in words) and not ranked and not _is_worded(text)


def is_person(text: str) -> bool:
    """Whether capitalised words that stand alone are rather a person's name than that of a place, firm or section.

    >>> is_person("Ada Byron"), is_person("Skarn Hospital"), is_person("SKARN LIVE")
    (True, False, False)
    """
    words = [word for word in text.split() if len(word) > SHORT - 1 and word[0].isupper()]
    said = load_vocabulary()
    plain_words = [word for word in words if said.is_plain(word)]
    known = any(said.is_given(word) or said.is_family(word) for word in words)
    if not is_name(text) or (not known and (plain_words or text.isupper())):
        return False
    return not _ends_plainly(text)


def _ends_plainly(name: str) -> bool:
    """Whether a name ends in a word of the language and does not begin as those of persons do: `Skarn News`."""
    words, said = name.split(), load_vocabulary()
    named = words[0][1:2] == "." or said.is_given(words[0]) or said.is_family(words[0])
    return len(words[-1]) > SHORT - 1 and said.is_plain(words[-1]) and not named


def _has_form_of_name(text: str) -> bool:
    return len(text) <= 50 and _NAME.fullmatch(text) is not None


def is_called(text: str) -> bool:
    """Whether the text could be a person's name, and begins as those do.

    >>> is_called("Ada Byron"), is_called("Skarn Province")
    (True, False)
    """
    return is_name(text) and load_vocabulary().is_given(text.partition(" ")[0])


def names_writer(name: str, forms: Forms) -> bool:
    """Whether what stands in a dateline where agencies do is who wrote the story: `OSLO | ADA BYRON |`."""
    return plain(name) not in forms.outlets and name.isupper() and is_called(name.title())


def is_signature(text: str) -> bool:
    """Whether a name alone below a story is that of its author: fewer than half of it are words of the language.

    >>> is_signature("Ada Byron"), is_signature("Skarn Events")
    (True, False)
    """
    words = text.split()
    plain_words = [word for word in words if len(word) > SHORT and load_vocabulary().is_plain(word)]
    return is_person(text) and text[-1] != "." and 2 * len(plain_words) < len(words)


def is_job(text: str) -> bool:
    """Whether the text is nothing but what somebody is at a paper, without a name.

    >>> is_job("Diplomatic Correspondent"), is_job("Media Relations")
    (True, False)
    """
    return _has_form_of_name(text) and _JOB.search(text) is not None


def has_title(text: str) -> bool:
    """Whether a line has a word for a post at a paper, or for a paper.

    >>> has_title("Health correspondent"), has_title("Grace Hopper")
    (True, False)
    """
    return _TITLE.search(text) is not None


def is_plain(text: str) -> bool:
    """Whether most of the capitalised words of a line, which are too many for a name, are words of the language.

    >>> is_plain("Harbour Police Detain Grace Hopper"), is_plain("Grace Hopper")
    (True, False)
    """
    words = [word for word in text.split() if word[0].isupper()]
    return len(words) > LONGEST_CALLED and 2 * sum(map(load_vocabulary().is_english, words)) > len(words)


def is_labelled(text: str) -> bool:
    """Whether a line says outright, before a colon, that what follows is the author.

    >>> is_labelled("Author: Harbour Newsroom"), is_labelled("Author of the report: a clerk")
    (True, False)
    """
    return len(text) <= LONGEST_LABELLED and _LABELLED.match(text) is not None


def is_desk(text: str, forms: Forms) -> bool:
    """Whether a line names a desk or an outlet instead of a person."""
    return _is_office(text, forms)


def is_byline(text: str, forms: Forms) -> bool:
    """Whether a line in the head of an article says who wrote it."""
    if len(text) > LONGEST:
        return False
    if text.lower().startswith("special to ") or is_marked_byline(text, forms):
        return True
    if text.endswith((".", "?", "!")) and plain(text.rstrip(".")) not in forms.desks:
        return False
    return _is_bare(text, forms)


def is_marked_byline(text: str, forms: Forms) -> bool:
    """Whether a line, wherever it stands, says `by` and a name."""
    marked = forms.byline.match(text) if len(text) <= LONGEST else None
    if marked is None or text.endswith(("?", "!", ",", ":")):
        return False
    first = next(_pieces(text, marked.end(), forms), None)
    return first is not None and (is_name(text[slice(*first)]) or _is_office(text[slice(*first)], forms))


def names_author(text: str, forms: Forms) -> bool:
    """Whether a line says `by` and the name of a person, or a name and what it is called elsewhere: `(@grace)`."""
    if len(text) > LONGEST:
        return False
    marked = forms.byline.match(text)
    if marked is None:
        mailed = _MAILED.match(text)
        if mailed is not None:
            return _is_person(mailed[1], forms) and not has_title(mailed[1])
        name, mark, _ = text.partition(" (@") if " (@" in text else text.partition(" | ")
        return bool(mark) and _is_person(name, forms) and not has_title(name) and plain(name) not in forms.rubrics
    return any(_is_person(text[slice(*span)], forms) for span in _pieces(text, marked.end(), forms))


def _is_bare(text: str, forms: Forms) -> bool:
    """A byline without `By`: names or a desk, with a title, a place or an agency after them."""
    if _OWNS.search(text) is not None:
        return False
    headed = forms.heads.match(text)
    pieces = [text[slice(*span)] for span in _pieces(text, headed.end() if headed else 0, forms)]
    if not pieces:
        return False
    rest = [piece for piece in pieces[1:] if not (is_name(piece) or piece.istitle() or _is_office(piece, forms))]
    if any(_TITLE.search(piece) is None for piece in rest):
        return False
    if _is_office(pieces[0], forms):
        name = plain(text.rstrip("."))
        return len(pieces) > 1 or name in forms.desks or name.removesuffix(" staff") in forms.outlets
    single = len(pieces) == 1 and pieces[0] == text
    return not single and is_name(pieces[0]) and not _ends_plainly(pieces[0])


def _is_worded(name: str) -> bool:
    """Whether capitalised words are all of the language: `Harbor Institute`."""
    return all(map(load_vocabulary().is_plain, name.split()))


def _is_office(piece: str, forms: Forms) -> bool:
    """Whether a piece of a byline is a desk or an outlet rather than a person."""
    name = plain(piece)
    first, _, last = piece.partition(" ")
    if last.isupper() and plain(last) in forms.outlets and first.istitle() and name not in forms.outlets:
        return not load_vocabulary().is_given(first)
    return name in forms.desks or name in forms.outlets or name.endswith((" desk", " bureau", " staff"))


def _is_person(piece: str, forms: Forms) -> bool:
    return (
        is_name(piece)
        and not _ends_plainly(piece)
        and not _is_office(piece, forms)
        and plain(piece) not in forms.places
    )


def read_names(block: Block, source: str, forms: Forms) -> tuple[str, ...]:
    """The authors that a byline names, as printed; names in capitals in the usual case."""
    text = _CLOSED.sub("", block.text)
    marked = forms.byline.match(text) or forms.heads.match(text) or _ANOTHER.match(text)
    if marked and marked[0].lower().startswith(forms.translators):
        return ()
    if marked is None and is_job(text) and not _is_employed(text, forms):
        return ()
    names = []
    for whole in _authors(text, marked.end() if marked else 0):
        span = _called(text, *whole) if _is_office(text[slice(*whole)], forms) else whole
        if span[0] == span[1]:
            continue
        start, end = _without_title(text, *span, forms)
        piece = text[start:end]
        single = marked is not None and " " not in piece and piece[:1].isupper() and not _is_office(piece, forms)
        if _is_person(piece, forms) or (single and plain(piece) not in forms.places):
            names.append(_usual_case(" ".join(source[block.start + start : block.start + end].split())))
    return tuple(dict.fromkeys(names))


def _called(text: str, start: int, end: int) -> Span:
    """The first two words of a desk of at least four, where they are a name: `Grace Hopper Northern Bureau`."""
    words = text[start:end].split(" ")
    name = " ".join(words[:2])
    called = len(words) > LONGEST_CALLED and is_name(name) and load_vocabulary().is_plain(words[-1])
    return (start, start + len(name)) if called else (start, start)


def _authors(text: str, start: int) -> list[Span]:
    """The spans of the names: `A, B and C` are three; in `A, Place, and B, Title` they come first."""
    writers = _WRITERS.match(text, start)
    groups = list(_groups(text, writers.end() if writers else start))
    pieces = [_split(_COMMA, text, *group) for group in groups]
    if (
        writers
        or (_LABELLED.match(text) and pieces and _are_names(text, pieces[0]))
        or (len(groups) > 1 and pieces[-1] and len(pieces[-1]) == 1)
    ):
        return [span for group in pieces for span in group]
    named = not start or all(_is_author(text[slice(*span)]) for span in (pieces[0] if pieces else ()))
    if named and len(pieces) == 1 and len(pieces[0]) == 2 and _are_names(text, pieces[0]):
        return pieces[0]
    return [group[0] for group in pieces if group]


def _is_author(piece: str) -> bool:
    """Whether a name between commas behind `By` is that of another author, and not where the first one writes."""
    return is_person(piece) and not load_towns().knows(piece)


def _are_names(text: str, spans: list[Span]) -> bool:
    pieces = [text[start:end] for start, end in spans]
    return all(is_name(piece) and _TITLE.search(piece) is None and piece[:4] != "The " for piece in pieces)


def _pieces(text: str, start: int, forms: Forms) -> Iterator[Span]:
    """The spans between the commas of a byline, without titles."""
    writers = _WRITERS.match(text, start)
    for group in _groups(text, writers.end() if writers else start):
        for span in _split(_COMMA, text, *group):
            yield _without_title(text, *span, forms)


def _groups(text: str, start: int) -> Iterator[Span]:
    """The spans between the words `and`, each up to what is said of place, outlet or day."""
    for begin, end in _split(_AND, text, start, len(text)):
        cut = _BREAK.search(text, begin, end)
        if cut is None:
            yield begin, end
        elif cut.start() > begin:
            yield begin, cut.start()
        if cut is not None and cut[0].strip()[:1] in {"|", "\u2013", "-", "\u2022", "\u00b7", "@"}:
            return


def _split(cut: re.Pattern[str], text: str, start: int, end: int) -> list[Span]:
    found, begin = [], start
    for match in cut.finditer(text, start, end):
        found.append((begin, match.start()))
        begin = match.end()
    return [(a, b) for a, b in [*found, (begin, end)] if a < b]


def _without_title(text: str, start: int, end: int, forms: Forms) -> Span:
    """The span of the name alone: no honorific before it, no title or outlet behind it."""
    honorific = _HONORIFIC.match(text, start, end)
    start = honorific.end() if honorific else start
    capitals = _CAPITALS.match(text, start, end)
    title = forms.title.search(text[start:end])
    if capitals is not None:
        end = capitals.end()
    elif _JOB.search(text, start, end) is not None and all(word[0].isupper() for word in text[start:end].split()):
        end = _before_job(text, start, end)
    elif title is not None and title.start():
        end = start + title.start()
    words = text[start:end].split(" ")
    for count in range(1, len(words) - 1):
        if plain(" ".join(words[-count:])) in forms.outlets:
            return start, end - len(" ".join(words[-count:])) - 1
    return start, end


def _is_employed(text: str, forms: Forms) -> bool:
    """Whether somebody is named before a job: `Grace Hopper Senior Editor`, and not `Harbour Media Senior Editor`."""
    named = text[: _before_job(text, 0, len(text))]
    first = named.partition(" ")[0]
    known = load_vocabulary()
    return (
        not has_title(named)
        and first.lower() not in forms.papers
        and (known.is_given(first) or not known.is_plain(first))
    )


def _before_job(text: str, start: int, end: int) -> int:
    """Where a name ends, before what somebody is called at a paper: `Grace Hopper Local Democracy Reporter`."""
    words = text[start:end].split(" ")[:-1]
    while len(words) > FEWEST_OF_NAME and load_vocabulary().is_plain(words[-1]):
        words.pop()
    return start + len(" ".join(words))


def _usual_case(name: str) -> str:
    return name.title() if name.isupper() else name
