"""Whatever people, cameras, prices, replicas and crashes do: what is spent and reserved stays within every limit.

A limit that a person lowers, or a camera that charges more than it said, may leave a limit passed; then nothing more is
reserved against it until what was committed is below it again.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from graphs.crew import Crew
from graphs.crew.camera import Estimate
from graphs.readying import held_up, reservation
from graphs.vocabulary.money import Approval, Budget, Decision, Held, LedgerEntry, day_of, month_of
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Attempt, Shot, Take
from storage.archive import SqlArchive
from storage.database import open_database
from tests.contracts.studio import DIRECTOR, DP, NOW, TEAM, Studio
from tests.contracts.till import ADMIN, PLACES, PRODUCER, Till, a_till, costing, totals
from tests.flows.stage import PricedCamera
from tests.postgres import Postgres
from tests.sqlite import migrated

PEOPLE = st.sampled_from([DIRECTOR, DP])
CENTS = st.sampled_from([10, 49, 120, 640])
LIMITS = st.sampled_from([0, 60, 150, 400, 1_500])
Key = tuple[str, ...]  # which limit of whom: ("month", "2026-11")
Opened = Callable[[], AbstractAsyncContextManager[str]]  # a database of its own


class Repriced(PricedCamera):
    """The paid camera at a price that changes. It rolls nothing here: attempts are sent and answered by the rules."""

    cents = 49

    def __init__(self) -> None:
        super().__init__(Path("none.mp4"), PLACES)

    def estimate(self, request: ShotRequest) -> Estimate:
        return Estimate(self.cents, 40.0)


class Spending(RuleBasedStateMachine):
    """Two shots and two people of one production, two replicas (on SQLite one), and an admin who changes their mind.

    An attempt is `sent` once it may be with the camera, and `gone` once it is known that the camera makes nothing of
    it. One that is sent may land at any time: after its take was given up, or after an answer that told nothing.
    """

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

    @rule()
    def a_replica_dies(self) -> None:
        for one in self.archives:
            self.run(one.aclose())
        self._open()

    @rule(hours=st.integers(1, 400))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(person=PEOPLE, shot=st.integers(0, 1), cents=CENTS, count=st.integers(1, 4))
    def rolls_at_once(self, person: str, shot: int, cents: int, count: int) -> None:
        """Some takes are opened and reserved at the same moment, each of them by two replicas."""
        self.till.archive = self.archive
        takes = [self.run(self.till.take(person, self.shots[shot])) for _ in range(count)]
        self.takes += takes
        self._reserve(takes * 2, cents)

    @precondition(lambda self: self.takes)
    @rule(data=st.data(), cents=CENTS)
    def tries_again(self, data: st.DataObject, cents: int) -> None:
        take = data.draw(st.sampled_from(self.takes))
        self.run(self.archive.retry_take(take.id))
        self._reserve([take, take], cents)

    def _reserve(self, takes: list[Take], cents: int) -> None:
        stopped = self._stopped()

        async def all_at_once() -> list[Any]:
            tills = [Till(self.archive, self.till.production, self.till.shot) for _ in takes]
            return await asyncio.gather(
                *(till.reserve(take, cents, self.now) for till, take in zip(tills, takes, strict=True))
            )

        for answer in self.run(all_at_once()):
            self._reserved(answer, stopped)

    def _stopped(self) -> bool:
        return self.run(self.archive.spend(self.till.production.id, self.now)).halt is not None

    def _reserved(self, answer: Any, stopped: bool) -> None:
        """What a reservation came to: a new attempt is within every limit as it is now."""
        if isinstance(answer, Attempt) and answer.id not in self.attempts:
            assert not stopped, "reserved although an admin had stopped it"
            self.attempts[answer.id] = answer
            lines, budget = self._lines(), self._budget()
            [line] = [e for e in lines if e.attempt == answer.id]
            for key, limit in self._limits(line, budget):
                assert sum(totals(lines, self._counts(lines, key))) <= limit, f"{key} was passed by a reservation"

    @rule(cents=CENTS)
    def the_price_changes(self, cents: int) -> None:
        """The model costs another amount from now on, whatever is reserved."""
        self.camera.cents = cents

    @precondition(lambda self: self._unsent())
    @rule(data=st.data())
    def a_step_goes_on(self, data: st.DataObject) -> None:
        """As the flow does it: an intent is looked at again, by price and stop, and then sent, kept or made anew."""
        attempt = self.attempts[data.draw(st.sampled_from(self._unsent()))]
        take, stopped, price = self.run(self.archive.take(attempt.take)), self._stopped(), self.camera.cents
        if take.ended:
            return
        way = self.run(held_up(self._crew(), take, attempt))
        if way is None:
            assert not stopped and price <= attempt.estimate_cents, "sent although it was stopped, or costs more"
            self.sent.add(attempt.id)
        if way == "look_for_source":
            self.gone.add(attempt.id)
            self._reserved(self.run(reservation(self._crew(), take)), stopped)

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

    @precondition(lambda self: self._with_the_camera())
    @rule(data=st.data(), share=st.sampled_from([0.0, 0.9, 1.0, 1.3]))
    def a_clip_lands(self, data: st.DataObject, share: float) -> None:
        """What was counted before the camera told, since nobody could, stands: the first word on a cost."""
        attempt, before = self.attempts[data.draw(st.sampled_from(self._with_the_camera()))], self._lines()
        self.run(self.archive.submitted(attempt.id, f"op-{attempt.id}", self.now))
        cents = round(attempt.estimate_cents * share)
        counted = any(line.kind == "settled" and line.attempt == attempt.id for line in before)
        self.excused = share > 1 and not counted
        self.run(self.archive.collected(attempt.take, attempt.id, costing(cents), self.now))
        assert not counted or self._lines() == before

    @precondition(lambda self: self._with_the_camera())
    @rule(data=st.data())
    def an_answer_tells_nothing(self, data: st.DataObject) -> None:
        """A submit whose answer was lost, as the flow books it: it may land all the same."""
        attempt = self.attempts[data.draw(st.sampled_from(self._with_the_camera()))]
        cents = attempt.estimate_cents
        self.run(self.archive.attempt_failed(attempt.id, "who knows", take_ends=True, cost_cents=cents))

    @precondition(lambda self: self._with_the_camera())
    @rule(data=st.data(), billed=st.booleans(), ends=st.booleans())
    def the_camera_fails(self, data: st.DataObject, billed: bool, ends: bool) -> None:
        attempt = self.attempts[data.draw(st.sampled_from(self._with_the_camera()))]
        cost = attempt.estimate_cents if billed else 0
        self.run(self.archive.attempt_failed(attempt.id, "no light", take_ends=ends, cost_cents=cost))
        self.gone.add(attempt.id)

    @precondition(lambda self: self.attempts)
    @rule(data=st.data())
    def its_flow_gives_up(self, data: st.DataObject) -> None:
        take = self._one(data).take
        self.run(self.archive.fail_take(take, "gave up"))
        self.gone |= {each for each in self._unsent() if self.attempts[each].take == take}

    @precondition(lambda self: self.takes)
    @rule(data=st.data())
    def somebody_cancels(self, data: st.DataObject) -> None:
        self.run(self.archive.cancel_take(data.draw(st.sampled_from(self.takes)).id, DP))

    @precondition(lambda self: self.attempts)
    @rule(data=st.data(), stopped=st.booleans())
    def a_cancelled_render_is_known(self, data: st.DataObject, stopped: bool) -> None:
        """It was stopped, or charged for all the same, which may be said after it was taken to be stopped."""
        attempt = self._one(data)
        if self.run(self.archive.take(attempt.take)).state == "cancelled":
            self.excused = not stopped
            self.run(self.archive.render_stopped(attempt.id, 0 if stopped else attempt.estimate_cents))
            if stopped:
                self.gone.add(attempt.id)

    @precondition(lambda self: self.takes)
    @rule(data=st.data(), yes=st.booleans())
    def two_decide_at_once(self, data: st.DataObject, yes: bool) -> None:
        take = self.run(self.archive.take(data.draw(st.sampled_from(self.takes)).id))
        if isinstance(take.held, Held) and take.held.why == "approval":
            cents = take.held.cents

            words: tuple[Decision, Decision] = ("approved", "refused") if yes else ("refused", "approved")

            async def both() -> tuple[Approval | None, Approval | None]:
                return await asyncio.gather(
                    self.archive.decide(take.id, cents, words[0], PRODUCER, self.now),
                    self.archive.decide(take.id, cents, words[1], ADMIN, self.now),
                )

            decided = self.run(both())
            assert decided[0] == decided[1] is not None, "the first word stands"

    @rule(bound=st.sampled_from(["month_cents", "shot_cents", "person_day_cents"]), cents=LIMITS)
    def an_admin_sets_a_limit(self, bound: str, cents: int) -> None:
        self.excused = True
        self.run(self.archive.change_budget(self.till.production.id, {bound: cents}))

    @rule()
    def an_admin_lowers_a_limit_below_what_is_reserved(self) -> None:
        spend = self.run(self.archive.spend(self.till.production.id, self.now))
        below = max(spend.spent_cents + spend.reserved_cents - 1, 0)
        self.excused = True
        self.run(self.archive.change_budget(self.till.production.id, {"month_cents": below}))
        self.till.archive = self.archive
        take = self.run(self.till.take(DIRECTOR, self.shots[0]))
        self.takes.append(take)
        answer = self.run(self.till.reserve(take, 10, self.now))
        assert isinstance(answer, Held) and answer.why in ("limit", "halted"), "nothing more is reserved against it"

    @rule(everywhere=st.booleans(), stops=st.booleans())
    def an_admin_stops_or_lets_go(self, everywhere: bool, stops: bool) -> None:
        scope = None if everywhere else self.till.production.id
        if stops:
            self.run(self.archive.halt(TEAM, scope, ADMIN, self.now))
        else:
            self.run(self.archive.lift_halt(TEAM, scope, ADMIN, self.now))

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
        key = ("month", month_of(self.now, self.till.production.timezone))
        spend = self.run(self.archive.spend(self.till.production.id, self.now))
        assert (spend.spent_cents, spend.reserved_cents) == totals(lines, self._counts(lines, key))

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


def machine(opened: Opened, replicas: int) -> type[Spending]:
    """The machine on databases of that kind."""
    return type("SpendingThere", (Spending,), {"database": staticmethod(opened), "replicas": replicas})


def bounded(examples: int, steps: int) -> settings:
    """Examples are told as they are: to make a failing one smaller takes longer than a test may."""
    return settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate),
    )  # fmt: skip


def test_spent_and_reserved_stay_within_every_limit(tmp_path: Path) -> None:
    @asynccontextmanager
    async def a_file() -> AsyncIterator[str]:
        with TemporaryDirectory(dir=tmp_path) as folder:
            yield await migrated(Path(folder))

    run_state_machine_as_test(machine(a_file, 1), settings=bounded(15, 25))


def test_spent_and_reserved_stay_within_every_limit_between_replicas(postgres: Postgres) -> None:
    run_state_machine_as_test(machine(postgres.migrated, 2), settings=bounded(4, 12))
