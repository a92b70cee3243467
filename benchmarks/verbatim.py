"""How long it takes to prove that no record repeats a withheld text, beside reading the texts at all.

    python benchmarks/verbatim.py [--articles 100000] [--write]

The texts and the words of the records are made by a seeded generator, one article after the other, so
that memory shows what the check keeps. The floor is what any check of a text must do: its SHA-256, and
its bytes decoded. `--write` puts the result into `docs/performance.md`.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import time
from collections.abc import Iterator

from page import write_section

from broadsheet.checks.own_words import OwnRuns
from broadsheet.checks.verbatim import Withheld, runs_of

SYLLABLES = ("ba", "co", "du", "fe", "gi", "ho", "ja", "ki", "lu", "me", "no", "pha", "qui", "ro", "sa", "thu", "đề")
SAID = 20
"""Summaries of a record, of fifteen words each."""


def made(number: int, vocabulary: list[str]) -> tuple[str, list[str]]:
    """The text of an article, about 4,500 characters, and what its record says in words of its own."""
    chance = random.Random(number)  # noqa: S311 - repeatable
    text = ". ".join(" ".join(chance.choices(vocabulary, k=20)) for _ in range(41))
    return text, [" ".join(chance.choices(vocabulary, k=15)) for _ in range(SAID)]


def main() -> None:
    """Measure, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    chance = random.Random(0)  # noqa: S311 - repeatable
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(20_000)]
    table = "\n".join(measure(given.articles, vocabulary))
    print(table)
    if given.write:
        write_section("verbatim", table)


def measure(articles: int, vocabulary: list[str]) -> Iterator[str]:
    """The lines of the table."""
    floor = own = check = 0.0
    only = OwnRuns()
    for number in range(articles):
        said = made(number, vocabulary)[1]
        own -= time.process_time()
        only.add(runs_of(said))
        own += time.process_time()
    withheld, characters = Withheld(only=only), 0
    for number in range(articles):
        text = made(number, vocabulary)[0]
        data, characters = text.encode(), characters + len(text)
        start = time.process_time()
        hashlib.sha256(data).hexdigest()
        text = data.decode()
        middle = time.process_time()
        withheld.add(str(number), text)
        floor, check = floor + middle - start, check + time.process_time() - middle
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    total = own + check
    yield f"{articles:,} withheld texts of {characters // articles:,} characters, {SAID} summaries a record:"
    yield ""
    yield "| | CPU s | µs an article | × floor | peak MiB |"
    yield "|---|--:|--:|--:|--:|"
    yield f"| SHA-256 and decoding | {floor:.1f} | {floor / articles * 1e6:.0f} | 1.0 | |"
    yield f"| verbatim check | {total:.1f} | {total / articles * 1e6:.0f} | {total / floor:.1f} | {peak} |"


if __name__ == "__main__":
    main()
