"""How FAIR a package is: what is met is shown, what is not is told with what to do."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from command import called

import broadsheet
from broadsheet.errors import UnreadableError
from broadsheet.fairness import BEYOND, METRICS, fair
from broadsheet.packages.export import EXPORTS

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests/examples/project"


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The package of the example."""
    return broadsheet.build(EXAMPLE, out=tmp_path_factory.mktemp("built") / "package").package


def changed(package, folder, change):
    """A copy of a package, one of whose exports was changed, with its hash."""
    import hashlib

    copy = Path(shutil.copytree(package, folder / "changed"))
    descriptor = json.loads((copy / "datapackage.json").read_bytes())
    for each in descriptor[EXPORTS]:
        value = json.loads((copy / each["path"]).read_bytes())
        change(value)
        data = json.dumps(value).encode()
        (copy / each["path"]).write_bytes(data)
        each["hash"] = f"sha256:{hashlib.sha256(data).hexdigest()}"
    (copy / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return copy


def unmet(package):
    """The metrics that a package does not meet."""
    return {finding.id for finding in fair(package).findings if not finding.met}


def test_ours_meets_all(tmp_path):
    """The package of our own data set meets each metric, and says by what."""
    found = fair(broadsheet.build(ROOT, out=tmp_path / "ours").package)
    assert [finding.id for finding in found.findings if not finding.met] == []
    assert all(finding.evidence for finding in found.findings)
    assert found.complete


def test_a_package_without_exports_meets_only_the_formats(tmp_path):
    """What nobody but broadsheet can read counts for nothing; each metric says what to do."""
    project = Path(shutil.copytree(EXAMPLE, tmp_path / "project"))
    with (project / "broadsheet.toml").open("a", encoding="utf-8") as file:
        file.write("exports = []\n")
    found = fair(broadsheet.build(project, out=tmp_path / "package").package)
    assert {finding.id for finding in found.findings if finding.met} == {"FsF-R1.3-02D"}
    assert all(finding.advice for finding in found.findings if not finding.met)


@pytest.mark.parametrize(
    ("terms", "metrics"),
    [
        (("identifier",), {"FsF-F1-01MD", "FsF-F2-01M"}),
        (("keywords",), {"FsF-F2-01M"}),
        (("isAccessibleForFree",), {"FsF-A1-01M"}),
        (("license",), {"FsF-R1.1-01M"}),
        (("isBasedOn", "prov:wasDerivedFrom"), {"FsF-I3-01M"}),
        (("datePublished",), {"FsF-F2-01M", "FsF-R1.2-01M"}),
        (("distribution",), {"FsF-F3-01M", "FsF-R1-01M"}),
        (("@context",), {"FsF-I1-01M"}),
    ],
)
def test_what_is_missing_is_not_met(package, tmp_path, terms, metrics):
    """Without a term in any export, the metrics that ask for it are not met, and the others are."""

    def remove(value):
        for term in terms:
            value.pop(term, None)

    found = unmet(changed(package, tmp_path, remove))
    assert metrics <= found
    assert found - metrics <= {"FsF-I2-01M"}


def test_an_export_that_was_changed_is_no_evidence(package, tmp_path):
    """An export whose bytes are not those of the descriptor is told."""
    copy = Path(shutil.copytree(package, tmp_path / "copy"))
    (copy / "croissant.json").write_bytes(b"{}")
    with pytest.raises(UnreadableError, match=r"croissant\.json has the hash"):
        fair(copy)


def test_the_metrics_are_those_of_f_uji():
    """Each has an identifier of FAIRsFAIR, once; what files cannot meet is apart."""
    names = [metric.id for metric in METRICS]
    assert len(set(names)) == len(names) == 13
    assert not set(names) & set(BEYOND)
    assert all(re.fullmatch(r"FsF-[FAIR][0-9](?:\.[0-9])?-0[0-9](?:M|D|MD)", name) for name in [*names, *BEYOND])


def test_the_command_says_the_same(package):
    """As text and as JSON, with the exit status 0 where all are met."""
    text = called(ROOT, "fair", str(package))
    assert (text.status, text.out.count(" met      ")) == (0, 13)
    done = called(ROOT, "fair", str(package), "--format", "json")
    assert json.loads(done.out) == fair(package).to_dict()


def test_the_command_leaves_with_one_where_something_is_not_met():
    """The data of the repository, which carry no exports, are told what to do."""
    done = called(ROOT, "fair", "datapackage.json")
    assert done.status == 1
    assert "1 of 13 metrics are met" in done.out
    assert "add schema-org to exports in the settings" in done.out
