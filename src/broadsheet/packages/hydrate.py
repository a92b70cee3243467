"""A package and the texts that somebody holds to the edition that carries them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal

import orjson

from broadsheet.articles.version import CURRENT
from broadsheet.checks.acceptance import Acceptance
from broadsheet.checks.checked import checked
from broadsheet.checks.claims import Claims
from broadsheet.checks.parts import Parts
from broadsheet.checks.passed import acceptance
from broadsheet.checks.projects import read_records
from broadsheet.checks.spans import decode
from broadsheet.checks.spool import Spool
from broadsheet.checks.spooled import Spooled
from broadsheet.checks.texts import Texts, as_received
from broadsheet.checks.work import Work
from broadsheet.engines.atomic import staged
from broadsheet.engines.memory import lanes
from broadsheet.engines.scratch import scratch
from broadsheet.engines.watching import Step, watched
from broadsheet.errors import UnreadableError
from broadsheet.issues import InvalidDataError, Report
from broadsheet.packages.contents import write_package
from broadsheet.packages.export import EXPORTS, export_names, write_exports
from broadsheet.packages.guard import guard_package
from broadsheet.packages.means import Means
from broadsheet.packages.open import open_package
from broadsheet.packages.package import Package
from broadsheet.packages.prepare import check_again, pieces_of_others

__all__ = ["OF_TEXTS", "Held", "Hydrated", "check_records_of", "hydrate"]

State = Literal["matches", "carried", "missing", "differs"]

DIGEST, ROWS = "broadsheet:digest", "broadsheet:rows"

OF_TEXTS = {"B306", "B307"}
"""Rules about texts that are missing or others, of which a hydration tells itself."""

CARRIED = "B403"
"""The rule that a record carries no withheld text."""


@dataclass(frozen=True, slots=True)
class Held:
    """One source of a package, and whether its text is at hand.

    It `matches` when the bytes have the SHA-256 of the record, is `carried` when the package has it already,
    `differs` when another text lies under its name, and is `missing` otherwise. `found` is the SHA-256 of a
    text that differs, `change` what was done to it, where that is known.
    """

    article: str
    name: str
    sha256: str
    state: State
    found: str | None = None
    change: str | None = None


@dataclass(frozen=True)
class Hydrated:
    """What a hydration did: each source, the package if one was written, and its descriptor."""

    sources: tuple[Held, ...]
    package: Path | None
    descriptor: dict[str, Any] | None

    @property
    def complete(self) -> bool:
        """Whether every text is at hand."""
        return not self.lacking

    @property
    def lacking(self) -> list[Held]:
        """The sources whose text is missing or differs."""
        return [held for held in self.sources if held.state in {"missing", "differs"}]

    def count(self) -> Counter[str]:
        """How many sources there are in each state."""
        return Counter(held.state for held in self.sources)


def hydrate(  # noqa: PLR0913 - a call with names
    package: str | Path | Package,
    *,
    texts: str | Path,
    out: str | Path,
    partial: bool = False,
    engine: str | Executor = "auto",
    jobs: int | None = None,
    memory: int | str | None = None,
) -> Hydrated:
    """Put the texts that you hold back into a package: its full edition, in the folder `out`.

    Each text is found in the folder `texts` by its name or its hash, and taken only if its SHA-256 is the one
    that the record holds; then every span is compared with it. The package has the bytes of the full edition
    that its publisher builds. Where a text is missing or differs nothing is written, and the answer says
    which; with `partial` those at hand are put in, and the edition is called `partial`. `engine`, `jobs` and `memory`
    are as for `build`; articles go to disk, and few of them are in memory at a time.

    Raises UnreadableError when there is no package of ours, it is damaged, or the folder of the texts is not
    there; InvalidDataError when a record and its text contradict each other; UnwritableError when the folder
    cannot be written or holds something else.

    >>> package = broadsheet.build(project, out=tmp / "open").package
    >>> broadsheet.hydrate(package, texts=project / "seeds/texts", out=tmp / "full").count()
    Counter({'carried': 1, 'matches': 1})
    """
    jobs = lanes(memory, jobs)
    opened = package if isinstance(package, Package) else open_package(package)
    folder, target = Path(texts), Path(out)
    if not folder.is_dir():
        raise UnreadableError(f"there is no folder {folder.as_posix()!r}", hint="name the folder of the texts")
    guard_package(target, package=opened.path, texts=folder)
    found = Texts([folder])
    _require_whole(opened)
    _require_sound(opened, found, Work(engine, jobs, memory))
    with scratch() as room, ExitStack() as stack:
        sources = list[Held]()
        parts = Parts.of(Spooled.write_all(room, _filled(opened, found, sources)), room)
        articles = stack.enter_context(Spool(parts, room))
        hydrated = Hydrated(tuple(sources), None, None)
        if not hydrated.complete and not partial:
            return hydrated
        others = checked(read_records(pieces_of_others(opened.others, opened.name)), articles)
        edition = {"broadsheet:edition": "full" if hydrated.complete else "partial"}
        head = {name: value for name, value in opened.descriptor.items() if name not in {"resources", EXPORTS}}
        head |= {"broadsheet:schemaVersion": CURRENT} | edition
        with staged(target) as stage:
            bare = write_package(stage, head, replace(others, left_out=opened.left_out), Means(engine, jobs))
            _require_same(opened.descriptor, bare)
            descriptor = write_exports(stage, bare, export_names(opened.descriptor))
    return replace(hydrated, package=target, descriptor=descriptor)


def _require_whole(package: Package) -> None:
    """Raise UnreadableError where a file of a table is not what the descriptor states."""
    tables = [each for each in package.descriptor["resources"] if each["name"] in package]
    for resource in watched(tables, Step("table", "compared with its hash", len(tables), name=itemgetter("name"))):
        package.require_whole(resource)


def _require_same(before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Raise UnreadableError where other tables came out: nested records say something else than the tables then."""
    if before.get("broadsheet:schemaVersion") != CURRENT:
        return
    told, found = ({each["name"]: each.get(DIGEST) for each in of["resources"]} for of in (before, now))
    for name, digest in told.items():
        if name != "texts" and digest is not None and found.get(name) != digest:
            message = f"the records of {name} are not those of its table"
            raise UnreadableError(message, hint="do not trust this package; its publisher should build it again")


def _require_sound(package: Package, texts: Texts, work: Work) -> None:
    """Check the records of a package together and against the texts; InvalidDataError tells what is wrong."""
    report = check_records_of(package, texts, work)
    errors = [issue for issue in report.issues if issue.severity == "error" and issue.code not in OF_TEXTS]
    if errors:
        message = f"{len(errors)} error{'s' * (len(errors) != 1)} in the records: nothing was written"
        raise InvalidDataError(message, Report(tuple(errors), report.stats), hint="ask who published the package")


def check_records_of(package: Package, texts: Texts, work: Work | None = None) -> Report:
    """The report on the records of a package, together and against the texts that are at hand.

    That a record carries a withheld text is an issue of the open edition only: others are there for that.
    """
    report = check_again(package.article_lines(), package.others, texts, package.name, package.left_out, work)
    if package.edition != "open":
        report = replace(report, issues=tuple(issue for issue in report.issues if issue.code != CARRIED))
    return report


def _filled(package: Package, texts: Texts, sources: list[Held]) -> Iterator[dict[str, Any]]:
    """The articles of a package with the texts that are at hand; the state of each source is told on the way."""
    known = acceptance()
    if known is not None:
        known.claims = Claims()
    rows = (each.get(ROWS) for each in package.descriptor["resources"] if each["name"] == "articles")
    for line in watched(package.article_lines(), Step("text", "looked for", next(rows, None), name=lambda _: None)):
        article = _completed(line, known)
        held, text = _held(article, texts)
        sources.append(held)
        yield article | {"text": text}


def _completed(line: bytes, known: Acceptance | None) -> dict[str, Any]:
    """An article as its model has it; most lines are so already."""
    from broadsheet.articles import Article  # noqa: PLC0415 - Pydantic loads when used

    record: dict[str, Any] = orjson.loads(line)
    accepted = known.article(line) if known is not None else None
    if known is not None and accepted is not None and known.as_completed(accepted, line) == line:
        return record
    return Article.model_validate(record).model_dump(mode="json")


def _held(article: dict[str, Any], texts: Texts) -> tuple[Held, str | None]:
    """The state of a source, and its text if that is at hand."""
    source, carried = article["source"], article["text"]
    about = article["id"], source["name"], source["sha256"]
    if carried is not None:
        return Held(*about, "carried"), str(carried)
    data = texts.find(source)
    if data is None:
        return Held(*about, "missing"), None
    digest = hashlib.sha256(data).hexdigest()
    if digest != source["sha256"]:
        return Held(*about, "differs", digest, as_received(data, source["sha256"])), None
    return Held(*about, "matches"), decode(data, source["encoding"])
