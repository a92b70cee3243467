"""What all exporters have in common: how they are found, what they write, and what a build keeps of them."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys

import pytest
from command import called
from kinds import CONTROLS, EXAMPLE, files_of, folder_of, opened

import broadsheet
from broadsheet.errors import BroadsheetError, SettingsError, UnreadableError, UnwritableError
from broadsheet.exports.exporter import OURS, Options, exporter_names, load_exporter, summary
from broadsheet.exports.terms import rows
from broadsheet.packages.export import EXPORTS, export, exported
from broadsheet.packages.package import Package
from broadsheet.settings import EXPORTS as BUILT

THEIRS = '''
def export(package, options):
    """Only the titles of the articles."""
    titles = package["articles"]["headline"].drop_nulls().to_list()
    return {"titles.txt": "\\n".join(titles).encode()}
'''


@pytest.fixture
def theirs(tmp_path, monkeypatch):
    """An exporter of a third party, installed beside a copy of the example."""
    place = tmp_path / "plugins"
    (place / "headlines-1.0.dist-info").mkdir(parents=True)
    (place / "headlines.py").write_text(THEIRS, encoding="utf-8")
    (place / "headlines-1.0.dist-info/METADATA").write_text("Name: headlines\nVersion: 1.0\n", encoding="utf-8")
    points = "[broadsheet.exporters]\nheadlines = headlines:export\nbroken = nowhere:export\n"
    (place / "headlines-1.0.dist-info/entry_points.txt").write_text(points, encoding="utf-8")
    monkeypatch.syspath_prepend(place)
    return shutil.copytree(EXAMPLE, tmp_path / "project")


def cli(*arguments, folder=EXAMPLE):
    """The command line, in a folder."""
    return called(folder, *map(str, arguments))


# Finding them


def test_a_third_party_adds_a_format(theirs, tmp_path):
    """An installed exporter is listed, and written by its name."""
    assert "headlines" in exporter_names()
    assert summary(load_exporter("headlines")) == "Only the titles of the articles."
    export(folder_of("example"), "headlines", out=tmp_path / "out")
    assert "A second quay" in (tmp_path / "out/titles.txt").read_text(encoding="utf-8")


def test_a_build_keeps_the_format_of_a_third_party(theirs, tmp_path):
    """A project that names it in its settings has it in its package, listed by its hash."""
    with (theirs / "broadsheet.toml").open("a", encoding="utf-8") as file:
        file.write('exports = ["headlines"]\n')
    built = broadsheet.build(theirs, out=tmp_path / "package")
    (listed,) = built.descriptor[EXPORTS]
    data = (built.package / "titles.txt").read_bytes()
    assert listed == {"name": "headlines", "path": "titles.txt", "bytes": len(data),
                      "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}  # fmt: skip


@pytest.mark.parametrize(
    "path",
    ["data/articles.csv", "data", "schema/articles.schema.json", "SHA256SUMS", "CHANGES.md", "CITATION.cff", "x.whl"],
)
def test_an_exporter_keeps_off_the_files_of_a_release(path, theirs, tmp_path, monkeypatch):
    """A file in the place of one of the package, or of a release of it, is refused with the name of its exporter."""
    (tmp_path / "plugins/headlines.py").write_text(THEIRS.replace("titles.txt", path), encoding="utf-8")
    monkeypatch.delitem(sys.modules, "headlines", raising=False)
    with (theirs / "broadsheet.toml").open("a", encoding="utf-8") as file:
        file.write('exports = ["headlines"]\n')
    with pytest.raises(BroadsheetError, match=f"exporter 'headlines' writes '{path}'"):
        broadsheet.build(theirs, out=tmp_path / "package")
    monkeypatch.delitem(sys.modules, "headlines", raising=False)
    assert not (tmp_path / "package").exists()


def test_an_exporter_that_cannot_be_loaded_is_told(theirs):
    """The message names the format and what is missing."""
    with pytest.raises(SettingsError, match=r"the exporter 'broken' cannot be loaded: .*No module named 'nowhere'"):
        load_exporter("broken")


def test_a_format_that_nobody_offers_is_told(theirs):
    """The hint names those there are; nothing is built."""
    with (theirs / "broadsheet.toml").open("a", encoding="utf-8") as file:
        file.write('exports = ["croisant"]\n')
    with pytest.raises(SettingsError, match="croisant") as caught:
        broadsheet.build(theirs)
    assert "croissant" in str(caught.value.hint)
    assert not (theirs / "dist").exists()


@pytest.mark.parametrize("name", OURS)
def test_each_of_ours_says_what_it_is(name):
    """The list has a line for each format."""
    assert len(summary(load_exporter(name))) > 20


# What they write


@pytest.mark.parametrize("name", OURS)
def test_twice_the_same_bytes(name, kind):
    """A package opened anew gives the same files."""
    assert files_of(kind, name) == load_exporter(name)(opened(kind), Options())


@pytest.mark.parametrize("name", OURS)
def test_no_control_character_is_written_raw(name):
    """A control character in the data is escaped in every text, or left out by a format that has none."""
    raw = {each for each in CONTROLS if each < " "}
    for path, data in files_of("nasty", name).items():
        if not path.endswith((".csv", ".md", ".db")):
            assert raw & set(data.decode()) == set(), path


@pytest.mark.parametrize("name", OURS)
def test_no_withheld_text_is_in_an_export(name):
    """No run of nine words of a withheld text stands in any export."""
    words = (EXAMPLE / "seeds/texts/2024-06-11-quay.txt").read_text(encoding="utf-8").split()
    runs = {" ".join(words[i : i + 9]) for i in range(len(words) - 8)}
    said = " ".join(" ".join(data.decode(errors="replace").split()) for data in files_of("example", name).values())
    assert {run for run in runs if run in said} == set()


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """The full edition of the example, which carries also the text that is withheld."""
    return broadsheet.build(EXAMPLE, out=tmp_path_factory.mktemp("built") / "full", edition="full").package


@pytest.mark.parametrize("name", OURS)
def test_a_full_edition_is_exported_without_withheld_texts(full, name):
    """Also where the package carries every text, no export has a sentence of the one that is withheld."""
    assert broadsheet.open(full)["texts"].height == 2
    withheld = (EXAMPLE / "seeds/texts/2024-06-11-quay.txt").read_text(encoding="utf-8").split("\n\n")[1].strip()
    said = b"\n".join(exported(full, name).values())
    assert withheld.encode() not in said
    assert json.dumps(withheld).encode()[1:-1] not in said


def test_a_package_that_lacks_what_ours_say_is_told(tmp_path):
    """The message names what the descriptor lacks."""
    package = opened("example")
    bare = Package(package._storage, {**package.descriptor, "title": "", "licenses": []})
    with pytest.raises(UnreadableError, match="has no title, no licenses"):
        load_exporter("datacite")(bare, Options())


def test_every_term_is_used_by_an_exporter():
    """The mapping has no row that is empty, and no row twice."""
    assert all(any(value for key, value in row.items() if key not in {"level", "ours", "meaning"}) for row in rows())
    assert len({(row["level"], row["ours"]) for row in rows()}) == len(rows())


# What a build keeps


def test_a_build_keeps_those_by_which_it_is_found(tmp_path):
    """Without a word in the settings, a package holds these formats, and verifies."""
    built = broadsheet.build(EXAMPLE, out=tmp_path / "package")
    assert [each["name"] for each in built.descriptor[EXPORTS]] == list(BUILT)
    assert broadsheet.verify(built.package).valid
    assert broadsheet.validate(built.package).valid


def test_a_changed_export_is_found(tmp_path):
    """`verify` names an export whose bytes are not those of the descriptor."""
    package = broadsheet.build(EXAMPLE, out=tmp_path / "package").package
    with (package / "croissant.json").open("ab") as file:
        file.write(b" ")
    assert [(issue.code, issue.path) for issue in broadsheet.verify(package).report.issues] == [
        ("B804", "croissant.json")
    ]


def test_another_choice_of_exports_is_a_patch(tmp_path):
    """Which formats a package has besides is metadata of it; a project keeps no exports, and says nothing of them."""
    shutil.copytree(EXAMPLE, tmp_path / "project")
    one = broadsheet.build(tmp_path / "project", out=tmp_path / "one").package
    with (tmp_path / "project/broadsheet.toml").open("a", encoding="utf-8") as file:
        file.write("exports = []\n")
    other = broadsheet.build(tmp_path / "project", out=tmp_path / "other")
    (change,) = broadsheet.diff(one, other.package)
    assert (change.bump, change.key, change.before, change.after) == ("patch", EXPORTS, sorted(BUILT), [])
    broadsheet.build(tmp_path / "project")
    assert broadsheet.diff(one, tmp_path / "project").bump == "none"


def test_exports_come_with_a_hydrated_package(tmp_path):
    """Who puts the texts back gets the exports of the full edition, to the byte."""
    full = broadsheet.build(EXAMPLE, out=tmp_path / "full", edition="full").package
    package = broadsheet.build(EXAMPLE, out=tmp_path / "open").package
    broadsheet.hydrate(package, texts=EXAMPLE / "seeds/texts", out=tmp_path / "again")
    files = {path.relative_to(full) for path in full.rglob("*") if path.is_file()}
    assert {path for path in files if (full / path).read_bytes() != (tmp_path / "again" / path).read_bytes()} == set()


# The command


def test_one_file_is_printed():
    """Without --out, a format of one file goes to standard output as it is."""
    done = cli("export", "datacite", folder_of("example"))
    assert (done.status, json.loads(done.out)["publicationYear"]) == (0, "2024")


def test_a_file_that_stands_there_is_kept(tmp_path):
    """Another file of that name is replaced with --force only."""
    (tmp_path / "datacite.json").write_text("mine", encoding="utf-8")
    done = cli("export", "datacite", folder_of("example"), "--out", tmp_path)
    assert (done.status, (tmp_path / "datacite.json").read_text(encoding="utf-8")) == (2, "mine")
    assert "--force replaces it" in done.err
    assert cli("export", "datacite", folder_of("example"), "--out", tmp_path, "--force").status == 0
    assert export(folder_of("example"), "datacite", out=tmp_path)[0].path == "datacite.json"


def test_a_link_is_never_followed(tmp_path):
    """A link in the place of a file is refused, with or without force."""
    (tmp_path / "datacite.json").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnwritableError, match="is a link"):
        export(folder_of("example"), "datacite", out=tmp_path, force=True)


def test_the_answer_as_json(tmp_path):
    """`--format json` names each file with its hash."""
    done = cli("export", "citation", folder_of("example"), "--out", tmp_path, "--format", "json")
    (file,) = json.loads(done.out)
    assert file["sha256"] == hashlib.sha256((tmp_path / "CITATION.cff").read_bytes()).hexdigest()


@pytest.mark.parametrize(
    "base", ["javascript:alert(1)//", "not a url", "data.example/v1", "//data.example", "https:///v1", "ftp://a.example",
             "https://[", 'https://a.example/"><b>', "https://a.example/\n"]
)  # fmt: skip
def test_a_base_is_a_web_address(base):
    """Every other base is refused before anything is made, for it would become a link."""
    with pytest.raises(BroadsheetError, match="is no web address"):
        exported(opened("bare"), "schema-org", base=base)


def test_a_wrong_base_is_told():
    """The message shows the base, and what one looks like; the call is wrong."""
    done = cli("export", "schema-org", folder_of("bare"), "--base", "javascript:alert(1)//")
    assert (done.status, done.out) == (2, "")
    told = '--base: "javascript:alert(1)//" is no web address; give one like https://example.org/data/'
    assert told in done.err


@pytest.mark.parametrize("base", ["https://data.example/v1", "http://localhost:8000/", "HTTPS://[::1]/a%20b/"])
def test_a_web_address_is_a_base(base):
    """Addresses of http and https with a host are taken, whatever their case and port."""
    assert Options(base).base == base


def test_without_a_format_the_call_is_wrong():
    """The message says where the formats are listed."""
    done = cli("export")
    assert (done.status, "--list names them all" in done.err) == (2, True)


def test_the_package_of_the_current_folder_is_taken(tmp_path):
    """Without PACKAGE, it is the one where the command runs."""
    done = cli("export", "citation", folder=folder_of("example"))
    assert "News of an old harbour" in done.out
