"""The index: what the data set is, what can be seen in it, how to get and to cite it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Options
from broadsheet.exports.page.citing import in_bibtex, in_words
from broadsheet.exports.page.company import company, named
from broadsheet.exports.page.downloads import downloads
from broadsheet.exports.page.evidence import Names, Proof, Spot
from broadsheet.exports.page.figures import figures
from broadsheet.exports.page.picture import Picture
from broadsheet.exports.page.previews import Preview, previews
from broadsheet.exports.page.templates import rendered
from broadsheet.exports.page.texts import known_texts
from broadsheet.exports.page.timeline import timeline
from broadsheet.exports.page.topics import topics
from broadsheet.exports.page.wording import day

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["index_page"]

LISTED = 40
"""So many articles are listed, the newest ones; the table of articles has them all."""

COUNTED = ("articles", "outlets", "statements", "figures", "events", "entities", "mentions")
"""The tables whose rows are counted at the top."""

PICTURES = (timeline, named, company, figures, topics)


def index_page(package: Package, options: Options, names: Names) -> bytes:
    """The index of a package."""
    descriptor = package.descriptor
    files = downloads(descriptor, options)
    tables = previews(package, files)
    pictures = [picture for draw in PICTURES if (picture := draw(package, names))]
    listed = _newest(names)
    return rendered(
        "index",
        about=_about(package),
        names=names,
        glance=[(name, table.height) for name in COUNTED for table in tables if table.name == name],
        span=_span(names),
        languages=sorted({article["in_language"] for article in names.articles.values() if article["in_language"]}),
        rights=_rights(package, names),
        pictures=pictures,
        listed=listed,
        tables=tables,
        files=files,
        citation=in_words(descriptor),
        bibtex=in_bibtex(descriptor),
        texts=known_texts(names, {*listed, *_articles_of(pictures, tables)}),
    )


def _about(package: Package) -> dict[str, Any]:
    """What the descriptor says; what it does not say is empty."""
    said = package.descriptor
    texts = {name: str(said.get(name) or "") for name in ("name", "title", "description", "version", "homepage")}
    return {
        **texts,
        "title": texts["title"] or texts["name"],
        "created": str(said.get("created") or "")[:10],
        "edition": package.edition,
        "keywords": [str(keyword) for keyword in said.get("keywords") or ()],
        "licenses": [_filled(each, ("name", "title", "path")) for each in said.get("licenses") or ()],
        "contributors": [
            {**_filled(each, ("title", "path", "organization")), "roles": [str(role) for role in each.get("roles") or ()]}
            for each in said.get("contributors") or ()
        ],
    }


def _filled(said: Mapping[str, Any], names: Sequence[str]) -> dict[str, str]:
    return {name: str(said.get(name) or "") for name in names}


def _newest(names: Names) -> list[str]:
    """The articles that are listed: the newest first, those without a date last."""
    ids = sorted(names.articles)
    ids.sort(key=lambda id: str(names.articles[id]["date_published"] or ""), reverse=True)
    return ids[:LISTED]


def _span(names: Names) -> str:
    """From when to when the articles are, in words."""
    dates = sorted(article["date_published"] for article in names.articles.values() if article["date_published"])
    if not dates:
        return ""
    first, last = day(dates[0]), day(dates[-1])
    return first if first == last else f"{first} to {last}"


def _rights(package: Package, names: Names) -> dict[str, Any]:
    """How many texts may be passed on, and whose they are."""
    withheld = [article for article in names.articles.values() if article["redistribution"] == "withheld"]
    holders = sorted({str(article["copyright_holder"]) for article in withheld if article["copyright_holder"]})
    return {"withheld": len(withheld), "all": len(names.articles), "holders": holders[:12], "more": max(0, len(holders) - 12)}


def _articles_of(pictures: Sequence[Picture], tables: Sequence[Preview]) -> Iterator[str]:
    """The articles whose passages the index may show."""
    for picture in pictures:
        for proof in (cell for row in picture.rows for cell in row if isinstance(cell, Proof)):
            yield from (spot.article for evidence in proof.shown for spot in evidence.spots)
    for table in tables:
        yield from (spot.article for row in table.rows for _, spot in row if isinstance(spot, Spot))
