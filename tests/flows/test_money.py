"""Money in the flow of a take: why it waits, who says yes, what a stop does, what it cost in the end."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graphs.errors import CameraFault
from graphs.vocabulary.money import Held
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take
from tests.flows.stage import AD, ADMIN, DIRECTOR, DP, PA, PRODUCER, PricedCamera, Set, a_set

REQUEST = "12 - wide of the pier at dawn, static, 6 seconds"
NEVER = 100_000  # looks: it rolls on


@pytest.fixture
async def production(paid_stage: Set) -> str:
    """The production, with its producer and AD; limits up to $15."""
    [found] = await paid_stage.archive.productions()
    for person, role in ((PRODUCER, "producer"), (AD, "ad")):
        await paid_stage.archive.set_member(found.id, person, role, None, DIRECTOR, paid_stage.crew.clock())  # type: ignore[arg-type]
    await paid_stage.archive.change_budget(found.id, {"night": "ask"})  # whatever time it is
    return found.id


async def asked(stage: Set) -> Ref:
    """A shot whose previs plays; nothing is paid yet."""
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.uploads, "the previs")
    await stage.settled()
    return thread


async def rolled(stage: Set, thread: Ref) -> Take:
    """The director gives the word; the take as it rests after that."""
    await stage.says(DIRECTOR, "roll it", thread)
    await stage.settled()
    return await newest(stage, thread)


async def newest(stage: Set, thread: Ref) -> Take:
    return [t for t in await stage.takes(thread) if t.kind == "take"][-1]


async def set_budget(stage: Set, production: str, **changes: int | str | None) -> None:
    """As the command does it: what waited is woken."""
    _, works = await stage.archive.change_budget(production, changes)
    for work in works:
        await stage.crew.wake(work)


async def test_where_nobody_activated_it_a_paid_take_waits_and_rolls_after_that(
    tmp_path: Path, clip: Path, priced: PricedCamera
) -> None:
    async with a_set(tmp_path, clip, priced) as stage:
        thread = await asked(stage)
        take = await rolled(stage, thread)
        assert take.held == Held("not_activated", 49)
        assert stage.chat.shots[take.shot].takes == (take,), "its card says so"
        assert priced.rolled == []
        _, works = await stage.archive.activate((await stage.shot(thread)).production, ADMIN, None, stage.crew.clock())
        for work in works:
            await stage.crew.wake(work)
        await stage.settled()
        landed = await newest(stage, thread)
        assert (landed.state, landed.held, len(priced.rolled)) == ("screened", None, 1)


async def test_what_a_take_really_cost_is_settled_and_told(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    priced.costs = 45
    take = await rolled(paid_stage, await asked(paid_stage))
    assert (take.state, take.cost_cents) == ("screened", 45)
    assert paid_stage.chat.takes[take.id].take.cost_cents == 45
    spend = await paid_stage.archive.spend(production, paid_stage.crew.clock())
    assert (spend.spent_cents, spend.reserved_cents, spend.by_person) == (45, 0, ((DIRECTOR, 45),))


async def test_the_money_is_of_who_gave_the_word(paid_stage: Set, production: str) -> None:
    thread = await asked(paid_stage)
    await paid_stage.says(AD, "roll it", thread)
    await paid_stage.settled()
    assert (await newest(paid_stage, thread)).asked_by == AD
    assert [line.person for line in await paid_stage.archive.ledger(production)] == [AD, AD]


async def test_over_a_limit_it_waits_and_the_word_tries_again(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    await set_budget(paid_stage, production, shot_cents=60)
    thread = await asked(paid_stage)
    await rolled(paid_stage, thread)
    over = await rolled(paid_stage, thread)
    assert over.held == Held("limit", 49, "shot", 60, 11)
    await paid_stage.presses(DP, "retry", f"take:{over.id}", thread)
    await paid_stage.settled()
    assert any("is for whoever asked" in words for _, words in paid_stage.chat.whispers), "not the DP's to roll"
    await paid_stage.archive.change_budget(production, {"shot_cents": None})
    tried = await rolled(paid_stage, thread)
    assert (tried.id, tried.state) == (over.id, "screened"), "the same take, no other beside it"


async def test_two_presses_roll_and_pay_once(paid_stage: Set, production: str, priced: PricedCamera) -> None:
    thread = await asked(paid_stage)
    shot = await paid_stage.shot(thread)
    for _ in range(2):
        await paid_stage.presses(DIRECTOR, "roll", f"shot:{shot.id}", thread)
    await paid_stage.settled()
    assert len(priced.rolled) == 1
    assert [line.kind for line in await paid_stage.archive.ledger(production)] == ["reserved", "settled"]


async def test_a_second_press_of_again_is_the_first_one_pressed_twice(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    take = await rolled(paid_stage, thread := await asked(paid_stage))
    for _ in range(2):
        await paid_stage.presses(DIRECTOR, "again", f"take:{take.id}", thread)
    await paid_stage.settled()
    assert len(priced.rolled) == 2
    paid_stage.time[0] += timedelta(seconds=5)
    await paid_stage.presses(DIRECTOR, "again", f"take:{take.id}", thread)
    await paid_stage.settled()
    assert len(priced.rolled) == 3, "later it is another take that is wanted"


async def test_a_wish_is_rolled_once_however_often_it_is_pressed(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    await rolled(paid_stage, thread := await asked(paid_stage))
    await paid_stage.says(DP, "same but tighter", thread)
    await paid_stage.settled()
    wish = [t for t in await paid_stage.takes(thread) if t.kind == "previs"][-1]
    assert wish.asked_by == DP
    for person in (DIRECTOR, DIRECTOR, AD):
        await paid_stage.presses(person, "roll", f"take:{wish.id}", thread)
    await paid_stage.settled()
    assert len(priced.rolled) == 2


async def test_above_a_price_the_producer_is_asked_once_and_a_yes_rolls_it(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    await set_budget(paid_stage, production, ask_above_cents=40, ad_cents=0)
    thread = await asked(paid_stage)
    take = await rolled(paid_stage, thread)
    assert take.held == Held("approval", 49, limit_cents=40)
    await paid_stage.crew.wake(f"take:{take.id}")
    await paid_stage.settled()
    asks = [at for at, words in enumerate(paid_stage.chat.said) if "takes a yes" in words]
    assert len(asks) == 1
    request = paid_stage.chat.said[asks[0]]
    assert f"\u201c{REQUEST}\u201d" in request, "who decides sees what was asked for"
    assert "left of this month's $15.00" in request
    assert paid_stage.chat.called[asks[0]] == (thread, (PRODUCER,))
    assert [c.label for c in paid_stage.chat.choices[asks[0]]] == ["Approve $0.49", "Refuse"]
    for person in (DP, AD):
        await paid_stage.presses(person, "approve", f"take:{take.id} 49", thread)
        await paid_stage.settled()
        assert paid_stage.chat.whispers[-1][0] == person
    assert priced.rolled == []
    await paid_stage.presses(PRODUCER, "approve", f"take:{take.id} 49", thread)
    await paid_stage.settled()
    assert (await newest(paid_stage, thread)).state == "screened"
    assert paid_stage.chat.said[-1].startswith("Approved by U_Producer")
    await paid_stage.presses(PRODUCER, "refuse", f"take:{take.id} 49", thread)
    await paid_stage.settled()
    assert "Approved by U_Producer" in paid_stage.chat.whispers[-1][1], "the first word stands, and is told"
    assert len(priced.rolled) == 1


async def test_a_refused_take_ends_and_its_card_says_who_refused(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    await set_budget(paid_stage, production, ask_above_cents=40)
    thread = await asked(paid_stage)
    take = await rolled(paid_stage, thread)
    await paid_stage.presses(PRODUCER, "refuse", f"take:{take.id} 49", thread)
    await paid_stage.settled()
    ended = paid_stage.chat.shots[take.shot].takes[0]
    assert (ended.state, ended.ended_by, ended.held) == ("cancelled", PRODUCER, Held("refused", 49, limit_cents=40))
    assert paid_stage.chat.said[-1].startswith("Refused by U_Producer")
    assert priced.rolled == []


async def test_a_button_at_an_old_price_decides_nothing(paid_stage: Set, production: str, priced: PricedCamera) -> None:
    await set_budget(paid_stage, production, ask_above_cents=40)
    thread = await asked(paid_stage)
    take = await rolled(paid_stage, thread)
    await paid_stage.presses(PRODUCER, "approve", f"take:{take.id} 48", thread)
    await paid_stage.settled()
    assert "would cost $0.49 now" in paid_stage.chat.whispers[-1][1]
    assert priced.rolled == []


async def test_the_ad_decides_alone_up_to_a_price_and_who_stands_in_does_where_no_producer_is(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    await set_budget(paid_stage, production, ask_above_cents=40, ad_cents=49)
    thread = await asked(paid_stage)
    take = await rolled(paid_stage, thread)
    assert paid_stage.chat.called[-1] == (thread, (PRODUCER, AD))
    await paid_stage.presses(AD, "approve", f"take:{take.id} 49", thread)
    await paid_stage.settled()
    assert len(priced.rolled) == 1
    await paid_stage.archive.set_member(production, PRODUCER, "crew", None, DIRECTOR, paid_stage.crew.clock())
    await set_budget(paid_stage, production, ad_cents=0, stand_in=PA, ask_in="C_OFFICE")
    take = await rolled(paid_stage, thread)
    office, people = paid_stage.chat.called[-1]
    assert office.channel == "C_OFFICE", "asked where the production says"
    assert list(people) == [PA], "and of whom it says"
    await paid_stage.presses(PA, "approve", f"take:{take.id} 49", thread)
    await paid_stage.settled()
    assert len(priced.rolled) == 2


async def test_at_night_nobody_is_called_and_in_the_morning_they_are(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    await set_budget(paid_stage, production, ask_above_cents=40, night="wait", night_from=22, night_to=7)
    await paid_stage.archive.change_production(production, timezone="UTC")
    until_midnight(paid_stage)
    thread = await asked(paid_stage)
    take = await rolled_at_night(paid_stage, thread)
    assert take.held == Held("approval", 49, limit_cents=40)
    assert not any("takes a yes" in words for words in paid_stage.chat.said)
    paid_stage.time[0] += timedelta(hours=7, minutes=1)
    assert f"take:{take.id}" in await paid_stage.archive.open_work(paid_stage.crew.clock()), "it is due by itself"
    await paid_stage.crew.wake(f"take:{take.id}")
    await paid_stage.until(lambda: any("takes a yes" in w for w in paid_stage.chat.said), "the request in the morning")
    assert paid_stage.chat.called[-1] == (thread, (PRODUCER, AD))
    assert priced.rolled == []


def until_midnight(stage: Set) -> None:
    """It is midnight at the production."""
    now = stage.crew.clock()
    midnight = datetime(now.year, now.month, now.day, tzinfo=UTC) + timedelta(days=1)
    stage.time[0] += midnight - now


async def rolled_at_night(stage: Set, thread: Ref) -> Take:
    """The take, as it rests until morning."""
    await stage.says(DIRECTOR, "roll it", thread)

    async def held() -> bool:
        takes = [t for t in await stage.takes(thread) if t.kind == "take"]
        open_now = await stage.archive.open_work(stage.crew.clock())
        return bool(takes) and takes[-1].held is not None and f"take:{takes[-1].id}" not in open_now

    await stage.until(held, "a take that waits for the morning")
    return await newest(stage, thread)


async def test_at_night_it_may_be_the_ads_to_decide(paid_stage: Set, production: str, priced: PricedCamera) -> None:
    await set_budget(paid_stage, production, ask_above_cents=40, ad_cents=0, night="ad", night_from=0, night_to=23)
    await paid_stage.archive.change_production(production, timezone="UTC")
    until_midnight(paid_stage)
    thread = await asked(paid_stage)
    take = await rolled(paid_stage, thread)
    assert paid_stage.chat.called[-1] == (thread, (AD,))
    await paid_stage.presses(AD, "approve", f"take:{take.id} 49", thread)
    await paid_stage.settled()
    assert len(priced.rolled) == 1


async def test_a_stop_lists_what_is_being_sent_at_that_moment_as_rolling(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    listed: list[tuple[str, bool]] = []

    async def stop() -> None:
        rolls, _ = await paid_stage.archive.halt("T1", production, ADMIN, paid_stage.crew.clock())
        listed.extend((roll.name, roll.rolls) for roll in rolls)
        await paid_stage.archive.lift_halt("T1", production, ADMIN, paid_stage.crew.clock())

    priced.while_submitting = stop
    take = await rolled(paid_stage, await asked(paid_stage))
    assert listed == [("12 take 1", True)] and take.state == "screened"


async def test_a_stop_keeps_what_waits_and_lets_it_roll_after(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    thread = await asked(paid_stage)
    await paid_stage.archive.halt("T1", production, ADMIN, paid_stage.crew.clock())
    take = await rolled(paid_stage, thread)
    assert take.held == Held("halted", 49)
    assert priced.rolled == []
    _, works = await paid_stage.archive.lift_halt("T1", production, ADMIN, paid_stage.crew.clock())
    for work in works:
        await paid_stage.crew.wake(work)
    await paid_stage.settled()
    assert (await newest(paid_stage, thread)).state == "screened"
    assert len(priced.rolled) == 1


async def test_an_intent_that_is_stored_when_it_is_stopped_is_not_sent(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    priced.before_submit = lambda: paid_stage.archive.halt("T1", None, ADMIN, paid_stage.crew.clock())
    thread = await asked(paid_stage)
    take = await rolled(paid_stage, thread)
    assert take.held == Held("halted", 49, everywhere=True)
    [attempt] = await paid_stage.archive.attempts_of(take.id)
    assert (attempt.state, priced.rolled) == ("intended", [])
    assert (await paid_stage.archive.spend(production, paid_stage.crew.clock())).reserved_cents == 49, "it is kept"
    priced.before_submit = None
    _, works = await paid_stage.archive.lift_halt("T1", None, ADMIN, paid_stage.crew.clock())
    for work in works:
        await paid_stage.crew.wake(work)
    await paid_stage.settled()
    assert (await newest(paid_stage, thread)).state == "screened"
    assert [order.attempt for order in priced.rolled] == [attempt.id]
    assert [line.kind for line in await paid_stage.archive.ledger(production)] == ["reserved", "settled"]


@pytest.mark.parametrize(("stops", "kind"), [(True, "released"), (False, "settled")])
async def test_a_cancelled_take_costs_what_the_camera_could_not_stop(
    paid_stage: Set, production: str, priced: PricedCamera, stops: bool, kind: str
) -> None:
    priced.looks, priced.stops = NEVER, stops
    thread = await asked(paid_stage)
    await paid_stage.says(DIRECTOR, "roll it", thread)
    await paid_stage.until(lambda: priced.rolled, "a take that rolls")

    async def rolling() -> bool:
        return (await newest(paid_stage, thread)).state == "rolling"

    await paid_stage.until(rolling, "a take that is known to roll")
    await paid_stage.presses(DIRECTOR, "cancel", f"take:{(await newest(paid_stage, thread)).id}", thread)
    await paid_stage.settled()
    assert [line.kind for line in await paid_stage.archive.ledger(production)] == ["reserved", kind]
    assert (await newest(paid_stage, thread)).cost_cents == (None if stops else 49)


async def test_a_cancel_of_an_intent_that_waits_frees_its_money(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    priced.before_submit = lambda: paid_stage.archive.halt("T1", None, ADMIN, paid_stage.crew.clock())
    thread = await asked(paid_stage)
    take = await rolled(paid_stage, thread)
    await paid_stage.presses(DIRECTOR, "cancel", f"take:{take.id}", thread)
    await paid_stage.settled()
    assert [line.kind for line in await paid_stage.archive.ledger(production)] == ["reserved", "released"]
    assert priced.rolled == []


async def test_a_render_that_failed_and_was_charged_is_settled_and_told(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    priced.fault = CameraFault("filtered", words="The camera refused it.", cost_cents=20)
    take = await rolled(paid_stage, await asked(paid_stage))
    assert (take.state, take.cost_cents) == ("failed", 20)
    assert [(x.kind, x.cents) for x in await paid_stage.archive.ledger(production)] == [
        ("reserved", 49),
        ("settled", 20),
    ]
