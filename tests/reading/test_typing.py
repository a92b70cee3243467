"""However a text was typed and saved, the same is read from it."""

from __future__ import annotations

import textwrap

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import draft
from broadsheet.sources import Received, read_text

PARAGRAPHS = (
    "Port to open to larger ships",
    "By Grace Hopper",
    (
        "OSLO, May 13, 2022 (AFP) - The council of the town will deepen its harbour for 85 million euros,"
        " and ships of 230 metres will be able to call there, its chairwoman, Mara Lind, told reporters after a debate."
    ),
    "“We waited for two hundred days, and nobody can say that we did not ask the fishermen first,” Lind said.",
    (
        "The Port Union expects 14,000 passengers a year. It had asked the Ministry of Transport for help in May 2021,"
        " and nearly 50 workers went on strike when no answer came."
    ),
)  # fmt: skip
PLAIN = "\n\n".join(PARAGRAPHS) + "\n"
WAYS = {
    "CRLF": (PLAIN.replace("\n", "\r\n"), "utf-8"),
    "CR": (PLAIN.replace("\n", "\r"), "utf-8"),
    "a byte order mark": (PLAIN, "utf-8-sig"),
    "UTF-16": (PLAIN, "utf-16"),
    "UTF-16 without a mark": (PLAIN.replace("\n", "\r\n"), "utf-16-le"),
    "UTF-32": (PLAIN, "utf-32"),
    "Windows": (PLAIN.replace("\n", "\r\n"), "cp1252"),
    "Macintosh": (PLAIN.replace("\n", "\r"), "mac_roman"),
    "one line a paragraph": (PLAIN.replace("\n\n", "\n"), "utf-8"),
    "three blank lines": (PLAIN.replace("\n\n", "\n\n\n\n"), "utf-8"),
    "blank lines of blanks": (PLAIN.replace("\n\n", "\n \t\n"), "utf-8"),
    "no-break spaces": (
        PLAIN.replace("230 metres", "230\u00a0metres").replace("85 million", "85\u00a0million"),
        "utf-8",
    ),
    "indented": ("".join(f"    {each}\n\n" for each in PARAGRAPHS), "utf-8"),
    "blanks at the ends": ("".join(f"{each}  \n\n" for each in PARAGRAPHS), "utf-8"),
    "hard-wrapped": ("\n\n".join(textwrap.fill(each, 72) for each in PARAGRAPHS), "utf-8"),
    "hard-wrapped, CRLF": ("\r\n\r\n".join(textwrap.fill(p, 64).replace("\n", "\r\n") for p in PARAGRAPHS), "utf-8"),
}


def read(text: str, codec: str) -> dict[str, object]:
    """What a draft says, without the places where it says it."""
    received = read_text("port.txt", text.encode(codec))
    assert isinstance(received, Received), received
    assert received.text.removeprefix("\ufeff") == text
    article = draft(received)
    return {
        "headline": article.headline,
        "author": article.author,
        "date": article.date_published,
        "place": article.location_created,
        "agencies": article.source_organization,
        "statements": [(s.mode, s.speaker) for s in article.statements],
        "figures": [(f.value, f.unit, f.qualifier) for f in article.figures],
        "mentions": [(m.entity, m.kind) for m in article.mentions],
        "roles": roles(article),
    }


def roles(article: Article) -> list[str]:
    """The roles of the segments, in their order."""
    return [segment.role for segment in article.segments]


@pytest.mark.parametrize("way", WAYS)
def test_reads_the_same_however_it_was_typed(way: str) -> None:
    """Line ends, blanks, wrapping and encoding change nothing of what is read."""
    text, codec = WAYS[way]
    plain = read(PLAIN, "utf-8")
    assert plain["figures"]
    assert plain["statements"]
    assert read(text, codec) == plain
