"""The name finder that asks a pipeline of spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

from broadsheet.errors import SettingsError
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = ["SpacyFinder", "installed_pipelines"]

PREFERRED = "en_core_web_sm"
"""The pipeline that is asked where none is named and it is there."""

_KINDS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "event",
}
"""The labels that are names, by kind. Of those of books and laws hardly one was right, and NORP are peoples."""

_ALONE = frozenset({"place", "event"})
"""The kinds of which a single word is taken."""

_LIBRARY, _LOADED = 128 << 20, 2
"""What spaCy takes with its work, in bytes; and how often those that a pipeline has on disk are in memory."""

_UNUSED = ("parser", "lemmatizer", "textcat")
_PIECE = 100_000
"""So many characters are given to a pipeline at once: it refuses more than a million."""

_BROKEN = re.compile("[\ud800-\udfff]")
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_OWNED = re.compile(r"['\u2019]s?$")
_NO_NAME = re.compile(r"[\d\n,()\[\]{}<>/|\\\"\u201c\u201d:;=+*#@]")
_BEFORE = re.compile(r"(?<![^\s(\u201c\"])([^\W\d_][\w.'\u2019-]*) $")
_AFTER = re.compile(r"[ -][^\W\d_]")
_OPENS = re.compile(r"(?:\A|[\n.!?:(\"\u201c\u201d] ?)$")
_REACH = 40
"""So many characters before a name are looked at for the word before it."""


@dataclass(frozen=True, slots=True)
class SpacyFinder:
    """The names that a spaCy pipeline finds; needs the extra `ner` and a pipeline.

    A pipeline errs most in single words, beginnings of sentences and sums of money. What is taken
    of it are places and events, and people and bodies of two words and more, that no other word
    with a capital stands beside.
    """

    pipeline: str
    version: str = ""

    @property
    def memory(self) -> int:
        """The bytes that each process takes for it, reckoned from the size of the pipeline."""
        spec = find_spec(self.pipeline) if self.version else None
        folder = Path(spec.origin).parent if spec and spec.origin else Path(self.pipeline)
        return _LIBRARY + _LOADED * sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())

    @classmethod
    def of(cls, name: str = "") -> Self:
        """The finder of a pipeline, a package or a folder; of an English one that is installed where none is named."""
        if find_spec("spacy") is None:
            raise SettingsError("spaCy is not installed", hint="pip install 'broadsheet[ner]'")
        installed = installed_pipelines()
        chosen = name or _choose(installed)
        if chosen not in installed and not Path(chosen).is_dir():
            known = f"installed: {', '.join(installed)}" if installed else f"python -m spacy download {PREFERRED}"
            raise SettingsError(f"no spaCy pipeline is called {chosen!r}", hint=known)
        return cls(chosen, installed.get(chosen, ""))

    def __call__(self, text: str) -> Iterator[tuple[int, int, str, str]]:
        """Start, end, kind and name of what the pipeline finds in a text."""
        ask = _load(self.pipeline)
        for offset, piece in _pieces(_BROKEN.sub("?", text)):
            for entity in ask(piece).ents:
                kind = _KINDS.get(entity.label_)
                start, end = _trimmed(piece, entity.start_char, entity.end_char)
                if kind and _is_sure(piece, start, end, kind):
                    yield offset + start, offset + end, kind, piece[start:end]


def installed_pipelines() -> dict[str, str]:
    """The pipelines that are installed as packages, each with its version."""
    points = sorted(entry_points(group="spacy_models"), key=lambda point: point.name)
    return {point.name: point.dist.version if point.dist else "" for point in points}


def _choose(installed: dict[str, str]) -> str:
    english = [name for name in installed if name.startswith("en_")]
    if not english:
        hint = f"python -m spacy download {PREFERRED}, or name a pipeline: spacy:NAME"
        raise SettingsError("no English pipeline of spaCy is installed", hint=hint)
    return PREFERRED if PREFERRED in english else english[0]


@lru_cache(maxsize=4)
def _load(pipeline: str) -> Any:
    try:
        return import_module("spacy").load(pipeline, exclude=_UNUSED)
    except (ImportError, OSError, ValueError) as error:
        hint = "python -m spacy validate tells which pipelines fit the spaCy that is installed"
        raise SettingsError(f"the spaCy pipeline {pipeline!r} cannot be loaded: {error}", hint=hint) from error


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text in pieces that end where lines do, each with its offset."""
    start = 0
    while start < len(text):
        end = start + _PIECE
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or end
        yield start, text[start:end]
        start = end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without an article before the name and what makes it a genitive: the Port Union's."""
    if article := _ARTICLE.match(text, start, end):
        start = article.end()
    if owned := _OWNED.search(text[start:end]):
        end = start + owned.start()
    return start, end


def _is_sure(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a span looks like a name as a whole."""
    form = text[start:end]
    words = form.split()
    if _NO_NAME.search(form) or not words or not (words[0][0].isupper() and words[-1][0].isupper()):
        return False
    if len(words) == 1 and not _is_sure_alone(text, start, form, kind):
        return False
    return not (kind == "person" and "the" in words) and not _is_part(text, start, end)


def _is_sure_alone(text: str, start: int, word: str, kind: str) -> bool:
    """Whether a single word is a name: a place or event, and no word of the language or the first of a sentence."""
    plain = word.isupper() or load_vocabulary().is_english(word)
    return kind in _ALONE and not plain and not _opens(text, start)


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a word with a capital stands beside a span, so that the name goes on: An | Giang, Galway | United."""
    after = _AFTER.match(text, end)
    if after and after[0][1].isupper():
        return True
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    return before is not None and before[1][0].isupper() and not _opens(text, before.start())


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins at an offset, or a line, or what is quoted or in brackets."""
    return _OPENS.search(text[max(0, start - 2) : start]) is not None
