"""FeedbackBook: judgements are inserted, never changed, and stand whatever order they came in."""

import itertools
from datetime import timedelta
from typing import Any

import jsonschema
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from graphs.vocabulary.feedback import note_item_id, press_id, reaction_id, stands
from graphs.vocabulary.lists import feedback_schema
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot, Take
from storage.archive import SqlArchive
from tests.contracts.studio import DIRECTOR, DP, NOW, PA, Studio, at, reaction, record, verdict

NOTE = at("2.1")
CLIP = at("1.5")
HOUR = timedelta(hours=1)


@pytest.fixture
async def shot(studio: Studio) -> Shot:
    return await studio.shot()


@pytest.fixture
async def take(studio: Studio, shot: Shot) -> Take:
    return await studio.screened(shot, CLIP.ts)


async def standing(archive: SqlArchive, take: Take) -> list[dict[str, Any]]:
    return [r for r in await archive.feedback_on(take.id) if stands(r)]


async def kinds(archive: SqlArchive, record_id: str) -> list[str]:
    return [event["kind"] for event in await archive.history(record_id)]


async def test_a_note_is_recorded_item_by_item_in_the_schemas_shape(
    archive: SqlArchive, shot: Shot, take: Take
) -> None:
    items = [record(shot, take, NOTE), record(shot, take, NOTE, aspect="pacing", sentiment="neg", intent="defect")]
    assert await archive.record_note(NOTE, "", items, DP, NOW) == 2
    found = await archive.feedback_on(take.id)
    assert [r["record_id"] for r in found] == [note_item_id("T1", "C1", "2.1", "", i, 0) for i in range(2)]
    for each in found:
        jsonschema.validate(each, feedback_schema())
    assert await archive.feedback_from(NOTE) == found
    [event] = await archive.history(found[0]["record_id"])
    assert (event["kind"], event["by"], event["at"]) == ("recorded", DP, NOW)
    assert event["body"] == {**items[0], "record_id": found[0]["record_id"]}


async def test_the_same_version_again_adds_nothing(archive: SqlArchive, shot: Shot, take: Take) -> None:
    items = [record(shot, take, NOTE)]
    await archive.record_note(NOTE, "", items, DP, NOW)
    assert await archive.record_note(NOTE, "", [*items, record(shot, take, NOTE, aspect="pacing")], DP, NOW) == 0
    assert len(await archive.feedback_on(take.id)) == 1


async def test_an_edit_supersedes_the_items_of_earlier_versions(archive: SqlArchive, shot: Shot, take: Take) -> None:
    before = [record(shot, take, NOTE), record(shot, take, NOTE, aspect="pacing")]
    await archive.record_note(NOTE, "", before, DP, NOW)
    assert await archive.record_note(NOTE, "3", [record(shot, take, NOTE, sentiment="neg")], DP, NOW + HOUR) == 1
    first, second, third = await archive.feedback_on(take.id)
    assert [stands(r) for r in (first, second, third)] == [False, False, True]
    assert third["supersedes"] == first["record_id"]
    assert await kinds(archive, first["record_id"]) == ["recorded", "superseded"]
    jsonschema.validate(third, feedback_schema())


async def test_versions_that_arrive_in_another_order_end_the_same(archive: SqlArchive, shot: Shot, take: Take) -> None:
    await archive.record_note(NOTE, "5", [record(shot, take, NOTE, quote="last words")], DP, NOW)
    assert await archive.record_note(NOTE, "", [record(shot, take, NOTE, quote="first words")], DP, NOW) == 1
    assert await archive.record_note(NOTE, "4", [record(shot, take, NOTE, quote="middle words")], DP, NOW) == 1
    assert [r["quote"] for r in await standing(archive, take)] == ["last words"]


async def test_words_edited_into_no_judgement_leave_none_standing(archive: SqlArchive, shot: Shot, take: Take) -> None:
    await archive.record_note(NOTE, "", [record(shot, take, NOTE)], DP, NOW)
    assert await archive.record_note(NOTE, "3", [], DP, NOW) == 0
    assert await standing(archive, take) == []


async def test_a_deleted_message_retracts_all_it_gave_and_what_comes_late_is_not_recorded(
    studio: Studio, archive: SqlArchive, shot: Shot, take: Take
) -> None:
    other = await studio.screened(shot, "1.7", "other")
    await archive.record_note(NOTE, "", [record(shot, take, NOTE), record(shot, other, NOTE)], DP, NOW)
    await archive.weigh_reaction(NOTE, PA, "fire", "1", reaction(shot, take, NOTE, subject="note"), NOW)
    assert await archive.retract_message(NOTE, DP, NOW + HOUR) == sorted([take.id, other.id])
    assert [r["retracted_at"] for r in await archive.feedback_from(NOTE)] == [(NOW + HOUR).isoformat()] * 3
    assert await archive.retract_message(NOTE, DP, NOW + HOUR) == []
    assert await archive.record_note(NOTE, "7", [record(shot, take, NOTE)], DP, NOW) == 0
    assert await standing(archive, take) == []


async def test_retracting_is_counted_once(archive: SqlArchive, shot: Shot, take: Take) -> None:
    items = [record(shot, take, NOTE), record(shot, take, NOTE, aspect="pacing")]
    await archive.record_note(NOTE, "", items, DP, NOW)
    ids = [r["record_id"] for r in await archive.feedback_on(take.id)]
    assert await archive.retract(ids[:1], DP, NOW) == 1
    assert await archive.retract([*ids, "unknown"], DP, NOW) == 1
    assert await archive.retract([], DP, NOW) == 0
    assert [await kinds(archive, each) for each in ids] == [["recorded", "retracted"]] * 2


async def test_a_verdict_by_button_is_recorded_once_for_its_key(archive: SqlArchive, shot: Shot, take: Take) -> None:
    given = verdict(shot, take, at("1.6"), "circle")
    assert await archive.record_press("pressed:1", given, NOW)
    assert not await archive.record_press("pressed:1", given, NOW)
    [found] = await archive.feedback_on(take.id)
    assert found["record_id"] == press_id("pressed:1")
    jsonschema.validate(found, feedback_schema())


async def test_a_reaction_is_put_taken_back_and_put_again(archive: SqlArchive, shot: Shot, take: Take) -> None:
    liked = reaction(shot, take, CLIP)
    assert await archive.weigh_reaction(CLIP, DP, "fire", "1", liked, NOW)
    assert await archive.weigh_reaction(CLIP, DP, "fire", "2", None, NOW + HOUR)
    assert await archive.weigh_reaction(CLIP, DP, "fire", "3", liked, NOW)
    found = await archive.feedback_on(take.id)
    assert [r["record_id"] for r in found] == [reaction_id("T1", "C1", CLIP.ts, DP, "fire", n) for n in (0, 1)]
    assert [bool(r.get("retracted_at")) for r in found] == [True, False]
    for each in found:
        jsonschema.validate(each, feedback_schema())


async def test_a_replayed_reaction_adds_nothing(archive: SqlArchive, shot: Shot, take: Take) -> None:
    liked = reaction(shot, take, CLIP)
    await archive.weigh_reaction(CLIP, DP, "fire", "1", liked, NOW)
    assert not await archive.weigh_reaction(CLIP, DP, "fire", "1", liked, NOW)
    assert not await archive.weigh_reaction(CLIP, DP, "fire", "1", None, NOW), "no later than what stands"
    assert not await archive.weigh_reaction(CLIP, DP, "fire", "2", liked, NOW), "it stands already"
    await archive.weigh_reaction(CLIP, DP, "fire", "3", None, NOW)
    assert not await archive.weigh_reaction(CLIP, DP, "fire", "1", liked, NOW), "older than its removal"
    assert not await archive.weigh_reaction(CLIP, DP, "fire", "4", None, NOW)
    [found] = await archive.feedback_on(take.id)
    assert await kinds(archive, found["record_id"]) == ["recorded", "retracted"]


ORDERS = list(itertools.permutations([("1", True), ("2", False), ("3", True), ("4", False)]))


@pytest.mark.parametrize("last", [True, False], ids=["put last", "taken back last"])
async def test_reactions_end_the_same_in_whatever_order_they_arrive(
    archive: SqlArchive, shot: Shot, take: Take, last: bool
) -> None:
    for i, arrivals in enumerate(ORDERS):
        person = f"U_{i}"
        for order, put in arrivals if not last else [*arrivals[:2], ("5", True), *arrivals[2:]]:
            given = reaction(shot, take, CLIP, rater_id=person) if put else None
            await archive.weigh_reaction(CLIP, person, "fire", order, given, NOW)
    assert len(await standing(archive, take)) == (len(ORDERS) if last else 0)


async def test_persons_emoji_and_messages_are_weighed_apart(archive: SqlArchive, shot: Shot, take: Take) -> None:
    for ref, person, emoji in ((CLIP, DP, "fire"), (CLIP, PA, "fire"), (CLIP, DP, "heart"), (at("1.6"), DP, "fire")):
        assert await archive.weigh_reaction(ref, person, emoji, "1", reaction(shot, take, ref), NOW)
    await archive.weigh_reaction(CLIP, DP, "fire", "2", None, NOW)
    assert len(await standing(archive, take)) == 3


async def test_a_reaction_that_was_retracted_by_button_can_be_put_again(
    archive: SqlArchive, shot: Shot, take: Take
) -> None:
    circle = verdict(shot, take, CLIP, "circle", source="reaction")
    await archive.weigh_reaction(CLIP, DIRECTOR, "o", "1", circle, NOW)
    [found] = await archive.feedback_on(take.id)
    await archive.retract([found["record_id"]], DIRECTOR, NOW)
    await archive.weigh_reaction(CLIP, DIRECTOR, "o", "2", None, NOW)
    assert await archive.weigh_reaction(CLIP, DIRECTOR, "o", "3", circle, NOW)
    assert await kinds(archive, found["record_id"]) == ["recorded", "retracted"]
    assert (await archive.take_view(take.id)).verdict == "circle"


async def test_a_takes_verdict_is_the_latest_standing_one_of_a_director(
    archive: SqlArchive, shot: Shot, take: Take
) -> None:
    async def press(key: str, word: str, hours: int, **more: Any) -> None:
        given = verdict(shot, take, CLIP, word, created_at=(NOW + hours * HOUR).isoformat(), **more)
        await archive.record_press(key, given, NOW)

    await press("b", "ng", 2)
    await press("a", "circle", 1)
    await press("c", "hold", 3, permission_role="producer", rater_id=PA)
    view = await archive.take_view(take.id)
    assert (view.verdict, view.verdict_by) == ("ng", DIRECTOR)
    assert await archive.verdicts_on([take.id, "no such take"]) == {take.id: "ng"}
    await archive.retract([press_id("b")], DIRECTOR, NOW)
    assert (await archive.take_view(take.id)).verdict == "circle"
    await archive.retract([press_id("a")], DIRECTOR, NOW)
    assert (await archive.take_view(take.id)).verdict is None
    assert await archive.verdicts_on([take.id]) == {}


async def test_a_take_counts_its_notes_and_its_liking_apart_from_verdicts(
    archive: SqlArchive, shot: Shot, take: Take
) -> None:
    items = [record(shot, take, NOTE), record(shot, take, NOTE, aspect="pacing")]
    await archive.record_note(NOTE, "", items, DP, NOW)
    await archive.record_note(at("2.2"), "", [record(shot, take, at("2.2"))], PA, NOW)
    for person, valence in (("U1", 1.0), ("U2", -1.0), ("U3", 0.5), ("U4", None)):
        await archive.weigh_reaction(CLIP, person, "x", "1", reaction(shot, take, CLIP, valence), NOW)
    circle = verdict(shot, take, CLIP, "circle", source="reaction", valence=1.0)
    await archive.weigh_reaction(CLIP, DIRECTOR, "o", "1", circle, NOW)
    on_note = reaction(shot, take, NOTE, subject="note")
    await archive.weigh_reaction(NOTE, PA, "fire", "1", on_note, NOW)
    view = await archive.take_view(take.id)
    assert (view.notes, view.liked, view.liking) == (2, 2, 3)
    await archive.retract_message(at("2.2"), PA, NOW)
    await archive.weigh_reaction(CLIP, "U1", "x", "2", None, NOW)
    view = await archive.take_view(take.id)
    assert (view.notes, view.liked, view.liking) == (1, 1, 2)


async def test_feedback_needs_no_take(archive: SqlArchive, shot: Shot) -> None:
    assert await archive.record_note(NOTE, "", [record(shot, None, NOTE)], DP, NOW) == 1
    [found] = await archive.feedback_from(NOTE)
    assert found["take_id"] is None
    assert await archive.retract_message(NOTE, DP, NOW) == []
    assert await archive.feedback_from(Ref("T1", "C1", "9.9")) == []
    assert await archive.history("unknown") == []


@pytest.mark.parametrize("statement", ["UPDATE feedback_events SET body = '{}'", "DELETE FROM feedback_events"])
async def test_the_database_itself_refuses_to_change_feedback(
    archive: SqlArchive, shot: Shot, take: Take, statement: str
) -> None:
    await archive.record_note(NOTE, "", [record(shot, take, NOTE)], DP, NOW)
    with pytest.raises(DBAPIError, match="feedback is inserted only"):
        async with archive.database.begin(writes=True) as session:
            await session.execute(text(statement))
    assert len(await standing(archive, take)) == 1
