"""Money's nouns: what a production may spend, who is asked above which price, why a take waits, what was spent.

Amounts are US cents. What is written to the ledger and how it is bounded is the archive's (storage/ledger.py).
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

# reserved: for an attempt that may cost that much. settled: what it did cost. released: it cost nothing.
EntryKind = Literal["reserved", "settled", "released"]
# What a limit bounds: a production's month, one shot, one person's day in a production.
Bound = Literal["month", "shot", "person_day"]
# Why a take may not roll: nobody activated the production; an admin stopped paid rolls; a limit would be passed;
# it costs more than rolls unasked; somebody asked has refused it (that one is final); what goes along is not cleared.
HeldWhy = Literal["not_activated", "halted", "limit", "approval", "refused", "rights"]
Decision = Literal["approved", "refused"]
# What happens to a request for approval at night: it waits for the morning, it is asked at once, or the AD decides.
Night = Literal["wait", "ask", "ad"]
NIGHTS: tuple[Night, ...] = ("wait", "ask", "ad")

ACTIVATED_WITH = 5_000  # a month, where an admin names no limit
ASK_ABOVE = 500
AD_ALONE = 1_000
NIGHT_FROM, NIGHT_TO = 22, 7  # local hours
AMOUNT = re.compile(r"\$?(\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Held:
    """Why a take may not roll now. `cents` is what it would cost (for an approval: in all, with earlier attempts).

    `limit_cents` is the limit that it would pass or the price above which somebody is asked, `left_cents` what is left
    of a limit. `everywhere`: the whole workspace is stopped, not this production alone. `what` is
    not cleared.
    """

    why: HeldWhy
    cents: int
    bound: Bound | None = None
    limit_cents: int = 0
    left_cents: int = 0
    everywhere: bool = False
    what: str = ""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a production may spend and who decides about it. A limit of None bounds nothing; `month_cents` always does.

    A roll that costs more than `ask_above_cents` (None: any) is asked of the producers, in `ask_in` (a channel's id)
    or in the shot's thread. `stand_in` is asked where there is no producer; the AD alone decides up to `ad_cents`.
    From `night_from` to `night_to` (local hours) `night` holds.
    """

    production: str
    month_cents: int
    shot_cents: int | None = None
    person_day_cents: int | None = None
    ask_above_cents: int | None = ASK_ABOVE
    ad_cents: int = AD_ALONE
    ask_in: str | None = None
    stand_in: str | None = None
    night: Night = "wait"
    night_from: int = NIGHT_FROM
    night_to: int = NIGHT_TO
    activated_by: str | None = None
    activated_at: datetime | None = None

    @property
    def active(self) -> bool:
        return self.activated_at is not None

    def is_night(self, at: datetime, timezone: str) -> bool:
        """Whether people there sleep at `at`."""
        hour = at.astimezone(ZoneInfo(timezone)).hour
        if self.night_from <= self.night_to:
            return self.night_from <= hour < self.night_to
        return hour >= self.night_from or hour < self.night_to

    def morning_after(self, at: datetime, timezone: str) -> datetime:
        """The next time at which the night is over, as UTC."""
        local = at.astimezone(ZoneInfo(timezone))
        morning = datetime.combine(local.date(), time(self.night_to), local.tzinfo)
        if morning <= local:
            morning = datetime.combine(local.date() + timedelta(days=1), time(self.night_to), local.tzinfo)
        return morning.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Approval:
    """What somebody decided about a take that would cost `cents` in all."""

    take: str
    cents: int
    decision: Decision
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Halt:
    """All paid rolls of a production are stopped, or (`production` None) of the workspace. `by` is empty where it was
    stopped from the command line."""

    team: str
    production: str | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PaidRoll:
    """A take on a paid camera that rolls or waits to, with what it is reserved for. `rolls`: the camera has it, or may
    have it, since it is being sent right now."""

    take: str
    name: str
    production: str
    cents: int
    rolls: bool


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of the ledger. `frees_cents` is the part of a reservation that it ends."""

    kind: EntryKind
    production: str
    shot: str
    take: str
    attempt: str
    person: str
    cents: int
    frees_cents: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Spend:
    """A production's month ("2026-11"): what was spent and is reserved, by whom and for which shots, the most first.

    `circled` counts the month's paid takes that are circled, `takes` all of those that cost something.
    """

    production: str
    name: str
    month: str
    limit_cents: int
    spent_cents: int
    reserved_cents: int
    by_person: tuple[tuple[str, int], ...] = ()
    by_shot: tuple[tuple[str, int], ...] = ()
    takes: int = 0
    circled: int = 0
    active: bool = False
    halt: Halt | None = None

    @property
    def left_cents(self) -> int:
        return max(self.limit_cents - self.spent_cents - self.reserved_cents, 0)

    @property
    def per_circled_cents(self) -> int | None:
        """What a circled take cost, with all the takes that were not circled; None while none is."""
        return round(self.spent_cents / self.circled) if self.circled else None


def month_of(at: datetime, timezone: str) -> str:
    """The month that `at` falls in for people in `timezone`: "2026-11"."""
    return f"{at.astimezone(ZoneInfo(timezone)):%Y-%m}"


def day_of(at: datetime, timezone: str) -> str:
    """The day that `at` falls in for people in `timezone`: "2026-11-28"."""
    return f"{at.astimezone(ZoneInfo(timezone)):%Y-%m-%d}"


def cents_in(typed: str) -> int | None:
    """An amount of dollars as people type it ("$15", "1,200", "0.49"), in cents; None where it is none."""
    found = AMOUNT.fullmatch(typed.strip())
    return int(found[1].replace(",", "")) * 100 + int(found[2] or 0) if found else None
