"""The layout of texts: each form at its place, and the whole of an article."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from broadsheet.reading.draft import draft
from broadsheet.reading.layout import read_layout
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import read_text

sys.path.insert(0, str(Path(__file__).parent))
import forms

LEXICON = Lexicon.load()
TITLE = "Port to open to larger ships"
LEAD = "The council of the town will deepen its harbour by next spring, its chairwoman told reporters after a debate."
SECOND = "Ships of up to two hundred metres will be able to call once the work is done, according to its authority."
LAST = "Fishermen fear for the mouth of the river, where cranes would stand on the spit and the road would run."
BODY = f"{LEAD}\n\n{SECOND}\n\n{LAST}"


def layout(text: str) -> list[tuple[str, str]]:
    """Role and words of every segment."""
    return [(segment.role, segment.slice(text)) for segment in read_layout(text, LEXICON).segments]


def others(text: str) -> list[tuple[str, str]]:
    """The segments beside headline and paragraphs."""
    return [each for each in layout(text) if each[0] not in {"headline", "paragraph"}]


@pytest.mark.parametrize("form", forms.DATELINES)
def test_reads_dateline(form: str) -> None:
    """A dateline is cut from the first paragraph, in every form."""
    assert others(f"{TITLE}\n\n{form} {BODY}") == [("dateline", form)]


@pytest.mark.parametrize("form", forms.MARKERS)
def test_reads_marker(form: str) -> None:
    """An outlet's own mark is no dateline."""
    assert others(f"{TITLE}\n\n{form} {BODY}") == [("marker", form)]


@pytest.mark.parametrize("glue", [" ", "\n", "\n\n"])
@pytest.mark.parametrize("form", forms.SIGN_OFFS)
def test_reads_sign_off(form: str, glue: str) -> None:
    """A sign-off is found glued to the last sentence, and on a line of its own."""
    text = f"{TITLE}\n\nHÀ NỘI — {BODY}" if glue != "\n" else f"{TITLE}\nHÀ NỘI — {BODY}".replace("\n\n", "\n")
    assert [each for each in layout(text + glue + form) if each[0] == "sign_off"] == [("sign_off", form)]


@pytest.mark.parametrize("form", ["(EU)", "(UK)", "WHO", "(IMF)"])
def test_a_body_that_is_no_outlet_signs_nothing(form: str) -> None:
    """What stands behind the last sentence for a body or country is of the story."""
    assert others(f"{TITLE}\n\n{BODY} {form}") == []


@pytest.mark.parametrize("form", forms.DATE_LINES)
def test_reads_date_line(form: str) -> None:
    """A line that dates the page is found in the head."""
    assert others(f"{TITLE}\n\n{form}\n\n{BODY}") == [("date_line", form)]


@pytest.mark.parametrize("form", forms.BYLINES)
def test_reads_byline(form: str) -> None:
    """Who wrote it stands under the headline, with and without `By`."""
    assert others(f"{TITLE}\n\n{form}\n\n{BODY}") == [("byline", form)]


@pytest.mark.parametrize("form", forms.CAPTIONS)
@pytest.mark.parametrize("place", ["{title}\n\n{form}\n\n{body}", "{title}\n\nHANOI — {lead}\n\n{form}\n\n{rest}"])
def test_reads_credit(form: str, place: str) -> None:
    """A line that ends in a credit is a caption, before the first paragraph and after it."""
    text = place.format(title=TITLE, form=form, body=BODY, lead=LEAD, rest=f"{SECOND}\n\n{LAST}")
    found = [each for each in others(text) if each[0] != "dateline"]
    assert found[0] in {("caption", form), ("credit", form)}
    assert found[-1][0] == "credit"
    assert found[-1][1] in form


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        *((f"The old quay{tail}", tail.lstrip(" .\u2014\u2013-|").rstrip(".")) for tail in forms.CREDITS_BEHIND),
        *((f"The old quay. ({credit})", credit) for credit in forms.CREDITS_IN_BRACKETS),
        *((f"The old quay ({credit}) |", credit) for credit in forms.CREDITS_IN_BRACKETS),
        *((f"The old quay. [{credit}]", credit) for credit in forms.CREDITS_IN_SQUARE_BRACKETS),
    ],
)
def test_reads_credit_exactly(line: str, credit: str) -> None:
    """A credit is what stands behind the caption, without brackets, dash, bar and last full stop."""
    assert others(f"{TITLE}\n\nHANOI — {LEAD}\n\n{line}\n\n{SECOND}\n\n{LAST}")[1:] == [
        ("caption", line),
        ("credit", credit),
    ]


TITLES = (
    "Port to open | Reuters",
    "Port to open - BBC News",
    "Port to open | News | Harbour Gazette",
    "Port to open – Harbour News | World",
    "Video: Ferry Runs Aground Off Coron",
    "In pictures: the harbour at dawn",
    "From Rags To Riches, A Harbour Story",
    "Image Problem Dogs Harbour",
    "Credit: why banks lend less",
    "By hook or by crook: how a port was saved",
)


@pytest.mark.parametrize("title", TITLES)
def test_takes_no_title_for_credit_or_byline(title: str) -> None:
    """Words of credits and bylines make no caption of a headline."""
    assert layout(f"{title}\n\n{BODY}")[0] == ("headline", title)


ENDINGS = (
    "The ship belongs to a firm from Oslo, said its master (left)",
    "The study was paid for by the World Health Organization (WHO)",
    "He has written for The Guardian",
    "The team won the cup (3-1)",
    "The town has many quays \u2013 the Old Quay among them",
    "The paper belongs to the family of Ada Byron of Harbour News/Bay Press",
)


@pytest.mark.parametrize("ending", ENDINGS)
def test_takes_no_sentence_for_caption(ending: str) -> None:
    """A paragraph that ends in a name or in brackets shows no picture."""
    roles = {role for role, _ in layout(f"{TITLE}\n\n{LEAD}\n\n{SECOND} {ending}\n\n{ending}.\n\n{LAST}")}
    assert roles == {"headline", "paragraph"}


TAILS = (
    "Share\n\nPrint",
    "Tags: port, ships",
    "Source link\n\nComment (0)",
    "Related news\n\nFerry service to resume\n\nBridge closed for repairs",
    "© 2022 Harbour Gazette. All rights reserved.",
    "Most read\n\nFerry service to resume",
    "Ferry service to resume\n\nBridge closed for repairs",
    "Want more stories like this? Subscribe to our newsletter.",
    "#port #harbour",
    "(Only the headline and picture of this report may have been reworked by the staff of the Harbour Standard.)",
)


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("sign", ["— VNS", "VNS", "(Bernama)", "With inputs from agencies", "— Harbour News"])
@pytest.mark.parametrize("glue", [" ", "\n\n"])
def test_tells_tail_from_story(tail: str, sign: str, glue: str) -> None:
    """What follows a signed story belongs to the page."""
    found = layout(f"{TITLE}\n\nHÀ NỘI — {BODY}{glue}{sign}\n\n{tail}")
    assert ("sign_off", sign) in found
    after = found[found.index(("sign_off", sign)) + 1 :]
    assert {role for role, _ in after} == {"boilerplate"}


def test_tells_repeated_deck_from_first_paragraph() -> None:
    """A deck that the first paragraph repeats stays a deck."""
    roles = [role for role, _ in layout(f"{TITLE}\n\n{LEAD}\n\nMay 13, 2022\n\nHÀ NỘI — {BODY}")]
    assert roles == ["headline", "alternative_headline", "date_line", "dateline", *["paragraph"] * 3]


def test_reads_text_without_headline() -> None:
    """A text that starts with its first paragraph has no headline."""
    assert [role for role, _ in layout(f"(VOVWORLD) - {BODY}")] == ["marker", *["paragraph"] * 3]


def test_joins_lines_broken_to_fit() -> None:
    """Hard-wrapped lines are one paragraph; the line breaks stay inside the span."""
    import textwrap

    text = TITLE + "\n\n" + "\n\n".join(textwrap.fill(each, 60) for each in (LEAD, SECOND, LAST)) + "\n"
    found = layout(text)
    assert [role for role, _ in found] == ["headline", *["paragraph"] * 3]
    assert found[1][1].split() == LEAD.split()


def test_reads_interview() -> None:
    """Unquoted questions and what follows them are the turns of an interview."""
    text = (
        "Harbour master talks about larger ships\n\n"
        "Why does the town need a deeper port?\n\n"
        "We lose cargo to our neighbours every day. I see it from my window.\n\n"
        "Who will pay for it?\n\n"
        "Partly the town, partly the owners of the ships. We have asked them."
    )
    assert [role for role, _ in layout(text)] == ["headline", "question", "answer", "question", "answer"]


BRIEFING = (
    "Ministry of Ports meets the press\n\n"
    "Minister Oda Brevik was away, so Spokesperson Mara Lind chaired its press conference, and not Brevik.\n\n"
    "1. Gazette: Please comment on the report that a ferry was rammed near the harbour of Skarn.\n\n"
    "On hearing of it, the ministry sent two boats at once. All eleven sailors have returned home safely.\n\n"
    "2. Harbour Radio: When will the ferries to Tarl sail again?\n\n"
    "The board has proposed four ferries a week from the first of May, and two more in the summer."
)


def test_reads_the_questions_of_a_briefing() -> None:
    """Numbered questions, each with who asks it, are turns, and whoever chairs the briefing answers them."""
    roles = [role for role, _ in layout(BRIEFING)]
    assert roles == ["headline", "paragraph", *["question", "answer"] * 2]
    statements = draft(read_text("briefing.txt", BRIEFING.encode())).statements
    assert [each.speaker for each in statements if each.mode == "answer"] == ["mara-lind"] * 2


def test_a_numbered_list_is_no_briefing() -> None:
    """Points with a label before a colon ask nothing."""
    assert "question" not in [
        role for role, _ in layout(BRIEFING.replace("Please comment", "Comments").replace("?", "."))
    ]


def test_covers_every_visible_character() -> None:
    """Segments tile the text: what is visible lies in one of them."""
    text = f"{TITLE}\n\nMay 13, 2022\n\nMara Lind. — VNA/VNS Photo |\n\nHÀ NỘI — {BODY} — VNS\n\nShare\n\n***\n"
    covered = set()
    for segment in read_layout(text, LEXICON).segments:
        covered.update(range(segment.start, segment.end))
    assert all(index in covered for index, character in enumerate(text) if not character.isspace())


def test_extends_lexicon(tmp_path: Path) -> None:
    """A project's own lexicon adds outlets and lines of the page."""
    file = tmp_path / "lexicon.toml"
    file.write_text(
        '[outlets.harbour-gazette]\nname = "Harbour Gazette"\nkind = "newspaper"\nabbreviation = ["hgz"]\n'
        '[layout.boilerplate]\nlines = ["ahoy *"]\n',
        encoding="utf-8",
    )
    text = f"{TITLE}\n\n{BODY} hgz/HGZ\n\nAhoy sailors, read us every week."
    found = [(s.role, s.slice(text)) for s in read_layout(text, Lexicon.load(file)).segments]
    assert found[-1] == ("boilerplate", "Ahoy sailors, read us every week.")


HEADS = [
    (
        "at the foot of a picture its maker is a credit",
        f"{TITLE}\n\nCranes wait on the quay of the new port. Mara Lindqvist\n\nHANOI — {BODY}",
        [
            ("caption", "Cranes wait on the quay of the new port. Mara Lindqvist"),
            ("credit", "Mara Lindqvist"),
            ("dateline", "HANOI —"),
        ],
    ),
    (
        "a second line of a byline is one",
        f"{TITLE}\n\nBy MARA LINDQVIST\n\nand JON ABELSEN\n\n{BODY}",
        [("byline", "By MARA LINDQVIST"), ("byline", "and JON ABELSEN")],
    ),
    (
        "a summary is a box with its points",
        f"{TITLE}\n\nIn Summary\n\n• Dredging starts in May.\n\n• Fishermen object.\n\nBy Mara Lindqvist\n\n{BODY}",
        [
            ("inset", "In Summary"),
            ("inset", "• Dredging starts in May."),
            ("inset", "• Fishermen object."),
            ("byline", "By Mara Lindqvist"),
        ],
    ),
    (
        "the letterhead of a release is the page's",
        f"University of Nordhavn\n\nMedia Relations\n\nFOR IMMEDIATE RELEASE\n\nOctober 7, 2014\n\n{TITLE}\n\n{BODY}",
        [
            ("boilerplate", "University of Nordhavn"),
            ("boilerplate", "Media Relations"),
            ("boilerplate", "FOR IMMEDIATE RELEASE"),
            ("date_line", "October 7, 2014"),
        ],
    ),
    (
        "links under a heading in the story are set into it",
        f"{TITLE}\n\n{BODY}\n\nRead more:\n\n• Who pays for the quay?\n\n{SECOND}\n\n{LAST}",
        [("inset", "Read more:"), ("inset", "• Who pays for the quay?")],
    ),
    (
        "a line that calls itself a caption is one",
        f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\nImage caption, The mouth of the river at low tide\n\n{LAST}",
        [("caption", "Image caption, The mouth of the river at low tide")],
    ),
    (
        "a town between day and story says where it was written",
        f"{TITLE}\n\nPublished 4 May 2021\n\nNordhavnen\n\n{BODY}",
        [("date_line", "Published 4 May 2021"), ("dateline", "Nordhavnen")],
    ),
    (
        "the clock of the page above the headline is not the day of the story",
        f"Nordhavn, August 12th 2023 - 03:15 UTC\n\n{TITLE}\n\nThursday, August 10th 2023 - 10:49 UTC\n\n{BODY}",
        [
            ("boilerplate", "Nordhavn, August 12th 2023 - 03:15 UTC"),
            ("date_line", "Thursday, August 10th 2023 - 10:49 UTC"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in HEADS], ids=[row[0] for row in HEADS])
def test_reads_lines_around_story(text: str, wanted: list[tuple[str, str]]) -> None:
    """Letterheads, boxes, captions and second lines of bylines are told from the story."""
    assert others(text) == wanted
