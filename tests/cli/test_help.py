from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pace import takes_less

from broadsheet import __version__
from broadsheet.cli.main import COMMANDS
from broadsheet.issues import RULES

Run = Callable[..., "Done"]  # noqa: F821 - see conftest


def test_help_lists_every_command(run: Run) -> None:
    """Each with one line."""
    done = run("--help")
    assert (done.status, [name for name, line in COMMANDS.items() if f"{name} " not in done.out]) == (0, [])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    """`-h` is as good as `--help`."""
    done = run(name, "-h")
    assert (done.status, done.out.startswith(f"Usage: broadsheet {name}")) == (0, True)


def test_a_command_that_is_misspelled(run: Run) -> None:
    """The one that is spelled most like it is told, where there is one."""
    said = {word: run(word).err.splitlines()[-1] for word in ("vaildate", "publish")}
    assert said == {
        "vaildate": "Error: No such command 'vaildate'. Did you mean 'validate'?",
        "publish": "Error: No such command 'publish'.",
    }


def test_the_version_is_that_of_the_library(run: Run) -> None:
    """One number for all."""
    assert run("--version").out == f"broadsheet {__version__}\n"


def test_help_loads_neither_pydantic_nor_polars() -> None:
    """What help does not need, it does not wait for."""
    code = "import sys, broadsheet.cli.main; print({'pydantic', 'polars', 'jsonschema_rs'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"


def test_every_rule_can_be_looked_up(run: Run) -> None:
    """The list in JSON is the catalogue, and a code is found in either case."""
    assert json.loads(run("rules", "--format", "json").out) == [rule.to_dict() for rule in RULES.values()]
    assert "bad:" in run("rules", "b104").out


def test_no_command_at_all_shows_help(run: Run) -> None:
    """Who calls the command alone learns what it can do."""
    done = run()
    assert (done.status, "Usage: broadsheet" in done.out + done.err) == (2, True)


def test_help_is_quick() -> None:
    """It takes well under a second."""
    command = [sys.executable, "-m", "broadsheet", "--help"]
    assert takes_less(1, lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ))


@pytest.mark.skipif(sys.platform == "win32", reason="there it is no signal")
def test_ctrl_c_while_it_loads_is_told_in_a_line(tmp_path: Path) -> None:
    """In the first tenth of a second, when most of the program is not there yet, there is no traceback either."""
    code = f"import os\nos.kill(os.getpid(), {signal.SIGINT:d})\n"
    (tmp_path / "click.py").write_text(code, encoding="utf-8")  # what is loaded first of all that is not ours
    done = subprocess.run(
        [sys.executable, "-m", "broadsheet", "validate"],
        check=False, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    told = "interrupted; what stood there before is untouched\n"
    assert (done.returncode, done.stdout, done.stderr) == (130, "", told)
