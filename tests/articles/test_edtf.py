"""EDTF dates: what the pattern and `parse` take, refuse, mean and say."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import product
from typing import Annotated

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pace import takes_less
from pydantic import Field, TypeAdapter, ValidationError
from strategies import tried

from broadsheet.articles.edtf import (
    MAX_LENGTH,
    PATTERN,
    PATTERNS,
    DateError,
    parse,
)
from broadsheet.articles.figure import Figure
from broadsheet.articles.schemas import json_schema

JSON_SCHEMA = json_schema(Figure)["$defs"]["EdtfDate"]
"""The definition of a date in the published schemas."""

# --- The specification's examples (loc.gov/standards/datetime, 4 February 2019) ----
# From memory; the qualified intervals of level 1 stand in the draft of 2012, and of the
# sub-year groupings the specification shows only 2001-34.

SPECIFICATION = {
    "0 date": "1985-04-12 1985-04 1985",
    "0 date and time": "1985-04-12T23:20:30 1985-04-12T23:20:30Z 1985-04-12T23:20:30-04 1985-04-12T23:20:30+04:30",
    "0 time interval": "1964/2008 2004-06/2006-08 2004-02-01/2005-02-08 "
    "2004-02-01/2005-02 2004-02-01/2005 2005/2006-02",
    "1 letter-prefixed calendar year": "Y170000002 Y-170000002",
    "1 seasons": "2001-21 2001-22 2001-23 2001-24",
    "1 qualification of a date": "1984? 2004-06~ 2004-06-11%",
    "1 unspecified digits from the right": "201X 20XX 2004-XX 1985-04-XX 1985-XX-XX",
    "1 extended interval": "1985-04-12/.. 1985-04/.. 1985/.. ../1985-04-12 "
    "../1985-04 ../1985 1985-04-12/ 1985-04/ 1985/ /1985-04-12 /1985-04 /1985 "
    "1984~/2004-06 1984/2004-06~ 1984?/2004% 1984-06-02?/2004-08-08~",
    "1 negative calendar year": "-1985",
    "2 exponential year": "Y-17E7",
    "2 significant digits": "1950S2 Y171010000S3 Y3388E2S3",
    "2 sub-year groupings": "2001-25 2001-32 2001-33 2001-34 2001-39 2001-40 2001-41",
    "2 set representation": "[1667,1668,1670..1672] [..1760-12-03] [1760-12..] "
    "[1760-01,1760-02,1760-12..] [1667,1760-12] [..1984] {1667,1668,1670..1672} "
    "{1960,1961-12} {..1984}",
    "2 qualification of a group": "2004-06~-11 2004?-06-11",
    "2 qualification of a component": "?2004-06-~11 2004-%06-11",
    "2 unspecified digits": "156X-12-25 15XX-12-25 XXXX-12-XX 1XXX-XX 1XXX-12 1984-1X",
    "2 interval": "2004-06-~01/2004-06-~20 2004-06-XX/2004-07-03",
}
GOOD = [
    pytest.param(text, int(feature[0]), id=f"{feature}: {text}")
    for feature, texts in SPECIFICATION.items()
    for text in texts.split()
]

REFUSED = {
    "2021-02-30": '"2021-02-30": February 2021 has 28 days',
    "1900-02-29": '"1900-02-29": February 1900 has 28 days',
    "2021-04-31?": '"2021-04-31?": April 2021 has 30 days',
    "2021/2022-02-30": '"2022-02-30": February 2022 has 28 days',
    "[2021,2021-06-31]": '"2021-06-31": June 2021 has 30 days',
    "2021-13": '"2021-13": months run from 01 to 12, seasons and quarters from 21 to 41',
    "31 Feb": '"31 Feb" is not a date; write YYYY-MM-DD',
    "３": '"３" is not a date; write YYYY-MM-DD',
    "": '"" names no date; write null where none is known',
    "../..": '"../.." names no date; write null where none is known',
    "2021\n": r'"2021\n" has blanks around it; take them away',
    "-0000-01": '"-0000-01" is in the year 0; write 0000',
    "20210102": '"20210102" lacks hyphens; write YYYY-MM-DD',
    "2021-5-3": '"2021-5-3" lacks a zero; write YYYY-MM-DD',
    "1/2/3": '"1/2/3" is not a date; write YYYY-MM-DD, or start/end',
    "2021-01-01T10:00:00/2022": '"2021-01-01T10:00:00/2022" has a time in an interval; write the days only',
    "2021-01-01T24:00:00": '"2021-01-01T24:00:00" has no hour 24; write 00:00:00 of the next day',
    "2021-12-31T23:59:60": '"2021-12-31T23:59:60" is a leap second; write :59',
    "2021-01-01 10:00": '"2021-01-01 10:00" is not a date-time; write YYYY-MM-DDThh:mm:ssZ',
    "199u": '"199u" marks digits in lower case; write X',
    "XXX1-02-29": '"XXX1-02-29" has no reading that exists; write like 202X-12-XX',
    "12021": '"12021" has more than four digits; write Y before it',
    "Y2021": '"Y2021" is not a long year; write Y and 5 to 12 digits, or like Y-17E7',
    "?2021~": '"?2021~" qualifies a part twice; write % for ? and ~',
    "2021/open": '"open" is no end of an interval; write .. (open) or nothing (unknown)',
    "[2021}": '"[2021}" is not a set; write like [1667,1670..1672] or {1960,1961-12}',
    "2022/2021": '"2022/2021" ends before it starts; write the earlier date first',
    "[2022..2021]": '"2022..2021" ends before it starts; write the earlier date first',
    "\u202e2021\x1b": r'"\u202e2021\x1b" is not a date; write YYYY-MM-DD',
    "9" * 101: f'"{"9" * 39}…" has 101 characters; write at most 100',
}
BAD = [
    *("2021-00", "2021-20", "2021-42", "2021-01-00", "2021-1", "202", "-", "Y"),
    *("0000-00-00", "2021-13-XX", "2021-21-XX", "2021-2X", "2021-3X", "2021-04-31~"),
    *("2021-02-3X", "2100-02-29", "-0001-02-29", "2021-00-XX", "2021-0X-00", "-0000"),
    *("2021-01-01T", "2021-01T10:00:00", "2021-01-01T10", "2021-01-01T10:00"),
    *("2021-01-01T25:00:00", "2021-01-01T10:60:00", "2021-01-01T10:00:00z"),
    *("2021-01-01T10:00:00.5", "2021-01-01T10:00:00+15", "2021-01-01T10:00:00-00:00"),
    *("2021-01-01T10:00:00+14:30", "2021-01-01T10:00:00?", "2021-01-XXT10:00:00"),
    *("/", "..", "../", "/..", "2021/2022/2023", "2021//2022", "2021/2022/"),
    *("Y17000-01", "Y-0", "Y012345", "Y1234567890123", "Y17E", "Y0E3", "Y1E0", "Y1E13"),
    *("Y1234567E1", "1950S", "1950S0", "1950S10", "195XS2", "1950-01S2", "Y-17e7"),
    *("[]", "{}", "[2021", "2021]", "[2021}", "{2021]", "[2021,]", "[,2021]", "[..]"),
    *("[2021,,2022]", "[2021..2022..2023]", "[..2021..2022]", "[2021,..2022]"),
    *("[2021..,2022]", "[2021..2022-05]", "[2021?..2022]", "[202X..]", "[[2021]]"),
    *("[2021/2022]", "[Y17000,2021]", "2021??", "?2021?", "2021-?05?", "?", "2021-"),
    *(" 2021", "2021 ", "2021\n", "2021-01-01\n", "\n2021", "2021\r", "2021..2022"),
    *("２０２１", "۲۰۲۱", "2021‐01", "2021−01", "uuuu", "1984u", "open", "unknown"),
]  # fmt: skip


# --- A second opinion, written without regular expressions of dates ---------------


def masks(text: str) -> set[str]:
    """Give a text with every choice of its digits replaced by X."""
    return {"".join(c) for c in product(*((d, "X") for d in text))}


def exists(year: int, month: int, day: int) -> bool:
    """Ask the standard library whether a day exists in any proleptic year."""
    with suppress(ValueError):
        return bool(date(2000 + year % 400, month, day))
    return False


@cache
def month_days(*, leap: bool) -> frozenset[str]:
    """List MMDD, with every masking, of every day in a year."""
    year = 2000 if leap else 2001
    days = product(range(1, 13), range(1, 32))
    real = (f"{m:02}{d:02}" for m, d in days if exists(year, m, d))
    return frozenset(mask for text in real for mask in masks(text))


@cache
def leap_years() -> frozenset[str]:
    """List every masking of every leap year from 0000 to 9999."""
    leap = (f"{year:04}" for year in range(10_000) if exists(year, 2, 29))
    return frozenset(mask for text in leap for mask in masks(text))


def component(text: str) -> str | None:
    """Take the one qualifier away that a component may bear."""
    left, right = text[:1] in set("?~%"), text[-1:] in set("?~%")
    if left and right:
        return None
    return text[left : len(text) - right]


def is_calendar_date(text: str) -> bool:
    """Judge a date of level 2 by listing what exists."""
    head, text = (text[:1], text[1:]) if text[:1] in set("?~%") else ("", text)
    negative, text = text.startswith("-"), text.removeprefix("-")
    if negative and text[:1] in set("?~%"):
        return False
    year, *rest = (component(part) for part in (head + text).split("-"))
    if year is None or None in rest or len(year) != 4 or len(rest) > 2:
        return False
    if set(year) - set("0123456789X") or (negative and year == "0000"):
        return False
    parts = [part or "" for part in rest]
    if any(len(part) != 2 for part in parts):
        return False
    if len(parts) == 1 and parts[0] in {str(n) for n in range(21, 42)}:
        return True
    month_day = "".join(parts + ["XX"] * (2 - len(parts)))
    leap = year in leap_years() and not (negative and year == "0000")
    return not parts or month_day in month_days(leap=leap)


def is_long_year(text: str) -> bool:
    """Judge Y, E and S by cutting at the letters."""
    text = text[:-1] if text[-1:] in set("?~%") else text
    year, s, significant = text.partition("S")
    if s and not (len(significant) == 1 and significant in "123456789"):
        return False
    if not year.startswith("Y"):
        plain = year.removeprefix("-").isdecimal() and is_calendar_date(year)
        return bool(s) and plain
    mantissa, e, exponent = year[1:].removeprefix("-").partition("E")
    if not mantissa.isdecimal() or not mantissa.isascii() or mantissa[0] == "0":
        return False
    if not e:
        return 5 <= len(mantissa) <= 12
    return len(mantissa) <= 6 and exponent in {str(n) for n in range(1, 13)}


def is_date_time(text: str) -> bool:
    """Judge a date-time by what the numbers are."""
    day, t, clock = text.partition("T")
    plain = not set(day) - set("0123456789-") and len(day.removeprefix("-")) == 10
    if not (t and plain and is_calendar_date(day)):
        return False
    time_of_day, shift = clock[:8], clock[8:]
    numbers = time_of_day.split(":")
    two = all(len(n) == 2 and n.isdecimal() and n.isascii() for n in numbers)
    if not two or len(numbers) != 3:
        return False
    hour, minute, second = map(int, numbers)
    return hour < 24 and minute < 60 and second < 60 and shift in shifts()


@cache
def shifts() -> frozenset[str]:
    """List every time shift: from -14:00 to +14:00, and no minus zero."""
    listed = {f"{s}{h:02}:{m:02}" for s in "+-" for h in range(14) for m in range(60)}
    listed |= {f"{s}{h:02}" for s in "+-" for h in range(15)} | {"+14:00", "-14:00"}
    return frozenset((listed | {"", "Z"}) - {"-00", "-00:00"})


def is_member(text: str, *, first: bool, last: bool) -> bool:
    """Judge a member of a set: a date, a range or, at either end, an open range."""
    if ".." not in text:
        return is_calendar_date(text)
    start, end = text.split("..", 1)
    if set(start + end) - set("0123456789-"):
        return False
    real = all(is_calendar_date(p) for p in (start, end) if p)
    if not real or is_grouping(start) or is_grouping(end):
        return False
    if start and end:
        return len(start.removeprefix("-")) == len(end.removeprefix("-"))
    return bool(end and first) or bool(start and last)


def is_grouping(text: str) -> bool:
    """Tell whether a date has a season or the like in the place of a month."""
    parts = text.removeprefix("-").split("-")
    return len(parts) == 2 and parts[1] > "12"


def is_edtf(text: str) -> bool:
    """Give the second opinion on any text of bearable length."""
    if text[:1] + text[-1:] in {"[]", "{}"}:
        members = text[1:-1].split(",")
        last = len(members) - 1
        return all(is_member(m, first=i == 0, last=i == last) for i, m in enumerate(members))
    ends = text.split("/")
    if len(ends) == 2:
        known = [end for end in ends if end not in {"", ".."}]
        return bool(known) and all(is_calendar_date(e) or is_long_year(e) for e in known)
    return is_calendar_date(text) or is_long_year(text) or is_date_time(text)


# --- The engines that judge by the pattern -----------------------------------------

PYDANTIC = TypeAdapter(Annotated[str, Field(pattern=f"^{PATTERN}$")])


def _pydantic(text: str) -> bool:
    with suppress(ValidationError):
        return PYDANTIC.validate_python(text) == text
    return False


ENGINES: dict[str, Callable[[str], bool]] = {
    "jsonschema": jsonschema.Draft202012Validator(JSON_SCHEMA).is_valid,
    "jsonschema_rs": jsonschema_rs.validator_for(JSON_SCHEMA).is_valid,
    "pydantic": _pydantic,
}
with suppress(ImportError):
    import regress

    ECMA = regress.Regex(f"^{PATTERN}$", "u")
    ENGINES["ECMA-262"] = lambda text: ECMA.find(text) is not None


def matches(text: str) -> bool:
    """Judge by the pattern as Python does."""
    return re.fullmatch(PATTERN, text) is not None


def accepted(text: str) -> bool:
    """Judge by `parse`."""
    with suppress(DateError):
        return parse(text).text == text
    return False


TEXTS = st.from_regex(re.compile(PATTERN), fullmatch=True)


@st.composite
def near_dates(draw: st.DrawFn) -> str:
    """Draw a date with one to three characters changed, put in or taken out."""
    text = draw(TEXTS)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        new = draw(st.sampled_from(["", *"0123459X?~%-/.,YES[]{}TZ:+ \n"]))
        text = text[:at] + new + text[at + draw(st.integers(0, 1)) :]
    return text


# --- What is taken and what is refused ---------------------------------------------


@pytest.mark.parametrize(("text", "level"), GOOD)
def test_takes_the_examples_of_the_specification(text: str, level: int) -> None:
    """Every example is taken, at the level under which the specification has it."""
    assert parse(text).level == level


@pytest.mark.parametrize("text", BAD)
def test_refuses_what_is_no_date(text: str) -> None:
    """Pattern and `parse` both refuse it."""
    assert not matches(text)
    with pytest.raises(DateError):
        parse(text)


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_says_what_was_found_and_what_to_write(text: str, message: str) -> None:
    """The whole message is as a reader will see it."""
    with pytest.raises(DateError) as caught:
        parse(text)
    assert str(caught.value) == message


@pytest.mark.parametrize("year", ["2021", "2024", "1900", "2000", "0000", "-0004", "-0001"])
def test_takes_every_day_that_exists_and_no_other(year: str) -> None:
    """Of months 00 to 13 and days 00 to 32, those of the calendar, as bounds too."""
    for month, day in product(range(14), range(33)):
        text = f"{year}-{month:02}-{day:02}"
        assert accepted(text) == matches(text) == exists(int(year), month, day), text
        if accepted(text):
            assert parse(text).earliest == parse(text).latest == (int(year), month, day)


@pytest.mark.parametrize("year", ["2021", "2024"])
def test_takes_every_masked_day_with_a_reading_and_no_other(year: str) -> None:
    """All 14,641 ways to write four characters of 0 to 9 and X as MM-DD are right."""
    fits = re.compile(PATTERN).fullmatch
    real = month_days(leap=year == "2024")
    for mask in map("".join, product("0123456789X", repeat=4)):
        text = f"{year}-{mask[:2]}-{mask[2:]}"
        assert (fits(text) is not None) == (mask in real), text


@pytest.mark.parametrize("sign", ["", "-"])
def test_takes_29_february_in_every_masked_year_that_may_be_leap(sign: str) -> None:
    """All 14,641 ways to write a year with X are right about the leap day."""
    fits = re.compile(PATTERN).fullmatch
    for year in map("".join, product("0123456789X", repeat=4)):
        leap = year in leap_years() and (sign, year) != ("-", "0000")
        assert (fits(f"{sign}{year}-02-29") is not None) == leap, sign + year


# --- One pattern, many engines -----------------------------------------------------


@tried(120)
@given(TEXTS)
@example("2021/2020")
def test_parse_takes_what_the_pattern_takes_but_for_order_and_length(text: str) -> None:
    """Only a long text and an interval that runs backwards set them apart."""
    assume(len(text) <= MAX_LENGTH)
    try:
        assert parse(text).text == text
    except DateError as error:
        assert "ends before it starts" in str(error)  # noqa: PT017


@tried(400)
@given(near_dates())
@example("?1950S2")
@example("-?0001")
def test_pattern_agrees_with_a_second_opinion(text: str) -> None:
    """A recogniser written another way says the same of texts that are nearly dates."""
    assert matches(text) == is_edtf(text)


@tried(120)
@given(TEXTS)
def test_second_opinion_takes_what_the_pattern_takes(text: str) -> None:
    """The pattern takes nothing that the second recogniser refuses."""
    assert is_edtf(text)


@tried(250)
@given(st.one_of(near_dates(), TEXTS, st.text()))
def test_parse_refuses_what_the_pattern_refuses(text: str) -> None:
    """Whatever the text, `parse` gives a date the pattern takes or a `DateError`."""
    assert not accepted(text) or matches(text)


@pytest.mark.parametrize("engine", ENGINES)
def test_engines_agree_on_the_pattern(engine: str) -> None:
    """JSON Schema in Python and Rust, Pydantic and ECMA-262 say what Python says."""
    judge = ENGINES[engine]

    @tried(100)
    @given(st.one_of(near_dates(), TEXTS))
    def agree(text: str) -> None:
        assume(len(text) <= MAX_LENGTH)
        assert judge(text) == matches(text)

    agree()


@pytest.mark.parametrize("engine", ENGINES)
def test_engines_refuse_the_bad_and_take_the_good(engine: str) -> None:
    """No engine lets a final newline, a foreign digit or a false day through."""
    judge = ENGINES[engine]
    assert [text for text in BAD if judge(text)] == []
    assert [p.values[0] for p in GOOD if not judge(str(p.values[0]))] == []


def test_dollar_in_python_passes_a_newline_unless_the_schema_forbids_it() -> None:
    """`re.search` with `$` is not enough, which is why the schema has a `not`."""
    assert re.search(f"^{PATTERN}$", "2021-01-01\n")
    assert not jsonschema.Draft202012Validator(JSON_SCHEMA).is_valid("2021-01-01\n")


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_use_only_what_xml_schema_ecma_rust_and_python_share(
    pattern: str,
) -> None:
    """There are no anchors, look-arounds, lazy counts, named or silent groups."""
    assert not re.search(r"\(\?|[*+?}][?+]|[$^]|\\[^.\[\]{}]", pattern)


@tried(120)
@given(TEXTS)
def test_each_level_includes_the_levels_below(text: str) -> None:
    """A date of level n matches the patterns from n upwards and none below."""
    assume(accepted(text))
    found = [re.fullmatch(pattern, text) is not None for pattern in PATTERNS]
    assert found == [n >= parse(text).level for n in range(3)]


@pytest.mark.parametrize(("level", "most"), [(0, 1100), (1, 2000), (2, 12_500)])
def test_patterns_stay_in_bearable_size(level: int, most: int) -> None:
    """A column of level 1 carries under 2 kB, one of level 2 under 12.5 kB."""
    assert len(PATTERNS[level]) < most


# --- What a date means --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2021", (2021, 1, 1), (2021, 12, 31), "year"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "month"),
        ("2021-12-31T23:00:00-05", (2021, 12, 31), (2021, 12, 31), "second"),
        ("202X", (2020, 1, 1), (2029, 12, 31), "decade"),
        ("-01XX", (-199, 1, 1), (-100, 12, 31), "century"),
        ("-00XX", (-99, 1, 1), (-1, 12, 31), "century"),
        ("2XXX", (2000, 1, 1), (2999, 12, 31), "millennium"),
        ("1X99", (1099, 1, 1), (1999, 12, 31), "year"),
        ("2021-XX", (2021, 1, 1), (2021, 12, 31), "month"),
        ("2021-X2-30", (2021, 12, 30), (2021, 12, 30), "day"),
        ("2021-0X-31", (2021, 1, 31), (2021, 8, 31), "day"),
        ("20XX-02-29", (2000, 2, 29), (2096, 2, 29), "day"),
        ("2021-25", (2021, 3, 1), (2021, 6, 30), "season"),
        ("2021-24", (2021, 1, 1), (2022, 3, 31), "season"),
        ("2021-36", (2021, 10, 1), (2021, 12, 31), "quarter"),
        ("2021-38", (2021, 5, 1), (2021, 8, 31), "quadrimester"),
        ("2021-40", (2021, 1, 1), (2021, 6, 30), "semester"),
        ("1950S2", (1900, 1, 1), (1999, 12, 31), "year"),
        ("-0050S2", (-99, 1, 1), (-1, 12, 31), "year"),
        ("Y171010000S3", (171000000, 1, 1), (171999999, 12, 31), "year"),
        ("Y-17E7", (-170000000, 1, 1), (-170000000, 12, 31), "year"),
        ("Y17000S9", (17000, 1, 1), (17000, 12, 31), "year"),
        ("2021/..", (2021, 1, 1), None, "interval"),
        ("/2021-02", None, (2021, 2, 28), "interval"),
        ("2004-06-XX/2004-07-03", (2004, 6, 1), (2004, 7, 3), "interval"),
        ("{1667,1760-12,1670..1672}", (1667, 1, 1), (1760, 12, 31), "set"),
        ("[..1984]", None, (1984, 12, 31), "set"),
        ("[1667,1760-12..]", (1667, 1, 1), None, "set"),
    ],
)
def test_gives_the_days_a_date_may_mean(
    text: str,
    earliest: tuple[int, int, int] | None,
    latest: tuple[int, int, int] | None,
    precision: str,
) -> None:
    """Bounds and precision are those of the calendar."""
    found = parse(text)
    assert (found.earliest, found.latest, found.precision) == (
        earliest,
        latest,
        precision,
    )


def readings(mask: str) -> Iterator[tuple[int, int, int]]:
    """List every day that a mask like 20XX-X2-1X may mean."""
    choices = ("0123456789" if c == "X" else c for c in mask)
    for text in map("".join, product(*choices)):
        year, month, day = map(int, text.split("-"))
        if exists(year, month, day):
            yield year, month, day


@tried(60)
@given(st.from_regex(r"[0-9]{2}[0-9X][0-9X]-[0-9X]{2}-[0-9X]{2}", fullmatch=True))
@example("20X1-XX-29")
def test_bounds_are_the_first_and_last_reading(text: str) -> None:
    """Listing all readings gives the same first and last day, or none at all."""
    days = list(readings(text))
    assert accepted(text) == bool(days)
    if days:
        assert (parse(text).earliest, parse(text).latest) == (min(days), max(days))


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2021", False, False),
        ("2021?", False, True),
        ("2021-~05", True, False),
        ("2021%", True, True),
        ("2021?/2022~", True, True),
    ],
)
def test_tells_approximate_from_uncertain(text: str, *, approximate: bool, uncertain: bool) -> None:
    """`~` is approximate, `?` uncertain, `%` both, in whatever part."""
    found = parse(text)
    assert (found.approximate, found.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "contains", "before"),
    [
        ("2021", "2021-05", True, True, False),
        ("2021-05", "2021", True, False, False),
        ("2020", "2021", False, False, True),
        ("2021", "202X", True, False, False),
        ("../2020", "2021/..", False, False, True),
        ("2021/..", "2022/..", True, True, False),
        ("2021/..", "2021-05/2022", True, True, False),
        ("2021/", "2022", True, False, False),
        ("/2021", "2022", False, False, True),
        ("2021-12", "2021-24", True, False, False),
    ],
)
def test_compares_dates_by_their_bounds(one: str, other: str, *, overlaps: bool, contains: bool, before: bool) -> None:
    """An open end reaches for ever; an unknown end contains nothing for certain."""
    a, b = parse(one), parse(other)
    assert (a.overlaps(b), a.contains(b), a.before(b)) == (overlaps, contains, before)


@tried(120)
@given(TEXTS, TEXTS)
def test_comparisons_fit_together(one: str, other: str) -> None:
    """Overlap is mutual, order is not, and what contains a date overlaps it."""
    assume(accepted(one) and accepted(other))
    a, b = parse(one), parse(other)
    assert a.overlaps(b) == b.overlaps(a)
    assert not (a.before(b) and b.before(a))
    assert a.overlaps(b) or not a.contains(b)


# --- Work stays bounded --------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Y1E9999999",
        "Y" + "9" * 10_000,
        "[" + "XXXX-XX-XX," * 8 + "XXXX-XX-X",
        "{" + "?XXXX-?XX-?XX," * 6 + "..",
        "[" + "2021..2022," * 8 + "!",
        "[" * 100,
        "XXX1-02-2X",
        "2021" + "-" * 1_000_000,
    ],
)
def test_hostile_texts_take_no_time(text: str) -> None:
    """Each is judged within 100 ms, even on a busy machine, once compiled."""
    accepted("[2021]")
    assert takes_less(0.1, lambda: accepted(text))


def test_importing_compiles_nothing_and_loads_no_library() -> None:
    """A fresh interpreter has only the standard library and no pattern of ours."""
    code = (
        "import sys, broadsheet.articles.edtf, broadsheet.articles.edtf_pattern as p;"
        "print(p._compiled.cache_info().currsize, 'pydantic' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "0 False\n"


def test_plain_dates_compile_nothing() -> None:
    """Whether a year, a month or a day is there, and which days are not, is told without a pattern."""
    code = (
        "import broadsheet.articles.edtf_pattern as p;"
        "print(*map(p.level, ['0000-02-29', '2023-02-29', '2021-12-31', '2021-04-31', '2021-04', '1900']));"
        "print(p._compiled.cache_info().currsize)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": "src"}, capture_output=True, text=True, check=True
    )
    assert run.stdout == "0 None 0 None 0 0\n0\n"


# --- Why not a library: where edtf 5.0.2 and edtf-validate 2.0.0 disagree with us

DISAGREEMENTS = [
    # text, ours, edtf, edtf-validate, clause
    ("2021-02-29", False, True, True, "0 date: a day of the calendar"),
    ("1900-02-29", False, True, True, "0 date: a day of the calendar"),
    ("2021-02-30?", False, False, True, "1 qualification: the date must be one"),
    ("2021-?02-30", False, True, True, "2 component qualification: same"),
    ("2021-02-3X", False, True, True, "2 unspecified digits: no reading exists"),
    ("XXX1-02-29", False, True, True, "2 unspecified digits: no reading exists"),
    ("2021\n", False, True, True, "0 date: no characters besides"),
    ("2021-01-01\n", False, True, True, "0 date: no characters besides"),
    (" 2021", False, True, False, "0 date: no characters besides"),
    ("2022/2021", False, True, False, "0 interval: ours and theirs refuse backwards"),
    ("[1672..1670]", False, True, True, "2 set: a range runs forwards"),
    ("1985-04T10:00:00", False, True, True, "0 date and time: a complete date"),
    (
        "1985-04-12T24:00:00",
        False,
        True,
        True,
        "0 date and time: ours alone is stricter",
    ),
    ("1985-04-12T23:20:30+00:00", True, False, False, "0 date and time: zero shift"),
    ("201X?", True, True, False, "1 qualification of the complete date"),
    ("2004-XX~", True, True, False, "1 qualification of the complete date"),
    ("Y17000~", True, False, False, "1 qualification, of a prefixed year"),
    ("Y17E7?", True, False, False, "1 qualification, of an exponential year"),
    ("1950S2~", True, True, False, "1 qualification, of an estimated year"),
    ("Y-17000/2003", True, False, False, "1 interval, from a prefixed year"),
    ("2001-21?", True, False, True, "1 qualification, of a season"),
    ("2001-34~", True, False, False, "2 grouping, qualified"),
    ("2001-33/2001-35", True, False, False, "2 interval of groupings"),
    ("1984-1X", True, False, True, "2 unspecified digits: the specification's example"),
    ("[1984]", True, False, False, "2 set of one member"),
    ("../..", False, True, True, "1 interval: ours alone refuses; write null"),
    ("/..", False, False, True, "1 interval: ours alone refuses; write null"),
    ("Y12345678901234567890", False, True, True, "1 long year: our cap of 12 digits"),
]


def takes_edtf(text: str) -> bool:
    """Ask the library edtf; any exception counts as a refusal."""
    edtf = pytest.importorskip("edtf")
    try:
        return edtf.parse_edtf(text) is not None
    except Exception:  # noqa: BLE001
        return False


def takes_edtf_validate(text: str) -> bool:
    """Ask the library edtf-validate."""
    module = pytest.importorskip("edtf_validate.valid_edtf")
    return bool(module.is_valid(text))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(("text", "ours", "edtf", "validate", "clause"), DISAGREEMENTS)
def test_libraries_disagree_where_we_know_it(text: str, *, ours: bool, edtf: bool, validate: bool, clause: str) -> None:
    """The table of disagreements is complete for each text and still true."""
    found = (accepted(text), takes_edtf(text), takes_edtf_validate(text))
    assert found == (ours, edtf, validate), clause


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(("text", "level"), GOOD)
def test_libraries_take_the_examples_but_for_one(text: str, level: int) -> None:
    """Both take each example of the specification, but edtf crashes on 1984-1X."""
    assert level in {0, 1, 2}
    assert takes_edtf_validate(text)
    assert takes_edtf(text) == (text != "1984-1X")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_library_edtf_gives_bounds_that_are_not_there() -> None:
    """29 February 2099, 1985/ up to 1995, and 1950S2 as 1950 alone."""
    edtf = pytest.importorskip("edtf")
    assert edtf.parse_edtf("20XX-02-29").upper_strict()[:3] == (2099, 2, 29)
    assert edtf.parse_edtf("1985/").upper_strict()[:3] == (1995, 1, 1)
    assert edtf.parse_edtf("1950S2").lower_strict()[:3] == (1950, 1, 1)


def test_library_edtf_does_not_come_back_from_a_large_exponent() -> None:
    """`Y1E999999999999` is still at work after three seconds; ours refuses at once."""
    pytest.importorskip("edtf")
    code = "import edtf; edtf.parse_edtf('Y1E999999999999').upper_strict()"
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run([sys.executable, "-c", code], timeout=3, check=False)
    assert not accepted("Y1E999999999999")
