"""The command `broadsheet`: its subcommands load when they are called."""

from __future__ import annotations

import atexit
import difflib
import gc
import importlib
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

import click

from broadsheet import __version__
from broadsheet.errors import BroadsheetError
from broadsheet.issues import InvalidDataError, printable

__all__ = ["Ended", "cli", "main"]

COMMANDS = {
    "build": "Check a project and write its data package.",
    "copies": "Tell which articles are copies of which.",
    "diff": "Tell what differs between two data packages.",
    "export": "Write a package in the formats of other systems.",
    "fair": "Tell how FAIR a package is, and what to do about it.",
    "hydrate": "Put the texts that you hold back into a package.",
    "ingest": "Draft a record for every text.",
    "init": "Start a project that is valid from its first commit on.",
    "release": "Release a project's data under a version.",
    "rules": "Explain the rules that the checks apply.",
    "schema": "Write the JSON Schemas and Table Schemas.",
    "show": "Print an article with its annotations marked.",
    "validate": "Check a data package, a project, or files of records.",
    "verify": "Prove that a release is whole and true to itself.",
}
"""Every command with the line that `--help` shows, so that help needs none of their modules."""

READER_GONE = 128 + 13
"""The exit status of a program whose reader has gone (SIGPIPE), as shells report it."""

OK, INVALID, FAILED = 0, 1, 2
"""The exit statuses: all is well; the data has errors; the call was wrong or something could not be read."""

INTERRUPTED = 128 + 2
"""The exit status of a program that somebody has stopped (SIGINT), as shells report it."""

ENDING = ("SIGTERM", "SIGHUP")
"""The signals by which a system ends a program: with its job, its container or its terminal. Some systems lack them."""

LAST_STANDARD = 2
"""The number of the last of the standard files."""

NEW_OBJECTS = 50_000
"""How many objects are made before those that refer to each other in circles are looked for."""


class Ended(KeyboardInterrupt):
    """The system ends the program, which clears up as where somebody interrupts it."""

    def __init__(self, number: int) -> None:
        super().__init__(f"ended by {signal.Signals(number).name}")
        self.status = 128 + number
        """The exit status, as shells report it."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"broadsheet.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names; where there is none, the one that is spelled most like it is told."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = difflib.get_close_matches(args[0], COMMANDS, 1)
            told = f"{error.message} Did you mean {near[0]!r}?" if near else error.message
            raise click.UsageError(told, ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Publish articles as data: records that are grounded, checked, cited and versioned.

    Exit status 0: all is well. 1: the data has errors. 2: the call was wrong, or something
    could not be read.
    """


def main(args: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit status; a user's mistake never ends in a traceback."""
    _collect_seldom()
    _open_standard()
    stdout = sys.stdout
    for stream in (stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        with _clearing_up():
            status: Any = cli.main(args, standalone_mode=False, prog_name="broadsheet")
    except click.ClickException as error:
        error.show()
        status = FAILED
    except click.Abort as error:
        ended = error.__cause__ if isinstance(error.__cause__, Ended) else None
        click.echo(f"{ended or 'interrupted'}; what stood there before is untouched", err=True)
        status = ended.status if ended else INTERRUPTED
    except InvalidDataError as error:
        status = _told(error, INVALID)
    except BroadsheetError as error:
        status = _told(error, FAILED)
    except SystemExit as leaving:
        status = leaving.code
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        hint = "check the path, its permissions and the space left"
        status = _told(BroadsheetError(f"{where}{error.strerror or error}", hint=hint), FAILED)
    if sys.stdout is not stdout:  # click puts another in its place when nobody reads on, as after `| head`
        status = READER_GONE
    sys.exit(status if isinstance(status, int) else OK)


@contextmanager
def _clearing_up() -> Iterator[None]:
    """A block that ends in order where the system ends the program, so that temporary files and processes go.

    The second time it ends at once. A signal that the caller has ignored, as nohup does, stays so.
    """
    is_main = threading.current_thread() is threading.main_thread()  # no other may say what a signal does
    numbers = [getattr(signal, name) for name in ENDING if is_main and hasattr(signal, name)]
    ours = [number for number in numbers if signal.getsignal(number) == signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)
    raise Ended(number)


def _open_standard() -> None:
    """Have something behind the standard files that the caller left closed: no file of ours then gets their numbers."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= LAST_STANDARD:
        os.set_inheritable(number, True)
    os.close(number)
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as Python has it
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as above


def _collect_seldom() -> None:
    """Look for cycles among objects seldom, and not at the end, where all memory goes with the process.

    Of the time of a short command, a third went into looking.
    """
    gc.set_threshold(NEW_OBJECTS)
    atexit.register(gc.freeze)


def _told(error: BroadsheetError, status: int) -> int:
    code = f"  [{error.code}]" if error.code else ""
    click.echo(printable(f"broadsheet: {error}" + (f"; {error.hint}" if error.hint else "")) + code, err=True)
    return status
