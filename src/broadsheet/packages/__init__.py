"""Packages: tables and their descriptor on disk, built and opened again."""

from broadsheet.packages.build import build
from broadsheet.packages.open import load, open_package
from broadsheet.packages.package import Package

__all__ = ["Package", "build", "load", "open_package"]
