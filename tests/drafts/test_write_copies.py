"""Copies written into a project: the list of them, and what drafts are based on."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

import broadsheet
from broadsheet.checks import sharing
from broadsheet.drafts.copies import Written, write_copies
from broadsheet.drafts.ingest import ingest
from broadsheet.drafts.stories import stories_of_project
from broadsheet.engines.atomic import alone
from broadsheet.errors import BroadsheetError, UnwritableError
from broadsheet.issues import Issue
from broadsheet.projects import open_project
from broadsheet.syndication import Story, find_copies

EXAMPLE = Path(__file__).parent.parent / "examples/project"
STORY = "\n\n".join(
    f"Basin {n} of the port is to be dredged to {n + 7} metres, the council of Kärrö said on Monday." for n in range(9)
)
TEXTS = {
    "wire.txt": f"Ports to dredge\n\nReuters\n\nMay 2, 2024\n\nKARRO, May 2 (Reuters) - {STORY}\n\n© Reuters\n",
    "paper.txt": f"Deeper soon\n\nMay 3, 2024\n\n{STORY}\n\n(Reuters)\n",
    "later.txt": f"Deeper basins\n\nMay 5, 2024\n\nKARRO - {STORY.upper()}\n",
    "storm.txt": "A roof goes\n\nMay 4, 2024\n\nOSLO - A storm took the roof of a school, and nobody was hurt.\n",
}
OTHER = "A gate goes\n\nMay 3, 2024\n\nBERGEN - Ice broke a gate of the lock, and 12 boats lie behind it till spring.\n"


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with drafts of a wire story, two papers that have it, and of another story."""
    root = Path(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("drafts") / "harbour"))
    for name, text in TEXTS.items():
        (root / "seeds/texts" / name).write_text(text, encoding="utf-8")
    read(root, *TEXTS)
    return root


@pytest.fixture
def drafted(drafts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, to change."""
    monkeypatch.delenv("BROADSHEET_TEXTS", raising=False)
    return Path(shutil.copytree(drafts, tmp_path / "harbour"))


def read(root: Path, *names: str) -> None:
    """Draft texts of a project."""
    project = open_project(root)
    list(ingest(*(root / "seeds/texts" / name for name in names), out=project.seeds, project=project))


def write(root: Path) -> Written:
    """Find the copies of a project and write them."""
    project = open_project(root)
    stories = [each for each in stories_of_project(project) if isinstance(each, Story)]
    return write_copies(project, find_copies(stories), [story.id for story in stories])


def rows(root: Path) -> list[dict[str, Any]]:
    """The copies that a project lists."""
    found: list[dict[str, Any]] = json.loads((root / "seeds/copies.json").read_bytes())["copies"]
    return found


def pairs(root: Path) -> set[tuple[str, str]]:
    """The articles of the copies that a project lists."""
    return {(row["article"], row["copy_of"]) for row in rows(root)}


def record(root: Path, id: str) -> dict[str, Any]:
    """The record of an article."""
    found: dict[str, Any] = json.loads((root / f"seeds/articles/{id}.json").read_bytes())
    return found


def test_lists_copies_with_the_words_that_show_them(drafted: Path) -> None:
    """Each pair is a row; a credit is shown by its span; drafts name what they are based on, and all is valid."""
    written = write(drafted)
    assert (written.drafted, written.kept, written.rejected, written.unsaid) == (3, 0, 0, ())
    found = {(row["article"], row["copy_of"]): row for row in rows(drafted)}
    assert {pair: row["evidence"] for pair, row in found.items()} == {
        ("paper", "wire"): "credit", ("later", "wire"): "date", ("later", "paper"): "date",
    }  # fmt: skip
    credit = found["paper", "wire"]
    assert TEXTS["paper.txt"][credit["start"] : credit["end"]] == "(Reuters)"
    assert [record(drafted, id)["is_based_on"] for id in ("paper", "later", "wire")] == [["wire"], [], []]
    assert broadsheet.validate(drafted).valid


def test_a_single_earlier_article_is_what_a_draft_is_based_on(drafted: Path) -> None:
    """Where the days alone tell, one that could have it from two names neither."""
    (drafted / "seeds/articles/paper.json").unlink()
    assert write(drafted).based == ("later",)
    assert record(drafted, "later")["is_based_on"] == ["wire"]


def test_a_second_run_changes_nothing(drafted: Path) -> None:
    """The same texts give the same files; drafts that are read again keep what they are based on."""
    write(drafted)
    before = {path: path.read_bytes() for path in (drafted / "seeds").rglob("*.json")}
    read(drafted, *TEXTS)
    assert (write(drafted).drafted, write(drafted).based) == (3, ())
    assert before == {path: path.read_bytes() for path in (drafted / "seeds").rglob("*.json")}


def test_what_a_person_wrote_is_never_overwritten(drafted: Path) -> None:
    """Rows that were edited stay, rows that were taken out stay away, edited records keep their is_based_on."""
    write(drafted)
    path = drafted / "seeds/copies.json"
    kept = [row for row in rows(drafted) if row["copy_of"] != "paper"]
    kept[0]["evidence"] = "text"
    own = json.dumps({"schema_version": "1.0", "copies": kept}, indent=3)
    path.write_text(own, encoding="utf-8")
    edited = json.dumps(record(drafted, "paper") | {"is_based_on": []}, indent=1)
    (drafted / "seeds/articles/paper.json").write_text(edited, encoding="utf-8")
    written = write(drafted)
    assert (written.drafted, written.kept, written.rejected, written.unsaid) == (1, 1, 1, ("paper",))
    assert path.read_text(encoding="utf-8") == own
    assert (drafted / "seeds/articles/paper.json").read_text(encoding="utf-8") == edited


def test_a_row_that_a_person_wrote_stands_beside_those_that_are_found(drafted: Path) -> None:
    """What nothing finds is kept, as it was written."""
    own = '{"evidence":"text", "article": "storm","copy_of": "2024-06-11-quay","containment":0}'
    (drafted / "seeds/copies.json").write_text(f'{{"schema_version":"1.0","copies":[{own}]}}', encoding="utf-8")
    assert write(drafted).kept == 1
    assert own in (drafted / "seeds/copies.json").read_text(encoding="utf-8")
    assert len(rows(drafted)) == 4


def test_what_is_no_copy_any_more_goes(drafted: Path) -> None:
    """A row goes when its articles were compared and share nothing; where a text is not at hand it stays."""
    write(drafted)
    paper = drafted / "seeds/texts/paper.txt"
    paper.rename(drafted / "paper.txt")
    assert (write(drafted).drafted, len(rows(drafted))) == (1, 3)
    paper.write_text(OTHER, encoding="utf-8")
    read(drafted, "paper.txt")
    assert record(drafted, "paper")["is_based_on"] == ["wire"]
    assert write(drafted).based == ("later", "paper")
    assert pairs(drafted) == {("later", "wire")}
    assert [record(drafted, id)["is_based_on"] for id in ("paper", "later")] == [[], ["wire"]]
    paper.write_text(TEXTS["paper.txt"], encoding="utf-8")
    read(drafted, "paper.txt")
    assert write(drafted).rejected == 0
    assert ("paper", "wire") in pairs(drafted)


def test_a_build_makes_the_table(drafted: Path, tmp_path: Path) -> None:
    """The list becomes a table that refers to the articles; it comes back from the package, and from the full one."""
    write(drafted)
    package = broadsheet.build(drafted, out=tmp_path / "package").package
    text = (package / "data/copies.csv").read_text(encoding="utf-8")
    assert text.startswith("article,copy_of,containment,evidence,start,end\nlater,paper,")
    assert broadsheet.validate(package).valid
    found = [(copy.article, copy.copy_of, copy.directed) for copy in broadsheet.open(package).copies]
    assert found == [("later", "paper", True), ("later", "wire", True), ("paper", "wire", True)]
    broadsheet.hydrate(package, texts=drafted / "seeds/texts", out=tmp_path / "full")
    assert (tmp_path / "full/data/copies.csv").read_text(encoding="utf-8") == text


def test_a_package_of_an_older_version_has_no_copies(drafted: Path, tmp_path: Path) -> None:
    """A package without the table opens, and lists none."""
    package = broadsheet.build(drafted, out=tmp_path / "package").package
    descriptor = json.loads((package / "datapackage.json").read_bytes())
    descriptor["resources"] = [each for each in descriptor["resources"] if "copies" not in each["name"]]
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    opened = broadsheet.open(package)
    assert (list(opened.copies), "copies" in opened, len(list(opened.articles))) == ([], False, 6)


def test_articles_are_read_as_they_are_compared(drafted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records of a few files are held at a time, not those of the project; a file that is gone is an issue."""
    monkeypatch.setattr(sharing, "MOST", 1)
    stories = stories_of_project(open_project(drafted))
    assert isinstance(next(stories), Story)
    shutil.rmtree(drafted / "seeds/articles")
    assert [each.code for each in stories if isinstance(each, Issue)] == ["B001"] * 5


def test_a_project_without_copies_gets_no_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written where nothing was found."""
    monkeypatch.delenv("BROADSHEET_TEXTS", raising=False)
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "harbour"))
    assert write(root).drafted == 0
    assert not (root / "seeds/copies.json").exists()
    assert not (root / "seeds/.drafts").exists()


def test_a_list_with_errors_is_left_alone(drafted: Path) -> None:
    """Nothing is added to a file that is not sound."""
    path = drafted / "seeds/copies.json"
    path.write_text('{"schema_version": "1.0", "copies": [{"article": "paper"}]}', encoding="utf-8")
    with pytest.raises(BroadsheetError, match=r"copies\.json has 3 errors"):
        write(drafted)
    assert path.read_text(encoding="utf-8").endswith('[{"article": "paper"}]}')


@pytest.mark.skipif(sys.platform == "win32", reason="there are no locks of folders")
def test_no_two_write_into_one_project(drafted: Path) -> None:
    """While others write drafts there it is refused, and no file is another; afterwards it is done."""
    before = {path: path.read_bytes() for path in drafted.rglob("*") if path.is_file()}
    with alone(drafted / "seeds"), pytest.raises(UnwritableError, match="another process is writing into"):
        write(drafted)
    assert before == {path: path.read_bytes() for path in drafted.rglob("*") if path.is_file()}
    assert write(drafted).drafted == 3
