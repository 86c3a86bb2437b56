"""The habits of the house that no linter knows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "joinedup"
CODE = sorted(
    path
    for folder in ("joinedup", "tests", "benchmarks", "docs")
    for path in (ROOT / folder).rglob("*.py")
    # Django writes these.
    if path.parent.name != "migrations"
)
MODULES = sorted(PACKAGE.rglob("*.py"))
TEXTS = (".py", ".md", ".toml", ".yaml", ".yml", ".sh", ".lock", ".html", ".css", ".js", ".json", ".csv")

LONGEST_FILE = 500
LONG_FUNCTION = 25
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, Function))


def where(path: Path, node: ast.AST | None = None) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def test_no_file_is_longer_than_anyone_reads() -> None:
    lengths = {where(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_few_functions_are_long() -> None:
    """At most one in ten goes over 25 lines, leaving out its docstring."""
    lengths = {where(path, node): statement_lines(node) for path in MODULES for node in functions(path)}
    long = sorted(place for place, lines in lengths.items() if lines > LONG_FUNCTION)
    assert len(long) <= len(lengths) / 10, long


def statement_lines(node: Function) -> int:
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_every_file_is_named_for_what_is_in_it() -> None:
    assert [where(path) for path in CODE if path.stem.strip("_") in EMPTY_NAMES] == []


def test_imports_stand_at_the_top() -> None:
    """Only a command may import inside its body, so that `--help` does not wait for heavy libraries.

    An application's `ready` must as well: nothing that reads the models can be imported before it.
    """
    inside = [
        where(path, node)
        for path in MODULES
        if "cli" not in path.relative_to(PACKAGE).parts
        for function in functions(path)
        if not (path.name == "apps.py" and function.name == "ready")
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_nothing_prints_but_the_doors() -> None:
    printing = [
        where(path, node)
        for path in MODULES
        if path.relative_to(PACKAGE).parts[0] not in ("cli", "__main__.py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


@pytest.mark.parametrize(
    ("prefix", "never"),
    [("is_", {"int", "str", "float"}), ("n_", {"bool", "str", "float"}), ("share_", {"bool", "str", "int"})],
)
def test_a_prefix_keeps_its_word(prefix: str, never: set[str]) -> None:
    """`is_` is yes or no, `n_` a count, `share_` between 0 and 1."""
    broken = [
        f"{where(path, node)} {name}: {kind}"
        for path in MODULES
        for node, name, kind in annotated(path)
        if name.startswith(prefix) and kind in never
    ]
    assert broken == []


def annotated(path: Path) -> Iterator[tuple[ast.AST, str, str]]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node, node.target.id, ast.unparse(node.annotation)
        elif isinstance(node, ast.arg) and node.annotation is not None:
            yield node, node.arg, ast.unparse(node.annotation)
        elif isinstance(node, Function) and node.returns is not None:
            yield node, node.name, ast.unparse(node.returns)


def test_no_file_is_left_unfinished() -> None:
    unfinished = re.compile(r"#\s*(TODO|FIXME|XXX)\b|raise NotImplementedError")
    left = [where(path) for path in MODULES if unfinished.search(path.read_text(encoding="utf-8"))]
    assert left == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    """What is committed must work anywhere, and say nothing of where it was written."""
    forbidden = re.compile(
        "|".join(("/" + "work/", "/" + "root/", "/" + "home/", "py" + r"pi\.org", "python" + "hosted"))
    )
    named = [where(path) for path in committed() if forbidden.search(path.read_text(encoding="utf-8"))]
    assert named == []


def committed() -> Iterator[Path]:
    yield from (ROOT / name for name in ("Makefile", ".ci/run"))
    yield from (path for path in ROOT.iterdir() if path.suffix in TEXTS)
    for folder in ("joinedup", "tests", "benchmarks", "docs", "scripts"):
        yield from (path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix in TEXTS)
