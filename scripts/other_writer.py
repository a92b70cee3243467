"""Build a package with another version of polars as well, and compare both: other bytes perhaps, the same digests.

    python scripts/other_writer.py VERSION [PROJECT]

The other version comes from the registry of Python packages, into an environment of its own for as long as it
takes; everything else is what this Python has. Prints each file whose bytes differ; the exit status is 1 when a
logical digest does.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

import broadsheet
from broadsheet.checks.fixity import hashes_of
from broadsheet.publishing.proofs.tables import compare_tables

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "tests/examples/project"
BUILD = """
import sys
from importlib.metadata import version
import polars, broadsheet
broadsheet.build(sys.argv[1], out=sys.argv[2])
print(polars.__version__)
"""


def compared(other: str, project: Path, place: Path) -> tuple[list[str], list[str]]:
    """The files to which another version of polars gives other bytes, and the tables to which it gives other digests.

    What the other one wrote is read here and compared with its digests as well. `place` is a folder to work in.
    Raises CalledProcessError when that version cannot be installed or used.
    """
    python = environment(place / "environment", other)
    here, there = (built(each, project, place / name) for each, name in ((sys.executable, "here"), (python, "there")))
    one, two = (hashes_of({"resources": each}) for each in (here, there))
    differing = [path for path, hash in one.items() if two.get(path) != hash]
    digest = "broadsheet:digest"
    others = [each["name"] for each in here if each.get(digest) != there_of(there, each).get(digest)]
    issues = compare_tables(broadsheet.open(place / "there"))
    return differing, [*others, *(str(issue.path) for issue in issues)]


def there_of(resources: Sequence[dict[str, Any]], resource: dict[str, Any]) -> dict[str, Any]:
    """The resource of the same name among others."""
    return next(each for each in resources if each["name"] == resource["name"])


def environment(folder: Path, other: str) -> Path:
    """A Python with another polars, and with what this one has behind it."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"polars=={other}"]
    subprocess.run(install, check=True, capture_output=True, text=True)
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    behind = [str(ROOT / "src"), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    (Path(site) / "behind.pth").write_text("\n".join(behind) + "\n", encoding="utf-8")
    return python


def built(python: str | Path, project: Path, out: Path) -> list[dict[str, Any]]:
    """The resources of a package that a Python builds."""
    command = [str(python), "-c", BUILD, str(project), str(out)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    print(f"built with polars {done.stdout.strip()}")
    found: list[dict[str, Any]] = orjson.loads((out / "datapackage.json").read_bytes())["resources"]
    return found


def main() -> int:
    """Compare, and tell what differs."""
    other, project = sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else EXAMPLE
    with TemporaryDirectory() as place:
        differing, others = compared(other, project, Path(place))
    print(f"other bytes with polars {other} than with {version('polars')}: {', '.join(differing) or 'none'}")
    print(f"other digests: {', '.join(others) or 'none'}")
    return 1 if others else 0


if __name__ == "__main__":
    sys.exit(main())
