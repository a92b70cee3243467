"""Articles made by rule, as many as are wanted: the same number gives the same article everywhere.

    python benchmarks/made_articles.py COUNT OUT

OUT is a folder (a file for each article), a .zip or a .jsonl. Everybody and everything in them
is invented. About 4,200 characters each, with the parts that a wire story has.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

GIVEN = (
    "Ada Bram Celia Dario Edda Faisal Greta Hugo Ines Jonas Kirsi Lena Mara Nils Olga Pavel Quang Rosa "
    "Selim Tove Ulla Viktor Wanda Xenia Yusuf Zora Anders Bao Carla Dmitri Elif Femi Gudrun Hana Ivan "
    "Joao Kofi Linh Milan Noor "
)
HEADS = "Ald Bren Cors Dal Eck Fjord Grim Hav Iver Jarn Kvist Lind Mor Nord Oster Pell Rav Sund Torv Vald "
TAILS = "berg dahl ekker feldt gaard holm ik jord kamp lund mark nes ovic quist rud sen strand torp vik wald "
TOWNS = ("Oslo", "Hanoi", "Rotterdam", "Manila", "Lagos", "Lima", "Nairobi", "Ottawa", "Gdansk", "Valencia")
COUNTRIES = ("Norway", "Viet Nam", "the Netherlands", "the Philippines", "Nigeria", "Peru", "Kenya", "Canada")
OFFICES = ("harbour master", "deputy mayor", "transport minister", "chief engineer", "union leader", "spokeswoman")
BODIES = ("Ministry of Transport", "Harbour Authority", "Fishers Union", "Water Board", "Chamber of Commerce")
THINGS = ("harbour", "bridge", "ferry line", "railway", "power station", "fish market", "reservoir", "tram depot")
VERBS = ("open", "close", "widen", "repair", "sell", "insure", "dredge", "inspect")
AGENCIES = ("AFP", "AP", "Reuters", "Xinhua", "Bernama")
REASONS = (
    "after two winters of delay",
    "although the tender is still before the court",
    "before the season of the storms begins",
    "once the last of the old piers has been taken down",
    "because the insurers no longer cover the old one",
)
FORMS = (
    "“{We} will {verb} the {thing} {reason},” {person} told reporters in {town}.",
    "“Nobody who saw the {thing} says that {number} million euros are too many,” {person}, {office} of {town}, said.",
    "{person}, who leads the {body}, said that the {thing} would cost US${number}.{digit} million.",
    "The {body} expects more than {number},000 passengers a year, up {digit} percent from {year}.",
    "According to {person}, about {number} kilometres of track between {town} and {other} must be replaced.",
    "Work on the {thing} began in {month} {year} and was to take {digit} years, the {body} said in a statement.",
    "{person} did not answer questions about the {number} workers who were laid off in {month}.",
    "In {country}, where a similar {thing} was built in {year}, {number}.{digit} percent of all freight goes by water.",
    "“It was a mistake,” {short} said. “We should have asked the people of {other} first.”",
    "The plan foresees {number} berths, {digit} cranes and a road of {digit}.5 kilometres to the edge of {town}.",
    "{short} added that talks with the {body} of {country} would go on until {month}.",
    "Critics point out that the {thing} lies {number} metres from a school, and that the noise was never measured.",
    "The vote in the council was {number} to {digit}, with two members absent.",
    "Since then the water has risen by {digit} centimetres, and the cellars along the quay have been pumped out twice.",
)
MONTHS = ("January", "March", "April", "June", "September", "November")


def article(number: int, paragraphs: int = 14) -> tuple[str, str]:
    """Name and text of an article.

    >>> article(7) == article(7), article(7) == article(8)
    (True, False)
    """
    dice = random.Random(number)  # noqa: S311 - not for secrets
    people = [
        f"{dice.choice(GIVEN.split())} {dice.choice(HEADS.split())}{dice.choice(TAILS.split())}" for _ in range(4)
    ]
    town, other, thing = dice.choice(TOWNS), dice.choice(TOWNS), dice.choice(THINGS)
    day = dt.date(2019, 1, 1) + dt.timedelta(days=number % 2000)
    verb = dice.choice(VERBS)
    head = f"{town} to {verb} {thing} {dice.choice(REASONS)}"
    told = [" ".join(_sentences(dice, people, town, other, thing)) for _ in range(paragraphs)]
    opening = f"{town.upper()}, {day:%B} {day.day}, {day.year} ({dice.choice(AGENCIES)}) - "
    body = "\n\n".join([opening + told[0], *told[1:]])
    return f"{day}-{thing.replace(' ', '-')}-{number:07}", f"{head}\n\nBy {people[0]}\n\n{body}\n"


def _sentences(dice: random.Random, people: list[str], town: str, other: str, thing: str) -> Iterator[str]:
    for form in dice.sample(FORMS, 3):
        person = dice.choice(people)
        yield form.format(
            We=dice.choice(("We", "They", "I")), verb=dice.choice(VERBS), thing=thing, reason=dice.choice(REASONS),
            person=person, short=person.split()[1], office=dice.choice(OFFICES), body=dice.choice(BODIES),
            town=town, other=other, country=dice.choice(COUNTRIES), month=dice.choice(MONTHS),
            number=dice.randint(11, 990), digit=dice.randint(2, 9), year=dice.randint(1990, 2018),
        )  # fmt: skip


def make(count: int, out: Path, *, short: bool = False) -> None:
    """Write articles as a folder, a zip or JSON Lines, by the suffix of the path; short ones have one paragraph."""
    made = (article(number, 1 if short else 14) for number in range(count))
    if out.suffix == ".jsonl":
        with out.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps({"id": name, "text": text}) + "\n" for name, text in made)
    elif out.suffix == ".zip":
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, text in made:
                archive.writestr(f"{name}.txt", text)
    else:
        out.mkdir(parents=True)
        for name, text in made:
            (out / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    make(**vars(parser.parse_args()))
