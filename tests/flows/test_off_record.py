"""Off the record: a message, a thread, a day leave nothing but a count, while requests and buttons still work."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from graphs.review.silent import HEARD, dont_log
from graphs.vocabulary.acts import Act
from graphs.vocabulary.feedback import stands
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take
from tests.flows.stage import CHANNEL, DIRECTOR, DP, PA, TEAM, Set, a_set

REQUEST = "low angle on the courier under the neon, slow push in, rain, 40mm, 8 seconds"
NOTE = "love the light, but the push is too fast at 0:03"
CANARY = "zanzibarquux"
CONTROL = "timbuktuquux"


@pytest.fixture
async def take(stage: Set) -> Take:
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "take 1")
    await stage.settled()
    return (await stage.takes(thread))[0]


def thread_of(stage: Set) -> Ref:
    return next(iter(stage.chat.shots.values())).shot.thread


def clip_of(take: Take) -> Ref:
    assert take.clip_ref is not None
    return take.clip_ref


async def standing(stage: Set, take: Take) -> list[dict[str, Any]]:
    await stage.settled()
    return [r for r in await stage.archive.feedback_on(take.id) if stands(r)]


async def hushes(stage: Set, person: str, words: str, thread: Ref) -> Ref:
    """Somebody says that something is off the record, and it is in force."""
    at = await stage.says(person, words, thread)
    await stage.settled()
    return at


async def left_out(stage: Set) -> int:
    await stage.settled()
    production = await stage.archive.production_in(TEAM, CHANNEL)
    assert production
    return await stage.archive.off_record_count(production.id)


async def test_a_message_off_the_record_is_marked_counted_and_forgotten(stage: Set, take: Take) -> None:
    at = await stage.says(DP, f"off the record: the hands melt at 0:03, {CANARY}", thread_of(stage))
    assert await left_out(stage) == 1
    assert await standing(stage, take) == []
    assert stage.chat.marks.count((at, HEARD)) == 1
    assert (at, "logged") not in stage.chat.marks
    assert await stage.archive.said(at) is None
    assert stage.chat.takes[take.id].notes == 0
    await stage.says(DP, NOTE, thread_of(stage))
    assert len(await standing(stage, take)) == 2, "the next message is on the record"


@pytest.mark.parametrize(
    "words",
    [
        f"off the record: the {CANARY} hands melt at 0:03",
        f"off the record in this thread, the {CANARY} is a mess",
        f"off the record for today, the {CANARY} looks awful",
    ],
)
@pytest.mark.parametrize("addressed", [False, True])
async def test_no_file_of_ours_holds_a_word_that_was_off_the_record(
    tmp_path: Path, clip: Path, words: str, addressed: bool
) -> None:
    (tmp_path / "set").mkdir()
    async with a_set(tmp_path / "set", clip) as stage:
        thread = await stage.says(DIRECTOR, REQUEST)
        await stage.until(lambda: stage.chat.takes, "take 1")
        await stage.settled()
        await stage.says(DP, words, thread, addressed=addressed)
        assert await left_out(stage) == 1
        await stage.says(DP, f"the {CANARY} looks awful, off the record", thread)
        assert await left_out(stage) == 2
        await stage.says(DIRECTOR, f"same but wider, and a {CONTROL}", thread)
        await stage.settled()
    assert holding(tmp_path / "set", CONTROL), "a word on the record is found where it is looked for"
    assert holding(tmp_path / "set", CANARY) == []


def holding(folder: Path, word: str) -> list[Path]:
    """Files that hold a word."""
    return [path for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


@pytest.mark.parametrize("words", [f"between us, {CANARY} is late again", f"off the record today, {CANARY} is late"])
async def test_a_message_in_the_channel_itself_leaves_no_word_either(tmp_path: Path, clip: Path, words: str) -> None:
    (tmp_path / "set").mkdir()
    async with a_set(tmp_path / "set", clip) as stage:
        at = await stage.says(DIRECTOR, words)
        assert await left_out(stage) == 1
        assert (at, HEARD) in stage.chat.marks
    assert holding(tmp_path / "set", CANARY) == []


async def test_the_director_puts_a_thread_off_the_record_for_everybody(stage: Set, take: Take) -> None:
    at = await hushes(stage, DIRECTOR, "off the record in this thread", thread_of(stage))
    assert await left_out(stage) == 1
    note = await stage.says(DP, NOTE, thread_of(stage))
    await stage.reacts(PA, "fire", clip_of(take), order=1)
    assert await left_out(stage) == 3
    assert await standing(stage, take) == []
    assert (stage.chat.takes[take.id].notes, stage.chat.takes[take.id].liking) == (0, 0)
    assert [mark for ref, mark in stage.chat.marks if ref == at] == [HEARD]
    assert [mark for ref, mark in stage.chat.marks if ref == note] == []
    assert stage.chat.said == [], "a mark says it, and nothing more"


async def test_somebody_of_the_crew_puts_only_themselves_off_the_record(stage: Set, take: Take) -> None:
    await hushes(stage, DP, "off the record in this thread", thread_of(stage))
    await stage.says(DP, NOTE, thread_of(stage))
    await stage.says(PA, NOTE, thread_of(stage))
    records = await standing(stage, take)
    assert {r["rater_id"] for r in records} == {PA}
    assert await left_out(stage) == 2


async def test_whoever_asked_for_the_shot_may_put_its_thread_off_for_everybody(stage: Set) -> None:
    thread = await stage.says(DP, REQUEST)
    await stage.until(lambda: stage.chat.takes, "take 1")
    await stage.settled()
    [take] = await stage.takes(thread)
    await hushes(stage, DP, "off the record in this thread", thread)
    await stage.says(PA, NOTE, thread)
    assert await standing(stage, take) == []


async def test_another_thread_stays_on_the_record(stage: Set, take: Take) -> None:
    await hushes(stage, DIRECTOR, "off the record in this thread", thread_of(stage))
    other = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: len(stage.chat.takes) == 2, "the other shot's take")
    await stage.settled()
    [there] = await stage.takes(other)
    await stage.says(DP, NOTE, other)
    assert len(await standing(stage, there)) == 2


async def test_requests_the_word_and_buttons_still_work(stage: Set, take: Take) -> None:
    thread = thread_of(stage)
    await hushes(stage, DIRECTOR, "off the record in this thread", thread)
    await stage.says(DIRECTOR, "same but wider", thread)
    await stage.until(lambda: len(stage.camera.rolled) == 2, "the revision")
    await stage.settled()
    await stage.presses(DIRECTOR, "circle", f"take:{take.id}", thread)
    await stage.until(lambda: stage.chat.takes[take.id].verdict == "circle", "the circle")


async def test_back_on_the_record_ends_what_one_asked_for_oneself(stage: Set, take: Take) -> None:
    thread = thread_of(stage)
    await hushes(stage, DIRECTOR, "off the record in this thread", thread)
    await hushes(stage, DP, "back on the record", thread)
    await stage.says(DP, NOTE, thread)
    assert await standing(stage, take) == [], "it is not the DP's to end"
    at = await hushes(stage, DIRECTOR, "ok, back on the record", thread)
    assert (at, "read") in stage.chat.marks
    await stage.says(DP, NOTE, thread)
    assert len(await standing(stage, take)) == 2


async def test_a_day_off_the_record_ends_at_midnight_where_the_production_is(stage: Set, take: Take) -> None:
    await hushes(stage, DIRECTOR, "off the record for today", thread_of(stage))
    await stage.says(DP, NOTE, thread_of(stage))
    assert await standing(stage, take) == []
    production = await stage.archive.production_in(TEAM, CHANNEL)
    assert production and production.timezone == "Europe/Paris"
    stage.time[0] += production.day_ends(stage.crew.clock()) - stage.crew.clock() + timedelta(seconds=1)
    await stage.says(DP, NOTE, thread_of(stage))
    assert len(await standing(stage, take)) == 2


async def test_a_reaction_from_before_can_be_taken_back_off_the_record(stage: Set, take: Take) -> None:
    await stage.reacts(DP, "fire", clip_of(take), order=1)
    assert len(await standing(stage, take)) == 1
    await hushes(stage, DIRECTOR, "off the record in this thread", thread_of(stage))
    await stage.reacts(DP, "fire", clip_of(take), order=2, put=False)
    assert await standing(stage, take) == []
    assert stage.chat.takes[take.id].liking == 0


async def test_a_note_edited_to_be_off_the_record_is_taken_out(stage: Set, take: Take) -> None:
    at = await stage.says(DP, NOTE, thread_of(stage))
    await stage.until(lambda: (at, "logged") in stage.chat.marks, "the mark")
    await stage.does("edited", DP, at, thread_of(stage), text=f"off the record: {NOTE}", fields={"edit_ts": "9"})
    assert await standing(stage, take) == []
    assert (at, "logged") not in stage.chat.marks
    assert (await left_out(stage), stage.chat.takes[take.id].notes) == (1, 0)
    assert await stage.archive.said(at) is None


async def test_an_edit_in_a_thread_off_the_record_leaves_the_note_as_it_was(stage: Set, take: Take) -> None:
    at = await stage.says(DP, NOTE, thread_of(stage))
    await stage.until(lambda: (at, "logged") in stage.chat.marks, "the mark")
    before = await standing(stage, take)
    await hushes(stage, DIRECTOR, "off the record in this thread", thread_of(stage))
    await stage.does("edited", DP, at, thread_of(stage), text="the hands melt", fields={"edit_ts": "9"})
    assert await standing(stage, take) == before
    assert await left_out(stage) == 2


async def asks_not_to_log(stage: Set, person: str, message: Ref) -> None:
    """Somebody uses the shortcut on a message."""
    at = Ref(TEAM, CHANNEL, stage.chat.next_ts())
    act = Act(f"pressed:{at.ts}", "pressed", message, message, person, stage.crew.clock(), action="dont_log",
              subject=message.key)  # fmt: skip
    production = await stage.archive.production_in(TEAM, CHANNEL)
    assert production
    someone = await stage.chat.person(TEAM, person)
    await dont_log(stage.crew, act, await stage.archive.member(production.id, someone), "")


async def test_dont_log_this_takes_a_note_out_of_the_log(stage: Set, take: Take) -> None:
    at = await stage.says(DP, NOTE, thread_of(stage))
    await stage.until(lambda: (at, "logged") in stage.chat.marks, "the mark")
    await stage.settled()
    await asks_not_to_log(stage, PA, at)
    assert len(await standing(stage, take)) == 2
    assert stage.chat.whispers[-1][0] == PA
    await asks_not_to_log(stage, DP, at)
    assert await standing(stage, take) == []
    assert (at, "logged") not in stage.chat.marks
    assert (await left_out(stage), stage.chat.takes[take.id].notes) == (1, 0)
    assert await stage.archive.said(at) is None
    history = await stage.archive.feedback_from(at)
    assert [bool(r.get("retracted_at")) for r in history] == [True, True], "retracted, which its history shows"
    await stage.does("edited", DP, at, thread_of(stage), text="love the sound", fields={"edit_ts": "9"})
    assert await standing(stage, take) == [], "an edit does not bring it back"
    assert (at, "logged") not in stage.chat.marks


async def test_the_director_may_take_anybodys_note_out(stage: Set, take: Take) -> None:
    at = await stage.says(DP, NOTE, thread_of(stage))
    await stage.until(lambda: (at, "logged") in stage.chat.marks, "the mark")
    await stage.settled()
    await asks_not_to_log(stage, DIRECTOR, at)
    assert await standing(stage, take) == []


async def test_dont_log_this_says_what_to_do_where_it_can_do_nothing(stage: Set, take: Take) -> None:
    await asks_not_to_log(stage, DIRECTOR, Ref(TEAM, CHANNEL, "1.1"))
    await asks_not_to_log(stage, DIRECTOR, thread_of(stage))
    told = [sentence for _, sentence in stage.chat.whispers]
    assert told == ["Nothing is kept of that message.",
                    "That message asked for Shot 1; delete it, and the shot is withdrawn."]  # fmt: skip
    assert await left_out(stage) == 0
