"""Every regular expression of the package, and how each is asked: run as a program, it writes them as JSON.

Whatever the package gives to `re` is seen, from the first import on, while articles are read and commands run; the
source says which calls there are, so that none stays unseen.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

__all__ = ["Call", "calls", "sources"]

EXAMPLES = Path(__file__).parent / "examples"
SOURCE = Path(find_spec("broadsheet").origin).parent
ASK = {"match", "fullmatch"}
SEARCH = {"search", "finditer", "findall", "sub", "subn", "split"}
OWN = "reading/expressions.py"
"""Its expressions are those that are given to it."""

MAKERS = {"re.compile", "Expression"}


@dataclass(frozen=True)
class Call:
    """A place in the source that makes an expression: its module, line, and the name of what it makes."""

    module: str
    line: int
    name: str
    asked: frozenset[str]
    """`match`, `fullmatch`, `search`; all of them where the source does not tell."""


@cache
def sources() -> dict[str, ast.Module]:
    """The modules that have to do with expressions, by their paths in the package."""
    paths = sorted(SOURCE.rglob("*.py"))
    return {path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


@cache
def parents(module: str) -> dict[ast.AST, ast.AST]:
    """What each part of a module stands in."""
    return {child: node for node in ast.walk(sources()[module]) for child in ast.iter_child_nodes(node)}


@cache
def calls() -> dict[tuple[str, int], Call]:
    """The places that make expressions, by module and line."""
    return {
        (module, line): Call(module, line, name, frozenset().union(*(asked for _, asked in uses)))
        for (module, line), nodes in _nodes().items()
        if (uses := [_use(module, node) for node in nodes]) and (name := uses[0][0]) is not None
    }


def _is_maker(node: ast.Call) -> bool:
    written = ast.unparse(node.func)
    return written in MAKERS or (written.startswith("re.") and written[3:] in ASK | SEARCH)


def _use(module: str, node: ast.Call) -> tuple[str, frozenset[str]]:
    """What the expression is called, and how it is asked."""
    written = ast.unparse(node.func)
    if written not in MAKERS:
        return _around(module, node), _as_asked({written[3:]})
    inner: ast.AST = node
    while (outer := parents(module).get(inner)) is not None:
        if isinstance(outer, ast.Attribute):
            return _around(module, node), _as_asked({outer.attr})
        if isinstance(outer, ast.keyword):
            return str(outer.arg), _as_asked(_asked_of(module, str(outer.arg)))
        if isinstance(outer, ast.Assign | ast.AnnAssign):
            target = outer.targets[0] if isinstance(outer, ast.Assign) else outer.target
            name = target.attr if isinstance(target, ast.Attribute) else ast.unparse(target)
            uses = _asked_of(module, name) if isinstance(target, ast.Attribute) else _asked_by_name(module, name)
            return name, _as_asked(uses)
        if isinstance(outer, ast.FunctionDef):
            uses = _asked_of(module, outer.name) if _is_property(outer) else _asked_by_name(module, outer.name)
            return outer.name, _as_asked(uses)
        inner = outer
    return "", _as_asked(set())


def _is_property(node: ast.FunctionDef) -> bool:
    return any("property" in ast.unparse(each) for each in node.decorator_list)


def _around(module: str, node: ast.AST) -> str:
    """The function that a call stands in."""
    while not isinstance(node, ast.FunctionDef) and node in parents(module):
        node = parents(module)[node]
    return getattr(node, "name", "")


def _as_asked(uses: set[str]) -> frozenset[str]:
    known = {use if use in ASK else "search" for use in uses if use in ASK | SEARCH}
    return frozenset(known if known and "" not in uses else {"search", "fullmatch"})


def _asked_by_name(module: str, name: str) -> set[str]:
    """How a module and those that import the name ask it; "" where it is handed on."""
    modules = [other for other, tree in sources().items() if other == module or name in _imported(tree)]
    return {use for other in modules for use in _uses(other, name)}


def _asked_of(module: str, name: str) -> set[str]:
    """How an attribute is asked anywhere; "" where its own module hands it on."""
    return {use for other in sources() for use in _uses(other, "." + name) if use or other == module}


@cache
def _imported(tree: ast.Module) -> frozenset[str]:
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return frozenset(alias.name for node in imports for alias in node.names)


@cache
def _by_name(module: str) -> dict[str, list[ast.AST]]:
    """Where a module reads each name, and each attribute, which begins with a full stop."""
    found: dict[str, list[ast.AST]] = {}
    for node in ast.walk(sources()[module]):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            name = node.id if isinstance(node, ast.Name) else "." + node.attr
            found.setdefault(name, []).append(node)
    return found


def _uses(module: str, name: str) -> Iterator[str]:
    """The methods that are asked of what has the name; "" where it is handed on."""
    for node in _by_name(module).get(name, ()):
        use = _method(module, node)
        if use is not None:
            yield use


def _method(module: str, node: ast.AST) -> str | None:
    """The method asked of an expression, or of one in a table of them; "" where it is handed on, None for no use."""
    outer = parents(module).get(node)
    while isinstance(outer, ast.Subscript | ast.Call) and node in {
        getattr(outer, "value", 0),
        getattr(outer, "func", 0),
    }:
        node, outer = outer, parents(module).get(outer)
    if isinstance(outer, ast.Attribute) and outer.attr in {"get", "values"}:
        call = parents(module)[outer]
        return _method(module, call)
    if isinstance(outer, ast.Attribute):
        return outer.attr
    if isinstance(outer, ast.Compare):
        return None
    return ""


class Recorder:
    """Sees each expression that the package makes."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, int, Any, int], None] = {}
        self._compile = re._compile
        self._folder = str(Path(re.__file__).parent)

    def __call__(self, pattern: Any, flags: int) -> Any:
        """In place of `re._compile`, which all functions of `re` ask."""
        frame = sys._getframe(1)
        while frame.f_code.co_filename.startswith(self._folder) and frame.f_back:
            frame = frame.f_back
        self.note(frame, pattern, int(flags))
        return self._compile(pattern, flags)

    def note(self, frame: Any, pattern: Any, flags: int) -> None:
        """Keep an expression, when it is the package that makes it."""
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(SOURCE) and path.name != "expressions.py" and not isinstance(pattern, re.Pattern):
            self.seen[path.relative_to(SOURCE).as_posix(), frame.f_lineno, pattern, flags] = None


def watch() -> Recorder:
    """A recorder that sees all from now on."""
    recorder = Recorder()
    re._compile = recorder
    from broadsheet.reading.expressions import Expression

    make = Expression.__init__

    def made(self: Any, written: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        recorder.note(sys._getframe(1), written, int(flags))
        make(self, written, flags)

    Expression.__init__ = made
    return recorder


def load_all() -> dict[str, Any]:
    """All modules of the package whose libraries are there, by their paths."""
    import broadsheet

    found = {}
    for each in pkgutil.walk_packages(broadsheet.__path__, "broadsheet."):
        if not each.name.endswith("__main__"):
            with suppress(ImportError):
                module = importlib.import_module(each.name)
                found[Path(module.__file__).relative_to(SOURCE).as_posix()] = module
    return found


def evaluate(modules: dict[str, Any], recorder: Recorder) -> None:
    """Note what calls have for an expression that the module alone tells."""
    known = {place: nodes for place, nodes in _nodes().items() if place[0] in modules}
    for (name, line), nodes in known.items():
        for node in nodes:
            given = [*node.args[:1], *(each for each in node.args[1:] if isinstance(each, ast.Attribute))]
            flags = [each for each in given[1:] if ast.unparse(each).startswith("re.")]
            if ast.unparse(node.func).startswith("re.") and not _local(name, node) & _names(node.args[0]):
                pattern, *kinds = (eval(ast.unparse(each), vars(modules[name])) for each in [given[0], *flags])  # noqa: S307
                if not isinstance(pattern, re.Pattern):
                    recorder.seen[name, line, pattern, int(kinds[0]) if kinds else 0] = None


@cache
def _nodes() -> dict[tuple[str, int], list[ast.Call]]:
    """The calls that make expressions, by module and line."""
    found: dict[tuple[str, int], list[ast.Call]] = {}
    for module, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _is_maker(node) and module != OWN:
                found.setdefault((module, node.lineno), []).append(node)
    return found


def _local(module: str, inner: ast.AST) -> set[str]:
    """The names that the functions around a call give a meaning."""
    names: set[str] = set()
    while (outer := parents(module).get(inner)) is not None:
        if isinstance(outer, ast.FunctionDef):
            names |= {node.arg for node in ast.walk(outer) if isinstance(node, ast.arg)}
        if isinstance(outer, ast.FunctionDef | ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp):
            read = (node for node in ast.walk(outer) if isinstance(node, ast.Name))
            names |= {node.id for node in read if not isinstance(node.ctx, ast.Load)}
        inner = outer
    return names


def _names(node: ast.expr) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


STORY = """Port of Tarl to open in 2025

HANOI, May 3 (HNS) - Ada Byron, 43, a pilot, said 3.5 million dollars (about 80 VND) had gone to the port.

"It opens in June," she said. The Tarl Harbour Board (THB) said the Nasdaq fell 2% to 5,000, and 12 died.
The commission's report named TUTN, and A.B. Linh of Ha\u0300 No\u0323\u0302i wrote it (Photo: HNS/Ada Byron).
"""
DIALECT = {"delimiter": ";", "quoteChar": "'", "escapeChar": "\\", "doubleQuote": False}


def exercise(folder: Path) -> None:
    """Read an article, make and check packages, and ask what makes its expressions of what it is given."""
    _read()
    _run(folder)
    _ask(folder)


def _read() -> None:
    from broadsheet.reading import antecedents, elisions, publication
    from broadsheet.reading.draft import draft
    from broadsheet.reading.lexicon import Lexicon
    from broadsheet.reading.ships import find_ships, ship_forms
    from broadsheet.sources import Received

    lexicon = Lexicon.load()
    draft(Received.of("a.txt", STORY.encode(), "utf-8", STORY), lexicon=lexicon)
    lexicon.compiled(elisions._forms)
    lexicon.compiled(publication._zones)
    find_ships("The ferry Oslo sank.", lexicon.compiled(ship_forms))
    antecedents.issuer(STORY, [], "commission")


def _run(folder: Path) -> None:
    """Each command that needs no network over the example project, from articles to a page about them."""
    from broadsheet.cli import main

    project, package = folder / "project", folder / "package"
    shutil.copytree(EXAMPLES / "project", project)
    for words in (
        f"build {project} --out {package}",
        f"validate {package}",
        f"validate {project}",
        f"export page {package} --out {folder / 'page'}",
        f"fair {package}",
        f"diff {package} {package}",
    ):
        with suppress(SystemExit), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            main(words.split())


def _ask(folder: Path) -> None:
    from broadsheet.articles.edtf_advice import explain
    from broadsheet.checks import rows, stated
    from broadsheet.checks.packages import profile
    from broadsheet.checks.tables import accept, csv_text, records
    from broadsheet.checks.tables.dialect import Dialect
    from broadsheet.checks.tables.values import numbers
    from broadsheet.drafts import lines, names, places
    from broadsheet.projects import open_project
    from broadsheet.publishing.settings_file import with_version
    from broadsheet.reading.normalized import normalize

    explain("2021-13-45 x")
    rows._absent()
    stated._is_shown(2023, "2022-23")
    for check in (profile.LICENSE_NAME, profile.NAME, profile.MEDIATYPE, profile.HASH):
        list(check("a"))
    for kind in accept.LEXICAL:
        accept._is_usual(kind, "2021")
    csv_text._pattern(b",", b'"')
    normalize(unicodedata.normalize("NFD", "H\u00e0 N\u1ed9i"))
    for point in ("", "."):
        numbers._bare("a 1.5", point)
    for mark in (None, ":"):
        records.Records([], Dialect(line_terminator=mark, escape_char="\\"))
    lines.find_items('{"entities": []}', "entities")
    page = SimpleNamespace(hints={}, text="The Old Harbour", rights=SimpleNamespace(copyright_holder=None))
    names._printed_name("old-harbour", page, page)
    with suppress(AttributeError):
        list(places.rows_of(SimpleNamespace(id="port-1", name="port-1", path="port.jsonl:1", sha256=""), folder, None))
    with_version(open_project(folder / "project"), "1.0.1")


def main() -> None:
    """Write each expression, with its flags, where it is made, and how it is asked there."""
    recorder = watch()
    modules = load_all()
    with TemporaryDirectory() as folder:
        exercise(Path(folder))
    evaluate(modules, recorder)
    told = [
        {
            "module": module,
            "line": line,
            "pattern": pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern,
            "binary": isinstance(pattern, bytes),
            "flags": flags,
        }
        for module, line, pattern, flags in recorder.seen
        if module != OWN
    ]
    sys.stdout.write(json.dumps({"modules": sorted(modules), "made": told}))


if __name__ == "__main__":
    main()
