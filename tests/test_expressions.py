"""Each regular expression of the package takes time in proportion to the length of a text, whatever it repeats."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attacks import attacks, grows, seconds
from expressions import Call, calls

from broadsheet.articles.edtf_pattern import MAX_LENGTH

MODULES = sorted({module for module, _ in calls()})

ASKED = {
    ("articles/base.py", "_compiled"): "fullmatch",
    ("packages/members.py", "_AROUND"): "fullmatch",
    ("reading/evidence.py", "after"): "match",
    ("reading/layout/forms.py", "shown"): "match",
    ("reading/layout/lines.py", "_FILE"): "fullmatch",
    ("reading/layout/lines.py", "_SLUG"): "fullmatch",
    ("reading/layout/lines.py", "_URL"): "fullmatch",
    ("reading/layout/phrases.py", "_by_first"): "fullmatch",
    ("reading/layout/phrases.py", "_cut"): "fullmatch",
    ("reading/layout/phrases.py", "_free"): "fullmatch",
    ("reading/layout/phrases.py", "_numbered"): "fullmatch",
    ("reading/numbers.py", "_skips"): "match",
}
"""How expressions are asked that are handed on, in loops, tables or to functions, or whose name others have too."""

BOUNDED = {
    ("articles/edtf_advice.py", "explain"): (MAX_LENGTH, "no longer text is a date"),
    ("checks/edges.py", "_BEFORE"): (12, "is looked for in so many characters before words"),
    ("checks/tables/values/anytime.py", "_day"): (100, "no longer text is a moment"),
    ("reading/cues.py", "_FINITE"): (160, "is looked for in so many characters behind a verb"),
    ("reading/elisions.py", "_OLD_LEFT"): (32, "is looked for in so many characters before a number"),
    ("reading/layout/lines.py", "_ENDED"): (100, "no longer line consists of names"),
    ("reading/placing.py", "_CITY"): (20, "is looked for in so many characters before a name"),
    ("reading/publishers.py", "_RIGHTS"): (60, "is taken from a name of at most so many characters"),
    ("reading/sentences.py", "_shortened"): (13, "is looked for in so many characters before a full stop"),
    ("reading/speaker_forms.py", "adverbs"): (90, "are looked for in so many characters before a verb"),
    ("reading/speaker_forms.py", "role"): (90, "is looked for in so many characters before a verb"),
    ("reading/unknowns.py", "_ACRONYM"): (10, "no longer word is asked"),
}
"""Expressions whose time grows faster: the longest text that the code gives to each, and why."""

QUICK = 0.02
"""CPU seconds that a question of such a length may take."""

SLOW = {
    r"(?:a+)+b": "match",
    r"(?:,? on,?)*$": "match",
    r"(?:a|aa)*c": "fullmatch",
    r"(?:\w+\s?)*:": "match",
    r"a+b": "search",
    r"\s*,": "search",
    r"\w+ \(": "search",
    r"\s*:?\s*x": "match",
    r".*,.*;": "fullmatch",
    r"born.*died": "search",
    r'"(?:[^"\\]++|\\.)*+"': "search",
    r"<!--[^>]*-->": "search",
    r"\b[A-Z][\w'-]+ beat": "search",
}
STEADY = {
    r"a+": "search",
    r"(?<!\w)\w+b": "search",
    r"(?:a+)*+b": "match",
    r"[a-z]{1,60}:": "search",
    r"(?:[^<>]|<(?!!--))*-->": "fullmatch",
    r"(?x) a+ \ + b  # words": "match",
    r"^\s*:": "match",
}


@pytest.fixture(scope="session")
def seen() -> dict[str, Any]:
    """What a process of its own saw made while it used the package."""
    program = Path(__file__).with_name("expressions.py")
    return json.loads(subprocess.run([sys.executable, program], capture_output=True, text=True, check=True).stdout)


@pytest.fixture(scope="session")
def found(seen: dict[str, Any]) -> dict[str, list[tuple[Call, Any, int]]]:
    """The expressions of each module, with their flags."""
    by_module = defaultdict(list)
    for each in seen["made"]:
        pattern = each["pattern"].encode("latin-1") if each["binary"] else each["pattern"]
        by_module[each["module"]].append((calls().get((each["module"], each["line"])), pattern, each["flags"]))
    return by_module


def asked(call: Call) -> Iterator[str]:
    """How an expression is asked."""
    given = ASKED.get((call.module, call.name))
    return iter([given] if given else sorted(call.asked))


def test_sees_each_call(seen: dict[str, Any], found: dict[str, list[tuple[Call, Any, int]]]) -> None:
    """Whatever makes an expression has made one, and none was made elsewhere: 1,600 and more."""
    made = [call for each in found.values() for call, _, _ in each]
    assert None not in made
    expected = [place for place in calls() if place[0] in seen["modules"]]
    assert sorted(expected) == sorted({(call.module, call.line) for call in made})
    assert len(made) > 1_600


@pytest.mark.parametrize("module", MODULES)
def test_takes_time_in_proportion(module: str, found: dict[str, list[tuple[Call, Any, int]]]) -> None:
    """Twice the text takes less than three times as long, whatever of an expression is repeated."""
    slow = []
    for call, written, flags in found[module]:
        if (module, call.name) not in BOUNDED:
            pattern = re.compile(written, flags)
            for how in asked(call):
                times = next(filter(None, (grows(pattern, how, each) for each in attacks(written, flags))), None)
                slow += [(call.line, call.name, how, times)] if times else []
    assert slow == []


@pytest.mark.parametrize(("module", "name"), BOUNDED)
def test_takes_no_time_of_what_is_short(module: str, name: str, found: dict[str, list[tuple[Call, Any, int]]]) -> None:
    """The longest text that the code gives to it, whatever it repeats, is looked through at once."""
    characters, reason = BOUNDED[module, name]
    those = [
        (re.compile(written, flags), written, flags) for call, written, flags in found[module] if call.name == name
    ]
    assert those
    assert reason
    for pattern, written, flags in those:
        for each in attacks(written, flags):
            text = each.within(characters)
            assert min(seconds(pattern, "search", text) for _ in range(3)) < QUICK


@pytest.mark.parametrize("written", SLOW)
def test_finds_what_is_slow(written: str) -> None:
    """Expressions of which it is known."""
    pattern = re.compile(written)
    assert any(grows(pattern, SLOW[written], each) for each in attacks(written, 0))


@pytest.mark.parametrize("written", STEADY)
def test_leaves_what_is_steady(written: str) -> None:
    """Time in proportion is told to be that."""
    pattern = re.compile(written)
    assert not any(grows(pattern, STEADY[written], each) for each in attacks(written, 0))
