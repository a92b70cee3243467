"""The forms of a picture's credit, as regular expressions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from broadsheet.articles.folding import word_list
from broadsheet.reading.expressions import Expression
from broadsheet.reading.layout.dateline_parts import MONTH
from broadsheet.reading.layout.forms import compile_forms
from broadsheet.reading.lexicon import Lexicon, alternatives

__all__ = ["MARK", "Credits", "Span", "compile_credits"]

Span = tuple[int, int]

MARK = "\ue000"
"""Stands for the name of an agency or outlet while a line is compared."""

_NAME = rf"(?:[A-Z\u00a9@{MARK}][\w'\u2019&@+\-]*(?:(?:\.\w+)+\.?)?|[A-Z][a-z]{{0,4}}\.)"
_OWNER = rf"(?:[A-Z\u00a9@{MARK}][\w'\u2019&@+\-]*(?:(?:\.\w+)+\.?)?|(?:Lt|Dr|Sgt|Capt|Cpl|Maj|Col|Gen|St)\.)"
"""Whose a picture is, before what calls it one: no word that ends a sentence."""

_LINK = r"(?:(?:de|del|la|las|los|da|do|dos|du|di|van|von|der|den|ter|bin|binti|al|el|ben|y|e|i)\s){1,3}"
_NAMES = rf"{_NAME}(?:\s(?:{_LINK})?{_NAME}){{0,5}}"
_SITE = r"[a-z][\w\-]*(?:\.[\w\-]+)+"
_SMALL = (
    r"(?:via|for|of|and|the|by|at|in|on|from|de|van|von|du|des|le|la|da|do|di|der|file|pool|to|page|under|with"
    r"|permission|licen[cs]e|s|&)"
)
_WORD = rf"(?:{_SITE}|[A-Z\d@\u00a9{MARK}][\w.'\u2019&@+\-]*|{_SMALL}(?!\w))"
_SOURCE = rf"(?:{_WORD}(?:(?:[\s/,|;:()]{{1,3}}|\s--?\s){_WORD}){{0,14}}\)?|(?:[\w'\u2019\-]++/?\s?){{1,3}})"
_FILE = r"(?:,?\s(?i:file|pool|archives?)(?:\s(?i:photo))?(?:\s(?:19|20)\d\d)?|/(?i:file)(?:\s(?i:photo))?)?"

_AGENCY = rf"{MARK}(?:-{MARK})?"
_MAKER = rf"(?:[A-Z][\w'\u2019.-]*|{MARK})"

_CERTAIN = (
    rf"{_AGENCY}(?:\s[A-Z]{{3,5}})?/{_MAKER}(?:\s{_MAKER}){{0,4}}(?:/{_MAKER}(?:\s{_MAKER})?){{0,2}}(?:/[a-z]{{1,4}})?",
    rf"{_AGENCY}\s(?i:photo),?\s{MONTH}\s\d{{1,2}},\s\d{{4}}",
    rf"(?:{_AGENCY}/)?{_AGENCY}\s(?:Photo|PHOTO|(?i:file photo))",
    rf"\u00a9\s?(?:{_AGENCY}|{_NAMES})(?:(?:\s?/\s?|,\s)(?:{_AGENCY}|{_NAMES}))?",
    rf"(?:(?:Photo|PHOTO|Image|Picture)s?\s)?(?i:courtesy)(?:\s(?i:of))?(?:\s(?i:the))?\s{_NAMES}(?:\sof\s{_NAMES})?",
    rf"(?:Photo|PHOTO|Picture)\s(?:[/|]\s)?{_NAME}(?:\s{_NAME}){{1,3}}(?:\s[/|]\s{_NAMES})?",
    rf"(?i:source):\s(?:{_AGENCY}|{_NAMES}(?:\sand\s{_NAMES})?)(?:\s?/\s?{_MAKER}(?:\s{_MAKER}){{0,3}}){{0,2}}",
    r"File photo|FILE PHOTO|FILE|HANDOUT|Handout",
)
"""Credits that stand behind a small letter and a blank, without a full stop or dash."""

_TELLING = ("labels", "owned", "alone", "opens", "stock")


@dataclass(frozen=True, slots=True)
class Credits:
    """The forms of a picture's credit: as a whole line, in brackets, behind a stop or dash, and behind any blank."""

    line: Expression
    inside: Expression
    behind: Expression
    labelled: Expression
    certain: Expression
    papered: Expression
    """A maker and a paper that nobody knows, by the last word of its name."""

    alone: frozenset[str]
    kinds: frozenset[str]
    """In brackets behind a headline these say what else the page has, and not who made it."""

    hints: tuple[str, ...]
    stock: tuple[str, ...]
    words: frozenset[str]
    """Without an agency, a stroke or one of these words nothing behind a full stop, dash or bar is a credit."""

    agencies: frozenset[str]
    papers: frozenset[str]

    def may_credit(self, bare: str, outlets: list[Span]) -> bool:
        """Whether a line may end in a credit that stands in no brackets."""
        marked = "/" in bare or "\u00a9" in bare or bare.endswith(("PIC", "PIX")) or "foto" in bare
        marked = marked or bare[bare.rfind(" ") + 1 :].lower() in self.papers
        return bool(outlets) or marked or not self.words.isdisjoint(word_list(bare))


class _Words(NamedTuple):
    """What the lexicon has of credits, as expressions."""

    label: str
    """What calls it a picture's: `Photo`, `Picture by`."""

    small: str
    alone: str
    opens: str
    after: str
    owned: str
    owner: str
    """Whose it is, before what calls it a picture's."""

    open: str
    """What parts that from who made it."""


def compile_credits(lexicon: Lexicon) -> Credits:
    """The forms of credits; ask for them with `lexicon.compiled(compile_credits)`."""
    forms, lists = lexicon.compiled(compile_forms), lexicon["layout"]["credit"]
    words = _words_of(lists)
    return Credits(
        line=Expression("|".join(_lines(words))),
        inside=Expression("|".join((*_shared(words), *_wide(words)))),
        behind=Expression("|".join((*_shared(words), *_narrow(words)))),
        labelled=Expression(
            rf"(?<=[\s(])(?:{words.label}(?:\s?:\s{{0,2}}|\s(?i:by)\s|/)|{words.owned}\s?:\s?){_SOURCE}$"
        ),
        certain=Expression(
            rf"(?<=[a-z\d'\u2019)]\s)(?:{'|'.join(_CERTAIN)})$"
            rf"|(?:(?<=[a-z\d'\u2019).]\s/)|(?<=[a-z\d'\u2019).]\s/\s))(?:{_AGENCY}|[A-Z]{{2,}}(?:\s[A-Z]{{2,}}){{1,2}}|Courtesy)$"
            r"|(?<=[a-z\d'\u2019).]/)(?:COURTESY|FILE)(?:\sPHOTO)?$"
        ),
        papered=Expression(
            rf"{_NAME}(?:\s{_NAME}){{1,3}},\s(?i:the\s)?(?:{_NAME}\s){{1,4}}(?i:{alternatives(forms.papers)}|news){_FILE}"
        ),
        alone=frozenset(lists["alone"]),
        kinds=frozenset(lists["kinds"]),
        hints=tuple(lists["hints"]),
        stock=tuple(f" {name}" for name in lists["stock"]),
        words=frozenset([*_longest([word for name in _TELLING for word in lists[name]]), "for", "via"]),
        agencies=forms.agencies,
        papers=forms.papers,
    )


def _words_of(lists: Mapping[str, list[str]]) -> _Words:
    names = ("labels", "given", "before", "alone", "opens", "after", "owned")
    label, given, small, alone, opens, after, owned = (rf"(?i:{alternatives(lists[name])})" for name in names)
    owner = rf"(?:(?:{_OWNER}|{small})[\s/]){{0,4}}"
    open_ = rf"(?:\s?[:/|]\s?|\s?(?:\.\.\.|\u2026)\s?|\s(?:{given})[:\s]\s?|\s?,\s(?={_NAME})|\s[\u2013\-]\s)"
    return _Words(label, small, alone, opens, after, owned, owner, open_)


def _lines(words: _Words) -> tuple[str, ...]:
    """Credits that may be a whole line."""
    return (
        rf"{words.owner}{words.label}{words.open}{_SOURCE}",
        rf"{_NAMES}(?:\s?/\s?{_NAMES}){{0,3}}\s?/\s?{_AGENCY}(?:\s(?i:via)\s{_NAMES})?{_FILE}",
        rf"{_AGENCY}(?:\s|/|,\s)(?i:file|pool|archives?)(?:\s(?i:photo))?",
        rf"{_AGENCY}(?:\s{words.label})?\s?/\s?{_NAMES}(?:/{_NAMES}){{0,3}}(?:\s(?i:via)\s{_NAMES})?{_FILE}(?:/[a-z]{{1,4}})?",
        rf"{_NAMES}(?:,\s{_NAMES})?\s(?i:via)\s{_AGENCY}",
        rf"(?:{_AGENCY})\s(?i:file\s)?{words.label}(?:\s?[:/]?\s?(?:by\s)?{_SOURCE})?",
        rf"{_NAME}(?:\s{_NAME}){{1,3}}/(?:Staff|STAFF)",
        rf"(?i:image|media)\s(?i:copyright|source),?\s?{_SOURCE}",
        rf"{words.label}\sby\sthe\s(?:author|writer|reporter)s?(?:,\s(?:used|published)\swith\spermission)?",
        rf"\u00a9\s?(?:(?:19|20)\d\d\s)?(?:{_AGENCY}|{_NAMES}(?:\s{_SMALL}\s{_NAMES})?)(?:\s?/\s?{_NAMES})?",
        rf"(?:(?:[A-Z]{{2,6}}|{words.small})\s){{1,3}}(?:file\s)?(?:photo|image|picture|pic)s?",
        rf"{words.owner}{words.label}\s(?:used\s)?for\s(?:illustrati|representati)\w+(?:\spurposes?)?(?:\sonly)?",
        rf"{_NAMES},?\s(?i:(?:staff|chief|contributing|freelance)\s)?(?i:photographer|photojournalist)",
        rf"(?i:maps?|charts?|videos?):\s{_NAMES}(?:\s?/\s?{_NAMES})(?:\s\u2022\s(?i:source):\s{_NAMES})?",
        rf"(?i:maps?|charts?):\s{_NAMES}\s\u2022\s(?i:source):\s{_NAMES}",
        rf"(?:{words.alone}/|(?i:courtesy)\s(?:(?i:of)\s)?(?:(?i:the)\s)?){_NAMES}",
        rf"{_NAME}(?:\s{_NAME}){{1,3}}\s(?:[Pp]hotos?|PHOTOS?)",
        rf"(?i:maps?|charts?):\s{_NAME}(?:\s{_NAME}){{1,3}}",
        rf"{_NAMES}\s?/\s?(?:{words.alone}|(?:{_NAME}\s){{1,3}}{words.label})",
        r"(?i:photo|image|picture)\s(?i:credits?)\s?:\s?[^.!?:]{2,60}",
    )


def _shared(words: _Words) -> tuple[str, ...]:
    """Those in brackets, and behind a full stop, dash or bar."""
    return (
        *_lines(words),
        rf"{_AGENCY}(?:\s?[/,|]\s?(?:{MARK}-{MARK}|{_NAMES}))*{_FILE}",
        rf"{_NAMES}(?:,\s{_NAMES})?\s(?:(?i:via)|for(?:\sthe)?)\s{_NAMES}(?:/{_NAMES})?",
        rf"{_NAME}(?:\s{_NAME}){{1,3}},\s(?:(?i:file)\s?/\s?)?{_AGENCY}{_FILE}",
        rf"{_NAME}(?:\s{_NAME}){{1,3}}(?:\s?/\s?|,\s)(?i:special|exclusive)\s(?i:to|for)\s(?:the\s)?(?:{_AGENCY}|{_NAMES})",
        rf"(?:{words.alone}|{words.opens})(?:\s?[:/|]\s?|\s(?i:of\s|via\s)?){_SOURCE}",
        rf"(?:{words.owner}{words.label}|{words.owner}{words.alone})(?:\s{words.after})?",
    )


def _wide(words: _Words) -> tuple[str, ...]:
    """Those in brackets alone."""
    return (
        rf"{_NAMES}(?:\s?[/|]\s?{_NAMES}){{1,4}}(?:\s(?i:via)\s{_NAMES})?{_FILE}",
        rf"{words.owner}{words.label}{words.open}[^()\[\]]{{1,90}}",
        rf"{_NAMES}\s?/\s?(?i:for)\s(?i:the\s)?{_NAMES}",
        rf"[A-Z][^()\[\].]{{2,60}}\s(?i:via)\s{_AGENCY}",
        rf"(?:{_AGENCY}|[A-Z]{{2,6}}(?:\s{_NAME})?):\s{_NAMES}",
        rf"(?:(?i:file\s)?{_AGENCY}\s(?i:file\s)?{words.label}|{words.label}\s{_AGENCY})[^()\[\]]{{0,60}}",
        r"(?i:source|via)\s?[:|]\s?[^()\[\]]{1,60}",
        rf"(?i:copyright)\s{_SOURCE}",
        rf"(?i:via)\s{_NAMES}",
    )


def _narrow(words: _Words) -> tuple[str, ...]:
    """Those behind a full stop, dash or bar alone."""
    return (
        rf"{_NAME}\s(?:{_LINK})?{_NAMES}(?:\s?/\s?{_NAMES}){{1,4}}(?:\s(?i:via)\s{_NAMES})?{_FILE}",
        rf"[A-Z]{{2,5}}\s?/\s?{_NAME}\s{_NAMES}",
        rf"{words.label}\s(?:{_NAMES}|{_SITE})",
        rf"(?i:source):\s{_AGENCY}(?:\s?/\s?{_NAMES}){{0,3}}",
        r"(?i:source):\s(?i:contributed|provided|submitted|supplied)",
        r"[A-Z]\w*\s?/\s?@\w{2,30}",
        rf"(?:foto)?(?:{_AGENCY}|[A-Z]{{3,}})\s\(\d{{4}}\)\s(?i:copyright reserved|hak cipta terpelihara)",
        r"[A-Z]{3,10}(?:PIX|PIC|pix|pic)",
    )


def _longest(phrases: list[str]) -> Iterator[str]:
    """The longest word of each phrase."""
    return (max(word_list(phrase), key=len) for phrase in phrases)
