"""What a page's own data say of its article: JSON-LD, microdata and RDFa, OpenGraph and meta tags, and its markup."""

from __future__ import annotations

import datetime as dt
import json
import re
from bisect import bisect_left
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from html import unescape
from typing import Any

from broadsheet.sources.heads import find_head, letters
from broadsheet.sources.received import Hint
from broadsheet.sources.text import has_half

__all__ = ["find_hints"]

_ARTICLES = (
    *("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BlogPosting"),
    *("Report", "AdvertiserContentArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "LiveBlogPosting"),
    *("ScholarlyArticle", "TechArticle"),
)
_META: Mapping[str, tuple[str, ...]] = {
    "headline": ("og:title", "dc.title", "parsely-title", "twitter:title", "citation_title", "title"),
    "date_published": (
        *(
            "article:published_time",
            "og:article:published_time",
            "og:published_time",
            "og:pubdate",
            "datepublished",
            "dc.date.issued",
            "dcterms.created",
        ),
        *("dc.date", "date", "pubdate", "pdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date"),
        *("citation_publication_date", "cxenseparse:recs:publishtime", "pub_date", "publish_date", "datecreated"),
        *("analyticsattributes.articledate", "article_date_original"),
    ),
    "author": (
        *("author", "article:author", "og:article:author", "dc.creator", "parsely-author", "byl", "citation_author"),
        *("sailthru.author", "byline", "search.byline", "article_author", "cse_author"),
    ),
    "publisher": (
        *("og:site_name", "publisher", "dc.publisher", "application-name", "citation_publisher"),
        "citation_journal_title",
    ),
    "in_language": ("og:locale", "dc.language", "language"),
    "url": ("og:url", "twitter:url"),
    "article_section": ("article:section", "parsely-section"),
}
_PROPERTIES = {
    "headline": "headline",
    "datePublished": "date_published",
    "author": "author",
    "publisher": "publisher",
    "license": "license",
    "copyrightHolder": "copyright_holder",
    "inLanguage": "in_language",
    "articleSection": "article_section",
}
"""Properties of schema.org by our names."""

_WRAPPING = re.compile(r"<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\*/)?")
"""What keeps old browsers from showing a script, at its beginning."""

_ENDING = re.compile(r"(\"(?:[^\"\\]|\\.)*+\"?)|;\s*$|,(?=\s*[\]}])", re.DOTALL)
"""A text in a script, or what is there by mistake: a semicolon behind it, a comma behind the last of a list."""

_TURNED = re.compile(r"^([^\s,]+(?: [^\s,]+)?), ([^,]+)")
"""A name with the family's before a comma, as citations have it."""

_BY = re.compile(r"^by\b:? ?", re.IGNORECASE)
_SECONDS = re.compile(r"(\d{10})(?:\d{3})?")
"""Seconds or milliseconds since 1970."""

LONGEST_TITLE = 500
_TITLE = re.compile(r"(.+?) (?:[|\u2013\u2014-]|::) ([^|]+)")

_PLATFORMS = ("blogger", "blogspot", "wordpress", "wordpress.com", "tumblr", "wix", "wix.com", "squarespace", "weebly")
"""What sites are built with; their pages name it as their publisher where nobody set another."""

_BESIDE = ("figure", "figcaption", "aside", "nav")
_BLOCKS = ("p", "div", "li", "td", "section", "footer", "small")
_CREDIT = re.compile(
    r"caption|credit|photo|image|picture|illustration|graphic|\b(?:map|video|audio|music|icons?|font|logo)\b",
    re.IGNORECASE,
)
"""Words by which a licence is that of a picture or the like."""

Hints = Iterator[tuple[str, Hint]]


def find_hints(tree: Any) -> dict[str, Hint]:
    """What a page states of its article, by our names, the most explicit place first."""
    found: dict[str, Hint] = {}
    for hints in (_from_json_ld(tree), _from_attributes(tree), _from_meta(tree)):
        _keep_first(hints, found)
    head: dict[str, Hint] = {}
    _keep_first(find_head(tree, found["headline"].value if "headline" in found else None), head)
    found = {**head, **found, **{name: hint for name, hint in head.items() if name == "headline"}}
    _keep_first(_from_markup(tree), found)
    return {**found, **dict(_without_site(tree, found))}


def _keep_first(hints: Hints, found: dict[str, Hint]) -> None:
    for name, hint in hints:
        value = _clean(name, hint.value)
        if value and name not in found and not has_half(value):
            found[name] = Hint(value, hint.found_in)


def _clean(name: str, value: str) -> str:
    if name == "in_language":
        language, _, region = value.strip().replace("_", "-").partition("-")
        return language.lower() if not region or len(region) != 2 else f"{language.lower()}-{region.upper()}"
    if name == "author":
        names = [_BY.sub("", " ".join(each.split())) for each in value.split("\n")]
        return "\n".join(dict.fromkeys(each for each in names if each and "://" not in each))
    if name == "date_published" and (since := _SECONDS.fullmatch(value)):
        return dt.datetime.fromtimestamp(int(since[1]), dt.UTC).isoformat()
    if name == "publisher":
        value = value.removeprefix("www.")
        return "" if value.strip().casefold() in _PLATFORMS else " ".join(value.split())
    return " ".join(value.split())


def _from_json_ld(tree: Any) -> Hints:
    where = "JSON-LD of the page"
    nodes = list(_nodes(tree))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    for node in _of_page([*filter(_is_article, nodes)], tree):
        plain = {"headline": node.get("headline") or node.get("name"), "url": node.get("url")}
        plain |= {ours: node.get(theirs) for theirs, ours in _PROPERTIES.items() if ours not in plain}
        for name in ("author", "publisher", "license", "copyright_holder"):
            people = "\n".join(_names(plain[name] or (node.get("creator") if name == "author" else None), by_id, name))
            plain[name] = people
        for name, value in plain.items():
            first = value[0] if isinstance(value, list) and value else value
            first = str(first) if name == "date_published" and isinstance(first, int) else first
            if isinstance(first, str) and first.strip():
                yield name, Hint(unescape(first), where)


def _of_page(articles: list[dict[str, Any]], tree: Any) -> list[dict[str, Any]]:
    """Of several articles those that are the page's: under its address, else under its title; teasers are neither."""
    if len(articles) < 2:
        return articles
    addresses = {_address(each) for each in _addresses_of_page(tree)}
    titles = tuple(sorted({title for title in map(letters, _titles_of_page(tree)) if title}))
    return (
        [each for each in articles if addresses.intersection(map(_address, _addresses_of_node(each)))]
        or [each for each in articles if _is_titled(letters(each.get("headline") or each.get("name")), titles)]
        or (articles if len({letters(each.get("headline")) for each in articles}) == 1 else [])
    )


def _addresses_of_page(tree: Any) -> Iterator[str]:
    for element in tree.iter("link", "meta"):
        if "canonical" in (element.get("rel") or "").lower().split():
            yield element.get("href") or ""
        if element.get("property") == "og:url":
            yield element.get("content") or ""


def _addresses_of_node(node: Mapping[str, Any]) -> Iterator[str]:
    page = node.get("mainEntityOfPage")
    for told in (node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page):
        if isinstance(told, str) and _address(told):
            yield told


def _address(url: str) -> str:
    """An address without what may differ between two that mean one page."""
    return url.strip().partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")


def _titles_of_page(tree: Any) -> Iterator[str]:
    for element in tree.iter("h1", "title"):
        yield element.text_content()
    for meta in tree.iter("meta"):
        if meta.get("property") == "og:title":
            yield meta.get("content") or ""


def _is_titled(headline: str, titles: tuple[str, ...]) -> bool:
    """Whether a title of the page, of them sorted, is the headline, or has the outlet beside it, or ends early."""
    if not headline:
        return False
    at = bisect_left(titles, headline)
    return headline.startswith(titles) or any(title.startswith(headline) for title in titles[at : at + 1])


def _names(value: object, by_id: Mapping[str, dict[str, Any]], role: str) -> Iterator[str]:
    """The names of one or several things, in lists however deep; what is only referred to is named once."""
    waiting: list[tuple[object, Mapping[str, dict[str, Any]]]] = [(value, by_id)]
    met: set[str] = set()
    while waiting:
        each, known = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, list):
            waiting += [(one, known) for one in reversed(each)]
        elif isinstance(each, dict):
            reference = each.get("@id") if len(each) == 1 else None
            if reference is None or (isinstance(reference, str) and reference not in met):
                met |= {reference} if reference else set()
                waiting.append((_called(each, known, role), {}))


def _called(thing: dict[str, Any], by_id: Mapping[str, dict[str, Any]], role: str) -> object:
    """What a thing is called, which may be told elsewhere; an organisation is nobody who writes."""
    reference = thing.get("@id")
    node = ChainMap(thing, by_id.get(reference, {}) if isinstance(reference, str) else {})
    if role == "author" and any(kind.endswith(("Organization", "Corporation")) for kind in _types(node)):
        return None
    parts = (node.get(part) for part in ("givenName", "familyName"))
    called = " ".join(part for part in parts if part and isinstance(part, str))
    return node.get("name") or called or (role != "author" and (node.get("url") or reference))


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every node of the JSON-LD of a page."""
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            yield from _inner(_parsed(_bare(script.text_content())))


def _bare(script: str) -> str:
    """A script without what keeps old browsers from showing it.

    >>> _bare("<!-- {} -->"), _bare("//<![CDATA[ {} //]]>"), _bare("/*<![CDATA[*/ {} /*]]>*/")
    (' {} ', ' {} ', ' {} ')
    """
    script = script.strip()
    opening = _WRAPPING.match(script)
    inner = script[opening.end() if opening else 0 :].removesuffix("-->")
    ended = inner.removesuffix("*/")
    return ended[:-3].rstrip().removesuffix("//").removesuffix("/*") if ended.endswith("]]>") else inner


def _parsed(script: str) -> object:
    """What a script says, also where a sign too many is at an end; None where it cannot be read."""
    for mend in (str, partial(_ENDING.sub, r"\1")):
        try:
            return json.loads(mend(script), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _inner(content: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(content, list):
        for each in content:
            yield from _inner(each, depth + 1)
    elif isinstance(content, dict):
        yield content
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _inner(content.get(key), depth + 1)


def _types(node: Mapping[str, Any]) -> list[str]:
    types = node.get("@type")
    given: Iterable[object] = types if isinstance(types, list) else [types]
    return [each.rpartition("/")[2] for each in given if isinstance(each, str)]


def _is_article(node: Mapping[str, Any]) -> bool:
    return any(kind in _ARTICLES for kind in _types(node))


def _from_attributes(tree: Any) -> Hints:
    """Microdata and RDFa: properties of an article among the attributes of its elements."""
    found: dict[str, list[str]] = {}
    kind = "microdata"
    for scope in tree.iter():
        given = scope.get("itemtype") or scope.get("typeof") or ""
        if given.rpartition("/")[2] in _ARTICLES:
            attribute = "itemprop" if scope.get("itemtype") else "property"
            kind = "microdata" if scope.get("itemtype") else "RDFa"
            for element in _own(scope):
                if ours := _PROPERTIES.get((element.get(attribute) or "").removeprefix("schema:")):
                    found.setdefault(ours, []).append(_value(element, attribute))
            break
    for name, values in found.items():
        yield name, Hint("\n".join(values) if name == "author" else values[0], f"{kind} of the page")


def _own(scope: Any) -> Iterator[Any]:
    """The elements that speak of a thing: those inside of another thing, as a picture or a comment, speak of that."""
    for element in filter(_is_element, scope):
        yield element
        if element.get("itemscope") is None and element.get("typeof") is None:
            yield from _own(element)


def _is_element(node: Any) -> bool:
    """Whether it is an element, and no comment."""
    return isinstance(node.tag, str)


def _value(element: Any, attribute: str) -> str:
    """What an element says: its attribute for machines, the name inside of it, or its words."""
    for said in ("content", "datetime"):
        if element.get(said):
            return str(element.get(said))
    inner = next((each for each in element.iter() if each is not element and each.get(attribute) == "name"), None)
    if inner is not None:
        return _value(inner, attribute)
    return str(element.get("href") or " ".join(element.text_content().split()))


def _from_meta(tree: Any) -> Hints:
    values: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        label = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if label and (content := (meta.get("content") or "").strip()):
            values.setdefault(label, []).append(content)
    for name, labels in _META.items():
        for label in labels:
            if label in values:
                told = [_TURNED.sub(r"\2 \1", each) if label == "citation_author" else each for each in values[label]]
                joined = "\n".join(told) if name == "author" else told[0]
                kind = "OpenGraph" if label.startswith(("og:", "article:")) else "meta"
                yield name, Hint(joined, f"{kind} data of the page")


def _from_markup(tree: Any) -> Hints:
    yield from _licence_links(tree)
    for link in (*tree.iter("link"), *tree.iter("a")):
        rel = (link.get("rel") or "").lower().split()
        if "canonical" in rel and link.get("href"):
            yield "url", Hint(link.get("href"), "canonical link of the page")
        if "author" in rel and link.tag == "a":
            yield "author", Hint(" ".join(link.text_content().split()), "author link of the page")
    headings = [heading.text_content() for heading in tree.iter("h1")]
    if len(headings) == 1:
        yield "headline", Hint(headings[0], "heading of the page")
    for time in tree.iter("time"):
        if time.get("datetime"):
            yield "date_published", Hint(time.get("datetime"), "time element of the page")
    if tree.get("lang"):
        yield "in_language", Hint(tree.get("lang"), "language of the page")


def _licence_links(tree: Any) -> Hints:
    """The licence that the links of a page agree on; what is said of a picture is not said of the story."""
    is_beside, is_credit = cache(_is_beside), cache(_is_credit)
    for kind in ("link", "a"):
        links = [link for link in tree.iter(kind) if "license" in (link.get("rel") or "").lower().split()]
        given = {
            link.get("href") for link in links if link.get("href") and not _is_of_picture(link, is_beside, is_credit)
        }
        if len(given) == 1:
            yield "license", Hint(given.pop(), "licence link of the page")
        if links:
            return


def _is_of_picture(link: Any, is_beside: Callable[[Any], bool], is_credit: Callable[[Any], bool]) -> bool:
    """Whether a link stands with a picture or beside the story, or among the words of a credit."""
    around = list(link.iterancestors())
    if any(map(is_beside, around)):
        return True
    block = next((each for each in around if each.tag in _BLOCKS), None)
    return link.tag == "a" and block is not None and is_credit(block)


def _is_beside(element: Any) -> bool:
    """Whether an element is of a picture or stands beside the story."""
    return element.tag in _BESIDE or _CREDIT.search(element.get("class") or "") is not None


def _is_credit(block: Any) -> bool:
    """Whether a block begins with the words of a credit."""
    return _CREDIT.search(block.text_content()[:LONGEST_TITLE]) is not None


def _without_site(tree: Any, found: Mapping[str, Hint]) -> Hints:
    """Headline and outlet where the title of the page has both of them, and another place one."""
    headline, publisher = found.get("headline"), found.get("publisher")
    title = next((" ".join(each.text_content().split()) for each in tree.iter("title")), "")[:LONGEST_TITLE]
    if headline and publisher and headline.value.endswith(publisher.value) and len(headline.value) < LONGEST_TITLE:
        if (match := _TITLE.fullmatch(headline.value)) and match[2] == publisher.value:
            yield "headline", Hint(match[1], headline.found_in)
    elif headline and not publisher and (match := _TITLE.fullmatch(title)) and match[1] == headline.value:
        yield "publisher", Hint(match[2], "title of the page")
