"""Figures over the years, with the words that qualify them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

from broadsheet.exports.page.charts import HERE, altair, drawn
from broadsheet.exports.page.evidence import Names, Spot
from broadsheet.exports.page.frames import frame
from broadsheet.exports.page.picture import Cell, Picture
from broadsheet.exports.page.wording import count, cut, day, number
from broadsheet.exports.page.years import extent, narrowed, ticks, window

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["figures"]

TITLE = "Figures over the years"

UNITS, POINTS, ROWS = 6, 40, 200
"""So many units have a chart each, in which so many figures are shown one by one; so many rows are in the table."""

COLUMNS = ("What is counted", "As said", "Value", "Unit", "As of", "Evidence")

SHAPES = {"exactly": "circle", "at least": "triangle-up", "at most": "triangle-down", "about": "diamond"}
"""A point for each way in which a figure is said."""


def figures(package: Package, names: Names) -> Picture | None:
    """The figures of the most frequent units, by the time that they hold for; None where no value is known."""
    import polars as pl  # noqa: PLC0415 - heavy

    known = frame(package, "figures")
    valued = known.filter(pl.col("value").is_not_null()).with_columns(pl.col("unit").fill_null("number"))
    span = window(names)
    if valued.is_empty() or span is None:
        return None
    points = [point for figure in valued.to_dicts() if (point := _point(figure, names, span))]
    charted = _of_units(points)
    if not charted:
        return None
    says = _says(known.height, points, charted)
    drawn_in = narrowed(span, ((point["start"], point["end"]) for unit in charted.values() for point in unit))
    svg = drawn(_charts(charted, drawn_in), "figures", TITLE, says)
    shown = valued.sort("unit", "as_of", "article", "start").head(ROWS)
    left = known.height - shown.height
    left_out = f"{count(left, 'figure')} more in the table of figures only." if left else ""
    return Picture("figures", TITLE, says, svg, COLUMNS, tuple(_row(row, names) for row in shown.to_dicts()), left_out)


def _of_units(points: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The figures of each of the most frequent units; of those with one figure only where there are no others."""
    found: dict[str, list[dict[str, Any]]] = {}
    for point in points:
        found.setdefault(point["unit"], []).append(point)
    order = sorted(found, key=lambda unit: (-len(found[unit]), unit))
    several = [unit for unit in order if len(found[unit]) > 1]
    return {unit: found[unit] for unit in (several or order)[:UNITS]}


def _says(total: int, points: Sequence[dict[str, Any]], charted: Mapping[str, Sequence[dict[str, Any]]]) -> str:
    shown, units = sum(map(len, charted.values())), len({point["unit"] for point in points})
    which = f"the {len(charted)} most frequent of {units} units" if len(charted) < units else "these units"
    said = (
        f"{count(shown, 'figure')} of {total:,}, by the time that they hold for, in {which}: "
        f"{', '.join(cut(unit, 40) for unit in charted)}. "
    )
    if any(len(each) <= POINTS for each in charted.values()):
        said += "A circle is said exactly, a triangle at least (up) or at most (down), a diamond about. "
    lasting = "A line goes over the years that a figure holds for."
    return said + (f"{lasting} The others are in the table." if shown < total else lasting)


def _row(figure: dict[str, Any], names: Names) -> tuple[Cell, ...]:
    proof = names.proof([_spot(figure)], 1)
    change = " (change)" if figure["measure"] == "change" else ""
    return (
        figure["counted"] or "",
        printed(figure),
        number(figure["value"]) + change,
        figure["unit"],
        day(figure["as_of"]),
        proof,
    )


def printed(figure: dict[str, Any]) -> str:
    """The number of a figure with the words that qualify it.

    >>> printed({"qualifier": "more than", "value": 230.0}), printed({"qualifier": None, "value": 0.5})
    ('more than 230', '0.5')
    """
    return " ".join(part for part in (figure["qualifier"], number(figure["value"])) if part)


def _spot(figure: dict[str, Any]) -> Spot:
    return Spot(figure["article"], f"figure-{figure['id']}", figure["start"], figure["end"])


def _point(figure: dict[str, Any], names: Names, span: Sequence[float]) -> dict[str, Any] | None:
    """A figure in a chart: when it holds, how it is said, label, tip and link; None where that is beyond the span."""
    held = extent(figure["as_of"] or names.articles.get(figure["article"], {}).get("date_published"))
    if held is None:
        return None
    start, end = max(span[0], held[0] or span[0]), min(span[1], held[1] or span[1])
    if start > end:
        return None
    what = cut(figure["counted"] or figure["unit"], 120)
    tip = f"{printed(figure)} {figure['unit']}: {what}, {day(figure['as_of'])} ({names.source(figure['article'])})"
    return {
        "unit": figure["unit"], "value": figure["value"], "start": start, "end": end, "middle": (start + end) / 2,
        "said": _said(figure), "label": cut(_label(figure), 24), "says": tip, "href": HERE + _spot(figure).href,
    }  # fmt: skip


def _label(figure: dict[str, Any]) -> str:
    value = figure["value"]
    short = next(
        (f"{value / bound:g} {name}" for bound, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")) if abs(value) >= bound),
        number(value),
    )
    return " ".join(part for part in (figure["qualifier"], short) if part)


def _said(figure: dict[str, Any]) -> str:
    low, high = figure["low"] is not None, figure["high"] is not None
    return "about" if low and high else "at least" if low else "at most" if high else "exactly"


def _charts(units: Mapping[str, Sequence[dict[str, Any]]], span: tuple[float, float]) -> Any:
    """A small chart for each unit, all over the same years."""
    alt = altair()
    charts = [_chart(alt, points, unit, span) for unit, points in units.items()]
    return alt.concat(*charts, columns=2, spacing={"row": 26, "column": 40})


def _chart(alt: Any, points: Sequence[dict[str, Any]], unit: str, span: tuple[float, float]) -> Any:
    """The figures of a unit one by one; where they are many, what they range over."""
    values, title = list(points), cut(unit, 40)
    if many := len(points) > POINTS:
        values, title = _ranges(points), f"{title}: range and median of each year"
    base = alt.Chart(alt.Data(values=values), title=title, width=370, height=150)
    across = {"title": None, "scale": alt.Scale(domain=list(span), nice=False, zero=False),
              "axis": alt.Axis(format="d", values=ticks(span, 6), grid=False)}  # fmt: skip
    up = {"title": None, "scale": alt.Scale(nice=True, zero=True),
          "axis": alt.Axis(tickCount=4, format="~s", domain=False, ticks=False)}  # fmt: skip
    x, y = alt.X("middle:Q", **across), alt.Y("value:Q", **up)
    line = base.mark_rule(color="var(--step3)", strokeWidth=2, aria=False)
    point = base.mark_point(filled=True, color="var(--accent)", size=80, opacity=1).encode(
        x=x, y=y, description="says:N"
    )
    if many:
        return line.encode(x=x, y=alt.Y("low:Q", **up), y2="high:Q") + point
    shape = alt.Shape("said:N", legend=None, scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())))
    return alt.layer(
        line.transform_filter("datum.end - datum.start > 0.08").encode(x=alt.X("start:Q", **across), x2="end:Q", y=y),
        point.encode(shape=shape, href="href:N"),
        *(_labels(alt, base, labelled, side).encode(x=x, y=y) for side, labelled in _sides(points).items()),
    )


def _labels(alt: Any, base: Any, points: Sequence[dict[str, Any]], side: str) -> Any:
    """The labels of points, on one side of them."""
    align, dx = ("left", 9) if side == "right" else ("right", -9)
    text = base.properties(data=alt.Data(values=list(points))).mark_text(
        align=align, dx=dx, dy=-8, color="var(--ink)", aria=False
    )
    return text.encode(text="label:N")


def _sides(points: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The points by the side on which their labels stand: of two that are near each other, the earlier on the left."""
    near = max(abs(point["value"]) for point in points) * 0.09
    sides: dict[str, list[dict[str, Any]]] = {"right": [], "left": []}
    for point in sorted(points, key=lambda point: (point["value"], point["middle"])):
        if sides["right"] and point["value"] - sides["right"][-1]["value"] < near:
            left, right = sorted((sides["right"].pop(), point), key=lambda each: float(each["middle"]))
            sides["left"].append(left)
            sides["right"].append(right)
        else:
            sides["right"].append(point)
    return sides


def _ranges(points: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """For each year the smallest figure, the largest, and the median."""
    years: dict[int, list[float]] = {}
    for point in points:
        years.setdefault(int(point["middle"]), []).append(point["value"])
    return [_range(year, sorted(values)) for year, values in sorted(years.items())]


def _range(year: int, values: Sequence[float]) -> dict[str, Any]:
    low, middle, high = values[0], median(values), values[-1]
    says = f"{year}: {count(len(values), 'figure')}, median {number(middle)}, from {number(low)} to {number(high)}"
    return {"middle": year + 0.5, "value": middle, "low": low, "high": high, "says": says}
