"""Which paths and URLs a descriptor may name (the standard's "URL or Path")."""

from __future__ import annotations

import re

__all__ = ["fault_of", "is_remote"]

SCHEME = r"([A-Za-z][A-Za-z0-9+.-]*):"
REMOTE = {"http", "https", "ftp", "ftps"}
LONGEST = 4096


def is_remote(path: str) -> bool:
    """Whether a path is a URL.

    >>> is_remote("https://example.org/a.csv"), is_remote("a.csv")
    (True, False)
    """
    match = re.match(SCHEME, path)
    return match is not None and match[1].lower() in REMOTE and path[match.end() :].startswith("//")


def fault_of(path: str) -> str | None:
    """Why a path may not be used, or None.

    >>> fault_of("data/a.csv"), fault_of("../a.csv")
    (None, 'leaves the folder of the descriptor')
    """
    if not path:
        return "is empty"
    if len(path) > LONGEST:
        return "is too long"
    if any(ord(mark) < 32 or ord(mark) == 127 for mark in path):
        return "holds a control character"
    if is_remote(path):
        is_url = re.match(r"[A-Za-z]+://[^\s/?#]+", path) is not None
        return None if is_url and not re.search(r"\s", path) else "is no URL"
    return _fault_of_local(path)


def leads_out(path: str) -> str | None:
    """Why a path may lead out of the folder it is read in, or None.

    >>> leads_out("a/../../b.csv"), leads_out(".hidden/b.csv")
    ('leaves the folder of the descriptor', None)
    """
    if "\\" in path:
        return "holds a backslash"
    if re.match(SCHEME, path):
        return "names a scheme or a drive"
    if path.startswith("/"):
        return "is absolute"
    return "leaves the folder of the descriptor" if ".." in path.split("/") else None


def _fault_of_local(path: str) -> str | None:
    if fault := leads_out(path):
        return fault
    steps = path.split("/")
    if any(step.startswith(".") and step != "." for step in steps):
        return "is hidden"
    return None
