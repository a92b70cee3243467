"""schema.org/NewsArticle: each article with its outlet, date and rights, ready to stand in a page."""

from __future__ import annotations

import json
import re

import pytest
from judges import graph_of, violations
from kinds import NASTY, files_of, opened

pytestmark = pytest.mark.filterwarnings("ignore")  # those of rdflib and pyshacl are theirs


def articles(kind):
    """The articles of a package by their paths."""
    return {path: json.loads(data) for path, data in files_of(kind, "news-article").items()}


def test_the_shapes_find_nothing(kind):
    """Each has an identifier, and outlets, persons and places with their names."""
    for path, article in articles(kind).items():
        assert violations(graph_of(article), "news_article") == [], path
    assert len(articles(kind)) == opened(kind)["articles"].height


def test_the_shapes_look_at_outlets():
    """An outlet without a name is refused."""
    article = articles("example")["news-article/2024-05-02-harbour.jsonld"]
    del article["publisher"]["name"]
    assert violations(graph_of(article), "news_article")


def test_each_may_stand_in_a_page(kind):
    """Nothing in it ends a script element."""
    assert not any(re.search(rb"[<>&]|\xe2\x80\xa8", data) for data in files_of(kind, "news-article").values())


def test_a_day_that_is_not_known_is_not_said():
    """Approximate dates (EDTF) are none of schema.org, so nothing is said of them; the others are days."""
    dates = [article.get("datePublished") for article in articles("ours").values()]
    assert dates == ["2021-04-22", "2021-12-14", None, "2023-12-18", None]


def test_rights_are_told_and_the_text_is_withheld():
    """The text of a withheld article is not there; that of the other one is."""
    found = articles("example")
    quay, harbour = (found[f"news-article/{name}.jsonld"] for name in ("2024-06-11-quay", "2024-05-02-harbour"))
    assert ("articleBody" in quay, "articleBody" in harbour) == (False, True)
    assert quay["usageInfo"] == "The text may not be republished."
    assert quay["copyrightHolder"]["name"] == "Harbour Gazette"


def test_words_are_exact():
    """Whoever reads the JSON gets the very words."""
    assert NASTY in {article["headline"] for article in articles("nasty").values()}


def test_topics_have_names():
    """Each topic is a term of the closed list, with the name that people read and its code."""
    (found,) = [a["about"] for a in articles("ours").values() if a["identifier"].startswith("001_")]
    assert {"peace_stability": "peace and stability"}.items() <= {
        each["termCode"]: each["name"] for each in found
    }.items()
    assert {each["@type"] for each in found} == {"DefinedTerm"}
    assert {each["inDefinedTermSet"]["@type"] for each in found} == {"DefinedTermSet"}
