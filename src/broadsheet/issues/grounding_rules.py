"""The rules for what ties records to texts: their spans, what the texts say, and what may be repeated of them."""

from __future__ import annotations

from broadsheet.issues.rule import Rule

__all__ = ["GROUNDING_RULES"]

GROUNDING_RULES = (
    Rule(
        "B301",
        "reversed-span",
        "error",
        "A span is half-open: it starts before it ends and holds at least one character.",
        bad='"start": 35, "end": 0',
        good='"start": 0, "end": 35',
    ),
    Rule(
        "B302",
        "span-beyond-end",
        "error",
        "A span lies inside the text that its record describes.",
        bad='"start": 352, "end": 99999',
        good='"start": 352, "end": 357',
    ),
    Rule(
        "B303",
        "half-span",
        "error",
        "A start without its end, or an end without its start, grounds nothing.",
        bad='"cue_start": 320, "cue_end": null',
        good='"cue_start": 320, "cue_end": 324',
    ),
    Rule(
        "B304",
        "segment-order",
        "error",
        "Segments follow the text and do not overlap; only a credit may lie inside a caption.",
        bad="a paragraph that starts inside the headline",
        good="a paragraph that starts after the headline",
    ),
    Rule(
        "B305",
        "span-nesting",
        "error",
        "The words said lie inside the statement that reports them; who says them is named there or nearby.",
        bad='"start": 254, "end": 337, "mode": "direct", "words_start": 242',
        good='"start": 254, "end": 337, "mode": "direct", "words_start": 255',
    ),
    Rule(
        "B306",
        "text-unavailable",
        "notice",
        "Without the text at hand its spans cannot be compared with it.",
        bad="no file for source.name in the folder of texts",
        good="the text lies in seeds/texts/",
    ),
    Rule(
        "B307",
        "hash-mismatch",
        "error",
        "The hash proves which text a record describes; another text makes every span doubtful.",
        bad="a text that changed by one byte",
        good="the text as it was received",
    ),
    Rule(
        "B308",
        "source-mismatch",
        "error",
        "Length and encoding of the source describe the text that the hash names.",
        bad='"characters": 382',
        good='"characters": 374',
    ),
    Rule(
        "B309",
        "blank-edge",
        "error",
        "A span starts and ends on a visible character, so that equal things have equal spans.",
        bad="a span that takes the blank after the word",
        good="a span that ends with the word",
    ),
    Rule(
        "B310",
        "name-mismatch",
        "error",
        "The text at a mention is one of the names of its entity, whatever the diacritics and the case; "
        "the text at a speaker names nobody else.",
        bad="a mention of mara-lind at the words harbour master",
        good="a mention of mara-lind at the word Lind",
    ),
    Rule(
        "B311",
        "text-mismatch",
        "error",
        "What a record copies from the text, such as its headline or a date that is stated, stands in the text.",
        bad='"headline": "New harbour to open to larger ships"',
        good='"headline": "Old harbour to open to larger ships"',
    ),
    Rule(
        "B312",
        "word-edge",
        "error",
        "A span takes whole words and numbers; only at a hyphen or before an apostrophe may a word be cut.",
        bad='"start": 205, "end": 224',
        good='"start": 205, "end": 225',
    ),
    Rule(
        "B313",
        "quotation-mismatch",
        "error",
        "The words of direct speech stand between quotation marks, which are no part of them.",
        bad='"mode": "direct", "words_start": 254',
        good='"mode": "direct", "words_start": 255',
    ),
    Rule(
        "B401",
        "verbatim",
        "error",
        "A withheld text is described in own words: no run of more than eight words of it, headlines excepted.",
        bad="a summary that repeats nine words of the article",
        good="a summary in our own words",
    ),
    Rule(
        "B402",
        "redistribution",
        "error",
        "Only a licence that allows it lets an edition carry the text.",
        bad='"license": "http://rightsstatements.org/vocab/InC/1.0/"',
        good='"license": "CC-BY-4.0"',
    ),
    Rule(
        "B403",
        "text-present",
        "error",
        "A record of a withheld text does not carry the text.",
        bad='"text": "A second quay for the Kärrö ferry"',
        good='"text": null',
    ),
)
