"""Score drafts against annotated articles, step by step.

    python benchmarks/reading.py [FOLDER...] [--records DIR] [--names FINDER] [--list]
    python benchmarks/reading.py --write docs/reading.md

A folder holds texts, each with its annotation beside it (`x.txt`, `x.json`). Spans match when
they overlap, unless a step is scored exactly. Without a folder all parts of our corpus are scored.
`--records` names the folder of annotations where they are not beside the texts, `--names` a name finder to
ask as well, as of `broadsheet ingest`. `--write` puts the
scores of `tune/`, `held/` and the blind parts together into a page, between its two `scores` comments.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import platform
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus import BLIND, CORPUS, PARTS

from broadsheet import __version__
from broadsheet.articles.folding import key, slug
from broadsheet.reading.draft import draft
from broadsheet.reading.finders import NameFinder, load_finders
from broadsheet.reading.layout.forms import compile_forms
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.outlets import outlet_id
from broadsheet.sources import Received, read_text

LEXICON = Lexicon.load()
FORMS = LEXICON.compiled(compile_forms)

Row = dict[str, Any]


@dataclass
class Score:
    """Right, wrong and missed of one step, with what was wrong or missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    cases: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """The step as a row of the table."""
        precision, recall = self.rates()
        both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{name:28} {precision:6.3f} {recall:6.3f} {both:6.3f}   {self.right}/{self.right + self.missed}"

    def rates(self) -> tuple[float, float]:
        """Precision and recall."""
        found, wanted = self.right + self.wrong, self.right + self.missed
        return self.right / found if found else 1.0, self.right / wanted if wanted else 1.0


Scores = dict[str, Score]


def main() -> int:
    """Print the table of scores."""
    options = _options()
    if options.write:
        _write(options.write)
        return 0
    folders, finders = options.folders or [CORPUS / part for part in PARTS], load_finders(options.names)
    scores = run(folders, options.records, finders=finders)
    print(f"{'step':28} {'P':>6} {'R':>6} {'F1':>6}   right/wanted")
    for name, each in scores.items():
        print(each.line(name))
        if options.list:
            print(*(f"      {case}" for case in each.cases), sep="\n")
    return 0


def run(folders: Iterable[Path], records: Path | None = None, *, finders: Sequence[NameFinder] = ()) -> Scores:
    """The scores over all texts of some folders."""
    scores: Scores = defaultdict(Score)
    for text, annotation in _pairs(folders, records):
        gold = json.loads(annotation.read_text(encoding="utf-8"))
        received = read_text(text.name, text.read_bytes())
        if not isinstance(received, Received):
            raise SystemExit(f"{text}: {received.message}")
        ours = draft(received, lexicon=LEXICON, finders=finders)
        score(json.loads(ours.model_dump_json()), gold, received.text, scores)
    return scores


def _write(page: Path) -> None:
    """Put the scores into a page, those of `tune/`, of `held/` and of all blind parts side by side."""
    columns = {"`tune/`": ("tune",), "`held/`": ("held",), f"`{BLIND[0]}/` to `{BLIND[-1]}/`": BLIND}
    runs = [run([CORPUS / part for part in parts]) for parts in columns.values()]
    rows = [f"| {name} | {' | '.join(_cells(scores[name]) for scores in runs)} |" for name in runs[0]]
    made = f"{dt.datetime.now(tz=dt.UTC).date()}, broadsheet {__version__}, Python {platform.python_version()}"
    head = " | ".join(["| step", *(f"{parts} P | R | right/wanted" for parts in columns)])
    head += f" |\n|---{'|---:' * 3 * len(columns)}|"
    table = "\n".join([f"Scored on {made}.\n", head, *rows])
    text = page.read_text(encoding="utf-8")
    first, last = "<!-- scores -->", "<!-- /scores -->"
    before, after = text.partition(first)[0], text.partition(last)[2]
    page.write_text(f"{before}{first}\n{table}\n{last}{after}", encoding="utf-8")


def _cells(score: Score) -> str:
    precision, recall = score.rates()
    return f"{precision:.3f} | {recall:.3f} | {score.right}/{score.right + score.missed}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--records", type=Path)
    parser.add_argument("--names", action="append", default=[], metavar="FINDER")
    parser.add_argument("--list", action="store_true", help="list what was wrong or missed")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    return parser.parse_args()


def _pairs(folders: Iterable[Path], records: Path | None) -> Iterator[tuple[Path, Path]]:
    for folder in folders:
        for text in sorted(folder.glob("*.txt")):
            annotation = (records or folder) / f"{text.stem}.json"
            if annotation.exists():
                yield text, annotation


def score(ours: Row, gold: Row, text: str, scores: Scores) -> None:
    """Add the scores of one article."""
    name = gold["source"]["name"]
    _score_head(ours, gold, text, scores, name)
    for role in (
        "boilerplate",
        "alternative_headline",
        "caption",
        "subhead",
        "sign_off",
        "inset",
        "question",
        "answer",
    ):
        _spans(scores[role], _role(ours, role), _role(gold, role), text, name)
    _exact(scores["layout (exact segments)"], _segments(ours), _segments(gold), text, name)
    _score_statements(ours, gold, text, scores, name)
    _score_figures(ours, gold, text, scores, name)
    _score_mentions(ours, gold, text, scores, name)
    _score_events(ours, gold, text, scores, name)


def _score_head(ours: Row, gold: Row, text: str, scores: Scores, name: str) -> None:
    accept = gold.get("accept", {})
    _value(scores["headline"], _flat(ours["headline"]), {_flat(gold["headline"])}, name)
    dates = {gold["date_published"], *accept.get("date_published", ())}
    if gold.get("date_published_basis") == "external":
        dates.add(None)
    _value(scores["date"], ours["date_published"], dates, name)
    places = {_place(gold["location_created"]), *map(_place, accept.get("location_created", ()))}
    _value(scores["dateline place"], _surface(ours, text, places), places, name)
    sources = [
        tuple(gold["source_organization"]),
        *((each,) if each else () for each in accept.get("source_organization", ())),
    ]
    wanted = {tuple(sorted(outlet_id(each, FORMS) for each in one)) for one in sources}
    _value(scores["agency"], tuple(sorted(ours["source_organization"])), wanted, name)
    publishers = {outlet_id(p, FORMS) if p else None for p in [gold["publisher"], *accept.get("publisher", ())]}
    _value(scores["publisher"], ours["publisher"], publishers, name)
    _value(scores["byline"], tuple(map(key, ours["author"])), {tuple(map(key, gold["author"]))}, name)
    _value(scores["credit"], _credit(ours), {_credit(gold)}, name)
    _value(scores["language"], ours["in_language"], {gold["in_language"]}, name)


def _flat(printed: str | None) -> str | None:
    return " ".join(printed.split()) if printed else None


def _credit(record: Row) -> str | None:
    return _flat(record["credit_text"])


def _place(printed: str | None) -> str | None:
    return slug(printed) if printed else None


def _surface(ours: Row, text: str, wanted: set[str | None]) -> str | None:
    """The place of the dateline as printed; its entity where that is what the annotation gives."""
    place = ours["location_created"]
    if place in wanted:
        return str(place) if place else None
    for mention in ours["mentions"]:
        if mention["entity"] == place:
            return slug(text[mention["start"] : mention["end"]])
    return str(place) if place else None


def _value(score: Score, ours: Any, wanted: set[Any], name: str) -> None:
    if ours in wanted:
        score.right += ours is not None and ours != ()
        return
    score.wrong += ours is not None and ours != ()
    score.missed += None not in wanted and () not in wanted
    score.cases.append(f"{name}: {ours!r}, wanted {wanted}")


def _role(record: Row, role: str) -> list[Row]:
    return [segment for segment in record["segments"] if segment["role"] == role]


def _segments(record: Row) -> set[tuple[int, int, str]]:
    return {(segment["start"], segment["end"], segment["role"]) for segment in record["segments"]}


def _exact(score: Score, ours: set[Any], gold: set[Any], text: str, name: str) -> None:
    score.right += len(ours & gold)
    score.wrong += len(ours - gold)
    score.missed += len(gold - ours)
    for sign, rest in (("+", ours - gold), ("-", gold - ours)):
        score.cases += [f"{name} {sign} {each[2:]}: {_show(text, each[0], each[1])}" for each in sorted(rest)]


def _show(text: str, start: int, end: int) -> str:
    shown = " ".join(text[start:end].split())
    return shown if len(shown) <= 100 else f"{shown[:60]} … {shown[-35:]}"


def _spans(score: Score, ours: list[Row], gold: list[Row], text: str, name: str) -> list[tuple[Row, Row]]:
    """Count the spans that overlap; give the pairs."""
    pairs = [(a, b) for b in gold for a in ours if a["start"] < b["end"] and b["start"] < a["end"]]
    hit_ours, hit_gold = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
    score.right += len(hit_gold)
    extra = [a for a in ours if id(a) not in hit_ours]
    lost = [b for b in gold if id(b) not in hit_gold]
    score.wrong += len(extra)
    score.missed += len(lost)
    score.cases += [f"{name} + {_show(text, a['start'], a['end'])}" for a in extra]
    score.cases += [f"{name} - {_show(text, b['start'], b['end'])}" for b in lost]
    return _best(pairs)


def _best(pairs: list[tuple[Row, Row]]) -> list[tuple[Row, Row]]:
    """For each annotation the draft's span that shares most with it."""
    best: dict[int, tuple[Row, Row]] = {}
    for ours, gold in pairs:
        held = best.get(id(gold))
        if held is None or _shared(ours, gold) > _shared(*held):
            best[id(gold)] = (ours, gold)
    return list(best.values())


def _shared(ours: Row, gold: Row) -> int:
    return int(min(ours["end"], gold["end"]) - max(ours["start"], gold["start"]))


def _words(record: Row, modes: set[str]) -> list[Row]:
    """The statements of some modes, spanned by the words said."""
    return [
        {**s, "start": s["words_start"], "end": s["words_end"]}
        for s in record["statements"]
        if s["mode"] in modes and s["words_start"] is not None
    ]


def _score_statements(ours: Row, gold: Row, text: str, scores: Scores, name: str) -> None:
    direct = _words(gold, {"direct"})
    quoted = _words(gold, {"direct", "mixed", "answer"})
    pairs = _spans(Score(), _words(ours, {"direct"}), direct, text, name)
    score = scores["direct quotations"]
    found = _words(ours, {"direct"})
    _spans(score, [a for a in found if _touches(a, direct) or not _touches(a, quoted)], direct, text, name)
    for a, b in pairs:
        _same_speaker(scores["speakers of direct"], (a, b), (ours, gold), text, name)
    reported = {"indirect", "mixed"}
    pairs = _spans(scores["indirect and mixed"], _words(ours, reported), _words(gold, reported), text, name)
    for a, b in pairs:
        _same_speaker(scores["speakers of indirect"], (a, b), (ours, gold), text, name)


def _touches(span: Row, others: list[Row]) -> bool:
    return any(span["start"] < other["end"] and other["start"] < span["end"] for other in others)


def _same_speaker(score: Score, pair: tuple[Row, Row], records: tuple[Row, Row], text: str, name: str) -> None:
    (a, b), (ours, gold) = pair, records
    wanted, got = _places(gold, b["speaker"]), _places(ours, a["speaker"])
    same = a["speaker"] == b["speaker"] or (bool(wanted) and any(_meets(x, y) for x in wanted for y in got))
    score.right += bool(same and b["speaker"])
    if same:
        return
    score.wrong += a["speaker"] is not None
    score.missed += b["speaker"] is not None
    score.cases.append(f"{name}: {a['speaker']}, wanted {b['speaker']}: {_show(text, b['start'], b['end'])}")


def _places(record: Row, entity: str | None) -> list[tuple[int, int]]:
    return [(m["start"], m["end"]) for m in record["mentions"] if m["entity"] == entity]


def _meets(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _score_figures(ours: Row, gold: Row, text: str, scores: Scores, name: str) -> None:
    pairs = _spans(scores["figures"], ours["figures"], gold["figures"], text, name)
    score = scores["figures: value and unit"]
    for a, b in pairs:
        if (a["value"], a["unit"]) == (b["value"], b["unit"]):
            score.right += 1
        else:
            score.wrong += 1
            score.missed += 1
            got = (a["value"], a["unit"])
            score.cases.append(f"{name}: {got}, wanted {(b['value'], b['unit'])}: {_show(text, b['start'], b['end'])}")


def _score_mentions(ours: Row, gold: Row, text: str, scores: Scores, name: str) -> None:
    kinds = {
        "places": {"place"},
        "people and organisations": {"person", "organisation"},
        "people": {"person"},
        "organisations": {"organisation"},
    }
    for step, wanted in kinds.items():
        mine = [m for m in ours["mentions"] if m["kind"] in wanted]
        theirs = [m for m in gold["mentions"] if m["kind"] in wanted]
        if step == "people and organisations":
            for kind in sorted(wanted):
                _spans(
                    scores[step],
                    [m for m in mine if m["kind"] == kind],
                    [m for m in theirs if m["kind"] == kind],
                    text,
                    name,
                )
        else:
            _spans(scores[step], mine, theirs, text, name)


def _score_events(ours: Row, gold: Row, text: str, scores: Scores, name: str) -> None:
    pairs = _spans(scores["events"], ours["events"], gold["events"], text, name)
    for a, b in pairs:
        _value(scores["events: date"], a["date"], {b["date"]}, f"{name} {_show(text, b['start'], b['end'])}")


if __name__ == "__main__":
    sys.exit(main())
