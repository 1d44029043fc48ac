"""Many at once: what is counted, numbered and keyed stays right, between replicas too."""

import asyncio
from collections.abc import Sequence
from typing import Any

from graphs.vocabulary.shots import Attempt, InLine
from storage.archive import SqlArchive
from tests.contracts.studio import DP, ESTIMATE, NOW, TEAM, Studio, act, at, entry, reaction, record, take_entry

MANY = 20


async def all_at_once(replicas: Sequence[SqlArchive], calls: Any) -> list[Any]:
    """`calls(archive, i)` for MANY i, dealt out over the replicas."""
    return await asyncio.gather(*(calls(replicas[i % len(replicas)], i) for i in range(MANY)))


async def test_one_message_delivered_many_times_opens_one_shot(replicas: list[SqlArchive]) -> None:
    said = act("said", at("1.1"), text="wide", addressed=True)
    hearings = await all_at_once(replicas, lambda archive, _: archive.hear(said))
    assert sum(h.new for h in hearings) == 1
    assert len({h.work for h in hearings}) == 1
    assert len(await replicas[0].open_work(NOW)) == 1


async def test_many_messages_are_all_heard(replicas: list[SqlArchive]) -> None:
    hearings = await all_at_once(replicas, lambda a, i: a.hear(act("said", at(f"1.{i}"), addressed=True)))
    assert len({h.act for h in hearings}) == len({h.work for h in hearings}) == MANY
    assert set(await replicas[-1].open_work(NOW)) == {h.work for h in hearings}


async def test_a_channel_becomes_one_production(replicas: list[SqlArchive]) -> None:
    opened = await all_at_once(replicas, lambda a, i: a.open_production(TEAM, "C1", "s", f"U{i}", "UTC", NOW))
    assert len({p.id for p in opened}) == 1
    [director] = await replicas[0].members(opened[0].id)
    assert director.person == opened[0].opened_by


async def test_shots_are_numbered_without_gap_or_double(replicas: list[SqlArchive]) -> None:
    production = await Studio(replicas[0]).production()

    def write(archive: SqlArchive, i: int) -> Any:
        here = at(f"2.{i}")
        return archive.write_slates(
            f"k{i}", None, here, here, production.id, DP, "r", [entry(), entry()], (), NOW
        )  # fmt: skip

    written = await all_at_once(replicas, write)
    assert sorted(s.number for shots in written for s in shots) == list(range(1, 2 * MANY + 1))
    assert all(second.number == first.number + 1 for first, second in written)


async def test_one_message_is_written_up_once(replicas: list[SqlArchive]) -> None:
    studio = Studio(replicas[0])
    production, heard = await studio.production(), await studio.heard("1.1")

    def write(archive: SqlArchive, _: int) -> Any:
        here = at("1.1")
        return archive.write_slates("k", heard.id, here, here, production.id, DP, "r", [entry()] * 3, (), NOW)

    written = await all_at_once(replicas, write)
    assert len({tuple(s.id for s in shots) for shots in written}) == 1
    assert len(await replicas[0].shots_of(production.id)) == 3


async def test_takes_are_numbered_without_gap_or_double(replicas: list[SqlArchive]) -> None:
    shot = await Studio(replicas[0]).shot()
    opened = await all_at_once(
        replicas, lambda a, i: a.open_takes(shot.id, f"k{i // 2}", [take_entry()], DP, None, NOW)
    )
    assert {t.number for [t] in opened} == set(range(1, MANY // 2 + 1))
    assert len(await replicas[0].takes_of(shot.id)) == MANY // 2, "each key opened once"


async def test_a_cameras_places_are_never_overbooked(replicas: list[SqlArchive]) -> None:
    studio = Studio(replicas[0])
    shot = await studio.shot()
    takes = [await studio.take(shot, f"k{i}") for i in range(MANY)]

    def reserve(archive: SqlArchive, i: int) -> Any:
        return archive.reserve_roll(takes[i].id, "animatic", "m", {}, 3, ESTIMATE, NOW)

    places = await all_at_once(replicas, reserve)
    attempts = [p for p in places if isinstance(p, Attempt)]
    assert len(attempts) == 3
    in_line = await all_at_once(replicas, reserve)
    assert sorted(p.place for p in in_line if isinstance(p, InLine)) == list(range(1, MANY - 2))


async def test_one_take_is_reserved_once(replicas: list[SqlArchive]) -> None:
    studio = Studio(replicas[0])
    take = await studio.take(await studio.shot())
    attempts = await all_at_once(replicas, lambda a, _: a.reserve_roll(take.id, "animatic", "m", {}, 5, ESTIMATE, NOW))
    assert len({a.id for a in attempts}) == 1
    assert len(await replicas[0].attempts_of(take.id)) == 1


async def test_a_cancel_among_steps_always_wins(replicas: list[SqlArchive]) -> None:
    studio = Studio(replicas[0])
    shot = await studio.shot()
    takes = [await studio.take(shot, f"k{i}") for i in range(MANY // 2)]
    attempts = [await studio.reserve(take, limit=MANY) for take in takes]

    def step(archive: SqlArchive, i: int) -> Any:
        if i % 2:
            return archive.cancel_take(takes[i // 2].id, DP)
        return archive.submitted(attempts[i // 2].id, "op", NOW)

    await all_at_once(replicas, step)
    assert {(await replicas[0].take(t.id)).state for t in takes} == {"cancelled"}


async def test_an_intent_and_a_digest_are_stored_once(replicas: list[SqlArchive]) -> None:
    production = await Studio(replicas[0]).production()
    postings = await all_at_once(replicas, lambda a, i: a.intend("shot:1", "card", f"{i}", at("1.1"), NOW))
    assert len({p.id for p in postings}) == 1
    digests = await all_at_once(replicas, lambda a, _: a.open_digest(production.id, "2026-W47", "k", DP, None, NOW))
    assert len(set(digests)) == 1


async def test_sends_and_failures_are_all_counted(replicas: list[SqlArchive]) -> None:
    await Studio(replicas[0]).heard()
    [work] = await replicas[0].open_work(NOW)
    await replicas[0].intend("shot:1", "card", "1", at("1.1"), NOW)
    tries = await all_at_once(replicas, lambda a, _: a.began("shot:1"))
    assert sorted(p.tries for p in tries) == list(range(1, MANY + 1))
    failures = await all_at_once(replicas, lambda a, _: a.stumbled(work, "OSError", NOW))
    assert sorted(failures) == list(range(1, MANY + 1))


async def test_one_reaction_delivered_in_all_orders_at_once_stands_as_the_last_says(replicas: list[SqlArchive]) -> None:
    studio = Studio(replicas[0])
    shot = await studio.shot()
    take = await studio.screened(shot, "1.5")

    def weigh(archive: SqlArchive, i: int) -> Any:
        given = None if i % 2 else reaction(shot, take, at("1.5"))
        return archive.weigh_reaction(at("1.5"), DP, "fire", f"{i:03}", given, NOW)

    await all_at_once(replicas, weigh)
    records = await replicas[0].feedback_on(take.id)
    assert all(r.get("retracted_at") for r in records), "its last event took it back"


async def test_one_note_is_recorded_and_retracted_once(replicas: list[SqlArchive]) -> None:
    studio = Studio(replicas[0])
    shot = await studio.shot()
    take = await studio.screened(shot, "1.5")
    items = [record(shot, take, at("2.1"))]
    added = await all_at_once(replicas, lambda a, _: a.record_note(at("2.1"), "", items, DP, NOW))
    assert sum(added) == 1
    [found] = await replicas[0].feedback_on(take.id)
    gone = await all_at_once(replicas, lambda a, _: a.retract([found["record_id"]], DP, NOW))
    assert sum(gone) == 1
    assert len(await replicas[0].history(found["record_id"])) == 2
