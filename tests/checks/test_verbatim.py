from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import broadsheet
from broadsheet.checks.verbatim import LONGEST_RUN, Withheld, strings

SOURCE = "One two three four five six seven eight nine ten eleven"
QUAY = "seeds/articles/2024-06-11-quay.json"
ENTITIES = "seeds/entities.json"
TEXT = "seeds/texts/2024-06-11-quay.txt"
NINE = "a quay of its own next spring, on the"


@pytest.fixture
def withheld() -> Withheld:
    """The runs of one withheld text."""
    found = Withheld()
    found.add("a.txt", SOURCE)
    return found


def runs(withheld: Withheld, text: str) -> list[str]:
    """The runs that a text shares with those that are withheld."""
    return [run for run, _ in withheld.runs(text)]


def found(project: Path) -> list[tuple[str, str | None, str | None]]:
    """Where a check of the project finds a withheld text repeated."""
    return [(i.code, i.path, i.pointer) for i in broadsheet.validate(project).issues]


def test_eight_words_in_a_row_are_allowed(withheld: Withheld) -> None:
    """A run of as many words as the rule names is no repetition."""
    assert len(["one", "two", "three", "four", "five", "six", "seven", "eight"]) == LONGEST_RUN
    assert runs(withheld, "one two three four five six seven eight, and more") == []


def test_nine_words_in_a_row_are_not(withheld: Withheld) -> None:
    """One word more is."""
    assert runs(withheld, "one two three four five six seven eight nine") == [
        "one two three four five six seven eight nine"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE",
        "one, two; three – four: five (six) seven/eight... nine!",
        "öne twó thrêe four five six seven eight nine",
        "one\u00a0two\tthree\u2009four five six seven eight nine",
        "one_two_three_four_five_six_seven_eight_nine",
    ],
)
def test_case_punctuation_and_diacritics_hide_nothing(withheld: Withheld, text: str) -> None:
    """Words are compared as a reader hears them."""
    assert len(runs(withheld, text)) == 1


def test_a_long_run_is_told_once(withheld: Withheld) -> None:
    """Overlapping runs of nine words are one repetition."""
    assert runs(withheld, f"As they say: {SOURCE}, they say.") == [SOURCE.lower()]


def test_two_repetitions_in_one_text_are_two(withheld: Withheld) -> None:
    """What stands between them separates them."""
    nine = " ".join(SOURCE.split()[:9])
    assert runs(withheld, f"{nine} and {nine}") == [nine.lower()] * 2


def test_words_inside_a_headline_are_free() -> None:
    """A headline is a title and may be given; a run that leaves it may not."""
    withheld = Withheld()
    withheld.add("a.txt", f"{SOURCE}\n\nand so on it goes", [(0, len(SOURCE))])
    assert runs(withheld, SOURCE) == []
    assert len(runs(withheld, f"{SOURCE} and so")) == 1


def test_names_and_titles_are_not_looked_into() -> None:
    """Fields that hold names are facts; every other text of a record is looked into."""
    a, b, c, d, e = (letter * 17 for letter in "ABCDE")
    record = {"name": a, "headline": b, "abstract": c, "roles": [{"title": d, "note": e}], "n": 1}
    assert list(strings(record)) == [(("abstract",), c), (("roles", 0, "note"), e)]


def test_a_text_that_can_hold_a_run_is_looked_into() -> None:
    """Nine words have seventeen characters at least; shorter texts hold none."""
    nine = "a b c d e f g h i"
    assert [text for _, text in strings({"abstract": nine, "note": nine[:-1]})] == [nine]


@pytest.mark.parametrize(
    ("name", "how", "at"),
    [
        (QUAY, lambda value: value.update(abstract=NINE), "/abstract"),
        (QUAY, lambda value: value["figures"][0].update(counted=NINE), "/figures/0/counted"),
        (QUAY, lambda value: value["rights"].update(usage_info=NINE), "/rights/usage_info"),
        (QUAY, lambda value: value.update(date_published_note=NINE), "/date_published_note"),
        (
            "seeds/entities.json",
            lambda value: value["entities"][1]["roles"][1].update(note=NINE),
            "/entities/1/roles/1/note",
        ),
    ],
)
def test_no_field_of_a_record_may_repeat_a_withheld_text(
    project: Path, change: Callable[..., None], name: str, how: Callable[[Any], Any], at: str
) -> None:
    """Whatever is published is compared, in whichever record it stands."""
    change(name, how)
    assert [("B401", name, at)] == found(project)


def test_another_article_may_not_repeat_it_either(project: Path, change: Callable[..., None]) -> None:
    """A withheld text is withheld from every record, not only from its own."""
    name = "seeds/articles/2024-05-02-harbour.json"
    change(name, lambda value: value.update(abstract=NINE))
    assert [("B401", name, "/abstract")] == found(project)


def test_a_text_whose_licence_allows_it_may_be_repeated(project: Path, change: Callable[..., None]) -> None:
    """Only withheld texts are guarded."""
    change(
        QUAY,
        lambda value: value.update(abstract="Harbour master: the sea has waited long enough for us, Mara Lind said"),
    )
    assert found(project) == []


def test_without_the_text_nothing_can_be_compared(project: Path, change: Callable[..., None]) -> None:
    """The report says so, instead of calling the record clean."""
    change(QUAY, lambda value: value.update(abstract=NINE))
    (project / TEXT).unlink()
    assert found(project) == [("B306", None, None)]


def test_a_build_refuses_what_repeats_a_withheld_text(
    project: Path, change: Callable[..., None], tmp_path: Path
) -> None:
    """Nothing is written, and the report says where."""
    change(QUAY, lambda value: value.update(abstract=NINE))
    with pytest.raises(broadsheet.BroadsheetError, match="1 error in the records: nothing was built"):
        broadsheet.build(project, out=tmp_path / "package")
    assert not (tmp_path / "package").exists()


def test_no_file_of_an_open_package_repeats_a_withheld_text(project: Path, tmp_path: Path) -> None:
    """The text of the article whose licence allows it is there, the other one is nowhere."""
    broadsheet.build(project, out=tmp_path / "package")
    withheld = Withheld()
    words = (project / TEXT).read_text(encoding="utf-8")
    withheld.add("quay", words, [(0, words.index("\n"))])
    files = [path for path in (tmp_path / "package").rglob("*") if path.suffix in {".csv", ".json"}]
    assert [path.name for path in files if runs(withheld, path.read_text(encoding="utf-8"))] == []
    assert "The sea has waited" in (tmp_path / "package/data/texts.csv").read_text(encoding="utf-8")


def test_a_full_package_carries_every_text(project: Path, tmp_path: Path) -> None:
    """The full edition is for those who hold the texts."""
    built = broadsheet.build(project, out=tmp_path / "package", edition="full")
    assert "on the quiet side" in (built.package / "data/texts.csv").read_text(encoding="utf-8")
    shutil.rmtree(built.package)
    (project / TEXT).unlink()
    with pytest.raises(broadsheet.BroadsheetError, match=r"not at hand: 2024-06-11-quay\.txt"):
        broadsheet.build(project, out=tmp_path / "package", edition="full")


def test_a_headline_as_long_as_a_text_frees_nothing():
    """Laying a headline over a whole article does not make it ours to publish."""
    text = " ".join(f"word{number}" for number in range(60))
    withheld = Withheld()
    withheld.add("a.txt", text, [(0, len(text))])
    assert [run.count(" ") for run, _ in withheld.runs(text)] == [59]


def test_a_name_as_long_as_a_text_is_looked_at():
    """A field for names is no place to hide sentences in."""
    long = " ".join(["word"] * 31)
    assert list(strings({"name": long, "headline": "word"})) == [(("name",), long)]
