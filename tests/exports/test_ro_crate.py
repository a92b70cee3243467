"""RO-Crate 1.2: valid for its validator, with a context that is at hand."""

from __future__ import annotations

import pytest
from judges import apart
from kinds import KINDS, beside_data, value_of

ASKS_FOR_MORE_THAN_IS_KNOWN = {
    (
        "A License entity SHOULD have an absolute HTTP(S) URL as its @id (e.g., an SPDX license URI such as "
        "https://spdx.org/licenses/MIT.html)"
    ),
    "A Person entity SHOULD have an ORCID identifier as its @id (e.g., https://orcid.org/0000-0001-2345-6789)",
    "The organization SHOULD have a URL.",
    "An Organization entity SHOULD have a ROR identifier as its @id (e.g., https://ror.org/03f0f6041)",
    "An Organization's contactPoint SHOULD reference a ContactPoint contextual entity",
    "At least one author or publisher Person/Organization SHOULD have a contactPoint property",
}
"""What the validator recommends and only a publisher can say."""


@pytest.fixture(scope="module")
def findings(tmp_path_factory):
    """What the validator finds in each kind of package, asked once for all of them."""
    folders = {kind: beside_data(kind, "ro-crate", tmp_path_factory.mktemp(kind)) for kind in KINDS}
    found = apart("ro_crate.py", folders.values())
    return {kind: found[str(folder)] for kind, folder in folders.items()}


def test_the_validator_finds_nothing(findings, kind):
    """Nothing that is required is missing; nothing recommended either, but for what only a publisher knows."""
    assert [each for each in findings[kind] if each not in ASKS_FOR_MORE_THAN_IS_KNOWN] == []


def test_every_file_is_there_once(kind):
    """The root names each file of the package, and each has its SHA-256."""
    nodes = {each["@id"]: each for each in value_of(kind, "ro-crate")["@graph"]}
    parts = [part["@id"] for part in nodes["./"]["hasPart"]]
    assert len(parts) == len(set(parts)) > 40
    assert {len(nodes[part]["sha256"]) for part in parts} == {64}


def test_every_reference_is_to_a_node(kind):
    """What a node refers to stands in the graph, or is the standard itself."""
    graph = value_of(kind, "ro-crate")["@graph"]
    known = {each["@id"] for each in graph} | {"https://w3id.org/ro/crate/1.2"}
    named = [v for each in graph for value in each.values() for v in (value if isinstance(value, list) else [value])]
    assert {each["@id"] for each in named if isinstance(each, dict)} <= known
