"""GeminiInterpreter: the Interpreter protocol answered by a language model, with another interpreter behind it.

What moves money, cancels, or concerns the record (an order, a recipe, off the record) or asks for frames and clips is
the other one's reading always, and so is what it takes for an attempt to steer the bot: none of that is sent anywhere.
"""

import time
from typing import Any

import structlog

from graphs.crew.reading import Extractor, Interpreter, ReadingContext
from graphs.google_access import Access
from graphs.interpreters.gemini import notes, requests
from graphs.interpreters.gemini.client import Line, NoAnswer
from graphs.interpreters.gemini.prompt import VERSION, data, instructions
from graphs.interpreters.gemini.schema import message_schema, note_schema
from graphs.interpreters.gemini.values import Words
from graphs.interpreters.rules.pointing import at_shots, of_shots
from graphs.vocabulary.notes import EmojiSense, NoteReading
from graphs.vocabulary.requests import Reading

log = structlog.get_logger()


class GeminiInterpreter:
    """Reads messages and notes with a Gemini model. One instance may serve all threads; close it at the end."""

    def __init__(self, fallback: Interpreter, access: Access, *, model: str, deadline_s: float) -> None:
        """`fallback` reads where the model does not answer in `deadline_s` seconds, or not well."""
        self.fallback = fallback
        self.extractor = Extractor("gemini", VERSION, prompt_hash=instructions().sha256, model=model)
        self._line = Line(access, model, deadline_s)
        self._told: set[str] = set()

    async def prepare(self) -> None:
        """Load what the first message would wait for. Sends nothing."""
        await self._line.prepare()

    async def aclose(self) -> None:
        """Close the connection."""
        await self._line.aclose()

    async def read_message(self, text: str, context: ReadingContext) -> Reading:
        """What kind of message this is and what it states about each shot. Never raises on any text."""
        rules = await self.fallback.read_message(text, context)
        words = Words(text)
        if words.empty or _settled(rules):
            return rules.model_copy(update={"read_by": self.fallback.extractor.name})
        try:
            answer = await self._ask(instructions().message, words, context, message_schema())
            made = requests.reading(answer, words, context, rules)
            if made is None:
                raise NoAnswer("malformed")
        except NoAnswer as none:
            self._tell(none)
            return rules.model_copy(update={"read_by": self.fallback.extractor.name, "fallback": none.reason})
        return of_shots(made, rules.points).model_copy(update={"read_by": self.extractor.name})

    async def read_note(self, text: str, context: ReadingContext) -> NoteReading:
        """The judgements in a message about a take. Never raises on any text."""
        rules = await self.fallback.read_note(text, context)
        words = Words(text)
        if words.empty or _settled(await self.fallback.read_message(text, context)):
            return rules.model_copy(update={"read_by": self.fallback.extractor.name})
        try:
            answer = await self._ask(instructions().note, words, context, note_schema())
            made = notes.reading(answer, words, context, rules)
            if made is None:
                raise NoAnswer("malformed")
        except NoAnswer as none:
            self._tell(none)
            return rules.model_copy(update={"read_by": self.fallback.extractor.name, "fallback": none.reason})
        read = {"read_by": self.extractor.name, "unread": rules.unread}
        return at_shots(made, rules.points).model_copy(update=read)

    def read_emoji(self, name: str) -> EmojiSense:
        """What a reaction means by the lexicon; no model is asked."""
        return self.fallback.read_emoji(name)

    async def _ask(
        self, instruction: str, words: Words, context: ReadingContext, schema: dict[str, Any]
    ) -> dict[str, Any]:
        began = time.monotonic()
        try:
            return await self._line.ask(instruction, data(words.text, context), schema)
        finally:
            log.info("asked", action="read", ms=round((time.monotonic() - began) * 1000))

    def _tell(self, none: NoAnswer) -> None:
        """Log why the model did not read; once, what an admin must do about it."""
        log.info("fell_back", action="read", reason=none.reason, status=none.status)
        remedy = _remedy(none)
        if remedy and remedy not in self._told:
            self._told.add(remedy)
            log.warning("model_out_of_reach", action="read", model=self.extractor.model, remedy=remedy)


def _settled(rules: Reading) -> bool:
    """Whether a reading is the rules' own whatever a model would say."""
    said = (rules.order, rules.recipe, rules.off_record)
    return rules.kind == "injection" or bool(rules.material) or any(each is not None for each in said)


def _remedy(none: NoAnswer) -> str | None:
    if none.refused:
        return "look at the API key, or the project, its billing and its region"
    if none.status == 404:
        return "set DAILIES_TEXT_MODEL to a model that is served"
    return None
