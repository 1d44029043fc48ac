"""Whatever people write and whatever the server sends: a reading, and nothing outside the closed lists."""

import asyncio
import json
import warnings

from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.crew.reading import ReadingContext
from graphs.interpreters.gemini import GeminiInterpreter
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.notes import NoteReading
from graphs.vocabulary.requests import Reading
from tests.google import replies
from tests.google.conftest import LONG_S, MODEL, with_key
from tests.google.server import open_google

NAMES = [
    "candidates", "content", "parts", "text", "role", "finishReason", "promptFeedback", "blockReason", "thought",
    "usageMetadata", "modelVersion", "error", "kind", "shots", "items", "shot_size", "aspect", "timecodes",
]  # fmt: skip
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40))
JSON = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip
FINISHES = st.sampled_from(["STOP", "SAFETY", "OTHER", "QUITE_NEW", "", "stop"])
REPLIES = st.one_of(
    JSON.map(replies.body),
    JSON.map(replies.answered),
    st.tuples(st.text(max_size=40), FINISHES).map(lambda t: replies.said(*t)),
    st.tuples(JSON, st.integers(400, 599)).map(lambda t: replies.raw(json.dumps(t[0]), t[1], "application/json")),
    st.sampled_from([replies.raw("[" * 5000, 200, "application/json"), replies.said('{"a":' * 5000), replies.hang_up]),
)
THREAD = ReadingContext(takes_in_thread=1, shots_in_thread=1, take_length_s=6)


@given(st.lists(st.tuples(st.text(max_size=200), REPLIES), min_size=4, max_size=12))
@settings(max_examples=25, deadline=None)
def test_there_is_always_a_reading(talk: list[tuple[str, replies.Reply]]) -> None:
    asyncio.run(_read_all(talk))


async def _read_all(talk: list[tuple[str, replies.Reply]]) -> None:
    async with open_google() as google:
        gemini = GeminiInterpreter(RulesInterpreter(), with_key(google), model=MODEL, deadline_s=LONG_S)
        for text, reply in talk:
            google.reply(reply)
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", "(?s).* is not a valid ", UserWarning)  # the SDK's, of an enum
                request, note = await gemini.read_message(text, THREAD), await gemini.read_note(text, THREAD)
            assert Reading.model_validate(request.model_dump()) == request
            assert NoteReading.model_validate(note.model_dump()) == note
            for made in (request, note):
                assert made.read_by == "rules" or made.fallback is None
        await gemini.aclose()
