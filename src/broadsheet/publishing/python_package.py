"""The data as the sources of a Python package: modules with types, metadata, a README."""

from __future__ import annotations

import json
import keyword
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from broadsheet import __version__
from broadsheet.errors import BroadsheetError
from broadsheet.exports.readme import readme
from broadsheet.tables.receipt import write_bytes

__all__ = ["distribution_names", "module_name", "python_version", "write_source"]

LOADER = Path(__file__).with_name("loader.py")
REQUIRES_PYTHON = ">=3.10"
TYPES = {"string": "str", "integer": "int", "number": "float"}

USAGE = """
```sh
pip install {wheel}
```

```python
import {module}

package = {module}.load()
package.rows("articles")     # a list of dictionaries, with nothing but Python
package["articles"]          # a polars frame, if polars is installed
package.records("articles")  # the articles with all that they hold, nested
package.articles             # the same as models, if broadsheet is installed
package.descriptor           # what every column means
```
"""


def module_name(name: str) -> str:
    """What a data set of a name is imported as: a name that is one in Python, and no module of Python's own.

    >>> module_name("harbour-news"), module_name("2024.news"), module_name("statistics")
    ('harbour_news', 'data_2024_news', 'statistics_data')
    """
    found = re.sub(r"[-.]", "_", name)
    if found[0].isdigit():
        return f"data_{found}"
    taken = keyword.iskeyword(found) or found in sys.stdlib_module_names or found in {"broadsheet", "polars"}
    return f"{found}_data" if taken else found


def python_version(version: str) -> str:
    """A semantic version as Python packages write it (PEP 440); BroadsheetError for what they cannot say.

    >>> python_version("1.0.0"), python_version("1.0.0-rc.1")
    ('1.0.0', '1.0.0rc1')
    """
    numbers, plus, local = version.partition("+")
    found = re.fullmatch(r"([0-9.]+)(?:-(alpha|beta|rc)\.?([0-9]+))?", numbers)
    if found is None or (plus and not re.fullmatch(r"[a-z0-9]+(?:\.[a-z0-9]+)*", local)):
        message = f"the version {version!r} cannot be that of a Python package"
        raise BroadsheetError(message, hint="write three numbers, and after them at most -alpha.N, -beta.N or -rc.N")
    short = {"alpha": "a", "beta": "b", "rc": "rc", None: ""}[found[2]]
    return f"{found[1]}{short}{found[3] or ''}{plus}{local}"


def distribution_names(name: str, version: str) -> tuple[str, str]:
    """The file names of the wheel and the sdist of a data set; BroadsheetError for a version that neither can have.

    >>> distribution_names("harbour-news", "1.0.0-rc.1")
    ('harbour_news-1.0.0rc1-py3-none-any.whl', 'harbour_news-1.0.0rc1.tar.gz')
    """
    stem = f"{re.sub(r'[-_.]+', '_', name)}-{python_version(version)}"
    return f"{stem}-py3-none-any.whl", f"{stem}.tar.gz"


def write_source(source: Path, package: Path, descriptor: Mapping[str, Any]) -> None:
    """Write the sources of the Python package that carries a data package into a new folder."""
    module = module_name(descriptor["name"])
    shutil.copytree(package, source / module, copy_function=_linked)
    for boundary in (".git", ".hg"):
        (source / boundary).mkdir()  # hatchling looks no further up for files of a repository, to carry them along
    wheel, _ = distribution_names(descriptor["name"], descriptor["version"])
    files = {
        "pyproject.toml": _pyproject(descriptor),
        "README.md": readme(descriptor, USAGE.format(module=module, wheel=wheel)),
        f"{module}/__init__.py": _init(descriptor),
        f"{module}/_loader.py": LOADER.read_text(encoding="utf-8"),
        f"{module}/_tables.py": "\n".join(_tables(descriptor)) + "\n",
        f"{module}/py.typed": "",
    }
    for name, content in files.items():
        write_bytes(source, name, content.encode())


def _linked(origin: str, target: str) -> None:
    try:
        os.link(origin, target)
    except OSError:
        shutil.copyfile(origin, target)


def _init(descriptor: Mapping[str, Any]) -> str:
    title = descriptor["title"].replace("\\", "\\\\").replace('"', '\\"')
    return f'''"""{title}: a data package.

`load()` opens it.
"""

from pathlib import Path

from ._tables import Package

__version__ = {python_version(descriptor["version"])!r}

__all__ = ["Package", "load"]


def load() -> Package:
    """The data package; nothing is read before it is asked for."""
    return Package(Path(__file__).parent)
'''


def _tables(descriptor: Mapping[str, Any]) -> Iterator[str]:
    """A module with a type for the rows of every table."""
    tables = [each for each in descriptor["resources"] if each.get("type") == "table"]
    yield '"""The rows of every table, typed."""\n'
    yield "from __future__ import annotations\n"
    yield "from typing import Any, Literal, TypedDict, overload\n"
    yield "from ._loader import DataPackage\n"
    for table in tables:
        yield f'\nclass {_row(table)}(TypedDict):\n    """A row of {table["name"]}."""\n'
        yield from (f"    {field['name']}: {_type(field)}" for field in table["schema"]["fields"])
        yield ""
    yield '\nclass Package(DataPackage):\n    """The data package."""\n'
    for table in tables:
        yield f"    @overload\n    def rows(self, name: Literal[{table['name']!r}]) -> list[{_row(table)}]: ..."
    yield "    @overload\n    def rows(self, name: str) -> list[Any]: ..."
    yield "    def rows(self, name: str) -> list[Any]:"
    yield '        """The rows of a table as plain dictionaries, with None where there is no value."""'
    yield "        return self._rows(name)"


def _row(table: Mapping[str, Any]) -> str:
    return "".join(part.capitalize() for part in table["name"].split("_")) + "Row"


def _type(field: Mapping[str, Any]) -> str:
    kind = TYPES[field["type"]]
    return kind if field.get("constraints", {}).get("required") else f"{kind} | None"


def _pyproject(descriptor: Mapping[str, Any]) -> str:
    module = module_name(descriptor["name"])
    people = [
        {"name": each["title"], **({"email": each["email"]} if "email" in each else {})}
        for each in descriptor["contributors"]
    ]
    project = {
        "name": descriptor["name"],
        "version": python_version(descriptor["version"]),
        "description": " ".join(descriptor["title"].split()),
        "readme": "README.md",
        "requires-python": REQUIRES_PYTHON,
        "license": _expression(descriptor),
        "keywords": descriptor.get("keywords", []),
        "authors": people,
        "classifiers": ["Typing :: Typed"],
    }
    links = {"homepage": descriptor["homepage"]} if "homepage" in descriptor else {}
    lines = [
        *_table("build-system", {"requires": ["hatchling>=1.27"], "build-backend": "hatchling.build"}),
        *_table("project", project),
        *_table("project.urls", links),
        *_table("project.optional-dependencies", {"frames": ["polars>=1"], "models": [f"broadsheet>={__version__}"]}),
        *_table("tool.hatch.build", {"ignore-vcs": True}),
        *_table("tool.hatch.build.targets.wheel", {"packages": [module]}),
        *_table("tool.hatch.build.targets.sdist", {"include": [f"/{module}", "/README.md"]}),
    ]
    return "\n".join(lines)


def _table(name: str, values: Mapping[str, Any]) -> Iterator[str]:
    """A table of TOML; nothing for none."""
    if values:
        yield f"[{name}]"
        yield from (f"{key} = {_toml(value)}" for key, value in values.items())
        yield ""


def _toml(value: Any) -> str:
    """A value as TOML writes it, whose strings may be those of JSON."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _expression(descriptor: Mapping[str, Any]) -> str:
    """The licences of a package, and of the texts in it, as one SPDX expression; all of them hold."""
    own = [descriptor, *descriptor["resources"]]
    names = [each.get("name") or each.get("path", "") for part in own for each in part.get("licenses", ())]
    return " AND ".join(dict.fromkeys(map(_spdx, names)))


def _spdx(name: str) -> str:
    """A licence as SPDX writes it: its identifier, or a reference of our own for what is on no list."""
    from packaging.licenses import (  # noqa: PLC0415 - comes with the extra
        InvalidLicenseExpression,
        canonicalize_license_expression,
    )

    try:
        found = canonicalize_license_expression(name)
    except InvalidLicenseExpression:
        return "LicenseRef-" + (re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-") or "not-stated")
    return f"({found})" if " " in found else found
