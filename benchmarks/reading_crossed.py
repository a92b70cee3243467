"""Try headlines below the heads of other pages: thousands of heads that nobody wrote together.

    python benchmarks/reading_crossed.py [PART...] [--heads 20] [--list]

Above the headline of each annotated article of our corpus are put, one after the other, the lines that stand above
the headline in so many other articles, and its own are dropped. An article without a headline keeps its lines below
those of the other page, and shall have none. The headline has to be exact. `--list` shows which ones were wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import CORPUS, PARTS

from broadsheet.reading.layout.layout import read_layout
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Received, read_text


@dataclass(frozen=True)
class Page:
    """An annotated article: its part and name, what stands above its headline, the headline, and the rest."""

    part: str
    name: str
    above: str
    headline: str | None
    rest: str


def main() -> int:
    """Print how many headlines were exact, by part."""
    options = _options()
    pages = [page for part in PARTS for page in _pages(part)]
    right: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for page in pages:
        for head in _heads(pages, page, options.heads) if page.part in (options.parts or PARTS) else ():
            found = _headline(f"{head.above.rstrip()}\n\n{page.headline or ''}{page.rest}")
            tried[page.part] += 1
            right[page.part] += found == _flat(page.headline)
            if options.list and found != _flat(page.headline):
                print(f"{page.part}/{page.name} below {head.part}/{head.name}: {found!r}, wanted {page.headline!r}")
    for part in tried:
        print(f"{part:8} {right[part] / tried[part]:.3f}   {right[part]}/{tried[part]}")
    print(f"{'all':8} {right.total() / tried.total():.3f}   {right.total()}/{tried.total()}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parser.add_argument("--heads", type=int, default=20, help="heads for each article, spread over all (default: 20)")
    parser.add_argument("--list", action="store_true", help="list what was wrong")
    return parser.parse_args()


def _pages(part: str) -> Iterator[Page]:
    for path in sorted((CORPUS / part).glob("*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        received = read_text(path.name, path.read_bytes())
        if not isinstance(received, Received):
            raise SystemExit(f"{path}: {received.message}")
        title = next((s for s in gold["segments"] if s["role"] == "headline"), None)
        start, end = (title["start"], title["end"]) if title else (0, 0)
        text = received.text
        yield Page(part, path.name, text[:start], text[start:end] or None, text[end:])


def _heads(pages: list[Page], page: Page, most: int) -> list[Page]:
    """So many of the other pages that have lines above their headline, at equal distances."""
    others = [other for other in pages if other.above.strip() and other is not page]
    first, step = pages.index(page), max(1, len(others) // most)
    return [others[(first + step * number) % len(others)] for number in range(min(most, len(others)))]


def _headline(text: str) -> str | None:
    found = next(iter(read_layout(text, Lexicon.load()).of("headline")), None)
    return _flat(text[found.start : found.end]) if found else None


def _flat(printed: str | None) -> str | None:
    return " ".join(printed.split()) if printed else None


if __name__ == "__main__":
    sys.exit(main())
