"""Fuzz the validator, guided by coverage: any input gives a report, in seconds, within bounds of memory.

    python tests/fuzz/fuzz_package.py TARGET CORPUS… [-max_total_time=600] [libFuzzer's other options]

TARGET is descriptor, csv, json, zip, packed or workbook. Needs the dependency group `fuzz` (atheris: Linux or macOS).
With BROADSHEET_FUZZ_KEEP, a folder, inputs that fail are kept there and the run goes on.
"""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

LIMITS = ["-timeout=20", "-rss_limit_mb=2048", "-max_len=4096"]
KEEP = os.environ.get("BROADSHEET_FUZZ_KEEP")
known: set[str] = set()


def main() -> None:
    """Fuzz one target."""
    import atheris

    with atheris.instrument_imports(include=["broadsheet"]):
        from targets import TARGETS, fault_of, run
    target = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if target not in TARGETS:
        sys.exit(f"name a target: {', '.join(TARGETS)}")
    given = sys.argv[1:]
    defaults = [limit for limit in LIMITS if not any(each.startswith(limit.split("=")[0]) for each in given)]
    atheris.Setup([sys.argv[0], *defaults, *given], lambda data: one(target, data, lambda: fault_of(run(target, data))))
    atheris.Fuzz()


def one(target: str, data: bytes, check: Callable[[], str | None]) -> None:
    """One input: a report without faults, or the end of the run."""
    try:
        fault = check()
        assert fault is None, fault
    except Exception as error:
        if not KEEP:
            raise
        keep(target, data, error, Path(KEEP))


def keep(target: str, data: bytes, error: Exception, folder: Path) -> None:
    """Write down an input whose failure is new."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    name = f"{type(error).__name__} {str(error)[:100]} {frame.filename}:{frame.lineno}"
    if name not in known:
        known.add(name)
        place = folder / f"{target}-{hashlib.sha256(data).hexdigest()[:12]}"
        place.write_bytes(data)
        place.with_suffix(".txt").write_text(f"{name}\n{traceback.format_exc()}")


if __name__ == "__main__":
    main()
