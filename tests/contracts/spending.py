"""A production that is spent from at random: its replicas and prices, and its ledger counted anew after every step.

What may happen to it is the rules of test_money_holds.py.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from graphs.crew import Crew
from graphs.crew.camera import Estimate
from graphs.vocabulary.money import Budget, LedgerEntry, day_of, month_of
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Attempt, Shot, Take
from storage.archive import SqlArchive
from storage.database import open_database
from tests.contracts.studio import NOW, Studio
from tests.contracts.till import PLACES, Till, a_till, totals
from tests.flows.stage import PricedCamera

Key = tuple[str, ...]  # which limit of whom: ("month", "2026-11")
Opened = Callable[[], AbstractAsyncContextManager[str]]  # a database of its own


class Repriced(PricedCamera):
    """The paid camera at a price that changes. It rolls nothing here: attempts are sent and answered by the rules."""

    cents = 49

    def __init__(self) -> None:
        super().__init__(Path("none.mp4"), PLACES)

    def estimate(self, request: ShotRequest) -> Estimate:
        return Estimate(self.cents, 40.0)


class Counted(RuleBasedStateMachine):
    """Two shots of one production on some replicas (on SQLite one), and what holds of its money at any moment."""

    database: Opened
    replicas = 1

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.now = NOW
        self.takes: list[Take] = []
        self.attempts: dict[str, Attempt] = {}
        self.sent: set[str] = set()
        self.gone: set[str] = set()
        self.camera = Repriced()
        self.over: dict[Key, int] = {}  # limits that are passed by what nobody here could help, and how far
        self.excused = False
        self._turn = 0

    def run(self, what: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(what)

    @initialize()
    def open(self) -> None:
        self._lent = type(self).database()
        self.url = self.run(self._lent.__aenter__())
        self._open()
        self.till: Till = self.run(a_till(self.archive, 400))
        self.shots: list[Shot] = [self.till.shot, self.run(Studio(self.archive).shot("200.1"))]
        self.run(self.archive.change_budget(self.till.production.id, {"shot_cents": 400, "person_day_cents": 150}))

    def _open(self) -> None:
        self.archives = [SqlArchive(open_database(self.url)) for _ in range(self.replicas)]

    @property
    def archive(self) -> SqlArchive:
        """The replicas by turns."""
        self._turn += 1
        return self.archives[self._turn % len(self.archives)]

    @invariant()
    def spent_and_reserved_stay_within_every_limit(self) -> None:
        if not hasattr(self, "till"):
            return
        lines, budget = self._lines(), self._budget()
        committed: dict[Key, tuple[int, int]] = {}
        for line in lines:
            for key, limit in self._limits(self._first(lines, line), budget):
                if key not in committed:
                    committed[key] = (sum(totals(lines, self._counts(lines, key))), limit)
        for key, (cents, limit) in committed.items():
            if cents > limit and not self.excused:
                assert cents <= self.over.get(key, 0), f"{cents} of {limit} for {key}"
        self.over = {key: cents for key, (cents, limit) in committed.items() if cents > limit}
        self.excused = False

    @invariant()
    def each_attempt_is_booked_once_and_the_month_adds_up(self) -> None:
        if not hasattr(self, "till"):
            return
        lines = self._lines()
        kinds = [(line.kind, line.attempt) for line in lines]
        assert len(kinds) == len(set(kinds))
        assert {a for k, a in kinds if k == "reserved"} == set(self.attempts)
        free = {a for k, a in kinds if k == "released"}
        assert not free & set(self._with_the_camera()), "what may still land is not free"
        key = ("month", month_of(self.now, self.till.production.timezone))
        spend = self.run(self.archive.spend(self.till.production.id, self.now))
        assert (spend.spent_cents, spend.reserved_cents) == totals(lines, self._counts(lines, key))

    def _crew(self) -> Crew:
        """The crew of one replica, with what a reservation looks at."""
        none: Any = None
        return Crew(
            archive=self.archive, vault=none, room=none, interpreter=none, cameras={"priced": self.camera},
            camera="priced", previs="priced", measure=none, develop=none, liveliest=none, still=none,
            clock=lambda: self.now, wake=none, folder=Path("none"),
        )  # fmt: skip

    def _unsent(self) -> list[str]:
        return sorted(set(self.attempts) - self.sent - self.gone)

    def _with_the_camera(self) -> list[str]:
        return sorted(self.sent - self.gone)

    def _one(self, data: st.DataObject) -> Attempt:
        return self.attempts[data.draw(st.sampled_from(sorted(self.attempts)))]

    def _lines(self) -> list[LedgerEntry]:
        found: list[LedgerEntry] = self.run(self.archive.ledger(self.till.production.id))
        return found

    def _budget(self) -> Budget:
        found: Budget = self.run(self.archive.budget(self.till.production.id))
        return found

    def _first(self, lines: list[LedgerEntry], line: LedgerEntry) -> LedgerEntry:
        """The reservation that a line belongs to."""
        return next(e for e in lines if e.attempt == line.attempt and e.kind == "reserved")

    def _keys(self, reserved: LedgerEntry) -> dict[str, Key]:
        zone = self.till.production.timezone
        return {
            "month_cents": ("month", month_of(reserved.at, zone)),
            "shot_cents": ("shot", reserved.shot),
            "person_day_cents": ("person", reserved.person, day_of(reserved.at, zone)),
        }

    def _limits(self, reserved: LedgerEntry, budget: Budget) -> list[tuple[Key, int]]:
        """The limits that a reservation counts against."""
        return [(key, getattr(budget, name)) for name, key in self._keys(reserved).items()]

    def _counts(self, lines: list[LedgerEntry], key: Key) -> Callable[[LedgerEntry], bool]:
        return lambda line: key in self._keys(self._first(lines, line)).values()

    def teardown(self) -> None:
        if hasattr(self, "archives"):
            for one in self.archives:
                self.run(one.aclose())
            self.run(self._lent.__aexit__(None, None, None))
        self.loop.close()
