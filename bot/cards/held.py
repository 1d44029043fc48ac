"""Why a take waits for money or for rights, in one line for cards, and the buttons that go with it."""

from collections.abc import Iterable

from bot.cards import actions as act
from bot.cards.blocks import Block, button, safe
from bot.cards.words import money
from graphs.vocabulary.money import Held
from graphs.vocabulary.shots import Take

WHAT = 200


def held_line(held: Held) -> str:
    """What keeps a take from rolling, what it would cost, and what to do."""
    cost = money(held.cents)
    match held.why:
        case "not_activated":
            return f"waits: it costs {cost}, and paid rolls are off here until an admin types `/dailies activate`"
        case "halted":
            where = "in the whole workspace" if held.everywhere else "here"
            go = "`/dailies go everywhere`" if held.everywhere else "`/dailies go`"
            return f"waits: an admin stopped paid rolls {where} (it costs {cost}, and rolls on with {go})"
        case "limit":
            return f"waits: it costs {cost}, and {money_left(held.left_cents)} of {_limit(held)} ({_remedy(held)})"
        case "approval":
            return f"waits for a yes: it costs {cost}, and above {money(held.limit_cents)} a producer decides"
        case "rights":
            return f"waits until {safe(held.what, WHAT)} may be sent (not cleared so far); it costs {cost}"
        case "refused":
            return f"refused at {cost}"


def money_left(cents: int) -> str:
    """What is left of a limit: "nothing is left", "$0.20 is left"."""
    return f"{money(cents)} is left" if cents else "nothing is left"


def _limit(held: Held) -> str:
    whose = {"month": "this month's", "shot": "this shot's", "person_day": "today's"}[held.bound or "month"]
    per_person = " for one person" if held.bound == "person_day" else ""
    return f"{whose} {'$0' if held.limit_cents == 0 else money(held.limit_cents)}{per_person}"


def _remedy(held: Held) -> str:
    word = {"month": "month", "shot": "shot", "person_day": "person"}[held.bound or "month"]
    who = "an admin" if word == "month" else "the producer or an admin"
    return f"{who} raises that with `/dailies limit {word} $N`"


def refused_line(take: Take) -> str:
    """Who refused a take, and at what price."""
    assert take.held is not None, "it was refused for money"
    by = f" by <@{safe(take.ended_by, 40)}>" if take.ended_by else ""
    charged = f"it had cost {money(take.cost_cents)}" if take.cost_cents else "nothing was charged"
    return f"refused{by}, at {money(take.held.cents)}; {charged}"


def held_buttons(take: Take) -> Iterable[Block]:
    """A yes and a no, at the price that they are about; or another try. Nothing while an admin has stopped it."""
    held, subject = take.held, act.of_take(take.id)
    if held is None or held.why in ("halted", "refused"):
        return
    if held.why == "approval":
        priced = f"{subject} {held.cents}"
        yield button(act.APPROVE, priced, f"Approve {money(held.cents)}", style="primary")
        yield button(act.REFUSE, priced)
    elif held.why == "rights":
        yield button(act.ROLL_WITHOUT, subject)
    else:
        yield button(act.RETRY, subject)
