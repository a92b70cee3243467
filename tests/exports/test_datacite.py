"""DataCite 4: valid under its JSON Schema, with dates that are dates."""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import files

import pytest
from judges import refused
from kinds import value_of

pytestmark = pytest.mark.filterwarnings("ignore")  # those of the library datacite are its own

SCHEMA = json.loads((files("datacite") / "schemas/datacite-v4.5.json").read_bytes())


def test_the_official_schema_finds_nothing(kind):
    """The schema of DataCite 4.5 refuses nothing."""
    assert refused(value_of(kind, "datacite"), SCHEMA) == []


@pytest.mark.parametrize("lacking", ["creators", "titles", "publisher", "publicationYear", "types"])
def test_the_official_schema_asks_for_it(lacking):
    """The schema does refuse a record without one of them."""
    value = value_of("example", "datacite")
    del value[lacking]
    assert refused(value, SCHEMA)


def test_dates_are_days_that_exist(kind):
    """Each date is a day, or two of them in order (RKMS-ISO8601); the schema leaves that open."""
    for each in value_of(kind, "datacite")["dates"]:
        days = [dt.date.fromisoformat(day) for day in each["date"].split("/")]
        assert days == sorted(days)
        assert len(days) in {1, 2}


def test_sources_are_what_it_is_derived_from():
    """Each article is a related item that the data set is derived from."""
    items = value_of("ours", "datacite")["relatedItems"]
    assert [each["relationType"] for each in items] == ["IsDerivedFrom"] * 5
