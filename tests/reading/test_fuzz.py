"""Whatever the text, reading ends, and what it finds lies inside the text."""

import itertools

from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.articles import Segment
from broadsheet.reading.figures import read_figures
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.mentions import read_mentions
from broadsheet.reading.statements import read_statements

PIECES = [
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "``",
    "''",
    "(",
    ")",
    ",",
    ".",
    ":",
    ";",
    "?",
    "!",
    "–",
    "—",
    "-",
    "…",
    "said",
    "asked",
    "told",
    "according",
    "to",
    "that",
    "he",
    "she",
    "it",
    "they",
    "the",
    "minister",
    "Minister",
    "Mr.",
    "Ms",
    "Lê",
    "Thị",
    "Mơ",
    "Mơ",
    "Veldt",
    "Ana",
    "Obel",
    "Ministry",
    "of",
    "Land",
    "and",
    "Water",
    "the",
    "World",
    "Kite",
    "Union",
    "(WKU)",
    "WKU",
    "Hanoi",
    "Việt",
    "Nam",
    "US$",
    "$",
    "€",
    "Rs",
    "%",
    "percent",
    "5",
    "12",
    "1,204",
    "2021",
    "3.5",
    "million",
    "crore",
    "half",
    "a",
    "dozen",
    "one",
    "twenty-two",
    "to",
    "between",
    "from",
    "more",
    "than",
    "about",
    "km",
    "boats",
    "people",
    "May",
    "3rd",
    "20:15",
    "COVID-19",
    "G20",
    "Directive",
    "15",
    "A",
    "B",
    "É",
    "江",
    "́",
    "\u200b",
    "�",
    "\u202e",
]

texts = st.lists(st.sampled_from([*PIECES, "\n", "  ", ""]), max_size=60).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)


@settings(max_examples=400, deadline=None)
@given(
    texts, st.sampled_from(["paragraph", "headline", "caption", "byline", "credit", "dateline", "sign_off", "answer"])
)
@example("\u201c \n", "paragraph")
@example("\u201cIt went well \n", "paragraph")
def test_finds_lie_inside_the_text(text, role):
    """No text is too strange, and all offsets hold."""
    segments, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            segments.append(Segment(id=f"g{len(segments) + 1}", role=role, start=start, end=start + len(line)))
        start += len(line) + 1
    lexicon = Lexicon.load()
    mentions, entities = read_mentions(text, segments, lexicon)
    statements = read_statements(text, segments, mentions, entities, lexicon)
    for found in (*mentions, *statements, *read_figures(text, segments, lexicon)):
        assert 0 <= found.start < found.end <= len(text)
    for record in (*mentions, *entities, *statements):
        assert type(record).model_validate(record.model_dump()) == record
    ids = {entity.id for entity in entities}
    assert {m.entity for m in mentions} <= ids
    for statement in statements:
        assert statement.speaker is None or statement.speaker in ids
        assert statement.start <= statement.words_start <= statement.words_end <= statement.end
        for a, b in ((statement.speaker_start, statement.speaker_end), (statement.cue_start, statement.cue_end)):
            assert a is None or 0 <= a < b <= len(text)
    spans = sorted((m.start, m.end) for m in mentions)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
