"""The changelog: written from the changes, in the publisher's own words where there are some."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from harbours import PORTS, descriptor, package
from hypothesis import given
from hypothesis import strategies as st
from strategies import tried

import broadsheet
from broadsheet.errors import UnreadableError
from broadsheet.releases import Changes
from broadsheet.releases.changelog import Entries, asked, entries_of, inserted, read_changelog
from broadsheet.releases.fragments import SECTIONS, Section, read_fragments, worded_in
from broadsheet.releases.machine import changes_json

DAY = "2024-05-02"
FIXED: Entries = {"Fixed": ["The depth of the old harbour."]}


@pytest.fixture
def changes(tmp_path: Path) -> Changes:
    """A corrected value, a row that is gone, a column that is new, and another title."""
    given = descriptor()
    given["title"] = "Ports & <harbours>"
    given["resources"][0]["schema"]["fields"].append({"name": "berths", "type": "integer"})
    ports = PORTS.replace("9.5", "9.6").replace("CC,Pier,2,\n", "").replace("open\n", "open,berths\n")
    ports = ports.replace("true\n", "true,4\n").replace("false\n", "false,\n")
    return broadsheet.diff(package(tmp_path / "old"), package(tmp_path / "new", given, ports=ports))


def test_entries(changes: Changes) -> None:
    """Every change is told under a heading of Keep a Changelog, with examples; markup in data stays text."""
    assert {
        "Added": ["ports: 1 field added: berths"],
        "Changed": ["metadata changed: title"],
        "Removed": ["ports: 1 row removed: CC"],
        "Fixed": ["ports: 1 value changed: depth of AA 9.5 → 9.6"],
    } == entries_of(changes)


def test_many_changes(tmp_path: Path) -> None:
    """Of many changes the first are named, and the others counted."""
    ports = PORTS + "".join(f"D{n},Mole,{n},\n" for n in range(1200))
    made = broadsheet.diff(package(tmp_path / "old"), package(tmp_path / "new", ports=ports))
    assert {"Added": ["ports: 1,200 rows added: D0, D1, D2, and 1,197 more"]} == entries_of(made)


def test_examples_with_commas(tmp_path: Path) -> None:
    """Where an example has a comma in it, semicolons stand between them."""
    made = broadsheet.diff(
        package(tmp_path / "old"), package(tmp_path / "new", ports=PORTS + 'DD,Mole,1,\n"EE, new",Dock,2,\n')
    )
    assert entries_of(made) == {"Added": ["ports: 2 rows added: DD; EE, new"]}


def test_keys_of_several_fields(tmp_path: Path) -> None:
    """The parts of a key hold together, so that two rows do not look like four."""
    keyed, ports = descriptor(), PORTS + "DD,Mole,1,\nEE,Dock,2,\n"
    keyed["resources"][0]["schema"]["primaryKey"] = ["code", "name"]
    made = broadsheet.diff(package(tmp_path / "old", keyed), package(tmp_path / "new", keyed, ports=ports))
    assert {"Added": ["ports: 2 rows added: DD/Mole, EE/Dock"]} == entries_of(made)


def test_markup_in_data(tmp_path: Path) -> None:
    """What stands in data cannot become markup, nor act on a terminal."""
    ports = PORTS + "[x](javascript:1)<b>\u202e|,Mole,1,\n"
    made = broadsheet.diff(package(tmp_path / "old"), package(tmp_path / "new", ports=ports))
    (line,) = entries_of(made)["Added"]
    assert r"ports: 1 row added: \[x\](javascript:1)\<b\>\\u202e\|" == line


def test_own_words(changes: Changes) -> None:
    """The publisher's words take no line away, unless they say which lines they stand for."""
    text = "# Changelog\n\n## [Unreleased]\n\n### Fixed\n\n- The old harbour.\n"
    assert ["Added", "Changed", "Removed", "Fixed"] == list(entries_of(changes, text))
    silent = text.replace("- The", "<!-- instead of: all -->\n- The")
    worded: dict[Section, set[str]] = {"Added": {"row-added", "ports field-added"}, "Removed": {"rooms"}}
    assert ["Changed", "Removed"] == list(entries_of(changes, silent, worded))
    assert [] == list(entries_of(changes, silent, {"Added": {"ports"}, "Changed": {"package"}, "Removed": {"all"}}))


def test_asked(changes: Changes) -> None:
    """Somebody may give better words for each heading, keep ours, or leave a heading out."""
    answers: dict[Section, str] = {"Added": "The berths of each port; and more", "Changed": "-", "Removed": " "}
    heard: list[tuple[Section, list[str]]] = []

    def ask(section: Section, lines: list[str]) -> str:
        heard.append((section, lines))
        return answers.get(section, "")

    found = asked(entries_of(changes), ask)
    assert list(entries_of(changes).items()) == heard
    assert ["The berths of each port", "and more"] == found["Added"]
    assert ["Added", "Removed", "Fixed"] == list(found)
    assert ["ports: 1 row removed: CC"] == found["Removed"]


SECTION = "### Fixed\n\n- The depth of the old harbour.\n"
FIRST = "## [1.0.0] - 2024-01-01\n\n- First.\n"
ADDED = "Some words.\n\n### Added\n\n- A port.\n"
FENCED = "```\n## [9.9.9] - an example\n```\n"
NEW = f"## [1.1.0] - {DAY}\n\n"
PLAIN = "## 1.0.0 - 2024-01-01\n\n- First."
INSERTED = {
    "new": ("# Log\n", f"# Log\n\n{NEW}{SECTION}"),
    "above": (f"# Log\n\nWords.\n\n{FIRST}", f"# Log\n\nWords.\n\n{NEW}{SECTION}\n{FIRST}"),
    "without brackets": (
        f"# Log\n\n## Unreleased\n\n{PLAIN}",
        f"# Log\n\n## Unreleased\n\n## 1.1.0 - {DAY}\n\n{SECTION}\n{PLAIN}\n",
    ),
    "unreleased": (
        f"# Log\n\n## [Unreleased]\n\n{ADDED}\n{FIRST}",
        f"# Log\n\n## [Unreleased]\n\n{NEW}{ADDED}\n{SECTION}\n{FIRST}",
    ),
    "fence": (f"# Log\n\n{FENCED}\n{FIRST}", f"# Log\n\n{FENCED}\n{NEW}{SECTION}\n{FIRST}"),
    "open fence": (f"# Log\n\n```\n{FIRST}", f"# Log\n\n```\n\n{NEW}{SECTION}\n{FIRST}"),
    "crlf": ("# Log\r\n", f"# Log\n\n{NEW}{SECTION}".replace("\n", "\r\n")),
}
"""Changelogs before and after a version went in."""


@pytest.mark.parametrize(("old", "new"), INSERTED.values(), ids=list(INSERTED))
def test_inserted(old: str, new: str) -> None:
    """A version goes above the others, in the form that the file has."""
    assert new == inserted(old, "1.1.0", DAY, FIXED)
    assert new == inserted(new, "1.1.0", DAY, {"Added": ["Something else."]})


def test_own_words_join_what_waits() -> None:
    """Notes go to the end of the heading that stands under Unreleased already."""
    text = "# Log\n\n## Unreleased\n\n### Fixed\n\n- One.\n\n### Security\n\n- Two.\n\n## 1.0.0 - 2024-01-01\n"
    found = inserted(text, "1.0.1", DAY, {}, {"Fixed": ["Three\nin two lines."], "Added": ["Four."]})
    body = found.partition("## 1.0.1 - 2024-05-02\n")[2].partition("## 1.0.0")[0]
    assert (
        "\n### Fixed\n\n- One.\n- Three\n  in two lines.\n\n### Security\n\n- Two.\n\n### Added\n\n- Four.\n\n" == body
    )


lines = st.sampled_from([
    "", "# Changelog", "## Unreleased", "## [Unreleased]", "## [1.0.0] - 2024-01-01", "## 0.9.0", "## Another",
    "### Fixed", "### Added", "- One.", "  more", "Words.", "```", "~~~", "<!-- x -->", "    code", "a\u2028b", "c\rd",
    "\x0c", "[1.0.0]: https://x.example",
])  # fmt: skip
words: st.SearchStrategy[Entries] = st.dictionaries(
    st.sampled_from(SECTIONS), st.lists(st.sampled_from(["A.", "B.\nC."]), min_size=1, max_size=2)
)


@tried(300)
@given(text=st.lists(lines, max_size=20).map("\n".join), entries=words, own=words)
def test_nothing_is_lost(text: str, entries: Entries, own: Entries) -> None:
    """Every line that people wrote is still there, in its order; every note is there; twice is once."""
    found = inserted(text, "2.0.0", DAY, entries, own)
    kept = iter(line for line in found.split("\n") if line.strip())
    assert all(any(line == other for other in kept) for line in text.split("\n") if line.strip())
    assert 1 == sum(line.startswith("## ") and "2.0.0" in line for line in found.split("\n"))
    for notes in own.values():
        assert all(f"- {note.splitlines()[0]}" in found.split("\n") for note in notes)
    assert found == inserted(found, "2.0.0", DAY, entries, own)


def test_a_new_one(tmp_path: Path) -> None:
    """A changelog begins where there is none, and says a version once."""
    new = inserted(read_changelog(tmp_path / "CHANGELOG.md"), "1.0.1", DAY, FIXED)
    assert new.startswith("# Changelog\n")
    assert "## [1.0.1] - 2024-05-02\n\n### Fixed\n\n- The depth of the old harbour.\n" in new
    assert inserted(new, "1.0.1", DAY, FIXED) == new


def test_not_utf_8(tmp_path: Path) -> None:
    """A changelog in another encoding is told."""
    path = tmp_path / "CHANGELOG.md"
    path.write_bytes(b"H\xe4fen\n")
    with pytest.raises(UnreadableError, match="UTF-8"):
        read_changelog(path)


def test_fragments(tmp_path: Path) -> None:
    """Notes are read by number, under the heading of their names; a README among them is none."""
    folder = tmp_path / "changes"
    folder.mkdir()
    for name, text in {"10.fixed.md": "Ten.", "9.fixed.md": "- Nine\n  and more.\n", "quay.added.md": "The quay.",
                       "README.md": "How to.", "11.removed.md": " \n"}.items():  # fmt: skip
        (folder / name).write_text(text)
    assert {"Added": ["The quay."], "Fixed": ["Nine\nand more.", "Ten."]} == read_fragments(tmp_path)
    assert {} == read_fragments(tmp_path / "nowhere")


def test_fragment_that_stands_for_lines(tmp_path: Path) -> None:
    """A comment in a note says so, and is no part of its words."""
    (tmp_path / "changes").mkdir()
    note = "<!-- instead of: ports value-changed,\n  rooms -->\n- The depths.\n"
    (tmp_path / "changes/12.fixed.md").write_text(note)
    assert {"Fixed": ["The depths."]} == read_fragments(tmp_path)
    assert {"Fixed": {"ports value-changed", "rooms"}} == worded_in(tmp_path)


@pytest.mark.parametrize("name", ["12.md", "12.repaired.md", "12.Fixed.md"])
def test_fragment_without_a_section(tmp_path: Path, name: str) -> None:
    """A note whose name gives no heading is refused with the names that do."""
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes" / name).write_text("Words.")
    with pytest.raises(UnreadableError, match="what kind of change") as caught:
        read_fragments(tmp_path)
    assert "added, changed, deprecated, removed, fixed, security" in str(caught.value.hint)


# changes.json


def test_changes_json(changes: Changes) -> None:
    """`changes.json` carries every change, and nothing of where the packages lay."""
    data = b"".join(changes_json(changes))
    found = json.loads(data)
    assert ["bump", "policy", "old", "new", "next_version", "notes", "summary", "changes"] == list(found)
    assert {"name": "harbours", "version": "1.2.3"} == found["old"]
    assert [change.to_dict() for change in changes] == found["changes"]
    assert sum(row["count"] for row in found["summary"]) == len(found["changes"])
    assert str(changes.old.location).encode() not in data


def test_same_bytes_elsewhere(tmp_path: Path) -> None:
    """The same changes give the same bytes, wherever the packages lie."""
    made = []
    for place in ("a", "b"):
        two = package(tmp_path / place / "new", ports=PORTS.replace("9.5", "9.6"))
        made.append(b"".join(changes_json(broadsheet.diff(package(tmp_path / place / "old"), two))))
    assert made[0] == made[1]


def test_texts_that_were_taken_down(tmp_path: Path) -> None:
    """What only the old package held is told in eight words at most, however long it was."""
    long = "one two three four five six seven eight nine ten eleven"
    old = package(tmp_path / "old", ports=PORTS.replace("Quay", long).replace("Pier", "x" * 500))
    new = package(tmp_path / "new", ports=PORTS.replace("CC,Pier,2,\n", ""))
    text = b"".join(changes_json(broadsheet.diff(old, new))).decode()
    assert "one two three four five six seven eight …" in text
    assert "nine" not in text
    assert "x" * 61 not in text


def test_few_of_many(changes: Changes) -> None:
    """A limit leaves changes out of the list, and not out of the count."""
    found = json.loads(b"".join(changes_json(changes, limit=0)))
    assert [] == found["changes"]
    assert len(changes) == sum(row["count"] for row in found["summary"])
