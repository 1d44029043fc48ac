"""What a production spends and may spend: for `/dailies spend`, `limit`, `approval`, `stop`, and for App Home."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.cards.blocks import Block, clip, quiet, safe, section
from bot.cards.words import listed, money
from graphs.vocabulary.money import ACTIVATED_WITH, NIGHTS, Budget, Halt, PaidRoll, Spend

MOST = 8
NAME = 80

MAY_NOT_ACTIVATE = (
    "Letting a production spend is for an admin of the workspace; `/dailies spend` shows where it stands."
)
MAY_NOT_LIMIT = "This month's limit is for an admin of the workspace to set."
MAY_NOT_SET_MONEY = "Limits and approvals are for the producer or an admin of the workspace to set."
MAY_NOT_STOP = "Stopping paid rolls is for an admin of the workspace; *Cancel* on a card stops one take."
WHICH_AMOUNT = "An amount is written like `$15` or `$0.50`."
WHICH_ACTIVATION = f"`/dailies activate` with up to {money(ACTIVATED_WITH)} a month, or `/dailies activate limit $15`."
WHICH_LIMIT = "Limits are `month $15`, `shot $5` and `person $10` (a day); `off` takes the last two away."
WHICH_APPROVAL = (
    "`above $5` (or `off`), `ad $10`, `standin @Mara`, `ask thread` or `ask #channel`, and"
    f" `night {'|'.join(NIGHTS)} [22:00 07:00]`."
)
WHICH_PERSON = "Name somebody with @: `/dailies approval standin @Mara`; `off` names nobody."
WHICH_CHANNEL = "Name a channel with #, or `thread` for the shot's own: `/dailies approval ask #production-office`."
WHICH_STOP = "`/dailies stop` stops this production's paid rolls, `/dailies stop everywhere` the whole workspace's."
NOTHING_STOPPED = "Nothing was stopped here."
STILL_STOPPED = "The whole workspace is still stopped; `/dailies go everywhere` ends that."
STOPPED_HERE = "Only this production is stopped; `/dailies go` ends that."


def dollars(cents: int) -> str:
    """An amount, zero too: "$0.00"."""
    return money(cents) if cents else "$0.00"


def spend_answer(spend: Spend) -> tuple[Block, ...]:
    """A month's money: against the limit, by person, by shot, and what a circled take cost."""
    blocks: list[Block] = [section(spend_line(spend))]
    if spend.halt:
        blocks.append(section(halt_line(spend.halt)))
    if spend.by_person:
        blocks.append(quiet("by person: " + _listed([(f"<@{safe(who, 40)}>", c) for who, c in spend.by_person])))
    if spend.by_shot:
        blocks.append(quiet("by shot: " + _listed([(safe(name, 40), c) for name, c in spend.by_shot])))
    if spend.takes:
        blocks.append(quiet(circled_line(spend)))
    return tuple(blocks)


def spend_line(spend: Spend) -> str:
    """The month in one line."""
    name = f"*{safe(spend.name, NAME)}*"
    if not spend.active:
        return f"{name}  paid rolls are off until an admin types `/dailies activate`."
    reserved = f", {dollars(spend.reserved_cents)} reserved for what rolls" if spend.reserved_cents else ""
    return (
        f"{name}  {dollars(spend.spent_cents)} of {dollars(spend.limit_cents)} spent in {month_name(spend.month)}"
        f"{reserved}; {dollars(spend.left_cents)} left."
    )


def month_name(month: str) -> str:
    """A month as people say it: "2026-11" is "November 2026"."""
    return f"{datetime.strptime(month, '%Y-%m').replace(tzinfo=UTC):%B %Y}"


def circled_line(spend: Spend) -> str:
    """What a circled take cost, with all those that were not."""
    of = f"{spend.circled} of {spend.takes} paid takes circled"
    per = spend.per_circled_cents
    return of if per is None else f"{dollars(per)} a circled take, all others counted in ({of})"


def halt_line(halt: Halt) -> str:
    """That paid rolls are stopped, and by whom."""
    where = "in the whole workspace" if halt.production is None else "here"
    by = f" by <@{safe(halt.by, 40)}>" if halt.by else " from the command line"
    go = "`/dailies go everywhere`" if halt.production is None else "`/dailies go`"
    return f"Paid rolls are stopped {where}{by}; {go} lets them roll again."


def limits_answer(budget: Budget) -> str:
    """What bounds a production's money."""
    if not budget.active:
        return "Paid rolls are off here until an admin types `/dailies activate`."
    shot = f"{dollars(budget.shot_cents)} a shot" if budget.shot_cents is not None else "no limit for a shot"
    person = "no limit for a person"
    if budget.person_day_cents is not None:
        person = f"{dollars(budget.person_day_cents)} a person and day"
    return f"Up to {dollars(budget.month_cents)} a month; {shot}; {person}."


def approval_answer(budget: Budget, producers: Sequence[str]) -> str:
    """Who decides about what costs more than rolls unasked."""
    if budget.ask_above_cents is None:
        return "Nobody is asked about a price here; only the limits hold."
    in_charge = producers or ([budget.stand_in] if budget.stand_in else [])
    who = listed(f"<@{safe(person, 40)}>" for person in in_charge[:MOST]) if in_charge else "an admin of the workspace"
    where = f"in <#{safe(budget.ask_in, 40)}>" if budget.ask_in else "in the shot's thread"
    are = "are" if len(in_charge) > 1 else "is"
    hours = f"From {budget.night_from:02d}:00 to {budget.night_to:02d}:00 "
    night = {"wait": "a request waits for the morning", "ask": "they are asked all the same", "ad": "the AD decides"}
    return (
        f"What costs more than {dollars(budget.ask_above_cents)} a take needs a yes: {who} {are} asked {where}, and the"
        f" AD decides alone up to {dollars(budget.ad_cents)}. {hours}{night[budget.night]}."
    )


def changed_answer(said: str, woken: int) -> str:
    """A change, and how many takes (or shots that would roll by themselves) are looked at again."""
    if not woken:
        return said
    waited = "1 roll that waited for money is" if woken == 1 else f"{woken} rolls that waited for money are"
    return f"{said} {waited} looked at again now."


def stopped_answer(rolls: Sequence[PaidRoll], *, everywhere: bool) -> str:
    """That everything is stopped, and what rolls already with what it costs."""
    where = "in the whole workspace" if everywhere else "here"
    go = "`/dailies go everywhere`" if everywhere else "`/dailies go`"
    said = f"Stopped: nothing more is paid for {where} until {go}. What waits is kept."
    rolling = [roll for roll in rolls if roll.rolls]
    if not rolling:
        return f"{said} Nothing rolls."
    names = _listed([(safe(roll.name, 60), roll.cents) for roll in rolling])
    total = dollars(sum(roll.cents for roll in rolling))
    return clip(f"{said} Already rolling, {total} in all: {names}. *Cancel* on a card asks the camera to stop.", 2_900)


def going_answer(*, everywhere: bool, still: Halt | None, woken: int) -> str:
    """That paid rolls go on, or what stops them still."""
    where = "in the whole workspace" if everywhere else "here"
    if still:
        return f"The stop {where} is lifted. {halt_line(still)}"
    return changed_answer(f"Paid rolls go on {where}.", woken)


def home_spend(spends: Sequence[Spend]) -> list[Block]:
    """App Home's part: a line for each production that spends."""
    blocks: list[Block] = []
    for spend in spends[:MOST]:
        blocks += spend_answer(spend)
    return blocks


def _listed(amounts: Sequence[tuple[str, int]]) -> str:
    shown = [f"{name} {dollars(cents)}" for name, cents in amounts[:MOST]]
    rest = sum(cents for _, cents in amounts[MOST:])
    return listed([*shown, f"{len(amounts) - MOST} more {dollars(rest)}"] if rest else shown)
