"""Records of articles that never were, for benchmarks: each valid, about 2.5 kB as one line of JSON."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PLACES = ["Nordhaven", "Vestmark", "Lindby", "Oskar's Ferry", "Tern Island", "Grayport", "Ålvik", "Sankt Olai"]
PEOPLE = ["ada-moe", "bo-lind", "carl-roth", "dina-vik", "egil-strand", "frida-holm"]
SUBJECTS = ["The harbour", "A ferry", "The council", "One bridge", "The old market", "A lighthouse"]
VERBS = ["opens again", "is to be rebuilt", "closes for the winter", "draws more visitors", "changes hands"]
UNITS = ["tonne", "%", "EUR", "km", None]
LENGTH = 2600

Record = dict[str, Any]


def articles(count: int, bad: float = 0.0, seed: int = 4) -> Iterator[tuple[Record, str | None]]:
    """Records, each with the JSON Pointer of its fault or None; a share of them have one fault."""
    source = random.Random(seed)  # noqa: S311 - data, not secrets
    for number in range(count):
        record = _article(number, source)
        yield record, _spoil(record, source) if source.random() < bad else None


def write_articles(path: Path, count: int, bad: float = 0.0, seed: int = 4) -> dict[int, str]:
    """A file of JSON Lines; the pointers of the faults by line."""
    faults: dict[int, str] = {}
    with path.open("w", encoding="utf-8") as file:
        for line, (record, pointer) in enumerate(articles(count, bad, seed), start=1):
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
            if pointer is not None:
                faults[line] = pointer
    return faults


def _article(number: int, source: random.Random) -> Record:
    place, subject, verb = source.choice(PLACES), source.choice(SUBJECTS), source.choice(VERBS)
    day = f"{2000 + number % 25}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    name = f"{number:07d}-gazette"
    return {
        "schema_version": "1.0",
        "id": name,
        "creative_work_status": "draft",
        "source": {
            "name": f"{name}.txt",
            "sha256": hashlib.sha256(name.encode()).hexdigest(),
            "bytes": LENGTH + 9,
            "encoding": "utf-8",
            "characters": LENGTH,
        },
        "headline": f"{subject} of {place} {verb}",
        "alternative_headline": None,
        "in_language": "en",
        "publisher": "harbour-gazette",
        "provider": None,
        "source_organization": [],
        "author": ["Ada Moe"] if number % 3 else [],
        "credit_text": None,
        "location_created": None,
        "date_published": day,
        "date_published_basis": "stated",
        "date_published_start": 52,
        "date_published_end": 63,
        "date_published_note": None,
        "article_section": None,
        "is_based_on": [],
        "abstract": f"{subject} {verb}: what the people of {place} make of it, and what it costs.",
        "rights": {
            "license": "http://rightsstatements.org/vocab/InC/1.0/",
            "copyright_holder": "Harbour Gazette",
            "usage_info": None,
            "redistribution": "withheld",
        },
        **_annotations(day, source),
    }


def _annotations(day: str, source: random.Random) -> Record:
    return {
        "segments": [
            {"id": "g1", "start": 0, "end": 50, "role": "headline"},
            {"id": "g2", "start": 52, "end": 63, "role": "date_line"},
            *(
                {"id": f"g{3 + n}", "start": 65 + 400 * n, "end": 463 + 400 * n, "role": "paragraph"}
                for n in range(source.randint(4, 6))
            ),
        ],
        "statements": [_statement(n + 1, 70 + 600 * n, source) for n in range(source.randint(1, 2))],
        "figures": [_figure(n + 1, 500 + 90 * n, source) for n in range(source.randint(1, 3))],
        "events": [_event(day, source)] if source.random() < 0.5 else [],
        "mentions": [_mention(n, 75 + 210 * n, source) for n in range(source.randint(3, 6))],
        "text": None,
    }


def _statement(number: int, start: int, source: random.Random) -> Record:
    return {
        "id": f"s{number}",
        "start": start,
        "end": start + 150,
        "mode": "direct",
        "words_start": start + 1,
        "words_end": start + 120,
        "speaker": source.choice(PEOPLE),
        "speaker_start": start + 130,
        "speaker_end": start + 138,
        "cue_start": start + 125,
        "cue_end": start + 129,
        "kind": "assessment",
        "topics": ["economic"],
        "summary": f"The work is done by {source.randint(2026, 2040)}.",
    }


def _figure(number: int, start: int, source: random.Random) -> Record:
    return {
        "id": f"f{number}",
        "start": start,
        "end": start + 9,
        "value": source.choice([source.randint(2, 5000), round(source.uniform(1, 99), 1) + 0.05]),
        "low": None,
        "high": None,
        "unit": source.choice(UNITS),
        "qualifier": None,
        "counted": "what was counted",
        "as_of": None,
        "measure": "level",
    }


def _mention(number: int, start: int, source: random.Random) -> Record:
    return {
        "id": f"m{number}",
        "start": start,
        "end": start + 8,
        "entity": source.choice(PEOPLE),
        "kind": "person",
    }


def _event(day: str, source: random.Random) -> Record:
    return {
        "id": "e1",
        "start": 900,
        "end": 960,
        "kind": "visit",
        "what": "the day on which the work began",
        "date": day,
        "date_basis": "inferred",
        "date_start": 910,
        "date_end": 920,
        "date_note": None,
        "participants": [source.choice(PEOPLE)],
    }


def _spoil(record: Record, source: random.Random) -> str:
    """Put one fault into a record, and give the place where it is found."""
    name = source.choice(list(FAULTS))
    place, value = FAULTS[name]
    target: Any = record
    for step in place[:-1]:
        target = target[step]
    if value is MISSING:
        del target[place[-1]]
        return "/" + "/".join(map(str, place[:-1]))
    target[place[-1]] = value
    return "/" + "/".join(map(str, place))


MISSING = object()
FAULTS: dict[str, tuple[tuple[str | int, ...], Any]] = {
    "no id of a segment": (("segments", 0, "id"), MISSING),
    "a day that is not": (("date_published",), "2021-02-30"),
    "a role of no vocabulary": (("segments", 1, "role"), "sidebar"),
    "a start below nothing": (("mentions", 0, "start"), -1),
    "a language in capitals": (("in_language",), "EN-gb"),
    "a number in words": (("source", "bytes"), "many"),
    "a field that is not known": (("colour",), "red"),
    "a span behind the text": (("segments", 5, "end"), LENGTH + 1),
    "a span that ends first": (("statements", 0, "start"), 2000),
    "an id that stands twice": (("mentions", 1, "id"), "m0"),
}
