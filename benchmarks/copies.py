"""How long it takes to find the copies among articles, beside MinHash with banding (datasketch).

    python benchmarks/copies.py [--articles 100000] [--peer 20000] [--write]

The articles, 250 to 700 words of a Zipf-like vocabulary, and the copies of one in ten of them (cut, with other
words for some, framed, or half of it in a longer text) are made by a seeded generator. The peer is given the
same runs of three words; its threshold is the Jaccard index that a brief has with a long page that holds it.
Both run in processes of their own. `--write` puts the result into `docs/performance.md`.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from itertools import accumulate

from page import write_section
from processes import measured

SYLLABLES = ("ba", "co", "du", "fe", "gi", "ho", "ja", "ki", "lu", "me", "no", "pha", "qui", "ro", "sa", "thu")


def made(articles: int) -> Iterator[tuple[str, int | None]]:
    """The text of each article, and the number of the one that it copies."""
    dice = random.Random(0)  # noqa: S311 - repeatable
    words = ["".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(40_000)]
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    kept: list[list[str]] = []
    for number in range(articles):
        copied = dice.randrange(number) if number and dice.random() < 0.1 else None
        fresh = dice.choices(words, cum_weights=weights, k=dice.randint(250, 700))
        kept.append(fresh if copied is None else _copy(kept[copied], fresh, dice))
        yield " ".join(kept[-1]), copied


def _copy(told: list[str], fresh: list[str], dice: random.Random) -> list[str]:
    """The story as another page tells it."""
    match dice.randrange(4):
        case 0:
            return told[: max(60, round(len(told) * dice.uniform(0.5, 1)))]
        case 1:
            return [word if dice.random() > 0.08 else dice.choice(fresh) for word in told]
        case 2:
            return fresh[:250] + told[: max(60, len(told) * 6 // 10)] + fresh[250:]
        case _:
            return fresh[:60] + told + fresh[60:160]


def ours(articles: int) -> str:
    """The program that finds copies with broadsheet."""
    return f"""
import time
from copies import made
from broadsheet.syndication import Story, find_copies
texts = list(made({articles}))
stories = [Story(str(number), text) for number, (text, _) in enumerate(texts)]
begin = time.process_time()
copies = find_copies(stories)
pairs = {{frozenset((int(copy.article), int(copy.copy_of))) for copy in copies}}
found = sum(frozenset(pair) in pairs for pair in enumerate(of for _, of in texts) if pair[1] is not None)
"""


def peer(articles: int) -> str:
    """The program that finds candidates with datasketch."""
    return f"""
import time
from copies import made
from datasketch import MinHash, MinHashLSH
texts = list(made({articles}))
begin = time.process_time()
index, pairs = MinHashLSH(threshold={JACCARD}, num_perm=128), set()
for number, (text, _) in enumerate(texts):
    words = text.split()
    signature = MinHash(num_perm=128)
    signature.update_batch({{" ".join(words[i:i + 3]).encode() for i in range(len(words) - 2)}})
    pairs |= {{frozenset((number, other)) for other in index.query(signature)}}
    index.insert(number, signature)
found = sum(frozenset(pair) in pairs for pair in enumerate(of for _, of in texts) if pair[1] is not None)
"""


JACCARD = 0.15


def main() -> None:
    """Measure, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--peer", type=int, default=20_000, help="articles for the comparison with the peer")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    table = "\n".join(lines(given.articles, given.peer, given.repeat))
    print(table)
    if given.write:
        write_section("copies", table)


def lines(articles: int, few: int, repeat: int) -> Iterator[str]:
    """The lines of the table."""
    planted = sum(copied is not None for _, copied in made(few))
    both = measured({"broadsheet": ours(few), "datasketch": peer(few)}, repeat)
    floor = both["broadsheet"].seconds
    yield "| copies among | by | CPU s | ratio | peak MiB | planted copies found |"
    yield "|---|---|--:|--:|--:|--:|"
    for name, run in both.items():
        share = f"{run.found} of {planted:,}"
        yield f"| {few:,} articles | {name} | {run.seconds:.1f} | {run.seconds / floor:.1f} | {run.peak} | {share} |"
    run = measured({"broadsheet": ours(articles)}, 1)["broadsheet"]
    planted = sum(copied is not None for _, copied in made(articles))
    share = f"{run.found} of {planted:,}"
    yield f"| {articles:,} articles | broadsheet | {run.seconds:.1f} | | {run.peak} | {share} |"


if __name__ == "__main__":
    main()
