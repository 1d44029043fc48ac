"""Verdict, then why: who gives an NG without words is asked once, quietly; the reason goes with the NG."""

from datetime import timedelta
from typing import Any

import jsonschema
import pytest

from graphs.vocabulary.feedback import stands
from graphs.vocabulary.lists import feedback_schema
from graphs.vocabulary.questions import Question
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take
from tests.flows.stage import DIRECTOR, PA, TEAM, Set

REQUEST = "low angle on the courier under the neon, slow push in, rain, 40mm, 8 seconds"


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


async def ng(stage: Set, take: Take, person: str = DIRECTOR) -> None:
    await stage.presses(person, "ng", f"take:{take.id}", thread_of(stage))
    await stage.settled()


async def asked(stage: Set, person: str = DIRECTOR) -> list[Question]:
    return await stage.archive.open_questions_to(TEAM, person)


async def reasons(stage: Set, take: Take) -> list[dict[str, Any]]:
    await stage.settled()
    return [r for r in await stage.archive.feedback_on(take.id) if stands(r) and not r.get("verdict")]


async def test_an_ng_by_button_asks_its_author_with_reasons_to_tap(stage: Set, take: Take) -> None:
    await ng(stage, take)
    assert stage.chat.whispers == [(DIRECTOR, "NG on Shot 1 take 1: what is wrong with it?")]
    [(_, choices)] = stage.chat.offered
    assert len(choices) == 9
    assert choices[-1].action == "say_why"
    [question] = await asked(stage)
    assert (question.kind, question.take) == ("why", take.id)


async def test_an_ng_by_emoji_asks_as_well(stage: Set, take: Take) -> None:
    await stage.reacts(DIRECTOR, "x", clip_of(take), order=1)
    await stage.settled()
    assert [question.kind for question in await asked(stage)] == ["why"]
    assert len(stage.chat.whispers) == 1


async def test_a_tapped_reason_becomes_a_record_on_the_take(stage: Set, take: Take) -> None:
    await ng(stage, take)
    [(_, choices)] = stage.chat.offered
    light = next(choice for choice in choices if choice.label == "Light")
    await stage.presses(DIRECTOR, light.action, light.subject, thread_of(stage))
    [record] = await reasons(stage, take)
    assert (record["source"], record["aspect"], record["sentiment"], record["intent"]) == (
        "button", "lighting", "neg", "defect",
    )  # fmt: skip
    jsonschema.validate(record, feedback_schema())
    assert await asked(stage) == []
    assert stage.chat.takes[take.id].wanted == 1, "the card offers to roll with it"


async def test_a_reason_in_words_is_kept_with_them(stage: Set, take: Take) -> None:
    await ng(stage, take)
    [question] = await asked(stage)
    await stage.does(
        "answered", DIRECTOR, thread=thread_of(stage), action="reply", subject=f"question:{question.id} sound",
        fields={"words": "the door has no slam"},
    )  # fmt: skip
    [record] = await reasons(stage, take)
    assert (record["source"], record["aspect"], record["quote"]) == ("modal", "sound", "the door has no slam")


async def test_a_second_tap_changes_nothing_and_is_told(stage: Set, take: Take) -> None:
    await ng(stage, take)
    [(_, choices)] = stage.chat.offered
    for choice in choices[:2]:
        await stage.presses(DIRECTOR, choice.action, choice.subject, thread_of(stage))
        await stage.settled()
    assert [record["aspect"] for record in await reasons(stage, take)] == ["anatomy"]
    assert stage.chat.whispers[-1] == (DIRECTOR, "That is answered already, or was taken back.")


async def test_nobody_answers_for_somebody_else(stage: Set, take: Take) -> None:
    await ng(stage, take)
    [(_, choices)] = stage.chat.offered
    await stage.presses(PA, choices[0].action, choices[0].subject, thread_of(stage))
    assert await reasons(stage, take) == []
    assert stage.chat.whispers[-1] == (PA, "That question was put to somebody else.")


async def test_a_removed_reaction_closes_the_question_and_retracts_the_reason(stage: Set, take: Take) -> None:
    await stage.reacts(DIRECTOR, "x", clip_of(take), order=1)
    await stage.settled()
    [(_, choices)] = stage.chat.offered
    await stage.presses(DIRECTOR, choices[0].action, choices[0].subject, thread_of(stage))
    assert len(await reasons(stage, take)) == 1
    await stage.reacts(DIRECTOR, "x", clip_of(take), order=2, put=False)
    assert await reasons(stage, take) == []
    await stage.reacts(DIRECTOR, "x", clip_of(take), order=3)
    await stage.settled()
    assert await asked(stage) == [], "for one take and person it is never asked twice"
    assert len(stage.chat.whispers) == 1


async def test_an_ng_taken_back_by_button_closes_the_question(stage: Set, take: Take) -> None:
    await ng(stage, take)
    await stage.presses(PA, "take_back", f"take:{take.id}", thread_of(stage))
    await stage.settled()
    assert stage.chat.takes[take.id].verdict == "ng", "only its author takes a verdict back"
    await stage.presses(DIRECTOR, "take_back", f"take:{take.id}", thread_of(stage))
    await stage.settled()
    assert stage.chat.takes[take.id].verdict is None
    assert await asked(stage) == []


async def test_an_ng_with_words_asks_nothing(stage: Set, take: Take) -> None:
    await stage.says(DIRECTOR, "NG, hand melts", thread_of(stage))
    await stage.settled()
    assert stage.chat.takes[take.id].verdict == "ng"
    assert (stage.chat.whispers, await asked(stage)) == ([], [])


async def test_who_has_just_noted_a_fault_is_not_asked(stage: Set, take: Take) -> None:
    await stage.says(DIRECTOR, "the hand melts", thread_of(stage))
    await stage.settled()
    await ng(stage, take)
    assert (stage.chat.whispers, await asked(stage)) == ([], [])


async def test_a_note_that_names_the_fault_is_the_answer(stage: Set, take: Take) -> None:
    await ng(stage, take)
    await stage.says(DIRECTOR, "love the light", thread_of(stage))
    await stage.settled()
    assert len(await asked(stage)) == 1
    await stage.says(DIRECTOR, "the hand melts", thread_of(stage))
    await stage.settled()
    assert await asked(stage) == []


async def test_a_fault_noted_long_ago_is_no_reason_for_this_ng(stage: Set, take: Take) -> None:
    await stage.says(DIRECTOR, "the hand melts", thread_of(stage))
    await stage.settled()
    stage.time[0] += timedelta(minutes=3)
    await ng(stage, take)
    assert len(await asked(stage)) == 1


@pytest.mark.parametrize(("person", "emoji"), [(PA, "x"), (DIRECTOR, "-1"), (DIRECTOR, "skull"), (PA, "+1")])
async def test_a_thumb_or_an_ambiguous_emoji_asks_nobody(stage: Set, take: Take, person: str, emoji: str) -> None:
    await stage.reacts(person, emoji, clip_of(take), order=1)
    await stage.settled()
    assert (stage.chat.whispers, await asked(stage, person)) == ([], [])


async def test_a_clip_that_was_deleted_asks_nobody_why_any_more_and_its_ng_stays(stage: Set, take: Take) -> None:
    await ng(stage, take)
    await stage.does("deleted", DIRECTOR, clip_of(take), thread_of(stage))
    await stage.settled()
    assert await asked(stage) == []
    assert [r["verdict"] for r in await stage.archive.feedback_on(take.id) if stands(r)] == ["ng"]
