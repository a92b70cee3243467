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
        ("THREE VILLAGES FLATTENED AS STORM HITS TARL PROVINCE", ["TARL PROVINCE"]),
    ],
)
def test_a_name_does_not_go_on_across_what_is_done_in_a_title(text: str, expected: list[str]) -> None:
    """Where every word has a capital, verbs and prepositions end a name."""
    assert [name for name, kind in named(text, "headline") if kind == "place"] == expected
