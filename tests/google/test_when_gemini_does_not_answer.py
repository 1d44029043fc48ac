"""Every way in which the model gives nothing to read: the rules answer, the reading says why, the log says little."""

import asyncio
import logging
from typing import Any, get_args

import pytest
from google.auth.exceptions import DefaultCredentialsError, RefreshError, TransportError
from google.oauth2.credentials import Credentials
from structlog.testing import capture_logs

from graphs.crew.reading import ReadingContext, extractor_of
from graphs.interpreters.gemini import Access
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.requests import Fallback, read_without
from tests.google import replies
from tests.google.conftest import Reader, with_key, with_project
from tests.google.server import KEY, TOKEN, Google

TEXT = "close up of the zebrafish in its tank, 6 seconds"
NOTE = "the zebrafish is too dark, lift it"
PAGE = f"<html>{TEXT} {KEY}</html>"
THREAD = ReadingContext(takes_in_thread=1, shots_in_thread=1)
REASONS: list[tuple[str, str, replies.Reply]] = [
    ("a prompt that is blocked", "blocked", replies.blocked()),
    ("an answer held back for safety", "blocked", replies.stopped("SAFETY")),
    ("an answer held back as recitation", "blocked", replies.stopped("RECITATION")),
    ("an answer cut short", "truncated", replies.said('{"kind": "new_sh', "MAX_TOKENS")),
    ("a whole answer marked as cut short", "truncated", replies.said('{"kind": "chatter"}', "MAX_TOKENS")),
    ("no JSON", "malformed", replies.said("Sure, here is the shot:")),
    ("a JSON list", "malformed", replies.answered([1, 2])),
    ("an object of another shape", "malformed", replies.answered({"weather": "fine"})),
    ("a kind that no list has", "malformed", replies.answered({"kind": "poem", "shots": [], "items": "none"})),
    ("a request without shots", "malformed", replies.answered({"kind": "new_shot", "shots": [], "items": [7]})),
    ("no candidate", "malformed", replies.body({})),
    ("an end for reasons of its own", "malformed", replies.stopped("OTHER")),
    ("a candidate of a foreign shape", "malformed", replies.body({"candidates": ["x"]})),
    ("a page with status 200", "malformed", replies.raw(PAGE, 200, "text/html")),
    ("a page with status 502", "unavailable", replies.raw(PAGE, 502, "text/html")),
    ("too many requests", "unavailable", replies.refused(429, "RESOURCE_EXHAUSTED", Retry_After="7")),
    ("a fault of the server", "unavailable", replies.refused(500, "INTERNAL")),
    ("an overload", "unavailable", replies.refused(503, "UNAVAILABLE")),
    ("a bad request", "unavailable", replies.refused(400, "INVALID_ARGUMENT")),
    ("no permission", "unavailable", replies.refused(403, "PERMISSION_DENIED")),
    ("a model that is gone", "unavailable", replies.refused(404, "NOT_FOUND")),
    ("a connection that ends", "unavailable", replies.hang_up),
]
CASES = [(reason, reply) for _, reason, reply in REASONS]
NAMES = [name for name, _, _ in REASONS]


@pytest.mark.parametrize(("reason", "reply"), CASES, ids=NAMES)
async def test_the_rules_read_a_request_and_say_why(
    reason: str, reply: replies.Reply, google: Google, reader: Reader
) -> None:
    google.reply(reply)
    gemini = reader()
    reading = await gemini.read_message(TEXT, ReadingContext())
    rules = await RulesInterpreter().read_message(TEXT, ReadingContext())
    assert reading == rules.model_copy(update={"read_by": "rules", "fallback": reason})
    assert reading.message.shot_size == ("close_up",)
    assert extractor_of(gemini, reading.read_by) == RulesInterpreter.extractor
    assert len(google.asked) == 1, "nothing is asked twice"


@pytest.mark.parametrize(("reason", "reply"), CASES, ids=NAMES)
async def test_the_rules_read_a_note_and_say_why(
    reason: str, reply: replies.Reply, google: Google, reader: Reader
) -> None:
    google.reply(reply)
    reading = await reader().read_note(NOTE, THREAD)
    rules = await RulesInterpreter().read_note(NOTE, THREAD)
    assert reading == rules.model_copy(update={"read_by": "rules", "fallback": reason})
    assert [i.aspect for i in reading.items] == ["lighting"]


def test_every_reason_has_words_for_the_card() -> None:
    told = [read_without(reason) for reason in get_args(Fallback)]
    assert all(words.startswith("read without the language model (") for words in told)
    assert len(set(told)) == len(told) == len({reason for _, reason, _ in REASONS} | {"slow"})


async def test_a_model_that_takes_too_long_is_not_waited_for(google: Google, reader: Reader) -> None:
    google.reply(replies.never)
    gemini = reader(deadline_s=0.2)
    await gemini.prepare()
    assert (await gemini.read_message(TEXT, ReadingContext())).fallback == "slow"
    assert (await gemini.read_note(NOTE, THREAD)).fallback == "slow"


async def test_nobody_waits_longer_for_the_sdk_to_load_and_it_serves_the_next(google: Google, reader: Reader) -> None:
    google.reply(replies.answered({"kind": "chatter", "shots": []}))
    hasty = reader(deadline_s=1e-6)
    assert (await hasty.read_message(TEXT, ReadingContext())).fallback == "slow"
    gemini = reader()
    await gemini.prepare()
    assert (await gemini.read_message(TEXT, ReadingContext())).read_by == "gemini"


async def test_who_waits_may_be_cancelled_and_the_next_is_read(google: Google, reader: Reader) -> None:
    google.reply(replies.never, replies.answered({"kind": "chatter", "shots": []}))
    gemini = reader()
    waiting = asyncio.create_task(gemini.read_message(TEXT, ReadingContext()))
    while not google.asked:
        await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert (await gemini.read_message(TEXT, ReadingContext())).read_by == "gemini"
    assert len(google.asked) == 2


async def test_nobody_there_is_unavailable(reader: Reader) -> None:
    gemini = reader(Access(api_key=KEY, base_url="http://127.0.0.1:1"))
    assert (await gemini.read_message(TEXT, ReadingContext())).fallback == "unavailable"


class Spent(Credentials):
    """Credentials that cannot be renewed, each for its own reason."""

    def __init__(self, error: Exception) -> None:
        super().__init__(token=None)  # type: ignore[no-untyped-call]
        self._error = error

    def refresh(self, request: object) -> None:
        raise self._error


@pytest.mark.parametrize("family", [RefreshError, DefaultCredentialsError, TransportError])
async def test_credentials_of_a_machine_that_fail_are_unavailable(
    family: type[Exception], google: Google, reader: Reader
) -> None:
    access = Access(vertex=True, project="p", location="global", base_url=google.url, credentials=Spent(family("no")))
    assert (await reader(access).read_message(TEXT, ReadingContext())).fallback == "unavailable"
    assert google.asked == []


async def test_an_admin_is_told_once_what_to_do(google: Google, reader: Reader) -> None:
    wrong_token = Credentials(token="ya29.wrong")  # type: ignore[no-untyped-call]
    vertex = Access(vertex=True, project="p", location="l", base_url=google.url, credentials=wrong_token)
    key, gone = "look at the API key, or the project, its billing and its region", "set DAILIES_TEXT_MODEL"
    google.reply(replies.refused(404, "NOT_FOUND"))
    for access, remedy in ((with_key(google, "AIzaWrong"), key), (vertex, key), (with_key(google), gone)):
        gemini = reader(access)
        with capture_logs() as told:
            for _ in range(3):
                assert (await gemini.read_message(TEXT, ReadingContext())).fallback == "unavailable"
        [warning] = [line for line in told if line["log_level"] == "warning"]
        assert remedy in warning["remedy"]


@pytest.mark.parametrize(
    ("reply", "way"),
    [(reply, way) for reply in (*(r for _, _, r in REASONS), replies.answered({"kind": "chatter"})) for way in "kv"],
)
async def test_no_key_and_no_word_of_anybody_reaches_a_log(
    reply: replies.Reply, way: str, google: Google, reader: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    google.reply(reply)
    gemini = reader(with_key(google) if way == "k" else with_project(google))
    with capture_logs() as ours, caplog.at_level(logging.DEBUG):
        await gemini.read_message(TEXT, ReadingContext())
        await gemini.read_note(NOTE, THREAD)
    lines: list[Any] = [*ours, *(record.getMessage() for record in caplog.records), caplog.text]
    assert ours
    for secret in (KEY, TOKEN, "zebrafish", "too dark"):
        assert not any(secret in str(line) for line in lines)
    assert {k for line in ours for k in line} <= {
        "event",
        "log_level",
        "action",
        "reason",
        "ms",
        "status",
        "model",
        "remedy",
    }
