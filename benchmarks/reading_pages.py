"""Score what is taken from pages, beside trafilatura and newspaper4k on the same pages.

    python benchmarks/reading_pages.py [--list] [--write docs/reading.md]

The body counts by words: of those found, how many are of the story, and the other way round; the mean over
the pages. Metadata count field by field: right where they say the same day, names, outlet or words. A peer
that is not installed (group `bench` of pyproject.toml) has no column.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
from collections import Counter
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import mean
from typing import Any

from broadsheet import __version__
from broadsheet.articles.folding import key, slug
from broadsheet.reading.draft import draft
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Received
from broadsheet.sources.collect import read_bytes

PAGES = Path(__file__).parent / "reading/pages"
FIRST, LAST = "<!-- pages -->", "<!-- /pages -->"
STORY = {"paragraph", "subhead", "question", "answer", "inset"}
FIELDS = ("headline", "date", "author", "publisher")
LEXICON = Lexicon.load()

Found = dict[str, Any]
"""What a reader finds on a page: its body, and the fields."""


def main() -> None:
    """Print the table, and put it into a page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="list what was wrong or missed")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    readers = {"broadsheet": ours} | {name: read for name, read in PEERS.items() if installed(name)}
    scores = {name: score(read, tell=options.list and name == "broadsheet") for name, read in readers.items()}
    names = {name: name if name == "broadsheet" else f"{name} {version(name)}" for name in readers}
    told = f"broadsheet {__version__}, {len(list(PAGES.glob('*.html')))} pages.\n\n" + "\n".join(table(scores, names))
    print(told)
    if options.write:
        text = options.write.read_text(encoding="utf-8")
        before, after = text.partition(FIRST)[0], text.partition(LAST)[2]
        options.write.write_text(f"{before}{FIRST}\n{told}\n{LAST}{after}", encoding="utf-8")


def installed(name: str) -> bool:
    """Whether a peer can be asked."""
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def ours(page: bytes) -> Found:
    """What a draft of the page has."""
    received = read_bytes("page.html", page)
    if not isinstance(received, Received):
        return {"body": "", "headline": None, "date": None, "author": [], "publisher": None}
    article = draft(received, lexicon=LEXICON)
    return {
        "body": "\n".join(s.slice(received.text) for s in article.segments if s.role in STORY),
        "headline": article.headline,
        "date": article.date_published,
        "author": article.author,
        "publisher": article.publisher,
    }


def trafilatura(page: bytes) -> Found:
    """What trafilatura extracts, without comments."""
    from trafilatura import extract, extract_metadata  # noqa: PLC0415 - a peer

    data = extract_metadata(page)
    return {
        "body": extract(page, include_comments=False) or "",
        "headline": data and data.title,
        "date": data and data.date,
        "author": [name.strip() for name in ((data and data.author) or "").split(";") if name.strip()],
        "publisher": data and data.sitename,
    }


def newspaper4k(page: bytes) -> Found:
    """What newspaper4k finds; it takes text, so that the page is decoded for it as it says of itself."""
    from newspaper import Article  # noqa: PLC0415 - a peer

    article = Article("https://www.example.org/news/story")
    article.download(input_html=page.decode("cp1252" if b"windows-1252" in page else "utf-8"))
    article.parse()
    return {
        "body": article.text,
        "headline": article.title,
        "date": str(article.publish_date or "") or None,
        "author": article.authors,
        "publisher": article.meta_site_name,
    }


PEERS: dict[str, Callable[[bytes], Found]] = {"trafilatura": trafilatura, "newspaper4k": newspaper4k}


def score(read: Callable[[bytes], Found], *, tell: bool) -> Found:
    """Words of the body and right fields, over all pages and over those with sound JSON-LD."""
    bodies: list[tuple[float, float, float]] = []
    fields: dict[tuple[str, bool], list[bool]] = {}
    for path in sorted(PAGES.glob("*.html")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        found = read(path.read_bytes())
        bodies.append(overlap(found["body"], "\n".join(gold["body"])))
        for field in FIELDS:
            wanted = gold["date_published" if field == "date" else field]
            if wanted is not None:
                right = same(field, found[field], wanted)
                fields.setdefault((field, gold["json_ld"]), []).append(right)
                if tell and not right:
                    print(f"{path.stem}: {field} {found[field]!r}, wanted {wanted!r}")
        if tell and bodies[-1][2] < 0.98:
            print(f"{path.stem}: body {bodies[-1]}")
    return {"body": tuple(map(mean, zip(*bodies, strict=True))), "fields": fields}


def overlap(found: str, wanted: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of words.

    >>> overlap("the port opens", "port opens")
    (0.6666666666666666, 1.0, 0.8)
    """
    one, other = (Counter(re.findall(r"\w+", text.casefold())) for text in (found, wanted))
    both = (one & other).total()
    precision, recall = both / max(1, one.total()), both / max(1, other.total())
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def same(field: str, found: Any, wanted: Any) -> bool:
    """Whether a field says what it should: the same day, the same names in any order, the same outlet or words."""
    if field == "author":
        return sorted(map(key, found)) == sorted(map(key, wanted))
    if field == "date":
        return str(found or "")[:10] == wanted
    return bool(found) and (key(found) == key(wanted) or found == slug(wanted))


def table(scores: dict[str, Found], names: dict[str, str]) -> list[str]:
    """The rows of the table."""
    rows = [f"| | {' | '.join(names.values())} |", "|---|" + "---:|" * len(names)]
    for number, name in enumerate(("precision", "recall", "F1")):
        rows.append(f"| body: {name} | " + " | ".join(f"{each['body'][number]:.3f}" for each in scores.values()) + " |")
    for json_ld, pages in ((True, "with JSON-LD"), (False, "without")):
        for field in FIELDS:
            right = [each["fields"][field, json_ld] for each in scores.values()]
            rows.append(f"| {field}, pages {pages} | " + " | ".join(f"{sum(r)}/{len(r)}" for r in right) + " |")
    return rows


if __name__ == "__main__":
    main()
