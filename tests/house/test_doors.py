"""The doors between rooms and the one home of each vendor, as docs/architecture.md tells them."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.imports import ROOMS, imports_in, imports_of, modules

NOUNS = ("graphs.vocabulary", "graphs.errors", "graphs.crew")
FLOWS = ("graphs.slate", "graphs.roll", "graphs.review", "graphs.digest")
EVERYTHING = ("bot", "graphs", "storage")
DOORS: dict[str, tuple[str, ...]] = {
    "bot.main": EVERYTHING,
    "bot.cli": EVERYTHING,
    "bot.__main__": EVERYTHING,
    "bot.floor": (*NOUNS, "bot", "graphs.resting", *FLOWS),
    "bot": (*NOUNS, "bot"),
    "storage": (*NOUNS, "graphs.research", "storage"),
    "graphs": ("graphs",),
    "backlot": ("backlot",),
}
HOMES: dict[str, tuple[str, ...]] = {
    "slack_sdk": ("bot",),
    "slack_bolt": ("bot",),
    "sqlalchemy": ("storage",),
    "alembic": ("storage",),
    "langgraph": (*FLOWS, "storage.checkpoints"),
    "google.genai": (
        "graphs.cameras.google",
        "graphs.cameras.omni",
        "graphs.cameras.veo",
        "graphs.interpreters.gemini",
    ),
    "av": ("graphs.cameras.film",),
    "moderngl": ("graphs.cameras.animatic",),
    "apscheduler": ("bot.schedule",),
    "pgqueuer": ("bot.floor",),
    "obstore": ("storage.vault",),
}
LATE = ("google.genai", "alembic", "av", "moderngl")  # imported where they are used, not before
ALL = list(modules())


def within(name: str, places: tuple[str, ...]) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def most_exact(name: str) -> tuple[str, ...]:
    return DOORS[max((door for door in DOORS if within(name, (door,))), key=len)]


@pytest.mark.parametrize(("name", "path"), ALL, ids=[name for name, _ in ALL])
def test_a_module_goes_only_through_its_doors(name: str, path: Path) -> None:
    ours = {target for target in imports_of(name, path) if target.split(".")[0] in ROOMS}
    strays = {target for target in ours if not within(target, most_exact(name)) and not within(name, (target,))}
    assert not strays, f"{name} may not import {sorted(strays)}"


@pytest.mark.parametrize(("name", "path"), ALL, ids=[name for name, _ in ALL])
def test_a_vendor_is_imported_in_its_home_only(name: str, path: Path) -> None:
    for vendor, homes in HOMES.items():
        if not within(name, homes):
            strays = {target for target in imports_of(name, path) if within(target, (vendor,))}
            assert not strays, f"{name} imports {sorted(strays)}, which lives in {homes}"


def test_flows_know_cameras_and_interpreters_as_protocols_only() -> None:
    core = [
        (n, p) for n, p in ALL if n.startswith("graphs") and not within(n, ("graphs.cameras", "graphs.interpreters"))
    ]
    for name, path in core:
        strays = {t for t in imports_of(name, path) if within(t, ("graphs.cameras", "graphs.interpreters"))}
        assert not strays, f"{name} imports {sorted(strays)}"


def test_only_settings_reads_the_environment() -> None:
    for name, path in ALL:
        if name == "bot.settings" or within(name, ("graphs.cameras.animatic", "backlot")):
            continue  # a render worker may set its own process's graphics variables; the backlot is its own program
        source = path.read_text(encoding="utf-8")
        assert "os.environ" not in source and "getenv" not in source, name


def test_the_bot_comes_up_without_the_heavy_libraries() -> None:
    heavy = ", ".join(repr(name) for name in LATE)
    program = f"import sys, bot.main; print([m for m in ({heavy},) if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_reader_of_imports_sees_every_kind_of_import() -> None:
    source = (
        "from typing import TYPE_CHECKING\nimport a.b\nfrom . import c\nfrom ..d import e\n"
        "def f():\n    import g\n    importlib.import_module('h.i')\nif TYPE_CHECKING:\n    from j import k\n"
    )
    found = imports_in(source, "bot.cards.take", is_package=False)
    assert {"a.b", "bot.cards.c", "bot.d.e", "g", "h.i", "j.k"} <= found
