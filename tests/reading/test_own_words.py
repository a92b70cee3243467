"""The words of a project: each list of the lexicon is read, and grows by what a project adds to it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import broadsheet.reading
from broadsheet.articles import Segment
from broadsheet.reading.draft import read_draft
from broadsheet.reading.figures import read_figures
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.mentions import read_mentions
from broadsheet.sources import read_text

OWN = """
[organisations.heads]
last = ["Lyceum", "Wardenry", "Gendarms", "Ropeworks", "Chandlery"]
first = ["Keepership"]

[organisations.kinds]
endowed = ["Lyceum"]
ranked = ["Marshal"]
joining = ["Wardenry"]
explained = ["Outfit"]
listing = ["Keepership"]
forces = ["Gendarms"]
councils = ["Hundred"]
devolved = ["Danish"]
families = ["Works"]
laws = ["Byelaw"]
firms = ["Ropeworks"]
companies = ["chandlery"]
quoted = ["brotherhood"]
serving = ["Hundred"]
legal = ["Kft"]
legal_first = ["Pvte"]
unsure = ["shipbuilder"]
fields = ["Forestry"]
conferring = ["Reeves"]

[organisations.neighbours]
bracketed = ["brotherhood"]

[organisations.double]
Moot = ["Red"]

[organisations.paired]
Harbour = ["Dock"]

[places.heads]
last = ["Gasse", "Bowl", "Holm"]

[places.kinds]
streets = ["Gasse"]
grounds = ["Bowl"]
no_family = ["Holm"]
of = ["Mere"]
wards = ["Canton"]
saints = ["Sveti"]
settlements = ["thorp"]
divisions = ["wapentake"]
sites = ["skerry"]
qualifying = ["Horticulture"]
served = ["Denmark"]
kingdoms = ["Norway"]
stems = ["Kelmero"]
zoned = ["Ropemaking"]
quartered = ["Kelmere"]

[people.names]
family = ["Lagoon"]
particles = ["och"]
endings = ["qvar"]

[people.titles]
roles = ["reeve", "cooper"]
office = ["Reeve"]
final = ["Reeve"]

[people.offices]
seats = ["Reeve"]
under = ["Junior"]
local = ["Spokesperson"]
governing = ["reeve"]
employed = ["chandler"]
appointed = ["Reeve"]
shortened = ["Reeve"]
long = ["Reeve of the Court"]
families = ["Marshal"]
honours = ["FRSX"]
held = ["rope walker"]
determined = ["sometime"]
ranks = ["harbour"]
leading = ["sometime"]
unnamed = ["hawker"]
trainers = ["reeve"]
natives = ["dwellers"]
home = ["cooper"]
posts = ["reeve"]

[people.ships]
before = ["RNLV"]
aboard = ["QT"]
kinds = ["ketch"]

[sport.words]
match = ["korfball"]
players = ["thrower"]
club = ["korf"]
race = ["regatta"]
positions = ["thrower"]
staff = ["masseur"]
sides = ["outfit"]
beats = ["walloped"]

[sport.clubs]
last = ["Hearts"]
first = ["Racing"]
always = ["Racing"]

[sport.leagues.Korfball]
"Tarl Sledgers" = ["Sledgers"]

[events.events]
themes = ["watchword"]

[common]
owners = ["Ferryer"]
houses = ["Lyceum"]
stopped = ["Brog"]

[cues]
firms = ["chandlery"]
bodies = ["chandlery"]
papers = ["almanac"]
written = ["almanac"]

[units.words]
nouns = ["folly"]
beyond = ["yonder"]
unharmed = ["thorp"]
margins = ["pace"]
leads = ["edge"]
aged = ["wherryport"]
modifiers = ["ropes"]
rises = ["ballooned"]
flows = ["footfall"]
unnumbered = ["bounties"]

[numbers.names]
behind = ["Gasse"]

[layout.date_line]
day_first = ["XQT"]
"""

MATCH = "The striker scored a goal, and the referee gave a penalty kick in the match."


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """Our lexicon with the words of a project."""
    path = tmp_path_factory.mktemp("project") / "lexicon.toml"
    path.write_text(OWN, encoding="utf-8")
    return Lexicon.load(path)


def found(text: str, lexicon: Lexicon) -> list[str]:
    """What a sentence names and counts, each with its kind or unit."""
    story = [Segment(id="g1", role="paragraph", start=0, end=len(text))]
    names = [f"{each.slice(text)} | {each.kind}" for each in read_mentions(text, story, lexicon)[0]]
    return names + [f"{each.slice(text)} | {each.unit}" for each in read_figures(text, story, lexicon)]


@pytest.mark.parametrize(
    ("text", "lost", "won"),
    [
        ("Mara Lind left the King Orr Lyceum.", ["Orr Lyceum | person"], ["King Orr Lyceum | organisation"]),
        (
            "The Kelder Marshal Service met.",
            ["Marshal Service | organisation"],
            ["Kelder Marshal Service | organisation"],
        ),
        ("It is for the Maritime Affairs and Fisheries Wardenry.", [], ["Fisheries Wardenry | organisation"]),
        ("The Dockside Porters Outfit (DPO) met. DPO closed.", [], ["DPO | organisation", "DPO | organisation"]),
        (
            "The Keepership of Quays, Ferries and Locks met.",
            [],
            ["Keepership of Quays, Ferries and Locks | organisation"],
        ),
        (
            "Bergen and Oslo Gendarms met.",
            ["Bergen | place", "Oslo Gendarms | person"],
            ["Bergen and Oslo Gendarms | organisation"],
        ),
        (
            "Tarl and Elda Hundred Council met.",
            ["Elda Hundred Council | organisation"],
            ["Tarl and Elda Hundred Council | organisation"],
        ),
        ("The Danish Government met.", ["Danish | place"], ["Danish Government | organisation"]),
        ("It was Joel Works who left.", ["Joel Works | organisation"], ["Joel Works | person"]),
        ("He broke the Harbour Police Byelaw.", ["Harbour Police | organisation"], []),
        (
            "Kelder Harbour Ropeworks closed. Kelder Harbour lost money.",
            ["Kelder Harbour | place", "Kelder Harbour | place"],
            ["Kelder Harbour Ropeworks | organisation", "Kelder Harbour | organisation"],
        ),
        ("He left the “New Oak” brotherhood.", [], ["New Oak | organisation"]),
        ("Kelder Shipping Kft. closed.", ["Kelder Shipping | organisation"], ["Kelder Shipping Kft. | organisation"]),
        (
            "Kelder Shipping, Pvte Ltd closed.",
            ["Kelder Shipping | organisation", "Pvte Ltd | organisation"],
            ["Kelder Shipping, Pvte Ltd | organisation"],
        ),
        ("They met the shipbuilder Joel Orr in May.", ["Joel Orr | organisation"], ["Joel Orr | person"]),
        ("Forestry Bergen met.", ["Bergen | place"], ["Forestry Bergen | organisation"]),
        (
            "The Harbour Conference of Reeves met.",
            ["Harbour Conference of Reeves | event"],
            ["Harbour Conference of Reeves | organisation"],
        ),
        ("The ketch Oslo sank.", ["Oslo | place"], []),
        ("It met two ropes dealers.", ["two ropes | rope"], ["two ropes dealers | dealer"]),
        ("The Red Moot met.", [], ["Red Moot | organisation"]),
        (
            "It was a Kelder Harbour and Dock Service crew.",
            ["Kelder Harbour | place", "Dock Service | organisation"],
            ["Kelder Harbour and Dock Service | organisation"],
        ),
        ("He lives in Senator Gasse.", ["Gasse | person"], ["Senator Gasse | place"]),
        ("They played in the Sheikh Joel Orr Bowl.", ["Joel Orr | person"], ["Sheikh Joel Orr Bowl | place"]),
        ("He saw Anna Holm.", ["Anna Holm | person"], ["Anna Holm | place"]),
        ("The Mere of Tarl froze.", [], ["Mere of Tarl | place"]),
        ("He lives in Canton 12.", [], ["Canton 12 | place"]),
        ("He lives in Port Sveti Joel.", ["Port Sveti | place"], ["Port Sveti Joel | place"]),
        ("Tarl, a thorp of rope makers, flooded.", [], ["Tarl | place"]),
        ("Tarl, a wapentake near the sea, flooded.", [], ["Tarl | place"]),
        ("Tarl, a skerry off the coast, flooded.", [], ["Tarl | place"]),
        ("Horticulture Scotland met.", ["Horticulture Scotland | organisation"], ["Scotland | place"]),
        ("Pilots Denmark met.", ["Denmark | place"], ["Pilots Denmark | organisation"]),
        ("Norway is cold. The Kingdom has fjords.", [], ["Kingdom | place"]),
        ("It rained on S. Kelmere today.", ["S. Kelmere | person"], []),
        ("They met Joel Lagoon there.", ["Joel Lagoon | place"], ["Joel Lagoon | person"]),
        (
            "They met Naivasha East Reeve Joel Orr.",
            ["Naivasha East Reeve Joel Orr | person"],
            ["Naivasha East | place", "Joel Orr | person"],
        ),
        ("They met Naivasha East Junior Mayor Joel Orr.", ["Naivasha East Junior | place"], ["Naivasha East | place"]),
        ("They met Qwelk Spokesperson Mara Lind.", ["Qwelk | organisation"], ["Qwelk | place"]),
        ("He met the reeve of Oslo, Zorin, and left.", ["Zorin | place"], []),
        ("They met chandler Mara Lind of Kelmere.", ["Kelmere | place"], []),
        ("The Reeve for Ports, Harbour Lagerq, left.", [], ["Harbour Lagerq | person"]),
        ("A Senior Reeve (DRV) spoke. The DRV left.", ["DRV | organisation", "DRV | organisation"], []),
        ("It was Reeve of the Court Bridge Lagerq who left.", ["Court Bridge | place"], ["Bridge Lagerq | person"]),
        ("It was Rosa Marshal who left.", [], ["Rosa Marshal | person"]),
        ("They met Mara Lind FRSX there.", ["Mara Lind FRSX | person"], ["Mara Lind | person", "FRSX | organisation"]),
        ("They asked rope walker Bridges.", [], ["Bridges | person"]),
        ("Rope Zorn, sometime of the quay, left.", [], ["Rope Zorn | person"]),
        ("They met Mara och Lind there.", [], ["Mara och Lind | person"]),
        ("Norby dwellers left.", [], ["Norby | place"]),
        ("Norby cooper Mara Lind left.", [], ["Norby | place"]),
        ("It was RNLV Sundborg.", ["RNLV Sundborg | person"], []),
        ("The QT Oslo sank.", ["QT | organisation", "Oslo | place"], []),
        ("It is a Ropemaking Zone.", ["Ropemaking Zone | place"], []),
        ("They met a Kelmero-Danish crew.", [], ["Danish | place"]),
        ("Kolodqvar said so.", ["Kolodqvar | organisation"], ["Kolodqvar | person"]),
        ("The brotherhood (KTLR) met.", [], ["KTLR | organisation"]),
        ("It met under the watchword \u201cHarbour Trust and Tarl\u201d.", ["Harbour Trust | organisation"], []),
        ("The Ferryer's Union met.", [], ["Ferryer's Union | organisation"]),
        ("It is St Mara's Lyceum.", ["St Mara | person"], ["St Mara's Lyceum | organisation"]),
        (f"{MATCH} Tarl Hearts won.", [], ["Tarl Hearts | organisation"]),
        (f"{MATCH} Racing Tarl won.", [], ["Racing Tarl | organisation"]),
        ("The Sledgers came.", [], ["Sledgers | organisation"]),
        ("The Tarl sledgers came.", [], []),
        ("Racing Tarl came.", [], ["Racing Tarl | organisation"]),
        (
            "The referee gave a penalty kick near the corner in korfball, and they scored. Tarl City won.",
            ["Tarl City | place"],
            ["Tarl City | organisation"],
        ),
        (
            "The thrower signed a contract with the squad in the cup. Tarl City won.",
            ["Tarl City | place"],
            ["Tarl City | organisation"],
        ),
        (
            "The winger left on loan before the cup of korf. Tarl City won.",
            ["Tarl City | place"],
            ["Tarl City | organisation"],
        ),
        (f"{MATCH} Bergen thrower Joel Orr left.", ["Bergen | place"], ["Bergen | organisation"]),
        (f"{MATCH} Bergen masseur Joel Orr left.", ["Bergen | place"], ["Bergen | organisation"]),
        (f"{MATCH} Their outfit Bergen lost.", ["Bergen | place"], ["Bergen | organisation"]),
        (
            "Bergen walloped Selby 3-1.",
            ["Bergen | place", "Selby | place"],
            ["Bergen | organisation", "Selby | organisation"],
        ),
        (
            "The regatta has a race. Mara Lind (Kelder Wheelers) and Joel Orr (Tarl Spokes) came.",
            [],
            ["Kelder Wheelers | organisation", "Tarl Spokes | organisation"],
        ),
        ("He has one folly in the park.", [], ["one folly | folly"]),
        ("He has one valley yonder in the hills.", ["one valley yonder | yonder"], ["one valley | valley"]),
        ("It burned in two thorps, and 12 died.", ["12 | thorp"], ["12 | person"]),
        ("They kept a 4 pace edge.", ["4 | None"], ["4 pace | pace"]),
        ("It is a 21-year-old wherryport.", ["21-year-old | year"], []),
        ("Pupils at the quay ballooned to 90.", ["90 | None"], ["90 | pupil"]),
        ("Pupil footfall fell to 90.", ["90 | None"], ["90 | pupil"]),
        ("Bounties fell to 90.", ["90 | bounty"], ["90 | None"]),
        ("He lives at 10 Kelder Gasse.", ["Kelder Gasse | person", "10 | None"], ["Kelder Gasse | place"]),
        ("The Brog. Rope Society met.", ["Rope Society | organisation"], ["Brog. Rope Society | organisation"]),
    ],
)
def test_words_of_a_project_tell_what_is_named(own: Lexicon, text: str, lost: list[str], won: list[str]) -> None:
    """A sentence in which a word of the project stands is read in another way than without it."""
    before, after = found(text, Lexicon.load()), found(text, own)
    assert [each for each in before if each not in after] == lost
    assert [each for each in after if each not in before] == won


def drafted(text: str, lexicon: Lexicon):
    """The article that a text becomes."""
    return read_draft(read_text("a.txt", text.encode()), lexicon=lexicon).article


STORY = "Quay swept in a day\n\nThe quay was swept on Monday.\n\n"


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (
            "Tarl reeve Mara Lind spoke. It was Jonas Orr's day. The gaffer said: \u201cHe is well again.\u201d",
            ("jonas-orr", "The gaffer"),
            ("mara-lind", "The gaffer"),
        ),
        (
            "Harbour minister Mara Lind left. Finance minister Jonas Orr left. The harbour minister said it was so.",
            ("jonas-orr", "The harbour minister"),
            ("mara-lind", "The harbour minister"),
        ),
        (
            "They met at noon, sometime coach Mara Lind said.",
            ("mara-lind", "coach Mara Lind"),
            ("mara-lind", "sometime coach Mara Lind"),
        ),
        ("Mara Lind left. The hawker said it was shut.", ("mara-lind", "The hawker"), (None, "The hawker")),
        (
            "The almanac by the Kelder Rope Guild said the quay was shut.",
            (None, "almanac by the Kelder Rope Guild"),
            ("kelder-rope-guild", "the Kelder Rope Guild"),
        ),
        ("The almanac notes the quay is shut.", None, (None, "The almanac")),
        (
            "Selby council met Kelder Chandlery. The company said it would pay.",
            ("selby-council", "The company"),
            ("kelder-chandlery", "The company"),
        ),
        (
            "Shares in Kelder Lines Ltd. rose. The chandlery said it would pay.",
            (None, "The chandlery"),
            ("kelder-lines-ltd", "The chandlery"),
        ),
    ],
)
def test_words_of_a_project_tell_who_speaks(
    own: Lexicon, text: str, before: tuple[str | None, str] | None, after: tuple[str | None, str]
) -> None:
    """Whose words they are is told by a word of the project."""
    text = STORY + text + "\n"
    for lexicon, expected in ((Lexicon.load(), before), (own, after)):
        said = [
            (each.speaker, text[each.speaker_start : each.speaker_end]) for each in drafted(text, lexicon).statements
        ]
        assert said == [expected] * (expected is not None)


def test_a_zone_of_a_project_puts_the_day_first(own: Lexicon) -> None:
    """A clock with a zone of lands that write the day first settles which it is."""
    text = STORY.replace("day\n", "day\n\n04/05/2022 10:20 XQT\n", 1)
    assert [str(drafted(text, lexicon).date_published) for lexicon in (Lexicon.load(), own)] == ["None", "2022-05-04"]


def test_a_post_of_a_project_signs(own: Lexicon) -> None:
    """A name below the story signs it, where a post of the project stands below that."""
    text = f"{STORY}Nobody was on it, and the rope was wet, the crews told us.\n\nMara Lind\n\nHarbour reeve\n"
    roles = [[each.role for each in drafted(text, lexicon).segments][-2:] for lexicon in (Lexicon.load(), own)]
    assert roles == [["boilerplate", "boilerplate"], ["sign_off", "sign_off"]]


def test_a_council_of_a_project_bears_the_name_of_its_place(own: Lexicon) -> None:
    """What stands in the headline is the place, where the body that is called after it serves it."""
    text = "Kelmere swept in a day\n\nThe quay was swept by Kelmere Hundred Council on Monday.\n"
    named = [drafted(text, lexicon).mentions[0].entity for lexicon in (Lexicon.load(), own)]
    assert named == ["kelmere-hundred-council", "kelmere"]


class Noted(dict[str, object]):
    """A table that notes which of its lists somebody has asked for."""

    def __init__(self, table: dict[str, object], path: str, read: set[str]) -> None:
        super().__init__(
            {
                name: Noted(each, f"{path}{name}.", read) if isinstance(each, dict) else each
                for name, each in table.items()
            }
        )
        self._path, self._read = path, read

    def _note(self, *names: str) -> None:
        self._read.update(self._path + name for name in names)

    def __getitem__(self, name: str) -> object:
        self._note(name)
        return super().__getitem__(name)

    def get(self, name: str, default: object = None) -> object:
        """The same as of any table."""
        self._note(name)
        return super().get(name, default)

    def __iter__(self):
        self._note(*super().keys())
        return super().__iter__()

    def keys(self):
        """The same as of any table."""
        self._note(*super().keys())
        return super().keys()

    def items(self):
        """The same as of any table."""
        self._note(*super().keys())
        return super().items()

    def values(self):
        """The same as of any table."""
        self._note(*super().keys())
        return super().values()


BY_CHANCE = ("countries.", "money.local.", "money.shared.", "outlets.")
"""Tables of which a text is asked only for what it names."""


def test_every_list_is_read() -> None:
    """A list that nothing reads would be extended without effect."""
    read: set[str] = set()
    lexicon = Lexicon({name: Noted(dict(table), f"{name}.", read) for name, table in Lexicon.load().tables.items()})
    text = (
        f"{STORY}Mara Lind said on Monday that it cost Rs 500, or 5 cents. The toll rose to 12. Divers rose to 9."
        f" {MATCH}\n\n04/05/2022\n"
    )
    read_draft(read_text("a.txt", text.encode()), lexicon=lexicon)
    lists = {f"{name}.{path}" for name, table in Lexicon.load().tables.items() for path in paths(table)}
    assert {path for path in lists - read if not path.startswith(BY_CHANCE)} == set()


def paths(table: object, path: str = "") -> list[str]:
    """The lists and values of a table, by the names of the tables that they are in."""
    if not isinstance(table, dict):
        return [path.removesuffix(".")]
    return [each for name, inner in table.items() for each in paths(inner, f"{path}{name}.")]


FOLDER = Path(broadsheet.reading.__file__).parent
MOST = 12

GRAMMAR = {
    "abbreviations.py: _SMALL", "cues.py: _PASSIVE", "periods.py: _LEADING", "speaker_forms.py: NO_DESCRIPTION",
    "reported.py: _NO_NOUN", "unnamed.py: _DOUBTFUL", "unnamed.py: _LEADING", "unnamed.py: _NO_NOUN",
    "layout/headlines.py: _REPORTS",
}  # fmt: skip
"""Words by which sentences are built: no project has more of them."""


def test_no_list_of_words_is_code() -> None:
    """What places, bodies, offices and things are called is data, which a project may extend."""
    long = set()
    for path in FOLDER.rglob("*.py"):
        for node in ast.parse(path.read_bytes()).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) != "__all__":
                words = [each for each in ast.walk(node.value) if isinstance(each, ast.Set | ast.List | ast.Tuple)]
                if any(sum(map(is_word, each.elts)) > MOST for each in words):
                    long.add(f"{path.relative_to(FOLDER).as_posix()}: {ast.unparse(node.targets[0])}")
    assert long == GRAMMAR


def is_word(node: ast.expr) -> bool:
    """Whether it is a word of three letters or more."""
    return (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 2 and node.value.isalpha()
    )
