"""Functions that other distributions offer, as entry points."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint
from typing import Any

from broadsheet.errors import SettingsError
from broadsheet.issues import shorten

__all__ = ["load_plugin"]


def load_plugin(point: EntryPoint, kind: str) -> Callable[..., Any]:
    """What an entry point leads to; SettingsError where it cannot be loaded, whatever that raises, or called.

    >>> load_plugin(EntryPoint("quays", "string:digits", "broadsheet.names"), "name finder")
    Traceback (most recent call last):
    broadsheet.errors.SettingsError: the name finder 'quays' cannot be called: it is "'0123456789'"
    mend string:digits, install it again, or leave it out
    """
    hint = f"mend {point.value}, install it again, or leave it out"
    try:
        found = point.load()
    except Exception as error:
        message = f"the {kind} {point.name!r} cannot be loaded: {type(error).__name__}: {shorten(str(error))}"
        raise SettingsError(message, hint=hint) from error
    if not callable(found):
        raise SettingsError(f"the {kind} {point.name!r} cannot be called: it is {shorten(repr(found))}", hint=hint)
    return found  # type: ignore[no-any-return]
