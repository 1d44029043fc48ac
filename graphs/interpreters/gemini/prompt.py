"""What the model is told: the instructions, with the closed lists in them, and the data of one message.

The instructions are files in `prompts/`; nothing that a person wrote ever enters them. The data is one block
(block.py); what of a thread is in it, and how much, is decided in thread.py.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graphs.crew.reading import ReadingContext
from graphs.interpreters.gemini.block import block
from graphs.interpreters.gemini.thread import thread
from graphs.vocabulary.lists import shot_lists, taxonomy
from graphs.vocabulary.requests import CLOSED_LISTS

VERSION = "1.1.0"  # of the files in prompts/ and of the data's shape; what is changed there gets a new one


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
    """The user turn: what the thread knows and what was written, as one block of data."""
    return block({"thread": thread(context), "message": words})


def _file(name: str) -> str:
    return files("graphs.interpreters.gemini").joinpath(f"prompts/{name}.md").read_text(encoding="utf-8").strip()
