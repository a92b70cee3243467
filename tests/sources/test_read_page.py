"""Pages and web archives: the article, and what the page says of it."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pace import grows_in_proportion

from broadsheet.issues import Issue
from broadsheet.sources import Hint, Received, read_sources
from broadsheet.sources.collect import read_bytes
from broadsheet.sources.html import read_page

pytest.importorskip("trafilatura")

PARAGRAPHS = [
    "The council of the town will deepen its harbour by next spring, its chairwoman told reporters after a debate.",
    "Ships of up to two hundred metres will be able to call once the work is done, according to the authority.",
    "Fishermen fear for the mouth of the river, where cranes would stand on the spit and the road would run.",
    "The town has argued about its harbour since the bridge was built, and it will argue for some time to come.",
]
BODY = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
LINKED = {
    "@graph": [
        {"@type": "WebSite", "name": "Harbour Gazette"},
        {
            "@type": ["NewsArticle"],
            "headline": "Old harbour to open to larger ships",
            "datePublished": "2024-05-02T09:00:00+07:00",
            "author": [{"@type": "Person", "name": "Grace Hopper"}, {"name": "Mara Lind"}],
            "publisher": {"@type": "Organization", "name": "Harbour Gazette"},
            "license": "https://creativecommons.org/licenses/by/4.0/",
        },
    ]
}


def page(head: str = "", body: str = BODY, charset: str = "utf-8") -> bytes:
    """A page in some encoding."""
    text = f'<!doctype html><html lang="en-gb"><head><meta charset="{charset}">{head}</head><body>'
    text += f"<nav><a href='/'>Home</a></nav><article><h1>Old harbour</h1>{body}</article></body></html>"
    return text.encode(charset)


def read(data: bytes) -> Received:
    """The article on a page."""
    received = read_bytes("a.html", data)
    assert isinstance(received, Received)
    return received


def test_reads_article_and_json_ld() -> None:
    """The body is the text; JSON-LD gives the hints, each with its origin."""
    received = read(page(f'<script type="application/ld+json">{json.dumps(LINKED)}</script>'))
    assert PARAGRAPHS[0] in received.text
    hints = {name: hint.value for name, hint in received.hints.items() if "JSON-LD" in hint.found_in}
    assert hints == {
        "headline": "Old harbour to open to larger ships",
        "date_published": "2024-05-02T09:00:00+07:00",
        "author": "Grace Hopper\nMara Lind",
        "publisher": "Harbour Gazette",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }


def test_reads_meta_tags() -> None:
    """OpenGraph and meta tags are read where JSON-LD is silent."""
    head = '<meta property="article:published_time" content="2024-05-02"><meta name="author" content="Mara Lind">'
    hints = read(page(head)).hints
    assert (hints["date_published"].value, hints["date_published"].found_in) == (
        "2024-05-02",
        "OpenGraph data of the page",
    )
    assert hints["author"] == Hint("Mara Lind", "meta data of the page")
    assert hints["in_language"].value == "en-GB"


def test_reads_declared_charset() -> None:
    """The page's own charset is believed where it fits."""
    assert (
        "café"
        in read(
            page(body=BODY + "<p>The café on the quay stays open to all who come by ship.</p>", charset="cp1252")
        ).text
    )


@pytest.mark.parametrize(
    ("label", "codec", "words"),
    [
        ("ISO-8859-1", "cp1252", "“It’s late” — she said"),
        ("iso-8859-1", "latin_1", "caf\u00e9 \x9d"),
        ("gb2312", "gb18030", "\u9555\u57fa"),
        ("shift_jis", "cp932", "\u2460\u9ad9"),
        ("x-sjis", "cp932", "\u6e2f"),
        ("euc-kr", "cp949", "\ubdc1"),
        ("iso-8859-9", "cp1254", "“\u0130stanbul”"),
        ("rot13", "utf-8", "caf\u00e9"),
        ("no-charset", "utf-8", "caf\u00e9"),
    ],
)
def test_reads_a_charset_as_browsers_do(label: str, codec: str, words: str) -> None:
    """Many pages that name ISO 8859-1 are in Windows-1252: their quotation marks were lost."""
    body = f"<p>{words} and the quay stays open to all who come by ship.</p>"
    data = page(body=BODY + body + BODY).decode().replace('charset="utf-8"', f'charset="{label}"').encode(codec)
    assert words.split(maxsplit=1)[0] in read(data).text


@pytest.mark.parametrize("broken", ["{", "[" * 5000, '{"@type": 1}', "null"])
def test_survives_broken_json_ld(broken: str) -> None:
    """Data that cannot be read is passed over."""
    assert "publisher" not in read(page(f'<script type="application/ld+json">{broken}</script>')).hints


def test_expands_no_entities_and_runs_no_scripts() -> None:
    """A billion laughs stay ten letters, and scripts are no text."""
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    begin = time.process_time()
    found = read_bytes("a.html", f'<!DOCTYPE x [<!ENTITY l0 "ha">{levels}]><html><body>&l9;</body></html>'.encode())
    assert isinstance(found, Issue) or len(found.text) < 1000
    assert "alert" not in read(page(body=f"<script>alert(1)</script>{BODY}")).text
    assert time.process_time() - begin < 5


@pytest.mark.parametrize("head", ["<!doctype html><title>Harbour</title>", "<html>", "<body>", ""])
def test_reads_story_laid_out_in_a_table(head: str) -> None:
    """A table that holds paragraphs is the page's layout, whatever the page begins with."""
    last = "Its chairwoman says that the debate was the last one, since the first of the cranes has been ordered."
    found = read(f"{head}<table><tr><td>{BODY}<p>{last}</p></td></tr></table>".encode())
    assert found.text.split("\n") == [*PARAGRAPHS, last]


def test_reports_page_without_article() -> None:
    """A page that holds no article is an issue."""
    found = read_bytes("a.html", b"<html><body></body></html>")
    assert isinstance(found, Issue)
    assert found.code == "B027"


MENU = "<ul><li>Old harbour to open to larger ships</li><li>Fishermen fear for the mouth of the river</li></ul>"
MISSED = "<p>It may have been moved, or the address may be wrong. Perhaps one of the links below will help.</p>"


@pytest.mark.parametrize(
    "title",
    [
        "404 Not Found",
        "Page not found | Harbour Gazette",
        "Harbour Gazette - Page Not Found (404)",
        "404",
        "Error 404: File or directory not found",
        "Sorry, the page you were looking for could not be found",
        "503 Service Temporarily Unavailable",
        "Just a moment...",
        "Access Denied",
    ],
)
def test_reports_page_of_a_server(title: str) -> None:
    """What a server says where it has no article is none, whatever links stand below, and the issue quotes it."""
    found = read_bytes("a.html", f"<html><title>{title}</title><body>{MISSED}{MENU}</body></html>".encode())
    assert isinstance(found, Issue)
    assert (found.code, found.message) == ("B027", f'there is no article on the page, which says "{title}"')


def test_reports_page_of_a_server_by_its_heading() -> None:
    """The only heading may say it where the title has but the name of the site."""
    head = "<title>Harbour Gazette</title>"
    found = read_bytes("a.html", f"<html>{head}<h1>Oops! That page can’t be found.</h1>{MISSED}{MENU}".encode())
    assert isinstance(found, Issue)
    assert "Oops!" in found.message


@pytest.mark.parametrize(
    "head",
    [
        "<title>Page not found: how the town lost its library</title>",
        "<title>Error 404 - How the town lost its old library</title>",
        "<title>404 boats leave</title>",
        '<title>Not found</title><meta property="article:published_time" content="2024-05-02">',
    ],
)
def test_reads_articles_that_are_called_like_pages_of_servers(head: str) -> None:
    """A title that says more is that of an article, and so is one that a page gives a day."""
    assert PARAGRAPHS[0] in read(f"<html>{head}<body>{BODY}</body></html>".encode()).text


def test_reads_a_long_story_called_like_a_page_of_a_server() -> None:
    """A server says little below such words."""
    assert PARAGRAPHS[0] in read(f"<html><title>Access denied</title><body>{BODY * 4}</body></html>".encode()).text


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves its buffers open
@pytest.mark.parametrize("tag", ["<div>", "<b>", "<font color=red>"])
def test_tags_that_are_not_closed_hide_nothing(tag: str) -> None:
    """Hundreds of them are within each other, as pages have them that forget one in each comment."""
    assert PARAGRAPHS[3] in read(page(body=BODY.replace(PARAGRAPHS[3], tag * 400 + PARAGRAPHS[3]))).text
    found = read_bytes("a.html", page(body=tag * 3000 + BODY))
    assert isinstance(found, Issue)
    assert found.told == "its tags are nested too deep, more than 2,048 of them; save its text by hand"


@pytest.mark.parametrize("field", ["<textarea>Embed this story</textarea>", "<select><option>Mornings</select>"])
def test_what_readers_fill_in_is_no_part_of_the_article(field: str) -> None:
    """A field that was not closed holds the rest of the page, which is not lost with it."""
    assert read(page(body=BODY + field + BODY)).text == read(page(body=BODY + BODY)).text
    assert PARAGRAPHS[2] in read(page(body=f"{BODY}<legend>Sign up{BODY.replace('<p>', '<p>And ')}")).text


def test_reads_web_archive(tmp_path: Path) -> None:
    """Each page of a crawl is a text with the address it came from."""
    warcwriter = pytest.importorskip("warcio.warcwriter")
    statusandheaders = pytest.importorskip("warcio.statusandheaders")
    path = tmp_path / "crawl.warc.gz"
    with path.open("wb") as stream:
        writer = warcwriter.WARCWriter(stream, gzip=True)
        for kind in ("text/html", "image/png"):
            headers = statusandheaders.StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
            address = "https://gazette.example/2024/harbour"
            record = writer.create_warc_record(address, "response", payload=io.BytesIO(page()), http_headers=headers)
            writer.write_record(record)
            record.raw_stream.close()
    (received,) = read_sources([path])
    assert isinstance(received, Received)
    assert received.hints["url"].value == "https://gazette.example/2024/harbour"
    assert received.name == "gazette-example-2024-harbour.html"


@pytest.mark.parametrize(
    ("page", "between"),
    [(page, between) for page in ("{}", "<html><body>{}</body></html>") for between in (" ", "='>' ")]
    + [("<html><body>{}</body></html>", '="1"')],
)
def test_a_tag_of_too_many_attributes_is_told(page: str, between: str) -> None:
    """Parsers compare each with all before it, for minutes; a script may say anything, and many tags are no crowd."""
    many = f"<p {between.join(f'a{n}' for n in range(20_000))}{between}>The port of Oslo will open to ships.</p>"
    issue = read_page("port.html", page.format(many).encode())
    assert isinstance(issue, Issue)
    assert (issue.code, issue.message) == ("B027", "a tag of the page has more than 2,000 attributes")
    script = f"<script>if (a <b ) {{ {'quay ' * 20_000} }}</script>"
    tags = f"<p {'lang=en id=b ' * 10}>The port of Oslo will open to larger ships.</p>" * 500
    assert not isinstance(read_page("port.html", f"<html><body>{script}{tags}</body></html>".encode()), Issue)


@pytest.mark.parametrize(
    "unit",
    [
        *("<frame>The port will open.", "<link>a ", "<form>a</form>", "<table>a</table>", "<option>a "),
        *("<textarea>a</textarea>", "<legend>a</legend>b "),
    ],
)
def test_reads_thousands_of_elements_in_linear_time(unit: str) -> None:
    """None is removed with all the text before it put together again, or compared with all around it."""

    def reading(size: int) -> Callable[[], object]:
        return partial(read, page(body=BODY + unit * (size // len(unit)) + BODY))

    assert grows_in_proportion(reading, 320_000)
