"""Numbers in a text, in digits and in words; no dates, times, ordinals or numbers of documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from broadsheet.reading.index import Firsts, index_of
from broadsheet.reading.lexicon import Lexicon, alternatives
from broadsheet.reading.tails import Tail

__all__ = ["Number", "find_numbers"]

LARGEST = Decimal(10**15)

_DIGITS = re.compile(r"\d+(?:(?:\.\d{3})+(?= ?(?:dong\b|VND\b|\u20ab))|(?:,\d{2,3})*(?:\.\d+)?)")
_REST = re.compile(r"(?:[.,]\d+)+")
_COMMA = re.compile(r"\d{1,3},\d{1,2}(?= ?(?:million|billion|trillion|per ?cent|%))")
"""A decimal comma, where no thousands can be meant: 1,5 million."""

_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3}){1,4}(?![\d,]|\.\d)")
_APOSTROPHE = re.compile(r"\w'")
_STRENGTH = "agnitude-"
"""What a number stands behind that its hyphen joins to a word and that measures all the same: magnitude-7.2."""

_BEFORE = " '\"(/\u201c\u2013\u00ab"
"""Number words stand behind one of these."""

_HOUR = r"(?:[ap]\.?m\b|[AP]\.?M\b|hrs\b|o'clock\b|noon\b|midnight\b)"
_VIETNAMESE = ("ngay ", "Ngay ", "thang ", "Thang ")
"""The words for day and month, behind which a date has its numbers: ngay 6 thang 5."""

_LONGEST = 300
"""No number takes more characters in words."""

_WORD = re.compile(r"\b(?!and\b)[A-Za-z]+")
_TEN, _TENS = 10, 20
"""From 20 on a number of tens may go on with one below ten: twenty-five."""

_RISE = re.compile(r" ?(?:%|per ?cent\b|percentage\b)")
"""Behind a number with a plus that is no telephone's: +2.1%."""

_RATED = re.compile(r"[$\u00a3\u20ac\u00a5]\d[\d.]{0,8}=$")
"""Before what money is worth in other money, without a blank: $1=24.003 crowns."""

_NEAR = 12
_HALF = re.compile(
    r"[ -]and[ -]an?[ -](half|quarter)\b"
    r"|[ -]and[ -](half)(?=[ -](?:year|month|week|day|hour|decade|mile|million|billion)s?\b)"
    r"| ?([\u00bd\u00bc\u00be])|[ -](1/[24]|3/4)(?![\d/])"
)
_FRACTIONS = ("\u00bd", "\u00bc", "\u00be", " \u00bd", " \u00bc", " \u00be", " 1/", "-1/", " 3/", "-3/")
_HALVES = (" and", "-and", *_FRACTIONS)
"""The expression begins with one of these."""

_PARTS = {
    "half": Decimal("0.5"),
    "quarter": Decimal("0.25"),
    "\u00bd": Decimal("0.5"),
    "\u00bc": Decimal("0.25"),
    "\u00be": Decimal("0.75"),
    "1/2": Decimal("0.5"),
    "1/4": Decimal("0.25"),
    "3/4": Decimal("0.75"),
}


class Number(NamedTuple):
    """A number where it stands; `scale` is the part that its last word multiplies by."""

    start: int
    end: int
    value: Decimal
    scale: int = 1
    words: bool = False


@dataclass(frozen=True)
class _Forms:
    cardinals: dict[str, int]
    scales: dict[str, int]
    words: re.Pattern[str]
    first: Firsts
    """Where number words may begin: at a small number, or at the article before a large one."""

    scale: re.Pattern[str]
    skips: dict[str, re.Pattern[str]]
    """Dates, times and the like by the character behind their first digits; `a` stands for letters."""

    month_before: Tail
    day: re.Pattern[str]
    hyphened: re.Pattern[str]


def find_numbers(folded: str, start: int, end: int, lexicon: Lexicon) -> list[Number]:
    """The numbers between two offsets of a folded text, in their order.

    >>> text = "On 3 May 2021 half a million people saw 12 of 2.5 million stars at 20:15."
    >>> [int(n.value) for n in find_numbers(text, 0, len(text), Lexicon.load())]
    [500000, 12, 2500000]
    """
    forms, index = lexicon.compiled(_forms), index_of(folded)
    runs = index.digits(start, end)
    found = list(_in_digits(folded, start, end, forms, runs)) if runs else []
    if begins := index.between(forms.first, start, end):
        found += _in_words(folded, start, end, forms, begins)
    return sorted([_with_half(folded, number, end) for number in found])


def _with_half(folded: str, number: Number, end: int) -> Number:
    """Three and a half: the number with the part after it."""
    half = _HALF.match(folded, number.end, end) if folded.startswith(_HALVES, number.end) else None
    if half is None:
        return number
    return number._replace(end=half.end(), value=number.value + _PARTS[half[half.lastindex or 0]] * number.scale)


def _in_digits(folded: str, start: int, end: int, forms: _Forms, runs: Iterable[tuple[int, int]]) -> Iterator[Number]:
    at = start
    for first, last in runs:
        if last <= at:
            continue
        begin, after = max(at, first), min(last, end)
        beside = folded[after] if after < end else ""
        grouped = _DIGITS.match(folded, begin, end) if beside in {",", "."} else None
        at = grouped.end() if grouped else after
        comma = _COMMA.match(folded, begin, end) if beside == "," else None
        at = comma.end() if comma else at
        beyond = _beyond_date(folded, begin, after, end, forms)
        if beyond is None:
            beyond = _beyond_token(folded, begin, at, start, end)
        if beyond is not None:
            at = max(beyond, at)
            continue
        spaced = _SPACED.match(folded, begin, end) if beside == " " else None
        at = spaced.end() if spaced and _wide(spaced[0]) else at
        number = _scaled(folded, begin, at, end, forms)
        if number is not None:
            at = number.end
            yield number


def _wide(digits: str) -> bool:
    return not (len(digits) == 8 and digits.startswith(("19", "20")))


def _beyond_date(folded: str, begin: int, after: int, end: int, forms: _Forms) -> int | None:
    """The offset after a date, time, ordinal or telephone number whose first digits stand between two offsets."""
    beside = folded[after : after + 1]
    skips = forms.skips.get("a" if beside.isalpha() else beside)
    skip = skips.match(folded, begin, end) if skips else None
    if skip is None and folded[begin - 1] == " ":
        if folded.endswith(_VIETNAMESE, 0, begin):
            return after
        if forms.month_before.search(folded, max(0, begin - 12), begin):
            skip = forms.day.match(folded, begin, end)
    return skip.end() if skip else None


def _beyond_token(folded: str, begin: int, after: int, start: int, end: int) -> int | None:
    """The offset after a word that only holds a number: COVID-19, H5N1, 24/7, 2+2, an address."""
    left = folded[begin - 1] if begin > start else " "
    bare = left == "." and (begin - 1 == start or folded[begin - 2] in _BEFORE)  # a calibre: .22
    joined = left in "-/.+" and begin - 1 > start and folded[begin - 2].isalnum()
    if bare or (joined and not (_is_range(folded, begin, start) or folded.endswith(_STRENGTH, start, begin))):
        return after
    if left == "=" and _RATED.search(folded, max(start, begin - _NEAR), begin):
        return None
    if left in "#@_/\\=&" or (left == "+" and after - begin > 1 and not _RISE.match(folded, after, end)):
        return after
    right = folded[after] if after < end else " "
    if right == "," and (rest := _REST.match(folded, after, end)):  # a decimal comma: what 1,6 means is not ours to say
        return rest.end()
    if right in "/_@\\+" and after + 1 < end and folded[after + 1].isdigit():
        return after
    return None


def _is_range(folded: str, begin: int, start: int) -> bool:
    """Whether the hyphen before this offset joins two numbers, as in 2,000-2,500 or 3%-4% or 5m-6m."""
    return (
        folded[begin - 1] == "-"
        and re.search(r"(?:\d|\d ?(?:%|[a-z]{1,2}))-$", folded[max(start, begin - 6) : begin]) is not None
    )


def _scaled(folded: str, begin: int, at: int, end: int, forms: _Forms) -> Number | None:
    digits = folded[begin:at]
    if len(digits) > 20 or (len(digits) > 1 and digits[0] == "0" and digits[1] not in ".,"):
        return None
    if "," in digits and _COMMA.match(folded, begin, end):
        digits = digits.replace(",", ".")
    scale = 1
    while word := forms.scale.match(folded, at, end):
        scale, at = scale * forms.scales[word[1].lower()], word.end()
    value = Decimal(int(digits) * scale) if digits.isdigit() else _plain(_grouped(digits) * scale)
    return Number(begin, at, value, scale) if value < LARGEST else None


def _grouped(digits: str) -> Decimal:
    bare = digits.replace(",", "").replace(" ", "")
    return Decimal(bare if bare.count(".") == 1 else bare.replace(".", ""))


def _in_words(folded: str, start: int, end: int, forms: _Forms, begins: Iterable[int]) -> Iterator[Number]:
    reached = start - 1
    for begin in begins:
        if begin <= reached or not (begin == 0 or folded[begin - 1] in _BEFORE or folded.endswith("-of-", 0, begin)):
            continue
        match = forms.words.match(folded, begin, min(end, begin + _LONGEST))
        if match is None:
            continue
        spoken = _one_number(match[0], forms)
        reached = begin + len(spoken)
        if forms.hyphened.match(folded, reached, end) or _APOSTROPHE.match(folded, max(0, begin - 2), begin):
            continue
        value, scale = _spoken(spoken.lower(), forms)
        if 0 < value < LARGEST:
            yield Number(begin, reached, _plain(value), scale, words=True)


def _one_number(words: str, forms: _Forms) -> str:
    """As much of number words as is one number: four, of "four five-person crews" and of "four and nine"."""
    last = 0
    for word in _WORD.finditer(words):
        value = forms.cardinals.get(word[0].lower(), 0)
        if value and last and not (_TENS <= last < 10 * _TEN and last % _TEN == 0 and value < _TEN):
            return words[: word.start() - 1].removesuffix(" and")
        last = value
    return words


def _spoken(words: str, forms: _Forms) -> tuple[Decimal | int, int]:
    """The value of number words: hundreds multiply what stands before them, larger scales close a group."""
    total: Decimal | int = 0
    group: Decimal | int = 0
    scale = 1
    for word in words.replace("-", " ").split():
        if word in forms.cardinals:
            group, scale = group + forms.cardinals[word], 1
        elif word == "half":
            group = Decimal("0.5")
        elif word == "quarter":
            group = Decimal("0.25")
        elif word in forms.scales:
            scale = forms.scales[word]
            group = (group or 1) * scale
            if scale >= 1000:
                total, group = total + group, 0
    return total + group, scale


def _plain(value: Decimal | int) -> Decimal:
    whole = int(value)
    return Decimal(whole) if value == whole else Decimal(value).normalize()


def _forms(lexicon: Lexicon) -> _Forms:
    numbers = lexicon["numbers"]
    scales = {word.lower(): int(value) for word, value in {**numbers["scales"], **numbers["short_scales"]}.items()}
    months = alternatives(numbers["skips"]["months"])
    words = _words(numbers["cardinals"], numbers["scales"])
    return _Forms(
        cardinals={word: int(value) for word, value in numbers["cardinals"].items()},
        scales=scales,
        words=re.compile(words),
        first=Firsts([*numbers["cardinals"], "half", "quarter"], counted=[*numbers["scales"], "quarter"]),
        scale=re.compile(rf"[ -]?({alternatives(scales)})(?![A-Za-z])", re.IGNORECASE),
        skips=_skips(months, alternatives(numbers["skips"]["after"])),
        month_before=Tail(numbers["skips"]["months"], rf"(?<![A-Za-z])(?:{months})\.? +$"),
        day=re.compile(
            r"\d{1,2}(?:st|nd|rd|th)?\b"
            r"(?:(?: ?[-\u2013] ?| to | and | or |, )\d{1,2}(?:st|nd|rd|th)?(?= ?,| \d{4}|\.|\)|$))?"
            r"(?:,? +\d{4}\b)?|\d{4}\b"
        ),
        hyphened=re.compile(
            rf"-(?:{alternatives(numbers['skips']['hyphened'])})(?![a-z])"
            r"| (?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth)s?\b(?! of \d{4})"
        ),
    )


def _words(cardinals: dict[str, int], scales: dict[str, int]) -> str:
    either = alternatives([form for word in cardinals for form in (word, word.capitalize())])
    small = alternatives(cardinals)
    large = alternatives([form for word in scales for form in (word, word.capitalize())])
    loud = alternatives([word.upper() for word in cardinals])
    told = rf"(?:{loud})(?= [a-z]|(?<!ONE) [A-Z]{{3,}}S\b)"
    part = rf"(?:[Hh]alf|(?:[Aa] )?[Qq]uarter of) an? (?:{large})|[Aa] quarter[ -](?:{large})"
    first = rf"{part}|(?:[Aa]n? )(?:{large})|{either}|{told}"
    return rf"(?:{first})(?:(?:[ -]| and )(?:{small}|{large}))*(?!\w|'\w|\.\d)"


def _skips(months: str, after: str) -> dict[str, re.Pattern[str]]:
    """Dates, times, ordinals, year spans, telephone numbers, by what may stand behind their first digits."""
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    kinds = [
        ("a -\u2013", rf"{day}(?:(?: ?[-\u2013] ?| to | and | or ){day})? +(?:of +)?(?:{months})\b(?:,? +\d{{4}}\b)?"),
        ("/", r"\d{1,4}/\d{1,4}(?:/\d{1,4})*"),
        ("-", r"\d{1,4}-\d{1,2}-\d{1,4}\b"),
        (".", r"\d+(?:\.\d+){2,}"),
        ("a:", r"\d{1,2}[:h]\d{2}\b(?::\d{2}\b)?"),
        ("a .:-\u2013", r"\d{1,2}(?:[.:]\d{2})?(?: ?[-\u2013] ?\d{1,2}(?:[.:]\d{2})?)? ?" + _HOUR),
        ("a ", r"\d{4} ?(?:GMT|UTC|IST|EST|hrs|hours GMT)\b"),
        ("a ,", r"\d+(?:,\d{3})*(?:st|nd|rd|th| millionth| billionth| thousandth)\b"),
        (" -\u2013/", r"(?:1[4-9]|20)\d\d ?[-\u2013/] ?(?:\d{4}|\d\d)\b(?![,.]\d| ?%| ?per ?cent)"),
        ("a'", r"\d{2,4}'?s\b"),
        (")", r"\d{2,4}\) \d{3,4}[ -]\d{3,4}\b"),
        (" .-", r"0\d{1,3}(?:[ .-]\d{2,4}){2,4}\b"),
        (" .-", r"\d{1,3}(?:[ .-]\d{2,4}){1,3}[ .-]\d{4}\b"),
        (" .-", r"\d{2,4}(?:[ .-]\d{4}){2,}\b"),
        (" ", rf"\d{{1,4}} (?:{after})(?![A-Za-z])"),
        ("a\u00d7", r"\d{1,2}[x\u00d7]\d+ ?[a-z]*"),
        ("'", r"\d'\d{1,2}\"?(?![\d\w])"),
        ("a", r"\d+(?:st|nd|rd|th|[a-z]*[A-Z]+)\d[\w-]*"),
    ]
    found: dict[str, list[str]] = defaultdict(list)
    for beside, expression in kinds:
        for character in beside:
            found[character].append(expression)
    return {character: re.compile("|".join(expressions)) for character, expressions in found.items()}
