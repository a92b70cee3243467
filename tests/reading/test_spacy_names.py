"""What is asked of a pipeline of spaCy, and what is taken of its answers."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from broadsheet.errors import SettingsError
from broadsheet.reading import spacy_names
from broadsheet.reading.draft import draft
from broadsheet.reading.finders import load_finders
from broadsheet.reading.spacy_names import PREFERRED, SpacyFinder, installed_pipelines
from broadsheet.sources import Received

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: pip install 'broadsheet[ner]'")

PATTERNS = {
    "PERSON": ["Ada Wug", "Wugson", "Wug the Older", "ADA ZUB"],
    "ORG": ["the Wug Union's", "Wug", "Kite & Wug", "Wug 7", "wugs of Kiel", "Wug Union\nBoard", "Wug (Union"],
    "GPE": ["Wugwick", "the Wugland", "Quay", "WGW", "wugwick"],
    "LOC": ["Wug Bight"],
    "FAC": ["Wug Pier"],
    "NORP": ["Wuggish Zub"],
    "EVENT": ["the Great Wug"],
    "WORK_OF_ART": ["Wug at Sea"],
    "LAW": ["Wug Act"],
    "MONEY": ["Wug Crown"],
}
"""What a little pipeline finds, and the labels that it gives."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline of rules, in a folder."""
    return saved(tmp_path_factory.mktemp("pipeline") / "wugs")


def saved(path: Path) -> Path:
    """An English pipeline that has rules alone, written to a folder."""
    pipeline = spacy.blank("en", meta={"name": "wugs", "version": "1.2.3"})
    rules = pipeline.add_pipe("entity_ruler")
    rules.add_patterns([{"label": label, "pattern": form} for label, forms in PATTERNS.items() for form in forms])
    pipeline.to_disk(path)
    return path


def install(site: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a pipeline as a package, as `spacy package` lays it out."""
    package = site / name
    package.mkdir()
    saved(package / f"{name}-1.2.3")
    lang, _, short = name.partition("_")
    (package / "meta.json").write_text(f'{{"lang": "{lang}", "name": "{short}", "version": "1.2.3"}}')
    (package / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n"
    )
    about = site / f"{name}-1.2.3.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2.3\n")
    (about / "entry_points.txt").write_text(f"[spacy_models]\n{name} = {name}\n")
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pipeline is installed, whatever is."""
    points = spacy_names.entry_points
    ours = lambda group: [point for point in points(group=group) if point.dist.version == "1.2.3"]  # noqa: E731
    monkeypatch.setattr(spacy_names, "entry_points", ours)


def found(folder: Path, text: str) -> list[tuple[str, str]]:
    """The forms that are found, with their kinds."""
    finder = SpacyFinder.of(str(folder))
    names = list(finder(text))
    assert all(text[start:end] == name for start, end, _, name in names)
    return [(name, kind) for _, _, kind, name in names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met Ada Wug there.", ("Ada Wug", "person")), ("They met ADA ZUB there.", ("ADA ZUB", "person")),
        ("It was the Wug Union's plan.", ("Wug Union", "organisation")),
        ("They asked Kite & Wug for it.", ("Kite & Wug", "organisation")),
        ("They came to Wugwick.", ("Wugwick", "place")), ("They came to the Wugland.", ("Wugland", "place")),
        ("They saw Wug Bight.", ("Wug Bight", "place")), ("They saw Wug Pier.", ("Wug Pier", "place")),
        ("It was before the Great Wug.", ("Great Wug", "event")),
        ("They waved. Ada Wug did not.", ("Ada Wug", "person")), ("Today Ada Wug waved.", ("Ada Wug", "person")),
    ],
)  # fmt: skip
def test_labels_become_kinds(folder: Path, text: str, expected: tuple[str, str]) -> None:
    """People, bodies, places and events are found, without an article before them or a genitive's end."""
    assert found(folder, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "They were Wuggish Zub.", "They read Wug at Sea.", "It broke the Wug Act.", "It cost a Wug Crown.",
        "They met Wugson there.", "It was the Wug who did.", "They saw Wug 7 there.", "They heard wugs of Kiel there.",
        "They heard Wug Union\nBoard there.", "They saw a Wug (Union of old) there.", "They met Wug the Older.",
        "They met at a Quay there.", "They went to WGW there.", "They went to wugwick.", "Wugwick was wet.",
        "They left.\nWugwick was wet.", "“Wugwick is wet,” they said.", "They came to Wugwick Hall.",
        "They came to Old Wugwick.", "They met Ada Wug Zub.", "They met Dr. Ada Wug.", "They saw Ada Wug-Zub.",
    ],
)  # fmt: skip
def test_what_is_mostly_wrong_is_left_out(folder: Path, text: str) -> None:
    """Peoples, works, laws, sums, single words, small letters, digits, parts of names and first words are not taken."""
    assert found(folder, text) == []


def test_long_texts_are_read_in_pieces(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that is longer than a pipeline takes is read line by line, and every offset counts from its beginning."""
    line = "They met Ada Wug there, and came to Wugwick.\n"
    monkeypatch.setattr(spacy_names, "_PIECE", 100)
    starts = [start for start, _, _, _ in SpacyFinder.of(str(folder))(line * 9)]
    assert starts == [at + n * len(line) for n in range(9) for at in (9, 36)]
    assert list(spacy_names._pieces("x" * 250)) == [(0, "x" * 100), (100, "x" * 100), (200, "x" * 50)]


def test_halves_of_characters_do_no_harm(folder: Path) -> None:
    """A text may hold what no encoding can write."""
    assert found(folder, "\ud83d They met Ada Wug there.") == [("Ada Wug", "person")]


def test_a_pipeline_is_chosen(bare: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that is named, then en_core_web_sm, then any other English one."""
    install(tmp_path, "de_wugs", monkeypatch)
    install(tmp_path, "en_wugs", monkeypatch)
    assert installed_pipelines() == {"de_wugs": "1.2.3", "en_wugs": "1.2.3"}
    assert load_finders(["spacy"]) == (SpacyFinder("en_wugs", "1.2.3"),)
    install(tmp_path, "en_core_web_sm", monkeypatch)
    assert load_finders(["spacy"]) == (SpacyFinder("en_core_web_sm", "1.2.3"),)
    assert load_finders(["spacy:de_wugs"]) == (SpacyFinder("de_wugs", "1.2.3"),)
    with pytest.raises(SettingsError) as error:
        load_finders(["spacy:en_zubs"])
    assert "'en_zubs'" in str(error.value)
    assert "en_wugs" in (error.value.hint or "")


def test_a_finder_says_what_it_asks() -> None:
    """It goes to other processes, and `--resume` knows by its repr which pipeline was asked, of which version."""
    finder = SpacyFinder("en_wugs", "1.2.3")
    assert pickle.loads(pickle.dumps(finder)) == finder  # noqa: S301 - our own
    assert repr(finder) == "SpacyFinder(pipeline='en_wugs', version='1.2.3')"


def test_a_pipeline_that_is_installed_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package of a pipeline gives what the folder of one does."""
    install(tmp_path, "en_installed_wugs", monkeypatch)
    (finder,) = load_finders(["spacy:en_installed_wugs"])
    assert list(finder("They met Ada Wug there.")) == [(9, 16, "person", "Ada Wug")]


def test_says_what_to_install(bare: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a pipeline, or without spaCy, the error tells how to get it, before a text is read."""
    for name in ("spacy", "spacy:en_zubs"):
        with pytest.raises(SettingsError) as error:
            load_finders([name])
        assert "python -m spacy download en_core_web_sm" in (error.value.hint or "")
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(SettingsError) as error:
        load_finders(["spacy"])
    assert "pip install 'broadsheet[ner]'" in (error.value.hint or "")


def test_a_folder_that_is_no_pipeline_is_told(tmp_path: Path) -> None:
    """What cannot be loaded is an error with what to do."""
    with pytest.raises(SettingsError) as error:
        list(SpacyFinder.of(str(tmp_path))("They met."))
    assert str(tmp_path) in str(error.value)
    assert "spacy validate" in (error.value.hint or "")


def drafted(text: str, finder: Any) -> list[tuple[str, str, int]]:
    """The names in a draft, with their kinds and where they stand."""
    article = draft(Received.of("a.txt", text.encode(), "utf-8", text), finders=[finder])
    return [(mention.slice(text), mention.kind, mention.start) for mention in article.mentions]


def test_a_draft_has_what_a_pipeline_adds(folder: Path) -> None:
    """What is found in the story is in the draft, and nothing of the menu above it."""
    text = "Home | All about Wugwick | Sport\n\nFerry stops\n\nBy Grace Hopper\n\nThe boat that Wugwick has stopped.\n"
    finder = SpacyFinder.of(str(folder))
    at = text.index("Wugwick has")
    assert [start for start, _, _, _ in finder(text)] == [text.index("Wugwick |"), at]
    assert [each for each in drafted(text, finder) if each[0] == "Wugwick"] == [("Wugwick", "place", at)]


def test_asks_a_trained_pipeline() -> None:
    """A model that is installed adds names, and everything that it adds is in the story."""
    if not any(name.startswith(PREFERRED) for name in installed_pipelines()):
        pytest.skip(f"no trained pipeline is installed: python -m spacy download {PREFERRED}")
    text = "Home | Chicago | Sport\n\nFerry stops\n\nThe boat to Milwaukee stopped, the Great Lakes Commission said.\n"
    (finder,) = load_finders(["spacy"])
    assert ("Milwaukee", "place") in {(name, kind) for _, _, kind, name in finder(text)}
    assert {"Milwaukee", "Great Lakes Commission"} <= {name for name, _, _ in drafted(text, finder)}


MEASURED = """
import sys
from pathlib import Path
from broadsheet.drafts.ingest import ingest
from broadsheet.reading.spacy_names import SpacyFinder

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

text, folder = sys.argv[1:]
[*ingest(text)]
before = resident()
finder = SpacyFinder.of(folder)
[*ingest(text, finders=[finder])]
print(finder.memory, resident() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="it is read as Linux tells it")
def test_it_says_what_memory_it_takes(folder: Path, tmp_path: Path) -> None:
    """What a process takes more for asking it is what it says, and hardly less; spaCy alone is most of a little one."""
    (tmp_path / "quay.txt").write_text("Old quay\n\n" + "They met Ada Wug there, and came to Wugwick.\n" * 300)
    command = [sys.executable, "-c", MEASURED, str(tmp_path / "quay.txt"), str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    said, took = map(int, done.stdout.split())
    assert said / 4 < took <= said


def test_a_pipeline_counts_by_its_size(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice what it has on disk, a folder or a package; fewer processes of a run have room then."""
    little = SpacyFinder.of(str(folder)).memory
    large = saved(tmp_path / "large")
    (large / "vectors").write_bytes(bytes(100 << 20))
    assert SpacyFinder.of(str(large)).memory == little + (200 << 20)
    install(tmp_path, "en_zub_news", monkeypatch)
    assert 0 < SpacyFinder.of("en_zub_news").memory - little < 1 << 20
