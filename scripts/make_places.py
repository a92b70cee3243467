"""Write the countries of the lexicon from CLDR (Babel) and the time zone database.

Run it after an upgrade of either: python scripts/make_places.py
"""

from __future__ import annotations

import json
import re
import zoneinfo
from pathlib import Path

from babel import Locale
from babel.core import get_global

TARGET = Path(__file__).parent.parent / "src/broadsheet/reading/lexicon/countries.toml"
HEAD = """# Countries, continents and the cities of time zones: CLDR and tzdata, by scripts/make_places.py. Do not edit.
"""
NO_COUNTRIES = {"ZZ", "EU", "EZ", "UN", "QO", "XA", "XB", "XK"}
CONTINENTS = {"Africa", "America", "Asia", "Australia", "Europe", "Indian", "Pacific"}
NO_CITIES = set(
    """
    Center Christmas Midway Male Virgin Regina Chatham Vincent Gambier Knox
    Vevay Troll Vostok Casey Davis Syowa Rothera Mawson Palmer Easter
    Catamarca Nelson Johnston Wake Pacific Eastern Central Mountain Atlantic Nipigon
    Creston Nome Beulah Marengo Petersburg Winamac Tell_City North South West
    ACT LHI NSW
    """.split()  # noqa: SIM905
)


def main() -> None:
    """Write the file."""
    english = Locale("en")
    codes = [code for code in english.territories if re.fullmatch("[A-Z]{2}", code) and code not in NO_COUNTRIES]
    countries = {code: english.territories[code] for code in codes}
    regions = [name for code, name in english.territories.items() if code.isdigit() and name != "world"]
    lines = [HEAD, "[countries]"]
    lines += [f"{code} = {_names(name)}" for code, name in sorted(countries.items())]
    for table, names in (("regions", sorted(regions)), ("cities", _cities())):
        lines += ["", f"[{table}]", "names = " + json.dumps(names, ensure_ascii=False)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _names(name: str) -> str:
    plain = name.replace("’", "'").replace("St. ", "Saint ").replace(" & ", " and ")
    names = list(dict.fromkeys([plain, re.sub(r" \(.*\)| - .*", "", plain), re.sub(r" SAR China", "", plain)]))
    return "[" + ", ".join(f'"{n}"' for n in names[-1:] + names[:-1]) + "]"


def _cities() -> list[str]:
    """Cities that name a time zone inside a country."""
    inside = set(get_global("zone_territories"))
    zones = [zone for zone in zoneinfo.available_timezones() if zone in inside and zone.split("/")[0] in CONTINENTS]
    names = {zone.rsplit("/", 1)[1].replace("_", " ") for zone in zones}
    return sorted(
        name for name in names if name.replace(" ", "_") not in NO_CITIES and re.fullmatch("[A-Z][A-Za-z' -]{3,}", name)
    )


if __name__ == "__main__":
    main()
