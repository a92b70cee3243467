"""ninjs 3: each article is as the standard has it, and no withheld text is its body."""

from __future__ import annotations

import json
import shutil

import pytest
from judges import refused, shape
from kinds import EXAMPLE, LONG, NASTY, files_of, opened

import broadsheet
from broadsheet.exports.exporter import Options, load_exporter
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


def test_topics_have_names():
    """A subject has the name that people read, and the term as its literal."""
    subjects = {each["literal"]: each["name"] for item in items("ours").values() for each in item["subjects"]}
    assert (subjects["peace_stability"], subjects["economic"]) == ("peace and stability", "economic")


@pytest.mark.parametrize(
    ("date", "said"),
    [("2021-04-22T08:30:00+07:00", "2021-04-22T08:30:00+07:00"), ("2021-04-22", None), ("2021-04-22T08:30:00", None)],
)
def test_no_second_is_made_up(date, said):
    """Ninjs takes seconds with a zone only; of a day, nothing is said."""
    package = opened("example")
    for record in package.records["articles"]:
        record["date_published"] = date
    found = [json.loads(data) for data in load_exporter("ninjs")(package, Options()).values()]
    assert [item.get("contentCreated") for item in found] == [said, said]
    assert [told for item in found for told in refused(item, shape("ninjs"))] == []


def test_words_are_exact():
    """Headlines are the very words, however they look."""
    found = {item["title"] for item in items("nasty").values()}
    assert found == {NASTY, LONG}
