"""CITATION.cff: valid for the schema of the format, whatever words are in it."""

from __future__ import annotations

import subprocess
import sys

import yaml
from kinds import LONG, NASTY, files_of


def written(kind, folder):
    """The file of a package of a kind."""
    path = folder / "CITATION.cff"
    path.write_bytes(files_of(kind, "citation")["CITATION.cff"])
    return path


def test_the_schema_of_the_format_finds_nothing(kind, tmp_path):
    """check-jsonschema finds no fault with the schema of Citation File Format that it carries."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    done = subprocess.run([*command, written(kind, tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_words_are_exact(tmp_path):
    """A YAML reader gets the very words, also those that would break a script, a line or the direction."""
    found = yaml.safe_load(written("nasty", tmp_path).read_text(encoding="utf-8"))
    assert found["title"].startswith(NASTY)
    assert [LONG.strip() in word.strip() for word in found["keywords"]].count(True) == 1
    assert found["keywords"][-1] == "1.0"
