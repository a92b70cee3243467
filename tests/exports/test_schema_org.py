"""schema.org/Dataset: what search engines ask for is there, and it may stand in a page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from judges import graph_of, violations
from kinds import NASTY, files_of, value_of

pytestmark = pytest.mark.filterwarnings("ignore")  # those of rdflib and pyshacl are theirs


class Scripts(HTMLParser):
    """The contents of the script elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag, attrs):
        """Begin a script."""
        self.inside = tag == "script"
        self.found += [""] if self.inside else []

    def handle_endtag(self, tag):
        """End it."""
        self.inside = False

    def handle_data(self, data):
        """Keep what stands in it."""
        if self.inside:
            self.found[-1] += data


def test_the_shapes_find_nothing(kind):
    """What Google's dataset search requires and recommends is said, in its forms."""
    assert violations(graph_of(value_of(kind, "schema-org")), "dataset") == []


@pytest.mark.parametrize("lacking", ["name", "description", "url", "license", "creator", "distribution"])
def test_the_shapes_ask_for_it(lacking):
    """The shapes do refuse a data set without one of them."""
    value = value_of("example", "schema-org")
    del value[lacking]
    assert violations(graph_of(value), "dataset")


def test_it_may_stand_in_a_page(kind):
    """In a script element of a page, an HTML parser gives back exactly the value, whatever words are in it."""
    (data,) = files_of(kind, "schema-org").values()
    parser = Scripts()
    parser.feed(f'<script type="application/ld+json">{data.decode()}</script><p>after</p>')
    parser.close()
    assert [json.loads(data)] == [json.loads(each) for each in parser.found]
    assert re.search(rb"[<>&]|\xe2\x80\xa8", data) is None


def test_words_are_exact():
    """What is escaped for the page is the same words to whoever reads the JSON."""
    assert NASTY in value_of("nasty", "schema-org")["keywords"]
