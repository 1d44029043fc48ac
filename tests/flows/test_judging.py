"""What a person says of how a note was read: once, by those who may, with all that hangs on it."""

from typing import Any

import jsonschema
import pytest

from graphs.research.figures import left_out
from graphs.review.judged import GONE, MAY_NOT
from graphs.vocabulary.feedback import stands
from graphs.vocabulary.lists import feedback_schema
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take
from tests.flows.stage import DIRECTOR, DP, GUEST, PA, Set

REQUEST = "low angle on the courier under the neon, slow push in, rain, 40mm, 8 seconds"
NOTE = "love the light, but the push is too fast at 0:03"
RESEARCHER = "U_RESEARCHER"

Record = dict[str, Any]


@pytest.fixture
async def take(stage: Set) -> Take:
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "take 1")
    await stage.settled()
    return (await stage.takes(thread))[0]


def thread_of(stage: Set) -> Ref:
    return next(iter(stage.chat.shots.values())).shot.thread


async def noted(stage: Set, words: str = NOTE) -> Ref:
    """The DP's note, logged."""
    at = await stage.says(DP, words, thread_of(stage))
    await stage.until(lambda: (at, "logged") in stage.chat.marks, "the mark")
    await stage.settled()
    return at


async def item(stage: Set, at: Ref, aspect: str) -> Record:
    [found] = [r for r in await stage.archive.feedback_from(at) if r["aspect"] == aspect and stands(r)]
    return found


async def judges(stage: Set, person: str, action: str, record: Record, key: str | None = None, **fields: Any) -> Record:
    """Somebody taps; the record as it stands then."""
    raw, more = record["raw_ref"], {"key": key} if key else {}
    await stage.does(
        "pressed", person, Ref(raw["team"], raw["channel"], raw["ts"]), thread_of(stage), action=action,
        subject=f"record:{record['record_id']}", fields=fields, **more,
    )  # fmt: skip
    await stage.settled()
    found = await stage.archive.feedback_record(record["record_id"])
    assert found is not None
    jsonschema.validate(found, feedback_schema())
    return found


async def kinds(stage: Set, record: Record) -> list[str]:
    return [event["kind"] for event in await stage.archive.history(record["record_id"])]


async def test_one_tap_confirms_and_the_reading_stands(stage: Set, take: Take) -> None:
    push = await item(stage, await noted(stage), "camera_movement")
    judged = await judges(stage, DIRECTOR, "confirm", push)
    assert judged == push | {"review": "confirmed"}
    assert await kinds(stage, push) == ["recorded", "confirmed"]


async def test_one_tap_rejects_and_the_card_and_the_mark_follow(stage: Set, take: Take) -> None:
    at = await noted(stage)
    light, push = await item(stage, at, "lighting"), await item(stage, at, "camera_movement")
    await judges(stage, DP, "reject", light)
    assert (stage.chat.takes[take.id].notes, (at, "logged") in stage.chat.marks) == (1, True)
    rejected = await judges(stage, DP, "reject", push)
    assert left_out(rejected) == "taken_back"
    assert (stage.chat.takes[take.id].notes, (at, "logged") in stage.chat.marks) == (0, False)
    again = await judges(stage, DIRECTOR, "confirm", push)
    assert stands(again)
    assert (stage.chat.takes[take.id].notes, (at, "logged") in stage.chat.marks) == (1, True)


async def test_a_correction_of_aspect_and_meaning_is_kept_beside_the_reading(stage: Set, take: Take) -> None:
    push = await item(stage, await noted(stage), "camera_movement")
    await judges(stage, DP, "correct", push, aspect="pacing")
    judged = await judges(stage, DP, "correct", push, sentiment="pos", intent="praise")
    told = ("pacing", "pos", 1.0, "praise", "corrected")
    assert tuple(judged[f] for f in ("aspect", "sentiment", "valence", "intent", "review")) == told
    first, *later = await stage.archive.history(push["record_id"])
    assert first["body"]["aspect"] == "camera_movement"
    assert [(event["by"], event["body"]) for event in later] == [
        (DP, {"aspect": "pacing"}),
        (DP, {"sentiment": "pos", "valence": 1.0, "intent": "praise"}),
    ]


async def test_a_note_moved_to_another_take_takes_its_chain_along(stage: Set, take: Take) -> None:
    await stage.presses(DIRECTOR, "again", f"take:{take.id}", thread_of(stage))
    await stage.until(lambda: len(stage.chat.takes) == 2, "take 2")
    await stage.settled()
    _, second = await stage.archive.takes_of(take.shot)
    push = await item(stage, await noted(stage), "camera_movement")
    assert push["take_id"] == second.id
    judged = await judges(stage, DIRECTOR, "correct", push, take_id=take.id)
    [attempt] = await stage.archive.attempts_of(take.id)
    assert (judged["take_id"], judged["chain"]["prompt"], judged["chain"]["attempt"]) == (take.id, take.id, attempt.id)
    assert judged["chain"]["reading"] == push["chain"]["reading"]
    assert {t.id: stage.chat.takes[t.id].notes for t in (take, second)} == {take.id: 1, second.id: 1}
    assert [r["aspect"] for r in await stage.archive.feedback_on(take.id)] == ["camera_movement"]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [("reading", "our_fault"), ("default", "our_fault"), ("prompt", "our_fault"), ("model", None), ("brief", None)],
)
async def test_where_the_fault_arose_decides_whether_it_counts(
    stage: Set, take: Take, fault: str, reason: str | None
) -> None:
    push = await item(stage, await noted(stage), "camera_movement")
    judged = await judges(stage, DIRECTOR, "correct", push, attribution=fault)
    assert (judged["attribution"], left_out(judged)) == (fault, reason)
    taken_back = await judges(stage, DIRECTOR, "correct", push, attribution=None)
    assert (taken_back["attribution"], left_out(taken_back)) == (None, None)


async def test_a_verdict_goes_with_the_meaning_that_gave_it(stage: Set, take: Take) -> None:
    at = await stage.says(DIRECTOR, "that's the one, circle it", thread_of(stage))
    await stage.until(lambda: (at, "logged") in stage.chat.marks, "the mark")
    await stage.until(lambda: stage.chat.takes[take.id].verdict == "circle", "the circle")
    await stage.settled()
    [said] = [r for r in await stage.archive.feedback_from(at) if r.get("verdict")]
    judged = await judges(stage, DIRECTOR, "correct", said, sentiment="pos", intent="praise")
    assert (judged["verdict"], stage.chat.takes[take.id].verdict) == (None, None)


@pytest.mark.parametrize(("person", "may"), [(DP, True), (DIRECTOR, True), (RESEARCHER, True), (PA, False)])
async def test_who_may_judge_and_what_the_others_are_told(stage: Set, take: Take, person: str, may: bool) -> None:
    at = await noted(stage)
    production = (await stage.shot(thread_of(stage))).production
    await stage.archive.keep_person(await stage.chat.person("T1", RESEARCHER))
    await stage.archive.set_member(production, RESEARCHER, "researcher", None, DIRECTOR, stage.crew.clock())
    push = await item(stage, at, "camera_movement")
    judged = await judges(stage, person, "confirm", push)
    assert (judged["review"] == "confirmed") is may
    assert stage.chat.whispers == ([] if may else [(PA, MAY_NOT)])


async def test_guests_look_on(stage: Set, take: Take) -> None:
    push = await item(stage, await noted(stage), "camera_movement")
    judged = await judges(stage, GUEST, "reject", push)
    assert judged["review"] == "machine"
    assert [person for person, _ in stage.chat.whispers] == [GUEST]


async def test_a_judgement_delivered_twice_is_kept_once(stage: Set, take: Take) -> None:
    push = await item(stage, await noted(stage), "camera_movement")
    for _ in range(2):
        await judges(stage, DP, "correct", push, key="pressed:U_DP:1", aspect="pacing")
    assert await kinds(stage, push) == ["recorded", "corrected"]


@pytest.mark.parametrize(
    "fields",
    [{"aspect": "catering"}, {"sentiment": "pos", "intent": "mischief"}, {"take_id": "nobody"},
     {"attribution": "caterer"}, {"quote": "other words"}, {"aspect": "camera_movement"}, {}],
)  # fmt: skip
async def test_what_no_list_holds_and_what_stands_already_changes_nothing(
    stage: Set, take: Take, fields: Record
) -> None:
    push = await item(stage, await noted(stage), "camera_movement")
    assert await judges(stage, DP, "correct", push, **fields) == push
    assert await kinds(stage, push) == ["recorded"]


async def test_edited_words_are_read_anew_whatever_was_said_of_the_old_ones(stage: Set, take: Take) -> None:
    at = await noted(stage)
    push = await item(stage, at, "camera_movement")
    await judges(stage, DIRECTOR, "correct", push, aspect="pacing")
    words = "love the light, but the push is too fast at 0:05"
    await stage.does("edited", DP, at, thread_of(stage), text=words, fields={"edit_ts": "9"})
    await stage.settled()
    assert await kinds(stage, push) == ["recorded", "corrected", "superseded"]
    fresh = await item(stage, at, "camera_movement")
    assert (fresh["review"], fresh["timecodes"][0]["in_s"], fresh["take_id"]) == ("machine", 5.0, take.id)
    assert fresh["raw_ref"]["kind"] == "message_edit"
    late = await judges(stage, DIRECTOR, "confirm", push)
    assert not stands(late)
    assert stage.chat.whispers == [(DIRECTOR, GONE)]


async def test_a_deleted_note_is_retracted_with_what_was_said_of_it_and_with_its_agreement(
    stage: Set, take: Take
) -> None:
    at = await noted(stage)
    await stage.reacts(PA, "+1", at, order=1)
    await stage.settled()
    light = await item(stage, at, "lighting")
    await judges(stage, DIRECTOR, "confirm", light)
    await stage.does("deleted", DP, at, thread_of(stage))
    await stage.settled()
    assert await kinds(stage, light) == ["recorded", "confirmed", "retracted"]
    assert all(r["retracted_at"] for r in await stage.archive.feedback_from(at))
    assert stage.chat.takes[take.id].notes == 0


async def test_agreement_that_is_taken_back_is_retracted_and_given_again_is_new(stage: Set, take: Take) -> None:
    at = await noted(stage)
    for order, put in ((1, True), (2, False), (3, True)):
        await stage.reacts(PA, "+1", at, order=order, put=put)
        await stage.settled()
    agreement = [r for r in await stage.archive.feedback_from(at) if r["subject"] == "note"]
    assert [await kinds(stage, r) for r in agreement] == [["recorded", "retracted"], ["recorded"]]
    assert [left_out(r) for r in agreement] == ["taken_back", "no_take"]


async def test_a_clip_that_a_person_deletes_leaves_its_notes_to_be_judged(stage: Set, take: Take) -> None:
    at = await noted(stage)
    assert take.clip_ref is not None
    await stage.does("deleted", DIRECTOR, take.clip_ref, thread_of(stage))
    await stage.settled()
    light = await item(stage, at, "lighting")
    assert (await judges(stage, DP, "reject", light))["review"] == "rejected"
    assert await kinds(stage, light) == ["recorded", "rejected"]
