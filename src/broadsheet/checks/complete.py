"""Articles that passed a check, completed by their model and brought to disk, shard by shard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadsheet.checks.entries import Entry
from broadsheet.checks.examine import again
from broadsheet.checks.pieces import Shard
from broadsheet.checks.spans import decode
from broadsheet.checks.spool import Spooled
from broadsheet.checks.texts import Texts
from broadsheet.issues import Issue

__all__ = ["TOLD", "Complete", "Completed"]

TOLD = 5
"""So many of the missing texts are named."""


@dataclass(frozen=True, slots=True)
class Completed:
    """What came of a shard: its file, the ids and sources of the first articles whose texts are missing, issues."""

    spooled: Spooled
    missing: tuple[tuple[str, str], ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Complete:
    """The stage that writes the articles of a shard into a folder, with the texts that an edition carries.

    The `full` edition carries every text, others those that may be passed on.
    """

    folder: Path
    texts: Texts
    edition: str

    def __call__(self, shard: Shard) -> Completed:
        """The articles of a shard that was examined, on disk."""
        articles, issues = again(shard)
        missing: list[tuple[str, str]] = []
        spooled = Spooled.write(self.folder, self._completed(articles, missing))
        return Completed(spooled, tuple(sorted(missing)[:TOLD]), tuple(issues))

    def _completed(self, articles: list[Entry], missing: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
        from broadsheet.articles import Article  # noqa: PLC0415 - Pydantic loads when used

        for entry in articles:
            article = Article.model_validate(entry.value).model_dump(mode="json")
            text = self._text(article)
            if text is None and self.edition == "full":
                missing.append((article["id"], article["source"]["name"]))
            yield article | {"text": text}

    def _text(self, article: dict[str, Any]) -> str | None:
        if self.edition != "full" and article["rights"]["redistribution"] == "withheld":
            return None
        data = self.texts.find(article["source"])
        return None if data is None else decode(data, article["source"]["encoding"])
