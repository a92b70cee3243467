"""The official validators, asked without a network."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

HERE = Path(__file__).parent
SHAPES = HERE / "shapes"
APART = HERE.parents[1] / ".venv-proofs/bin/python"
"""The Python of the validators that would bring older versions of other libraries (see the Makefile)."""


def refused(value: Any, schema: Any) -> list[str]:
    """What a JSON Schema refuses in a value, dates and addresses checked too."""
    kind = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
    judge = kind(schema, format_checker=kind.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message[:200]}" for error in judge.iter_errors(value)]


def shape(name: str) -> Any:
    """A JSON Schema of ours."""
    return json.loads((SHAPES / f"{name}.schema.json").read_bytes())


def graph_of(value: Any) -> Any:
    """JSON-LD as a graph; where it names the context of schema.org, all terms are of that namespace."""
    from rdflib import Graph

    if value["@context"] == "https://schema.org/":
        value = {**value, "@context": {"@vocab": "https://schema.org/"}}
    return Graph().parse(data=json.dumps(value), format="json-ld", publicID="https://data.example/v1/")


def violations(graph: Any, shapes: str) -> list[str]:
    """What shapes (SHACL) find in a graph; that they look at something at all is asserted."""
    from pyshacl import validate
    from rdflib import Graph
    from rdflib.namespace import RDF, SH

    judge = Graph().parse(SHAPES / f"{shapes}.ttl")
    targets = set(judge.objects(None, SH.targetClass))
    assert any((None, RDF.type, target) in graph for target in targets), "the shapes have nothing to look at"
    valid, found, told = validate(graph, shacl_graph=judge, inference="none")
    assert valid == (not list(found.subjects(RDF.type, SH.ValidationResult)))
    return [] if valid else [told]


def apart(script: str, arguments: Iterable[str | Path]) -> Any:
    """What a script prints as JSON that runs in the environment of validators apart; skips where there is none."""
    python = Path(os.environ.get("BROADSHEET_PROOFS", APART))
    if not python.exists():
        pytest.skip(f"there is no {python}; make .venv-proofs sets it up")
    command = [python, HERE / "apart" / script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
