"""How long it takes to find the copies among articles, beside MinHash with banding (datasketch).

    python benchmarks/copies.py [--articles 10000 100000] [--peer 100000] [--memory 2GB 512MB] [--write]

The articles, 250 to 700 words of a Zipf-like vocabulary, and the copies of one in ten of them (cut, with other
words for some, framed, or half of it in a longer text) are made by a seeded generator. The peer is given the
same runs of three words; its threshold is the Jaccard index that a brief has with a long page that holds it.
All run in processes of their own. `--write` puts the result into `docs/performance.md`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

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


def write(articles: int, file: Path) -> int:
    """The articles on lines of JSON, each with the number of the one that it copies; how many are copies."""
    copies = 0
    with file.open("w", encoding="utf-8") as lines:
        for text, copied in made(articles):
            lines.write(json.dumps([text, copied]) + "\n")
            copies += copied is not None
    return copies


READ = """
import json, time
from broadsheet.syndication import Story, find_copies
def rows():
    with open({file!r}, encoding="utf-8") as lines:
        yield from enumerate(map(json.loads, lines))
"""
"""Articles are read line by line, so that none of their texts is in memory but those at work."""

FOUND = """
pause = time.process_time()
planted = ((number, of) for number, (_, of) in rows() if of is not None)
found = sum(frozenset(pair) in pairs for pair in planted)
begin += time.process_time() - pause
"""


def ours(file: Path, memory: str) -> str:
    """The program that finds copies with broadsheet."""
    return f"""{READ.format(file=str(file))}
begin = time.process_time()
copies = find_copies((Story(str(number), text) for number, (text, _) in rows()), memory={memory!r})
pairs = {{frozenset((int(copy.article), int(copy.copy_of))) for copy in copies}}
{FOUND}"""


def peer(file: Path) -> str:
    """The program that finds candidates with datasketch."""
    return f"""{READ.format(file=str(file))}
from datasketch import MinHash, MinHashLSH
begin = time.process_time()
index, pairs = MinHashLSH(threshold={JACCARD}, num_perm=128), set()
for number, (text, _) in rows():
    words = text.split()
    signature = MinHash(num_perm=128)
    signature.update_batch({{" ".join(words[i:i + 3]).encode() for i in range(len(words) - 2)}})
    pairs |= {{frozenset((number, other)) for other in index.query(signature)}}
    index.insert(number, signature)
{FOUND}"""


JACCARD = 0.15


def main() -> None:
    """Measure, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="*", default=[100_000])
    parser.add_argument("--peer", type=int, default=100_000, help="up to how many articles the peer is asked")
    parser.add_argument("--memory", nargs="*", default=["2GB", "512MB"], help="budgets; the first decides the ratio")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    table = "\n".join(lines(given))
    print(table)
    if given.write:
        write_section("copies", table)


def lines(given: argparse.Namespace) -> Iterator[str]:
    """The lines of the table."""
    yield "| copies among | by | CPU s | ratio | peak MiB | planted copies found |"
    yield "|---|---|--:|--:|--:|--:|"
    with TemporaryDirectory() as folder:
        for articles in given.articles:
            file = Path(folder, f"{articles}.jsonl")
            planted = write(articles, file)
            works = {f"broadsheet, `--memory {memory}`": ours(file, memory) for memory in given.memory}
            works |= {"datasketch": peer(file)} if articles <= given.peer else {}
            runs = measured(works, given.repeat)
            floor = next(iter(runs.values())).seconds
            for name, run in runs.items():
                told = f"{run.seconds:.1f} | {run.seconds / floor:.1f} | {run.peak} | {run.found} of {planted:,}"
                yield f"| {articles:,} articles | {name} | {told} |"
            file.unlink()


if __name__ == "__main__":
    main()
