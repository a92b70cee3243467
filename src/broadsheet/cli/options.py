"""Options that several commands share, and how answers are printed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from broadsheet.cli.progress import LOGS
from broadsheet.engines import ENGINES, SCHEME, is_engine
from broadsheet.reports import to_json

__all__ = [
    "FOLDER", "Engine", "about", "colour", "engine", "form", "from_here", "jobs", "log", "memory", "print_json",
    "texts", "width",
]  # fmt: skip

FOLDER = click.Path(path_type=Path)


class Engine(click.ParamType[str]):
    """The name of an engine, or the address of a cluster; `more` are names that are good as well."""

    name = "engine"

    def __init__(self, *more: str) -> None:
        self._more = more

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, when there is such an engine."""
        if not is_engine(value) and value not in self._more:
            known = ", ".join((*ENGINES, *self._more))
            self.fail(f"{value!r} is none of {known} and no {SCHEME}HOST:PORT", param, ctx)
        return value


form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the answer.",
)

engine = click.option(
    "--engine",
    type=Engine(),
    default="auto",
    show_default=True,
    metavar="ENGINE",
    help=f"Where the work is done: on all cores where that is quicker, here, on all cores ({', '.join(ENGINES)}), or "
    f"on the cluster at {SCHEME}HOST:PORT.",
)

jobs = click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes on the cores; the default is one for each core."
)

memory = click.option(
    "--memory",
    metavar="SIZE",
    help="Take about so much memory in all, as in 512MB or 2GiB: what has no room (keys, ids, rows that wait) goes to "
    "disk, and no more processes are started than have room.  [default: a quarter of the machine]",
)

log = click.option(
    "--log",
    type=click.Choice(LOGS),
    default="text",
    show_default=True,
    envvar="BROADSHEET_LOG",
    show_envvar=True,
    help="Form of what is told on the way, on the standard error: lines, JSON for programs, or issues alone.",
)

texts = click.option(
    "--texts",
    type=FOLDER,
    metavar="DIR",
    help="Folder of the source texts; without it, BROADSHEET_TEXTS and seeds/texts/ are looked into.",
)


def colour() -> bool:
    """Whether the answer may be coloured: on a terminal, unless NO_COLOR is set (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def width() -> int | None:
    """How many columns a line of the answer may have: those of the terminal, and elsewhere any number."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def about(descriptor: Mapping[str, Any]) -> str:
    """Which package this is, in a few words."""
    return f"{descriptor['name']} {descriptor['version']}, {descriptor['broadsheet:edition']} edition"


def from_here(path: Path) -> Path:
    """A path as one from the current folder, where it lies inside of that."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def print_json(value: Any) -> None:
    """Print a value as indented JSON."""
    click.echo(to_json(value))
