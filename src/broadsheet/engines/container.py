"""What a container, or a service of the system, may take of its machine: control groups of Linux, version 1 and 2."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

__all__ = ["cores_within", "memory_within"]

ROOT = Path("/sys/fs/cgroup")
OWN = Path("/proc/self/cgroup")
"""The groups of this process, one for all in version 2, or one of each kind."""


def cores_within() -> int | None:
    """The cores that the time allowed in a period makes, rounded up; None where no group of this process says."""
    found = [cores for group in _groups("cpu") if (cores := _cores(group)) is not None]
    return min(found, default=None)


def memory_within() -> int | None:
    """The bytes of memory that are allowed; None as above."""
    texts = (_text(group / name) for group in _groups("memory") for name in ("memory.max", "memory.limit_in_bytes"))
    return min((int(text) for text in texts if text.isdecimal()), default=None)


def _groups(kind: str) -> Iterator[Path]:
    """The folders of the groups of this process that have to do with a kind of thing, and of all around them.

    A container sees its own at the root, whatever it is called outside.
    """
    yield from (ROOT, ROOT / kind)
    for line in _text(OWN).splitlines():
        kinds, _, name = line.partition(":")[2].partition(":")
        if not kinds or kind in kinds.split(","):
            path = Path(kind if kinds else "", name.lstrip("/"))
            yield from (ROOT / each for each in (path, *path.parents))


def _cores(group: Path) -> int | None:
    text = _text(group / "cpu.max") or f"{_text(group / 'cpu.cfs_quota_us')} {_text(group / 'cpu.cfs_period_us')}"
    allowed, _, period = text.partition(" ")
    if not allowed.isdecimal() or not period.isdecimal() or not int(period):
        return None
    return max(1, -(-int(allowed) // int(period)))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
