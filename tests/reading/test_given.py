"""Authors as a page's own data or a table give them."""

from __future__ import annotations

import pytest

from broadsheet.reading.given import read_given
from broadsheet.reading.layout.forms import compile_forms
from broadsheet.reading.lexicon import Lexicon


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("Ada Quill", ["Ada Quill"]),
        ("Ada Quill and Ben Oar", ["Ada Quill", "Ben Oar"]),
        ("Ada Quill, Ben Oar & Cy Rook\nNgô Thị Bê", ["Ada Quill", "Ben Oar", "Cy Rook", "Ngô Thị Bê"]),
        ("Ada Quill, Ben Oar, and Cy Rook", ["Ada Quill", "Ben Oar", "Cy Rook"]),
        ("Cy Rook, Staff Writer", ["Cy Rook"]),
        ("Ada Quill | The Elm Post", ["Ada Quill"]),
        ("Quill, Ada", ["Quill, Ada"]),
        ("Madonna", ["Madonna"]),
        ("admin", []),
        ("News Desk\nThe Elm Post\ndesk@elm.example", []),
    ],
)
def test_names_persons(value: str, authors: list[str]) -> None:
    """Lists are taken apart; jobs, desks, addresses and the outlet itself are nobody who writes."""
    assert list(read_given(value, "The Elm Post", Lexicon.load().compiled(compile_forms))) == authors
