"""What a traceback of ours says."""

from __future__ import annotations

import pickle
import traceback

from broadsheet.errors import BroadsheetError


def test_a_traceback_says_what_to_do() -> None:
    """The hint stands below the message, also of an error that came from another process; none where there is none."""
    error = pickle.loads(pickle.dumps(BroadsheetError("no such edition", hint="choose open or full")))  # noqa: S301 - our own
    *_, message, hint = "".join(traceback.format_exception(error)).splitlines()
    assert (message, hint) == ("broadsheet.errors.BroadsheetError: no such edition", "choose open or full")
    assert not hasattr(BroadsheetError("no such edition"), "__notes__")
