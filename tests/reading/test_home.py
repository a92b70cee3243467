"""Where a text is at home, and when its days are."""

from datetime import date

import pytest

from broadsheet.articles import Entity, Mention, Segment
from broadsheet.reading.events import read_events
from broadsheet.reading.home import Frame, find_home
from broadsheet.reading.lexicon import Lexicon

HEAD = "Jamaica's own daily\n"


def home(places, outlet=None, head=""):
    """The country of a text that names places of these countries."""
    text = f"{head}Story"
    start = len(head)
    segments = [Segment(id="g2", role="headline", start=start, end=start + 5)]
    if head:
        segments.insert(0, Segment(id="g1", role="boilerplate", start=0, end=start - 1))
    codes = sorted(set(places))
    entities = [Entity(id=code.lower(), kind="place", name=code, country_code=code) for code in codes]
    mentions = [
        Mention(id=f"m{n}", start=0, end=1, entity=code.lower(), kind="place") for n, code in enumerate(places, 1)
    ]
    return find_home(Frame(text, segments, (outlet,)), mentions, entities, Lexicon.load())


@pytest.mark.parametrize(
    ("case", "country"),
    [
        ((["FR"],), None),
        ((["AU", "AU", "AU", "AU", "SB", "TV", "FJ", "NZ"],), "AU"),
        ((["AU", "AU", "AU", "SB", "SB"],), "AU"),
        ((["AU", "AU", "AU", "SB", "SB", "FJ"],), None),
        (([], "australian-kite-corporation"), "AU"),
        (([], "the-kite", HEAD), "JM"),
        ((["JM"], "newsday", HEAD), "JM"),
        ((["ZW"], "newsday", HEAD), "ZW"),
        (([], "newsday", HEAD), "ZW"),
        (([], "cook-islands-herald"), "CK"),
        (([], "kalgoorlie-kite"), "AU"),
        (([], "the-gangtok-kite"), "IN"),
        (([], None, "Kite.fo\n"), "FO"),
        (([], None, "Kite.io\n"), None),
    ],
)
def test_a_text_is_at_home_where_its_page_tells(case, country):
    """A known outlet tells the country; its name, the lines over the story and most places do where it does not."""
    assert home(*case) == country


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The race is on May 25 next year.", "2020-05-25"),
        ("It ran on May 25 last year.", "2018-05-25"),
        ("The council gave them till Monday.", "2019-06-10"),
        ("The road was shut until Monday.", "2019-06-03"),
        ("The gale warning stands until 6:00 pm on Saturday.", "2019-06-08"),
        ("The council summoned the man who signed for the weir to appear on Monday.", "2019-06-10"),
        ("He had been ordered to appear on Monday.", None),
        ("He asked her on Monday.", "2019-06-03"),
    ],
)
def test_days_to_come_are_told_from_days_past(text, day):
    """A year beside a day counts from that of publication; till looks forward unless something was."""
    segment = Segment(id="g1", role="paragraph", start=0, end=len(text))
    (event,) = read_events(text, [segment], Lexicon.load(), date(2019, 6, 5))
    assert event.date == day


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Born: 3 March 1931, in Tarl. Died: 11 May 2016.", ["1931-03-03", "2016-05-11"]),
        ("The Sunday school shut.", []),
    ],
)
def test_a_line_tells_the_days_of_a_life_and_a_school_is_no_day(text, dates):
    """Birth and death are events wherever they stand; a day in a name is none."""
    segment = Segment(id="g1", role="alternative_headline", start=0, end=len(text))
    assert [e.date for e in read_events(text, [segment], Lexicon.load(), date(2019, 6, 5))] == dates


@pytest.mark.parametrize(("outlet", "country"), [("kite", "NO"), (None, None), ("reuters", "GB")])
def test_a_lone_outlet_that_nobody_knows_is_where_its_dateline_is(outlet, country):
    """Known outlets report from elsewhere, and a text without one may be of anybody."""
    entities = [Entity(id="oslo", kind="place", name="Oslo", country_code="NO")]
    frame = Frame("Story", [Segment(id="g1", role="headline", start=0, end=5)], (outlet,), "oslo")
    assert find_home(frame, [], entities, Lexicon.load()) == country


@pytest.mark.parametrize(
    ("council", "country"),
    [("Tauranga City Council", "NZ"), ("Hastings District Council", None), ("Tauranga Rope Guild", None)],
)
def test_a_council_is_of_the_country_of_its_town(council, country):
    """A page that names no other place is at home where its council is, unless many towns have that name."""
    entities = [Entity(id="body", kind="organisation", name=council)]
    frame = Frame("Story", [Segment(id="g1", role="headline", start=0, end=5)], ())
    mentions = [Mention(id=f"m{n}", start=0, end=1, entity="body", kind="organisation") for n in range(1, 4)]
    assert find_home(frame, mentions, entities, Lexicon.load()) == country
