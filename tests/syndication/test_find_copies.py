"""Copies among articles: found whatever was done to them, and only they."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import pytest
import stages
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.articles.folding import word_list
from broadsheet.errors import BroadsheetError
from broadsheet.issues import Issue
from broadsheet.syndication import Copy, Story, clusters, each_copy, find_copies, overlaps, shingles
from broadsheet.syndication import copies as copies_module
from broadsheet.syndication.overlaps import LEAST

REPORT = """The council of Kärrö voted on Monday to dredge the old basin to nine metres, five years after a tanker
ran aground at its mouth. “We waited too long,” harbour master Mara Lind said, “and every winter cost us a pier.”
The work is to begin in October and will close the eastern quay to fishing boats until the spring. Owners of 40
boats are to be paid for the berths they lose. The opposition called the plan a present to the container lines,
which have asked for deeper water since 2019. A second vote, on who is to pay for the new lock, was put off."""

RIVAL = """Larger ships will soon reach Kärrö: councillors there approved the deepening of the old basin on Monday
night after a debate of four hours. Mara Lind, who runs the harbour, told them that each winter had cost the port
a pier. From October on the fishing fleet has to leave its quay in the east; some 40 owners will get money. Critics
see the container lines behind it. Whether the town or the state pays for the lock was left open for now."""

SPUN = {
    "voted": "decided", "dredge": "deepen", "nine": "9", "waited": "hesitated", "begin": "start", "owners": "holders",
    "plan": "scheme", "present": "gift", "second": "further", "put": "called",
}  # fmt: skip


def wrapped(text: str) -> str:
    """In lines of 40 characters, as a mailing list sends it."""
    return textwrap.fill(" ".join(text.split()), 40)


def cut(text: str) -> str:
    """Its first half, as a brief takes it."""
    return " ".join(text.split()[: len(text.split()) // 2])


def folded(text: str) -> str:
    """In capitals, without diacritics, with straight marks."""
    return text.upper().replace("Ä", "A").replace("Ö", "O").replace("“", '"').replace("”", '"')


def framed(text: str) -> str:
    """In the middle of a longer text."""
    return f"Once more from our archive of things that nobody will read twice: {text} " + "More follows below. " * 3


def rewritten(text: str) -> str:
    """With a sentence of its own at the start, and one left out."""
    first, *rest = text.split(". ")
    return ". ".join(["Kärrö has had enough of shallow water, it seems", first, *rest[1:]])


def spun(text: str) -> str:
    """With other words for some."""
    return " ".join(SPUN.get(word, word) for word in text.split())


@pytest.mark.parametrize("change", [wrapped, cut, folded, framed, rewritten, spun])
def test_a_copy_is_found_whatever_was_done_to_it(change: Callable[[str], str]) -> None:
    """Breaks, case, diacritics, cuts, frames, and other words for some of them hide no copy."""
    (copy,) = find_copies([Story("wire", REPORT), Story("rival", RIVAL), Story("page", change(REPORT))])
    assert {copy.article, copy.copy_of} == {"wire", "page"}
    assert copy.containment >= 0.4


def test_two_reports_of_one_event_are_no_copies() -> None:
    """The same facts in other words are another story."""
    assert find_copies([Story("one", REPORT), Story("two", RIVAL)]) == []


def test_a_text_of_few_words_is_not_judged() -> None:
    """Short notices resemble each other by chance."""
    notice = " ".join(f"word{number}" for number in range(LEAST + 1))
    assert find_copies([Story("a", notice), Story("b", notice)]) == []
    assert find_copies([Story("a", notice + " more"), Story("b", notice + " more")])


WIRE = Story("wire", REPORT, "2024-05-06", publisher="north-wire")


@pytest.mark.parametrize(
    ("page", "evidence"),
    [
        (Story("page", REPORT, "2024-05-01", "gazette", frozenset({"north-wire"}), marked=True), "mark"),
        (Story("page", REPORT, None, "gazette", frozenset({"north-wire"})), "credit"),
        (Story("page", REPORT, "2024-05-07", "gazette"), "date"),
    ],
    ids=["a mark", "a credit", "a later day"],
)
@pytest.mark.parametrize("turn", [1, -1])
def test_what_shows_the_direction_is_told(page: Story, evidence: str, turn: int) -> None:
    """The article is the one that has the story from the other, in whatever order they come."""
    (copy,) = find_copies([WIRE, page][::turn])
    assert copy == Copy("page", "wire", 1.0, evidence)  # type: ignore[arg-type]
    assert copy.directed


@pytest.mark.parametrize(
    ("page", "evidence"),
    [
        (Story("page", REPORT, "2024-05-06", "gazette"), "text"),
        (Story("page", REPORT, "2024-05", "gazette"), "text"),
        (Story("page", REPORT, None, "gazette"), "text"),
    ],
    ids=["the same day", "a month around it", "no day"],
)
def test_no_direction_is_given_without_evidence(page: Story, evidence: str) -> None:
    """Dates that do not say which was first say nothing."""
    (copy,) = find_copies([WIRE, page])
    assert (copy.evidence, copy.directed) == (evidence, False)


def test_two_that_carry_a_third_do_not_carry_each_other() -> None:
    """Both credit the same agency, so the later of the two need not have it from the earlier."""
    one, two = (Story(name, REPORT, f"2024-05-0{day}", name, frozenset({"afp"})) for day, name in enumerate("ab", 1))
    (copy,) = find_copies([one, two])
    assert (copy.evidence, copy.directed) == ("shared_credit", False)


def test_two_that_credit_each_other_have_no_direction_by_credit() -> None:
    """Claims that contradict each other show nothing; the days still do."""
    one = Story("a", REPORT, "2024-05-01", "x", frozenset({"y"}))
    two = Story("b", REPORT, "2024-05-02", "y", frozenset({"x"}))
    (copy,) = find_copies([one, two])
    assert (copy.article, copy.evidence) == ("b", "date")


def test_copies_of_one_story_are_a_cluster() -> None:
    """Chains and stars of copies come together; other stories stay apart."""
    chain = [Copy(str(n + 1), str(n), 1.0, "text") for n in (3, 1, 2, 5)]
    assert clusters([*chain, Copy("9", "8", 1.0, "date")]) == [("1", "2", "3", "4"), ("5", "6"), ("8", "9")]


@pytest.mark.parametrize("engine", ["local", "cores"])
def test_the_answer_is_that_of_any_engine(engine: str) -> None:
    """Where the texts are taken apart is no matter."""
    stories = [Story("a", REPORT), Story("b", cut(REPORT)), Story("c", RIVAL), Story("d", spun(RIVAL))]
    with ThreadPoolExecutor(2) as threads:
        assert find_copies(stories, engine=engine, jobs=2) == find_copies(stories[::-1], engine=threads)


@pytest.mark.parametrize(
    ("poison", "place", "reason"),
    [(stages.Poison, 3, "its process died 2 times"), (stages.Hungry, 520, "no memory left")],
)
def test_a_text_that_kills_its_process_is_set_aside(poison: Callable[[str], str], place: int, reason: str) -> None:
    """It is named with the reason; the others are compared, those of its batch too, as if it were not there."""
    told = [cut(REPORT), REPORT, spun(RIVAL), RIVAL, *(" ".join(f"w{n}x{k}" for k in range(20)) for n in range(540))]
    others = [Story(f"{n:03}", text, f"2024-05-{1 + n % 28:02}") for n, text in enumerate(told)]
    stories = [*others[:place], Story("bad", poison(REPORT), "2024-05-01"), *others[place:]]
    issue, *copies = each_copy(stories, engine="cores", jobs=2)
    assert isinstance(issue, Issue)
    assert (issue.code, issue.path) == ("B029", "bad")
    assert reason in issue.message
    assert copies == find_copies(others)
    assert len(copies) == 2


@pytest.mark.parametrize(
    ("ends", "engine", "reason"),
    [(stages.killing, "cores", "its process died 2 times"), (stages.starving, "local", "no memory left")],
)
def test_where_each_text_kills_it_is_told_soon(
    ends: Callable[[object], None], engine: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes that end whatever they do are no fault of the texts, of which a million would be tried for days."""
    monkeypatch.setattr(copies_module, "shingles", ends)
    stories = (Story(str(n), REPORT) for n in range(20_000))
    with pytest.raises(BroadsheetError, match=f"no text can be compared, whatever it says: .*{reason}") as raised:
        find_copies(stories, engine=engine, jobs=2)
    assert raised.value.hint


def test_texts_that_kill_before_others_are_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many they are: a text that harms nobody shows that it is they who kill."""
    monkeypatch.setattr(copies_module, "BATCH", 4)
    bad = [Story(f"bad{n:02}", stages.Poison(REPORT)) for n in range(7)]
    *issues, copy = each_copy([*bad, Story("a", REPORT), Story("b", cut(REPORT))], engine="cores", jobs=2)
    assert [issue.path for issue in issues if isinstance(issue, Issue)] == [story.id for story in bad]
    assert isinstance(copy, Copy)


def test_without_a_word_a_text_that_kills_is_an_error() -> None:
    """A list has no place for what was set aside: the text is named, and what may be done."""
    stories = [Story("a", REPORT), Story("bad", stages.Poison(REPORT))]
    with pytest.raises(BroadsheetError, match="bad: it could not be compared: its process died 2 times") as raised:
        find_copies(stories, engine="cores", jobs=1)
    assert raised.value.hint == "leave it out, or let each_copy set it aside"


@pytest.mark.parametrize("threshold", [0, -1, 1.01, 0.0001])
def test_a_threshold_has_to_be_a_share(threshold: float) -> None:
    """What is no share is refused before anything is read."""
    with pytest.raises(BroadsheetError, match="is no share"):
        find_copies([], threshold=threshold)


def test_every_article_has_an_id_of_its_own() -> None:
    """Two articles under one id could not be told apart."""
    with pytest.raises(BroadsheetError, match="two articles have the id 'a'"):
        find_copies([Story("a", REPORT), Story("a", RIVAL)])


def test_nothing_has_no_copies() -> None:
    """No articles, and articles without words, are fine."""
    assert find_copies([]) == []
    assert find_copies([Story("a", ""), Story("b", "…"), Story("c", "one two")]) == []


def test_words_that_come_again_and_again_are_counted_once() -> None:
    """However often they are told, a run is one of the different runs of an article."""
    tale = " ".join(f"word{number}" for number in range(20))
    frames = [shingles([(0, f"{tale} " * 500), (1, f"{tale} and nothing else"), (2, "again " * 9000)])]
    assert frames[0].height < 60
    assert overlaps(frames).rows() == [(0, 1, 18 / 20)]


def by_each_with_each(texts: list[str], threshold: Fraction) -> set[tuple[int, int]]:
    """The pairs that hold, found the long way."""
    runs = [set(zip(*(word_list(text)[step:] for step in range(3)), strict=False)) for text in texts]
    sizes = [(len(run), -number) for number, run in enumerate(runs)]
    pairs = {(one, two) for one in range(len(texts)) for two in range(len(texts)) if sizes[one] < sizes[two]}
    judged = {(one, two) for one, two in pairs if len(runs[one]) >= LEAST}
    return {(one, two) for one, two in judged if len(runs[one] & runs[two]) >= threshold * len(runs[one])}


@settings(max_examples=8)
@given(
    seed=st.integers(0, 2**32), letters=st.integers(2, 30), thousandths=st.sampled_from([1, 200, 400, 401, 750, 1000])
)
def test_exactly_the_pairs_that_hold_are_found(seed: int, letters: int, thousandths: int) -> None:
    """Looking up rare shingles only finds what comparing each with each finds, in however many parts."""
    dice = random.Random(seed)  # noqa: S311 - not for secrets
    texts = [
        " ".join(dice.choices("abcdefghijklmnopqrstuvwxyzåäöđ"[:letters], k=dice.randrange(60))) for _ in range(12)
    ]
    texts += [" ".join(dice.choice(texts).split()[dice.randrange(30) :]) for _ in range(4)]
    memory = dice.choice([8000, 1 << 30])
    found = overlaps([shingles(list(enumerate(texts)))], thousandths / 1000, memory=memory)
    assert set(found.select("article", "other").rows()) == by_each_with_each(texts, Fraction(thousandths, 1000))
