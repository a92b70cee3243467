"""The documentation as a site: built without a warning, whole, and of itself alone."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

import pytest

DOCS = Path(__file__).parent.parent / "docs"

LOADING = {"img": "src", "script": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src"}
"""The elements that make a browser fetch something, but for links; their attribute."""


class Page(HTMLParser):
    """What a page of the site loads, where it leads, and which places in it others may lead to."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element fetches, links to and is called."""
        given = {name: value or "" for name, value in attrs}
        self.ids.update(given[name] for name in ("id", "name") if name in given)
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "link":
            self.loads.append(given.get("href", ""))
        elif LOADING.get(tag, "") in given:
            self.loads.append(given[LOADING[tag]])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it."""
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "--quiet", "-d", f"{out}/cache"]
    done = subprocess.run([*command, DOCS, out / "html"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    return out / "html"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    """Every page of the site."""
    return {file: Page(file) for file in sorted(site.rglob("*.html"))}


def test_every_page_of_the_folder_is_in_the_navigation(site, pages):
    """The landing page's menu leads to each document; Sphinx would warn of one that is left out."""
    linked = {urlsplit(link).path for link in pages[site / "index.html"].links}
    assert {f"{page.stem}.html" for page in DOCS.glob("*.md")} - {"index.html"} <= linked


def test_nothing_is_loaded_from_elsewhere(site, pages):
    """No script, style, font or picture comes from another host, and no style sheet imports one."""
    assert [(page.name, load) for page, found in pages.items() for load in found.loads if "//" in load] == []
    styles = "".join(file.read_text(encoding="utf-8") for file in site.rglob("*.css"))
    assert "url(http" not in styles.replace('"', "").replace("'", "")
    assert "url(//" not in styles.replace('"', "").replace("'", "")


def test_every_link_inside_the_site_leads_somewhere(site, pages):
    """A relative link names a file of the site, and a fragment a place in it."""
    lost = [
        f"{page.name}: {link}"
        for page, found in pages.items()
        for link in found.links
        if not (urlsplit(link).scheme or urlsplit(link).netloc) and not arrives(page, urlsplit(link), pages)
    ]
    assert lost == []


def arrives(page: Path, link: SplitResult, pages: dict[Path, Page]) -> bool:
    """Whether there is a file where a relative link leads, and in a page the place that it names."""
    target = (page.parent / unquote(link.path)).resolve() if link.path else page
    here = not link.fragment or target not in pages or unquote(link.fragment) in pages[target].ids
    return target.is_file() and here


def test_a_link_that_leads_nowhere_stops_the_build(tmp_path):
    """The build is strict: one dead link, and it fails with the place."""
    (tmp_path / "conf.py").write_text((DOCS / "conf.py").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "index.md").write_text("# Site\n\nSee [this](nowhere.md).\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--quiet", tmp_path, tmp_path / "out"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "index.md:3" in done.stderr
    assert "nowhere.md" in done.stderr
