"""The composition root: opens every part, ties them, and closes them. Each part can be given from outside."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from bot.app import build_app, connect, who_we_are
from bot.clips import Frames
from bot.floor import Floor, install_queue, memory_queue, postgres_queue
from bot.listeners.edge import Edge
from bot.listeners.notes import put_down
from bot.schedule import Schedule
from bot.screening_room import SlackRoom
from bot.settings import Settings
from bot.slack_client import open_slack
from graphs.cameras.absent import Cameras
from graphs.cameras.animatic.camera import AnimaticCamera
from graphs.cameras.film import develop, frame_at, liveliest, measure, still
from graphs.cameras.models import read_models
from graphs.cameras.opening import Google, open_google, open_plugged
from graphs.crew import Clock, Crew
from graphs.crew.archive import Archive
from graphs.crew.camera import Camera
from graphs.crew.reading import Interpreter
from graphs.crew.room import ScreeningRoom
from graphs.errors import DataFolderBusy
from graphs.google_access import Access
from graphs.interpreters.gemini import GeminiInterpreter
from graphs.interpreters.rules import RulesInterpreter
from graphs.pricing import price_with_notes
from storage.archive import SqlArchive
from storage.checkpoints import open_checkpoints
from storage.database import open_database
from storage.locks import AdvisoryLocks, ProcessLocks
from storage.migrate import migrate
from storage.vault import FolderVault


@dataclass(frozen=True, slots=True)
class House:
    """The open house: what commands and tests reach into."""

    crew: Crew
    floor: Floor
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts from outside, each in the place of (or around) the one that the settings choose."""

    room: Callable[[ScreeningRoom], ScreeningRoom] | None = None
    cameras: Callable[[Mapping[str, Camera]], Mapping[str, Camera]] | None = None
    interpreter: Interpreter | None = None
    clock: Clock | None = None


def now() -> datetime:
    """The time, aware, UTC."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_archive(settings: Settings) -> AsyncIterator[Archive]:
    """The archive alone, brought up to date: for commands that only read."""
    if settings.embedded:
        settings.data.mkdir(parents=True, exist_ok=True)
    await migrate(settings.database())
    archive = SqlArchive(open_database(settings.database()))
    try:
        yield archive
    finally:
        await archive.aclose()


async def migrate_all(settings: Settings) -> None:
    """Bring the archive's tables, the queue's and LangGraph's to what this version needs."""
    async with open_archive(settings):
        pass
    async with open_checkpoints(checkpoints_at(settings)):
        pass
    if not settings.embedded:
        await install_queue(libpq(settings.database()))


@asynccontextmanager
async def open_house(settings: Settings, parts: Parts | None = None) -> AsyncIterator[House]:
    """Open everything and connect; the house is ready when it yields, and closed when it ends.

    Raises Misconfigured where tokens are missing and DataFolderBusy where another process works on the data.
    """
    parts = parts or Parts()
    bot_token, app_token = settings.slack_tokens()
    settings.data.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        rules, gemini = await stack.enter_async_context(open_readers(settings))
        if settings.embedded:
            stack.enter_context(sole_user(settings.data))
        archive = await stack.enter_async_context(open_archive(settings))
        floor, locks = await stack.enter_async_context(open_floor(settings))
        client = await stack.enter_async_context(open_slack(settings.slack_api_url, bot_token))
        us = await who_we_are(client)
        clock = parts.clock or now
        crew = Crew(
            archive=archive,
            vault=FolderVault(settings.data / "vault"),
            room=(parts.room or _as_it_is)(SlackRoom(client, archive, locks.hold, clock, us)),
            interpreter=parts.interpreter or gemini or rules,
            cameras=await stack.enter_async_context(open_cameras(settings, parts)),
            camera=settings.camera,
            previs="animatic",
            measure=measure,
            develop=develop,
            liveliest=liveliest,
            still=still,
            clock=clock,
            wake=floor.wake,
            folder=settings.data / "work",
            admins=settings.money_admins(),
            share_patience_s=settings.share_patience_s,
        )
        await floor.start(crew)
        stack.push_async_callback(floor.stop)
        schedule = Schedule(crew)
        await schedule.start()
        stack.callback(schedule.stop)
        frames = Frames(client, archive, crew.vault, frame_at, locks.hold, clock, settings.data / "work" / "frames")
        finishes = finishing_cameras(crew.cameras)
        price = partial(price_with_notes, crew)
        edge = Edge(archive, crew.room, client, floor.wake, clock, us, rules, frames, crew.admins, finishes, price)
        stack.push_async_callback(put_down, edge)
        await stack.enter_async_context(connect(build_app(edge), app_token))
        preparing = asyncio.create_task(prepare(rules, gemini))
        yield House(crew, floor, schedule)
        await preparing


@asynccontextmanager
async def open_floor(settings: Settings) -> AsyncIterator[tuple[Floor, ProcessLocks | AdvisoryLocks]]:
    """The engine room, not started yet, with its checkpoints and locks, closed at the end."""
    async with AsyncExitStack() as stack:
        checkpoints = await stack.enter_async_context(open_checkpoints(checkpoints_at(settings)))
        if not settings.embedded:
            await install_queue(libpq(settings.database()))
        locks = ProcessLocks() if settings.embedded else AdvisoryLocks(libpq(settings.database()))
        stack.push_async_callback(locks.aclose)
        queue = memory_queue if settings.embedded else postgres_queue(libpq(settings.database()))
        yield Floor(checkpoints, locks, queue), locks


@contextmanager
def sole_user(folder: Path) -> Iterator[None]:
    """Hold the data folder alone, as an embedded house must. Raises DataFolderBusy with the holder's process id."""
    holder = folder / "dailies.pid"
    lock = FileLock(folder / "dailies.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        pid = holder.read_text(encoding="utf-8").strip() if holder.exists() else "unknown"
        raise DataFolderBusy(
            f"Process {pid} works on {folder.resolve()} already; end it, or set DAILIES_DATA to another folder."
        ) from None
    try:
        holder.write_text(str(os.getpid()), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


@asynccontextmanager
async def open_readers(settings: Settings) -> AsyncIterator[tuple[RulesInterpreter, GeminiInterpreter | None]]:
    """The rules, and the language model that they stand behind where the settings give a way to it; closed at the end.

    Raises Misconfigured where a model is to read and there is no way to it.
    """
    rules, access = RulesInterpreter(), settings.reader()
    if access is None:
        yield rules, None
        return
    gemini = GeminiInterpreter(
        rules, Access(**asdict(access)), model=settings.text_model, deadline_s=settings.read_deadline_s
    )
    try:
        yield rules, gemini
    finally:
        await gemini.aclose()


async def prepare(rules: RulesInterpreter, gemini: GeminiInterpreter | None) -> None:
    """Load what the first message would wait for."""
    await asyncio.to_thread(rules.prepare)
    if gemini:
        await gemini.prepare()


@asynccontextmanager
async def open_cameras(settings: Settings, parts: Parts) -> AsyncIterator[Mapping[str, Camera]]:
    """All cameras by name, closed at the end; their renders go on.

    Both of Google's are there as soon as there is a way to them: takes in old threads know theirs by name.
    """
    animatic = AnimaticCamera(settings.data / "operations", places=settings.camera_places)
    own = Cameras({animatic.name: animatic, **google_cameras(settings)})
    if settings.camera not in own and not parts.cameras:
        own[settings.camera] = open_plugged(settings.camera, settings.data / settings.camera)
    cameras = parts.cameras(own) if parts.cameras else own
    try:
        yield cameras
    finally:
        for camera in cameras.values():
            await camera.aclose()


def google_cameras(settings: Settings) -> dict[str, Camera]:
    """Omni, and Veo on Vertex, where the settings give a way to them. Raises Misconfigured where one is to roll."""
    settings.rolls_with()
    access = settings.google()
    if access is None:
        return {}
    google = Google(
        access=Access(**asdict(access)), models=read_models(settings.models()), draft=settings.draft,
        places=settings.camera_places, bucket=settings.bucket, storage=settings.storage,
    )  # fmt: skip
    models = {"omni": settings.omni_model} | ({"veo": settings.veo_model} if access.vertex else {})
    return open_google(settings.data, google, models)


def finishing_cameras(cameras: Mapping[str, Camera]) -> dict[str, str]:
    """The cameras that may make masters, by their names and by their models."""
    paid = {name: camera for name, camera in cameras.items() if camera.paid}
    return {name: name for name in paid} | {camera.model: name for name, camera in paid.items()}


def checkpoints_at(settings: Settings) -> str:
    """Where LangGraph's checkpoints live: a file of their own beside SQLite, else the same PostgreSQL."""
    if settings.embedded:
        return str(settings.data.resolve() / "checkpoints.db")
    return libpq(settings.database())


def libpq(url: str) -> str:
    """A PostgreSQL address without SQLAlchemy's driver name, as psycopg reads it."""
    return re.sub(r"^postgresql\+\w+://", "postgresql://", url)


def _as_it_is(room: ScreeningRoom) -> ScreeningRoom:
    return room
