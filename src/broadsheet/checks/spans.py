"""Whether every fact is grounded: spans in themselves, and against the text where it is at hand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from unicodedata import normalize

from broadsheet.articles.folding import LINE_ENDS, key
from broadsheet.checks.edges import ends_quotation, inside_word, starts_quotation, word_at
from broadsheet.checks.entries import GROUNDED, Entry
from broadsheet.checks.names import Names
from broadsheet.checks.stated import contradiction
from broadsheet.issues import Issue, shorten

__all__ = [
    "check_role_spans",
    "check_role_texts",
    "check_span",
    "check_span_edges",
    "check_spans",
    "check_text",
    "decode",
]

_PAIRS = {
    "statements": ("words_", "speaker_", "cue_"),
    "events": ("date_",),
}

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_ENDS = {name: [(f"{prefix}start", f"{prefix}end") for prefix in ("", *_PAIRS.get(name, ()))] for name in GROUNDED} | {
    "": [("date_published_start", "date_published_end")]
}
"""The fields that hold the spans of each list's items; under no name, those of the article itself."""

REACH = 400
"""Characters that may lie between a statement and the words that name its speaker or tell of its being said."""

_DIGITS = re.compile("[0-9]+(?:[.,\u00a0\u202f][0-9]+)*")
"""Digits, with what parts them: also a blank at which no line breaks."""

_THOUSANDS = re.compile("(?<![0-9])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")
"""Digits that blanks part into thousands."""

_FRACTION = re.compile(r"\b(?:half|thirds?|quarters?)\b")
"""Words that add to the digits of a number."""


Place = tuple[tuple[str | int, ...], str]
"""Where a span stands in a record: the steps to its object, and the prefix of `start` and `end`."""


def check_spans(article: Entry) -> Iterator[Issue]:
    """What is wrong with the spans of an article in themselves."""
    length = article.value["source"]["characters"]
    if not _all_sound(article.value, length):
        for (steps, prefix), start, end in _spans(article):
            yield from check_span(article, steps, prefix, (start, end), length)
    yield from _nested(article)
    yield from _near(article)
    yield from _ordered(article)


def _all_sound(value: Mapping[str, Any], length: int) -> bool:
    """Whether no span of an article has to be explained: the quick answer, which is yes for nearly all."""
    for name, ends in _ENDS.items():
        for item in value.get(name, ()) if name else (value,):
            for first, second in ends:
                start, end = item.get(first), item.get(second)
                if start is None or end is None:
                    if start is not end:
                        return False
                elif not start < end <= length:
                    return False
    return True


def check_role_spans(entity: Entry, lengths: Mapping[str, int]) -> Iterator[Issue]:
    """What is wrong with the spans of an entity's roles; `lengths` are the characters of each article's text."""
    for number, role in entity.items("roles"):
        if role.get("start") is not None or role.get("end") is not None:
            length = lengths.get(role.get("article") or "")
            yield from check_span(entity, ("roles", number), "", (role.get("start"), role.get("end")), length)


def _spans(article: Entry) -> Iterator[tuple[Place, int | None, int | None]]:
    """Every span of an article that has at least one of its ends."""
    for steps, holder, prefix in _holders(article):
        start, end = holder.get(f"{prefix}start"), holder.get(f"{prefix}end")
        if start is not None or end is not None:
            yield (steps, prefix), start, end


def _holders(article: Entry) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any], str]]:
    yield (), article.value, "date_published_"
    for name in GROUNDED:
        for number, item in article.items(name):
            for prefix in ("", *_PAIRS.get(name, ())):
                yield (name, number), item, prefix


def check_span(
    entry: Entry, steps: tuple[str | int, ...], prefix: str, span: tuple[int | None, int | None], length: int | None
) -> Iterator[Issue]:
    """What is wrong with a span in itself, and in a text of so many characters."""
    start, end = span
    if start is None or end is None:
        given, other = ("end", "start") if start is None else ("start", "end")
        message = f"{prefix}{given} stands without {prefix}{other}"
        yield entry.issue("B303", message, *steps, f"{prefix}{given}", hint=f"give {prefix}{other}, or neither")
    elif start >= end:
        message = (
            f"the span [{start}, {end}) ends before it starts" if start > end else f"the span [{start}, {end}) is empty"
        )
        yield entry.issue(
            "B301", message, *steps, f"{prefix}start", hint="the end is the offset after the last character"
        )
    elif length is not None and end > length:
        message = f"the span [{start}, {end}) goes beyond the end of the text, which has {length} characters"
        yield entry.issue(
            "B302", message, *steps, f"{prefix}end", hint="offsets count code points of the text as decoded"
        )


def _nested(article: Entry) -> Iterator[Issue]:
    for number, statement in article.items("statements"):
        start, end = statement.get("words_start"), statement.get("words_end")
        if start is None or end is None or start >= end:
            continue
        if not (statement["start"] <= start and end <= statement["end"]):
            message = f"the words [{start}, {end}) lie outside the statement [{statement['start']}, {statement['end']})"
            yield article.issue(
                "B305", message, "statements", number, "words_start", hint="widen the statement, or mend the words"
            )


def _near(article: Entry) -> Iterator[Issue]:
    """Speakers and cues far from what was said; in an interview, the speaker may be named once for all answers."""
    for number, statement in article.items("statements"):
        for prefix, what in (("speaker_", "speaker is named"), ("cue_", "cue stands")):
            start, end = statement.get(f"{prefix}start"), statement.get(f"{prefix}end")
            if start is None or end is None or start >= end or statement["mode"] == "answer":
                continue
            if (away := max(statement["start"] - end, start - statement["end"])) > REACH:
                message = f"the {what} {away} characters away from the statement"
                hint = "name the place that belongs to the statement, or write null"
                yield article.issue("B305", message, "statements", number, f"{prefix}start", hint=hint)


def _ordered(article: Entry) -> Iterator[Issue]:
    """Segments that start too early. One that ends too late, or beyond the text, is the fault of no later one."""
    length = article.value["source"]["characters"]
    before, reach, role = 0, 0, ""
    for number, segment in article.items("segments"):
        start, end = segment["start"], segment["end"]
        inside = end <= reach and (role, segment["role"]) == ("caption", "credit")
        is_early = start < reach and not inside
        if is_early:
            message = f"the segment [{start}, {end}) starts before the one before it ends, at {reach}"
            hint = "mend where one of the two starts or ends, or put segments in the order of the text"
            yield article.issue("B304", message, "segments", number, "start", hint=hint)
        if start >= before and (is_early or end >= reach):
            before = before if is_early else reach
            reach, role = (end if end <= length else start), segment["role"]


# Against the text


def check_text(article: Entry, data: bytes, text: str | None, names: Names) -> Iterator[Issue]:
    """What is wrong with an article when its text is read; `names` are those of all entities.

    `text` is what the bytes say in the encoding of the record, None when they cannot be decoded so.
    """
    source = article.value["source"]
    digest = hashlib.sha256(data).hexdigest()
    if digest != source["sha256"]:
        message = f"the text {shorten(source['name'])} has the SHA-256 {digest}, not {source['sha256']}"
        hint = "find the text as it was received, or read the changed one as a new record"
        yield article.issue("B307", message, "source", "sha256", hint=hint)
        return
    if text is None:
        message = f"the text cannot be decoded as {shorten(source['encoding'])}"
        yield article.issue("B308", message, "source", "encoding", hint="name the encoding that it is in")
        return
    counts = {"bytes": len(data), "characters": len(text)}
    if wrong := [name for name, count in counts.items() if source[name] != count]:
        for name in wrong:
            message = f"the text has {counts[name]} {name}, not {source[name]}"
            yield article.issue("B308", message, "source", name, hint=f"write {counts[name]}")
        return
    for (steps, prefix), start, end in _spans(article):
        yield from check_span_edges(article, text, steps, prefix, (start, end))
    yield from _mentions(article, text, names)
    yield from _speakers(article, text, names)
    yield from _quoted(article, text)
    yield from _copied(article, text)
    yield from _figures(article, text)
    yield from _stated(article, text)


def check_role_texts(entity: Entry, text_of: Callable[[str], str | None]) -> Iterator[Issue]:
    """What is wrong with the spans of an entity's roles in texts; `text_of` gives the one of an id if it is sound."""
    for number, role in entity.items("roles"):
        if (text := text_of(role.get("article") or "")) is not None:
            yield from check_span_edges(entity, text, ("roles", number), "", (role.get("start"), role.get("end")))


def decode(data: bytes, encoding: str) -> str | None:
    """The text of a source, nothing normalised and no newline translated; None when the encoding does not fit."""
    try:
        return data.decode(encoding)
    except (LookupError, ValueError):
        return None


def _words(text: str, start: int | None, end: int | None) -> str:
    """The words of a span; none where the span itself is broken, which is told already."""
    return "" if start is None or end is None or end > len(text) else text[start:end]


def check_span_edges(
    entry: Entry, text: str, steps: tuple[str | int, ...], prefix: str, span: tuple[int | None, int | None]
) -> Iterator[Issue]:
    """What is wrong with the ends of a span in its text."""
    start, end = span
    found = _words(text, start, end)
    if found and (found[0].isspace() or found[-1].isspace()):
        message = f"the span [{start}, {end}) starts or ends on a blank"
        yield entry.issue("B309", message, *steps, f"{prefix}start", hint="leave the blank out")
    for name, at in (("start", start), ("end", end)) if found else ():
        if at is not None and inside_word(text, at):
            message = f"the span [{start}, {end}) {name}s inside {shorten(word_at(text, at - 1))}"
            hint = "take whole words; a word may be cut at its hyphen"
            yield entry.issue("B312", message, *steps, f"{prefix}{name}", hint=hint)


def _mentions(article: Entry, text: str, names: Names) -> Iterator[Issue]:
    for number, mention in article.items("mentions"):
        found = _words(text, mention["start"], mention["end"])
        known = names.forms.get(mention["entity"])
        if found and known is not None and key(found) not in known:
            message = f"the text there is {shorten(found)}, which is no name of {shorten(mention['entity'])}"
            hint = "mend the span, or add the form to alternate_name"
            yield article.issue("B310", message, "mentions", number, "entity", hint=hint)


def _speakers(article: Entry, text: str, names: Names) -> Iterator[Issue]:
    for number, statement in article.items("statements"):
        found = _words(text, statement.get("speaker_start"), statement.get("speaker_end"))
        speaker = statement.get("speaker")
        if speaker in names.forms and (other := names.other_person(found, speaker)):
            message = f"the text there is {shorten(found)}, which names {shorten(other)}, not {shorten(speaker)}"
            yield article.issue("B310", message, "statements", number, "speaker", hint="mend the speaker or the span")


def _quoted(article: Entry, text: str) -> Iterator[Issue]:
    for line_end in LINE_ENDS:
        text = text.replace(line_end, "\n")
    for number, statement in article.items("statements"):
        start, end = statement.get("words_start"), statement.get("words_end")
        if statement["mode"] != "direct" or start is None or end is None or not _words(text, start, end):
            continue
        hint = "take what is between the marks, or call the statement mixed or indirect"
        if not starts_quotation(text, start):
            message = f"no quotation mark stands before the direct words, which start at {start}"
            yield article.issue("B313", message, "statements", number, "words_start", hint=hint)
        if not ends_quotation(text, end):
            message = f"no quotation mark stands after the direct words, which end at {end}"
            yield article.issue("B313", message, "statements", number, "words_end", hint=hint)


def _stated(article: Entry, text: str) -> Iterator[Issue]:
    """Dates that are called stated, but that their words do not state."""
    english = (article.value.get("in_language") or "en").startswith("en")
    events = [(("events", number), event, "date") for number, event in article.items("events")]
    for steps, record, name in [((), article.value, "date_published"), *events]:
        found, date = _words(text, record.get(f"{name}_start"), record.get(f"{name}_end")), record.get(name)
        if not found or date is None or record.get(f"{name}_basis") != "stated":
            continue
        if message := contradiction(date, found, english=english):
            hint = "mend the date or its span, or call it inferred"
            yield article.issue("B311", message, *steps, name, hint=hint)


def _copied(article: Entry, text: str) -> Iterator[Issue]:
    """Headline, credit and authors stand in the text where the record says they were printed."""
    value = article.value
    spans = [(s["start"], s["end"]) for _, s in article.items("segments") if s["role"] == "headline"]
    printed = [_on_one_line(found) for span in spans if (found := _words(text, *span))]
    if printed and _on_one_line(value.get("headline") or "") not in printed:
        message = f"the headline in the text is {shorten(printed[0], 120)}"
        yield article.issue("B311", message, "headline", hint="copy the headline as printed, or mend its segment")
    line = _on_one_line(text)
    credit = value.get("credit_text")
    if credit is not None and _on_one_line(credit) not in line:
        yield _not_there(article, ("credit_text",), credit)
    if any(s["role"] == "byline" for _, s in article.items("segments")):
        names = key(line)
        for number, name in enumerate(value.get("author", ())):
            if key(name) not in names:
                yield _not_there(article, ("author", number), name)


def _on_one_line(text: str) -> str:
    """The text as a record can hold it: control characters and runs of blanks as one blank, marks on their letters."""
    return normalize("NFC", " ".join(_CONTROL.sub(" ", text).split()))


def _not_there(article: Entry, steps: tuple[str | int, ...], words: str) -> Issue:
    return article.issue("B311", f"{shorten(words)} does not stand in the text", *steps, hint="copy it as printed")


def _figures(article: Entry, text: str) -> Iterator[Issue]:
    for number, figure in article.items("figures"):
        found = _words(text, figure["start"], figure["end"])
        if not _stands(figure.get("value"), found):
            message = f"the value {figure['value']} does not stand in {shorten(found)}"
            yield article.issue("B311", message, "figures", number, "value", hint="mend the value or the span")
        qualifier = figure.get("qualifier")
        if qualifier and found and key(qualifier) not in key(found):
            message = f"the qualifier {shorten(qualifier)} does not stand in {shorten(found)}"
            yield article.issue("B311", message, "figures", number, "qualifier", hint="copy it as printed")


def _stands(value: float | None, found: str) -> bool:
    """Whether the digits of a value stand in the words, where they have digits and no fraction is added in words."""
    digits = {_significant(run) for run in _DIGITS.findall(found) + _THOUSANDS.findall(found)}
    if value is None or not digits or _FRACTION.search(found):
        return True
    return _significant(str(value)) in digits


def _significant(number: str) -> str:
    """The digits of a number that do not depend on its unit: 5300000 and 5.3 (million) have the same."""
    return re.sub(r"[^0-9]", "", number.removesuffix(".0")).strip("0")
