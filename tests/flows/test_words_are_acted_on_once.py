"""Words that are looked at twice are acted on once: with a reader that takes its time, and after a crash."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from langgraph.runtime import Runtime

from graphs.crew.reading import ReadingContext
from graphs.hearing import read
from graphs.interpreters.rules import RulesInterpreter
from graphs.resting import FlowState
from graphs.review.rolling import revise_it
from graphs.vocabulary.acts import Act
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.requests import Reading
from tests.flows.stage import CHANNEL, DIRECTOR, TEAM, Set, a_set

REQUEST = "low angle on the courier under the neon, slow push in, rain, 40mm, 8 seconds"
REVISION = "same but wider, at night"


class SlowReader(RulesInterpreter):
    """The rules, as a language model is: `asked` is set once it reads the revision, which goes on when `lets_go` is."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.lets_go = asyncio.Event(), asyncio.Event()
        self.looks = 0

    async def read_message(self, text: str, context: ReadingContext) -> Reading:
        if text == REVISION:
            self.looks += 1
            self.asked.set()
            await self.lets_go.wait()
        return await super().read_message(text, context)


@pytest.fixture
async def slow(tmp_path: Path, clip: Path) -> AsyncIterator[tuple[Set, SlowReader]]:
    async with a_set(tmp_path, clip) as stage:
        reader = SlowReader()
        await stage.floor.stop()
        stage.crew = replace(stage.crew, interpreter=reader)
        await stage.floor.start(stage.crew)
        yield stage, reader


async def test_a_second_look_at_words_that_opened_a_take_does_nothing(slow: tuple[Set, SlowReader]) -> None:
    stage, reader = slow
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "take 1")
    await stage.settled()
    stage.camera.looks = 10**6  # take 2 rolls on, so that another look finds two that could be meant
    await stage.says(DIRECTOR, REVISION, thread)
    await reader.asked.wait()
    await stage.floor.wake(f"note:{stage.newest_act}")  # as a clip that lands, or another replica, may
    reader.lets_go.set()

    async def acted() -> bool:
        return len(await stage.takes(thread)) > 1

    await stage.until(acted, "take 2")
    await stage.floor.wake(f"note:{stage.newest_act}")
    await passed(stage, thread)
    assert [(t.label, t.state) for t in await stage.takes(thread)] == [("take 1", "screened"), ("take 2", "rolling")]
    assert stage.chat.said == [], "nobody is asked which take was meant"
    assert reader.looks == 1, "what a model reads is paid for once"


async def passed(stage: Set, thread: Ref) -> None:
    """Let what was woken be looked at: talk that is said after it is dealt with."""
    for text in ("copy. lunch 12:40", "ok", "see you"):
        await stage.says(DIRECTOR, text, thread)
        talk = f"note:{stage.newest_act}"

        async def done(talk: str = talk) -> bool:
            return (await stage.archive.stands(talk)).done

        await stage.until(done, "an end of the talk")


class BrokenOff(Exception):
    """The process ends here."""


async def breaks_off(*_: Any, **__: Any) -> None:
    raise BrokenOff


class MuteRoom:
    """A room before which the process ends when something is to be said."""

    def __init__(self, room: Any) -> None:
        self._room = room
        self.say = breaks_off

    def __getattr__(self, name: str) -> Any:
        return getattr(self._room, name)


async def revision(stage: Set, thread: Ref) -> FlowState:
    """The revision, heard and read, with nobody at work: the state in which it is acted on."""
    await stage.floor.stop()
    ref = Ref(TEAM, CHANNEL, stage.chat.next_ts())
    act = Act(kind="said", key="the-revision", ref=ref, thread=thread, person=DIRECTOR, at=stage.crew.clock(),
              text=REVISION)  # fmt: skip
    hearing = await stage.archive.hear(act)
    reading, row = await read(stage.crew, act)
    return {
        "work": f"note:{hearing.act}",
        "rest": {},
        "carry": {"reading": reading.model_dump(mode="json"), "row": row},
    }


async def test_a_step_that_broke_off_behind_a_take_opens_no_other(stage: Set) -> None:
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "take 1")
    await stage.settled()
    state = await revision(stage, thread)
    with pytest.raises(BrokenOff):
        await revise_it(state, Runtime(context=replace(stage.crew, wake=breaks_off)))
    for _ in range(2):
        await revise_it(state, Runtime(context=stage.crew))
        assert [(t.label, t.state) for t in await stage.takes(thread)] == [("take 1", "screened"), ("take 2", "open")]
    assert stage.chat.said == []


async def test_a_step_that_broke_off_behind_its_question_asks_it_once(stage: Set) -> None:
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "take 1")
    await stage.settled()
    stage.camera.looks = 10**6
    await stage.says(DIRECTOR, "same but slower", thread)
    await stage.until(lambda: len(stage.camera.rolled) == 2, "take 2, which rolls on")
    state = await revision(stage, thread)
    with pytest.raises(BrokenOff):
        await revise_it(state, Runtime(context=replace(stage.crew, room=MuteRoom(stage.chat))))
    await stage.archive.cancel_take((await stage.takes(thread))[1].id, DIRECTOR)  # only take 1 could be meant now
    for _ in range(2):
        await revise_it(state, Runtime(context=stage.crew))
        assert [t.label for t in await stage.takes(thread)] == ["take 1", "take 2", "P1"]
    assert len(stage.chat.said) == 1
    [question] = await stage.archive.open_questions_in(thread)
    assert [p.label for p in question.possible] == ["take 1", "take 2 (rolling)"]
