"""Pydantic, jsonschema and jsonschema-rs say the same of every record."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError
from strategies import almost, articles, broken, copies, dates, entities, outlets, tried

from broadsheet.articles import Article, Copy, Entity, Outlet
from broadsheet.checks.shapes import schema, validator

MODELS = {"article": Article, "entity": Entity, "outlet": Outlet, "copy": Copy}
GOOD = {"article": articles(), "entity": entities(), "outlet": outlets(), "copy": copies()}
ACCEPTED = {"models, from JSON": True, "models, from Python": True, "jsonschema": True, "jsonschema-rs": True}
REFUSED = dict.fromkeys(ACCEPTED, False)


@cache
def reference(name: str) -> jsonschema.Draft202012Validator:
    """The reference implementation with a published schema."""
    return jsonschema.Draft202012Validator(schema(name))


def refusals(model: Any, read: str, value: Any) -> set[str]:
    """The kinds of fault that a model finds in a value."""
    try:
        getattr(model, read)(value)
    except ValidationError as error:
        return {each["type"] for each in error.errors()}
    return set()


def verdicts(name: str, text: str) -> dict[str, bool]:
    """Whether each judge accepts a JSON text; reversed spans, which no JSON Schema can refuse, are left aside."""
    value, excepted = json.loads(text), {"reversed_span"}
    return {
        "models, from JSON": refusals(MODELS[name], "model_validate_json", text) <= excepted,
        "models, from Python": refusals(MODELS[name], "model_validate", value) <= excepted,
        "jsonschema": reference(name).is_valid(value),
        "jsonschema-rs": validator(name).is_valid(value),
    }


def as_json(value: Any) -> str:
    """A value as JSON; NaN and infinity, which JSON has not, raise."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


ARTICLE = as_json(
    {
        "$schema": "../../schema/article.schema.json",
        "schema_version": "1.0",
        "id": "a",
        "creative_work_status": "reviewed",
        "source": {"name": "a.txt", "sha256": "0" * 64, "bytes": 9, "encoding": "utf-8", "characters": 9},
        "headline": "Old harbour to open to larger ships",
        "alternative_headline": "Council votes",
        "in_language": "en",
        "publisher": "harbour-gazette",
        "provider": None,
        "source_organization": ["north-wire"],
        "author": ["Jon Vik", "Ana Vik"],
        "credit_text": "Photo: North Wire",
        "location_created": "ha-noi",
        "date_published": "2024-05-02",
        "date_published_basis": "stated",
        "date_published_start": 0,
        "date_published_end": 4,
        "date_published_note": None,
        "article_section": "Politics",
        "is_based_on": [],
        "abstract": "The council decides.",
        "rights": {
            "license": "CC-BY-4.0", "copyright_holder": "G", "usage_info": None, "redistribution": "permitted"
        },
        "segments": [{"id": "g1", "start": 0, "end": 4, "role": "paragraph"}],
        "statements": [
            {"id": "s1", "start": 0, "end": 4, "mode": "direct", "words_start": 1, "words_end": 3, "speaker": "x",
             "speaker_start": 0, "speaker_end": 1, "cue_start": 1, "cue_end": 2, "kind": "account",
             "topics": ["economic"], "summary": "Ships."},
        ],
        "figures": [
            {"id": "f1", "start": 0, "end": 1, "value": 5, "low": -0.5, "high": 1e3, "unit": "ship",
             "qualifier": "about", "counted": "ships", "as_of": "2023~", "measure": "level"},
        ],
        "events": [
            {"id": "e1", "start": 0, "end": 1, "kind": "visit", "what": "A visit", "date": "2021/2023",
             "date_basis": "inferred", "date_start": 0, "date_end": 1, "date_note": None, "participants": ["x", "y"]},
        ],
        "mentions": [{"id": "m1", "start": 0, "end": 1, "entity": "x", "kind": "person"}],
        "text": "Old words",
    }
)  # fmt: skip
"""An article in which every field says something."""


@pytest.mark.parametrize("name", MODELS)
@tried(40)
@given(data=st.data())
def test_accepts_good_records(name: str, data: st.DataObject) -> None:
    """Every judge accepts every record that keeps to the description of its fields."""
    assert verdicts(name, as_json(data.draw(GOOD[name]))) == ACCEPTED


@tried(120)
@given(record=broken(articles() | st.just(json.loads(ARTICLE))))
def test_agrees_on_broken_articles(record: Any) -> None:
    """The judges agree on an article in which something was changed."""
    text = as_json(record)
    assert len(set(verdicts("article", text).values())) == 1, verdicts("article", text)


@pytest.mark.parametrize("name", ["entity", "outlet", "copy"])
@tried(60)
@given(data=st.data())
def test_agrees_on_other_broken_records(name: str, data: st.DataObject) -> None:
    """The judges agree on an entity, an outlet or a copy in which something was changed."""
    text = as_json(data.draw(broken(GOOD[name])))
    assert len(set(verdicts(name, text).values())) == 1, verdicts(name, text)


@tried(120)
@example("2021-04-22\n").via("Python's $ also matches before a last line feed")
@example("٢٠٢١").via("digits that are not ASCII")
@example("Y" + "1" * 12)
@example("2" * 101)
@given(almost(dates))
def test_agrees_on_anything_like_a_date(date: str) -> None:
    """The judges agree on whether a text is a date."""
    text = as_json({"id": "f1", "start": 1, "end": 2, "as_of": date})
    record = json.loads(ARTICLE)
    record["figures"] = [json.loads(text)]
    found = verdicts("article", as_json(record))
    assert len(set(found.values())) == 1, found


@tried(40)
@given(st.text(max_size=8) | st.sampled_from(["a\n", "\ra", "a\u0085", "\u2028a", "\u00a0", "a\u200b", "\ufeff"]))
def test_agrees_on_any_text_as_a_name(name: str) -> None:
    """The judges agree on whether a text is one line without blanks at its ends."""
    found = verdicts("outlet", as_json({"id": "o", "kind": "agency", "name": name}))
    assert len(set(found.values())) == 1, found


@tried(40)
@given(
    st.one_of(
        st.integers(),
        st.integers(2**52, 2**70),
        st.integers(10**15 - 3, 10**15 + 3),
        st.floats(allow_nan=False, allow_infinity=False),
        st.booleans(),
        st.integers(0, 99).map(float),
    )
)
def test_agrees_on_any_number(number: float) -> None:
    """The judges agree on whether a number can be a figure, and whether it can be an offset."""
    record = json.loads(ARTICLE)
    record["figures"] = [{"id": "f1", "start": 0, "end": 9, "value": number}]
    found = [verdicts("article", as_json(record))]
    record["figures"] = []
    record["date_published_start"] = number
    found.append(verdicts("article", as_json(record)))
    assert [len(set(each.values())) for each in found] == [1, 1], found


BREAKAGES = {
    "no version": ("schema_version", None),
    "a version of its own": ("schema_version", '"1.1"'),
    "no id": ("id", None),
    "an id in capitals": ("id", '"A"'),
    "an id with a line feed": ("id", '"a\\n"'),
    "an id that is too long": ("id", f'"{"a" * 121}"'),
    "an id that is a number": ("id", "7"),
    "an unknown key": ("extra", "1"),
    "a key of Python's": ("schema_reference", '"x"'),
    "a key in capitals": ("Headline", '"x"'),
    "a number for text": ("headline", "1"),
    "an empty headline": ("headline", '""'),
    "an empty text": ("text", '""'),
    "a blank at the end": ("headline", '"x "'),
    "two lines": ("headline", '"x\\ny"'),
    "a text that is too long": ("headline", f'"{"x" * 501}"'),
    "a list for text": ("headline", '["x"]'),
    "a term of no vocabulary": ("creative_work_status", '"final"'),
    "null for a term that must be": ("creative_work_status", "null"),
    "a country for a language": ("in_language", '"vn-VN-x"'),
    "a day that is not": ("date_published", '"2021-02-29"'),
    "a date in words": ("date_published", '"22 April 2021"'),
    "a date with a line feed": ("date_published", '"2021-04-22\\n"'),
    "a negative offset": ("date_published_start", "-1"),
    "half an offset": ("date_published_start", "1.5"),
    "text for an offset": ("date_published_start", '"1"'),
    "true for an offset": ("date_published_start", "true"),
    "an offset beyond 2**53": ("date_published_start", str(2**53)),
    "an item twice": ("author", '["a", "a"]'),
    "text for a list": ("author", '"a"'),
    "null for a list": ("author", "null"),
    "null in a list": ("author", "[null]"),
    "an object for a list": ("statements", "{}"),
    "a list for an object": ("rights", "[]"),
    "text for a number": ("figures", '[{"id": "f1", "start": 0, "end": 1, "value": "5"}]'),
    "true for a number": ("figures", '[{"id": "f1", "start": 0, "end": 1, "value": true}]'),
    "a number beyond 1e15": ("figures", '[{"id": "f1", "start": 0, "end": 1, "value": 1000000000000001}]'),
    "a span without end": ("figures", '[{"id": "f1", "start": 0}]'),
    "a topic of no vocabulary": ("statements", '[{"id": "s1", "start": 0, "end": 1, "mode": "mixed", "topics": [""]}]'),
    "a hash in capitals": (
        "source", '{"name": "a", "sha256": "%s", "bytes": 1, "encoding": "utf-8", "characters": 1}' % ("A" * 64)
    ),
}  # fmt: skip


@pytest.mark.parametrize(("key", "value"), BREAKAGES.values(), ids=BREAKAGES)
def test_refuses_a_broken_field(key: str, value: str | None) -> None:
    """Every judge refuses an article for one broken field."""
    record = json.loads(ARTICLE)
    record.pop(key, None)
    if value is not None:
        record[key] = json.loads(value)
    assert verdicts("article", as_json(record)) == REFUSED


def test_accepts_the_article_before_it_is_broken() -> None:
    """Every judge accepts the article that the breakages start from, so that they are what is refused."""
    assert verdicts("article", ARTICLE) == ACCEPTED


@pytest.mark.parametrize("value", ["[]", "null", '"article"', "1", "true"])
def test_refuses_what_is_no_object(value: str) -> None:
    """Every judge refuses a document that is no object."""
    assert verdicts("article", value) == REFUSED


def test_counts_a_number_without_a_fraction_as_whole() -> None:
    """1.0 is the offset 1 for every judge, as JSON Schema says."""
    record = json.loads(ARTICLE) | {"date_published_start": 1.0}
    assert verdicts("article", as_json(record)) == ACCEPTED
    assert Article.model_validate(record).date_published_start == 1


@pytest.mark.parametrize(("start", "end"), [(5, 4), (4, 4)])
def test_only_the_models_refuse_a_reversed_span(start: int, end: int) -> None:
    """A span that ends before it starts, or holds nothing, is the one thing that only the models can refuse."""
    record = json.loads(ARTICLE)
    record["segments"][0] |= {"start": start, "end": end}
    text = as_json(record)
    assert {"reversed_span"} == refusals(Article, "model_validate_json", text)
    assert {"reversed_span"} == refusals(Article, "model_validate", record)
    assert (reference("article").is_valid(record), validator("article").is_valid(record)) == (True, True)
