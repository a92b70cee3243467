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


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("no_such_module:find", "cannot be loaded: ModuleNotFoundError: .*no_such_module"),
        ("json:no_such_function", "cannot be loaded: AttributeError: .*no_such_function"),
        ("wugs_that_raise:find", "cannot be loaded: KeyError: .*no wugs here"),
        ("wugs_unclosed:find", r"cannot be loaded: SyntaxError: .*wugs_unclosed\.py, line 1"),
        ("json", "cannot be called: it is .*module 'json'"),
        ("string:digits", "cannot be called: it is .*0123456789"),
    ],
)
def test_a_finder_that_cannot_be_loaded_is_told(tmp_path, monkeypatch, value, words):
    """Whatever is wrong with its module, the message has what that said, and the hint where it is."""
    (tmp_path / "wugs_that_raise.py").write_text("raise KeyError('no wugs here')")
    (tmp_path / "wugs_unclosed.py").write_text("def find(text:")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(finders, "entry_points", lambda group: [EntryPoint("wugs", value, group)])
    with pytest.raises(SettingsError, match=f"the name finder 'wugs' {words}") as error:
        finders.load_finders(["wugs"])
    assert f"mend {value}" in (error.value.hint or "")
