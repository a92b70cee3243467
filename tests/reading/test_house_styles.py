"""Whole pages in the house styles of outlets, with invented news: every form that stands on them is read."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from broadsheet.articles.article import Article
from broadsheet.reading.draft import draft
from broadsheet.sources import Received

LEAD = "Cockle growers on the Lập An lagoon will get new rafts before the rains, the district said on Tuesday."
MORE = "Nearly forty families lost theirs in the storm of last year, and have worked on borrowed boats since then."
LAST = "Work on the rafts begins next month, and the first of them will be handed over in the spring."
TITLE = "Lagoon growers to get new rafts"
STORY = f"{LEAD}\n\n{MORE}\n\n{LAST}"


@dataclass(frozen=True)
class Page:
    """A page, its fields as they must be read, and the lines of some roles, all of them in order."""

    name: str
    text: str
    head: dict[str, object]
    lines: dict[str, list[str]] = field(default_factory=dict)


PAGES = (
    Page(
        "viet-nam-news",
        f"{TITLE}\n\nMarch 05, 2024 - 09:12\n\n{LEAD}\n\n"
        "Growers mend a raft on the lagoon. \u2014 VNA/VNS Photo Minh Qu\u00e2n |\n\n"
        f"HU\u1ebe \u2014 {STORY} \u2014 VNS",
        {
            "date_published": "2024-03-05",
            "source_organization": ("viet-nam-news",),
            "credit_text": "VNA/VNS Photo Minh Qu\u00e2n",
        },
        {
            "headline": [TITLE],
            "alternative_headline": [LEAD],
            "dateline": ["HU\u1ebe \u2014"],
            "sign_off": ["\u2014 VNS"],
        },
    ),
    Page(
        "viet-nam-news-glued",
        f"{TITLE}\n\nMarch 5, 2024 - 09:12\n\nH\u00c0 N\u1ed8I \u2014 {STORY}VNS",
        {"date_published": "2024-03-05", "location_created": "ha-noi", "source_organization": ("viet-nam-news",)},
        {"headline": [TITLE], "dateline": ["H\u00c0 N\u1ed8I \u2014"], "sign_off": ["VNS"]},
    ),
    Page(
        "vietnamplus",
        f" date 2024-03-05 {TITLE}\n\nHanoi (VNA) \u2013 {LEAD}\n\n"
        f"Growers mend a raft on the lagoon (Photo: VNA)\n\n{MORE}\n\n{LAST}./.\n\n\u2013 VNA",
        {
            "date_published": "2024-03-05",
            "location_created": "ha-noi",
            "source_organization": ("vietnam-news-agency",),
            "credit_text": "Photo: VNA",
        },
        {
            "headline": [TITLE],
            "dateline": ["Hanoi (VNA) \u2013"],
            "sign_off": ["./.", "\u2013 VNA"],
            "caption": ["Growers mend a raft on the lagoon (Photo: VNA)"],
        },
    ),
    Page(
        "vovworld",
        f"{TITLE}\n\nTuesday, March 05, 2024 - 09:12:33\n\n(VOVWORLD) - {LEAD}\n\nShare\n\n"
        f"Growers mend a raft. (Foto: VNA) |\n\n(VOVworld)-{STORY}",
        {"date_published": "2024-03-05", "publisher": "vovworld", "credit_text": "Foto: VNA"},
        {"headline": [TITLE], "boilerplate": ["Share"]},
    ),
    Page(
        "world-and-viet-nam-report",
        f"{TITLE}\n\n{TITLE}\n\nGrowers mend a raft on the lagoon. (Photo: WVR/Minh Qu\u00e2n)\n\nWVR - {STORY}",
        {"publisher": "world-and-viet-nam-report", "credit_text": "Photo: WVR/Minh Qu\u00e2n"},
        {"marker": ["WVR -"]},
    ),
    Page(
        "ein-presswire",
        f"{TITLE}\n\nVIETNAM, December 18 - \n\nH\u00c0 N\u1ed8I \u2014 {STORY} \u2014 VNS\n\n"
        "EIN Presswire does not exercise editorial control over what others publish on it.",
        {"publisher": "ein-presswire", "location_created": "ha-noi", "date_published": None},
        {"headline": [TITLE], "sign_off": ["\u2014 VNS"], "dateline": ["H\u00c0 N\u1ed8I \u2014"]},
    ),
    Page(
        "menafn",
        f"{TITLE}\n\n(MENAFN- EIN Presswire) VIETNAM, January 1 - / HÀ NỘI - {STORY}",
        {"publisher": "menafn", "source_organization": ("ein-presswire",), "location_created": "ha-noi"},
        {"headline": [TITLE], "marker": ["(MENAFN- EIN Presswire)"]},
    ),
    Page(
        "vietnamnet",
        f"{TITLE}\n\n{{keywords}}\n\nlagoon, rafts, growers\n\nGrowers mend a raft on the lagoon.\n\n{STORY}\n\nVNS",
        {"publisher": "vietnamnet", "source_organization": ("viet-nam-news",)},
        {"headline": [TITLE], "caption": ["Growers mend a raft on the lagoon."], "sign_off": ["VNS"]},
    ),
    Page(
        "vietnam-vn",
        f"{TITLE}\n\nGrowers mend a raft on the lagoon\n\n{LEAD}\n\n{MORE}\n\n"
        f"See more: Rains come late to the lagoon\n\n{LAST}\n\nSource link\n\nComment (0)\n\n"
        "\u2026 Read full this story",
        {"date_published": None},
        {
            "headline": [TITLE],
            "inset": ["See more: Rains come late to the lagoon"],
            "boilerplate": ["Source link", "Comment (0)", "\u2026 Read full this story"],
        },
    ),
    Page(
        "vccinews",
        f"{TITLE}\n\n9:28:03 AM | 12/25/2023\n\n{STORY}\n\nVCCI News",
        {"date_published": "2023-12-25"},
        {"headline": [TITLE], "date_line": ["9:28:03 AM | 12/25/2023"]},
    ),
    Page(
        "two-readings",
        f"{TITLE}\n\n1/9/2024\n\n{STORY}",
        {"date_published": None},
        {"headline": [TITLE], "date_line": ["1/9/2024"]},
    ),
    Page(
        "vietnam-investment-review",
        f"{TITLE}\n\nFebruary 09, 2024 | 11:00\n\n(0) user say\n\n{TITLE}\n\n{LEAD}\n\n{MORE} (see Page 9)\n\n{LAST}",
        {"date_published": "2024-02-09"},
        {"headline": [TITLE, TITLE], "boilerplate": ["(0) user say"]},
    ),
    Page(
        "cand",
        f"{TITLE}\n\n23:51 02/01/2022\n\nGrowers mend a raft. (Photo: VNA)\n\n{LEAD}{MORE}\n\n{LAST}\n\nVOV",
        {"date_published": "2022-01-02", "source_organization": ("vov",), "credit_text": "Photo: VNA"},
        {"headline": [TITLE], "sign_off": ["VOV"]},
    ),
    Page(
        "xinhua",
        f"{TITLE}\n\nSource: Xinhua| 2023-06-24 09:12:33\n\nHANOI, June 23 (Xinhua) -- {STORY}\n\n(Xinhua)",
        {"date_published": "2023-06-24", "location_created": "ha-noi", "source_organization": ("xinhua",)},
        {"headline": [TITLE], "dateline": ["HANOI, June 23 (Xinhua) --"], "sign_off": ["(Xinhua)"]},
    ),
    Page(
        "associated-press",
        f"{TITLE}\n\nBy GRACE HOPPER, AP National Security Writer\n\nGrowers mend a raft. Photo: Mara Lindqvist, AP\n\n"
        f"HANOI, Vietnam (AP) \u2014 {STORY}\n\n___\n\nFollow Grace Hopper on Twitter.",
        {
            "author": ("Grace Hopper",),
            "location_created": "ha-noi",
            "source_organization": ("associated-press",),
            "credit_text": "Photo: Mara Lindqvist, AP",
        },
        {
            "headline": [TITLE],
            "dateline": ["HANOI, Vietnam (AP) \u2014"],
            "boilerplate": ["___", "Follow Grace Hopper on Twitter."],
        },
    ),
    Page(
        "reuters",
        f"{TITLE}\n\nLONDON, March 5 (Reuters) - {STORY} (Reporting by Ada Byron; Editing by Tove Aak)",
        {"location_created": "london", "source_organization": ("reuters",), "date_published": None},
        {
            "headline": [TITLE],
            "dateline": ["LONDON, March 5 (Reuters) -"],
            "sign_off": ["(Reporting by Ada Byron; Editing by Tove Aak)"],
        },
    ),
    Page(
        "reuters-without-a-day",
        f"{TITLE}\n\nHANOI (Reuters) - {STORY}",
        {"location_created": "ha-noi", "source_organization": ("reuters",)},
        {"dateline": ["HANOI (Reuters) -"]},
    ),
    Page(
        "afp",
        f"{TITLE}\n\nGrowers mend a raft. Photo: Minh Qu\u00e2n via AP\n\nHANOI, March 5 (AFP): {STORY}\n\n\u00a9 AFP",
        {"location_created": "ha-noi", "source_organization": ("afp",), "credit_text": "Photo: Minh Qu\u00e2n via AP"},
        {"dateline": ["HANOI, March 5 (AFP):"], "boilerplate": ["\u00a9 AFP"]},
    ),
    Page(
        "pti",
        f"{TITLE}\n\nHanoi, Mar 5 (PTI): {STORY}\n\nPTI",
        {"location_created": "ha-noi", "source_organization": ("pti",)},
        {"dateline": ["Hanoi, Mar 5 (PTI):"], "sign_off": ["PTI"]},
    ),
    Page(
        "bernama",
        f"{TITLE}\n\nA raft on the lagoon in 2019. \u2014 File photo\n\n"
        f"HANOI, March 5 (Bernama) -- {STORY}\n\n-- BERNAMA",
        {"location_created": "ha-noi", "source_organization": ("bernama",)},
        {"dateline": ["HANOI, March 5 (Bernama) --"], "sign_off": ["-- BERNAMA"], "credit": ["File photo"]},
    ),
    Page(
        "a-paper",
        f"ENVIRONMENT\n\n{TITLE}\n\nGrace Hopper and Ada Byron, Hanoi\n\n"
        f"{LEAD}\n\nRafts on loan\n\n{MORE}\n\n{LAST}\n\n"
        "With inputs from agencies\n\n"
        "Share on Facebook\n\nPrint Email\n\nGet short URL\n\nReport Error\n\n#lagoon #rafts",
        {"author": ("Grace Hopper", "Ada Byron")},
        {
            "headline": [TITLE],
            "subhead": ["Rafts on loan"],
            "sign_off": ["With inputs from agencies"],
            "boilerplate": [
                "ENVIRONMENT",
                "Share on Facebook",
                "Print Email",
                "Get short URL",
                "Report Error",
                "#lagoon #rafts",
            ],
        },
    ),
    Page(
        "a-paper-with-a-staff-writer",
        f"{TITLE}\n\nBy GRACE HOPPER\nStaff Writer\n\n{STORY}\n\nSOURCE: Lagoon Post\n\nYou just read:\n\n{TITLE}",
        {"author": ("Grace Hopper",)},
        {"boilerplate": ["You just read:", TITLE]},
    ),
)


def read(text: str) -> Article:
    """The draft of a text."""
    return draft(Received.of("a.txt", text.encode(), "utf-8", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_reads_house_style(page: Page) -> None:
    """Fields and lines are read as the outlet means them."""
    article = read(page.text)
    assert {name: getattr(article, name) for name in page.head} == page.head
    lines = {role: [each.slice(page.text) for each in article.segments if each.role == role] for role in page.lines}
    assert lines == page.lines
