"""A body that every state may have is that of the country beside it."""

import pytest

from broadsheet.articles import Entity, Segment
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.mentions import read_mentions


def bodies(text: str, *entities: Entity) -> list[str]:
    """The ids of the organisations that a paragraph names, in its order."""
    story = [Segment(id="g1", role="paragraph", start=0, end=len(text))]
    mentions, _ = read_mentions(text, story, Lexicon.load(), entities)
    return [mention.entity for mention in mentions if mention.kind == "organisation"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran's Foreign Ministry said no. The Foreign Ministry is firm.", ["foreign-ministry-of-iran"] * 2),
        ("The Foreign Ministry said no. It is Iran's Foreign Ministry.", ["foreign-ministry-of-iran"] * 2),
        (
            "Iran's Foreign Ministry said no. The Ukrainian Foreign Ministry wrote. The Foreign Ministry sent a note.",
            ["foreign-ministry-of-iran", "foreign-ministry-of-ukraine", "foreign-ministry-of-ukraine"],
        ),
        (
            "The Foreign Ministry wrote to Iran's Foreign Ministry and Iraq's Foreign Ministry.",
            ["foreign-ministry", "foreign-ministry-of-iran", "foreign-ministry-of-iraq"],
        ),
        ("The Ministry of Ports of Paraguay met the Ministry of Ports.", ["ministry-of-ports-of-paraguay"] * 2),
        ("The Supreme Court of the Philippines sat.", ["supreme-court-of-the-philippines"]),
        ("The Japan Coast Guard sailed.", ["japan-coast-guard"]),
        ("Aid went to Scotland's Parliament.", ["parliament"]),
        ("She wrote to Denmark's Kelder Ropeworks Ltd.", ["kelder-ropeworks-ltd"]),
    ],
)
def test_the_country_is_told_beside_it(text: str, expected: list[str]) -> None:
    """What has no country beside it is that of the same name named last; where several could be meant, of none."""
    assert bodies(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran's Foreign Ministry said no.", ["iran-mfa"]),
        ("The Foreign Ministry of Ukraine said no.", ["foreign-ministry-of-ukraine"]),
        ("The Foreign Ministry said no.", ["viet-nam-mfa"]),
        ("Viet Nam's Foreign Ministry said no.", ["viet-nam-mfa"]),
    ],
)
def test_a_project_has_those_of_several_countries(text: str, expected: list[str]) -> None:
    """A name that two entities share is that of the country in the text, and of no other."""
    ours = Entity(
        id="viet-nam-mfa",
        kind="organisation",
        name="Ministry of Foreign Affairs of Viet Nam",
        alternate_name=("Foreign Ministry",),
    )
    theirs = Entity(id="iran-mfa", kind="organisation", name="Foreign Ministry of Iran")
    assert bodies(text, ours, theirs) == expected


def test_two_countries_are_two_entities() -> None:
    """The name of each says its country, and the form in the text is kept beside it."""
    text = "Iran's Foreign Ministry met Iraq's Foreign Ministry."
    story = [Segment(id="g1", role="paragraph", start=0, end=len(text))]
    _, entities = read_mentions(text, story, Lexicon.load())
    found = [(each.name, each.alternate_name) for each in entities if each.kind == "organisation"]
    assert found == [(f"Foreign Ministry of {land}", ("Foreign Ministry",)) for land in ("Iran", "Iraq")]
