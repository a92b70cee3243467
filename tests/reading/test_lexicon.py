"""The lexicon is read as it was written."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import broadsheet.reading
from broadsheet.errors import SettingsError
from broadsheet.reading.lexicon import Lexicon

FOLDER = Path(broadsheet.reading.__file__).parent / "lexicon"


def test_the_tables_are_those_of_the_toml() -> None:
    """What is loaded is what people edit; where it is not, `python scripts/make_lexicon.py` writes it."""
    written = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")}
    assert dict(Lexicon.load().tables) == written


def test_an_unknown_table_is_refused(tmp_path: Path) -> None:
    """A table under a misspelt name would do nothing, so it is told, with the names that there are."""
    (tmp_path / "lexicon.toml").write_text('[cue]\nclause = ["warbled"]\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="has no table 'cue'"):
        Lexicon.load(tmp_path / "lexicon.toml")


def test_a_list_holds_a_word_once() -> None:
    """A word that stands twice in a list was looked for in vain by whoever added it."""
    lists = {(name, key): found for name, table in Lexicon.load().tables.items() for key, found in table.items()}
    words = {place: found for place, found in lists.items() if isinstance(found, list)}
    twice = {place: {str(word) for word in found if found.count(word) > 1} for place, found in words.items()}
    assert not {place: found for place, found in twice.items() if found}
