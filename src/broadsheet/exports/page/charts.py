"""Charts: drawn by Vega-Altair and vl-convert, as SVG that stands in the page and takes its colours from it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from broadsheet.errors import BroadsheetError
from broadsheet.exports.page.wording import visible

if TYPE_CHECKING:
    import altair as alt

__all__ = ["STEPS", "altair", "drawn", "heat", "step"]

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"

HERE = "https://page.invalid/"
"""What stands before links in a chart while it is drawn: vl-convert takes no relative ones."""

FONT = "Liberation Sans"
"""A font that vl-convert brings: what text measures, and so the SVG, is the same on every machine."""

STEPS = 5

CONFIG: Mapping[str, Any] = {
    "font": FONT,
    "background": "transparent",
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--soft)", "titleColor": "var(--soft)", "gridColor": "var(--hair)",
        "domainColor": "var(--rule)", "tickColor": "var(--rule)", "labelFontSize": 12, "titleFontSize": 12,
        "titleFontWeight": "normal", "labelLimit": 260,
    },
    "header": {"labelColor": "var(--ink)", "titleColor": "var(--ink)", "labelFontSize": 13},
    "legend": {
        "labelColor": "var(--soft)", "titleColor": "var(--soft)", "labelFontSize": 12, "titleFontSize": 12,
        "titleFontWeight": "normal", "orient": "top",
    },
    "title": {"color": "var(--ink)", "fontSize": 13, "fontWeight": "bold", "anchor": "start"},
    "text": {"color": "var(--ink)", "fontSize": 12},
}  # fmt: skip
"""The look of all charts; colours are the variables of the page's style sheet, so they follow dark mode and print."""

_NUMBERS = re.compile(r"-?(?<![0-9])[0-9]+\.[0-9]{3,}")


def altair() -> Any:
    """The library that charts are made with; BroadsheetError where the extra is not installed."""
    try:
        import altair as alt  # noqa: PLC0415 - an extra
        import vl_convert as _  # noqa: F401, PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise BroadsheetError(f"{error.name} is not installed", hint="pip install 'broadsheet[page]'") from None
    return alt


def drawn(chart: alt.TopLevelMixin, name: str, title: str, says: str) -> str:
    """The chart as an SVG element under that id, described for those who do not see it.

    Each mark with a `description` shows it as a tip; one with an `href` leads there.
    """
    spec = json.dumps(_shown({**chart.to_dict(), "config": CONFIG}))
    root = ET.fromstring(_svg(spec))  # noqa: S314 - our own renderer's
    _describe(root, name, title, says)
    ET.register_namespace("", SVG)
    return _NUMBERS.sub(lambda found: f"{float(found[0]):.2f}", ET.tostring(root, encoding="unicode"))


def _shown(part: Any) -> Any:
    """A part of a specification in which what is invisible is shown, as everywhere in the page."""
    if isinstance(part, Mapping):
        return {name: _shown(each) for name, each in part.items()}
    if isinstance(part, list):
        return [_shown(each) for each in part]
    return visible(part) if isinstance(part, str) else part


@lru_cache(maxsize=32)
def _svg(spec: str) -> str:
    """What vl-convert draws of a Vega-Lite specification, in the version that Altair writes."""
    import vl_convert  # noqa: PLC0415 - an extra

    version = ".".join(altair().SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    return str(vl_convert.vegalite_to_svg(spec, vl_version=version))


def step(number: int, largest: int) -> int:
    """Which of the colours a number has, from 0: they are evenly spread over square roots.

    >>> [step(n, 100) for n in (1, 4, 25, 64, 100)]
    [0, 1, 2, 4, 4]
    """
    return min(STEPS - 1, int(STEPS * (number / largest) ** 0.5)) if largest else 0


def heat(cells: Sequence[Mapping[str, Any]], across: Sequence[Any], down: Sequence[Any], tilt: int = 0) -> Any:
    """Numbers in a grid: each cell has `x`, `y`, `n`, and what its tip says (`says`); labels on top may be tilted."""
    alt = altair()
    largest = max(cell["n"] for cell in cells)
    width = max(34, min(150, 660 // len(across)))
    data = alt.Data(values=[{**cell, "step": step(cell["n"], largest)} for cell in cells])
    base = alt.Chart(data, width=alt.Step(width), height=alt.Step(26)).encode(
        x=alt.X(
            "x:O", scale=alt.Scale(domain=list(across)), title=None, axis=_plain(alt, orient="top", labelAngle=-tilt)
        ),
        y=alt.Y("y:N", scale=alt.Scale(domain=list(down)), title=None, axis=_plain(alt, labelPadding=8)),
    )
    steps = list(range(STEPS))
    fills, inks = ([f"var(--{kind}{number + 1})" for number in steps] for kind in ("step", "on"))
    fill = alt.Color("step:O", legend=None, scale=alt.Scale(domain=steps, range=fills))
    ink = alt.Color("step:O", legend=None, scale=alt.Scale(domain=steps, range=inks))
    squares = base.mark_rect(stroke="var(--paper)", strokeWidth=2, cornerRadius=3).encode(
        color=fill, description="says:N"
    )
    numbers = base.mark_text(aria=False).encode(text=alt.Text("n:Q", format=",d"), color=ink)
    return (squares + numbers).resolve_scale(color="independent")


def _plain(alt: Any, **more: Any) -> Any:
    return alt.Axis(domain=False, ticks=False, grid=False, **more)


def _describe(root: ET.Element, name: str, title: str, says: str) -> None:
    """Put title and description in front; keep of each mark its tip and its link."""
    parts = {id(child): parent for parent in root.iter() for child in parent}
    for element in list(root.iter()):
        _tidy(element, parts.get(id(element)))
    size = {side: root.get(side, "0") for side in ("width", "height", "viewBox")}
    root.attrib.clear()
    linked = root.find(f".//{{{SVG}}}a") is not None
    labels = {"aria-labelledby": f"{name}-title", "aria-describedby": f"{name}-says"}
    root.attrib.update({**size, "role": "group" if linked else "img", **labels})
    for number, (kind, text) in enumerate((("title", title), ("desc", says))):
        part = ET.Element(f"{{{SVG}}}{kind}", {"id": f"{name}-{'says' if kind == 'desc' else kind}"})
        part.text = visible(text)
        root.insert(number, part)


def _tidy(element: ET.Element, parent: ET.Element | None) -> None:
    """Drop what says nothing here; a mark's description becomes its tip, a link one of the page."""
    mark = element.get("role") == "graphics-symbol" and element.tag != f"{{{SVG}}}g"  # axes and legends are groups
    tip = element.get("aria-label") if mark else None
    for attribute in [key for key in element.attrib if key.startswith("aria-") or key in {"role", "class"}]:
        del element.attrib[attribute]
    if parent is not None and element.tag == f"{{{SVG}}}path" and not element.get("d", "").strip("M0,hvZ"):
        parent.remove(element)
    if element.tag == f"{{{SVG}}}a":
        element.attrib.update({"href": element.attrib.pop(f"{{{XLINK}}}href").removeprefix(HERE), "tabindex": "-1"})
    if tip:
        ET.SubElement(element, f"{{{SVG}}}title").text = tip
    if tip and parent is not None and parent.tag == f"{{{SVG}}}a":
        parent.set("aria-label", tip)
