"""Score the names of drafts without and with a name finder, over the whole corpus.

    python benchmarks/reading_finders.py [--names FINDER] [--write docs/reading.md]

The finder is `spacy` unless another is named, as `broadsheet ingest --names` would: it needs a pipeline. The texts are
those of `reading.py`, and so are the measures. Who is said to speak depends on the names, and is scored as well.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from corpus import CORPUS, PARTS
from reading import Score, Scores, run

from broadsheet import __version__
from broadsheet.reading.finders import NameFinder, load_finders
from broadsheet.reading.spacy_names import SpacyFinder

FIRST, LAST = "<!-- finders -->", "<!-- /finders -->"
STEPS = ("people", "organisations", "people and organisations", "places", "speakers of direct", "speakers of indirect")


def main() -> None:
    """Print the table, and put it into a page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", default="spacy", metavar="FINDER")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    options = parser.parse_args()
    (finder,) = load_finders([options.names])
    folders = [CORPUS / part for part in PARTS]
    told = "\n".join(table(_name(finder, options.names), run(folders), run(folders, finders=[finder])))
    print(told)
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        before, after = page.partition(FIRST)[0], page.partition(LAST)[2]
        options.write.write_text(f"{before}{FIRST}\n{told}\n{LAST}{after}", encoding="utf-8")


def table(name: str, alone: Scores, beside: Scores) -> Iterator[str]:
    """The steps that depend on names, each as the reader does them alone and with the finder."""
    yield f"broadsheet {__version__}, {name}."
    yield ""
    yield "| step | alone P | R | F1 | right | with the finder P | R | F1 | right | wanted |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    for step in STEPS:
        one, other = alone[step], beside[step]
        yield f"| {step} | {_cells(one)} | {_cells(other)} | {one.right + one.missed} |"


def _cells(score: Score) -> str:
    precision, recall = score.rates()
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"{precision:.3f} | {recall:.3f} | {both:.3f} | {score.right}"


def _name(finder: NameFinder, asked: str) -> str:
    return f"spaCy's `{finder.pipeline}` {finder.version}" if isinstance(finder, SpacyFinder) else f"`{asked}`"


if __name__ == "__main__":
    main()
