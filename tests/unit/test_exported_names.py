"""Each folder shows a small face: what its `__init__.py` binds is what it names in `__all__`."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

import joinedup

pytestmark = pytest.mark.unit

PACKAGE = Path(joinedup.__file__).parent
FACES = sorted(path for path in PACKAGE.rglob("__init__.py") if path.parent != PACKAGE)


def name_of(face: Path) -> str:
    return ".".join(("joinedup", *face.parent.relative_to(PACKAGE).parts))


def bound_and_named(face: Path) -> tuple[set[str], list[str]]:
    bound: set[str] = set()
    named: list[str] = []
    tree = ast.parse(face.read_text(encoding="utf-8"))
    used = {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom):
            # What comes from the folder's own files and is not used here is there for others to import;
            # what comes from elsewhere is a tool.
            is_own = f"{statement.module}.".startswith(f"{name_of(face)}.")
            bound |= {alias.asname or alias.name for alias in statement.names if is_own} - used
        elif isinstance(statement, ast.FunctionDef | ast.ClassDef):
            bound.add(statement.name)
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            names = {target.id for target in targets if isinstance(target, ast.Name)}
            if "__all__" in names and statement.value is not None:
                named = ast.literal_eval(statement.value)
            else:
                bound |= names
    return {name for name in bound if not name.startswith("_")}, named


def test_the_root_is_empty() -> None:
    assert (PACKAGE / "__init__.py").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("face", FACES, ids=name_of)
def test_what_is_bound_is_what_is_named(face: Path) -> None:
    bound, named = bound_and_named(face)
    assert len(named) == len(set(named)), "named twice"
    assert bound - set(named) == set(), "bound for others to import, but not named"


@pytest.mark.parametrize("face", FACES, ids=name_of)
def test_every_name_can_be_had(face: Path) -> None:
    module = importlib.import_module(name_of(face))
    assert [name for name in getattr(module, "__all__", []) if not hasattr(module, name)] == []


def test_nobody_imports_a_private_module_of_another_layer() -> None:
    """`joinedup.loading._accounts` is for `joinedup.loading`; others use what `joinedup.loading` names."""
    trespasses = []
    for path in PACKAGE.rglob("*.py"):
        layer = path.relative_to(PACKAGE).parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            if "._" in module and module.split(".")[1] != layer:
                trespasses.append(f"{path.relative_to(PACKAGE)}: {module}")
    assert trespasses == []
