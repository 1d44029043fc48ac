"""What the model is told: the instructions, with the closed lists in them, and the data of one message.

The instructions are files in `prompts/`; nothing that a person wrote ever enters them. The data is one JSON object,
whose strings cannot be closed from within.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graphs.crew.reading import ReadingContext
from graphs.vocabulary.lists import shot_lists, taxonomy
from graphs.vocabulary.requests import CLOSED_LISTS

VERSION = "1.0.0"  # of the files in prompts/; a changed text gets a new one


@dataclass(frozen=True, slots=True)
class Instructions:
    """The system instructions as the model gets them, and the SHA-256 of both, message before note."""

    message: str
    note: str

    @property
    def sha256(self) -> str:
        """In hexadecimal; a line feed stands between the two."""
        return hashlib.sha256(f"{self.message}\n{self.note}".encode()).hexdigest()


@cache
def instructions() -> Instructions:
    """The instructions of this version, with the closed lists of the vocabulary filled in."""
    lists = "\n".join(f"- {name}: {', '.join(shot_lists()[name])}" for name in CLOSED_LISTS)
    aspects = "\n".join(f"- {a['id']}: {a['definition']}" for a in taxonomy()["aspects"])
    rules = "\n".join(f"- {rule}" for rule in taxonomy()["rules"][:-1])  # the last one is about versions
    filled = [_file(name).replace("{lists}", lists).replace("{aspects}", aspects) for name in ("message", "note")]
    return Instructions(filled[0], filled[1].replace("{rules}", rules))


def data(words: str, context: ReadingContext) -> str:
    """The user turn: what the thread knows and what was written, as one JSON object."""
    return json.dumps({"thread": _thread(context), "message": words}, ensure_ascii=False)


def _thread(context: ReadingContext) -> dict[str, Any]:
    known: dict[str, Any] = {
        "takes_in_thread": context.takes_in_thread,
        "open_takes": context.open_takes,
        "shots_in_thread": context.shots_in_thread,
        "slates": list(context.slates),
        "addressed": context.addressed,
        "speaker_role": context.speaker_role,
    }
    if context.last_request is not None:
        known["last_request"] = context.last_request.stated()
    if context.take_length_s is not None:
        known["take_length_s"] = context.take_length_s
    return known


def _file(name: str) -> str:
    return files("graphs.interpreters.gemini").joinpath(f"prompts/{name}.md").read_text(encoding="utf-8").strip()
