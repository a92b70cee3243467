"""W3C PROV: what the library prov reads and writes again is the same document."""

from __future__ import annotations

import json

import pytest
from kinds import files_of, opened

pytestmark = pytest.mark.filterwarnings("ignore")  # those of prov are its own


def document(kind):
    """The document as the library prov reads it."""
    from prov.model import ProvDocument

    (data,) = files_of(kind, "prov").values()
    return ProvDocument.deserialize(content=data.decode(), format="json")


def test_a_round_trip_loses_nothing(kind):
    """Read, written and read again, it is equal, and has as many records as we wrote."""
    from prov.model import ProvDocument

    first = document(kind)
    again = ProvDocument.deserialize(content=first.serialize(format="json"), format="json")
    (data,) = files_of(kind, "prov").values()
    written = {kind: len(each) for kind, each in json.loads(data).items() if kind != "prefix"}
    assert first == again
    assert sum(written.values()) == len(list(first.get_records()))


def test_each_record_comes_from_its_text(kind):
    """Every article is derived from the source text that its SHA-256 names."""
    (data,) = files_of(kind, "prov").values()
    derived = json.loads(data)["wasDerivedFrom"].values()
    found = {each["prov:generatedEntity"]: each["prov:usedEntity"] for each in derived}
    rows = opened(kind).rows("articles")
    assert {f"article:{row['id']}": f"text:{row['source_sha256']}" for row in rows} == found


def test_who_read_and_who_edited():
    """Reading is of the software; editing, where a record was confirmed, of those who edited."""
    (data,) = files_of("ours", "prov").values()
    value = json.loads(data)
    agents = {name: each["prov:label"] for name, each in value["agent"].items()}
    relations = value["wasAssociatedWith"].values()
    who = {(each["prov:activity"].partition(":")[0], agents[each["prov:agent"]]) for each in relations}
    assert who == {("reading", "broadsheet"), ("editing", "broadsheet contributors")}
