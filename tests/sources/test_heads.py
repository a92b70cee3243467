"""What a page shows round its headline."""

from __future__ import annotations

import pytest

pytest.importorskip("trafilatura")

from lxml import html

from broadsheet.sources.hints import find_hints

STORY = (
    "The harbour of Elmouth took its first ship in nine years on Thursday, and the crane that unloaded it is new. " * 2
)
TITLE = "Harbour takes its first ship"
HEADING = f"<h1>{TITLE}</h1>"


def hints(body: str, head: str = f"<title>{TITLE} - Harbour Gazette</title>") -> dict[str, str]:
    """The hints of a page, without where they were found."""
    page = f"<html><head>{head}</head><body>{body}<p>{STORY}</p><p>By Ben Oar, June 9, 2019</p></body></html>"
    return {name: hint.value for name, hint in find_hints(html.document_fromstring(page)).items()}


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: Friday, 3 May 2024 | 4:35 PM", "3 May 2024"),
        ("May 3, 2024 – 4:39 PM", "May 3, 2024"),
        ("on Sept. 3rd, 2024 at 9:00a", "Sept. 3rd, 2024"),
        ("News 09:31 2024-05-03", "2024-05-03"),
        ("Updated May 5, 2024<br>Posted May 3, 2024", "May 3, 2024"),
        ("Updated May 5, 2024", "May 5, 2024"),
        ("May 2024", None),
        ("The harbour was closed to ships on May 3, 2014", None),
        (f"{'The ferry, which last called here on May 3, 2014, will follow in a week or two from now, ' * 2}", None),
    ],
)
def test_finds_the_day_below_a_headline(line: str, day: str | None) -> None:
    """The first day below a headline is that of the page, one of a change only where there is no other."""
    assert hints(f"{HEADING}<div>Share</div><div>{line}</div>").get("date_published") == day


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("<p>Case Study May 3, 2024</p>", "May 3, 2024"),
        ("<p>May 3, 2024</p><p>Home</p><p>Sport</p>", None),
        ("<p>Friday, May 3, 2024</p>", None),
    ],
)
def test_takes_a_day_above_a_headline(above: str, day: str | None) -> None:
    """A day right above a headline is the page's, but not with a weekday, as sites show the day of the visit."""
    assert hints(above + HEADING).get("date_published") == day


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Grace Hopper", "Grace Hopper"),
        ("By: Grace Hopper", "Grace Hopper"),
        ("by GRACE HOPPER & ADA DE LA CRUZ | 10/9/10", "GRACE HOPPER & ADA DE LA CRUZ"),
        ("By Grace Hopper on May 3, 2024 08:08 pm @hopper", "Grace Hopper"),
        ("By Grace Hopper posted May 3rd 2024 7:30PM", "Grace Hopper"),
        ("By Grace Hopper, Ada Quill and Ben Oar, Harbour Gazette", "Grace Hopper, Ada Quill and Ben Oar"),
        ("By: Grace Hopper August 18, 2010 3:21 PM PDT", "Grace Hopper"),
        ("By Jean-Luc O'Hara @ohara", "Jean-Luc O'Hara"),
        ("By the harbour it was cold", None),
        ("By Thursday", None),
        ("By The Harbour Gazette", None),
        ("Bystanders Grace Hopper", None),
    ],
)
def test_finds_who_wrote_below_a_headline(line: str, authors: str | None) -> None:
    """A byline below a headline names persons; those below the story are somebody else's."""
    assert hints(f"{HEADING}<div>Share</div><div>{line}</div>").get("author") == authors


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        (f"{TITLE} - Harbour Gazette", TITLE),
        ("Harbour takes its first...", TITLE),
        ("First ship in harbour", TITLE),
        (f"{TITLE} | HG | 3.5.2024", TITLE),
    ],
)
def test_a_headline_is_as_it_is_printed(told: str, printed: str) -> None:
    """What is told to those who share a page is cut short, has the outlet with it or is in other words."""
    assert hints(HEADING, f'<meta property="og:title" content="{told}">')["headline"] == printed


def test_a_heading_of_the_site_is_no_headline() -> None:
    """Neither a heading with other words counts nor several that fit."""
    head = f'<meta property="og:title" content="{TITLE}">'
    assert hints("<h1>The Gazette of Elmouth Harbour</h1><p>May 3, 2024</p>", head) == {"headline": TITLE}
    assert hints(f"{HEADING}<h1>Harbour takes its first ship in May</h1><p>May 3, 2024</p>", head) == {
        "headline": TITLE
    }
    assert hints(f"<h1>The Gazette of Elmouth</h1><h3>{TITLE}</h3><p>May 3, 2024</p>", head)["date_published"]


def test_what_a_page_states_comes_before_what_it_shows() -> None:
    """Meta tags say it for machines."""
    head = f'<title>{TITLE}</title><meta name="author" content="Ada Quill"><meta name="pub_date" content="20240502">'
    found = hints(f"{HEADING}<p>By Grace Hopper, May 3, 2024</p>", head)
    assert (found["author"], found["date_published"]) == ("Ada Quill", "20240502")


def test_scripts_beside_a_headline_are_not_read() -> None:
    """A day in a script, in a menu to choose from or in a comment is not shown."""
    unseen = "<script>May 3, 2024</script><select><option>May 4, 2024</option></select><!-- May 5, 2024 -->"
    assert "date_published" not in hints(f"{HEADING}{unseen}<div>Share</div>")
