"""A production that spends, for the tests of money: paid takes in one line, and the ledger counted anew."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graphs.crew.archive import Archive
from graphs.crew.camera import Estimate
from graphs.crew.entries import Collected, TakeEntry
from graphs.vocabulary.money import LedgerEntry
from graphs.vocabulary.production import Production
from graphs.vocabulary.shots import Attempt, Shot, Take
from tests.contracts.studio import COLLECTED, DIRECTOR, NOW, REQUEST, Studio

ADMIN, PRODUCER = "U_ADMIN", "U_PRODUCER"
MODEL, PLACES = "priced-1", 100


@dataclass
class Till:
    """One shot of one production, on an archive."""

    archive: Archive
    production: Production
    shot: Shot
    opened: int = 0

    async def take(self, person: str = DIRECTOR, shot: Shot | None = None) -> Take:
        """A take on the paid camera, to be rolled."""
        self.opened += 1
        entry = TakeEntry("take", REQUEST, "wide\nthe pier", 7, "priced")
        key, where = f"paid:{self.opened}", shot or self.shot
        [take] = await self.archive.open_takes(where.id, key, [entry], person, where.asked_in, NOW)
        return take

    async def reserve(self, take: Take, cents: int = 49, now: datetime = NOW, places: int = PLACES) -> Any:
        """What comes of asking to roll it."""
        return await self.archive.reserve_roll(take.id, "priced", MODEL, {}, places, Estimate(cents, 40.0), now)

    async def rolling(self, cents: int = 49, person: str = DIRECTOR, now: datetime = NOW) -> tuple[Take, Attempt]:
        """A take that the camera has."""
        take = await self.take(person)
        attempt = await self.reserve(take, cents, now)
        assert isinstance(attempt, Attempt), attempt
        return await self.archive.submitted(attempt.id, f"op-{attempt.id}", now), attempt

    async def lands(self, take: Take, attempt: Attempt, cents: int) -> Take:
        """Its clip is there, and cost that much."""
        return await self.archive.collected(take.id, attempt.id, costing(cents), NOW)

    async def lines(self) -> list[LedgerEntry]:
        return await self.archive.ledger(self.production.id)

    async def kinds(self) -> list[tuple[str, int]]:
        """The ledger in short."""
        return [(line.kind, line.cents) for line in await self.lines()]


async def a_till(archive: Archive, month_cents: int | None = 1_500) -> Till:
    """A production with one shot; `month_cents` None leaves it as it was opened."""
    studio = Studio(archive)
    shot = await studio.shot()
    production = await studio.production()
    if month_cents is not None:
        await archive.activate(production.id, ADMIN, month_cents, NOW)
    return Till(archive, await archive.production(production.id), shot)


def costing(cents: int) -> Collected:
    """A clip that cost that much."""
    return Collected(COLLECTED.clip, 6.0, 3.5, cents, "priced-1.0", {})


def totals(lines: list[LedgerEntry], counts: Callable[[LedgerEntry], bool]) -> tuple[int, int]:
    """Spent and reserved, of the lines that count: attempt by attempt, as a person would work it out."""
    spent = reserved = 0
    for attempt in {line.attempt for line in lines if counts(line)}:
        by_kind = {line.kind: line.cents for line in lines if line.attempt == attempt}
        if "settled" in by_kind:
            spent += by_kind["settled"]
        elif "released" not in by_kind:
            reserved += by_kind["reserved"]
    return spent, reserved
