"""The check of article records: from files to a report of everything that is wrong with them."""

from __future__ import annotations

import gc
import json
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from broadsheet.articles.version import compare, migrate
from broadsheet.checks.copies import check_copies, check_copies_in_texts, cited_by
from broadsheet.checks.corpus import check_article, check_corpus, false_claims
from broadsheet.checks.documents import (
    LONGEST_FILE,
    Document,
    numbered_lines,
    parse_document,
    pointer,
    read_bytes,
    read_document,
    trouble_of,
)
from broadsheet.checks.entries import GROUNDED, Entry, Records
from broadsheet.checks.names import Names
from broadsheet.checks.passed import Passed
from broadsheet.checks.shapes import check_shape, expected_keys, schema
from broadsheet.checks.spans import check_role_spans, check_role_texts, check_spans, check_text, decode
from broadsheet.checks.texts import Texts
from broadsheet.checks.verbatim import Withheld, check_verbatim, runs_of, strings
from broadsheet.issues import Issue, Report, shorten

__all__ = ["RecordFiles", "check_records"]


NEW_OBJECTS = 100_000
"""Cycles are looked for when there are so many new objects."""


class RecordFiles:
    """Record files as they are read: the records of sound shape, and the issues of the others.

    Articles on lines are checked and let go at once, unless they are to be kept, as they are
    when their texts are at hand.
    """

    def __init__(self, *, keep: bool = True) -> None:
        self.records = Records()
        self.issues: list[Issue] = []
        self.stats = {"files": 0, "records": 0}
        self.places: dict[str, int] = {}
        self.passed = None if keep else Passed.if_possible()

    def read(self, path: Path, shown: str | None = None) -> None:
        """Add the records of a JSON or JSON Lines file."""
        self.stats["files"] += 1
        shown = shown or path.as_posix()
        self.places.setdefault(shown, len(self.places))
        if path.suffix in {".jsonl", ".ndjson"}:
            self._read_lines(path, shown)
            return
        document, issues = read_document(path, shown)
        if document is None and path.suffix.lower() != ".json" and not _is_meant_as_json(path):
            issues = [_no_record(path, shown)]
        self._take(document, issues)

    def add(self, data: bytes, shown: str) -> None:
        """Add the records of JSON at hand, which issues call by the name `shown`."""
        self.stats["files"] += 1
        self._take(*parse_document(data, shown))

    def _read_lines(self, path: Path, shown: str) -> None:
        if trouble := trouble_of(path, shown):
            self.issues.append(trouble)
            return
        if self.passed is not None:
            self.passed.begin(path, shown)
        with _collecting_seldom():
            for number, line in numbered_lines(path):
                if line is None:
                    hint = "write one record on a line"
                    message = f"is longer than {LONGEST_FILE >> 20} MiB"
                    self._take(None, [Issue.of("B001", f"the line {message}", hint=hint, path=shown, line=number)])
                elif self.passed is not None and self.passed.accept(line, number):
                    self.stats["records"] += 1
                else:
                    self._take_line(line, shown, number)

    def _take_line(self, line: bytes, shown: str, number: int) -> None:
        """Take the record of a line; an article is let go when it was checked."""
        before = len(self.records.articles)
        self._take(*parse_document(line, shown, number))
        new = self.records.articles[before:]
        if self.passed is not None and [entry.at for entry in new] == [""]:
            del self.records.articles[before:]
            self.issues += _alone(new[0])
            self.passed.take(new[0].value, number)

    def place(self, entry: Entry) -> tuple[int, int]:
        """Where a record stands in the order of reading."""
        return self.places[entry.document.path], entry.document.first_line

    def _take(self, document: Document | None, issues: list[Issue]) -> None:
        self.issues += issues
        if document is None or any(issue.code != "B005" for issue in issues):
            self._miss()
        else:
            self._add(document)

    def _add(self, document: Document) -> None:
        value = document.value
        if misplaced := _misplaced(document, value):
            self.issues.append(misplaced)
            self._miss()
        elif isinstance(value, list):
            for number, item in enumerate(value):
                self._add_record(document, item, pointer(number))
        elif kind := _collection(document, value):
            self._add_file(document, value, kind)
        else:
            self._add_record(document, value, "")

    def _add_file(self, document: Document, value: dict[str, Any], kind: str) -> None:
        entries: list[Entry] = getattr(self.records, kind)
        if self._sound(document, kind, value, ""):
            entries += [Entry(document, item, pointer(kind, i)) for i, item in enumerate(value.get(kind, ()))]
        elif kind == "copies":
            pass  # nothing refers to a copy
        elif isinstance(value.get(kind), list):
            self._refuse(value[kind])
        else:
            self._miss()

    def _add_record(self, document: Document, value: Any, at: str) -> None:
        kind, value = _kind(value), migrate(value)
        self.stats["records"] += kind == "article"
        if self._sound(document, kind, value, at):
            entries: list[Entry] = getattr(self.records, _PLURALS[kind])
            entries.append(Entry(document, value, at))
        elif kind != "copy":
            self._refuse([value])

    def _miss(self) -> None:
        """Remember that some record could not be told, so that references are not judged."""
        self.records = replace(self.records, complete=False)

    def _refuse(self, values: list[Any]) -> None:
        """Remember that these records are there, so that references to them are not counted as mistakes too."""
        found = [value.get("id") if isinstance(value, dict) else None for value in values]
        self.records.refused.update(each for each in found if isinstance(each, str))
        if not all(isinstance(each, str) for each in found):
            self._miss()

    def _sound(self, document: Document, kind: str, value: Any, at: str) -> bool:
        found = list(_version(document, value, at)) or list(check_shape(document, kind, value, at))
        self.issues += found
        steps = 3 if kind in {"entities", "outlets"} else 1
        if any(_is_id(issue.pointer or "", at, steps) for issue in found):
            self._miss()
        return not found


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Python looks for cycles among objects seldom: records make hardly any."""
    before = gc.get_threshold()
    gc.set_threshold(NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


_PLURALS = {"article": "articles", "entity": "entities", "outlet": "outlets", "copy": "copies"}
COLLECTIONS = ("entities", "outlets", "copies")
"""The kinds of records that stand in a file together."""


def _is_id(found: str, at: str, steps: int) -> bool:
    """Whether a pointer leads to the id of a record that stands at `at`, or in the list of a file of them."""
    return found.endswith("/id") and found.removeprefix(at).count("/") == steps


def _collection(document: Document, value: Any) -> str | None:
    """Which kind of records a file holds, by its keys or else by its name; None for a record of its own."""
    if not isinstance(value, dict):
        return None
    named = Path(document.path).stem
    given = [kind for kind in COLLECTIONS if kind in value or (kind == named and "id" not in value)]
    return given[0] if given else None


_OTHERS = {
    ".toml": ("settings in TOML", "name the folder of the project to check it with its settings"),
    ".csv": ("a table", "name the datapackage.json that describes it"),
    ".zip": ("an archive", "name the data package by a path that ends in .zip"),
    ".gz": ("a packed file", "unpack it"),
}
"""What other files are, by the end of their names, and how they are checked."""


def _is_meant_as_json(path: Path) -> bool:
    """Whether a file that could not be read as JSON starts like it, or could not be read at all."""
    data = read_bytes(path, path.as_posix())
    return isinstance(data, Issue) or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}


def _no_record(path: Path, shown: str) -> Issue:
    """A file that is not even JSON, and does not claim to be."""
    records = "records are JSON (*.json), or JSON Lines (*.jsonl) with one record a line"
    found, hint = _OTHERS.get(path.suffix.lower(), ("not JSON", records))
    return Issue.of("B003", f"is {found}, and no file of records", hint=hint, path=shown)


def _misplaced(document: Document, value: Any) -> Issue | None:
    """A file named after a kind of records that holds something else, or such a file in the place of an article."""
    if not document.path.endswith(".json"):
        return None
    path = Path(document.path)
    wanted = path.stem if path.stem in COLLECTIONS else None
    if wanted is None and not (path.parent.name == "articles" and _collection(document, value)):
        return None
    if isinstance(value, dict) and (_collection(document, value) == wanted or wanted in value):
        return None
    keys = f"schema_version and {wanted}" if wanted else expected_keys(schema("article"))
    return document.issue("B103", f"is {_called(document, value)}", hint=f"write an object with {keys}")


def _called(document: Document, value: Any) -> str:
    """What a file holds, in a word or two."""
    if isinstance(value, dict):
        kind = _collection(document, value)
        return f"a file of {kind}" if kind else f"one {_kind(value)}"
    return "a list" if isinstance(value, list) else shorten(value) if isinstance(value, str) else json.dumps(value)


def _kind(value: Any) -> str:
    """What a record is meant to be, from the keys that only one kind has."""
    if isinstance(value, dict) and "source" not in value and "segments" not in value:
        if "copy_of" in value:
            return "copy"
        if "in_language" in value and "parent_organization" in value:
            return "outlet"
        if "native_language" in value or "alternate_name" in value:
            return "entity"
    return "article"


def _version(document: Document, value: Any, at: str) -> Iterator[Issue]:
    if not isinstance(value, dict) or not isinstance(version := value.get("schema_version"), str):
        return
    hints = {
        "newer": "it was written for a newer broadsheet: upgrade yours",
        "older": "it was written for an older broadsheet, and no migration from there is known",
        "unknown": "write the version that this broadsheet writes: 1.0",
    }
    if (status := compare(version)) in hints:
        message = f"the schema version {shorten(version)} cannot be read"
        yield document.issue("B010", message, at + "/schema_version", hint=hints[status])


def check_records(
    files: RecordFiles, texts: Texts, own_words: Iterable[Entry] = (), only: Container[str] | None = None
) -> Report:
    """The report on records that were read, checked together and against the texts at hand.

    `own_words` are further values to publish, such as a project's settings, that must not
    repeat a withheld text either. `only` are the paths of the files to report on; the
    others are there to be referred to.
    """
    issues = [*files.issues]
    for article in files.records.articles:
        issues += _alone(article)
    records = _together(files)
    lengths = {article.value["id"]: article.value["source"]["characters"] for article in records.articles}
    for entity in records.entities:
        issues += check_role_spans(entity, lengths)
    issues += check_corpus(records, files.passed)
    issues += check_copies(records, lengths)
    more = len(files.records.articles) + len(files.passed or ()) - len(records.articles)
    found, at_hand = _against_texts(records, texts, own_words, more)
    issues += found
    if only is not None:
        issues = [issue for issue in issues if issue.path is None or issue.path in only]
    return Report(tuple(sorted(issues, key=_place)), files.stats | {"texts": at_hand} | _counts(files))


def _alone(article: Entry) -> Iterator[Issue]:
    """What is wrong with an article of the right shape by itself."""
    yield from check_spans(article)
    yield from check_article(article)


def _together(files: RecordFiles) -> Records:
    """The records that have to be looked at together, those among them that were let go read again."""
    records, passed = files.records, files.passed
    if not passed:
        return records
    ids = {article.value["id"] for article in records.articles} | _cited(records)
    again = passed.recall(ids, false_claims(records, passed) if records.complete else set())
    entries = sorted([*records.articles, *again], key=files.place)
    return replace(records, articles=entries)


def _cited(records: Records) -> set[str | None]:
    """The ids of the articles that roles and copies name."""
    return {role.get("article") for entity in records.entities for _, role in entity.items("roles")} | cited_by(
        records.copies
    )


def _against_texts(records: Records, texts: Texts, own_words: Iterable[Entry], more: int) -> tuple[list[Issue], int]:
    """What is wrong with records in the light of the texts, and how many are at hand; `more` articles have none."""
    issues: list[Issue] = []
    published = (*records.articles, *records.entities, *records.outlets, *own_words)
    own = (text for entry in published if texts.present for _, text in strings(entry.value))
    withheld, missing = Withheld(only=runs_of(own)), []
    names = Names.of(records.entities)
    cited = _cited(records)
    read: dict[str, str] = {}
    for article in records.articles:
        data = texts.find(article.value["source"])
        if data is None:
            missing.append(article)
            continue
        text = decode(data, article.value["source"]["encoding"])
        found = list(check_text(article, data, text, names))
        issues += found
        if article.value["id"] in cited and not any(issue.code in {"B307", "B308"} for issue in found):
            read[article.value["id"]] = text or ""
        _withhold(article, text, withheld)
    for entity in records.entities:
        issues += check_role_texts(entity, read)
    issues += check_copies_in_texts(records, read)
    for entry in published if withheld else ():
        issues += check_verbatim(entry, withheld)
    if missing:
        issues.append(_unavailable(missing, len(missing) + more, texts))
    return issues, len(records.articles) - len(missing)


def _withhold(article: Entry, text: str | None, withheld: Withheld) -> None:
    if text is not None and article.value["rights"].get("redistribution", "withheld") == "withheld":
        headlines = [(s["start"], s["end"]) for _, s in article.items("segments") if s["role"] == "headline"]
        withheld.add(article.value["source"]["name"], text, headlines)


def _unavailable(missing: list[Entry], count: int, texts: Texts) -> Issue:
    names = ", ".join(entry.value["source"]["name"] for entry in missing[:3]) + (", …" if count > 3 else "")
    what = "1 text is not at hand, so its" if count == 1 else f"{count} texts are not at hand, so their"
    message = f"{what} spans were not compared: {names}"
    hint = "put the texts into seeds/texts/, or name their folder in BROADSHEET_TEXTS"
    if texts.folders and not texts.folders[0].is_dir() and len(texts.folders) > 1:
        hint = f"BROADSHEET_TEXTS names {shorten(texts.folders[0].as_posix(), 500)}, which is no folder"
    return Issue.of("B306", message, hint=hint)


def _counts(files: RecordFiles) -> dict[str, int]:
    records, passed = files.records, files.passed
    counts = {name: sum(len(a.value.get(name, ())) for a in records.articles) for name in GROUNDED}
    counts = {name: number + (passed.counts[name] if passed else 0) for name, number in counts.items()}
    return {"entities": len(records.entities), "outlets": len(records.outlets)} | counts


def _place(issue: Issue) -> tuple[bool, str, int, str]:
    """Issues in the order of files and lines; those that belong to no file last."""
    return issue.path is None, issue.path or "", issue.line or 0, issue.code
