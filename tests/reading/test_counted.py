"""Sums in any money, and what a bare number counts."""

import pytest

from broadsheet.articles import Segment
from broadsheet.reading.figures import read_figures
from broadsheet.reading.lexicon import Lexicon


def counted(text, country=None):
    """Value and unit of every figure."""
    segment = Segment(id="g1", role="paragraph", start=0, end=len(text))
    found = read_figures(text, [segment], Lexicon.load(), country)
    return [(f.value if f.value is None else float(f.value), f.unit) for f in found]


@pytest.mark.parametrize(
    ("text", "country", "unit"),
    [
        ("A hoe costs Rwf31,000.", None, "RWF"),
        ("A hoe costs Tzs 31,000.", None, "TZS"),
        ("A hoe costs SBD 31,000.", None, "SBD"),
        ("A hoe costs PEN 31,000.", None, "PEN"),
        ("A hoe costs kr 31,000.", "NO", "NOK"),
        ("A hoe costs 31,000 kwacha in Malawi.", None, "MWK"),
        ("A hoe costs 31,000 kwacha.", None, "ZMW"),
        ("A hoe costs 31,000 somonis.", None, "TJS"),
    ],
)
def test_sums_have_the_money_of_their_sign(text, country, unit):
    """Codes of ISO 4217 and customary signs stand before a sum; the country tells whose they are."""
    assert counted(text, country) == [(31_000, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "Call +84 24 3825 1234.",
        "1. The minister opened the talks.",
        "(2) The minister thanked the guild.",
        "It is under CC BY 4.0 and under Creative Commons Attribution-NonCommercial 4.0.",
        "Lan sinh ngày 6 tháng 5 năm 2024.",
        "One trader, who left early, laughed.",
    ],
)
def test_numbers_of_lines_and_licences_count_nothing(text):
    """A telephone, a numbered paragraph, a licence and a date state no quantity."""
    assert counted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gainers outnumbered losers by 548 to 312.", [(548, "gainer"), (312, "loser")]),
        ("A millet sack fell to 6,000 CFA francs (US$11) from 14,000.", [(6000, "XOF"), (11, "USD"), (14000, "XOF")]),
        ("Palm oil slid RM21 to RM2,266.", [(21, "MYR"), (2266, "MYR")]),
        ("The trip was cut from seven to four days.", [(7, "day"), (4, "day")]),
        ("They sold two passenger and freight ferries to 300 away fans.", [(2, "ferry"), (300, "fan")]),
        ("The six Gulf Guild Council (GGC) states met.", [(6, "state")]),
        ("It released loans to 212 of 1,781 guilds.", [(212, "guild"), (1781, "guild")]),
        ("The ferry with 212 aboard sank.", [(212, "person")]),
        ("After the cod came boats: 37 of them in April.", [(37, "boat")]),
        ("In four districts two have died.", [(4, "district"), (2, "person")]),
        ("The number of students who have worked in the old Tide House stood at 212.", [(212, "student")]),
        ("Fines are ranging from EUR 17,000 to EUR 51,000.", [(None, "EUR")]),
        ("The traps hold 24 grams of mud per square meter.", [(24, "gram per square metre")]),
        ("There were 38 aftershocks, the strongest measuring 5.2.", [(38, "aftershock"), (5.2, "magnitude")]),
        ("It has lost one of its two engines.", [(1, "engine"), (2, "engine")]),
        ("I have two pairs in the office and one in the trunk.", [(2, "pair"), (1, "pair")]),
        ("The 140-odd wells are dry.", [(140, "well")]),
        ("A woman of 31 cannot count.", [(31, "year")]),
        ("Every second tenant is older than 65.", [(65, "year")]),
    ],
)
def test_a_bare_number_counts_what_its_clause_names(text, expected):
    """The noun of a bare number stands behind the next number, before it, or in the clause."""
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The death toll from a landslide in the hills above Tarl rose to 29.", [(29, "person")]),
        ("Two ferrymen drowned, raising the toll to at least 31.", [(2, "ferryman"), (31, "person")]),
        ("A tremor with a 5.1 magnitude shook Tarl.", [(5.1, "magnitude")]),
        ("Some 3,500 search and rescue personnel came.", [(3500, "personnel")]),
        ("The bulletin told of 32 harbour officers killed by raiders.", [(32, "officer")]),
        ("They burnt nine ladders, 127 Oltan and two pumps.", [(9, "ladder"), (127, None), (2, "pump")]),
        ("They dried 40 pandanuk on two roofs.", [(40, "pandanuk"), (2, "roof")]),
        ("A 5- to 6-hour walk leads there.", [(None, "hour")]),
    ],
)
def test_a_bare_number_counts_what_its_own_words_tell(text, expected):
    """A toll is of people; a noun of its own, known or not, keeps a number from what the one before it counts."""
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("The 21-year-old land use plan stays.", 0),
        ("A two-month old labour shortage is ending.", 0),
        ("A 21-year-old student spoke.", 1),
        ("A 30-year-old company owner spoke.", 1),
    ],
)
def test_the_age_of_a_thing_is_no_figure(text, ages):
    """That of a person is, also of one who is told of by a thing."""
    assert len(counted(text)) == ages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost 62 cents, and 1.5 cents less later.\nS$3 is due; S$4 was due.", [(0.62, "SGD"), (0.015, "SGD")]),
        ("A share earned 1.12 Singapore cents.", [(0.0112, "SGD")]),
        ("A share earned 4 Australian cents.", [(0.04, "AUD")]),
        ("The fare rose by twenty centavos.\nA ticket costs R$4.", [(0.2, "BRL")]),
        ("The fare rose by twenty centavos.", [(20, "centavo")]),
    ],
)
def test_cents_are_of_the_money_that_the_text_has(text, expected):
    """Where no sign stands in the paragraph, the text's other paragraphs tell, or the word before the cents."""
    end = text.find("\n") if "\n" in text else len(text)
    found = read_figures(text, [Segment(id="g1", role="paragraph", start=0, end=end)], Lexicon.load())
    assert [(float(f.value), f.unit) for f in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They won N$1,5 million.", [(1_500_000, "NAD")]),
        ("They sold 3,25 million tonnes.", [(3_250_000, "tonne")]),
        ("Prices rose by 1,5%.", [(1.5, "percent")]),
        ("They sold 1,500 million tonnes.", [(1_500_000_000, "tonne")]),
        ("The mast is 1,5 somehow.", []),
        ("Rent is HRK 900.", [(900, "HRK")]),
        ("Rent is 900 kuna.", [(900, "HRK")]),
        ("Fares To Rise 12.5 Percent In May", [(12.5, "percent")]),
        ("Fares To Rise 4 Per Cent In May", [(4, "percent")]),
        ("THREE VILLAGES FLATTENED IN STORM", [(3, "village")]),
        ("FORMULA ONE RACES TO START", []),
    ],
)
def test_numbers_are_read_in_other_letters_and_with_a_decimal_comma(text, expected):
    """A comma before one or two digits of millions or per cent can part no thousands; titles have capitals."""
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of 23 quays, 15 posted losses.", [(23, "quay"), (15, "quay")]),
        ("A loan of 40m Swiss francs.", [(40_000_000, "CHF")]),
        ("They sold 567,598 MT of rice.", [(567_598, "tonne")]),
        ("The field gave 6.5 t/ha.", [(6.5, "tonne per hectare")]),
        ("Jobs rose by 12,000 to 1.3 million.", [(12_000, None), (1_300_000, None)]),
        ("Fares rose by 40 to 60 euros.", [(None, "EUR")]),
        ("The oldest was 81 and the youngest 3.", [(81, "year"), (3, "year")]),
    ],
)
def test_shares_of_a_count_rates_and_what_a_rise_leads_to(text, expected):
    """What some of them did is none of what they are; a change and where it leads are two figures."""
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The driver, a 52-year-old Dane, was among the three taken to hospital.", [(52, "year"), (3, None)]),
        ("A 12-year-old boy and a 10-year-old girl spoke.", [(12, "year"), (10, "year")]),
        ("One woman died. Eight others were taken to Tarl.", [(1, "woman"), (8, "person")]),
        ("They import 800 tonnes while 1.9 million of their own trees stand idle.", [(800, "tonne"), (1.9e6, "tree")]),
    ],
)
def test_what_the_number_before_does_not_tell(text, expected):
    """An age counts nobody, others beside a woman are people, and what is one's own is named behind it."""
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four five-person crews left.", [(4, "crew"), (5, "person")]),
        ("They sent two hundred and five men and twenty-five boats.", [(205, "man"), (25, "boat")]),
        ("A mother-of-four left.", [(4, "child")]),
        ("It is the only one possible.", []),
        ("They found one Malaysian.", [(1, "person")]),
        ("It held 15 nanograms per milliliter.", [(15, "nanogram per millilitre")]),
        (
            "Deaths were told of in Oltan (12), Uxal (10) and Ekdal (nine).",
            [(12, "person"), (10, "person"), (9, "person")],
        ),
        ("Ines Lorn of Tarl and Joel Orr of Elda, 17 and 18 at the time, left.", [(17, "year"), (18, "year")]),
        ("Petra (43) and Ines (45) left.", [(43, "year"), (45, "year")]),
    ],
)
def test_number_words_beside_one_another_and_numbers_in_brackets(text, expected):
    """Two units are two numbers; in brackets behind a list of towns stand the dead, behind given names ages."""
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He won 7-6 (3) and left.", []),
        ("The 30-share index fell.", [(30, "share")]),
        ("He has no name here because he is under 18.", [(18, "year")]),
        ("The 2019 Danish herring quota is set.", []),
        ("The train leaves at 7.45.", []),
        ("It closed at 73.37 somehow.", [(73.37, None)]),
    ],
)
def test_tie_breaks_years_of_a_land_and_hours(text, expected):
    """No day has 73 hours, a tie-break has points, and a year before a land counts nobody."""
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A magnitude-7.2 quake shook Tarl.", [(7.2, "magnitude")]),
        ("The FTSE 100 fell. The CAC 40 rose, and the Euro STOXX 600 too.", []),
        ("There were 12 votes for, one against.", [(12, "vote"), (1, "vote")]),
        ("It was passed by four votes to one.", [(4, "vote"), (1, "vote")]),
        ("One against the wall was blue.", []),
        ("The 10 accused are in custody; three accused, who wept, were freed.", [(10, "accused"), (3, "accused")]),
        ("Two accused the mayor.", [(2, None)]),
        (
            "With 64.9 percent Orrish voters, 20.8 Norse voters and 0.2 others, Tarl is mixed.",
            [(64.9, "percent"), (20.8, "percent"), (0.2, "percent")],
        ),
        ("20 percent of men went, with 2.5 children per man.", [(20, "percent"), (2.5, "child")]),
        (
            "Some 900 children between nine months and 14 years are ill, and 12,400 were seen.",
            [(900, "child"), (9, "month"), (14, "year"), (12400, "child")],
        ),
        ("They held a 4 goal lead.", [(4, "goal")]),
        (
            "The ship had 24 sailors, 14 were saved, while one has died.",
            [(24, "sailor"), (14, "sailor"), (1, "sailor")],
        ),
    ],
)
def test_votes_shares_strengths_and_those_who_stand_trial(text, expected):
    """What a number counts is told by how votes fall, by the share before it, by a hyphen and by what is led by."""
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It joins two earlier outline schemes.", [(2, "scheme")]),
        ("He had left two years earlier.", []),
        ("The guild voted by four to three in favour of it.", [(4, "vote"), (3, "vote")]),
        ("He came by four.", []),
        ("It left two soldiers dead and 12 miners missing.", [(2, "soldier"), (12, "miner")]),
        ("“It is gone,” said one resident who wept.", []),
        ("The clerk said one resident left.", [(1, "resident")]),
        ("Please call 911 for help.", []),
        ("They call 40 voters a day.", [(40, "voter")]),
    ],
)
def test_earlier_ones_votes_the_dead_and_telephones(text, expected):
    """What was before is counted as well; the dead are still soldiers; a telephone and who says so are no counts."""
    assert counted(text) == expected


def test_the_deceased_are_persons_and_quintals_are_measured():
    """Who died is a person, and a harvest is told by what it is measured on."""
    assert counted("Two deceased were found.") == [(2, "person")]
    assert counted("They reaped 22 quintals of wheat per acre.") == [(22, "quintal per acre")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Visitors to the island rose to 4,000.", [(4000, "visitor")]),
        ("Visitors to the island rose to 4,000. The price of a ship reached 5,000.", [(4000, "visitor"), (5000, None)]),
        ("Domestic passengers, meanwhile, totaled 17.38 million.", [(17_380_000, "passenger")]),
        ("Passenger traffic grew 8.15% to 14.87 million.", [(8.15, "percent"), (14_870_000, "passenger")]),
        ("Pupil numbers have fallen from 90 to 70.", [(90, "pupil"), (70, "pupil")]),
        ("Tarl Air had a passenger volume of 8.45 million.", [(8_450_000, "passenger")]),
        ("Headcount was cut to 1,310.", [(1310, "person")]),
        ("The price of two ships reached 4,000.", [(2, "ship"), (4000, "ship")]),
        ("Print runs reached 40,000.", [(40_000, None)]),
        ("Police said one died after the flood.", [(1, "person")]),
        ("It was a 50-basis-point cut.", [(50, "basis point")]),
        ("It held two infants. Twelve others left.", [(2, "infant"), (12, "person")]),
        ("Of the number of sick, 55 children are here, 31 there.", [(55, "child"), (31, "child")]),
        ("The last one died in Tarl.", []),
        ("It flew 4.62 billion tonne-kilometers.", [(4_620_000_000, "tonne-kilometre")]),
    ],
)
def test_the_subject_of_a_verb_of_number_is_counted(text, expected):
    """What rose to a number, or is its traffic; not what has a price, and of people one who died."""
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lind made a quickfire 38.", [(38, "run")]),
        ("Orr took six wickets for 31.", [(6, "wicket"), (31, "run")]),
        ("Lind (44) and Orr (29) put on 67.", [(44, "run"), (29, "run"), (67, "run")]),
        ("It was Mara Lind's 83 and three catches.", [(83, "run"), (3, "catch")]),
        ("Orr fell for 12 after a five-wicket haul.", [(12, "run"), (5, "wicket")]),
        ("The 17-overs game began late.", [(17, "over")]),
    ],
)
def test_a_match_of_cricket_has_runs(text, expected):
    """Bare numbers in a report of it are runs, in brackets behind a name too."""
    assert counted(f"A wicket fell in the over. {text}") == expected
