"""Which quantities a text states, and what they are worth."""

from decimal import Decimal

import pytest

from broadsheet.articles import Figure, Segment
from broadsheet.reading.figures import read_figures
from broadsheet.reading.lexicon import Lexicon


def read(text, role="paragraph"):
    """What the reader finds."""
    segment = Segment(id="g1", role=role, start=0, end=len(text))
    return read_figures(text, [segment], Lexicon.load())


def only(text):
    """The one figure of a text."""
    (figure,) = read(text)
    return figure


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("They built 1,912 huts.", "1,912 huts", 1912, "hut"),
        ("Nearly 50 boats came.", "Nearly 50 boats", 50, "boat"),
        ("It cost US$85 million.", "US$85 million", 85_000_000, "USD"),
        ("A lamp costs VNĐ350,000.", "VNĐ350,000", 350_000, "VND"),
        ("They ship 38.7 million tonnes a year.", "38.7 million tonnes", 38_700_000, "tonne"),
        ("The 5.3 million-strong guild met.", "5.3 million-strong", 5_300_000, "person"),
        ("She asked for half a million bricks.", "half a million bricks", 500_000, "brick"),
        ("Nearly a quarter of a million boats came.", "Nearly a quarter of a million boats", 250_000, "boat"),
        ("It cost a quarter billion euros.", "a quarter billion euros", 250_000_000, "EUR"),
        ("He owns two dozen goats.", "two dozen goats", 24, "goat"),
        ("Turnout fell by 4.5 per cent.", "4.5 per cent", 4.5, "percent"),
        ("Turnout fell by 4.5 percentage points.", "4.5 percentage points", 4.5, "percentage point"),
        ("Relief of Rs 500 crore was paid.", "Rs 500 crore", 5_000_000_000, "INR"),
        ("Floods cost farmers US$86.5bil.", "US$86.5bil", 86_500_000_000, "USD"),
        ("Over 1.4 lakh people moved.", "Over 1.4 lakh people", 140_000, "person"),
        ("The office paid 2.4 trillion won.", "2.4 trillion won", 2_400_000_000_000, "KRW"),
        ("A 10-day walk began.", "10-day", 10, "day"),
        ("A pass costs 68 cents here.", "68 cents", Decimal("0.68"), "USD"),
        ("The roll was dearer by four sen.", "four sen", Decimal("0.04"), "MYR"),
        ("A tin cost 95 US cents then.", "95 US cents", Decimal("0.95"), "USD"),
        ("It was sold for 90 pence.", "90 pence", Decimal("0.9"), "GBP"),
        ("Gauge: the index closed at 3,211.05 again.", "3,211.05", Decimal("3211.05"), "point"),
        ("The ringgit was weaker at 4.4115 by noon.", "4.4115", Decimal("4.4115"), "MYR"),
        ("She has 11 grandchildren.", "11 grandchildren", 11, "grandchild"),
        ("He knitted 14 scarves.", "14 scarves", 14, "scarf"),
        ("A plank 9in wide broke.", "9in", 9, "inch"),
        ("The quay took 4,100 TEU.", "4,100 TEU", 4100, "TEU"),
        ("The 4,200-dwt ship sank.", "4,200-dwt", 4200, "dwt"),
        ("A barge of 900 dwt sank.", "900 dwt", 900, "dwt"),
        ("It costs RM3.5bil a year.", "RM3.5bil", 3_500_000_000, "MYR"),
        ("A well cost GH¢700.", "GH¢700", 700, "GHS"),
        ("The fund holds P1.4-B now.", "P1.4-B", 1_400_000_000, "PHP"),
        ("It is 30cm deep.", "30cm", 30, "centimetre"),
        ("She is a 26-year-old diver.", "26-year-old", 26, "year"),
        ("Three and a half tonnes of flour came.", "Three and a half tonnes", 3.5, "tonne"),
        ("Forty-nine kilns are lit.", "Forty-nine kilns", 49, "kiln"),
        ("Wages rose to 70 kroner in Norway.", "70 kroner", 70, "NOK"),
        ("He has 15 open Sea Trade Agreements.", "15 open Sea Trade Agreements", 15, "agreement"),
        ("It will close in two years.", "two years", 2, "year"),
        ("One in hand: one camera.", "one camera", 1, "camera"),
        ("Some 8 million Kenyans voted.", "Some 8 million Kenyans", 8_000_000, "person"),
        ("It holds 5.6 mg per litre.", "5.6 mg per litre", 5.6, "milligram per litre"),
        ("It was minus 25 degrees Celsius.", "minus 25 degrees Celsius", -25, "degree Celsius"),
        ("It froze at -5C.", "-5C", -5, "degree Celsius"),
        ("A quake of magnitude 6.4 shook it.", "magnitude 6.4", 6.4, "magnitude"),
        ("The mother of four left.", "four", 4, "child"),
        ("The blast killed 12.", "12", 12, "person"),
        ("It injured at least 30 others.", "at least 30", 30, "person"),
        ("He retired at 62.", "62", 62, "year"),
        ("Twice a day 65 cows pass.", "65 cows", 65, "cow"),
        ("It flared 20 bbl of crude.", "20 bbl", 20, "barrel"),
        ("The fee is 500/- in Dodoma, Tanzania.", "500/-", 500, "TZS"),
        ("A loan of 94m/- was paid in Arusha, Tanzania.", "94m/-", 94_000_000, "TZS"),
        ("A stall costs 2bn/= in Kampala, Uganda.", "2bn/=", 2_000_000_000, "UGX"),
        ("He paid Shs 400,000 in Kampala, Uganda.", "Shs 400,000", 400_000, "UGX"),
        ("He paid Tshs 400,000.", "Tshs 400,000", 400_000, "TZS"),
        ("A sack is Nu 41.", "Nu 41", 41, "BTN"),
        ("A sack is 92 Birr.", "92 Birr", 92, "ETB"),
        ("A sack is 340 Turkish Liras.", "340 Turkish Liras", 340, "TRY"),
        ("A goat is 6,000 CFA in Chad.", "6,000 CFA", 6000, "XAF"),
        ("The hills feed 3m head of cattle.", "3m head", 3_000_000, "head"),
        ("A hive gave 90 pounds of honey.", "90 pounds", 90, "pound"),
        ("He paid 90 pounds.", "90 pounds", 90, "GBP"),
        ("All was sold in one day.", "one day", 1, "day"),
        ("It has failed six times since May.", "six times", 6, "time"),
        ("It was minus four at noon.", "minus four", -4, "degree Celsius"),
        ("A 1.8m-wide door stuck.", "1.8m", 1.8, "metre"),
        ("They caught 31 kilogrammes of eel.", "31 kilogrammes", 31, "kilogram"),
        ("The train carries 1200 daily passengers.", "1200 daily passengers", 1200, "passenger"),
        ("The tax was Rs 500 in Lahore, Pakistan.", "Rs 500", 500, "PKR"),
    ],
)
def test_reads_counts_measures_and_money(text, words, value, unit):
    """A number, its qualifier and the noun beside it are one figure."""
    figure = only(text)
    assert (figure.slice(text), figure.value, figure.unit) == (words, Decimal(str(value)), unit)


def test_a_sum_of_which_the_scale_is_unknown_is_left_out():
    """Letters that nobody knows behind a sum may be any number of noughts."""
    assert read("A pier cost US$86.5zil, a boat €4qq.") == ()


def test_reads_what_is_counted_out_of_others():
    """Nine in 10 voters: both numbers count voters."""
    text = "Nine in 10 voters stayed away."
    assert [(figure.slice(text), figure.unit) for figure in read(text)] == [("Nine", "voter"), ("10 voters", "voter")]


@pytest.mark.parametrize(("country", "unit"), [("AU", "AUD"), ("CA", "CAD"), ("US", "USD"), (None, "USD")])
def test_reads_a_bare_dollar_by_the_country_of_the_outlet(country, unit):
    """A dollar is that of the place of publication, where that is known."""
    text = "It cost $5 million."
    segment = Segment(id="g1", role="paragraph", start=0, end=len(text))
    (figure,) = read_figures(text, [segment], Lexicon.load(), country)
    assert figure.unit == unit


@pytest.mark.parametrize(("country", "unit"), [(None, "UGX"), ("KE", "KES"), ("TZ", "TZS")])
def test_reads_shillings_by_the_country_of_the_outlet(country, unit):
    """A paper of Kenya writes of Uganda in its own shillings."""
    text = "In Uganda a bed is free; Uganda does not take the Sh500 that Busia does."
    segment = Segment(id="g1", role="paragraph", start=0, end=len(text))
    (figure,) = read_figures(text, [segment], Lexicon.load(), country)
    assert figure.unit == unit


def test_both_sides_of_a_rate_are_read():
    """Without blanks round its sign as with them; what an address is called stands behind such a sign, too."""
    assert [(str(f.value), f.unit) for f in read("($1=24.003 crowns)")] == [("1", "USD"), ("24.003", "SEK")]
    assert read("See skarn.example/a?id=24 for more.") == ()


@pytest.mark.parametrize(
    "text", ["He saved a penalty on 58 minutes.", "He scored on 58 minutes, when Tarl were asleep."]
)
def test_the_minute_of_a_match_is_no_figure(text):
    """It tells when something came about."""
    assert read(text) == ()


def test_minutes_that_are_counted_are_figures():
    """Sleep, or a notice, is of so many."""
    assert [f.unit for f in read("She works on 58 minutes of sleep.")] == ["minute"]


@pytest.mark.parametrize("text", ["2. The minister left.", "(2) The minister left.", "2       The minister left."])
def test_the_number_of_a_paragraph_counts_nothing(text):
    """A ministry numbers what it states, with a mark behind the number or wide blanks."""
    assert read(text) == ()


def test_reads_a_dollar_marked_as_local_beside_a_bare_one():
    """Where an outlet marks its own dollar, the bare one is another."""
    text = "It cost C$5 million, or $4 million."
    segment = Segment(id="g1", role="paragraph", start=0, end=len(text))
    figures = read_figures(text, [segment], Lexicon.load(), "CA")
    assert [figure.unit for figure in figures] == ["CAD", "USD"]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It takes 15 to 20 hours.", 15, 20),
        ("It takes between 15 and 20 hours.", 15, 20),
        ("It costs $640 million to $700 million.", 640_000_000, 700_000_000),
        ("They want 2,000-2,500 lamps.", 2000, 2500),
        ("It weighs 2.5 to 3 million tonnes.", 2_500_000, 3_000_000),
        ("It takes between four and nine hours.", 4, 9),
        ("They are between eight and twelve years old.", 8, 12),
        ("It cost between one and two million dollars.", 1_000_000, 2_000_000),
    ],
)
def test_reads_ranges(text, low, high):
    """A range has bounds and no value."""
    figure = only(text)
    assert (figure.value, figure.low, figure.high) == (None, low, high)


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high"),
    [
        ("More than 20 huts", "more than", 20, None),
        ("up to 20 huts", "up to", None, 20),
        ("about 20 huts", "about", None, None),
        ("20 huts", None, None, None),
        ("20 huts or more", "or more", 20, None),
    ],
)
def test_bounds_what_is_approximate(text, qualifier, low, high):
    """The qualifier tells on which side the number is open."""
    figure = only(text)
    assert (figure.qualifier, figure.low, figure.high) == (qualifier, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "On May 3, 2021, and again on 4 June 2022 it rained.",
        "It opened in 1998 and closed in 2003-2005.",
        "Doors open at 20:15, 8.30am or 5 p.m.",
        "She came third in the 12th race of the 1990s.",
        "Call (+84) 24 3822 5512 or 069.518.123 now.",
        "COVID-19, the G20, COP 28, a Boeing 737 and H5N1.",
        "Under Resolution 2231, Directive 15 and Article 5 it stands.",
        "See page 9 and room 12.",
        "They won 3-2.",
        "Everyone saw one another; no one spoke.",
        "Doors open 7.30; by three in the afternoon all was sold, and at four they shut.",
        "It opened on 25 MAR 2021, on 3 Sha'ban 1442, in 1442 AH, in the year 1397.",
        "A 400-year-old bell rang for class five.",
        "It is six times the size and cost nine times as much.",
        "17.05 Summary of the day",
        "The water was 1,6 degrees warmer.",
        "He left three years ago.",
        "The share is 1/3.",
        "TARL 4.5 (29) def ELDA 2.11 (23)",
        "It runs 24/7 at http://example.org/2020/55.",
    ],
)
def test_passes_over_what_counts_nothing(text):
    """Dates, times, ordinals, numbers of documents and names are no figures."""
    assert read(text) == ()


def test_carries_the_noun_to_a_bare_number():
    """A number without a noun counts what the number before it counted."""
    assert [(f.value, f.unit) for f in read("Nine lamps burn, down from 14.")] == [(9, "lamp"), (14, "lamp")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fund has Rs5tr and $1.2tr.", [(5_000_000_000_000, "INR"), (1_200_000_000_000, "USD")]),
        ("They earn 94 cents to $1.03 a share.", [(None, "USD")]),
        ("There are tariffs of 10 and 25 percent on two metals.", [(10, "percent"), (25, "percent"), (2, "metal")]),
        ("It cost $630\u201a700.", [(630_700, "USD")]),
        ("KARACHI: The council of Sindh has Rs 500.", [(500, "PKR")]),
        ("She carried a .22 rifle and stood in the 2200 block of Reed Street.", []),
        ("They rate it on a scale of 0 to 10.", []),
    ],
)
def test_numbers_of_every_house_have_their_worth(text, expected):
    """Trillions have a short sign, a range may begin in cents, a low mark may be a comma; a calibre counts nothing."""
    assert [(f.value, f.unit) for f in read(text)] == expected


def test_ages_and_tolls_have_their_own_unit():
    """An age counts years, a toll counts people."""
    assert [f.unit for f in read("Ada Obel, 81, said the toll rose to 31.")] == ["year", "person"]


def test_reads_no_figures_from_boilerplate():
    """Comment counts are not the article's."""
    assert read("14 comments", role="boilerplate") == ()


def test_builds_records_that_the_model_accepts():
    """What is built without checks passes them."""
    for figure in read("Nearly 50 boats, 3.5 to 4 tonnes and €12m."):
        assert Figure.model_validate_json(figure.model_dump_json()) == figure


def test_a_project_extends_the_words(tmp_path):
    """A project's lexicon adds to ours."""
    file = tmp_path / "lexicon.toml"
    file.write_text('[units.measures]\nbigha = "bigha"\n', encoding="utf-8")
    text = "He farms 12 bigha."
    segment = Segment(id="g1", role="paragraph", start=0, end=len(text))
    assert read_figures(text, [segment], Lexicon.load(file))[0].unit == "bigha"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shares rose 12 cents to $4.10.", [(Decimal("0.12"), "USD"), (Decimal("4.1"), "USD")]),
        ("Keldry firmed by S$0.11 to S$1.30.", [(Decimal("0.11"), "SGD"), (Decimal("1.3"), "SGD")]),
        ("The shire lost 0.43 per cent to 810.", [(Decimal("0.43"), "percent"), (810, None)]),
        ("The council voted 38 to two for it.", [(38, "vote"), (2, "vote")]),
        ("The ballot ended 52 in favour and 11 against.", [(52, "vote"), (11, "vote")]),
    ],
)
def test_a_change_and_what_it_led_to_are_two_figures(text, expected):
    """What stands on both sides of "to" is a range only where neither a change nor a vote is told."""
    assert [(figure.value, figure.unit) for figure in read(text)] == expected


def test_cents_are_those_of_the_money_beside_them():
    """A text that writes S$ means the cents of its own dollar."""
    assert [figure.unit for figure in read("The fare went up by 12 cents; it had been S$2.")] == ["SGD", "SGD"]


def test_a_range_of_cents_is_one_figure():
    """Two to five cents: both ends are hundredths."""
    figure = only("Eggs cost two to five cents.")
    assert (figure.low, figure.high, figure.unit) == (Decimal("0.02"), Decimal("0.05"), "USD")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One machine finished early.", [(1, "machine")]),
        ("One valley north of the town is dry.", [(1, "valley")]),
        ("One grandmother moves out.", [(1, "grandmother")]),
        ("It was one family.", [(1, "family")]),
        ("One writes, one waits.", []),
        ("1 Mara Lind (Nor) Kelder", []),
    ],
)
def test_what_one_counts_ends_before_what_is_told_of_it(text, expected):
    """The noun after "one" ends before a verb, an adverb or a direction; alone it counts nothing."""
    assert [(f.value, f.unit) for f in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Thailand: 71,204 (+2.1%);", [(71_204, None), (Decimal("2.1"), "percent")]),
        ("They counted 21 cases per 10,000 people.", [(21, "case")]),
        ("A woman of 31 was hurt.", [(31, "year")]),
        ("Arturo Blomt was 22 then.", [(22, "year")]),
        ("Six kilns stand idle. Goran V., 52, is the last to bake.", [(6, "kiln"), (52, "year")]),
        ("Her aunt is 82 and sings three psalms.", [(82, "year"), (3, "psalm")]),
        ("One frame has 26 ropes, so they made pulleys, 34 of them.", [(1, "frame"), (26, "rope"), (34, "pulley")]),
        ("Limes cost 250 baisas.", [(Decimal("0.25"), "OMR")]),
        ("The mill will lay off 340 in May.", [(340, "person")]),
        ("When the bus fell, 16 were hurt.", [(16, "person")]),
        ("There are three million of us.", [(3_000_000, "person")]),
        ("Some 120 or so volunteers came.", [(120, "volunteer")]),
        ("Cocoa cost 1,672 pounds a ton; $9 was paid.", [(1672, "GBP"), (9, "USD")]),
        ("Sixty Million goats graze.", [(60_000_000, "goat")]),
        ("It took 490kg per square metre.", [(490, "kilogram per square metre")]),
        ("They found 0.2 mg/l of it.", [(Decimal("0.2"), "milligram per litre")]),
    ],
)
def test_what_is_left_out_is_told_by_the_words_around(text, expected):
    """Lists, ages, the staff, the hurt, rates and prices: what a number counts, and when it counts nothing."""
    assert [(f.value, f.unit) for f in read(text)] == expected


CRICKET = "Tarl, sent in, lost three wickets in the first six overs. "


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Lind made 44 from 31 balls.", [44]),
        ("Obel and Tamme added 71 in 58 balls.", [71]),
        ("The last five wickets fell for 14.", [14]),
        ("Tarl were 96 for 5 at tea, with 3-19 for Obel.", []),
        ("Elda 131 for six (Al Obel 44, Tamme 3-19) beat Tarl.", [44]),
        ("Lind was 52 not out.", [52]),
        ("Obel took four for 38, and Tamme had three for 29.", [38, 29]),
        ("Lind, whose previous best was 87, passed 90.", [87, 90]),
        ("They had 12 balls left.", []),
    ],
)
def test_bare_numbers_of_cricket_count_runs(text, runs):
    """Where wickets fall a number without a noun may count runs, and a score counts nothing."""
    found = [f for f in read(CRICKET + text) if f.start >= len(CRICKET)]
    assert [f.value for f in found if f.unit == "run"] == runs


def test_the_noun_may_stand_behind_the_number_of():
    """What is counted may be told after the number: it brings to 45 the number of boats."""
    (figure,) = read("The find brings to 45 the number of boats lost since May.")
    assert (figure.value, figure.unit) == (45, "boat")


def test_runs_are_of_cricket_alone():
    """Elsewhere a number is not taken for runs."""
    assert [f.unit for f in read("The price fell by 44 from 31 balls of wool.")] != ["run"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("THREE nurses flew in.", 3, "nurse"),
        ("Floods hit four towns and six died.", 6, "person"),
        ("Fourteen were fined, six of them tourists.", 6, "person"),
        ("Sales grew to EUR 38.2 million (34.3)", 34_300_000, "EUR"),
    ],
)
def test_a_number_takes_its_unit_from_what_it_must_count(text, value, unit):
    """The dead are people, whatever was counted before; brackets hold the sum of the year before."""
    last = read(text)[-1]
    assert (last.value, last.unit) == (value, unit)


def test_a_road_costs_no_naira():
    """N2 is a road where nothing is told of naira."""
    assert read("The N2 was shut.") == ()
    assert [f.unit for f in read("A ride costs N50, or 50 naira.")] == ["NGN", "NGN"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The share rose 2-1/2 points.", "2.5", "point"),
        ("They swam 3 3/4 miles.", "3.75", "mile"),
        ("Some 7,000-plus fans came.", "7000", "fan"),
    ],
)
def test_fractions_behind_a_number_and_plus_are_read(text, value, unit):
    """A part behind a stroke is added, and what stands behind plus is counted."""
    assert (only(text).value, only(text).unit) == (Decimal(value), unit)


def test_one_that_was_taken_by_somebody_counts_nothing():
    """It stands for the decision."""
    assert not read("The decision was one taken by the panel.")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It cost SKr 212m.", 212_000_000, "SEK"),
        ("It cost NKr 640m.", 640_000_000, "NOK"),
        ("It cost $US 21.8m.", 21_800_000, "USD"),
        ("It cost TL 3m.", 3_000_000, "TRY"),
        ("A supply for 46,000 people depends on the dam.", 46_000, "person"),
        ("It has one seat outside the port.", 1, "seat"),
        ("It carried 11.9 billion tonne-km.", 11_900_000_000, "tonne kilometre"),
    ],
)
def test_signs_of_money_and_ends_of_nouns(text: str, value: int, unit: str) -> None:
    """Signs of the kroner and those behind the dollar's; behind people no further noun is counted."""
    segments = [Segment(id="g1", role="paragraph", start=0, end=len(text))]
    (figure,) = read_figures(text, segments, Lexicon.load())
    assert (figure.value, figure.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("What becomes of the two keepers hinges on the court.", 2, "keeper"),
        ("It met two arms dealers.", 2, "dealer"),
        ("It lost three species lists.", 3, "list"),
        ("They asked two wardens earlier this year.", 2, "warden"),
        ("They dug up two sarcophagi.", 2, "sarcophagus"),
        ("They found 11 ammunition.", 11, "ammunition"),
    ],
)
def test_a_verb_is_no_noun_behind_a_plural(text: str, value: int, unit: str) -> None:
    """What is said of two keepers hinges on something; who was asked earlier in the year is counted."""
    assert (only(text).value, only(text).unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["It was built two years earlier this way.", "They met three weeks earlier on a boat."]
)
def test_how_long_ago_something_was_counts_nothing(text: str) -> None:
    """Years that lie between two things are no quantity, whatever follows."""
    assert not read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It bought three minibuses.", [(3, "minibus")]),
        ("Nine consortia came.", [(9, "consortium")]),
        ("The panels of 540 W glow.", [(540, "watt")]),
        ("Its population, 7,700 in spring, has halved.", [(7700, "person")]),
        ("Mara Lind and six others were held.", [(6, "person")]),
        (
            "It ran over 18 tankers. He may sway the witnesses, as he has met two of them.",
            [(18, "tanker"), (2, "witness")],
        ),
        ("They work four hours in the morning and four in the evening.", [(4, "hour"), (4, "hour")]),
        ("The rates are three to four times those of Tarl.", []),
        ("They ring at four in the evening.", []),
    ],
)
def test_others_populations_shifts_and_multiples(text: str, expected: list[tuple[int, str]]) -> None:
    """What a bare number counts by the words beside it; a multiple and an hour count nothing."""
    assert [(f.value, f.unit) for f in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It netted two second half penalties.", 2, "penalty"),
        ("It was a 30 second video.", 30, "second"),
        ("She is a four-term mayor.", 4, "term"),
        ("It took three and half years.", "3.5", "year"),
        ("Two were jailed for fraud.", 2, "person"),
        ("A wicket fell in an over, and Orr played an innings of 31.", 31, "run"),
    ],
)
def test_halves_terms_and_prisoners(text: str, value: int | str, unit: str) -> None:
    """A second half is no second; who is jailed is a person, and an innings is of runs."""
    assert (only(text).value, only(text).unit) == (Decimal(value), unit)
