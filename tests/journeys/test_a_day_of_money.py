"""Money through the whole product: a yes by button, a limit reached, a stop in the middle, and what it came to."""

from pathlib import Path

from tests.journeys.cards import Message, parsed, read, words_in
from tests.journeys.day import ADMIN, Day, a_day
from tests.journeys.priced import hold, release

REQUEST = "@Dailies 12 - wide shot of the pier at dawn, static, 1 second"


async def told(day: Day, text: str) -> str:
    """What the producer alone is answered to `/dailies ...`, as their page gets it."""
    lot = day.company.backlot
    async with lot.session.ws_connect(f"{lot.url}/backlot/live?token={lot.token(ADMIN)}") as page:
        await day.commands(ADMIN, text)
        while True:
            frame = await page.receive_json(timeout=10)
            if frame["type"] == "ephemeral":
                return "\n".join(words_in(frame["message"]["blocks"]))


async def slate_says(day: Day, words: str) -> None:
    """Wait until the slate card says some words."""

    async def there() -> bool:
        return any(words in read(card) for card in await day.slates())

    await day.company.until(there, f"{words!r} on the slate card")


async def test_a_day_of_money(tmp_path: Path) -> None:
    async with a_day(tmp_path, camera="priced") as day:
        assert "producer from now on" in await told(day, "roles @Sam Whitlock producer")
        await told(day, "approval night ask")  # whatever time it is
        await a_price_above_the_threshold_takes_a_yes(day)
        await a_limit_that_is_reached_is_told(day)
        await a_stop_keeps_what_waits_and_names_what_rolls(day)
        await what_it_came_to_is_shown(day)


async def a_price_above_the_threshold_takes_a_yes(day: Day) -> None:
    assert "What costs more than $0.40 a take needs a yes" in await told(day, "approval above $0.40")
    await day.says("director", REQUEST)
    await day.until_clip("P1")
    [slate] = await day.slates()
    await day.presses("director", "Roll it", slate)
    await slate_says(day, "take 1 waits for a yes: it costs $0.49, and above $0.40 a producer decides")
    asked = await the_request(day)
    assert f"<@{day.company.backlot.person(ADMIN)}>" in read(asked)
    assert day.company.submits() == []
    await day.presses("dp", "Approve $0.49", asked)
    await day.company.until(lambda: day.whispers("dp"), "that it is not the DP's to decide")
    assert day.company.submits() == []
    await day.presses(ADMIN, "Approve $0.49", asked)
    clip = await day.until_clip("take 1")
    assert len(day.company.submits()) == 1
    await day.reacts("director", "o", clip["ts"])


async def the_request(day: Day) -> Message:
    """The message that asks the producer."""

    async def there() -> list[Message]:
        return [m for m in await day.messages() if "it takes a yes" in read(m)]

    [asked] = await day.company.until(there, "the request for approval")
    found: Message = asked
    return found


async def a_limit_that_is_reached_is_told(day: Day) -> None:
    await told(day, "approval above off")
    await told(day, "limit month $1")
    hold(day.company.priced, landing=1)
    await day.presses("director", "Again", await day.card_there("take 1"))
    await slate_says(day, "rolling take 2")
    await day.says("director", "take 1 but at night")
    await slate_says(
        day,
        "take 3 waits: it costs $0.49, and $0.02 is left of this month's $1.00"
        " (an admin raises that with `/dailies limit month $N`)",
    )
    assert len(day.company.submits()) == 2
    assert "looked at again now" in await told(day, "limit month $15")
    await day.company.until(lambda: submitted(day, 3), "the third take's submit")


async def submitted(day: Day, count: int) -> bool:
    return len(day.company.submits()) >= count


async def a_stop_keeps_what_waits_and_names_what_rolls(day: Day) -> None:
    await day.says("director", "take 1 but wider")
    await slate_says(day, "take 4 queued")
    stopped = await told(day, "stop")
    assert stopped.startswith("Stopped: nothing more is paid for here until `/dailies go`. What waits is kept.")
    assert "Already rolling, $0.98 in all: " in stopped
    assert "take 2 $0.49 and" in stopped
    assert "take 3 $0.49" in stopped
    assert "take 4" not in stopped
    await slate_says(
        day, "take 4 waits: an admin stopped paid rolls here (it costs $0.49, and rolls on with `/dailies go`)"
    )
    release(day.company.priced)
    await day.until_clip("take 2")
    await day.until_clip("take 3")
    assert len(day.company.submits()) == 3, "nothing is sent while it is stopped"
    assert "Paid rolls go on here." in await told(day, "go")
    await day.until_clip("take 4")
    assert len(day.company.submits()) == 4


async def what_it_came_to_is_shown(day: Day) -> None:
    spent = await told(day, "spend")
    assert "$1.96 of $15.00 spent" in spent
    assert "$13.04 left" in spent
    assert f"by person: <@{day.company.backlot.person('director')}> $1.96" in spent
    assert "$1.96 a circled take, all others counted in (1 of 4 paid takes circled)" in spent
    await day.company.backlot.interact(ADMIN, type="app_home_opened")

    async def home() -> str:
        calls = [c for c in await day.company.backlot.calls(method="views.publish") if c["ok"]]
        return "\n".join(words_in(parsed(calls[-1]["args"]["view"])["blocks"])) if calls else ""

    shown = str(await day.company.until(home, "the producer's Home"))
    assert "$1.96 of $15.00 spent" in shown, shown
    assert "$1.96 a circled take" in shown
