"""Zenodo: the metadata of a deposit has what the API asks for, in its forms."""

from __future__ import annotations

from judges import refused, shape
from kinds import value_of

from broadsheet.exports.zenodo import REQUIRED


def test_the_schema_finds_nothing(kind):
    """Titles, people, dates and licences are as the API of deposits documents them."""
    assert refused(value_of(kind, "zenodo"), shape("zenodo")) == []


def test_the_schema_asks_for_each():
    """Our schema refuses a deposit without any of what Zenodo requires."""
    value = value_of("example", "zenodo")
    for name in REQUIRED:
        less = {"metadata": {key: each for key, each in value["metadata"].items() if key != name}}
        assert refused(less, shape("zenodo")), name


def test_what_zenodo_has_no_field_for_is_a_note():
    """A second licence and withheld texts are told in the notes."""
    notes = value_of("nasty", "zenodo")["metadata"]["notes"]
    assert "LicenseRef-<own>" in notes
    assert "1 of the 2 source texts may not be republished" in notes
