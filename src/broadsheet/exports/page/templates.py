"""The templates of the pages: everything is escaped, and what is invisible is shown."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from broadsheet.errors import BroadsheetError
from broadsheet.exports.forms import script_file
from broadsheet.exports.labels import topic_label
from broadsheet.exports.page.policy import policy
from broadsheet.exports.page.wording import count, cut, day, language, number, visible, web_address

__all__ = ["rendered"]


def rendered(name: str, **values: Any) -> bytes:
    """The page that a template makes of values. BroadsheetError where the extra `page` is not installed."""
    text: str = _environment().get_template(f"{name}.html.jinja").render(**values)
    return text.encode()


@cache
def _environment() -> Any:
    try:
        import jinja2  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise BroadsheetError(f"{error.name} is not installed", hint="pip install 'broadsheet[page]'") from None
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("broadsheet.exports.page"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {each.__name__: each for each in (count, cut, day, language, number, web_address)}
    environment.filters |= {"topic": topic_label}
    environment.filters["as_script"] = lambda value: script_file(value).decode()
    style, script = (_asset(f"page.{suffix}") for suffix in ("css", "js"))
    environment.globals |= {"style": style, "script": script, "policy": policy(style, script)}
    return environment


def _shown(value: Any) -> Any:
    """A value as a page shows it; markup is left alone, and nothing stands for None."""
    if value is None:
        return ""
    return visible(value) if type(value) is str else value


def _asset(name: str) -> str:
    return (files("broadsheet.exports.page") / "templates" / name).read_text(encoding="utf-8").strip()
