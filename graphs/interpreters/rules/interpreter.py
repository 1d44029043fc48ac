"""RulesInterpreter: the Interpreter protocol answered by the rules. Deterministic, no network."""

import asyncio
from typing import Any

from graphs.crew.reading import Extractor, ReadingContext
from graphs.interpreters.rules import entries, notes, requests
from graphs.interpreters.rules import senses as emoji
from graphs.interpreters.rules.agreement import after_agreeing, agrees
from graphs.interpreters.rules.counting import counted
from graphs.interpreters.rules.doubts import doubted
from graphs.interpreters.rules.language import codes, language, senses, steering, tell
from graphs.interpreters.rules.learned.weights import MODELS, weights
from graphs.interpreters.rules.material import asked_for, goes_on, with_material
from graphs.interpreters.rules.pointing import at_shots, of_shots, pointed
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import spelt
from graphs.interpreters.rules.tongues import foreign
from graphs.interpreters.rules.words import passage
from graphs.vocabulary.notes import EmojiSense, NoteReading
from graphs.vocabulary.requests import Reading, ShotRequest

VERSION = "1.3.0"


class RulesInterpreter:
    """Reads messages, notes and emoji by rules. One instance may serve all threads."""

    extractor = Extractor(name="rules", version=VERSION)

    def __init__(self) -> None:
        self._at_hand: set[str] = set()  # languages that are loaded

    def prepare(self) -> None:
        """Load now what nobody's first message should wait for: English, the ways to steer, material, the weights.

        Another language is loaded with the first message in it, which takes some seconds once.
        """
        language("en")
        self._at_hand.add("en")
        tell(())
        steering()
        senses()
        asked_for("")  # its patterns of all languages
        for model in MODELS:
            weights(model)
        spelt.cache_clear()  # all of it lies in the trees now

    async def read_message(self, text: str, context: ReadingContext) -> Reading:
        """The kind of message and, where it asks for shots, what it states about each. Never raises on any text."""
        await self._fetch(text)
        return self.read_message_sync(text, context)

    async def read_note(self, text: str, context: ReadingContext) -> NoteReading:
        """The judgements in a message about a take. Never raises on any text."""
        await self._fetch(text)
        return self.read_note_sync(text, context)

    def read_message_sync(self, text: str, context: ReadingContext | None = None) -> Reading:
        """read_message without an event loop; without a context, as a mention outside any thread."""
        context = context or ReadingContext()
        seen = pointed(text, context)
        if seen and seen.order:
            return Reading(message=ShotRequest(kind="chatter"), order=seen.order, points=seen.points)
        if context.shots_in_thread and (word := _the_word(text)):
            return word
        reading = self._read(seen.rest if seen else text, context)
        return of_shots(reading, seen.points) if seen else reading

    def _read(self, text: str, context: ReadingContext) -> Reading:
        """A message that points at no other shot of its thread, or whose pointing is taken out."""
        wanted, rest = asked_for(text)
        if wanted and not (goes_on(wanted) and not (context.takes_in_thread or context.open_takes)):
            return with_material(requests.read(rest, context), wanted, rest, context)
        reading = requests.read(text, context)
        agreed = agrees(text, ordered=reading.order == "roll")
        return doubted(reading.model_copy(update={"agrees": agreed}), text)

    def read_note_sync(self, text: str, context: ReadingContext | None = None) -> NoteReading:
        """read_note without an event loop."""
        context = context or ReadingContext()
        seen = pointed(text, context)
        reading = notes.read(text, context)
        return at_shots(reading, seen.points) if seen else reading

    async def be_ready(self) -> None:
        """English at least is at hand; other languages come with their first message."""
        await self._load("en")

    def read_entry(self, field: str, text: str) -> dict[str, Any] | None:
        """What was typed into a field of a shot's form, in a language that is at hand; see entries.py."""
        code = tell(passage(text).words)
        return entries.read_entry(field, text, language(code if code in self._at_hand else "en"))

    async def _fetch(self, text: str) -> None:
        """Load the languages of a text beside the event loop, where they are not at hand yet."""
        if self._at_hand.issuperset(codes()):
            return
        read = passage(text)
        code = tell(read.words)
        await self._load(code)
        for _, _, other in foreign(Slip(read, language(code), read.words)):
            await self._load(other)

    async def _load(self, code: str) -> None:
        if code not in self._at_hand:
            await asyncio.to_thread(language, code)
            self._at_hand.add(code)

    def read_emoji(self, name: str) -> EmojiSense:
        """What a reaction means by the lexicon; never a guess."""
        return emoji.sense(name)


def _the_word(text: str) -> Reading | None:
    """The word to roll with a count, or behind a yes: `roll it x2`, `yep do that, roll it`. Else None."""
    times, rest = counted(text) or (None, text)
    last = after_agreeing(rest)
    if (times is None and last is None) or requests.ordered(last or rest) != "roll":
        return None
    said = ShotRequest(kind="chatter", n_takes=times)
    return Reading(message=said, order="roll", agrees=agrees(rest, ordered=True))
