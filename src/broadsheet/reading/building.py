"""Records made of values that are right by construction."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeVar

from broadsheet.articles.base import Record

__all__ = ["built"]

R = TypeVar("R", bound=Record)


def built(model: type[R], **values: Any) -> R:
    """A record without the checks of its model: the reader makes hundreds in a millisecond.

    Only for values that come from spans and closed lists; whatever a project or a third
    party supplies goes through the model. A test validates what readers build.
    """
    record = model.__new__(model)
    object.__setattr__(record, "__dict__", {**_defaults(model), **values})
    object.__setattr__(record, "__pydantic_fields_set__", set(values))
    object.__setattr__(record, "__pydantic_extra__", None)
    object.__setattr__(record, "__pydantic_private__", None)
    return record


@lru_cache(maxsize=64)
def _defaults(model: type[Record]) -> Mapping[str, Any]:
    """The fields of a model, in their order, with what they are where nothing is said."""
    return {name: None if field.is_required() else field.default for name, field in model.model_fields.items()}
