"""Shapes that names have in copy from all over the world: titles, offices, teams, towns before their people."""

import pytest

from broadsheet.articles import Segment
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.mentions import read_mentions


def named(text: str, role: str = "paragraph") -> list[tuple[str, str]]:
    """The names of a text with their kinds."""
    segment = Segment(id="g1", role=role, start=0, end=len(text))
    mentions, _ = read_mentions(text, [segment], Lexicon.load())
    return [(m.slice(text), m.kind) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Denmark, Albania Hold First Ferry Consultations in Tirana", ["Denmark", "Albania", "Tirana"]),
        ("Bolivian Ropemakers Queue After Harbour Closes", ["Bolivian"]),
        ("Ferry Meeting in Riyadh Focuses on Rope", ["Riyadh"]),
        ("Nine Saved From Leaking Barge Off Oman Coast", ["Oman"]),
        ("THREE VILLAGES FLATTENED AS STORM HITS NORTH SUMATRA", ["NORTH SUMATRA"]),
    ],
)
def test_a_name_does_not_go_on_across_what_is_done_in_a_title(text: str, expected: list[str]) -> None:
    """Where every word has a capital, verbs and prepositions end a name."""
    assert [name for name, kind in named(text, "headline") if kind == "place"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He is a Senior Advocate of Nigeria (SAN). The SAN left.", [("Nigeria", "place")]),
        ("The Additional Director General (ADG) of the zone met another ADG.", []),
        ("Two senior superintendents and a superintendent of police (SSP) left.", []),
        ("The Director of Public Prosecutions (DPP) left, and the DPP said so.", []),
        (
            "The National Commission for Rope and Justice (NCRJ) left.",
            [("National Commission for Rope and Justice", "organisation"), ("NCRJ", "organisation")],
        ),
        ("Tarlau Police Chief Joel Orr left.", [("Tarlau", "place"), ("Joel Orr", "person")]),
        ("Tarl District Police Commander Joel Orr left.", [("Tarl District", "place"), ("Joel Orr", "person")]),
        ("Tarlau Police chief Joel Orr left.", [("Tarlau Police", "organisation"), ("Joel Orr", "person")]),
    ],
)
def test_an_office_is_no_body(text: str, expected: list[tuple[str, str]]) -> None:
    """Letters that stand for an office name nobody, and a force before its commander's office is part of that."""
    assert named(text) == expected
