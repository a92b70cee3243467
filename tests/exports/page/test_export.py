"""The page: what stands in it, whatever the words of the data, and that nothing in it leads or reaches elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag
from zipfile import ZipFile

import polars as pl
import pytest
from kinds import EXAMPLE, KINDS, LONG, files_of, folder_of, opened

import broadsheet
from broadsheet.errors import BroadsheetError, UnreadableError
from broadsheet.exports.exporter import Options
from broadsheet.exports.page import export
from broadsheet.exports.page.article import COLUMNS
from broadsheet.exports.page.charts import drawn, heat
from broadsheet.exports.page.templates import _environment
from broadsheet.packages.package import Package

VOID = {"meta", "link", "br", "input"}
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


class Reader(HTMLParser):
    """What a browser finds in a page: its elements, its scripts and styles, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.raw: list[tuple[str, dict[str, str], str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        """An element begins."""
        known = {name: value or "" for name, value in attrs}
        self.elements.append((tag, known))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """An element of a chart that holds nothing."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        """An element ends: the one that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Text, of a script or style or for people."""
        if self.open and self.open[-1] in {"script", "style"}:
            self.raw.append((self.open[-1], self.elements[-1][1], data))
        else:
            self.words.append(data)

    @property
    def text(self) -> str:
        """The words for people, blanks made one."""
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of all elements of a name."""
        return [known for name, known in self.elements if name == tag]

    @property
    def ids(self) -> list[str]:
        """The ids of all elements."""
        return [known["id"] for _, known in self.elements if "id" in known]


@cache
def pages(kind: str) -> dict[str, Reader]:
    """The pages of a package of a kind, read."""
    return {path: Reader(data.decode()) for path, data in files_of(kind, "page").items()}


def index(kind: str) -> Reader:
    """The index of a package of a kind."""
    return pages(kind)["index.html"]


def every() -> Iterator[tuple[str, str, Reader]]:
    """All pages of all kinds."""
    for kind in KINDS:
        yield from ((kind, path, page) for path, page in pages(kind).items())


# What stands in it


def test_a_page_for_the_data_and_one_for_each_article():
    """The index and the page of every article are written."""
    ids = broadsheet.load()["articles"]["id"].to_list()
    assert {"index.html", *(f"articles/{id}.html" for id in ids)} == set(pages("ours"))


def test_what_it_is_at_a_glance():
    """Title, version, licence, edition, makers, counts and rights are told."""
    said, descriptor = index("ours").text, broadsheet.load().descriptor
    for told in (descriptor["title"], descriptor["description"], "Version 0.1.0", "Open edition", "CC-BY-4.0",
                 "As of 31 December 2023", "80 statements", "199 mentions", "Articles in English",
                 "No source text may be republished",
                 "broadsheet contributors: editor, publisher"):  # fmt: skip
        assert told in said


def test_the_holders_of_texts_are_told():
    """Those who are named, and how many texts have no known holder; nobody is said to own what is not theirs."""
    told = "No source text may be republished; holders named: VOVWORLD and Việt Nam News; 1 without a known holder."
    assert told in index("ours").text
    assert "1 of 2 source texts may not be republished; holders named: Harbour Gazette." in index("example").text


def test_a_title_of_ours_is_marked():
    """An article whose text prints no headline is named by outlet and date, in brackets, which the pages explain."""
    title, page = "[Article of Việt Nam News, 22 April 2021]", index("ours")
    assert "A title in brackets is ours, where the text prints no headline." in page.text
    assert title in page.text
    articles = broadsheet.load()["articles"]
    for id, headline in articles.select("id", "headline").iter_rows():
        said = pages("ours")[f"articles/{id}.html"].text
        assert ("The title in brackets is ours" in said) == (headline is None)
        assert (headline or "[Article of V") in said
    assert "A title in brackets" not in index("example").text


def test_downloads_with_lengths_and_hashes():
    """Every file of the descriptor is offered, with its hash."""
    page, descriptor = index("ours"), broadsheet.load().descriptor
    offered = {known["href"] for known in page.all("a") if "download" in known}
    assert {resource["path"] for resource in descriptor["resources"]} <= offered
    assert [r["hash"] for r in descriptor["resources"] if r["hash"].removeprefix("sha256:") not in page.text] == []
    assert "17.9 kB" in page.text


def test_downloads_below_a_base():
    """With a base, the files are offered where they are published."""
    page = Reader(files_of("example", "page", base="https://data.example/v1/")["index.html"].decode())
    offered = [known["href"] for known in page.all("a") if "download" in known]
    assert offered
    assert all(href.startswith("https://data.example/v1/data/") for href in offered)


def test_every_column_is_explained():
    """Each table is there with the name, the description and the terms of each column."""
    page = index("ours")
    for resource in broadsheet.load().descriptor["resources"]:
        if resource.get("type") == "table":
            assert f"table-{resource['name']}" in page.ids
            for field in resource["schema"]["fields"]:
                assert " ".join(field["description"].split()) in page.text
    assert "Relations with one country or group of countries." in page.text


def test_the_pictures_are_described():
    """Each chart is named and described for who does not see it, and its numbers stand in a table."""
    page = index("ours")
    charts = page.all("svg")
    assert [chart["aria-labelledby"].removesuffix("-title") for chart in charts] == [
        "timeline", "named", "company", "figures", "topics"]  # fmt: skip
    assert all({chart["aria-labelledby"], chart["aria-describedby"]} <= set(page.ids) for chart in charts)
    assert page.text.count("The numbers and their evidence") == len(charts)


def test_a_line_of_time_has_the_years_that_it_shows():
    """Years around the articles in which nothing was are neither told nor drawn."""
    assert "2 articles and 1 event from 2024 to 2027." in index("example").text
    assert "from 2017 to 2026. A bar lasts" in index("ours").text


def test_what_is_drawn_leads_to_its_article():
    """Each event and article on the line of time, and each figure, is a link with a name, which Tab passes over."""
    links = [known for known in index("ours").all("a") if known.get("tabindex") == "-1"]
    assert len(links) > 80
    assert all(known["aria-label"] for known in links)
    assert "nearly 50 visit: trips made to Viet Nam" in " ".join(known["aria-label"] for known in links)


def test_the_counts_are_those_of_the_tables():
    """What a picture counts is what a query counts: statements on a topic in a year, mentions, pairs."""
    package, page = broadsheet.load(), index("ours")
    topics = package["statement_topics"].join(package["articles"], left_on="article", right_on="id")
    wanted = topics.filter((pl.col("topic") == "bilateral") & pl.col("date_published").str.starts_with("2021")).height
    assert f"bilateral, 2021: {wanted} statements" in page.text
    mentions = package["mentions"].join(package["articles"], left_on="article", right_on="id")
    china = mentions.filter((pl.col("entity") == "china") & pl.col("date_published").str.starts_with("2023")).height
    assert f"China (中国), 2023: {china} mentions" in page.text or f"China, 2023: {china} mentions" in page.text


def test_all_evidence_of_our_data_is_shown():
    """In a set as small as ours no number keeps back any of its places."""
    assert re.findall(r"and [0-9,]+ more", index("ours").text) == []


def test_two_are_named_together_where_a_passage_names_both():
    """The number of a pair is that of the segments that hold mentions of both."""
    package, page = broadsheet.load(), index("ours")
    shared = set()
    for article in package.articles:
        for segment in article.segments:
            held = {m.entity for m in article.mentions if segment.start <= m.start and m.end <= segment.end}
            inner = [
                s for s in article.segments if s is not segment and segment.start <= s.start and s.end <= segment.end
            ]
            if {"asean", "united-nations"} <= held and not inner:
                shared.add((article.id, segment.id))
    assert shared
    assert re.search(
        rf"Association of Southeast Asian Nations.{{0,60}}with United Nations.{{0,60}}: {len(shared)} passage",
        page.text,
    )


def test_names_keep_their_marks():
    """Names in Vietnamese stand as they are written."""
    assert {"Bùi Thanh Sơn", "Việt Nam News", "Hà Nội"} <= {
        name
        for name in ("Bùi Thanh Sơn", "Việt Nam News", "Hà Nội")
        for page in pages("ours").values()
        if name in page.text
    }


def test_each_fact_of_an_article_has_its_place():
    """Every statement, figure, event, mention and segment has an anchor and its offsets in the page of its article."""
    for article in broadsheet.load().articles:
        page = pages("ours")[f"articles/{article.id}.html"]
        spots = {(a["href"], a["data-start"], a["data-end"]) for a in page.all("a") if "data-start" in a}
        for kind in ("statement", "figure", "event", "mention", "segment"):
            for item in getattr(article, f"{kind}s"):
                assert f"{kind}-{item.id}" in page.ids
                assert (f"#{kind}-{item.id}", str(item.start), str(item.end)) in spots


def test_a_text_that_may_be_passed_on_is_quoted():
    """The passages of a text whose licence permits it stand in its page; those of a withheld text never do."""
    package = opened("example")
    for record in package.records["articles"]:
        page = pages("example")[f"articles/{record['id']}.html"]
        assert bool(page.all("q")) == (record["rights"]["redistribution"] == "permitted")
        if record["rights"]["redistribution"] == "permitted":
            first = record["statements"][0]
            assert " ".join(record["text"][first["start"] : first["end"]].split()) in page.text


def test_a_text_that_is_quoted_is_not_asked_for():
    """The page of a text that it quotes does not ask the reader for it; that of a withheld one does."""
    for record in opened("example").records["articles"]:
        known = next(words for _, about, words in pages("example")[f"articles/{record['id']}.html"].raw
                     if about.get("id") == "known-texts")  # fmt: skip
        withheld = record["rights"]["redistribution"] == "withheld"
        assert list(json.loads(known)) == ([record["id"]] if withheld else [])


def test_figures_have_the_columns_that_they_fill():
    """What no figure of an article has makes no column of its table."""
    for record in opened("example").records["articles"]:
        shown = pages("example")[f"articles/{record['id']}.html"].text
        for name, title in COLUMNS.items():
            known = any(figure[name] is not None for figure in record["figures"])
            assert (f" {title} " in shown.partition(" figure")[2].partition(" Named ")[0]) == known


def test_the_full_edition_shows_no_withheld_text(tmp_path):
    """Also where the package carries the texts, the page has only those that may be passed on, and warns."""
    full = broadsheet.build(EXAMPLE, out=tmp_path / "full", edition="full").package
    files = export(broadsheet.open(full), Options())
    withheld = [a for a in broadsheet.open(full).records["articles"] if a["rights"]["redistribution"] == "withheld"]
    assert withheld
    for record in withheld:
        assert record["text"]
        assert Reader(files[f"articles/{record['id']}.html"].decode()).all("q") == []
    assert "do not pass its files on" in Reader(files["index.html"].decode()).text


def test_linked_data_for_search_engines():
    """The page holds the data set as schema.org has it, as the exporter of that format gives it."""
    (found,) = [data for tag, known, data in index("nasty").raw if known.get("type") == "application/ld+json"]
    assert json.loads(found) == json.loads(files_of("nasty", "schema-org")["schema-org.jsonld"])


# Words that try to break it


@pytest.mark.parametrize("kind", KINDS)
def test_words_stay_words(kind):
    """No word of the data makes an element, a script or a style: pages of all kinds have the same ones, well nested."""
    for path, page in pages(kind).items():
        assert page.open == []
        assert [tag for tag, _, _ in page.raw].count("style") == 1
        scripts = [known.get("type", "") for tag, known, _ in page.raw if tag == "script"]
        linked = ["application/ld+json"] if path == "index.html" else []
        assert scripts == [*linked, "application/json", ""]
        assert [
            known for _, known in page.elements if any(name.startswith("on") or name == "style" for name in known)
        ] == []


def test_nothing_unseen_stands_in_a_page():
    """Control characters, line separators and those that turn the direction of reading are shown as escapes."""
    for kind, path, page in every():
        assert UNSEEN.findall(page.text) == [], (kind, path)
    assert r"\u202eevil\u202c" in index("nasty").text
    assert r"bell \x07, escape \x1b[31m" in index("nasty").text


def test_a_chart_takes_every_character():
    """Names with control characters, markup and marks are drawn as what they are."""
    name = 'a\x07b \u202e</text><script>"Sơn" & Co, harbour masters of the north and of the east'
    svg = drawn(heat([{"x": 2021, "y": name, "n": 3, "says": name}], [2021], [name]), "own", name, name)
    root = Reader(svg)
    shown = 'a\\x07b \\u202e</text><script>"Sơn" & Co, harbour masters of the north and of the east'
    assert root.text.count(shown) == 3, "its title, its description, its tip; its label is cut"
    assert (root.open, root.all("script")) == ([], [])


def test_long_names_are_cut():
    """A name of 10,000 characters is cut where it is shown; the page stays small."""
    assert [path for path, page in pages("nasty").items() if LONG[:3_010] in page.text] == []
    assert len(files_of("nasty", "page")["index.html"]) < 600_000


def test_only_web_addresses_are_links(tmp_path):
    """An address that is none of the web is shown, not linked."""
    package = opened("example")
    descriptor = {
        **package.descriptor,
        "homepage": "javascript:alert(1)",
        "licenses": [{"name": "x y", "path": "data:,x"}],
    }
    page = Reader(export(Package(package._storage, descriptor), Options())["index.html"].decode())
    assert [a["href"] for a in page.all("a") if a["href"].startswith(("javascript", "data:"))] == []
    assert "javascript:alert(1)" in page.text


def test_an_id_that_is_no_file_name_is_told():
    """An article whose id leads out of the folder is refused, by name."""
    package = opened("example")
    articles = package["articles"]
    package._frames["articles"] = articles.with_columns(id=pl.lit("../../evil") + articles["id"])
    with pytest.raises(UnreadableError, match=r'the article "\.\./\.\./evil') as caught:
        export(package, Options())
    assert "broadsheet validate" in str(caught.value.hint)


def test_a_missing_extra_is_told(monkeypatch):
    """Who has not installed the extra is told how to."""
    _environment.cache_clear()
    for name in ("altair", "jinja2"):
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, name, None)
            with pytest.raises(BroadsheetError, match=rf"{name} is not installed") as caught:
                export(opened("example"), Options())["index.html"]
            assert caught.value.hint == "pip install 'broadsheet[page]'"
    _environment.cache_clear()


def test_a_build_without_the_extra_says_what_asked_for_it(monkeypatch, tmp_path):
    """Who never spoke of a page learns that the settings of the project did."""
    broadsheet.init(tmp_path, name="ferry")
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(BroadsheetError, match="altair is not installed, and the exports in the settings ask") as caught:
        broadsheet.build(tmp_path)
    assert caught.value.hint == "pip install 'broadsheet[page]'; or take 'page' out of the exports in the settings"
    assert not (tmp_path / "dist/ferry-0.1.0").exists()


def test_without_what_is_optional():
    """A package without outlets, dates, headlines and items has a page without pictures."""
    page = index("bare")
    assert page.all("svg") == []
    assert "[Article 2024-05-02-harbour]" in page.text
    assert "Outlet unknown" in page.text


# What it reaches


def test_nothing_is_loaded_from_anywhere():
    """No element loads a file: no source, no style sheet, no frame, no form."""
    for kind, path, page in every():
        assert [known for _, known in page.elements if {"src", "srcset", "action", "poster"} & set(known)] == [], path
        assert {known["href"][:5] for known in page.all("link")} == {"data:"}, (kind, path)
        assert not [data for tag, _, data in page.raw if tag == "style" and re.search(r"@import|url\(", data)]


def test_the_policy_lets_only_its_own_script_and_style_run():
    """The hashes of the policy are those of the script and the style in the page, and nothing else is let."""
    for kind, path, page in every():
        (policy,) = [k["content"] for k in page.all("meta") if k.get("http-equiv") == "Content-Security-Policy"]
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        for tag, rule in (("style", "style-src"), ("script", "script-src")):
            (data,) = [data for name, known, data in page.raw if name == tag and "type" not in known]
            hashed = base64.b64encode(hashlib.sha256(data.encode()).digest()).decode()
            assert rules[rule] == f"'sha256-{hashed}'", (kind, path)


def test_links_lead_somewhere():
    """Every link of a page leads to a page, an anchor in it, or a file of the package."""
    for kind in KINDS:
        files = {path.relative_to(folder_of(kind)).as_posix() for path in folder_of(kind).rglob("*") if path.is_file()}
        for path, page in pages(kind).items():
            for known in page.all("a"):
                if known["href"].startswith(("https://", "http://")):
                    assert known["rel"] == "noopener noreferrer"
                    continue
                target, anchor = urldefrag(known["href"])
                target = os.path.normpath(Path(path).parent / unquote(target)) if target else path
                assert target in pages(kind) or target in files, (kind, path, known)
                if anchor and target in pages(kind):
                    assert unquote(anchor) in pages(kind)[target].ids, (kind, path, known)


def test_no_id_stands_twice():
    """Ids are unique in each page."""
    for kind, path, page in every():
        assert len(page.ids) == len(set(page.ids)), (kind, path)


# Its bytes


def test_the_built_in_page_is_small():
    """All pages of our data set are less than a megabyte."""
    assert sum(map(len, files_of("ours", "page").values())) < 1_000_000


def test_the_same_bytes_everywhere(tmp_path):
    """A fresh process in another time zone, locale and hash seed, without fonts, writes the same index."""
    folder = folder_of("example")
    code = (
        "import sys, broadsheet; from broadsheet.exports.exporter import Options;"
        "from broadsheet.exports.page import export;"
        "sys.stdout.buffer.write(export(broadsheet.open(sys.argv[1]), Options())['index.html'])"
    )
    strange = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "FONTCONFIG_PATH": str(tmp_path),
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", code, folder], env=os.environ | strange, cwd=tmp_path, capture_output=True, check=True
    )
    assert files_of("example", "page")["index.html"] == done.stdout


# In a package


def test_a_build_keeps_the_page(tmp_path):
    """A project that names it in its settings has it in its package and its zip, built again as well, and verified."""
    project = Path(shutil.copytree(EXAMPLE, tmp_path / "project"))
    with (project / "broadsheet.toml").open("a", encoding="utf-8") as file:
        file.write('exports = ["page"]\n')
    for _ in range(2):
        built = broadsheet.build(project)
    listed = [each["path"] for each in built.descriptor["broadsheet:exports"]]
    assert listed == ["articles/2024-05-02-harbour.html", "articles/2024-06-11-quay.html", "index.html"]
    assert all((built.package / path).is_file() for path in listed)
    assert set(listed) <= {name.partition("/")[2] for name in ZipFile(built.archive).namelist()}
    assert broadsheet.verify(built.package).valid
