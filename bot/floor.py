"""The engine room: wakes work, runs its flow one hand at a time, bounds it, and resumes what was left.

The truth is in the rows and LangGraph's checkpoints; the queue (PgQueuer) carries wake-ups only. Losing any of them
loses nothing: `reconcile` wakes every open row again.
"""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Protocol

import structlog
from pgqueuer import PgQueuer
from pgqueuer.adapters.inmemory import InMemoryQueries
from pgqueuer.errors import RetryRequested
from pgqueuer.executors import DatabaseRetryEntrypointExecutor
from pgqueuer.models import Job
from pgqueuer.ports import RepositoryPort

from graphs import digest, review, roll, slate
from graphs.crew import Crew
from graphs.crew.entries import Rest
from graphs.errors import DailiesError, NotFound
from graphs.resting import as_rest

log = structlog.get_logger()

# Steps of a kind that may run at one moment. People's acts have a lane of their own: a cancel never waits for uploads.
LANES = {"note": 24, "shot": 12, "take": 12, "digest": 2}
FLOWS = {"shot": slate.flow, "take": roll.flow, "note": review.flow, "digest": digest.flow}
RECONCILE_S = 15.0
AT = "@"  # between a work and the time that it is looked at again
ONCE = "note"  # what a person did is dealt with once; a shot, a take, a digest are looked at as often as they are woken
TAKEN_S = 0.2  # another replica works on it: look again
GIVE_UP_AFTER = 6
LONGEST_BACKOFF_S = 300.0


class Locks(Protocol):
    """Locks by key; see storage/locks.py."""

    def hold(self, key: str) -> AbstractAsyncContextManager[bool]: ...


class Checkpoints(Protocol):
    """LangGraph savers; see storage/checkpoints.py."""

    def saver(self) -> Any: ...

    async def forget(self, thread_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Queue:
    """PgQueuer's engine and the repository to enqueue through (on PostgreSQL a connection beside the listening one).

    `trim` empties the engine's own log of what it did, where nobody else does: in memory it only grows.
    """

    engine: PgQueuer
    enqueue: RepositoryPort
    trim: Callable[[], Awaitable[None]] | None = None


OpenQueue = Callable[[], AbstractAsyncContextManager[Queue]]


@asynccontextmanager
async def memory_queue() -> AsyncIterator[Queue]:
    """The embedded engine: its wake-ups end with the process, and are made anew from the rows."""
    engine = PgQueuer.in_memory()
    jobs = engine.queries
    assert isinstance(jobs, InMemoryQueries)

    async def trim() -> None:
        await jobs.clear_queue_log()
        await jobs.clear_statistics_log()

    yield Queue(engine, jobs, trim)


def postgres_queue(url: str) -> OpenQueue:
    """The engine on PostgreSQL, over psycopg: one connection listens and dequeues, the other enqueues."""

    @asynccontextmanager
    async def open_queue() -> AsyncIterator[Queue]:
        from pgqueuer.db import PsycopgDriver
        from pgqueuer.queries import Queries
        from psycopg import AsyncConnection

        async with (
            await AsyncConnection.connect(url, autocommit=True) as listening,
            await AsyncConnection.connect(url, autocommit=True) as sending,
        ):
            yield Queue(PgQueuer.from_psycopg_connection(listening), Queries(PsycopgDriver(sending)))

    return open_queue


async def install_queue(url: str) -> None:
    """Install the queue's tables on PostgreSQL, or bring them to what this version of the engine needs."""
    from pgqueuer.db import PsycopgDriver
    from pgqueuer.queries import Queries
    from psycopg import AsyncConnection

    async with await AsyncConnection.connect(url, autocommit=True) as connection:
        queue = Queries(PsycopgDriver(connection))
        if await queue.schema_is_installed():
            await queue.upgrade()
        else:
            await queue.install()


@cache
def _compiled() -> Mapping[str, Any]:
    """The flows, ready to run. They know no crew and no saver, so every floor of a process shares them."""
    return {kind: flow().compile() for kind, flow in FLOWS.items()}


class Floor:
    """Advances works for a crew. `start` and `stop` frame its life; `wake` may be called all the while."""

    crew: Crew

    def __init__(self, checkpoints: Checkpoints, locks: Locks, open_queue: OpenQueue) -> None:
        self._checkpoints = checkpoints
        self._locks = locks
        self._open_queue = open_queue
        self._queue: Queue | None = None
        self._flows = _compiled()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, crew: Crew) -> None:
        """Begin to work, with what was left open first. (The crew's own `wake` is this floor's, so it comes second.)"""
        self.crew = crew
        opened = asyncio.Event()
        self._tasks = [
            asyncio.create_task(self._supervise(opened)),
            asyncio.create_task(self._reconcile_for_ever(opened)),
        ]
        await opened.wait()

    async def stop(self) -> None:
        """Let running steps end at their next await; what is open stays open in its rows."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def wake(self, work: str, act: int | None = None) -> None:
        """Have a work advanced soon. Never fails: a wake-up that is lost is made again by `reconcile`.

        Each call has a key of its own: PgQueuer's de-duplication also covers running jobs, and what a person did
        while a step runs must be looked at after it.
        """
        key = f"{work}:{act}" if act is not None else f"{work}:{secrets.token_hex(4)}"
        await self._enqueue([work], [key])

    async def reconcile(self) -> None:
        """Wake every row that is open and due; a key that is queued already, which is due as well, is skipped."""
        works = await self.crew.archive.open_work(self.crew.clock())
        if works:
            await self._enqueue(works, works)

    async def _look(self, work: str, until: datetime) -> None:
        """Look at a work again at a time. Its key is that time: a look that is far off never stands for a near one."""
        look = f"{work}{AT}{until.isoformat()}"
        await self._enqueue([look], [look], max(until - self.crew.clock(), timedelta()))

    async def _enqueue(self, works: list[str], keys: list[str], delay: timedelta | None = None) -> None:
        if self._queue is None:
            return
        try:
            await self._queue.enqueue.enqueue(
                [_kind(work) for work in works],
                [work.encode() for work in works],
                [0] * len(works),
                execute_after=[delay] * len(works),
                dedupe_key=list(keys),
                on_conflict="skip",
            )
        except Exception:  # a wake-up may be lost, whatever the queue's database says; a step may not
            log.warning("wake_lost", action="wake", works=len(works), exc_info=True)

    async def _supervise(self, opened: asyncio.Event) -> None:
        """Keep the engine running: it ends when PostgreSQL goes away, and is opened again."""
        while True:
            try:
                async with self._open_queue() as queue:
                    for kind, limit in LANES.items():
                        queue.engine.entrypoint(
                            kind, concurrency_limit=limit, executor_factory=DatabaseRetryEntrypointExecutor
                        )(self._advance)
                    self._queue = queue
                    opened.set()
                    await queue.engine.run(shutdown_on_listener_failure=True)
            except asyncio.CancelledError:
                raise
            except Exception:  # this edge must never die: the next round opens the engine anew
                log.warning("engine_ended", action="supervise", exc_info=True)
            await asyncio.sleep(0.5)

    async def _reconcile_for_ever(self, opened: asyncio.Event) -> None:
        await opened.wait()
        while True:
            try:
                await self.reconcile()
                if self._queue is not None and self._queue.trim is not None:
                    await self._queue.trim()
            except Exception:  # this edge must never die: the next round finds the same rows
                log.warning("reconcile_failed", action="reconcile", exc_info=True)
            await asyncio.sleep(RECONCILE_S)

    async def _advance(self, job: Job) -> None:
        """One wake-up, or one look at its time: run the work's flow, and look again when it says."""
        work, _, at = (job.payload or b"").decode().partition(AT)
        async with self._locks.hold(work) as held:
            until = await self._step(work, datetime.fromisoformat(at) if at else None) if held else None
        if not held:
            raise RetryRequested(timedelta(seconds=TAKEN_S), "taken")
        if until is not None:
            await self._look(work, until)

    async def _step(self, work: str, look: datetime | None) -> datetime | None:
        """Run a work's flow until it ends or must wait; the time of the next look, None for no look.

        A `look` at a work that was woken meanwhile and rests for longer by now does nothing: that rest has its own.
        """
        structlog.contextvars.bind_contextvars(work=work)
        try:
            stands = await self.crew.archive.stands(work)
            if (_kind(work) == ONCE and stands.done) or (look and stands.rests_beyond(look)):
                return None
            rest, dues = await self._run(work, stands.dues)
            if not await self.crew.archive.rest(work, rest, dues):
                return self.crew.clock()  # it was made due while it ran
            if rest.done:
                await self._checkpoints.forget(work)
                log.info("done", action=_kind(work), slate=await self._slate(work))
        except NotFound:
            log.warning("work_without_row", action=_kind(work))
            return None
        except Exception as error:  # noqa: BLE001  # this edge must never die: the row counts the failure, and tries again
            return await self._stumbled(work, error)
        finally:
            structlog.contextvars.unbind_contextvars("work")
        return rest.until

    async def _run(self, work: str, dues: int) -> tuple[Rest, int]:
        """How its flow ends, and what had been due when that run began: one that is resumed began before a crash."""
        flow = self._flows[_kind(work)].copy({"checkpointer": self._checkpoints.saver()})
        config = {"configurable": {"thread_id": work}}
        before = await flow.aget_state(config)
        if _kind(work) == ONCE and not before.tasks and before.values.get("rest", {}).get("done"):
            return as_rest(before.values["rest"], self.crew), dues  # it ended, and a crash came before its row said so
        given = None if before.tasks else {"work": work, "dues": dues, "rest": {}, "carry": {}}
        state = await flow.ainvoke(given, config, context=self.crew, durability="sync")
        return as_rest(state["rest"], self.crew), state.get("dues", dues)

    async def _stumbled(self, work: str, error: Exception) -> datetime | None:
        """Count a failure in the row and try again later, ever more slowly; a take says so in the end."""
        trouble = type(error).__name__
        try:
            failures = await self.crew.archive.stumbled(work, trouble, self.crew.clock())
            delay: float = min(0.5 * 2**failures, LONGEST_BACKOFF_S)
            until = self.crew.clock() + timedelta(seconds=delay)
            await self.crew.archive.rest(work, Rest(until=until))
            log.warning(
                "stumbled", action=_kind(work), slate=await self._slate(work), failures=failures, exc_info=error
            )
            if failures == GIVE_UP_AFTER and _kind(work) == "take":
                said = error.said if isinstance(error, DailiesError) else DailiesError.words
                await roll.give_up(self.crew, work.partition(":")[2], said, failures)
                await self._checkpoints.forget(work)
                await self.wake(work)  # its card says so
                return None
        except Exception as again:  # the database itself is away: the same wake-up comes again
            log.warning("stumbled_twice", action=_kind(work), exc_info=True)
            raise RetryRequested(timedelta(seconds=RECONCILE_S), "stumbled twice") from again
        return until

    async def _slate(self, work: str) -> str | None:
        """The slate that a work belongs to, for the log."""
        kind, _, key = work.partition(":")
        with contextlib.suppress(DailiesError):
            if kind == "shot":
                return (await self.crew.archive.shot(key)).name
            if kind == "take":
                take = await self.crew.archive.take(key)
                return f"{(await self.crew.archive.shot(take.shot)).name} {take.label}"
        return None


def _kind(work: str) -> str:
    return work.partition(":")[0]
