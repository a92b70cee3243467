"""What a page's own data say, wherever a template puts them."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("trafilatura")

from lxml import html

from broadsheet.sources import Received
from broadsheet.sources.collect import read_bytes
from broadsheet.sources.hints import find_hints


def hints(page: str) -> dict[str, str]:
    """The hints of a page, without where they were found."""
    return {name: hint.value for name, hint in find_hints(html.document_fromstring(page)).items()}


def linked(value: object) -> str:
    """A page with JSON-LD."""
    return f'<html><head><script type="application/ld+json">{json.dumps(value)}</script></head><body></body></html>'


def test_follows_references() -> None:
    """Author and publisher are named in other nodes, under the id that the article gives."""
    graph = [
        {"@type": "Article", "author": [{"@id": "#a"}, {"@id": "#b"}], "publisher": {"@id": "#p"}},
        {"@id": "#a", "@type": "Person", "name": "Mara Lind"},
        {"@id": "#b", "@type": "Person", "name": "Grace Hopper"},
        {"@id": "#p", "@type": "Organization", "name": "Harbour Gazette"},
    ]
    assert hints(linked({"@graph": graph})) == {"author": "Mara Lind\nGrace Hopper", "publisher": "Harbour Gazette"}


def test_references_that_go_round_end() -> None:
    """A node that refers to itself has no name."""
    assert hints(linked({"@type": "Article", "@id": "#a", "author": {"@id": "#a"}})) == {"author": "#a"}


def test_an_organisation_is_no_author() -> None:
    """What an organisation signs has nobody as its author."""
    author = [{"@type": "Organization", "name": "Desk"}, {"@type": "Person", "name": "Mara Lind"}]
    assert hints(linked({"@type": "NewsArticle", "author": author})) == {"author": "Mara Lind"}


@pytest.mark.parametrize(
    "wrapped", ["<!-- {} -->", "//<![CDATA[\n{}\n//]]>", "/*<![CDATA[*/ {} /*]]>*/", "<![CDATA[{}]]>", " {} "]
)
def test_looks_into_what_hides_a_script(wrapped: str) -> None:
    """Comments and sections around JSON-LD are no part of it."""
    value = json.dumps({"@type": "NewsArticle", "headline": "Port opens"})
    page = f'<script type="application/ld+json">{wrapped.format(value)}</script>'
    assert hints(f"<html><head>{page}</head></html>") == {"headline": "Port opens"}


@pytest.mark.parametrize("name", ["itemprop", "property"])
def test_reads_attributes(name: str) -> None:
    """Microdata and RDFa give the name inside of a thing, or what an attribute says to machines."""
    scope = 'itemscope itemtype="https://schema.org/NewsArticle"' if name == "itemprop" else 'typeof="NewsArticle"'
    page = f"""<html><body><main {scope}><h2 {name}="headline">Port opens</h2><p {name}="author"><b {name}="name">Mara
    Lind</b>, Oslo</p><time {name}="datePublished" datetime="2024-05-02">Thursday</time><p {name}="publisher">
    <meta {name}="name" content="Harbour Gazette"></p></main><p {name}="author">Somebody Else</p></body></html>"""
    assert hints(page) == {
        "headline": "Port opens",
        "author": "Mara Lind",
        "date_published": "2024-05-02",
        "publisher": "Harbour Gazette",
    }


def test_takes_headline_and_outlet_apart() -> None:
    """Where a title has both, the other place that has one of them tells which is which."""
    site = '<meta property="og:site_name" content="Gazette">'
    assert hints(f'<html><head>{site}<meta property="og:title" content="Port opens | Gazette"></head></html>') == {
        "headline": "Port opens",
        "publisher": "Gazette",
    }
    titled = "<html><head><title>Port opens - Gazette</title></head><body><h1>Port opens</h1></body></html>"
    assert hints(titled) == {"headline": "Port opens", "publisher": "Gazette"}
    assert hints("<html><head><title>Port opens - Gazette</title></head><body></body></html>") == {}


def test_reads_stories_that_stand_in_tables() -> None:
    """A table for layout is no table: the paragraphs in its cells are those of the story."""
    told = [f"The port will open to larger ships in month {n}, the harbour master told us." for n in range(9)]
    inner = f"<table><tr><td>{''.join(f'<p>{each}</p>' for each in told)}</td></tr></table>"
    page = f"<html><body><table><tr><td>Menu</td><td>{inner}</td></tr></table></body></html>"
    received = read_bytes("a.html", page.encode())
    assert isinstance(received, Received)
    assert received.text.split("\n")[-9:] == told


def test_a_menu_is_no_article() -> None:
    """A page without a sentence is left to a person."""
    found = read_bytes("a.html", b"<html><body><nav><a href='/'>Home</a> <a href='/x'>Sport</a></nav></body></html>")
    assert not isinstance(found, Received)
    assert found.code == "B027"
