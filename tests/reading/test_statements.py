"""Who is reported to have said what."""

import pytest

from broadsheet.articles import Segment, Statement
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.mentions import read_mentions
from broadsheet.reading.statements import read_statements


def read(text, roles=None):
    """What the reader finds."""
    segments, start = [], 0
    for line in text.split("\n"):
        if line:
            role = roles[len(segments)] if roles else "paragraph"
            segments.append(Segment(id=f"g{len(segments) + 1}", role=role, start=start, end=start + len(line)))
        start += len(line) + 1
    lexicon = Lexicon.load()
    mentions, entities = read_mentions(text, segments, lexicon)
    return read_statements(text, segments, mentions, entities, lexicon)


def told(text):
    """Mode, words and speaker of every statement."""
    return [(s.mode, text[s.words_start : s.words_end], s.speaker) for s in read(text)]


MO = "Minister Lê Thị Mơ opened the quay.\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“The quay holds,” she said.", "The quay holds,"),
        ('"The quay holds," said Mơ.', "The quay holds,"),
        ("‘The quay’s fine, it’s dry,’ Mơ said.", "The quay’s fine, it’s dry,"),
        ("'The men's quay holds,' Mơ said.", "The men's quay holds,"),
        ("« The quay holds », said Mơ.", "The quay holds"),
        ("„The quay holds“, Mơ said.", "The quay holds"),
        ("``The quay holds,'' Mơ said.", "The quay holds,"),
        ("Mơ said: “The quay holds.”", "The quay holds."),
        ("“Will it hold?” the minister asked.", "Will it hold?"),
        ("“Will it hold?” Mơ asked.", "Will it hold?"),
        ("“It holds,” she said, “and it is dry.”", "It holds,” she said, “and it is dry."),
        ("“It holds,” she said. “It is dry.”", "It holds,” she said. “It is dry."),
        ("“He told me ‘never’ twice,” she said.", "He told me ‘never’ twice,"),
        ("“The quay holds, said Mơ.", "The quay holds"),
    ],
)
def test_reads_quotations_in_any_marks(text, words):
    """What stands between the marks is the speaker's, whatever the marks are."""
    assert told(MO + text) == [("direct", words, "le-thi-mo")]


@pytest.mark.parametrize(
    "text",
    [
        "The “floating door” opened at noon.",
        "Farmers' boats and the owners' carts came in the '90s.",
        "The film “A Quiet Quay” was shown.",
        "“No swimming”, reads the sign on the quay.",
    ],
)
def test_terms_titles_and_apostrophes_are_no_speech(text):
    """A quoted term, a title or an inscription says nothing."""
    assert told(MO + text) == []


@pytest.mark.parametrize(
    ("text", "mode", "words"),
    [
        ("She said the quay would hold.", "indirect", "the quay would hold"),
        ("According to Mơ, the quay will hold.", "indirect", "the quay will hold"),
        ("The quay will hold for years, the minister said.", "indirect", "The quay will hold for years"),
        ("The quay, she said, will hold for many years.", "indirect", "will hold for many years"),
        ("She called it “a door to the sea”.", "mixed", "a door to the sea"),
        ("Mơ said that the work was “late, but done”.", "mixed", "late, but done"),
    ],
)
def test_reads_what_is_reported(text, mode, words):
    """The outlet's own words and the quoted ones inside them are told apart."""
    assert told(MO + text) == [(mode, words, "le-thi-mo")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The quay will hold for years, said Mơ, a builder's daughter.", "The quay will hold for years"),
        ("The minister, who was born in Hue, said on Monday that it would hold.", "it would hold"),
        ("Mơ, 43, said: the work took ten years.", "the work took ten years"),
        ("Mơ urged the masters to slow down at the quay.", "the masters to slow down at the quay"),
        ("She hopes to open a second quay.", "to open a second quay"),
        ("According to her, the quay will hold.", "the quay will hold"),
        ("Mơ of the Harbour Office told reporters that it would hold.", "it would hold"),
        ("Mơ met the masters and said the quay would hold.", "the quay would hold"),
        ("Mơ denied the work had been late.", "the work had been late"),
        ("Mơ called the fee illegal.", "the fee illegal"),
        ("Mơ put the yearly loss at 40 million dong.", "the yearly loss at 40 million dong"),
        ("Mơ estimated the loss at 40 million dong.", "the loss at 40 million dong"),
        ("Mơ expects sales of 40 million dong.", "sales of 40 million dong"),
        ("Mơ called for a fee of 40 dong.", "a fee of 40 dong"),
        ("Mơ ruled out any talk of new fees.", "any talk of new fees"),
        ("Mơ suggested closing 30 of the sheds.", "closing 30 of the sheds"),
        ("Mơ said in a statement sent out by the Harbour Office that it would hold.", "it would hold"),
        ("The quay will hold for years, Minister Mơ told a news conference in Hue.", "The quay will hold for years"),
    ],
)
def test_reads_what_is_reported_wherever_its_verb_stands(text, words):
    """An apposition, a colon, an order, an intent or a second verb hides nothing that is said."""
    assert told(MO + text) == [("indirect", words, "le-thi-mo")]


@pytest.mark.parametrize(
    "text",
    [
        "UNESCO added the quay to its list.",
        "Mơ called the police from the quay.",
        "Asked for comment at the gate, the minister shook her head.",
        "Owners protested a new fee of 3 euros, as the masters had done.",
        "The “green book”, as farmers call it, is free.",
        "Mơ blasted recent claims that the quay leans.",
        "The quay is said to lean.",
        "The office will admit no more than 900 visitors.",
        "Trains carried 300 people, compared with 200 before.",
        "The dues rise according to plan.",
    ],
)
def test_no_clause_is_no_statement(text):
    """A verb of saying with an object alone, in the passive, in the future, or as a noun reports nothing."""
    assert told(MO + text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A hawker, Rosa Obel, lost her goods.\n“It is gone,” said the hawker.", "rosa-obel"),
        ("Rosa Obel, 43, lost her goods.\n“It is gone,” the 43-year-old said.", "rosa-obel"),
        ("Rosa Obel, mother of two, met Ivar Holm.\n“It is gone,” she said.", "rosa-obel"),
        ("Rosa Obel, whose son is ill, left.\n“It is gone,” Obel said.", "rosa-obel"),
        ("A lawyer of Rosa Obel came.\n“It is gone,” a lawyer for Obel said.", None),
        ("Rosa Obel left.\n“It is gone,” an official said.", None),
        ("Rosa Obel left.\n“It is gone,” the official said.", None),
        ("“It is gone,” says one of the masters, 34-year-old skipper Rosa Obel.", "rosa-obel"),
        ("“It is gone,” its manager, Rosa Obel, told the Kelder Post.", "rosa-obel"),
        ("“It is gone,” Rosa Obel, chair of the Kelder Guild, told the Kelder Post.", "rosa-obel"),
    ],
)
def test_a_speaker_is_the_person_who_is_meant(text, speaker):
    """An epithet is the person just named; an unnamed official is nobody."""
    assert [s.speaker for s in read(text) if s.mode == "direct"] == [speaker]


def test_a_speaker_may_be_a_role_named_before():
    """The engineer is whoever the text has called so."""
    text = (
        "Ana Obel, an engineer, met Minister Lê Thị Mơ.\n“It leans,” the engineer said.\n“It holds,” the minister said."
    )
    assert [s[2] for s in told(text)] == ["ana-obel", "le-thi-mo"]


def test_pronouns_keep_to_what_is_known_of_a_person():
    """He is not Ms Obel."""
    text = "Mr Tom Veldt met Ms Ana Obel.\n“It leans,” he said.\n“It holds,” she said."
    assert [s[2] for s in told(text)] == ["tom-veldt", "ana-obel"]


def test_nobody_is_guessed():
    """A speaker whom the text does not name stays open."""
    assert [s[2] for s in told(MO + "“It leans,” a passer-by said.")] == [None]


def test_a_quotation_may_run_over_paragraphs():
    """Every paragraph of it is one statement of the same speaker."""
    text = MO + "“It holds,” she said. “It is dry.\n“And it is ours.”"
    assert [(s.mode, s.speaker) for s in read(text)] == [("direct", "le-thi-mo")] * 2


@pytest.mark.parametrize(("opening", "closing"), [("\u2018", "\u2019"), ("'", "'")])
def test_a_quotation_in_single_marks_may_run_over_paragraphs(opening, closing):
    """Each paragraph opens anew, the last one closes; apostrophes do neither, and a mark alone opens none."""
    words = ["It holds, and Tarl's boats are in.", "It was dry all night.", "It is ours."]
    text = f"{MO}She said: {opening}{words[0]}\n{opening}{words[1]}\n{opening}{words[2]}{closing}\nThe guild paid."
    assert told(text) == [("direct", each, "le-thi-mo") for each in words]
    assert told(f"{MO}She went {opening}home.\nThe guild paid.") == []


@pytest.mark.parametrize(
    ("who", "speaker"),
    [
        ("Club manager Joel Orr", "joel-orr"),
        ("Tarl boss Joel Orr", "joel-orr"),
        ("Bank manager Joel Orr", None),
        ("The hotel manager, Joel Orr,", None),
    ],
)
def test_only_who_trains_a_team_is_the_coach(who, speaker):
    """The manager of a bank is another one."""
    assert [s[2] for s in told(f"{who} left the quay. The coach said that it was dry.")] == [speaker]


def test_answers_belong_to_the_person_asked():
    """In an interview every paragraph of an answer is a statement."""
    text = MO + "Will it hold?\nIt will.\nFor years."
    found = read(text, ["paragraph", "question", "answer", "answer"])
    assert [(s.mode, s.speaker) for s in found] == [("answer", "le-thi-mo")] * 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The road to the quay is closed, herders say.", "The road to the quay is closed"),
        ("It paid a dong a day, a former warden recalled.", "It paid a dong a day"),
        ("Shopkeepers in the old town said rice would last ten days.", "rice would last ten days"),
        ("A man who sells tickets said he had paid the fine.", "he had paid the fine"),
        ("However, some anglers believe that the fish have left.", "the fish have left"),
        ("A guard at the Harbour Office said the gate was shut.", "the gate was shut"),
        ("However, the residents, who own the sheds, claimed that the gate was shut.", "the gate was shut"),
        ("Masters of the ferry told the council the gate was shut.", "the gate was shut"),
    ],
)
def test_nobody_who_is_named_may_speak(text, words):
    """Who is called only by a noun is heard, and no speaker is guessed."""
    assert told(MO + text)[-1] == ("indirect", words, None) or told(MO + text)[-1][1].endswith(words)
    assert told(MO + text)[-1][2] is None


@pytest.mark.parametrize(
    "text",
    [
        "Villagers accused in the case left the quay.",
        "The match ended and the crowd left the quay.",
        "The shares added 14 points to 3,290.",
        "The move confirmed old fears about the quay.",
    ],
)
def test_what_does_no_saying_says_nothing(text):
    """A participle and a thing that does something report nothing."""
    assert told(MO + text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ana Obel, an engineer from Hue who led the work, said the quay would hold.", "ana-obel"),
        ("The Kelder Guild, which owns the sheds, said it had closed the gate.", "kelder-guild"),
        ("The state news agency Kelder Press said the gate was shut.", "kelder-press"),
        (
            "The gate was shut at noon and will be opened on Monday, said Deputy Chief Ana Obel of the Kelder Guild.",
            "ana-obel",
        ),
        ("Ana Obel said the gate was shut. Police advised owners to leave. She said it would open soon.", "ana-obel"),
        ("Ivar Holm praised a fair held by Ana Obel's son Per Obel. He said the gate was shut.", "ivar-holm"),
    ],
)
def test_the_subject_speaks(text, speaker):
    """Who opens the sentence speaks over an apposition; he is the subject of the one before, and no group."""
    assert told(text)[-1][2] == speaker


def test_who_is_named_at_the_end_of_a_long_quotation_said_all_of_it():
    """Paragraphs that each leave their mark open belong to one speaker, also where one of them opens none."""
    text = (
        "Ivar Holm watched Ana Obel mend the gate.\n“It was hard work.\n“I told myself that it would hold.\n"
        "All went as planned,” Obel said."
    )
    assert [(mode, speaker) for mode, _, speaker in told(text)] == [("direct", "ana-obel")] * 3


def test_the_passage_holds_the_attribution():
    """Passage, cue and speaker are spans of the text."""
    text = MO + "“It holds,” Minister Mơ has said."
    (found,) = read(text)
    assert found.slice(text) == "“It holds,” Minister Mơ has said."
    assert text[found.cue_start : found.cue_end] == "has said"
    assert text[found.speaker_start : found.speaker_end] == "Minister Mơ"


def test_an_open_mark_swallows_nothing():
    """A mark that nothing closes ends with its paragraph."""
    text = MO + "“The quay is new.\nThe quay is long.\n“It holds,” she said."
    assert read(text)[-1].slice(text) == "“It holds,” she said."


def test_builds_records_that_the_model_accepts():
    """What is built without checks passes them."""
    for statement in read(MO + "“It holds,” she said.\nShe said it was a good day."):
        assert Statement.model_validate_json(statement.model_dump_json()) == statement


def test_who_wants_somebody_to_do_something_says_so():
    """Wanting another to act is an order that is told; wanting a thing is none."""
    wanted = told(f"{MO}Mơ wants the council to mend the quay.\nMơ wants a quay.")
    assert [(mode, words) for mode, words, _ in wanted] == [("indirect", "the council to mend the quay")]


def test_who_wrote_the_story_is_nobodys_he():
    """A pronoun means somebody of the story, and not the person of its byline."""
    text = "By Petra Orlin\nThe quay shut on Monday.\nShe said the gate was old."
    roles = ["byline", "paragraph", "paragraph"]
    assert [statement.speaker for statement in read(text, roles)] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Every litre went,” Ines Pardo charged.", ("direct", "Every litre went,", "ines-pardo")),
        ("Ines Pardo, 71, a baker: “We lost the crop.”", ("direct", "We lost the crop.", "ines-pardo")),
        (
            "Ines Pardo rode well. “I had nothing left,” the Spaniard said.",
            ("direct", "I had nothing left,", "ines-pardo"),
        ),
        ("“I saw smoke,” said a woman who gave her name only as Losaria.", ("direct", "I saw smoke,", "losaria")),
        (
            "In Selby, Ines Pardo, head of a school that took in 70 people, said there was rice.",
            ("indirect", "there was rice", "ines-pardo"),
        ),
        ("It is alleged that Ines Pardo took the money.", ("indirect", "Ines Pardo took the money", None)),
        ("Ines Pardo denied taking the money home.", ("indirect", "taking the money home", "ines-pardo")),
        ("Ines Pardo warned of floods in the north.", ("indirect", "floods in the north", "ines-pardo")),
    ],
)
def test_rare_forms_of_saying_are_read(text, expected):
    """Charges, turns, people by their nation, names given to a reporter, and allegations are statements."""
    assert told(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "What she calls the “Museum of Clay” opens in June.",
        "The sign at the gate said “Closed for good”.",
        "Shares rose again, adding 14 points to 320.",
    ],
)
def test_titles_signs_and_sums_are_no_statements(text):
    """A title, the words of a sign and what shares add are said by nobody."""
    assert told(MO + text)[1:] == []


def test_who_is_named_in_a_quotation_does_not_speak_in_it():
    """She is none of those whom she speaks of."""
    text = "Ines Pardo runs the shop.\n“Except when Mai Lindqvist calls, nobody buys,” she says."
    assert told(text) == [("direct", "Except when Mai Lindqvist calls, nobody buys,", "ines-pardo")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Justice Inga Maraj sat. Karl Orr spoke. The claim, the judge noted, was that he had paid.", "inga-maraj"),
        ("Minister Inga Maraj came. Jonas Orr said it was late.\nThe Minister added that it was not.", "inga-maraj"),
        ("Orla Minerals digs near Tarl.\nThe company said it had not known of the well.", "orla-minerals"),
        ("Orla Minerals sued Keld Minerals.\nThe company said it had not known of the well.", None),
    ],
)
def test_who_is_called_by_an_office_or_a_kind_is_known(text, speaker):
    """A judge is whom the text calls a justice; a company is the one body that the text is about."""
    assert read(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It went nowhere, according to Inga Maraj, who leads the depot.", "It went nowhere"),
        ("Justice Inga Maraj held that he was wronged.", "he was wronged"),
    ],
)
def test_what_goes_on_about_the_speaker_is_not_said(text, words):
    """A clause about who speaks is none of what is said; a court holds what it finds."""
    assert [text[s.words_start : s.words_end] for s in read(text)] == [words]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("The ferry had no anchor, the lease agreement states.", "The ferry had no anchor", None),
        ("Eels climb at night, biologists report today in a journal.", "Eels climb at night", None),
        ("Growers were asked by Mara Lind to move their sheds.", "to move their sheds", "mara-lind"),
        ("Mara Lind has asked to be put on the list.", "to be put on the list", "mara-lind"),
        ("The Elde Water Board has undertaken to hire a crew.", "to hire a crew", "elde-water-board"),
        ("A young man there told me that the boat had left.", "the boat had left", None),
        ("The Kelder Post gathered that the weir broke.", "the weir broke", "kelder-post"),
        ("According to court documents, Mara Lind bought 31 boats.", "Mara Lind bought 31 boats", None),
        ("Mara Lind left. The contractor insisted that the weir was dry.", "the weir was dry", None),
        ("Mara Lind considers the supply secured until April.", "the supply secured until April", "mara-lind"),
        (
            "Eels climb at night at Kelder University, the study found.",
            "Eels climb at night at Kelder University",
            "kelder-university",
        ),
        ("Minister of Roads and Rivers Kheru Maldane said the weir was dry.", "the weir was dry", "kheru-maldane"),
    ],
)
def test_requests_papers_and_long_offices_are_heard(text, words, speaker):
    """A passive request, what a paper states and a name after an office without a comma have their speakers."""
    assert told(text) == [("indirect", words, speaker)]


def test_a_chief_justice_is_the_one_just_named():
    """An office of two words is a speaker, and he is that one from there on."""
    text = (
        "Chief Justice Hugo Tamme sat. Lawyer Mia Lund said her client had paid. The Chief Justice described the theft"
        " as “bold, but with borrowed oars”. He also ordered the man to pay the costs."
    )
    assert [speaker for _, _, speaker in told(text)] == ["mia-lund", "hugo-tamme", "hugo-tamme"]


def test_a_court_holds_what_it_half_quotes():
    """Single marks hold words of its own, also where it is only called the Court."""
    text = "The Elde Court of Appeal sat. The Court holds that a weir ‘does not stop an eel, but the miller’."
    assert told(text) == [("mixed", "does not stop an eel, but the miller", "elde-court-of-appeal")]


def test_they_have_put_on_weight_says_nothing():
    """What is done with things is not said."""
    assert told("Mara Lind has goats, and they have put on weight, and they like it.") == []


def test_an_obituary_tells_who_she_is():
    """The one of the headline is she, where the text says so far more often than he."""
    text = (
        "Obituary: Mara Isber, pilot\nShe was born in Tarl, and she swam. She sailed with Adwen Kurr. “I was early,”"
        " she said. Mara Isber had a parrot."
    )
    (only,) = read(text, ["headline", "paragraph"])
    assert only.speaker == "mara-isber"


def test_who_is_told_apart_by_a_clause_is_somebody_new():
    """The inspector who examined her is not the one named before."""
    text = "Adwen Kurr sailed with Mara Lind. The inspector who examined her noted that she was early."
    assert told(text) == [("indirect", "she was early", None)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\"He led from the front and won,' Mơ said.", "He led from the front and won,"),
        ("‘’The quay has been shut for weeks,” said Mơ.", "The quay has been shut for weeks,"),
        ('"It was cold", said Mơ, "and nobody came".', 'It was cold", said Mơ, "and nobody came'),
        ('"We left the quay" she added.', "We left the quay"),
        ('Said Mơ: "The tide was high."', "The tide was high."),
        ("“The tide was high.” — Mơ, minister", "The tide was high."),
    ],
)
def test_marks_that_do_not_match_and_names_in_odd_places_are_read(text, words):
    """Pages mix their marks, leave commas out, and name the speaker first or behind a dash."""
    assert told(MO + text) == [("direct", words, "le-thi-mo")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Councillor Mara Lind (Lab) representing Kelder Guild, which objected, said: \u201cIt is full.\u201d",
            "mara-lind",
        ),
        (
            "Jonas Orr won. Asked if he had hoped so, Mara Lind said, \u201cYes, and that is why I came.\u201d",
            "mara-lind",
        ),
        ("Clerk Jonas Orr heard that at noon Mara Lind allegedly told them: \u201cI broke it.\u201d", "mara-lind"),
        (
            "Skarn boss Mara Lind spoke. It was Jonas Orr's day. The gaffer said: \u201cHe is well again.\u201d",
            "mara-lind",
        ),
    ],
)
def test_the_verb_that_leads_to_a_quotation_names_its_speaker(text, speaker):
    """Other verbs stand before it; and who trains a team is called by more words than one."""
    assert read(text)[-1].speaker == speaker


def test_a_question_needs_no_comma_before_it():
    """Whoever asks it is quoted, though no comma stands between."""
    (found,) = read("Mara Lind asked him “Are you there?”.")
    assert (found.mode, found.speaker) == ("direct", "mara-lind")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mara Lind asked the Guild of Tarl for two boats.", "the Guild of Tarl for two boats"),
        ("Mara Lind asked the court for leave.", "the court for leave"),
        ("Mara Lind recommends two doses.", "two doses"),
        ("A report presented at the meeting shows that the dam leaks.", "the dam leaks"),
        ("A survey published by the guild last week found that it leaks daily.", "it leaks daily"),
        ("Mara Lind tells Kelder.Net that the dam leaks.", "the dam leaks"),
        ("Mara Lind told Kelder.com that the dam leaks.", "the dam leaks"),
        ("The authors reply that the dam leaks.", "the dam leaks"),
        ("Mara Lind rejected claims that it leaks daily.", "claims that it leaks daily"),
        (
            "Mara Lind admitted the crew, who sail on Monday, had panicked.",
            "the crew, who sail on Monday, had panicked",
        ),
    ],
)
def test_what_is_asked_for_recommended_and_shown_is_said(text, words):
    """Of a body by its name, in a number of things, by a report with what was done with it, and to a site."""
    assert [said for _, said, _ in told(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "When divers came to the quay in 2010, they found only 60 bales.",
        "Mara Lind rejected a plea for help.",
        "Mara Lind revealed the results of the vote, in which Adwen Kurr won the seat.",
        "Mara Lind announced a levy after fire destroyed the hall.",
    ],
)
def test_what_is_found_turned_down_or_announced_is_no_clause(text):
    """A verb in a clause about a noun, or about when it was, makes none of what is told."""
    assert told(text) == []


def test_who_has_agreed_to_something_does_not_say_it():
    """Whoever tells of it stands at the end."""
    text = "Mara Lind agreed to buy the quay on Elda that closed in 2016, the Guild of Tarl said on Monday."
    ((_, said, speaker),) = told(text)
    assert (said, speaker) == ("Mara Lind agreed to buy the quay on Elda that closed in 2016", "guild-of-tarl")


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "“It holds,” said Tam Reed.\nLê Văn Bảo met Jonas Lind at noon. He said the quay was dry.",
            "the quay",
            "le-van-bao",
        ),
        (
            "“It holds,” said Jonas Lind.\nLê Văn Bảo praised the diver Tam Reed.\n“The quay is dry.”",
            "The quay",
            "le-van-bao",
        ),
        (
            "Jonas Lind said: “We asked my son Tam Reed to dive.”\nThe crowd had to wait.\n“The quay is dry.”",
            "The quay",
            "jonas-lind",
        ),
        (
            "“I slipped. It hurt,” Jonas Lind said of the day on which Tam Reed won. He said the quay was dry.",
            "the quay",
            "jonas-lind",
        ),
        (
            "“It is late,” said Captain Kofen Rose.\n“It holds,” said Rose.\nHe said the quay was dry.",
            "the quay",
            "kofen-rose",
        ),
        (
            "“It holds,” said Jonas Lind.\n“For how long?” Tam Reed asked.\n“It is dry.” Lind said.",
            "It is",
            "jonas-lind",
        ),
        ("The works minister said the quay was dry.\nWorks Minister Tam Reed will dive.", "the quay", "tam-reed"),
        ("The works minister said the quay was dry.\nTides Minister Tam Reed will dive.", "the quay", None),
        ("“It holds,” said Lind on Radio Tarl.", "It holds", None),
        ("“It holds.\n“It is dry,” said Jonas Lind.\n“It holds.\n“They said to me that it is", "They", "jonas-lind"),
        ("The diver said he had met a man called Tam Reed. He said the quay was dry.", "the quay", None),
    ],
)
def test_who_is_only_told_of_does_not_go_on_speaking(text, words, speaker):
    """He is whom a sentence is about, and not whom it names last, or whom somebody tells of."""
    last = [(said, who) for _, said, who in told(text) if said.startswith(words)][-1]
    assert last[1] == speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is done and the quay is dry,” Mơ said.", ("direct", "It is done and the quay is dry,", "le-thi-mo")),
        (
            "“They call it ‘the last quay,’” Mơ said.",
            ("direct", "They call it ‘the last quay,’", "le-thi-mo"),
        ),
        (
            "There are “immense holes,” Mơ said Friday, noting that the wall had stood for ninety years with no loss.",
            ("mixed", "immense holes,", "le-thi-mo"),
        ),
        (
            "“The quay is dry,” the press service of the bank reported, citing Mơ.",
            ("direct", "The quay is dry,", "le-thi-mo"),
        ),
        ("According to the papers\u201a the quay is dry.", ("indirect", "the quay is dry", None)),
        ("Mơ left the hall, labelling the plan “a cheap stunt”.", ("mixed", "a cheap stunt", "le-thi-mo")),
        ("“It holds, and it is dry,” Mơ assessed.", ("direct", "It holds, and it is dry,", "le-thi-mo")),
    ],
)
def test_marks_and_verbs_of_every_house_are_read(text, expected):
    """An opening mark may be lost, another stand within; an attribution may go on, or cite whom it is of."""
    assert told(MO + text) == [expected]


def test_a_name_in_marks_within_a_name_is_not_quoted():
    """Who is called so has not said it, and those who speak for themselves are nobody he could be."""
    assert told("Mayor Mara “Bo” Lind said the quay was dry.") == [("indirect", "the quay was dry", "mara-bo-lind")]
    said = told("“It holds,” said Tam Reed.\nThe women there told the council it leaked.\n“It is dry,” he said.")
    assert [who for _, _, who in said] == ["tam-reed", None, "tam-reed"]
