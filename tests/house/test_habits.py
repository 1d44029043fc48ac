"""How the code is written, where that can be measured."""

import ast
import re
import tomllib
from typing import get_args

import pytest

from graphs.vocabulary.lists import allowed, feedback_schema, taxonomy, tokens
from graphs.vocabulary.production import Craft, Role
from graphs.vocabulary.requests import CLOSED_LISTS, Kind, ShotRequest
from tests.house.imports import ROOT, modules

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
ALL = [*modules()]


@pytest.mark.parametrize(("name", "path"), ALL, ids=[name for name, _ in ALL])
def test_files_and_functions_stay_small(name: str, path: object) -> None:
    source = (ROOT / str(path)).read_text(encoding="utf-8")
    if name.startswith("storage.migrations.versions"):
        return  # a migration is one long statement, and never changes
    assert source.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, f"{name}.{node.name}"


@pytest.mark.parametrize(("name", "path"), ALL, ids=[name for name, _ in ALL])
def test_a_module_says_what_lives_there(name: str, path: object) -> None:
    source = (ROOT / str(path)).read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source)), name


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
