"""Captions and the credits in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.credit_forms import MARK, Credits, Span
from broadsheet.reading.layout.dateline_parts import MONTH
from broadsheet.reading.layout.outlet_names import find_outlets
from broadsheet.reading.layout.persons import is_name
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = ["BUTTONS", "find_attached", "find_credit", "find_maker", "find_owner"]

REACH = 150
"""Credits stand at the end of their line; so many of its last characters are searched."""

_SAID = frozenset(".!?\u2026\"'\u201d\u2019")
_EDGES = " .|/"
_BEGIN = re.compile(
    r"(?<=[.!?\u2026\"'\u201d\u2019)\]])\s*(?:--?\s?)?(?=[^\s.-])"
    r"|\s?[\u2013|]\s?|\s--?(?:\s|(?=foto))|\s/\s(?=[A-Z][a-z]+:|[A-Z]\.\s?[A-Z])|(?<![A-Z])-(?=[A-Z]{2})"
)

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

_TITLED = re.compile(
    r"\b(?:Dr|Md|Mohd|Mr|Mrs|Ms|Prof|Hon|Rev|Fr|Sr|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Cllr|No|vs?)\. [^.!?]*$"
)
"""A name behind one of these stands behind no full stop."""

_CREDITED = re.compile(
    r"^(?i:image|photo|picture|caption): ?.{10,}[.!?] "
    r"(?P<credit>(?:(?:IMAGE|PHOTO) )?(?:CREDIT|Credit)S?: ?[^:]{2,80})$"
)
"""What a picture shows and who made it, each behind its label."""

MOST_BARS = 2


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
            parts += [text[at:start], MARK]
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
