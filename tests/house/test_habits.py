"""How the code is written, where that can be measured."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from graphs.vocabulary.lists import allowed, feedback_schema, taxonomy, tokens
from graphs.vocabulary.production import Craft, Role
from graphs.vocabulary.requests import CLOSED_LISTS, Kind, ShotRequest
from tests.house.imports import ROOT, modules

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
ALL = [*modules()]


class Written(NamedTuple):
    """A module: its lines, its docstring, and the lines that each function goes over."""

    lines: int
    docstring: str | None
    functions: dict[str, int]


@cache
def written(path: Path) -> Written:
    """How a module is written. Its tree is read once for all that is asked of it, and not kept."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    functions = {
        f"{node.name}:{node.lineno}": (node.end_lineno or 0) - node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    return Written(source.count("\n"), ast.get_docstring(tree), functions)


@pytest.mark.parametrize(("name", "path"), ALL, ids=[name for name, _ in ALL])
def test_files_and_functions_stay_small(name: str, path: Path) -> None:
    if name.startswith("storage.migrations.versions"):
        return  # a migration is one long statement, and never changes
    assert written(path).lines <= LONGEST_FILE
    for function, lines in written(path).functions.items():
        assert lines < LONGEST_FUNCTION, f"{name}.{function}"


@pytest.mark.parametrize(("name", "path"), ALL, ids=[name for name, _ in ALL])
def test_a_module_says_what_lives_there(name: str, path: Path) -> None:
    assert written(path).docstring, name


def test_the_page_carries_the_design_tokens() -> None:
    css = (ROOT / "backlot/page/tokens.css").read_text(encoding="utf-8").lower()
    for name, colour in tokens()["colours"].items():
        assert re.search(rf"--{name}:\s*{colour}\b", css), f"--{name} is not {colour} in the page"


def test_the_closed_lists_in_code_and_in_data_agree() -> None:
    assert set(get_args(Kind)) == allowed("kind")
    assert set(CLOSED_LISTS) <= set(ShotRequest.model_fields)
    schema = feedback_schema()["properties"]
    assert set(get_args(Role)) == set(schema["permission_role"]["enum"])
    assert set(get_args(Craft)) == set(schema["rater_role"]["enum"])
    assert {a["id"] for a in taxonomy()["aspects"]} == set(schema["aspect"]["enum"])


def test_lock_files_name_no_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-build.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text, name
        assert "--hash=sha256:" in text


def test_every_dependency_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for requirement in project["dependencies"]:
        name = re.match(r"[\w.-]+", requirement)
        assert name and re.search(rf"^{re.escape(name[0])}==", locked, re.M), requirement
