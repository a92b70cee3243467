"""Write `src/broadsheet/articles/countries.py` from ISO 3166-1 (pycountry) and CLDR (babel)."""

from __future__ import annotations

from pathlib import Path

import pycountry
from babel import Locale

HEAD = '''"""The country codes of ISO 3166-1 alpha-2, with the English names of CLDR.

Written by `scripts/make_countries.py`; a test compares the codes with a current list.
"""

from __future__ import annotations

__all__ = ["COUNTRIES"]

COUNTRIES = {
'''


def main() -> None:
    """Write the module."""
    names = Locale("en").territories
    lines = [f'    "{code}": "{names[code]}",\n' for code in sorted(c.alpha_2 for c in pycountry.countries)]
    target = Path(__file__).parent.parent / "src/broadsheet/articles/countries.py"
    target.write_text(HEAD + "".join(lines) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
