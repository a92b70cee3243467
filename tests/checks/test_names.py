"""The names of entities: who is meant by words, in little memory."""

from __future__ import annotations

import tracemalloc

from broadsheet.checks.documents import SettingsFile
from broadsheet.checks.entries import Entry
from broadsheet.checks.names import Names

NOWHERE = SettingsFile.__new__(SettingsFile)
"""A document of which nothing is asked."""


def person(id: str, *names: str) -> Entry:
    """A person of some names."""
    return Entry(NOWHERE, {"id": id, "kind": "person", "name": names[0], "alternate_name": [*names[1:]]})


def test_all_who_share_a_name_are_known_by_it() -> None:
    """One or many, in whatever order, and one who has it twice once."""
    names = Names.of([person("a", "Mara Lind", "MARA LIND"), person("b", "Ada Lind", "Lind"), person("c", "Lind")])
    assert {*names.ids_of(("mara", "lind"))} == {"a"}
    assert sorted(names.ids_of(("lind",))) == ["b", "c"]
    assert not names.ids_of(("quist",))
    assert names.forms["a"] == ["mara lind", "mara lind"]
    assert names.other_person("Lind", "a") == "b"
    assert names.other_person("Mara Lind", "d") == "a"
    assert names.other_person("Mara Lind", "a") is None


def test_the_names_of_very_many_take_little() -> None:
    """With a set for each name, and each word as often as it comes, it would be twice as much."""
    count = 2000
    some = [
        person(f"p{n}", f"Mara {'abcdefghij'[n % 10]}lind {n % 200}quist{n // 200}", f"Quist {n}") for n in range(count)
    ]
    Names.of(some)  # what folding remembers
    tracemalloc.start()
    try:
        names = Names.of(some)
        assert tracemalloc.get_traced_memory()[0] < 700 * count
    finally:
        tracemalloc.stop()
    assert len(names.forms) == count
