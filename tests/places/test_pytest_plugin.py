"""The pytest plugin, run by pytest in a folder of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
GROUPS = ["descriptor", "file", "schema", "rows", "header", "types", "constraints", "keys"]


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    """Pytest with the plugin, in the folder of the test."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))

    def run(*words: str) -> pytest.RunResult:
        monkeypatch.chdir(pytester.path)
        return pytester.runpytest_inprocess("-p", "no:cacheprovider", *words)

    return run


def items(result: pytest.RunResult) -> dict[str, str]:
    """What became of each test."""
    lines = [line.split() for line in result.outlines if "::" in line and "%]" in line]
    return {line[0].partition("::")[2]: line[1] for line in lines}


def test_each_resource_and_group_of_rules_is_a_test(run, pytester, good):
    """A good package passes, under names that say what was checked."""
    shutil.copytree(good.resolve(), pytester.path / "good")
    result = run("-v", "--datapackage", "good/datapackage.json")
    names = ["package", *(f"ports::{group}" for group in GROUPS)]
    assert items(result) == dict.fromkeys(names, "PASSED")
    assert result.ret == 0


def test_what_is_broken_fails_and_says_why(run, pytester, bad):
    """Only the groups with errors fail, each with its part of the report."""
    shutil.copytree(bad.resolve(), pytester.path / "bad")
    result = run("-v", "--datapackage", "bad")
    failed = {name for name, outcome in items(result).items() if outcome == "FAILED"}
    assert failed == {"package", "ports::types", "ports::constraints", "ports::keys"}
    assert result.ret == 1
    text = result.stdout.str()
    start = text.index("resource ports, field code: primary-key")
    shown = text[start : text.index("correct the key", start)]
    assert shown.splitlines()[0] == "resource ports, field code: primary-key  [B651]"
    assert "      AA | New harbour | 7\n      ^^\n" in shown
    assert "Traceback" not in text


def test_other_tests_run_along(run, pytester, good):
    """Tests of the folder are collected as ever, and the package once."""
    shutil.copytree(good.resolve(), pytester.path / "good")
    pytester.makepyfile("def test_one(): pass")
    run("--datapackage", "good/datapackage.json").assert_outcomes(passed=10)
    run("--datapackage", "good", "good").assert_outcomes(passed=9)
    run("--datapackage", "good/datapackage.json", "good/datapackage.json").assert_outcomes(passed=9)


def test_a_group_can_be_chosen_by_its_name(run, pytester, bad):
    """`-k` picks tests as it does elsewhere."""
    shutil.copytree(bad.resolve(), pytester.path / "bad")
    run("--datapackage", "bad", "-k", "schema or file").assert_outcomes(passed=2, deselected=7)


def test_archives_are_packages_too(run, pytester, good):
    """A zip archive is checked in the same way."""
    with zipfile.ZipFile(pytester.path / "good.zip", "w") as packed:
        packed.write(good / "datapackage.json", "datapackage.json")
        packed.write(good / "data/ports.csv", "data/ports.csv")
    run("--datapackage", "good.zip").assert_outcomes(passed=9)


def test_links_do_not_lead_to_a_package_once_more(run, pytester, good):
    """Where pytest follows links, also in circles, each test of a package is one test."""
    shutil.copytree(good.resolve(), pytester.path / "good")
    (pytester.path / "again").symlink_to(pytester.path, target_is_directory=True)
    result = run("-v", "--datapackage", "good", ".")
    result.assert_outcomes(passed=1 + len(GROUPS))
    assert run("again", "again/good/datapackage.json", "--datapackage", "again/good").ret == 0


def test_a_broken_descriptor_fails_the_test_of_the_package(run, pytester):
    """What has no resources still has a test that says what is wrong."""
    (pytester.path / "datapackage.json").write_text("{", encoding="utf-8")
    result = run("--datapackage", ".")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["datapackage.json:1: The descriptor is not JSON: *"])


def test_a_path_that_is_not_there_is_a_wrong_call(run):
    """Pytest says so, and runs nothing."""
    result = run("--datapackage", "gone")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --datapackage: there is no *gone"])


def test_without_the_option_nothing_is_collected_or_loaded(run, pytester, good):
    """An installed plugin costs nothing where it is not used."""
    shutil.copytree(good.resolve(), pytester.path / "good")
    run().assert_outcomes()
    code = (
        "import sys, broadsheet.pytest_plugin; print([n for n in ('polars', 'pydantic', 'click') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_plugin_is_an_entry_point_of_the_package():
    """Pytest finds it wherever broadsheet is installed."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert settings["project"]["entry-points"]["pytest11"] == {"broadsheet": "broadsheet.pytest_plugin"}
