"""The order of the parts, and how little is loaded before it is needed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from broadsheet.shipped import shipped

PACKAGE = Path(__file__).parents[1] / "src/broadsheet"

ORDER = (
    ("errors",), ("shipped",), ("issues",), ("plugins",), ("engines",), ("articles",), ("versions",),
    ("projects", "settings"), ("sources",), ("reading",), ("syndication",), ("checks",), ("tables",), ("exports",),
    ("packages",), ("fairness",), ("drafts",), ("templates",), ("releases",), ("publishing",), ("reports",),
    ("cli", "pytest_plugin"),
)  # fmt: skip
"""The parts of broadsheet, each allowed to import those before it."""

RANK = {part: rank for rank, parts in enumerate(ORDER) for part in parts}

HEAVY = {"pydantic", "pydantic_core", "polars", "orjson", "jsonschema_rs", "frictionless", "pandas", "numpy", "pyarrow"}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py")


def part(path: Path) -> str:
    """The part that a module belongs to: the first folder or file under the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def running(node: ast.AST) -> Iterator[ast.AST]:
    """A syntax tree without the branches that only type checkers read."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield child
            yield from running(child)


def imported(path: Path) -> Iterator[str]:
    """The modules of ours that a module imports, at its top and in functions; what only types need loads nothing."""
    for node in running(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "broadsheet")
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").split(".")[0] == "broadsheet":
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parts_of(path: Path) -> set[str]:
    """The other parts that a module imports; `broadsheet` itself (its version) is above them all."""
    found = {name.split(".")[1] for name in imported(path) if "." in name}
    return found - {part(path), "__version__"}


def loaded(*command: str) -> set[str]:
    """The heavy libraries that a fresh process has loaded after a command."""
    code = f"import sys; {'; '.join(command)}; print(*sorted(sys.modules))"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(PACKAGE.parent), *sys.path])}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()} & HEAVY


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_belongs_to_a_part(path: Path) -> None:
    """Each module belongs to a part whose place is known."""
    assert part(path) in {*RANK, "__init__"}


@pytest.mark.parametrize(
    "path", [p for p in MODULES if part(p) != "__init__"], ids=lambda p: p.relative_to(PACKAGE).as_posix()
)
def test_imports_point_upwards(path: Path) -> None:
    """A module imports only parts that come before its own."""
    below = {other for other in parts_of(path) if RANK[other] > RANK[part(path)]}
    assert set() == below


def test_no_module_imports_what_imports_it() -> None:
    """Modules stand in an order, also where one is imported in a function only; packages hand on what is in them."""
    found = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in MODULES}
    modules = {name: path for name, path in found.items() if path.name != "__init__.py"}
    used = {name: {each if each in modules else each.rpartition(".")[0] for each in imported(path)}
            for name, path in modules.items()}  # fmt: skip
    order = tuple(TopologicalSorter({name: each & modules.keys() for name, each in used.items()}).static_order())
    assert set(order) == modules.keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_are_absolute(path: Path) -> None:
    """No module imports by dots, so that each import says where it leads."""
    relative = [
        node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_the_order_is_looked_at() -> None:
    """Modules do import other parts of ours, so that the test of their order has something to judge."""
    found = {name for path in (PACKAGE / "packages").glob("*.py") for name in parts_of(path)}
    assert {"errors", "issues", "projects", "settings", "checks", "tables"} <= found


def test_the_package_loads_nothing_heavy() -> None:
    """`import broadsheet` loads none of the libraries that take long."""
    assert set() == loaded("import broadsheet")


def test_help_loads_nothing_heavy() -> None:
    """`broadsheet --help` answers without the libraries that take long."""
    run = "from broadsheet.cli.main import cli; cli.main(['--help'], standalone_mode=False)"
    assert set() == loaded(run)


@pytest.mark.parametrize("command", ["build", "release"])
def test_what_builds_loads_polars_when_it_writes(command: str) -> None:
    """Until then its process has one thread, so that those that check and write can be copies of it."""
    assert "polars" not in loaded(f"import broadsheet.cli.{command}")


def test_a_table_does_load_something_heavy() -> None:
    """What is heavy is loaded when it is used, so that the tests above can fail."""
    assert {"polars", "orjson"} <= loaded("import broadsheet", "broadsheet.load()['figures']")


WATCHED = """
import importlib, os, sys
sys.dont_write_bytecode = True
roots, *names = sys.argv[1:]
roots = tuple(roots.split(os.pathsep))
touched = []
def watch(event, given):
    if event == "open":
        path, _, flags = given
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and path != os.devnull
        ours = str(path).startswith(roots) and not str(path).endswith((".py", ".pyc"))
        touched.extend([f"{event} {path}"] if writes or ours else [])
    elif event in {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.utime",
                   "os.chmod", "shutil.rmtree", "tempfile.mkdtemp", "tempfile.mkstemp", "subprocess.Popen"}:
        touched.append(f"{event} {given[0]}")
sys.addaudithook(watch)
for name in names:
    importlib.import_module(name)
print(*touched, sep="\\n")
"""


def test_modules_touch_no_file_where_they_are_imported(tmp_path: Path) -> None:
    """A process that is started anew imports them again: that writes, makes and removes nothing, and reads no data."""
    named = [".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in MODULES]
    roots = os.pathsep.join(map(str, (PACKAGE, shipped("schema"), shipped("data"))))
    command = [sys.executable, "-c", WATCHED, roots, *(each.removesuffix(".__init__") for each in named)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(PACKAGE.parent), *sys.path])}
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("\n", 0), done.stderr


def test_names_lead_somewhere() -> None:
    """Every name that the package lists can be had, and no other."""
    import broadsheet

    assert [name for name in broadsheet.__all__ if not hasattr(broadsheet, name)] == []
    with pytest.raises(AttributeError, match="lod"):
        broadsheet.lod  # noqa: B018 - that it raises is the claim
