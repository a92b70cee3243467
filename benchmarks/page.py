"""The page of results: each benchmark writes the section between its own marks."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs/performance.md"


def write_section(name: str, told: str) -> None:
    """Put what a benchmark tells into its section of the page of results."""
    between(PAGE, name, told)


def between(path: Path, name: str, told: str) -> None:
    """Put what is told between `<!-- name -->` and `<!-- /name -->`; the rest of the page stays."""
    first, last = f"<!-- {name} -->", f"<!-- /{name} -->"
    page = path.read_text(encoding="utf-8")
    if first not in page:
        page = f"{page.rstrip()}\n\n{first}\n{last}\n"
    before, _, rest = page.partition(first)
    after = rest.partition(last)[2]
    path.write_text(f"{before}{first}\n{told.strip()}\n{last}{after}", encoding="utf-8")
