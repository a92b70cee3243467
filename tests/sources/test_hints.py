"""What a page's own data say, wherever a template puts them."""

from __future__ import annotations

import json
from functools import partial

import pytest

pytest.importorskip("trafilatura")

from lxml import html
from pace import grows_in_proportion

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
    """A node that refers to itself has no name, and its id is none."""
    assert hints(linked({"@type": "Article", "@id": "#a", "author": {"@id": "#a"}})) == {}


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


TEASER = {
    "@type": "NewsArticle",
    "headline": "Goat wins",
    "datePublished": "2020-01-01",
    "url": "https://a.example/goat",
}
STORY = {"@type": "NewsArticle", "headline": "Bridge shut", "author": "Ada Quill", "url": "https://a.example/bridge/"}


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ('<link rel="canonical" href="http://www.a.example/bridge">', "Bridge shut"),
        ('<meta property="og:url" content="https://a.example/goat#top">', "Goat wins"),
        ("<title>Bridge shut | The Post</title>", "Bridge shut"),
        ("<title>Cow lost</title>", None),
    ],
)
def test_takes_the_article_that_is_the_pages(head: str, wanted: str | None) -> None:
    """Of several articles in JSON-LD the one under the page's address or title speaks; teasers give it nothing."""
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in (TEASER, STORY))
    found = hints(f"<html><head>{head}{scripts}</head><body></body></html>")
    assert found.get("headline") == wanted
    assert ("date_published" in found, "author" in found) == (wanted == "Goat wins", wanted == "Bridge shut")


def test_two_accounts_of_one_article_complete_each_other() -> None:
    """Two plug-ins may write the same article into a page."""
    other = {"@type": "Article", "headline": "Bridge shut", "datePublished": "2024-05-03"}
    assert hints(linked([STORY, other]))["date_published"] == "2024-05-03"


LINK = '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>'


@pytest.mark.parametrize(
    ("body", "stated"),
    [
        (f"<p>This story is under {LINK}.</p>", True),
        (f"<p>Photo: Cy Rook, {LINK}</p>", False),
        (f"<figure><img><div>Cy Rook, {LINK}</div></figure>", False),
        (f"<aside>More of {LINK}</aside>", False),
        (f'<p class="wp-caption-text">Cy Rook, {LINK}</p>', False),
        (f"<p>{LINK}</p><p>{LINK.replace('by/', 'by-nc/')}</p>", False),
    ],
)
def test_the_licence_of_a_picture_is_not_that_of_the_story(body: str, *, stated: bool) -> None:
    """A link that stands with a picture, or beside one to another licence, frees no text."""
    assert ("license" in hints(f"<html><body>{body}</body></html>")) == stated


def test_attributes_inside_of_another_thing_speak_of_that() -> None:
    """The licence of a picture and the author of a comment in an article's microdata are not the article's."""
    page = f"""<html><body><div itemscope itemtype="https://schema.org/NewsArticle"><h2 itemprop="headline">Bridge
    shut</h2><div itemprop="image" itemscope itemtype="https://schema.org/ImageObject"><i itemprop="author">Cy Rook</i>
    {LINK.replace('rel="license"', 'itemprop="license"')}</div><!-- --></div></body></html>"""
    assert hints(page) == {"headline": "Bridge shut"}


def test_entities_in_json_are_characters() -> None:
    """A headline that was escaped twice is given as it reads."""
    assert hints(linked({"@type": "NewsArticle", "headline": "Elm &amp; Oak"})) == {"headline": "Elm & Oak"}


@pytest.mark.parametrize("ending", [";", " ;\n", ",}"])
def test_reads_json_with_a_sign_too_many(ending: str) -> None:
    """A semicolon behind the script, or a comma behind the last of a list, is passed over; in a text it is kept."""
    value = json.dumps({"@type": "NewsArticle", "keywords": ["a"], "headline": "Port, ] opens;"})
    written = f"{value}{ending}" if ending != ",}" else value.removesuffix("}") + ending
    page = f'<script type="application/ld+json">{written}</script>'
    assert hints(f"<html><head>{page}</head></html>") == {"headline": "Port, ] opens;"}


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ({"author": {"givenName": "Grace", "familyName": "Hopper"}}, {"author": "Grace Hopper"}),
        ({"datePublished": 1714702320000}, {"date_published": "2024-05-03T02:12:00+00:00"}),
        ({"datePublished": "1714702320"}, {"date_published": "2024-05-03T02:12:00+00:00"}),
        ({"publisher": {"name": "www.gazette.example"}}, {"publisher": "gazette.example"}),
    ],
)
def test_reads_values_as_pages_write_them(given: dict[str, object], hint: dict[str, str]) -> None:
    """Names in parts, seconds since 1970 and addresses."""
    assert hints(linked({"@type": "NewsArticle", **given})) == hint


@pytest.mark.parametrize(
    ("meta", "hint"),
    [
        ({"citation_author": "Hopper, Grace"}, {"author": "Grace Hopper"}),
        ({"citation_author": "Grace Hopper"}, {"author": "Grace Hopper"}),
        ({"citation_journal_title": "Harbour Gazette"}, {"publisher": "Harbour Gazette"}),
        ({"byl": "By Grace Hopper", "pdate": "20240503"}, {"author": "Grace Hopper", "date_published": "20240503"}),
        ({"og:pubdate": "2024-05-03"}, {"date_published": "2024-05-03"}),
        ({"og:article:author": "Grace Hopper"}, {"author": "Grace Hopper"}),
    ],
)
def test_reads_meta_tags_of_templates(meta: dict[str, str], hint: dict[str, str]) -> None:
    """Names of meta tags that templates of papers use."""
    head = "".join(f'<meta name="{name}" content="{content}">' for name, content in meta.items())
    assert hints(f"<html><head>{head}</head><body></body></html>") == hint


SCRIPTS = {"texts without an end": '"\\', "blanks": " ", "semicolons": "; ", "commas": ",", "ends": "]]>"}


@pytest.mark.parametrize("unit", SCRIPTS.values(), ids=SCRIPTS)
def test_reads_broken_scripts_in_linear_time(unit: str) -> None:
    """Whatever a script repeats, what is there by mistake is looked for once."""

    def page(size: int) -> str:
        inner = unit * (size // len(unit))
        return f'<html><head><script type="application/ld+json">[{inner}x{inner}</script></head><body></body></html>'

    assert grows_in_proportion(lambda size: partial(hints, page(size)), 40_000)


def test_reads_long_names_in_linear_time() -> None:
    """A name without a comma is not looked for from each of its letters."""
    page = '<html><head><meta name="citation_author" content="{}"></head><body></body></html>'
    assert grows_in_proportion(lambda size: partial(hints, page.format("a" * size)), 40_000)


def test_finds_the_article_of_the_title_in_linear_time() -> None:
    """No headline is held against all titles of a page."""

    def page(size: int) -> str:
        each = range(size // 100)
        data = [{"@type": "NewsArticle", "headline": f"Port {number} to open"} for number in each]
        heads = "".join(f"<h1>Ship {number} to call</h1>" for number in each)
        script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
        return f"<html><head>{script}</head><body>{heads}</body></html>"

    assert grows_in_proportion(lambda size: partial(hints, page(size)), 320_000)


def test_only_a_whole_value_is_turned_round() -> None:
    """A family's name of more words is not taken apart."""
    page = '<html><head><meta name="citation_author" content="{}"></head><body></body></html>'
    assert hints(page.format("Curie, Marie")) == {"author": "Marie Curie"}
    assert hints(page.format("de la Cruz, Juana")) == {"author": "de la Cruz, Juana"}
