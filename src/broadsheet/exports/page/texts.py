"""What a browser needs to recognise a text that the reader holds: hash, encoding, length."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from broadsheet.exports.page.evidence import Names

__all__ = ["known_texts"]


def known_texts(names: Names, articles: Iterable[str]) -> dict[str, dict[str, Any]]:
    """For each article the SHA-256 of its text, the encoding, and how many characters it has."""
    return {id: _text(names.articles[id]) for id in sorted(articles) if id in names.articles}


def _text(article: Any) -> dict[str, Any]:
    return {name: article[f"source_{name}"] for name in ("sha256", "encoding", "characters")}
