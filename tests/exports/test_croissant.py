"""Croissant: valid for mlcroissant and for our own schema, and every record set loads."""

from __future__ import annotations

import polars as pl
import pytest
from judges import refused, shape
from kinds import ROOT, opened, value_of

import broadsheet
from broadsheet.exports.exporter import Options, load_exporter

pytestmark = pytest.mark.filterwarnings("ignore")  # those of mlcroissant and its libraries are theirs


def test_mlcroissant_loads_every_record_set(kind, beside):
    """Mlcroissant finds no error and no warning, and reads as many records of each table as it has rows."""
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=beside("croissant") / "croissant.json")
    assert dataset.metadata.ctx.issues.report() == ""
    expected = {name: opened(kind)[name].height for name in opened(kind)}
    assert expected == {each.uuid: sum(1 for _ in dataset.records(each.uuid)) for each in dataset.metadata.record_sets}


def test_says_what_mlcroissant_does_not_ask_for(kind):
    """Name, address, creator, day, hashes and spans have the form that the standard gives them."""
    assert refused(value_of(kind, "croissant"), shape("croissant")) == []


@pytest.mark.parametrize("lacking", ["name", "url", "creator", "citeAs", "distribution"])
def test_the_schema_asks_for_it(lacking):
    """Our schema does refuse a data set without one of them."""
    value = value_of("example", "croissant")
    del value[lacking]
    assert refused(value, shape("croissant"))


def test_a_value_names_the_span_that_shows_it():
    """The record set of figures is annotated with the article and the offsets that each row is derived from."""
    sets = {each["@id"]: each for each in value_of("ours", "croissant")["recordSet"]}
    span = sets["figures"]["annotation"]
    columns = [part["source"]["extract"]["column"] for part in span["subField"]]
    assert ("prov:wasDerivedFrom", ["article", "start", "end"]) == (span["equivalentProperty"], columns)
    speaker = next(each for each in sets["statements"]["field"] if each["name"] == "speaker")
    columns = [part["source"]["extract"]["column"] for part in speaker["annotation"]["subField"]]
    assert ["article", "speaker_start", "speaker_end"] == columns


def test_withheld_texts_are_told():
    """The policy says how many texts are withheld, and that they may not be distributed."""
    usage = value_of("ours", "croissant")["usageInfo"]
    assert "5 of the 5 source texts" in usage["description"]
    assert usage["odrl:prohibition"]["odrl:action"] == {"@id": "odrl:distribute"}


def test_no_policy_where_nothing_is_withheld():
    """A package of texts that may all be passed on prohibits nothing."""
    package = broadsheet.open(ROOT / "datapackage.json")
    package._frames["articles"] = package["articles"].with_columns(redistribution=pl.lit("permitted"))
    assert b"usageInfo" not in load_exporter("croissant")(package, Options())["croissant.json"]


def test_files_are_addressed_where_they_are_published():
    """With a base, every file has a full address."""
    files = value_of("example", "croissant", base="https://data.example/v1/")["distribution"]
    assert files[0]["contentUrl"] == "https://data.example/v1/data/outlets.csv"
