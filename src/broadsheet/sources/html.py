"""Pages: the article's text by trafilatura, and what the page's own data say of it.

What JSON-LD, OpenGraph and meta tags state becomes a hint with the place where it was found.
Pages are parsed as HTML only: entities are never expanded and scripts never run.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from broadsheet.issues import Issue
from broadsheet.sources.received import Hint, Received
from broadsheet.sources.text import LARGEST_TEXT, read_text

__all__ = ["read_page"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_ARTICLES = (
    *("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BlogPosting"),
    *("Report", "AdvertiserContentArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "LiveBlogPosting"),
    *("ScholarlyArticle", "TechArticle"),
)
_META: Mapping[str, tuple[str, ...]] = {
    "headline": ("og:title", "dc.title", "twitter:title", "citation_title", "title"),
    "date_published": (
        *(
            "article:published_time",
            "og:published_time",
            "datepublished",
            "dc.date.issued",
            "dcterms.created",
            "dc.date",
        ),
        *("date", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date"),
        *("citation_publication_date", "cxenseparse:recs:publishtime"),
    ),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "byl", "citation_author", "sailthru.author"),
    "publisher": ("og:site_name", "publisher", "dc.publisher", "application-name", "citation_publisher"),
    "in_language": ("og:locale", "dc.language", "language"),
    "url": ("og:url", "twitter:url"),
    "article_section": ("article:section", "parsely-section"),
}
_EXTRA = 'pip install "broadsheet[html]"'


def read_page(name: str, data: bytes, *, path: str | None = None, url: str | None = None) -> Received | Issue:
    """The article on a page: its text in UTF-8, with hints; the issue where there is none."""
    where = path or name
    try:
        from lxml import html as parser  # noqa: PLC0415 - an extra
        from trafilatura import extract  # noqa: PLC0415 - an extra
    except ImportError:
        return Issue.of("B028", "reading pages needs the extra html", hint=_EXTRA, path=where)
    page = _decode(name, data, where)
    if isinstance(page, Issue):
        return page
    try:
        tree = parser.document_fromstring(page.encode("utf-8"), parser=parser.HTMLParser(encoding="utf-8"))
        text = extract(page, url=url, include_comments=False, include_tables=True, deduplicate=False)
    except Exception as error:  # noqa: BLE001 - the parsers raise whatever they meet
        return Issue.of("B027", f"the page cannot be parsed: {type(error).__name__}", path=where)
    if not text or not text.strip():
        return Issue.of("B027", "there is no article on the page", hint="save its text by hand", path=where)
    hints = {**_hints(tree), "page_sha256": Hint(hashlib.sha256(data).hexdigest(), "bytes of the page")}
    if url:
        hints["url"] = Hint(url, "record of the archive")
    return Received.of(name, text.encode("utf-8", "replace"), "utf-8", text, hints, path=path)


def _decode(name: str, data: bytes, where: str) -> str | Issue:
    if len(data) > LARGEST_TEXT:
        return Issue.of("B022", f"{len(data):,} bytes are more than a page has", path=where)
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(named[1].decode("ascii"))
        except (UnicodeDecodeError, LookupError):
            pass
    received = read_text(name, data, path=where)
    return received if isinstance(received, Issue) else received.text


def _hints(tree: Any) -> dict[str, Hint]:
    """What the page states, the most explicit source first."""
    found: dict[str, Hint] = {}
    for hints in (_from_json_ld(tree), _from_meta(tree), _from_markup(tree)):
        for name, hint in hints:
            value = _clean(name, hint.value)
            if value and name not in found:
                found[name] = Hint(value, hint.found_in)
    return found


def _clean(name: str, value: str) -> str:
    if name == "in_language":
        language, _, region = value.strip().replace("_", "-").partition("-")
        return language.lower() if not region or len(region) != 2 else f"{language.lower()}-{region.upper()}"
    if name == "author":
        names = [" ".join(each.split()) for each in value.split("\n")]
        return "\n".join(each for each in names if each and "://" not in each)
    return " ".join(value.split())


def _from_json_ld(tree: Any) -> Iterator[tuple[str, Hint]]:
    where = "JSON-LD of the page"
    for node in _articles(tree):
        plain = {
            "headline": node.get("headline") or node.get("name"),
            "date_published": node.get("datePublished"),
            "in_language": node.get("inLanguage"),
            "url": node.get("url"),
            "article_section": node.get("articleSection"),
        }
        named = {
            "author": node.get("author") or node.get("creator"),
            "publisher": node.get("publisher"),
            "license": node.get("license"),
            "copyright_holder": node.get("copyrightHolder"),
        }
        for name, value in {**plain, **{key: _names(value) for key, value in named.items()}}.items():
            first = value[0] if isinstance(value, list) and value else value
            if isinstance(first, str) and first.strip():
                yield name, Hint(first, where)


def _names(value: object) -> str | None:
    """The names of one or several things, one a line."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _names(value.get("name") or value.get("url") or value.get("@id"))
    if isinstance(value, list):
        return "\n".join(name for each in value if (name := _names(each))) or None
    return None


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            content = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (node for node in _nodes(content) if _is_article(node))


def _nodes(content: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(content, list):
        for each in content:
            yield from _nodes(each, depth + 1)
    elif isinstance(content, dict):
        yield content
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(content.get(key), depth + 1)


def _is_article(node: Mapping[str, Any]) -> bool:
    types = node.get("@type")
    given: Iterable[object] = types if isinstance(types, list) else [types]
    return any(isinstance(each, str) and each.rpartition("/")[2] in _ARTICLES for each in given)


def _from_meta(tree: Any) -> Iterator[tuple[str, Hint]]:
    values: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        label = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if label and (content := (meta.get("content") or "").strip()):
            values.setdefault(label, []).append(content)
    for name, labels in _META.items():
        for label in labels:
            if label in values:
                joined = "\n".join(values[label]) if name == "author" else values[label][0]
                kind = "OpenGraph" if label.startswith(("og:", "article:")) else "meta"
                yield name, Hint(joined, f"{kind} data of the page")


def _from_markup(tree: Any) -> Iterator[tuple[str, Hint]]:
    for link in (*tree.iter("link"), *tree.iter("a")):
        rel = (link.get("rel") or "").lower().split()
        if "license" in rel and link.get("href"):
            yield "license", Hint(link.get("href"), "licence link of the page")
        if "canonical" in rel and link.get("href"):
            yield "url", Hint(link.get("href"), "canonical link of the page")
    headings = [heading.text_content() for heading in tree.iter("h1")]
    if len(headings) == 1:
        yield "headline", Hint(headings[0], "heading of the page")
    for time in tree.iter("time"):
        if time.get("datetime"):
            yield "date_published", Hint(time.get("datetime"), "time element of the page")
    if tree.get("lang"):
        yield "in_language", Hint(tree.get("lang"), "language of the page")
