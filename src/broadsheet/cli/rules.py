"""`broadsheet rules`."""

from __future__ import annotations

import click

from broadsheet.cli import options
from broadsheet.cli.main import OK
from broadsheet.errors import BroadsheetError
from broadsheet.issues import RULES, Rule

__all__ = ["command"]


@click.command("rules")
@click.argument("code", required=False)
@options.form
def command(code: str | None, form: str) -> int:
    """List the rules, or explain the one under CODE with a bad and a good example."""
    if code is not None and code.upper() not in RULES:
        raise BroadsheetError(f"there is no rule {code!r}", hint="broadsheet rules lists them")
    rules = [RULES[code.upper()]] if code else list(RULES.values())
    if form == "json":
        options.print_json([rule.to_dict() for rule in rules])
    else:
        click.echo(_explained(rules[0]) if code else "\n".join(_line(rule) for rule in rules))
    return OK


def _line(rule: Rule) -> str:
    return f"{rule.code}  {rule.name:<20} {rule.severity:<8} {rule.reason}"


def _explained(rule: Rule) -> str:
    return f"{rule.code} {rule.name} ({rule.severity})\n{rule.reason}\n\n  bad:  {rule.bad}\n  good: {rule.good}"
