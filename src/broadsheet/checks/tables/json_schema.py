"""The constraint `jsonSchema`: compiled once, without network, with regexes in linear time."""

from __future__ import annotations

from typing import Any, NoReturn

__all__ = ["validator"]


def validator(schema: Any) -> Any:
    """A validator for a JSON Schema; ValueError when the schema is not one."""
    import jsonschema_rs  # noqa: PLC0415 - few schemas need it

    def refuse(uri: str) -> NoReturn:
        raise ValueError(f"refers to {uri}, which is not read")

    try:
        return jsonschema_rs.validator_for(schema, retriever=refuse, pattern_options=jsonschema_rs.RegexOptions())
    except Exception as error:  # noqa: BLE001 - whatever the library finds wrong, the schema cannot be used
        raise ValueError(
            f"cannot be used: {str(error).splitlines()[0] if str(error) else type(error).__name__}"
        ) from None
