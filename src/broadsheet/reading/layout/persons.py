"""What looks like the name of a person, or like what somebody is at a paper."""

from __future__ import annotations

import re

from broadsheet.reading.vocabulary import load_vocabulary

__all__ = [
    "ends_in_job",
    "ends_plainly",
    "has_title",
    "is_called",
    "is_job",
    "is_name",
    "is_person",
    "is_plain",
    "is_signature",
]

_PART = r"(?:(?:[A-Z]\.){2,3}|[A-Z][\w'\u2019\-]*\.?)"
_SMALL = r"(?:de|da|das|do|van|von|der|den|ter|ten|zu|bin|binti|bint|ibn|al|el|la|le|ul|dos|du|di|e|y)"
_JOINED = r"(?:[dl]['\u2019]|(?:al|el|ul|as|ar|an|at|ad)-)"
"""What stands in small letters, and without a blank, before a part of a name: `Jean d'Amour Byron`."""

_CALLED = r"[\"\u201c'\u2018][A-Z][\w.-]+[\"\u201d'\u2019]"
"""What somebody is called besides: `Grace “Amazing” Hopper`."""

_NAME = re.compile(rf"{_PART}(?:\s(?:{_JOINED}?{_PART}|{_SMALL}|{_CALLED})){{1,4}}")
_TITLE = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|staff|bureau|news|press|agency|desk|columnist|contributor|analyst|chief"
    r"|times|post|reuters|afp|daily|journal|herald|media|service)s?\b",
    re.IGNORECASE,
)
_JOB = re.compile(r"\s(?i:writer|reporter|correspondent|editor|columnist|analyst|journalist)s?$")
_NO_NAMES = ("The ", "THE ")
LONGEST_CALLED = SHORT = 3


def is_name(text: str) -> bool:
    """Whether the text could be one person's name: two to five capitalised words, not all of the dictionary.

    >>> is_name("Grace Hopper"), is_name("Port to open"), is_name("Harbour"), is_name("Media Relations")
    (True, False, False, False)
    """
    if text[:4] in _NO_NAMES or not _has_form_of_name(text):
        return False
    words = text.split()
    ranked = (
        words[0].isupper()
        and len(words[0]) > SHORT - 1
        and words[0].isalpha()
        and not text.replace("Mc", "MC").isupper()
    )
    return any(len(word) > 2 for word in words) and not ranked and not _is_worded(text)


def is_person(text: str) -> bool:
    """Whether capitalised words that stand alone are rather a person's name than that of a place, firm or section.

    >>> is_person("Ada Byron"), is_person("Skarn Hospital"), is_person("SKARN LIVE")
    (True, False, False)
    """
    if not is_name(text):
        return False
    words, said = [word for word in text.split() if len(word) > SHORT - 1 and word[0].isupper()], load_vocabulary()
    known = any(said.is_given(word) or said.is_family(word) for word in words)
    return (known or not (text.isupper() or any(map(said.is_plain, words)))) and not ends_plainly(text)


def ends_plainly(name: str) -> bool:
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
    return _has_form_of_name(text) and ends_in_job(text)


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


def _is_worded(name: str) -> bool:
    """Whether capitalised words are all of the language: `Harbor Institute`."""
    return all(map(load_vocabulary().is_plain, name.split()))


def ends_in_job(text: str) -> bool:
    """Whether the last word of a text is what somebody is at a paper."""
    return _JOB.search(text) is not None
