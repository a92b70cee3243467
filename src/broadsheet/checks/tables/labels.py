"""Which column belongs to which field: the five ways of fieldsMatch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from broadsheet.checks.tables.field import Field, Schema
from broadsheet.issues import excerpt, shorten

__all__ = ["Columns", "match"]

Columns = list[tuple[int, Field]]
Fault = tuple[str, str | None, str, str, str | None]  # code, field, message, hint, label


def match(
    labels: Sequence[str] | None, width: int, schema: Schema, *, keyed: bool = False
) -> tuple[Columns, list[Fault]]:
    """Columns by place with their fields, and what is wrong with the labels.

    `labels` is None for a table without a header, whose columns match by place; `keyed`
    says that rows are objects, whose keys have no order.
    """
    if labels is None:
        return [(place, field) for place, field in enumerate(schema.fields) if place < width or not width], []
    names = [field.name for field in schema.fields]
    if schema.match == "exact" and not keyed:
        return _exact(labels, schema, names)
    places = {label: place for place, label in reversed(list(enumerate(labels)))}
    columns = [(places[field.name], field) for field in schema.fields if field.name in places]
    how = "equal" if schema.match == "exact" else schema.match
    return columns, list(_by_name(labels, names, how))


def _by_name(labels: Sequence[str], names: Sequence[str], how: str) -> Iterator[Fault]:
    if not labels and how != "superset":
        yield "B620", None, "The header row is empty.", "write the names of the columns into the first row", None
    given, known = Counter(labels), set(names)
    yield from (_repeated(label) for label, count in given.items() if count > 1 and label in known)
    if how == "partial":
        if not known & given.keys():
            yield (
                "B625",
                None,
                "No column has the name of a field.",
                f"name at least one column after a field: {_listed(names)}",
                None,
            )
        return
    if how in {"equal", "subset"}:
        yield from (_missing(name) for name in names if name not in given)
    if how in {"equal", "superset"}:
        yield from (_extra(label, place) for place, label in enumerate(labels) if label not in known)


def _exact(labels: Sequence[str], schema: Schema, names: Sequence[str]) -> tuple[Columns, list[Fault]]:
    if list(labels) == list(names):
        return list(enumerate(schema.fields)), []
    if not labels:
        return [], [
            ("B620", None, "The header row is empty.", "write the names of the fields into the first row", None)
        ]
    columns: Columns = []
    faults: list[Fault] = []
    by_name = {field.name: field for field in reversed(schema.fields)}
    given = set(labels)
    for place, label in enumerate(labels):
        field = schema.fields[place] if place < len(names) else None
        if field is not None and label == field.name:
            columns.append((place, field))
        elif field is None:
            faults.append(_extra(label, place))
        else:
            faults.append(_incorrect(label, place, field.name))
            known = by_name.get(label) or (field if field.name not in given else None)
            columns += [(place, known)] if known else []
    faults += [_missing(name) for place, name in enumerate(names) if place >= len(labels)]
    return columns, faults


def _repeated(label: str) -> Fault:
    message = f"The label {shorten(label)} stands more than once."
    return "B624", label, message, "give each column a name of its own", excerpt(label)


def _missing(name: str) -> Fault:
    return (
        "B622",
        name,
        f"There is no column {shorten(name)}.",
        "add the column, remove the field, or choose another fieldsMatch",
        None,
    )


def _extra(label: str, place: int) -> Fault:
    message = f"Column {place + 1}, {shorten(label)}, belongs to no field."
    return (
        "B621",
        label,
        message,
        "add a field for it, remove the column, or choose another fieldsMatch",
        excerpt(label),
    )


def _incorrect(label: str, place: int, name: str) -> Fault:
    message = f"Column {place + 1} is called {shorten(label)}; its field is {shorten(name)}."
    return "B623", name, message, "correct the label, or say how columns match in fieldsMatch", excerpt(label)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(shorten(name, 20) for name in names[:5])
