"""Cents, pence and baisas: the hundredths or thousandths of a currency, counted in the currency."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from broadsheet.reading.lexicon import Lexicon, alternatives
from broadsheet.reading.stretch import Stretch

__all__ = ["Cents", "find_cents"]

_HUNDREDTH = Decimal("0.01")


class Cents(NamedTuple):
    """The currency that hundredths are of, the offset after their name, and how much one is."""

    code: str
    end: int
    part: Decimal = _HUNDREDTH


@dataclass(frozen=True)
class _Forms:
    names: re.Pattern[str]
    codes: dict[str, str]
    """The currency of each name; that of cents is told by the signs around them."""

    signed: dict[str, str]
    """What stands right behind the digits or is of several currencies, each with a sign that the text then has."""

    thousandths: frozenset[str]
    """The names of those of which a thousand make one."""

    signs: re.Pattern[str]
    of_sign: dict[str, str]
    owners: dict[str, str]
    """The currency by whose cents they are: Singapore cents."""


def find_cents(stretch: Stretch, at: int, lexicon: Lexicon, local: Mapping[str, str]) -> Cents | None:
    """The currency whose hundredths the words after a number name; `local` tells what a bare $ or Rs is.

    >>> text = "A pass cost 68 cents, or 12 cents less than at S$0.80; in London it was 90 pence."
    >>> [find_cents(Stretch(text, text, 0, len(text)), at, Lexicon.load(), {}).code for at in (14, 27, 74)]
    ['SGD', 'SGD', 'GBP']
    """
    forms, (text, folded, _, end) = lexicon.compiled(_forms), stretch
    match = forms.names.match(text, at, end)
    if match is None:
        return None
    name = match[2] or match[3]
    if name in forms.signed and forms.signed[name] not in text:
        return None
    code = forms.codes[name]
    if match[1]:
        code = forms.owners.get(match[1], "USD")
    elif code == "$":
        code = _nearest(stretch, at, forms, local)
    elif code == "INR":
        code = local.get("Rs", code)
    if folded.startswith("'", match.end()):
        return None
    return Cents(code, match.end(), _HUNDREDTH / 10 if name in forms.thousandths else _HUNDREDTH)


def _nearest(stretch: Stretch, at: int, forms: _Forms, local: Mapping[str, str]) -> str:
    """The currency of cents: of the nearest sign of one that has them, else of the most in the text, else a bare $."""
    starts, signs, most = _signs(stretch.text, forms.signs)
    first, last = bisect_left(starts, stretch.start), bisect_left(starts, stretch.end)
    behind = bisect_left(starts, at, first, last)
    beside = range(max(first, behind - 1), min(last, behind + 1))
    near = min(beside, key=lambda n: abs(starts[n] - at), default=None)
    sign = most if near is None else signs[near]
    return local.get(sign) or forms.of_sign[sign]


@lru_cache(maxsize=1)
def _signs(text: str, pattern: re.Pattern[str]) -> tuple[list[int], list[str], str]:
    """Where signs of money stand in a text, which they are, and which it has most, by default a bare $."""
    found = [(each.start(), each[1]) for each in pattern.finditer(text)]
    signs = [sign for _, sign in found]
    most = Counter(signs).most_common(1)
    return [start for start, _ in found], signs, most[0][0] if most else "$"


def _forms(lexicon: Lexicon) -> _Forms:
    table, signs = lexicon["money"]["parts"], lexicon["money"]["signs"]
    of_sign = {sign: code for sign, code in signs.items() if code in table["divided"]}
    codes = {name: code for code, names in table["names"].items() for name in names}
    codes |= {letter: code for code, letters in table["letters"].items() for letter in letters}
    letters = {letter: "\u00a3" if code == "GBP" else "$" for code, each in table["letters"].items() for letter in each}
    names = [name for name in codes if name not in letters]
    signed = {name: sign for sign, each in table["signed"].items() for name in each}
    codes |= {name: signs[sign] for name, sign in signed.items()}
    owners = {owner: code for owner, code in lexicon["money"]["shared"]["dollar"].items() if code in table["divided"]}
    whose = rf"U\.?S\.?|{alternatives(owner for owner in owners if owner != 'default')}"
    return _Forms(
        names=re.compile(
            rf"(?:[ -](?:({whose}) )?({alternatives([*names, *signed])})|({alternatives(letters)}))(?![\w-])"
        ),
        codes=codes,
        signed=letters | signed,
        thousandths=frozenset(table["thousandths"]),
        signs=re.compile(rf"(?<![A-Za-z])({alternatives(of_sign)})(?= ?\d)"),
        of_sign=of_sign,
        owners=owners,
    )
