"""Key paths of JSON with their types, and how what a workspace says differs from what is expected of it.

Expected is what the backlot sends, and allowed what Slack's own samples have; an empty object or list in a sample
stands for anything.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ID = re.compile(r"[A-Z][A-Z0-9]{5,}_?|[A-Z]0+\d?")

Shape = dict[str, set[str]]

# The samples that each answer, event or press is held against.
SAMPLES: dict[str, tuple[str, ...]] = {
    **{
        method: (f"api/{method}",)
        for method in (
            "auth.test", "apps.connections.open", "users.conversations", "chat.postMessage", "conversations.replies",
            "files.getUploadURLExternal", "files.completeUploadExternal", "files.info", "chat.update", "reactions.add",
            "reactions.get", "reactions.remove", "chat.delete", "files.delete",
        )
    },
    "message": ("events/Message",),
    "message.file_share": ("events/MessageFileShare",),
    "message.message_changed": ("events/MessageChanged",),
    "message.message_deleted": ("events/MessageDeleted",),
    "file_shared": ("events/FileShared",),
    "reaction_added": ("events/ReactionAdded",),
    "reaction_removed": ("events/ReactionRemoved",),
    "block_actions": ("interactivity/BlockActionPayload",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not as expected: types, "nothing" where there is none."""

    what: str
    field: str
    expected: str
    seen: str

    def __str__(self) -> str:
        return f"{self.what}: {self.field}: expected {self.expected}, seen {self.seen}"


@dataclass
class Measure:
    """What is expected (`backlot`, by step and name of the answer or event) and what may be there besides (`samples`,
    by name alone).
    """

    backlot: Mapping[str, Shape]
    samples: Mapping[str, Shape]

    def differences(self, step: str, what: str, said: Any) -> list[Difference]:
        """What in an answer or event of a step is neither as the backlot sends it nor as the samples have it."""
        seen, backlot, samples = shape(said), self.backlot.get(f"{step}: {what}", {}), self.samples.get(what, {})
        found = [
            Difference(what, path, _types(backlot.get(path, set()) | samples.get(path, set())), _types(types))
            for path, types in seen.items()
            if not types <= backlot.get(path, set()) | samples.get(path, set()) and not _filler(path, samples)
        ]
        found += [
            Difference(what, path, _types(types), "nothing")
            for path, types in backlot.items()
            if path not in seen and not path.endswith("**")
        ]
        return [each for each in found if not any(_below(each.field, other.field) for other in found)]

    def more(self, step: str, what: str, said: Any) -> list[str]:
        """Fields that the samples have and the backlot does not send in that step."""
        backlot, samples = self.backlot.get(f"{step}: {what}", {}), self.samples.get(what, {})
        found = [p for p in shape(said) if p not in backlot and (p in samples or _open(p, samples)) and p[-2:] != "**"]
        return [path for path in found if not any(_below(path, other) for other in found)]


def read_measure() -> Measure:
    """The measure that the product brings along."""
    backlot = json.loads((HERE / "backlot.json").read_text(encoding="utf-8"))
    samples = json.loads((HERE / "slack.json").read_text(encoding="utf-8"))
    return Measure(
        {what: {path: set(types) for path, types in paths.items()} for what, paths in backlot.items()},
        {what: union([samples[name] for name in names]) for what, names in SAMPLES.items()},
    )


def union(things: Sequence[Any]) -> Shape:
    """The shape of several things together."""
    found: Shape = {}
    for thing in things:
        merge(found, shape(thing))
    return found


def shape(thing: Any, path: str = "") -> Shape:
    """Every key path with the JSON types that stand there. Keys that are ids become `*`."""
    found: Shape = {path: {_type(thing)}}
    if isinstance(thing, dict):
        for key, value in thing.items():
            name = "*" if ID.fullmatch(key) else key
            merge(found, shape(value, f"{path}.{name}" if path else name))
        if not thing:
            found[f"{path}.**"] = {"anything"}
    if isinstance(thing, list):
        for value in thing:
            merge(found, shape(value, f"{path}[]"))
        if not thing:
            found[f"{path}[].**"] = {"anything"}
    return found


def merge(into: Shape, other: Shape) -> None:
    """Add a shape to another."""
    for path, types in other.items():
        into.setdefault(path, set()).update(types)


def strays(emitted: Any, allowed: Shape, known: tuple[str, ...] = ()) -> list[str]:
    """Key paths that the sample does not have, or has with another type; `known` are let through."""
    return [
        f"{path}: {', '.join(sorted(types))}"
        for path, types in shape(emitted).items()
        if not (_filler(path, allowed) or path.startswith(known)) and not types <= allowed.get(path, set())
    ]


def _filler(path: str, allowed: Shape) -> bool:
    return path.endswith(".**") or _open(path, allowed)


def _open(path: str, allowed: Shape) -> bool:
    """Whether the path lies below something that the sample leaves empty."""
    cuts = [m.end() for m in re.finditer(r"[^.\[\]*]+|\[\]|\*", path)]
    return any(f"{path[:cut]}.**" in allowed or f"{path[:cut]}[].**" in allowed for cut in cuts if cut < len(path))


def _below(path: str, other: str) -> bool:
    return path != other and path.startswith((f"{other}.", f"{other}["))


def _types(types: set[str]) -> str:
    return " or ".join(sorted(types)) or "nothing"


def _type(thing: Any) -> str:
    names = {bool: "bool", int: "number", float: "number", str: "string", dict: "object", list: "array"}
    return names.get(type(thing), "null")
