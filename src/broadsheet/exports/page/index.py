"""The index: what the data set is, what can be seen in it, how to get and to cite it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Options
from broadsheet.exports.facts import facts_of, license_address, within
from broadsheet.exports.forms import script_file
from broadsheet.exports.page.citing import in_bibtex, in_words
from broadsheet.exports.page.company import company, named
from broadsheet.exports.page.downloads import downloads
from broadsheet.exports.page.evidence import Names, Proof, Spot
from broadsheet.exports.page.figures import figures
from broadsheet.exports.page.picture import Picture
from broadsheet.exports.page.previews import FIRST, Preview, previews
from broadsheet.exports.page.templates import rendered
from broadsheet.exports.page.texts import known_texts
from broadsheet.exports.page.timeline import timeline
from broadsheet.exports.page.topics import topics
from broadsheet.exports.page.wording import cut, day, listed
from broadsheet.exports.schema_org import dataset

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["index_page"]

LISTED = 40
"""So many articles are listed, the newest ones; the table of articles has them all."""

LINKED = 100
"""So many sources are named for search engines; `broadsheet export schema-org` names them all."""

MOST = 12
"""So many holders of rights are named, those that come first by name."""

PICTURES = (timeline, named, company, figures, topics)


def index_page(package: Package, options: Options, names: Names) -> bytes:
    """The index of a package."""
    facts = facts_of(package)
    files = downloads(package.descriptor, options)
    tables = previews(package, files)
    pictures = [picture for draw in PICTURES if (picture := draw(package, names))]
    newest = _newest(names)
    return rendered(
        "index",
        about=_about(facts) | {"edition": package.edition},
        linked_data=script_file(_linked(dataset(package, options))).decode(),
        names=names,
        glance=[(table.name, table.height) for table in tables if table.name in FIRST],
        span=_span(names),
        languages=facts["languages"],
        rights=_rights(names),
        pictures=pictures,
        newest=newest,
        ours=any(names.is_untitled(id) for id in newest),
        tables=tables,
        files=files,
        descriptor=within(options.base, "datapackage.json"),
        citation=in_words(facts),
        bibtex=in_bibtex(facts),
        texts=known_texts(names, {*newest, *_articles_of(pictures, tables)}),
    )


def _linked(data: dict[str, Any]) -> dict[str, Any]:
    """The data set as search engines read it in a page: of many sources it names the first."""
    sources = data.get("isBasedOn")
    return {**data, "isBasedOn": sources[:LINKED]} if isinstance(sources, list) else data


def _about(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the descriptor says; what it does not say is empty."""
    texts = ("name", "title", "description", "version", "homepage", "created")
    people = [_filled(each, ("title", "path", "organization")) | _roles(each) for each in facts["contributors"]]
    return {
        **_filled(facts, texts),
        "keywords": [str(keyword) for keyword in facts["keywords"] or ()],
        "licenses": [_filled(each, ("name", "title")) | {"path": license_address(each)} for each in facts["licenses"]],
        "contributors": people,
    }


def _filled(said: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: str(said.get(name) or "") for name in names}


def _roles(contributor: Mapping[str, Any]) -> dict[str, list[str]]:
    return {"roles": [str(role) for role in contributor.get("roles") or ()]}


def _newest(names: Names) -> list[str]:
    """The articles that are listed: the newest first, those without a date last."""
    ids = sorted(names.articles)
    ids.sort(key=lambda each: str(names.articles[each]["date_published"] or ""), reverse=True)
    return ids[:LISTED]


def _span(names: Names) -> str:
    """From when to when the articles are, in words."""
    dates = sorted(article["date_published"] for article in names.articles.values() if article["date_published"])
    if not dates:
        return ""
    first, last = day(dates[0]), day(dates[-1])
    return first if first == last else f"{first} to {last}"


def _rights(names: Names) -> dict[str, Any]:
    """How many texts may be passed on, and whose they are."""
    withheld = [article for article in names.articles.values() if article["redistribution"] == "withheld"]
    return {"withheld": len(withheld), "all": len(names.articles), "holders": _holders(withheld)}


def _holders(withheld: Sequence[Mapping[str, Any]]) -> str:
    """Who holds the texts that are withheld, in words: those who are named, and how many texts have nobody."""
    known = [str(article["copyright_holder"]) for article in withheld if article["copyright_holder"]]
    named = [cut(name, 120) for name in sorted(set(known))]
    more = [f"{len(named) - MOST:,} others"] if len(named) > MOST else []
    unknown = len(withheld) - len(known)
    parts = (
        f"holders named: {listed([*named[:MOST], *more])}" if named else "",
        f"{unknown:,} without a known holder" if unknown and named else "no holder is known" if unknown else "",
    )
    return "; ".join(part for part in parts if part)


def _articles_of(pictures: Sequence[Picture], tables: Sequence[Preview]) -> Iterator[str]:
    """The articles whose passages the index may show."""
    for picture in pictures:
        for proof in (cell for row in picture.rows for cell in row if isinstance(cell, Proof)):
            yield from (spot.article for evidence in proof.shown for spot in evidence.spots)
    for table in tables:
        yield from (spot.article for row in table.rows for _, spot in row if isinstance(spot, Spot))
