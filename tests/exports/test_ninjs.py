"""ninjs 3: each article is as the standard has it, and no withheld text is its body."""

from __future__ import annotations

import json
import shutil

import pytest
from judges import refused, shape
from kinds import EXAMPLE, LONG, NASTY, files_of, opened

import broadsheet
from broadsheet.packages.export import exported


def items(kind):
    """The items of a package by their paths."""
    return {path: json.loads(data) for path, data in files_of(kind, "ninjs").items()}


def test_the_schema_finds_nothing(kind):
    """Each article keeps to the terms and forms of ninjs 3.0."""
    assert [told for item in items(kind).values() for told in refused(item, shape("ninjs"))] == []
    assert len(items(kind)) == opened(kind)["articles"].height


@pytest.mark.parametrize("wrong", [{"uri": None}, {"type": "story"}, {"contentCreated": "2024-05-02"}, {"other": 1}])
def test_the_schema_refuses_what_the_standard_does(wrong):
    """Without a uri, with another type, a day that is no time or a term of our own, it is refused."""
    item = items("example")["ninjs/2024-05-02-harbour.json"] | wrong
    assert refused({key: value for key, value in item.items() if value is not None}, shape("ninjs"))


def test_a_withheld_text_is_no_body(tmp_path):
    """Also where the package itself carries all texts, the body is there only for the one that may be passed on."""
    project = shutil.copytree(EXAMPLE, tmp_path / "project")
    package = broadsheet.open(broadsheet.build(project, out=tmp_path / "full", edition="full").package)
    found = {path: json.loads(data) for path, data in exported(package, "ninjs").items()}
    bodies = {path: "bodies" in item for path, item in found.items()}
    assert bodies == {"ninjs/2024-05-02-harbour.json": True, "ninjs/2024-06-11-quay.json": False}
    assert found["ninjs/2024-06-11-quay.json"]["usageTerms"] == "The text may not be republished."


def test_words_are_exact():
    """Headlines are the very words, however they look."""
    found = {item["title"] for item in items("nasty").values()}
    assert found == {NASTY, LONG}
