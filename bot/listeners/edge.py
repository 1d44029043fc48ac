"""What every listener gets, and the one way in which an act goes into the inbox."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clips import Frames
from bot.translate import Identity
from graphs.crew import Clock
from graphs.crew.archive import Archive
from graphs.crew.camera import Estimate
from graphs.crew.reading import FormReader
from graphs.crew.room import ScreeningRoom
from graphs.errors import DailiesError
from graphs.vocabulary.acts import Act
from graphs.vocabulary.production import Member, Production
from graphs.vocabulary.shots import Take

log = structlog.get_logger()

Wake = Callable[[str, int | None], Awaitable[None]]  # a work's id and the inbox row that wants it looked at
Price = Callable[[Take], Awaitable[Estimate]]


@dataclass(frozen=True, slots=True)
class Edge:
    """The parts behind Slack's edge of one workspace."""

    archive: Archive
    room: ScreeningRoom
    client: AsyncWebClient
    wake: Wake
    clock: Clock
    us: Identity
    reader: FormReader
    frames: Frames | None = None
    admins: frozenset[str] = frozenset()  # who decides about money beside the workspace's admins
    finishes: Mapping[str, str] = field(default_factory=dict)  # cameras that make masters, by name and by model
    price: Price | None = None  # of a take with the notes of another
    receipts: set[asyncio.Task[None]] = field(default_factory=set)  # on their way


async def hear(edge: Edge, act: Act | None) -> None:
    """Store an act and wake its work. A redelivered one changes nothing."""
    if act is None:
        return
    if act.kind == "said" and (act.addressed or act.direct):
        task = asyncio.create_task(receipt(edge, act))
        edge.receipts.add(task)
        task.add_done_callback(edge.receipts.discard)
    hearing = await edge.archive.hear(act)
    if hearing.new and hearing.work:
        await edge.wake(hearing.work, hearing.act)


async def receipt(edge: Edge, act: Act) -> None:
    """The mark that a message was read, at once and beside everything else; a flow puts it again where this fails."""
    try:
        await edge.room.mark(act.ref, "read")
    except (DailiesError, SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        log.info("receipt_late", action="mark", trouble=type(error).__name__)


async def member_of(edge: Edge, production: Production, person: str) -> Member:
    """Somebody's place in a production; who they are is asked of Slack the first time."""
    known = await edge.archive.person(edge.us.team, person)
    if known is None:
        known = await edge.room.person(edge.us.team, person)
        await edge.archive.keep_person(known)
    return await edge.archive.member(production.id, known)


async def runs_workspace(edge: Edge, person: str) -> bool:
    """Whether somebody is an admin of the workspace, as the chat says."""
    return (await edge.room.person(edge.us.team, person)).admin


async def runs_money(edge: Edge, person: str) -> bool:
    """Whether somebody decides about money everywhere: the workspace's admins, and whom the settings name."""
    return person in edge.admins or await runs_workspace(edge, person)
