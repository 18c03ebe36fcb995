"""Every module says which of its names are for others."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "pelican_aireport"
MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.read_text(encoding="utf-8").strip()
)


def _defined(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
        elif isinstance(node, ast.Assign):
            names |= {each.id for each in node.targets if isinstance(each, ast.Name)}
    return {name for name in names if not name.startswith("_")} - {"logger"}


def _passed_on(tree: ast.Module) -> set[str]:
    """Return what a folder takes from its own files, to be imported from there."""
    return {
        each.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for each in node.names
    }


def _exported(tree: ast.Module) -> list[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names = ast.literal_eval(node.value)
            return [str(name) for name in names]
    return []


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=str(path.relative_to(PACKAGE))) for path in MODULES]
)
def test_all_lists_what_is_public_and_nothing_else(path: Path) -> None:
    """What has no underscore is in __all__, and what is there exists."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = _defined(tree)
    if path.name == "__init__.py":
        public |= _passed_on(tree)
    assert sorted(_exported(tree)) == sorted(public)
