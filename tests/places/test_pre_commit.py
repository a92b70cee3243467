"""The pre-commit hooks, run by pre-commit itself.

Only the installation is replaced: `language: system` takes the broadsheet of this environment, so
that nothing is fetched. With BROADSHEET_ONLINE=1 pre-commit installs the hook as users do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent


def git(folder: Path, *words: str) -> str:
    """What git prints."""
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """A repository that offers the hooks."""
    folder = tmp_path / "hooks"
    folder.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", folder)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "hooks")
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which `broadsheet` is the one under test."""
    command = tmp_path / "bin/broadsheet"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m broadsheet "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    paths = {"PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src")}
    return {**os.environ, **paths, "PRE_COMMIT_HOME": str(tmp_path / "home"), "NO_COLOR": "1"}


def commit(package: Path, hooks: Path, hook: dict[str, object], environment: dict[str, str]) -> tuple[int, str]:
    """The exit status and the output of pre-commit over all files of a repository that uses a hook."""
    repository = package.parent.resolve()
    used = [
        {
            "repo": str(hooks),
            "rev": git(hooks, "rev-parse", "HEAD"),
            "hooks": [{**hook, "language": "system", "additional_dependencies": []}],
        }
    ]
    config = {"repos": used, "exclude": "^(bin|home|hooks)/"}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git(repository, "init", "-q")
    git(repository, "add", package.name)
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    done = subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_a_bad_package_cannot_be_committed(bad, hooks, environment):
    """The hook fails and says what the command says."""
    status, said = commit(bad, hooks, {"id": "broadsheet", "args": ["bad"]}, environment)
    assert status == 1
    assert 'bad/data/ports.csv:4: The primary key "AA" stands already in row 2.\n' in said
    assert "1 resource, 6 rows checked: 7 errors\n" in said


def test_a_good_package_can_be_committed(good, hooks, environment):
    """The hook passes."""
    status, said = commit(good, hooks, {"id": "broadsheet", "args": ["good"]}, environment)
    assert (status, said.count("Passed")) == (0, 1)


def test_the_hook_for_descriptors_checks_those_that_are_committed(bad, hooks, environment):
    """Without arguments every committed datapackage.json is checked, and no other file is handed over."""
    status, said = commit(bad, hooks, {"id": "broadsheet-descriptor"}, environment)
    assert (status, said.count("rows checked")) == (1, 1)
    assert "resource ports, field depth: type-error  [B640]\n  bad/data/ports.csv:2:" in said


def test_nothing_runs_when_no_data_changed(good, hooks, environment):
    """A commit without data files does not wait for a check."""
    (good.parent / "notes").mkdir()
    (good.parent / "notes/a.md").write_text("a\n", encoding="utf-8")
    status, said = commit(good.parent / "notes", hooks, {"id": "broadsheet"}, environment)
    assert (status, said.count("Skipped")) == (0, 1)


def test_the_manifest_has_the_form_that_pre_commit_asks_for():
    """.pre-commit-hooks.yaml is a manifest."""
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0


@pytest.mark.skipif(
    not os.environ.get("BROADSHEET_ONLINE"), reason="BROADSHEET_ONLINE lets pre-commit install the hook"
)
def test_pre_commit_installs_the_hook_and_runs_it(bad, environment):
    """`pre-commit try-repo` builds broadsheet as users get it, and the hook finds what is wrong."""
    git(bad.parent, "init", "-q")
    git(bad.parent, "add", "bad")
    words = ["try-repo", str(ROOT), "broadsheet-descriptor", "--all-files"]
    plain = {name: value for name, value in environment.items() if name not in {"PYTHONPATH", "PATH"}}
    command = [sys.executable, "-m", "pre_commit", *words]
    path = {"PATH": os.environ["PATH"]}
    done = subprocess.run(command, env={**plain, **path}, capture_output=True, text=True, check=False)
    assert (done.returncode, "1 resource, 6 rows checked: 7 errors\n" in done.stdout) == (1, True), done.stdout
