"""DCAT-AP 3: every mandatory term, in the classes that the profile gives it."""

from __future__ import annotations

import pytest
from judges import graph_of, violations
from kinds import value_of

pytestmark = pytest.mark.filterwarnings("ignore")  # those of rdflib and pyshacl are theirs


def test_the_shapes_find_nothing(kind):
    """The data set, its files, their checksums and its agents have all that the profile asks for."""
    assert violations(graph_of(value_of(kind, "dcat-ap")), "dcat_ap") == []


@pytest.mark.parametrize("lacking", ["dct:title", "dct:description", "dct:publisher", "dcat:distribution"])
def test_the_shapes_ask_for_it(lacking):
    """The shapes do refuse a data set without one of them."""
    value = value_of("example", "dcat-ap")
    del value[lacking]
    assert violations(graph_of(value), "dcat_ap")


def test_the_shapes_look_at_checksums():
    """A checksum without its type, or of the wrong form, is refused."""
    value = value_of("example", "dcat-ap")
    del value["dcat:distribution"][0]["spdx:checksum"]["@type"]
    assert violations(graph_of(value), "dcat_ap")


def test_a_file_has_the_licence_of_its_texts():
    """The file in which texts stand names their licence, and the others that of the data set."""
    files = {each["dct:title"]: each["dct:license"] for each in value_of("example", "dcat-ap")["dcat:distribution"]}
    assert files["Outlets"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
    assert files["Texts"] != files["Outlets"]
