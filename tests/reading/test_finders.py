"""How third parties' name finders are found and asked."""

import sys
from importlib.metadata import EntryPoint

import pytest

from broadsheet.errors import SettingsError
from broadsheet.reading import finders


def find_wugs(text):
    """A finder as a third party would write it."""
    at = text.find("wug")
    return [(at, at + 3, "person", "Wug")] if at >= 0 else []


def test_finds_a_finder_by_its_entry_point(monkeypatch):
    """The group broadsheet.names holds the finders by name."""
    point = EntryPoint("wugs", f"{__name__}:find_wugs", finders.GROUP)
    monkeypatch.setitem(sys.modules, __name__, sys.modules[find_wugs.__module__])
    monkeypatch.setattr(finders, "entry_points", lambda group: [point] if group == "broadsheet.names" else [])
    (finder,) = finders.load_finders(["wugs"])
    assert list(finder("a wug")) == [(2, 5, "person", "Wug")]


def test_an_unknown_finder_is_named():
    """Who asks for a finder that is not there is told which ones are."""
    with pytest.raises(SettingsError) as error:
        finders.load_finders(["nope"])
    assert "nope" in str(error.value)
    assert "spacy" in (error.value.hint or "")


class Pipeline:
    """Stands for a spaCy pipeline."""

    def __call__(self, text):
        """A document with two entities, one of no interest."""
        spans = [
            type("Span", (), {"start_char": 0, "end_char": 3, "label_": label, "text": text[:3]})()
            for label in ("GPE", "DATE")
        ]
        return type("Doc", (), {"ents": spans})()


def test_asks_spacy(monkeypatch):
    """The labels of the model become our kinds; others are left out."""
    monkeypatch.setattr(finders, "_pipeline", Pipeline)
    assert list(finders.find_with_spacy("Rom ")) == [(0, 3, "place", "Rom")]


def test_says_what_to_install(monkeypatch):
    """Without spaCy the error tells how to get it."""
    finders._pipeline.cache_clear()
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(SettingsError) as error:
        list(finders.find_with_spacy("Rome"))
    assert "broadsheet[ner]" in (error.value.hint or "")
