"""MoneyBook and the money of rolls: nothing is spent that nobody allowed, and what was spent is booked once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from graphs.crew.entries import Rest
from graphs.vocabulary.money import ACTIVATED_WITH, Budget, Held
from graphs.vocabulary.shots import Attempt, InLine
from storage.archive import SqlArchive
from tests.contracts.studio import DIRECTOR, DP, NOW, TEAM, Studio, at, verdict
from tests.contracts.till import ADMIN, PRODUCER, Till, a_till, totals


@pytest.fixture
async def till(archive: SqlArchive) -> Till:
    return await a_till(archive)


async def test_a_new_production_spends_nothing_until_an_admin_activates_it(archive: SqlArchive) -> None:
    till = await a_till(archive, None)
    take = await till.take()
    assert await till.reserve(take) == Held("not_activated", 49)
    assert (await archive.take(take.id)).held == Held("not_activated", 49), "the take says so"
    assert await till.lines() == []
    assert not (await archive.budget(till.production.id)).active
    await archive.rest(f"take:{take.id}", Rest())
    budget, works = await archive.activate(till.production.id, ADMIN, None, NOW)
    assert (budget.month_cents, budget.activated_by, budget.stand_in) == (ACTIVATED_WITH, ADMIN, ADMIN)
    assert works == [f"take:{take.id}"]
    assert f"take:{take.id}" in await archive.open_work(NOW), "and it is looked at again"
    assert isinstance(await till.reserve(take), Attempt)
    assert (await archive.take(take.id)).held is None


async def test_a_free_camera_asks_nobody(archive: SqlArchive) -> None:
    till = await a_till(archive, None)
    await archive.halt(TEAM, None, ADMIN, NOW)
    assert isinstance(await till.reserve(await till.take(), cents=0), Attempt)
    assert await till.lines() == []


async def test_an_intent_reserves_its_estimate_once_and_its_clip_settles_what_it_cost(
    archive: SqlArchive, till: Till
) -> None:
    take, attempt = await till.rolling()
    assert await till.reserve(take) == (await archive.attempts_of(take.id))[0]
    [line] = await till.lines()
    assert (line.kind, line.cents, line.production, line.shot, line.take, line.attempt, line.person, line.at) == (
        "reserved", 49, till.production.id, till.shot.id, take.id, attempt.id, DIRECTOR, NOW,
    )  # fmt: skip
    assert (await till.lands(take, attempt, 45)).cost_cents == 45
    await till.lands(take, attempt, 45)
    assert await till.kinds() == [("reserved", 49), ("settled", 45)]
    spend = await archive.spend(till.production.id, NOW)
    assert (spend.spent_cents, spend.reserved_cents, spend.left_cents) == (45, 0, 1_455)


async def test_a_failure_frees_what_was_reserved_unless_the_camera_charged(archive: SqlArchive, till: Till) -> None:
    take, attempt = await till.rolling()
    await archive.attempt_failed(attempt.id, "no light", take_ends=False)
    again = await till.reserve(take)
    failed = await archive.attempt_failed(again.id, "filtered", take_ends=True, cost_cents=20)
    assert (failed.state, failed.cost_cents) == ("failed", 20)
    assert await till.kinds() == [("reserved", 49), ("released", 49), ("reserved", 49), ("settled", 20)]
    await archive.retry_take(take.id)
    third = await till.reserve(take)
    await archive.submitted(third.id, "op", NOW)
    assert (await till.lands(take, third, 45)).cost_cents == 65, "a take costs what all its attempts cost"


async def test_where_nobody_knows_what_became_of_a_render_its_estimate_is_spent(
    archive: SqlArchive, till: Till
) -> None:
    take, _ = await till.rolling()
    assert (await archive.fail_take(take.id, "gave up")).cost_cents == 49
    assert await till.kinds() == [("reserved", 49), ("settled", 49)]


async def test_a_cancelled_render_stays_reserved_until_it_is_known_whether_it_stopped(
    archive: SqlArchive, till: Till
) -> None:
    take, attempt = await till.rolling()
    await archive.cancel_take(take.id, DP)
    assert [a.id for a in await archive.unsettled(take.id)] == [attempt.id]
    assert (await archive.spend(till.production.id, NOW)).reserved_cents == 49
    assert (await archive.render_stopped(attempt.id, 0)).cost_cents is None
    assert await archive.unsettled(take.id) == []
    assert await till.kinds() == [("reserved", 49), ("released", 49)]
    assert (await archive.render_stopped(attempt.id, 49)).cost_cents == 49, "a charge that comes late is booked"
    await archive.render_stopped(attempt.id, 49)
    assert (await archive.spend(till.production.id, NOW)).spent_cents == 49
    assert (await archive.spend(till.production.id, NOW)).reserved_cents == 0


async def test_a_render_that_lands_although_cancelled_costs_what_it_says(archive: SqlArchive, till: Till) -> None:
    take, attempt = await till.rolling()
    await archive.cancel_take(take.id, DP)
    landed = await till.lands(take, attempt, 45)
    assert (landed.state, landed.cost_cents) == ("cancelled", 45)
    await archive.render_stopped(attempt.id, 49)
    assert await till.kinds() == [("reserved", 49), ("settled", 45)], "the first word on a cost stands"


async def test_a_limit_says_which_it_is_and_how_much_is_left(archive: SqlArchive, till: Till) -> None:
    await archive.change_budget(till.production.id, {"shot_cents": 120, "person_day_cents": 60})
    await till.rolling()
    over = await till.reserve(await till.take())
    assert over == Held("limit", 49, "person_day", 60, 11)
    await till.rolling(person=DP)
    third = await till.take(PRODUCER)
    assert await till.reserve(third) == Held("limit", 49, "shot", 120, 22)
    budget, works = await archive.change_budget(till.production.id, {"shot_cents": None, "month_cents": 100})
    assert (budget.shot_cents, budget.month_cents, f"take:{third.id}" in works) == (None, 100, True)
    assert await till.reserve(third) == Held("limit", 49, "month", 100, 2)
    await archive.change_budget(till.production.id, {"month_cents": 1})
    assert await till.reserve(third) == Held("limit", 49, "month", 1, 0), "less than nothing is nothing"


async def test_a_day_and_a_month_end_where_the_production_is(archive: SqlArchive) -> None:
    till = await a_till(archive, 60)
    await archive.change_budget(till.production.id, {"person_day_cents": 60})
    last = datetime(2026, 11, 30, 22, 30, tzinfo=UTC)  # 23:30 in Paris
    take, attempt = await till.rolling(now=last)
    assert isinstance(await till.reserve(await till.take(), now=last + timedelta(minutes=20)), Held)
    assert isinstance(await till.reserve(await till.take(), now=last + timedelta(minutes=40)), Attempt)
    await till.lands(take, attempt, 49)
    november = await archive.spend(till.production.id, last)
    december = await archive.spend(till.production.id, last + timedelta(hours=2))
    assert (november.month, november.spent_cents) == ("2026-11", 49), "counted where it was reserved"
    assert (december.month, december.spent_cents, december.reserved_cents) == ("2026-12", 0, 49)


async def test_above_a_price_it_takes_a_yes_and_the_first_word_stands(archive: SqlArchive, till: Till) -> None:
    take = await till.take()
    asks = await till.reserve(take, 640)
    assert asks == Held("approval", 640, limit_cents=500)
    assert await archive.decide(take.id, 639, "approved", PRODUCER, NOW) is None, "that is not the price"
    yes = await archive.decide(take.id, 640, "approved", PRODUCER, NOW)
    assert yes is not None and (yes.decision, yes.by) == ("approved", PRODUCER)
    late = await archive.decide(take.id, 640, "refused", ADMIN, NOW)
    assert late == yes
    assert f"take:{take.id}" in await archive.open_work(NOW)
    attempt = await till.reserve(take, 640)
    assert isinstance(attempt, Attempt)
    await archive.attempt_failed(attempt.id, "filtered", take_ends=False, cost_cents=100)
    assert await till.reserve(take, 640) == Held("approval", 740, limit_cents=500), "in all it costs more now"


async def test_a_refused_take_ends_and_says_who_refused(archive: SqlArchive, till: Till) -> None:
    take = await till.take()
    await till.reserve(take, 640)
    no = await archive.decide(take.id, 640, "refused", PRODUCER, NOW)
    assert no is not None and no.decision == "refused"
    ended = await archive.take(take.id)
    assert (ended.state, ended.ended_by) == ("cancelled", PRODUCER)
    assert ended.held == Held("refused", 640, limit_cents=500)
    assert await till.reserve(ended, 640) is None
    assert await till.lines() == []


async def test_a_stop_holds_back_every_paid_roll_and_says_what_rolls(archive: SqlArchive, till: Till) -> None:
    rolling, _ = await till.rolling()
    waiting = await till.take()
    intent = await till.reserve(waiting)
    queued = await till.take()
    assert await till.reserve(queued, places=2) == InLine(1)
    rolls, due = await archive.halt(TEAM, till.production.id, ADMIN, NOW)
    assert [(r.take, r.cents, r.rolls) for r in rolls] == [(rolling.id, 49, True), (waiting.id, 49, False)]
    assert rolls[0].name == f"{till.shot.name} take 1"
    assert due == [f"take:{waiting.id}"]
    assert await archive.halt(TEAM, till.production.id, ADMIN, NOW) == (rolls, []), "stopped twice is stopped once"
    assert await archive.may_submit(intent.id) == Held("halted", 49)
    assert await till.reserve(queued) == Held("halted", 49)
    assert isinstance(await till.reserve(await till.take(), 0), Attempt), "what is free rolls"
    lifted, works = await archive.lift_halt(TEAM, till.production.id, ADMIN, NOW)
    assert (lifted, works) == (True, [f"take:{waiting.id}", f"take:{queued.id}"])
    assert await archive.may_submit(intent.id) is None
    assert await till.reserve(queued, places=3) is not None
    assert await archive.lift_halt(TEAM, till.production.id, ADMIN, NOW) == (False, [])


async def test_a_stop_of_the_workspace_holds_in_every_production(archive: SqlArchive, till: Till) -> None:
    await archive.halt(TEAM, None, "", NOW)
    take = await till.take()
    assert await till.reserve(take) == Held("halted", 49, everywhere=True)
    assert (await archive.lift_halt(TEAM, till.production.id, ADMIN, NOW))[0] is False
    assert await till.reserve(take) == Held("halted", 49, everywhere=True)
    halt = (await archive.spend(till.production.id, NOW)).halt
    assert halt is not None and (halt.production, halt.by) == (None, "")
    await archive.lift_halt(TEAM, None, ADMIN, NOW)
    assert isinstance(await till.reserve(take), Attempt)


async def test_spend_tells_by_whom_for_which_shot_and_what_a_circled_take_cost(archive: SqlArchive, till: Till) -> None:
    studio = Studio(archive)
    first, one = await till.rolling(40)
    second, other = await till.rolling(60, person=DP)
    for take, attempt, ts in ((first, one, "7.1"), (second, other, "7.2")):
        await till.lands(take, attempt, attempt.estimate_cents)
        await archive.screened(take.id, at(ts))
    await archive.record_press("k1", verdict(till.shot, second, at("7.2"), "circle"), NOW)
    await studio.screened(till.shot, "7.3", "free")
    spend = await archive.spend(till.production.id, NOW)
    assert spend.by_person == ((DP, 60), (DIRECTOR, 40))
    assert spend.by_shot == ((till.shot.name, 100),)
    assert (spend.takes, spend.circled, spend.per_circled_cents) == (2, 1, 100)


async def test_the_ledger_refuses_to_be_changed(archive: SqlArchive, till: Till) -> None:
    await till.rolling()
    for statement in ("UPDATE ledger SET cents = 0", "DELETE FROM ledger"):
        with pytest.raises(DBAPIError, match="inserted only"):
            async with archive.database.begin(writes=True) as session:
                await session.execute(text(statement))
    assert totals(await till.lines(), lambda _: True) == (0, 49)


async def test_a_budget_has_sane_defaults_and_keeps_what_is_set(archive: SqlArchive) -> None:
    till = await a_till(archive, None)
    assert await archive.budget(till.production.id) == Budget(till.production.id, 0)
    changed, _ = await archive.change_budget(
        till.production.id, {"ask_in": "C9", "stand_in": DP, "night": "ad", "ask_above_cents": None, "ad_cents": 5}
    )
    assert changed == await archive.budget(till.production.id)
    assert (changed.ask_in, changed.stand_in, changed.night, changed.ask_above_cents) == ("C9", DP, "ad", None)
    activated, _ = await archive.activate(till.production.id, ADMIN, 700, NOW)
    assert (activated.month_cents, activated.stand_in) == (700, DP)
    again, _ = await archive.activate(till.production.id, PRODUCER, None, NOW + timedelta(days=1))
    assert again == activated, "a second activation without a limit changes nothing"


def test_a_night_goes_past_midnight_where_the_production_is() -> None:
    budget = Budget("p", 0, night_from=22, night_to=7)
    late = datetime(2026, 11, 28, 22, 30, tzinfo=UTC)  # 23:30 in Paris
    assert budget.is_night(late, "Europe/Paris")
    assert not budget.is_night(late, "America/New_York")
    assert budget.morning_after(late, "Europe/Paris") == datetime(2026, 11, 29, 6, tzinfo=UTC)
