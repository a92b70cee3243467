"""The wheel and the sdist of a data package, made by hatchling, the same bytes everywhere."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from broadsheet.errors import BroadsheetError
from broadsheet.publishing.python_package import module_name, python_version, write_source

__all__ = ["require_tools", "write_distributions"]

NEEDED = ("build", "hatchling")
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""A wheel is a zip, which knows no time before."""


def require_tools() -> None:
    """Raise BroadsheetError when what makes wheels is not installed."""
    lacking = [name for name in NEEDED if find_spec(name) is None]
    if lacking:
        message = f"{' and '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} not installed"
        raise BroadsheetError(message, hint="pip install 'broadsheet[release]'")


def write_distributions(package: Path, descriptor: Mapping[str, Any], work: Path, out: Path) -> tuple[Path, Path]:
    """Write the wheel and the sdist of a package into the folder `out`; their paths.

    `work` is a folder for the sources. No network is used: the tools of this environment make both.
    """
    source = work / f"{module_name(descriptor['name'])}-{python_version(descriptor['version'])}"
    write_source(source, package, descriptor)
    wheel, sdist = (_build(kind, source, out, descriptor["created"]) for kind in ("wheel", "sdist"))
    return wheel, sdist


def _build(kind: str, source: Path, out: Path, created: str) -> Path:
    from build import BuildBackendException, BuildException, ProjectBuilder  # noqa: PLC0415 - an extra

    epoch = int(max(datetime.fromisoformat(created), EARLIEST).timestamp())
    try:
        builder = ProjectBuilder(source, runner=_Runner(epoch, source.parent))
        return Path(builder.build(kind, out))  # type: ignore[arg-type] # one of the two
    except (BuildBackendException, BuildException) as error:
        cause = getattr(error, "exception", error)
        if (status := getattr(cause, "returncode", 0)) < 0:
            message = f"the {kind} could not be made: its process was ended by signal {-status}"
            raise BroadsheetError(message, hint="release again") from error
        said = getattr(cause, "output", None) or cause
        hint = "report this, with the package"
        raise BroadsheetError(f"the {kind} could not be made: {str(said).strip()[-500:]}", hint=hint) from error


class _Runner:
    """Runs the hooks of the build backend in an environment that says the same everywhere."""

    KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "SYSTEMROOT", "LD_LIBRARY_PATH")

    def __init__(self, epoch: int, work: Path) -> None:
        said = {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "TZ": "UTC"}
        self._said = said | dict.fromkeys(("TEMP", "TMP", "TMPDIR"), str(work))  # goes with what is made

    def __call__(
        self, cmd: Sequence[str], cwd: str | None = None, extra_environ: Mapping[str, str] | None = None
    ) -> None:
        kept = {name: os.environ[name] for name in self.KEPT if name in os.environ}
        environment = {**kept, **self._said, **(extra_environ or {})}
        command = [str(word) for word in cmd]
        done = subprocess.run(  # noqa: S603 - this Python, with the hooks of the backend
            command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        if done.returncode:
            raise subprocess.CalledProcessError(done.returncode, command, done.stdout)
