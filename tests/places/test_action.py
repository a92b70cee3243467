"""The GitHub action: its steps run as GitHub runs them, with stand-ins for what GitHub provides."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = ACTION["runs"]["steps"]


class Runner:
    """A machine of GitHub Actions, as far as shell steps see it."""

    def __init__(self, folder: Path, workspace: Path, **inputs: str) -> None:
        defaults = {name: str(spec.get("default", "")) for name, spec in ACTION["inputs"].items()}
        self.inputs = {**defaults, **inputs}
        self.folder, self.workspace = folder, workspace
        self.outputs: dict[str, dict[str, str]] = {}
        self.summary = folder / "summary"

    def run(self, step: dict[str, object]) -> subprocess.CompletedProcess[str]:
        """Run a step as GitHub does, and take its outputs."""
        output = self.folder / f"output-{len(self.outputs)}"
        output.touch()
        given = {name: self.filled(str(value)) for name, value in step.get("env", {}).items()}
        runner = {
            "RUNNER_TEMP": str(self.folder),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        # pip reads this variable the wrong way round: 0 is what switches isolation off
        offline = {"PYTHONPATH": sysconfig.get_path("purelib"), "PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0"}
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", str(step["run"])]
        environment = {**os.environ, **runner, **offline, **given}
        done = subprocess.run(
            shell, cwd=self.workspace, env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
        )
        lines = output.read_text("utf-8").splitlines()
        self.outputs[str(step.get("id", len(self.outputs)))] = dict(line.split("=", 1) for line in lines)
        return done

    def filled(self, text: str) -> str:
        """The text with what stands between ${{ and }}."""

        def value(found: re.Match[str]) -> str:
            steps = found[1].split(".")
            if steps[0] == "inputs":
                return self.inputs[steps[1]]
            return self.outputs[steps[1]].get(steps[3], "") if steps[0] == "steps" else str(self.folder / "checkout")

        return re.sub(r"\$\{\{ *([a-z_.-]+) *\}\}", value, text)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a runner in which the step Install has run, from a copy of what a checkout has."""
    folder = tmp_path_factory.mktemp("runner")
    for name in ("src", "schema", "data", "LICENSES"):
        shutil.copytree(ROOT / name, folder / "checkout" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "datapackage.json"):
        shutil.copy(ROOT / name, folder / "checkout")
    runner = Runner(folder, folder)
    done = runner.run(step("Install broadsheet"))
    assert (done.returncode, done.stderr) == (0, "")
    assert runner.outputs["install"] == {"bin": f"{folder}/broadsheet/bin"}
    return folder


def step(name: str) -> dict[str, object]:
    """The step of a name."""
    return next(each for each in STEPS if each.get("name") == name)


def ran(installed: Path, workspace: Path, **inputs: str) -> tuple[Runner, subprocess.CompletedProcess[str], int]:
    """The steps Validate and Result, run after Install."""
    runner = Runner(installed, workspace, **inputs)
    runner.summary = workspace / "summary"
    runner.outputs["install"] = {"bin": f"{installed}/broadsheet/bin"}
    done = runner.run(step("Validate"))
    return runner, done, runner.run(step("Result")).returncode


def test_errors_are_annotated_and_fail_the_job(installed, bad):
    """A bad package gives annotations, outputs, a summary, both files, and the exit status 1."""
    runner, done, status = ran(installed, bad.parent.resolve(), path="bad\n", limit="1", sarif="b.sarif", junit="b.xml")
    assert (done.returncode, done.stderr, status) == (0, "", 1)
    assert runner.outputs["validate"] == {"valid": "false", "status": "1"}
    assert "::error file=bad/data/ports.csv,line=2,title=B640 type-error::" in done.stdout
    assert "    1 resource, 6 rows checked: 5 errors and 2 more like them\n" in runner.summary.read_text("utf-8")
    assert len(json.loads(Path("b.sarif").read_text("utf-8"))["runs"][0]["results"]) == 5
    assert Path("b.xml").read_text("utf-8").startswith("<testsuites>")


def test_a_good_package_passes(installed, good):
    """A good package prints no annotation and leaves with 0; several paths stand on lines of their own."""
    shutil.copytree(good, "other one")
    runner, done, status = ran(installed, good.parent.resolve(), path="good\nother one")
    assert (done.stdout, done.stderr, status) == ("", "", 0)
    assert runner.outputs["validate"] == {"valid": "true", "status": "0"}
    assert "2 resources, 8 rows checked: no issues" in runner.summary.read_text("utf-8")


def test_what_cannot_be_checked_fails_with_its_own_status(installed, tmp_path):
    """A path that is not there is no verdict about data."""
    runner, done, status = ran(installed, tmp_path, path="gone")
    assert (done.stderr, status) == ("broadsheet: there is no file or folder 'gone'; check the path  [B001]\n", 2)
    assert runner.outputs["validate"] == {"valid": "", "status": "2"}


def test_inputs_are_data_and_never_code(installed, tmp_path):
    """No step pastes an input into its shell script, and what looks like code in one is not run."""
    assert [each["name"] for each in STEPS if "${{" in str(each.get("run", ""))] == []
    ran(installed, tmp_path, path="$(touch made); touch made", sarif="`touch made`")
    assert not (tmp_path / "made").exists()


def test_the_action_has_the_form_that_github_asks_for():
    """action.yml fits the published schema of actions."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n")
