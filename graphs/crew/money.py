"""The Archive's part for money: what a production may spend, who decides, what stops it, what was spent.

Reserving and settling belong to rolls and are in archive.py (`reserve_roll`, `collected`, `attempt_failed`, ...).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from graphs.vocabulary.money import Approval, Budget, Decision, Held, LedgerEntry, PaidRoll, Spend


class MoneyBook(Protocol):
    """Budgets and the ledger. What changes a budget makes the takes due that money kept from rolling."""

    async def budget(self, production: str) -> Budget:
        """A production's budget. Raises NotFound."""
        ...

    async def activate(
        self, production: str, by: str, month_cents: int | None, now: datetime
    ) -> tuple[Budget, list[str]]:
        """An admin lets a production spend: up to that a month, or ACTIVATED_WITH; a later call changes the limit.

        The admin stands in where nobody else does. The budget, and the works that are due now.
        """
        ...

    async def change_budget(self, production: str, changes: Mapping[str, int | str | None]) -> tuple[Budget, list[str]]:
        """Set some fields of a budget, by their names; the budget, and the works that are due now."""
        ...

    async def decide(self, take: str, cents: int, decision: Decision, by: str, now: datetime) -> Approval | None:
        """Approve or refuse a take at a price; what was decided first stands. A refused take ends.

        None where the take does not wait for that, at that price.
        """
        ...

    async def halt(self, team: str, production: str | None, by: str, now: datetime) -> tuple[list[PaidRoll], list[str]]:
        """Stop all paid rolls of a production, or of the workspace: what money is reserved for at this moment, and the
        works that are due now, since their cards say otherwise (takes that were not sent, shots that count down).

        Where it is stopped already nothing is due.
        """
        ...

    async def lift_halt(self, team: str, production: str | None, by: str, now: datetime) -> tuple[bool, list[str]]:
        """Let them roll again: whether it was stopped, and the works that are due now."""
        ...

    async def may_submit(self, attempt: str) -> Held | None:
        """Whether an attempt that is reserved may be sent now: not where paid rolls were stopped meanwhile.

        From here on it counts as rolling for who stops them, until its camera turned it away.
        """
        ...

    async def turned_away(self, attempt: str) -> None:
        """The camera was busy and took nothing."""
        ...

    async def ledger(self, production: str) -> list[LedgerEntry]:
        """All lines of a production, in the order written."""
        ...

    async def spend(self, production: str, now: datetime) -> Spend:
        """What a production has spent in the month of `now`."""
        ...
