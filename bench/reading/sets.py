"""The labelled sets in tests/reading: one file an author, since what generalises is what holds for an unseen author."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from graphs.crew.reading import ReadingContext

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "reading"
# no weight is learned from them; the authors of `fair`, `even` and `open` never saw the rules
UNSEEN = frozenset({"fair", "even", "fresh", "open"})
KINDS = ("requests", "notes", "kinds")

Example = dict[str, Any]


@cache
def sets(what: str) -> dict[str, tuple[Example, ...]]:
    """All sets of `requests`, `notes` or `kinds` (messages labelled with their kind alone) by their names."""
    return {path.stem: _read(path) for path in sorted((FOLDER / what).glob("*.jsonl"))}


def choose(what: str, part: str) -> list[Example]:
    """The examples of a part: `all`, `seen` (all but the unseen set), `unseen`, or one set by its name."""
    known = sets(what)
    wanted = {"all": set(known), "seen": set(known) - UNSEEN, "unseen": set(UNSEEN)}.get(part, {part})
    return [example for name in sorted(wanted & set(known)) for example in known[name]]


def attempts() -> list[Example]:
    """Attempts to steer the bot."""
    return [{"text": text, "expect": {"kind": "injection"}} for text in _steering()["attempts"]]


def stories() -> list[Example]:
    """Dialogue, signs, stories and notes that only look like attempts, outside a thread and in one."""
    told = [{"text": text} for text in _steering()["stories"]]
    return [*told, *map(in_a_thread, told)]


def in_a_thread(example: Example) -> Example:
    """The same words where takes have landed and the bot is not spoken to."""
    return example | {"context": {"takes_in_thread": 2, "addressed": False}}


@cache
def _steering() -> dict[str, list[str]]:
    return tomllib.loads((FOLDER / "steering.toml").read_text(encoding="utf-8"))


def context(example: Example) -> ReadingContext:
    """What the thread knew when the example was written. A thread that has takes is one where a shot was asked for."""
    given = example.get("context", {})
    shots = given.get("shots_in_thread", 1 if given.get("takes_in_thread") else 0)
    return ReadingContext(**given | {"shots_in_thread": shots})


def _read(path: Path) -> tuple[Example, ...]:
    return tuple(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
