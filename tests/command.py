"""The program `broadsheet`, as a process of its own or within this one."""

from __future__ import annotations

import contextlib
import gc
import io
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from broadsheet.cli import main

__all__ = ["Done", "called", "started"]


@dataclass(frozen=True)
class Done:
    """What a command left behind: its exit status, its answer, its talk."""

    status: int
    out: str
    err: str


def started(folder: Path, *words: str, **options: Any) -> Done:
    """What a process of its own leaves behind."""
    options = {"cwd": folder, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 120} | options
    done = subprocess.run([sys.executable, "-m", "broadsheet", *words], check=False, **options)
    out, err = ((each or b"").decode("utf-8", "surrogateescape") for each in (done.stdout, done.stderr))
    return Done(done.returncode, out, err)


def called(folder: Path, *words: str) -> Done:
    """What the command leaves behind when it runs here: a start costs more than most of what is run."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    objects = gc.get_threshold()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(streams[0]),
        contextlib.redirect_stderr(streams[1]),
        pytest.raises(SystemExit) as leaving,
    ):
        main(list(words))
    gc.set_threshold(*objects)
    for stream in streams:
        stream.flush()
    out, err = (stream.buffer.getvalue().decode("utf-8", "surrogateescape") for stream in streams)  # type: ignore[attr-defined]
    return Done(leaving.value.code, out, err)
