"""The page in Chromium: accessibility, texts that the reader holds, sorting and filtering, phone, dark, print.

These tests need Chromium (`apt-get install chromium`, or `playwright install chromium`) and are skipped without it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import axe_playwright_python
import pytest
from kinds import EXAMPLE, files_of
from playwright.sync_api import Browser, Error, Page, sync_playwright

import broadsheet
from broadsheet.articles import Source
from broadsheet.checks.blocks import InMemory
from broadsheet.exports.exporter import Options
from broadsheet.exports.page import export
from broadsheet.packages.contents import write_package
from broadsheet.packages.descriptor import Head
from broadsheet.packages.prepare import prepare
from broadsheet.projects import open_project

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

TEXT = "\ufeff👩🏽‍🚀 Ngôi làng 🇻🇳\r\nNo one here, said 𝒳, has seen the sea.\n"
"""A text of our own with a byte order mark, characters outside the basic plane, and a carriage return."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        except Error:
            pytest.skip("there is no Chromium here: apt-get install chromium, or playwright install chromium")
        yield chromium
        chromium.close()


@cache
def site(kind: str) -> Path:
    """A folder with the pages of a package of a kind."""
    folder = Path(mkdtemp(prefix=f"{kind}-site-"))
    for path, data in (held() if kind == "held" else files_of(kind, "page")).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def held() -> dict[str, bytes]:
    """The pages of the example, of which one article has the text above; its first statement are the words of 𝒳."""
    source = open_project(EXAMPLE)
    records, _ = prepare(source, "open")
    one, two = records.articles
    start = TEXT.index("No one here")
    words = {**one["statements"][0], "start": start, "end": TEXT.index("sea.")}
    known = Source.of("own.txt", TEXT.encode()).model_dump()
    one = {**one, "source": known, "statements": [words], "text": None, "rights": two["rights"]}
    folder = Path(mkdtemp())
    write_package(folder, Head(source.settings, "open"), replace(records, articles=InMemory([one, two])))
    return dict(export(broadsheet.open(folder), Options()))


def opened(browser: Browser, kind: str, path: str = "index.html", **context: object) -> Page:
    """A page, loaded from the disk; an error in its script or against its policy fails the test."""
    page = browser.new_context(**context).new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto((site(kind) / path).as_uri())
    return page


def article_of(kind: str) -> str:
    """The path of the first article's page."""
    return min(path.relative_to(site(kind)).as_posix() for path in site(kind).rglob("articles/*.html"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("which", ["index", "article"])
def test_axe_finds_nothing(browser, which, scheme):
    """No rule of WCAG 2.2 A and AA, nor of good practice, is broken: contrast in light and dark; details are opened."""
    path = "index.html" if which == "index" else article_of("example")
    page = opened(browser, "example", path, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach((each, n) => { each.open = n < 9 })")
    page.evaluate(AXE)
    rules = RULES if scheme == "light" else {"type": "rule", "values": ["color-contrast"]}
    found = page.evaluate("(rules) => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)
    assert [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in found["violations"]] == []
    assert len(found["passes"]) > (20 if scheme == "light" else 0)


def test_a_text_is_recognised_and_its_passages_shown(browser, tmp_path):
    """A file with the hash of a text shows the passage of each fact, counted in code points; nothing is sent."""
    page, sent = opened(browser, "held", article_of("held")), []
    page.on("request", lambda request: sent.append(request.url))
    own, other = tmp_path / "any name.txt", tmp_path / "other.txt"
    own.write_bytes(TEXT.encode())
    other.write_bytes(TEXT.encode() + b" ")
    page.set_input_files("#own-texts-file", other)
    page.get_by_text("No text recognised. other.txt is none of the texts of this page.").wait_for()
    assert page.locator("q.passage").count() == 0
    page.set_input_files("#own-texts-file", own)
    page.get_by_text("1 text recognised").wait_for()
    statement = page.locator("#facts li, .facts li").first.locator("q.passage")
    assert statement.text_content() == "No one here, said 𝒳, has seen the "
    assert (sent, page.said) == ([], [])


def test_several_texts_are_recognised_on_the_index(browser, tmp_path):
    """The index shows the passages of every text that is chosen, beside the numbers that they carry."""
    page = opened(browser, "held")
    (tmp_path / "own.txt").write_bytes(TEXT.encode())
    quay = EXAMPLE / "seeds/texts/2024-06-11-quay.txt"
    page.set_input_files("#own-texts-file", [tmp_path / "own.txt", quay])
    page.get_by_text("2 texts recognised").wait_for()
    shown = page.locator("#picture-topics q.passage").all_text_contents()
    assert "No one here, said 𝒳, has seen the " in shown
    text = quay.read_bytes().decode()
    assert [each for each in shown if each not in text and each not in TEXT] == []


def test_tables_sort_and_filter(browser):
    """A click or a key on a column's name sorts by it; letters find words with marks on them; a reader is told."""
    page = opened(browser, "ours")
    page.evaluate("document.querySelectorAll('.preview').forEach((each) => { each.open = true })")
    table = page.locator("#table-figures .preview table")
    column = table.locator("th", has_text=re.compile("^value$"))
    column.get_by_role("button").focus()
    page.keyboard.press("Enter")
    at = table.locator("th").all_text_contents().index("value")
    values = [
        float(row.locator("td").nth(at).text_content().replace(",", "")) for row in table.locator("tbody tr").all()
    ]
    assert values == sorted(values)
    assert column.get_attribute("aria-sort") == "ascending"
    page.locator("#table-entities .filter input").fill("doi moi")
    rows = page.locator("#table-entities .preview tbody tr:visible")
    wanted = [
        row
        for row in broadsheet.load().rows("entities")[:40]
        if "đổi mới" in str(row).lower() or "doi moi" in str(row).lower()
    ]
    assert rows.count() == len(wanted)
    assert page.said == []


def test_a_keyboard_is_enough(browser):
    """The first stop leads to the content; a chart is passed in one stop, its links stand in the table."""
    page = opened(browser, "example")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    assert page.locator("svg a:not([tabindex='-1'])").count() == 0
    assert page.locator("svg a").count() > 0


def test_without_javascript_everything_can_be_read(browser):
    """Tables, charts and evidence are there; nothing is there that would not work."""
    page = opened(browser, "example", java_script_enabled=False)
    assert page.locator("svg").first.is_visible()
    page.locator("#picture-topics summary").click()
    assert page.locator("#picture-topics .proof a").first.is_visible()
    assert page.locator("input:visible, button:visible").count() == 0


@pytest.mark.parametrize("kind", ["ours", "nasty", "bare"])
def test_a_phone_shows_it_without_moving_sideways(browser, kind):
    """On a narrow screen nothing reaches beyond it, whatever the words; what is wide moves in a frame of its own."""
    for path in ("index.html", article_of(kind)):
        page = opened(browser, kind, path, viewport={"width": 360, "height": 740})
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.evaluate("[...document.querySelectorAll('.about')].every((each) => each.offsetWidth <= 328)")
        assert page.said == []


def test_a_phone_says_that_a_chart_goes_on(browser):
    """Where the line of time has no room, a line says that it moves, and its edge is shaded; else neither is there."""
    shaded = "getComputedStyle(document.querySelector('#picture-timeline .plot')).backgroundImage.includes('gradient')"
    for width, narrow in ((360, True), (1280, False)):
        page = opened(browser, "ours", viewport={"width": width, "height": 740})
        frame = "document.querySelector('#picture-timeline .plot')"
        assert page.evaluate(f"{frame}.scrollWidth > {frame}.clientWidth") == narrow
        assert (page.locator(".hint").is_visible(), page.evaluate(shaded)) == (narrow, narrow)


def test_dark_and_print(browser):
    """In the dark the ground is dark; on paper it is white, and the numbers of the pictures are printed."""
    page = opened(browser, "example", color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(21, 23, 26)"
    page.set_viewport_size({"width": 700, "height": 990})
    page.emulate_media(media="print", color_scheme="light")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#picture-topics table").is_visible()
    assert page.locator("#picture-topics th").first.inner_text().startswith("Topic")
    assert not page.locator("nav").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('summary')).listStyleType") == "none"
    assert page.evaluate("Math.max(...[...document.querySelectorAll('svg')].map((each) => each.clientWidth)) <= 700")
