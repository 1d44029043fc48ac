"""Money over a real socket: the commands and who may give them, approval by button, App Home."""

from typing import Any

import pytest

from graphs.crew.camera import Estimate
from graphs.crew.entries import SlateEntry, TakeEntry
from graphs.vocabulary.money import Held
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Attempt, Take
from tests.backlot.running import until
from tests.edges.conftest import Desk, now
from tests.edges.doing import asked_of, command, opened, press, who
from tests.edges.nouns import a_shot, shot_view

pytestmark = pytest.mark.asyncio(loop_scope="module")

ADMIN = "producer"  # the seeded workspace's admin


async def a_paid_take(desk: Desk, cents: int = 49) -> tuple[Take, Ref, Any]:
    """A take of the director's that asks to roll at a price: it, the card of its shot, and the answer."""
    production = await opened(desk)
    ref = await desk.post("director", f"<@{desk.us.user}> the pier at dawn")
    await asked_of(desk)
    [heard] = await desk.archive.shots_in(ref)
    plain, by = a_shot(), who(desk, "director")
    entry = SlateEntry(plain.text, plain.request, plain.filled, "14C")
    [shot] = await desk.archive.write_slates("k", heard.id, ref, ref, production.id, by, "r", [entry], (), now())
    await desk.archive.set_shot_state(shot.id, "open")
    order = TakeEntry("take", plain.request, "", 1, "priced")
    [take] = await desk.archive.open_takes(shot.id, "k", [order], by, ref, now())
    answer = await desk.archive.reserve_roll(take.id, "priced", "m", {}, 9, Estimate(cents, 40), now())
    take = await desk.archive.take(take.id)
    await desk.room().show_shot(shot_view(await desk.archive.shot(shot.id), take))
    card = (await desk.replies(ref))[-1]
    await desk.settled()
    desk.woken.clear()
    return take, Ref(ref.team, ref.channel, card["ts"]), answer


async def test_only_an_admin_lets_a_production_spend_and_what_waited_is_woken(desk: Desk) -> None:
    async with desk.on_air():
        take, _, answer = await a_paid_take(desk)
        assert answer == Held("not_activated", 49)
        assert "is for an admin" in await command(desk, "director", "activate limit $15")
        for wrong in ("activate limit", "activate limit fifteen", "activate now $15"):
            assert "activate limit $15" in await command(desk, ADMIN, wrong)
        assert not (await desk.archive.budget(await production_of(desk))).active
        told = await command(desk, ADMIN, "activate limit $15")
        assert "Up to $15.00 a month" in told
        assert "1 roll that waited for money is looked at again now" in told
        assert (f"take:{take.id}", None) in desk.woken
        assert "$0.00 of $15.00 spent" in await command(desk, "pa", "spend")
        assert "Guests look on" in await command(desk, "guest", "spend")
        assert "up to $15.00 for paid cameras" in await command(desk, "pa", "settings")


async def production_of(desk: Desk) -> str:
    found = await desk.archive.production_in(desk.us.team, desk.channel)
    assert found is not None
    return found.id


async def test_whom_the_settings_name_decides_as_an_admin_does(desk: Desk) -> None:
    async with desk.on_air(admins=frozenset({who(desk, "dp")})):
        await opened(desk)
        assert "Up to $50.00 a month" in await command(desk, "dp", "activate")
        assert "Stopped" in await command(desk, "dp", "stop everywhere")
        assert "Paid rolls go on in the whole workspace" in await command(desk, "dp", "go everywhere")


async def test_limits_are_set_by_one_sentence_by_those_who_may(desk: Desk) -> None:
    async with desk.on_air():
        production = await opened(desk)
        await command(desk, ADMIN, "activate")
        dp = who(desk, "dp")
        refused = await command(desk, "director", f"roles <@{dp}> producer")
        assert "made by a producer or an admin" in refused, "who asks for a roll does not approve it that way"
        person = await desk.room().person(desk.us.team, dp)
        assert (await desk.archive.member(production.id, person)).role == "crew"
        assert "producer" in await command(desk, ADMIN, f"roles <@{dp}> producer"), "who has no place here, too"
        assert (await desk.archive.member(production.id, person)).role == "producer"
        assert "an admin of the workspace to set" in await command(desk, "dp", "limit $99")
        assert "producer or an admin" in await command(desk, "director", "limit shot $5")
        assert "$5.00 a shot" in await command(desk, "dp", "limit shot $5")
        assert "$10.00 a person and day" in await command(desk, ADMIN, "limit person $10")
        assert "Up to $20.00 a month" in await command(desk, ADMIN, "limit $20")
        assert "no limit for a shot" in await command(desk, ADMIN, "limit shot off")
        for wrong in ("limit week $5", "limit month off", "limit shot a lot", "limit shot 5 6"):
            assert "$15" in await command(desk, ADMIN, wrong)
        budget = await desk.archive.budget(production.id)
        assert (budget.month_cents, budget.shot_cents, budget.person_day_cents) == (2_000, None, 1_000)
        assert "no limit for a shot" in await command(desk, "pa", "limit")


async def test_who_is_asked_where_and_when_is_set_by_one_sentence(desk: Desk) -> None:
    async with desk.on_air():
        production = await opened(desk)
        dp, name = who(desk, "dp"), await channel_name(desk)
        assert "producer or an admin" in await command(desk, "director", "approval above $2")
        for words in (
            "above $2", "ad $4", f"standin <@{dp}>", f"ask #{name}", "night ad 23:00 06:00",
        ):  # fmt: skip
            assert "needs a yes" in await command(desk, ADMIN, f"approval {words}"), words
        budget = await desk.archive.budget(production.id)
        assert (budget.ask_above_cents, budget.ad_cents, budget.stand_in) == (200, 400, dp)
        assert (budget.ask_in, budget.night, budget.night_from, budget.night_to) == (desk.channel, "ad", 23, 6)
        assert f"<@{dp}> is asked in <#{desk.channel}>" in await command(desk, "pa", "approval")
        for words in ("ask thread", "standin off", "night wait"):
            await command(desk, ADMIN, f"approval {words}")
        budget = await desk.archive.budget(production.id)
        assert (budget.ask_in, budget.stand_in, budget.night, budget.night_from) == (None, None, "wait", 23)
        assert "Name a channel" in await command(desk, ADMIN, "approval ask #nowhere-at-all")
        assert "Name somebody" in await command(desk, ADMIN, "approval standin nobody")
        for wrong in ("night never", "night wait 22:00", "night wait 22:00 noon", "sometimes"):
            assert "`above $5`" in await command(desk, ADMIN, f"approval {wrong}")
        assert "is written like" in await command(desk, ADMIN, "approval above much")
        assert "Nobody is asked" in await command(desk, ADMIN, "approval above off")


async def channel_name(desk: Desk) -> str:
    return str((await desk.client.conversations_info(channel=desk.channel))["channel"]["name"])


async def test_a_stop_says_what_rolls_and_go_lets_it_roll_on(desk: Desk) -> None:
    async with desk.on_air():
        await opened(desk)
        await command(desk, ADMIN, "activate")
        _, _, attempt = await a_paid_take(desk)
        assert isinstance(attempt, Attempt)
        await desk.archive.submitted(attempt.id, "op", now())
        assert "is for an admin" in await command(desk, "director", "stop")
        assert "stops this production" in await command(desk, ADMIN, "stop it please")
        told = await command(desk, ADMIN, "stop")
        assert "Already rolling, $0.49 in all: 14C take 1 $0.49." in told
        assert "stopped here by" in await command(desk, "pa", "spend")
        assert "is for an admin" in await command(desk, "director", "go")
        assert "Stopped" in await command(desk, ADMIN, "stop everywhere")
        assert "still" not in await command(desk, ADMIN, "go everywhere")
        assert "Paid rolls go on here." in await command(desk, ADMIN, "resume")
        assert "Nothing was stopped here." in await command(desk, ADMIN, "go")
        assert "$0.49 reserved" in await command(desk, "pa", "spend")


async def test_a_yes_is_heard_with_its_price_at_the_shot_wherever_it_is_pressed(desk: Desk) -> None:
    async with desk.on_air():
        await opened(desk)
        await command(desk, ADMIN, "activate")
        take, card, answer = await a_paid_take(desk, 640)
        assert answer == Held("approval", 640, limit_cents=500)
        assert (await press(desk, ADMIN, card, "approve"))["ok"]
        act = await asked_of(desk)
        assert (act.kind, act.action, act.subject) == ("pressed", "approve", f"take:{take.id} 640")
        shot = await desk.archive.shot(take.shot)
        assert (act.ref, act.thread, act.person) == (shot.asked_in, shot.thread, who(desk, ADMIN))


async def test_people_are_called_to_a_sentence_and_its_words_stay_words(desk: Desk) -> None:
    async with desk.on_air():
        root = await desk.post("director", "a thread")
        await desk.room().say("approval:1", root, "It takes a <yes>.", (), (who(desk, "producer"),))
        [message] = await desk.replies(root)
        assert message["text"] == f"<@{who(desk, 'producer')}> It takes a &lt;yes&gt;."


async def test_app_home_shows_what_is_spent_to_those_with_a_place_there(desk: Desk) -> None:
    async with desk.on_air():
        await opened(desk)
        await command(desk, ADMIN, "activate limit $15")
        for person in ("director", "pa"):
            await desk.lot.interact(person, type="app_home_opened")

        async def both() -> bool:
            return len(await desk.calls("views.publish")) == 2

        await until(both)
        homes = {call["args"]["user_id"]: str(call["args"]["view"]) for call in await desk.calls("views.publish")}
        assert "$0.00 of $15.00 spent" in homes[who(desk, "director")]
        assert "spent" not in homes[who(desk, "pa")].partition("How it works")[0]
