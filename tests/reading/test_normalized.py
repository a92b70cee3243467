"""Texts whose marks stand apart from their letters, as some systems write them."""

from __future__ import annotations

import os
import textwrap
import time
import unicodedata
from pathlib import Path

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import read_draft
from broadsheet.reading.normalized import normalize
from broadsheet.sources import Received

TEXT = """\
Cảng Skarn mở cửa

By Đặng Thị Mơ and Jürgen Žák

HÀ NỘI — The port of Đà Nẵng will open in May, harbour master Lê Thị Mơ said on Monday.

“We waited for nine years,” Mơ said. It cost €3.5 million. Fọlákẹ́ Ọ̀ṣun, its engineer, left. — VNS
"""


def read(text: str) -> Article:
    """The draft of a text."""
    return read_draft(Received.of("a.txt", text.encode(), "utf-8", text)).article


def told(article: Article, text: str) -> list[tuple[str, ...]]:
    """What a draft points at, with marks on letters, and its names."""
    spans = [
        *((each.role, each.start, each.end) for each in article.segments),
        *((each.entity, each.start, each.end) for each in article.mentions),
        *((str(each.value), each.start, each.end) for each in article.figures),
        *((each.speaker, each.words_start, each.words_end) for each in article.statements),
        *(("speaker", each.speaker_start, each.speaker_end) for each in article.statements),
    ]
    said = [(str(name), unicodedata.normalize("NFC", text[start:end])) for name, start, end in spans]
    return [*said, tuple(article.author), (str(article.headline), str(article.location_created))]


WRITTEN = {
    "Korean": "\uc624\uc2ac\ub85c",
    "Burmese": "\u1026\u101c",
    "Arabic": "\u0622\u062f\u0645 \u0623\u064e\u0645",
    "Japanese": "\u30ac\u30f3",
    "Bengali": "\u09a2\u09cb",
}


@pytest.mark.parametrize("form", ["NFD", "NFKD"])
def test_reads_marks_apart_from_letters(form: str) -> None:
    """The same is read, and every span lies where its words stand."""
    composed, apart = unicodedata.normalize("NFC", TEXT), unicodedata.normalize(form, TEXT)
    assert len(apart) > len(composed)
    assert told(read(apart), apart) == told(read(composed), composed)
    assert read(apart).source.characters == len(apart)


def test_reads_marks_that_no_letter_has() -> None:
    """Names are read whole and printed with all their marks; spans take these in."""
    article = read(TEXT)
    entity = next(each for each in article.mentions if each.entity.startswith("folake"))
    assert TEXT[entity.start : entity.end] == "Fọlákẹ́ Ọ̀ṣun"
    named = read_draft(Received.of("a.txt", TEXT.encode(), "utf-8", TEXT)).entities
    assert "Fọlákẹ́ Ọ̀ṣun" in {each.name for each in named if each.native_language is None}


@pytest.mark.parametrize("word", WRITTEN.values(), ids=WRITTEN)
def test_reads_letters_of_other_scripts_in_parts(word: str) -> None:
    """A letter may be made of two that are no marks, and marks may be of one script."""
    apart = unicodedata.normalize("NFD", f"{word} opens")
    normal = normalize(apart)
    assert normal is not None
    assert normal.text == f"{word} opens"
    assert normal.offset(len(word)) == apart.index(" opens")


@pytest.mark.parametrize("marked", ["a\u0331", "05\u0304", "2021\u0304", "headline\u0331", "mo\u0331", "metre\u0331"])
def test_a_word_with_a_mark_changes_no_id_and_no_day(marked: str) -> None:
    """Only what the record copies from the text has the marks that the text prints."""
    text = TEXT.replace("in May", "5 metres below on 5 May 2021").replace("left.", f"left. So did {marked}.")
    plain = read(text.replace(marked, marked[:-1]))
    article = read(text)
    assert Article.model_validate(article.model_dump()) == article
    assert [each.date for each in article.events] == [each.date for each in plain.events]
    assert [each.unit for each in article.figures] == [each.unit for each in plain.figures]


def test_a_word_that_is_printed_twice_is_named_as_it_stands_first() -> None:
    """A mark that was set on one of many is none of the name."""
    text = f"Port opens\n\nBy Jan Berg\n\n{TEXT.split('By ')[1].split(chr(10), 2)[2]}So did Be\u0331rg.\n"
    assert read(text).author == ("Jan Berg",)


@pytest.mark.parametrize("mark", ["\u0301", "\u1dc4", "\u20d7", "\ufe20", "\u0323\u0331"])
@pytest.mark.parametrize("place", ["Da Nang", "Monday", "3.5 million", "said", "\n\n"])
def test_no_span_parts_a_letter_from_its_mark(mark: str, place: str) -> None:
    """A mark is of the letter before it, whichever of the five blocks of marks it is in."""
    text = TEXT.replace("Đà Nẵng", "Da Nang").replace(place, place + mark)
    for words in (each.slice(text) for each in (*read(text).mentions, *read(text).figures, *read(text).segments)):
        assert unicodedata.combining(words[0]) == 0
        assert words + mark[0] not in text


UNSEEN = {
    "soft hyphen": "\u00ad",
    "zero-width blank": "\u200b",
    "joiner": "\u200d",
    "mark of direction": "\u200f",
    "override": "\u202e",
    "end of an isolate": "\u2069",
    "byte order mark": "\ufeff",
}


@pytest.mark.parametrize("character", UNSEEN.values(), ids=UNSEEN)
@pytest.mark.parametrize(
    "place", ["C", "By ", "ặng", "HÀ NỘI —", " Nẵng", "Mơ said", "“", "waited", "3", " million", "\n\n"]
)
def test_what_is_not_seen_changes_nothing(character: str, place: str) -> None:
    """Pages and editors leave it before words, in them, behind them and in lines of its own."""
    for set_in in (place[:1] + character + place[1:], place + character, character + place):
        text = TEXT.replace(place, set_in)
        assert len(text) > len(TEXT)
        found = [tuple(each.replace(character, "") for each in told) for told in told(read(text), text)]
        assert found == told(read(TEXT), TEXT)


def test_a_text_without_marks_apart_is_read_as_it_is() -> None:
    """Nothing is made anew where nothing stands apart."""
    assert normalize("Ha Noi") is None
    assert normalize(unicodedata.normalize("NFC", "Hà Nội, Đà Nẵng")) is None


def test_reads_the_first_articles_with_marks_apart() -> None:
    """The drafts of the real texts are the same, with their marks on letters and apart from them."""
    if not (folder := os.environ.get("BROADSHEET_TEXTS")):
        pytest.skip("BROADSHEET_TEXTS names no folder of the source texts")
    for path in sorted(Path(folder).glob("*.txt")):
        composed = unicodedata.normalize("NFC", path.read_text("utf-8"))
        apart = unicodedata.normalize("NFD", composed)
        assert told(read(apart), apart) == told(read(composed), composed)


@pytest.mark.parametrize(
    ("name", "language"),
    [("Nguyễn Phú Trọng", "vi"), ("Lê Ngọc", "vi"), ("Fọláṣadé Ògúnbíyí", None), ("Emeka Ọkọnkwọ", None)],
)
def test_points_below_are_not_of_one_language(name: str, language: str | None) -> None:
    """A name in Yoruba or Igbo is not said to be Vietnamese."""
    text = f"Port to open\n\nOSLO — The port will open in May, harbour master {name} said on Monday.\n"
    (person,) = (
        each
        for each in read_draft(Received.of("a.txt", text.encode(), "utf-8", text)).entities
        if each.kind == "person"
    )
    assert person.native_language == language


ENDS = ("\r\n", "\r", "\u2028", " \n", "\u00a0\r\n", "\n\t", "\r\n    ")
CORPUS = sorted((Path(__file__).parents[2] / "benchmarks/reading/tune").glob("*.txt"))[:21:4]


def said(text: str, places: list[int]) -> list[object]:
    """All that a draft says, with the offsets that a list has for its own; the source is that of the bytes."""
    received = Received.of("a.txt", text.encode(), "utf-8", text)
    found = read_draft(received)
    assert found.article.source.characters == len(text)
    assert found.article.source.sha256 == received.sha256
    models = (found.article.model_copy(update={"source": None}), *found.entities, found.paywall)
    return [moved(each.model_dump(), places) for each in models if each is not None]


def moved(told: object, places: list[int], name: str = "") -> object:
    """The same with each offset as the list has it; that of an end is behind its last character."""
    if isinstance(told, dict):
        return {key: moved(value, places, key) for key, value in told.items()}
    if isinstance(told, (list, tuple)):
        return [moved(each, places, name) for each in told]
    if isinstance(told, int) and name.endswith("start"):
        return places[told]
    return places[told - 1] + 1 if isinstance(told, int) and name.endswith("end") else told


def ended(text: str, end: str) -> tuple[str, list[int]]:
    """A text with another end of its lines, and where each character of it was."""
    pieces = [end if each == "\n" else each for each in text]
    return "".join(pieces), [at for at, piece in enumerate(pieces) for _ in piece]


@pytest.mark.parametrize("width", [None, 72], ids=["unbroken", "hard-wrapped"])
@pytest.mark.parametrize("end", ENDS, ids=ascii)
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_reads_any_line_end_as_one_line_feed(path: Path, end: str, width: int | None) -> None:
    """Drafts of one text with other line ends differ in their offsets and their source alone."""
    text = "\n".join(path.read_text("utf-8").splitlines()).strip()
    text = "\n".join(textwrap.fill(line, width) for line in text.split("\n")) if width else text
    other, places = ended(text, end)
    assert said(other, places) == said(text, [*range(len(text))])


@pytest.mark.parametrize("blank", ["\u00a0", "\u2009", "\u202f"], ids=ascii)
@pytest.mark.parametrize("path", CORPUS[:2], ids=lambda path: path.stem)
def test_reads_any_blank_as_a_plain_one(path: Path, blank: str) -> None:
    """Blanks at which no line may end, and thin ones, part names and figures as others do."""
    text = path.read_text("utf-8")
    assert said(text.replace(" ", blank), [*range(len(text))]) == said(text, [*range(len(text))])


STORY = (
    (
        "Opposition leader Mara Elin Lindqvist told the World Kite Union on Monday that some 2.5 million cubic metres"
        " of sand had cost the town 3.5 million euros, and asked the Port Authority of Skarn for help with the rest."
    ),
    (
        "The harbour master, Jonas Fell, said on Monday that the board of the Harbour Workers' Union had been heard"
        " before the work began, and that it would take no more than two years to build the quay and its road."
    ),
    (
        "“We waited for nine years, and nobody can say that we did not ask the fishermen of the town before we began to"
        " dig there,” the chairwoman of the board said, and added that at least 14 of the 40 boats were not in use."
    ),
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", " \n", "\n    "], ids=ascii)
@pytest.mark.parametrize("width", range(60, 80, 3))
def test_a_line_may_end_in_all_that_is_read(end: str, width: int) -> None:
    """Names, figures and what is said are read across line ends, wherever they are broken."""
    broken = (textwrap.fill(each, width).replace("\n", end) for each in STORY)
    told = flat("\n\n".join(("Port to open to larger ships", *STORY)))
    assert len(told) > 12
    assert [" ".join(each.split()) for each in flat("\n\n".join(("Port to open to larger ships", *broken)))] == told


def flat(text: str) -> list[str]:
    """What is named, counted and said in a text."""
    article = read(text)
    spans = [*((each.start, each.end) for each in (*article.mentions, *article.figures))]
    spans += [(each.words_start or 0, each.words_end or 0) for each in article.statements]
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize("width", [52, 60, 69, 72, 84])
def test_what_is_counted_may_stand_on_the_next_line(width: int) -> None:
    """A unit of one word or two is read over the end of a line that was broken to fit."""
    story = (
        "The shares of the firm that keeps all quays of the town rose by 7.1 pence on Monday, when the new harbour"
        " master of the port, Dr. Mara Lind, said that the quays of the town would stay dry until the end of the year,"
        " and that nobody had asked for the ferry since the spring. The Union of River Pilots, which has 5.3 million"
        " tonnes of coal in its yards, told the council of New York that the pumps take in 40 cubic metres a day."
    )
    figures = read(f"Quays stay dry\n\nMay 13, 2024\n\n{textwrap.fill(story, width)}\n").figures
    assert [figure.unit for figure in figures] == ["GBP", "tonne", "cubic metre"]


def test_paywalls_lie_where_the_text_has_them() -> None:
    """The line of a paywall is told where it stands in the text as it came."""
    text = "Port opens\r\n\r\nThe port of Oslo opened on Monday.\r\n\r\nSubscribe to continue reading.\r\n"
    found = read_draft(Received.of("a.txt", text.encode(), "utf-8", text)).paywall
    assert found is not None
    assert found.slice(text) == "Subscribe to continue reading."


@pytest.mark.parametrize("text", [" " * 40_000, "a" + " " * 40_000 + "b", " \n" * 20_000, "\r" * 40_000])
def test_blanks_take_time_in_proportion(text: str) -> None:
    """A run of blanks is looked at once."""
    begin = time.process_time()
    normalize(f"{text}\r\n")
    assert time.process_time() - begin < 1


def test_blanks_between_words_of_a_unit_are_no_fault() -> None:
    """A unit of several words may have wide gaps."""
    (figure,) = read("Port opens\n\nThe port took 230 cubic   metres of sand, which it had ordered.\n").figures
    assert figure.unit == "cubic metre"
