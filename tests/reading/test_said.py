"""What is said by a noun alone or in a clause of its own, and who says it without a name."""

import pytest

from broadsheet.articles import Segment
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.mentions import read_mentions
from broadsheet.reading.statements import read_statements


def told(text):
    """Words and speaker of every statement."""
    segments, start = [], 0
    for line in text.split("\n"):
        if line:
            segments.append(Segment(id=f"g{len(segments) + 1}", role="paragraph", start=start, end=start + len(line)))
        start += len(line) + 1
    mentions, entities = read_mentions(text, segments, Lexicon.load())
    said = read_statements(text, segments, mentions, entities, Lexicon.load())
    return [(text[s.words_start : s.words_end], s.speaker) for s in said]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lê Thị Mơ denied the charge.", "the charge"),
        ("Lê Thị Mơ accepted the findings.", "the findings"),
        ("Lê Thị Mơ accepted that the quay was late.", "the quay was late"),
        ("Lê Thị Mơ welcomed the start of the work.", "the start of the work"),
        ("Lê Thị Mơ put net losses for the year at 5 million dollars.", "net losses for the year at 5 million dollars"),
        ("Lê Thị Mơ blamed the delay on two wet winters.", "the delay on two wet winters"),
        ("Lê Thị Mơ sought clarification on the toll.", "clarification on the toll"),
        ("Lê Thị Mơ expressed gratitude for the ropes.", "gratitude for the ropes"),
        ("Lê Thị Mơ has reported no rise in rust.", "no rise in rust"),
        ("Lê Thị Mơ has offered to supply the rope.", "to supply the rope"),
        ("Lê Thị Mơ concurred with the clerk that the rope was thin.", "the rope was thin"),
        ("Lê Thị Mơ, who sat at the back, later told the clerk that it was late.", "it was late"),
        ("In mitigation, his lawyer Lê Thị Mơ asked the court for a fine.", "the court for a fine"),
        ("Lê Thị Mơ had asked for two years.", "two years"),
        ("Lê Thị Mơ has estimated the value of the bell at Rs 3 crore.", "the value of the bell at Rs 3 crore"),
        ("Lê Thị Mơ, who owns nine barges, claims she paid the toll.", "she paid the toll"),
        ("The head of the guild, Lê Thị Mơ, announced this on Tuesday in Tarl.", "this"),
    ],
)
def test_a_noun_may_be_all_that_is_said(text, words):
    """A charge is denied, findings are accepted, losses put at a sum: the noun is what is said."""
    assert told(text) == [(words, "le-thi-mo")]


@pytest.mark.parametrize(
    "text",
    [
        "Lê Thị Mơ asked not to be named because she works there.",
        "The head of the guild, Lê Thị Mơ, pleaded guilty to two charges.",
        "Lê Thị Mơ welcomed 40 guests.",
        "The boat left before Lê Thị Mơ told the crew it was late.",
    ],
)
def test_a_plea_and_a_wish_for_no_name_say_nothing(text):
    """Who asks not to be named, pleads, welcomes guests or speaks in a clause of time makes no statement."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Farmers welcomed the road but said much of it was late.", "much of it was late", None),
        (
            "The quay sank because a bolt had rusted, an investigation has found.",
            "The quay sank because a bolt had rusted",
            None,
        ),
        ("A survey carried out in July found that 64 percent of them walk.", "64 percent of them walk", None),
        ("The barge had lost its rudder, state television reported.", "The barge had lost its rudder", None),
        (
            "Officials at the Department of Tides warned that the quay was late.",
            "the quay was late",
            "department-of-tides",
        ),
        (
            "The Rope Commission's report, released today, says the quay is late.",
            "the quay is late",
            "rope-commission",
        ),
    ],
)
def test_people_and_papers_speak(text, words, speaker):
    """Farmers, a survey and the report of a body speak; officials at a body speak for it."""
    assert told(text) == [(words, speaker)]


def test_the_company_is_the_only_one_of_its_paragraph():
    """Where a paragraph names one company, that is the company."""
    text = "The Rope Guild met.\nKelder Ropes Ltd sold 5 boats. The company said it was late.\nThe Tide Guild left."
    assert told(text) == [("it was late", "kelder-ropes-ltd")]


def test_the_minister_is_who_has_the_office():
    """The minister is the one of whom the text has said so, and the prime minister is no other minister."""
    text = "The minister of works, Rosa Pike, came. Owner Ivan Pell left. The quay is late, the minister said."
    assert told(text)[-1] == ("The quay is late", "rosa-pike")
    text = "Minister Rosa Pike came. The prime minister said the quay was late."
    assert told(text) == [("the quay was late", None)]


def test_a_label_before_a_colon_names_the_speaker():
    """What somebody is, a name and a colon stand before what is said."""
    text = "Tide Watch Alliance (TWA) coordinator Rosa Pike: “We asked for a bell. We got a leaflet.”"
    assert told(text) == [("We asked for a bell. We got a leaflet.", "rosa-pike")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lê Thị Mơ was quoted by the Tarl Herald as saying that the quay was late.", "the quay was late"),
        ("The Tarl Herald quoted Lê Thị Mơ as saying the quay was late.", "the quay was late"),
        ("The quay was late in May, the Tarl Herald quoted Lê Thị Mơ as saying.", "The quay was late in May"),
        ("“The quay was late,” the Tarl Herald quoted Lê Thị Mơ as saying.", "The quay was late,"),
        ("The paper cited Lê Thị Mơ as saying: “The quay was late.”", "The quay was late."),
    ],
)
def test_who_is_quoted_speaks(text, words):
    """Whose words an outlet relays is the speaker, and not the outlet."""
    assert told(text) == [(words, "le-thi-mo")]


@pytest.mark.parametrize(
    "head", ["The crowd cheered at the quay", "A sign at the quay read", "The crowd cheered Lê Thị Mơ as she came"]
)
def test_who_stands_before_a_colon_is_nobody_else(head):
    """Words behind a colon are of who opens the sentence, and of nobody spoken of before."""
    known, said = told(f"“The quay is late,” Lê Thị Mơ said.\n{head}: “The ropes are new!”")
    assert known[1] == "le-thi-mo"
    assert said == ("The ropes are new!", None)


@pytest.mark.parametrize(
    "head",
    ["And then", "Her answer was short", "Lê Thị Mơ was glad", "Then she turned", "Rope maker Lê Thị Mơ came late"],
)
def test_who_opens_the_sentence_speaks_behind_its_colon(head):
    """A name, he or she, or nobody else at all."""
    *_, said = told(f"“The quay is late,” Lê Thị Mơ said.\n{head}: “The ropes are new!”")
    assert said == ("The ropes are new!", "le-thi-mo")


@pytest.mark.parametrize("when", ["", " on Monday", " Monday", " at the quay"])
def test_a_few_words_may_stand_before_who_tells(when):
    """A clause that who tells it interrupts after its first words."""
    assert told(f"Three boats, police said{when}, were lost.") == [("were lost", None)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Lê Thị Mơ said with the exception of the bell, all ropes would be sold.",
            "with the exception of the bell, all ropes would be sold",
        ),
        ("Lê Thị Mơ said in a statement she regretted the delay.", "she regretted the delay"),
        ("Lê Thị Mơ said about 300 boats were lost.", "about 300 boats were lost"),
        (
            "Addressing the guild of ropemakers in the hall by the quay, Lê Thị Mơ warned members who left would pay.",
            "members who left would pay",
        ),
    ],
)
def test_a_clause_may_begin_far_behind_its_verb_or_without_that(text, words):
    """Behind what is given, behind the paper that has it, and not in what the speaker did meanwhile."""
    assert told(text) == [(words, "le-thi-mo")]


def test_a_name_of_women_and_men_tells_neither():
    """Pat may be he."""
    text = "Ole Orr asked for a quay.\nMayor Pat Lorn said the plan was late. It cost 40 dollars, he said."
    assert told(text)[-1] == ("It cost 40 dollars", "pat-lorn")


def test_the_agency_is_the_body_that_has_just_spoken():
    """Also where its abbreviation stands in brackets behind its name, and another body's name is the same."""
    text = "The quay is late, the Centre for Rope Control (CRC) reported. It may fall, the agency warned."
    assert [speaker for _, speaker in told(text)] == ["centre-for-rope-control"] * 2


def test_letters_of_an_office_are_those_of_a_body_that_the_text_names():
    """The CTO is an officer where no Caribbean Tourism Organization is told of."""
    text = "The Caribbean Tourism Organization has 24 members. The CTO said that the quay was late."
    assert told(text) == [("the quay was late", "caribbean-tourism-organization")]


def test_a_body_and_its_letters_before_a_place_speak():
    """What stands in brackets behind a name does not part it from where it is and from what it says."""
    text = "The National Kelder Board (NKB) in Oslo said two barges would leave."
    assert told(text) == [("two barges would leave", "national-kelder-board")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lê Thị Mơ has appealed for clothes and pots.", "clothes and pots"),
        ("Lê Thị Mơ gave evidence that the quay was dry.", "the quay was dry"),
        (
            "Forty ropes were cut, according to the Tarl branch of the Rope Growers Union of Northern Kelder (RGU).",
            "Forty ropes were cut",
        ),
    ],
)
def test_pleas_evidence_and_long_names(text, words):
    """What somebody appeals for or gives evidence of is said, and who says it may have many words."""
    assert [said for said, _ in told(text)] == [words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The men fired and killed the four for reasons unknown, said the army officer, who gave no name.",
            ("The men fired and killed the four for reasons unknown", None),
        ),
        ("But Lê Thị Mơ stood by the officers, saying they had been right.", ("they had been right", "le-thi-mo")),
        ("The captain, Lê Thị Mơ, said as many as 40 were there.", ("as many as 40 were there", "le-thi-mo")),
        ("In another case, Lê Thị Mơ reported finding a boat off Tarl.", ("finding a boat off Tarl", "le-thi-mo")),
        ("The military also said it had held a raid.", ("it had held a raid", None)),
    ],
)
def test_who_says_it_before_and_behind_a_clause(text, expected):
    """An officer without a name, the head of the sentence before "saying", an army."""
    assert told(text) == [expected]


def test_who_is_named_in_what_is_said_does_not_say_it():
    """He added it of somebody else; and whom people fear to be buried, nobody tells of."""
    text = "Mayor Joel Orr said he would come. His office had been in touch with Ole Lorn, he added."
    assert told(text)[-1] == ("His office had been in touch with Ole Lorn", "joel-orr")
    assert told("Dozens of people feared buried under a house that fell were found.") == []


def test_an_apposition_may_lack_its_second_comma():
    """Who is a villager speaks, and so does whoever spoke before, though somebody else is named in his words."""
    assert told("“It has been late,” Lê Thị Mơ, a villager said.") == [("It has been late,", "le-thi-mo")]
    text = "Director Ole Lind spoke.\n“We back Petra Orr,” he said.\n“The quay has high tolls.”"
    assert [speaker for _, speaker in told(text)] == ["ole-lind", "ole-lind"]


@pytest.mark.parametrize(
    "text",
    [
        "The flood claimed 27 lives in the valley since June.",
        "Lê Thị Mơ claimed four for 38 in only her second match.",
        "Lê Thị Mơ claimed a third silver medal on the lake.",
    ],
)
def test_what_is_won_or_lost_is_not_said(text):
    """A flood claims lives and a bowler wickets."""
    assert told(text) == []


def test_what_somebody_claims_of_a_victory_is_said():
    """Behind what might be won a verb shows that it is claimed with words."""
    assert told("Lê Thị Mơ claimed the victory was hers.") == [("the victory was hers", "le-thi-mo")]


def test_a_clause_may_stand_between_somebody_without_a_name_and_the_verb():
    """Who has no name may be told of between commas before the verb."""
    assert told("The left-hander, whose best was 87, said he had feared the rain.") == [
        ("he had feared the rain", None)
    ]


def test_an_office_between_commas_is_whose_who_speaks_and_no_word_said():
    """What somebody is stands between commas behind what is said, in words that no list has."""
    text = "The ferry to Skarn will stop on Monday, the harbour master, Mara Lind, said."
    assert told(text) == [("The ferry to Skarn will stop on Monday", "mara-lind")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two boats sank in the storm, which the Tide Institute said was the worst in years.",
            ("was the worst in years", "tide-institute"),
        ),
        ("The fire began in a shed that police said had no door.", ("had no door", None)),
        ("Lê Thị Mơ also expressed Norway's interest in the quay.", ("Norway's interest in the quay", "le-thi-mo")),
        (
            "Kelder Lines Ltd. reported net income for the third quarter of $3.3 billion.",
            ("net income for the third quarter of $3.3 billion", "kelder-lines-ltd"),
        ),
        (
            "Kelder Lines Ltd. announced an interim dividend of Rs2 for each share.",
            ("an interim dividend of Rs2 for each share", "kelder-lines-ltd"),
        ),
        (
            "Three deaths came from the towns of Tarl and Elda, said Lê Thị Mơ, harbour information officer.",
            ("Three deaths came from the towns of Tarl and Elda", "le-thi-mo"),
        ),
        (
            "“The sum paid to the clerk to be held in trust by the bank” ruled the court.",
            ("The sum paid to the clerk to be held in trust by the bank", None),
        ),
        ("Lê Thị Mơ rows. “The quay was sold in May,” the documents read.", ("The quay was sold in May,", None)),
    ],
)
def test_what_the_words_around_a_verb_of_saying_tell(text, expected):
    """Of a thing just named, of a country's interest, as a result in figures, behind a verb of the past."""
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to a report by Reuters, Mayor Lê Thị Mơ said that the quay was closed.", "le-thi-mo"),
        (
            "Two boats sank, according to a survey and all masts broke, Reuters said, citing the town of Tarl.",
            "reuters",
        ),
        ("According to a statement made available by Lê Thị Mơ, the quay was closed.", "le-thi-mo"),
        (
            "Kelder Lines Ltd. (KEL), a ferry line, saw its fares rise, the company's half-year report said.",
            "kelder-lines-ltd",
        ),
        ("Ferry line Kelder Lines Ltd. (KEL) said its fares rose.", "kelder-lines-ltd"),
        ("Kelder Lines (KEL.SK), a ferry line, said its fares rose.", "kelder-lines"),
        ("At the wish of Mara Lind, Oda Brevik will sail to Tarl, the Kelder Union (KU) said.", "kelder-union"),
        ("“It will be held in the town,” said foreign adviser Md. Rehesh Orr at a briefing.", "md-rehesh-orr"),
    ],
)
def test_who_says_the_whole_of_a_sentence(text, speaker):
    """Not the press that tells of it, nor what a part is by; a report is its owner's, letters of shares nobody's."""
    ((_, said),) = told(text)
    assert said == speaker


def test_what_a_company_reported_before_is_only_when_something_was():
    """Shares that rise after a company reported a sum are what is told of; what it said is said all the same."""
    assert told("Its stock is soaring after the company reported a 60 per cent rise in sales.") == []
    text = "Shares fell after Kelder Lines Ltd. said it would shut its quay."
    assert told(text) == [("it would shut its quay", "kelder-lines-ltd")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Chief minister Ravi Nadar came. CM Nadar said the quay was late.", "ravi-nadar"),
        ("Chief minister Ravi Nadar came. The CM said the quay was late.", "ravi-nadar"),
        ("Spokesman Omar Sultan came. General Sultan said the quay was late.", "omar-sultan"),
    ],
)
def test_letters_and_titles_before_a_last_name(text, speaker):
    """A chief minister goes by letters, and a title may be somebody's last name."""
    assert [said for _, said in told(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Prime Minister Joel Orr hosted a reception for Omani Ambassador Ali Lind. The guest said the quay held.",
            "ali-lind",
        ),
        ("Joel Orr received a delegation headed by Minister Ali Lind. The guest said the quay held.", "ali-lind"),
        ("Joel Orr received Minister Ali Lind. The host said the quay held.", "joel-orr"),
        ("Joel Orr said the quay held. One guest rose. The guest said it did not.", None),
        (
            "Guild to meet Ambassador\n\nMinister Joel Orr met Ambassador Ali Lind. The ambassador said the quay held.",
            "ali-lind",
        ),
    ],
)
def test_guests_hosts_and_offices_of_the_line_before(text, speaker):
    """Whoever was received is the guest; an office that ends the headline is nobody's below it."""
    assert told(text)[-1][1] == speaker


def test_the_day_is_no_part_of_who_speaks():
    """Herders on Friday said: the words for who that is end before the day, and a day alone is nobody."""
    text = "Herders on Friday said it was late."
    segments = [Segment(id="g1", role="paragraph", start=0, end=len(text))]
    (said,) = read_statements(text, segments, (), (), Lexicon.load())
    assert text[said.speaker_start : said.speaker_end] == "Herders"
    assert told("Valve works, a maker of taps, today reported sales of $4 million.") == []


def test_half_of_a_last_name_may_be_a_town():
    """Who has been named in full speaks by a last name that begins as a town does."""
    assert told("Mara London-Lind came. London-Lind said the quay held.") == [("the quay held", "mara-london-lind")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The quay will not reopen before Monday, Kelder Guild system manager Mara Lind says.",
            ("The quay will not reopen before Monday", "mara-lind"),
        ),
        (
            "The quay won't reopen before Monday, Mara Lind of Kelder Shipping Ltd. wrote in a note.",
            ("The quay won't reopen before Monday", "mara-lind"),
        ),
        ("The quay was shut, with police saying it had sunk.", ("it had sunk", None)),
        ("As Mara Lind of the Kelder Guild has argued, brine is no waste.", ("brine is no waste", "mara-lind")),
        ("The lido claims it was full in May.", ("it was full in May", None)),
        ("Mara Lind called for an inquiry.", ("an inquiry", "mara-lind")),
        ("Mara Lind thanked Tarl for the ropes.", ("Tarl for the ropes", "mara-lind")),
        ("Mara Lind blamed the guild.", ("the guild", "mara-lind")),
        ("Mara Lind denied this.", ("this", "mara-lind")),
        ("Mara Lind rejected the findings.", ("the findings", "mara-lind")),
        ("Mara Lind also commended the role of the guild.", ("the role of the guild", "mara-lind")),
        (
            "Legislator Mara Lind of the Rope Party (RP) accused the guild of having sat on the plans.",
            ("the guild of having sat on the plans", "mara-lind"),
        ),
        ("Both sides reaffirmed the importance of rope.", ("the importance of rope", None)),
        ("The two sides agreed to open a quay.", ("to open a quay", None)),
        ("Mara Lind has offered EUR 400 for a gate.", ("EUR 400 for a gate", "mara-lind")),
    ],
)
def test_attributions_of_agencies_and_of_diplomats(text, expected):
    """What closes or opens a sentence, what follows "with", and verbs that say something by a noun alone."""
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Lind spoke on the theme: ‘Ropes for All,’ at noon.",
        "Mara Lind agreed to open a quay.",
        "Mara Lind offered 46 boats a berth.",
        "Earnings were 4 dollars a share, 6 cents better than analysts expected.",
    ],
)
def test_titles_deeds_and_comparisons_say_nothing(text):
    """The theme of a meeting is nobody's words, and what one agrees to or offers is done."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The fire was small, and divers hoped to put it out by noon, said Mara Lind.",
            ("The fire was small, and divers hoped to put it out by noon", "mara-lind"),
        ),
        ("Norway reported 360 people killed.", ("360 people killed", None)),
        ("Norway called on Tarl to open its quay.", ("Tarl to open its quay", None)),
        ("The ministers of Norway and Chad agreed to open a quay.", ("to open a quay", None)),
        ("Mara Lind ordered the evacuation of the quay.", ("the evacuation of the quay", "mara-lind")),
        ("Some brokers are convinced the quay will close.", ("the quay will close", None)),
        ("Mara Lind has committed to pay for the rope.", ("pay for the rope", "mara-lind")),
        ("In Tarl, where it rained, keepers have reported losing a third of them.", ("losing a third of them", None)),
    ],
)
def test_who_tells_of_a_whole_sentence_and_of_what_is_only_counted(text, expected):
    """Whoever closes a sentence has said all of it; countries report numbers, call on others and agree."""
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The club dismissed coach Mara Lind.",
        "The High Court dismissed the guild's bid to block the toll.",
        "The number of cases reported weekly peaked at 164.",
    ],
)
def test_who_is_dismissed_and_what_is_reported_weekly_is_not_said(text):
    """A coach and a plea are dismissed, and no words; cases that are reported are no report."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kelder Corp. grew. The chipmaker told guests that it was glad.", "kelder-corp"),
        ("Mayor Steve Lind said the quay was dry. “It is,” she said.", "steve-lind"),
        ("Chinese Ambassador to Norway Hu Lind came. The ambassador said the quay was dry.", "hu-lind"),
        ("Prime Minister Mara Lind met Ole Orr, a diver. The government leader said it was late.", "mara-lind"),
        ("“It is late,” the head of the UN office for Chad, Jan Egeland, said.", "jan-egeland"),
        ("Dr Magnus Eze came. Eze said the quay was dry.", "magnus-eze"),
    ],
)
def test_a_noun_of_trade_an_office_abroad_and_names_that_are_words(text, speaker):
    """Chipmakers, government leaders and ambassadors to a country are who was named; Jan is no month before a name."""
    assert told(text)[-1][1] == speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine people were on the ferry, informed the guild's secretary Mara Lind.", "mara-lind"),
        ("The ferry sank off Tarl on Sunday night, said Superintendent of Police (SP) Mara Lind.", "mara-lind"),
        ("Mara Lind admitted in a plea in the spring of 2005 that she had sold it.", "mara-lind"),
        ("Mara Lind rows. “The quay was sold in May,” the court filing read.", None),
        ("The quay will shut in May, according to a draft text seen by Reuters.", None),
        ("Inspector Mara Lind came. DSP Lind said the quay was dry.", "mara-lind"),
    ],
)
def test_police_courts_and_papers_that_others_have_seen(text, expected):
    """Who informs, what was said in a plea, a filing, and a draft of which only the reader is named."""
    assert told(text)[-1][1] == expected


def test_who_closes_a_sentence_says_what_is_quoted_in_it():
    """The spokeswoman behind the quotation has said it, though others agreed to it; who leaves may do so saying why."""
    text = "The ministers agreed that “both of the sides should talk in May,” spokeswoman Mara Lind said at a briefing."
    assert told(text) == [("both of the sides should talk in May,", "mara-lind")]
    assert told("Pyongyang has left the talks, saying that Oslo must pay.") == [("Oslo must pay", None)]
    assert told("But it is a cost we bear, saying it is late.") == []
