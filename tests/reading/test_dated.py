"""Days that one phrase joins, days of captions and days that are still to come."""

from datetime import date

import pytest

from broadsheet.articles import Segment
from broadsheet.reading.events import read_events
from broadsheet.reading.lexicon import Lexicon


def dates(text, role="paragraph"):
    """The dates of the events of a text that was published on a Sunday."""
    segment = Segment(id="g1", role=role, start=0, end=len(text))
    return [event.date for event in read_events(text, [segment], Lexicon.load(), date(2019, 2, 17))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was there from October 8 to 11.", "2018-10-08/2018-10-11"),
        ("It met on Jan. 29 and 30.", "2019-01-29/2019-01-30"),
        ("The quay is open from 3 June to 18 August 2019.", "2019-06-03/2019-08-18"),
        ("It lost boats between March 2011 and August 2015.", "2011-03/2015-08"),
        ("They met from 8 to 11 October 2018.", "2018-10-08/2018-10-11"),
        ("It rained from 28 December to 3 January.", "2018-12-28/2019-01-03"),
        ("On Feb. 5 and 12 boats were there it rained.", "2019-02-05"),
        ("It meets on 23-26 May 2019.", "2019-05-23/2019-05-26"),
        ("The fair runs March 3-5, 2024.", "2024-03-03/2024-03-05"),
        ("The fair runs March 3 \u2013 5, 2024, in Skarn.", "2024-03-03/2024-03-05"),
        ("The fair runs Mar. 3-5 in Skarn.", "2019-03-03/2019-03-05"),
        ("The fair runs from March 30-April 2, 2024.", "2024-03-30/2024-04-02"),
        ("It lost boats in the fourth quarter of 2018.", "2018-10/2018-12"),
        ("It lost boats in the first half of 2018.", "2018-01/2018-06"),
        ("It lost boats in Q3 2018.", "2018-07/2018-09"),
        ("It lost boats in the third half of 2018.", "2018"),
        ("They host Tarl on Thursday.", "2019-02-21"),
        ("The Keels take on Tarl Rovers at home on Thursday.", "2019-02-21"),
        ("The ferry has cancelled all trips on Thursday.", "2019-02-21"),
        ("The ferry cancelled all trips on Thursday.", "2019-02-14"),
        ("They beat Tarl on Thursday.", "2019-02-14"),
        ("The toll would rise under a bill presented to the house on Thursday.", "2019-02-14"),
        ("A levy that would rise by half advanced to the house Thursday.", "2019-02-14"),
        ("The bill will be presented to the house on Thursday.", "2019-02-21"),
        ("It would be formally approved on Thursday.", "2019-02-21"),
        ("The ferry left on Sunday (Feb 17).", "2019-02-17"),
        ("The quay shut on Friday (8 February) for good.", "2019-02-08"),
    ],
)
def test_days_that_a_phrase_joins_are_one_event(text, expected):
    """From one day to another is an interval; a match that is still to be played is on the coming day."""
    assert dates(text) == [expected]


@pytest.mark.parametrize("text", ["They lost in March 3-5 to Tarl.", "It was March 5-3.", "It was March 3-50, 2024."])
def test_figures_behind_a_month_may_be_no_days(text):
    """The score of a match in a month, and what is no day of it, date nothing."""
    assert dates(text) == []


def test_a_day_in_brackets_closes_its_clause():
    """The clause of a day in brackets ends behind them."""
    text = "The ferry left on Sunday (Feb 17), she said."
    (event,) = read_events(
        text, [Segment(id="g1", role="paragraph", start=0, end=len(text))], Lexicon.load(), date(2019, 2, 17)
    )
    assert event.slice(text) == "The ferry left on Sunday (Feb 17)"


def test_captions_are_dated():
    """The day that a caption prints is that of an event."""
    assert dates("The quay on February 16, 2019.", "caption") == ["2019-02-16"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The quay will open in November.", "2019-11"),
        ("In June, the quay will be closed.", "2019-06"),
        ("The quay was closed in November.", "2018-11"),
        ("Boats are cheaper since January.", "2019-01"),
        ("The council says it will sell the ferry by late March.", "2019-03"),
        ("The town promised to send a boat to Tarl by April.", "2019-04"),
        ("They may stay until the end of May.", "2019-05"),
        ("She asked both towns to hold the next talks of the Ropes and Sails Board in Tarl in June.", "2019-06"),
        ("The bank has promised to pay 1,280 savers by June, with help.", "2019-06"),
        ("The town was ready to buy boats in June.", "2019-06"),
        ("The council meets in Tarl in June.", "2019-06"),
        ("Last November they lost two boats.", "2018-11"),
        ("Cod is sold by the quay in April.", None),
        ("Cod fetches most in April.", None),
        ("They used to leave in April.", None),
        ("Built in 1998, it was closed in March.", None),
        ("The board was told to close it in March.", None),
    ],
)
def test_months_without_a_year_are_the_nearest_on_their_side(text, expected):
    """A month is of the year that the tense of its clause tells; of none where that leaves it open."""
    assert dates(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    ["The April meeting was long.", "In May Tarl was there.", "May said so.", "They had it in March last year."],
)
def test_a_month_is_told_from_a_name_by_the_words_beside_it(text):
    """The month of a meeting, a woman called May and a month of a year that is told beside it are no month alone."""
    assert [day for day in dates(text) if day and day.startswith("2019")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks resume in Tarl on Monday.", "2019-02-18"),
        ("Rain is forecast before Friday.", "2019-02-22"),
        ("It hoped to clear the lane by Friday.", "2019-02-22"),
        ("On Friday, the council will vote.", "2019-02-22"),
        ("She said on Friday the council would vote.", "2019-02-15"),
        ("She told reporters in Tarl on Friday it would be a loss.", "2019-02-15"),
        ("The crew leaves for Tarl on Friday.", "2019-02-22"),
        ("The road won't be clear before Monday.", "2019-02-18"),
        ("The wake is from 5 to 7 p.m. Thursday.", "2019-02-21"),
        ("The council decided on Wednesday to buy a boat that would break the ice.", "2019-02-13"),
        ("The house on Thursday passed a bill that would allow it.", "2019-02-14"),
        ("They had planned to open it on Wednesday.", "2019-02-13"),
        ("Last Sunday they met.", "2019-02-10"),
        ("A hearing is scheduled for Sunday.", "2019-02-17"),
        ("They will meet next Sunday.", "2019-02-24"),
        ("Tarl meet Elda in the final on Monday.", "2019-02-18"),
        ("The fair is planned for Sunday, March 3, in Skarn.", "2019-03-03"),
        ("The fair is planned for Sunday 3 March in Skarn.", "2019-03-03"),
    ],
)
def test_a_weekday_lies_on_the_side_that_its_clause_tells(text, expected):
    """What is to come is on the coming day, what was decided on the last one; beside a date it is a part of that."""
    assert dates(text) == [expected]
