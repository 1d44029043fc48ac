"""Whatever people, cameras, prices, replicas and crashes do: what is spent and reserved stays within every limit.

A limit that a person lowers, or a camera that charges more than it said, may leave a limit passed; then nothing more is
reserved against it until what was committed is below it again.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    precondition,
    rule,
    run_state_machine_as_test,
)

from graphs.readying import held_up, reservation
from graphs.vocabulary.money import Approval, Decision, Held
from graphs.vocabulary.shots import Attempt, Take
from tests.contracts.spending import Counted, Opened
from tests.contracts.studio import DIRECTOR, DP, TEAM
from tests.contracts.till import ADMIN, PRODUCER, Till, costing, totals
from tests.postgres import Postgres
from tests.sqlite import migrated

PEOPLE = st.sampled_from([DIRECTOR, DP])
CENTS = st.sampled_from([10, 49, 120, 640])
LIMITS = st.sampled_from([0, 60, 150, 400, 1_500])


class Spending(Counted):
    """Two people who roll, cameras that answer as they like, and an admin who changes their mind.

    An attempt is `sent` once it may be with the camera, and `gone` once it is known that the camera makes nothing of
    it. One that is sent may land at any time: after its take was given up, or after an answer that told nothing.
    """

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
        if not cents:
            self.gone.add(attempt.id)

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
        """Of one that may be with the camera, where there is any: what that costs is not known then."""
        take = self.attempts[data.draw(st.sampled_from(self._with_the_camera() or sorted(self.attempts)))].take
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

    run_state_machine_as_test(machine(a_file, 1), settings=bounded(12, 25))


def test_spent_and_reserved_stay_within_every_limit_between_replicas(postgres: Postgres) -> None:
    run_state_machine_as_test(machine(postgres.migrated, 2), settings=bounded(4, 12))
