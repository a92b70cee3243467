"""Articles that passed a check, completed by their model and brought to disk, shard by shard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, Self

import orjson

from broadsheet.checks.listing import Looked
from broadsheet.checks.parts import Parts
from broadsheet.checks.spans import decode
from broadsheet.checks.spool import Spool
from broadsheet.checks.spooled import Spooled
from broadsheet.checks.texts import Texts

__all__ = ["TOLD", "Complete", "Completed", "Completing", "Room"]

TOLD = 5
"""So many of the missing texts are named."""


@dataclass(frozen=True, slots=True)
class Completed:
    """What came of a shard: its file, and the ids and sources of the first articles whose texts are missing.

    `looked` is what was seen of texts.
    """

    spooled: Spooled
    missing: tuple[tuple[str, str], ...]
    looked: Looked


@dataclass(frozen=True, slots=True)
class Complete:
    """How the articles of a shard are written into a folder, with the texts that an edition carries.

    The `full` edition carries every text, others those that may be passed on.
    """

    folder: Path
    texts: Texts
    edition: str

    def about(self) -> tuple[Any, ...]:
        """What the results depend on beside the shards and the texts; they name files in the folder."""
        return self.edition, self.folder.as_posix()

    def text(self, article: Mapping[str, Any], looked: Looked) -> str | None:
        """The text that an article is published with. What is seen of files is added to `looked`."""
        if self.edition != "full" and article["rights"]["redistribution"] == "withheld":
            return None
        data = self.texts.find(article["source"], looked)
        return None if data is None else decode(data, article["source"]["encoding"])


class Completing:
    """The articles of a shard while they are completed."""

    def __init__(self, how: Complete) -> None:
        self._how = how
        self._lines: list[tuple[str, bytes]] = []
        self._missing: list[tuple[str, str]] = []
        self._looked = Looked()

    def add(self, value: Mapping[str, Any]) -> None:
        """Complete an article."""
        from broadsheet.articles import Article  # noqa: PLC0415 - Pydantic loads when used

        article = Article.model_validate(value).model_dump(mode="json")
        text = self._how.text(article, self._looked)
        if text is None and self._how.edition == "full":
            self._missing.append((article["id"], article["source"]["name"]))
        self._lines.append((article["id"], orjson.dumps(article | {"text": text})))

    def add_accepted(self, article: Any, data: bytes, line: bytes | None) -> None:
        """Complete the article of some data that was accepted; with its line, it lacks nothing but its text, if any."""
        is_bare = article.text is None and article.rights.redistribution == "withheld" and self._how.edition != "full"
        if line is not None and is_bare:
            self._lines.append((article.id, line))
        else:
            self.add(orjson.loads(data))

    def finish(self) -> Completed:
        """Write them."""
        return Completed(
            Spooled.write(self._how.folder, self._lines), tuple(sorted(self._missing)[:TOLD]), self._looked
        )


class Room:
    """A temporary folder for the articles of an edition while they are completed; it is a context.

    `missing` are the ids and sources of the first articles whose texts are not at hand.
    """

    def __init__(self, edition: str) -> None:
        self.edition = edition
        self.folder = Path(mkdtemp(prefix="broadsheet-"))
        self.missing: list[tuple[str, str]] = []
        self._parts = Parts(self.folder)
        self._given = False

    def take(self, completed: Completed) -> None:
        """Take what came of a shard."""
        self._parts.add(completed.spooled)
        self.missing = sorted([*self.missing, *completed.missing])[:TOLD]

    def spool(self) -> Spool:
        """All articles, with which the folder goes."""
        spool = Spool(self._parts, self.folder, temporary=True)
        self._given = True
        return spool

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._given:
            self._parts.close()
            rmtree(self.folder, ignore_errors=True)
