"""What name finders may add to a draft."""

from functools import partial

import pytest

from broadsheet.articles.entity import Entity
from broadsheet.articles.segment import Segment
from broadsheet.errors import BroadsheetError
from broadsheet.reading.draft import draft
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.mentions import read_mentions
from broadsheet.sources import Received


def finding(form, kind="place", name=None):
    """A finder of one form, wherever it stands."""

    def find(text):
        at = text.find(form)
        while at >= 0:
            yield at, at + len(form), kind, name or form
            at = text.find(form, at + 1)

    return find


def giving(*found):
    """A finder that finds the same in every text."""
    return lambda _: found


def added(text, *finders, entities=(), roles=("paragraph",)):
    """What finders add to a text whose lines have these roles, with the entity."""
    segments, start = [], 0
    for role, line in zip(roles, text.split("\n") if len(roles) > 1 else [text], strict=True):
        segments.append(Segment(id=f"g{len(segments) + 1}", role=role, start=start, end=start + len(line)))
        start += len(line) + 1
    read = partial(read_mentions, text, segments, Lexicon.load(), entities)
    ours = {(m.start, m.end) for m in read()[0]}
    mentions, proposed = read(finders)
    assert ours <= {(m.start, m.end) for m in mentions}
    for record in (*mentions, *proposed):
        assert type(record).model_validate_json(record.model_dump_json()) == record
    return [(m.slice(text), m.kind, m.entity) for m in mentions if (m.start, m.end) not in ours]


def test_adds_names_where_we_found_none():
    """A name stands where the finder has it, under the name that the finder gives."""
    assert added("They met at the wug.", finding("wug", "person", "Ada Wug")) == [("wug", "person", "ada-wug")]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("They went to wug\nhill today.", "wug\nhill"), ("They went to wug  hill.", "wug  hill"),
        ("It cost NT$310 there.", "NT$310"), ("It cost €wug there.", "€wug"), ("There were 1,200 there.", "1,200"),
        ("They saw the wugs there.", "wug"), ("They saw the biwug there.", "wug"), ("They saw wug there.", " wug"),
        ("They saw wug there.", "wug "), ("They saw “–” there.", "–"), ("They saw wug\tpup there.", "wug\tpup"),
        (f"They saw {'wu' * 101} there.", "wu" * 101),
    ],
)  # fmt: skip
def test_what_cannot_be_a_name_is_left_out(text, form):
    """Line breaks, runs of blanks, sums, numbers, parts of words and blanks at an end make no name."""
    assert added(text, finding(form)) == []


@pytest.mark.parametrize("name", ["", "wug\nhill", " Wug", "12", "W" * 201, "wug\ud800"])
def test_a_name_that_no_record_may_have_is_left_out(name):
    """What the finder says a form is called has to be a name, too."""
    assert added("They saw the wug there.", giving((13, 16, "place", name))) == []


@pytest.mark.parametrize(
    "found",
    [(13, 13, "place", "Wug"), (16, 13, "place", "Wug"), (-3, 16, "place", "Wug"), (13, 99, "place", "Wug"),
     (13, 16, "animal", "Wug")],
)  # fmt: skip
def test_places_and_kinds_that_are_none_are_left_out(found):
    """Offsets outside the text, spans that hold nothing and kinds that nobody knows do no harm."""
    assert added("They saw the wug there.", giving(found)) == []


@pytest.mark.parametrize(
    "found", [(0, 4, "place"), ("0", 4, "place", "They"), 7, (0, 4, ["place"], "They"), (0, 4, "place", None)]
)
def test_what_is_no_answer_of_a_finder_is_told(found):
    """Who wrote the finder reads what it gave, and what it has to give."""
    with pytest.raises(BroadsheetError, match=r"the name finder .*giving.* gave ") as error:
        added("They saw the wug there.", giving(found))
    assert "start, end, kind and name" in (error.value.hint or "")


@pytest.mark.parametrize("late", [False, True])
def test_a_finder_that_fails_is_told(late):
    """Whatever it raises, and whether at once or on its way, it is named with what it said."""

    def fails(text):
        return iter([1 / 0])

    def fails_late(text):
        yield 8, 11, "place", "wug"
        raise KeyError("no wugs here")

    told = r"finder .*fails_late failed: KeyError: .*no wugs" if late else r"finder .*fails failed: ZeroDivisionError: "
    with pytest.raises(BroadsheetError, match=told):
        added("They saw the wug there.", fails_late if late else fails)


def test_a_finder_has_to_give_something():
    """A finder that forgets to return what it found is told so."""
    with pytest.raises(BroadsheetError, match='gave "None"'):
        added("They saw the wug there.", lambda _: None)


@pytest.mark.parametrize("role", ["headline", "alternative_headline", "subhead", "question", "answer", "caption"])
def test_all_that_tells_the_story_may_name_something(role):
    """A headline, deck, subhead and caption, a question and an answer do as a paragraph does."""
    told = added("They saw the wug there.\nIt was still there today.", finding("wug"), roles=(role, "paragraph"))
    assert told == [("wug", "place", "wug")]


@pytest.mark.parametrize("role", ["boilerplate", "inset", "byline", "credit", "date_line", "sign_off", "marker"])
def test_what_stands_round_the_story_names_nothing(role):
    """Menus, links, credits and what else frames a story are left alone."""
    text = "They saw the wug there.\nIt was still there today."
    assert added(text, finding("wug"), roles=(role, "paragraph")) == []


def test_a_credit_inside_a_caption_is_no_story():
    """Whom a picture is owed to is not what it shows."""
    text = "A wug at rest. Photo: wug house"
    segments = [
        Segment(id="g1", role="caption", start=0, end=len(text)),
        Segment(id="g2", role="credit", start=15, end=len(text)),
    ]
    mentions, _ = read_mentions(text, segments, Lexicon.load(), (), [finding("wug")])
    assert [m.start for m in mentions] == [2]


def test_menus_of_a_page_are_left_out_of_its_draft():
    """A draft of a page has what a finder finds in the story, and nothing of its furniture."""
    text = (
        "Home | Wugwick | Sport\nSubscribe to our newsletter\n\nFerry stops at the old pier\n\nBy Grace Hopper\n\n"
        "A ferry that was bound for Wugwick stopped at the old pier for a day, its crew said on Monday.\n\n"
        "Share this article\nMore from Wugwick\n"
    )
    received = Received.of("a.txt", text.encode(), "utf-8", text)
    article = draft(received, finders=[finding("Wugwick")])
    assert [m.start for m in article.mentions if m.entity == "wugwick"] == [text.index("Wugwick stopped")]


def test_a_title_in_capitals_names_what_the_story_names():
    """Where every word has a capital, a name counts only if the story has it."""
    text = "Old Wug Keeps Larger Ships Away\nA ship waited at the zub."
    roles = ("headline", "paragraph")
    assert added(text, finding("Wug"), roles=roles) == []
    both = giving((4, 7, "place", "Wug"), (text.index("zub"), len(text) - 1, "place", "Wug"))
    assert added(text, both, roles=roles) == [("Wug", "place", "wug"), ("zub", "place", "wug")]


def test_nothing_overlaps():
    """Neither what we found, nor what a finder found before; the first of two is kept."""
    find = giving((0, 9, "place", "the wug o"), (4, 7, "person", "Wug"), (4, 16, "place", "x"), (6, 7, "place", "u"))
    assert added("the wug of Paris", find, finding("wug", "place")) == [("wug", "person", "wug")]


def test_what_we_found_is_not_contradicted():
    """What the text has for a person by full or last name, or for a body by its abbreviation, is nothing else."""
    text = "Mara Lind of the World Kite Flyers Union (WKFU) spoke. later: mara lind, lind and wkfu were named."
    for form in ("mara lind", "lind", "wkfu"):
        assert added(text, finding(form, "place")) == [], form
    assert added(text, finding("mara lind", "person")) == [("mara lind", "person", "mara-lind")]
    assert added(text, finding("lind", "person")) == [("lind", "person", "mara-lind")] * 2


def test_two_finders_do_not_contradict_each_other():
    """The first that names something says what it is."""
    text = "A wug sat by the wug."
    first = giving((2, 5, "person", "Wug"))
    assert added(text, first, finding("wug", "place", "Wug")) == [("wug", "person", "wug")]


def test_an_entity_on_record_is_found_by_the_name_that_a_finder_gives():
    """What the project has under a name is that, and of the kind that the project says."""
    own = Entity(id="the-mill", kind="organisation", name="Old Mill", alternate_name=("grindstone",))
    text = "They met at the mill."
    assert added(text, finding("mill", "organisation", "Old Mill"), entities=[own]) == [
        ("mill", "organisation", "the-mill")
    ]
    assert added(text, finding("mill", "place", "Old Mill"), entities=[own]) == []


def test_what_the_record_contradicts_is_not_there_for_others():
    """A name of the project that a finder has for something else makes no part of it a name."""
    own = Entity(id="mara-lind", kind="person", name="Mara Lind")
    text = "They met at the wug, where lind was."
    wrong, right = finding("wug", "place", "Mara Lind"), finding("lind", "person", "Lind")
    assert (
        added(text, wrong, right, entities=[own]) == added(text, right, entities=[own]) == [("lind", "person", "lind")]
    )


def test_a_place_that_is_known_has_its_country():
    """A name that the lexicon has is what the lexicon says, where the kinds agree."""
    text = "They met in the kingdom."
    _, (place,) = read_mentions(
        text,
        [Segment(id="g1", role="paragraph", start=0, end=len(text))],
        Lexicon.load(),
        (),
        [finding("kingdom", "place", "Thailand")],
    )
    assert (place.id, place.country_code, place.alternate_name) == ("thailand", "TH", ("kingdom",))


def test_the_form_in_the_text_is_one_of_the_names():
    """An entity has the form by which the text names it, whatever the finder calls it."""
    text = "They met at the wug."
    segments = [Segment(id="g1", role="paragraph", start=0, end=len(text))]
    _, (entity,) = read_mentions(text, segments, Lexicon.load(), (), [finding("wug", "place", "Wugwick Hall")])
    assert (entity.name, entity.alternate_name) == ("Wugwick Hall", ("wug",))
