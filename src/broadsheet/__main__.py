"""The program `broadsheet`, also as `python -m broadsheet`: interrupted while it loads, it ends as it does at work."""

import sys

__all__ = ["main"]


def main() -> None:
    """Load the command line and run it."""
    try:
        from broadsheet.cli import main as run  # noqa: PLC0415 - most of the time to load is here

        run()
    except KeyboardInterrupt:
        print("interrupted; what stood there before is untouched", file=sys.stderr)  # noqa: T201 - click may be missing
        sys.exit(130)


if __name__ == "__main__":
    main()
