"""Hugging Face: `datasets` loads every table of a folder with the card, without a network."""

from __future__ import annotations

import pytest
import yaml
from kinds import LONG, NASTY, files_of, opened

pytestmark = pytest.mark.filterwarnings("ignore")  # those of datasets are its own


@pytest.fixture
def load(monkeypatch, tmp_path):
    """`load_dataset` of the library, which is told that there is no network."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    import datasets

    datasets.disable_progress_bars()
    return lambda folder, name=None: datasets.load_dataset(str(folder), name, cache_dir=str(tmp_path / "cache"))


def test_the_articles_load_as_what_one_asks_for_first(load, beside, kind):
    """Without a name it is the table of articles, with its rows and columns."""
    rows = load(beside("huggingface"))["train"]
    assert (opened(kind)["articles"].height, opened(kind)["articles"].columns) == (rows.num_rows, rows.column_names)


@pytest.mark.parametrize("kind", ["example"])
def test_each_table_loads_by_its_name(load, beside, kind):
    """Every table that has rows is a configuration of its own."""
    folder, package = beside("huggingface"), opened(kind)
    expected = {name: package[name].height for name in package if package[name].height}
    assert expected == {name: load(folder, name)["train"].num_rows for name in expected}


def test_the_front_is_yaml_with_the_very_words():
    """Whatever is in the title or the keywords, the Hub reads the same."""
    (card,) = files_of("nasty", "huggingface").values()
    front = yaml.safe_load(card.decode().split("---\n")[1])
    assert front["pretty_name"] == opened("nasty").descriptor["title"]
    assert [NASTY, LONG] == [front["tags"][0], front["tags"][2]]
    assert front["license"] == "other"


def test_the_card_says_what_is_to_be_replaced():
    """The owner on the Hub is not known, and whoever reads the card is told to write it."""
    (card,) = files_of("example", "huggingface").values()
    assert 'load_dataset("OWNER/harbour-news", "articles")  # for OWNER, write the account' in card.decode()


def test_markup_in_words_is_no_markup():
    """A script in the title is text in the page."""
    (card,) = files_of("nasty", "huggingface").values()
    assert "<script>" not in card.decode().split("---\n", 2)[2].replace("\\<", "")
