"""How third parties' name finders are found."""

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


@pytest.mark.parametrize("name", ["nope", "nope:spacy", "spacyx"])
def test_an_unknown_finder_is_named(name):
    """Who asks for a finder that is not there is told which ones are."""
    with pytest.raises(SettingsError) as error:
        finders.load_finders([name])
    assert repr(name) in str(error.value)
    assert "spacy" in (error.value.hint or "")


@pytest.mark.parametrize("value", ["no_such_module:find", "json:no_such_function"])
def test_a_finder_that_cannot_be_loaded_is_told(monkeypatch, value):
    """A distribution whose module is broken is an error with what to do."""
    monkeypatch.setattr(finders, "entry_points", lambda group: [EntryPoint("wugs", value, group)])
    with pytest.raises(SettingsError, match="the name finder 'wugs' cannot be loaded") as error:
        finders.load_finders(["wugs"])
    assert error.value.hint
