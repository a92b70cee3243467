"""Hypothesis strategies for records: good ones of every kind, corpora whose references resolve, and broken ones.

Records are plain JSON values, as a file holds them.
"""

from __future__ import annotations

import copy
import os
import unicodedata
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from broadsheet.articles import edtf
from broadsheet.articles.base import LARGEST_NUMBER, SAFE_INTEGER
from broadsheet.articles.copy import EVIDENCE
from broadsheet.articles.countries import COUNTRIES
from broadsheet.articles.entity import ENTITY_KINDS
from broadsheet.articles.event import BASES, EVENT_KINDS
from broadsheet.articles.figure import MEASURES
from broadsheet.articles.outlet import OUTLET_KINDS
from broadsheet.articles.segment import ROLES
from broadsheet.articles.statement import KINDS, MODES, TOPICS

__all__ = ["almost", "articles", "broken", "copies", "corpora", "dates", "entities", "outlets", "texts", "tried"]


SEARCH = int(os.environ.get("BROADSHEET_EXAMPLES", "0"))
"""How often every property is tried at least, in a long search."""


def tried(times: int = 100) -> settings:
    """Settings under which a property is tried that often: records are large, so time is no measure."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    phases = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
    most = max(times, SEARCH)
    return settings(max_examples=most, deadline=None, suppress_health_check=slow, phases=phases, print_blob=True)


# Values

DATES = (
    "2021-04-22", "2023-12", "1984", "2023-12~", "2004-06-~11", "?2004-06", "2004-06?", "201X",
    "1560-XX-25", "XXXX-12-XX",
    "2021/2023", "2021-04-08/..", "../1985-04", "/2006", "2004-06-11%/2004-06~", "2001-21",
    "2001-34", "-1985", "0000",
    "Y170000002", "Y-17E7", "1950S2", "Y171010000S3", "[1667,1668,1670..1672]", "{1960,1961-12}", "[..1760-12-03]",
    "2004-02-29", "2023-12-18T07:30:00Z", "2023-12-18T07:30:00+07:00", "2023/2021",
)  # fmt: skip

NAMES = (
    "Mara Lind", "Bùi Thanh Sơn", unicodedata.normalize("NFD", "Bùi Thanh Sơn"), "Đà Nẵng", "東京", "نص عربي", "𠀋𝒳",
    "👩\u200d👩\u200d👧\u200d👦 🇻🇳", "\u00a0between no-break spaces\u00a0", "zero\u200bwidth", "\ufeffmark",
    "a\u2028b", "a\u0085b", "e\u0301",
    '"', '""', 'say "yes", then', "a,b", ";", "'", "\\", "\\N", "=1+1", "+84", "-1", "@x", "#comment", "%", "a  b",
    "007", "1e5", "1.0", "0x1F", "NaN", "nan", "inf", "null", "None", "NA", "N/A", "true", "False",
    "2021-04-22", "-", "x" * 500,
)  # fmt: skip

_LINE_CHARACTERS = st.characters(codec="utf-8", exclude_characters=[*map(chr, range(0x20)), "\x7f"])
_TEXT_CHARACTERS = st.characters(codec="utf-8")

dates = st.one_of(
    st.sampled_from(DATES),
    st.from_regex(edtf.PATTERNS[0], fullmatch=True, alphabet=st.characters(codec="ascii")),
    st.from_regex(edtf.PATTERNS[1], fullmatch=True, alphabet=st.characters(codec="ascii")),
)

names = st.one_of(
    st.sampled_from(NAMES),
    st.text(_LINE_CHARACTERS, min_size=1, max_size=30).filter(lambda text: text == text.strip(" ")),
)

abstracts = names | st.just("Điều " * 999 + "x")

ids = st.from_regex(r"[a-z0-9]{1,6}([._-][a-z0-9]{1,4}){0,2}", fullmatch=True)

local_ids = st.from_regex(r"[a-z][a-z0-9]{0,6}", fullmatch=True)

offsets = st.one_of(
    st.integers(0, 5000), st.sampled_from([0, 1, 2**31, 2**32, 2**53 - 2, SAFE_INTEGER]), st.just(7.0), st.just(1e3)
)

lengths = offsets.filter(bool)

numbers = st.one_of(
    st.integers(-LARGEST_NUMBER, LARGEST_NUMBER),
    st.floats(-1e15, 1e15, allow_nan=False, allow_infinity=False),
    st.decimals(-1000, 1000, places=2).map(float),
    st.sampled_from([0, -0.0, 0.1, -0.3, 1e14, 1e15, -1e15, 1.0, 5.3e6, 1e-7, 5e-324, 123456789012345, 0.1 + 0.2]),
)

languages = st.sampled_from(["en", "vi", "zh-Hant", "zh-Hant-TW", "es-419", "sl-rozaj", "de-1996"])

addresses = st.sampled_from(["https://a.example", "http://b.example/x?y=1#z", "https://ví-dụ.example/đường"])

digests = st.text("0123456789abcdef", min_size=64, max_size=64)

texts = st.one_of(
    st.text(_TEXT_CHARACTERS, min_size=1, max_size=60),
    st.sampled_from(["\n", "\r\n", " \t", "a\rb\nc\r\nd\n\n", "\ufeffx", 'a "b",\n"c"', "=cmd()", "\x00\x1b[31m", '"']),
)
"""Source texts, which may hold every character."""


def lists(of: st.SearchStrategy[Any], size: int = 3) -> st.SearchStrategy[list[Any]]:
    """Short lists of distinct items."""
    return st.lists(of, max_size=size, unique=True)


def terms(vocabulary: Any) -> st.SearchStrategy[str]:
    """A term of a vocabulary."""
    return st.sampled_from(list(vocabulary))


# Records


def records(required: dict[str, Any], optional: dict[str, Any], lists_: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Objects with the required fields, and any of the others: null, given or left out."""
    maybe = {name: st.none() | values for name, values in optional.items()}
    return st.fixed_dictionaries(required, optional=maybe | lists_)


def grounded(required: dict[str, Any], optional: dict[str, Any], lists_: dict[str, Any] | None = None) -> Any:
    """Objects with an id and a span beside their fields."""
    spans = st.tuples(offsets, offsets).filter(lambda span: span[0] != span[1]).map(sorted)
    fields = records(required | {"id": local_ids}, optional, lists_ or {})
    return st.builds(lambda span, rest: {"start": span[0], "end": span[1], **rest}, spans, fields)


def items(of: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Lists of items under distinct ids."""
    return st.lists(of, max_size=3, unique_by=lambda item: item["id"])


def entities(others: st.SearchStrategy[str] = ids, papers: st.SearchStrategy[str] = ids) -> Any:
    """Entities whose roles refer to `others`, and to articles from `papers`."""
    role = records(
        {"title": names, "basis": terms(BASES)},
        {"organization": others, "start_date": dates, "end_date": dates, "article": papers, "start": offsets,
         "end": offsets, "note": abstracts},
        {},
    )  # fmt: skip
    return records(
        {"id": ids, "kind": terms(ENTITY_KINDS), "name": names},
        {"native_name": names, "native_language": languages, "country_code": terms(COUNTRIES)},
        {"alternate_name": lists(names), "abbreviation": lists(names), "roles": st.lists(role, max_size=2)},
    )


def outlets(others: st.SearchStrategy[str] = ids) -> Any:
    """Outlets whose parents are among `others`."""
    return records(
        {"id": ids, "kind": terms(OUTLET_KINDS), "name": names},
        {"native_name": names, "country_code": terms(COUNTRIES), "url": addresses, "parent_organization": others},
        {"abbreviation": lists(names), "in_language": lists(languages)},
    )


def articles(entity: st.SearchStrategy[str] = ids, outlet: st.SearchStrategy[str] = ids) -> Any:
    """Articles that refer to entities and outlets by ids from the two strategies."""
    source = st.fixed_dictionaries(
        {"name": names, "sha256": digests, "bytes": lengths, "encoding": names, "characters": lengths}
    )
    rights = records(
        {}, {"license": names, "copyright_holder": names, "usage_info": abstracts},
        {"redistribution": st.sampled_from(["withheld", "permitted"])},
    )  # fmt: skip
    segment = grounded({"role": terms(ROLES)}, {})
    statement = grounded(
        {"mode": terms(MODES)},
        {"words_start": offsets, "words_end": offsets, "speaker": entity, "speaker_start": offsets,
         "speaker_end": offsets, "cue_start": offsets, "cue_end": offsets, "kind": terms(KINDS),
    "summary": abstracts},
        {"topics": lists(terms(TOPICS))},
    )  # fmt: skip
    figure = grounded(
        {},
        {"value": numbers, "low": numbers, "high": numbers, "unit": names, "qualifier": names, "counted": abstracts,
         "as_of": dates, "measure": terms(MEASURES)},
    )  # fmt: skip
    event = grounded(
        {},
        {"kind": terms(EVENT_KINDS), "what": abstracts, "date": dates, "date_basis": terms(BASES),
         "date_start": offsets, "date_end": offsets, "date_note": abstracts},
        {"participants": lists(entity)},
    )  # fmt: skip
    mention = grounded({"entity": entity, "kind": terms(ENTITY_KINDS)}, {})
    return records(
        {"schema_version": st.just("1.0"), "id": ids, "source": source, "rights": rights},
        {"$schema": names, "headline": names, "alternative_headline": abstracts, "in_language": languages,
         "publisher": outlet, "provider": outlet, "credit_text": names, "location_created": entity,
         "date_published": dates, "date_published_basis": terms(BASES), "date_published_start": offsets,
         "date_published_end": offsets, "date_published_note": abstracts, "article_section": names,
         "abstract": abstracts, "text": texts},
        {"creative_work_status": st.sampled_from(["draft", "reviewed"]), "source_organization": lists(outlet),
         "author": lists(names), "is_based_on": lists(names), "segments": items(segment),
         "statements": items(statement), "figures": items(figure), "events": items(event),
    "mentions": items(mention)},
    )  # fmt: skip


def copies(paper: st.SearchStrategy[str] = ids) -> Any:
    """Copies among articles of the ids."""
    shares = st.floats(0, 1) | st.sampled_from([0, 1, 1.0, 0.4167])
    return records(
        {"article": paper, "copy_of": paper, "containment": shares, "evidence": terms(EVIDENCE)},
        {"start": offsets, "end": offsets},
        {},
    )


@st.composite
def corpora(draw: st.DrawFn, size: int = 2) -> dict[str, list[dict[str, Any]]]:
    """Articles, entities and outlets under distinct ids, and copies, whose references all resolve."""
    chosen = {kind: draw(st.lists(ids, min_size=1, max_size=size, unique=True)) for kind in _KINDS}
    entity, outlet, paper = (st.sampled_from(chosen[kind]) for kind in _KINDS)
    made = {"entities": entities(entity, paper), "outlets": outlets(outlet), "articles": articles(entity, outlet)}
    pairs = st.lists(copies(paper), max_size=size, unique_by=lambda copy: (copy["article"], copy["copy_of"]))
    found = {kind: [draw(made[kind]) | {"id": each} for each in chosen[kind]] for kind in _KINDS}
    return found | {"copies": draw(pairs)}


_KINDS = ("entities", "outlets", "articles")


# Broken records


@st.composite
def almost(draw: st.DrawFn, good: st.SearchStrategy[str]) -> str:
    """A good text in which one character was put in, taken out or replaced by one that dates are made of."""
    text = draw(good)
    place, length = draw(st.integers(0, len(text))), draw(st.integers(0, 1))
    return text[:place] + draw(st.text("0123456789X?~%-/.,[]{}YESTZ:+ \n", max_size=1)) + text[place + length :]


_STRANGE = (
    None, True, False, 0, 1, -1, 1.0, 1.5, -0.0, 1e300, 2**53, 2**63, 2**64, 10**15 + 1, -(10**16),
    "", " ", "x", "1", "null",
    "X" * 501, "y" * 5001, "a\n", "a\r", "\n", "a\tb", " a", "a ", "a\x7f", "2021-02-30",
    "2021-04-22\n", "2021-13", "31 Feb", "9" * 101, "en-us",
    "EN", "vn", "VN\n", "draft ", "Draft", "1.1", "2.0", "ftp://x", "http://", "https://x y", "A",
    "a--b", "-a", "a" * 121, [], [None], [1],
    ["a", "a"], ["a", "b"], [[]], {}, {"a": 1}, {"start": 1, "end": 2},
)  # fmt: skip


@st.composite
def broken(draw: st.DrawFn, good: st.SearchStrategy[Any], times: int = 2) -> Any:
    """A record with up to `times` things changed in it, most of which break it."""
    record = {"": copy.deepcopy(draw(good))}
    for _ in range(draw(st.integers(1, times))):
        places = list(_places(record))
        leaves = [(holder, step) for holder, step in places if not isinstance(holder[step], dict | list)]
        among = leaves if leaves and draw(st.integers(0, 5)) else places
        holder, step = among[draw(st.integers(0, len(among) - 1))]
        draw(st.sampled_from(_CHANGES))(draw, holder, step)
    return record[""]


def _places(value: Any) -> Any:
    """Every place of a value: the list or object that holds it, and its key or index."""
    for step in value if isinstance(value, dict) else range(len(value)):
        yield value, step
        if isinstance(value[step], dict | list):
            yield from _places(value[step])


def _strange(draw: Any) -> Any:
    """A value out of place; a copy, since a later change may reach into it."""
    return copy.deepcopy(_STRANGE[draw(st.integers(0, len(_STRANGE) - 1))])


def _replace(draw: Any, holder: Any, step: Any) -> None:
    holder[step] = _strange(draw)


def _drop(_: Any, holder: Any, step: Any) -> None:
    if step != "":
        del holder[step]


def _rename(draw: Any, holder: Any, step: Any) -> None:
    if isinstance(holder, dict) and step != "":
        holder[draw(st.sampled_from([step.upper(), f"{step}s", f"{step}\n", "schema_reference", ""]))] = holder.pop(
            step
        )


def _add(draw: Any, holder: Any, step: Any) -> None:
    if isinstance(holder[step], dict):
        holder[step][draw(st.sampled_from(["x", "Id", "$id", "$schema", "schema_version", "text"]))] = None
    elif isinstance(holder[step], list):
        holder[step].append(_strange(draw))


def _distort(draw: Any, holder: Any, step: Any) -> None:
    """Change a value a little: what a slip of the hand or another program makes of it."""
    match holder[step]:
        case bool() | None:
            holder[step] = "null"
        case str() as text:
            forms = [f"{text}\n", f"\n{text}", f" {text}", f"{text} ", text.upper(), text * 9, [text], text + "\u2028"]
            holder[step] = draw(st.sampled_from([*forms, text + "\x00", text[:-1]]))
        case int() | float() as number:
            holder[step] = draw(st.sampled_from([-number, number + 0.5, float(number), str(number), bool(number)]))
        case list() as items_:
            holder[step] = [copy.deepcopy(items_ * 2), {"0": items_}, items_[:1] * 2, None][draw(st.integers(0, 3))]
        case dict() as fields:
            holder[step] = [[fields], list(fields), None, str(fields)][draw(st.integers(0, 3))]


_CHANGES = (_replace, _drop, _rename, _add, _distort, _distort)
