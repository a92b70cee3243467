"""What a release says in words: in its own notes and in the changelog of the project."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from releasing import contents, correct, replace_in

import broadsheet
from broadsheet.errors import UnwritableError

TODAY = datetime.now(UTC).date().isoformat()


def changelog(project: Path) -> str:
    """The changelog, without its head."""
    return (project / "CHANGELOG.md").read_text(encoding="utf-8").partition("## ")[2]


def test_a_first_release_says_that_it_is_the_first(project: Path, release: Path) -> None:
    """The changelog is begun, in the form of keepachangelog.com."""
    assert (release / "CHANGES.md").read_text() == "# harbour-news 1.0.0\n\nThe first release.\n"
    assert changelog(project) == f"[1.0.0] - {TODAY}\n\nThe first release.\n"


def test_what_nobody_put_into_words_is_told_from_the_changes(project: Path) -> None:
    """Which value of which row was corrected."""
    correct(project)
    notes = (broadsheet.release(project).folder / "CHANGES.md").read_text(encoding="utf-8")
    assert notes.startswith(
        "# harbour-news 1.0.1\n\n### Fixed\n\n- figures: 1 value changed: counted of 2024-06-11-quay"
    )
    assert changelog(project).startswith(f"[1.0.1] - {TODAY}\n\n### Fixed\n\n- figures: 1 value changed")
    assert changelog(project).endswith(f"\n\n## [1.0.0] - {TODAY}\n\nThe first release.\n")


def test_the_words_of_the_publisher_come_first(project: Path) -> None:
    """From a note in `changes/`, which goes, and from under Unreleased; what the changes are follows."""
    correct(project)
    replace_in(project / "broadsheet.toml", "News of an old harbour", "News of the old harbour")
    (project / "changes").mkdir()
    (project / "changes/7.fixed.md").write_text("The crossings are not only planned.\n", encoding="utf-8")
    replace_in(project / "CHANGELOG.md", "## [1.0.0]", "## Unreleased\n\n### Added\n\n- A word.\n\n## [1.0.0]")
    notes = (broadsheet.release(project).folder / "CHANGES.md").read_text(encoding="utf-8")
    *words, told = notes.split("\n\n")[1:]
    assert words == ["### Added", "- A word.", "### Changed", "- metadata changed: title", "### Fixed"]
    assert told.startswith("- The crossings are not only planned.\n- figures: 1 value changed: counted of ")
    assert changelog(project).startswith(f"Unreleased\n\n## [1.0.1] - {TODAY}\n\n### Added\n\n- A word.\n")
    assert list((project / "changes").iterdir()) == []


def test_words_may_stand_for_the_lines_about_changes(project: Path) -> None:
    """A note that says which lines it words is alone under its heading."""
    correct(project)
    (project / "changes").mkdir()
    note = "<!-- instead of: figures value-changed -->\nThe crossings are not only planned.\n"
    (project / "changes/7.fixed.md").write_text(note, encoding="utf-8")
    notes = (broadsheet.release(project).folder / "CHANGES.md").read_text(encoding="utf-8")
    assert notes.split("\n\n")[1:] == ["### Fixed", "- The crossings are not only planned.\n"]
    assert list((project / "changes").iterdir()) == []


def test_somebody_may_be_asked_for_words(project: Path) -> None:
    """For each heading, with what it would say otherwise."""
    correct(project)
    heard = []

    def ask(section: str, lines: list[str]) -> str:
        heard.append((section, len(lines)))
        return "The crossings are counted."

    notes = (broadsheet.release(project, ask=ask).folder / "CHANGES.md").read_text(encoding="utf-8")
    assert (heard, notes.split("\n\n")[1:]) == ([("Fixed", 1)], ["### Fixed", "- The crossings are counted.\n"])


def test_a_section_that_was_written_by_hand_is_kept(project: Path) -> None:
    """It is the notes of its release."""
    correct(project)
    replace_in(project / "CHANGELOG.md", "## [1.0.0]", "## [1.0.1] - 2024-07-01\n\nBy hand.\n\n## [1.0.0]")
    before = changelog(project)
    notes = (broadsheet.release(project).folder / "CHANGES.md").read_text(encoding="utf-8")
    assert (notes, before) == ("# harbour-news 1.0.1\n\nBy hand.\n", changelog(project))


def test_a_changelog_that_was_cut_off_from_its_release_is_written_later(project: Path) -> None:
    """When a process was killed after the release stood, the next call brings the project up to date."""
    (project / "CHANGELOG.md").unlink()
    shutil.rmtree(project / "data")
    replace_in(project / "broadsheet.toml", '"1.0.0"', '"0.9.0"')
    again = broadsheet.release(project)
    assert (again.fresh, again.version) == (False, "1.0.0")
    assert changelog(project) == f"[1.0.0] - {TODAY}\n\nThe first release.\n"
    assert broadsheet.open(project).version == "1.0.0"
    assert '"1.0.0"' in (project / "broadsheet.toml").read_text(encoding="utf-8")


def test_the_changelog_may_have_another_name(project: Path) -> None:
    """A repository that has a changelog of its own keeps the one of the data elsewhere."""
    with (project / "broadsheet.toml").open("a", encoding="utf-8") as file:
        file.write('\nchangelog = "docs/DATA.md"\n')
    (project / "docs").mkdir()
    correct(project)
    before = changelog(project)
    broadsheet.release(project)
    assert "[1.0.1]" in (project / "docs/DATA.md").read_text(encoding="utf-8")
    assert before == changelog(project)


def test_a_clock_that_runs_backwards_is_noticed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release cannot be of an earlier day than the one before it; nothing is written."""
    correct(project)
    before = contents(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with pytest.raises(UnwritableError, match=r"the clock says 2023-11-14, and CHANGELOG\.md tells of a release on"):
        broadsheet.release(project)
    assert before == contents(project)


@pytest.mark.parametrize("name", ["note.md", "7.better.md", "7.md"])
def test_a_note_that_does_not_say_its_kind_stops_the_release(project: Path, name: str) -> None:
    """Before anything is written."""
    correct(project)
    (project / "changes").mkdir()
    (project / "changes" / name).write_text("Words.", encoding="utf-8")
    before = contents(project)
    with pytest.raises(broadsheet.BroadsheetError, match="does not say what kind of change"):
        broadsheet.release(project)
    assert before == contents(project)
