"""The Interpreter protocol: who reads what people write."""

from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from graphs.vocabulary.notes import EmojiSense, NoteReading, Verdict
from graphs.vocabulary.requests import Fallback, Reading, ShotRequest


@dataclass(frozen=True, slots=True)
class TakeTold:
    """A take as a reader is told of it: `source` is the number of the take that it was made from.

    `state` is "rolling" (or waits to), "landed", "failed", "cancelled" or "deleted"; `changes` are a card's words.
    """

    number: int
    state: str
    source: int | None = None
    changes: tuple[str, ...] = ()
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class ShotTold:
    """A shot of the thread as a reader is told of it: its name ("14C", "Shot 3"), its words, its newest takes."""

    name: str
    state: str
    slate: str | None = None
    title: str = ""
    takes: tuple[TakeTold, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What the thread knows when a message is read. Data, never instructions.

    `takes_in_thread` counts landed takes; `open_takes` those that roll; `shots_in_thread` the shots asked for here,
    `dropped_shots` those of them that were dropped; `most_takes` counts those of the shot that has most.
    `last_request` is what the newest take (or, without one, the shot) was asked to be; `slates` holds the labels in
    use; `emoji` are senses that the channel or its workspace gave to emoji, before the lexicon's.
    `shots` are told to a language model only, and looked up only where one reads; of what was asked for off the record
    it holds no words, and `last_is_quiet` says that `last_request` was.
    """

    takes_in_thread: int = 0
    open_takes: int = 0
    shots_in_thread: int = 0
    dropped_shots: int = 0
    last_request: ShotRequest | None = None
    addressed: bool = True
    speaker_role: str = "unknown"
    slates: tuple[str, ...] = ()
    take_length_s: float | None = None
    most_takes: int = 0
    emoji: tuple[EmojiSense, ...] = ()
    speaker_craft: str = "unknown"
    shots: tuple[ShotTold, ...] = ()
    last_is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Extractor:
    """Who read: recorded beside every reading."""

    name: str
    version: str
    prompt_hash: str | None = None
    model: str | None = None


class Interpreter(Protocol):
    """Reads messages into requests, notes into items, emoji into senses. Never raises on any text."""

    extractor: Extractor

    async def read_message(self, text: str, context: ReadingContext) -> Reading:
        """What kind of message this is and, where it asks for shots, what it states about each."""
        ...

    async def read_note(self, text: str, context: ReadingContext) -> NoteReading:
        """The judgements in a message about a take."""
        ...

    def read_emoji(self, name: str) -> EmojiSense:
        """What a reaction means: skin tone stripped, aliases resolved, then the lexicon; never a guess."""
        ...


class FormReader(Protocol):
    """Reads what people type into the fields of a shot's form, without a network: Slack waits for the answer."""

    async def be_ready(self) -> None:
        """Load what entries are read with beside the event loop, where it is not at hand yet."""
        ...

    def read_entry(self, field: str, text: str) -> dict[str, Any] | None:
        """The field, and what else its words settle, as JSON of a ShotRequest; None where they say no such thing."""
        ...


@runtime_checkable
class Backed(Protocol):
    """An interpreter with another one behind it, which reads what it cannot. Its readings say who it was."""

    extractor: Extractor
    fallback: Interpreter


def extractor_of(interpreter: Interpreter, read_by: str | None) -> Extractor:
    """Who made a reading of `interpreter`, by its `read_by`: the one behind it where that one is named."""
    if isinstance(interpreter, Backed) and read_by == interpreter.fallback.extractor.name:
        return interpreter.fallback.extractor
    return interpreter.extractor


def at_hand(interpreter: Interpreter) -> Interpreter:
    """Who reads on this machine: the one behind an interpreter that sends words away, else itself."""
    return interpreter.fallback if isinstance(interpreter, Backed) else interpreter


def next_reader(interpreter: Interpreter, why: Fallback | None) -> Interpreter:
    """Who reads next, after `interpreter` fell back for that reason: who was not there is not waited for again."""
    return at_hand(interpreter) if why in ("slow", "unavailable") else interpreter
