"""What each file of ours imports, read from its syntax tree, in functions and by importlib too."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "graphs", "storage", "backlot")


def modules() -> Iterator[tuple[str, Path]]:
    """Dotted name and path of every module in our rooms."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


@cache
def imports_of(name: str, path: Path) -> frozenset[str]:
    """Dotted names that a module imports, with the names taken from a package spelled out ("graphs.words")."""
    return frozenset(imports_in(path.read_text(encoding="utf-8"), name, is_package=path.name == "__init__.py"))


def imports_in(source: str, name: str, *, is_package: bool) -> set[str]:
    """Dotted names that some source imports, as module `name`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                found.update(alias.name for alias in names)
            case ast.ImportFrom():
                base = _base(node, name, is_package)
                found.update(f"{base}.{alias.name}" for alias in node.names)
            case ast.Call(func=ast.Attribute(attr="import_module"), args=[ast.Constant(value=str(target)), *_]):
                found.add(target)
            case ast.Call(func=ast.Name(id="__import__" | "import_module"), args=[ast.Constant(value=str(target)), *_]):
                found.add(target)
    return found


def _base(node: ast.ImportFrom, name: str, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = name.split(".")
    up = parts[: len(parts) - node.level + (1 if is_package else 0)]
    return ".".join([*up, node.module] if node.module else up)
