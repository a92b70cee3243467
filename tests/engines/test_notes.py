"""What is known of very many files takes a few numbers for each."""

from __future__ import annotations

import tracemalloc

from broadsheet.engines.notes import Left, Notes
from broadsheet.engines.stamps import TICK, Stamp

MANY = 20_000


def place(number: int) -> str:
    """The place of a file that is kept."""
    return f"{number % 256:02x}/{number:038x}"


def test_names_are_not_held() -> None:
    """Of each file a key and its stamp: with names, and numbers as objects, it is three times as much."""
    tracemalloc.start()
    try:
        notes = Notes()
        for number in range(MANY):
            notes.use(place(number))
            notes.make(place(number), Stamp(-(2**62) - number, since=2**60 + number))
        assert tracemalloc.get_traced_memory()[0] < 190 * MANY
        data = notes.left(0, 2**61)
        before = tracemalloc.get_traced_memory()[0]
        left = Left(data)
        assert tracemalloc.get_traced_memory()[0] - before < 20 * MANY
    finally:
        tracemalloc.stop()
    assert [left.print_of(place(number)) for number in (0, 7, MANY)] == [-(2**62), -(2**62) - 7, None]


def test_a_file_is_left_with_its_print_where_it_would_have_another() -> None:
    """One that was there before, or made so long ago that the clock went on, or is the one that was left."""
    notes = Notes()
    began, now = 10**12 + 1, 10**12 + 10 * TICK + 1
    notes.prove("00/old", Stamp(1, since=began - 5), is_left=False)
    notes.prove("00/new", Stamp(2, since=began + 5), is_left=False)
    notes.prove("00/left", Stamp(3, since=began + 5), is_left=True)
    notes.make("00/made", Stamp(4, since=began + 5))
    notes.make("00/just", Stamp(5, since=now - TICK // 2))
    for name in ("old", "new", "left", "asked"):
        notes.use(f"00/{name}")
    notes.prove("00/nobody", Stamp(6, since=1), is_left=False)
    left = Left(notes.left(began, now))
    names = ("old", "new", "left", "made", "just", "asked", "nobody")
    assert [left.print_of(f"00/{name}") for name in names] == [1, 0, 3, 4, 0, 0, None]


def test_what_is_made_anew_is_not_what_was_left() -> None:
    """Its stamp is another one, and may be too new."""
    notes = Notes()
    notes.prove("00/a", Stamp(1, since=1), is_left=True)
    notes.make("00/a", Stamp(2, since=10**12))
    assert Left(notes.left(0, 10**12)).print_of("00/a") == 0
