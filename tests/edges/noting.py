"""A take with a note on it, the app with frames, and people who open its notes and tap in them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.clips import Frames
from graphs.cameras.film import frame_at
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot, Take
from storage.locks import ProcessLocks
from storage.vault import FolderVault
from tests.backlot.running import until
from tests.contracts.studio import record
from tests.edges.block_rules import check_view
from tests.edges.conftest import Desk, now
from tests.edges.doing import a_landed_take, who
from tests.page.films import clip as a_clip

Record = dict[str, Any]
View = dict[str, Any]
KINDS: dict[str, Any] = {"confirm": "confirmed", "reject": "rejected", "correct": "corrected"}
PUSH = {
    "aspect": "camera_movement", "sentiment": "neg", "intent": "defect", "quote": "the push is too fast",
    "timecodes": [{"in_s": 0.5, "out_s": None, "raw": "0:00.5"}],
}  # fmt: skip


@dataclass
class Noted:
    """A take with a note of the DP's: praise of the light, and a push at fault with a time."""

    shot: Shot
    take: Take
    card: Ref
    note: Ref
    items: list[Record]


def frames_of(desk: Desk, folder: Path) -> Frames:
    vault = FolderVault(folder / "vault")
    return Frames(desk.client, desk.archive, vault, frame_at, ProcessLocks().hold, now, folder / "frames")


@asynccontextmanager
async def working(desk: Desk, folder: Path) -> AsyncIterator[None]:
    """The app with frames; in the flow's place a hand that records what an act says of a record."""

    async def wake(work: str, act: int | None) -> None:
        desk.woken.append((work, act))
        said = await desk.archive.act(act) if act else None
        if said and said.subject.startswith("record:"):
            record_id = said.subject.removeprefix("record:")
            await desk.archive.judge(record_id, KINDS[said.action], said.fields, said.person, said.key, now())

    async with desk.on_air(frames=frames_of(desk, folder), wake=wake):
        yield


async def a_noted_take(desk: Desk, folder: Path, **more: Any) -> Noted:
    clip = a_clip(folder)
    kept = await FolderVault(folder / "vault").keep(clip)
    shot, take, card = await a_landed_take(desk, clip, kept)
    note = await desk.post("dp", "love the light, but the push is too fast at 0:00.5", shot.thread.ts)
    common = {"rater_id": who(desk, "dp"), "workspace_id": desk.us.team, **more}
    items = [record(shot, take, note, **common), record(shot, take, note, **{**common, **PUSH})]
    await desk.archive.record_note(note, "", items, common["rater_id"], now())
    await desk.settled()
    desk.woken.clear()
    return Noted(shot, take, card, note, await desk.archive.feedback_from(note))


async def latest(desk: Desk) -> View:
    """The view that the app showed last, as the workspace keeps it."""
    shown = [c for m in ("views.open", "views.push", "views.update") for c in await desk.calls(m) if c["ok"]]
    last = max(shown, key=lambda call: call["seq"])
    view: View = last["args"]["view"]
    check_view(view)
    return {**view, "id": last["answer"]["view"]}


async def showing(desk: Desk, *words: str) -> View:
    """Wait until the last view says all of that."""

    async def look() -> View | None:
        view = await latest(desk)
        return view if all(each in str(view["blocks"]) for each in words) else None

    found: View = await until(look)
    return found


async def tap(desk: Desk, person: str, view: View, action: str, place: int = 0, **chosen: Any) -> None:
    """Somebody presses the button (or takes a select's option) of that name, the first or a later one."""
    known = await blocks_on_page(desk, person, view["id"])
    found = [
        (block["block_id"], element) for block in known
        for element in [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else [])]
        if element.get("action_id") == action
    ]  # fmt: skip
    block, element = found[place]
    if option := chosen.get("option"):
        chosen = {"selected_option": next(o for o in element["options"] if o["text"]["text"] == option)}
    answer = await desk.lot.interact(
        person, type="block_actions", view_id=view["id"], block_id=block, action_id=action, **chosen
    )
    assert answer["ok"], answer


async def blocks_on_page(desk: Desk, person: str, view: str) -> list[dict[str, Any]]:
    """A view's blocks with the ids that the workspace gave them, as somebody's page gets them."""
    async with desk.lot.session.ws_connect(
        f"{desk.lot.url}/backlot/live", params={"token": desk.lot.token(person)}
    ) as live:
        while True:
            frame = await live.receive_json(timeout=5)
            if frame.get("view", {}).get("id") == view:
                blocks: list[dict[str, Any]] = frame["view"]["blocks"]
                return blocks


async def asks_how(desk: Desk, person: str, message: Ref, shortcut: str = "read_as") -> None:
    answer = await desk.lot.interact(
        person, type="message_action", callback_id=shortcut, channel=message.channel, message_ts=message.ts
    )
    assert answer["ok"], answer


async def a_noted_take_off_air(desk: Desk, folder: Path) -> Noted:
    async with working(desk, folder):
        return await a_noted_take(desk, folder)
