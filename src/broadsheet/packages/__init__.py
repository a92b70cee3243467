"""Packages: tables and their descriptor on disk, built and opened again."""

from broadsheet.packages.build import build
from broadsheet.packages.hydrate import Hydrated, hydrate
from broadsheet.packages.open import load, open_package
from broadsheet.packages.package import Package

__all__ = ["Hydrated", "Package", "build", "hydrate", "load", "open_package"]
