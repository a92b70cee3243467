"""How the documentation becomes a site: Sphinx reads the Markdown of this folder, as `make docs` calls it.

The pages are plain Markdown, which reads as well where it lies. The lists of the landing page are the navigation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import broadsheet

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "broadsheet"
author = "broadsheet contributors"
copyright = "broadsheet contributors, CC-BY-4.0"
version = release = broadsheet.__version__

extensions = ["myst_parser"]
myst_heading_anchors = 3
nitpicky = True

html_theme = "furo"
html_title = f"broadsheet {release}"
html_copy_source = False
html_show_sphinx = False


def add_navigation(_app: Sphinx, page: str, source: list[str]) -> None:
    """Give each list of the landing page to Sphinx as a part of the navigation, under the heading above it."""
    if page == "index":
        for part in source[0].split("\n## ")[1:]:
            links = re.findall(r"^- \[([^]]+)\]\(([\w-]+)\.md\)", part, re.MULTILINE)
            if links:
                pages = "\n".join(f"{title} <{name}>" for title, name in links)
                caption = part.partition("\n")[0]
                source[0] += f"\n```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{pages}\n```\n"


def setup(app: Sphinx) -> None:
    """Hook into Sphinx."""
    app.connect("source-read", add_navigation)
