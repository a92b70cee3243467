"""A package of many articles: written block by block, in several files, the same bytes whoever writes it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import orjson
import pytest
from hypothesis import given
from strategies import corpora, tried

import broadsheet
from broadsheet.checks.blocks import InMemory
from broadsheet.checks.checked import Checked, checked
from broadsheet.checks.documents import Document
from broadsheet.checks.entries import Entry, Records
from broadsheet.checks.fixity import paths_of
from broadsheet.checks.parts import Parts
from broadsheet.checks.spool import Spool
from broadsheet.checks.spooled import Spooled
from broadsheet.engines import Cores, Kept
from broadsheet.errors import UnreadableError
from broadsheet.packages import archive as zipping
from broadsheet.packages import pieces
from broadsheet.packages.archive import write_zip
from broadsheet.packages.contents import write_package
from broadsheet.packages.descriptor import Head
from broadsheet.packages.extent import Extent
from broadsheet.packages.means import Means
from broadsheet.packages.package import Package
from broadsheet.packages.prepare import prepare
from broadsheet.projects import open_project
from broadsheet.publishing.loader import DataPackage
from broadsheet.publishing.verify import verify

EXAMPLE = Path(__file__).parents[1] / "examples/project"
TEXTS = EXAMPLE / "seeds/texts"
COUNT, BLOCK, PART = 16, 4, 7


def many(count: int = COUNT) -> Checked:
    """The records of the example, with its articles over and over under other ids."""
    records, _ = prepare(open_project(EXAMPLE), "open")
    made = [
        {**each, "id": f"{each['id']}-{number:03}"} for number in range(count // 2 - 1) for each in records.articles
    ]
    articles = sorted([*records.articles, *made], key=lambda each: str(each["id"]))
    return replace(records, articles=InMemory(articles))


def written(folder: Path, records: Checked, **means: Any) -> Path:
    """The package of some records, in small blocks and small files."""
    head = Head(open_project(EXAMPLE).settings, "open")
    write_package(folder, head, records, Means(**{"block": BLOCK, "part": PART, **means}))
    return folder


def described(package: Path) -> dict[str, dict[str, Any]]:
    """The resources of a package by name."""
    descriptor = json.loads((package / "datapackage.json").read_bytes())
    return {each["name"]: each for each in descriptor["resources"]}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def records() -> Checked:
    """Articles that stand in several files."""
    return many()


@pytest.fixture(scope="module")
def parted(records: Checked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their package in several files."""
    return written(tmp_path_factory.mktemp("parted") / "package", records)


@pytest.fixture(scope="module")
def whole(records: Checked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their package in one file for each table."""
    return written(tmp_path_factory.mktemp("whole") / "package", records, part=COUNT)


# What is written


def test_each_file_is_what_is_stated_of_it(parted: Path) -> None:
    """Bytes, hash and rows of every file; of all of a resource the bytes, and no hash."""
    several = {name: each for name, each in described(parted).items() if isinstance(each["path"], list)}
    assert {"articles", "figures", "figures-parquet", "articles-json"} <= set(several)
    for name, resource in several.items():
        files = [(parted / path).read_bytes() for path in resource["path"]]
        told = [(part["path"], part["bytes"], part["hash"]) for part in resource["broadsheet:parts"]]
        assert told == [
            (path, len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
            for path, data in zip(resource["path"], files, strict=True)
        ]
        assert resource.get("bytes", resource.get("broadsheet:bytes")) == sum(map(len, files)), name
        assert "hash" not in resource
        if resource.get("type") == "table" and name != "texts":
            assert [part["rows"] for part in resource["broadsheet:parts"]] == [data.count(b"\n") for data in files]
            assert sum(part["rows"] for part in resource["broadsheet:parts"]) == resource["broadsheet:rows"]


def test_files_of_one_number_hold_the_same_articles(parted: Path) -> None:
    """Whoever reads one file of articles finds what they hold in the files of that number, and nothing else there."""
    groups: dict[str, set[str]] = {}
    package = broadsheet.open(parted)
    for path in paths_of(described(parted)["articles"]):
        groups[path[-8:]] = {line.partition(",")[0] for line in (parted / path).read_text("utf-8").splitlines()}
    assert (sum(map(len, groups.values())), max(map(len, groups.values())) <= PART) == (COUNT, True)
    for name in ("figures", "mentions", "segments"):
        for path, frame in zip(paths_of(described(parted)[name]), package.frames(name), strict=True):
            assert set(frame["article"]) <= groups[path[-8:]], path


def test_a_table_without_rows_has_one_file(parted: Path, records: Checked, tmp_path: Path) -> None:
    """And it has a header, as that of a small package."""
    bare = InMemory({**each, "author": [], "text": None} for each in records.articles)
    resources = described(written(tmp_path / "package", replace(records, articles=bare)))
    assert (resources["article_authors"]["path"], resources["texts"]["path"]) == (
        "data/article_authors.csv",
        "data/texts.csv",
    )
    assert (tmp_path / "package/data/article_authors.csv").read_bytes() == b"article,position,author\n"
    assert resources["article_authors"]["dialect"] == {"lineTerminator": "\n"}
    assert described(parted)["article_authors"]["dialect"] == {"header": False, "lineTerminator": "\n"}


def test_sources_are_the_outlets(parted: Path, whole: Path) -> None:
    """Where articles are too many to be named, the descriptor names the outlets and the number of their articles."""
    few, groups = (json.loads((each / "datapackage.json").read_bytes())["sources"] for each in (whole, parted))
    assert len(few) == COUNT
    assert [each["title"].rpartition(", ")[2] for each in groups] == [f"{COUNT} articles"]


def test_an_engine_changes_no_byte(parted: Path, records: Checked, tmp_path: Path) -> None:
    """One process, two, threads of whoever calls: the same files."""
    with ThreadPoolExecutor(2) as threads, Cores(2) as cores:
        engines: dict[str, str | Executor] = {"local": "local", "threads": threads, "cores": cores}
        for name, engine in engines.items():
            found = written(tmp_path / name, records, engine=engine, jobs=2)
            assert contents(found) == contents(parted), name


def test_a_block_changes_no_byte_of_a_small_package(whole: Path, records: Checked, tmp_path: Path) -> None:
    """Where all stands in one file, it does not matter how many articles are looked at together."""
    assert contents(written(tmp_path / "package", records, part=COUNT, block=COUNT)) == contents(whole)


# What others say of it


def test_judges_find_nothing(parted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither our validator, nor frictionless, nor the official profiles find a fault in it."""
    assert broadsheet.validate(parted).issues == ()
    assert frictionless.validate((parted / "datapackage.json").as_posix()).flatten(["type", "message"]) == []
    if not (folder := os.environ.get("BROADSHEET_PROFILES")):
        pytest.skip("BROADSHEET_PROFILES names no folder of the official profiles")
    judge = jsonschema.Draft7Validator(json.loads((Path(folder) / "datapackage.json").read_bytes()))
    monkeypatch.chdir(folder)
    assert [error.message for error in judge.iter_errors(json.loads((parted / "datapackage.json").read_bytes()))] == []


def test_frictionless_reads_every_row(parted: Path, whole: Path) -> None:
    """It skips no row at the beginning of a file, since the dialect says that there is no header."""
    one, other = (frictionless.Package((each / "datapackage.json").as_posix()) for each in (parted, whole))
    for name in ("articles", "figures", "article_authors"):
        rows = [each.get_resource(name).read_rows() for each in (one, other)]
        assert [row.to_dict() for row in rows[0]] == [row.to_dict() for row in rows[1]], name


def test_an_altered_file_is_named(parted: Path, tmp_path: Path) -> None:
    """The proof names the file of several that is not what is stated, and opening it is refused."""
    copy = Path(shutil.copytree(parted, tmp_path / "copy"))
    path = described(copy)["figures"]["path"][1]
    (copy / path).write_bytes((copy / path).read_bytes().replace(b"f1", b"f7", 1))
    assert [issue.path for issue in verify(copy).report.issues] == [path]
    with pytest.raises(UnreadableError, match=path):
        broadsheet.open(copy)["figures"]


def test_the_proofs_hold(parted: Path) -> None:
    """CSV, Parquet and lines of JSON of every table hold the same data, whose digest is the one of a single file."""
    proofs = {proof.name: proof.state for proof in verify(parted).proofs}
    assert (proofs["files"], proofs["schema"], proofs["tables"]) == ("passed", "passed", "passed")


def flipped(package: Path, path: str) -> None:
    """Change a bit in the middle of a file."""
    data = bytearray((package / path).read_bytes())
    data[len(data) // 2] ^= 1
    (package / path).write_bytes(data)


def exchanged(package: Path, one: str, other: str) -> None:
    """Put each of two files in the place of the other."""
    contents = (package / other).read_bytes(), (package / one).read_bytes()
    for path, data in zip((one, other), contents, strict=True):
        (package / path).write_bytes(data)


def told(package: Path) -> set[tuple[str, str | None, str]]:
    """The rules that a package breaks, with the resource, and the file where that is one of several."""
    found = [issue for issue in broadsheet.validate(package).issues if issue.code < "B6"]
    return {(each.code, each.resource, Path(each.path or "").relative_to(package).as_posix()) for each in found}


@pytest.fixture
def copy(parted: Path, tmp_path: Path) -> Path:
    """A copy of the package in several files, to be altered."""
    return Path(shutil.copytree(parted, tmp_path / "copy"))


@pytest.fixture
def older(copy: Path) -> Path:
    """The package as it was written before, with a hash of all files of each resource."""
    descriptor = json.loads((copy / "datapackage.json").read_bytes())
    for each in descriptor["resources"]:
        if isinstance(each["path"], list):
            joined = b"".join((copy / path).read_bytes() for path in each["path"])
            each["hash"] = f"sha256:{hashlib.sha256(joined).hexdigest()}"
    (copy / "datapackage.json").write_text(json.dumps(descriptor))
    return copy


@pytest.mark.parametrize("name", ["articles", "figures-parquet", "articles-json"])
def test_a_changed_bit_in_a_file_is_told(copy: Path, name: str) -> None:
    """A check names the file of several in which it is, and that one alone; whoever reads it is refused."""
    path = described(copy)[name]["path"][-1]
    flipped(copy, path)
    assert told(copy) == {("B510", name, path)}
    assert not broadsheet.validate(copy).valid
    with pytest.raises(UnreadableError, match=path):
        broadsheet.open(copy).read(described(copy)[name])


def test_a_file_that_was_cut_off_is_told(copy: Path) -> None:
    """With its length, and with nothing about the others."""
    path = described(copy)["articles-json"]["path"][1]
    (copy / path).write_bytes((copy / path).read_bytes()[:-1])
    assert told(copy) == {("B509", "articles-json", path), ("B510", "articles-json", path)}


def test_files_in_the_place_of_each_other_are_told(copy: Path) -> None:
    """Each is whole, and all together have as many bytes as they should."""
    one, other, *_ = described(copy)["articles-json"]["path"]
    exchanged(copy, one, other)
    assert {("B510", "articles-json", path) for path in (one, other)} <= told(copy)
    with pytest.raises(ValueError, match=one):
        DataPackage(copy).records("articles")


def unordered(resource: dict[str, Any]) -> None:
    """Name the files in another order, but not what is stated of them."""
    resource["path"].reverse()


def untold(resource: dict[str, Any]) -> None:
    """State nothing of the last file."""
    resource["broadsheet:parts"].pop()


def unproved(resource: dict[str, Any]) -> None:
    """State no hash of the last file."""
    del resource["broadsheet:parts"][-1]["hash"]


def misshapen(resource: dict[str, Any]) -> None:
    """State what is no list."""
    resource["broadsheet:parts"] = {"path": resource["path"]}


@pytest.mark.parametrize("harm", [unordered, untold, unproved, misshapen])
def test_a_file_of_which_nothing_is_stated_is_told(copy: Path, harm: Callable[[dict[str, Any]], None]) -> None:
    """Each file of several is told of, in the order in which they are put together."""
    descriptor = json.loads((copy / "datapackage.json").read_bytes())
    harm(next(each for each in descriptor["resources"] if each["name"] == "figures"))
    (copy / "datapackage.json").write_text(json.dumps(descriptor))
    assert ("B503", "figures", "datapackage.json") in told(copy)


@pytest.mark.parametrize("harm", [untold, unproved, misshapen])
def test_a_file_without_a_hash_is_refused(copy: Path, harm: Callable[[dict[str, Any]], None]) -> None:
    """No package opens in which a file of several has no hash, even if all together had one."""
    descriptor = json.loads((copy / "datapackage.json").read_bytes())
    resource = next(each for each in descriptor["resources"] if each["name"] == "figures")
    resource["hash"] = "sha256:" + "0" * 64
    harm(resource)
    (copy / "datapackage.json").write_text(json.dumps(descriptor))
    with pytest.raises(UnreadableError, match="has no hash"):
        broadsheet.open(copy)


def test_an_older_package_is_what_it_was(older: Path, parted: Path) -> None:
    """One that has a hash of all files of a resource opens, is valid, holds, and is no other data."""
    assert broadsheet.validate(older).issues == ()
    assert broadsheet.open(older)["figures"].equals(broadsheet.open(parted)["figures"])
    assert DataPackage(older).records("articles") == DataPackage(parted).records("articles")
    proofs = {proof.name: proof.state for proof in verify(older).proofs}
    assert (proofs["files"], proofs["schema"], proofs["tables"]) == ("passed", "passed", "passed")
    assert list(broadsheet.diff(older, parted)) == []
    assert list(broadsheet.diff(parted, older)) == []


def test_a_hash_of_all_files_counts_as_well(older: Path) -> None:
    """Where one is stated that is not theirs, that is told; where a file of them was altered, it is this one."""
    path = described(older)["articles-json"]["path"][1]
    flipped(older, path)
    assert told(older) == {("B510", "articles-json", path)}
    flipped(older, path)
    descriptor = json.loads((older / "datapackage.json").read_bytes())
    next(each for each in descriptor["resources"] if each["name"] == "figures")["hash"] = "sha256:" + "0" * 64
    (older / "datapackage.json").write_text(json.dumps(descriptor))
    assert told(older) == {("B510", "figures", described(older)["figures"]["path"][0])}


# What reads it


def test_it_opens_as_one(parted: Path, whole: Path, tmp_path: Path) -> None:
    """Tables, digests, articles are those of the package in single files; so too in a zip and a wheel."""
    package, other = broadsheet.open(parted), broadsheet.open(whole)
    packed = broadsheet.open(write_zip(parted, tmp_path / "p.zip", "2024-01-01T00:00:00Z"))
    for name in other:
        assert package[name].equals(other[name]), name
        assert packed[name].equals(other[name]), name
    digests = [[each.get("broadsheet:digest") for each in described(folder).values()] for folder in (parted, whole)]
    assert digests[0] == digests[1]
    assert list(package.articles) == list(other.articles)
    loaded, single = DataPackage(parted), DataPackage(whole)
    assert loaded.records("articles") == single.records("articles")
    assert loaded._rows("figures") == single._rows("figures")
    assert loaded["figures"].equals(single["figures"])


def test_articles_are_read_group_by_group(parted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Iterating over articles does not hold all of them: the files of the next group are read when it is reached."""
    package, read = broadsheet.open(parted), []
    plain = package._storage.read
    monkeypatch.setattr(type(package._storage), "read", lambda _, path: (read.append(path), plain(path))[1])
    next(iter(package.articles))
    assert {path[-8:] for path in read} == {"0001.csv"}


def test_withheld_texts_are_not_seen_in_a_group(tmp_path: Path) -> None:
    """A full edition in several files shows no withheld text where only the others may be seen."""
    records, _ = prepare(open_project(EXAMPLE), "full", TEXTS)
    package = broadsheet.open(written(tmp_path / "package", records, part=1, block=1))
    package.descriptor["broadsheet:edition"] = "full"
    withheld = {each["id"] for each in records.articles if each["rights"]["redistribution"] == "withheld"}
    texts = {article.id: article.text for article in package.without_withheld().articles}
    assert {name for name, text in texts.items() if text is None} == withheld
    assert all(article.text for article in package.articles)


def test_only_the_sources_differ_from_single_files(parted: Path, whole: Path) -> None:
    """A package that grew out of single files has the same data for `diff`."""
    changes = broadsheet.diff(whole, parted)
    found = {change.kind for change in changes if change.bump != "none"}
    assert (changes.bump, found) == ("patch", {"metadata-changed", "source-added", "source-removed"})


def test_texts_are_put_back(parted: Path, tmp_path: Path) -> None:
    """A package in several files is hydrated as any other."""
    done = broadsheet.hydrate(parted, texts=TEXTS, out=tmp_path / "full")
    assert (done.complete, sum(done.count().values())) == (True, COUNT)
    assert all(article.text for article in broadsheet.open(tmp_path / "full").articles)


@tried(15)
@given(corpus=corpora())
def test_records_come_back(corpus: dict[str, list[dict[str, Any]]]) -> None:
    """What a package of several files gives back are the very records that went in."""
    document = Document("corpus.json", "", corpus)
    kinds = ("articles", "entities", "outlets", "copies")
    for article in corpus["articles"]:
        article["date_published"] = "2024-05-02"  # others of a corpus are no days, which a check finds
    records = checked(Records(**{kind: [Entry(document, each) for each in corpus[kind]] for kind in kinds}))
    with tempfile.TemporaryDirectory() as folder:
        package = broadsheet.open(written(Path(folder), records, block=1, part=1))
        assert list(package.article_records()) == list(records.articles)
        assert package.records == {kind: list(getattr(records, kind)) for kind in kinds}


# What is kept for the next time


def changed(records: Checked) -> Checked:
    """The records with one article changed."""
    articles = InMemory(records.articles)
    articles[7] = {**articles[7], "abstract": "Another one."}
    return replace(records, articles=articles)


def test_what_is_known_of_all_articles_is_kept_for_each_file(
    records: Checked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is what the whole table tells, also of days that only one file has; no file is read again that is the same."""
    dates = ["2024-05-02/..", "2024-05", None, "../2024-06-01"]
    articles = InMemory({**each, "date_published": dates[at % 4]} for at, each in enumerate(records.articles))
    folder = written(tmp_path / "package", replace(records, articles=articles))
    kept, plain = Kept(tmp_path / "kept", b""), broadsheet.open(folder)
    whole = Extent.of(plain["articles"])
    assert (broadsheet.open(folder).extent, plain.extent) == (whole, whole)
    assert whole.days == ((2024, 5, 1), (2024, 6, 1))
    read: list[str] = []
    storage = type(plain._storage)
    bytes_of = storage.read
    monkeypatch.setattr(storage, "read", lambda self, path: (read.append(path), bytes_of(self, path))[1])
    for files in (described(folder)["articles-parquet"]["path"], []):
        assert Package(plain._storage, plain.descriptor, kept=kept).completed().without_withheld().extent == whole
        assert read == files
        read.clear()


def test_a_second_build_does_what_has_changed(records: Checked, tmp_path: Path) -> None:
    """After a change of one article one block is written anew, and the bytes are those of a build from nothing."""
    kept = Kept(tmp_path / "kept", b"")
    written(tmp_path / "first", records, kept=kept)
    before = contents(tmp_path / "kept")
    found = written(tmp_path / "second", changed(records), kept=kept)
    new = set(contents(tmp_path / "kept")) - set(before)
    assert contents(found) == contents(written(tmp_path / "plain", changed(records)))
    assert len(new) == 2, "one block, and the file of articles in Parquet"


@pytest.mark.parametrize(("few", "least", "most"), [(0, COUNT, COUNT), (1, 1, COUNT - 1), (10, 0, 0)])
def test_records_that_stand_in_few_files_are_not_kept_again(  # noqa: PLR0913, PLR0917 - what is tried
    parted: Path, records: Checked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int, least: int, most: int
) -> None:
    """They are copied from there, also when all else is taken as it was kept; the bytes are the same in any case."""
    monkeypatch.setattr(pieces, "FEW", few)
    lines = [(each["id"], orjson.dumps(each)) for each in records.articles]
    files = [Spooled.write(tmp_path, lines[at : at + 5]) for at in range(0, COUNT, 5)]
    kept = Kept(tmp_path / "kept", b"")
    for time in ("first", "second"):
        with Spool(Parts.of(files, tmp_path), tmp_path) as spool:
            found = written(tmp_path / time, replace(records, articles=spool), kept=kept)
        assert contents(found) == contents(parted)
    held = b"".join(contents(kept.folder).values())
    assert least <= sum(line in held for _, line in lines) <= most


def test_processes_leave_such_records_where_they_are(parted: Path, records: Checked, tmp_path: Path) -> None:
    """What they hand over and keep is all else."""
    kept = Kept(tmp_path / "kept", b"")
    files = Spooled.write_all(tmp_path, records.articles)
    with Cores(2) as cores, Spool(Parts.of(files, tmp_path), tmp_path) as spool:
        found = written(tmp_path / "package", replace(records, articles=spool), kept=kept, engine=cores)
    assert contents(found) == contents(parted)
    held = b"".join(contents(kept.folder).values())
    assert not any(orjson.dumps(each) in held for each in records.articles)


def test_what_is_not_used_is_swept(records: Checked, tmp_path: Path) -> None:
    """What came of blocks that are no more is removed, and nothing that a build has used."""
    written(tmp_path / "first", records, kept=Kept(tmp_path / "kept", b""))
    before = contents(tmp_path / "kept")
    kept = Kept(tmp_path / "kept", b"")
    written(tmp_path / "second", changed(records), kept=kept)
    kept.sweep()
    after = contents(tmp_path / "kept")
    assert (len(after), len(set(after) - set(before))) == (len(before), 2)
    assert after[".gitignore"].endswith(b"*\n")


HARMS: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[:-1],
    "emptied": lambda _: b"",
    "altered": lambda data: data[:-1] + b"\x00",
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_what_is_damaged_is_made_again(records: Checked, tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    """What is kept may be deleted or broken at any time: the bytes of a build stay the same."""
    first = written(tmp_path / "first", records, kept=Kept(tmp_path / "kept", b""))
    for path in (tmp_path / "kept").glob("??/*"):
        path.write_bytes(harm(path.read_bytes()))
    assert contents(written(tmp_path / "second", records, kept=Kept(tmp_path / "kept", b""))) == contents(first)


def test_where_nothing_can_be_kept_a_build_goes_on(parted: Path, records: Checked, tmp_path: Path) -> None:
    """A place that is no folder, and cannot become one, is no fault of the data."""
    (tmp_path / "kept").write_bytes(b"a file")
    found = written(tmp_path / "package", records, kept=Kept(tmp_path / "kept", b""))
    assert contents(found) == contents(parted)


def test_other_code_takes_nothing(records: Checked, tmp_path: Path) -> None:
    """What another version left is not looked at."""
    written(tmp_path / "first", records, kept=Kept(tmp_path / "kept", b"1"))
    before = contents(tmp_path / "kept")
    written(tmp_path / "second", records, kept=Kept(tmp_path / "kept", b"2"))
    assert len(contents(tmp_path / "kept")) == 2 * len(before) - 1


def test_a_large_member_of_a_zip_is_compressed_in_pieces(tmp_path: Path) -> None:
    """Threads and what was kept change no byte of a zip, and every reader unpacks it."""
    import zipfile

    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "large.csv").write_bytes(b"".join(f"{number},word\n".encode() for number in range(800_000)))
    (folder / "exact.csv").write_bytes(bytes(8 << 20))
    (folder / "empty.csv").write_bytes(b"")
    hashes = {path.name: f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}" for path in folder.iterdir()}
    ways = [Means("local"), Means(jobs=2), *(Means(kept=Kept(tmp_path / "kept", b"")) for _ in range(2))]
    zips = {write_zip(folder, tmp_path / "p.zip", "2024-01-01T00:00:00Z", way, hashes).read_bytes() for way in ways}
    assert len(zips) == 1
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(f"p/{name}") for name in hashes} == contents(folder)


def test_a_file_that_is_cut_off_while_it_is_zipped_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no zip then, since none could hold what was to be in it."""
    file = tmp_path / "package/large.csv"
    file.parent.mkdir()
    file.write_bytes(bytes(8 << 20))
    monkeypatch.setattr(zipping, "cut_of", lambda data: os.truncate(file, len(data)) or len(data))
    with pytest.raises(UnreadableError, match="while it was needed"):
        write_zip(file.parent, tmp_path / "p.zip", "2024-01-01T00:00:00Z", Means("local"))
    assert not (tmp_path / "p.zip").exists()


def test_a_file_that_stands_in_an_old_folder_is_not_kept_as_another(tmp_path: Path) -> None:
    """One that is edited there, after its hash was known, is not zipped with these bytes when it is itself again."""
    folder, means = tmp_path / "package", Means("local", kept=Kept(tmp_path / "kept", b""))
    folder.mkdir()
    old, right = tmp_path / "old.csv", b"one,another\n" * 10_000
    old.write_bytes(right)
    os.link(old, folder / "large.csv")
    hashes = {"large.csv": f"sha256:{hashlib.sha256(right).hexdigest()}"}

    def zipped(how: Means) -> bytes:
        return write_zip(folder, tmp_path / "p.zip", "2024-01-01T00:00:00Z", how, hashes).read_bytes()

    old.write_bytes(right.swapcase())
    edited = zipped(means)
    old.write_bytes(right)
    assert zipped(means) == zipped(Means("local")) != edited


def test_a_longer_line_changes_one_piece_of_a_zip(tmp_path: Path) -> None:
    """The pieces behind it, which lie elsewhere in the file now, are taken as they were kept."""
    folder, kept = tmp_path / "package", Kept(tmp_path / "kept", b"")
    folder.mkdir()
    lines = [f"{number},{hashlib.sha256(b'%d' % number).hexdigest()}\n" for number in range(200_000)]
    new = []
    for first in ("0,zero\n", "0,a longer line than it was\n"):
        (folder / "large.csv").write_text("".join([first, *lines]), encoding="utf-8")
        hashes = {"large.csv": f"sha256:{hashlib.sha256((folder / 'large.csv').read_bytes()).hexdigest()}"}
        before = set(contents(tmp_path / "kept")) if new else set[str]()
        write_zip(folder, tmp_path / "p.zip", "2024-01-01T00:00:00Z", Means("local", kept=kept), hashes)
        new.append(len(set(contents(tmp_path / "kept")) - before - {".gitignore"}))
    assert new == [5, 2], "four pieces and a list of them; then one piece and another list"


def test_pieces_of_a_zip_are_known_by_the_chunks_of_their_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in them is not hashed again; those that hold nothing of a chunk that has changed are taken."""
    from broadsheet.tables.chunk import Chunk
    from broadsheet.tables.receipt import write_chunks
    from broadsheet.tables.sums import Sums

    lines = [f"{number},{hashlib.sha256(b'%d' % number).hexdigest()}\n".encode() for number in range(200_000)]
    some = [b"".join(lines[at : at + 20_000]) for at in range(0, len(lines), 20_000)]
    new, zips = [], []
    for name, first in (("one", b"0,zero\n"), ("two", b"0,a longer line than it was\n"), ("three", b"0,zero\n")):
        with Kept(tmp_path / "kept", b"") as kept:
            means, before = Means("local", kept=kept), set(contents(tmp_path / "kept"))
            chunks = [Chunk.of(data, hashlib.sha256(data).hexdigest()) for data in (first + some[0], *some[1:])]
            told = write_chunks(tmp_path / name, "large.csv", chunks, sums=Sums(layouts=means.layouts))
            with monkeypatch.context() as patch:
                patch.setattr(zipping, "hashlib", None)
                hashes = {told.path: f"sha256:{told.sha256}"}
                made = write_zip(tmp_path / name, tmp_path / "p.zip", "2024-01-01T00:00:00Z", means, hashes)
            new.append(len(set(contents(tmp_path / "kept")) - before))
        zips.append(made.read_bytes())
        assert (
            zips[-1]
            == write_zip(tmp_path / name, tmp_path / "p.zip", "2024-01-01T00:00:00Z", Means("local")).read_bytes()
        )
    assert new[1] < new[0]
    assert zips[0] == zips[2] != zips[1]
