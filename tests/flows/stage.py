"""Small stand-ins for the chat and the camera, at our own protocols, and a set that runs flows on a real floor."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from structlog.testing import capture_logs

from bot.floor import Floor, memory_queue
from graphs.crew import Crew, Print
from graphs.crew.archive import Archive
from graphs.crew.camera import Camera, Clip, Estimate, Finish, Keeps, RollOrder, StillRolling
from graphs.crew.reading import Interpreter
from graphs.crew.room import Choice, Mark, ShotView, TakeView, Upload, clip_key
from graphs.errors import NotAnImage, NotAVideo, UnknownOperation
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.acts import Act, ActKind
from graphs.vocabulary.production import Person, Production
from graphs.vocabulary.refs import FileRef, Ref
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Shot, Take
from storage.archive import SqlArchive
from storage.checkpoints import open_checkpoints
from storage.database import open_database
from storage.locks import ProcessLocks
from storage.vault import FolderVault
from tests.sqlite import FILE, migrated

CHECKPOINTS = "checkpoints.db"
TEAM, CHANNEL = "T1", "C1"
DIRECTOR, AD, DP, PA, GUEST, ROBOT = "U_DIRECTOR", "U_AD", "U_DP", "U_PA", "U_GUEST", "U_ROBOT"
PRODUCER, ADMIN = "U_PRODUCER", "U_ADMIN"


class Chat:
    """A ScreeningRoom that remembers what it was asked to show. `hide_clips` shares nothing, as a chat may."""

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._clock = clock
        self._posted = 0
        self.marks: list[tuple[Ref, Mark]] = []
        self.said: list[str] = []
        self.choices: list[tuple[Choice, ...]] = []
        self.called: list[tuple[Ref, tuple[str, ...]]] = []  # where each was said, and who was called to it
        self.whispers: list[tuple[str, str]] = []
        self.offered: list[tuple[str, tuple[Choice, ...]]] = []
        self.shots: dict[str, ShotView] = {}
        self.takes: dict[str, TakeView] = {}
        self.greeted: list[str] = []
        self.digests: list[str] = []
        self.uploads: list[tuple[str, int]] = []
        self.hide_clips = False

    def next_ts(self) -> str:
        self._posted += 1
        return f"{1_800_000_000 + self._posted}.000000"

    async def show_shot(self, view: ShotView) -> None:
        await self._show(f"shot:{view.shot.id}", "card", view.shot.id, view.shot.thread)
        self.shots[view.shot.id] = view

    async def show_take(self, view: TakeView) -> None:
        await self._show(f"take:{view.take.id}", view.take.kind, view.take.id, view.shot.thread)
        self.takes[view.take.id] = view

    async def _show(self, key: str, subject: Any, id: str, thread: Ref) -> Ref:
        posting = await self._archive.intend(key, subject, id, thread, self._clock())
        ref = posting.ref or Ref(thread.team, thread.channel, self.next_ts())
        await self._archive.posted(key, ref, "shown")
        return ref

    async def screen(self, take: Take, shot: Shot, clip: Path, retry: int) -> Upload:
        key = clip_key(take.id, retry)
        posting = await self._archive.intend(key, take.kind, take.id, shot.thread, self._clock())
        if posting.tries == 0:
            self.uploads.append((take.id, retry))
            await self._archive.began(key)
        if self.hide_clips:
            return Upload(f"F{take.id}", None)
        ref = posting.ref or Ref(shot.thread.team, shot.thread.channel, self.next_ts())
        await self._archive.posted(key, ref, "clip")
        return Upload(f"F{take.id}", ref)

    async def mark(self, ref: Ref, mark: Mark) -> None:
        if (ref, mark) not in self.marks:
            self.marks.append((ref, mark))

    async def unmark(self, ref: Ref, mark: Mark) -> None:
        if (ref, mark) in self.marks:
            self.marks.remove((ref, mark))

    async def busy(self, thread: Ref, words: str | None) -> None:
        return None

    async def say(
        self, key: str, thread: Ref, words: str, choices: tuple[Choice, ...] = (), to: tuple[str, ...] = ()
    ) -> None:
        posting = await self._archive.intend(f"say:{key}", "note", key, thread, self._clock())
        if posting.ref is None:
            self.said.append(words)
            self.choices.append(choices)
            self.called.append((thread, to))
            await self._archive.posted(f"say:{key}", Ref(thread.team, thread.channel, self.next_ts()), words)

    async def resay(self, key: str, thread: Ref, words: str) -> None:
        if await self._archive.posting(f"say:{key}"):
            self.said.append(words)

    async def whisper(self, key: str, thread: Ref, person: str, words: str, choices: tuple[Choice, ...] = ()) -> None:
        posting = await self._archive.intend(f"whisper:{key}", "note", key, thread, self._clock())
        if posting.tries == 0:
            await self._archive.began(posting.key)
            self.whispers.append((person, words))
            self.offered.append((person, choices))

    async def greet(self, production: Production) -> None:
        thread = Ref(production.team, production.channel, "")
        posting = await self._archive.intend(f"greet:{production.id}", "greeting", production.id, thread, self._clock())
        if posting.ref is None:
            self.greeted.append(production.id)
            await self._archive.posted(f"greet:{production.id}", Ref(TEAM, production.channel, self.next_ts()), "hello")

    async def show_digest(self, key: str, production: Production, thread: Ref | None, markdown: str) -> Ref:
        at = thread or Ref(production.team, production.channel, "")
        posting = await self._archive.intend(key, "digest", key, at, self._clock())
        if posting.ref:
            return posting.ref
        self.digests.append(markdown)
        ref = Ref(production.team, production.channel, self.next_ts())
        await self._archive.posted(key, ref, "digest")
        return ref

    async def permalink(self, ref: Ref) -> str:
        return f"https://chat.example/{ref.channel}/{ref.ts}"

    async def channel_name(self, team: str, channel: str) -> str:
        return "scene-14"

    async def person(self, team: str, person: str) -> Person:
        return Person(team, person, person.title(), "Europe/Paris", bot=person == ROBOT, guest=person == GUEST,
                      admin=person == ADMIN)  # fmt: skip

    async def fetch(self, file: FileRef, to: Path) -> None:
        if not file.mime.startswith("image/"):
            raise NotAnImage
        to.write_bytes(b"image")

    async def fetch_clip(self, file: FileRef, to: Path) -> None:
        if "broken" in file.name:
            raise NotAVideo
        to.write_bytes(b"footage")


class QuickCamera:
    """A camera whose clip is there after `looks` looks. It keeps its operations as a provider does."""

    name = "animatic"
    model = "quick-1"
    paid = False
    keeping: Keeps | None = None  # how it keeps the picture of a take that is revised
    mastering: Keeps | None = None  # how it makes a master; None: it has one quality only
    stops = True  # whether a render that runs can be stopped
    costs = 0  # what a clip of it costs in the end, in cents
    before_submit: Callable[[], Awaitable[Any]] | None = None  # something that happens right before a render is sent

    while_submitting: Callable[[], Awaitable[Any]] | None = None  # something that happens while it is on its way

    def __init__(self, clip: Path, places: int = 2, looks: int = 1) -> None:
        self.places = places
        self.looks = looks
        self.rolled: list[RollOrder] = []
        self.cancelled: list[str] = []
        self.fault: Exception | None = None
        self._clip = clip
        self._seen: dict[str, int] = {}

    def estimate(self, request: ShotRequest) -> Estimate:
        return Estimate(0, 1.0)

    def refusal(self, request: ShotRequest) -> str | None:
        return "This camera rolls at most 20 s; 20 s is the nearest." if (request.duration_s or 0) > 20 else None

    def nearest(self, request: ShotRequest) -> ShotRequest | None:
        return request.model_copy(update={"duration_s": 20}) if self.refusal(request) else None

    def lands(self) -> None:
        """From now on its clips are there at the first look."""
        self.looks = 0

    def keeps(self, before: ShotRequest, request: ShotRequest, duration_s: float | None) -> Keeps | None:
        return self.keeping

    def finish(self, request: ShotRequest, size: str | None, duration_s: float | None) -> Finish | None:
        finer = request.model_copy(update={"resolution": size or "4k"})
        return Finish(finer, self.mastering) if self.mastering else None

    def recipe(self, order: RollOrder) -> dict[str, Any]:
        return {}

    async def roll(self, order: RollOrder) -> str:
        if self.while_submitting:
            await self.while_submitting()
        if order.attempt not in self._seen:
            self.rolled.append(order)
            self._seen[order.attempt] = 0
        return order.attempt

    async def find(self, attempt: str) -> str | None:
        if self.before_submit and attempt not in self._seen:
            await self.before_submit()
        return attempt if attempt in self._seen else None

    async def collect(self, operation: str) -> StillRolling | Clip:
        if operation not in self._seen:
            raise UnknownOperation
        if self.fault:
            raise self.fault
        self._seen[operation] += 1
        if operation in self.cancelled or self._seen[operation] <= self.looks:
            return StillRolling(None, 0.05)
        return Clip(self._clip, "quick-1.0", {"scale": 1}, self.costs)

    async def cancel(self, operation: str) -> bool:
        self.cancelled.append(operation)
        return self.stops

    async def aclose(self) -> None:
        return None


class PricedCamera(QuickCamera):
    """A camera that costs $0.49 a take."""

    name = "priced"
    model = "priced-1"
    paid = True
    costs = 49

    def estimate(self, request: ShotRequest) -> Estimate:
        return Estimate(49, 40.0)


@dataclass
class Set:
    """A running floor with its crew, and people who act on it."""

    crew: Crew
    floor: Floor
    chat: Chat
    camera: QuickCamera
    archive: Archive
    time: list[datetime]
    newest_act: int = 0
    may_stumble: bool = False  # whether the test has steps fail
    _acts: int = field(default=0)

    async def does(
        self, kind: ActKind, person: str, ref: Ref | None = None, thread: Ref | None = None, **more: Any
    ) -> Ref:
        """Somebody does something: stored and woken as a listener would; where it was done."""
        self._acts += 1
        at = ref or Ref(TEAM, CHANNEL, self.chat.next_ts())
        more.setdefault("key", f"{kind}:{self._acts}")
        act = Act(kind=kind, ref=at, thread=thread or at, person=person, at=self.crew.clock(), **more)
        hearing = await self.archive.hear(act)
        self.newest_act = hearing.act or self.newest_act
        if hearing.new and hearing.work:
            await self.floor.wake(hearing.work, hearing.act)
        return at

    async def says(self, person: str, text: str, thread: Ref | None = None, *, addressed: bool | None = None) -> Ref:
        """Somebody writes; outside a thread it is addressed to the bot unless said otherwise."""
        to_us = thread is None if addressed is None else addressed
        return await self.does("said", person, thread=thread, text=text, addressed=to_us)

    async def reacts(self, person: str, emoji: str, ref: Ref, *, order: int, put: bool = True) -> None:
        await self.does("reacted" if put else "unreacted", person, ref, emoji=emoji, fields={"order": f"{order:010d}"})

    async def presses(self, person: str, action: str, subject: str, thread: Ref) -> None:
        await self.does("pressed", person, thread=thread, action=action, subject=subject)

    async def answers(self, person: str, subject: str, fields: dict[str, Any]) -> None:
        """Somebody hands in the edit form of a shot."""
        shot = await self.archive.shot(subject.partition(":")[2])
        await self.does("answered", person, thread=shot.thread, action="edit", subject=subject, fields=fields)

    async def until(self, seen: Callable[[], Any], what: str = "what was waited for") -> Any:
        """Wait until something is seen; AssertionError where it never is."""
        for _ in range(240):
            found = seen()
            if asyncio.iscoroutine(found):
                found = await found
            if found:
                return found
            await asyncio.sleep(0.05)
        raise AssertionError(f"{what} was not seen")

    async def settled(self) -> None:
        """Wait until no work is open."""

        async def nothing() -> bool:
            return not await self.archive.open_work(self.crew.clock() + timedelta(days=1))

        await self.until(nothing, "an empty work book")

    async def shot(self, thread: Ref) -> Shot:
        return (await self.archive.shots_in(thread))[-1]

    async def takes(self, thread: Ref) -> list[Take]:
        return [t for s in await self.archive.shots_in(thread) for t in await self.archive.takes_of(s.id)]


@asynccontextmanager
async def a_set(folder: Path, clip: Path, paid: Camera | None = None, **camera: Any) -> AsyncIterator[Set]:
    """A set on SQLite in `folder`, with a channel that the director invited the bot to.

    With a `paid` camera that one rolls the takes, and the animatic draws previs.
    """
    for file in (FILE, CHECKPOINTS):
        shutil.copy(await greeted() / file, folder / file)
    async with raised(folder, clip, paid, **camera) as the_set:
        the_set.chat.next_ts()  # the greeting's
        the_set.newest_act = the_set._acts = 1  # the invitation
        yield the_set


async def greeted() -> Path:
    """A folder with the files of a bot that was invited and has greeted, as they lie there once it has ended.

    It greets once in this process; nobody writes there again.
    """
    there = Path(_folder().name) / "greeted"
    if not there.exists():
        making = there.with_name("greeting")
        making.mkdir()
        await migrated(making)
        async with raised(making, making) as the_set:
            await the_set.does("invited", DIRECTOR, Ref(TEAM, CHANNEL, "0"))
            await the_set.until(lambda: the_set.chat.greeted, "the greeting")
            await the_set.settled()
        assert not list(making.glob("*-wal")), "all of it is in the files"
        making.rename(there)
    return there


@cache
def _folder() -> TemporaryDirectory[str]:
    """It goes with this process."""
    return TemporaryDirectory(prefix="dailies-tests-")


@asynccontextmanager
async def raised(
    folder: Path, clip: Path, paid: Camera | None = None, interpreter: Interpreter | None = None, **camera: Any
) -> AsyncIterator[Set]:
    """A set on the files in `folder`, as they are. The rules read, unless somebody else is given."""
    async with AsyncExitStack() as stack:
        archive = SqlArchive(open_database(f"sqlite+aiosqlite:///{folder / FILE}"))
        stack.push_async_callback(archive.aclose)
        time = [datetime.now(UTC)]
        chat = Chat(archive, lambda: time[0])
        checkpoints = await stack.enter_async_context(open_checkpoints(str(folder / CHECKPOINTS)))
        floor = Floor(checkpoints, ProcessLocks(), memory_queue)
        quick = QuickCamera(clip, **camera)
        crew = Crew(
            archive=archive, vault=FolderVault(folder / "vault"), room=chat,
            interpreter=interpreter or RulesInterpreter(),
            cameras={c.name: c for c in (quick, paid) if c}, camera=(paid or quick).name, previs="animatic",
            measure=measure_nothing, develop=develop_nothing, liveliest=at_three_seconds,
            still=print_nothing,
            clock=lambda: datetime.now(UTC) + (time[0] - started), wake=floor.wake, folder=folder / "work",
            share_patience_s=0.5,
        )  # fmt: skip
        started = time[0]
        await floor.start(crew)
        stack.push_async_callback(floor.stop)
        told = stack.enter_context(capture_logs())
        the_set = Set(crew, floor, chat, quick, archive, time)
        yield the_set
        stumbles = [line for line in told if line["event"].startswith("stumbled")]
        assert the_set.may_stumble or stumbles == [], f"a step failed and was tried again: {stumbles}"


@asynccontextmanager
async def a_paid_set(folder: Path, clip: Path, paid: Camera, **camera: Any) -> AsyncIterator[Set]:
    """A set whose takes cost money, with a limit of $15."""
    async with a_set(folder, clip, paid, **camera) as the_set:
        [production] = await the_set.archive.productions()
        await the_set.archive.activate(production.id, ADMIN, 1_500, the_set.crew.clock())
        yield the_set


async def develop_nothing(clip: Path, folder: Path, framed: str | None) -> Print:
    """A lab that copies: its pictures are the clip's bytes."""
    for name in ("poster.png", "strip.png"):
        (folder / name).write_bytes(clip.read_bytes() + name.encode())
    return Print(folder / "poster.png", folder / "strip.png")


async def print_nothing(clip: Path, seconds: float, to: Path) -> Path:
    """A lab whose stills are the clip's bytes."""
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(clip.read_bytes())
    return to


async def at_three_seconds(clip: Path) -> float:
    """Every clip changes most at 3 s."""
    return 3.0


async def measure_nothing(clip: Path) -> float:
    """Every clip is 8 s long."""
    return 8.0
