"""What only this user has here, by which what was kept here is told from what came with a folder from elsewhere."""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

from broadsheet.engines.kept import code

__all__ = ["code_here", "secret_here"]

BYTES = 32

STATE = "XDG_STATE_HOME"
"""The environment variable that names the folder for what programs keep of a user."""


def code_here() -> bytes | None:
    """What results depend on, as `code` says it, in a way that only this user can say; None without a secret."""
    secret = secret_here()
    return hashlib.blake2b(code(), key=secret).digest() if secret else None


def secret_here() -> bytes | None:
    """The secret of this user, which is made when it is first asked for; None where there is no place for it.

    It lies in `broadsheet/secret` in the folder that XDG_STATE_HOME names, or else in `~/.local/state`; on Windows in
    LOCALAPPDATA.
    """
    try:
        path = _state() / "broadsheet/secret"
        return _read(path) or _made(path)
    except (OSError, RuntimeError):  # of a user without a home
        return None


def _state() -> Path:
    """The folder for what programs keep; RuntimeError where it would be another from each folder."""
    named = os.environ.get(STATE) or (os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None)
    found = Path(named) if named and Path(named).is_absolute() else Path.home() / ".local/state"
    if not found.is_absolute():
        raise RuntimeError
    return found


def _read(path: Path) -> bytes | None:
    """The secret in a file; None where there is none, or not the whole of it."""
    if not path.is_file():  # what else stands there may never end
        return None
    with path.open("rb") as file:
        found = file.read(BYTES + 1)
    return found if len(found) == BYTES else None


def _made(path: Path) -> bytes | None:
    """A new secret, in a file for this user alone, in one step; that of another run where both made one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = NamedTemporaryFile(dir=path.parent, delete=False)  # noqa: SIM115 - it gets another name
    try:
        with file:
            file.write(secrets.token_bytes(BYTES))
        Path(file.name).replace(path)
    finally:
        Path(file.name).unlink(missing_ok=True)
    return _read(path)
