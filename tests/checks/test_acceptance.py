from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import broken, tried

from broadsheet.checks.acceptance import Acceptance
from broadsheet.checks.documents import parse_document
from broadsheet.checks.moulds import Mould
from broadsheet.checks.passed import Passed
from broadsheet.checks.shapes import schema
from broadsheet.checks.texts import Texts
from broadsheet.checks.together import check_files

SEEDS = Path(__file__).parent.parent / "examples/project/seeds/articles"
RECORDS = [json.loads(path.read_bytes()) for path in sorted(SEEDS.iterdir())]
HARBOUR = RECORDS[0]

Change = Callable[[dict[str, Any]], Any]


@cache
def acceptance() -> Acceptance:
    """What is tested, made once."""
    return Acceptance()


def whole(record: dict[str, Any]) -> dict[str, Any]:
    """The record with every field that the schema knows, as programs write it."""
    return {key: value for key, value in _filled(schema("article"), record).items() if key != "$schema"}


def _filled(shape: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _inner(each, value[key])
        if key in value
        else each.get("default", [] if each.get("type") == "array" else None)
        for key, each in shape["properties"].items()
    }


def _inner(shape: dict[str, Any], value: Any) -> Any:
    if "$ref" in shape and isinstance(value, dict):
        return _filled(schema("article")["$defs"][shape["$ref"].rpartition("/")[2]], value)
    return [_inner(shape["items"], each) for each in value] if isinstance(value, list) and "items" in shape else value


def line(record: Any, **how: Any) -> bytes:
    """A record as a line of JSON."""
    return json.dumps(record, ensure_ascii=False, **how).encode()


def changed(change: Change, record: dict[str, Any] = HARBOUR) -> bytes:
    """A line with every field, after a change."""
    value = whole(copy.deepcopy(record))
    change(value)
    return line(value)


def explained(data: bytes, folder: Path) -> set[str]:
    """The codes that the checks which explain find in a line by itself."""
    file = folder / "a.jsonl"
    file.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Passed, "accept", lambda *_: False)
        return {issue.code for issue in check_files([(file, "a.jsonl")], Texts(), whole=False).issues} - {"B306"}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["id"])
def test_sound_records_are_accepted(record: dict[str, Any]) -> None:
    """With every field or with the needed ones, with blanks or without, with `$schema` or without."""
    forms = [whole(record), record, {**record, "$schema": "https://example.org/a"}]
    lines = [
        line(form, **how) for form in forms for how in ({}, {"separators": (",", ":")}, {"separators": (" , ", " : ")})
    ]
    assert all(acceptance().article(each) is not None for each in lines)


def test_it_gives_the_article() -> None:
    """Its fields are those of the record, and what is left out is nothing."""
    article = acceptance().article(line({**HARBOUR, "events": []}))
    assert article is not None
    assert (article.id, len(article.segments), list(article.events)) == (HARBOUR["id"], len(HARBOUR["segments"]), [])


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["id"])
def test_what_is_accepted_has_no_fault(record: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever is changed in a record: if the line is accepted, the checks that explain have nothing to say."""
    folder = tmp_path_factory.mktemp("lines")
    met = {True: 0, False: 0}

    @tried(400)
    @given(broken(st.sampled_from([whole(record), record])))
    def check(value: Any) -> None:
        data = line(value)
        accepted = acceptance().article(data) is not None
        met[accepted] += 1
        assert not (accepted and explained(data, folder))

    check()
    assert min(met.values()) > 10


def texts(shape: dict[str, Any], value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The steps to every text of a record whose form the schema says."""
    if "$ref" in shape:
        shape = schema("article")["$defs"][shape["$ref"].rpartition("/")[2]]
    for option in shape.get("anyOf", ()):
        yield from texts(option, value, steps)
    if "pattern" in shape:
        yield steps
    for key, each in shape.get("properties", {}).items():
        if key in value:
            yield from texts(each, value[key], (*steps, key))
    for place, item in enumerate(value[:1] if "items" in shape else ()):
        yield from texts(shape["items"], item, (*steps, place))


def full() -> dict[str, Any]:
    """A record in which no list of texts or objects is empty."""
    value = whole(copy.deepcopy(next(each for each in RECORDS if each["events"])))
    value["source_organization"], value["author"], value["is_based_on"] = ["a"], ["Ada Moe"], ["https://example.org/"]
    value["events"][0]["participants"] = ["ada-moe"]
    value["figures"][0] |= {"as_of": "2021", "value": None, "low": None, "high": None}
    value["creative_work_status"] = "draft"
    return value


TEXTS = sorted(set(texts(schema("article"), full())), key=str)


def put(value: Any, steps: tuple[str | int, ...], new: Any) -> None:
    """Put something into a value."""
    for step in steps[:-1]:
        value = value[step]
    value[steps[-1]] = new


@pytest.mark.parametrize("steps", TEXTS, ids=lambda steps: ".".join(map(str, steps)))
def test_the_form_of_every_text_is_looked_at(steps: tuple[str | int, ...]) -> None:
    """A text that breaks the pattern of its field is in doubt, in whatever field it stands."""
    good = full()
    assert acceptance().article(line(good)) is not None
    for bad in (" ", "", "\n", "\x7f", "x\n", "x "):
        put(good, steps, bad)
        assert acceptance().article(line(good)) is None


DATES: list[tuple[str | int, ...]] = [("date_published",), ("events", 0, "date"), ("figures", 0, "as_of")]


@pytest.mark.parametrize("steps", DATES, ids=lambda steps: str(steps[-1]))
def test_days_have_to_be(steps: tuple[str | int, ...]) -> None:
    """A date that the calendar does not have, or that ends before it starts, is in doubt."""
    value = full()
    assert acceptance().article(line(value)) is not None
    for bad in ("2021-02-30", "2023/2021", "yesterday"):
        put(value, steps, bad)
        assert acceptance().article(line(value)) is None


@pytest.mark.parametrize("name", ["segments", "statements", "figures", "events", "mentions"])
def test_ids_stand_once(name: str) -> None:
    """An item that stands twice is in doubt."""
    assert acceptance().article(changed(lambda value: value[name].extend(copy.deepcopy(value[name][-1:])))) is None


def test_one_id_is_not_taken_for_two() -> None:
    """A list whose ids are known does not vouch for another one that reads the same when written in a row."""
    value = full()
    first, second = (each["id"] for each in value["segments"][:2])
    value["segments"] = value["segments"][:2]
    assert acceptance().article(line(value)) is not None
    value["segments"] = [{**value["segments"][0], "id": f"{first} {second}"}]
    assert acceptance().article(line(value)) is None


RAW = {
    "a name that stands twice": (b'"headline"', b'"headline": null, "headline"'),
    "a name that stands twice, escaped": (b'"headline"', b'"he\\u0061dline": null, "headline"'),
    "a name that stands twice, with a blank before the colon": (b'"headline"', b'"headline" : null, "headline"'),
    "a name that stands twice, with an escaped colon": (b'"headline": "', b'"headline": null, "headline": "a\\u003ab'),
    "a number of fifty digits": (b'"low": null', b'"low": 0.%b' % (b"1" * 50)),
    "half a pair": (b'"headline": "', b'"headline": "\\ud800'),
    "no UTF-8": (b'"headline": "', b'"headline": "\xff'),
    "a mark": (b"{", b"\xef\xbb\xbf{"),
    "two values": (b"{", b"{} {"),
    "not a number": (b'"low": null', b'"low": NaN'),
    "beyond a double": (b'"low": null', b'"low": 1e999'),
    "a control character": (b'"headline": "', b'"headline": "\\u0007'),
    "a field that is not known": (b'"headline"', b'"colour": null, "headline"'),
}


@pytest.mark.parametrize("name", RAW)
def test_doubtful_json_is_in_doubt(name: str) -> None:
    """What readers of JSON tell differently, or cannot keep, is left to the checks that explain."""
    before, after = RAW[name]
    for record in (full(), {key: value for key, value in full().items() if key != "credit_text"}):
        data = line(record)
        assert before in data
        assert acceptance().article(data) is not None
        assert acceptance().article(data.replace(before, after, 1)) is None


@pytest.mark.parametrize("digits", [40, 41, 42, 43, 44, 45])
@pytest.mark.parametrize("place", range(4))
def test_the_length_of_numbers_is_told_exactly(digits: int, place: int, tmp_path: Path) -> None:
    """A number that the explaining checks find too long is never accepted, wherever on the line it starts."""
    number = "0." + "1" * (digits - 2)
    data = line(full()).replace(b'"low": null', b'"low": %b%b' % (b" " * place, number.encode()), 1)
    _, issues = parse_document(data, "a.jsonl")
    assert bool(issues) == (digits > 40)
    assert not (issues and acceptance().article(data))


@tried(200)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\\"), max_size=40))
@example("a: b:: c")
@example('"headline": "x"')
def test_texts_may_hold_what_json_is_made_of(text: str) -> None:
    """Colons and quotation marks in a text neither stand for a name nor hide one."""
    text = f"a{text}b".replace("\x7f", "")
    one_line = "".join(each for each in text if each >= " ")
    data = line({**whole(HARBOUR), "abstract": one_line})
    assert acceptance().article(data) is not None
    assert acceptance().article(data.replace(b"{", b'{"headline": null, ', 1)) is None


UNKNOWN = {
    "open": {"type": "object", "properties": {}, "additionalProperties": True},
    "keyword": {
        "type": "object",
        "properties": {"a": {"type": "string", "minProperties": 1}},
        "additionalProperties": False,
    },
    "not": {
        "type": "object",
        "properties": {"a": {"type": "string", "not": {"const": "a"}}},
        "additionalProperties": False,
    },
    "boolean": {"type": "object", "properties": {"a": {"type": "boolean"}}, "additionalProperties": False},
    "numbers": {
        "type": "object",
        "properties": {"a": {"type": "array", "items": {"type": "number"}}},
        "additionalProperties": False,
    },
    "colon": {"type": "object", "properties": {"a": {"enum": ["a:b"]}}, "additionalProperties": False},
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_schema_that_no_mould_can_say_is_refused(name: str) -> None:
    """A mould never leaves out silently what a schema asks for."""
    with pytest.raises(NotImplementedError):
        Mould(UNKNOWN[name], whole=True)
