"""FeedbackBook: what persons say of how a note was read is inserted as well, and the latest of it holds."""

import asyncio
from datetime import timedelta
from typing import Any

import jsonschema
import pytest

from graphs.vocabulary.feedback import stands
from graphs.vocabulary.lists import feedback_schema
from graphs.vocabulary.shots import Shot, Take
from storage.archive import SqlArchive
from tests.contracts.studio import DP, NOW, PA, Studio, at, record

NOTE = at("2.1")
HOUR = timedelta(hours=1)
JUDGED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("confirmed", {}),
    ("corrected", {"sentiment": "neg"}),
    ("rejected", {}),
)


@pytest.fixture
async def shot(studio: Studio) -> Shot:
    return await studio.shot()


@pytest.fixture
async def take(studio: Studio, shot: Shot) -> Take:
    return await studio.screened(shot, "1.5")


async def standing(archive: SqlArchive, take: Take) -> list[dict[str, Any]]:
    return [r for r in await archive.feedback_on(take.id) if stands(r)]


async def kinds(archive: SqlArchive, record_id: str) -> list[str]:
    return [event["kind"] for event in await archive.history(record_id)]


async def person_says(archive: SqlArchive, record: dict[str, Any], kind: Any, body: dict[str, Any]) -> None:
    """A reviewer's judgement of a record."""
    await archive.judge(record["record_id"], kind, body, "U_REVIEWER", f"{kind}:{record['record_id']}", NOW)


async def four_items_three_judged(archive: SqlArchive, shot: Shot, take: Take) -> list[dict[str, Any]]:
    items = [record(shot, take, NOTE, aspect=aspect) for aspect in ("lighting", "pacing", "action", "sound")]
    await archive.record_note(NOTE, "", items, DP, NOW)
    found = await archive.feedback_on(take.id)
    for each, (kind, body) in zip(found, JUDGED, strict=False):
        await person_says(archive, each, kind, body)
    return found


async def test_a_second_reading_of_the_same_words_supersedes_nothing_that_a_person_judged(
    archive: SqlArchive, shot: Shot, take: Take
) -> None:
    await four_items_three_judged(archive, shot, take)
    assert await archive.record_note(NOTE, "", [record(shot, take, NOTE, aspect="framing")], DP, NOW) == 0
    assert [r["aspect"] for r in await standing(archive, take)] == ["lighting", "pacing", "sound"]


async def test_new_words_supersede_what_a_person_judged_of_the_old_ones(
    archive: SqlArchive, shot: Shot, take: Take
) -> None:
    found = await four_items_three_judged(archive, shot, take)
    await archive.record_note(NOTE, "3", [record(shot, take, NOTE, aspect="action")], DP, NOW)
    [left] = await standing(archive, take)
    assert (left["aspect"], left["review"], left.get("supersedes")) == ("action", "machine", None)
    for each, (kind, _) in zip(found, JUDGED, strict=False):
        assert await kinds(archive, each["record_id"]) == ["recorded", kind, "superseded"]
    assert await archive.judge(found[0]["record_id"], "confirmed", {}, DP, "late", NOW) is None


async def test_a_judgement_is_inserted_once_for_its_key(archive: SqlArchive, shot: Shot, take: Take) -> None:
    await archive.record_note(NOTE, "", [record(shot, take, NOTE)], DP, NOW)
    [found] = await archive.feedback_on(take.id)
    body = {"aspect": "pacing", "sentiment": "neg", "intent": "defect", "attribution": "prompt", "severity": "major"}
    judged = await archive.judge(found["record_id"], "corrected", body, PA, "a", NOW + HOUR)
    again = await archive.judge(found["record_id"], "corrected", body, PA, "a", NOW + HOUR)
    assert judged is not None
    assert judged == again == await archive.feedback_record(found["record_id"])
    assert {field: judged[field] for field in body} == body
    assert judged["review"] == "corrected"
    jsonschema.validate(judged, feedback_schema())
    _, event = await archive.history(found["record_id"])
    assert event == {"kind": "corrected", "by": PA, "at": NOW + HOUR, "body": body}


async def test_the_latest_judgement_wins_and_all_are_kept(archive: SqlArchive, shot: Shot, take: Take) -> None:
    await archive.record_note(NOTE, "", [record(shot, take, NOTE)], DP, NOW)
    [found] = await archive.feedback_on(take.id)
    said: list[tuple[Any, dict[str, Any]]] = [
        ("corrected", {"aspect": "pacing"}), ("rejected", {}), ("corrected", {"aspect": "sound"}), ("confirmed", {}),
    ]  # fmt: skip
    seen = []
    for key, (kind, body) in enumerate(said):
        judged = await archive.judge(found["record_id"], kind, body, PA, str(key), NOW)
        assert judged is not None
        seen.append((judged["aspect"], judged["review"], stands(judged)))
    assert seen == [
        ("pacing", "corrected", True), ("pacing", "rejected", False), ("sound", "corrected", True),
        ("sound", "confirmed", True),
    ]  # fmt: skip
    assert await kinds(archive, found["record_id"]) == ["recorded", *(kind for kind, _ in said)]


async def test_nothing_is_judged_that_is_gone_or_never_was(archive: SqlArchive, shot: Shot, take: Take) -> None:
    assert await archive.judge("unknown", "confirmed", {}, DP, "a", NOW) is None
    assert await archive.feedback_record("unknown") is None
    await archive.record_note(NOTE, "", [record(shot, take, NOTE)], DP, NOW)
    [found] = await archive.feedback_on(take.id)
    await archive.retract_message(NOTE, DP, NOW)
    assert await archive.judge(found["record_id"], "corrected", {"aspect": "pacing"}, DP, "a", NOW) is None
    assert await kinds(archive, found["record_id"]) == ["recorded", "retracted"]


async def test_a_correction_changes_how_words_were_read_and_never_the_words(
    archive: SqlArchive, shot: Shot, take: Take
) -> None:
    await archive.record_note(NOTE, "", [record(shot, take, NOTE)], DP, NOW)
    [found] = await archive.feedback_on(take.id)
    with pytest.raises(ValueError, match="cannot change quote, rater_id"):
        body = {"quote": "other words", "rater_id": PA, "aspect": "sound"}
        await archive.judge(found["record_id"], "corrected", body, PA, "a", NOW)
    assert await archive.feedback_record(found["record_id"]) == found


async def test_a_record_that_a_person_moved_to_another_take_is_found_there(
    studio: Studio, archive: SqlArchive, shot: Shot, take: Take
) -> None:
    other = await studio.screened(shot, "1.7", "other")
    await archive.record_note(NOTE, "", [record(shot, take, NOTE)], DP, NOW)
    [found] = await archive.feedback_on(take.id)
    await person_says(archive, found, "corrected", {"take_id": other.id})
    assert await archive.feedback_on(take.id) == []
    [moved] = await archive.feedback_on(other.id)
    assert (moved["record_id"], moved["review"]) == (found["record_id"], "corrected")


async def test_many_replicas_insert_one_judgement_of_one_key(
    replicas: list[SqlArchive], archive: SqlArchive, shot: Shot, take: Take
) -> None:
    await archive.record_note(NOTE, "", [record(shot, take, NOTE)], DP, NOW)
    [found] = await archive.feedback_on(take.id)
    judging = [each.judge(found["record_id"], "confirmed", {}, PA, "a", NOW) for each in (*replicas, *replicas)]
    assert all(await asyncio.gather(*judging))
    assert await kinds(archive, found["record_id"]) == ["recorded", "confirmed"]
