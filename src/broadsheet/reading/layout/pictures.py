"""Captions and the credits in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from broadsheet.articles.folding import word_list
from broadsheet.reading.expressions import Expression
from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.forms import compile_forms
from broadsheet.reading.layout.named import find_outlets
from broadsheet.reading.layout.parts import MONTH
from broadsheet.reading.layout.persons import is_name
from broadsheet.reading.lexicon import Lexicon, alternatives
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = ["BUTTONS", "Credits", "compile_credits", "find_attached", "find_credit", "find_maker", "find_owner"]

Span = tuple[int, int]

REACH = 150
"""Credits stand at the end of their line; so many of its last characters are searched."""

_SAID = frozenset(".!?\u2026\"'\u201d\u2019")
_EDGES = " .|/"
_BEGIN = re.compile(
    r"(?<=[.!?\u2026\"'\u201d\u2019)\]])\s*(?:--?\s?)?(?=[^\s.-])"
    r"|\s?[\u2013|]\s?|\s--?(?:\s|(?=foto))|\s/\s(?=[A-Z][a-z]+:|[A-Z]\.\s?[A-Z])|(?<![A-Z])-(?=[A-Z]{2})"
)

_MARK = "\ue000"
"""Stands for the name of an agency or outlet while a line is compared."""

_NAME = rf"(?:[A-Z\u00a9@{_MARK}][\w'\u2019&@+\-]*(?:(?:\.\w+)+\.?)?|[A-Z][a-z]{{0,4}}\.)"
_OWNER = rf"(?:[A-Z\u00a9@{_MARK}][\w'\u2019&@+\-]*(?:(?:\.\w+)+\.?)?|(?:Lt|Dr|Sgt|Capt|Cpl|Maj|Col|Gen|St)\.)"
"""Whose a picture is, before what calls it one: no word that ends a sentence."""

_LINK = r"(?:(?:de|del|la|las|los|da|do|dos|du|di|van|von|der|den|ter|bin|binti|al|el|ben|y|e|i)\s){1,3}"
_NAMES = rf"{_NAME}(?:\s(?:{_LINK})?{_NAME}){{0,5}}"
_SITE = r"[a-z][\w\-]*(?:\.[\w\-]+)+"
_SMALL = (
    r"(?:via|for|of|and|the|by|at|in|on|from|de|van|von|du|des|le|la|da|do|di|der|file|pool|to|page|under|with"
    r"|permission|licen[cs]e|s|&)"
)
_WORD = rf"(?:{_SITE}|[A-Z\d@\u00a9{_MARK}][\w.'\u2019&@+\-]*|{_SMALL}(?!\w))"
_SOURCE = rf"(?:{_WORD}(?:(?:[\s/,|;:()]{{1,3}}|\s--?\s){_WORD}){{0,14}}\)?|(?:[\w'\u2019\-]++/?\s?){{1,3}})"
_FILE = r"(?:,?\s(?i:file|pool|archives?)(?:\s(?i:photo))?(?:\s(?:19|20)\d\d)?|/(?i:file)(?:\s(?i:photo))?)?"

_DATED = re.compile(rf",\s(?:{MONTH}\s\d{{1,2}},?|\d{{1,2}}\s{MONTH}),?\s\d{{4}}$")
_GLUED = re.compile(
    r" (?:[a-z]+|[A-Z][a-z]+(?= [A-Z]{2})) (?![A-Z][a-z]+ [A-Z]{2})"
    r"([A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){1,2}) ?/ ?$"
)
_MAKER = re.compile(
    r"[a-z\d)\u2019\u201d][.!?]\s?\(((?:[A-Z][a-z'\u2019-]+|[A-Z]\.)(?:\s[A-Z][\w'\u2019-]+){1,2}"
    r"|(?!GMT|UTC|IST|EST|EDT)[A-Z]{2,4})\)$"
    r"|[a-z\d)\u2019\u201d][.!?]\s(?:[|\u2013]\s)?((?![A-Z]{1,3}[DS]T$|GMT$|UTC$|IST$)[A-Z]{3,6}|[KW][A-Z]{2,3}(?:-?TV)?|(?:[A-Z][A-Za-z'\u2019-]+|[A-Z]\.)(?:\s[A-Z][\w'\u2019-]+){1,2})$"
)

_OWNED = re.compile(
    r"(?:\S+ ){7,}(?<=[\w%,] )"
    r"\((?P<owner>[A-Z][\w'\u2019.-]+(?: (?:[A-Z][\w'\u2019.-]+|of|the|for|and)){0,3} [A-Z][\w'\u2019.-]+)\)"
)
"""A line that ends in names in brackets, and has no full stop."""

_ATTACHED = re.compile(r"[\w\"\u201d\u2019][.!?]?\((?P<owner>[A-Z][^()]{1,60})\)$")
BUTTONS = (". Expand", " View image in full screen", " View image in fullscreen")
"""What is pressed to see a picture larger ends its caption."""

_TAIL = re.compile(
    r"\s(?:Expand|View image in full ?screen|(?:Purchase|Acquire) Licensing Rights(?:, opens new tab)?)$"
)
"""Buttons behind a credit."""

_TAILS = ("Expand", "screen", "Rights", "tab")
"""The expression ends in one of these."""

_TOKEN = re.compile(
    r"[A-Z][A-Z\d]{2,}(?: [A-Z\d]{2,}){0,3}"
    r"|(?:File|Courtesy|[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){1,2}), [A-Z]\w+(?: [A-Z]\w+){0,2}"
    r"|(?P<single>[A-Z][a-z]{3,}(?:-[A-Z][a-z]+)?)(?: (?:News|Photo|Press|Images|Agency))?"
    r"(?:, (?:file|archive)(?: photo)?)?"
)
"""In square brackets: a name in capitals, a maker and a paper, or an agency of one word that is not of the language."""

_WINDOW = re.compile(r"(?:\S+ ){4,20}\| [A-Z][\w&]*(?: [\w&]+){0,3} [\u2013-] [A-Z][\w.&]*(?: [\w.&]+){0,4}")
"""The title of a window: a headline, a section behind a bar, and the paper behind a dash."""

_DOUBLED = re.compile(
    r"[A-Z]\w+ (?:image|photo|picture) (?=(?:image|photo|picture) (?:credit|courtesy|source))", re.IGNORECASE
)
"""What kind of picture it is stands right before what calls its credit one."""

_TITLED = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|Hon|Rev|Fr|Sr|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Cllr|No|vs?)\. [^.!?]*$")
"""A name behind one of these stands behind no full stop."""

_CREDITED = re.compile(
    r"^(?i:image|photo|picture|caption): ?.{10,}[.!?] "
    r"(?P<credit>(?:(?:IMAGE|PHOTO) )?(?:CREDIT|Credit)S?: ?[^:]{2,80})$"
)
"""What a picture shows and who made it, each behind its label."""

_TELLING = ("labels", "owned", "alone", "opens", "stock")
MOST_BARS = 2


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


def compile_credits(lexicon: Lexicon) -> Credits:
    """The forms of credits; ask for them with `lexicon.compiled(compile_credits)`."""
    forms, lists = lexicon.compiled(compile_forms), lexicon["layout"]["credit"]
    label, given, small, alone, opens, after = (
        rf"(?i:{alternatives(lists[name])})" for name in ("labels", "given", "before", "alone", "opens", "after")
    )
    agency = rf"{_MARK}(?:-{_MARK})?"
    owned = rf"(?i:{alternatives(lists['owned'])})"
    owner = rf"(?:(?:{_OWNER}|{small})[\s/]){{0,4}}"
    open_ = rf"(?:\s?[:/|]\s?|\s?(?:\.\.\.|\u2026)\s?|\s(?:{given})[:\s]\s?|\s?,\s(?={_NAME})|\s[\u2013\-]\s)"
    line = (
        rf"{owner}{label}{open_}{_SOURCE}",
        rf"{_NAMES}(?:\s?/\s?{_NAMES}){{0,3}}\s?/\s?{agency}(?:\s(?i:via)\s{_NAMES})?{_FILE}",
        rf"{agency}(?:\s|/|,\s)(?i:file|pool|archives?)(?:\s(?i:photo))?",
        rf"{agency}(?:\s{label})?\s?/\s?{_NAMES}(?:/{_NAMES}){{0,3}}(?:\s(?i:via)\s{_NAMES})?{_FILE}(?:/[a-z]{{1,4}})?",
        rf"{_NAMES}(?:,\s{_NAMES})?\s(?i:via)\s{agency}",
        rf"(?:{agency})\s(?i:file\s)?{label}(?:\s?[:/]?\s?(?:by\s)?{_SOURCE})?",
        rf"{_NAME}(?:\s{_NAME}){{1,3}}/(?:Staff|STAFF)",
        rf"(?i:image|media)\s(?i:copyright|source),?\s?{_SOURCE}",
        rf"{label}\sby\sthe\s(?:author|writer|reporter)s?(?:,\s(?:used|published)\swith\spermission)?",
        rf"\u00a9\s?(?:(?:19|20)\d\d\s)?(?:{agency}|{_NAMES}(?:\s{_SMALL}\s{_NAMES})?)(?:\s?/\s?{_NAMES})?",
        rf"(?:(?:[A-Z]{{2,6}}|{small})\s){{1,3}}(?:file\s)?(?:photo|image|picture|pic)s?",
        rf"{owner}{label}\s(?:used\s)?for\s(?:illustrati|representati)\w+(?:\spurposes?)?(?:\sonly)?",
        rf"{_NAMES},?\s(?i:(?:staff|chief|contributing|freelance)\s)?(?i:photographer|photojournalist)",
        rf"(?i:maps?|charts?|videos?):\s{_NAMES}(?:\s?/\s?{_NAMES})(?:\s\u2022\s(?i:source):\s{_NAMES})?",
        rf"(?i:maps?|charts?):\s{_NAMES}\s\u2022\s(?i:source):\s{_NAMES}",
        rf"(?:{alone}/|(?i:courtesy)\s(?:(?i:of)\s)?(?:(?i:the)\s)?){_NAMES}",
        rf"{_NAME}(?:\s{_NAME}){{1,3}}\s(?:[Pp]hotos?|PHOTOS?)",
        rf"(?i:maps?|charts?):\s{_NAME}(?:\s{_NAME}){{1,3}}",
        rf"{_NAMES}\s?/\s?(?:{alone}|(?:{_NAME}\s){{1,3}}{label})",
        r"(?i:photo|image|picture)\s(?i:credits?)\s?:\s?[^.!?:]{2,60}",
    )
    shared = (
        *line,
        rf"{agency}(?:\s?[/,|]\s?(?:{_MARK}-{_MARK}|{_NAMES}))*{_FILE}",
        rf"{_NAMES}(?:,\s{_NAMES})?\s(?:(?i:via)|for(?:\sthe)?)\s{_NAMES}(?:/{_NAMES})?",
        rf"{_NAME}(?:\s{_NAME}){{1,3}},\s(?:(?i:file)\s?/\s?)?{agency}{_FILE}",
        rf"{_NAME}(?:\s{_NAME}){{1,3}}(?:\s?/\s?|,\s)(?i:special|exclusive)\s(?i:to|for)\s(?:the\s)?(?:{agency}|{_NAMES})",
        rf"(?:{alone}|{opens})(?:\s?[:/|]\s?|\s(?i:of\s|via\s)?){_SOURCE}",
        rf"(?:{owner}{label}|{owner}{alone})(?:\s{after})?",
    )
    wide = (
        rf"{_NAMES}(?:\s?[/|]\s?{_NAMES}){{1,4}}(?:\s(?i:via)\s{_NAMES})?{_FILE}",
        rf"{owner}{label}{open_}[^()\[\]]{{1,90}}",
        rf"{_NAMES}\s?/\s?(?i:for)\s(?i:the\s)?{_NAMES}",
        rf"[A-Z][^()\[\].]{{2,60}}\s(?i:via)\s{agency}",
        rf"(?:{agency}|[A-Z]{{2,6}}(?:\s{_NAME})?):\s{_NAMES}",
        rf"(?:(?i:file\s)?{agency}\s(?i:file\s)?{label}|{label}\s{agency})[^()\[\]]{{0,60}}",
        r"(?i:source|via)\s?[:|]\s?[^()\[\]]{1,60}",
        rf"(?i:copyright)\s{_SOURCE}",
        rf"(?i:via)\s{_NAMES}",
    )
    narrow = (
        rf"{_NAME}\s(?:{_LINK})?{_NAMES}(?:\s?/\s?{_NAMES}){{1,4}}(?:\s(?i:via)\s{_NAMES})?{_FILE}",
        rf"[A-Z]{{2,5}}\s?/\s?{_NAME}\s{_NAMES}",
        rf"{label}\s(?:{_NAMES}|{_SITE})",
        rf"(?i:source):\s{agency}(?:\s?/\s?{_NAMES}){{0,3}}",
        r"(?i:source):\s(?i:contributed|provided|submitted|supplied)",
        r"[A-Z]\w*\s?/\s?@\w{2,30}",
        rf"(?:foto)?(?:{agency}|[A-Z]{{3,}})\s\(\d{{4}}\)\s(?i:copyright reserved|hak cipta terpelihara)",
        r"[A-Z]{3,10}(?:PIX|PIC|pix|pic)",
    )
    maker = rf"(?:[A-Z][\w'\u2019.-]*|{_MARK})"
    certain = (
        rf"{agency}(?:\s[A-Z]{{3,5}})?/{maker}(?:\s{maker}){{0,4}}(?:/{maker}(?:\s{maker})?){{0,2}}(?:/[a-z]{{1,4}})?",
        rf"{agency}\s(?i:photo),?\s{MONTH}\s\d{{1,2}},\s\d{{4}}",
        rf"(?:{agency}/)?{agency}\s(?:Photo|PHOTO|(?i:file photo))",
        rf"\u00a9\s?(?:{agency}|{_NAMES})(?:(?:\s?/\s?|,\s)(?:{agency}|{_NAMES}))?",
        rf"(?:(?:Photo|PHOTO|Image|Picture)s?\s)?(?i:courtesy)(?:\s(?i:of))?(?:\s(?i:the))?\s{_NAMES}(?:\sof\s{_NAMES})?",
        rf"(?:Photo|PHOTO|Picture)\s(?:[/|]\s)?{_NAME}(?:\s{_NAME}){{1,3}}(?:\s[/|]\s{_NAMES})?",
        rf"(?i:source):\s(?:{agency}|{_NAMES}(?:\sand\s{_NAMES})?)(?:\s?/\s?{maker}(?:\s{maker}){{0,3}}){{0,2}}",
        r"File photo|FILE PHOTO|FILE|HANDOUT|Handout",
    )
    return Credits(
        line=Expression("|".join(line)),
        inside=Expression("|".join((*shared, *wide))),
        behind=Expression("|".join((*shared, *narrow))),
        labelled=Expression(rf"(?<=[\s(])(?:{label}(?:\s?:\s{{0,2}}|\s(?i:by)\s|/)|{owned}\s?:\s?){_SOURCE}$"),
        certain=Expression(
            rf"(?<=[a-z\d'\u2019)]\s)(?:{'|'.join(certain)})$"
            rf"|(?:(?<=[a-z\d'\u2019).]\s/)|(?<=[a-z\d'\u2019).]\s/\s))(?:{agency}|[A-Z]{{2,}}(?:\s[A-Z]{{2,}}){{1,2}}|Courtesy)$"
            r"|(?<=[a-z\d'\u2019).]/)(?:COURTESY|FILE)(?:\sPHOTO)?$"
        ),
        papered=Expression(
            rf"{_NAME}(?:\s{_NAME}){{1,3}},\s(?i:the\s)?(?:{_NAME}\s){{1,4}}(?i:{alternatives(forms.papers)}|news){_FILE}"
        ),
        alone=frozenset(lists["alone"]),
        kinds=frozenset(lists["kinds"]),
        hints=tuple(lists["hints"]),
        stock=tuple(f" {name}" for name in lists["stock"]),
        words=frozenset([*_words([word for name in _TELLING for word in lists[name]]), "for", "via"]),
        agencies=forms.agencies,
        papers=forms.papers,
    )


def _words(phrases: list[str]) -> Iterator[str]:
    """The longest word of each phrase."""
    return (max(word_list(phrase), key=len) for phrase in phrases)


def find_credit(block: Block, credits: Credits) -> tuple[int, int] | None:
    """The span of the credit at the end of a block, without brackets, dash or bar."""
    base = max(0, len(block.text) - REACH)
    tail = block.text[base:]
    if tail.count(" | ") > MOST_BARS:
        return None
    if tail[-1] in _SAID:
        lower = tail.lower()
        if not any(map(lower.__contains__, credits.hints)):
            return None
    bare = (_TAIL.sub("", tail) if tail.endswith(_TAILS) else tail).rstrip(_EDGES)
    if " | " in bare and _WINDOW.fullmatch(bare) is not None:
        return None
    late = _CREDITED.search(bare) if "redit" in bare or "REDIT" in bare else None
    if late is not None and base == 0:
        return block.start + late.start("credit"), block.start + len(bare)
    outlets = list(find_outlets(bare, credits.agencies))
    found = chain(_in_brackets(bare, outlets, credits), _behind(bare, outlets, credits, whole=base == 0))
    for start, end in found:
        if start and bare[start:end].lower() in credits.kinds:
            continue
        dated, doubled = _DATED.search(bare, start, end), _DOUBLED.match(bare, start, end)
        begin = doubled.end() if doubled else start
        return block.start + base + begin, block.start + base + (dated.start() if dated else end)
    return None


def find_owner(block: Block) -> tuple[int, int] | None:
    """The span of names in brackets that end a long line without a full stop: whose the picture is that it tells of."""
    found = _OWNED.fullmatch(block.text) if block.text[-1] == ")" else None
    return (block.start + found.start("owner"), block.start + found.end("owner")) if found else None


def find_attached(block: Block) -> tuple[int, int] | None:
    """The span of what stands in brackets right behind the last full stop of a caption, without a blank."""
    found = _ATTACHED.search(block.text) if block.text[-1] == ")" else None
    return (block.start + found.start("owner"), block.start + found.end("owner")) if found else None


def find_maker(block: Block) -> tuple[int, int] | None:
    """The span of a name that stands alone behind the last full stop of a caption."""
    found = _MAKER.search(block.text)
    if found is None or _TITLED.search(block.text[: found.end()]) is not None:
        return None
    number = 1 if found[1] else 2
    if found[number].count(" ") and not is_name(found[number]):
        return None
    return block.start + found.start(number), block.start + found.end(number)


def _in_brackets(bare: str, outlets: list[Span], credits: Credits) -> Iterator[Span]:
    """The span inside the brackets at the end, if a credit stands there."""
    if bare[-1:] not in {")", "]"}:
        return
    start = bare.rfind("(" if bare[-1] == ")" else "[")
    if bare.endswith("))"):
        bare = bare[:-1] if bare[start - 1 : start] == "(" else bare
        start = bare.rfind("(", 0, start) if bare[start - 1 : start] == " " else start
    labelled = credits.labelled.search(bare)
    if start >= 0 and (labelled is None or labelled.start() > start):
        span = _stripped(bare, start + 1, len(bare) - 1)
        inside = bare[slice(*span)]
        named = start > 0 and (credits.papered.fullmatch(inside) or (bare[-1] == "]" and _is_token(inside)))
        if inside.lower() not in credits.kinds and (
            named or credits.inside.fullmatch(_marked(bare, span, outlets)) is not None
        ):
            yield span


def _is_token(inside: str) -> bool:
    """Whether square brackets hold nothing but an agency, perhaps beside who made the picture."""
    found = _TOKEN.fullmatch(inside)
    return found is not None and not (found["single"] and load_vocabulary().is_english(found["single"]))


def _behind(bare: str, outlets: list[Span], credits: Credits, *, whole: bool) -> Iterator[Span]:
    """The span behind a full stop, dash or bar; or of the line, or of what a label opens."""
    if not credits.may_credit(bare, outlets):
        return
    line = _marked(bare, (0, len(bare)), outlets) if whole else ""
    if whole and (bare.lower() in credits.alone or credits.line.fullmatch(line) is not None):
        yield 0, len(bare)
    for start in (match.end() for match in _BEGIN.finditer(bare)):
        papered = credits.papered.fullmatch(bare, start)
        if papered or credits.behind.fullmatch(_marked(bare, (start, len(bare)), outlets)) is not None:
            yield start, len(bare)
    labelled = credits.labelled.search(bare)
    if labelled is not None:
        yield labelled.start(), len(bare)
    certain = credits.certain.search(_marked(bare, (0, len(bare)), outlets))
    if certain is not None:
        yield _unmarked(certain.start(), outlets), len(bare)
    stock = next(filter(bare.endswith, credits.stock), None)
    if stock is not None:
        yield len(bare) - len(stock) + 1, len(bare)
    if outlets and outlets[-1][1] == len(bare) and "/" in bare[outlets[-1][0] - 2 : outlets[-1][0]]:
        glued = _GLUED.search(bare[: outlets[-1][0]])
        if glued is not None:
            yield glued.start(1), len(bare)


def _marked(text: str, span: Span, outlets: list[Span]) -> str:
    """A part of the text with a mark for every name of an agency or outlet in it."""
    parts, at = [], span[0]
    for start, end in outlets:
        if start >= at and end <= span[1]:
            parts += [text[at:start], _MARK]
            at = end
    return "".join((*parts, text[at : span[1]]))


def _unmarked(at: int, outlets: list[Span]) -> int:
    """The place in a text of one in the whole of it with marks."""
    for start, end in outlets:
        if start >= at:
            break
        at += end - start - 1
    return at


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[end - 1] == " ":
        end -= 1
    return start, end
